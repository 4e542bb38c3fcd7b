// The site of this repository with a search, built into a temporary folder, and the engine of the browser over its files.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { open } from "../../src/search/client/engine.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the site with `[search]`; returns its output folder. `change` may change the sources before. */
export function buildWithSearch(change = () => {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-search-"));
  for (const name of ["content", "locales", "map", "static", "sapar.toml"]) {
    if (fs.existsSync(path.join(ROOT, name))) fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  const file = path.join(folder, "sapar.toml");
  const config = fs.readFileSync(file, "utf8");
  // Social cards take most of the time of a build, and nothing here looks at them.
  fs.writeFileSync(file, `social_cards = false\n${config}${config.includes("[search]") ? "" : "\n[search]\n"}`);
  change(folder);
  return build(folder);
}

/** Builds a site of its own from some files, by their paths; returns its output folder. */
export function buildFiles(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-search-"));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return build(folder);
}

function build(folder) {
  const program = process.env.SAPAR ?? path.join(ROOT, "target/debug/sapar");
  // What is wrong is shown if the build fails.
  execFileSync(program, ["build", "--root", folder, "--quiet", "--now", "2026-06-01"], { stdio: "pipe" });
  return path.join(folder, "public");
}

/** The engine of a language over the files of an output folder, with the bytes that it has loaded. */
export function openEngine(output, tag) {
  const loaded = { bytes: 0, files: [] };
  const read = async (url) => {
    const file = path.join(output, new URL(url, "http://localhost/").pathname);
    if (!fs.existsSync(file)) return new Response("", { status: 404 });
    const bytes = fs.readFileSync(file);
    loaded.bytes += bytes.length;
    loaded.files.push(url);
    return new Response(bytes);
  };
  globalThis.fetch = read;
  const engine = open(`/${tag}/search/`);
  // Each engine reads the files of its own folder, whichever was opened last.
  const find = (text, options) => ((globalThis.fetch = read), engine.find(text, options));
  const prefetch = () => ((globalThis.fetch = read), engine.prefetch());
  return { find, prefetch, rehearse: engine.rehearse, loaded };
}

/** The content path that a result leads to: `/destinations/kanas/`. */
export const contentPath = ({ url }) => url.replace(/^\/[^/]+/, "");
