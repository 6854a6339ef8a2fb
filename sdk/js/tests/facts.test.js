import assert from "node:assert/strict";
import { test } from "node:test";

import { Facts, Instant, Interval, Territory, hours } from "../src/index.js";

const EPOCH = new Instant(0);
const after = (/** @type {number} */ count) => EPOCH.plus(hours(count));

test("what holds at an instant", () => {
  /** @type {[import("../src/index.js").Value, boolean[]][]} */
  const values = [
    [true, [true, true, true]],
    [false, [false, false, false]],
    [new Interval(after(1), after(2)), [false, true, false]],
    [after(1), [true, false, false]],
    [0, [true, true, true]],
    ["group-2", [true, true, true]],
  ];
  for (const [value, holds] of values) {
    const facts = new Facts({ attributes: { it: value } });
    assert.deepEqual([0, 1, 2].map((count) => facts.holds("it", after(count))), holds, typeof value);
    assert.equal(facts.flag("it"), value === true);
  }
});

test("what nobody said is not known", () => {
  for (const name of ["it", "toString", "__proto__"]) {
    assert.equal(new Facts().holds(name, EPOCH), false, name);
    assert.equal(new Facts().attributes[name], undefined, name);
  }
});

test("a territory lies within itself and all above", () => {
  const country = new Territory("PA");
  const province = new Territory("PA-8", country);
  const town = new Territory("PA-8.panama", province);
  assert.ok(town.isWithin(country) && town.isWithin(town));
  assert.ok(!province.isWithin(town) && !town.isWithin(new Territory("PA-9", country)));
});
