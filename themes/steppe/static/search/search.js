// The search as readers see it: the field in the header, and the search page. All words are in the page. What the engine returns becomes text
// nodes, never HTML.

// Results that are shown at a time.
const IN_FIELD = 7;
const ON_PAGE = 20;
// Milliseconds after the last keystroke: nobody wants to hear, or go back to, what was half typed.
const ANNOUNCEMENT_DEBOUNCE = 700;
const HISTORY_DEBOUNCE = 1000;
// The field takes no more characters, but an address may have more.
const MAX_QUERY = 200;

/** An element; falsy children are left out. */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
}

const number = (value) => value.toLocaleString(document.documentElement.lang);
const excerpt = (parts) => parts.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
const picture = ({ picture }) => picture && element("img", { src: picture, alt: "", loading: "lazy", decoding: "async", width: 96, height: 72 });
const crumbs = (names) => names.length > 0 && element("span", { className: "hit-crumbs" }, ...names.map((name) => element("span", {}, name)));
const phrase = (text, name, value) => text.replace(`{${name}}`, () => value);

/** Runs the queries of a form: calls `answered` or `failed` for the latest one alone. */
function queries(form, { answered, failed }) {
  const status = form.querySelector("[role=status]");
  let engine;
  let latest = new AbortController();
  let timer;
  const load = () =>
    (engine ??= import(form.dataset.engine)
      .then(({ open }) => open(form.dataset.search))
      .catch((error) => {
        engine = undefined;
        throw error;
      }));
  return {
    prefetch: () => void load().then((engine) => engine.prefetch()).catch(() => {}),
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = text), ANNOUNCEMENT_DEBOUNCE);
    },
    stop() {
      latest.abort();
      form.removeAttribute("aria-busy");
    },
    async find(text, options) {
      latest.abort();
      const { signal } = (latest = new AbortController());
      form.setAttribute("aria-busy", "true");
      try {
        const answer = await (await load()).find(text, { ...options, signal });
        if (!signal.aborted) answered(answer);
      } catch {
        if (!signal.aborted) failed();
      } finally {
        if (!signal.aborted) form.removeAttribute("aria-busy");
      }
    },
  };
}

function showFailure(form, note, again) {
  note.replaceChildren(form.dataset.failed, " ", element("button", { type: "button", className: "search-again", onclick: again }, form.dataset.again));
  note.hidden = false;
}

const query = (field) => field.value.slice(0, MAX_QUERY).trim();

const href = (form, values) => `${form.getAttribute("action")}?${new URLSearchParams(values)}`;

/** The field in the header: an editable combobox with list autocomplete, as the ARIA Authoring Practices Guide describes it. */
export function searchField(form) {
  const field = form.elements.q;
  const list = form.querySelector("[role=listbox]");
  const note = form.querySelector(".search-note");
  const popup = list.parentElement;
  const { prefetch, announce, stop, find } = queries(form, { answered, failed });
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

  function show(options, text) {
    activate(-1);
    list.replaceChildren(...options);
    options.forEach((option, index) => (option.id = `_search-${index}`));
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
    const count = phrase(dataset.count, "count", number(total));
    const words = [total > 0 ? count : dataset.nothing];
    if (suggestion) {
      words.push(phrase(dataset.suggestion, "text", suggestion.text));
      const offer = option(href(form, { q: suggestion.text }), words[1]);
      offer.addEventListener("click", (event) => {
        event.preventDefault();
        field.value = suggestion.text;
        field.focus();
        search();
      });
      options.unshift(offer);
    }
    if (total > results.length) options.push(option(href(form, { q: text }), `${dataset.all} (${number(total)})`));
    note.textContent = dataset.nothing;
    note.hidden = total > 0;
    show(options, words.join(" "));
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
}

/** The search page, whose address has the query and the filters. */
export function searchPage(form) {
  const field = form.elements.q;
  const filters = form.querySelector(".find-filters");
  const selects = [...filters.querySelectorAll("select")];
  const reset = filters.querySelector(".find-reset");
  const answer = document.querySelector(".find-answer");
  const [found, browse] = answer.querySelectorAll(".found, .browse");
  const [heading, note, list, more] = found.children;
  const { prefetch, announce, stop, find } = queries(form, { answered, failed });
  const title = document.title;
  let limit = ON_PAGE;
  // Whether the query in the history may be the beginning of one that is still being typed.
  let isTyping = false;
  let timer;

  const values = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.slice(0, MAX_QUERY).trim()]).filter(([, value]) => value));

  function read() {
    const parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") ?? "";
    for (const select of selects) {
      select.value = parameters.get(select.name) ?? "";
      // The engine has nothing with another value.
      if (select.selectedIndex < 0) select.value = "";
    }
    limit = ON_PAGE;
    search();
  }

  function write(isFinal) {
    clearTimeout(timer);
    const now = values();
    const address = Object.keys(now).length > 0 ? href(form, now) : form.getAttribute("action");
    if (address !== location.pathname + location.search) {
      const before = new URLSearchParams(location.search).get("q");
      history[isTyping && now.q?.startsWith(before) ? "replaceState" : "pushState"](null, "", address);
    }
    isTyping = !isFinal;
    show();
  }

  /** The query in the title of the page, and in the links to other languages. */
  function show() {
    const { q } = values();
    document.title = q ? `${q} · ${title}` : title;
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
  }

  function search() {
    const { q = "", ...chosen } = values();
    const isAsked = Boolean(q) || Object.keys(chosen).length > 0;
    reset.hidden = Object.keys(chosen).length === 0;
    answer.classList.toggle("answered", isAsked);
    if (isAsked) return find(q, { filters: chosen, limit });
    stop();
    announce("");
    count({});
    found.hidden = true;
    browse.hidden = false;
    showPlaces(null);
  }

  /** Shows on the maps only the places of results, if there are any. */
  function showPlaces(results) {
    const urls = results && new Set(results.map(({ url }) => url));
    for (const place of answer.querySelectorAll(".map-place")) {
      place.classList.toggle("map-not-found", Boolean(urls) && !urls.has(place.getAttribute("href")));
    }
  }

  /** Shows how many results each value of a filter would leave, and hides those that would leave none. */
  function count(offered) {
    for (const option of filters.querySelectorAll("option[value]:not([value=''])")) {
      const values = offered[option.parentElement.name];
      const value = values?.find(({ id }) => id === option.value);
      option.dataset.name ??= option.text;
      option.text = value ? `${option.dataset.name} (${number(value.count)})` : option.dataset.name;
      option.hidden = values && !value && !option.selected;
    }
  }

  function hit(result) {
    const headings = result.headings.map(({ url, title }) => element("li", {}, element("a", { href: url }, title)));
    return element(
      "li",
      { className: "hit" },
      element(
        "div",
        {},
        element("h3", {}, element("a", { href: result.url }, result.title)),
        element("p", { className: "notes" }, crumbs(result.crumbs)),
        element("p", { className: "hit-excerpt" }, ...excerpt(result.excerpt)),
        headings.length > 0 && element("ul", { className: "hit-headings" }, ...headings),
      ),
      picture(result),
    );
  }

  function answered({ results, total, filters: offered, suggestion }) {
    const shown = list.children.length;
    const isMore = limit > ON_PAGE && document.activeElement === more;
    count(offered);
    const text = total > 0 ? phrase(form.dataset.count, "count", number(total)) : form.dataset.nothing;
    heading.textContent = text;
    note.hidden = !suggestion;
    if (suggestion) {
      const offer = phrase(form.dataset.suggestion, "text", suggestion.text);
      note.replaceChildren(element("a", { href: href(form, { ...values(), q: suggestion.text }) }, offer));
      announce(`${text} ${offer}`);
    } else announce(text);
    list.replaceChildren(...results.map(hit));
    more.hidden = total <= results.length;
    // The button may be gone, and the focus with it.
    if (isMore) list.children[shown]?.querySelector("a").focus();
    found.hidden = false;
    browse.hidden = total > 0;
    showPlaces(total > 0 ? results : null);
  }

  function failed() {
    heading.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    showFailure(form, note, search);
    announce(form.dataset.failed);
    found.hidden = browse.hidden = false;
    showPlaces(null);
  }

  function typed() {
    limit = ON_PAGE;
    search();
    clearTimeout(timer);
    timer = setTimeout(write, HISTORY_DEBOUNCE, false);
  }

  field.addEventListener("focus", prefetch, { once: true });
  field.addEventListener("input", ({ isComposing }) => isComposing || typed());
  field.addEventListener("compositionend", typed);
  field.addEventListener("change", () => write(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write(true);
    search();
  });
  const choose = () => {
    limit = ON_PAGE;
    write(true);
    search();
  };
  filters.addEventListener("change", choose);
  reset.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    selects[0].focus();
    choose();
  });
  more.addEventListener("click", () => {
    limit += ON_PAGE;
    search();
  });
  addEventListener("popstate", () => {
    isTyping = false;
    read();
    show();
  });
  read();
  show();
}
