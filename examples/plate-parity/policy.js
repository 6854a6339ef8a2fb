/**
 * Days by the last digit of the plate: odd plates drive on odd days of the month and even plates on even ones, as in Jordan in the spring
 * of 2020.
 *
 * A regime uses it beside `standard`, which says how long a permit lasts, at which hours, and what else holds.
 */

import { Decision, Interval, Policy, Reason, days, setting } from "exeat-policy";

/** How long a permit may be as far as this rule is concerned, where it does not apply. */
const LONG = days(400);

const settings = setting.fields({
  odd_days: setting.choice("odd", "even").default("odd").about("The plates that drive on odd days of the month; the others drive on even ones."),
  exempt: setting.list(setting.text()).default([]).about("The kinds of vehicle, as `vehicle_kind` says them, that drive on every day."),
  purposes: setting.list(setting.text()).default([]).about("The purposes that this concerns; without it all of them."),
});

/** @typedef {import("exeat-policy").Read<typeof settings>} Settings */

export default class PlateParity extends Policy {
  /** @type {import("exeat-policy").Description} */
  static describe = {
    name: "plate-parity",
    version: "1.0.0",
    settings,
    rules: ["plate-day"],
    reasons: { "plate-day": ["next"], "attribute-missing": ["attribute"] },
  };

  /**
   * @param {Settings} given
   * @param {import("exeat-policy").Setup} setup
   */
  configure(given, setup) {
    this.exempt = given.exempt;
    this.concerned = given.purposes.length ? given.purposes : [...setup.purposes.keys()];
    /** What is left of the day of the month and of the digit together, when they are divided by two. */
    this.together = given.odd_days === "odd" ? 0 : 1;
    this.calendar = setup.calendar;
    setup.needsAttribute("plate_last_digit");
    if (this.exempt.length) setup.needsAttribute("vehicle_kind");
    given.purposes.forEach((purpose, index) => {
      if (!setup.purposes.has(purpose)) setup.wrong(`/purposes/${index}`, `the regime has no purpose \`${purpose}\``);
    });
  }

  /**
   * @param {import("exeat-policy").Request} request
   * @param {import("exeat-policy").Facts} facts
   */
  decide(request, facts) {
    const start = request.start ?? request.at;
    const { plate_last_digit: digit, vehicle_kind: kind } = facts.attributes;
    if (!request.vehicle || !this.concerned.includes(request.purpose.name)) return Decision.granted(new Interval(start, start.plus(LONG)));
    const { cite } = request.purpose;
    if (typeof kind === "string" && this.exempt.includes(kind)) {
      return Decision.granted(new Interval(start, start.plus(LONG))).step("plate-day", "exempted", cite);
    }
    if (typeof digit !== "number") {
      return Decision.referred(new Reason("attribute-missing", { attribute: "plate_last_digit" }, cite)).step("plate-day", "referred", cite);
    }

    const drives = (/** @type {import("exeat-policy").LocalDate} */ day) => (day.day + digit) % 2 === this.together;
    // Of two days that follow each other both may be right: the 31st and the 1st.
    let day = this.calendar.local(start).date;
    const right = drives(day);
    while (drives(day) === right) day = day.plusDays(1);
    const change = this.calendar.startOf(day);
    if (right) return Decision.granted(new Interval(start, change)).passed("plate-day", cite);
    return Decision.refused(new Reason("plate-day", { next: change }, cite)).failed("plate-day", cite);
  }
}
