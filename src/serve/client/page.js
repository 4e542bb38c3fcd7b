// Keeps the displayed page up to date: requests it again after a change, and morphs it.

import { morphTo, needsLoading, parsePage } from "./morph.js";

/**
 * A page that was loaded with `digest`. `refresh` requests it again, one request at a time, and resolves to `{state}`: "shown",
 * "gone" (there is no such page) or "failed" (the site cannot be shown). It resolves to `null` if the server did not respond or
 * the browser is navigating away.
 */
export function shownPage(digest) {
  let known = digest;
  /** The page as the server last sent it, if that is known. */
  let last = null;
  let state = "shown";
  let scroll = null;
  let running = null;
  let again = false;

  const ask = async () => {
    const response = await fetch(location.pathname + location.search, {
      headers: { "If-None-Match": `"${known}"`, Accept: "text/html" },
      cache: "no-store",
    }).catch(() => null);
    // The server is not running. The page is requested again when it is back.
    if (response === null) return null;
    if (response.status === 304) return { state };
    const moved = response.headers.get("Sapar-Moved-To");
    if (response.status === 404 && moved?.startsWith("/")) {
      location.replace(new URL(moved, location.origin).pathname + location.hash);
      return null;
    }
    const outcome = response.ok ? "shown" : response.status === 404 ? "gone" : "failed";
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) {
      // The address now is a file that is not HTML, or there is not even an error page.
      if (response.ok) location.reload();
      return response.ok ? null : { state: outcome };
    }
    const sent = parsePage(await response.text());
    if (response.ok && needsLoading(sent.page)) {
      location.reload();
      return null;
    }
    last ??= await loadedPage(known);
    show(sent.page, outcome);
    last = sent.page;
    known = sent.digest ?? known;
    return { state };
  };

  const show = (page, outcome) => {
    // An error page is short: the scroll position is restored when the page is back.
    if (state === "shown" && outcome !== "shown") scroll = [scrollX, scrollY];
    morphTo(page, last);
    if (outcome === "shown" && scroll) {
      scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
      scroll = null;
    }
    state = outcome;
  };

  const askUntilCurrent = async () => {
    try {
      let outcome;
      do {
        again = false;
        outcome = await ask();
      } while (again);
      return outcome;
    } finally {
      running = null;
    }
  };

  return {
    refresh() {
      again = running !== null;
      running ??= askUntilCurrent();
      return running;
    },
  };
}

/** The page as it was when it was loaded, from the browser's cache, or `null` if that has another version. */
async function loadedPage(digest) {
  const address = location.pathname + location.search;
  const response = await fetch(address, { cache: "force-cache" }).catch(() => null);
  const kept = response?.ok ? parsePage(await response.text()) : null;
  return kept?.digest === digest ? kept.page : null;
}
