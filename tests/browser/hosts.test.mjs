// The site of this repository under the Content Security Policy that a build makes of it for hosts: a page of every kind, in all
// languages, loads all of its own, and its search answers.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { KINDS, LANGUAGES, copySite, nothing, published } from "./published.mjs";

/** The site, told that Netlify serves it: the file for it holds the policy. */
const hosted = () => {
  const root = copySite(fs.mkdtempSync(path.join(os.tmpdir(), "sapar-hosted-")));
  const file = path.join(root, "sapar.toml");
  fs.writeFileSync(file, `hosts = ["netlify"]\n${fs.readFileSync(file, "utf8")}`);
  return root;
};
const root = hosted();
const scene = published(() => ({ root, headers: "_headers" }));
test.after(() => fs.rmSync(root, { recursive: true }));

/** Every page of every kind in each language, and the page that lists the languages. */
const pages = ["", ...LANGUAGES.flatMap((language) => KINDS.map((kind) => `${language}/${kind}`))];

/** Notes what the policy refuses, from the first moment of a page on. */
const note = () => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(`${event.effectiveDirective} ${event.blockedURI || "inline"} ${event.sample}`),
  );
};

test("no page has anything that its policy refuses", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(note);
  const found = await scene.findings(context, pages, (tab) =>
    tab.evaluate(async () => {
      for (const picture of document.images) picture.loading = "eager";
      await Promise.allSettled([document.fonts.ready, ...[...document.images].map((picture) => picture.decode())]);
      const broken = [...document.images].filter((picture) => !picture.naturalWidth).map((picture) => ["broken picture", picture.currentSrc]);
      return [...window.refused.map((refusal) => ["refused", refusal]), ...broken];
    }),
  );
  nothing(found);
});

test("the search answers under the policy", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(note);
  for (const [language, words] of Object.entries({ kk: "Марқакөл", ru: "Маркаколь", zh: "马尔卡科尔", en: "Markakol" })) {
    const tab = await context.newPage();
    await tab.goto(`${language}/search/?q=${encodeURIComponent(words)}`);
    await tab.locator(`main a[href$="/${language}/destinations/markakol/"]`).first().waitFor();
    assert.deepEqual(await tab.evaluate(() => window.refused), [], language);
    await tab.close();
  }
});

test("the policy refuses what no page has", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(note);
  const tab = await context.newPage();
  await tab.goto("en/");
  const refused = await tab.evaluate(async () => {
    const refusal = new Promise((resolve) => document.addEventListener("securitypolicyviolation", resolve, { once: true }));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    await refusal;
    return [window.ran ?? false, window.refused.length];
  });
  assert.deepEqual(refused, [false, 1]);
});
