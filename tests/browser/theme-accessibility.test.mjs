// Accessibility of every page: axe reports nothing in any language, light and dark, wide and narrow.

import { test } from "node:test";

import { AXE, violations } from "./axe.mjs";
import { SAMPLES, nothing, published } from "./published.mjs";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Rules whose result depends on colours only. Text needs a contrast of 7:1, large text 4.5:1: level AAA of WCAG. */
const COLOUR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

const scene = published();

test("axe reports nothing on any page", async (t) => {
  const context = await scene.reader(t);
  await context.addInitScript(AXE);
  const found = await scene.findings(context, scene.pages, async (tab) => {
    const all = [];
    const check = async (colorScheme, viewport, rules) => {
      await tab.emulateMedia({ colorScheme });
      await tab.setViewportSize(viewport);
      const findings = await violations(tab, rules);
      all.push(...findings.map(([kind, example]) => [`${kind}, ${colorScheme}, ${viewport.width} px`, example]));
    };
    await check("light", WIDE);
    await check("dark", WIDE, COLOUR_RULES);
    await check("dark", NARROW);
    return all;
  });
  nothing(found);
});

/** Defines functions in the page that measure the contrast between texts and the pixels that are painted behind them. */
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

  /** Every visible line of text: its place, its colour, and the contrast that it needs. Labels in drawings need level AA only. */
  window.texts = () => {
    const found = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const element = nodes.currentNode.parentElement;
      const style = getComputedStyle(element);
      // The skip link is clipped until it has the focus.
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
  /** Resolves when the present state of the page is painted. */
  window.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  /** The texts with too little contrast, by a screenshot of the page without texts; nothing if a part of it is of an older frame. */
  window.faint = async (texts, png, marker) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const screen = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true });
    screen.drawImage(picture, 0, 0);
    for (const x of [0, picture.width - 1]) {
      const { data } = screen.getImageData(x, 0, 1, picture.height);
      for (let at = 0; at < data.length; at += 4) if (marker.some((part, index) => data[at + index] !== part)) return undefined;
    }
    return texts.flatMap(({ text, color, halo, needed, boxes }) => {
      const worst = boxes.map(({ x, y, width, height }) => {
        if (halo !== undefined) return ratio(color, halo);
        const { data } = screen.getImageData(x, y, Math.max(1, width), Math.max(1, height));
        const ratios = [];
        for (let at = 0; at < data.length; at += 4) ratios.push(ratio(color, luminance([data[at], data[at + 1], data[at + 2]])));
        // A few pixels, such as a line that touches the letters, do not make them hard to read.
        return ratios.sort((a, b) => a - b)[Math.floor(ratios.length * 0.05)];
      });
      const least = Math.min(...worst);
      return least < needed ? [["too little contrast", `${text} has ${least.toFixed(2)}:1 of ${needed}:1`]] : [];
    });
  };
}

/** The colour of the left and the right edge, which tells what is painted without texts from what is of an earlier frame. */
const MARKER = [1, 254, 3];

for (const colorScheme of ["light", "dark"]) {
  test(`text has enough contrast to the pixels behind it, ${colorScheme}`, async (t) => {
    const context = await scene.reader(t, { colorScheme, viewport: WIDE });
    await context.addInitScript(measureContrast);
    const found = await scene.findings(context, SAMPLES, async (tab) => {
      // The window is as high as the page, so that nothing scrolls for the screenshot.
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      await tab.setViewportSize({ width: WIDE.width, height });
      await tab.evaluate(async () => {
        // Fonts and pictures are loaded and the larger window is laid out before texts are measured.
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
        content: `* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; transition: none !important }
          text { opacity: 0 }
          html::before { content: ""; position: fixed; inset: 0; border: solid rgb(${MARKER}); border-width: 0 1px; z-index: 2147483647; pointer-events: none }`,
      });
      // A busy browser can return a frame from before the style sheet, or one that is not painted everywhere: what is found, it finds twice.
      for (let last; ; ) {
        await tab.evaluate(() => painted());
        const png = (await tab.screenshot({ scale: "css" })).toString("base64");
        const found = await tab.evaluate(({ png, marker }) => faint(measured, png, marker), { png, marker: MARKER });
        if (found?.length === 0 || (found && `${found}` === last)) return found;
        last = found && `${found}`;
      }
    });
    nothing(found);
  });
}
