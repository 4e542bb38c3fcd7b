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
  assert.match(page.picture, /^\/destinations\/markakol\/hero\.[0-9a-f]{10}\.svg$/);
  assert.deepEqual(page.excerpt.find(({ marked }) => marked).text, "Марқакөл");
  assert.ok(page.headings.length > 0);
  for (const heading of page.headings) {
    const html = fs.readFileSync(path.join(output, "kk/destinations/markakol/index.html"), "utf8");
    assert.ok(html.includes(`id="${decodeURIComponent(heading.url.split("#")[1])}"`), heading.url);
  }
});

test("a rehearsal quotes a text of no page, and loads no more than every query needs", async () => {
  const engine = openEngine(output, "kk");
  await engine.prefetch();
  const before = [...engine.loaded.files];
  const { excerpt, headings } = await engine.rehearse("Іздеу сәтсіз аяқталды. Қайта көріңіз");
  assert.equal(excerpt.map(({ text }) => text).join(""), "Іздеу сәтсіз аяқталды. Қайта көріңіз");
  assert.deepEqual([headings, engine.loaded.files], [[], before]);
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

test("nonsense finds nothing, in any language", async () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"];
  const nonsense = [
    ...letters.flatMap((letter) => [letter.repeat(3), letter.repeat(6), `${letter.repeat(4)}a`]),
    ..."asdfgh qwerty zxcvbn йцукен фывапр ячсмит asdasd lkjhgf хахаха xkqzvw жщъыэю florbnax ыырщзх qpwoeiru wvxqzj".split(" "),
    ..."龘靐齉 啊啊啊啊 咕噜呱啦 怎么龘龘 湖湖湖湖 的的的的 999999999 🏔️🏔️🏔️ ?????".split(" "),
    "zzzzzz qqqqqq",
    "how to zzzzzz",
    "как ыыыыыы",
    "қалай йййй",
    "asdf ghjk",
  ];
  const found = [];
  for (const [tag, { find }] of Object.entries(engines)) {
    for (const query of nonsense) {
      const { total, suggestion } = await find(query);
      if (total || suggestion) found.push(`${tag}: ${query} finds ${total}, ${suggestion?.text}`);
    }
  }
  assert.deepEqual(found, []);
});

test("a letter that was held down is a slip of the hand, and a number with three letters is found as it is", async () => {
  for (const query of ["Markakoool", "Маркаккколь", "XVIII"]) assert.ok((await engines.ru.find(query)).total > 0, query);
  assert.equal(contentPath((await engines.ru.find("Маркаккколь")).results[0]), "/destinations/markakol/");
  const { results } = await engines.ru.find("XVIII");
  assert.ok(results.some((result) => contentPath(result) === "/destinations/rakhmanov-springs/"));
});

test("what a question asks is found without the words that only ask", async () => {
  for (const [tag, query, page] of [
    ["en", "where is Lake Markakol", "/destinations/markakol/"],
    ["ru", "как можно доехать до Маркаколя", "/destinations/markakol/"],
    ["kk", "Марқакөлге қалай баруға", "/destinations/markakol/"],
    ["zh", "怎么去马尔卡科尔湖", "/destinations/markakol/"],
    // A page may be called by what asks.
    ["en", "when should I go", "/practical/when-to-come/"],
    ["ru", "когда лучше поехать", "/practical/when-to-come/"],
    ["zh", "什么时候去", "/practical/when-to-come/"],
  ]) {
    const { results } = await engines[tag].find(query);
    assert.ok(results.slice(0, 3).map(contentPath).includes(page), query);
  }
});

test("behind few pages with all words come those that have some of them", async () => {
  const { results, total } = await engines.ru.find("таможня граница");
  assert.match(results[0].excerpt.filter(({ marked }) => marked).map(({ text }) => text).join(" "), /границ/);
  assert.ok(total > 5);
});

test("an index that was published anew while the page is open is loaded again", async () => {
  const before = openEngine(output, "en");
  assert.equal((await before.find("samovar")).total, 0);
  const after = buildWithSearch((folder) => {
    const page = path.join(folder, "content/destinations/markakol/index.en.md");
    fs.appendFileSync(page, "\nA samovar is on the fire, and a xylophone is heard.\n");
    fs.mkdirSync(path.join(folder, "content/destinations/yurt"));
    fs.writeFileSync(path.join(folder, "content/destinations/yurt/index.en.md"), '+++\ntitle = "Zhailau"\n+++\nA meadow.\n');
  });
  // The manifest of the old index is in memory, and all other files are those of the new one.
  const folder = path.join(output, "en/search");
  fs.renameSync(folder, `${folder}-old`);
  fs.cpSync(path.join(after, "en/search"), folder, { recursive: true });
  try {
    for (const [query, page] of [["xylophone", "/destinations/markakol/"], ["zhailau", "/destinations/yurt/"]]) {
      const { results } = await before.find(query);
      assert.deepEqual(results.map(contentPath), [page]);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
    fs.renameSync(`${folder}-old`, folder);
  }
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

test("the scripts of one language have at most 15 KB when they are compressed, those of the theme included", () => {
  const names = ["engine.js", "files.js", "excerpts.js", "filters.js", "words.js", "open.js", "parts.js", "field.js"];
  const stems = ["stem-en.js", "stem-kk.js", "stem-ru.js"];
  const published = fs.readdirSync(path.join(output, "search"));
  const file = (name) => published.find((file) => file.replace(/\.[0-9a-f]{10}\./, ".") === name);
  const size = (name) => gzipSync(fs.readFileSync(path.join(output, "search", file(name))), { level: 9 }).length;
  const total = names.reduce((sum, name) => sum + size(name), 0) + Math.max(...stems.map(size));
  assert.ok(total <= 15 * 1024, `${total} bytes`);
});
