// The search as readers use it, in the site of this repository: the field in the header and the search page, by mouse, keyboard and screen reader.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES, published } from "./published.mjs";

const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

const scene = published();

/** A tab under a strict content security policy, and what it complains of. */
async function open(t, settings) {
  const context = await scene.reader(t, settings);
  const complaints = [];
  context.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  context.on("weberror", (error) => complaints.push(String(error.error())));
  await context.route("**/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
  });
  const tab = await context.newPage();
  return { tab, complaints, context };
}

const search = (tab) => tab.locator(".search-link");
const field = (tab) => tab.locator("[name=q]:visible");
const options = (tab) => tab.getByRole("option");
const titles = (tab) => tab.locator(".hit h3").allTextContents();
/** Waits until the list of the field in the header is complete. */
const complete = (tab) => tab.locator(".search:not([aria-busy])").waitFor();

/** Waits until the search page has answered, and returns the titles of the results. */
async function answered(tab) {
  await tab.locator(".find:not([aria-busy]) ~ .find-answer.answered .found:visible").waitFor();
  return titles(tab);
}

/** What people type, by language, and the page that is to be among the first three. */
const QUERIES = {
  kk: [
    ["Марқакөл", "destinations/markakol/"],
    ["Марқакөлге", "destinations/markakol/"],
    ["markakol", "destinations/markakol/"],
    ["马尔卡科", "destinations/markakol/"],
    ["Korgas", "destinations/horgos/"],
  ],
  ru: [
    ["маркаколь", "destinations/markakol/"],
    ["маркаколе", "destinations/markakol/"],
    ["Маркоколь", "destinations/markakol/"],
    ["канас", "destinations/kanas/"],
    ["霍尔果斯", "destinations/horgos/"],
  ],
  zh: [
    ["喀纳斯", "destinations/kanas/"],
    ["kanasi", "destinations/kanas/"],
    ["赛里木湖", "destinations/sayram/"],
    ["Хоргос", "destinations/horgos/"],
    ["huoerguosi", "destinations/horgos/"],
  ],
  en: [
    ["markakol", "destinations/markakol/"],
    ["kanas lake", "destinations/kanas/"],
    ["Lake Sayrm", "destinations/sayram/"],
    ["Қорғас", "destinations/horgos/"],
    ["喀纳斯湖", "destinations/kanas/"],
  ],
};

test("what people type is found among the first three, in every language", async (t) => {
  for (const language of LANGUAGES) {
    const { tab, complaints } = await open(t);
    await tab.goto(`${language}/search/`);
    for (const [query, page] of QUERIES[language]) {
      await field(tab).fill(query);
      await tab.locator(".hit").filter({ has: tab.locator(`h3 a[href$="/${language}/${page}"]`) }).first().waitFor();
      await answered(tab);
      const urls = await tab.locator(".hit h3 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const place = urls.indexOf(`/${language}/${page}`);
      assert.ok(place >= 0 && place < 3, `${language} ${query}: ${urls.slice(0, 4)}`);
    }
    assert.deepEqual(complaints, []);
  }
});

test("nothing is loaded until the reader opens the search", async (t) => {
  const { tab } = await open(t);
  const loaded = [];
  tab.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await tab.goto("kk/about/");
  const early = loaded.filter((url) => /search/.test(url) && !/search\/(open|search)\.[0-9a-f]{10}\.(js|css)$/.test(url));
  assert.deepEqual(early, []);
  const [index] = await Promise.all([tab.waitForRequest(/kk\/search\/.*bin/), search(tab).click()]);
  assert.ok(index);
});

test("the field in the header is a combobox that is used by keyboard", async (t) => {
  const { tab, complaints } = await open(t);
  await tab.goto("ru/about/");
  await search(tab).focus();
  await tab.keyboard.press("Enter");
  const combobox = tab.getByRole("combobox", { name: "Поиск" });
  await tab.keyboard.type("маркаколь");
  await options(tab).first().waitFor();
  await complete(tab);
  const active = () => tab.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.querySelector("strong").textContent);
  const selected = () => tab.locator("[role=option][aria-selected=true]").count();
  assert.equal(await combobox.getAttribute("aria-expanded"), "true");
  assert.equal(await active(), undefined, "nothing is chosen before a key");
  await tab.keyboard.press("ArrowDown");
  assert.equal(await active(), "Маркаколь");
  assert.equal(await selected(), 1);
  const count = await options(tab).count();
  assert.ok(count > 1);
  await tab.keyboard.press("ArrowUp");
  assert.equal(await selected(), 0, "before the first option is the field");
  await tab.keyboard.press("ArrowUp");
  assert.equal(await options(tab).last().getAttribute("aria-selected"), "true");
  for (const key of ["Home", "End"]) {
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press(key);
    assert.equal(await selected(), 0, `${key} moves the caret`);
    assert.equal(await combobox.evaluate((input) => input.selectionStart), key === "Home" ? 0 : "маркаколь".length);
  }
  await tab.keyboard.press("Escape");
  assert.equal(await combobox.getAttribute("aria-expanded"), "false");
  assert.equal(await options(tab).count(), 0, "the list is closed");
  await tab.keyboard.press("Escape");
  assert.ok(await combobox.isHidden());
  assert.ok(await search(tab).evaluate((link) => link === document.activeElement), "the focus is where it was");
  await tab.keyboard.press("Enter");
  assert.equal(await combobox.inputValue(), "маркаколь", "the query stays in the field");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ru/destinations/markakol/");
  assert.deepEqual(complaints, []);
});

test("the list begins with the first results, and the others follow", async (t) => {
  const { tab, complaints } = await open(t);
  await tab.goto("en/about/");
  await search(tab).click();
  const list = tab.locator(".search [role=listbox]");
  // Before anything is typed, no list is seen, though one is laid out.
  assert.ok(await list.isHidden());
  const counts = await list.evaluateHandle((list) => {
    const counts = [];
    new MutationObserver(() => list.childElementCount && counts.push(list.childElementCount)).observe(list, { childList: true });
    return counts;
  });
  await tab.keyboard.type("lake");
  await options(tab).filter({ hasText: /^All results/ }).waitFor();
  await complete(tab);
  const seen = await counts.jsonValue();
  assert.deepEqual([seen[0], seen.at(-1)], [3, 8], `${seen}`);
  const ids = await options(tab).evaluateAll((options) => options.map(({ id }) => id));
  assert.equal(new Set(ids).size, 8, `${ids}`);
  assert.deepEqual(complaints, []);
});

test("leaving the field closes it, and a click beside an option does not", async (t) => {
  const { tab } = await open(t);
  await tab.goto("en/about/");
  await search(tab).click();
  await tab.keyboard.type("xyzzyx");
  const note = tab.locator(".search .search-note");
  await note.waitFor();
  assert.equal(await tab.getByRole("combobox").getAttribute("aria-expanded"), "false", "there is no list");
  await note.click();
  assert.ok(await note.isVisible());
  await tab.locator("h1").click();
  await tab.getByRole("combobox").waitFor({ state: "hidden" });
});

test("screen readers are told how many results there are, and of what", async (t) => {
  const { tab } = await open(t);
  await tab.goto("en/about/");
  await search(tab).click();
  await tab.keyboard.type("markakol");
  const status = tab.locator(".search [role=status]");
  await tab.waitForFunction(() => document.querySelector(".search [role=status]").textContent !== "");
  assert.match(await status.textContent(), /^Results: \d+$/);
  const list = tab.getByRole("listbox", { name: "Results" });
  const first = list.getByRole("option").first();
  assert.match(await first.textContent(), /^Lake Markakol/);
  const tree = await tab.locator(".search").ariaSnapshot();
  assert.match(tree, /combobox "Search" \[expanded\]/);
  assert.match(tree, /option "Lake Markakol/);
});

test("a query can be linked, and back leads to the one before", async (t) => {
  const { tab, complaints } = await open(t);
  await tab.goto("en/about/");
  await search(tab).click();
  await tab.keyboard.type("kanas");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/en/search/?q=kanas");
  const kanas = await answered(tab);
  assert.equal(kanas[0], "Kanas Lake");
  assert.equal(await field(tab).inputValue(), "kanas", "the query stays in the field");
  assert.match(await tab.title(), /^kanas · /);
  await field(tab).fill("horgos");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/en/search/?q=horgos");
  await tab.locator(".hit h3", { hasText: "Horgos" }).first().waitFor();
  await tab.locator("select[name=kind]").selectOption("crossing");
  await tab.waitForURL("**/en/search/?q=horgos&kind=crossing");
  const link = await tab.locator(".languages a[hreflang=ru]").getAttribute("href");
  assert.match(link, /\/ru\/search\/\?q=horgos&kind=crossing$/, "the other languages answer the same query");
  await tab.goBack();
  await tab.waitForURL("**/en/search/?q=horgos");
  assert.equal(await tab.locator("select[name=kind]").inputValue(), "");
  await tab.goBack();
  await tab.waitForURL("**/en/search/?q=kanas");
  await tab.locator(".hit h3", { hasText: "Kanas" }).first().waitFor();
  assert.equal(await field(tab).inputValue(), "kanas");
  await tab.goForward();
  await tab.waitForURL("**/en/search/?q=horgos");
  await tab.locator(".hit h3", { hasText: "Horgos" }).first().waitFor();
  await tab.reload();
  await answered(tab);
  assert.equal(await field(tab).inputValue(), "horgos");
  assert.deepEqual(complaints, []);
});

test("filters leave what they say, count it, and are in the address", async (t) => {
  const { tab } = await open(t);
  await tab.goto("ru/search/?region=xinjiang&month=7");
  await answered(tab);
  const all = Number((await tab.locator(".found > h2").textContent()).match(/\d+/)[0]);
  const kind = tab.locator("select[name=kind]");
  const [first] = await kind.locator("option:not([value='']):not([hidden])").all();
  const [, name, count] = (await first.textContent()).match(/^(.+) \((\d+)\)$/);
  assert.ok(name && Number(count) <= all);
  assert.match(await tab.locator("select[name=region] option:checked").textContent(), /^Синьцзян/);
  await kind.selectOption(await first.getAttribute("value"));
  await tab.waitForURL(/region=xinjiang/);
  await tab.locator(".found > h2", { hasText: new RegExp(`: ${count}$`) }).waitFor();
  assert.equal((await titles(tab)).length, Number(count));
  await tab.getByRole("button", { name: "Сбросить фильтры" }).click();
  await tab.waitForURL("**/ru/search/");
  assert.ok(await tab.locator(".browse").isVisible());
});

test("the map shows the places that were found", async (t) => {
  const { tab } = await open(t, { viewport: { width: 1280, height: 900 } });
  await tab.goto("en/search/");
  const marks = () => tab.locator(".find-answer > .map-figure .map-place:visible").count();
  const all = await marks();
  assert.ok(all > 10, `${all}`);
  await field(tab).fill("kanas");
  await answered(tab);
  const shown = await marks();
  assert.ok(shown > 0 && shown < all, `${shown} of ${all}`);
  assert.ok(await tab.locator('.map-place:visible[href$="/en/destinations/kanas/"]').count());
});

test("a wrong keyboard layout is offered as a link", async (t) => {
  const { tab } = await open(t);
  await tab.goto("ru/search/?q=vfhrfrjkm");
  const offer = tab.locator(".found .search-note a");
  assert.match(await offer.textContent(), /«маркаколь»/);
  await offer.click();
  await tab.waitForURL((url) => url.searchParams.get("q") === "маркаколь");
  assert.equal((await answered(tab))[0], "Маркаколь");
});

test("a failure to load is told, and trying again helps", async (t) => {
  const { tab, context } = await open(t);
  let broken = true;
  await context.route("**/*.bin", (route) => (broken ? route.abort() : route.fallback()));
  await tab.goto("en/search/?q=kanas");
  const again = tab.getByRole("button", { name: "Try again" });
  await again.waitFor();
  broken = false;
  await again.click();
  await tab.locator(".hit").first().waitFor();
  assert.ok(await again.isHidden());
});

test("whatever is typed, nothing is injected and nothing fails", async (t) => {
  const { tab, complaints } = await open(t);
  const odd = [
    "a".repeat(10_000),
    `"'\`<img src=x onerror=alert(1)>`,
    "</script><script>alert(1)</script>",
    "{count} $& $1 {text}",
    "🏔️🦌 湖 көл lake озеро",
    "\u202Eмаркаколь\u202C \u200F\u061C",
    "\u0000\uFFFD\uD800",
    "%E0%A4%A",
    "   ",
    "__proto__ constructor",
  ];
  const elements = () => tab.evaluate(() => document.querySelectorAll("script, img[src=x]").length);
  for (const language of ["kk", "zh"]) {
    await tab.goto(`${language}/search/`);
    const before = await elements();
    for (const query of odd) {
      await field(tab).evaluate((input, query) => {
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, query);
      await tab.locator(".find:not([aria-busy])").waitFor();
      assert.equal(await elements(), before, query);
    }
    await tab.goto(`${language}/search/?q=${encodeURIComponent(odd[1])}&kind=${encodeURIComponent(odd[2])}&month=__proto__&region=`);
    await answered(tab);
    assert.equal(await elements(), before);
  }
  assert.deepEqual(complaints, []);
});

test("without the script the search page says how to find things, and links lead to it", async (t) => {
  const { tab } = await open(t, { javaScriptEnabled: false });
  await tab.goto("kk/about/");
  await search(tab).click();
  await tab.waitForURL("**/kk/search/");
  assert.ok(await tab.locator("noscript p", { hasText: "JavaScript керек" }).isVisible());
  assert.ok(await tab.locator(".find").isHidden());
  assert.ok(await tab.locator('.browse a[href="/kk/tags/lake/"]').isVisible());
  assert.ok((await tab.locator(".map-place:visible").count()) > 10);
});

test("nothing shifts when results come without the reader's doing", async (t) => {
  const { tab } = await open(t, { viewport: { width: 1280, height: 900 } });
  await tab.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value))).observe({ type: "layout-shift", buffered: true });
  });
  for (const page of ["en/search/", "en/search/?q=lake"]) {
    await tab.goto(page);
    if (page.includes("?")) await answered(tab);
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));
    const shift = await tab.evaluate(() => window.shift);
    assert.ok(shift < 0.001, `${page}: ${shift}`);
  }
});
