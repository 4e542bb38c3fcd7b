// How many bytes are loaded until the first results: node first-results.mjs OUTPUT

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { open } from "../../src/search/client/engine.js";
import { QUERIES } from "./queries.mjs";

const output = process.argv[2];

let bytes = 0;
let files = 0;
globalThis.fetch = async (url) => {
  const file = path.join(output, new URL(url, "http://localhost/").pathname);
  if (!existsSync(file)) return new Response("", { status: 404 });
  const read = readFileSync(file);
  bytes += read.length;
  files++;
  return new Response(read);
};

// Hosts compress scripts; the files of an index are compressed already. The name of a script may have a hash: `engine.fa368c0690.js`.
const published = readdirSync(path.join(output, "search")).filter((name) => name.endsWith(".js"));
const script = (name) => {
  const file = published.find((one) => one.split(".")[0] === name);
  return gzipSync(readFileSync(path.join(output, "search", file))).length;
};
const SCRIPTS = ["open", "parts", "field", "engine", "files", "excerpts", "filters", "words"];
const scripts = SCRIPTS.reduce((sum, name) => sum + script(name), 0);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
row(["query", "bytes", "of them scripts", "files of the index", "results"]);
row(["---", "--:", "--:", "--:", "--:"]);
let most = 0;
for (const [tag, queries] of Object.entries(QUERIES)) {
  const own = scripts + (tag === "zh" ? 0 : script(`stem-${tag}`));
  for (const query of queries) {
    [bytes, files] = [own, 0];
    const { total } = await open(`/${tag}/search/`).find(query, { limit: 7 });
    most = Math.max(most, bytes);
    row([`${tag}: ${query}`, `${(bytes / 1000).toFixed(1)} KB`, `${(own / 1000).toFixed(1)} KB`, files, total]);
  }
}
console.log(`\nAt most ${(most / 1000).toFixed(0)} KB.`);
