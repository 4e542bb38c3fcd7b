// Runs Lighthouse on pages of the published site.

import assert from "node:assert/strict";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { CHROMIUM, TIMEOUT } from "./chromium.mjs";

/** Home, a list, a place, a route and the search, in alternating languages. */
export const PAGES = ["kk/", "ru/destinations/", "zh/destinations/markakol/", "en/routes/almaty-urumqi/", "kk/search/"];

/** Starts a Chromium that Lighthouse can drive. */
export function launchChrome() {
  const chromeFlags = ["--headless=new", "--no-sandbox", "--no-proxy-server"];
  return launch({ chromePath: CHROMIUM, chromeFlags, logLevel: "error", maxConnectionRetries: TIMEOUT / 500 });
}

/** Lighthouse's result for a page, on the mobile screen that it uses by default. */
export async function audit(chrome, url, settings) {
  const options = { port: chrome.port, logLevel: "error", maxWaitForFcp: TIMEOUT, maxWaitForLoad: TIMEOUT, ...settings };
  const { lhr } = await lighthouse(url, options);
  assert.equal(lhr.runtimeError, undefined);
  return lhr;
}
