// The state of a page in a language, as text: in the panel and above the frames of the view that compares languages.

import { element } from "./element.js";

/** The state of a page in one language: its own text, text of another language, a draft, or none. */
export function languageState({ state, from }, languages, text) {
  const words = element("span", { class: `state ${state}` }, text[`panel-language-${state}`]);
  const lender = state === "borrowed" && languages.find(({ tag }) => tag === from);
  if (lender) words.append(" ", element("bdi", { lang: lender.tag, dir: lender.dir }, lender.name));
  return words;
}

/** The name of a language, in itself. */
export function languageName({ tag, dir, name }) {
  return element("bdi", { lang: tag, dir }, name);
}
