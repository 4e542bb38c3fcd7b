//! Aligns two sequences: which items of the one belong to which of the other, if the order is the same in both.
//!
//! As in the alignment of sentences by Gale and Church (1993), an item may have no counterpart, and two neighbours may have
//! one together. The cheapest alignment is found by dynamic programming within a band around the diagonal, so that the time
//! grows with the length of the sequences and not with its square.

use std::ops::Range;

/// How far from the diagonal the counterpart of an item is looked for, in items.
const BAND: usize = 48;

/// What a step of the alignment takes of both sequences. Of alignments that cost the same, the one whose last step stands first
/// here is taken: a translation that is not finished lacks the end of its source sooner than the beginning.
const STEPS: [(usize, usize); 5] = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2)];

/// Items that belong together; one of the two ranges may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aligned {
    pub sources: Range<usize>,
    pub targets: Range<usize>,
}

/// The cheapest alignment of so many sources and targets, in their order. `cost` says what it costs to let items belong
/// together; of at most two and one; infinity forbids it. It costs at least `joined` if they are three.
pub(super) fn align(
    sources: usize,
    targets: usize,
    joined: f32,
    cost: &dyn Fn(Range<usize>, Range<usize>) -> f32,
) -> Vec<Aligned> {
    let slope = targets / sources.max(1) + 1;
    let reach = BAND.max(2 * slope);
    // The places in the targets that are looked at after so many sources.
    let band = |source: usize| {
        let middle = (source * targets).checked_div(sources).unwrap_or(0);
        let width = if sources == 0 { targets } else { reach };
        middle.saturating_sub(width)..(middle + width).min(targets) + 1
    };
    let mut rows: Vec<Vec<(f32, usize)>> = Vec::with_capacity(sources + 1);
    for source in 0..=sources {
        let places = band(source);
        let mut row = vec![(f32::INFINITY, 0); places.len()];
        for target in places.clone() {
            if (source, target) == (0, 0) {
                row[0] = (0.0, 0);
                continue;
            }
            let mut best = (f32::INFINITY, 0);
            for (step, (back, across)) in STEPS.into_iter().enumerate() {
                let (Some(from), Some(to)) = (source.checked_sub(back), target.checked_sub(across)) else {
                    continue;
                };
                let before = band(from);
                if !before.contains(&to) {
                    continue;
                }
                let before = match back {
                    0 => row[to - before.start].0,
                    _ => rows[from][to - before.start].0,
                };
                // The cost of a step that cannot be the best one is not needed, and may be expensive to work out.
                let least = if back + across == 3 { joined } else { 0.0 };
                if before + least >= best.0 {
                    continue;
                }
                let total = before + cost(from..source, to..target);
                if total < best.0 {
                    best = (total, step);
                }
            }
            row[target - places.start] = best;
        }
        rows.push(row);
    }
    let mut aligned = Vec::new();
    let (mut source, mut target) = (sources, targets);
    while (source, target) != (0, 0) {
        let (_, step) = rows[source][target - band(source).start];
        let (back, across) = STEPS[step];
        aligned.push(Aligned { sources: source - back..source, targets: target - across..target });
        (source, target) = (source - back, target - across);
    }
    aligned.reverse();
    aligned
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Aligns words that are equal or not, and writes counterparts side by side.
    fn aligned(sources: &str, targets: &str) -> String {
        let sources: Vec<&str> = sources.split(' ').filter(|it| !it.is_empty()).collect();
        let targets: Vec<&str> = targets.split(' ').filter(|it| !it.is_empty()).collect();
        let cost = |s: Range<usize>, t: Range<usize>| match (s.len(), t.len()) {
            (_, 0) | (0, _) => 1.0,
            (1, 1) if sources[s.start] == targets[t.start] => 0.0,
            (1, 1) => 1.9,
            _ if sources[s.clone()].concat() == targets[t.clone()].concat() => 0.5,
            _ => f32::INFINITY,
        };
        let shown = align(sources.len(), targets.len(), 0.0, &cost).into_iter().map(|it| {
            format!("{}={}", sources[it.sources.clone()].join("+"), targets[it.targets.clone()].join("+"))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn items_may_be_new_gone_joined_or_split() {
        assert_eq!(aligned("a b c", "a b c"), "a=a b=b c=c");
        assert_eq!(aligned("a c", "a b c"), "a=a =b c=c");
        assert_eq!(aligned("a b c", "a c"), "a=a b= c=c");
        assert_eq!(aligned("a b c", "a x c"), "a=a b=x c=c");
        assert_eq!(aligned("a b c", "ab c"), "a+b=ab c=c");
        assert_eq!(aligned("ab c", "a b c"), "ab=a+b c=c");
        assert_eq!(aligned("a a", "a"), "a=a a=");
        assert_eq!(aligned("a", "a a"), "a=a =a");
        assert_eq!(aligned("", "a b"), "=a =b");
        assert_eq!(aligned("a b", ""), "a= b=");
        assert_eq!(aligned("", ""), "");
    }

    #[test]
    fn sequences_may_be_long_and_of_different_lengths() {
        for (sources, targets) in [(3, 2_000), (2_000, 3), (20_000, 20_000)] {
            let aligned = align(sources, targets, 0.0, &|s, t| if s.len() == t.len() { 0.0 } else { 1.0 });
            assert_eq!(aligned.iter().map(|it| it.sources.len()).sum::<usize>(), sources);
            assert_eq!(aligned.iter().map(|it| it.targets.len()).sum::<usize>(), targets);
        }
    }
}
