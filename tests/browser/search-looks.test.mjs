// How the search looks with results in it: in every language, on narrow and wide screens, light, dark and in forced colours, at 400 % zoom.

import { test } from "node:test";

import { AXE, violations } from "./axe.mjs";
import { cutOff } from "./layout.mjs";
import { LANGUAGES, nothing, published } from "./published.mjs";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };
// A window of 1280 × 1024 pixels at 400 %.
const ZOOMED = { width: 320, height: 256 };
const QUERIES = { kk: "марқакөл", ru: "маркаколь", zh: "喀纳斯", en: "markakol" };

const scene = published();

/** Ways to results, each with how many of them there are. */
const states = {
  "the field in the header": async (tab, language) => {
    await tab.goto(`${language}/about/`);
    await tab.locator(".search-link").click();
    await tab.keyboard.type(QUERIES[language]);
    await tab.getByRole("option").first().waitFor();
    await tab.locator(".search:not([aria-busy])").waitFor();
    await tab.keyboard.press("ArrowDown");
  },
  "the field without results": async (tab, language) => {
    await tab.goto(`${language}/about/`);
    await tab.locator(".search-link").click();
    await tab.keyboard.type("zzzzzz");
    await tab.locator(".search .search-note:visible").waitFor();
  },
  "the search page": async (tab, language) => {
    await tab.goto(`${language}/search/?q=${encodeURIComponent(QUERIES[language])}`);
    await tab.locator(".hit").first().waitFor();
  },
  "the search page with an offer": async (tab, language) => {
    await tab.goto(`${language}/search/?q=vfhrfrjkm&month=7`);
    await tab.locator(".found .search-note a").waitFor();
  },
};

/** Calls `check` in each state and language, and fails if it returns findings. */
async function inEach(t, settings, check) {
  const context = await scene.reader(t, settings);
  await context.addInitScript(AXE);
  const tab = await context.newPage();
  const found = [];
  for (const language of LANGUAGES) {
    for (const [state, open] of Object.entries(states)) {
      await open(tab, language);
      found.push(...(await check(tab)).map((finding) => `${language}, ${state}: ${finding.join(", ")}`));
    }
  }
  nothing(found);
}

for (const [name, settings] of Object.entries({
  "light and wide": { viewport: WIDE },
  "dark and narrow": { viewport: NARROW, colorScheme: "dark" },
})) {
  test(`axe reports nothing while there are results, ${name}`, (t) => inEach(t, settings, (tab) => violations(tab)));
}

for (const viewport of [NARROW, ZOOMED, WIDE]) {
  test(`nothing is cut off while there are results, ${viewport.width} px`, (t) =>
    inEach(t, { viewport }, async (tab) => {
      // Excerpts in the field are shortened to two lines on purpose.
      const found = await cutOff(tab);
      return found.filter(([kind, example]) => kind !== "cut off" || !example.includes("hit-excerpt"));
    }));
}

for (const colorScheme of ["light", "dark"]) {
  test(`marked words can be read in forced colours, ${colorScheme}`, (t) =>
    inEach(t, { colorScheme, forcedColors: "active" }, (tab) =>
      tab.evaluate(() => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        const luminance = (color) => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const parts = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style.background = "Canvas";
        const ground = getComputedStyle(probe).backgroundColor;
        probe.remove();
        const faint = [];
        for (const mark of document.querySelectorAll("mark")) {
          const [one, other] = [luminance(getComputedStyle(mark).color), luminance(ground)].sort((a, b) => b - a);
          if ((one + 0.05) / (other + 0.05) < 7) faint.push(["cannot be read", mark.outerHTML]);
        }
        return faint;
      }),
    ));
}
