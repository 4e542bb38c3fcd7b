// Creates elements in code: markup in strings would need escaping, and strict content security policies forbid inline styles
// and handlers.

/**
 * An element with attributes and children. Attributes and children that are `null`, `undefined` or `false` are omitted; `true`
 * sets an attribute without a value.
 */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) created.setAttribute(attribute, "");
    else if (value !== null && value !== undefined && value !== false) created.setAttribute(attribute, value);
  }
  created.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return created;
}

/** The nodes of a text in which code is marked by backticks. */
export function withCode(text) {
  const parts = text.split("`");
  // With an odd number of backticks, it is unclear which of them belong together.
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, index) => (index % 2 ? element("code", { dir: "auto" }, part) : part));
}
