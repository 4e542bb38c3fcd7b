// Bytes and hosts of every page: small enough for slow lines, and no requests to others. The site is in a folder of its host here.

import { test } from "node:test";
import { parse, walk } from "css-tree";

import { nothing, published } from "./published.mjs";

/** Maximum bytes transferred for a page with its style sheets, for the style sheets alone, and for fonts. */
const PAGE = 30_000;
const SHEETS = 10_000;
const FONTS = 40_000;

const scene = published(() => ({ folder: "/path/" }));

/** All requests of the page, including those for lazily loaded pictures. */
const requests = (tab) =>
  tab.evaluate(async () => {
    for (const picture of document.images) picture.loading = "eager";
    await Promise.allSettled([document.fonts.ready, ...[...document.images].map((picture) => picture.decode())]);
    return performance.getEntriesByType("resource").map(({ name, responseStatus }) => ({ url: name, status: responseStatus }));
  });

/** All addresses of resources in the page's source, whether or not this browser loads them. */
const sources = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll("[src], [srcset], [poster], object[data], link[href], :is(use, image)[href], [style], style")].flatMap((element) => {
      // These are links, not resources.
      if (/^(canonical|alternate|next|prev|license|author)$/.test(element.rel)) return [];
      const styles = `${element.getAttribute("style") ?? ""} ${element.matches("style") ? element.textContent : ""}`;
      return [
        ...["src", "poster", "data", "href"].map((name) => element.getAttribute(name)),
        ...(element.getAttribute("srcset") ?? "").split(/,\s/).map((candidate) => candidate.trim().split(" ")[0]),
        ...[...styles.matchAll(/(?:url\(|@import)\s*["']?([^"')]+)/g)].map(([, url]) => url),
      ]
        .filter(Boolean)
        .map((url) => new URL(url, document.baseURI).href);
    }),
  );

const isForeign = (url) => /^(https?|wss?):/.test(url) && !url.startsWith(scene.address);
const fileAt = (url) => scene.files.get(url.slice(scene.address.length).replace(/\?.*/, ""));
const sum = (files) => files.reduce((total, { wire }) => total + wire.length, 0);

test("every page is within its budget of bytes, complete, and from one host", async (t) => {
  const heaviest = { page: 0, sheets: 0, fonts: 0 };
  const found = await scene.findings(await scene.reader(t), scene.pages, async (tab, page) => {
    const requested = await requests(tab);
    const files = requested.map(({ url }) => fileAt(url)).filter(Boolean);
    const ofType = (type) => sum(files.filter((file) => file.type.startsWith(type)));
    const [sheets, fonts] = [ofType("text/css"), ofType("font/")];
    const name = page.endsWith("no/such/page/") ? page.replace("no/such/page/", "404.html") : `${page}index.html`;
    const weight = { page: scene.files.get(name).wire.length + sheets, sheets, fonts };
    for (const part in weight) heaviest[part] = Math.max(heaviest[part], weight[part]);
    return [
      ...(weight.page > PAGE ? [["page too heavy", `${weight.page} bytes`]] : []),
      ...(sheets > SHEETS ? [["style sheets too heavy", `${sheets} bytes`]] : []),
      ...(fonts > FONTS ? [["fonts too heavy", `${fonts} bytes`]] : []),
      ...requested.filter(({ url }) => isForeign(url)).map(({ url }) => ["request to another host", url]),
      ...requested.filter(({ status }) => status !== 200).map(({ url, status }) => ["failed request", `${url} ${status}`]),
      ...(await sources(tab)).filter(isForeign).map((url) => ["other host in the source", url]),
    ];
  });
  t.diagnostic(`maximum, gzipped: page and style ${heaviest.page}, style ${heaviest.sheets}, fonts ${heaviest.fonts} bytes`);
  nothing(found);
});

test("no style sheet, script or drawing names another host", () => {
  const found = [];
  for (const [name, { type, body }] of scene.files) {
    const text = body.toString();
    const urls = [];
    if (type === "text/css") {
      walk(parse(text), (node) => {
        if (node.type === "Url") urls.push(node.value);
        if (node.type === "Atrule" && node.name === "import") urls.push(node.prelude.children.first.value);
      });
    }
    if (type === "text/javascript") urls.push(...(text.match(/(https?:)?\/\/[\w-]+\.[^\s"'`]+/g) ?? []));
    if (type === "image/svg+xml") urls.push(...[...text.matchAll(/(?:href|src)\s*=\s*["']([^"']+)|url\(["']?([^"')]+)/g)].map(([, a, b]) => a ?? b));
    found.push(...urls.filter((url) => /^(\w+:)?\/\//.test(url)).map((url) => `${name}: ${url}`));
  }
  nothing(found);
});
