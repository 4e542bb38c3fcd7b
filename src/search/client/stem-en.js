//# allFunctionsCalledOnLoad
// Stems of English words, by the rules of Snowball's English stemmer (https://snowballstem.org/algorithms/english/stemmer.html).

const V = "[aeiouy]";
const C = "[^aeiouy]";
const FIRST_REGION = new RegExp(`^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers|${C}*${V}+?${C})`);
const REGION = new RegExp(`^${C}*${V}+?${C}`);
const HAS_VOWEL = new RegExp(V);
const SHORT_END = new RegExp(`(?:${C}${V}[^aeiouywxY]|^${V}${C}|past)$`);
const EXCEPTIONS = {
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
const SECOND = {
  tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize", ational: "ate", ation: "ate",
  ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive",
  biliti: "ble", bli: "ble", ogist: "og", fulli: "ful", lessli: "less",
};
const THIRD = { tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "" };
const FOURTH = /(?:ement|ance|ence|able|ible|ment|ate|ive|ize|iti|ant|ent|ism|ous|al|er|ic|(?<=[st])ion)$/;
const FOURTH_ENDS = /(?:ement|ance|ence|able|ible|ment|ate|ive|ize|iti|ant|ent|ism|ous|ion|al|er|ic)$/;

// The longest ending of a table that a word has.
const longest = (word, table) =>
  Object.keys(table).filter((end) => word.endsWith(end)).sort((one, other) => other.length - one.length)[0];

export function createStemmer() {
  return (word) => {
    if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
    if (word.length < 3) return word;
    let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const first = FIRST_REGION.exec(w)?.[0].length ?? w.length;
    const second = first + (REGION.exec(w.slice(first))?.[0].length ?? w.length);
    // Plurals
    if (w.endsWith("sses")) w = w.slice(0, -2);
    else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
    else if (/[^us]s$/.test(w) && HAS_VOWEL.test(w.slice(0, -2))) w = w.slice(0, -1);
    w = participle(w, first);
    w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");
    let end = longest(w, { ...SECOND, li: "", ogi: "" });
    if (end && w.length - end.length >= first) {
      const rest = w.slice(0, -end.length);
      if (end === "ogi") w = rest.endsWith("l") ? `${rest}og` : w;
      else if (end === "li") w = /[cdeghkmnrt]$/.test(rest) ? rest : w;
      else w = rest + SECOND[end];
    }
    end = longest(w, { ...THIRD, ative: "" });
    if (end && w.length - end.length >= (end === "ative" ? second : first)) w = w.slice(0, -end.length) + (THIRD[end] ?? "");
    end = FOURTH_ENDS.exec(w);
    if (end && end.index >= second && FOURTH.exec(w)?.index === end.index) w = w.slice(0, end.index);
    if (w.endsWith("e")) {
      const at = w.length - 1;
      if (at >= second || (at >= first && !SHORT_END.test(w.slice(0, -1)))) w = w.slice(0, -1);
    } else if (w.endsWith("ll") && w.length - 1 >= second) w = w.slice(0, -1);
    return w.replaceAll("Y", "y");
  };
}

// Without -ed, -ing and their adverbs.
function participle(w, first) {
  const kept = /eed(?:ly)?$/.exec(w);
  if (kept) {
    const isWhole = /^(?:succ|proc|exc)$/.test(w.slice(0, kept.index));
    return kept.index >= first && !isWhole ? `${w.slice(0, kept.index)}ee` : w;
  }
  const match = /(?:ed|ing)(?:ly)?$/.exec(w);
  if (!match) return w;
  let rest = w.slice(0, match.index);
  if (match[0] === "ing") {
    if (/^[^aeiouy]y$/.test(rest)) return `${rest.slice(0, -1)}ie`;
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return w;
  }
  if (!HAS_VOWEL.test(rest)) return w;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
  if (rest.length === first && SHORT_END.test(rest)) return `${rest}e`;
  return rest;
}
