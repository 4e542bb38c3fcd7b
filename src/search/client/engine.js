//# allFunctionsCalledOnLoad
// Answers queries from the index of one language. Strict first: all words, as they are or as a beginning of the last one; only
// if no page has them all, words with a wrong letter and other endings. Behind few pages that have all words come those that have some of them.

import { createExcerpts } from "./excerpts.js";
import { openFiles } from "./files.js";
import { createFilters } from "./filters.js";
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
// So many letters in a row no word has: "zzzzzz" is not the beginning of all words in z.
const REPEATED = /(\p{L})\1\1/u;
// How much of its rarity a weak word counts, and of how many of all pages a word that most have, which a page needs not have.
const WEAK = 0.4;
const COMMON = 0.5;
// Fewer pages with all words are followed by those that have some.
const FEW = 5;
// How much of the rarity of all words those of a page must have if it has not all of them, and the part of the best score from which on it is shown among
// pages that have.
const COVERED = 0.35;
const COVERED_BEHIND = 0.15;
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
  const opened = (options) => {
    const created = (opening ??= create(base, options));
    created.catch(() => forget(created));
    return created;
  };
  const forget = (created) => {
    if (opening === created) opening = undefined;
  };
  // The preview says that the site is another one now.
  globalThis.addEventListener?.("sapar-change", () => (opening = undefined));
  return {
    prefetch: () => opened().then(() => {}),
    // A result of a text that is no page's, from no file: browsers compile then what they would compile at the first query.
    rehearse: async (text) => (await opened()).rehearse(text),
    async find(text, options = {}) {
      const first = opened();
      try {
        return await (await first).answer(String(text), options);
      } catch (error) {
        if (!error.isOutdated) throw error;
        forget(first);
      }
      // An old file may be in the browser's cache under the address of the new one.
      return (await opened({ cache: "reload" })).answer(String(text), options);
    },
  };
}

async function create(base, options) {
  const files = await openFiles(base, options);
  const { manifest } = files;
  const stemmer = STEMMERS[manifest.stemmer];
  const [facets, module] = await Promise.all([files.facets(), stemmer?.load()]);
  const words = createWords(manifest.tables);
  const stems = module?.createStemmer(manifest.tables.kazakh);
  const stem = (word) => (stems && stemmer.takes.test(word) ? stems(word) : word);
  const keys = (list) => new Set(list.split(" ").map(words.key));
  const [weakKeys, questionKeys] = [keys(manifest.tables.weak), keys(manifest.tables.questions)];
  const { expressions } = manifest.tables;
  const anyOf = (texts) => new RegExp(`(${texts.sort((one, other) => other.length - one.length).join("|")})`);
  const expression = anyOf(Object.keys(expressions));
  // "去" may be part of a question, and is none.
  const question = anyOf(Object.keys(expressions).filter(({ length }) => length > 1));
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
  const filtered = createFilters(manifest, facets);

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
      if (word.isRepeated && form.stem !== word.text && worth > WORTH.misspelt) continue;
      const likeness = same ? 1 : words.plain(form.stem) === words.plain(word.stem) ? WORTH.plain : WORTH.key;
      add(word.found, form, worth * likeness);
    }
    if (word.found.size) word.keys.add(entry.key);
  }

  async function addBeginning(word) {
    if (word.isRepeated) return;
    const beginning = word.whole;
    // Who typed a whole word seldom means a longer one.
    const most = WORTH.beginning * (word.found.size ? 0.6 : 1);
    const terms = await files.terms(beginning);
    if (files.isDivided(beginning)) {
      const pages = terms.get(beginning)?.beginning;
      if (pages) add(word.found, pages, most);
      word.prefix = beginning;
      return;
    }
    for (const [key, entry] of terms) {
      if (key === beginning || !key.startsWith(beginning)) continue;
      const part = beginning.length / key.length;
      for (const form of entry.stems) add(word.found, form, most * (0.6 + 0.4 * part));
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
    const candidates = new Set(word.isRepeated && word.key.length >= MIN_MISSPELT ? [word.key] : []);
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

  // How much it tells of a page that it has something: the less, the more pages have it.
  const rarity = (pages) => Math.log(1 + facets.size / Math.max(1, pages)) / Math.log(1 + facets.size);

  // A run of Chinese characters: pages that have all of its pairs, or if `some`, a good part of them.
  async function addHan(word, some) {
    const chars = [...word.text];
    word.pairs = chars.length > 1 ? [...new Set(chars.slice(1).map((c, index) => chars[index] + c))] : chars;
    const scores = new Map();
    let all = 0;
    for (const pair of word.pairs) {
      const found = await pagesOf(pair);
      const worth = some ? rarity(found.size) : 1;
      all += worth;
      for (const [page, score] of found) {
        const { sum = 0, covered = 0 } = scores.get(page) ?? {};
        scores.set(page, { sum: sum + worth * score, covered: covered + worth });
      }
    }
    for (const [page, { sum, covered }] of scores) {
      if (some ? covered >= all * COVERED : covered === all) word.found.set(page, (sum / all) * (covered / all));
    }
    if (chars.length === 1) await addBeginning(word);
    const same = expressions[word.text];
    if (!same) return;
    const other = wordOf(same, true);
    await addHan(other);
    for (const [page, score] of other.found) word.found.set(page, Math.max(score, word.found.get(page) ?? 0));
    word.pairs.push(...other.pairs);
  }

  async function pagesOf(term) {
    const found = new Map();
    for (const form of (await files.terms(term)).get(term)?.stems ?? []) add(found, form, 1);
    return found;
  }

  // A run that no page has a part of: pages whose names have half of its characters, as of a name with another character.
  async function addHanNames(word) {
    const chars = [...new Set(word.text)];
    if (chars.length < 2) return;
    const counts = new Map();
    for (const c of chars) {
      for (const [page, score] of await pagesOf(c)) if (score >= NAME_WEIGHT / 255) counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    for (const [page, count] of counts) {
      const part = count / chars.length;
      if (part >= 0.5) word.found.set(page, WORTH.misspelt * part);
    }
    word.pairs.push(...chars);
  }

  // The parts of a run between the expressions of a question, and these.
  const divided = (text) => text.split(expression).filter(Boolean).map((part) => wordOf(part, true));

  // Pages that have a part of a run.
  async function addSomeHan(word) {
    if (word.isWeak || word.isRepeated) return;
    await addHan(word, true);
    if (!word.found.size) await addHanNames(word);
  }

  const wordOf = (text, han) => {
    const reduced = han ? text : stem(text);
    const key = han ? text : words.key(reduced);
    const whole = han ? text : words.key(text);
    const isRepeated = REPEATED.test(text);
    const isWeak = isRepeated ? false : han ? Object.hasOwn(expressions, text) : questionKeys.has(whole) || weakKeys.has(whole);
    const isQuestion = han ? isWeak && question.test(text) : questionKeys.has(whole);
    return { text, han, stem: reduced, key, whole, isWeak, isQuestion, isRepeated, found: new Map(), keys: new Set(), misspelt: new Set() };
  };

  // The words of a query, each with the pages that have it as it is; of the last one also those that begin so.
  async function strict(text) {
    const tokens = words.tokens(text).filter(({ joined }) => !joined);
    const seen = new Set();
    const query = tokens.filter(({ text: word }) => word && !seen.has(word) && seen.add(word)).slice(0, MAX_WORDS);
    const list = query.flatMap(({ text: word, han }) => (han && question.test(word) ? divided(word) : [wordOf(word, han)]));
    await Promise.all(
      list.map(async (word, index) => {
        if (word.han) return addHan(word);
        for (const key of new Set([word.key, word.whole])) addEntry(word, (await files.terms(key)).get(key), 1);
        if (index === list.length - 1) await addBeginning(word);
      }),
    );
    return list;
  }

  // The pages that have all words but weak and common ones; or those of which enough is covered, by how rare the words are.
  function combined(list, least) {
    const needed = [(word) => !word.isWeak, (word) => word.isQuestion, () => true].map((is) => list.filter(is)).find(({ length }) => length) ?? [];
    const missing = needed.filter((word) => !word.found.size);
    if (missing.length === needed.length || (!least && missing.length)) return new Map();
    const rare = needed.filter((word) => word.found.size <= facets.size * COMMON);
    const must = new Set(rare.length ? rare : needed);
    const isNeeded = new Set(needed);
    const counted = list.filter((word) => word.found.size).map((word) => {
      const worth = 0.2 + rarity(word.found.size);
      const weak = isNeeded.has(word) ? worth : worth * WEAK;
      // What asks says something if a page is called so.
      return { word, weak, strong: word.isQuestion ? worth : weak };
    });
    const all = counted.reduce((sum, { weak }) => sum + weak, 0);
    const scores = new Map();
    for (const { word, weak, strong } of counted) {
      for (const [page, score] of word.found) {
        if (!facets.has(page)) continue;
        const { sum = 0, covered = 0, count = 0, any = false } = scores.get(page) ?? {};
        const worth = score >= NAME_WEIGHT / 255 ? strong : weak;
        scores.set(page, { sum: sum + worth * score, covered: covered + weak, count: count + must.has(word), any: any || isNeeded.has(word) });
      }
    }
    const found = new Map();
    for (const [page, { sum, covered, count, any }] of scores) {
      if (least ? any && covered >= all * least : count === must.size) found.set(page, sum * Math.sqrt(covered / all));
    }
    return found;
  }

  // Adds pages that have some of the words. One whose name the query has but for a word is no worse than others that have all words
  // somewhere; the others come last, if the former are few.
  function complete(list, scores) {
    const [best, last] = [...scores.values()].reduce(([most, least], score) => [Math.max(most, score), Math.min(least, score)], [0, 1]);
    const isFew = scores.size < FEW;
    for (const [page, score] of combined(list, COVERED_BEHIND)) {
      if (scores.has(page)) continue;
      if (score > best * NAMED) scores.set(page, score);
      // Scores are less than 10.
      else if (isFew) scores.set(page, (last * score) / 10);
    }
  }

  // What was typed with another keyboard layout, if that finds something.
  async function inOtherLayout(text) {
    for (const [latin, cyrillic] of manifest.tables.keyboards) {
      for (const [from, to] of [[latin, cyrillic], [cyrillic, latin]]) {
        const typed = [...text.toLowerCase()];
        if (!typed.some((c) => from.includes(c) && /\p{L}/u.test(c)) || typed.some((c) => /\p{L}/u.test(c) && !from.includes(c))) continue;
        const other = typed.map((c) => (from.includes(c) ? to[from.indexOf(c)] : c)).join("");
        const list = await strict(other);
        if (list.every((word) => word.text.length > 2) && combined(list).size) return other;
      }
    }
    return null;
  }

  async function forgiving(list, text) {
    // Names that are written as one word or as several.
    const parts = list.map((word) => word.text);
    if (parts.length > 1 && parts.length <= MAX_JOINED && !list.some(({ han }) => han)) {
      const joined = await strict(parts.join(""));
      const scores = combined(joined);
      if (scores.size) return { list: joined, scores };
    }
    const layout = await inOtherLayout(text);
    if (layout) return { list, scores: new Map(), suggestion: { text: layout, reason: "layout" } };
    list = list.flatMap((word) => (word.han && !word.found.size && !word.isRepeated ? divided(word.text) : [word]));
    for (const word of list.filter(({ found }) => !found.size)) {
      if (word.han) {
        await addHan(word);
        if (!word.found.size) await addSomeHan(word);
        continue;
      }
      await addBeginning(word);
      if (!word.found.size) await addShorter(word);
      await addMisspelt(word);
    }
    const scores = combined(list);
    return { list, scores: scores.size ? scores : combined(list, COVERED) };
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

  async function answer(text, { filters = {}, limit = LIMIT, signal } = {}) {
    const typed = [...text].slice(0, MAX_QUERY).join("");
    let list = await strict(typed);
    signal?.throwIfAborted();
    let scores = combined(list);
    let suggestion = null;
    if (!list.length && Object.values(filters).flat().length) scores = new Map([...facets.keys()].map((page) => [page, 0]));
    if (list.length && !scores.size) ({ list, scores, suggestion = null } = await forgiving(list, typed));
    if (scores.size) complete(list, scores);
    signal?.throwIfAborted();
    const { left, counts } = filtered(scores, filters);
    const query = { keys: new Map(), han: new Map() };
    list.forEach((word, index) => {
      for (const key of word.keys) query.keys.set(key, index);
      for (const pair of word.pairs ?? []) query.han.set(pair, index);
    });
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
    return {
      results,
      total: left.length,
      get filters() {
        return counts();
      },
      suggestion,
    };
  }

  function rehearse(text) {
    const keys = new Map(words.tokens(text).map((token, index) => [wordOf(token.text, token.han).key, index]));
    return quote({ url: "", title: text, texts: [["", "", text]] }, { keys, han: new Map() });
  }

  return { answer, rehearse };
}
