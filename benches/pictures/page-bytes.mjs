// Opens a page of a built site in Chromium, on a phone and on a wide screen, and scrolls to its end.
// Arguments: the folder of the site, the address of the page within it. Standard output, as JSON: for each screen the bytes of all
// requests and of those for photographs, and how far the page shifted (Cumulative Layout Shift).
import process from "node:process";

import { launch } from "../../tests/browser/chromium.mjs";
import { publish } from "../../tests/browser/published.mjs";

const SCREENS = [
  { width: 390, height: 844, deviceScaleFactor: 3 },
  { width: 1280, height: 800, deviceScaleFactor: 1 },
];

const [root, page] = process.argv.slice(2);
const site = await publish({ root });
const browser = await launch();
const results = [];
for (const { width, height, deviceScaleFactor } of SCREENS) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, locale: "en" });
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const responses = [];
  tab.on("response", (response) => responses.push(response));
  await tab.goto(new URL(page, site.address).href);
  for (const picture of await tab.locator("img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((it) => it.decode());
  }
  const result = { width, scale: deviceScaleFactor, bytes: 0, photographs: 0, shift: await tab.evaluate(() => window.shift) };
  for (const response of responses) {
    const { responseBodySize } = await response.request().sizes();
    result.bytes += responseBodySize;
    if (/\.(avif|webp|jpg)$/.test(new URL(response.url()).pathname)) result.photographs += responseBodySize;
  }
  results.push(result);
  await context.close();
}
await browser.close();
site.close();
console.log(JSON.stringify(results));
process.exit(0);
