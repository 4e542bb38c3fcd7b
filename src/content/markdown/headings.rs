//! The headings of a text, with ids that are readable in every script and the same from build to build.

use rustc_hash::FxHashMap;

use super::tree::{Kind, NodeId, Step, Tree};

/// A heading of a text, as links lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingId {
    /// The heading.
    pub node: NodeId,
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its id; no other heading of the text has it.
    pub id: String,
    /// Whether its author gave it an id that another heading has already.
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
    let mut ids = HeadingIds::default();
    let mut headings = Vec::new();
    for heading in tree.ids() {
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
    /// The id of a heading, its own or one made of its words, and whether its own was given before.
    fn give(&mut self, own: Option<&str>, words: impl FnOnce() -> String) -> (String, bool) {
        let base = own.map_or_else(|| id_of(&words()), ToOwned::to_owned);
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

/// Letters and digits of every script in lower case, with a hyphen for anything between them.
fn id_of(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        // The letters of most headings, without a look into Unicode's tables.
        if matches!(c, 'a'..='z' | '0'..='9' | 'а'..='я' | '\u{4E00}'..='\u{9FBF}') {
            id.push(c);
        } else if c.is_alphanumeric() || is_mark(c) {
            id.extend(c.to_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') && c != '\'' && c != '’' {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() { "section".to_owned() } else { id }
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    use icu::properties::CodePointMapData;
    use icu::properties::props::GeneralCategory;
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
    }
}
