// Every page for everyone: no finding of axe in any language, light and dark, wide and narrow.

import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { nothing, published } from "./published.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

/** What colours alone decide. Text is held to 7:1, large text to 4.5:1: WCAG's AAA. */
const COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

const scene = published();

/** What axe finds by the rules given, or else by all that it has, also by those that it leaves out by default. */
const violations = (tab, rules) =>
  tab.evaluate(async (rules) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const values = rules ?? axe.getRules().map(({ ruleId }) => ruleId);
    const { violations, incomplete } = await axe.run({ runOnly: { type: "rule", values }, resultTypes: ["violations", "incomplete"] });
    // Where axe cannot tell what is behind a text, nobody has held its contrast to anything. But it knows no contrast in drawings,
    // and in a narrow window not what has been scrolled out of a frame: both are looked at below, and wide.
    const unknown = incomplete
      .filter(({ id }) => id.startsWith("color-contrast") && innerWidth > 1000)
      .map((rule) => ({ ...rule, nodes: rule.nodes.filter(({ target }) => !document.querySelector(target[0])?.closest("svg")) }));
    return [...violations, ...unknown].flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => [id, `${html} ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`]),
    );
  }, rules);

/** Labels of drawings with less than 4.5:1 against their halo or, without one, against the page. */
const faintLabels = (tab) =>
  tab.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    return [...document.querySelectorAll("svg text")].flatMap((label) => {
      const { fill, stroke, paintOrder } = getComputedStyle(label);
      const behind = paintOrder.startsWith("stroke") && stroke !== "none" ? stroke : getComputedStyle(document.body).backgroundColor;
      const [dark, light] = [luminance(fill), luminance(behind)].sort((a, b) => a - b);
      const ratio = (light + 0.05) / (dark + 0.05);
      return ratio < 4.5 ? [["label of a drawing", `${label.textContent} has ${ratio.toFixed(2)}:1`]] : [];
    });
  });

test("no finding of axe on any page", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(AXE);
  const found = await scene.findings(context, scene.pages, async (tab) => {
    const all = [];
    const look = async (colorScheme, viewport, rules) => {
      await tab.emulateMedia({ colorScheme });
      await tab.setViewportSize(viewport);
      const findings = [...(await violations(tab, rules)), ...(await faintLabels(tab))];
      all.push(...findings.map(([sort, example]) => [`${sort}, ${colorScheme}, ${viewport.width} px`, example]));
    };
    await look("light", WIDE);
    await look("dark", WIDE, COLOURS);
    await look("dark", NARROW);
    await look("light", NARROW, COLOURS);
    return all;
  });
  nothing(found);
});
