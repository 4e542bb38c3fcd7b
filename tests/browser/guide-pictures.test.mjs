// The pictures of the guide for editors can be made by following its pages, in each language, and the guide has all of them. They are not
// compared dot by dot, because fonts differ between computers.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { editorsPictures } from "../../scripts/guide-pictures/editors.mjs";
import { pagesOf } from "../../scripts/guide-pictures/reader.mjs";
import { launch } from "./chromium.mjs";
import { LANGUAGES } from "./site.mjs";

const browser = await launch();
after(() => browser.close());

/** The width of a picture that a browser shows. */
async function width(tab, file) {
  const kind = path.extname(file).slice(1);
  await tab.setContent(`<img src="data:image/${kind};base64,${fs.readFileSync(file).toString("base64")}">`);
  return tab.locator("img").evaluate(async (picture) => {
    await picture.decode();
    return picture.naturalWidth;
  });
}

for (const language of LANGUAGES) {
  test(`the pictures of the guide for editors in ${language}`, async (t) => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-guide-"));
    t.after(() => fs.rmSync(out, { recursive: true, force: true }));
    const names = await editorsPictures(browser, language, out);
    const files = fs.readdirSync(pagesOf("editors")).filter((file) => file.endsWith(`.${language}.webp`));
    assert.deepEqual(files.sort(), names.map((name) => `${name}.${language}.webp`).sort());
    const tab = await browser.newPage();
    for (const name of names) {
      const made = await width(tab, path.join(out, `${name}.${language}.png`));
      assert.equal(await width(tab, path.join(pagesOf("editors"), `${name}.${language}.webp`)), made, name);
    }
    await tab.close();
  });
}
