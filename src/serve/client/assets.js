// Shows changed static files without reloading the page: style sheets are swapped and pictures are fetched again. A query that
// is added to their addresses keeps the browser from using its cache.

/** Paths of files that changed while the page was open, and the version that changed them. */
const versions = new Map();
/** Style sheets that are removed as soon as their replacement has loaded. */
const leaving = new WeakSet();

/** Attributes that hold the address of displayed media, and the elements that have them. */
const MEDIA_ATTRIBUTES = [
  ["src", "img, source, video, audio, track, embed, input[type=image]"],
  ["poster", "video"],
  ["data", "object"],
  ["href", "image, use, link[rel~=icon]"],
];

/** Style sheets that changed and have not been swapped yet. */
const outdated = new Set();

/** Records files that changed. Returns `true` if only reloading the page will show them. */
export function noteChanged(addresses, version) {
  const changed = new Set(addresses.map((address) => new URL(address, location.origin).pathname));
  if (changed.size === 0) return false;
  for (const path of changed) versions.set(path, version);

  // Modules import others that no element names; the browser's list of loaded resources has them.
  const loaded = performance.getEntriesByType("resource").map(({ name, initiatorType }) => ({
    path: new URL(name).pathname,
    initiatorType,
  }));
  const scripts = [...document.scripts].filter(({ src }) => src).map(({ src }) => new URL(src).pathname);
  const isCode = (path) => scripts.includes(path) || (/\.m?js$/.test(path) && loaded.some((entry) => entry.path === path));
  if ([...changed].some(isCode)) return true;

  // What style sheets load (fonts, backgrounds, imported sheets) has no element either.
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
 * Shows the recorded files. Call this after the page was updated: if it now names a file by a new address, nothing is left to
 * do for that file.
 */
export function showChanged() {
  for (const sheet of outdated) {
    if (sheet.isConnected && !leaving.has(sheet)) swapSheet(sheet);
  }
  outdated.clear();
  refreshAddresses(document.documentElement);
}

/** Adds the query to the addresses of changed media, in the displayed page or in one that came from the server. */
export function refreshAddresses(root) {
  for (const [attribute, selector] of MEDIA_ATTRIBUTES) {
    for (const shown of root.querySelectorAll(selector)) replace(shown, attribute, refreshed);
  }
  for (const shown of root.querySelectorAll("img[srcset], source[srcset]")) {
    replace(shown, "srcset", (set) =>
      set.replace(/([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]+)?/g, (_, address, size = "") => refreshed(address) + size),
    );
  }
}

/** The same for style sheets, in a page that is not displayed yet. */
export function refreshSheets(root) {
  for (const sheet of root.querySelectorAll("link[rel~=stylesheet][href]")) replace(sheet, "href", refreshed);
}

/** Whether a style sheet is about to be removed because its replacement is loading. */
export function isLeaving(sheet) {
  return leaving.has(sheet);
}

/** Removes style sheets once others have loaded, so that the page is never unstyled. */
export async function removeAfter(old, fresh) {
  for (const sheet of old) leaving.add(sheet);
  await Promise.all(
    // A disabled sheet never loads.
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
  // The clone comes after the original and overrides it as soon as it has loaded.
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
