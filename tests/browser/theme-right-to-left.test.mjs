// The site in a language that is written from right to left: Kazakh in Arabic script, transliterated letter by letter from Cyrillic.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { cutOff } from "./layout.mjs";
import { KINDS, copySite, nothing, published } from "./published.mjs";

const CYRILLIC = "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я".split(" ");
const ARABIC = "ا ٵ ب ۆ گ ع د ە يو ج ز ي ي ك ق ل م ن ڭ و ٶ پ ر س ت ۋ ۇ ٷ ف ح ھ تس چ ش شش . ى ٸ . ە يۋ يا".split(" ");
const LETTERS = new Map(CYRILLIC.map((letter, index) => [letter, ARABIC[index].replace(".", "")]));
const inArabic = (text) => text.replace(/[Ѐ-ӿ]/g, (letter) => LETTERS.get(letter.toLowerCase()) ?? letter);

const root = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-right-to-left-"));
after(() => fs.rmSync(root, { recursive: true }));

/** A copy of the site with one more language that has all documents and messages. */
function copy() {
  copySite(root);
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const target = file.replace(/\.kk\.md$/, ".kk-Arab.md").replace(/\/kk\/(\w+\.ftl)$/, "/kk-Arab/$1");
    if (target === file) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, inArabic(fs.readFileSync(file, "utf8")));
  }
  fs.appendFileSync(path.join(root, "sapar.toml"), '\n[languages.kk-Arab]\nname = "قازاقشا"\nfallback = ["kk"]\n');
  return { root };
}

const scene = published(copy);
const pages = () => scene.pages.filter((page) => page.startsWith("kk-Arab/"));

test("every page declares its direction, and nothing is cut off", async (t) => {
  assert.ok(pages().length > 30);
  const found = await scene.findings(await scene.reader(t, { viewport: { width: 320, height: 640 } }), pages(), async (tab) => {
    const { lang, dir } = await tab.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    return [...(lang === "kk-Arab" && dir === "rtl" ? [] : [["direction", `${lang} ${dir}`]]), ...(await cutOff(tab))];
  });
  nothing(found);
});

for (const width of [320, 1280]) {
  test(`every box is mirrored, at ${width} pixels`, async (t) => {
    let boxes = 0;
    const context = await scene.reader(t, { viewport: { width, height: 900 } });
    const found = await scene.findings(context, KINDS.map((page) => `kk-Arab/${page}`), async (tab) => {
      const all = await tab.evaluate(async () => {
        const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        for (const summary of document.querySelectorAll("summary")) summary.parentElement.open ||= summary.checkVisibility();
        await painted();
        // The browser orders words within a line; drawings are not mirrored.
        const elements = [...document.body.querySelectorAll("*:not(svg *)")].filter(
          (element) => element.checkVisibility() && !/^(inline|contents)$/.test(getComputedStyle(element).display) && !element.closest("[dir=ltr]"),
        );
        const measure = () => elements.map((element) => element.getBoundingClientRect());
        const rightToLeft = measure();
        document.documentElement.dir = "ltr";
        await painted();
        const leftToRight = measure();
        return elements.map((element, index) => ({
          element: element.cloneNode().outerHTML,
          isMirrored: Math.abs(rightToLeft[index].left - (document.documentElement.clientWidth - leftToRight[index].right)) < 2,
        }));
      });
      boxes += all.length;
      return all.filter(({ isMirrored }) => !isMirrored).map(({ element }) => ["not mirrored", element]);
    });
    assert.ok(boxes > 500);
    nothing(found);
  });
}
