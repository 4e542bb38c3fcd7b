// The engine of the search over the site of this repository: what the browser answers, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fs from "node:fs";
import path from "node:path";

import { buildWithSearch, contentPath, openEngine } from "./search-site.mjs";

const output = buildWithSearch();
const engines = Object.fromEntries(["kk", "ru", "zh", "en"].map((tag) => [tag, openEngine(output, tag)]));
const first = async (tag, query) => contentPath((await engines[tag].find(query)).results[0] ?? { url: "" });

test("a place is found by its names in every language and script", async () => {
  const names = {
    "/destinations/markakol/": ["Марқакөл", "Маркаколь", "Markakol", "markakól", "马尔卡科", "маркакол"],
    "/destinations/horgos/": ["Қорғас", "Корғас", "Хоргос", "Horgos", "Korgas", "霍尔果斯", "huoerguosi", "huo er guo si"],
    "/destinations/katon-karagay/": ["Катонқарағай", "Катон-Карагай", "катонкарагай", "Katon Karagay"],
  };
  for (const [page, queries] of Object.entries(names)) {
    for (const query of queries) for (const tag of Object.keys(engines)) assert.equal(await first(tag, query), page, `${tag}: ${query}`);
  }
  assert.equal(await first("kk", "Марқакөлге"), "/destinations/markakol/");
  // Other names among its facts.
  for (const query of ["宰桑湖", "Нор-Зайсан"]) for (const tag of Object.keys(engines)) assert.equal(await first(tag, query), "/destinations/zaysan/", tag);
});

test("what was typed with another keyboard layout or a wrong letter is offered as it was meant", async () => {
  const layout = await engines.kk.find("vfhrfrjkm");
  assert.deepEqual([layout.suggestion, layout.total], [{ text: "маркаколь", reason: "layout" }, 0]);
  const spelling = await engines.en.find("Markokol");
  assert.equal(contentPath(spelling.results[0]), "/destinations/markakol/");
  assert.deepEqual(spelling.suggestion, { text: "Markakol", reason: "spelling" });
  assert.equal((await engines.en.find("Markakol")).suggestion, null);
});

test("a result has its title, its section, the sentence with the words marked, and headings", async () => {
  const { results } = await engines.kk.find("Марқакөлге");
  const [page] = results;
  assert.deepEqual([page.title, page.crumbs.length, page.kind, page.region], ["Марқакөл", 1, "destination", "east-kazakhstan"]);
  assert.deepEqual(page.location, { lat: 48.75, lon: 85.75 });
  assert.match(page.picture, /^\/destinations\/markakol\/hero\.svg\?v=/);
  assert.deepEqual(page.excerpt.find(({ marked }) => marked).text, "Марқакөл");
  assert.ok(page.headings.length > 0);
  for (const heading of page.headings) {
    const html = fs.readFileSync(path.join(output, "kk/destinations/markakol/index.html"), "utf8");
    assert.ok(html.includes(`id="${decodeURIComponent(heading.url.split("#")[1])}"`), heading.url);
  }
});

test("filters leave some pages and count what each other value would leave", async () => {
  const all = await engines.ru.find("озеро");
  const region = all.filters.region.find(({ id }) => id === "xinjiang");
  const some = await engines.ru.find("озеро", { filters: { region: "xinjiang", month: 6 } });
  assert.ok(some.total > 0 && some.total <= region.count && region.count < all.total);
  assert.ok(some.results.every((result) => result.region === "xinjiang"));
  assert.equal(region.name, "Синьцзян");
  assert.ok(some.filters.region.length > 1);
  assert.equal((await engines.ru.find("", { filters: { kind: ["crossing"] } })).results[0].kind, "crossing");
});

test("odd queries have an answer", async () => {
  const odd = ["", " ", "\"", "<script>alert(1)</script>", "\u202E\u200F", "🏔️", "ы", "а б в г д е", "湖".repeat(10000), "x".repeat(10000), "Марқакөл 湖 lake مرحبا", "constructor", "__proto__", "1 2 3", "\ud800"];
  for (const query of odd) {
    for (const { find } of Object.values(engines)) {
      const answer = await find(query);
      assert.ok(Array.isArray(answer.results) && answer.total >= answer.results.length, query.slice(0, 20));
    }
  }
});

test("nothing is loaded before the reader asks, and what failed is asked for again", async () => {
  const engine = openEngine(output, "en");
  assert.equal(engine.loaded.files.length, 0);
  await engine.find("Kanas");
  const { length } = engine.loaded.files;
  await engine.find("Kanas");
  assert.equal(engine.loaded.files.length, length);
  const folder = path.join(output, "en/search");
  const broken = openEngine(output, "en");
  fs.renameSync(folder, `${folder}-away`);
  await assert.rejects(broken.find("Kanas"), /404/);
  fs.renameSync(`${folder}-away`, folder);
  assert.ok((await broken.find("Kanas")).total > 0);
});

test("the scripts of one language have at most 10 KB when they are compressed", () => {
  const names = ["engine.js", "files.js", "excerpts.js", "words.js"];
  const stems = ["stem-en.js", "stem-kk.js", "stem-ru.js"];
  const size = (name) => gzipSync(fs.readFileSync(path.join(output, "search", name)), { level: 9 }).length;
  const total = names.reduce((sum, name) => sum + size(name), 0) + Math.max(...stems.map(size));
  assert.ok(total <= 10 * 1024, `${total} bytes`);
});
