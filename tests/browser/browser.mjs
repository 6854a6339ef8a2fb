// A real Chromium, and what the tests and the pictures share.
//
// EXEAT_URL      where the demo is open, such as http://127.0.0.1:8800
// EXEAT_BROWSER  the Chromium to drive; Debian's when absent

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const given = process.env.EXEAT_URL;
if (!given) {
  console.error("set EXEAT_URL to the address of a running demo, such as http://127.0.0.1:8800");
  process.exit(2);
}

export const url = (path = "/") => new URL(path, given).href;

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// A browser with a profile of its own, which is gone when `use` ends. `options` are those of a playwright context.
export async function browse(options, use) {
  const profile = await mkdtemp(join(tmpdir(), "exeat-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.EXEAT_BROWSER ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
    locale: "en",
    ...options,
  });
  context.setDefaultTimeout(15_000);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const complaints = watch(page);
    await use(page, complaints);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

// Everything that the browser complains of: errors and warnings of the console (a violated content security policy is one),
// exceptions, and requests that failed or went elsewhere.
function watch(page) {
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(given).origin) complaints.push(`elsewhere: ${request.url()}`);
  });
  return complaints;
}

// People whom no test, picture or earlier run has met: each has a telephone and a document of their own.
const run = String(Date.now()).slice(-6);
export const person = (n) => ({ phone: `+99450${run}${n}`, document: `AZE${run}${n}` });

// Presses a button of the demo and waits until the page that comes of it is there: with JavaScript it replaces a part of this
// one, without it the browser goes there.
export const press = (page, button) => answered(page, () => button.click());

// The same for anything else that is answered with a page.
export async function answered(page, act) {
  const answered = page.waitForResponse((response) => response.request().method() === "GET" && new URL(response.url()).pathname === "/");
  await act();
  await answered;
  await page.waitForLoadState();
  await page.locator("main:not([aria-busy])").waitFor();
}

// The regime of Azerbaijan that most of the tests and pictures are about.
export const DECEMBER = "az/2020-12-14-tightened-quarantine";

// The button that sets the clock of the demo to the first morning of a regime behind the open number.
export const clock = (page, regime) => page.locator(`[name=go][value="${regime}"]`);
export const morning = (page, regime = DECEMBER) => press(page, clock(page, regime));

// Opens a number as a telephone of one's own, so that tests do not meet each other's permits.
export async function pickUp(page, number, phone) {
  await press(page, page.locator(`#number-${number}`));
  await page.locator("#from").fill(phone);
  await press(page, page.locator("#switch"));
}

// Sends a message and gives the reply.
export async function send(page, text) {
  await page.locator("#text").fill(text);
  await press(page, page.locator("#send"));
  return reply(page);
}

// The last message on the phone, which must be a reply.
export async function reply(page) {
  return (await page.locator(".bubble:not(.sent):last-child p").innerText()).replace(/^\S+:\s/, "");
}

// Asks at the officer's box.
export async function check(page, code, place = "") {
  await page.locator("#officer #code").fill(code);
  await page.locator("#officer #place").selectOption(place);
  await press(page, page.locator("#check"));
}
