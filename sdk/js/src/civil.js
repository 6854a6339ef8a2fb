/** What clocks and calendars on the wall show: dates, local times, daily windows and days of the week. Instants are not here. */

import { only } from "./time.js";

const DAY = 86_400_000;
const MINUTES = 24 * 60;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/;
const WINDOW = /^([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})$/;

/** @typedef {"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"} Weekday */

/** The days of the week, as settings write them. @type {readonly Weekday[]} */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A day of the calendar. */
export class LocalDate {
  #days;

  /**
   * @param {number} year
   * @param {number} month from 1 to 12
   * @param {number} day from 1 to 31
   */
  constructor(year, month, day) {
    const found = new Date(0);
    found.setUTCFullYear(year, month - 1, day);
    if (found.getUTCFullYear() !== year || found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) {
      throw new RangeError(`there is no day ${year}-${month}-${day}`);
    }
    this.#days = found.getTime() / DAY;
    /** @readonly */
    this.year = year;
    /** @readonly */
    this.month = month;
    /** @readonly */
    this.day = day;
  }

  /**
   * Reads `2020-04-01`.
   * @param {string} text
   */
  static parse(text) {
    const [, year, month, day] = DATE.exec(text) ?? [];
    if (day === undefined) throw new RangeError(`\`${text}\` must look like \`2020-04-01\``);
    return new LocalDate(Number(year), Number(month), Number(day));
  }

  /** @returns {Weekday} */
  get weekday() {
    // The first of January 1970 was a Thursday.
    return WEEKDAYS[(((this.#days + 3) % 7) + 7) % 7];
  }

  /** @param {number} count may be negative */
  plusDays(count) {
    return dateOf(this.#days + count);
  }

  /** @param {LocalDate} other */
  isBefore(other) {
    return this.#days < other.#days;
  }

  /** @param {LocalDate} other */
  equals(other) {
    return this.#days === other.#days;
  }

  /**
   * The local time on this day: `day.at("06:30")`.
   * @param {string} clock
   */
  at(clock) {
    const [, hour, minute, second = "0"] = TIME.exec(clock) ?? [];
    if (minute === undefined) throw new RangeError(`\`${clock}\` must look like \`06:30\``);
    return new LocalTime(this, Number(hour), Number(minute), Number(second));
  }

  /** Days since 1970-01-01; for the calendar. */
  get days() {
    return this.#days;
  }

  toString() {
    return `${String(this.year).padStart(4, "0")}-${two(this.month)}-${two(this.day)}`;
  }

  /** @param {string} hint */
  [Symbol.toPrimitive](hint) {
    return only("string", hint, this.toString(), "compare dates by `isBefore` and `equals`");
  }
}

/** A day and what the clock shows on it. Which instant that is, a `Calendar` knows: there may be none, or two. */
export class LocalTime {
  /**
   * @param {LocalDate} date
   * @param {number} hour
   * @param {number} minute
   * @param {number} second
   * @param {number} millisecond
   */
  constructor(date, hour = 0, minute = 0, second = 0, millisecond = 0) {
    const parts = [hour, minute, second, millisecond];
    const ends = [24, 60, 60, 1_000];
    if (!parts.every((part, place) => Number.isInteger(part) && part >= 0 && part < ends[place])) {
      throw new RangeError(`there is no time ${hour}:${minute}:${second}`);
    }
    /** @readonly */
    this.date = date;
    /** @readonly */
    this.hour = hour;
    /** @readonly */
    this.minute = minute;
    /** @readonly */
    this.second = second;
    /** @readonly */
    this.millisecond = millisecond;
  }

  /**
   * Reads `2020-04-01T06:30`.
   * @param {string} text
   */
  static parse(text) {
    const [date, clock = "", ...rest] = text.split("T");
    if (rest.length) throw new RangeError(`\`${text}\` must look like \`2020-04-01T06:30\``);
    return LocalDate.parse(date).at(clock);
  }

  get weekday() {
    return this.date.weekday;
  }

  /** Minutes since local midnight, as the clock shows it. */
  get minuteOfDay() {
    return this.hour * 60 + this.minute;
  }

  toString() {
    const fine = this.second || this.millisecond ? `:${two(this.second)}` : "";
    return `${this.date}T${two(this.hour)}:${two(this.minute)}${fine}${this.millisecond ? `.${String(this.millisecond).padStart(3, "0")}` : ""}`;
  }

  /** @param {string} hint */
  [Symbol.toPrimitive](hint) {
    return only("string", hint, this.toString(), "compare the instants of local times; see `Calendar.firstAt`");
  }
}

/**
 * A window of local time that returns every day, in minutes of the local day, half-open. It crosses midnight when `until` is not after
 * `start`. Settings write `21:00-06:00`.
 */
export class DailyWindow {
  /**
   * @param {number} start
   * @param {number} until
   */
  constructor(start, until) {
    const whole = Number.isInteger(start) && Number.isInteger(until);
    if (!whole || start < 0 || start >= MINUTES || until < 0 || until > MINUTES || start === until % MINUTES) {
      throw new RangeError("a daily window must leave out some part of the day and hold another");
    }
    /** @readonly */
    this.start = start;
    /** @readonly */
    this.until = until % MINUTES;
  }

  /**
   * Reads `21:00-06:00`; `24:00` is midnight at the end.
   * @param {string} text
   */
  static parse(text) {
    const [, ...parts] = WINDOW.exec(text) ?? [];
    if (!parts.length) throw new RangeError(`\`${text}\` must look like \`21:00-06:00\``);
    const [fromHour, fromMinute, untilHour, untilMinute] = parts.map(Number);
    const [start, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute];
    if (start >= MINUTES || until > MINUTES || Math.max(fromMinute, untilMinute) > 59) {
      throw new RangeError(`\`${text}\`: a day goes from 00:00 to 24:00`);
    }
    if (start === until % MINUTES) throw new RangeError(`\`${text}\` must leave out some part of the day and hold another`);
    return new DailyWindow(start, until);
  }

  /** @param {LocalTime} local */
  contains(local) {
    return this.parts().some(([start, end]) => start <= local.minuteOfDay && local.minuteOfDay < end);
  }

  /** The rest of the day. */
  get others() {
    return new DailyWindow(this.until, this.start);
  }

  /**
   * Its parts within one local day, as minutes, ascending.
   * @returns {[number, number][]}
   */
  parts() {
    if (this.until === 0) return [[this.start, MINUTES]];
    if (this.start < this.until) return [[this.start, this.until]];
    return [
      [0, this.until],
      [this.start, MINUTES],
    ];
  }

  /**
   * Its two ends as `07:00` and `22:00`; midnight at the end is `24:00`.
   * @returns {[string, string]}
   */
  ends() {
    return [clock(this.start), clock(this.until || MINUTES)];
  }

  toString() {
    return this.ends().join("-");
  }
}

/**
 * The day so many days after 1970-01-01.
 * @param {number} days
 */
export function dateOf(days) {
  const found = new Date(days * DAY);
  return new LocalDate(found.getUTCFullYear(), found.getUTCMonth() + 1, found.getUTCDate());
}

/** @param {number} minute */
const clock = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");
