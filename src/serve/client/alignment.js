// Maps scroll positions between a text and its translation: headings are paired by order and level, and positions between two
// pairs are interpolated. No DOM here, only numbers.

/** Pairs of indexes, in order: as many headings of the same level as possible, preferring those with the same id. */
export function pairHeadings(first, second) {
  const score = (a, b) => (a.level !== b.level ? 0 : a.id && a.id === b.id ? 3 : 1);
  // best[i][j]: the highest score of a pairing of first[i…] with second[j…].
  const best = Array.from({ length: first.length + 1 }, () => new Array(second.length + 1).fill(0));
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      const value = score(first[i], second[j]);
      const paired = value > 0 ? value + best[i + 1][j + 1] : 0;
      best[i][j] = Math.max(paired, best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < first.length && j < second.length;) {
    const value = score(first[i], second[j]);
    if (value > 0 && best[i][j] === value + best[i + 1][j + 1]) pairs.push([i++, j++]);
    else if (best[i][j] === best[i + 1][j]) i++;
    else j++;
  }
  return pairs;
}

/**
 * The scroll position in `to` that shows what `position` shows in `from`. Both are `{headings: [{level, id, top}], end}`, with
 * `top` and `end` (the maximum scroll position) in pixels.
 */
export function alignedPosition(position, from, to) {
  const pairs = pairHeadings(from.headings, to.headings).map(([i, j]) => [from.headings[i].top, to.headings[j].top]);
  const stops = [[0, 0]];
  for (const [there, here] of pairs) {
    // Headings that are displayed out of order cannot be interpolated between.
    const [lastThere, lastHere] = stops.at(-1);
    if (there > lastThere && here >= lastHere && there < from.end) stops.push([there, Math.min(here, to.end)]);
  }
  stops.push([from.end, to.end]);
  const next = Math.max(
    1,
    stops.findIndex(([there]) => there >= position),
  );
  const [fromStart, toStart] = stops[next - 1];
  const [fromEnd, toEnd] = stops[next];
  const share = fromEnd > fromStart ? (position - fromStart) / (fromEnd - fromStart) : 0;
  return toStart + share * (toEnd - toStart);
}
