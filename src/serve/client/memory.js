// Settings of the panel in the browser's local storage. Nothing fails if storage is disabled.

/** The stored setting of a name, or `null`. */
export function recall(name) {
  try {
    return localStorage.getItem(`sapar-${name}`);
  } catch {
    return null;
  }
}

/** Stores a text under a name; `null` removes it. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`sapar-${name}`);
    else localStorage.setItem(`sapar-${name}`, value);
  } catch {
    // The setting then lasts until the page is closed.
  }
}
