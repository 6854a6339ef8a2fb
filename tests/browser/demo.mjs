// The demo in a real browser: what a newcomer does first, by mouse, by keyboard, and without JavaScript.

import assert from "node:assert/strict";
import { answered, browse, check, clock, DECEMBER, morning, person, pickUp, press, reply, send, url } from "./browser.mjs";

const CODE = /\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b/;

const verdict = (page) => page.locator("#officer [data-verdict]");

async function expectVerdict(page, expected) {
  await page.locator(`#officer [data-verdict="${expected}"]`).waitFor();
}

async function noSidewaysScroll(page) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= window, `${page.url()} is ${wide} wide in a window of ${window}`);
}

// From the first message to the expired permit. Works with and without JavaScript: nothing here waits for a script.
async function story(page, { phone, document }) {
  await page.goto(url());
  await pickUp(page, "8103", phone);
  await morning(page);
  await page.getByText("15.12.2020 10:00", { exact: true }).first().waitFor();
  const granted = await send(page, `2 ${document}`);
  assert.match(granted, CODE);
  assert.match(granted, /13:00/);
  assert.match(await page.locator(".bubble.sent small").last().innerText(), /GSM-7 · 1 segment/);
  await page.locator('#why [data-outcome="outcome-granted"]').waitFor();
  assert.ok((await page.locator("#why .trace li").count()) > 2, "the trace names the rules");

  const refused = await send(page, `2 ${document.toLowerCase()}`);
  assert.doesNotMatch(refused, CODE);
  assert.match(refused, /16\.12\.2020/);
  await page.locator('#why [data-outcome="outcome-refused"]').waitFor();

  await press(page, page.locator("#replay"));
  await page.locator("#why .replay .tone-good").waitFor();

  const code = granted.match(CODE)[0];
  await check(page, code.toLowerCase());
  await expectVerdict(page, "valid");
  assert.match(await page.locator("#officer .answer").innerText(), /15\.12\.2020 10:00 – 13:00/);

  for (let hour = 0; hour < 3; hour += 1) await press(page, page.locator("#clock-hour"));
  await check(page, code, "AZ-BA");
  await expectVerdict(page, "expired");
  assert.equal((await verdict(page).locator("strong").innerText()).trim(), "Expired");
}

const tests = {
  "a permit from the message to its end": async () => {
    await browse({ viewport: { width: 1440, height: 900 } }, async (page, complaints) => {
      await story(page, person(1));
      await noSidewaysScroll(page);
      assert.deepEqual(complaints, []);
    });
  },

  "the same without JavaScript": async () => {
    await browse({ viewport: { width: 1024, height: 800 }, javaScriptEnabled: false }, async (page, complaints) => {
      await story(page, person(2));
      assert.deepEqual(complaints, []);
    });
  },

  "the keyboard alone": async () => {
    await browse({ viewport: { width: 1280, height: 900 } }, async (page, complaints) => {
      await page.goto(url());
      const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || "");
      const tabTo = async (id) => {
        for (let step = 0; step < 60 && (await focused()) !== id; step += 1) await page.keyboard.press("Tab");
        assert.equal(await focused(), id);
      };
      await page.keyboard.press("Tab");
      assert.equal(await focused(), "skip", "the first stop leads past the header");
      await page.keyboard.press("Enter");
      await tabTo(await clock(page, DECEMBER).getAttribute("id"));
      await answered(page, () => page.keyboard.press("Enter"));
      await page.getByText("15.12.2020 10:00", { exact: true }).first().waitFor();
      await page.goto(url());
      await tabTo("number-8103");
      await page.keyboard.press("Enter");
      await tabTo("from");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(person(3).phone);
      await tabTo("switch");
      await page.keyboard.press("Enter");
      await page.locator(".bubbles .none").waitFor();
      for (const id of ["from", "send", "text"]) {
        await page.keyboard.press("Shift+Tab");
        assert.equal(await focused(), id);
      }
      await page.keyboard.type(`1 ${person(3).document}`);
      await page.keyboard.press("Enter");
      await page.locator(".bubble:not(.sent)").waitFor();
      assert.match(await reply(page), CODE);
      assert.equal(await focused(), "text", "the message box keeps the focus, ready for the next message");
      await tabTo("check-offered");
      await page.keyboard.press("Enter");
      await expectVerdict(page, "valid");
      assert.deepEqual(complaints, []);
    });
  },

  "another number, another language, a registration in several messages": async () => {
    await browse({ viewport: { width: 1280, height: 900 }, locale: "ru" }, async (page, complaints) => {
      await page.goto(url());
      await pickUp(page, "2590", person(4).phone);
      await morning(page, "ru-ta/2020-03-30-self-isolation");
      assert.equal(await page.locator("html").getAttribute("lang"), "ru");
      let last = "";
      for (let step = 0; step < 5 && !/R-[2-9A-Z]{4}-[2-9A-Z]{4}/.test(last); step += 1) {
        await press(page, page.locator(".chips button").first());
        last = await reply(page);
      }
      assert.match(last, /R-[2-9A-Z]{4}-[2-9A-Z]{4}/, "the dialog ends in a registration code");
      await page.locator("#officer #place").selectOption("RU-TA");
      await press(page, page.locator("#check-offered"));
      await expectVerdict(page, "valid");
      assert.deepEqual(complaints, []);
    });
  },

  "wrong input is said next to its field": async () => {
    await browse({ viewport: { width: 1280, height: 900 } }, async (page, complaints) => {
      await page.goto(url());
      await pickUp(page, "8103", "nonsense");
      await page.locator("#text").fill(`2 ${person(5).document}`);
      await press(page, page.locator("#send"));
      await page.locator("#from-error").waitFor();
      assert.equal(await page.locator("#text").inputValue(), `2 ${person(5).document}`, "what was typed is kept");
      await check(page, "ABCD-2345");
      await page.locator("#code-error").waitFor();
      assert.equal(await page.locator("#officer #code").getAttribute("aria-describedby"), "code-error");
      assert.equal(await page.locator("#officer #code").inputValue(), "ABCD-2345");
      await page.locator("#from").fill(person(5).phone);
      await press(page, page.locator("#send"));
      await page.locator(".bubble:not(.sent)").first().waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  "what is being typed is not lost when an answer comes": async () => {
    await browse({ viewport: { width: 1280, height: 900 } }, async (page, complaints) => {
      await page.goto(url());
      await pickUp(page, "8103", person(7).phone);
      await page.locator("#officer #code").fill("ABCD");
      // The answer waits until something was typed.
      let release;
      const typed = new Promise((resolve) => (release = resolve));
      await page.route("**/demo/clock", async (route) => {
        await typed;
        await route.continue();
      });
      const pressed = press(page, page.locator("#clock-day"));
      await page.locator("#text").fill(`2 ${person(7).document}`);
      release();
      await pressed;
      assert.equal(await page.locator("#text").inputValue(), `2 ${person(7).document}`);
      assert.equal(await page.locator("#officer #code").inputValue(), "ABCD");
      await press(page, page.locator("#send"));
      await reply(page);
      assert.equal(await page.locator("#text").inputValue(), "", "a message that was sent leaves the box");
      assert.deepEqual(complaints, []);
    });
  },

  "no page is wider than a small phone, in any language": async () => {
    await browse({ viewport: { width: 360, height: 740 }, colorScheme: "dark" }, async (page, complaints) => {
      await page.goto(url());
      await morning(page);
      await pickUp(page, "8103", person(6).phone);
      const granted = await send(page, `2 ${person(6).document}`);
      await check(page, granted.match(CODE)[0], "AZ-BA");
      await expectVerdict(page, "valid");
      for (const path of ["/", "/apply", "/apply?place=AZ-BA", "/apply?place=AZ-AST", "/check", "/administration"]) {
        for (const language of ["az", "ru", "tt", "en", "el", "fr"]) {
          const address = new URL(url(path));
          address.searchParams.set("lang", language);
          await page.goto(address.href);
          assert.equal(await page.locator("html").getAttribute("lang"), language);
          await noSidewaysScroll(page);
        }
      }
      assert.deepEqual(complaints, []);
    });
  },

  "the law is taken anew on the page of administration": async () => {
    await browse({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }, async (page, complaints) => {
      await page.goto(url("/administration"));
      assert.equal(await page.locator('.sections a[aria-current="page"]').getAttribute("href"), "/administration");
      assert.ok((await page.locator("#plugins li").count()) >= 2, "the plugins are there");
      await page.locator("#reload").click();
      // The button answers after ten seconds at most; the reload goes on.
      const done = page.locator("#reloads .tone-good").first();
      for (let turn = 0; turn < 240 && (await done.count()) === 0; turn += 1) {
        await page.waitForTimeout(500);
        await page.goto(url("/administration"));
      }
      assert.match(await done.innerText(), /Reloaded/);
      assert.equal(await page.locator("#refused").count(), 0);
      await noSidewaysScroll(page);
      assert.deepEqual(complaints, []);
    });
  },

  "a citizen applies on the portal and an officer checks": async () => {
    await browse({ viewport: { width: 1024, height: 800 }, javaScriptEnabled: false }, async (page, complaints) => {
      await page.goto(url());
      await morning(page);
      await page.goto(url("/apply"));
      await page.locator("#place").selectOption("AZ-BA");
      await page.locator("main button[type=submit]").click();
      await page.getByLabel("medical").check();
      await page.locator("#identity").fill(person(8).document);
      await page.locator("main form button[type=submit]").click();
      const code = await page.locator("[data-code]").innerText();
      assert.match(code, CODE);
      assert.ok(!page.url().includes(code), "the code is not in the address");
      await page.goto(url("/check"));
      await page.locator("#code").fill(code);
      await page.locator("#identity").fill(person(8).document.toLowerCase());
      await page.locator("main form button[type=submit]").first().click();
      await page.locator('[data-verdict="valid"]').waitFor();
      assert.ok(!page.url().includes(code));
      assert.deepEqual(complaints, []);
    });
  },
};

let [passed, failed] = [0, 0];
const only = process.argv[2];
for (const [name, test] of Object.entries(tests)) {
  if (only && !name.includes(only)) continue;
  try {
    await test();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.stack}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
