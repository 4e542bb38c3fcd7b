// Blocks of translations and of their sources, as the panel and the view that compares languages show them.

import { element } from "./element.js";

/** A sign for each state, so that it is told by more than a colour. */
const SIGNS = { current: "✓", machine: "*", stale: "~", unaccepted: "?", missing: "+", orphaned: "−" };

/** The state of a block, as a sign and in words. */
export function blockState({ state, words }) {
  return element("strong", { class: `block-state ${state}` }, element("span", { "aria-hidden": "true" }, SIGNS[state]), " ", words);
}

/** What a block of the source says, with what has changed in it since it was translated. `data` has the words of the panel. */
export function sourceView({ source, difference }, { tag, dir }, { text, lang, dir: ownDir }) {
  const shared = { lang: tag, dir, translate: "no" };
  if (!difference) return element("span", shared, source.text);
  const part = ([change, words]) => {
    if (change === "same") return words;
    const spoken = element("span", { class: "spoken", lang, dir: ownDir }, ` ${text[`panel-block-${change}`]} `);
    return element(change === "added" ? "ins" : "del", {}, spoken, words);
  };
  return element("span", shared, difference.map(part));
}

/** What the blocks of the translation say. */
export function translationTexts({ translations }, { tag, dir }) {
  return translations.map(({ text }) => element("span", { lang: tag, dir, translate: "no" }, text));
}

/** The buttons that accept a block, if it can be. `name` is the id of what names the block. */
export function acceptButtons({ id, accept, minor }, name, text, disabled) {
  const shared = { type: "button", "data-block": id, disabled, "aria-describedby": name };
  return [
    accept && element("button", { ...shared, id: `accept-${id}`, class: "act", "data-job": "accept", title: text["panel-accept-title"] }, text["panel-accept"]),
    minor && element("button", { ...shared, "data-job": "accept-minor", title: text["panel-accept-minor-title"] }, text["panel-accept-minor"]),
  ];
}
