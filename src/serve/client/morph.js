// Turns the displayed page into the one that the server sent by changing only what differs: scroll position, focus, open
// details, typed text and playing media stay.

import { isLeaving, refreshAddresses, refreshSheets, removeAfter } from "./assets.js";
import { Idiomorph } from "./idiomorph.js";

/** Parses a page as the server sent it. The preview's script is removed; `digest` is the attribute that it had. */
export function parsePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const script = page.querySelector("script[data-digest][src$='_sapar/client.js']");
  const digest = script?.dataset.digest ?? null;
  script?.remove();
  // In a displayed page the content of `noscript` is text; `DOMParser` makes elements of it, which would load and apply.
  for (const fallback of page.querySelectorAll("noscript")) fallback.textContent = fallback.innerHTML;
  return { page, digest };
}

/** Whether a page needs a full load: it has scripts that the displayed one lacks, or a redirect. Morphing runs neither. */
export function needsLoading(page) {
  const known = new Set(programs(document));
  return programs(page).some((program) => !known.has(program)) || page.querySelector("meta[http-equiv=refresh i]") !== null;
}

/**
 * Makes the displayed page equal to `page`. `last` is the page as the server sent it before, if that is known: differences from
 * it were made by the page's own scripts, and stay wherever the author has changed nothing.
 */
export function morphTo(page, last) {
  refreshAddresses(page);
  refreshSheets(page);
  /** The counterpart of each displayed element in the page that was sent. */
  const sent = new Map([[document.documentElement, page.documentElement]]);
  const wasOf = (shown) => last && originalOf(shown, last);

  const mayUpdate = (attribute, shown) => {
    const was = wasOf(shown);
    if (was && was.getAttribute(attribute) === sent.get(shown)?.getAttribute(attribute)) return false;
    return !isUserState(attribute, shown);
  };
  const mayMorph = (shown, now) => {
    if (shown.nodeType !== Node.ELEMENT_NODE) return true;
    sent.set(shown, now);
    const was = wasOf(shown);
    // A container that the author leaves empty is filled by scripts: with a map, a player, a search.
    return !(was && isEmpty(was) && isEmpty(now) && !isEmpty(shown) && was.isEqualNode(now));
  };

  copyAttributes(document.documentElement, page.documentElement, mayUpdate);
  morphHead(document.head, page.head);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "outerHTML",
    callbacks: { beforeAttributeUpdated: mayUpdate, beforeNodeMorphed: mayMorph },
  });
}

/** The element of the page as it was sent, if that can be told for certain. */
function originalOf(shown, last) {
  if (shown === document.documentElement) return last.documentElement;
  if (shown === document.body) return last.body;
  return shown.id ? last.getElementById(shown.id) : null;
}

function isEmpty(holder) {
  return holder.childElementCount === 0 && holder.textContent.trim() === "";
}

/** The scripts of a page, as comparable strings. Data such as JSON-LD is not a script. */
function programs(page) {
  return [...page.querySelectorAll("script")]
    .filter(({ type }) => /^(|module|importmap|(text|application)\/(java|ecma)script)$/i.test(type.trim()))
    .map((script) => `${script.type} ${script.getAttribute("src") ?? script.textContent}`);
}

/** Whether an attribute holds what the user has opened, typed or chosen. */
function isUserState(attribute, shown) {
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
 * The head is compared child by child: style sheets must keep their order, must not load again if they did not change, and an
 * old one must stay until the new one has loaded. None of Idiomorph's own head strategies does all of that.
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
    const added = document.importNode(child, true);
    if (last) last.after(added);
    else shown.prepend(added);
    last = added;
    if (isSheet(added)) fresh.push(added);
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
