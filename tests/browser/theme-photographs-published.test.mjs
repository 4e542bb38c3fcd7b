// A built page with photographs: what browsers make of the files in each format, what stands in the place of a photograph until it
// is there, and what Lighthouse finds.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { audit, launchChrome } from "./lighthouse.mjs";
import { REPOSITORY, published } from "./published.mjs";
import { CONFIG, makeSite } from "./site.mjs";

const PAGE = "en/places/lake/";
/** A real photograph with a free licence, and the one that the site in this repository has. */
const COFFEE = fs.readFileSync(path.join(REPOSITORY, "tests/photographs/coffee.jpg"));
const SHORE = fs.readFileSync(path.join(REPOSITORY, "content/destinations/markakol/shore.jpg"));

const FILES = {
  // Two widths: larger files take the encoder of AVIF minutes.
  "sapar.toml": `${CONFIG.replace("small", "steppe")}[pictures]\nwidths = [400, 800]\n`,
  "content/places/lake/index.en.md": `+++
title = "Lake"
description = "A lake that is here for its photographs."
alt = { "hero.jpg" = "A shore with stones", "one.jpg" = "A cup on a table" }
+++
${"Text about the lake. ".repeat(120)}

![A cup of coffee on wood](one.jpg "A caption")
`,
  "content/places/lake/facts.toml": `kind = "destination"
location = { lat = 48.75, lon = 85.75 }
hero = { file = "hero.jpg", focus = [0.4, 0.7] }
gallery = ["one.jpg", "hero.jpg"]
`,
  "content/places/lake/hero.jpg": SHORE,
  "content/places/lake/one.jpg": COFFEE,
};

/** The largest mean difference of a component of a pixel, of 255. That of another picture is ten times as large. */
const DIFFERENCE = 6;
/** Bytes of the photographs that Lighthouse's phone loads; the two originals have 386,000. */
const BYTES = 250_000;

let site;
const scene = published(() => {
  site = makeSite(FILES);
  return { root: site.folder };
});
let chrome;
before(async () => void (chrome = await launchChrome()));
after(() => {
  chrome?.kill();
  site?.delete();
});

test("every format of a photograph shows the same picture", async (t) => {
  const context = await scene.reader(t);
  const tab = await context.newPage();
  await tab.goto(PAGE);
  const compared = await tab.evaluate(async () => {
    const candidates = (srcset) => srcset.split(", ").map((candidate) => candidate.split(" ")[0]);
    const pixels = async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return { width: bitmap.width, height: bitmap.height, data: context.getImageData(0, 0, bitmap.width, bitmap.height).data };
    };
    const results = [];
    for (const picture of document.querySelectorAll("main picture")) {
      const last = candidates(picture.querySelector("img").srcset || picture.querySelector("img").src);
      for (const source of picture.querySelectorAll("source")) {
        for (const [index, address] of candidates(source.srcset).entries()) {
          const [one, other] = [await pixels(address), await pixels(last[index])];
          let sum = 0;
          for (let at = 0; at < one.data.length; at++) sum += Math.abs(one.data[at] - other.data[at]);
          const isSameSize = one.width === other.width && one.height === other.height;
          results.push({ address, type: source.type, isSameSize, difference: (sum / one.data.length) * (4 / 3) });
        }
      }
    }
    return results;
  });
  assert.deepEqual([...new Set(compared.map(({ type }) => type))].sort(), ["image/avif", "image/webp"]);
  const wrong = compared.filter(({ isSameSize, difference }) => !isSameSize || !(difference < DIFFERENCE));
  assert.deepEqual(wrong, []);
});

test("the average colour of a photograph stands in its place until it is there", async (t) => {
  const context = await scene.reader(t);
  const tab = await context.newPage();
  // The photographs never arrive.
  await tab.route(/\.(avif|webp|jpg)$/, (route) => route.abort());
  await tab.goto(PAGE);
  const pictures = await tab.locator("main img[data-color]").evaluateAll((all) =>
    all.map((it) => ({ color: it.dataset.color, shown: getComputedStyle(it).backgroundColor })),
  );
  assert.equal(pictures.length, 4);
  for (const { color, shown } of pictures) {
    const steps = /^r([0-9a-f]) g([0-9a-f]) b([0-9a-f])$/.exec(color);
    const wanted = steps.slice(1).map((step) => Number.parseInt(step, 16) * 17);
    assert.equal(shown, `rgb(${wanted.join(", ")})`);
  }
  // The cup stands on dark wood; its photograph is reddish.
  const [red, , blue] = /\d+, \d+, \d+/.exec(pictures[1].shown)[0].split(", ").map(Number);
  assert.ok(red > blue, pictures[1].shown);
});

test("Lighthouse finds nothing to improve in a page with photographs", async () => {
  const audits = ["cumulative-layout-shift", "lcp-lazy-loaded", "modern-image-formats", "unsized-images", "uses-optimized-images", "uses-responsive-images"];
  const categories = ["accessibility", "best-practices", "seo"];
  const settings = { throttlingMethod: "provided", onlyCategories: categories, onlyAudits: [...audits, "network-requests"] };
  const result = await audit(chrome, new URL(PAGE, scene.address).href, settings);
  const ids = [...audits, ...categories.flatMap((id) => result.categories[id].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id))];
  const failed = ids.map((id) => result.audits[id]).filter(({ score }) => score !== 1 && score !== null);
  assert.deepEqual(failed.map(({ id, displayValue, details }) => [id, displayValue, details?.items]), []);
  assert.equal(result.audits["cumulative-layout-shift"].numericValue, 0, "nothing shifts");
  const requests = result.audits["network-requests"].details.items.filter(({ url }) => /\.(avif|webp|jpg)$/.test(url));
  const bytes = requests.reduce((sum, { transferSize }) => sum + transferSize, 0);
  assert.ok(bytes > 0 && bytes <= BYTES, `${bytes} bytes: ${requests.map(({ url, transferSize }) => `${url} ${transferSize}`).join("\n")}`);
});
