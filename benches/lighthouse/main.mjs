// How fast Lighthouse finds pages of this repository's site on a phone with a slow line.
//
// `node benches/lighthouse/main.mjs [--runs 5]`; what is measured and why is described in `benches/README.md`.

import { parseArgs } from "node:util";

import { PAGES, audit, launchChrome } from "../../tests/browser/lighthouse.mjs";
import { publish } from "../../tests/browser/published.mjs";

/**
 * Lighthouse multiplies the time that this machine computes by this number to estimate that of a phone. It is made for a fast
 * desktop; a slow or busy machine needs less (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
 */
const PHONE_SLOWDOWN = 4;
/** Lighthouse's index of the speed of a fast desktop. */
const FAST_INDEX = 1500;
/** The audits that are shown, and the heads of their columns. */
const METRICS = {
  "first-contentful-paint": "first paint",
  "largest-contentful-paint": "largest paint",
  "speed-index": "speed index",
  "total-blocking-time": "blocked",
};

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: expected a number from 1`);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

const site = await publish();
const chrome = await launchChrome();
try {
  row(["page", "performance, median", "worst", ...Object.values(METRICS), "machine slower than a desktop", "slowdown for the phone"]);
  row(["---", ...Array(4 + Object.keys(METRICS).length).fill("--:")]);
  for (const page of PAGES) {
    const url = new URL(page, site.address).href;
    // The speed of the machine at this moment, which includes everything else that it does.
    const { environment } = await audit(chrome, url, { onlyAudits: ["first-contentful-paint"] });
    const slowness = Math.max(1, FAST_INDEX / environment.benchmarkIndex);
    const cpuSlowdownMultiplier = Math.max(1, PHONE_SLOWDOWN / slowness);
    const results = [];
    for (let run = 0; run < runs; run++) {
      results.push(await audit(chrome, url, { onlyCategories: ["performance"], throttling: { cpuSlowdownMultiplier } }));
    }
    const scores = results.map(({ categories }) => Math.round(categories.performance.score * 100));
    const times = Object.keys(METRICS).map((id) => `${Math.round(median(results.map(({ audits }) => audits[id].numericValue)))} ms`);
    const machine = median(results.map(({ environment }) => Math.max(1, FAST_INDEX / environment.benchmarkIndex)));
    row([`/${page}`, median(scores), Math.min(...scores), ...times, machine.toFixed(2), cpuSlowdownMultiplier.toFixed(1)]);
  }
} finally {
  chrome.kill();
  site.close();
}
