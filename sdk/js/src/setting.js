/**
 * Settings, declared once: the JSON Schema that an editor completes by, and the reading that finds everything wrong at once, each with
 * its place. Imported as `setting`.
 */

import { DailyWindow, WEEKDAYS } from "./civil.js";
import { Duration } from "./time.js";

/**
 * Something wrong with the settings: a JSON Pointer (RFC 6901) into them, and what, in lower case and without a full stop.
 * @typedef {{ readonly pointer: string, readonly message: string }} Problem
 */

/** Everything wrong with the settings. Never empty. */
export class Problems extends Error {
  /** @param {readonly Problem[]} problems */
  constructor(problems) {
    super(problems.map(({ pointer, message }) => `${pointer || "/"}: ${message}`).join("; "));
    /** @readonly */
    this.problems = problems;
  }
}

/**
 * Reads a value at a place, and notes what is wrong.
 * @template T
 * @typedef {(value: any, pointer: string, problems: Problem[]) => T} Reading
 */

/** A kind of value that stands in a regime. @template T */
export class Kind {
  /**
   * @param {Record<string, any>} schema
   * @param {Reading<T>} read
   * @param {boolean} required
   * @param {any} absent what is read where nothing stands
   */
  constructor(schema, read, required = true, absent = undefined) {
    /** @readonly */
    this.schema = schema;
    /** @readonly */
    this.read = read;
    /** @readonly */
    this.required = required;
    /** @readonly */
    this.absent = absent;
  }

  /**
   * Explains it in an editor.
   * @param {string} text
   */
  about(text) {
    return new Kind({ ...this.schema, description: text }, this.read, this.required, this.absent);
  }

  /**
   * May be left out. @returns {Kind<T | undefined>}
   */
  optional() {
    return new Kind(this.schema, this.read, false);
  }

  /**
   * May be left out, and is then what is given here, as an integrator would write it.
   * @param {any} written
   */
  default(written) {
    /** @type {Problem[]} */
    const problems = [];
    this.read(written, "", problems);
    if (problems.length) throw new TypeError(`a default ${problems[0].message}`);
    return new Kind({ ...this.schema, default: written }, this.read, false, written);
  }
}

/** What a kind becomes when it is read. @template K @typedef {K extends Kind<infer T> ? T : never} Read */

/** `true` or `false`. */
export const flag = () =>
  new Kind({ type: "boolean" }, (value, pointer, problems) =>
    typeof value === "boolean" ? value : /** @type {never} */ (wrong(problems, pointer, "must be `true` or `false`")),
  );

/**
 * A whole number, within bounds that both belong to it.
 * @param {{ from?: number, to?: number }} [bounds]
 * @returns {Kind<number>}
 */
export function number({ from, to } = {}) {
  const bounds = [from === undefined ? "" : ` from ${from}`, to === undefined ? "" : ` to ${to}`].join("");
  const schema = { type: "integer", ...(from !== undefined && { minimum: from }), ...(to !== undefined && { maximum: to }) };
  return new Kind(schema, (value, pointer, problems) => {
    const fits = Number.isSafeInteger(value) && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
    return fits ? value : wrong(problems, pointer, `must be a whole number${bounds}`);
  });
}

/** Any text. */
export const text = () => written({ type: "string" }, (value) => value);

/** A length: `3h`, `90min`, `1h30min`, `10d`. */
export const duration = () => written({ type: "string", pattern: "^([0-9]+(d|h|min|s))+$", examples: ["3h"] }, Duration.parse);

/** A window of every day: `21:00-06:00`. */
export const window = () =>
  written({ type: "string", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples: ["21:00-06:00"] }, DailyWindow.parse);

/** A day of the week: `mon`. */
export const weekday = () => choice(...WEEKDAYS);

/**
 * One of these.
 * @template {string} T
 * @param {T[]} values
 * @returns {Kind<T>}
 */
export function choice(...values) {
  return new Kind({ enum: values }, (value, pointer, problems) =>
    values.includes(value) ? value : wrong(problems, pointer, `must be one of ${quoted(values)}`),
  );
}

/**
 * A list.
 * @template T
 * @param {Kind<T>} of
 * @returns {Kind<T[]>}
 */
export function list(of) {
  return new Kind({ type: "array", items: of.schema }, (value, pointer, problems) =>
    Array.isArray(value)
      ? value.map((one, index) => of.read(one, `${pointer}/${index}`, problems))
      : wrong(problems, pointer, "must be a list"),
  );
}

/**
 * A mapping of names to values of one kind; of any names, or of those given.
 * @template T
 * @param {Kind<T>} of
 * @param {readonly string[]} [names]
 * @returns {Kind<Map<string, T>>}
 */
export function table(of, names) {
  const schema = { type: "object", additionalProperties: of.schema, ...(names && { propertyNames: { enum: names } }) };
  return new Kind(schema, (value, pointer, problems) => {
    const found = new Map();
    for (const [key, one] of entries(value, pointer, problems, names)) found.set(key, of.read(one, below(pointer, key), problems));
    return found;
  });
}

/**
 * A mapping of fields, each of its own kind. A key that is no field is refused.
 * @template {Record<string, Kind<any>>} M
 * @param {M} members
 * @returns {Kind<{ [K in keyof M]: Read<M[K]> }>}
 */
export function fields(members) {
  const names = Object.keys(members);
  for (const name of names) {
    if (!(members[name] instanceof Kind)) throw new TypeError(`the setting \`${name}\` must be of a kind, such as \`setting.text()\``);
  }
  const properties = Object.fromEntries(names.map((name) => [name, members[name].schema]));
  const required = names.filter((name) => members[name].required);
  return new Kind({ type: "object", properties, required, additionalProperties: false }, (value, pointer, problems) => {
    const given = new Map(entries(value, pointer, problems, names));
    /** @type {any} */
    const found = {};
    for (const name of names) {
      const member = members[name];
      if (given.has(name)) found[name] = member.read(given.get(name), below(pointer, name), problems);
      else if (member.absent !== undefined) found[name] = member.read(member.absent, "", problems);
      else if (member.required && isMapping(value)) wrong(problems, pointer, `must have \`${name}\``);
    }
    return found;
  });
}

/**
 * What stands in a text.
 * @template T
 * @param {Record<string, any>} schema
 * @param {(text: string) => T} parse
 * @returns {Kind<T>}
 */
function written(schema, parse) {
  return new Kind(schema, (value, pointer, problems) => {
    if (typeof value !== "string") return wrong(problems, pointer, "must be a text");
    try {
      return parse(value);
    } catch (error) {
      return wrong(problems, pointer, /** @type {Error} */ (error).message);
    }
  });
}

/**
 * The JSON Schema (2020-12) of settings.
 * @param {Kind<any>} settings
 */
export function schemaOf(settings) {
  return JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", ...settings.schema });
}

/**
 * Settings from JSON. Throws `Problems` with everything that is wrong.
 * @template T
 * @param {Kind<T>} settings
 * @param {string} json
 * @returns {T}
 */
export function read(settings, json) {
  /** @type {Problem[]} */
  const problems = [];
  let value;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Problems([{ pointer: "", message: `not JSON: ${/** @type {Error} */ (error).message}` }]);
  }
  const found = settings.read(value, "", problems);
  if (problems.length) throw new Problems(problems);
  return found;
}

/**
 * The entries of a mapping, without those of unknown keys, which are noted.
 * @param {any} value @param {string} pointer @param {Problem[]} problems @param {readonly string[]} [known]
 * @returns {[string, any][]}
 */
function entries(value, pointer, problems, known) {
  if (!isMapping(value)) return wrong(problems, pointer, "must be a mapping") ?? [];
  return Object.entries(value).filter(([key]) => {
    const fits = !known || known.includes(key);
    if (!fits) wrong(problems, below(pointer, key), `unknown key \`${key}\`, known are ${quoted(known)}`);
    return fits;
  });
}

/** @param {any} value */
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {Problem[]} problems @param {string} pointer @param {string} message
 * @returns {any}
 */
function wrong(problems, pointer, message) {
  problems.push({ pointer, message });
  return undefined;
}

/** @param {string} pointer @param {string} key */
const below = (pointer, key) => `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
/** @param {readonly string[]} words */
const quoted = (words) => words.map((word) => `\`${word}\``).join(", ");
