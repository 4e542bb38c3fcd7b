// Every page for everyone: no finding of axe in any language, light and dark, wide and narrow.

import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { SAMPLES, nothing, published } from "./published.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

/** All of axe's rules hold, also those that it leaves out by default, but for what these guess. */
const OFF = ["p-as-heading"]; // Takes a bold name in the footer for a heading.
/** What colours alone decide. Text is held to 7:1, large text to 4.5:1: WCAG's AAA. */
const COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

const scene = published();

/** What axe finds by the rules given, or else by all. */
const violations = (tab, rules) =>
  tab.evaluate(
    async ({ rules, off }) => {
      for (const summary of document.querySelectorAll("summary")) summary.parentElement.open ||= summary.checkVisibility();
      const values = rules ?? axe.getRules().map(({ ruleId }) => ruleId).filter((rule) => !off.includes(rule));
      const { violations } = await axe.run({ runOnly: { type: "rule", values }, resultTypes: ["violations"] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any, all, none }) => [id, `${html} ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`]),
      );
    },
    { rules, off: OFF },
  );

test("no finding of axe on any page", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(AXE);
  const found = await scene.findings(context, scene.pages, async (tab) => {
    const all = [];
    const look = async (colorScheme, viewport, rules) => {
      await tab.emulateMedia({ colorScheme });
      await tab.setViewportSize(viewport);
      const findings = await violations(tab, rules);
      all.push(...findings.map(([sort, example]) => [`${sort}, ${colorScheme}, ${viewport.width} px`, example]));
    };
    await look("light", WIDE);
    await look("dark", WIDE, COLOURS);
    await look("dark", NARROW);
    return all;
  });
  nothing(found);
});

/** Puts into the page what measures texts against the pixels that are painted behind them. */
function measureContrast() {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (pixel) => {
    const [red, green, blue] = pixel.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const read = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return luminance([...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3));
  };
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

  /** Every line of text that is shown: where, in what colour, and how much contrast it needs. Labels of drawings are AA. */
  window.texts = () => {
    const found = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const element = nodes.currentNode.parentElement;
      const style = getComputedStyle(element);
      // The link past the header is clipped until it has the focus.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("[aria-hidden=true]") || style.clipPath !== "none") continue;
      const isLabel = element.closest("svg") !== null;
      const size = parseFloat(style.fontSize);
      const needed = isLabel || size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 4.5 : 7;
      const range = document.createRange();
      range.selectNodeContents(nodes.currentNode);
      const boxes = [...range.getClientRects()].filter(({ width, height, bottom }) => width > 2 && height > 2 && bottom < innerHeight);
      const halo = isLabel && style.paintOrder.startsWith("stroke") && style.stroke !== "none" ? read(style.stroke) : undefined;
      if (boxes.length > 0) found.push({ text: nodes.currentNode.data.trim(), color: read(isLabel ? style.fill : style.webkitTextFillColor), halo, needed, boxes });
    }
    return found;
  };
  /** Resolves when all that was asked for is painted. */
  window.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  /** Which of the texts stand on pixels that are too near to them, in a picture of the page without them. */
  window.faint = async (texts, png) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const screen = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true });
    screen.drawImage(picture, 0, 0);
    return texts.flatMap(({ text, color, halo, needed, boxes }) => {
      const worst = boxes.map(({ x, y, width, height }) => {
        if (halo !== undefined) return ratio(color, halo);
        const { data } = screen.getImageData(x, y, Math.max(1, width), Math.max(1, height));
        const ratios = [];
        for (let at = 0; at < data.length; at += 4) ratios.push(ratio(color, luminance([data[at], data[at + 1], data[at + 2]])));
        // A line that only brushes the letters takes nothing from them.
        return ratios.sort((a, b) => a - b)[Math.floor(ratios.length * 0.05)];
      });
      const least = Math.min(...worst);
      return least < needed ? [["faint", `${text} has ${least.toFixed(2)}:1 of ${needed}:1`]] : [];
    });
  };
}

for (const colorScheme of ["light", "dark"]) {
  test(`text stands out from whatever is painted behind it, ${colorScheme}`, async (t) => {
    const context = await scene.reader(t, { colorScheme, viewport: WIDE });
    await context.addInitScript(measureContrast);
    const found = await scene.findings(context, SAMPLES, async (tab) => {
      // The whole page in the window, so that nothing moves for the picture.
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      await tab.setViewportSize({ width: WIDE.width, height });
      await tab.evaluate(async () => {
        // Nothing may still move or appear: fonts and pictures are there, and the larger window is laid out.
        await document.fonts.ready;
        await Promise.all(
          [...document.images].map((image) => {
            image.loading = "eager";
            return image.decode().catch(() => {});
          }),
        );
        await painted();
        window.measured = texts();
      });
      await tab.addStyleTag({
        content:
          "* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; transition: none !important } text { opacity: 0 }",
      });
      const look = async () => {
        await tab.evaluate(() => painted());
        const png = (await tab.screenshot({ scale: "css" })).toString("base64");
        return tab.evaluate((png) => faint(measured, png), png);
      };
      // A busy browser has been seen to hand out the frame before, with the texts still in it.
      const found = await look();
      return found.length > 0 ? look() : found;
    });
    nothing(found);
  });
}
