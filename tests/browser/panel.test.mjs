// The panel shows the site's mistakes, in the reader's language, and drops them once they are corrected.

import assert from "node:assert/strict";
import { test } from "node:test";

import { preview, until } from "./preview.mjs";
import { LANGUAGES, page } from "./site.mjs";

const LAKE = "content/places/lake/index.en.md";
const TEMPLATE = "themes/small/templates/page.html";
const MESSAGES = "themes/small/locales/en/small.ftl";

/** The panel's words for the page and for each kind of mistake. */
const WORDS = {
  kk: {
    page: "Осы бет2 қате",
    stale: "соңғы жарамды нұсқасы",
    toml: "Lake мәтіні тырнақшасыз тұр",
    key: "белгісіз кілт: colour",
    filter: "nonsense деген сүзгі жоқ",
    message: "хабарламалар оқылмады",
    total: "Алдын ала қарау, 2 қате",
  },
  ru: {
    page: "Эта страница2 ошибки",
    stale: "последняя рабочая версия",
    toml: "текст Lake стоит без кавычек",
    key: "неизвестный ключ colour",
    filter: "фильтра nonsense нет",
    message: "не удалось прочитать сообщения",
    total: "Предпросмотр, 2 ошибки",
  },
  zh: {
    page: "本页2个错误",
    stale: "最后一个正常版本",
    toml: "文本 Lake 没有加引号",
    key: "未知的键 colour",
    filter: "没有名为 nonsense 的过滤器",
    message: "无法读取消息",
    total: "预览, 2个错误",
  },
  en: {
    page: "This page2 errors",
    stale: "last good version",
    toml: "the text Lake is not in quotation marks",
    key: "unknown key colour",
    filter: "there is no filter nonsense",
    message: "the messages cannot be read",
    total: "Preview, 2 errors",
  },
};

/** The panel's item with this text. */
const item = (tab, words) => tab.locator("#panel .diagnostics li").filter({ hasText: words }).first();

const closed = (tab) => tab.locator("#panel").waitFor({ state: "detached" });

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`broken front matter is reported in ${language} over the last good page, until it is corrected`, async (t) => {
    const scene = await preview(t);
    const tab = await scene.open("/en/places/lake/", { language });
    await tab.evaluate(() => scrollTo(0, 400));
    const good = scene.read(LAKE);
    scene.write(LAKE, good.replace('"Lake en"', "Lake"));

    const reported = item(tab, words.toml);
    await reported.waitFor();
    assert.match(await reported.locator(".place").textContent(), new RegExp(`^${LAKE}:2:`));
    assert.equal(await reported.locator(".line").textContent(), "title = Lake");
    assert.equal(await tab.locator("sapar-panel .preview").getAttribute("lang"), language);
    await tab.locator("#panel .states").getByText(words.stale).waitFor();
    assert.equal(await tab.locator("h1").textContent(), "Lake en", "the last good page stays");
    assert.equal(await tab.evaluate(() => scrollY), 400);

    scene.write(LAKE, good.replace("Lake en", "Lake mended"));
    await tab.getByRole("heading", { name: "Lake mended" }).waitFor({ state: "attached" });
    await closed(tab);
    assert.equal(await tab.evaluate(() => scrollY), 400);
  });

  test(`each mistake is reported in ${language} with its line and column, and all are counted`, async (t) => {
    const scene = await preview(t);
    const tab = await scene.open("/en/places/lake/", { language });
    scene.write(LAKE, page("Lake", "[Nowhere](/nowhere/)", 'colour = "blue"\n'));

    const reported = item(tab, words.key);
    await reported.waitFor();
    assert.equal(await reported.locator(".place").textContent(), `${LAKE}:3:1`);
    assert.equal(await reported.locator(".line").textContent(), 'colour = "blue"');
    assert.equal(await reported.locator("mark").textContent(), "colour");
    await item(tab, "/nowhere/").waitFor();
    await until(async () => (await tab.locator("#toggle .spoken").textContent()) === words.total, words.total);
    assert.equal(await tab.locator("#panel h3").first().textContent(), words.page);
  });

  test(`a broken template is reported in ${language} over the last good page, until it is corrected`, async (t) => {
    const scene = await preview(t);
    const tab = await scene.open("/en/places/lake/", { language });
    const good = scene.read(TEMPLATE);
    scene.write(TEMPLATE, `${good}{% block list %}{{ page.title | nonsense }}{% endblock list %}\n`);

    const reported = item(tab, words.filter);
    await reported.waitFor();
    assert.match(await reported.locator(".place").textContent(), new RegExp(`^${TEMPLATE}:2:`));
    assert.equal(await reported.locator("mark").textContent(), "nonsense");
    assert.equal(await tab.locator("h1").textContent(), "Lake en");

    scene.write(TEMPLATE, `${good}{% block list %}<p>Mended</p>{% endblock list %}\n`);
    await tab.locator("main").getByText("Mended").waitFor({ state: "attached" });
    await closed(tab);
  });

  test(`a broken message file is reported in ${language} until it is corrected`, async (t) => {
    const scene = await preview(t);
    const tab = await scene.open("/en/places/lake/", { language });
    scene.write(MESSAGES, "hello = Good { morning\n");

    const reported = item(tab, words.message);
    await reported.waitFor();
    assert.match(await reported.locator(".place").textContent(), new RegExp(`^${MESSAGES}:1:`));
    assert.equal(await tab.locator("h1").textContent(), "Lake en");

    scene.write(MESSAGES, "hello = Good morning\n");
    await tab.getByText("Good morning").waitFor();
    await closed(tab);
  });
}

test("the panel lists the state of the page in every language, with links", async (t) => {
  const scene = await preview(t, {
    files: {
      "content/places/lake/index.kk.md": null,
      "content/places/lake/index.zh.md": page("湖", "文字。", "draft = true\n"),
    },
    options: ["--drafts"],
  });
  const tab = await scene.open("/kk/places/lake/", { language: "en" });
  await tab.locator("#toggle").click();
  const states = tab.locator("#panel .languages li");
  await states.first().waitFor();
  const texts = (await states.allTextContents()).map((words) => words.replace(/\s+/g, " ").trim());
  assert.match(texts[0], /^Қазақша borrowed from: Русский/);
  assert.match(texts[1], /^Русский own text/);
  assert.match(texts[2], /^中文 draft/);
  await tab.locator("#panel .states").getByText("borrowed from another language").waitFor();
  await tab.locator("#panel .languages").getByRole("link", { name: "English" }).click();
  await tab.waitForURL("**/en/places/lake/");
});

test("drafts and pages with a future date are marked on the closed panel", async (t) => {
  const scene = await preview(t, {
    files: {
      "content/places/lake/index.zh.md": page("湖", "文字。", "draft = true\n"),
      "content/places/lake/facts.toml": "date = 2999-01-01\n",
    },
    options: ["--drafts"],
  });
  const tab = await scene.open("/zh/places/lake/", { language: "en" });
  assert.deepEqual(await tab.locator("#toggle .state").allTextContents(), ["draft", "from 2999-01-01"]);
  await tab.locator("#panel").waitFor({ state: "detached" });
  const other = await scene.open("/en/places/", { language: "en" });
  assert.deepEqual(await other.locator("#toggle .state").allTextContents(), []);
});

test("a page that is not published says why, and is shown at the press of a button until drafts are hidden", async (t) => {
  const scene = await preview(t, { files: { "content/places/lake/facts.toml": "draft = true\n" } });
  const tab = await scene.open("/en/places/lake/", { language: "ru" });
  await tab.getByRole("heading", { name: "This page is not published" }).waitFor();
  await tab.locator("main code").getByText("content/places/lake/facts.toml").waitFor();
  await tab.locator("#toggle").click();
  await tab.locator("#panel .notice").getByText("Это черновик").waitFor();
  await tab.getByRole("button", { name: "Show it in the preview" }).click();
  await tab.getByRole("heading", { name: "Lake en" }).waitFor();
  await tab.locator("#toggle .state").getByText("черновик").waitFor();
  await tab.locator("#toggle").click();
  await tab.getByRole("button", { name: "Скрыть черновики" }).click();
  await tab.getByRole("heading", { name: "This page is not published" }).waitFor();
  await tab.getByRole("button", { name: "Показать черновики" }).click();
  await tab.getByRole("heading", { name: "Lake en" }).waitFor();
});

test("the panel's language can be chosen, and is remembered", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/");
  await tab.locator("#toggle").click();
  await tab.locator("#language").selectOption("zh");
  await tab.locator("#panel").getByText("本页的语言").waitFor();
  assert.equal(await tab.locator("sapar-panel .preview").getAttribute("lang"), "zh");
  const next = await scene.open("/kk/");
  await next.locator("#toggle").click();
  await next.locator("#panel").getByText("本页的语言").waitFor();
});

test("keys open, close and hide the panel; focus is restored, and hiding is remembered", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("#name").focus();
  await tab.keyboard.press("Control+Backquote");
  await tab.locator("#panel").waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.localName), "sapar-panel");
  await tab.keyboard.press("Escape");
  await closed(tab);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "name");

  await tab.keyboard.press("Control+Shift+Backquote");
  await tab.locator("#toggle").waitFor({ state: "hidden" });
  await tab.reload();
  await until(() => tab.evaluate(() => document.querySelector("sapar-panel")?.shadowRoot.querySelector("#toggle")), "the panel");
  assert.equal(await tab.locator("#toggle").isVisible(), false);
  // A hidden panel does not open by itself.
  scene.write(LAKE, page("Lake", "[Nowhere](/nowhere/)"));
  await tab.locator(".prose").getByText("Nowhere").waitFor({ state: "attached" });
  assert.equal(await tab.locator("#toggle").isVisible(), false);
  await tab.keyboard.press("Control+Shift+Backquote");
  await tab.locator("#toggle").waitFor();
});

test("a mistake does not take the focus, and a closed panel stays closed until there is a new mistake", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("#name").focus();
  scene.write(LAKE, page("Lake", "[One](/nowhere/)"));
  await tab.locator("#panel").waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.id), "name");
  await tab.getByRole("button", { name: "Close" }).click();
  await closed(tab);
  // The same mistake on another line is not a new one.
  scene.write(LAKE, page("Lake", "Above.\n\n[One](/nowhere/)"));
  await tab.locator(".prose").getByText("Above.").waitFor({ state: "attached" });
  await until(async () => (await tab.locator("#toggle .errors").textContent()) === "1", "the number");
  assert.equal(await tab.locator("#panel").count(), 0);
  scene.write(LAKE, page("Lake", "[One](/nowhere/) and [two](/no-place/)"));
  await tab.locator("#panel").waitFor();
  scene.write(LAKE, page("Lake", "All is well."));
  await tab.locator("#toggle .errors").waitFor({ state: "detached" });
});

test("the panel does not open for mistakes that were there before the page was opened", async (t) => {
  const scene = await preview(t, {
    files: { [LAKE]: page("Lake", "[One](/nowhere/)"), "content/other.en.md": page("Other", "[Two](/no-place/)") },
  });
  const tab = await scene.open("/en/");
  await until(async () => (await tab.locator("#toggle .errors").textContent()) === "2", "the number");
  assert.equal(await tab.locator("#panel").count(), 0);
  // Mistakes of other pages come after those of this page.
  await tab.locator("#toggle").click();
  const elsewhere = tab.locator("#panel h3").filter({ hasText: "Elsewhere on the site" });
  await elsewhere.waitFor();
  // What a look at the whole site has found is beside them.
  const places = tab.locator("#panel > .diagnostics .place");
  assert.deepEqual(await places.allTextContents(), ["content/other.en.md:4:7", `${LAKE}:4:7`]);
});

test("the panel can be moved to the other corner, and stays there", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/");
  const left = () => tab.locator("#toggle").evaluate((button) => button.getBoundingClientRect().left);
  assert.ok((await left()) > 500);
  await tab.locator("#toggle").click();
  await tab.getByRole("button", { name: "Move to the other corner" }).click();
  await until(async () => (await left()) < 100, "the other corner");
  await tab.reload();
  await tab.locator("#toggle").waitFor();
  assert.ok((await left()) < 100);
});

test("the page's styles do not affect the panel, and the panel does not affect the page or its print", async (t) => {
  const css =
    "h1 { color: rgb(1, 2, 3) }\nhtml > *, body * { display: block !important; opacity: .1 !important; transform: scale(3) !important }\n";
  const scene = await preview(t, { files: { "themes/small/static/css/main.css": css } });
  const tab = await scene.open("/en/");
  const button = await tab.locator("#toggle").evaluate((button) => {
    const { width, height } = button.getBoundingClientRect();
    const host = getComputedStyle(button.getRootNode().host);
    return { width, height, opacity: host.opacity, position: host.position };
  });
  assert.deepEqual(
    { ...button, width: button.width < 80, height: button.height < 60 },
    { width: true, height: true, opacity: "1", position: "fixed" },
  );
  const height = await tab.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
  await tab.evaluate(() => document.querySelector("sapar-panel").remove());
  assert.deepEqual(
    await tab.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]),
    height,
  );

  const printed = await scene.open("/en/");
  await printed.emulateMedia({ media: "print" });
  await printed.locator("#toggle").waitFor({ state: "hidden" });
});

test("a file is opened in the editor from the page, and a failure is reported", async (t) => {
  const scene = await preview(t, { files: { [LAKE]: page("Lake", "[One](/nowhere/)") } });
  const tab = await scene.open("/en/places/lake/");
  // How an editor is opened depends on the machine; here the server's answer has both ways.
  const requests = [];
  await tab.route("**/_sapar/open", (route) => {
    requests.push([route.request().headers()["sapar-token"], route.request().postDataJSON()]);
    return route.fulfill(requests.length === 1 ? { status: 204 } : { status: 422, json: { message: "no editor is known" } });
  });
  let token;
  await tab.route("**/_sapar/panel.json?*", async (route) => {
    const answer = await (await route.fetch()).json();
    token = answer.token;
    answer.diagnostics.page = [
      { ...answer.diagnostics.page[0], open: { post: true } },
      { ...answer.diagnostics.page[0], id: "second", open: { url: "vscode://file/lake.md:4:1" } },
    ];
    return route.fulfill({ json: answer });
  });
  await tab.reload();
  await tab.locator("#toggle").click();
  const place = tab.locator("#panel .place");
  assert.equal(await place.nth(1).getAttribute("href"), "vscode://file/lake.md:4:1");
  await place.nth(0).click();
  await until(() => requests.length === 1, "the first request");
  assert.deepEqual(requests[0], [token, { file: LAKE, line: 4, column: requests[0][1].column }]);
  await place.nth(0).click();
  await tab.locator("#panel").getByText("no editor is known").waitFor();
});
