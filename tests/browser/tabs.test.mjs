// Several tabs: each changes only when its own page does, and none uses up the others' connections.

import assert from "node:assert/strict";
import { test } from "node:test";

import { preview, until } from "./preview.mjs";
import { page } from "./site.mjs";

/** Counts every change of the document in `window.mutations`. */
const watch = (tab) =>
  tab.evaluate(() => {
    window.mutations = 0;
    new MutationObserver((records) => (window.mutations += records.length)).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });

test("a tab is not updated by a change to another page", async (t) => {
  const scene = await preview(t);
  const touched = await scene.open("/en/places/lake/");
  const untouched = await scene.open("/zh/");
  await watch(untouched);
  const response = untouched.waitForResponse((response) => response.url().endsWith("/zh/"));
  scene.write("content/places/lake/index.en.md", page("Lake", "Changed."));
  await touched.getByText("Changed.").waitFor();
  assert.equal((await response).status(), 304);
  await untouched.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await untouched.evaluate(() => window.mutations), 0);
});

test("ten tabs are live at once", async (t) => {
  const scene = await preview(t);
  const tabs = [];
  for (let count = 0; count < 10; count++) tabs.push(await scene.open(`/en/places/${count % 2 ? "lake/" : ""}`));
  scene.write("content/places/lake/index.en.md", page("Lake of ten tabs", "Text."));
  for (const tab of tabs) await tab.getByText("Lake of ten tabs").first().waitFor();
  // And one more can still be opened.
  const last = await scene.open("/en/places/lake/");
  assert.equal(await last.locator("h1").textContent(), "Lake of ten tabs");
});

test("with --follow, the most recently used tab opens the saved page, in its language", async (t) => {
  const scene = await preview(t, { options: ["--follow"] });
  const other = await scene.open("/en/");
  const used = await scene.open("/ru/");
  scene.write("content/places/lake/index.kk.md", page("Көл", "Мәтін."));
  await used.waitForURL("**/kk/places/lake/");
  await used.getByRole("heading", { name: "Көл" }).waitFor();
  // A page that is open already is updated, not reloaded.
  await used.evaluate(() => void (window.marked = true));
  scene.write("content/places/lake/index.kk.md", page("Көл", "Басқа мәтін."));
  await used.getByText("Басқа мәтін.").waitFor();
  assert.ok(await used.evaluate(() => window.marked === true));
  assert.ok(other.url().endsWith("/en/"));
});

test("without shared workers each tab has its own connection", async (t) => {
  const scene = await preview(t);
  await scene.context.addInitScript(() => delete window.SharedWorker);
  const tab = await scene.open("/en/places/lake/");
  scene.write("content/places/lake/index.en.md", page("Lake", "Without a worker."));
  await tab.getByText("Without a worker.").waitFor();
  await until(() => tab.evaluate(() => document.title === "Lake"), "the title");
});
