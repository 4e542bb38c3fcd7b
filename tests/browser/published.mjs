// The site of this repository as its readers get it: built, served as a host on the web would, and opened in a browser.

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

import { launch } from "./chromium.mjs";

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
  "about/",
  "tags/",
  "tags/lake/",
  "no/such/page/",
];
/** One of each, the languages in turn, and the page that lists the languages. */
export const SAMPLES = ["", ...KINDS.map((page, index) => `${LANGUAGES[index % LANGUAGES.length]}/${page}`)];
const PROGRAM = process.env.SAPAR ?? path.join(REPOSITORY, "target/debug/sapar");
/** Tabs that are at work at once. */
const TABS = 4;
const TYPES = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml",
};

/** Builds a site and serves it on this computer, in a folder of the host, with one 404.html for each folder that has one. */
async function publish({ root, folder }) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-published-"));
  /** What is at an address within the site: the text, and its form on the wire. */
  const files = new Map();
  const notFound = (above) => (files.has(`${above}/404.html`) || above === "." ? path.join(above, "404.html") : notFound(path.dirname(above)));
  const server = http.createServer((request, response) => {
    const { pathname, search } = new URL(request.url, "http://host");
    const address = decodeURIComponent(pathname);
    const name = path.posix.relative(folder, address.replace(/\/$/, "/index.html"));
    const { type, body, wire } = files.get(name) ?? files.get(notFound(path.dirname(name)));
    const packed = wire !== body && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(files.has(name) ? 200 : 404, {
      "content-type": type,
      "cache-control": search.startsWith("?v=") ? "public, max-age=31536000, immutable" : "public, max-age=600",
      ...(packed && { "content-encoding": "gzip", vary: "accept-encoding" }),
    });
    response.end(packed ? wire : body);
  });
  // The address is known before the site is built for it.
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const address = `http://127.0.0.1:${server.address().port}${folder}`;
  const options = ["--quiet", "--root", root, "--out", output, "--base-url", address, "--lang", "en"];
  // What it warns of is told only if the site is not built.
  execFileSync(PROGRAM, ["build", ...options], { stdio: "pipe" });
  for (const entry of fs.readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const body = fs.readFileSync(file);
    const ending = path.extname(file).slice(1);
    const wire = ["jpg", "webp", "woff2"].includes(ending) ? body : gzipSync(body, { level: 9 });
    files.set(path.relative(output, file), { type: TYPES[ending], body, wire });
  }
  return {
    address,
    files,
    /** Every page that a reader can stay on: by its address within the site, a 404.html by one where nothing is. */
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

/** A site and a browser for the tests of one file. `site` may name another root than the repository, and a folder of the host. */
export function published(site = () => ({})) {
  const scene = {
    /** A reader's browser; languages are those that no page is in, so that `/` leads nowhere. */
    reader: async (test, settings = {}) => {
      const context = await scene.browser.newContext({ locale: "fr", reducedMotion: "reduce", baseURL: scene.address, ...settings });
      test.after(() => context.close());
      return context;
    },
    /**
     * Opens pages, several at once, and looks at each. What `look` returns are findings: of what sort, and an example of it. A
     * sort is told once, with the number of its examples, and the first with its page.
     */
    async findings(context, pages, look) {
      const queue = [...pages];
      const sorts = new Map();
      const work = async () => {
        const tab = await context.newPage();
        for (let page; (page = queue.shift()) !== undefined; ) {
          await tab.goto(page);
          for (const [sort, example] of await look(tab, page)) {
            const examples = sorts.get(sort) ?? [];
            sorts.set(sort, [...examples, `/${page}: ${example}`]);
          }
        }
        await tab.close();
      };
      await Promise.all(Array.from({ length: TABS }, work));
      return [...sorts].map(([sort, examples]) => `${sort}, ${examples.length} times; ${examples.sort()[0]}`).sort();
    },
  };
  before(async () => {
    scene.browser = await launch();
    Object.assign(scene, await publish({ root: REPOSITORY, folder: "/", ...site() }));
  });
  after(async () => {
    await scene.browser?.close();
    scene.close?.();
  });
  return scene;
}

/** Fails where something was found, and tells it as it is. */
export function nothing(found) {
  assert.equal(found.length, 0, found.join("\n"));
}
