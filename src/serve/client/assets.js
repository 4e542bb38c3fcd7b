// Static files that changed: style sheets are swapped and pictures fetched anew while the page stays. The server's addresses
// do not change with their contents, so a query that only this page knows of keeps the browser from showing what it kept.

/** Addresses of files that changed while the page was open, with the version that changed them. */
const versions = new Map();
/** Style sheets that only wait for their successors. */
const leaving = new WeakSet();

/** Attributes that hold an address of something that is shown, with what holds them. */
const SHOWN = [
  ["src", "img, source, video, audio, track, embed, input[type=image]"],
  ["poster", "video"],
  ["data", "object"],
  ["href", "image, use, link[rel~=icon]"],
];

/** What of the page is to be shown anew, until it is. */
const outdated = new Set();

/** Takes note of files that changed. Returns `true` when only loading the whole page anew will show them. */
export function noteChanged(addresses, version) {
  const changed = new Set(addresses.map((address) => new URL(address, location.origin).pathname));
  if (changed.size === 0) return false;
  for (const path of changed) versions.set(path, version);

  // A module imports others that no element names; the browser's list of what it loaded has them.
  const loaded = performance.getEntriesByType("resource").map(({ name, initiatorType }) => ({
    path: new URL(name).pathname,
    initiatorType,
  }));
  const scripts = [...document.scripts].filter(({ src }) => src).map(({ src }) => new URL(src).pathname);
  const isCode = (path) => scripts.includes(path) || (/\.m?js$/.test(path) && loaded.some((entry) => entry.path === path));
  if ([...changed].some(isCode)) return true;

  // What a style sheet loads has no element either: fonts, backgrounds, imported sheets.
  const inSheets = loaded.some(({ path, initiatorType }) => initiatorType === "css" && changed.has(path));
  for (const sheet of document.querySelectorAll("link[rel~=stylesheet][href]")) {
    const { pathname } = new URL(sheet.href);
    if (!changed.has(pathname) && !inSheets) continue;
    versions.set(pathname, version);
    outdated.add(sheet);
  }
  return false;
}

/**
 * Shows the files that changed where the page itself did not: it has been asked for in between, and where it names a file by a
 * new address, that has been replaced with it.
 */
export function showChanged() {
  for (const sheet of outdated) {
    if (sheet.isConnected && !leaving.has(sheet)) swapSheet(sheet);
  }
  outdated.clear();
  refreshAddresses(document.documentElement);
}

/** Gives the addresses of files that changed their query, in a page that came from the server as in the one that is shown. */
export function refreshAddresses(root) {
  for (const [attribute, selector] of SHOWN) {
    for (const shown of root.querySelectorAll(selector)) replace(shown, attribute, refreshed);
  }
  for (const shown of root.querySelectorAll("img[srcset], source[srcset]")) {
    replace(shown, "srcset", (set) =>
      set.replace(/([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]+)?/g, (_, address, size = "") => refreshed(address) + size),
    );
  }
}

/** The same for style sheets, in a page that is not shown yet. */
export function refreshSheets(root) {
  for (const sheet of root.querySelectorAll("link[rel~=stylesheet][href]")) replace(sheet, "href", refreshed);
}

/** Whether a style sheet has a successor already and counts no more. */
export function isLeaving(sheet) {
  return leaving.has(sheet);
}

/** Takes style sheets away once others have loaded: never is the page without rules. */
export async function removeAfter(old, fresh) {
  for (const sheet of old) leaving.add(sheet);
  await Promise.all(
    // A sheet that is switched off never loads.
    fresh
      .filter(({ disabled }) => !disabled)
      .map(
        (sheet) =>
          new Promise((resolve) => {
            sheet.addEventListener("load", resolve, { once: true });
            sheet.addEventListener("error", resolve, { once: true });
          }),
      ),
  );
  for (const sheet of old) sheet.remove();
}

function swapSheet(old) {
  const fresh = old.cloneNode();
  replace(fresh, "href", refreshed);
  // The clone stands behind the original and wins over it as soon as it is there.
  old.after(fresh);
  removeAfter([old], [fresh]);
}

function replace(holder, attribute, change) {
  const value = holder.getAttribute(attribute);
  if (value === null) return;
  const changed = change(value);
  if (changed !== value) holder.setAttribute(attribute, changed);
}

function refreshed(address) {
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return address;
  }
  const version = url.origin === location.origin ? versions.get(url.pathname) : undefined;
  if (version === undefined) return address;
  url.searchParams.set("sapar", version);
  return url.pathname + url.search + url.hash;
}
