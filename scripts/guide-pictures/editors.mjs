// The pictures of the guide for editors: the practice site of its pages, as far as each page has brought it.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { ROOT, follow, preview } from "./reader.mjs";

/** The photograph that the reader has: this repository's drawing of the lake, as a camera would have stored it. */
async function photograph(browser, folder) {
  const file = path.join(folder, "photograph.jpg");
  const tab = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await tab.goto(pathToFileURL(path.join(ROOT, "content/destinations/zaysan/fishing.svg")).href);
  await tab.screenshot({ path: file, type: "jpeg", quality: 90 });
  await tab.close();
  return file;
}

/** For parts of a page: their words can still be read where the guide is narrow, and they are as wide as its texts elsewhere. */
const NARROW = { viewport: { width: 500, height: 700 }, deviceScaleFactor: 1.6 };

/** Makes the pictures in a language, as PNG files in a folder. Returns their names. */
export async function editorsPictures(browser, language, out) {
  const home = path.join(out, "site");
  fs.mkdirSync(home);
  const reader = { photograph: await photograph(browser, out) };
  const folder = follow("editors", "first-page", language, home, { ...reader, until: "serve" });
  const server = await preview(folder, language, ["--drafts"]);
  const settings = { viewport: { width: 800, height: 620 }, colorScheme: "light", reducedMotion: "reduce" };
  const names = [];
  /** Opens a page of the site, shows something on it, and takes a picture of all or of one element. */
  const shoot = async (name, page, show, size = { deviceScaleFactor: 1 }) => {
    // A panel remembers in its context whether it is open.
    const context = await browser.newContext({ ...settings, ...size });
    const tab = await context.newPage();
    await tab.goto(`${server.address}${language}/${page}`);
    const element = (await show(tab)) ?? tab;
    await element.screenshot({ path: path.join(out, `${name}.${language}.png`) });
    await context.close();
    names.push(name);
  };
  /** The panel with what is looked for. It opens by itself when there is an error. */
  const panel = async (tab, what, opensItself) => {
    const root = tab.locator("sapar-panel");
    if (!opensItself) await root.locator("#toggle").click();
    await root.locator(what).first().waitFor();
    // Until the whole site is checked, a line says so that ends in dots.
    await root.locator("p.quiet", { hasText: /…$/ }).waitFor({ state: "detached" });
  };
  /** Waits until the preview shows what the reader has written. */
  const written = (tab, what) => tab.locator(what).first().waitFor();
  /** A part of the page, without the button of the panel in its corner. */
  const alone = async (tab, part) => {
    await tab.locator("sapar-panel").evaluate((panel) => panel.remove());
    return tab.locator(part);
  };
  try {
    await shoot("first-page", "destinations/zaysan/", async (tab) => {
      await written(tab, "table");
      await panel(tab, "#panel");
    });
    follow("editors", "first-page", language, folder, { ...reader, after: "serve" });
    follow("editors", "facts", language, folder, reader);
    await shoot("facts", "destinations/anglers-house/", async (tab) => {
      await written(tab, ".facts");
      return alone(tab, ".facts");
    }, NARROW);
    follow("editors", "events", language, folder, reader);
    follow("editors", "maps", language, folder, reader);
    await shoot("maps", "destinations/zaysan/", async (tab) => {
      await written(tab, ".map-figure");
      return alone(tab, ".map-figure");
    }, NARROW);
    follow("editors", "messages", language, folder, { ...reader, until: "check" });
    const message = async (tab) => {
      await panel(tab, "#panel .fix", true);
      return tab.locator("sapar-panel").locator("#panel");
    };
    // The panel is narrower than the texts of the guide.
    await shoot("messages", "destinations/markakol/", message, { deviceScaleFactor: NARROW.deviceScaleFactor });
  } finally {
    server.end();
  }
  return names;
}
