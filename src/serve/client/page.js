// Keeps the shown page equal to what the server would send: asks for it again when told, and morphs it.

import { morphTo, needsLoading, parsePage } from "./morph.js";

/**
 * A page that was loaded with `digest`. `refresh` asks for it again, one request at a time; what came of it is
 * `{state}`: "shown", "gone" (there is no such page) or "failed" (the site cannot be shown). It is `null` when the server did
 * not answer, or the page is being left.
 */
export function shownPage(digest) {
  let known = digest;
  /** The page as the server sent it, while that is known. */
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
    // The server is away: the page is asked for again when it is back.
    if (response === null) return null;
    if (response.status === 304) return { state };
    const moved = response.headers.get("Sapar-Moved-To");
    if (response.status === 404 && moved?.startsWith("/")) {
      location.replace(new URL(moved, location.origin).pathname + location.hash);
      return null;
    }
    const outcome = response.ok ? "shown" : response.status === 404 ? "gone" : "failed";
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) {
      // The address has become a file that is no page, or there is not even a page that says what is wrong.
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
    // A page of errors is short: the place that was read is found again when the page comes back.
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

/** The page as it was when it was loaded, from what the browser keeps of it; `null` when that is another version. */
async function loadedPage(digest) {
  const address = location.pathname + location.search;
  const response = await fetch(address, { cache: "force-cache" }).catch(() => null);
  const kept = response?.ok ? parsePage(await response.text()) : null;
  return kept?.digest === digest ? kept.page : null;
}
