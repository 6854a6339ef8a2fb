import assert from "node:assert/strict";
import { test } from "node:test";

import { BadInput, Decision, Interval, Policy, Reason, days, hours, latest, setting } from "../src/index.js";
import { world } from "../src/guest.js";

const HOUR = 3_600_000n;
const NOBODY = 0xffff_ffff;

/** Between two permits lies a pause; what else it does depends on attributes, for these tests. */
class Pause extends Policy {
  /** @type {import("../src/index.js").Description} */
  static describe = {
    name: "pause",
    version: "1.0.0",
    settings: setting.fields({ pause: setting.duration() }),
    rules: ["pause"],
    reasons: { "too-soon": ["again", "of", "at"], blocked: [] },
  };

  /** @param {any} settings @param {import("../src/index.js").Setup} setup */
  configure({ pause }, setup) {
    if (pause.isLongerThan(days(7))) setup.wrong("/pause", "is more than a week");
    if (pause.seconds === 1) throw new RangeError("not a second");
    this.pause = pause;
    setup.needsHistory(pause);
    for (const name of ["blocked", "odd"]) setup.needsAttribute(name);
    setup.needsRegistration();
  }

  /** @param {import("../src/index.js").Request} request @param {import("../src/index.js").Facts} facts */
  decide({ at, purpose }, facts) {
    const { odd } = facts.attributes;
    if (odd === "bad") throw new BadInput("an odd attribute");
    if (odd === "lost") throw new RangeError("81234567\n    at 81234567.js:8:1");
    if (odd === "text") throw "81234567";
    if (odd === "undeclared") return Decision.refused(new Reason("no-such-reason"));
    if (odd === "nothing") return /** @type {any} */ (undefined);
    if (odd === "later") return /** @type {any} */ (Promise.resolve(1));
    if (odd === "half") return Decision.refused(new Reason("too-soon", { again: 0.5 }));
    if (facts.flag("blocked")) return Decision.refused(new Reason("blocked", {}, purpose.cite)).failed("pause");
    const ends = facts.history.filter((past) => !past.revoked).map((past) => past.validity.end);
    const again = ends.length ? latest(ends[0], ...ends).plus(this.pause) : at;
    if (at.isBefore(again)) {
      const place = facts.registration && { at: facts.registration.territory };
      return Decision.refused(new Reason("too-soon", { again, of: purpose, ...place }));
    }
    return Decision.granted(new Interval(at, at.plus(hours(1)))).passed("pause", "act");
  }
}

const fresh = () => world(Pause, (start) => [{ at: start, offset: 0 }]);

function configured() {
  const guest = fresh();
  return { ...guest, tables: guest.configure(regime('{ "pause": "2h" }')) };
}

const regime = (/** @type {string} */ settings) => ({
  settings,
  purposes: [{ name: "walk" }, { name: "shop", cite: 0 }],
  territories: [{ code: "PA" }, { code: "PA-8", parent: 0 }],
  sources: ["act"],
  inForceFrom: 0n,
});
const request = (/** @type {bigint} */ at, purpose = 1) => ({ at, purpose, channel: "sms", territory: 1, vehicle: false });
const facts = (/** @type {any[]} */ attributes = [], /** @type {any[]} */ history = []) => {
  return { history, registration: { territory: 1, since: 0n }, attributes: attributes.map(([name, value]) => ({ name, value })) };
};

/** @param {() => unknown} call @returns {any} */
function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("it says what it is", () => {
  const said = fresh().describe();
  assert.deepEqual([said.name, said.version], ["pause", "1.0.0"]);
  assert.match(said.settingsSchema, /"pause"/);
});

test("tables hold what was declared", () => {
  const { rules, reasons, params, needs } = configured().tables;
  assert.deepEqual([rules, reasons, params], [["pause"], ["too-soon", "blocked"], ["again", "of", "at"]]);
  assert.deepEqual(needs, { history: 7_200, registration: true, attributes: ["blocked", "odd"] });
});

test("wrong settings are problems with their places", () => {
  const wrong = { '{ "pause": "2" }': "/pause", '{ "pause": "8d" }': "/pause", '{ "pause": "2h", "x": 1 }': "/x", '{ "pause": "1s" }': "" };
  for (const [settings, pointer] of Object.entries(wrong)) {
    const problems = thrown(() => fresh().configure(regime(settings)));
    assert.deepEqual(problems.map((/** @type {any} */ problem) => problem.pointer), [pointer], settings);
  }
  const [{ message }] = thrown(() => fresh().configure(regime('{ "pause": "1s" }')));
  assert.match(message, /^RangeError in line \d+ of `guest.test.js`: not a second$/);
});

test("a grant and its trace cross as numbers", () => {
  assert.deepEqual(configured().decide(request(5n), facts()), {
    outcome: "granted",
    validity: { interval: { start: 5n, end: 5n + HOUR }, daily: undefined },
    reasons: [],
    trace: [{ rule: 0, outcome: "passed", cite: 0 }],
  });
});

test("a refusal and its parameters cross as numbers", () => {
  const past = { purpose: 0, grantedAt: 0n, validity: { start: 0n, end: HOUR }, revoked: false };
  const { reasons } = configured().decide(request(2n * HOUR), facts([], [past]));
  const params = [
    { name: 0, value: { tag: "instant", val: 3n * HOUR } },
    { name: 1, value: { tag: "purpose", val: 1 } },
    { name: 2, value: { tag: "territory", val: 1 } },
  ];
  assert.deepEqual(reasons, [{ code: 0, params, cite: undefined }]);
});

test("what goes wrong is an error that tells nothing of the person", () => {
  const guest = configured();
  const told = (/** @type {string} */ odd) => thrown(() => guest.decide(request(5n), facts([[1, { tag: "text", val: odd }]])));
  assert.deepEqual(told("bad"), { tag: "bad-input", val: "an odd attribute" });
  assert.match(told("lost").val, /^RangeError in line \d+ of `guest.test.js`$/);
  assert.deepEqual(told("text"), { tag: "internal", val: "a thrown string" });
  for (const odd of ["lost", "text", "undeclared", "nothing", "later", "half"]) {
    assert.equal(told(odd).tag, "internal", odd);
    assert.doesNotMatch(told(odd).val, /81234567/, odd);
  }
});

test("an author is given names, instants and values", () => {
  /** @type {any[]} */
  const seen = [];
  const guest = world(
    class extends Pause {
      /** @param {any} asked @param {any} told */
      decide(asked, told) {
        seen.push(asked, told);
        return super.decide(asked, told);
      }
    },
    (start) => [{ at: start, offset: 0 }],
  );
  guest.configure(regime('{ "pause": "2h" }'));
  const past = { purpose: 0, grantedAt: 7n, validity: { start: 8n, end: 9n }, revoked: true };
  guest.decide({ ...request(5n), start: 6n, channel: "desk", vehicle: true }, facts([[1, { tag: "number", val: 3n }]], [past]));
  const [asked, told] = seen;
  assert.deepEqual([asked.at, asked.start, told.history[0].grantedAt].map(({ milliseconds }) => milliseconds), [5, 6, 7]);
  assert.deepEqual([asked.purpose.name, asked.purpose.cite, asked.channel, asked.vehicle], ["shop", "act", "desk", true]);
  assert.deepEqual([asked.territory.code, asked.territory.parent.code], ["PA-8", "PA"]);
  assert.deepEqual([told.history[0].purpose.name, told.history[0].validity.end.milliseconds, told.history[0].revoked], ["walk", 9, true]);
  assert.deepEqual([told.registration.territory.code, told.attributes.odd], ["PA-8", 3]);
});

test("symbols that are in no table are input that is not understood", () => {
  const guest = configured();
  const flag = { tag: "flag", val: true };
  for (const [asked, told] of [[request(5n, 9), facts()], [request(5n), facts([[9, flag]])], [request(2n ** 60n), facts()]]) {
    assert.equal(thrown(() => guest.decide(asked, told)).tag, "bad-input");
  }
});

test("nothing is decided before it is configured", () => {
  assert.equal(thrown(() => fresh().decide(request(5n), facts())).tag, "internal");
});

test("a batch equals single decisions", () => {
  const guest = configured();
  /** @type {[number, bigint, number][]} */
  const asked = [[1, 0n, 0], [1, HOUR, 0], [1, 3n * HOUR, 0], [2, 3n * HOUR, 0], [3, 3n * HOUR, 1]];
  const rows = asked.map(([holder, at, flags]) => {
    return { holder, at, purpose: 1, territory: NOBODY, registered: 1, flags, channel: "sms", vehicle: false };
  });
  const verdicts = guest.decideBatch(rows);
  /** @type {Record<number, any[]>} */
  const history = {};
  rows.forEach((row, index) => {
    const past = (history[row.holder] ??= []);
    const told = facts(row.flags ? [[0, { tag: "flag", val: true }]] : [], past);
    const decision = guest.decide({ ...request(row.at), territory: undefined }, told);
    const interval = decision.validity?.interval;
    assert.deepEqual(verdicts[index], {
      outcome: decision.outcome,
      start: interval?.start ?? 0n,
      end: interval?.end ?? 0n,
      reason: decision.reasons[0]?.code ?? NOBODY,
    });
    if (interval) past.push({ purpose: 1, grantedAt: row.at, validity: interval, revoked: false });
  });
  assert.deepEqual(verdicts.map((verdict) => verdict.outcome), ["granted", "refused", "granted", "granted", "refused"]);
});

test("a batch with an unknown symbol is referred", () => {
  const row = { holder: 1, at: 0n, purpose: 9, territory: NOBODY, registered: NOBODY, flags: 0, channel: "sms", vehicle: false };
  assert.equal(configured().decideBatch([row])[0].outcome, "referred");
});

test("where the answer changes is not known", () => {
  assert.equal(configured().criticalPoints(), undefined);
});
