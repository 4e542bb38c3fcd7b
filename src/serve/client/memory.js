// What a browser remembers of the panel for this site. Where storage is forbidden, nothing is remembered and nothing fails.

/** What was remembered under a name, or `null`. */
export function recall(name) {
  try {
    return localStorage.getItem(`sapar-${name}`);
  } catch {
    return null;
  }
}

/** Remembers a text under a name; `null` forgets it. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`sapar-${name}`);
    else localStorage.setItem(`sapar-${name}`, value);
  } catch {
    // It holds until the page is left.
  }
}
