// Pages at 400 % zoom, which leaves 320 pixels of a window of 1280, and on the largest screens.

import { test } from "node:test";

import { SAMPLES, nothing, published } from "./published.mjs";

const NARROW = { width: 320, height: 256 };
const LARGE = { width: 3840, height: 2160 };

const scene = published();

/** What scrolls sideways with the page, or is cut off. */
const cutOff = (tab) =>
  tab.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const found = [];
    const tag = (element) => element.cloneNode().outerHTML;
    const isScroller = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const scroller = (element) => element && (isScroller(element) ? element : scroller(element.parentElement));
    const room = document.documentElement;
    if (room.scrollWidth > room.clientWidth) found.push(["the page scrolls sideways", `by ${room.scrollWidth - room.clientWidth} px`]);
    for (const element of document.body.querySelectorAll("*:not(svg *)")) {
      const style = getComputedStyle(element);
      // What is there for screen readers alone is clipped on purpose.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.innerText?.trim() === "" || style.clipPath !== "none") continue;
      const { left, right } = element.getBoundingClientRect();
      if ((left < -1 || right > room.clientWidth + 1) && !scroller(element.parentElement)) found.push(["out of the window", tag(element)]);
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      const isClipped = (overflow, is) => is && /hidden|clip/.test(overflow);
      if (isClipped(style.overflowX, isWide) || isClipped(style.overflowY, isHigh)) found.push(["cut off", tag(element)]);
      if (isWide && isScroller(element) && element.tabIndex < 0 && !element.querySelector("a, button, summary")) {
        found.push(["scrolls, but not by keyboard", tag(element)]);
      }
    }
    return found;
  });

test("nothing scrolls sideways or is cut off, on the smallest and the largest screens", async (t) => {
  const found = await scene.findings(await scene.reader(t), scene.pages, async (tab) => {
    const all = [];
    for (const viewport of [NARROW, LARGE]) {
      await tab.setViewportSize(viewport);
      all.push(...(await cutOff(tab)).map(([sort, example]) => [`${sort} at ${viewport.width} px`, example]));
    }
    return all;
  });
  nothing(found);
});

test("on a large screen text is larger, too", async (t) => {
  const size = (tab) => tab.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main :is(p, li)")).fontSize));
  const found = await scene.findings(await scene.reader(t), SAMPLES, async (tab) => {
    await tab.setViewportSize({ width: 1280, height: 900 });
    const usual = await size(tab);
    await tab.setViewportSize(LARGE);
    const large = await size(tab);
    return large < usual * 1.25 ? [["lost in space", `${usual} px at 1280, ${large} px at 3840`]] : [];
  });
  nothing(found);
});
