// The panel: its state, when it opens and closes, and what its controls do. It is rendered by panel-view.js.

import { alarm } from "./alarm.js";
import { blockFinder, showBlock } from "./blocks-on-page.js";
import { element } from "./element.js";
import { Idiomorph } from "./idiomorph.js";
import { recall, recallInTab, remember, rememberInTab } from "./memory.js";
import { panelView } from "./panel-view.js";

/** Adds the panel to the page. Its data is requested from the server. */
export function showPanel(base) {
  const state = {
    data: null,
    open: false,
    hidden: recall("panel-hidden") === "yes",
    side: recall("panel-side") === "start" ? "start" : "end",
    lost: false,
    page: "shown",
    failure: null,
    /** Whether a file is being written, and the site does not follow yet. */
    fixing: false,
    /** What the server said of the last edit that was undone. */
    undone: null,
  };
  const attention = alarm();
  let returnTo = null;
  let requests = 0;
  let drawn = null;
  /** Whether the focus moves to what is said of the edits as soon as that is shown. */
  let focusesEdits = false;

  // Beside the body, so that no change of the page touches it and it does not affect the page's layout.
  const host = element("sapar-panel", { hidden: true });
  const root = host.attachShadow({ mode: "open" });
  const sheet = element("link", { rel: "stylesheet", href: `${base}_sapar/panel.css` });
  const content = element("div", { class: "preview" });
  root.append(sheet, content);
  sheet.addEventListener("load", () => (host.hidden = false));
  document.documentElement.append(host);

  const draw = () => {
    content.hidden = state.hidden || state.data === null;
    if (state.data === null) return;
    content.lang = state.data.lang;
    content.dir = state.data.dir;
    content.dataset.side = state.side;
    const view = element("div", {}, ...panelView(state));
    // Most changes of the site change nothing here, and a morph briefly adds an element to the page.
    if (view.innerHTML !== drawn) {
      drawn = view.innerHTML;
      Idiomorph.morph(content, view, {
        morphStyle: "innerHTML",
        callbacks: { beforeAttributeUpdated: (attribute, changed) => attribute !== "open" || !changed.matches("details") },
      });
    }
    const edits = focusesEdits && root.querySelector("#edits");
    if (!edits) return;
    focusesEdits = false;
    edits.focus({ preventScroll: true });
  };

  const ask = async () => {
    const request = ++requests;
    const question = new URLSearchParams({ url: location.pathname });
    const language = recall("panel-language");
    if (language) question.set("lang", language);
    const response = await fetch(`${base}_sapar/panel.json?${question}`, { cache: "no-store" }).catch(() => null);
    const data = response?.ok ? await response.json() : null;
    // Discards a response that a later one has overtaken.
    if (data && request === requests) {
      state.data = data;
      // Some texts of a page, such as its description, are not to be seen on it.
      const blocks = data.page?.translation?.blocks ?? [];
      const find = blocks.length > 0 ? blockFinder(document) : null;
      for (const block of blocks) block.shown = find(block) !== null;
    }
    return data !== null && request === requests;
  };

  const toggle = (open) => {
    state.open = open;
    attention.silence();
    draw();
  };

  const close = () => {
    const inside = root.activeElement !== null;
    toggle(false);
    rememberInTab("fixed", null);
    if (!inside) return;
    if (returnTo?.isConnected) returnTo.focus({ preventScroll: true });
    else root.querySelector("#toggle").focus();
    returnTo = null;
  };

  const hide = (hidden) => {
    state.hidden = hidden;
    remember("panel-hidden", hidden ? "yes" : null);
    draw();
  };

  const openFile = async ({ dataset: { file, line, column } }) => {
    const response = await fetch(`${base}_sapar/open`, {
      method: "POST",
      headers: { "Sapar-Token": state.data.token, "Content-Type": "application/json" },
      body: JSON.stringify({ file, line: Number(line ?? 0), column: Number(column ?? 0) }),
    }).catch(() => null);
    if (response?.ok) state.failure = null;
    else state.failure = (await response?.json().catch(() => null))?.message ?? state.data.text["panel-open-failed"];
    draw();
  };

  const showDrafts = async () => {
    const { token, drafts } = state.data;
    const body = new URLSearchParams({ token, show: drafts ? "no" : "yes" });
    await fetch(`${base}_sapar/drafts`, { method: "POST", body }).catch(() => null);
    // The page asks for itself when the site has changed.
    if (await ask()) draw();
  };

  /** Asks the server to do something. Resolves to its answer, or to `null` if it refused; then the reason is shown. */
  const command = async (name, body, failure = "panel-fix-failed") => {
    state.failure = null;
    state.undone = null;
    state.fixing = true;
    // What the user works with does not close by itself, whether the site follows before the answer comes or after it.
    attention.silence();
    draw();
    const response = await fetch(`${base}_sapar/${name}`, {
      method: "POST",
      headers: { "Sapar-Token": state.data.token, "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, lang: state.data.lang }),
    }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!response?.ok) {
      state.failure = answer?.message ?? state.data.text[failure];
      state.fixing = false;
    }
    return response?.ok ? answer : null;
  };

  const fix = async ({ dataset: { list, position } }, all) => {
    const { id, fix } = state.data.diagnostics[list][Number(position)];
    // Before the answer, because the page may be loaded again without waiting for it.
    rememberInTab("fixed", String(state.data.edits?.[0]?.id ?? -1));
    const answer = await command("fix", { url: location.pathname, diagnostic: id, fix: fix.id, all });
    if (!answer) rememberInTab("fixed", null);
    await showEdits();
  };

  const blockOf = (id) => state.data.page.translation.blocks.find((block) => block.id === id);

  const accept = async ({ dataset: { block } }, minor) => {
    const { language } = state.data.page.translation;
    const answer = await command("accept", { url: location.pathname, translation: language.tag, row: block, minor }, "panel-accept-failed");
    // Nothing was written if the record says that already, and the site does not change.
    if (answer && answer.edit === null) state.fixing = false;
    await showEdits();
  };

  const undo = async ({ dataset: { edit } }) => {
    const answer = await command("undo", { edit: Number(edit) });
    state.undone = answer?.message ?? null;
    await showEdits();
  };

  /** Shows what was done. The button that was used goes with its mistake: the focus moves to what is said of it. */
  const showEdits = async () => {
    // The data may come with a refresh that overtakes this question.
    focusesEdits = !state.failure;
    await ask();
    draw();
  };

  const jobs = {
    drafts: showDrafts,
    toggle: () => toggle(!state.open),
    close,
    hide: () => hide(true),
    move: () => {
      state.side = state.side === "end" ? "start" : "end";
      remember("panel-side", state.side === "start" ? "start" : null);
      draw();
    },
    fix: (control) => fix(control, false),
    "fix-all": (control) => fix(control, true),
    undo,
    open: openFile,
    show: ({ dataset: { block } }) => showBlock(blockFinder(document)(blockOf(block))),
    accept: (control) => accept(control, false),
    "accept-minor": (control) => accept(control, true),
  };

  root.addEventListener("click", ({ target }) => {
    const control = target.closest("[data-job]");
    if (control) jobs[control.dataset.job](control);
  });
  root.addEventListener("change", ({ target }) => {
    if (target.id !== "language") return;
    remember("panel-language", target.value);
    refreshed();
  });
  document.addEventListener("keydown", (event) => {
    const { code, ctrlKey, shiftKey, altKey, metaKey, key } = event;
    // The key left of 1 in every layout. With Ctrl, no browser uses it and it types nothing.
    if (code === "Backquote" && ctrlKey && !altKey && !metaKey) {
      event.preventDefault();
      if (shiftKey) hide(!state.hidden);
      else openByKey();
    } else if (key === "Escape" && state.open && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
      close();
    }
  });

  const openByKey = () => {
    if (state.hidden) hide(false);
    if (state.open) {
      close();
      return;
    }
    returnTo = document.activeElement;
    toggle(true);
    root.querySelector("#toggle")?.focus({ preventScroll: true });
  };

  let firstTime = true;

  /** Whether anything was saved while the tab was hidden; `null` if there was nothing to refresh. */
  let unseen = null;

  const refreshed = async ({ state: page, saved = false } = {}) => {
    if (page) state.page = page;
    if (saved) {
      state.failure = null;
      state.fixing = false;
    }
    if (document.visibilityState === "hidden") {
      unseen = unseen || saved;
      return;
    }
    if (!(await ask())) return;
    // The page was loaded again by what was fixed in it: the panel is where it was.
    const fixed = recallInTab("fixed");
    if (firstTime && fixed !== null && state.data.edits?.some(({ id }) => id > Number(fixed))) state.open = true;
    firstTime = false;
    const advice = attention.hear(state.data, state.page, saved);
    if (advice === "open") state.open = true;
    // Not while the user is working in the panel. If the user went from it to the editor, it may close.
    if (advice === "close" && !(root.activeElement && document.hasFocus())) state.open = false;
    draw();
  };

  document.addEventListener("visibilitychange", () => {
    if (unseen === null || document.visibilityState === "hidden") return;
    refreshed({ saved: unseen });
    unseen = null;
  });

  return {
    /** Requests new data, after the page was updated. */
    refresh: refreshed,
    /** Shows whether the server is unreachable. */
    setDisconnected(lost) {
      if (state.lost === lost) return;
      state.lost = lost;
      // The change of the file would be reported by the server.
      state.fixing = false;
      draw();
    },
  };
}
