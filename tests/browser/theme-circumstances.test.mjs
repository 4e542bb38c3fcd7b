// Pages without scripts, with fonts that load late, and in print.

import assert from "node:assert/strict";
import { test } from "node:test";

import { KINDS, LANGUAGES, SAMPLES, nothing, published } from "./published.mjs";

const scene = published();
const NARROW = { width: 320, height: 640 };

test("without scripts every page shows the same text as with them", async (t) => {
  const [scripted, plain] = [await scene.reader(t), await scene.reader(t, { javaScriptEnabled: false })];
  const other = await scripted.newPage();
  // The search page says instead how to find things without it.
  for (const page of SAMPLES.filter((page) => !page.endsWith("search/"))) {
    const tab = await plain.newPage();
    await Promise.all([tab.goto(page), other.goto(page)]);
    const shown = (tab) => tab.locator("body").innerText();
    assert.equal(await shown(tab), await shown(other), `/${page}`);
    await tab.close();
  }
});

test("without scripts the menu and the language switcher work on the narrowest screen", async (t) => {
  const context = await scene.reader(t, { javaScriptEnabled: false, viewport: NARROW });
  for (const language of LANGUAGES) {
    const tab = await context.newPage();
    /** Follows a link in the header, after opening the menu if that hides it. */
    const follow = async (selector) => {
      const shown = tab.getByRole("banner").locator(selector).filter({ visible: true });
      if ((await shown.count()) === 0) await tab.getByRole("banner").locator("summary").click();
      await shown.first().click();
    };
    await tab.goto(`${language}/`);
    await follow(`a[href$="/${language}/routes/"]`);
    await tab.waitForURL(`**/${language}/routes/`);
    const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length];
    await follow(`a[hreflang^=${next}]`);
    await tab.waitForURL(`**/${next}/routes/`);
    await tab.close();
  }
});

test("without scripts the root page links to each language by its own name", async (t) => {
  const tab = await (await scene.reader(t, { javaScriptEnabled: false })).newPage();
  await tab.goto("");
  for (const name of ["Қазақша", "Русский", "中文", "English"]) assert.ok(await tab.getByRole("link", { name }).isVisible());
});

test("nothing shifts when fonts load late", async (t) => {
  let delayed = 0;
  for (const viewport of [NARROW, { width: 1280, height: 900 }]) {
    const context = await scene.reader(t, { viewport });
    await context.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
      window.painted = new Promise((resolve) => new PerformanceObserver(resolve).observe({ type: "paint", buffered: true }));
    });
    // Fonts are held back until the page has been painted without them.
    await context.route("**/*.woff2*", async (route) => {
      await route.request().frame().evaluate(() => window.painted);
      delayed++;
      await route.continue();
    });
    const pages = KINDS.flatMap((page) => LANGUAGES.map((language) => `${language}/${page}`));
    const found = await scene.findings(context, pages, async (tab) => {
      const shifts = await tab.evaluate(async () => {
        await document.fonts.ready;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
        return shifts.map(({ value, sources }) => [value, sources.map(({ node }) => (node?.parentElement ?? node)?.outerHTML.slice(0, 150)).join(" and ")]);
      });
      const sum = shifts.reduce((total, [value]) => total + value, 0);
      // A shift of less than a thousandth of the screen is not visible.
      return sum > 0.001 ? [[`shifts at ${viewport.width} px`, `${sum.toFixed(4)}: ${shifts[0][1]}`]] : [];
    });
    nothing(found);
  }
  const fonts = [...scene.files.keys()].filter((name) => name.endsWith(".woff2"));
  assert.equal(delayed > 0, fonts.length > 0, "the fonts of the theme were delayed");
});

test("the print is dark on white, without navigation, and has the facts and the map", async (t) => {
  const context = await scene.reader(t, { colorScheme: "dark" });
  const found = await scene.findings(context, SAMPLES.filter(Boolean), async (tab, page) => {
    await tab.emulateMedia({ media: "print", colorScheme: "dark" });
    const findings = await tab.evaluate(() => {
      const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const brightness = (color) => {
        canvas.fillStyle = "#fff";
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return Math.min(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
      };
      const texts = [...document.querySelectorAll("body *:not(svg *)")].filter(
        (element) => isShown(element) && !element.closest("[aria-hidden=true]") && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
      );
      const tag = (element) => element.cloneNode().outerHTML;
      const wanted = [...document.querySelectorAll("main h1, main > * > p, main dl, main svg.map, main table")].filter((element) => !element.closest("nav"));
      return [
        ...[document.documentElement, document.body].map((element) => [element, brightness(getComputedStyle(element).backgroundColor)])
          .filter(([, value]) => value < 250).map(([element]) => ["dark background", tag(element)]),
        ...texts.filter((element) => brightness(getComputedStyle(element).color) > 0x70).map((element) => ["pale text", tag(element)]),
        ...[...document.querySelectorAll("nav")].filter(isShown).map((element) => ["navigation", tag(element)]),
        // A page may have one map for narrow and one for wide paper.
        ...wanted.filter((element) => !isShown(element) && ![...(element.closest("figure")?.querySelectorAll("svg.map") ?? [])].some(isShown)).map((element) => ["not printed", tag(element)]),
      ];
    });
    const isPlace = /destinations\/markakol|routes\/almaty/.test(page);
    for (const part of isPlace ? ["main dl", "main svg.map"] : []) {
      if ((await tab.locator(part).count()) === 0) findings.push(["missing", part]);
    }
    return findings;
  });
  nothing(found);
});

test("a menu that was opened on a narrow screen closes when the screen becomes wide", async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await scene.reader(t, { javaScriptEnabled, viewport: NARROW });
    for (const language of LANGUAGES) {
      const tab = await context.newPage();
      await tab.goto(`${language}/`);
      const banner = tab.getByRole("banner");
      const shownLists = () => banner.locator(`a[href$="/${language}/routes/"]`).filter({ visible: true }).count();
      await banner.locator("summary").click();
      assert.equal(await shownLists(), 1, language);
      await tab.setViewportSize({ width: 1280, height: 900 });
      assert.ok(await banner.locator("details.menu").isHidden(), language);
      assert.equal(await shownLists(), 1, `${language}: the sections stand in the header once`);
      if (javaScriptEnabled) {
        await tab.locator("details.menu:not([open])").waitFor({ state: "attached" });
        await tab.setViewportSize(NARROW);
        assert.equal(await shownLists(), 0, `${language}: it is not open again`);
        await banner.locator("summary").click();
        await banner.locator(`a[href$="/${language}/routes/"]`).first().focus();
        await tab.keyboard.press("Escape");
        assert.equal(await shownLists(), 0, `${language}: Escape closes it`);
        assert.ok(await banner.locator("summary").evaluate((summary) => summary === document.activeElement), language);
      }
      await tab.close();
    }
  }
});
