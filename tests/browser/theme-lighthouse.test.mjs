// What Lighthouse counts on a home page, a list, a place and a route. What it times is measured in benches/lighthouse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PAGES, audit, launchChrome } from "./lighthouse.mjs";
import { published } from "./published.mjs";

const CATEGORIES = ["accessibility", "best-practices", "seo"];
/**
 * The audits of performance that do not depend on the speed of the machine. How long a host lets files be cached is left out, too:
 * that is the host's decision.
 */
const AUDITS = [
  "cumulative-layout-shift",
  "dom-size",
  "duplicated-javascript",
  "efficient-animated-content",
  "font-display",
  "legacy-javascript",
  "lcp-lazy-loaded",
  "modern-image-formats",
  "no-document-write",
  "non-composited-animations",
  "redirects",
  "third-party-summary",
  "unsized-images",
  "uses-passive-event-listeners",
  "uses-responsive-images",
  "uses-text-compression",
];
/** Bytes of all requests of a page together. */
const BYTES = 100_000;
const REQUESTS = 16;
/** The page, its style sheet, and fonts that the style sheet names. */
const CHAIN = 3;

const scene = published();
let chrome;
before(async () => void (chrome = await launchChrome()));
after(() => chrome?.kill());

for (const page of PAGES) {
  test(`Lighthouse finds nothing to improve in /${page}`, async () => {
    // The line is not throttled: nothing here depends on its speed.
    const settings = {
      throttlingMethod: "provided",
      onlyCategories: CATEGORIES,
      onlyAudits: [...AUDITS, "network-requests", "critical-request-chains"],
    };
    const { audits, categories } = await audit(chrome, new URL(page, scene.address).href, settings);
    const ids = [...AUDITS, ...CATEGORIES.flatMap((id) => categories[id].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id))];
    // An audit that does not apply to the page, or that a person must make, has no score.
    const failed = ids.map((id) => audits[id]).filter(({ score }) => score !== 1 && score !== null);
    assert.deepEqual(failed.map(({ id, displayValue, details }) => [id, displayValue, details?.items]), []);
    assert.equal(audits["cumulative-layout-shift"].numericValue, 0, "nothing shifts");

    const requests = audits["network-requests"].details.items.filter(({ url }) => url.startsWith("http"));
    const bytes = requests.reduce((sum, { transferSize }) => sum + transferSize, 0);
    const list = requests.map(({ url, transferSize, priority }) => `${url} ${transferSize} ${priority}`).join("\n");
    assert.ok(bytes <= BYTES, `${bytes} bytes:\n${list}`);
    assert.ok(requests.length <= REQUESTS, `${requests.length} requests:\n${list}`);
    assert.equal(requests[0].resourceType, "Document");
    const scripts = requests.filter(({ resourceType }) => resourceType === "Script");
    assert.deepEqual(scripts.filter(({ priority }) => priority !== "Low"), [], "scripts wait until all else is loaded");
    const { longestChain } = audits["critical-request-chains"].details;
    assert.ok(longestChain.length <= CHAIN, `${longestChain.length} requests that wait for each other:\n${list}`);
  });
}
