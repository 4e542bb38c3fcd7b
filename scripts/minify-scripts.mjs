// Makes the scripts that ship with the program smaller, for src/assets/minified: `node scripts/minify-scripts.mjs`, after a script was changed. Needs
// what `npm ci --prefix tests/browser` installs. With `--check` it writes nothing, and fails if anything would be written.

import { createHash } from "node:crypto";
import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "../tests/browser/node_modules/terser/main.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = ["themes/steppe/static/js", "themes/steppe/static/search", "src/search/client"];
const MINIFIED = join(ROOT, "src/assets/minified");

const sum = (text) => createHash("sha256").update(text).digest("hex");

const expected = new Map();
const sums = [];
for (const folder of FOLDERS) {
  for (const name of (await readdir(join(ROOT, folder))).sort()) {
    if (!name.endsWith(".js")) continue;
    const source = await readFile(join(ROOT, folder, name), "utf8");
    // Browsers that the theme supports understand all that is written there.
    const { code } = await minify(source, {
      ecma: 2020,
      module: /^(import|export) /m.test(source),
      compress: { passes: 3 },
      // What is loaded when a search is opened is compiled then, and not at the first letter that is typed.
      format: { comments: /^# allFunctionsCalledOnLoad$/ },
    });
    if (expected.has(name)) throw new Error(`two scripts are called ${name}`);
    expected.set(name, `${code}\n`);
    sums.push(`${sum(source)} ${sum(`${code}\n`)} ${folder}/${name}\n`);
  }
}
expected.set("sums.txt", sums.join(""));

const present = new Set(await readdir(MINIFIED));
const different = [];
for (const [name, text] of expected) {
  const path = join(MINIFIED, name);
  if (present.has(name) && (await readFile(path, "utf8")) === text) continue;
  different.push(name);
  if (!process.argv.includes("--check")) await writeFile(path, text);
}
for (const name of present) {
  if (expected.has(name)) continue;
  different.push(name);
  if (!process.argv.includes("--check")) await unlink(join(MINIFIED, name));
}
console.log(different.length > 0 ? `different: ${different.join(", ")}` : "nothing is different");
if (different.length > 0 && process.argv.includes("--check")) process.exitCode = 1;
