//! All forms of a language, looked for at once.

use rustc_hash::FxHashMap;

use super::fold::{Folded, is_letter};
use super::pattern::{Match, Pattern};
use crate::text::Inflection;

/// The forms of a language. A text is gone through once: from each beginning of a word, and from each Chinese character, a trie
/// of the keys of all forms is followed as far as it goes, and only forms whose whole key stands there are compared.
#[derive(Debug)]
pub(super) struct Matcher {
    inflection: Inflection,
    /// The patterns, with the form that each is.
    patterns: Vec<(Pattern, FormRef)>,
    /// The nodes of the trie by their parents and characters; the root is node 0.
    nodes: FxHashMap<(u32, char), u32>,
    /// The patterns whose key ends at a node.
    ends: Vec<Vec<u32>>,
    by_form: FxHashMap<FormRef, u32>,
}

/// A form of a term in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FormRef {
    /// The number of the term.
    pub term: usize,
    /// Whether it is a forbidden one.
    pub is_forbidden: bool,
    /// Its number among those of its sort.
    pub number: usize,
}

/// A form that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub form: FormRef,
    pub found: Match,
}

impl Matcher {
    pub fn new(inflection: Inflection) -> Self {
        Self {
            inflection,
            patterns: Vec::new(),
            nodes: FxHashMap::default(),
            ends: vec![Vec::new()],
            by_form: FxHashMap::default(),
        }
    }

    pub fn add(&mut self, pattern: Pattern, form: FormRef) {
        let mut node = 0;
        for c in pattern.key(self.inflection).chars() {
            let next = self.ends.len() as u32;
            node = *self.nodes.entry((node, c)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(self.patterns.len() as u32);
        self.by_form.insert(form, self.patterns.len() as u32);
        self.patterns.push((pattern, form));
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    pub fn inflection(&self) -> Inflection {
        self.inflection
    }

    /// The pattern of a form.
    pub fn pattern(&self, form: FormRef) -> Option<&Pattern> {
        self.by_form.get(&form).map(|number| &self.patterns[*number as usize].0)
    }

    /// Every form that stands in a text, also within others.
    pub fn all(&self, folded: &Folded) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for start in folded.starts() {
            let mut node = 0;
            for c in folded.text[start..].chars() {
                let Some(next) = self.nodes.get(&(node, c)) else { break };
                node = *next;
                for number in &self.ends[node as usize] {
                    let (pattern, form) = &self.patterns[*number as usize];
                    let found = pattern.matches(folded, start, self.inflection);
                    hits.extend(found.map(|found| Hit { form: *form, found }));
                }
            }
        }
        hits
    }

    /// What of the forms that stand in a text is meant: of those that overlap the first, and of those that begin at one place the
    /// longest. A form that is part of an address, or joined to another word by a hyphen, is the name of something else.
    pub fn meant(&self, folded: &Folded) -> Vec<Hit> {
        let mut hits = self.all(folded);
        hits.retain(|hit| stands_alone(&folded.text, hit));
        meant_of(hits)
    }
}

/// Of hits that overlap the first and longest, with those at the same place.
fn meant_of(mut hits: Vec<Hit>) -> Vec<Hit> {
    let order = |hit: &Hit| (hit.found.range.start, std::cmp::Reverse(hit.found.range.end), hit.form);
    hits.sort_by_key(order);
    hits.dedup();
    let mut last = 0..0;
    hits.retain(|hit| {
        let range = &hit.found.range;
        let is_kept = range.start >= last.end || *range == last;
        if is_kept {
            last = range.clone();
        }
        is_kept
    });
    // A form that is right for one thing is right, though it is wrong for another.
    let allowed: Vec<std::ops::Range<usize>> =
        hits.iter().filter(|hit| !hit.form.is_forbidden).map(|hit| hit.found.range.clone()).collect();
    hits.retain(|hit| {
        !hit.form.is_forbidden
            || allowed.binary_search_by_key(&hit.found.range.start, |range| range.start).is_err()
    });
    hits
}

fn stands_alone(text: &str, hit: &Hit) -> bool {
    let range = &hit.found.range;
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let joins = |c: char, next: Option<char>| match c {
        '-' | '@' | '_' => next.is_some_and(is_letter),
        _ => false,
    };
    let mut left = before.chars().rev();
    let mut right = behind.chars();
    let is_joined = left.next().is_some_and(|c| joins(c, left.next()))
        || right.next().is_some_and(|c| joins(c, right.next()));
    !is_joined && !is_in_address(before, behind)
}

/// Whether what stands around a place without spaces is an address.
fn is_in_address(before: &str, behind: &str) -> bool {
    /// No address is read further than that.
    const LONGEST: usize = 200;
    let is_of_address = |c: char| c.is_ascii_graphic() || c.is_alphanumeric();
    let left = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_of_address(*c)).last();
    let left = left.map_or("", |(at, _)| &before[at..]);
    let right = behind.char_indices().take(LONGEST).find(|(_, c)| !is_of_address(*c));
    let right =
        &behind[..right.map_or_else(|| behind.len().min(behind.floor_char_boundary(LONGEST)), |(at, _)| at)];
    let has_scheme =
        left.contains("://") || left.starts_with("www.") || left.contains('@') || right.contains('@');
    // `horgos.example`: a dot and a letter without a space.
    let domain = |right: &str| {
        right.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    has_scheme || domain(right)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::glossary::pattern::Case;
    use crate::language::Language;

    fn matcher(tag: &str, forms: &[&str]) -> Matcher {
        let mut matcher = Matcher::new(Inflection::new(&Language::new(tag).expect("a tag")));
        for (term, form) in forms.iter().enumerate() {
            let (form, is_forbidden) = match form.strip_prefix('!') {
                Some(form) => (form, true),
                None => (*form, false),
            };
            let pattern = Pattern::new(form, Case::Names).expect("a form");
            matcher.add(pattern, FormRef { term, is_forbidden, number: 0 });
        }
        matcher
    }

    /// What is meant in a text: the form's number and what stands there.
    fn meant<'t>(tag: &str, forms: &[&str], text: &'t str) -> Vec<(usize, &'t str)> {
        let folded = Folded::new(text);
        let hits = matcher(tag, forms).meant(&folded);
        hits.iter().map(|hit| (hit.form.term, &text[folded.written(&hit.found.range)])).collect()
    }

    #[test]
    fn names_are_found_in_all_their_cases_and_not_within_others() {
        let forms = ["Қорғас*", "«Қорғас» орталығы*", "Зайсан көлі*", "Алтын", "Алтынемел*", "ШЫХО*"];
        for (text, expected) in [
            ("Қорғасқа дейін, ҚОРҒАС, қорғас, Қорғастық", vec![(0, "Қорғасқа"), (0, "ҚОРҒАС")]),
            ("«Қорғас» орталығында", vec![(1, "«Қорғас» орталығында")]),
            ("“Қорғас”\nорталығы", vec![(1, "“Қорғас”\nорталығы")]),
            ("«Қорғас»тың", vec![(0, "Қорғас")]),
            ("Зайсан\u{A0}көліне", vec![(2, "Зайсан\u{A0}көліне")]),
            ("Зайсан көлдері", vec![]),
            ("Алтынемел мен Алтын-Арасан, Алтын.", vec![(4, "Алтынемел"), (3, "Алтын")]),
            ("ШЫХО-ға, ШЫХО-сы мен ШЫХОда, Шыхо", vec![(5, "ШЫХО-ға"), (5, "ШЫХО-сы"), (5, "ШЫХОда")]),
            ("Қopғасқа", vec![(0, "Қopғасқа")]),
        ] {
            assert_eq!(meant("kk", &forms, text), expected, "{text}");
        }
        let forms = [
            "Рахмановские* ключи*",
            "Хоргос*",
            "озеро* Канас*",
            "Усть-Каменогорск*",
            "!Каменогорск*",
            "марал*",
        ];
        for (text, expected) in [
            ("У Рахмановских ключей — Хоргосом", vec![(0, "Рахмановских ключей"), (1, "Хоргосом")]),
            ("на Озере Канасе, к озеру Канас", vec![(2, "Озере Канасе"), (2, "озеру Канас")]),
            ("Усть-Каменогорске, Каменогорске", vec![(3, "Усть-Каменогорске"), (4, "Каменогорске")]),
            ("Марал, МАРАЛЫ", vec![(5, "Марал"), (5, "МАРАЛЫ")]),
            ("https://Хоргос.рф/Хоргос и Хоргос@mail.kz", vec![]),
            ("(Хоргос). Хоргос/Хоргос", vec![(1, "Хоргос"), (1, "Хоргос"), (1, "Хоргос")]),
        ] {
            assert_eq!(meant("ru", &forms, text), expected, "{text}");
        }
        let forms = ["霍尔果斯", "中哈霍尔果斯中心", "!和尔果斯", "T9次"];
        assert_eq!(
            meant("zh", &forms, "从霍尔果斯到中哈霍尔果斯中心，和尔果斯，乘T9次，乘XT9次"),
            [(0, "霍尔果斯"), (1, "中哈霍尔果斯中心"), (2, "和尔果斯"), (3, "T9次")]
        );
        let forms = ["Lake Markakol", "Markakol", "!Horgas"];
        assert_eq!(
            meant("en", &forms, "lake Markakol, Lake Markakol’s, horgas.example, Horgas."),
            [(1, "Markakol"), (0, "Lake Markakol"), (2, "Horgas")]
        );
    }

    #[test]
    fn a_form_within_another_one_is_still_there() {
        let matcher = matcher("zh", &["霍尔果斯", "中哈霍尔果斯中心"]);
        let terms: Vec<usize> =
            matcher.all(&Folded::new("中哈霍尔果斯中心")).iter().map(|hit| hit.form.term).collect();
        assert_eq!(terms, [1, 0]);
    }

    proptest! {
        #[test]
        fn hits_are_apart_and_every_form_is_found_in_itself(
            forms in proptest::collection::vec("[А-Яа-я]{1,4}\\*?( [а-я]{1,4}\\*?)?", 1..6),
            text in "([А-Яа-я]{1,4}|[ -.,])*",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let matcher = matcher("ru", &forms);
            let folded = Folded::new(&text);
            let hits = matcher.meant(&folded);
            for pair in hits.windows(2) {
                let (one, two) = (&pair[0].found.range, &pair[1].found.range);
                prop_assert!(one == two || one.end <= two.start);
            }
            for (number, form) in forms.iter().enumerate() {
                let plain = Folded::new(&form.replace('*', ""));
                prop_assert!(matcher.all(&plain).iter().any(|hit| hit.form.term == number && hit.found.range == (0..plain.text.len())));
            }
        }
    }
}
