// The site of this repository as its readers get it: built, served the way a web host would, and opened in a browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { TIMEOUT, launch } from "./chromium.mjs";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
export const LANGUAGES = ["kk", "ru", "zh", "en"];
/** A page of each kind, without its language. */
export const KINDS = [
  "",
  "destinations/",
  "destinations/markakol/",
  "routes/almaty-urumqi/",
  "crossings/horgos-cooperation-center/",
  "wellness/pantotherapy/",
  "wellness/cancer-treatment-center/",
  "news/tourism-year-opening/",
  "news/golden-bridge/",
  "news/bakhty-passengers/",
  "about/",
  "tags/",
  "tags/lake/",
  "search/",
  "no/such/page/",
];
/** One of each, in alternating languages, and the page that lists the languages. */
export const SAMPLES = ["", ...KINDS.map((page, index) => `${LANGUAGES[index % LANGUAGES.length]}/${page}`)];
/** The sources of the site, as far as they are there. */
const SOURCES = ["sapar.toml", "content", "locales", "map", "static", "themes"];
/** The site is translated as a whole. Its tests leave this out, so that they see a page that borrows its text, too. */
const UNTRANSLATED = "content/news/bakhty-passengers/index.zh.md";
const PROGRAM = process.env.SAPAR ?? path.join(REPOSITORY, "target/debug/sapar");
/** Tabs that load pages at the same time. */
const TABS = 4;
/** Endings of files that are compressed in themselves. */
const COMPRESSED = ["avif", "bin", "jpg", "png", "webp", "woff2"];
const TYPES = {
  avif: "image/avif",
  bin: "application/octet-stream",
  css: "text/css",
  html: "text/html; charset=utf-8",
  gif: "image/gif",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml",
};

/** Copies the site into an empty folder, with one page that is not translated into Chinese. Returns the folder. */
export function copySite(folder) {
  for (const name of SOURCES.filter((name) => fs.existsSync(path.join(REPOSITORY, name)))) {
    fs.cpSync(path.join(REPOSITORY, name), path.join(folder, name), { recursive: true });
  }
  fs.rmSync(path.join(folder, UNTRANSLATED));
  // Social cards and pictures are made once for all tests.
  const cache = path.join(REPOSITORY, ".sapar/cache");
  fs.mkdirSync(cache, { recursive: true });
  fs.mkdirSync(path.join(folder, ".sapar"));
  fs.symlinkSync(cache, path.join(folder, ".sapar/cache"), "junction");
  return folder;
}

/**
 * Builds a site (by default, a copy of that of this repository) and serves it on this computer, in a folder of the host. Unknown
 * addresses are answered with the nearest 404.html above them. `headers` names a file of the output in the form of Netlify's
 * `_headers`, which is then not served: what its first rule says is part of every answer.
 */
export async function publish({ root, folder = "/", headers } = {}) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-published-"));
  const copy = root ?? copySite(fs.mkdtempSync(path.join(os.tmpdir(), "sapar-site-")));
  /** The files by their paths: type, body, and the body as it is transferred. */
  const files = new Map();
  const notFound = (above) => (files.has(`${above}/404.html`) || above === "." ? path.join(above, "404.html") : notFound(path.dirname(above)));
  const everywhere = {};
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const address = decodeURIComponent(pathname);
    const name = path.posix.relative(folder, address.replace(/\/$/, "/index.html"));
    const { type, body, wire } = files.get(name) ?? files.get(notFound(path.dirname(name)));
    const packed = wire !== body && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(files.has(name) ? 200 : 404, {
      ...everywhere,
      "content-type": type,
      "cache-control": /\.[0-9a-f]{10}\.\w+$/.test(pathname) ? "public, max-age=31536000, immutable" : "public, max-age=600",
      ...(packed && { "content-encoding": "gzip", vary: "accept-encoding" }),
    });
    response.end(packed ? wire : body);
  });
  // The address is known before the site is built for it.
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const address = `http://127.0.0.1:${server.address().port}${folder}`;
  const options = ["--quiet", "--root", copy, "--out", output, "--base-url", address, "--lang", "en"];
  // Warnings are shown only if the build fails.
  execFileSync(PROGRAM, ["build", ...options], { stdio: "pipe" });
  if (copy !== root) fs.rmSync(copy, { recursive: true });
  for (const entry of fs.readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (headers && /^_(headers|redirects)$/.test(path.relative(output, file))) continue;
    const body = fs.readFileSync(file);
    const ending = path.extname(file).slice(1);
    const type = TYPES[ending];
    assert.ok(type, `a type for ${file}`);
    const wire = COMPRESSED.includes(ending) ? body : gzipSync(body, { level: 9 });
    files.set(path.relative(output, file), { type, body, wire });
  }
  if (headers) {
    const [rule] = fs.readFileSync(path.join(output, headers), "utf8").split(/\n(?=\S)/);
    for (const [, name, value] of rule.matchAll(/^ +([\w-]+): (.+)$/gm)) everywhere[name] = value;
    assert.ok(everywhere["Content-Security-Policy"], rule);
  }
  return {
    address,
    files,
    /** The addresses of all pages but redirects, within the site. For a 404.html it is an unknown address in its folder. */
    pages: [...files]
      .filter(([name, { body }]) => name.endsWith(".html") && !body.includes('http-equiv="refresh"'))
      .map(([name]) => name.replace(/index\.html$/, "").replace(/404\.html$/, "no/such/page/"))
      .sort(),
    close: () => {
      server.close();
      server.closeAllConnections();
      fs.rmSync(output, { recursive: true });
    },
  };
}

/** A published site and a browser for the tests of one file. `site` returns the options of `publish`. */
export function published(site = () => ({})) {
  const scene = {
    /** A browser context. Its language is one that the site does not have, so that `/` does not redirect. */
    reader: async (test, settings = {}) => {
      const context = await scene.browser.newContext({ locale: "fr", reducedMotion: "reduce", baseURL: scene.address, ...settings });
      context.setDefaultTimeout(TIMEOUT);
      test.after(async () => {
        // Requests that are still on their way when a test ends are nobody's.
        await context.unrouteAll({ behavior: "ignoreErrors" });
        await context.close();
      });
      return context;
    },
    /**
     * Opens pages, several at a time, and checks each. `check` returns findings as pairs of a kind and an example. Each kind is
     * reported once, with the number of its examples and the first of them with its page.
     */
    async findings(context, pages, check) {
      const queue = [...pages];
      const kinds = new Map();
      const work = async () => {
        const tab = await context.newPage();
        for (let page; (page = queue.shift()) !== undefined; ) {
          await tab.goto(page);
          for (const [kind, example] of await check(tab, page)) {
            const examples = kinds.get(kind) ?? [];
            kinds.set(kind, [...examples, `/${page}: ${example}`]);
          }
        }
        await tab.close();
      };
      await Promise.all(Array.from({ length: TABS }, work));
      return [...kinds].map(([kind, examples]) => `${kind}, ${examples.length} times; ${examples.sort()[0]}`).sort();
    },
  };
  before(async () => {
    scene.browser = await launch();
    Object.assign(scene, await publish(site()));
  });
  after(async () => {
    await scene.browser?.close();
    scene.close?.();
  });
  return scene;
}

/** Fails if there are findings, and lists them. */
export function nothing(found) {
  assert.equal(found.length, 0, found.join("\n"));
}
