// How long it takes from a keystroke in the field of the header until its results are painted, on a slow CPU:
// node keystrokes.mjs OUTPUT [SLOWDOWN | phone]

import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";

import { launch } from "../../tests/browser/chromium.mjs";
import { pageFunctions } from "../../tests/browser/node_modules/lighthouse/core/lib/page-functions.js";
import { QUERIES } from "./queries.mjs";

/** Lighthouse's `BenchmarkIndex` of a phone of the middle class, a Pixel 5: Chromium's DevTools calibrate their slowdown by it. */
const PHONE = 1000;
const TYPES = { css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const [, , output, wanted = "6"] = process.argv;

/** The page of the limit: it asks for as many files as a first letter does, and shows what it knows. */
const LIMIT = `<!doctype html><meta name="viewport" content="width=device-width"><input role="combobox"><div role="listbox"></div><script>
const list = document.querySelector("div");
document.querySelector("input").addEventListener("input", async () => {
  const files = await Promise.all([1, 2, 3, 4].map((number) => fetch("/limit/" + number).then((response) => response.arrayBuffer())));
  list.replaceChildren(...files.slice(1).map((bytes) => Object.assign(document.createElement("a"), { href: "/", textContent: bytes.byteLength })));
});
</script>`;

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname.startsWith("/limit/")) {
    response.writeHead(200, { "content-type": TYPES.html });
    return response.end(pathname === "/limit/" ? LIMIT : "x".repeat(4096));
  }
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

/** Opens a page in a browser that has nothing in its caches, and a protocol to it. */
async function open(pathname) {
  const context = await browser.newContext({ locale: "fr", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const tab = await context.newPage();
  await tab.addInitScript(record);
  // The page tells it itself: to ask it in each of its frames would cost it as much as the frame.
  let arrived;
  await tab.exposeFunction("painted", (time) => arrived?.(time));
  const next = () => new Promise((resolve) => (arrived = resolve));
  await tab.goto(address + pathname);
  return { tab, protocol: await context.newCDPSession(tab), next, close: () => context.close() };
}

/** Opens the field of a page. */
async function openField(tag, prepare) {
  const page = await open(`/${tag}/`);
  const { tab, protocol } = page;
  await prepare(protocol);
  const opened = tab.waitForResponse(/\/facets\.bin/);
  await tab.locator(".search-link").tap();
  await opened;
  // A person needs longer than this to begin.
  await tab.waitForTimeout(300);
  await empty(page);
  return page;
}

const slowDown = (protocol, rate) => protocol.send("Emulation.setCPUThrottlingRate", { rate });

/** How fast scripts are, as Lighthouse and DevTools measure it: about 264 for a cheap phone, 1000 for one of the middle class. */
async function benchmarkIndex(rate) {
  const { tab, protocol, close } = await open("/limit/");
  await slowDown(protocol, rate);
  await tab.evaluate(pageFunctions.computeBenchmarkIndex);
  const index = await tab.evaluate(pageFunctions.computeBenchmarkIndex);
  await close();
  return index;
}

/** The time until an answer is painted that needs no search: what no search in a browser can be faster than. */
async function limit(rate) {
  const times = [];
  for (let round = 0; round < 20; round++) {
    const page = await open("/limit/");
    await slowDown(page.protocol, rate);
    await page.tab.getByRole("combobox").focus();
    times.push(...(await type(page, "m")));
    await page.close();
  }
  return times;
}

const browser = await launch();
const index = await benchmarkIndex(1);
const slowdown = wanted === "phone" ? Math.max(1, index / PHONE) : Number(wanted);
console.log(`BenchmarkIndex ${index.toFixed(0)}; slowed down ${slowdown.toFixed(2)} times ${(await benchmarkIndex(slowdown)).toFixed(0)}\n`);
const sorted = (numbers) => numbers.toSorted((one, other) => one - other);
const shown = (numbers) => {
  const all = sorted(numbers);
  return [all[all.length >> 1], all[Math.floor(all.length * 0.95)], all.at(-1)].map((time) => `${time.toFixed(0)} ms`);
};
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
row(["language", "typed", "keystrokes", "median", "95 of 100", "worst"]);
row(["---", "---", "--:", "--:", "--:", "--:"]);
const bound = await limit(slowdown);
row(["", "the limit", bound.length, ...shown(bound)]);
const total = {};
try {
  for (const [tag, queries] of Object.entries(QUERIES)) {
    const times = { "first letter": [], "other letters": [], again: [], "first letter, computed": [], "other letters, computed": [] };
    for (const query of queries) {
      const slow = await openField(tag, (protocol) => slowDown(protocol, slowdown));
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
      const [firstComputed, ...othersComputed] = after.slice(1).map((now, index) => (now - after[index]) * slowdown);
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
