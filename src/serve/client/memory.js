// Settings of the panel in the browser's storage. Nothing fails if storage is disabled.

/** The stored setting of a name, or `null`. */
export function recall(name) {
  return read(() => localStorage, name);
}

/** Stores a text under a name; `null` removes it. */
export function remember(name, value) {
  write(() => localStorage, name, value);
}

/** What is stored for this tab alone, until it is closed. */
export function recallInTab(name) {
  return read(() => sessionStorage, name);
}

/** Stores a text for this tab alone; `null` removes it. */
export function rememberInTab(name, value) {
  write(() => sessionStorage, name, value);
}

// Even to name a storage that is disabled fails.
function read(storage, name) {
  try {
    return storage().getItem(`sapar-${name}`);
  } catch {
    return null;
  }
}

function write(storage, name, value) {
  try {
    if (value === null) storage().removeItem(`sapar-${name}`);
    else storage().setItem(`sapar-${name}`, value);
  } catch {
    // The setting then lasts until the page is closed.
  }
}
