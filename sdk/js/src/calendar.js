/**
 * Local civil time, from the host's time-zone data.
 *
 * The changes of the zone around the regime are asked for once, while the policy is configured, and kept: a decision then makes no call
 * to the host. Only an instant outside of that range is asked for anew.
 */

import { DailyWindow, LocalDate, LocalTime, dateOf } from "./civil.js";
import { Instant } from "./time.js";

const DAY = 86_400_000;
const OFFSET = /^([+-])([0-9]{2}):([0-9]{2})$/;

/**
 * From an instant on (milliseconds), local time is UTC plus so many seconds: the offset at the start of a range, and every change before
 * its end.
 * @typedef {(start: number, end: number) => [at: number, offset: number][]} Changes
 */

/** The regime's time zone. */
export class Calendar {
  #start;
  #end;
  #ask;
  /** @type {number[]} */
  #offsets;
  /** @type {number[]} */
  #begins;

  /**
   * Knows the zone from `start` to `end`, in milliseconds.
   * @param {number} start
   * @param {number} end
   * @param {Changes} changes
   */
  constructor(start, end, changes) {
    const found = changes(start, end);
    this.#start = start;
    this.#end = end;
    this.#ask = changes;
    this.#offsets = found.map(([, offset]) => offset * 1_000);
    this.#begins = [start, ...found.slice(1).map(([at]) => at)];
  }

  /**
   * A zone that has always been so far ahead of UTC: `+02:00`.
   * @param {string} offset
   */
  static fixed(offset = "+00:00") {
    const [, sign, hour, minute] = OFFSET.exec(offset) ?? [];
    if (minute === undefined) throw new RangeError(`\`${offset}\` must look like \`+02:00\``);
    const ahead = (Number(hour) * 60 + Number(minute)) * (sign === "-" ? -60 : 60);
    return new Calendar(0, 1, (start) => [[start, ahead]]);
  }

  /**
   * The local time at an instant, as the clock shows it.
   * @param {Instant} at
   */
  local(at) {
    const wall = at.milliseconds + this.#piece(at.milliseconds)[0];
    const days = Math.floor(wall / DAY);
    const rest = wall - days * DAY;
    const seconds = Math.floor(rest / 1_000);
    return new LocalTime(dateOf(days), Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60, rest % 1_000);
  }

  /**
   * The first instant at which the clock stands at a local time; where it is left out, the first instant after the gap.
   * @param {LocalTime} local
   */
  firstAt(local) {
    const wanted = wallOf(local);
    // No zone is further from UTC than a day, so the search may begin two days before.
    return new Instant(this.#firstWithin(wanted - 2 * DAY, wanted, wanted + 2 * DAY) ?? wanted);
  }

  /**
   * The first instant of a local day.
   * @param {LocalDate} day
   */
  startOf(day) {
    return this.firstAt(new LocalTime(day));
  }

  /**
   * The first instant of the next local day.
   * @param {Instant} at
   */
  endOfDay(at) {
    return this.startOf(this.local(at).date.plusDays(1));
  }

  /**
   * The first instant not before `start` at which the clock stands in a window on a local day. `undefined` when the day has no such
   * instant any more, or never had.
   * @param {Instant} start
   * @param {LocalDate} day
   * @param {DailyWindow} window
   */
  firstIn(start, day, window) {
    const midnight = day.days * DAY;
    for (const [opens, closes] of window.parts()) {
      const found = this.#firstWithin(start.milliseconds, midnight + opens * 60_000, midnight + closes * 60_000);
      if (found !== undefined) return new Instant(found);
    }
    return undefined;
  }

  /**
   * The first instant after `at` at which the clock no longer stands in a window in which it stands at `at`.
   * @param {Instant} at
   * @param {DailyWindow} window
   */
  endOf(at, window) {
    const local = this.local(at);
    const later = window.until <= window.start && local.minuteOfDay >= window.until ? 1 : 0;
    const wall = (local.date.days + later) * DAY + window.until * 60_000;
    return new Instant(this.#firstWithin(at.milliseconds, wall, wall + 2 * DAY) ?? wall);
  }

  /**
   * The first instant not before `at` whose local time lies within `[start, end)`, all in milliseconds.
   * @param {number} at @param {number} start @param {number} end
   */
  #firstWithin(at, start, end) {
    while (at < end + 2 * DAY) {
      const [offset, until] = this.#piece(at);
      const found = Math.max(at, start - offset);
      if (found < until && found + offset < end) return found;
      at = until;
    }
    return undefined;
  }

  /**
   * The offset at an instant, in milliseconds, and until when it surely holds.
   * @param {number} at
   * @returns {[number, number]}
   */
  #piece(at) {
    if (at >= this.#start && at < this.#end) {
      let index = this.#begins.length - 1;
      while (this.#begins[index] > at) index -= 1;
      return [this.#offsets[index], this.#begins[index + 1] ?? this.#end];
    }
    const found = this.#ask(at, at + DAY);
    return [found[0][1] * 1_000, found[1]?.[0] ?? at + DAY];
  }
}

/**
 * A local time as milliseconds, as if it were UTC.
 * @param {LocalTime} local
 */
function wallOf(local) {
  return local.date.days * DAY + ((local.hour * 60 + local.minute) * 60 + local.second) * 1_000 + local.millisecond;
}
