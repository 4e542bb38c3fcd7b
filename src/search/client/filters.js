//# allFunctionsCalledOnLoad
// What results are filtered by, and how many pages each value of a filter would leave.

export function createFilters(manifest, facets) {
  const values = { kind: (page) => [page.kind], region: (page) => (page.region < 0 ? [] : [page.region]), tag: (page) => page.tags,
    month: (page) => Array.from({ length: 12 }, (_, month) => month).filter((month) => (page.months >> month) & 1) };
  const names = (group) => (group === "month" ? manifest.filters.month.map((name, index) => [String(index + 1), name]) : manifest.filters[group]);

  // The pages that filters leave, and a function that counts for each filter how many pages each of its values would leave: it takes
  // longer than all else where many pages were found, and only who shows filters calls it.
  return (scores, filters) => {
    const wanted = Object.keys(values).map((group) => {
      const ids = [filters[group] ?? []].flat().map(String);
      return { group, ids: ids.map((id) => names(group).findIndex(([known]) => known === id)) };
    });
    const passes = (page, { group, ids }) => !ids.length || values[group](page).some((value) => ids.includes(value));
    const all = [...scores].map(([number, score]) => ({ number, score }));
    const left = all.filter(({ number }) => wanted.every((filter) => passes(facets.get(number), filter)));
    const counts = () => {
      const counts = Object.fromEntries(wanted.map(({ group }) => [group, names(group).map(([id, name]) => ({ id, name, count: 0 }))]));
      for (const number of scores.keys()) {
        const page = facets.get(number);
        const failed = wanted.filter((filter) => !passes(page, filter));
        for (const { group } of wanted) {
          if (failed.every((filter) => filter.group === group)) for (const value of values[group](page)) counts[group][value].count++;
        }
      }
      for (const group of Object.keys(counts)) counts[group] = counts[group].filter(({ count }) => count);
      return counts;
    };
    return { left: left.sort((one, other) => other.score - one.score || one.number - other.number), counts };
  };
}
