// A page in several languages side by side, each in a frame that updates itself. The frames scroll together by heading.

import { connect } from "./connection.js";
import { element } from "./element.js";
import { recall } from "./memory.js";
import { scrollTogether } from "./scrolling.js";
import { languageName, languageState } from "./states.js";

const base = new URL("..", import.meta.url).pathname;
const view = `${base}_sapar/compare/`;

/** The path of the page, in the language in which it was requested. */
let path = base + location.pathname.slice(view.length);
/** Tags of the languages that are shown, or `null` until the user or the address has chosen some. */
let chosen = new URLSearchParams(location.search).get("languages")?.split(",").filter(Boolean) ?? null;
let data = null;
let requests = 0;

const title = element("h1");
const choices = element("fieldset");
const together = element("input", { type: "checkbox", checked: true });
const togetherWords = element("span");
const back = element("a");
const lost = element("p", { class: "lost", role: "status", hidden: true });
const frames = element("div", { class: "frames" });
const empty = element("p", { class: "empty", hidden: true });
document.body.append(
  element("header", { class: "bar" }, title, choices, element("label", {}, together, togetherWords), back),
  lost,
  element("main", {}, frames, empty),
);

const scrolling = scrollTogether(
  () => [...frames.querySelectorAll("iframe")],
  () => together.checked,
);

choices.addEventListener("change", () => {
  chosen = [...choices.querySelectorAll("input:checked")].map(({ value }) => value);
  draw();
});

connect(base, hear, { follows: true });

function hear(message) {
  lost.hidden = message.kind !== "lost";
  if (message.kind === "lost") return;
  const [target] = message.saved ?? [];
  const isShown = data?.page?.languages.some(({ url }) => url && target && pathOf(url) === pathOf(target));
  goTo(message.follow && target && !isShown ? target : path);
}

/** Shows the page at an address, in the chosen languages. Changes nothing if there is no page. */
async function goTo(address) {
  const request = ++requests;
  const question = new URLSearchParams({ url: address });
  const language = recall("panel-language");
  if (language) question.set("lang", language);
  const response = await fetch(`${base}_sapar/panel.json?${question}`, { cache: "no-store" }).catch(() => null);
  if (!response?.ok || request !== requests) return;
  const answer = await response.json();
  if (request !== requests || (data?.page && !answer.page)) return;
  data = answer;
  if (data.page) path = address;
  draw();
}

function draw() {
  const { lang, dir, text, page } = data;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page ? `${text["compare-title"]} · ${page.title}` : text["compare-title"];
  title.textContent = text["compare-title"];
  togetherWords.textContent = text["compare-scroll-together"];
  back.textContent = text["compare-back"];
  back.href = path;
  lost.textContent = text["panel-notice-lost"];
  const languages = page?.languages ?? [];
  if (page) chosen ??= firstChoice(languages);
  drawChoices(languages);
  drawFrames(languages.filter(({ tag }) => chosen.includes(tag)));
  empty.hidden = frames.childElementCount > 0;
  empty.textContent = text[page ? "compare-choose" : "compare-not-a-page"];
  if (page) history.replaceState(null, "", `${view}${path.slice(base.length)}?languages=${chosen.join(",")}`);
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
  frame.querySelector("header > span").replaceChildren(languageState(language, data.page.languages, data.text));
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
  const { language } = iframe.closest("section").dataset;
  const { url } = data.page.languages.find(({ tag }) => tag === language);
  if (url && address !== pathOf(url)) goTo(address);
}

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
