// Pages at 400 % zoom, where a window of 1280 pixels is 320 CSS pixels wide, and on the largest screens.

import { test } from "node:test";

import { cutOff } from "./layout.mjs";
import { SAMPLES, nothing, published } from "./published.mjs";

const NARROW = { width: 320, height: 256 };
const LARGE = { width: 3840, height: 2160 };

const scene = published();

test("nothing scrolls sideways or is cut off, on the smallest and the largest screens", async (t) => {
  const found = await scene.findings(await scene.reader(t), scene.pages, async (tab, page) => {
    const all = [];
    for (const viewport of SAMPLES.includes(page) ? [NARROW, LARGE] : [NARROW]) {
      await tab.setViewportSize(viewport);
      all.push(...(await cutOff(tab)).map(([kind, example]) => [`${kind} at ${viewport.width} px`, example]));
    }
    return all;
  });
  nothing(found);
});

test("text is larger on a large screen", async (t) => {
  const size = (tab) => tab.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main :is(p, li)")).fontSize));
  const found = await scene.findings(await scene.reader(t), SAMPLES, async (tab) => {
    await tab.setViewportSize({ width: 1280, height: 900 });
    const usual = await size(tab);
    await tab.setViewportSize(LARGE);
    const large = await size(tab);
    return large < usual * 1.25 ? [["text too small", `${usual} px at 1280, ${large} px at 3840`]] : [];
  });
  nothing(found);
});
