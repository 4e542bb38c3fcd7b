//# allFunctionsCalledOnLoad
// The field in the header, with what `parts.js` has.

// Results that are shown at a time, and how many of them the first list begins with: each is in another file, and until all are there
// and laid out, a slow phone shows nothing for what was typed.
const IN_FIELD = 7;
const AT_FIRST = 3;

/** The field in the header: an editable combobox with list autocomplete, as the ARIA Authoring Practices Guide describes it. */
export function searchField(form, { element, queries, showFailure, number, withNumbers, whenIdle, excerpt, picture, crumbs, phrase, query, href }, engine) {
  const field = form.elements.q;
  const list = form.querySelector("[role=listbox]");
  const note = form.querySelector(".search-note");
  const popup = list.parentElement;
  const { prefetch, announce, stop, find } = queries(form, { answered, failed, engine });
  let active = -1;

  function toggle(open) {
    popup.hidden = !open;
    field.setAttribute("aria-expanded", open && !list.hidden);
    if (!open) activate(-1);
  }

  /** Makes an option the active one, or with -1 the field itself. */
  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  function option(href, ...children) {
    const made = element("a", { href, tabIndex: -1, className: "search-option" }, ...children);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }

  const identified = (option, index) => Object.assign(option, { id: `_search-${index}` });

  function show(options, text) {
    activate(-1);
    list.replaceChildren(...options);
    options.forEach(identified);
    list.hidden = options.length === 0;
    toggle(true);
    announce(text);
  }

  const shown = (result) =>
    option(
      result.url,
      picture(result),
      element("span", {}, element("strong", {}, result.title), crumbs(result.crumbs), element("span", { className: "hit-excerpt" }, ...excerpt(result.excerpt))),
    );

  /** Adds options behind those that are shown. */
  function add(...options) {
    const before = list.children.length;
    options.forEach((option, index) => identified(option, before + index));
    list.append(...options);
  }

  function answered({ results, total, suggestion }) {
    const { dataset } = form;
    const text = query(field);
    const options = results.map(shown);
    const offered = suggestion && phrase(dataset.suggestion, "text", suggestion.text);
    if (suggestion) {
      const offer = option(href(form, { q: suggestion.text }), offered);
      offer.addEventListener("click", (event) => {
        event.preventDefault();
        field.value = suggestion.text;
        field.focus();
        search();
      });
      options.unshift(offer);
    }
    note.textContent = dataset.nothing;
    note.hidden = total > 0;
    show(options, () => [total > 0 ? phrase(dataset.count, "count", number(total)) : dataset.nothing, offered].filter(Boolean).join(" "));
    if (total === results.length) return;
    if (results.length >= IN_FIELD) return linkAll(text, total);
    // Behind the frame that shows the first ones.
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))).then(() => {
      if (query(field) !== text) return;
      return find(text, { limit: IN_FIELD }, ({ results: all }) => {
        add(...all.slice(results.length).map(shown));
        if (total > all.length) linkAll(text, total);
      });
    });
  }

  /** Adds a link to the page with all results. */
  function linkAll(text, total) {
    const last = list.lastElementChild;
    withNumbers(() => {
      // Other results may be shown by now.
      if (list.lastElementChild === last) add(option(href(form, { q: text }), `${form.dataset.all} (${number(total)})`));
    });
  }

  function failed() {
    showFailure(form, note, search);
    show([], form.dataset.failed);
  }

  function search() {
    const text = query(field);
    if (text) return find(text, { limit: list.children.length ? IN_FIELD : AT_FIRST });
    stop();
    toggle(false);
    list.replaceChildren();
    announce("");
  }

  field.addEventListener("input", ({ isComposing }) => isComposing || search());
  field.addEventListener("compositionend", search);
  field.addEventListener("keydown", (event) => {
    const { key, altKey, isComposing } = event;
    const count = list.children.length;
    if (isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (altKey || (popup.hidden && count)) toggle(key === "ArrowDown" && count > 0);
      // The field comes before the first option and after the last.
      if (!altKey && count) activate(((active + (key === "ArrowDown" ? 2 : count + 1)) % (count + 1)) - 1);
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    } else if (key === "Escape" && !popup.hidden) {
      event.preventDefault();
      toggle(false);
    } else if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) {
      // The caret moves in the field.
      activate(-1);
    }
  });
  // A press beside an option would take the focus, and so close the field.
  popup.addEventListener("mousedown", (event) => event.target.closest("a, button") || event.preventDefault());

  /**
   * Does once what the first letter needs more than later ones, with words of the page instead of an answer: regular expressions are compiled,
   * and a list that nobody sees is laid out. A letter that is typed meanwhile waits for one of the steps at most.
   */
  async function rehearse() {
    const { dataset } = form;
    const [title] = document.title.split(" · ");
    let engine;
    let result;
    const steps = [
      // The longest: while the index is on its way.
      () => number(0),
      async () => (engine = await prefetch()),
      async () => (result = await engine.rehearse(`${title}. ${dataset.failed} ${dataset.nothing}`)),
      () => {
        list.append(...Array.from({ length: AT_FIRST }, () => shown({ ...result, url: "", title, crumbs: [title] })));
        popup.style.visibility = "hidden";
        popup.hidden = false;
        popup.getBoundingClientRect();
        popup.hidden = true;
        popup.style.visibility = "";
        list.replaceChildren();
      },
    ];
    for (const step of steps) {
      await whenIdle();
      if (query(field)) return;
      await step();
    }
  }

  // Typed while this was loaded.
  if (query(field)) search();
  else rehearse().catch(() => {});
}
