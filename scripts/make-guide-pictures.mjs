// Makes the pictures of the guides in docs/content, in each language. Those for editors show the practice site of their pages in the
// preview; those for translators Poedit with an exported file.
//
// Needs Debian's packages chromium and webp, for translators also imagemagick, locales, poedit, x11-utils, xdotool and xvfb, the
// packages of tests/browser (`npm ci --prefix tests/browser`) and the program (`cargo build`, or its path in SAPAR).
// `node scripts/make-guide-pictures.mjs [editors|translators] [LANGUAGE…]`

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { launch } from "../tests/browser/chromium.mjs";
import { editorsPictures } from "./guide-pictures/editors.mjs";
import { ROOT, pagesOf } from "./guide-pictures/reader.mjs";
import { translatorsPictures } from "./guide-pictures/translators.mjs";

const GUIDES = { editors: editorsPictures, translators: translatorsPictures };
const LANGUAGES = ["kk", "ru", "zh", "en"];

/** Writes a picture as WebP without loss. */
function save(picture, guide) {
  const out = path.join(pagesOf(guide), path.basename(picture).replace(/png$/, "webp"));
  execFileSync("cwebp", ["-quiet", "-lossless", "-z", "9", picture, "-o", out]);
  console.log(path.relative(ROOT, out), fs.statSync(out).size);
}

const words = process.argv.slice(2);
const chosen = (of) => (of.some((word) => words.includes(word)) ? of.filter((word) => words.includes(word)) : of);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-guide-"));
const browser = await launch();
try {
  for (const guide of chosen(Object.keys(GUIDES))) {
    for (const language of chosen(LANGUAGES)) {
      const folder = path.join(scratch, guide, language);
      fs.mkdirSync(folder, { recursive: true });
      const names = await GUIDES[guide](browser, language, folder);
      for (const name of names) save(path.join(folder, `${name}.${language}.png`), guide);
    }
  }
} finally {
  await browser.close();
  fs.rmSync(scratch, { recursive: true, force: true });
}
