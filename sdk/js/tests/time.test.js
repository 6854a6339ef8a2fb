import assert from "node:assert/strict";
import { test } from "node:test";

import { DailyWindow, Duration, Instant, Interval, LocalDate, LocalTime, earliest, hours, latest, minutes } from "../src/index.js";

test("units of lengths mean what they say", () => {
  const meant = { "3h": 10_800, "90min": 5_400, "1h30min": 5_400, "10d": 864_000, "45s": 45 };
  for (const [text, seconds] of Object.entries(meant)) assert.equal(Duration.parse(text).seconds, seconds, text);
});

test("a number without its unit is no length", () => {
  const bad = ["", "3", "h", "3 h", "3H", "10 days", "10ms", "3m", "0h", "30min1h", "1h1h", "-1h", "99999999999h", "4294967295d", "٣h", "3h\n"];
  for (const text of bad) assert.throws(() => Duration.parse(text), RangeError, text);
  for (const count of [-1, 0.5, NaN]) assert.throws(() => new Duration(count), RangeError, String(count));
});

test("instants are told apart from all else", () => {
  const at = Instant.parse("2020-04-01T06:30-05:00");
  const other = /** @type {any} */ (LocalTime.parse("2020-04-01T06:30"));
  assert.equal(String(at), "2020-04-01T11:30:00.000Z");
  assert.throws(() => at < other, TypeError);
  assert.throws(() => /** @type {any} */ (at) + 1, TypeError);
  assert.throws(() => at.isBefore(other), TypeError);
  assert.throws(() => at.plus(/** @type {any} */ (3)), TypeError);
  for (const text of ["2020-04-01T06:30", "2020-04-01", "1585740600", "2020-13-01T00:00Z"]) {
    assert.throws(() => Instant.parse(text), RangeError, text);
  }
});

test("instants go forth and back", () => {
  const at = new Instant(1_585_720_800_123);
  assert.ok(at.plus(hours(2)).minus(minutes(120)).equals(at));
  assert.ok(earliest(at.plus(hours(1)), at, at.plus(hours(2))).equals(at));
  assert.ok(latest(at, at.plus(hours(1))).isAfter(at));
});

test("an interval is half-open and never empty", () => {
  const [from, to] = [new Instant(5), new Instant(7)];
  assert.throws(() => new Interval(from, from), RangeError);
  assert.deepEqual([4, 5, 6, 7].map((at) => new Interval(from, to).contains(new Instant(at))), [false, true, true, false]);
});

test("a day knows its name and those that follow", () => {
  const names = { "2020-04-01": "wed", "1970-01-01": "thu", "1969-12-31": "wed", "2000-02-29": "tue", "2026-11-27": "fri" };
  for (const [text, name] of Object.entries(names)) assert.equal(LocalDate.parse(text).weekday, name, text);
  assert.equal(String(LocalDate.parse("2020-02-28").plusDays(2)), "2020-03-01");
  assert.equal(String(LocalDate.parse("2020-01-01").plusDays(-1)), "2019-12-31");
  assert.throws(() => LocalDate.parse("2020-01-01") < LocalDate.parse("2020-01-02"), TypeError);
});

test("days and times that are none are refused", () => {
  for (const text of ["2021-02-29", "2020-00-01", "2020-4-1", "20200401"]) assert.throws(() => LocalDate.parse(text), RangeError, text);
  for (const text of ["2020-04-01T24:00", "2020-04-01T06:60", "2020-04-01", "2020-04-01T06:30Z", "2020-04-01T06:30T"]) {
    assert.throws(() => LocalTime.parse(text), RangeError, text);
  }
});

test("a window may cross midnight", () => {
  const [curfew, day] = [DailyWindow.parse("21:00-06:00"), LocalDate.parse("2020-04-01")];
  const clocks = ["21:00", "23:59", "00:00", "05:59", "06:00", "20:59"];
  assert.deepEqual(clocks.map((clock) => curfew.contains(day.at(clock))), [true, true, true, true, false, false]);
  assert.deepEqual(clocks.map((clock) => curfew.others.contains(day.at(clock))), [false, false, false, false, true, true]);
  assert.equal(String(DailyWindow.parse("18:00-00:00")), "18:00-24:00");
});

test("wrong windows are refused", () => {
  const bad = ["", "21:00", "21-06", "25:00-06:00", "21:00-21:00", "00:00-24:00", "00:00-00:00", "9:00-10:00", "21:60-22:00", "24:00-06:00"];
  for (const text of bad) assert.throws(() => DailyWindow.parse(text), RangeError, text);
});
