// The search of a site with odd pages and languages: long texts, titles of one sign, scripts that have no stemmer and no spaces, HTML in
// names, marks of direction. There is an answer to every query, and nothing of a page is taken for HTML.

import assert from "node:assert/strict";
import { test } from "node:test";

import { buildFiles, contentPath, openEngine } from "./search-site.mjs";

const PAGES = {
  "content/odd-sign/index.kk.md": ["Ы", "Бір әріп."],
  "content/odd-emoji/index.en.md": ["🏔️", "A mountain without a name."],
  "content/odd-number/index.en.md": ["7", "A number alone."],
  "content/odd-html/index.en.md": ["<img src=x onerror=alert(1)> & “quotes”", "Text with &lt;b&gt; and `<script>`."],
  "content/odd-direction/index.en.md": ["\u202Eabc\u202C Samarkand", "\u200Fمرحبا\u200F samarkand"],
  "content/odd-mixed/index.zh.md": ["乘T9次列车 Алматы", "混合 scripts и буквы 123。"],
  "content/odd-long/index.en.md": ["Long", `${"Steppe, wind and grass. ".repeat(40_000)}\n\nThe penultimate xylophone.`],
  "content/odd-word/index.en.md": ["Word", "a".repeat(50_000)],
  "content/lake/index.th.md": ["ทะเลสาบ", "ทะเลสาบในภูเขา"],
  "content/lake/index.ug.md": ["كۆل", "تاغدىكى كۆل"],
  "content/lake/index.en.md": ["Odd lake", "A lake."],
};

const LANGUAGES = { kk: "Қазақша", ru: "Русский", zh: "中文", en: "English", th: "ไทย", ug: "ئۇيغۇرچە" };
const languages = Object.entries(LANGUAGES).map(([tag, name]) => `[languages.${tag}]\nname = "${name}"\n${tag === "en" ? "" : 'fallback = ["en"]\n'}`);
const homes = Object.keys(LANGUAGES).map((tag) => [`content/_index.${tag}.md`, `+++\ntitle = "Home ${tag}"\n+++\nText.\n`]);
const pages = Object.entries(PAGES).map(([name, [title, text]]) => [name, `+++\ntitle = '${title}'\n+++\n${text}\n`]);
const config = `base_url = "https://odd.example/"\ndefault_language = "en"\nsocial_cards = false\n${languages.join("")}[search]\n`;
const output = buildFiles({ "sapar.toml": config, ...Object.fromEntries([...homes, ...pages]) });
const engines = Object.fromEntries(["kk", "ru", "zh", "en", "th", "ug"].map((tag) => [tag, openEngine(output, tag)]));

test("odd pages are found", async () => {
  for (const [tag, query, page] of [
    ["kk", "ы", "/odd-sign/"],
    ["en", "7", "/odd-number/"],
    ["en", "mountain without name", "/odd-emoji/"],
    ["en", "onerror", "/odd-html/"],
    ["en", '"quotes"', "/odd-html/"],
    ["en", "samarkand", "/odd-direction/"],
    ["en", "\u200Fsamarkand\u202C", "/odd-direction/"],
    ["zh", "T9", "/odd-mixed/"],
    ["zh", "列车алматы", "/odd-mixed/"],
    ["en", "xylophone", "/odd-long/"],
    ["en", "a".repeat(10_000), "/odd-word/"],
  ]) {
    const { results } = await engines[tag].find(query);
    assert.ok(results.slice(0, 3).map(contentPath).includes(page), `${tag}: ${query.slice(0, 30)}: ${results.map(contentPath)}`);
  }
});

test("a language without stemmer and segmenter is searched by beginnings, and by names in other languages", async () => {
  for (const [tag, query] of [
    ["ug", "كۆل"],
    ["ug", "تاغدى"],
    ["ug", "Odd lake"],
    ["th", "ทะเลสาบ"],
    ["th", "ทะเล"],
  ]) {
    assert.deepEqual((await engines[tag].find(query)).results.map(contentPath), ["/lake/"], `${tag}: ${query}`);
  }
  assert.equal((await engines.ug.find("سسسسسس")).total, 0);
});

test("what results show is text as the author wrote it", async () => {
  const { results } = await engines.en.find("onerror");
  const [page] = results.filter((result) => contentPath(result) === "/odd-html/");
  assert.equal(page.title, "<img src=x onerror=alert(1)> & “quotes”");
  const shown = page.excerpt.map(({ text }) => text).join("");
  assert.equal(shown, "Text with <b> and <script>.");
});

test("every query has an answer, soon", async () => {
  const odd = [
    "x".repeat(10_000),
    "湖".repeat(10_000),
    "а б ".repeat(2_500),
    `"'\`\\<>&;`,
    "<script>alert(1)</script>",
    "\u202E\u2066\u200F\u061C",
    "🏔️🏔️ 👨‍👩‍👧‍👦",
    "\ud800\udc00\ud800",
    "\u0000\u0001",
    "Марқакөл 湖 lake مرحبا ทะเล 7",
    "1 000 000",
    "__proto__ constructor toString",
    "e\u0301".repeat(100),
    "ﬁ ① ㎞ ｋｍ",
  ];
  for (const [tag, { find }] of Object.entries(engines)) {
    for (const query of odd) {
      const answer = await find(query);
      assert.ok(Array.isArray(answer.results) && answer.total >= answer.results.length, `${tag}: ${query.slice(0, 20)}`);
    }
  }
});
