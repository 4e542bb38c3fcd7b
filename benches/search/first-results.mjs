// How many bytes are loaded until the first results, and how long the engine takes: node first-results.mjs OUTPUT

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { open } from "../../src/search/client/engine.js";

const output = process.argv[2];
const QUERIES = {
  kk: ["Марқакөл", "Қанас көлі", "Зайсанға", "зайсон", "мар"],
  ru: ["Маркаколь", "озеро Канас", "на Зайсане", "маркоколь", "мар"],
  zh: ["马尔卡科尔", "喀纳斯湖", "斋桑", "喀纳斯 湖", "湖"],
  en: ["Markakol", "Kanas lake", "at Zaysan", "markokol", "mar"],
};

let bytes = 0;
globalThis.fetch = async (url) => {
  const file = path.join(output, new URL(url, "http://localhost/").pathname);
  if (!existsSync(file)) return new Response("", { status: 404 });
  const read = readFileSync(file);
  bytes += read.length;
  return new Response(read);
};

const script = (name) => gzipSync(readFileSync(path.join(output, "search", name))).length;
const scripts = ["engine.js", "files.js", "excerpts.js", "words.js"].reduce((sum, name) => sum + script(name), 0);
console.log("| query | bytes | total | first time | again |\n|---|--:|--:|--:|--:|");
for (const [tag, queries] of Object.entries(QUERIES)) {
  const stems = tag === "zh" ? 0 : script(`stem-${tag}.js`);
  for (const query of queries) {
    bytes = scripts + stems;
    const engine = open(`/${tag}/search/`);
    const times = [];
    let total;
    for (let turn = 0; turn < 2; turn++) {
      const start = performance.now();
      ({ total } = await engine.find(query));
      times.push(`${(performance.now() - start).toFixed(0)} ms`);
    }
    console.log(`| ${tag}: ${query} | ${(bytes / 1000).toFixed(0)} KB | ${total} | ${times.join(" | ")} |`);
  }
}
