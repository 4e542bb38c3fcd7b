// Finds blocks of a text on a page, whatever the templates have made of them: by their letters and digits.

/** The elements that show a block as a whole, and in which other blocks may stand. */
const BLOCKS =
  "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, figcaption, caption, summary, pre, blockquote, div, section, article, header, footer, main";

/** What stands in lines of text, and may show a block as a whole where a template puts it: a title in a link, a caption. */
const INLINES = "a, span, strong, em, b, i, small, time, button, label";

/** Which elements show blocks of a kind, where the same words stand in several places. */
const OF_KIND = {
  heading: "h1, h2, h3, h4, h5, h6",
  paragraph: "p",
  item: "li",
  definition: "dt, dd",
  cell: "td, th",
  caption: "figcaption, caption",
  code: "pre",
};

/** The shortest text, in letters, of which a part counts as found. */
const MIN_LENGTH = 12;

/**
 * Finds blocks on a page as it is now. The function that it returns takes a block and returns the element that shows it, or
 * `null`. One that is missing is taken for the place where it would stand: that of the block before it.
 */
export function blockFinder(page) {
  const texts = [...page.body.querySelectorAll(`${BLOCKS}, ${INLINES}`)]
    .filter((element) => !element.closest("noscript, template"))
    .map((element) => ({ element, found: letters(ownText(element)) }))
    .filter(({ found }) => found !== "");
  const pictures = [...page.images].map((element) => ({ element, found: letters(element.alt) }));

  const find = (wanted, preferred) => {
    let best = null;
    for (const { element, found } of texts) {
      const rank = rankOf(found, wanted);
      const value = rank * 2 + (preferred !== "" && element.matches(preferred) ? 1 : 0);
      if (rank > 0 && value > (best?.value ?? 0)) best = { element, value };
    }
    return best?.element ?? null;
  };
  const findPicture = (wanted) => pictures.find(({ found }) => found === wanted)?.element ?? null;

  return ({ kind, key, translations, before }) => {
    const [first] = translations;
    const wanted = letters(first?.plain ?? before ?? "");
    if (wanted === "") return null;
    if (!first) return find(wanted, "");
    if (key?.startsWith("alt.")) return findPicture(wanted);
    return find(wanted, key === "title" ? "h1" : (OF_KIND[kind] ?? "")) ?? findPicture(wanted);
  };
}

/** How well a text fits: 3 if it is the one that is wanted, 2 if it holds that, 1 if that holds it for the most part. */
function rankOf(found, wanted) {
  if (found === wanted) return 3;
  if (Math.min(found.length, wanted.length) < MIN_LENGTH) return 0;
  if (found.includes(wanted)) return 2;
  return wanted.includes(found) && found.length * 2 > wanted.length ? 1 : 0;
}

/** The text of an element without that of blocks within it, such as a list in an item. */
function ownText(element) {
  let text = "";
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(`${BLOCKS}, ul, ol, dl, table, script, style`)) text += ownText(child);
  }
  return text;
}

/** Letters and digits alone: quotation marks and spaces differ between a text and its page. */
function letters(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** How far below the top of the window a block is shown, in pixels. */
const ROOM_ABOVE = 100;

/** Scrolls an element into view, marks its words, and lets the keyboard go on from there. */
export function showBlock(element) {
  if (!element) return;
  const window = element.ownerDocument.defaultView;
  for (const closed of closedAround(element)) closed.open = true;
  // Near the top: a header may stick there, and the panel may cover the rest of a narrow window.
  element.scrollIntoView({ block: "start", behavior: "instant" });
  // At the end of a page it stands lower already.
  const { top } = element.getBoundingClientRect();
  window.scrollBy({ top: Math.min(0, top - ROOM_ABOVE), behavior: "instant" });
  markBlocks(window, "sapar-shown", [element]);
  // Where the next Tab goes on from, and where a screen reader reads on. The page itself stays as the server sent it.
  window.getSelection().collapse(element, 0);
}

function* closedAround(element) {
  for (let details = element.closest("details:not([open])"); details; details = details.parentElement.closest("details:not([open])")) {
    yield details;
  }
}

/** Marks for blocks, by name: a background, and a line, so that they differ by more than a colour. */
const MARKS = `
::highlight(sapar-shown) { background: #ffe08a; color: #1d1d1b; }
::highlight(sapar-stale) { background: #ffe9c9; color: #1d1d1b; text-decoration: underline wavy #8a5300; }
::highlight(sapar-unaccepted) { background: #ffe9c9; color: #1d1d1b; text-decoration: underline dashed #8a5300; }
::highlight(sapar-machine) { background: #e5dcf7; color: #1d1d1b; text-decoration: underline dotted #5b3f94; }
::highlight(sapar-missing) { background: #fbdad7; color: #1d1d1b; text-decoration: underline double #b3261e; }
::highlight(sapar-orphaned) { background: #fbdad7; color: #1d1d1b; text-decoration: line-through #b3261e; }
`;

/** Documents that have the marks. */
const marked = new WeakSet();

/**
 * Marks the words of elements without changing the page: its rules, and the comparison with what the server sends, see nothing of
 * it. A browser that has no such marks shows none.
 */
export function markBlocks(window, name, elements) {
  const { CSS, Highlight, CSSStyleSheet, document } = window;
  if (!CSS?.highlights || !Highlight) return;
  if (!marked.has(document)) {
    marked.add(document);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(MARKS);
    document.adoptedStyleSheets.push(sheet);
  }
  const ranges = elements.map((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range;
  });
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
