/**
 * Instants, lengths and spans of time, and how settings write them. No calendar and no local time here.
 *
 * They are classes of their own and no numbers, so that an instant cannot be taken for a local time, nor seconds for milliseconds:
 * comparing two of them by `<` or adding them by `+` throws. `Date` is not used, because what it calls local is the zone of the machine.
 */

const MOST_SECONDS = 2 ** 32 - 1;
const DURATION = /^(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)min)?(?:([0-9]+)s)?$/;
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;

/** A length of time, in whole seconds, never negative. Made by `days`, `hours`, `minutes` and `seconds`. */
export class Duration {
  /** @param {number} seconds */
  constructor(seconds) {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS) throw new RangeError("a length is a whole number of seconds");
    /** @readonly */
    this.seconds = seconds;
  }

  /**
   * Reads numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`; a day is 24 hours.
   * @param {string} text
   */
  static parse(text) {
    const [, ...parts] = DURATION.exec(text) ?? [];
    const [d, h, min, s] = parts.map((part) => Number(part ?? 0));
    const total = parts.length ? ((d * 24 + h) * 60 + min) * 60 + s : 0;
    if (total <= 0 || total > MOST_SECONDS) {
      throw new RangeError(`\`${text}\` must be numbers with units, largest first: \`3h\`, \`90min\`, \`1h30min\`, \`10d\``);
    }
    return new Duration(total);
  }

  /** @param {Duration} other */
  isLongerThan(other) {
    return this.seconds > other.seconds;
  }

  /** @param {string} hint */
  [Symbol.toPrimitive](hint) {
    return only("string", hint, `${this.seconds}s`, "compare lengths by `isLongerThan`");
  }
}

/** @param {number} count */
export const seconds = (count) => new Duration(count);
/** @param {number} count */
export const minutes = (count) => new Duration(count * 60);
/** @param {number} count */
export const hours = (count) => new Duration(count * 3_600);
/**
 * So many times 24 hours. Local days are `LocalDate.plusDays`.
 * @param {number} count
 */
export const days = (count) => new Duration(count * 86_400);

/** A moment in time, the same everywhere, to the millisecond. What a clock shows at it, a `Calendar` knows. */
export class Instant {
  #at;

  /** @param {number} milliseconds since 1970-01-01T00:00:00Z */
  constructor(milliseconds) {
    if (!Number.isSafeInteger(milliseconds)) throw new RangeError("an instant is a whole number of milliseconds");
    this.#at = milliseconds;
  }

  /**
   * Reads `2020-04-01T06:30Z` or `2020-04-01T06:30:00-05:00`. Without an offset it would be a local time.
   * @param {string} text
   */
  static parse(text) {
    const at = INSTANT.test(text) ? Date.parse(text) : NaN;
    if (Number.isNaN(at)) throw new RangeError(`\`${text}\` must look like \`2020-04-01T06:30Z\``);
    return new Instant(at);
  }

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  get milliseconds() {
    return this.#at;
  }

  /** @param {Duration} length */
  plus(length) {
    return new Instant(this.#at + secondsOf(length) * 1_000);
  }

  /** @param {Duration} length */
  minus(length) {
    return new Instant(this.#at - secondsOf(length) * 1_000);
  }

  /** @param {Instant} other */
  isBefore(other) {
    return this.#at < other.#at;
  }

  /** @param {Instant} other */
  isAfter(other) {
    return this.#at > other.#at;
  }

  /** @param {Instant} other */
  equals(other) {
    return this.#at === other.#at;
  }

  toString() {
    return new Date(this.#at).toISOString();
  }

  /** @param {string} hint */
  [Symbol.toPrimitive](hint) {
    return only("string", hint, this.toString(), "compare instants by `isBefore`, `isAfter` and `equals`");
  }
}

/**
 * @param {Instant} first
 * @param {Instant[]} others
 */
export const earliest = (first, ...others) => others.reduce((found, other) => (other.isBefore(found) ? other : found), first);

/**
 * @param {Instant} first
 * @param {Instant[]} others
 */
export const latest = (first, ...others) => others.reduce((found, other) => (other.isAfter(found) ? other : found), first);

/** Half-open and never empty: the start belongs to it, the end does not. */
export class Interval {
  /**
   * @param {Instant} start
   * @param {Instant} end
   */
  constructor(start, end) {
    if (!start.isBefore(end)) throw new RangeError("an interval that is empty");
    /** @readonly */
    this.start = start;
    /** @readonly */
    this.end = end;
  }

  /** @param {Instant} at */
  contains(at) {
    return !at.isBefore(this.start) && at.isBefore(this.end);
  }
}

/** @param {Duration} length */
function secondsOf(length) {
  if (!(length instanceof Duration)) throw new TypeError("a length is needed, such as `hours(3)`");
  return length.seconds;
}

/**
 * What a value is as a text; a number it is not.
 * @param {string} wanted @param {string} hint @param {string} text @param {string} instead
 */
export function only(wanted, hint, text, instead) {
  if (hint !== wanted) throw new TypeError(instead);
  return text;
}
