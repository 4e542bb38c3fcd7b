//! Known names, and the search for the one nearest to an unknown name.

use std::fmt::{self, Display, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

/// For how many different names the nearest one is looked for in one list. Nobody reads more suggestions than that.
const MAX_SEARCHES: usize = 1_000;

/// How much all searches in one list may cost together, in names looked at and characters compared: about a quarter of a
/// second.
const MAX_COMPARISONS: usize = 50_000_000;

/// The length in characters from which on a name is a text, and not a misspelt name.
const MAX_LENGTH: usize = 200;

/// The length in characters of the longer of two names from which on one is certain to be meant by the other. Tags of languages
/// have two letters, and are all alike.
const MIN_CERTAIN_LENGTH: usize = 4;

/// The length in characters up to which two slips of the hand in one name are not believed.
const MAX_LENGTH_FOR_ONE_EDIT: usize = 8;

/// How many names a message lists.
const MAX_LISTED: usize = 100;

/// How sure it has to be that a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is worth asking: "did you mean".
    Likely,
    /// No other known name can be meant, so that it may be written without asking.
    Certain,
}

/// Names that authors may use in one place, such as the ids of all messages. Cheap to clone: the list and what was
/// found in it are shared.
#[derive(Clone)]
pub struct Names(Arc<Shared>);

struct Shared {
    /// Sorted, each once.
    names: Box<[Box<str>]>,
    /// Made by the first search.
    candidates: OnceLock<Box<[Candidate]>>,
    searches: Mutex<Searches>,
}

/// What is compared in the place of a name.
struct Candidate {
    lower: Box<str>,
    length: usize,
    letters: u64,
}

struct Searches {
    answers: FxHashMap<Box<str>, Answer>,
    comparisons_left: usize,
}

/// What is known of a name that was asked for.
#[derive(Clone, Copy)]
struct Answer {
    /// The index of the nearest name.
    nearest: Option<usize>,
    /// Whether only that one can be meant, once somebody wanted to know it.
    is_certain: Option<bool>,
}

impl Names {
    /// A list of names, in any order.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<Box<str>> = names.into_iter().map(Box::from).collect();
        names.sort_unstable();
        names.dedup();
        Self(Arc::new(Shared {
            names: names.into(),
            candidates: OnceLock::new(),
            searches: Mutex::new(Searches {
                answers: FxHashMap::default(),
                comparisons_left: MAX_COMPARISONS,
            }),
        }))
    }

    /// The name most alike to `name`, if it is alike enough to be a slip of the hand; of several the first by alphabet.
    ///
    /// The measure is the Damerau–Levenshtein distance (optimal string alignment), of at most a third of the longer
    /// name's characters and at least one; case does not count. Each name is looked for once. The searches in one list
    /// are bounded in number and cost; beyond that, nothing is found.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let mut searches = self.0.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = self.answer(name, &mut searches)?;
        answer.nearest.map(|index| &*self.0.names[index])
    }

    /// The nearest name if it is as sure to be meant as is asked for.
    ///
    /// It is certain if it differs in case, or by one slip of the hand (in long names by two), and no other name is as near. A
    /// digit that differs is no slip: `route-10` may be a route that is still to be written, and does not mean `route-1`.
    pub fn find(&self, name: &str, certainty: Certainty) -> Option<&str> {
        if certainty == Certainty::Likely {
            return self.nearest(name);
        }
        let mut searches = self.0.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = self.answer(name, &mut searches)?;
        let index = answer.nearest?;
        let is_certain = match answer.is_certain {
            Some(is_certain) => is_certain,
            None => {
                let is_certain = self.is_certain(name, index, &mut searches.comparisons_left);
                searches.answers.insert(name.into(), Answer { is_certain: Some(is_certain), ..answer });
                is_certain
            }
        };
        is_certain.then(|| &*self.0.names[index])
    }

    /// `None` once too many names were asked for.
    fn answer(&self, name: &str, searches: &mut Searches) -> Option<Answer> {
        match searches.answers.get(name) {
            Some(answer) => Some(*answer),
            None if searches.answers.len() == MAX_SEARCHES => None,
            None => {
                let nearest = self.search(name, &mut searches.comparisons_left);
                let answer = Answer { nearest, is_certain: None };
                searches.answers.insert(name.into(), answer);
                Some(answer)
            }
        }
    }

    fn is_certain(&self, name: &str, nearest: usize, comparisons_left: &mut usize) -> bool {
        let Some(candidates) = self.0.candidates.get() else { return false };
        let wanted = Candidate::of(name);
        let mut distance = |candidate: &Candidate| {
            let (one, other) = without_common_ends(&wanted.lower, &candidate.lower);
            *comparisons_left = comparisons_left.checked_sub(1 + one.len() * other.len())?;
            Some(strsim::osa_distance(one, other))
        };
        let longer = wanted.length.max(candidates[nearest].length);
        let limit = if longer > MAX_LENGTH_FOR_ONE_EDIT { 2 } else { 1 };
        let Some(least) = distance(&candidates[nearest]).filter(|least| *least <= limit) else {
            return false;
        };
        let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
        if longer < MIN_CERTAIN_LENGTH && least > 0
            || digits(&wanted.lower) != digits(&candidates[nearest].lower)
        {
            return false;
        }
        candidates.iter().enumerate().all(|(index, candidate)| {
            index == nearest
                || *self.0.names[index] == *name
                || wanted.least_distance(candidate) > least
                || distance(candidate).is_some_and(|other| other > least)
        })
    }

    fn search(&self, name: &str, comparisons_left: &mut usize) -> Option<usize> {
        let wanted = Candidate::of(name);
        if wanted.length > MAX_LENGTH {
            return None;
        }
        let candidates =
            self.0.candidates.get_or_init(|| self.0.names.iter().map(|name| Candidate::of(name)).collect());
        *comparisons_left = comparisons_left.checked_sub(candidates.len())?;
        // Of many names that are alike, such as numbered ones, hardly any can be nearer than the nearest: those that may be
        // nearest are measured first, and the others then need not be.
        let mut by_least_distance: Vec<Vec<usize>> = Vec::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let least = wanted.least_distance(candidate);
            if least <= wanted.limit(candidate) {
                by_least_distance.resize_with(by_least_distance.len().max(least + 1), Vec::new);
                by_least_distance[least].push(index);
            }
        }
        let mut nearest: Option<(usize, usize)> = None;
        for (least, indices) in by_least_distance.into_iter().enumerate() {
            if nearest.is_some_and(|(distance, _)| distance < least) {
                break;
            }
            for index in indices {
                let candidate = &candidates[index];
                // Of two that are as near, the first by alphabet.
                let nearer = |(distance, other)| {
                    if index < other { Some(distance) } else { usize::checked_sub(distance, 1) }
                };
                let Some(limit) = nearest.map_or(Some(usize::MAX), nearer) else { continue };
                let limit = limit.min(wanted.limit(candidate));
                if least > limit || *self.0.names[index] == *name {
                    continue;
                }
                let (one, other) = without_common_ends(&wanted.lower, &candidate.lower);
                // Once a name is one edit away, only others that are can be meant: that is seen without measuring.
                if limit == 1 && !is_one_edit(one, other) {
                    continue;
                }
                *comparisons_left = comparisons_left.checked_sub(one.len() * other.len())?;
                let distance = strsim::osa_distance(one, other);
                if distance <= limit {
                    nearest = Some((distance, index));
                }
            }
        }
        nearest.map(|(_, index)| index)
    }
}

impl Candidate {
    fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        let length = lower.chars().count();
        // One bit for each letter, by a multiplicative hash; two letters may share a bit.
        let letters =
            lower.chars().fold(0, |letters, c| letters | 1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 26));
        Self { lower: lower.into(), length, letters }
    }

    /// How far apart two names may be to be taken for each other.
    fn limit(&self, other: &Self) -> usize {
        let longer = self.length.max(other.length);
        // Two names of one letter have nothing in common but their length.
        (longer / 3).max(1).min(longer.saturating_sub(1))
    }

    /// What the distance is at least. One edit changes the length by one at most, and takes away or adds one letter at
    /// most.
    fn least_distance(&self, other: &Self) -> usize {
        let missing = (self.letters & !other.letters).count_ones();
        let new = (other.letters & !self.letters).count_ones();
        self.length.abs_diff(other.length).max(missing.max(new) as usize)
    }
}

/// Two texts without what both begin and end with, which does not change their distance.
fn without_common_ends<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = |(a, b): &(char, char)| a == b;
    let before: usize = one.chars().zip(other.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (one, other) = (&one[before..], &other[before..]);
    let behind: usize =
        one.chars().rev().zip(other.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (&one[..one.len() - behind], &other[..other.len() - behind])
}

/// Whether two texts that neither begin nor end alike are at most one edit apart: a character more, less or another one, or
/// two that are swapped.
fn is_one_edit(one: &str, other: &str) -> bool {
    let characters = |text: &str| {
        let mut characters = text.chars();
        [characters.next(), characters.next(), characters.next()]
    };
    match (characters(one), characters(other)) {
        ([_, None, _], [_, None, _]) => true,
        ([a, b, None], [c, d, None]) => a == d && b == c,
        _ => false,
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.0.names).finish()
    }
}

/// Names as a message lists them: `` `one`, `two` ``. A long list ends in `…`: nobody reads thousands of names, and
/// thousands of mistakes would each carry them.
pub fn list_names(names: impl IntoIterator<Item = impl Display>) -> String {
    let mut list = String::new();
    for (index, name) in names.into_iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        if index == MAX_LISTED {
            list.push_str(", …");
            break;
        }
        write!(list, "{separator}`{name}`").expect("a String takes any text");
    }
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_a_slip_but_no_stranger() {
        let known = Names::new(["title", "description", "slug"]);
        assert_eq!(known.nearest("tilte"), Some("title"));
        assert_eq!(known.nearest("descripton"), Some("description"));
        assert_eq!(known.nearest("weather"), None);
        assert_eq!(known.nearest("TITLE"), Some("title"));
        assert_eq!(Names::new(["b"]).nearest("a"), None);
        assert_eq!(Names::new(["Көл"]).nearest("көл"), Some("Көл"));
    }

    #[test]
    fn a_slip_is_certain_if_nothing_else_can_be_meant() {
        let names = Names::new(["title", "description", "route-1", "lake", "lakes", "kk", "ru", "Season"]);
        for (written, certain) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("descriptoin", Some("description")),
            ("descrption", Some("description")),
            ("seasons", Some("Season")),
            // Two slips in a short name.
            ("tilel", None),
            // Another number, a tag, and two that are as near.
            ("route-10", None),
            ("kz", None),
            ("lakea", None),
            ("nothing", None),
        ] {
            assert_eq!(names.find(written, Certainty::Certain), certain, "{written}");
        }
        assert_eq!(names.find("route-10", Certainty::Likely), Some("route-1"));
    }

    #[test]
    fn of_two_that_are_as_near_the_first_by_alphabet_is_found() {
        assert_eq!(Names::new(["lakes", "lake2", "lake1"]).nearest("lake"), Some("lake1"));
    }

    #[test]
    fn searches_are_bounded_and_remembered() {
        let known: Vec<String> = (0..20).map(|number| format!("place-{number}")).collect();
        let known = Names::new(known.iter().map(String::as_str));
        for number in 0..MAX_SEARCHES {
            assert!(known.nearest(&format!("plaec-{number}")).is_some() || number > 99, "{number}");
        }
        assert_eq!(known.nearest("palce-1"), None);
        assert_eq!(known.nearest("plaec-1"), Some("place-1"));
        // A text of thousands of characters is not compared at all.
        let long = "a".repeat(100_000);
        assert_eq!(Names::new([long.as_str()]).nearest(&format!("{long}b")), None);
    }

    #[test]
    fn a_search_among_thousands_of_names_that_are_alike_compares_few_of_them() {
        let known: Vec<String> = (0..10_000).map(|number| format!("term-{number}")).collect();
        let known = Names::new(known.iter().map(String::as_str));
        assert_eq!(known.nearest("trem-5000"), Some("term-5000"));
        let left = known.0.searches.lock().expect("nobody panicked").comparisons_left;
        assert!(MAX_COMPARISONS - left < 12_000, "{}", MAX_COMPARISONS - left);
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(list_names(["a", "b"]), "`a`, `b`");
        let many = list_names(0..5_000);
        assert!(many.starts_with("`0`, `1`, ") && many.ends_with("`99`, …"), "{many}");
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(
            name in "[a-dA-Dқ]{1,9}",
            known in prop::collection::vec("[a-dA-Dқ]{1,9}", 0..30),
        ) {
            let plain = known
                .iter()
                .filter(|candidate| **candidate != name)
                .map(|candidate| {
                    let longer = name.chars().count().max(candidate.chars().count());
                    let limit = (longer / 3).max(1).min(longer.saturating_sub(1));
                    let distance = strsim::osa_distance(&name.to_lowercase(), &candidate.to_lowercase());
                    (distance, limit, candidate.as_str())
                })
                .filter(|(distance, limit, _)| distance <= limit)
                .min_by_key(|(distance, _, candidate)| (*distance, *candidate))
                .map(|(.., candidate)| candidate);
            let names = Names::new(known.iter().map(String::as_str));
            prop_assert_eq!(names.nearest(&name), plain);
        }
    }
}
