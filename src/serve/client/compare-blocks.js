// Translations beside their sources, block by block: what has changed, and the buttons that accept it.

import { acceptButtons, blockState, sourceView, translationTexts } from "./block-view.js";
import { placeView } from "./diagnostic-view.js";
import { element } from "./element.js";
import { languageName } from "./states.js";

/**
 * The translations into the languages with these tags. `data` has the words of the panel, `onlyWork` says whether blocks are left
 * out on which there is nothing to do.
 */
export function blocksView(data, translations, tags, { onlyWork, fixing }) {
  const shown = tags.map((tag) => translations[tag]).filter(Boolean);
  if (shown.length === 0) return [element("p", { class: "empty" }, data.text["compare-no-translation"])];
  return shown.map((translation) => translationView(data, translation, onlyWork, fixing));
}

function translationView(data, translation, onlyWork, fixing) {
  const { text } = data;
  const { class: state, language, source, summary, blocks = [] } = translation;
  const name = `blocks-${language.tag}`;
  const shown = onlyWork ? blocks.filter((block) => block.state !== "current") : blocks;
  const words = { unrecorded: text["panel-translation-unrecorded"], borrowed: text["panel-translation-borrowed"] };
  return element(
    "section",
    { class: "translation", "aria-labelledby": name, "data-language": language.tag },
    element(
      "header",
      {},
      element("h2", { id: name }, languageName(language), " ", element("small", {}, text["panel-translation-from"], " ", languageName(source))),
      element("p", { id: `${name}-summary` }, words[state] ?? summary),
      pageButtons(translation, `${name} ${name}-summary`, text, fixing),
    ),
    shown.length > 0 &&
      element(
        "ol",
        { class: "pairs" },
        shown.map((block) => pairView(data, block, translation, fixing)),
      ),
  );
}

/** The buttons that accept all that is seen. */
function pageButtons({ language, accept, minor, seen }, names, text, fixing) {
  const shared = { type: "button", "data-language": language.tag, "data-seen": seen, disabled: fixing, "aria-describedby": names };
  return (
    (accept || minor) &&
    element(
      "p",
      { class: "controls" },
      accept && element("button", { ...shared, "data-job": "accept", title: text["panel-accept-title"] }, text["compare-accept-all"]),
      minor && element("button", { ...shared, "data-job": "accept-minor", title: text["panel-accept-minor-title"] }, text["compare-accept-all-minor"]),
    )
  );
}

function pairView(data, block, { language, source }, fixing) {
  const { text } = data;
  const { id, state, translations } = block;
  const name = `block-${id}-name`;
  const isVisible = translations.length > 0 || block.before || block.source;
  return element(
    "li",
    { id: `block-${id}`, class: `pair ${state}`, "data-block": id, "data-language": language.tag },
    element("p", { class: "message", id: name }, blockState(block)),
    element(
      "div",
      { class: "texts" },
      element("div", { class: "side" }, sideView(source, block.source && [sourceView(block, source, data)], text["compare-no-source"])),
      element("div", { class: "side" }, sideView(language, translationTexts(block, language), text["compare-no-text"])),
    ),
    element("p", { class: "places" }, [block.source, ...translations].filter(Boolean).map((place) => placeView(place, text))),
    element(
      "p",
      { class: "controls" },
      isVisible &&
        element(
          "button",
          { type: "button", "data-job": "show", "data-block": id, "data-language": language.tag, "aria-describedby": name },
          text["compare-show"],
        ),
      acceptButtons(block, name, text, fixing),
    ),
  );
}

/** One of the two texts, under the name of its language. */
function sideView(language, texts, none) {
  const shown = texts?.length > 0 ? texts.map((words) => element("p", {}, words)) : [element("p", { class: "none" }, none)];
  return [element("h3", {}, languageName(language)), ...shown];
}
