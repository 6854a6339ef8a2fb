/** What is asked, and what the policy is told of the person. */

import { Duration, Instant, Interval } from "./time.js";

/** A purpose of the regime, and the source that it cites. */
export class Purpose {
  /**
   * @param {string} name
   * @param {string} [cite]
   */
  constructor(name, cite) {
    /** @readonly */
    this.name = name;
    /** @readonly */
    this.cite = cite;
  }
}

/** A territory that the regime's jurisdiction knows, and what it is a part of. */
export class Territory {
  /**
   * @param {string} code
   * @param {Territory} [parent]
   */
  constructor(code, parent) {
    /** @readonly */
    this.code = code;
    /** @readonly */
    this.parent = parent;
  }

  /**
   * Whether it is `other` or lies within it.
   * @param {Territory} other
   */
  isWithin(other) {
    for (let here = /** @type {Territory | undefined} */ (this); here; here = here.parent) {
      if (here.code === other.code) return true;
    }
    return false;
  }
}

/**
 * A typed value: an attribute of a person, or a parameter of a reason. A number is whole. Text is anything else that has a name, never a
 * sentence, which would have a language.
 * @typedef {boolean | number | Instant | Duration | Interval | Purpose | Territory | string} Value
 */

/** The way in which an application came. @typedef {"sms" | "portal" | "desk" | "api"} Channel */

/** What is asked. */
export class Request {
  /** @param {{ at: Instant, purpose: Purpose, channel?: Channel, territory?: Territory, start?: Instant, vehicle?: boolean }} asked */
  constructor({ at, purpose, channel = "sms", territory, start, vehicle = false }) {
    /** The instant of the decision. @readonly */
    this.at = at;
    /** @readonly */
    this.purpose = purpose;
    /** @readonly */
    this.channel = channel;
    /** Where the person is, if it is known. @readonly */
    this.territory = territory;
    /** When the person wants to start; at once when absent. @readonly */
    this.start = start;
    /** Whether a vehicle is used. @readonly */
    this.vehicle = vehicle;
  }
}

/** A permit that the person was granted earlier under the same regime. */
export class PastPermit {
  /** @param {{ purpose: Purpose, grantedAt: Instant, validity: Interval, revoked?: boolean }} past */
  constructor({ purpose, grantedAt, validity, revoked = false }) {
    /** @readonly */
    this.purpose = purpose;
    /** @readonly */
    this.grantedAt = grantedAt;
    /** @readonly */
    this.validity = validity;
    /** @readonly */
    this.revoked = revoked;
  }
}

/** The declared place of stay, and since when. @typedef {{ readonly territory: Territory, readonly since: Instant }} Registration */

/** What the policy is told beside the request: only what it asked for while it was configured. */
export class Facts {
  /** @param {{ history?: readonly PastPermit[], registration?: Registration, attributes?: Record<string, Value> }} [told] */
  constructor({ history = [], registration, attributes = {} } = {}) {
    /** Earlier permits, oldest first. @readonly */
    this.history = history;
    /** @readonly */
    this.registration = registration;
    /** What else is known, by name. What is not known is not there. @type {Readonly<Record<string, Value | undefined>>} */
    this.attributes = Object.assign(Object.create(null), attributes);
  }

  /**
   * Whether an attribute is the flag `true`.
   * @param {string} name
   */
  flag(name) {
    return this.attributes[name] === true;
  }

  /**
   * Whether an attribute holds at an instant, as `standard` reads it: a flag when it is `true`, an interval while it lasts, an instant
   * until it comes, anything else always. What is not known does not hold.
   * @param {string} name
   * @param {Instant} at
   */
  holds(name, at) {
    const value = this.attributes[name] ?? false;
    if (value instanceof Interval) return value.contains(at);
    if (value instanceof Instant) return at.isBefore(value);
    return value !== false;
  }
}
