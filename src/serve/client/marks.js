// Marks the blocks of translations in the pages that show them, without changing these pages.

import { blockFinder, markBlocks, showBlock } from "./blocks-on-page.js";

/** States that are marked in a page. */
const STATES = ["stale", "unaccepted", "machine", "missing", "orphaned"];

/**
 * Marks what is not current in pages side by side. `pages` are windows by the tags of their languages, `translations` are by the
 * same tags. What is missing is marked in the source, which alone has it.
 */
export function markTranslations(pages, translations) {
  const finders = Object.fromEntries(Object.entries(pages).map(([tag, { document }]) => [tag, blockFinder(document)]));
  const found = Object.fromEntries(Object.keys(pages).map((tag) => [tag, Object.fromEntries(STATES.map((state) => [state, []]))]));
  for (const tag of Object.keys(pages)) {
    const translation = translations[tag];
    // Of what nobody has recorded, it is not known what is current.
    if (!translation?.blocks || translation.class === "unrecorded") continue;
    for (const block of translation.blocks.filter(({ state }) => state !== "current")) {
      const { state, translations: texts } = block;
      if (texts.length > 0) found[tag][state].push(finders[tag](block));
      const source = translation.source.tag;
      if (block.source && finders[source]) found[source][state].push(finders[source](sourceOf(block)));
    }
  }
  for (const [tag, window] of Object.entries(pages)) {
    for (const state of STATES) markBlocks(window, `sapar-${state}`, found[tag][state].filter(Boolean));
  }
}

/** Shows a block and its source in their pages. Returns whether both pages are there. */
export function showPair(pages, block, { source, language }) {
  const [of, to] = [pages[source.tag], pages[language.tag]];
  if (!of || !to) return false;
  if (block.source) showBlock(blockFinder(of.document)(sourceOf(block)));
  showBlock(blockFinder(to.document)(block));
  return true;
}

/** A block of the source as it is looked for in the page of the source. */
function sourceOf({ kind, key, source }) {
  return { kind, key, translations: [source] };
}
