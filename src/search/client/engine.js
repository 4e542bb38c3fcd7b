// Answers queries from the index of one language. Strict first: all words, as they are or as a beginning of the last one; only
// if no page has them all, words with a wrong letter, other endings, and pages that have some of them.

import { createExcerpts } from "./excerpts.js";
import { openFiles } from "./files.js";
import { CYRILLIC, createWords } from "./words.js";

const STEMMERS = {
  en: { load: () => import("./stem-en.js"), takes: /^[a-z]+$/ },
  kk: { load: () => import("./stem-kk.js"), takes: CYRILLIC },
  ru: { load: () => import("./stem-ru.js"), takes: CYRILLIC },
};

const MAX_QUERY = 200;
const MAX_WORDS = 12;
const MAX_JOINED = 6;
const LIMIT = 10;
// Shorter words are too like each other for a wrong letter, and for an ending that no stemmer took off.
const MIN_MISSPELT = 5;
const MIN_BEGINNING = 4;
const MAX_ENDING = 4;
const MAX_CANDIDATES = 4;
// What a match is worth by how it was found.
const WORTH = { plain: 0.95, key: 0.85, beginning: 0.7, shorter: 0.6, misspelt: 0.5 };
const NAME_WEIGHT = 96;
// How much of the rarity of all words those of a page must have if it has not all of them, and the part of the best score from which on it is shown among
// pages that have.
const COVERED = 0.35;
const NAMED = 0.5;

// Whether two words differ by one letter more, less, other, or by two that changed places.
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.slice(start), other.slice(start)];
  while (a && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

export function open(base) {
  let opening;
  const opened = () => {
    opening ??= create(base).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    prefetch: () => opened().then(() => {}),
    find: async (text, options = {}) => (await opened())(String(text), options),
  };
}

async function create(base) {
  const files = await openFiles(base);
  const { manifest } = files;
  const stemmer = STEMMERS[manifest.stemmer];
  const [facets, module] = await Promise.all([files.facets(), stemmer?.load()]);
  const words = createWords(manifest.tables);
  const stems = module?.createStemmer(manifest.tables.kazakh);
  const stem = (word) => (stems && stemmer.takes.test(word) ? stems(word) : word);
  const known = new Map();
  // The keys of a piece of text.
  const keysOf = (piece) => {
    if (known.size > 20000) known.clear();
    if (!known.has(piece)) {
      known.set(piece, words.tokens(piece).filter(({ han }) => !han).flatMap(({ text }) => [words.key(stem(text)), words.key(text)]));
    }
    return known.get(piece);
  };
  const quote = createExcerpts(words, keysOf);

  // Adds the pages of a stem to those that were found.
  function add(found, { numbers, weights }, worth) {
    for (let index = 0; index < numbers.length; index++) {
      const score = (weights[index] / 255) * worth;
      if (score > (found.get(numbers[index]) ?? 0)) found.set(numbers[index], score);
    }
  }

  function addEntry(word, entry, worth) {
    if (!entry) return;
    for (const form of entry.stems) {
      const same = form.stem === word.stem || form.stem === word.text;
      const likeness = same ? 1 : words.plain(form.stem) === words.plain(word.stem) ? WORTH.plain : WORTH.key;
      add(word.found, form, worth * likeness);
    }
    if (entry.stems.length) word.keys.add(entry.key);
  }

  async function addBeginning(word) {
    const beginning = word.whole;
    const terms = await files.terms(beginning);
    if (files.isDivided(beginning)) {
      const pages = terms.get(beginning)?.beginning;
      if (pages) add(word.found, pages, WORTH.beginning);
      word.prefix = beginning;
      return;
    }
    for (const [key, entry] of terms) {
      if (key === beginning || !key.startsWith(beginning)) continue;
      const part = beginning.length / key.length;
      for (const form of entry.stems) add(word.found, form, WORTH.beginning * (0.6 + 0.4 * part));
      word.keys.add(key);
    }
  }

  // A word of which the index knows a beginning: an ending that no stemmer of this language takes off.
  async function addShorter(word) {
    for (let cut = 1; cut <= MAX_ENDING; cut++) {
      const key = word.whole.slice(0, -cut);
      if (key.length < MIN_BEGINNING) break;
      addEntry(word, (await files.terms(key)).get(key), WORTH.shorter - cut * 0.05);
      if (word.found.size) break;
    }
  }

  async function addMisspelt(word) {
    const candidates = new Set();
    for (const key of new Set([word.key, word.whole])) {
      if (key.length < MIN_MISSPELT) continue;
      const [terms, [names, others]] = await Promise.all([files.terms(key), files.endings(key)]);
      const isName = (entry) => entry.stems.some(({ weights }) => weights.some((weight) => weight >= NAME_WEIGHT));
      const near = [...terms.values()].filter((entry) => entry.stems.length && isNear(entry.key, key));
      const found = [
        ...near.filter(isName).map((entry) => entry.key),
        ...names.filter((name) => isNear(name, key)),
        ...near.map((entry) => entry.key),
        ...others.filter((other) => isNear(other, key)),
      ];
      for (const candidate of found.filter((candidate) => candidate.length >= MIN_BEGINNING)) candidates.add(candidate);
    }
    for (const key of [...candidates].slice(0, MAX_CANDIDATES)) {
      addEntry(word, (await files.terms(key)).get(key), WORTH.misspelt);
      word.misspelt.add(key);
    }
  }

  // A run of Chinese characters: pages that have all of its pairs, or if `some`, at least half of them.
  async function addHan(word, some) {
    const chars = [...word.text];
    word.pairs = chars.length > 1 ? chars.slice(1).map((c, index) => chars[index] + c) : chars;
    const counts = new Map();
    for (const pair of word.pairs) {
      const found = new Map();
      for (const form of (await files.terms(pair)).get(pair)?.stems ?? []) add(found, form, 1);
      for (const [page, score] of found) {
        const { count = 0, sum = 0 } = counts.get(page) ?? {};
        counts.set(page, { count: count + 1, sum: sum + score });
      }
    }
    const least = some ? Math.max(1, Math.ceil(word.pairs.length / 2)) : word.pairs.length;
    for (const [page, { count, sum }] of counts) {
      if (count >= least) word.found.set(page, (sum / word.pairs.length) * (count / word.pairs.length));
    }
    if (chars.length === 1) await addBeginning(word);
  }

  const wordOf = (text, han) => {
    const reduced = han ? text : stem(text);
    const key = han ? text : words.key(reduced);
    return { text, han, stem: reduced, key, whole: han ? text : words.key(text), found: new Map(), keys: new Set(), misspelt: new Set() };
  };

  // The words of a query, each with the pages that have it as it is; of the last one also those that begin so.
  async function strict(text) {
    const tokens = words.tokens(text).filter(({ joined }) => !joined);
    const seen = new Set();
    const query = tokens.filter(({ text: word }) => word && !seen.has(word) && seen.add(word)).slice(0, MAX_WORDS);
    const list = query.map(({ text: word, han }) => wordOf(word, han));
    await Promise.all(
      list.map(async (word, index) => {
        if (word.han) return addHan(word, false);
        for (const key of new Set([word.key, word.whole])) addEntry(word, (await files.terms(key)).get(key), 1);
        if (index === list.length - 1) await addBeginning(word);
      }),
    );
    return list;
  }

  // The pages that have all words, or if `some`, enough of them.
  function combined(list, some) {
    const total = facets.size;
    const rarity = (word) => 0.2 + Math.log(1 + total / word.found.size) / Math.log(1 + total);
    const counted = list.filter((word) => word.found.size);
    if (!counted.length || (!some && counted.length < list.length)) return new Map();
    const all = counted.reduce((sum, word) => sum + rarity(word), 0);
    const scores = new Map();
    for (const word of counted) {
      const worth = rarity(word);
      for (const [page, score] of word.found) {
        if (!facets.has(page)) continue;
        const { sum = 0, covered = 0, count = 0 } = scores.get(page) ?? {};
        scores.set(page, { sum: sum + worth * score, covered: covered + worth, count: count + 1 });
      }
    }
    const found = new Map();
    for (const [page, { sum, covered, count }] of scores) {
      if (some ? covered >= all * COVERED : count === counted.length) found.set(page, sum * (covered / all));
    }
    return found;
  }

  // What was typed with another keyboard layout, if that finds something.
  async function inOtherLayout(text) {
    for (const [latin, cyrillic] of manifest.tables.keyboards) {
      for (const [from, to] of [[latin, cyrillic], [cyrillic, latin]]) {
        const typed = [...text.toLowerCase()];
        if (!typed.some((c) => from.includes(c) && /\p{L}/u.test(c)) || typed.some((c) => /\p{L}/u.test(c) && !from.includes(c))) continue;
        const other = typed.map((c) => (from.includes(c) ? to[from.indexOf(c)] : c)).join("");
        const list = await strict(other);
        if (list.every((word) => word.text.length > 2) && combined(list, false).size) return other;
      }
    }
    return null;
  }

  async function forgiving(list, text) {
    // Names that are written as one word or as several.
    const parts = list.map((word) => word.text);
    if (parts.length > 1 && parts.length <= MAX_JOINED && !list.some(({ han }) => han)) {
      const joined = await strict(parts.join(""));
      const scores = combined(joined, false);
      if (scores.size) return { list: joined, scores };
    }
    const layout = await inOtherLayout(text);
    if (layout) return { list, scores: new Map(), suggestion: { text: layout, reason: "layout" } };
    for (const word of list.filter(({ found }) => !found.size)) {
      if (word.han) await addHan(word, true);
      else {
        await addBeginning(word);
        if (!word.found.size) await addShorter(word);
        await addMisspelt(word);
      }
    }
    const scores = combined(list, false);
    return { list, scores: scores.size ? scores : combined(list, true) };
  }

  const values = { kind: (page) => [page.kind], region: (page) => (page.region < 0 ? [] : [page.region]), tag: (page) => page.tags,
    month: (page) => Array.from({ length: 12 }, (_, month) => month).filter((month) => (page.months >> month) & 1) };
  const names = (group) => (group === "month" ? manifest.filters.month.map((name, index) => [String(index + 1), name]) : manifest.filters[group]);

  // The pages that filters leave, and for each filter how many pages each of its values would leave.
  function filtered(scores, filters) {
    const wanted = Object.keys(values).map((group) => {
      const ids = [filters[group] ?? []].flat().map(String);
      return { group, ids: ids.map((id) => names(group).findIndex(([known]) => known === id)) };
    });
    const passes = (page, { group, ids }) => !ids.length || values[group](page).some((value) => ids.includes(value));
    const counts = Object.fromEntries(wanted.map(({ group }) => [group, names(group).map(([id, name]) => ({ id, name, count: 0 }))]));
    const left = [];
    for (const [number, score] of scores) {
      const page = facets.get(number);
      const failed = wanted.filter((filter) => !passes(page, filter));
      if (!failed.length) left.push({ number, score });
      for (const { group } of wanted) {
        if (failed.every((filter) => filter.group === group)) for (const value of values[group](page)) counts[group][value].count++;
      }
    }
    for (const group of Object.keys(counts)) counts[group] = counts[group].filter(({ count }) => count);
    return { left: left.sort((one, other) => other.score - one.score || one.number - other.number), counts };
  }

  // The words of the query as the best result spells them.
  function respelt(text, list, record) {
    const inTitle = new Map(words.pieces(record.title).flatMap(({ piece }) => keysOf(piece).map((key) => [key, piece])));
    let isOther = false;
    const spelt = list.map((word) => {
      const key = [...word.misspelt].find((key) => inTitle.has(key));
      isOther ||= key !== undefined;
      return key === undefined ? word.text : inTitle.get(key);
    });
    return isOther ? { text: spelt.join(" "), reason: "spelling" } : null;
  }

  return async (text, { filters = {}, limit = LIMIT, signal } = {}) => {
    const typed = [...text].slice(0, MAX_QUERY).join("");
    let list = await strict(typed);
    signal?.throwIfAborted();
    let scores = combined(list, false);
    let suggestion = null;
    // A page whose name the query has but for a word is no worse than others that have all words somewhere.
    const least = NAMED * Math.max(0, ...scores.values());
    for (const [page, score] of scores.size ? combined(list, true) : []) if (score > least && !scores.has(page)) scores.set(page, score);
    if (!list.length && Object.values(filters).flat().length) scores = new Map([...facets.keys()].map((page) => [page, 0]));
    if (list.length && !scores.size) ({ list, scores, suggestion = null } = await forgiving(list, typed));
    signal?.throwIfAborted();
    const { left, counts } = filtered(scores, filters);
    const query = { keys: new Map(), han: new Map() };
    list.forEach((word, index) => {
      for (const key of word.keys) query.keys.set(key, index);
      for (const pair of word.pairs ?? []) query.han.set(pair, index);
    });
    query.firsts = new Set([...query.keys.keys()].map((key) => key[0]));
    const shown = left.slice(0, limit);
    const records = await Promise.all(shown.map(({ number }) => files.record(number)));
    signal?.throwIfAborted();
    const results = shown.map(({ number }, index) => {
      const { url, title, crumbs, picture, location } = records[index];
      const { kind, region } = facets.get(number);
      const id = (group, value) => manifest.filters[group][value]?.[0] ?? null;
      return { url, title, crumbs, picture, location, kind: id("kind", kind), region: id("region", region), ...quote(records[index], query) };
    });
    if (!suggestion && records.length && list.some(({ misspelt }) => misspelt.size)) suggestion = respelt(typed, list, records[0]);
    return { results, total: left.length, filters: counts, suggestion };
  };
}
