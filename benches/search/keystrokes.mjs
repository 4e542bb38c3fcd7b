// How long it takes from a keystroke in the field of the header until its results are painted, on a slow CPU:
// node keystrokes.mjs OUTPUT

import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";

import { launch } from "../../tests/browser/chromium.mjs";
import { QUERIES } from "./queries.mjs";

const SLOWDOWN = 6;
const TYPES = { css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const output = process.argv[2];

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = path.join(output, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  const exists = existsSync(file);
  response.writeHead(exists ? 200 : 404, { "content-type": TYPES[path.extname(file).slice(1)] ?? "application/octet-stream" });
  response.end(exists ? readFileSync(file) : "");
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = `http://127.0.0.1:${server.address().port}`;

/** Records in the page for each input the time until the frame that shows its answer. */
function record() {
  window.times = [];
  window.pending = undefined;
  addEventListener("input", ({ timeStamp }) => (window.pending = timeStamp), true);
  // The form is busy while a query is being answered.
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (target.hasAttribute("aria-busy") || window.pending === undefined) continue;
      const start = window.pending;
      window.pending = undefined;
      // A task behind the next frame: it has been painted.
      requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start)));
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}

/** Types a text letter by letter, each when the results of the one before are painted; `after` is called behind each. */
async function type(tab, text, after = () => {}) {
  await tab.getByRole("combobox").fill("");
  await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await tab.evaluate(() => (window.times = []));
  for (const [index, letter] of [...text].entries()) {
    await tab.keyboard.type(letter);
    await tab.waitForFunction((count) => window.times.length >= count, index + 1);
    await after();
  }
  return tab.evaluate(() => window.times);
}

/** The milliseconds that the main thread of a page has computed, not those that it waited for the CPU. */
async function computed(protocol) {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/** Opens the field of a page in a browser that has nothing in its caches. */
async function openField(tag, prepare) {
  const context = await browser.newContext({ locale: "fr", viewport: { width: 390, height: 844 } });
  const tab = await context.newPage();
  await tab.addInitScript(record);
  await tab.goto(`${address}/${tag}/`);
  const protocol = await context.newCDPSession(tab);
  await prepare(protocol);
  const opened = tab.waitForResponse(/\/facets\.bin/);
  await tab.locator(".search-link").click();
  await opened;
  // What Playwright needs in the page is no part of the first keystroke, and a person needs longer than this to begin.
  await tab.waitForFunction(() => true);
  await tab.waitForTimeout(300);
  return { tab, protocol, close: () => context.close() };
}

const browser = await launch();
const sorted = (numbers) => numbers.toSorted((one, other) => one - other);
const shown = (numbers) => {
  const all = sorted(numbers);
  return [all[all.length >> 1], all[Math.floor(all.length * 0.95)], all.at(-1)].map((time) => `${time.toFixed(0)} ms`);
};
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
row(["language", "typed", "keystrokes", "median", "95 of 100", "worst"]);
row(["---", "---", "--:", "--:", "--:", "--:"]);
try {
  for (const [tag, queries] of Object.entries(QUERIES)) {
    const times = { first: [], again: [], computed: [] };
    for (const query of queries) {
      const slow = await openField(tag, (protocol) => protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN }));
      times.first.push(...(await type(slow.tab, query)));
      times.again.push(...(await type(slow.tab, query)));
      await slow.close();
      const fast = await openField(tag, (protocol) => protocol.send("Performance.enable", { timeDomain: "threadTicks" }));
      let before = await computed(fast.protocol);
      await type(fast.tab, query, async () => {
        const now = await computed(fast.protocol);
        times.computed.push((now - before) * SLOWDOWN);
        before = now;
      });
      await fast.close();
    }
    row([tag, "first time", times.first.length, ...shown(times.first)]);
    row([tag, "again", times.again.length, ...shown(times.again)]);
    row([tag, "first time, computed", times.computed.length, ...shown(times.computed)]);
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
