// The pictures of the README, of a demo that was just started. Run it again when the pages change.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { browse, morning, pickUp, press, send, url } from "./browser.mjs";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
await mkdir(folder, { recursive: true });

const picture = (page, name, options = {}) => page.screenshot({ path: `${folder}${name}.png`, animations: "disabled", ...options });

async function converse(page) {
  await page.goto(url());
  await morning(page);
  await pickUp(page, "8103", "+994501112233");
  await send(page, "2.aze 1234567");
  await send(page, "2 AZE1234567");
}

await browse({ viewport: { width: 1440, height: 1180 }, colorScheme: "light" }, async (page) => {
  await converse(page);
  await page.locator("#place").selectOption("AZ-BA");
  await press(page, page.locator("#check-offered"));
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "demo");

  const code = await page.locator("#check-offered .code").innerText();

  await page.setViewportSize({ width: 1024, height: 1200 });
  await page.goto(url("/apply?place=AZ-BA"));
  await picture(page, "portal", { clip: { x: 0, y: 0, width: 1024, height: 1160 } });

  await page.goto(url("/check"));
  await page.locator("#code").fill(code);
  await page.locator("#place").selectOption("AZ-BA");
  await page.locator("main form button[type=submit]").first().click();
  await page.locator("[data-verdict]").waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  await picture(page, "verification", { clip: { x: 0, y: 0, width: 1024, height: 760 } });
});

await browse({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, colorScheme: "dark" }, async (page) => {
  await page.goto(url());
  await page.locator("#phone").scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, document.getElementById("phone").offsetTop - 12));
  await picture(page, "demo-dark");
});
