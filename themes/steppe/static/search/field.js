//# allFunctionsCalledOnLoad
// The field in the header, with what `parts.js` has.

// Results that are shown at a time.
const IN_FIELD = 7;

/** The field in the header: an editable combobox with list autocomplete, as the ARIA Authoring Practices Guide describes it. */
export function searchField(form, { element, queries, showFailure, number, withNumbers, excerpt, picture, crumbs, phrase, query, href }, engine) {
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

  function answered({ results, total, suggestion }) {
    const { dataset } = form;
    const text = query(field);
    const options = results.map((result) =>
      option(
        result.url,
        picture(result),
        element("span", {}, element("strong", {}, result.title), crumbs(result.crumbs), element("span", { className: "hit-excerpt" }, ...excerpt(result.excerpt))),
      ),
    );
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
    const last = options.at(-1);
    withNumbers(() => {
      // Other results may be shown by now.
      if (list.lastElementChild === last) last.after(identified(option(href(form, { q: text }), `${dataset.all} (${number(total)})`), options.length));
    });
  }

  function failed() {
    showFailure(form, note, search);
    show([], form.dataset.failed);
  }

  function search() {
    const text = query(field);
    if (text) return find(text, { limit: IN_FIELD });
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
  prefetch();
  // Typed while this was loaded.
  if (query(field)) search();
  else withNumbers(() => number(0));
}
