/** The rule of `policy.js`, tried without a host. What `standard` adds is in the cases of the regime. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Facts, LocalTime, Problems, Purpose, Request, Setup } from "exeat-policy";
import { configured, ofZone } from "exeat-policy/testing";

import PlateParity from "../policy.js";

const [ERRAND, MEDICAL] = [new Purpose("errand", "act"), new Purpose("medical")];
const SETTINGS = { odd_days: "odd", exempt: ["medical"], purposes: ["errand"] };
const AMMAN = ofZone("Asia/Amman", 2020);
const setup = (calendar = AMMAN) => new Setup({ purposes: [ERRAND, MEDICAL], sources: ["act"], calendar });

/**
 * What is decided of a car at a local time, and until when.
 * @param {string} clock
 * @param {Record<string, import("exeat-policy").Value>} told
 */
function decide(clock, told, { settings = SETTINGS, purpose = ERRAND, vehicle = true, calendar = AMMAN } = {}) {
  const policy = configured(PlateParity, settings, setup(calendar));
  const at = calendar.firstAt(LocalTime.parse(clock));
  const decision = policy.decide(new Request({ at, purpose, vehicle }), new Facts({ attributes: told }));
  const next = /** @type {any} */ (decision.reasons[0]?.params.next) ?? decision.validity?.interval.end;
  return { outcome: decision.outcome, local: next && String(calendar.local(next)), step: decision.trace[0]?.outcome };
}

test("odd plates drive on odd days and even plates on even ones", () => {
  for (let day = 1; day <= 30; day += 1) {
    for (let digit = 0; digit <= 9; digit += 1) {
      const clock = `2020-04-${String(day).padStart(2, "0")}T10:00`;
      const [usual, turned] = [SETTINGS, { ...SETTINGS, odd_days: "even" }].map((settings) => {
        return decide(clock, { plate_last_digit: digit }, { settings }).outcome;
      });
      const same = day % 2 === digit % 2;
      assert.deepEqual([usual, turned], same ? ["granted", "refused"] : ["refused", "granted"], `${clock} ${digit}`);
    }
  }
});

test("a permit ends before a day on which the plate may not drive", () => {
  assert.equal(decide("2020-04-29T08:00", { plate_last_digit: 5 }).local, "2020-04-30T00:00");
  assert.equal(decide("2020-04-29T23:59", { plate_last_digit: 5 }).local, "2020-04-30T00:00");
});

test("the 31st and the 1st are both odd", () => {
  assert.equal(decide("2020-05-31T23:00", { plate_last_digit: 5 }).local, "2020-06-02T00:00");
  assert.deepEqual(decide("2020-05-31T10:00", { plate_last_digit: 6 }), { outcome: "refused", local: "2020-06-02T00:00", step: "failed" });
  // Both the 29th of February and the 1st of March.
  assert.equal(decide("2020-02-29T10:00", { plate_last_digit: 5 }).local, "2020-03-02T00:00");
});

test("a day begins when the clock says so", () => {
  // In Amman 00:00 became 01:00 on 27 March 2020, and 01:00 became 00:00 on 30 October: that midnight came twice, and the first counts.
  assert.equal(decide("2020-03-26T10:00", { plate_last_digit: 6 }).local, "2020-03-27T01:00");
  assert.equal(decide("2020-10-29T10:00", { plate_last_digit: 5 }).local, "2020-10-30T00:00");
  const athens = ofZone("Europe/Athens", 2020);
  assert.equal(decide("2020-03-29T10:00", { plate_last_digit: 5 }, { calendar: athens }).local, "2020-03-30T00:00");
});

test("without a vehicle, for other purposes and for exempt kinds the rule does not apply", () => {
  const even = { plate_last_digit: 6 };
  const long = decide("2020-04-29T08:00", {}, { vehicle: false });
  assert.deepEqual(long, { outcome: "granted", local: "2021-06-03T08:00", step: undefined });
  assert.equal(decide("2020-04-29T08:00", even, { purpose: MEDICAL }).outcome, "granted");
  assert.equal(decide("2020-04-29T08:00", { ...even, vehicle_kind: "medical" }).step, "exempted");
  assert.equal(decide("2020-04-29T08:00", { vehicle_kind: "medical" }).outcome, "granted");
  for (const vehicle_kind of ["private", true, 7]) assert.equal(decide("2020-04-29T08:00", { ...even, vehicle_kind }).outcome, "refused");
});

test("of a plate without a digit a human decides", () => {
  for (const told of [{}, { plate_last_digit: "5" }, { plate_last_digit: true }]) {
    assert.equal(decide("2020-04-29T08:00", told).outcome, "referred");
  }
});

test("the kind of vehicle is asked for only where one is exempt", () => {
  const needs = (/** @type {object} */ settings) => configured(PlateParity, settings, setup()).setup.needs.attributes;
  assert.deepEqual(needs(SETTINGS), ["plate_last_digit", "vehicle_kind"]);
  assert.deepEqual(needs({}), ["plate_last_digit"]);
});

test("everything that is wrong in the settings is told", () => {
  for (const [settings, pointers] of /** @type {[object, string[]][]} */ ([
    [{ odd_days: "none", exempt: "medical", digits: 1 }, ["/digits", "/odd_days", "/exempt"]],
    [{ purposes: ["errand", "walks"] }, ["/purposes/1"]],
  ])) {
    assert.throws(
      () => configured(PlateParity, settings, setup()),
      (error) => error instanceof Problems && assert.deepEqual(error.problems.map(({ pointer }) => pointer), pointers) === undefined,
    );
  }
});
