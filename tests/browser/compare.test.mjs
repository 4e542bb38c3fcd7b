// A page in its languages side by side.

import assert from "node:assert/strict";
import { test } from "node:test";

import { preview, until } from "./preview.mjs";
import { longText, page } from "./site.mjs";

const compare = async (scene, address) => {
  const tab = await scene.context.newPage();
  await tab.goto(new URL(`_sapar/compare/${address}`, scene.address).href);
  return tab;
};
const frame = (tab, language) => tab.frameLocator(`section[data-language=${language}] iframe`);

/** Pixels between the heading with this number and the top of its frame. */
const distance = (tab, language, number) =>
  frame(tab, language)
    .locator("h2")
    .nth(number)
    .evaluate((heading) => Math.round(heading.getBoundingClientRect().top));

test("languages scroll together by heading", async (t) => {
  const scene = await preview(t, {
    // Four times as long as the others, with one heading that they lack.
    files: {
      "content/places/lake/index.zh.md": page(
        "湖",
        `#### 只在这里\n\n${longText(20, "字").replaceAll("word ", "word word word word ")}`,
      ),
    },
  });
  const tab = await compare(scene, "en/places/lake/?languages=zh,en");
  for (const language of ["en", "zh"]) await frame(tab, language).locator("h2").nth(3).waitFor();
  for (const [moved, other] of [
    ["en", "zh"],
    ["zh", "en"],
  ]) {
    for (const number of [2, 1]) {
      await frame(tab, moved)
        .locator("h2")
        .nth(number)
        .evaluate((heading) => heading.scrollIntoView());
      await until(async () => Math.abs(await distance(tab, other, number)) <= 2, `heading ${number} in ${other}`);
      assert.ok(Math.abs(await distance(tab, moved, number)) <= 1, "the frame that was scrolled stays where it is");
    }
  }
  await tab.getByRole("checkbox", { name: "Scroll together" }).uncheck();
  await frame(tab, "en")
    .locator("html")
    .evaluate(() => scrollTo(0, 0));
  await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.ok(Math.abs(await distance(tab, "zh", 1)) <= 2, "the other stays");
});

test("each language is updated live, and shows the state of its text", async (t) => {
  const scene = await preview(t, { files: { "content/places/lake/index.kk.md": null } });
  const tab = await compare(scene, "en/places/lake/?languages=kk,en");
  await tab.locator("section[data-language=kk]").getByText("borrowed from: Русский").waitFor();
  await frame(tab, "kk").locator("h1").waitFor();
  scene.write("content/places/lake/index.en.md", page("Lake", "Live in its frame."));
  await frame(tab, "en").getByText("Live in its frame.").waitFor();
  scene.write("content/places/lake/index.kk.md", page("Көл", "Мәтін."));
  await frame(tab, "kk").getByRole("heading", { name: "Көл" }).waitFor();
  await tab.locator("section[data-language=kk]").getByText("own text").waitFor();
  assert.equal(await frame(tab, "en").locator("sapar-panel").count(), 0, "no panel in a frame");
});

test("a link in one language is followed in the others and in the address", async (t) => {
  const scene = await preview(t);
  const tab = await compare(scene, "kk/places/?languages=kk,ru");
  await frame(tab, "kk").getByRole("link", { name: "Lake kk" }).click();
  await frame(tab, "ru").getByRole("heading", { name: "Lake ru", exact: true }).waitFor();
  await until(() => new URL(tab.url()).pathname.endsWith("/places/lake/"), "the address");
  assert.equal(new URL(tab.url()).search, "?languages=kk,ru");
  await tab.goBack();
  await frame(tab, "kk").getByRole("heading", { name: "Places kk" }).waitFor();
  await frame(tab, "ru").getByRole("heading", { name: "Places ru" }).waitFor();
});

test("languages are chosen by checkboxes, and kept in the address", async (t) => {
  const scene = await preview(t);
  const tab = await compare(scene, "ru/places/lake/");
  await frame(tab, "ru").locator("h1").waitFor();
  assert.equal(await tab.locator("iframe").count(), 2);
  await tab.getByRole("checkbox", { name: "中文" }).check();
  await frame(tab, "zh").getByRole("heading", { name: "Lake zh", exact: true }).waitFor();
  const chosen = new URL(tab.url()).search;
  await tab.reload();
  await frame(tab, "zh").getByRole("heading", { name: "Lake zh", exact: true }).waitFor();
  assert.equal(new URL(tab.url()).search, chosen);
  for (const box of await tab.locator("fieldset input[type=checkbox]").all()) await box.uncheck();
  await tab.getByText("Choose at least one language.").waitFor();
});

test("frames follow a renamed page", async (t) => {
  const scene = await preview(t);
  const tab = await compare(scene, "kk/places/lake/?languages=kk,en");
  for (const language of ["kk", "en"]) await frame(tab, language).locator("h1").waitFor();
  scene.rename("content/places/lake", "content/places/markakol");
  for (const language of ["kk", "en"]) {
    const inside = tab.locator(`section[data-language=${language}] iframe`);
    await until(() => inside.evaluate((f) => f.contentWindow.location.pathname.endsWith("/places/markakol/")), language);
  }
  await until(() => new URL(tab.url()).pathname.endsWith("/places/markakol/"), "the address");
});

test("a change does not keep the view on a page that was renamed", async (t) => {
  const scene = await preview(t);
  const tab = await compare(scene, "kk/places/lake/?languages=kk,en");
  for (const language of ["kk", "en"]) await frame(tab, language).locator("h1").waitFor();
  // The first question for the renamed page is answered only after another change has been heard.
  let answer, questions = 0;
  const held = new Promise((resolve) => (answer = resolve));
  await tab.route("**/_sapar/panel.json?*", async (route) => {
    const request = route.request();
    const isOfView = request.frame() === tab.mainFrame();
    const isRenamed = new URL(request.url()).searchParams.get("url").endsWith("/markakol/");
    if (isOfView && (questions || isRenamed) && ++questions === 1) await held;
    await route.continue();
  });
  scene.rename("content/places/lake", "content/places/markakol");
  await until(() => questions > 0, "the question");
  const before = questions;
  scene.write("content/places/markakol/index.en.md", page("Markakol", "Renamed."));
  await until(() => questions > before, "the next question");
  answer();
  await until(() => new URL(tab.url()).pathname.endsWith("/places/markakol/"), "the address");
});

test("languages are below each other in a narrow window, and side by side in a wide one", async (t) => {
  const scene = await preview(t);
  const tab = await compare(scene, "kk/places/lake/?languages=kk,en");
  for (const language of ["kk", "en"]) await frame(tab, language).locator("h1").waitFor();
  const places = () => tab.locator("section").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  const [first, second] = await places();
  assert.ok(second.left >= first.right && second.top === first.top);
  await tab.setViewportSize({ width: 360, height: 740 });
  const [above, below] = await places();
  assert.ok(below.top >= above.bottom && below.left === above.left);
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
