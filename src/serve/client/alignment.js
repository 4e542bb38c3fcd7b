// Which place in one text is which place in its translation: headings are paired by order and level, and between two pairs
// the way is divided in proportion. Plain numbers in and out.

/** Pairs of indexes, in order: as many headings of the same level as possible, and rather those with the same id. */
export function pairHeadings(first, second) {
  const worth = (a, b) => (a.level !== b.level ? 0 : a.id && a.id === b.id ? 3 : 1);
  // best[i][j]: the most that can be had from first[i…] and second[j…].
  const best = Array.from({ length: first.length + 1 }, () => new Array(second.length + 1).fill(0));
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      const value = worth(first[i], second[j]);
      const paired = value > 0 ? value + best[i + 1][j + 1] : 0;
      best[i][j] = Math.max(paired, best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < first.length && j < second.length;) {
    const value = worth(first[i], second[j]);
    if (value > 0 && best[i][j] === value + best[i + 1][j + 1]) pairs.push([i++, j++]);
    else if (best[i][j] === best[i + 1][j]) i++;
    else j++;
  }
  return pairs;
}

/**
 * The scroll position in `to` that shows what `position` shows in `from`. Both are `{headings: [{level, id, top}], end}`,
 * `top` and `end` (the furthest scroll position) in pixels.
 */
export function alignedPosition(position, from, to) {
  const pairs = pairHeadings(from.headings, to.headings).map(([i, j]) => [from.headings[i].top, to.headings[j].top]);
  const stops = [[0, 0]];
  for (const [there, here] of pairs) {
    // Where headings are out of order on the screen, or lie before the last stop, they tell nothing.
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
