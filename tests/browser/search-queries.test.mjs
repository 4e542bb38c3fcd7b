// What people type, and the pages that must be among the first three results: the lists of tests/search/queries, each line a query,
// one page or several of which each will do, and the sort of query. What was typed with another keyboard layout is found by the query that is offered.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { buildWithSearch, contentPath, openEngine } from "./search-site.mjs";

const FIRST = 3;
const RECALL = 0.95;
const MIN_QUERIES = 60;
// Pages that are about one place or one way between places: no query for another of them may have one first.
const IS_PLACE = /^\/(?:destinations|crossings)\//;

const folder = fileURLToPath(new URL("../search/queries/", import.meta.url));
const output = buildWithSearch();

for (const tag of ["kk", "ru", "zh", "en"]) {
  test(`queries in ${tag}`, async (context) => {
    const lines = readFileSync(`${folder}${tag}.tsv`, "utf8").trimEnd().split("\n");
    const engine = openEngine(output, tag);
    const missed = [];
    const misled = [];
    for (const line of lines) {
      const [query, pages, sort] = line.split("\t");
      const wanted = pages.split(" ");
      let answer = await engine.find(query);
      if (sort === "keyboard") {
        assert.equal(answer.suggestion?.reason, "layout", query);
        answer = await engine.find(answer.suggestion.text);
      }
      const found = answer.results.map(contentPath);
      if (!wanted.some((page) => found.slice(0, FIRST).includes(page))) missed.push(`${query} (${sort}): ${found.slice(0, FIRST)}`);
      if (wanted.some((page) => IS_PLACE.test(page)) && IS_PLACE.test(found[0]) && !wanted.includes(found[0])) {
        misled.push(`${query} (${sort}): ${found[0]}`);
      }
    }
    const recall = 1 - missed.length / lines.length;
    context.diagnostic(`${lines.length} queries, recall at ${FIRST}: ${recall.toFixed(3)}`);
    missed.forEach((miss) => context.diagnostic(miss));
    assert.ok(lines.length >= MIN_QUERIES, `${lines.length} queries`);
    assert.ok(recall >= RECALL, missed.join("\n"));
    assert.deepEqual(misled, []);
  });
}
