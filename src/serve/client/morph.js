// Turns the page that is shown into the one that the server sent, touching only what differs: scroll, focus, open details,
// typed text and playing media stay.

import { isLeaving, refreshAddresses, refreshSheets, removeAfter } from "./assets.js";
import { Idiomorph } from "./idiomorph.js";

/** Reads a page as the server sent it, without the script that the preview adds; `digest` is what that script says. */
export function parsePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const script = page.querySelector("script[data-digest][src$='_sapar/client.js']");
  const digest = script?.dataset.digest ?? null;
  script?.remove();
  // Where scripts run, what stands in `noscript` is text; a parsed page has it as elements, which would load and apply.
  for (const fallback of page.querySelectorAll("noscript")) fallback.textContent = fallback.innerHTML;
  return { page, digest };
}

/** Whether a page holds scripts that the shown one lacks, or leads elsewhere: a morph runs neither. */
export function needsLoading(page) {
  const known = new Set(programs(document));
  return programs(page).some((program) => !known.has(program)) || page.querySelector("meta[http-equiv=refresh i]") !== null;
}

/**
 * Makes the shown page equal to the one given. `last` is the page as the server sent it before, if that is known: what differs
 * from it was done by the page's own scripts, and stays where the author has changed nothing.
 */
export function morphTo(page, last) {
  refreshAddresses(page);
  refreshSheets(page);
  /** What became of each shown element in the page that was sent. */
  const sent = new Map([[document.documentElement, page.documentElement]]);
  const wasOf = (shown) => last && originalOf(shown, last);

  const mayUpdate = (attribute, shown) => {
    const was = wasOf(shown);
    if (was && was.getAttribute(attribute) === sent.get(shown)?.getAttribute(attribute)) return false;
    return !isReaders(attribute, shown);
  };
  const mayMorph = (shown, now) => {
    if (shown.nodeType !== Node.ELEMENT_NODE) return true;
    sent.set(shown, now);
    const was = wasOf(shown);
    // A container that the author leaves empty is for scripts to fill: with a map, a player, a search.
    return !(was && isEmpty(was) && isEmpty(now) && !isEmpty(shown) && was.isEqualNode(now));
  };

  copyAttributes(document.documentElement, page.documentElement, mayUpdate);
  morphHead(document.head, page.head);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "outerHTML",
    callbacks: { beforeAttributeUpdated: mayUpdate, beforeNodeMorphed: mayMorph },
  });
}

/** The element of the page as it was sent, where there is no doubt which it is. */
function originalOf(shown, last) {
  if (shown === document.documentElement) return last.documentElement;
  if (shown === document.body) return last.body;
  return shown.id ? last.getElementById(shown.id) : null;
}

function isEmpty(holder) {
  return holder.childElementCount === 0 && holder.textContent.trim() === "";
}

/** What each script would run. Data such as JSON-LD runs nothing. */
function programs(page) {
  return [...page.querySelectorAll("script")]
    .filter(({ type }) => /^(|module|importmap|(text|application)\/(java|ecma)script)$/i.test(type.trim()))
    .map((script) => `${script.type} ${script.getAttribute("src") ?? script.textContent}`);
}

/** Whether an attribute holds what a reader has opened, typed or chosen. */
function isReaders(attribute, shown) {
  if (attribute === "open") return shown.matches("details, dialog");
  if (attribute === "value" && "defaultValue" in shown) return shown.value !== shown.defaultValue;
  if (attribute === "checked" && "defaultChecked" in shown) return shown.checked !== shown.defaultChecked;
  if (attribute === "selected" && "defaultSelected" in shown) return shown.selected !== shown.defaultSelected;
  return false;
}

function copyAttributes(shown, sent, mayUpdate) {
  for (const { name, value } of sent.attributes) {
    if (shown.getAttribute(name) !== value && mayUpdate(name, shown)) shown.setAttribute(name, value);
  }
  for (const { name } of [...shown.attributes]) {
    if (!sent.hasAttribute(name) && mayUpdate(name, shown)) shown.removeAttribute(name);
  }
}

/**
 * The head is compared child by child: style sheets must keep their order, must not load again when they did not change, and
 * an old one must stay until the new one has loaded. Idiomorph's own ways with heads do one or the other.
 */
function morphHead(shown, sent) {
  const old = [...shown.children].filter((child) => !isLeaving(child));
  const fresh = [];
  const outdated = [];
  let next = 0;
  let last = null;
  for (const child of sent.children) {
    const same = old.findIndex((candidate, index) => index >= next && candidate.isEqualNode(child));
    if (same >= 0) {
      outdated.push(...old.slice(next, same));
      next = same + 1;
      last = old[same];
      continue;
    }
    const made = document.importNode(child, true);
    if (last) last.after(made);
    else shown.prepend(made);
    last = made;
    if (isSheet(made)) fresh.push(made);
  }
  outdated.push(...old.slice(next));
  for (const child of outdated) {
    if (!isSheet(child)) child.remove();
  }
  removeAfter(outdated.filter(isSheet), fresh);
}

function isSheet(child) {
  return child.matches("link[rel~=stylesheet]");
}
