// The state of translations in the panel and in the view that compares languages, and how they are accepted there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findings, preview, run, until } from "./preview.mjs";
import { LANGUAGES, page } from "./site.mjs";

const FOLDER = "content/places/lake";
const SOURCE = `${FOLDER}/index.ru.md`;
const RECORD = `${FOLDER}/translations.toml`;

const filler = (word) => Array.from({ length: 12 }, (_, index) => `${word} ${index + 1}. ${`${word} `.repeat(60)}`).join("\n\n");
const RUSSIAN = `Озеро в горах.\n\n${filler("Слово")}\n\n## Дорога {#way}\n\nАвтобус идёт *4 часа*.\n\nПалатки есть.`;
const FILES = {
  [SOURCE]: page("Озеро", RUSSIAN),
  [`${FOLDER}/index.kk.md`]: page("Көл", `Таудағы көл.\n\n${filler("Сөз")}\n\n## Жол {#way}\n\nАвтобус *4 сағат* жүреді.\n\nШатыр бар.`),
  [`${FOLDER}/index.zh.md`]: page("湖", `山中的湖。\n\n${filler("文字")}\n\n## 路线 {#way}\n\n乘汽车*4小时*。\n\n有帐篷。`),
  [`${FOLDER}/index.en.md`]: page("Lake", `A lake in the mountains.\n\n${filler("Word")}\n\n## Way {#way}\n\nThe bus takes *4 hours*.\n\nThere are “tents”.`),
};
/** The source after an edit: one paragraph is changed, one is new, and the last one of the translation has lost its source. */
const EDITED = page("Озеро", RUSSIAN.replace("4 часа", "5 часов").replace("Озеро в горах.", "Озеро в горах.\n\nВода прозрачная и холодная."));

/** A site whose translations were accepted before its source was edited. */
const edited = (t, options = {}) =>
  preview(t, {
    files: FILES,
    prepare: (site) => {
      run(site.folder, "translate", "accept", "--all");
      site.write(SOURCE, EDITED);
    },
    ...options,
  });

const WORDS = {
  kk: {
    toggle: "Алдын ала қарау, 1 үзінді ескірген, 1 үзінді аударылмаған",
    stale: "ескірген: түпнұсқасы өзгерді",
    show: "Беттен көрсету",
    accept: "Қабылдау",
    minor: "Ұсақ түзету деп қабылдау",
    undo: "Болдырмау",
    blocks: "Үзінділер",
    done: "Бәрі түпнұсқаға сай.",
  },
  ru: {
    stale: "устарел: исходный текст изменился",
    show: "Показать на странице",
    accept: "Принять",
    minor: "Принять: правка мелкая",
    undo: "Отменить",
    blocks: "По фрагментам",
    done: "Всё соответствует исходному тексту.",
  },
  zh: { stale: "已过时：原文有改动", show: "在页面中显示", accept: "确认", minor: "按小改动确认", undo: "撤销", blocks: "逐段", done: "全部与原文一致。" },
  en: {
    stale: "stale: the source has changed",
    show: "Show on the page",
    accept: "Accept",
    minor: "Accept as minor",
    undo: "Undo",
    blocks: "Block by block",
    done: "Everything is up to date.",
  },
};

const open = async (scene, settings) => {
  const tab = await scene.open("/en/places/lake/", settings);
  await tab.locator("#toggle").click();
  await tab.locator("#panel .blocks li").first().waitFor();
  return tab;
};

const compare = async (scene, address, { language } = {}) => {
  const tab = await scene.context.newPage();
  if (language) await tab.addInitScript((tag) => localStorage.setItem("sapar-panel-language", tag), language);
  await tab.goto(new URL(`_sapar/compare/${address}`, scene.address).href);
  return tab;
};

/** The states of the blocks that a comparison shows for a language. */
const states = (tab, language) =>
  tab.locator(`section[data-language=${language}] .pair`).evaluateAll((all) => all.map((one) => one.className.replace("pair ", "")));

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`the panel shows what there is to do on the translation, accepts it, and undoes that, in ${language}`, async (t) => {
    const scene = await edited(t);
    const tab = await open(scene, { language });
    assert.equal(await tab.locator("#toggle .work").textContent(), "2");
    if (words.toggle) assert.ok((await tab.locator("#toggle .spoken").textContent()).startsWith(words.toggle));
    const stale = tab.locator("#panel .blocks li.stale");
    await stale.getByText(words.stale).waitFor();
    assert.deepEqual(await stale.locator("del, ins").evaluateAll((all) => all.map((one) => `${one.localName} ${one.lastChild.textContent}`)), [
      "del 4",
      "ins 5",
      "del часа",
      "ins часов",
    ]);
    assert.equal(await stale.locator(".line > span").first().getAttribute("lang"), "ru");
    const before = scene.read(RECORD);
    await stale.getByRole("button", { name: words.accept, exact: true }).click();
    await tab.locator("#panel .blocks li.stale").waitFor({ state: "detached" });
    assert.notEqual(scene.read(RECORD), before);
    assert.equal(await tab.locator("#toggle .work").textContent(), "1");
    await tab.locator("#edits").getByRole("button", { name: words.undo }).click();
    await stale.waitFor();
    assert.equal(scene.read(RECORD), before);
  });

  test(`translations are accepted block by block and as a whole beside their sources, in ${language}`, async (t) => {
    const scene = await edited(t);
    const tab = await compare(scene, "en/places/lake/?languages=ru,kk,en", { language });
    await tab.getByRole("radio", { name: words.blocks }).check();
    for (const tag of ["kk", "en"]) {
      await tab.locator(`section[data-language=${tag}] .pair`).first().waitFor();
      assert.deepEqual(await states(tab, tag), ["missing", "stale"]);
    }
    const english = tab.locator("section[data-language=en].translation");
    await english.locator("li.stale").getByRole("button", { name: words.minor, exact: true }).click();
    // A minor edit is one in every language.
    for (const tag of ["kk", "en"]) await until(async () => (await states(tab, tag)).join() === "missing", `${tag} is accepted`);
    await tab.locator("#edits").getByRole("button", { name: words.undo }).click();
    for (const tag of ["kk", "en"]) await until(async () => (await states(tab, tag)).join() === "missing,stale", `${tag} is as before`);
    scene.write(SOURCE, FILES[SOURCE].replace("4 часа", "5 часов"));
    await until(async () => (await states(tab, "en")).join() === "stale", "the new paragraph is gone");
    await english.locator("header [data-job=accept]").click();
    await english.getByText(words.done).waitFor();
    assert.deepEqual([await states(tab, "en"), await states(tab, "kk")], [[], ["stale"]]);
    await tab.locator(".bar input[type=checkbox]").last().uncheck();
    await until(async () => (await states(tab, "en")).length === 17, "all blocks are shown");
  });
}

test("a block is found on the page, also where it would stand", async (t) => {
  const scene = await edited(t);
  const tab = await open(scene);
  const isVisible = (text) =>
    tab.locator(".prose p", { hasText: text }).evaluate((found) => {
      const { top, bottom } = found.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  assert.equal(await isVisible("The bus takes"), false);
  await tab.locator("#panel .blocks li.stale").getByRole("button", { name: "Show on the page" }).click();
  await until(() => isVisible("The bus takes"), "the paragraph is shown");
  assert.equal(await tab.evaluate(() => CSS.highlights.get("sapar-shown").size), 1);
  await tab.locator("#panel .blocks li.missing").getByRole("button", { name: "Show on the page" }).click();
  await until(() => isVisible("A lake in the mountains."), "what is before it is shown");
  // The page is what the server sent.
  const sent = await tab.evaluate(async () => (await (await fetch(location.pathname)).text()).match(/<div class="prose">[^]*?<\/div>/)[0]);
  assert.equal(await tab.locator(".prose").evaluate((prose) => prose.outerHTML), sent);
});

test("what is up to date is told in one line", async (t) => {
  const scene = await preview(t, { files: FILES, prepare: (site) => run(site.folder, "translate", "accept", "--all") });
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("#toggle").click();
  await tab.locator("#panel").getByText("Everything is up to date.").waitFor();
  assert.equal(await tab.locator("#panel .blocks, #toggle .work").count(), 0);
  scene.write(SOURCE, EDITED);
  await tab.locator("#toggle .work").getByText("2").waitFor();
});

test("translations are accepted by keyboard, and the focus goes on to the next one", async (t) => {
  const scene = await edited(t, { files: FILES });
  scene.write(SOURCE, EDITED.replace("Палатки есть.", "Палаток много."));
  const tab = await compare(scene, "en/places/lake/?languages=ru,en&view=blocks");
  const english = tab.locator("section[data-language=en].translation");
  await until(async () => (await states(tab, "en")).join() === "missing,stale,stale", "the blocks");
  const focused = () => tab.evaluate(() => document.activeElement.id);
  // From the switch of the view by Tab alone.
  await tab.getByRole("radio", { name: "Block by block" }).focus();
  const accept = english.locator("li").getByRole("button", { name: "Accept", exact: true });
  const [first, second] = await accept.evaluateAll((all) => all.map(({ id }) => id));
  for (let presses = 0; (await focused()) !== first; presses++) {
    assert.ok(presses < 30, "the button is reached");
    await tab.keyboard.press("Tab");
  }
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid", "the focus is seen");
  await tab.keyboard.press("Enter");
  await until(async () => (await focused()) === second, "the focus is on the next one");
  await tab.getByRole("status").getByText("Accepted: one block, English").waitFor();
  await tab.keyboard.press("Space");
  await until(async () => (await focused()) === "edits", "the focus is on what was done");
  assert.deepEqual(await states(tab, "en"), ["missing"]);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await until(async () => (await states(tab, "en")).join() === "missing,stale", "one is undone");
});

test("a text that was written meanwhile is not accepted unread", async (t) => {
  const scene = await edited(t);
  const tab = await compare(scene, "en/places/lake/?languages=ru,en&view=blocks");
  const stale = tab.locator("section[data-language=en] li.stale");
  await stale.waitFor();
  const before = scene.read(RECORD);
  await tab.route("**/_sapar/accept", async (route) => {
    scene.write(SOURCE, EDITED.replace("5 часов", "6 часов"));
    await route.continue();
  });
  await stale.getByRole("button", { name: "Accept", exact: true }).click();
  await stale.locator("ins").getByText("6").waitFor();
  assert.equal(scene.read(RECORD), before);
});

test("a block is shown in the pages of both languages", async (t) => {
  const scene = await edited(t);
  const tab = await compare(scene, "en/places/lake/?languages=en&view=blocks");
  await tab.locator("section[data-language=en] li.stale").getByRole("button", { name: "Show on the pages" }).click();
  for (const [language, text] of [
    ["ru", "Автобус идёт"],
    ["en", "The bus takes"],
  ]) {
    const found = tab.frameLocator(`section[data-language=${language}] iframe`).locator("p", { hasText: text });
    await until(
      () =>
        found.evaluate((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight && CSS.highlights.has("sapar-stale");
        }),
      language,
    );
  }
});

for (const colorScheme of ["light", "dark"]) {
  for (const language of LANGUAGES) {
    test(`translations are accessible and fit, ${colorScheme}, in ${language}`, async (t) => {
      const scene = await edited(t, { settings: { colorScheme, viewport: { width: 320, height: 640 } } });
      const tab = await open(scene, { language });
      assert.deepEqual(await findings(scene, tab, { include: [["sapar-panel"]] }), []);
      const wide = (where) => tab.locator(where).evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      assert.equal(await wide("#panel"), 0);
      const compared = await compare(scene, "en/places/lake/?languages=ru,kk,zh,en&view=blocks", { language });
      await compared.locator("section[data-language=en] .pair").first().waitFor();
      for (const width of [320, 768, 1280]) {
        await compared.setViewportSize({ width, height: 800 });
        assert.ok(await compared.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `it fits ${width} pixels`);
        assert.deepEqual(await findings(scene, compared, { exclude: [["iframe"]] }), []);
      }
    });
  }
}
