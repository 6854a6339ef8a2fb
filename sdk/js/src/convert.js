/** The conversions between the values of the contract, as the bindings of a plugin have them, and those of an author. */

import { Decision, Reason } from "./decision.js";
import { Facts, PastPermit, Purpose, Request, Territory } from "./facts.js";
import { Names } from "./names.js";
import { BadInput } from "./policy.js";
import { Duration, Instant, Interval } from "./time.js";

/** Converts by the tables of one configured policy. */
export class Wire {
  /** @param {Names} names */
  constructor(names) {
    /** @readonly */
    this.names = names;
  }

  /** @param {number} symbol */
  purpose(symbol) {
    return at(this.names.purposes, symbol, "purpose");
  }

  /** @param {number} symbol */
  territory(symbol) {
    return at(this.names.territories, symbol, "territory");
  }

  /** @param {any} given */
  request(given) {
    return new Request({
      at: instant(given.at),
      purpose: this.purpose(given.purpose),
      channel: given.channel,
      territory: given.territory == null ? undefined : this.territory(given.territory),
      start: given.start == null ? undefined : instant(given.start),
      vehicle: given.vehicle,
    });
  }

  /** @param {any} given */
  facts({ history, registration, attributes }) {
    const past = history.map((/** @type {any} */ { purpose, grantedAt, validity, revoked }) => {
      return new PastPermit({ purpose: this.purpose(purpose), grantedAt: instant(grantedAt), validity: interval(validity), revoked });
    });
    const told = Object.create(null);
    for (const { name, value } of attributes) told[at(this.names.attributes, name, "attribute")] = this.#told(value);
    return new Facts({
      history: past,
      registration:
        registration == null ? undefined : { territory: this.territory(registration.territory), since: instant(registration.since) },
      attributes: told,
    });
  }

  /** @param {Decision} own */
  decision(own) {
    return {
      outcome: outcome(own.outcome),
      validity: own.validity && { interval: span(own.validity.interval), daily: daily(own.validity.daily) },
      reasons: own.reasons.map((reason) => this.#reason(reason)),
      trace: own.trace.map((step) => {
        return { rule: this.names.rule(step.rule), outcome: step.outcome, cite: this.names.source(step.cite) };
      }),
    };
  }

  /** @param {Reason} own */
  #reason(own) {
    const params = Object.entries(own.params).filter(([, value]) => value !== undefined);
    return {
      code: this.names.reason(own.code),
      params: params.map(([name, value]) => ({ name: this.names.param(name), value: this.#said(value) })),
      cite: this.names.source(own.cite),
    };
  }

  /** @param {import("./facts.js").Value} own */
  #said(own) {
    if (typeof own === "boolean") return { tag: "flag", val: own };
    if (typeof own === "number" && Number.isSafeInteger(own)) return { tag: "number", val: BigInt(own) };
    if (typeof own === "string") return { tag: "text", val: own };
    if (own instanceof Instant) return { tag: "instant", val: BigInt(own.milliseconds) };
    if (own instanceof Duration) return { tag: "duration", val: own.seconds };
    if (own instanceof Interval) return { tag: "interval", val: span(own) };
    if (own instanceof Purpose) return { tag: "purpose", val: this.names.purpose(own) };
    if (own instanceof Territory) return { tag: "territory", val: this.names.territory(own) };
    throw new TypeError("a parameter that is no value");
  }

  /** @param {{ tag: string, val: any }} given @returns {import("./facts.js").Value} */
  #told({ tag, val }) {
    if (tag === "number") return whole(val);
    if (tag === "instant") return instant(val);
    if (tag === "duration") return new Duration(val);
    if (tag === "interval") return interval(val);
    if (tag === "purpose") return this.purpose(val);
    if (tag === "territory") return this.territory(val);
    return val;
  }
}

/**
 * An outcome as the contract writes it.
 * @param {import("./decision.js").Outcome} own
 */
export const outcome = (own) => (own === "not_required" ? "not-required" : own);

/** @param {bigint} given */
export const instant = (given) => new Instant(whole(given));

/** @param {bigint} given */
function whole(given) {
  const number = Number(given);
  if (!Number.isSafeInteger(number)) throw new BadInput("a number beyond what can be told apart");
  return number;
}

/** @param {{ start: bigint, end: bigint }} given */
function interval({ start, end }) {
  if (start >= end) throw new BadInput("an interval that is empty");
  return new Interval(instant(start), instant(end));
}

/** @param {Interval} own */
const span = (own) => ({ start: BigInt(own.start.milliseconds), end: BigInt(own.end.milliseconds) });

/** @param {import("./civil.js").DailyWindow | undefined} own */
const daily = (own) => own && { from: own.start, until: own.until };

/**
 * @template T
 * @param {readonly T[]} table
 * @param {number} symbol
 * @param {string} what
 */
function at(table, symbol, what) {
  if (symbol >= table.length) throw new BadInput(`no ${what} has the symbol ${symbol}`);
  return table[symbol];
}
