// The state of the page's translation in the panel: in a few words if all is well, else block by block.

import { acceptButtons, blockState, sourceView, translationTexts } from "./block-view.js";
import { placeView } from "./diagnostic-view.js";
import { element } from "./element.js";
import { languageName } from "./states.js";

/** The section about the translation. While something is being written, nothing else can be. */
export function translationView(data, fixing) {
  const { text } = data;
  const { translation, compare } = data.page;
  const { class: state, summary, source, language, blocks = [], more } = translation;
  const words = {
    unrecorded: text["panel-translation-unrecorded"],
    borrowed: text["panel-translation-borrowed"],
  };
  const beside = new URLSearchParams({ languages: `${source.tag},${language.tag}`, view: "blocks" });
  return [
    element("h3", {}, text["panel-translation"], element("span", { class: "quiet" }, text["panel-translation-from"], " ", languageName(source))),
    element("p", { class: "quiet" }, words[state] ?? summary),
    blocks.length > 0 &&
      element(
        "ul",
        { class: "blocks" },
        blocks.map((block) => blockView(block, source, language, data, fixing)),
      ),
    more && element("p", { class: "quiet" }, more),
    state !== "borrowed" && element("p", {}, element("a", { href: `${compare}?${beside}` }, text["panel-compare-blocks"])),
  ];
}

function blockView(block, source, language, data, fixing) {
  const { text } = data;
  const { id, state, translations, shown } = block;
  const name = `block-${id}-name`;
  return element(
    "li",
    { id: `block-${id}`, class: state },
    element("p", { class: "message", id: name }, blockState(block)),
    block.source && element("p", { class: "line" }, sourceView(block, source, data)),
    translationTexts(block, language).map((words) => element("p", { class: "line" }, words)),
    element(
      "p",
      { class: "places" },
      [block.source, ...translations].filter(Boolean).map((place) => placeView(place, text)),
    ),
    element(
      "p",
      { class: "controls" },
      shown &&
        element("button", { type: "button", "data-job": "show", "data-block": id, "aria-describedby": name }, text["panel-block-show"]),
      acceptButtons(block, name, text, fixing),
    ),
  );
}
