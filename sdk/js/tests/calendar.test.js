import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar, DailyWindow, Instant, LocalDate, LocalTime } from "../src/index.js";
import { ofZone } from "../src/testing.js";

const local = LocalTime.parse;

test("local time is that of the zone", () => {
  for (const zone of ["Europe/Athens", "America/Panama", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut"]) {
    const calendar = ofZone(zone, 2020);
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    for (let at = Date.UTC(2020, 0, 1); at < Date.UTC(2021, 0, 1); at += (5 * 60 + 17) * 60_000) {
      assert.equal(String(calendar.local(new Instant(at))), shown.format(at).replace(" ", "T"), zone);
    }
  }
});

test("outside of what is known the host is asked anew", () => {
  const known = new Calendar(0, 1, (start) => [[start, start < 1 ? 0 : 10_800]]);
  assert.equal(String(known.local(Instant.parse("2023-07-01T12:00Z"))), "2023-07-01T15:00");
});

test("a zone may stand still", () => {
  assert.equal(String(Calendar.fixed("-03:30").local(Instant.parse("2020-04-01T12:00Z"))), "2020-04-01T08:30");
  assert.throws(() => Calendar.fixed("2"), RangeError);
});

test("of the clock that jumps and of the clock that goes back", () => {
  // In Athens 03:00 became 04:00 on 29 March 2020, and 04:00 became 03:00 on 25 October.
  const athens = ofZone("Europe/Athens", 2020);
  const firsts = { "2020-03-29T03:30": "2020-03-29T01:00:00.000Z", "2020-10-25T03:30": "2020-10-25T00:30:00.000Z" };
  for (const [clock, at] of Object.entries(firsts)) assert.equal(String(athens.firstAt(local(clock))), at, clock);
});

test("a day without midnight starts later", () => {
  // In Amman 00:00 became 01:00 on 27 March 2020.
  const amman = ofZone("Asia/Amman", 2020);
  assert.equal(String(amman.local(amman.startOf(LocalDate.parse("2020-03-27")))), "2020-03-27T01:00");
  assert.equal(String(amman.endOfDay(amman.firstAt(local("2020-03-26T23:59")))), "2020-03-26T22:00:00.000Z");
});

test("a window of a day begins or goes on or is over", () => {
  const [panama, window, day] = [ofZone("America/Panama", 2020), DailyWindow.parse("06:30-08:30"), LocalDate.parse("2020-04-01")];
  for (const [clock, found] of [["05:00", "2020-04-01T06:30"], ["07:00", "2020-04-01T07:00"], ["08:30", undefined]]) {
    const first = panama.firstIn(panama.firstAt(day.at(clock ?? "")), day, window);
    assert.equal(first && String(panama.local(first)), found, clock);
  }
});

test("a window ends today or tomorrow", () => {
  const panama = ofZone("America/Panama", 2020);
  for (const [window, at, end] of [
    ["06:30-08:30", "2020-04-01T07:00", "2020-04-01T08:30"],
    ["21:00-06:00", "2020-04-01T22:00", "2020-04-02T06:00"],
    ["21:00-06:00", "2020-04-01T05:00", "2020-04-01T06:00"],
    ["18:00-24:00", "2020-04-01T18:00", "2020-04-02T00:00"],
  ]) {
    assert.equal(String(panama.local(panama.endOf(panama.firstAt(local(at)), DailyWindow.parse(window)))), end, window);
  }
});
