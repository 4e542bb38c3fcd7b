// The script divides texts into words, and reduces these to stems and keys, as the program does: both agree with the lists in
// tests/search/words, which hold words of travel texts and odd ones.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { createStemmer as english } from "../../src/search/client/stem-en.js";
import { createStemmer as kazakh } from "../../src/search/client/stem-kk.js";
import { createStemmer as russian } from "../../src/search/client/stem-ru.js";
import { createWords } from "../../src/search/client/words.js";

const folder = fileURLToPath(new URL("../search/words/", import.meta.url));
const tables = (tag) => JSON.parse(readFileSync(`${folder}tables-${tag}.json`, "utf8"));
const CYRILLIC = /^[\u0400-\u052F]+$/;

const stemmers = {
  kk: { stem: kazakh(tables("kk").kazakh), takes: CYRILLIC },
  ru: { stem: russian(), takes: CYRILLIC },
  en: { stem: english(), takes: /^[a-z]+$/ },
  zh: { stem: (word) => word, takes: /^/ },
};

for (const [tag, { stem, takes }] of Object.entries(stemmers)) {
  test(`words of ${tag}`, () => {
    const words = createWords(tables(tag === "kk" ? "kk" : "ru"));
    const lines = readFileSync(`${folder}${tag}.tsv`, "utf8").trimEnd().split("\n");
    const wrong = lines.filter((line) => {
      const [piece] = line.split("\t");
      const found = words.tokens(piece).map(({ text }) => {
        const reduced = takes.test(text) ? stem(text) : text;
        return `${text} ${reduced} ${words.key(reduced)}`;
      });
      const is = [piece, ...found].join("\t");
      if (is !== line) console.error(`${line}\n${is}`);
      return is !== line;
    });
    assert.ok(lines.length > 400);
    assert.deepEqual(wrong.slice(0, 20), []);
  });
}
