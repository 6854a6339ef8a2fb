/** The five functions of the contract, for one policy: names for numbers on the way in, numbers for names on the way out. */

import { decideEach } from "./batch.js";
import { Calendar } from "./calendar.js";
import { Wire, instant, outcome } from "./convert.js";
import { Decision } from "./decision.js";
import { Purpose, Request, Territory } from "./facts.js";
import { Names } from "./names.js";
import { BadInput } from "./policy.js";
import { Problems, read, schemaOf } from "./setting.js";
import { Setup } from "./setup.js";
import { whereOf } from "./where.js";

/** How far around the regime its zone is asked for: quotas look back, permits and answers look ahead. */
const AROUND = 400 * 86_400_000;
/** How long a regime without an end is taken to last, as far as the zone is concerned. */
const OPEN = 10 * 366 * 86_400_000;
const NOBODY = 0xffff_ffff;

/**
 * What a plugin exports. An error of the contract is thrown as the value that it is.
 * @param {import("./policy.js").PolicyClass} Author
 * @param {(start: bigint, end: bigint) => { at: bigint, offset: number }[]} transitions of `exeat:policy/calendar`
 */
export function world(Author, transitions) {
  const said = Author.describe;
  const policy = new Author();
  /** @type {{ setup: Setup, wire: Wire } | undefined} */
  let configured;

  /** @type {(request: Request, facts: import("./facts.js").Facts) => Decision} */
  const ask = (request, facts) => {
    const decision = policy.decide(request, facts);
    if (!(decision instanceof Decision)) throw new TypeError("`decide` must return a `Decision`");
    return decision;
  };

  /** @param {any} given */
  function configure(given) {
    const setup = setupOf(given, transitions);
    try {
      policy.configure(read(said.settings, given.settings), setup);
      if (setup.problems.length) throw new Problems(setup.problems);
    } catch (error) {
      // Nothing of a person is known yet, so that all of it may be told.
      throw error instanceof Problems ? error.problems : [{ pointer: "", message: `${whereOf(error)}: ${messageOf(error)}` }];
    }
    const { needs } = setup;
    const names = new Names(said, setup);
    configured = { setup, wire: new Wire(names) };
    const asked = { history: needs.history?.seconds, registration: needs.registration, attributes: names.attributes };
    return { rules: names.rules, reasons: names.reasons, params: names.params, needs: asked };
  }

  /** @param {any} request @param {any} facts */
  function decide(request, facts) {
    try {
      if (!configured) throw new TypeError("not configured");
      const { wire } = configured;
      return wire.decision(ask(wire.request(request), wire.facts(facts)));
    } catch (error) {
      // Whatever went wrong, the person is referred to a human.
      throw error instanceof BadInput ? { tag: "bad-input", val: error.message } : { tag: "internal", val: whereOf(error) };
    }
  }

  /** @param {any[]} rows */
  function decideBatch(rows) {
    const referred = { outcome: "referred", start: 0n, end: 0n, reason: NOBODY };
    const known = configured;
    let flat;
    try {
      if (!known) throw new TypeError("not configured");
      flat = rows.map((row) => rowOf(row, known.wire));
    } catch {
      // A batch with a symbol that is in no table is referred as a whole.
      return rows.map(() => referred);
    }
    /** @type {typeof ask} */
    const checked = (request, facts) => {
      const decision = ask(request, facts);
      // A decision that could not cross the border is none.
      known.wire.decision(decision);
      return decision;
    };
    return decideEach(checked, flat, known.setup.needs).map((decision) => {
      if (!decision) return referred;
      const interval = decision.validity?.interval;
      return {
        outcome: outcome(decision.outcome),
        start: BigInt(interval?.start.milliseconds ?? 0),
        end: BigInt(interval?.end.milliseconds ?? 0),
        reason: decision.reasons.length ? known.wire.names.reason(decision.reasons[0].code) : NOBODY,
      };
    });
  }

  return {
    describe: () => ({ name: said.name, version: said.version, settingsSchema: schemaOf(said.settings) }),
    configure,
    decide,
    decideBatch,
    /** Nothing is known of where the answer can change. */
    criticalPoints: () => undefined,
  };
}

/**
 * @param {any} given
 * @param {(start: bigint, end: bigint) => { at: bigint, offset: number }[]} transitions
 */
function setupOf(given, transitions) {
  /** @type {string[]} */
  const sources = given.sources;
  /** @type {Territory[]} */
  const territories = [];
  // A parent stands before its children: no circle can arise.
  for (const { code, parent } of given.territories) {
    territories.push(new Territory(code, parent == null ? undefined : territories[parent]));
  }
  const purposes = given.purposes.map((/** @type {any} */ { name, cite }) => new Purpose(name, cite == null ? undefined : sources[cite]));
  const from = Number(given.inForceFrom);
  const until = given.inForceUntil == null ? undefined : Number(given.inForceUntil);
  // The engine of a plugin cannot hand a negative number to the host: before 1970 the zone is what it was when 1970 began.
  const calendar = new Calendar(Math.max(from - AROUND, 0), Math.max((until ?? from + OPEN) + AROUND, 1), (start, end) =>
    transitions(BigInt(Math.max(start, 0)), BigInt(Math.max(end, 1))).map(({ at, offset }) => [Number(at), offset]),
  );
  return new Setup({
    purposes,
    territories,
    sources,
    inForceFrom: instant(given.inForceFrom),
    inForceUntil: until === undefined ? undefined : instant(given.inForceUntil),
    calendar,
  });
}

/** @param {any} row @param {Wire} wire @returns {import("./batch.js").Row} */
function rowOf(row, wire) {
  const place = (/** @type {number} */ symbol) => (symbol === NOBODY ? undefined : wire.territory(symbol));
  const { channel, vehicle } = row;
  return {
    holder: row.holder,
    request: new Request({ at: instant(row.at), purpose: wire.purpose(row.purpose), channel, territory: place(row.territory), vehicle }),
    registered: place(row.registered),
    flags: wire.names.attributes.slice(0, 32).filter((_, bit) => (row.flags >>> bit) & 1),
  };
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
