// The guides for editors and translators: the panel leads there, in its own language, and every page can be read by everybody, narrow
// and wide, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";

import { AXE, violations } from "./axe.mjs";
import { cutOff } from "./layout.mjs";
import { preview } from "./preview.mjs";
import { LANGUAGES } from "./site.mjs";

const TITLES = { kk: "Нұсқаулықтар", ru: "Руководства", zh: "使用指南", en: "Guides" };

/** The addresses within the guides that a page leads to. */
const links = (tab, base) =>
  tab.evaluate(
    (base) => [...document.links].map(({ href }) => href.replace(/#.*/, "")).filter((href) => href.startsWith(base)),
    base,
  );

for (const [index, language] of LANGUAGES.entries()) {
  test(`the guides in ${language}`, async (t) => {
    const colorScheme = index % 2 ? "dark" : "light";
    // Chromium reports a transition between pages that it ends early as an error of the page.
    const settings = { colorScheme, reducedMotion: "reduce", viewport: { width: 320, height: 640 } };
    const scene = await preview(t, { settings });
    const site = await scene.open("/en/places/lake/", { language });
    await site.locator("#toggle").click();
    const [tab] = await Promise.all([scene.context.waitForEvent("page"), site.locator("#panel footer a").click()]);
    await tab.locator("h1", { hasText: TITLES[language] }).waitFor();
    assert.equal(new URL(tab.url()).pathname, `/_sapar/guide/${language}/`);
    const base = tab.url();
    const known = new Set([base]);
    for (const address of known) {
      await tab.goto(address);
      if (!(await tab.evaluate(() => document.contentType === "text/html"))) continue;
      for (const link of await links(tab, base)) known.add(link);
      for (const width of [320, 1280]) {
        await tab.setViewportSize({ width, height: 800 });
        assert.deepEqual(await cutOff(tab), [], `${address} at ${width} pixels`);
      }
      await tab.evaluate(AXE);
      assert.deepEqual(await violations(tab), [], address);
    }
    assert.ok(known.size > 9, [...known].join(" "));
    // The other languages are a click away.
    await tab.goto(`${base}translators/`);
    const other = LANGUAGES[(index + 1) % LANGUAGES.length];
    await tab.locator(`a[hreflang^=${other}]`).first().click();
    await tab.waitForURL(`**/_sapar/guide/${other}/translators/`);
  });
}
