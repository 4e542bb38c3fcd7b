// What Lighthouse says of home, a list, a place and a route on a phone with a slow line.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { CHROMIUM } from "./chromium.mjs";
import { published } from "./published.mjs";

const PAGES = ["kk/", "ru/destinations/", "zh/destinations/markakol/", "en/routes/almaty-urumqi/"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** Times are measured on a machine that does other things too: a page may try again. */
const RUNS = 5;
/** A phone is reckoned this much slower than a fast desktop, whose index of speed is the second; Lighthouse's documentation
    asks to be told of slower machines, as a busy one is (docs/throttling.md, "CPU Throttling"). */
const [SLOWDOWN, FAST] = [4, 1500];

const scene = published();
let chrome;
before(async () => {
  chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--no-proxy-server"], logLevel: "error" });
});
after(() => chrome?.kill());

/** How much slower than this machine a phone is, by what the last run has measured. */
let slowdown = SLOWDOWN;

/** The categories whose scores are not 100, with the audits that cost them. */
async function losses(page) {
  // The defaults are its mobile screen and a simulated slow line.
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error", throttling: { cpuSlowdownMultiplier: slowdown } };
  const { lhr } = await lighthouse(new URL(page, scene.address).href, flags);
  assert.equal(lhr.runtimeError, undefined);
  slowdown = Math.max(1, SLOWDOWN * Math.min(1, lhr.environment.benchmarkIndex / FAST));
  return Object.values(lhr.categories)
    .filter(({ score }) => score !== 1)
    .map(({ id, score, auditRefs }) => {
      const audits = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== 1 && lhr.audits[id].score !== null);
      const speed = `on a machine of ${lhr.environment.benchmarkIndex}`;
      return [id, `${score}: ${audits.map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`).join(", ")} ${speed}`];
    });
}

for (const page of PAGES) {
  test(`Lighthouse gives /${page} 100 in all four categories`, async () => {
    let lost = await losses(page);
    for (let run = 1; run < RUNS && lost.length > 0; run++) {
      const again = new Map(await losses(page));
      lost = lost.filter(([category]) => again.has(category));
    }
    assert.deepEqual(lost, []);
  });
}
