// Photographs in the theme, in a preview that makes each variant when the browser asks for it: on narrow and on wide screens nothing
// moves while they load, and each is as sharp as the screen shows it.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { preview } from "./preview.mjs";
import { REPOSITORY } from "./published.mjs";
import { CONFIG } from "./site.mjs";

const PHOTOGRAPH = fs.readFileSync(path.join(REPOSITORY, "content/destinations/markakol/shore.jpg"));

const DOCUMENT = `+++
title = "Lake"
alt = { "hero.jpg" = "A lake", "one.jpg" = "A shore", "two.jpg" = "A boat" }
+++
${"Text about the lake. ".repeat(120)}

![The shore](one.jpg "A caption")

${"More text about the lake. ".repeat(120)}
`;

const FILES = {
  "sapar.toml": CONFIG.replace("small", "steppe"),
  "content/places/lake/index.en.md": DOCUMENT,
  "content/places/lake/facts.toml": `kind = "destination"
location = { lat = 48.75, lon = 85.75 }
hero = { file = "hero.jpg", focus = [0.4, 0.7] }
gallery = ["one.jpg", "two.jpg"]
`,
  "content/places/lake/hero.jpg": PHOTOGRAPH,
  "content/places/lake/one.jpg": PHOTOGRAPH,
  "content/places/lake/two.jpg": PHOTOGRAPH,
};

/** The width of the variant that a picture shows, from its address. */
const shownWidth = (address) => Number(/-(\d+)x\d+-/.exec(address)?.[1]);

test("photographs are sharp on every screen, and nothing moves while they load", async (t) => {
  const scene = await preview(t, { files: FILES });
  await scene.context.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of [390, 800, 1280]) {
    const tab = await scene.context.newPage();
    await tab.setViewportSize({ width, height: 800 });
    await tab.goto(new URL("/en/places/lake/", scene.address).href);
    const pictures = await tab.locator("main img").all();
    assert.equal(pictures.length, 4);
    const loading = await Promise.all(pictures.map((picture) => picture.evaluate((it) => [it.fetchPriority, it.loading])));
    assert.deepEqual(loading, [["high", "auto"], ...Array(3).fill(["auto", "lazy"])]);
    for (const picture of pictures) {
      await picture.scrollIntoViewIfNeeded();
      const shown = await picture.evaluate(async (it) => {
        it.loading = "eager";
        await it.decode();
        return { source: it.currentSrc, width: it.getBoundingClientRect().width };
      });
      const made = shownWidth(shown.source);
      const largest = Number(await picture.getAttribute("width"));
      assert.ok(made >= Math.min(shown.width, largest) * 0.99, `${shown.source} is shown ${shown.width} pixels wide`);
      assert.ok(made <= Math.max(shown.width * 3, 400), `${shown.source} is shown ${shown.width} pixels wide`);
    }
    assert.ok((await tab.evaluate(() => window.shift)) < 0.01, `something moves at ${width} pixels`);
    await tab.close();
  }
});
