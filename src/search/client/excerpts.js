//# allFunctionsCalledOnLoad
// What a result quotes: the sentence with the most words of the query, its words marked, and the headings with some of them.

const SENTENCE_END = /[.!?。！？]+\s*|\n/gu;
const MAX_HEADINGS = 3;
// Characters of an excerpt, and how many of them stand in front of its first word.
const LENGTH = { wide: 90, narrow: 180 };
const WIDE = /[\u3040-\u30ff\u3400-\u9fff]/;

// `keysOf` gives the keys of a word; `keys` are those that the query was found by, each with its word's place in the query;
// `han` are the pairs and single characters of it.
export function createExcerpts(words, keysOf) {
  // The places of a query's words in a text: from, to, which word.
  function places(text, { keys, begins, han }) {
    const found = [];
    if (keys.size) {
      for (const { index, piece } of begins(text)) {
        const word = keysOf(piece).map((key) => keys.get(key)).find((word) => word !== undefined);
        if (word !== undefined) found.push([index, index + piece.length, word]);
      }
    }
    for (const [term, word] of han) {
      for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) found.push([at, at + term.length, word]);
    }
    return found.sort((one, other) => one[0] - other[0]);
  }

  const count = (found) => new Set(found.map(([, , word]) => word)).size;

  // The sentence of a text with the most words, and how many it has.
  function bestSentence(text, query) {
    let best = { text: "", score: 0 };
    let [from, to, inside] = [0, 0, []];
    for (const place of places(text, query)) {
      if (place[0] >= to) inside = [];
      while (place[0] >= to) {
        [from, SENTENCE_END.lastIndex] = [to, to];
        to = SENTENCE_END.exec(text) ? SENTENCE_END.lastIndex : text.length;
      }
      inside.push(place);
      const score = count(inside);
      if (score > best.score) best = { text: text.slice(from, to), score };
    }
    return best;
  }

  function marked(text, found) {
    const parts = [];
    let end = 0;
    const add = (from, to, isMarked) => {
      const part = text.slice(from, to);
      if (!part) return;
      const last = parts.at(-1);
      if (last?.marked === isMarked) last.text += part;
      else parts.push({ text: part, marked: isMarked });
    };
    for (const [from, to] of found) {
      if (to <= end) continue;
      add(end, Math.max(from, end), false);
      add(Math.max(from, end), to, true);
      end = to;
    }
    add(end, text.length, false);
    return parts;
  }

  // As much of a sentence as a result has room for, around the first word that was found.
  function excerpt(text, query) {
    const found = places(text, query);
    const length = WIDE.test(text) ? LENGTH.wide : LENGTH.narrow;
    const chars = text.trim();
    if (chars.length <= length) return marked(chars, places(chars, query));
    let from = Math.max(0, (found[0]?.[0] ?? 0) - length / 3);
    from = from ? text.indexOf(" ", from) + 1 || from : 0;
    if (from > (found[0]?.[0] ?? 0)) from = found[0][0];
    let to = Math.min(text.length, from + length);
    const space = text.lastIndexOf(" ", to);
    if (to < text.length && space > from + length / 2) to = space;
    // No half of a character.
    if (/[\udc00-\udfff]/.test(text[from] ?? "")) from++;
    if (/[\udc00-\udfff]/.test(text[to] ?? "")) to++;
    const cut = text.slice(from, to).trim();
    const whole = `${from ? "… " : ""}${cut}${to < text.trimEnd().length ? " …" : ""}`;
    return marked(whole, places(whole, query));
  }

  return (record, query) => {
    query.begins ??= words.beginning(new Set([...query.keys.keys()].map((key) => key[0])));
    let best = { text: record.about || record.texts[0]?.[2].split("\n")[0] || "", score: 0 };
    best.score = count(places(best.text, query));
    const headings = [];
    for (const [id, title, text] of record.texts) {
      const inTitle = id ? count(places(title, query)) : 0;
      const inText = bestSentence(text, query);
      if (inText.score > best.score) best = inText;
      if (id && (inTitle || inText.score)) headings.push({ id, title, score: inTitle * 2 + inText.score });
    }
    headings.sort((one, other) => other.score - one.score);
    return {
      excerpt: excerpt(best.text, query),
      headings: headings.slice(0, MAX_HEADINGS).map(({ id, title }) => ({ url: `${record.url}#${encodeURIComponent(id)}`, title })),
    };
  };
}
