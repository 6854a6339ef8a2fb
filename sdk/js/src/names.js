/** The tables of names. Across the border a name is its place in one of them; an author never sees it. */

import { Purpose, Territory } from "./facts.js";

/** The policy said a name that stands in no table. */
export class Undeclared extends Error {}

/** What was given by the host, and what the policy declared. */
export class Names {
  /**
   * The tables of a policy that has been configured.
   * @param {import("./policy.js").Description} said
   * @param {import("./setup.js").Setup} setup
   */
  constructor(said, setup) {
    const reasons = said.reasons ?? {};
    /** @readonly */
    this.purposes = [...setup.purposes.values()];
    /** @readonly */
    this.territories = [...setup.territories.values()];
    /** @readonly */
    this.attributes = [...setup.needs.attributes];
    /** @readonly */
    this.rules = [...(said.rules ?? [])];
    /** @readonly */
    this.reasons = Object.keys(reasons);
    /** @readonly */
    this.params = [...new Set(Object.values(reasons).flat())];
    this.#places = {
      purpose: places(setup.purposes.keys()),
      territory: places(setup.territories.keys()),
      source: places(setup.sources),
      rule: places(this.rules),
      reason: places(this.reasons),
      parameter: places(this.params),
    };
  }

  /** @type {Record<string, Map<string, number>>} */
  #places;

  /** @param {Purpose} purpose */
  purpose(purpose) {
    return this.#place("purpose", purpose.name);
  }

  /** @param {Territory} territory */
  territory(territory) {
    return this.#place("territory", territory.code);
  }

  /** @param {string | undefined} name */
  source(name) {
    return name === undefined ? undefined : this.#place("source", name);
  }

  /** @param {string} name */
  rule(name) {
    return this.#place("rule", name);
  }

  /** @param {string} code */
  reason(code) {
    return this.#place("reason", code);
  }

  /** @param {string} name */
  param(name) {
    return this.#place("parameter", name);
  }

  /**
   * @param {string} kind
   * @param {string} name
   */
  #place(kind, name) {
    const place = this.#places[kind].get(name);
    if (place === undefined) throw new Undeclared(`the ${kind} \`${name}\` was not declared`);
    return place;
  }
}

/** @param {Iterable<string>} names @returns {Map<string, number>} */
const places = (names) => new Map([...names].map((name, place) => [name, place]));
