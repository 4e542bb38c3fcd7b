// The terms of the glossary that stand on the page, with what they are called in the other languages.

import { element } from "./element.js";

export function termsView(terms, text) {
  return element(
    "details",
    {},
    element("summary", {}, `${text["panel-terms"]} (${terms.length})`),
    element("ul", { class: "terms" }, terms.map((term) => element("li", {}, termView(term, text)))),
  );
}

function termView({ name, lang, note, note_lang, languages }, text) {
  return [
    element("strong", { lang }, name),
    element("dl", {}, languages.filter(isShown).map((language) => formsView(language, text))),
    note && element("p", { class: "quiet", lang: note_lang }, note),
  ];
}

const isShown = ({ forms, forbidden, note }) => forms.length > 0 || forbidden.length > 0 || note;

function formsView({ tag, dir, current, forms, forbidden, note }, text) {
  return element(
    "div",
    { "aria-current": current ? "true" : null },
    element("dt", {}, tag),
    element(
      "dd",
      { lang: tag, dir },
      forms.join(" · "),
      forbidden.map(({ form, reason }) =>
        element("p", { class: "quiet" }, element("span", { class: "spoken" }, text["panel-terms-forbidden"]), " ", element("s", {}, form), ` ${reason}`),
      ),
      note && element("p", { class: "quiet" }, note),
    ),
  );
}
