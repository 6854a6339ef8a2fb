/** The regime as its policy knows it, and where the policy declares what it needs to be told. */

import { Calendar } from "./calendar.js";
import { Purpose, Territory } from "./facts.js";
import { Duration, Instant } from "./time.js";

/** What a policy is configured with. */
export class Setup {
  /**
   * @param {{ purposes?: readonly Purpose[], territories?: readonly Territory[], sources?: readonly string[], inForceFrom?: Instant,
   *   inForceUntil?: Instant, calendar?: Calendar }} [regime] `territories` hold parents before children
   */
  constructor({ purposes = [], territories = [], sources = [], inForceFrom = new Instant(0), inForceUntil, calendar } = {}) {
    /** The purposes of the regime, by name. @readonly */
    this.purposes = new Map(purposes.map((purpose) => [purpose.name, purpose]));
    /** The territories of the regime's jurisdiction, by code, parents before children. @readonly */
    this.territories = new Map(territories.map((territory) => [territory.code, territory]));
    /** The names of the regime's sources. @readonly */
    this.sources = sources;
    /** @readonly */
    this.inForceFrom = inForceFrom;
    /** `undefined` when the end is not known. @readonly */
    this.inForceUntil = inForceUntil;
    /** Civil time of the regime's zone. @readonly */
    this.calendar = calendar ?? Calendar.fixed();
    /** What was asked for. @type {{ history?: Duration, registration: boolean, attributes: string[] }} @readonly */
    this.needs = { registration: false, attributes: [] };
    /** @type {import("./setting.js").Problem[]} @readonly */
    this.problems = [];
  }

  /**
   * Asks for the permits of the last so long. Of several calls the longest counts.
   * @param {Duration} back
   */
  needsHistory(back) {
    if (!(back instanceof Duration)) throw new TypeError("`needsHistory` takes a length, such as `days(7)`");
    if (!this.needs.history || back.isLongerThan(this.needs.history)) this.needs.history = back;
  }

  /** Asks for the declared place of stay. */
  needsRegistration() {
    this.needs.registration = true;
  }

  /**
   * Asks for an attribute of the person.
   * @param {string} name
   */
  needsAttribute(name) {
    if (!this.needs.attributes.includes(name)) this.needs.attributes.push(name);
  }

  /**
   * Notes that a setting is wrong, by its JSON Pointer: `/hours/7`. The integrator sees all that is wrong at once.
   * @param {string} pointer
   * @param {string} message
   */
  wrong(pointer, message) {
    this.problems.push({ pointer, message });
  }
}
