// The panel shows what a fix does, applies it with one click, and takes it back.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { isMarked, mark, preview, until } from "./preview.mjs";
import { CONFIG, LANGUAGES, page } from "./site.mjs";

const LAKE = "content/places/lake/index.en.md";

/** The panel's words. */
const WORDS = {
  kk: { fix: "Түзету", before: "Қазір", after: "Түзетілген соң", fixed: `Түзетілді: ${LAKE}, 4-жол`, undo: "Болдырмау", undone: "Кері қайтарылды" },
  ru: { fix: "Исправить", before: "Сейчас", after: "Станет", fixed: `Исправлено: ${LAKE}, строка 4`, undo: "Отменить", undone: "Отменено" },
  zh: { fix: "修正", before: "现在", after: "修正后", fixed: `已修正：${LAKE}，第4行`, undo: "撤销", undone: "已撤销" },
  en: { fix: "Fix", before: "Now", after: "After the fix", fixed: `Fixed: ${LAKE}, line 4`, undo: "Undo", undone: "Undone" },
};

const open = async (scene, settings) => {
  const tab = await scene.open("/en/places/lake/", settings);
  await tab.locator("#toggle").click();
  await tab.locator("#panel .fix").first().waitFor();
  return tab;
};

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`a mistake is fixed with one click and the fix is undone, in ${language}`, async (t) => {
    const scene = await preview(t, { files: { [LAKE]: page("Lake", "Entry: ** Important ** here.") } });
    const tab = await open(scene, { language });
    const panel = tab.locator("#panel");
    assert.deepEqual(await panel.locator(".fix dt").allTextContents(), [words.before, words.after]);
    assert.deepEqual(await panel.locator(".fix dd").allTextContents(), ["Entry: ** Important ** here.", "Entry: **Important** here."]);
    assert.deepEqual(await panel.locator(".fix mark").allTextContents(), [" Important ", "Important"]);

    await panel.getByRole("button", { name: words.fix, exact: true }).click();
    await panel.locator("#edits").getByText(words.fixed).waitFor();
    await tab.locator(".prose strong").getByText("Important", { exact: true }).waitFor({ state: "attached" });
    assert.equal(scene.read(LAKE), page("Lake", "Entry: **Important** here."));
    await panel.locator(".fix").waitFor({ state: "detached" });

    await panel.getByRole("button", { name: words.undo }).click();
    await panel.locator("#edits").getByText(words.undone).waitFor();
    await tab.locator(".prose strong").waitFor({ state: "detached" });
    await panel.locator(".fix").waitFor();
    assert.equal(scene.read(LAKE), page("Lake", "Entry: ** Important ** here."));
  });
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`what a look at the whole site has found is folded up, and mended with one click, in ${language}`, async (t) => {
    // The second letter is Cyrillic.
    const scene = await preview(t, { files: { [LAKE]: page("Lake", "Lake Kаnas is blue.") } });
    const tab = await scene.open("/en/places/lake/", { language });
    await tab.locator("#toggle").click();
    const findings = tab.locator("#panel details.findings");
    await findings.waitFor();
    assert.equal(await findings.getAttribute("open"), null);
    await findings.locator("summary").click();
    await findings.getByRole("button", { name: words.fix, exact: true }).first().click();
    await tab.locator("#panel #edits").getByText(words.fixed).waitFor();
    assert.equal(scene.read(LAKE), page("Lake", "Lake Kanas is blue."));
  });
}

test("a fix is made and undone by keyboard, and the focus follows what is said of it", async (t) => {
  const scene = await preview(t, { files: { [LAKE]: page("Lake", "#Heading") } });
  const tab = await open(scene);
  const focused = () => tab.evaluate(() => document.querySelector("sapar-panel").shadowRoot.activeElement?.id);
  await tab.getByRole("button", { name: "Fix", exact: true }).focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("heading", { name: "Heading" }).waitFor({ state: "attached" });
  await until(async () => (await focused()) === "edits", "the focus");
  await until(() => tab.getByRole("button", { name: "Undo" }).isEnabled(), "the button");
  // Once more: nothing is done twice by a key that is pressed twice.
  await tab.keyboard.press("Enter");
  assert.equal(scene.read(LAKE), page("Lake", "# Heading"));
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tab.locator("#edits").getByText("Undone").waitFor();
  assert.equal(scene.read(LAKE), page("Lake", "#Heading"));
});

test("all mistakes that are alike are fixed at once", async (t) => {
  const scene = await preview(t, { files: { [LAKE]: page("Lake", "** One **, ** two ** and ** three **.") } });
  const tab = await open(scene);
  assert.equal(await tab.locator("[data-job=fix-all]").count(), 1);
  await tab.getByRole("button", { name: "Fix all 3 like this" }).click();
  await tab.locator("#edits").getByText(`Fixed in 3 places: ${LAKE}`).waitFor();
  await until(async () => (await tab.locator(".prose strong").count()) === 3, "the words");
  assert.equal(scene.read(LAKE), page("Lake", "**One**, **two** and **three**."));
});

test("what was fixed can be undone after the page was loaded again", async (t) => {
  const config = CONFIG.replace('name = "English"', "name = “English”");
  const scene = await preview(t, { files: { [LAKE]: page("Lake", "Text.") } });
  const tab = await scene.open("/en/places/lake/");
  scene.write("sapar.toml", config);
  await tab.locator("#panel .fix").waitFor();
  await mark(tab);
  await tab.getByRole("button", { name: "Fix", exact: true }).click();
  await tab.locator("#edits").getByText("Fixed: sapar.toml, line").waitFor();
  assert.equal(scene.read("sapar.toml"), CONFIG);
  await tab.reload();
  assert.equal(await isMarked(tab), false);
  await tab.locator("#edits").getByText("Fixed: sapar.toml, line").waitFor();
  await tab.getByRole("button", { name: "Undo" }).click();
  await tab.locator("#edits").getByText("Undone").waitFor();
  assert.equal(scene.read("sapar.toml"), config);
});

test("a file that may not be written is left, and the editor is told why", async (t) => {
  const scene = await preview(t, { files: { [LAKE]: page("Lake", "#Heading") } });
  const tab = await open(scene);
  fs.chmodSync(path.join(scene.folder, LAKE), 0o444);
  const button = tab.getByRole("button", { name: "Fix", exact: true });
  await button.click();
  await tab.getByRole("alert").getByText(`Nothing was fixed: ${LAKE} is write-protected.`).waitFor();
  await until(() => button.isEnabled(), "the button");
  assert.equal(scene.read(LAKE), page("Lake", "#Heading"));
});

test("in a narrow window, fixes fit", async (t) => {
  const long = "word ".repeat(60);
  const files = { [LAKE]: page("Lake", `${long}** Important ** ${long}\n\n• one\n• two\n• three\n• four\n\n| Month | Price |\n| May | 5000 |`) };
  const scene = await preview(t, { files, settings: { viewport: { width: 390, height: 800 } } });
  const tab = await open(scene);
  const overflow = () => tab.locator("#panel").evaluate((panel) => [panel.scrollWidth - panel.clientWidth, document.documentElement.scrollWidth - innerWidth]);
  assert.deepEqual(await overflow(), [0, 0]);
  assert.equal(await tab.locator("#panel .fix .quiet").textContent(), "and one more place");
  await tab.getByRole("button", { name: "Fix", exact: true }).last().click();
  await tab.getByRole("button", { name: "Undo" }).waitFor();
  assert.deepEqual(await overflow(), [0, 0]);
});
