// Accessibility of panel and compare view: axe reports nothing, light and dark, in each language.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findings, preview } from "./preview.mjs";
import { LANGUAGES, page } from "./site.mjs";

const LAKE = "content/places/lake/index.en.md";

for (const colorScheme of ["light", "dark"]) {
  for (const language of LANGUAGES) {
    test(`the panel with mistakes in it, ${colorScheme}, in ${language}`, async (t) => {
      const scene = await preview(t, { settings: { colorScheme, viewport: { width: 320, height: 640 } } });
      const tab = await scene.open("/en/places/lake/", { language });
      scene.write(LAKE, page("Lake", "[One](/nowhere/) ![](no.jpg)\n\n** Two **", 'titel = "x"\n'));
      await tab.locator("#panel .diagnostics li").nth(1).waitFor();
      await tab.locator("#panel .fix").waitFor();
      assert.deepEqual(await findings(scene, tab, { include: [["sapar-panel"]] }), []);
      await tab.locator("#panel [data-job=fix]").click();
      await tab.locator("#panel [data-job=undo]:enabled").waitFor();
      assert.deepEqual(await findings(scene, tab, { include: [["sapar-panel"]] }), []);
      const wide = await tab.locator("#panel").evaluate((panel) => panel.scrollWidth > panel.clientWidth);
      assert.equal(wide, false, "nothing is cut off at 320 pixels");
    });
  }

  test(`the compare view, ${colorScheme}`, async (t) => {
    const scene = await preview(t, {
      settings: { colorScheme },
      files: {
        "content/places/lake/index.kk.md": null,
        "content/places/lake/index.zh.md": page("湖", "文字。", "draft = true\n"),
      },
      options: ["--drafts"],
    });
    const tab = await scene.context.newPage();
    await tab.goto(new URL("_sapar/compare/en/places/lake/?languages=kk,ru,zh,en", scene.address).href);
    for (const language of LANGUAGES) await tab.frameLocator(`section[data-language=${language}] iframe`).locator("h1").waitFor();
    // The pages in the frames belong to the site, not to the preview.
    assert.deepEqual(await findings(scene, tab, { exclude: [["iframe"]] }), []);
  });
}
