// Renders the panel from its state. It is rendered as a whole at every change, and the caller morphs the old into the new.

import { diagnosticView } from "./diagnostic-view.js";
import { element, withCode } from "./element.js";
import { languageName, languageState } from "./states.js";
import { translationView } from "./translation-view.js";
import { termsView } from "./terms-view.js";

/** Keyboard shortcuts, as they are displayed; panel.js handles them. */
const KEYS = { toggle: "Ctrl + `", hide: "Ctrl + Shift + `", close: "Esc" };

/** The elements of the panel in a state. */
export function panelView(state) {
  const { data, open, lost, page } = state;
  const { text, counts, diagnostics } = data;
  const totals = [diagnostics.errors > 0 && counts.site_errors, diagnostics.warnings > 0 && counts.site_warnings];
  const notices = [
    lost && "panel-notice-lost",
    page === "failed" && "panel-notice-failed",
    page === "gone" && !data.unpublished && "panel-notice-gone",
    page === "shown" && data.page?.states.includes("stale") && "panel-notice-stale",
    data.pseudo && "panel-notice-pseudo",
  ].filter(Boolean);
  return [
    toggleView(state, totals.filter(Boolean)),
    element(
      "p",
      { class: "spoken", role: "status", "aria-live": "polite" },
      [...totals, ...notices.map((notice) => text[notice])].filter(Boolean).join(" · "),
    ),
    // A deleted page or a lost server is shown even if the panel is closed.
    !open && (lost || page === "gone") && noticesView(notices, text),
    open && regionView(state, notices),
  ].filter(Boolean);
}

function toggleView({ data, open }, totals) {
  const { text, diagnostics, page } = data;
  const work = page?.translation?.to_do ?? 0;
  const numbers = [
    diagnostics.errors > 0 && element("span", { class: "errors", "aria-hidden": "true" }, String(diagnostics.errors)),
    diagnostics.warnings > 0 && element("span", { class: "warnings", "aria-hidden": "true" }, String(diagnostics.warnings)),
    work > 0 && element("span", { class: "work", "aria-hidden": "true" }, String(work)),
  ];
  return element(
    "button",
    {
      id: "toggle",
      type: "button",
      "data-job": "toggle",
      "aria-expanded": String(open),
      "aria-controls": "panel",
      title: text[open ? "panel-close" : "panel-open"],
    },
    element("span", { class: "spoken" }, [text["panel-title"], ...totals, work > 0 && page.translation.summary].filter(Boolean).join(", ")),
    element("span", { class: "sign", "aria-hidden": "true" }),
    numbers,
    // A draft can be recognised without opening the panel.
    (page?.states ?? []).map((state) => stateView(state, page, text)),
  );
}

/** A state of the page, with its day if it has one. */
function stateView(state, { dated_states }, text) {
  return element("span", { class: `state ${state}` }, dated_states[state] ?? text[`panel-state-${state}`]);
}

function regionView(state, notices) {
  const { data, failure, fixing } = state;
  const { text, counts, diagnostics, page } = data;
  const isShown = state.page === "shown";
  return element(
    "section",
    { id: "panel", role: "region", "aria-label": text["panel-title"] },
    element(
      "header",
      {},
      element("h2", {}, text["panel-title"]),
      element("button", { type: "button", "data-job": "close", class: "close" }, text["panel-close"]),
    ),
    noticesView(notices, text),
    failure && element("p", { class: "notice", role: "alert" }, withCode(failure)),
    editsView(state),
    page && pageView(page),
    data.unpublished && unpublishedView(data.unpublished),
    page && statesView(page, text),
    // Only for an address that has a page.
    isShown && !data.unpublished && listView("page", text["panel-this-page"], [counts.page_errors, counts.page_warnings], diagnostics, text, fixing),
    isShown && !data.unpublished && findingsView(diagnostics, text, fixing),
    isShown && !data.unpublished && page?.translation && translationView(data, fixing),
    isShown && !data.unpublished && (page ? languagesView(page, text) : element("p", { class: "quiet" }, text["panel-not-a-page"])),
    page?.terms.length > 0 && termsView(page.terms, text),
    page?.files.length > 0 && filesView(page.files, text),
    listView("site", text[isShown ? "panel-rest-of-site" : "panel-site"], [], diagnostics, text, fixing),
    diagnostics.more > 0 && counts.more && element("p", { class: "quiet" }, counts.more),
    diagnostics.checking && element("p", { class: "quiet" }, text["panel-checking"]),
    footerView(data),
  );
}

function noticesView(notices, text) {
  return (
    notices.length > 0 &&
    element(
      "div",
      { class: "notices" },
      notices.map((notice) => element("p", { class: "notice" }, text[notice])),
    )
  );
}

/** What was just fixed, and can be undone; and what was just undone. It stays in sight while the list below is scrolled. */
export function editsView({ data: { edits, text }, undone, fixing }) {
  const isEmpty = !edits?.length && !undone;
  return (
    !isEmpty &&
    element(
      "div",
      { id: "edits", class: "edits", tabindex: "-1", role: "status" },
      undone && element("p", {}, withCode(undone)),
      (edits ?? []).map(({ id, message, undo }) =>
        element(
          "p",
          {},
          element("span", { id: `edit-${id}` }, withCode(message)),
          undo &&
            element(
              "button",
              { type: "button", "data-job": "undo", "data-edit": String(id), disabled: fixing, "aria-describedby": `edit-${id}` },
              text["panel-undo"],
            ),
        ),
      ),
    )
  );
}

function pageView({ title, lang, languages }) {
  const dir = languages.find(({ tag }) => tag === lang)?.dir;
  return title && element("p", { class: "title", lang, dir }, title);
}

/** Why there is a page that is not shown. */
function unpublishedView({ title, lang, dir, reason }) {
  return [element("p", { class: "title", lang, dir }, title), element("p", { class: "notice" }, withCode(reason))];
}

function statesView(page, text) {
  return (
    page.states.length > 0 &&
    element(
      "p",
      { class: "states" },
      page.states.map((state) => stateView(state, page, text)),
    )
  );
}

function listView(list, heading, counts, diagnostics, text, fixing) {
  const entries = diagnostics[list];
  // Without problems, the rest of the site needs no heading.
  if (list === "site" && entries.length === 0) return null;
  return [
    element("h3", {}, heading, entries.length > 0 && counts.some(Boolean) && counted(list, entries, counts)),
    entries.length > 0
      ? element(
          "ul",
          { class: "diagnostics" },
          entries.map((entry, position) => diagnosticView(entry, list, position, text, fixing)),
        )
      : (list !== "page" || diagnostics.findings.length === 0) && element("p", { class: "quiet" }, text["panel-nothing-wrong"]),
  ];
}

// What a look at the whole site has found of the page: closed, as nothing has to be done about it at once.
function findingsView({ findings }, text, fixing) {
  return (
    findings.length > 0 &&
    element(
      "details",
      { class: "findings" },
      element("summary", {}, `${text["panel-findings"]} (${findings.length})`),
      element(
        "ul",
        { class: "diagnostics" },
        findings.map((entry, position) => diagnosticView(entry, "findings", position, text, fixing)),
      ),
    )
  );
}

function counted(list, entries, [errors, warnings]) {
  const has = (severity) => entries.some((entry) => entry.severity === severity);
  return element("span", { class: "quiet" }, [has("error") && errors, has("warning") && warnings].filter(Boolean).join(" · "));
}

function languagesView({ languages, compare }, text) {
  return [
    element("h3", {}, text["panel-languages"]),
    element(
      "ul",
      { class: "languages" },
      languages.map((language) =>
        element(
          "li",
          {},
          language.url
            ? element(
                "a",
                { href: language.url, hreflang: language.tag, "aria-current": language.current ? "page" : null },
                languageName(language),
              )
            : languageName(language),
          " ",
          languageState(language, languages, text),
          language.current && element("span", { class: "state" }, text["panel-language-current"]),
          // That of the page itself stands above.
          !language.current && language.translation?.to_do > 0 && element("span", { class: "quiet" }, language.translation.summary),
        ),
      ),
    ),
    compare && languages.length > 1 && element("p", {}, element("a", { href: compare }, text["panel-compare"])),
  ];
}

function filesView(files, text) {
  return element(
    "details",
    {},
    element("summary", {}, text["panel-files"]),
    element(
      "ul",
      { class: "files" },
      files.map((file) => element("li", { dir: "ltr", translate: "no" }, file)),
    ),
  );
}

function footerView({ lang, program_languages, text, drafts, token, guide }) {
  return element(
    "footer",
    {},
    element(
      "p",
      {},
      element("label", { for: "language" }, text["panel-menu-language"]),
      element(
        "select",
        { id: "language" },
        program_languages.map(({ tag, name }) => element("option", { value: tag, lang: tag, selected: tag === lang }, name)),
      ),
    ),
    // Only a browser on this computer has the token.
    token &&
      element(
        "p",
        { class: "controls" },
        element("button", { type: "button", "data-job": "drafts" }, text[drafts ? "panel-drafts-hide" : "panel-drafts-show"]),
      ),
    element(
      "p",
      { class: "controls" },
      element("button", { type: "button", "data-job": "move" }, text["panel-move"]),
      element("button", { type: "button", "data-job": "hide", class: "hide" }, text["panel-hide"]),
    ),
    element("p", {}, element("a", { href: guide, target: "_blank" }, text["panel-guide"])),
    element(
      "dl",
      { class: "keys", "aria-label": text["panel-menu-keys"] },
      Object.entries(KEYS).map(([job, key]) =>
        element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, text[`panel-key-${job}`])),
      ),
    ),
  );
}
