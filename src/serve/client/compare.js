// A page in several languages side by side: as pages, each in a frame that updates itself, or block by block. The frames scroll
// together by heading.

import { blocksView } from "./compare-blocks.js";
import { connect } from "./connection.js";
import { element, withCode } from "./element.js";
import { Idiomorph } from "./idiomorph.js";
import { markTranslations, showPair } from "./marks.js";
import { recall } from "./memory.js";
import { editsView } from "./panel-view.js";
import { scrollTogether } from "./scrolling.js";
import { languageName, languageState } from "./states.js";

const base = new URL("..", import.meta.url).pathname;
const view = `${base}_sapar/compare/`;
const asked = new URLSearchParams(location.search);

/** The path of the page, in the language in which it was requested. */
let path = base + location.pathname.slice(view.length);
/** The path of the page that was last asked for: that of a link or a renamed page until it is shown. */
let wanted = path;
/** Tags of the languages that are shown, or `null` until the user or the address has chosen some. */
let chosen = asked.get("languages")?.split(",").filter(Boolean) ?? null;
/** Whether the languages are shown as `pages` or as `blocks`. */
let mode = asked.get("view") === "blocks" ? "blocks" : "pages";
let data = null;
/** The blocks of each translation, by tags. */
let translations = {};
let requests = 0;
/** What the server said of the last edit that was undone, and why nothing was done. */
let undone = null;
let failure = null;
/** Whether a file is being written, and the site does not follow yet. */
let fixing = false;
/** A block that is to be shown once both frames have loaded. */
let pending = null;
/** Where the focus was when something was accepted: that button goes. */
let focusBehind = null;

const title = element("h1");
const choices = element("fieldset");
const modes = element("fieldset", { class: "modes" });
const together = element("input", { type: "checkbox", checked: true });
const togetherWords = element("span");
const togetherLabel = element("label", {}, together, togetherWords);
const onlyWork = element("input", { type: "checkbox", checked: true });
const onlyWorkWords = element("span");
const onlyWorkLabel = element("label", {}, onlyWork, onlyWorkWords);
const back = element("a");
const lost = element("p", { class: "lost", role: "status", hidden: true });
const done = element("div", { class: "done" });
const frames = element("div", { class: "frames" });
const blocks = element("div", { class: "translations" });
const empty = element("p", { class: "empty", hidden: true });
document.body.append(
  element("header", { class: "bar" }, title, choices, modes, togetherLabel, onlyWorkLabel, back),
  lost,
  element("main", {}, done, frames, blocks, empty),
);

const scrolling = scrollTogether(
  () => [...frames.querySelectorAll("iframe")],
  () => together.checked && mode === "pages",
);

choices.addEventListener("change", () => {
  chosen = [...choices.querySelectorAll("input:checked")].map(({ value }) => value);
  draw();
});
modes.addEventListener("change", ({ target }) => {
  mode = target.value;
  draw();
});
onlyWork.addEventListener("change", () => draw());

connect(base, hear, { follows: true });

function hear(message) {
  lost.hidden = message.kind !== "lost";
  if (message.kind === "lost") {
    fixing = false;
    return;
  }
  if (message.kind === "change") {
    fixing = false;
    failure = null;
  }
  const [target] = message.saved ?? [];
  const isShown = data?.page?.languages.some(({ url }) => url && target && pathOf(url) === pathOf(target));
  // A page that is about to be shown goes before the one that is: that may be gone.
  goTo(message.follow && target && !isShown ? target : wanted);
}

/** Shows the page at an address, in the chosen languages. Changes nothing if there is no page. */
async function goTo(address) {
  const request = ++requests;
  wanted = address;
  const question = new URLSearchParams({ url: address });
  const language = recall("panel-language");
  if (language) question.set("lang", language);
  const ask = async (name) => {
    const response = await fetch(`${base}_sapar/${name}?${question}`, { cache: "no-store" }).catch(() => null);
    return response?.ok ? response.json() : null;
  };
  const [answer, compared] = await Promise.all([ask("panel.json"), ask("translations.json")]);
  if (!answer || !compared || request !== requests) return;
  if (data?.page && !answer.page) {
    wanted = path;
    return;
  }
  data = answer;
  translations = compared.translations;
  if (data.page) path = address;
  draw();
}

function draw() {
  const { lang, dir, text, page } = data;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page ? `${text["compare-title"]} · ${page.title}` : text["compare-title"];
  title.textContent = text["compare-title"];
  togetherWords.textContent = text["compare-scroll-together"];
  onlyWorkWords.textContent = text["compare-only-work"];
  togetherLabel.hidden = mode !== "pages";
  onlyWorkLabel.hidden = mode !== "blocks";
  back.textContent = text["compare-back"];
  back.href = path;
  lost.textContent = text["panel-notice-lost"];
  const languages = page?.languages ?? [];
  if (page) chosen ??= firstChoice(languages);
  const shown = languages.filter(({ tag }) => chosen.includes(tag));
  drawChoices(languages);
  drawModes(page);
  drawFrames(shown);
  drawDone();
  drawBlocks(shown);
  frames.hidden = mode !== "pages";
  blocks.hidden = mode !== "blocks";
  empty.hidden = shown.length > 0;
  empty.textContent = text[page ? "compare-choose" : "compare-not-a-page"];
  if (page) history.replaceState(null, "", addressOfView());
  markFrames();
}

function addressOfView() {
  const blocks = mode === "blocks" ? "&view=blocks" : "";
  return `${view}${path.slice(base.length)}?languages=${chosen.join(",")}${blocks}`;
}

function drawModes(page) {
  const { text } = data;
  modes.hidden = !page;
  if (modes.childElementCount === 0) {
    modes.append(
      element("legend"),
      ...["pages", "blocks"].map((value) =>
        element("label", {}, element("input", { type: "radio", name: "mode", value }), element("span")),
      ),
    );
  }
  modes.querySelector("legend").textContent = text["compare-view"];
  for (const input of modes.querySelectorAll("input")) {
    input.checked = input.value === mode;
    input.nextElementSibling.textContent = text[`compare-view-${input.value}`];
  }
}

/** What was done, with the buttons that undo it, and why something was not. */
function drawDone() {
  const parts = element("div", {}, failure && element("p", { class: "notice", role: "alert" }, withCode(failure)), editsView({ data, undone, fixing }) || "");
  Idiomorph.morph(done, parts, { morphStyle: "innerHTML" });
}

function drawBlocks(languages) {
  if (mode !== "blocks") {
    blocks.replaceChildren();
    return;
  }
  const tags = languages.map(({ tag }) => tag);
  const parts = tags.length > 0 ? blocksView(data, translations, tags, { onlyWork: onlyWork.checked, fixing }) : [];
  Idiomorph.morph(blocks, element("div", {}, ...parts), { morphStyle: "innerHTML" });
  moveFocus();
}

/** Moves the focus to the next block that can be accepted, or to what is said of the last one. */
function moveFocus() {
  if (!focusBehind || fixing) return;
  const { id, next } = focusBehind;
  focusBehind = null;
  // The button itself if nothing was accepted: it could not be used for a moment, and lost the focus.
  const button = [id, ...next].map((other) => other && document.getElementById(other)).find(Boolean);
  (button ?? document.getElementById("edits"))?.focus();
}

/** The requested language, and another one that has a text of its own. */
function firstChoice(languages) {
  const current = languages.find(({ current }) => current);
  const others = languages.filter((language) => language !== current);
  const beside = others.find(({ state }) => state === "own") ?? others[0];
  return languages.filter((language) => language === current || language === beside).map(({ tag }) => tag);
}

function drawChoices(languages) {
  // Not recreated at every update: a checkbox that is replaced loses the focus.
  const known = [...choices.querySelectorAll("input")].map(({ value }) => value).join();
  if (known !== languages.map(({ tag }) => tag).join()) {
    choices.replaceChildren(
      element("legend"),
      ...languages.map((language) =>
        element("label", {}, element("input", { type: "checkbox", value: language.tag }), languageName(language)),
      ),
    );
  }
  choices.hidden = languages.length === 0;
  const legend = choices.querySelector("legend");
  if (legend) legend.textContent = data.text["compare-languages"];
  for (const box of choices.querySelectorAll("input")) box.checked = chosen.includes(box.value);
}

function drawFrames(languages) {
  const wanted = new Set(languages.map(({ tag }) => tag));
  for (const frame of [...frames.children]) {
    if (!wanted.has(frame.dataset.language)) frame.remove();
  }
  languages.forEach((language, position) => {
    let frame = [...frames.children].find(({ dataset }) => dataset.language === language.tag);
    if (!frame) {
      frame = frameView(language);
      // The other frames are not moved: a frame that is moved reloads its page.
      frames.insertBefore(frame, frames.children[position] ?? null);
    }
    fill(frame, language);
  });
}

function frameView(language) {
  const heading = element("h2", { id: `language-${language.tag}` }, languageName(language));
  return element(
    "section",
    { class: "frame", "data-language": language.tag, "aria-labelledby": heading.id },
    element("header", {}, heading, element("span")),
  );
}

function fill(frame, language) {
  const { tag, name, url } = language;
  const state = languageState(language, data.page.languages, data.text);
  const work = language.translation?.to_do > 0 ? element("span", { class: "quiet" }, ` · ${language.translation.summary}`) : "";
  frame.querySelector("header > span").replaceChildren(state, work);
  const shown = frame.querySelector("iframe");
  if (!url) {
    shown?.remove();
    const words = frame.querySelector("p") ?? frame.appendChild(element("p"));
    words.textContent = data.text["compare-missing"];
    return;
  }
  frame.querySelector("p")?.remove();
  if (!shown) {
    const created = element("iframe", { title: name, lang: tag, src: url, "data-address": pathOf(url) });
    created.addEventListener("load", () => loaded(created));
    frame.append(created);
  } else if (shown.dataset.address !== pathOf(url)) {
    shown.dataset.address = pathOf(url);
    // Without a history entry: the back button must not step through the frames one by one.
    shown.contentWindow.location.replace(url);
  }
}

/** A frame has loaded a page. If the user followed a link in it, the other frames follow. */
function loaded(iframe) {
  const address = addressOf(iframe);
  if (address === null) return;
  iframe.dataset.address = address;
  iframe.contentDocument.addEventListener("click", openExternally, true);
  scrolling.add(iframe);
  watch(iframe);
  showPending();
  const { language } = iframe.closest("section").dataset;
  const { url } = data.page.languages.find(({ tag }) => tag === language);
  if (url && address !== pathOf(url)) goTo(address);
}

/** Marks blocks again whenever the page in a frame has updated itself. */
function watch(iframe) {
  const { contentWindow: window, contentDocument: page } = iframe;
  let isPlanned = false;
  const mark = () => {
    isPlanned = false;
    if (iframe.contentDocument === page) markFrames();
  };
  new window.MutationObserver(() => {
    if (!isPlanned) requestAnimationFrame(mark);
    isPlanned = true;
  }).observe(page.body, { childList: true, characterData: true, subtree: true });
  markFrames();
}

function markFrames() {
  if (mode === "pages") markTranslations(pagesByLanguage(), translations);
}

/** The windows of the frames that have loaded, by the tags of their languages. */
function pagesByLanguage() {
  const pages = {};
  for (const frame of frames.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    // A frame begins with an empty document, and a page that is still being loaded may lack the block that is looked for.
    if (page?.readyState === "complete" && page.URL !== "about:blank") pages[frame.lang] = frame.contentWindow;
  }
  return pages;
}

/** Asks the server to do something, and shows what came of it. */
async function command(name, body) {
  failure = undone = null;
  fixing = true;
  draw();
  const response = await fetch(`${base}_sapar/${name}`, {
    method: "POST",
    headers: { "Sapar-Token": data.token, "Content-Type": "application/json" },
    body: JSON.stringify({ ...body, lang: data.lang }),
  }).catch(() => null);
  const answer = response?.status === 204 ? {} : await response?.json().catch(() => null);
  if (!response?.ok) failure = answer?.message ?? data.text["panel-accept-failed"];
  // Nothing that the site would follow was written.
  if (!response?.ok || answer.edit === null || name === "open") fixing = false;
  return response?.ok ? answer : null;
}

async function accept(control, minor) {
  const { language, seen, block } = control.dataset;
  const translation = language ?? control.closest("[data-language]").dataset.language;
  const buttons = [...blocks.querySelectorAll("button[id^=accept-]")].map(({ id }) => id);
  const own = block ? `accept-${block}` : null;
  const at = buttons.indexOf(own);
  focusBehind = { id: own, next: at < 0 ? [] : [...buttons.slice(at + 1), ...buttons.slice(0, at).reverse()] };
  await command("accept", { url: path, translation, row: block ?? null, seen: seen ?? "", minor });
  await goTo(path);
}

async function undo({ dataset: { edit } }) {
  const answer = await command("undo", { edit: Number(edit) });
  undone = answer?.message ?? null;
  await goTo(path);
  document.getElementById("edits")?.focus();
}

async function openFile({ dataset: { file, line, column } }) {
  await command("open", { file, line: Number(line ?? 0), column: Number(column ?? 0) });
  draw();
}

/** Shows a block in the frames of its source and of its translation. */
function show({ dataset: { language, block } }) {
  const translation = translations[language];
  const pair = translation.blocks.find(({ id }) => id === block);
  for (const tag of [translation.source.tag, language]) {
    if (!chosen.includes(tag)) chosen.push(tag);
  }
  mode = "pages";
  draw();
  modes.querySelector("input:checked").focus();
  // Frames that are still to be loaded show it then.
  pending = { pair, translation };
  showPending();
}

function showPending() {
  if (pending && showPair(pagesByLanguage(), pending.pair, pending.translation)) pending = null;
}

const jobs = {
  accept: (control) => accept(control, false),
  "accept-minor": (control) => accept(control, true),
  undo,
  open: openFile,
  show,
};

document.body.addEventListener("click", ({ target }) => {
  const control = target.closest("[data-job]");
  if (control) jobs[control.dataset.job](control);
});

/** Opens links to other sites in a tab of their own, not in the frame. */
function openExternally({ target }) {
  const link = target.closest?.("a[href]");
  if (link && link.origin !== location.origin) Object.assign(link, { target: "_blank", rel: "noopener" });
}

function pathOf(url) {
  return new URL(url, location.origin).pathname;
}

/** The path of the page in a frame, or `null` if it is of another site. */
function addressOf(iframe) {
  try {
    return iframe.contentWindow.location.pathname;
  } catch {
    return null;
  }
}
