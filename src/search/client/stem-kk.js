//# allFunctionsCalledOnLoad
// Stems of Kazakh nouns and adjectives: takes off endings by the table, the longest first, until none may stand there.

const MAX_ENDINGS = 8;

export function createStemmer(table) {
  const rows = table.endings
    .flatMap(([forms, [after, ends, least, harmony]]) => forms.split(" ").map((form) => ({ form, after, ends, least, harmony })))
    .sort((one, other) => other.form.length - one.form.length);
  const keep = new Set(table.keep.split(" "));
  const isAny = (letters) => (c) => letters.includes(c);

  function side(text) {
    for (const c of [...text].reverse()) {
      if (table.front.includes(c)) return 1;
      if (table.back.includes(c)) return 2;
    }
    return 0;
  }

  function fits(rest, { form, after, ends, least, harmony }) {
    const last = rest.at(-1);
    if (!last || rest.length < least || rest.length < 2 || (rest.length === 2 && table.vowels.includes(last))) return false;
    if (!after.includes(last) && !ends.some((end) => rest.endsWith(end))) return false;
    if (![...rest].some(isAny(table.sounding))) return false;
    const [one, other] = [side(rest), side(form)];
    return !harmony || !one || !other || one === other || last === "ь";
  }

  function restored(rest, { form }) {
    if (!table.vowels.includes(form[0])) return rest;
    return table.elision[rest] ?? rest.slice(0, -1) + (table.last[rest.at(-1)] ?? rest.at(-1));
  }

  function withoutEnding(word) {
    let longest;
    for (const row of rows) {
      if (!word.endsWith(row.form)) continue;
      const rest = word.slice(0, -row.form.length);
      if (!fits(rest, row)) continue;
      const whole = restored(rest, row);
      if (keep.has(whole)) return whole;
      longest ??= whole;
    }
    return longest;
  }

  return (word) => {
    let stem = word;
    for (let turn = 0; turn < MAX_ENDINGS && !keep.has(stem); turn++) {
      const shorter = withoutEnding(stem);
      if (shorter === undefined) break;
      stem = shorter;
    }
    return /[скп]т$/.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem;
  };
}
