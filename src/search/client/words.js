//# allFunctionsCalledOnLoad
// From a text to what it is found by, as it was done to the texts of the index: the same rules, from the same tables.

const SILENT = "'`\\u00AD\\u02B9-\\u02BC\\u200B-\\u200F\\u2018\\u2019\\u202A-\\u202E\\u2060-\\u2069\\uFEFF";
const WORD = "\\p{Alphabetic}\\p{M}\\p{Nd}";
// Thousands that are set apart, or letters and digits; what stands in front tells which words hyphens join.
const THOUSANDS = "(?<![\\p{Alphabetic}\\p{N}])\\d{1,3}(?:[\\u00A0\\u202F\\u2009,]\\d{3})+(?!\\d)";
const HAN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const PIECES = new RegExp(`${THOUSANDS}|[${WORD}${SILENT}]+`, "gu");
// A piece that begins where it is looked for, and whether it has thousands.
const FROM_HERE = new RegExp(`(${THOUSANDS})|(?<=(?:^|[^${WORD}${SILENT}]|[${HAN}])[${SILENT}]*)[${WORD}${SILENT}]+`, "uy");
const SILENT_ONES = new RegExp(`[${SILENT}\\u0301]`, "gu");
const RUNS = new RegExp(`[${HAN}]+|[^${HAN}]+`, "gu");
const IS_HAN = new RegExp(`^[${HAN}]`, "u");
export const CYRILLIC = /^[\u0400-\u052F]+$/;
const MAX_TOKEN = 60;
const MAX_PARTS = 4;

const mapped = (text, table) => [...text].map((c) => table[c] ?? c).join("");

export function createWords(tables) {
  function normalise(word) {
    const text = word.normalize("NFKC").toLowerCase().replace(SILENT_ONES, "").replaceAll("ё", "е");
    return /[\u0400-\u052F]/.test(text) ? mapped(text, tables.alike) : text;
  }

  // The pieces of a text with their places, each with its words.
  function pieces(text) {
    return [...text.matchAll(PIECES)].map((match) => {
      const piece = match[0];
      const at = match.index;
      if (/^\d{1,3}[^\p{Alphabetic}\p{M}\p{Nd}]\d/u.test(piece)) {
        return { at, piece, words: [{ text: piece.replace(/\D/g, ""), han: false }] };
      }
      const words = (normalise(piece).match(RUNS) ?? []).map((run) => {
        const han = IS_HAN.test(run);
        return { text: han ? run : [...run].slice(0, MAX_TOKEN).join(""), han };
      });
      return { at, piece, words };
    });
  }

  // The words of a text in their order; a word with hyphens also as one.
  function tokens(text) {
    const found = [];
    let parts = [];
    let end = -1;
    const join = () => {
      if (parts.length > 1 && parts.length <= MAX_PARTS && parts.every((part) => !part.han)) {
        found.push({ text: parts.map((part) => part.text).join(""), han: false, joined: true });
      }
      parts = [];
    };
    for (const { at, piece, words } of pieces(text)) {
      const goesOn = at === end || (at === end + 1 && /[-\u2010\u2011]/.test(text[end]));
      if (!goesOn) join();
      found.push(...words);
      parts.push(...words);
      end = at + piece.length;
    }
    join();
    return found;
  }

  function key(word) {
    const letter = (c) => tables.letters[c];
    let latin = "";
    for (const c of word) {
      latin += letter(c) ?? [...c.normalize("NFD").replace(/\p{M}/gu, "")].map((part) => letter(part) ?? part).join("");
    }
    for (const [group, one] of tables.groups) latin = latin.replaceAll(group, one);
    return latin.replace(/([a-z])\1+/g, "$1") || word;
  }

  // Finds the pieces of a text whose keys may begin with certain letters: many times faster than to make the keys of all.
  function beginning(firsts) {
    for (const [group, one] of tables.groups) if (firsts.has(one)) firsts.add(group[0]);
    const from = Object.keys(tables.letters).filter((letter) => firsts.has(tables.letters[letter][0]));
    // Latin letters with marks, too. To ignore the case of all letters takes browsers ten times as long.
    const lower = [...from, ...firsts].join("").replace(/[^\p{L}\p{N}]/gu, "");
    // What follows a digit may be set apart from it as thousands are, and is no piece then.
    const digits = /\d/.test(lower) ? "|\\d" : "";
    // Only this differs from query to query: the classes of letters take a hundred times as long to compile.
    const begins = new RegExp(`([${lower}${lower.toUpperCase()}\\u00C0-\\u024F])${digits}`, "gu");
    return (text) => {
      const found = [];
      begins.lastIndex = 0;
      for (let match; (match = begins.exec(text)); ) {
        FROM_HERE.lastIndex = match.index;
        const [piece, thousands] = FROM_HERE.exec(text) ?? [];
        if (!piece || !(match[1] || thousands)) continue;
        found.push({ index: match.index, piece });
        begins.lastIndex = FROM_HERE.lastIndex;
      }
      return found;
    };
  }

  return { normalise, pieces, beginning, tokens, key, plain: (word) => mapped(word, tables.plain) };
}
