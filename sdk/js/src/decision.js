/** Decisions, as a policy makes them. */

import { DailyWindow } from "./civil.js";
import { Interval } from "./time.js";

/** What was decided. @typedef {"not_required" | "granted" | "referred" | "refused"} Outcome */

/** What one rule had to say. @typedef {"passed" | "failed" | "referred" | "limited" | "exempted"} RuleOutcome */

/**
 * When a permit is good: the whole span, and the part of each local day that counts; all of it when absent.
 * @typedef {{ readonly interval: Interval, readonly daily?: DailyWindow }} Validity
 */

/**
 * One step of the trace: which rule, what it said, and the name of the source that it rests on.
 * @typedef {{ readonly rule: string, readonly outcome: RuleOutcome, readonly cite?: string }} Step
 */

/** Why: a code, its parameters, and the name of the source that it rests on. The words come from a catalogue. */
export class Reason {
  /**
   * @param {string} code
   * @param {Record<string, import("./facts.js").Value>} [params]
   * @param {string} [cite]
   */
  constructor(code, params = {}, cite) {
    /** @readonly */
    this.code = code;
    /** @readonly */
    this.params = params;
    /** @readonly */
    this.cite = cite;
  }
}

/** A decision. Made by `Decision.granted` and its sisters; a grant has a validity, and everything else a reason. */
export class Decision {
  /**
   * @param {Outcome} outcome
   * @param {Validity | undefined} validity
   * @param {readonly Reason[]} reasons
   * @param {readonly Step[]} trace
   */
  constructor(outcome, validity, reasons, trace = []) {
    if ((validity !== undefined) !== (outcome === "granted")) throw new TypeError("a validity belongs to a grant, and only to a grant");
    if (outcome !== "granted" && !reasons.length) throw new TypeError("a decision that grants nothing needs a reason");
    if (validity && !(validity.interval instanceof Interval)) throw new TypeError("a grant needs an `Interval`");
    /** @readonly */
    this.outcome = outcome;
    /** @readonly */
    this.validity = validity;
    /** @readonly */
    this.reasons = reasons;
    /** @readonly */
    this.trace = trace;
  }

  /**
   * A permit is given.
   * @param {Interval} interval
   * @param {DailyWindow} [daily]
   */
  static granted(interval, daily) {
    return new Decision("granted", { interval, daily }, []);
  }

  /**
   * No permit is given.
   * @param {Reason[]} reasons
   */
  static refused(...reasons) {
    return new Decision("refused", undefined, reasons);
  }

  /**
   * A human decides.
   * @param {Reason[]} reasons
   */
  static referred(...reasons) {
    return new Decision("referred", undefined, reasons);
  }

  /**
   * No permit is needed.
   * @param {Reason[]} reasons
   */
  static notRequired(...reasons) {
    return new Decision("not_required", undefined, reasons);
  }

  /**
   * With one more step of the trace.
   * @param {string} rule
   * @param {RuleOutcome} outcome
   * @param {string} [cite]
   */
  step(rule, outcome, cite) {
    return new Decision(this.outcome, this.validity, this.reasons, [...this.trace, { rule, outcome, cite }]);
  }

  /**
   * With one more step: the rule was satisfied.
   * @param {string} rule
   * @param {string} [cite]
   */
  passed(rule, cite) {
    return this.step(rule, "passed", cite);
  }

  /**
   * With one more step: the rule was not satisfied.
   * @param {string} rule
   * @param {string} [cite]
   */
  failed(rule, cite) {
    return this.step(rule, "failed", cite);
  }
}
