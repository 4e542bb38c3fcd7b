//! Ids of headings, readable in every script and the same from build to build.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::guard::Guarded;
use super::options;

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words, as HTML.
    pub html: String,
}

/// Hands out ids, none twice.
#[derive(Default)]
pub(super) struct HeadingIds {
    given: FxHashMap<String, u32>,
}

impl HeadingIds {
    /// The id of a heading: its own, or one made of its words. Whether its own was given before.
    pub fn give(&mut self, own: Option<&str>, text: &str) -> (String, bool) {
        let base = match own {
            Some(id) => id.to_owned(),
            None => id_of(text),
        };
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

/// The ids of a text's headings, in their order, as [`super::render`] gives them.
pub fn heading_ids(markdown: &str) -> Vec<String> {
    // No heading without one of the characters that make one.
    if !markdown.contains(['#', '-', '=']) {
        return Vec::new();
    }
    let mut guarded = Guarded::new(markdown);
    super::components::mask(&mut guarded);
    let mut ids = HeadingIds::default();
    let mut given = Vec::new();
    let mut heading: Option<(Option<String>, String)> = None;
    let mut in_picture = false;
    for (event, range) in Parser::new_ext(&guarded.text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                heading = Some((id.map(|id| id.to_string()), String::new()))
            }
            // What a picture shows is no word of the heading.
            Event::Start(Tag::Image { .. }) => in_picture = true,
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = heading.as_mut().filter(|_| !in_picture) {
                    words.push_str(&guarded.restore(text, &range));
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, words)) = heading.as_mut().filter(|_| !in_picture) {
                    words.push(' ');
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((own, words)) = heading.take() {
                    given.push(ids.give(own.as_deref(), &words).0);
                }
            }
            _ => {}
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(heading_ids("## A\n\n## A\n\n## A 2\n\n## A\n"), ["a", "a-2", "a-2-2", "a-3"]);
        assert_eq!(heading_ids("## 甲 {#x}\n\n## 乙 {#x}\n"), ["x", "x-2"]);
    }
}
