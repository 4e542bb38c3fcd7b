//# allFunctionsCalledOnLoad
// The search page, with what `parts.js` has.

// Results that are shown at a time.
const ON_PAGE = 20;
// Milliseconds after the last keystroke: nobody wants to go back to what was half typed.
const HISTORY_DEBOUNCE = 1000;

/** The search page, whose address has the query and the filters. */
export function searchPage(form, { MAX_QUERY, element, queries, showFailure, number, excerpt, picture, crumbs, phrase, href }) {
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

  field.addEventListener("focus", () => prefetch().catch(() => {}), { once: true });
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
