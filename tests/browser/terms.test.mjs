// The panel shows the terms of the glossary that stand on the page, with their names in the other languages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { preview } from "./preview.mjs";
import { LANGUAGES, page } from "./site.mjs";

const GLOSSARY = `[horgos]
note = "Город и переход."
kk = "Қорғас*"
ru = "Хоргос*"
zh = "霍尔果斯"
en = { forms = ["Horgos"], forbidden = { "Khorgos" = "one spelling on both sides of the border" } }
`;
const HEADINGS = { kk: "Осы беттегі терминдер (1)", ru: "Термины на этой странице (1)", zh: "本页术语 (1)", en: "Terms on this page (1)" };

for (const language of LANGUAGES) {
  test(`the terms of a page are opened by keyboard in ${language}`, async (t) => {
    const files = { "locales/glossary.toml": GLOSSARY, "content/way.en.md": page("Way", "The way to Horgos.") };
    const scene = await preview(t, { files });
    const tab = await scene.open("/en/way/", { language });
    await tab.keyboard.press("Control+Backquote");
    const summary = tab.locator("#panel summary").filter({ hasText: HEADINGS[language] });
    await summary.focus();
    await tab.keyboard.press("Enter");
    const term = tab.locator("#panel .terms > li");
    await term.waitFor();
    assert.equal(await term.locator("strong").textContent(), "Horgos");
    assert.deepEqual(await term.locator("dt").allTextContents(), ["kk", "ru", "zh", "en"]);
    assert.equal(await term.locator("dd[lang=zh]").textContent(), "霍尔果斯");
    assert.match(await term.locator("dd[lang=en]").textContent(), /Khorgos one spelling/);
    assert.equal(await term.locator("[aria-current] dt").textContent(), "en");
    // It fits into a narrow window.
    await tab.setViewportSize({ width: 320, height: 600 });
    assert.ok(await tab.locator("#panel").evaluate((panel) => panel.scrollWidth <= panel.clientWidth));
  });
}
