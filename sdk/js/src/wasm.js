/** What a component imports, read from its bytes: as much of the format as that takes. */

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];
const IMPORTS = 10;

/**
 * The names of what a component imports, without plain types, which hold no code. Throws for anything that is no component.
 * @param {Uint8Array} component
 */
export function imports(component) {
  if (!HEADER.every((byte, at) => component[at] === byte)) throw new TypeError("not a component");
  const reader = new Reader(component, HEADER.length);
  /** @type {string[]} */
  const names = [];
  while (reader.at < component.length) {
    const section = reader.byte();
    const size = reader.number();
    const end = reader.at + size;
    if (section === IMPORTS) names.push(...namesOf(reader));
    reader.at = end;
  }
  return names;
}

/** @param {Reader} reader */
function namesOf(reader) {
  /** @type {string[]} */
  const names = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    // A name is one byte that says of which kind it is, its length, and the name itself.
    reader.byte();
    const name = reader.text(reader.number());
    if (!skipType(reader)) names.push(name);
  }
  return names;
}

/**
 * Goes behind the type of an import, and says whether it is a plain type.
 * @param {Reader} reader
 */
function skipType(reader) {
  const kind = reader.byte();
  if (kind === 0x00) {
    // A core module, which stands behind one more byte.
    reader.byte();
    reader.number();
  } else if (kind === 0x02 || kind === 0x03) {
    // A value or a type: a bound, and a place except where any resource is meant.
    const bound = reader.byte();
    if (kind === 0x02 || bound === 0x00) reader.number();
    return kind === 0x03 && bound === 0x00;
  } else {
    // A function, a component, an instance: a place.
    reader.number();
  }
  return false;
}

class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new TypeError("a component that ends too early");
    this.at += 1;
    return byte;
  }

  /** An unsigned number in LEB128. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** @param {number} length */
  text(length) {
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}
