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
  window.pending = undefined;
  addEventListener("input", ({ timeStamp }) => (window.pending = timeStamp), true);
  // An answer replaces the list, or leaves it empty; the form is busy until it is complete.
  new MutationObserver((changes) => {
    const isAnswer = ({ type, target, addedNodes }) =>
      type === "attributes" ? !target.hasAttribute("aria-busy") : target.role === "listbox" && addedNodes[0] && addedNodes[0] === target.firstChild;
    if (window.pending === undefined || !changes.some(isAnswer)) return;
    const start = window.pending;
    window.pending = undefined;
    // A task behind the next frame: it has been painted.
    requestAnimationFrame(() => setTimeout(() => window.painted(performance.now() - start)));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-busy"] });
}

/** Types a text letter by letter, each when results of the one before are painted; `after` is called behind each. Returns the times. */
async function type({ tab, next }, text, after = () => {}) {
  const times = [];
  for (const letter of text) {
    const painted = next();
    await tab.keyboard.type(letter);
    times.push(await painted);
    await after();
  }
  return times;
}

/** Empties the field. */
async function empty({ tab }) {
  await tab.getByRole("combobox").fill("");
  await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}

/** The milliseconds that the main thread of a page has computed, not those that it waited for the CPU. */
async function computed(protocol) {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/** Opens the field of a page in a browser that has nothing in its caches. */
async function openField(tag, prepare) {
  const context = await browser.newContext({ locale: "fr", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const tab = await context.newPage();
  await tab.addInitScript(record);
  // The page tells it itself: to ask it in each of its frames would cost it as much as the frame.
  let arrived;
  await tab.exposeFunction("painted", (time) => arrived?.(time));
  const next = () => new Promise((resolve) => (arrived = resolve));
  await tab.goto(`${address}/${tag}/`);
  const protocol = await context.newCDPSession(tab);
  await prepare(protocol);
  const opened = tab.waitForResponse(/\/facets\.bin/);
  await tab.locator(".search-link").tap();
  await opened;
  // A person needs longer than this to begin.
  await tab.waitForTimeout(300);
  const page = { tab, protocol, next, close: () => context.close() };
  await empty(page);
  return page;
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
const total = {};
try {
  for (const [tag, queries] of Object.entries(QUERIES)) {
    const times = { "first letter": [], "other letters": [], again: [], "first letter, computed": [], "other letters, computed": [] };
    for (const query of queries) {
      const slow = await openField(tag, (protocol) => protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN }));
      const [first, ...others] = await type(slow, query);
      times["first letter"].push(first);
      times["other letters"].push(...others);
      await empty(slow);
      times.again.push(...(await type(slow, query)));
      await slow.close();
      const fast = await openField(tag, (protocol) => protocol.send("Performance.enable", { timeDomain: "threadTicks" }));
      const after = [await computed(fast.protocol)];
      await type(fast, query, async () => after.push(await computed(fast.protocol)));
      await fast.close();
      const [firstComputed, ...othersComputed] = after.slice(1).map((now, index) => (now - after[index]) * SLOWDOWN);
      times["first letter, computed"].push(firstComputed);
      times["other letters, computed"].push(...othersComputed);
    }
    for (const [typed, all] of Object.entries(times)) {
      if (all.length) row([tag, typed, all.length, ...shown(all)]);
      (total[typed] ??= []).push(...all);
    }
  }
  for (const [typed, all] of Object.entries(total)) row(["all", typed, all.length, ...shown(all)]);
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
