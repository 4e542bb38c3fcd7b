// Pages used by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SAMPLES, nothing, published } from "./published.mjs";

const scene = published();

/** Defines functions in the page that follow the focus, before the page is loaded. */
function followFocus() {
  const STYLES = ["outline", "boxShadow", "backgroundColor", "color", "border", "textDecoration", "fill", "stroke", "strokeWidth", "opacity"];
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, [tabindex]";

  /** All elements that Tab should reach, in reading order. */
  window.reachable = () =>
    [...document.querySelectorAll(FOCUSABLE)].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
  const above = (element) => (element ? [element, ...above(element.parentElement)] : []);
  /** The styles of an element and its surroundings that can show focus. */
  window.styles = (element) =>
    [...above(element).slice(0, 5), ...element.querySelectorAll("*")]
      .flatMap((each) => [null, "::before", "::after"].map((part) => getComputedStyle(each, part)))
      .map((style) => STYLES.map((property) => style[property]).join())
      .join();
  /** Whether an element's first line is out of view or covered by anything but an open menu. */
  window.isCovered = (element) => {
    if (element.closest("svg")) return false;
    const { left, right, top, bottom } = element.getClientRects()[0];
    const between = (low, high, limit) => (Math.max(low, 0) + Math.min(high, limit)) / 2;
    const hit = document.elementFromPoint(between(left, right, innerWidth), between(top, bottom, innerHeight));
    return !element.contains(hit) && !hit?.closest("details[open]");
  };
  /** Checks the focused element, which should be the one after `last`. */
  window.step = () => {
    const all = reachable();
    const expected = all[all.indexOf(window.last) + 1] ?? document.body;
    const element = document.activeElement;
    const findings = [];
    if (element !== expected) findings.push(["not in reading order", `${element.outerHTML} before ${expected.outerHTML}`]);
    if (element !== document.body) {
      if (isCovered(element)) findings.push(["focus out of view", element.outerHTML]);
      const focused = styles(element);
      element.blur();
      if (styles(element) === focused) findings.push(["focus is not visible", element.outerHTML]);
      element.focus({ focusVisible: true });
    }
    window.last = element;
    return { findings, isLast: element === document.body || element === all.at(-1), isClosed: element.matches("details:not([open]) > summary") };
  };
}

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
]) {
  test(`Tab reaches everything in reading order, with visible focus, at ${viewport.width} pixels`, async (t) => {
    const context = await scene.reader(t, { viewport });
    await context.addInitScript(followFocus);
    const found = await scene.findings(context, SAMPLES, async (tab) => {
      const findings = [];
      for (let turns = 0; ; turns++) {
        await tab.keyboard.press("Tab");
        const step = await tab.evaluate(() => step());
        findings.push(...step.findings);
        if (step.isClosed) {
          await tab.keyboard.press("Enter");
          if (!(await tab.evaluate(() => document.activeElement.parentElement.open))) findings.push(["does not open by Enter", ""]);
        }
        if (step.isLast || findings.length > 5 || turns > 500) break;
      }
      // The last element must not trap the focus.
      await tab.keyboard.press("Tab");
      if (await tab.evaluate(() => document.activeElement === last)) findings.push(["focus stays at the end", ""]);
      return findings;
    });
    nothing(found);
  });
}

test("the first link skips the header", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(followFocus);
  const tab = await context.newPage();
  for (const page of SAMPLES) {
    await tab.goto(page);
    await tab.keyboard.press("Tab");
    const target = await tab.evaluate(() => document.activeElement.getAttribute("href"));
    if (!target.startsWith("#")) {
      assert.equal(await tab.locator("header").count(), 0, `/${page}: a header without a link that skips it`);
      continue;
    }
    assert.equal(await tab.locator(`main${target}`).count(), 1, `/${page}: ${target}`);
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    const isNext = await tab.evaluate(() => {
      const inside = reachable().filter((element) => element.closest("main"));
      return inside.length === 0 || document.activeElement === inside[0];
    });
    assert.ok(isNext, `/${page}: the next Tab is in the main part`);
  }
});
