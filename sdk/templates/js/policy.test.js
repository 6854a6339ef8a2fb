import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar, Facts, LocalTime, Purpose, Request, Setup } from "exeat-policy";
import { configured } from "exeat-policy/testing";

import Mornings from "./policy.js";

const SHOPPING = new Purpose("shopping");
const setup = new Setup({ purposes: [SHOPPING], calendar: Calendar.fixed("+02:00") });
const policy = configured(Mornings, { hours: "10:00-13:00" }, setup);

function outcomes(senior) {
  return ["09:59", "10:00", "12:59", "13:00"].map((clock) => {
    const at = setup.calendar.firstAt(LocalTime.parse(`2021-03-11T${clock}`));
    return policy.decide(new Request({ at, purpose: SHOPPING }), new Facts({ attributes: { senior } })).outcome;
  });
}

test("the morning belongs to seniors", () => {
  assert.deepEqual(outcomes(true), ["refused", "granted", "granted", "refused"]);
});

test("the rest of the day belongs to the others", () => {
  assert.deepEqual(outcomes(false), ["granted", "refused", "refused", "granted"]);
});
