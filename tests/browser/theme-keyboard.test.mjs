// Pages without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SAMPLES, nothing, published } from "./published.mjs";

const scene = published();

/** What the page needs to follow the focus, put into it before it is loaded. */
function follow() {
  const LOOKS = ["outline", "boxShadow", "backgroundColor", "color", "border", "textDecoration", "fill", "stroke", "strokeWidth", "opacity"];
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, [tabindex]";

  /** All that Tab should come to, in reading order. */
  window.reachable = () =>
    [...document.querySelectorAll(FOCUSABLE)].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
  const above = (element) => (element ? [element, ...above(element.parentElement)] : []);
  /** How an element and what is about it look, as far as it can show focus. */
  window.looks = (element) =>
    [...above(element).slice(0, 5), ...element.querySelectorAll("*")]
      .flatMap((each) => [null, "::before", "::after"].map((part) => getComputedStyle(each, part)))
      .map((style) => LOOKS.map((property) => style[property]).join())
      .join();
  /** Whether something else than a menu that is open lies over an element's first line, or it is out of sight. */
  window.isCovered = (element) => {
    if (element.closest("svg")) return false;
    const { left, right, top, bottom } = element.getClientRects()[0];
    const between = (low, high, limit) => (Math.max(low, 0) + Math.min(high, limit)) / 2;
    const hit = document.elementFromPoint(between(left, right, innerWidth), between(top, bottom, innerHeight));
    return !element.contains(hit) && !hit?.closest("details[open]");
  };
  /** What is wrong with where the focus is, having been at `last`. */
  window.step = () => {
    const all = reachable();
    const due = all[all.indexOf(window.last) + 1] ?? document.body;
    const element = document.activeElement;
    const findings = [];
    if (element !== due) findings.push(["not in reading order", `${element.outerHTML} before ${due.outerHTML}`]);
    if (element !== document.body) {
      if (isCovered(element)) findings.push(["focus out of sight", element.outerHTML]);
      const focused = looks(element);
      element.blur();
      if (looks(element) === focused) findings.push(["focus does not show", element.outerHTML]);
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
  test(`everything is reached by Tab in its order, and shows it, at ${viewport.width} pixels`, async (t) => {
    const context = await scene.reader(t, { viewport });
    await context.addInitScript(follow);
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
      // And out again: no trap at the end.
      await tab.keyboard.press("Tab");
      if (await tab.evaluate(() => document.activeElement === last)) findings.push(["focus stays at the end", ""]);
      return findings;
    });
    nothing(found);
  });
}

test("the first link leads past the header", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(follow);
  const tab = await context.newPage();
  for (const page of SAMPLES) {
    await tab.goto(page);
    await tab.keyboard.press("Tab");
    const target = await tab.evaluate(() => document.activeElement.getAttribute("href"));
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
