/** Flat rows for research, and the loop that answers them one by one. */

import { Decision } from "./decision.js";
import { Facts, PastPermit, Request, Territory } from "./facts.js";
import { Instant } from "./time.js";

/**
 * One application of a batch. Rows of one holder stand together in order of time. `flags` are the attributes that are the flag `true`;
 * others do not travel.
 * @typedef {{ holder: number, request: Request, registered?: Territory, flags: readonly string[] }} Row
 */

/**
 * Answers rows by one `decide` after the other. What was granted to earlier rows of a holder is the history of the later ones. A row that
 * cannot be decided has no answer: it is referred, as the person would be.
 * @param {(request: Request, facts: Facts) => Decision} decide
 * @param {readonly Row[]} rows
 * @param {import("./setup.js").Setup["needs"]} needs
 * @returns {(Decision | undefined)[]}
 */
export function decideEach(decide, rows, needs) {
  /** @type {number | undefined} */
  let holder;
  /** @type {PastPermit[]} */
  let history = [];
  return rows.map((row) => {
    if (row.holder !== holder) [holder, history] = [row.holder, []];
    const { request } = row;
    // Since when the holder is registered does not travel: it is always long ago.
    const registration = needs.registration && row.registered ? { territory: row.registered, since: new Instant(0) } : undefined;
    const attributes = Object.fromEntries(row.flags.map((name) => [name, true]));
    let decision;
    try {
      decision = decide(request, new Facts({ history, registration, attributes }));
    } catch {
      return undefined;
    }
    if (decision.validity && needs.history) {
      history = [...history, new PastPermit({ purpose: request.purpose, grantedAt: request.at, validity: decision.validity.interval })];
    }
    return decision;
  });
}
