import assert from "node:assert/strict";
import { test } from "node:test";

import { DailyWindow, Problems, hours, minutes, setting } from "../src/index.js";
import { read, schemaOf } from "../src/setting.js";

const settings = setting.fields({
  places: setting.list(setting.fields({ name: setting.text(), lasts: setting.duration() })),
  days: setting.table(setting.list(setting.weekday()), ["woman", "man"]),
  times: setting.number({ from: 1, to: 10 }).default(1).about("How often."),
  hours: setting.window().optional(),
  pause: setting.duration().default("2h"),
  strict: setting.flag().default(false),
  notes: setting.table(setting.text()).default({}),
});
const GOOD = { places: [{ name: "shop", lasts: "1h30min" }], days: { woman: ["mon", "sun"] }, hours: "21:00-06:00" };

/** @param {string} json */
function problemsOf(json) {
  try {
    read(settings, json);
  } catch (error) {
    assert.ok(error instanceof Problems, json);
    return error.problems.map(({ pointer, message }) => [pointer, message]);
  }
  return [];
}
const wrong = (/** @type {object} */ changed) => problemsOf(JSON.stringify({ ...GOOD, ...changed }));

test("what is written becomes what it means", () => {
  const found = read(settings, JSON.stringify(GOOD));
  assert.deepEqual(found.places, [{ name: "shop", lasts: minutes(90) }]);
  assert.deepEqual([...found.days], [["woman", ["mon", "sun"]]]);
  assert.deepEqual([found.times, found.hours, found.strict], [1, new DailyWindow(21 * 60, 6 * 60), false]);
  assert.deepEqual(found.pause, hours(2));
});

test("everything wrong is found at once with its place", () => {
  const found = wrong({
    places: [{ name: 7, lasts: "2" }, { lasts: "2h" }],
    days: { woman: ["monday"], child: [] },
    times: 11,
    hours: "9-10",
    strict: "yes",
    notes: { "a/b": 1 },
  });
  const places = ["/places/0/name", "/places/0/lasts", "/places/1", "/days/child", "/days/woman/0", "/times", "/hours", "/strict", "/notes/a~1b"];
  assert.deepEqual(found.map(([pointer]) => pointer), places);
});

test("an unknown key is refused and the known are named", () => {
  for (const key of ["hour", "constructor"]) {
    const [[pointer, message]] = wrong({ [key]: "21:00-06:00" });
    assert.equal(pointer, `/${key}`);
    assert.match(message, /`hours`/);
  }
});

test("what has no default must be there", () => {
  assert.deepEqual(problemsOf("{}"), [["", "must have `places`"], ["", "must have `days`"]]);
});

test("numbers are whole and within bounds", () => {
  for (const times of [true, 1.5, "1", 0, null]) assert.deepEqual(wrong({ times }), [["/times", "must be a whole number from 1 to 10"]]);
});

test("the root must be a mapping", () => {
  for (const json of ["[]", "7", "null", "{"]) assert.equal(problemsOf(json).length, 1, json);
});

test("the schema says what is read", () => {
  const said = JSON.parse(schemaOf(settings));
  assert.deepEqual(said.required, ["places", "days"]);
  assert.equal(said.additionalProperties, false);
  assert.deepEqual(said.properties.times, { type: "integer", minimum: 1, maximum: 10, default: 1, description: "How often." });
  assert.deepEqual(said.properties.days.propertyNames, { enum: ["woman", "man"] });
  assert.deepEqual(said.properties.places.items.required, ["name", "lasts"]);
});

test("a mistake in the declaration is told where it is made", () => {
  assert.throws(() => setting.fields({ ratio: /** @type {any} */ (0.5) }), /`ratio` must be of a kind/);
  assert.throws(() => setting.window().default("9-10"), /a default `9-10` must look like/);
});
