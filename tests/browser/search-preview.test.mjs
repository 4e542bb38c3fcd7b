// The search in the preview: it answers from the newest content, also in pages that are open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../../src/search/client/engine.js";
import { preview, until } from "./preview.mjs";
import { CONFIG, page } from "./site.mjs";

const FILES = { "sapar.toml": `${CONFIG}[search]\n`, "themes/small/templates/search.html": "{{ lang.search.engine }}\n" };
const LAKE = "content/places/lake/index.en.md";

/** What the engine of an open page finds: paths and titles. */
const find = (tab, query) =>
  tab.evaluate(async (query) => {
    // Its name has a hash, which the page knows.
    window.engine ??= (await import((await (await fetch("/en/search/")).text()).match(/\S+\.js/)[0])).open("/en/search/");
    return (await window.engine.find(query)).results.map(({ url, title }) => [url, title]);
  }, query);

test("an open page finds what was just written", async (t) => {
  const scene = await preview(t, { files: FILES });
  const tab = await scene.open("/en/places/lake/");
  assert.deepEqual(await find(tab, "waterfall"), []);
  scene.write(LAKE, page("Lake Markakol", "A waterfall and a meadow."));
  await tab.getByText("A waterfall and a meadow.").waitFor();
  for (const query of ["waterfall", "Markakol", "waterfalls"]) assert.deepEqual(await find(tab, query), [["/en/places/lake/", "Lake Markakol"]], query);

  scene.write("content/places/meadow/index.en.md", page("Meadow", "Waterfalls are near."));
  await until(async () => (await find(tab, "waterfall")).length === 2, "a new page is found");
  scene.write(LAKE, page("Lake", "Nothing but stones."));
  await tab.getByText("Nothing but stones.").waitFor();
  assert.deepEqual(await find(tab, "waterfall"), [["/en/places/meadow/", "Meadow"]]);
});

test("an engine that hears of no change does not mix the files of two indexes", async (t) => {
  const scene = await preview(t, { files: FILES });
  const tab = await scene.open("/en/places/lake/");
  const engine = open(new URL("/en/search/", scene.address).href);
  // It has the manifest of the first index, and the files of words are loaded when they are needed.
  await engine.prefetch();
  // More pages are more files, and other ones.
  for (let number = 0; number < 60; number++) {
    scene.write(`content/places/place-${number}/index.en.md`, page(`Place ${number}`, `Grass and wind${"!".repeat(number)}`));
  }
  scene.write(LAKE, page("Lake", "A waterfall, a glacier and a yurt."));
  await tab.getByText("A waterfall, a glacier and a yurt.").waitFor();
  const { results } = await engine.find("glacier");
  assert.deepEqual(results.map(({ url, title }) => [url, title]), [["/en/places/lake/", "Lake"]]);
  assert.equal((await engine.find("place 59")).results[0].title, "Place 59");
});

test("a page can be read and edited while the index of a large site is made", async (t) => {
  const files = { ...FILES };
  const text = Array.from({ length: 3_000 }, (_, number) => `word${number}`).join(" ");
  for (let number = 0; number < 200; number++) files[`content/places/place-${number}/index.en.md`] = page(`Place ${number}`, `${text} ${number}`);
  const scene = await preview(t, { files });
  const tab = await scene.open("/en/places/lake/");
  // The index is asked for, and nobody waits for it.
  const index = tab.evaluate(() => fetch("/en/search/index.bin").then(({ status }) => status));
  scene.write(LAKE, page("Lake", "Written meanwhile."));
  await tab.getByText("Written meanwhile.").waitFor();
  assert.equal(await index, 200);
});
