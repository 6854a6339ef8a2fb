/** Trying a policy without a host, as the class that it is. */

import { Calendar } from "./calendar.js";
import { Wire } from "./convert.js";
import { Decision } from "./decision.js";
import { Facts, Request } from "./facts.js";
import { Names } from "./names.js";
import { Problems, read } from "./setting.js";
import { Setup } from "./setup.js";

/** A configured policy. What it says is held against what it declared, as a host would. */
class Configured {
  #policy;
  #wire;

  /**
   * @param {import("./policy.js").Policy} policy
   * @param {Setup} setup
   * @param {Names} names
   */
  constructor(policy, setup, names) {
    this.#policy = policy;
    this.#wire = new Wire(names);
    /** @readonly */
    this.setup = setup;
  }

  get calendar() {
    return this.setup.calendar;
  }

  /**
   * Decides. Throws when the policy is told what it did not ask for, and when it says what it did not declare.
   * @param {Request} request
   * @param {Facts} facts
   */
  decide(request, facts = new Facts()) {
    const { needs } = this.setup;
    const unasked = Object.keys(facts.attributes).filter((name) => !needs.attributes.includes(name));
    if (facts.history.length && !needs.history) unasked.push("history");
    if (facts.registration && !needs.registration) unasked.push("registration");
    if (unasked.length) throw new TypeError(`the policy did not ask for ${unasked.map((name) => `\`${name}\``).join(", ")}`);
    const decision = this.#policy.decide(request, facts);
    if (!(decision instanceof Decision)) throw new TypeError("`decide` must return a `Decision`");
    this.#wire.decision(decision);
    return decision;
  }
}

/**
 * A policy with its settings, as a regime has them. Throws `Problems`.
 * @param {import("./policy.js").PolicyClass} Author
 * @param {unknown} settings
 */
export function configured(Author, settings, setup = new Setup()) {
  const policy = new Author();
  policy.configure(read(Author.describe.settings, JSON.stringify(settings)), setup);
  if (setup.problems.length) throw new Problems(setup.problems);
  return new Configured(policy, setup, new Names(Author.describe, setup));
}

/**
 * The calendar of a zone of the IANA data, as the engine that runs the tests knows it: `ofZone("Europe/Athens", 2020)`. Changes of the
 * clock are found to the second, if there is at most one in an hour.
 * @param {string} zone
 * @param {number} year the year around which it is known
 */
export function ofZone(zone, year) {
  const numbers = /** @type {const} */ ({ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  const shown = new Intl.DateTimeFormat("en-US", { timeZone: zone, calendar: "iso8601", hourCycle: "h23", ...numbers });
  const offset = (/** @type {number} */ at) => {
    const parts = Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
    return Math.round(wall / 1_000 - Math.floor(at / 1_000));
  };
  /** @type {import("./calendar.js").Changes} */
  const changes = (start, end) => {
    /** @type {[number, number][]} */
    const found = [[start, offset(start)]];
    for (let at = start; at < end; at = Math.min(at + 3_600_000, end)) {
      let [before, later] = [at, Math.min(at + 3_600_000, end)];
      const next = offset(later);
      if (next === found[found.length - 1][1]) continue;
      while (later - before > 1) {
        const middle = Math.floor((before + later) / 2);
        if (offset(middle) === next) later = middle;
        else before = middle;
      }
      if (later < end) found.push([later, next]);
    }
    return found;
  };
  return new Calendar(Date.UTC(year, 0, -2), Date.UTC(year + 1, 0, 3), changes);
}
