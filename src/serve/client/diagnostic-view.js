// One diagnostic as a list item: what is wrong, where, the line itself, and what to do.

import { element, withCode } from "./element.js";

// How much of a line is shown, in UTF-16 units: before the marked part, of it, and after it. A paragraph is often one line.
const MAX_BEFORE = 50;
const MAX_MARKED = 160;
const MAX_AFTER = 90;

/**
 * The item. `list` and `position` identify the diagnostic, for the buttons that open its file and fix it. While something is
 * being fixed, nothing else can be.
 */
export function diagnosticView(diagnostic, list, position, text, fixing) {
  const { id, severity, message, hints, fix } = diagnostic;
  return element(
    "li",
    { id: `diagnostic-${id}`, class: severity },
    element("p", { class: "message", id: `diagnostic-${id}-message` }, element("strong", {}, text[`panel-severity-${severity}`]), " ", withCode(message)),
    placeView(diagnostic, text),
    // The fix shows its line, and what becomes of it.
    fix ? null : lineView(diagnostic),
    hints.length > 0 &&
      element(
        "ul",
        { class: "hints", "aria-label": text["panel-hint"] },
        hints.map((hint) => element("li", {}, withCode(hint))),
      ),
    fix && fixView(diagnostic, list, position, text, fixing),
  );
}

/** The lines as they are and as they will be, and the buttons. */
function fixView({ id, fix, file, lang, dir }, list, position, text, fixing) {
  const place = { "data-list": list, "data-position": String(position), disabled: fixing };
  const lines = (words, name, side) => [
    element("dt", {}, words),
    element(
      "dd",
      {},
      fix.changes.map((change) => {
        const source = change[side].text;
        const shared = { lang: lang ?? languageOf(file), tabindex: source.length > 40 ? "0" : null };
        return element("pre", { ...shared, class: name }, markedView(source, change[side].mark, dir));
      }),
    ),
  ];
  return element(
    "div",
    { class: "fix" },
    element("dl", {}, lines(text["panel-fix-before"], "line", "before"), lines(text["panel-fix-after"], "line-after", "after")),
    fix.more && element("p", { class: "quiet" }, fix.more),
    element(
      "p",
      { class: "controls" },
      element(
        "button",
        { type: "button", id: `fix-${id}`, class: "act", "data-job": "fix", ...place, "aria-describedby": `diagnostic-${id}-message` },
        text["panel-fix"],
      ),
      fix.all && element("button", { type: "button", "data-job": "fix-all", ...place }, fix.all),
    ),
  );
}

/** A place in a file, which opens it in the editor if the browser may do that. */
export function placeView({ file, line, column, open }, text) {
  if (!file) return null;
  const place = [file, line, line && column].filter((part) => part).join(":");
  const words = element("span", { dir: "ltr", translate: "no" }, place);
  const shared = { class: "place", title: text["panel-place"] };
  if (open?.url) return element("a", { ...shared, href: open.url }, words);
  if (!open?.post) return element("p", { class: "place" }, words);
  return element(
    "button",
    { ...shared, type: "button", "data-job": "open", "data-file": file, "data-line": line, "data-column": column },
    words,
  );
}

function lineView({ source, mark, file, lang, dir }) {
  if (!source) return null;
  const shared = { lang: lang ?? languageOf(file), tabindex: source.length > 40 ? "0" : null };
  return element("pre", { ...shared, class: "line" }, markedView(source, mark, dir));
}

function markedView(source, mark, dir) {
  const [before, marked, after] = excerpt(source, mark ?? [0, 0]);
  return element("code", { dir: dir ?? "auto", translate: "no" }, before, mark && element("mark", {}, marked), after);
}

/** The parts of the line before, in and after the mark, shortened if they are long. */
function excerpt(source, [start, end]) {
  const from = start > MAX_BEFORE ? boundary(source, start - MAX_BEFORE) : 0;
  const to = end - start > MAX_MARKED ? boundary(source, start + MAX_MARKED) : end;
  const last = boundary(source, Math.min(source.length, to + MAX_AFTER));
  return [
    (from > 0 ? "…" : "") + source.slice(from, start),
    source.slice(start, to) + (to < end ? "…" : ""),
    (to < end ? "" : source.slice(to, last)) + (last < source.length && to === end ? "…" : ""),
  ];
}

/** The index itself, or the one before it if it would split a surrogate pair. */
function boundary(source, index) {
  const unit = source.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}

/** The language of a file, from its name: `index.kk.md`, `locales/kk/…`. Empty if it is unknown. */
function languageOf(file) {
  return (
    file
      ?.match(/\.([A-Za-z]{2,3}(?:-\w+)*)\.md$|(?:^|\/)locales\/([A-Za-z]{2,3}(?:-\w+)*)\//)
      ?.slice(1)
      .find(Boolean) ?? ""
  );
}
