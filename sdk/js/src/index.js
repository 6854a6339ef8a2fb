/**
 * Write a policy plugin for exeat in JavaScript.
 *
 * A policy is one class: it says what it is (`describe`), takes its settings once (`configure`), and then decides (`decide`). It sees the
 * instant of the decision, what is asked, and the facts that it declared that it needs; it sees no clock, no network and no name of a
 * person.
 */

export { Calendar } from "./calendar.js";
export { DailyWindow, LocalDate, LocalTime, WEEKDAYS } from "./civil.js";
export { Decision, Reason } from "./decision.js";
export { Facts, PastPermit, Purpose, Request, Territory } from "./facts.js";
export { BadInput, Policy } from "./policy.js";
export { Problems } from "./setting.js";
export * as setting from "./setting.js";
export { Setup } from "./setup.js";
export { Duration, Instant, Interval, days, earliest, hours, latest, minutes, seconds } from "./time.js";

/** @typedef {import("./civil.js").Weekday} Weekday */
/** @typedef {import("./decision.js").Outcome} Outcome */
/** @typedef {import("./facts.js").Channel} Channel */
/** @typedef {import("./facts.js").Value} Value */
/** @typedef {import("./policy.js").Description} Description */
/** @template K @typedef {import("./setting.js").Read<K>} Read */
