//! The headings of a text, with ids that are readable in every script and the same from build to build.

use std::borrow::Cow;

use icu::properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu::properties::{CodePointMapData, CodePointSetData};
use rustc_hash::FxHashMap;

use super::raw_html::html_ids_of;
use super::spacing::is_space_between;
use super::tree::{Kind, NodeId, Step, Tree};
use crate::content::composed;

/// A heading of a text, as links lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingId {
    /// The heading.
    pub node: NodeId,
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its id, in normalisation form C; no other heading of the text has it, and no HTML in it.
    pub id: String,
    /// Whether its author gave it an id that another heading or HTML has already.
    pub is_repeated: bool,
}

/// The headings of a text in their order. A text that begins at level 1 itself moves down as a whole, below the title.
///
/// ```
/// use sapar::content::markdown::{headings, parse};
/// use sapar::diagnostics::SourceText;
///
/// let tree = parse(&SourceText::new("index.zh.md", "# 如何到达\n\n## 公路\n\n## 公路\n"), 0);
/// let headings: Vec<_> = headings(&tree).into_iter().map(|it| (it.level, it.id)).collect();
/// assert_eq!(headings, [(2, "如何到达".into()), (3, "公路".into()), (3, "公路-2".into())]);
/// ```
pub fn headings(tree: &Tree) -> Vec<HeadingId> {
    let mut ids = HeadingIds::taken(html_ids_of(tree));
    let mut headings = Vec::new();
    for heading in tree.headings() {
        let Kind::Heading { level, own_id } = tree.node(heading).kind else { continue };
        let level = (level + u8::from(tree.has_level_one)).clamp(2, 6);
        let (id, is_repeated) = ids.give(own_id, || words(tree, heading));
        headings.push(HeadingId { node: heading, level, id, is_repeated });
    }
    headings
}

/// The words of a heading. What a picture shows is no word of it.
fn words(tree: &Tree, heading: NodeId) -> String {
    let mut words = String::new();
    let mut pictures = 0;
    for step in tree.walk_within(heading) {
        match step {
            Step::Enter(node) => match node.kind {
                Kind::Picture(_) => pictures += 1,
                Kind::Text(text) | Kind::Code(text) if pictures == 0 => words.push_str(text),
                Kind::SoftBreak
                    if !is_space_between(words.chars().rev(), tree.characters_behind(node.id)) => {}
                Kind::SoftBreak | Kind::HardBreak if pictures == 0 => words.push(' '),
                _ => {}
            },
            Step::Leave(node) => pictures -= usize::from(matches!(node.kind, Kind::Picture(_))),
        }
    }
    words
}

/// Hands out ids, none twice.
#[derive(Default)]
struct HeadingIds {
    given: FxHashMap<String, u32>,
}

impl HeadingIds {
    /// The ids that the author's HTML has are given already.
    fn taken(ids: Vec<String>) -> Self {
        Self { given: ids.into_iter().map(|id| (composed(&id).into_owned(), 1)).collect() }
    }

    /// The id of a heading, its own or one made of its words, and whether its own was given before.
    fn give(&mut self, own: Option<&str>, words: impl FnOnce() -> String) -> (String, bool) {
        let base = own.map(own_id).filter(|id| !id.is_empty()).unwrap_or_else(|| id_of(&words()));
        let repeated = own.is_some() && self.given.contains_key(&base);
        let mut id = base.clone();
        let mut number = self.given.get(&base).copied().unwrap_or(1);
        while self.given.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        // The next heading of these words goes on counting from here.
        self.given.insert(base, number);
        self.given.entry(id.clone()).or_insert(1);
        (id, repeated)
    }
}

/// An id that an author chose, without what cannot be seen.
fn own_id(written: &str) -> String {
    composed(&written.replace(|c: char| c.is_whitespace() || is_invisible(c), "")).into_owned()
}

/// Letters and digits of every script in lower case, with a hyphen for anything between them.
fn id_of(text: &str) -> String {
    if let Some(id) = id_of_plain(text) {
        return id;
    }
    let mut id = String::with_capacity(text.len());
    // What letters and marks mean, depends on whether they are composed.
    for c in composed(text).chars() {
        if is_invisible(c) {
            // A soft hyphen or a joiner within a word, the variant of an emoji.
        } else if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if is_mark(c) {
            // A mark belongs to the letter before it. The stress of Cyrillic words is on no keyboard.
            let is_stress =
                |before: char| matches!(c, '\u{300}' | '\u{301}') && matches!(before, '\u{400}'..='\u{52F}');
            if id.chars().next_back().is_some_and(|before| before != '-' && !is_stress(before)) {
                id.push(c);
            }
        } else if !id.is_empty() && !id.ends_with('-') && c != '\'' && c != '’' {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    // Lower case may have taken a letter apart.
    match composed(&id) {
        _ if id.is_empty() => "section".to_owned(),
        Cow::Borrowed(_) => id,
        Cow::Owned(id) => id,
    }
}

/// The id of a text that has only such letters as most headings have, for which Unicode's tables need not be read.
fn id_of_plain(text: &str) -> Option<String> {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | '\u{4E00}'..='\u{9FBF}' => id.push(c),
            'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => id.push(c),
            'A'..='Z' => id.push(c.to_ascii_lowercase()),
            // The capitals of this block stand 32 before their letters.
            'А'..='Я' => id.push(char::from_u32(c as u32 + 0x20)?),
            '\'' | '’' => {}
            ' '..='~' | '«' | '»' | '–' | '—' | '，' | '、' | '：' | '？' => {
                if !id.is_empty() && !id.ends_with('-') {
                    id.push('-');
                }
            }
            _ => return None,
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    (!id.is_empty()).then_some(id)
}

/// Whether a character is not seen: joiners, variation selectors, marks of direction, fillers, control characters.
fn is_invisible(c: char) -> bool {
    !c.is_ascii() && (c.is_control() || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c))
        || c.is_ascii_control() && !c.is_ascii_whitespace()
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;
    use crate::diagnostics::SourceText;

    #[test]
    fn ids_are_readable_in_every_script() {
        for (text, id) in [
            ("Қалай жетуге болады?", "қалай-жетуге-болады"),
            ("Как добраться", "как-добраться"),
            ("如何到达", "如何到达"),
            ("Getting there & away", "getting-there-away"),
            ("The lake's shore", "the-lakes-shore"),
            ("…", "section"),
            ("🏔️ Горы", "горы"),
            ("Горы 🏔️", "горы"),
            ("1️⃣ Жол", "1-жол"),
            ("👨‍👩‍👧 Отбасы", "отбасы"),
            ("🇰🇿", "section"),
            ("вели\u{AD}чина\u{200B}", "величина"),
            ("\u{FEFF}Көл\u{2060}", "көл"),
            ("Туи\u{306}гын", "туйгын"),
            ("за́мок", "замок"),
            ("\u{3164}湖\u{FE00}", "湖"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(id_of(text), id);
        }
    }

    #[test]
    fn no_id_is_given_twice() {
        let heading_ids = |text| -> Vec<String> {
            let tree = parse(&SourceText::new("a.md", text), 0);
            headings(&tree).into_iter().map(|heading| heading.id).collect()
        };
        assert_eq!(heading_ids("## A\n\n## A\n\n## A 2\n\n## A\n"), ["a", "a-2", "a-2-2", "a-3"]);
        assert_eq!(heading_ids("## 甲 {#x}\n\n## 乙 {#x}\n"), ["x", "x-2"]);
        assert_eq!(heading_ids("## A\n\n<div id=\"a\">\n</div>\n\n## B <a name='b'></a>\n"), ["a-2", "b-2"]);
        assert_eq!(heading_ids("## A {#и\u{306}\u{200B}}\n\n## Й\n"), ["й", "й-2"]);
    }
}
