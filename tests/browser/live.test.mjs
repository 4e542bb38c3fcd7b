// Edits show in the open page, and nothing that the reader has done in the page is lost.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isMarked, mark, preview, until } from "./preview.mjs";
import { CONFIG, longText, page } from "./site.mjs";

const LAKE = "content/places/lake/index.en.md";

test("an edit keeps the scroll position, open details, typed text, focus and selection", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  await tab.locator("details").evaluate((details) => (details.open = true));
  await tab.locator("#words").fill("some words");
  await tab.locator("#name").fill("Ainur");
  await tab.locator("#name").evaluate((input) => input.setSelectionRange(1, 3));
  await tab.evaluate(() => scrollTo(0, 600));

  scene.write(LAKE, page("Lake Markakol", `${longText(20, "en")}\n\nThe end has come.`));
  await tab.getByText("The end has come.").waitFor({ state: "attached" });

  assert.equal(await tab.title(), "Lake Markakol");
  assert.equal(await tab.locator("h1").textContent(), "Lake Markakol");
  const kept = await tab.evaluate(() => ({
    scroll: scrollY,
    open: document.querySelector("details").open,
    words: document.querySelector("#words").value,
    name: document.querySelector("#name").value,
    focus: document.activeElement.id,
    selection: [document.activeElement.selectionStart, document.activeElement.selectionEnd],
  }));
  assert.deepEqual(kept, { scroll: 600, open: true, words: "some words", name: "Ainur", focus: "name", selection: [1, 3] });
  assert.ok(await isMarked(tab), "the page was not reloaded");
});

test("after an edit the document equals a freshly loaded one", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  scene.write(LAKE, page("Lake", "First.\n\n- one\n- two\n\nLast."));
  await tab.getByText("Last.").waitFor();
  const shown = await tab.evaluate(() => document.body.outerHTML);
  const fresh = await scene.open("/en/places/lake/");
  assert.equal(shown, await fresh.evaluate(() => document.body.outerHTML));
  assert.equal(await fresh.locator("script[data-digest]").count(), 0, "the preview's own script is not left in the document");
});

test("a style sheet is replaced without a flash of unstyled content and without a reload", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  await tab.evaluate(() => {
    window.seen = new Set();
    const look = () => {
      seen.add(getComputedStyle(document.querySelector("h1")).color);
      requestAnimationFrame(look);
    };
    look();
  });
  for (const color of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
    scene.write("themes/small/static/css/main.css", `h1 { color: ${color} }\n`);
    await until(() => tab.evaluate((color) => getComputedStyle(document.querySelector("h1")).color === color, color), color);
    // A style is known before it is painted.
    await until(() => tab.evaluate((color) => seen.has(color), color), `a frame with ${color}`);
  }
  await until(() => tab.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length === 1), "one sheet alone");
  const seen = await tab.evaluate(() => [...window.seen]);
  assert.deepEqual(seen, ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"]);
  assert.ok(await isMarked(tab));

  // An edit of the text afterwards brings neither the old rules nor the old sheet back.
  scene.write(LAKE, page("Lake", "After the sheet."));
  await tab.getByText("After the sheet.").waitFor();
  assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector("h1")).color), "rgb(7, 8, 9)");
  assert.equal(await tab.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length), 1);
  assert.ok(await isMarked(tab));
});

test("an imported style sheet is replaced with the one that imports it", async (t) => {
  const scene = await preview(t, {
    files: {
      "themes/small/static/css/main.css": '@import "colours.css";\n',
      "themes/small/static/css/colours.css": "h1 { color: rgb(1, 2, 3) }\n",
    },
  });
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  const color = () => tab.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
  await until(async () => (await color()) === "rgb(1, 2, 3)", "the first colour");
  scene.write("themes/small/static/css/colours.css", "h1 { color: rgb(4, 5, 6) }\n");
  await until(async () => (await color()) === "rgb(4, 5, 6)", "the second colour");
  assert.ok(await isMarked(tab));
});

test("a changed picture is shown, and stays after an edit of the text", async (t) => {
  const picture = (width) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"><rect width="9" height="9"/></svg>\n`;
  const scene = await preview(t, {
    files: { "content/places/lake/shore.svg": picture(30), [LAKE]: page("Lake", "![The shore](shore.svg)") },
  });
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  // `naturalWidth` is that of the file; the attributes of the element come from the page.
  const width = () => tab.evaluate(() => document.querySelector("main img").naturalWidth);
  await until(async () => (await width()) === 30, "the first picture");
  scene.write("content/places/lake/shore.svg", picture(60));
  await until(async () => (await width()) === 60, "the second picture");
  scene.write(LAKE, page("Lake", "![The shore](shore.svg)\n\nMore."));
  await tab.getByText("More.").waitFor();
  assert.equal(await width(), 60);
  assert.ok(await isMarked(tab));
});

test("a changed script runs: the page is reloaded, at the same scroll position", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  await tab.evaluate(() => scrollTo(0, 500));
  scene.write("themes/small/static/js/main.js", "document.documentElement.dataset.script = 'second';\n");
  await tab.locator("html[data-script=second]").waitFor();
  assert.equal(await isMarked(tab), false);
  await until(() => tab.evaluate(() => scrollY === 500), "the scroll position");
});

test("changes made by the page's own scripts stay unless the author changes the same part", async (t) => {
  const script = `document.documentElement.dataset.theme = "dark";
document.body.className = "menu-open";
const map = document.querySelector("#map");
map.className = "drawn";
map.append(document.createElement("canvas"));
document.querySelector("#note").title = "by the script";
`;
  const scene = await preview(t, { files: { "themes/small/static/js/main.js": script } });
  const template = scene.read("themes/small/templates/base.html");
  const withNote = (note) => template.replace("<main>", `<main><div id="map"></div><p id="note">${note}</p>`);
  scene.write("themes/small/templates/base.html", withNote("A note."));
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  const done = () =>
    tab.evaluate(() => {
      const [map, note] = ["#map", "#note"].map((id) => document.querySelector(id));
      return [
        document.documentElement.dataset.theme,
        document.body.className,
        map.className,
        map.childElementCount,
        note.title,
        note.textContent,
      ];
    });
  for (const words of ["First.", "Second."]) {
    scene.write(LAKE, page("Lake", words));
    await tab.getByText(words).waitFor();
    assert.deepEqual(await done(), ["dark", "menu-open", "drawn", 1, "by the script", "A note."]);
  }
  // Where both change the same part, the author wins.
  scene.write("themes/small/templates/base.html", withNote("").replace("<body>", '<body class="by-author">'));
  await until(async () => `${await done()}` === "dark,by-author,drawn,1,by the script,", "the author's change");
  assert.ok(await isMarked(tab));
});

test("an edit of an imported module reloads the page", async (t) => {
  const base = (text) => text.replace("defer>", 'type="module">');
  const scene = await preview(t, {
    files: {
      "themes/small/static/js/main.js": 'import { word } from "./word.js";\ndocument.documentElement.dataset.script = word;\n',
      "themes/small/static/js/word.js": 'export const word = "first";\n',
    },
  });
  scene.write("themes/small/templates/base.html", base(scene.read("themes/small/templates/base.html")));
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("html[data-script=first]").waitFor();
  scene.write("themes/small/static/js/word.js", 'export const word = "second";\n');
  await tab.locator("html[data-script=second]").waitFor();
});

/** Longer than the test may take on the slowest machine: at its end the sound would pause by itself. */
const SOUND_SECONDS = 600;

test("audio goes on playing", async (t) => {
  const template = (text) => text.replace("<main>", '<main>\n<audio src="{{ asset(path="sound.wav") }}" muted></audio>');
  const scene = await preview(t, { files: { "themes/small/static/sound.wav": silence(SOUND_SECONDS) } });
  scene.write("themes/small/templates/base.html", template(scene.read("themes/small/templates/base.html")));
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("audio").evaluate((audio) => audio.play());
  await until(() => tab.locator("audio").evaluate((audio) => audio.currentTime > 0), "sound");
  await tab.locator("audio").evaluate((audio) => {
    window.stops = 0;
    for (const kind of ["pause", "emptied", "seeking"]) audio.addEventListener(kind, () => window.stops++);
  });
  scene.write(LAKE, page("Another title", `First of all.\n\n${longText(20, "en")}`));
  await tab.getByText("First of all.").waitFor({ state: "attached" });
  assert.deepEqual(await tab.locator("audio").evaluate((audio) => [window.stops, audio.paused]), [0, false]);
});

/** A silent WAV file of some seconds: 8,000 samples of one byte a second. */
function silence(seconds) {
  const samples = Buffer.alloc(8000 * seconds, 128);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

test("edits of templates, messages and the configuration show without a reload", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  scene.write("themes/small/locales/en/small.ftl", "hello = Good morning\n");
  await tab.getByText("Good morning").waitFor();
  const template = scene.read("themes/small/templates/base.html");
  scene.write("themes/small/templates/base.html", template.replace("</main>", "</main><footer>{{ lang.name }}</footer>"));
  await tab.locator("footer").getByText("English").waitFor();
  scene.write("sapar.toml", CONFIG.replace(`"English"`, `"British English"`));
  await tab.locator("footer").getByText("British English").waitFor();
  assert.ok(await isMarked(tab));
});

test("a new page appears in the list", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/");
  await mark(tab);
  scene.write("content/places/river/index.en.md", page("River", "Text."));
  await tab.locator(".list").getByText("River").waitFor();
  assert.ok(await isMarked(tab));
});

test("a page restored by the back button is up to date", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/");
  await tab.getByRole("link", { name: "Lake en" }).click();
  await tab.waitForURL("**/en/places/lake/");
  scene.write("content/places/_index.en.md", page("Places", "Written while the reader was away."));
  await tab.locator("#toggle").waitFor();
  await tab.goBack();
  await tab.getByText("Written while the reader was away.").waitFor();
  scene.write("content/places/_index.en.md", page("Places", "And after that."));
  await tab.getByText("And after that.").waitFor();
});

test("a tab follows a renamed page to its new address", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  scene.rename("content/places/lake", "content/places/markakol");
  await tab.waitForURL("**/en/places/markakol/");
  await tab.getByRole("heading", { name: "Lake en" }).waitFor();
});

test("a tab says that its page was deleted, and shows it again when it is restored, at the same scroll position", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await tab.evaluate(() => scrollTo(0, 500));
  const text = scene.read(LAKE);
  scene.remove("content/places/lake");
  await tab.getByText("There is no page at this address.").and(tab.locator(".notice")).waitFor();
  scene.write(LAKE, text);
  await tab.getByRole("heading", { name: "Lake en" }).waitFor();
  await tab.locator("sapar-panel .notice").waitFor({ state: "detached" });
  assert.equal(await tab.evaluate(() => scrollY), 500);
});

test("a checkout of hundreds of files is one change, and the result is right", async (t) => {
  const scene = await preview(t, {
    files: Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`content/places/p${index}.en.md`, page(`Before ${index}`, "Text.")]),
    ),
  });
  scene.git("init", "-q", "-b", "before");
  scene.git("add", ".");
  scene.git("commit", "-q", "-m", "Before");
  scene.git("checkout", "-q", "-b", "after");
  for (let index = 0; index < 300; index++) scene.write(`content/places/p${index}.en.md`, page(`After ${index}`, "Text."));
  scene.git("commit", "-q", "-a", "-m", "After");
  scene.git("checkout", "-q", "before");

  const tab = await scene.open("/en/places/");
  await tab.getByText("Before 299", { exact: true }).waitFor();
  const counts = () =>
    tab.evaluate(() =>
      ["Before", "After"].map(
        (word) => [...document.querySelectorAll(".list a")].filter((a) => a.textContent.startsWith(word)).length,
      ),
    );
  let requests = 0;
  tab.on("request", (request) => (requests += Number(request.url().endsWith("/en/places/"))));
  // On a busy machine a checkout can take longer than the debounce; suspended, the program sees all of it at once.
  scene.whileSuspended(() => scene.git("checkout", "-q", "after"));
  await until(async () => `${await counts()}` === "0,300", "all pages of the other branch");
  assert.ok(requests <= 6, `the page was requested ${requests} times`);
});

test("the preview says when the server is not running, and reconnects by itself", async (t) => {
  const scene = await preview(t);
  const tab = await scene.open("/en/places/lake/");
  await mark(tab);
  await scene.stop();
  await tab.getByText("The preview server is not running.").and(tab.locator(".notice")).waitFor();
  scene.write(LAKE, page("Lake", "Written meanwhile."));
  await scene.restart();
  await tab.getByText("Written meanwhile.").waitFor();
  await tab.locator("sapar-panel .notice").waitFor({ state: "detached" });
  scene.write(LAKE, page("Lake", "Written afterwards."));
  await tab.getByText("Written afterwards.").waitFor();
  assert.ok(await isMarked(tab));
});

test("a site in a subfolder of its host has live reload, panel and compare view there", async (t) => {
  const scene = await preview(t, { files: { "sapar.toml": CONFIG.replace("altai.example/", "host.example/altai/") } });
  assert.ok(scene.address.endsWith("/altai/"));
  const tab = await scene.open("/altai/en/places/lake/");
  scene.write(LAKE, page("Lake", "Below a path."));
  await tab.getByText("Below a path.").waitFor();
  scene.write("themes/small/static/css/main.css", "h1 { color: rgb(4, 5, 6) }\n");
  await until(() => tab.evaluate(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)"), "the style");
  await tab.locator("#toggle").click();
  await tab.getByRole("link", { name: "Compare languages" }).click();
  await tab.frameLocator("section[data-language=kk] iframe").getByRole("heading", { name: "Lake kk", exact: true }).waitFor();
  await tab.frameLocator("section[data-language=en] iframe").getByText("Below a path.").waitFor();
  assert.equal(new URL(tab.url()).pathname, "/altai/_sapar/compare/en/places/lake/");
});

test("a site that is broken at the start is shown once it is repaired", async (t) => {
  const scene = await preview(t, { files: { "sapar.toml": "theme = \n" } });
  const tab = await scene.open("/en/places/lake/");
  await tab.locator("#panel .place").getByText("sapar.toml:1:").waitFor();
  assert.deepEqual(await tab.locator("#panel h3").allTextContents(), ["The site"]);
  scene.write("sapar.toml", CONFIG);
  await tab.getByRole("heading", { name: "Lake en" }).waitFor();
});
