//# allFunctionsCalledOnLoad
// Stems of Russian words, by the rules of Snowball's Russian stemmer (https://snowballstem.org/algorithms/russian/stemmer.html).

// Endings that stand behind а and я alone, and others.
const sorts = (behind, any) => ({ behind: behind.split(" "), any: any.split(" ") });
const GERUND = sorts("в вши вшись", "ив ивши ившись ыв ывши ывшись");
const REFLEXIVE = sorts("", "ся сь");
const ADJECTIVE = sorts("", "ему ому ых их ую юю ею ою яя ая ые ее ие ое ыми ими ый ей ий ой ым ем им ом его ого");
const PARTICIPLE = sorts("ем нн вш ющ щ", "ивш ывш ующ");
const VERB = sorts(
  "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
  "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
);
const NOUN = sorts("", "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");
const SECOND_REGION = /^[аеиоуыэюя]*[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/;

// A text without its longest ending of a sort; undefined if it has none, or one that may not stand there.
function without(text, { behind, any }) {
  let found = "";
  for (const end of [...behind, ...any]) if (end.length > found.length && text.endsWith(end)) found = end;
  if (!found) return undefined;
  const rest = text.slice(0, -found.length);
  return !behind.includes(found) || /[ая]$/.test(rest) ? rest : undefined;
}

export function createStemmer() {
  return (text) => {
    const start = text.search(/[аеиоуыэюя]/) + 1;
    if (!start) return text;
    let rest = text.slice(start);
    const second = SECOND_REGION.exec(rest)?.[0].length ?? rest.length;
    const gerund = without(rest, GERUND);
    if (gerund === undefined) {
      rest = without(rest, REFLEXIVE) ?? rest;
      const adjective = without(rest, ADJECTIVE);
      rest =
        adjective === undefined
          ? (without(rest, VERB) ?? without(rest, NOUN) ?? rest)
          : (without(adjective, PARTICIPLE) ?? adjective);
    } else {
      rest = gerund;
    }
    rest = rest.replace(/и$/, "");
    const derived = /ость?$/.exec(rest);
    if (derived && derived.index >= second) rest = rest.slice(0, derived.index);
    rest = /ейше?$/.test(rest) ? rest.replace(/ейше?$/, "").replace(/нн$/, "н") : rest.replace(/нн$/, "н").replace(/ь$/, "");
    return text.slice(0, start) + rest;
  };
}
