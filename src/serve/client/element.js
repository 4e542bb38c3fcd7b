// Makes elements in code: markup in strings would need escaping, and inline styles and handlers are forbidden by strict sites.

/**
 * An element with attributes and children. A value of `null`, `undefined` or `false` leaves an attribute or a child out,
 * `true` writes an attribute without a value.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(attribute, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A text in which what stands between backticks is code. */
export function withCode(text) {
  const parts = text.split("`");
  // An odd number of backticks encloses nothing: the text is shown as it is.
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, index) => (index % 2 ? element("code", { dir: "auto" }, part) : part));
}
