//# allFunctionsCalledOnLoad
// What the field in the header and the search page share. All words are in the page. What the engine returns becomes text nodes, never HTML.

// Milliseconds after the last keystroke: nobody wants to hear what was half typed.
const ANNOUNCEMENT_DEBOUNCE = 700;
// The field takes no more characters, but an address may have more.
export const MAX_QUERY = 200;

/** An element; falsy children are left out. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
}

let format;
export const number = (value) => (format ??= new Intl.NumberFormat(document.documentElement.lang)).format(value);
/** Resolves when the browser has nothing else to do. */
export const whenIdle = () => new Promise(globalThis.requestIdleCallback ?? setTimeout);
/** Calls a function that needs numbers: the first one takes longer than all else for a keystroke, and comes behind the next frame. */
export const withNumbers = (call) => (format ? call() : requestAnimationFrame(() => whenIdle().then(call)));
export const excerpt = (parts) => parts.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
export const picture = ({ picture }) => picture && element("img", { src: picture, alt: "", loading: "lazy", decoding: "async", width: 96, height: 72 });
export const crumbs = (names) => names.length > 0 && element("span", { className: "hit-crumbs" }, ...names.map((name) => element("span", {}, name)));
export const phrase = (text, name, value) => text.replace(`{${name}}`, () => value);

const opened = ({ dataset }) => import(dataset.engine).then(({ open }) => open(dataset.search));

/** Runs the queries of a form: calls `answered` or `failed` for the latest one alone. `engine` is one that is being loaded. */
export function queries(form, { answered, failed, engine }) {
  const status = form.querySelector("[role=status]");
  let latest = new AbortController();
  let timer;
  const load = () =>
    (engine ??= opened(form)).catch((error) => {
      engine = undefined;
      throw error;
    });
  return {
    /** Resolves to the engine when it has what every query needs. */
    async prefetch() {
      const loaded = await load();
      await loaded.prefetch();
      return loaded;
    },
    /** `text` may be a function. */
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = text.call?.() ?? text), ANNOUNCEMENT_DEBOUNCE);
    },
    stop() {
      latest.abort("superseded");
      form.removeAttribute("aria-busy");
    },
    /** `receive` gets the answer, and may return a promise for what it has yet to do with it. */
    async find(text, options, receive = answered) {
      // With a reason of its own, no error is made, and no trace of calls for it.
      latest.abort("superseded");
      const { signal } = (latest = new AbortController());
      form.setAttribute("aria-busy", "true");
      try {
        const answer = await (await load()).find(text, { ...options, signal });
        if (!signal.aborted) await receive(answer);
      } catch {
        if (!signal.aborted) failed();
      } finally {
        if (!signal.aborted) form.removeAttribute("aria-busy");
      }
    },
  };
}

export function showFailure(form, note, again) {
  note.replaceChildren(form.dataset.failed, " ", element("button", { type: "button", className: "search-again", onclick: again }, form.dataset.again));
  note.hidden = false;
}

export const query = (field) => field.value.slice(0, MAX_QUERY).trim();

export const href = (form, values) => `${form.getAttribute("action")}?${new URLSearchParams(values)}`;
