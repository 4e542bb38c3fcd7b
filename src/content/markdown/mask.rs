//! What the parser is shown in the place of some characters, and the one way back to what the author wrote.
//!
//! The parser knows neither the rule for emphasis beside Chinese punctuation (see `emphasis.rs`) nor block components, and it
//! sees attributes and definitions in what is text (see `literals.rs`), and emphasis in addresses (see `addresses.rs`). So a
//! mark of punctuation is inserted beside some runs of `*`, behind some braces and before some colons, one stands in the
//! place of each `*`, `_` and `~` of a bare address, and each line of a component is replaced by a thematic break
//! (`___`), which ends paragraphs and lists as those lines do. [`Masked`] keeps a list of these edits. All that the
//! parser returns, offsets and texts, goes through [`Masked::offset`] and [`Masked::unmask`] once, while the tree is
//! made: a tree holds nothing that is masked.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{addresses, components, emphasis, literals};

/// What is Markdown here beyond CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Rare punctuation, from which the characters are taken that the parser is shown: those that the text does not hold, so
/// that every one in what the parser returns was put there.
const SENTINELS: [char; 8] =
    ['\u{10100}', '\u{10101}', '\u{1039F}', '\u{103D0}', '\u{10102}', '\u{10857}', '\u{1091F}', '\u{1093F}'];

/// What a sentinel stands for: nothing, where it was inserted, or a mark of emphasis in an address.
const MASKED: [&str; 4] = ["", "*", "_", "~"];

/// A text as the parser is shown it.
pub(super) struct Masked<'t> {
    original: &'t str,
    /// What the parser reads.
    text: Cow<'t, str>,
    /// The sentinels of [`MASKED`].
    sentinels: [char; MASKED.len()],
    /// In their order.
    edits: Vec<Edit>,
}

/// `length` bytes from `at` on stand for `original`.
struct Edit {
    at: usize,
    length: usize,
    original: Range<usize>,
    /// Whether it is the line of a component, and no sentinel.
    is_line: bool,
}

/// The author's words for a text that the parser returned.
#[derive(Debug, PartialEq)]
pub(super) enum Unmasked<'a> {
    /// They are a part of the original.
    Original(Range<usize>),
    /// They are not written like that anywhere: the parser decoded entities, removed escapes or joined lines.
    Decoded(Cow<'a, str>),
}

impl<'t> Masked<'t> {
    /// Masks a text.
    pub fn new(original: &'t str) -> Self {
        let lines = component_lines(original);
        let inserted = emphasis::unrecognised_runs(original).into_iter().chain(literals::literals(original));
        let mut places: Vec<Range<usize>> = inserted.map(|place| place..place).collect();
        places.extend(marks_of_addresses(original));
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup();
        let unused = SENTINELS.into_iter().filter(|sentinel| !original.contains(*sentinel));
        let unused: Vec<char> = unused.take(if places.is_empty() { 0 } else { MASKED.len() }).collect();
        // A text that holds nearly all of them is read as the parser reads it.
        let sentinels = <[char; MASKED.len()]>::try_from(unused).ok();
        let sentinels = sentinels.unwrap_or_else(|| {
            places.clear();
            std::array::from_fn(|index| SENTINELS[index])
        });
        let mut masked = Self { original, text: Cow::Borrowed(original), sentinels, edits: Vec::new() };
        if places.is_empty() && lines.is_empty() {
            return masked;
        }
        let mut text = String::with_capacity(original.len() + 4 * places.len());
        let mut places = places.into_iter().peekable();
        let mut from = 0;
        for line in lines.into_iter().map(Some).chain([None]) {
            let start = line.as_ref().map_or(original.len(), |line| line.start);
            while let Some(place) = places.next_if(|place| place.end <= start) {
                text.push_str(&original[from..place.start]);
                let sentinel = masked.sentinel(&original[place.clone()]);
                from = place.end;
                let length = sentinel.len_utf8();
                masked.edits.push(Edit { at: text.len(), length, original: place, is_line: false });
                text.push(sentinel);
            }
            text.push_str(&original[from..start]);
            from = start;
            if let Some(line) = line {
                let (at, length) = (text.len(), line.len());
                masked.edits.push(Edit { at, length, original: line.clone(), is_line: true });
                text.extend(std::iter::repeat_n('_', line.len()));
                from = line.end;
                while places.next_if(|place| place.start <= line.end).is_some() {}
            }
        }
        masked.text = Cow::Owned(text);
        masked
    }

    /// The sentinel for a part of the text.
    fn sentinel(&self, original: &str) -> char {
        let index = MASKED.iter().position(|masked| *masked == original).unwrap_or_default();
        self.sentinels[index]
    }

    /// What the parser makes of the text. Offsets and strings are those of the masked text.
    pub fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.text, options()).into_offset_iter().map(|(event, range)| {
            // The parser leaves the empty label of a collapsed reference, `[lake][]`, out of its range.
            let is_collapsed = matches!(
                event,
                Event::Start(
                    Tag::Link { link_type: LinkType::Collapsed, .. }
                        | Tag::Image { link_type: LinkType::Collapsed, .. }
                )
            );
            let is_short = is_collapsed
                && !self.text[range.clone()].ends_with("[]")
                && self.text[range.end..].starts_with("[]");
            let end = if is_short { range.end + "[]".len() } else { range.end };
            // The parser counts to the box of a task what it has left of a tab before it.
            if matches!(event, Event::TaskListMarker(_))
                && let Some(indent) = self.text[range.start..].find('[')
            {
                let start = range.start + indent;
                return (event, start..start + "[x]".len());
            }
            (event, range.start..end)
        })
    }

    /// The place in the original of a place in the masked text.
    pub fn offset(&self, masked: usize) -> usize {
        let behind = self.edits.partition_point(|edit| edit.at <= masked);
        let Some(edit) = behind.checked_sub(1).map(|index| &self.edits[index]) else { return masked };
        let from_start = masked - edit.at;
        match from_start.checked_sub(edit.length) {
            Some(from_end) => edit.original.end + from_end,
            None => {
                self.original.floor_char_boundary(edit.original.end.min(edit.original.start + from_start))
            }
        }
    }

    /// The line of a component that is shown to the parser as the thematic break at `masked`.
    pub fn line_at(&self, masked: usize) -> Option<Range<usize>> {
        let behind = self.edits.partition_point(|edit| edit.at <= masked);
        let edit = self.edits.get(behind.checked_sub(1)?)?;
        let is_line = edit.is_line && masked < edit.at + edit.length;
        is_line.then(|| edit.original.clone())
    }

    /// What the author wrote for `content`, which the parser made of the bytes `within` of the masked text.
    pub fn unmask<'a>(&self, content: &'a str, within: &Range<usize>) -> Unmasked<'a> {
        // The parser's strings are parts of the text that it was shown, wherever it had nothing to decode.
        let text = self.text.as_ptr() as usize;
        if let Some(start) = (content.as_ptr() as usize).checked_sub(text)
            && start + content.len() <= self.text.len()
        {
            return Unmasked::Original(self.offset(start)..self.offset(start + content.len()));
        }
        let first = self.edits.partition_point(|edit| edit.at < within.start);
        let edits = self.edits[first..].iter().take_while(|edit| edit.at < within.end);
        let mut unmasked = String::new();
        let mut rest = content;
        for edit in edits.filter(|edit| edit.is_line) {
            if let Some((before, behind)) = rest.split_once(&self.text[edit.at..edit.at + edit.length]) {
                unmasked.push_str(before);
                unmasked.push_str(&self.original[edit.original.clone()]);
                rest = behind;
            }
        }
        let has_sentinels = !self.edits.is_empty() && rest.contains(self.sentinels);
        if unmasked.is_empty() && rest.len() == content.len() && !has_sentinels {
            return Unmasked::Decoded(Cow::Borrowed(content));
        }
        unmasked.push_str(rest);
        for (sentinel, original) in self.sentinels.into_iter().zip(MASKED) {
            if unmasked.contains(sentinel) {
                unmasked = unmasked.replace(sentinel, original);
            }
        }
        Unmasked::Decoded(Cow::Owned(unmasked))
    }
}

/// The marks of emphasis in the bare addresses of a text. Those at its end may end an emphasis around the address.
fn marks_of_addresses(text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    for address in addresses::addresses(text).filter(|address| address.prefix != "mailto:") {
        let start = address.mark.end;
        let inner = text[start..address.range.end].trim_end_matches('_');
        marks.extend(memchr::memchr3_iter(b'*', b'_', b'~', inner.as_bytes()).map(|at| {
            let at = start + at;
            at..at + 1
        }));
    }
    marks
}

/// The lines that are shown to the parser as thematic breaks. Those among them that stand in code or HTML come back as the
/// text that they are; but a block of HTML may end in such a line, behind a `>` that the parser then has to see.
fn component_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = components::candidates(text);
    if !text.contains('<') || !lines.iter().any(|line| text[line.clone()].contains('>')) {
        return lines;
    }
    // Colons mean something to the parser themselves; letters do not.
    let mut shown = text.to_owned();
    for line in &lines {
        shown.replace_range(line.start..line.start + 3, "aaa");
    }
    let verbatim: Vec<Range<usize>> = Parser::new_ext(&shown, options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
        .map(|(_, range)| range)
        .collect();
    lines.retain(|line| {
        let behind = verbatim.partition_point(|range| range.start <= line.start);
        !verbatim[..behind].last().is_some_and(|range| range.contains(&line.start))
    });
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decoded_texts_are_unmasked_too() {
        let masked = Masked::new("[x](y \"**注意：**正 &amp;\")");
        assert_eq!(masked.edits.len(), 2);
        let sentinel = &masked.text[masked.edits[0].at..][..masked.edits[0].length];
        let title = format!("**注意：**{sentinel}正 &");
        let unmasked = masked.unmask(&title, &(0..masked.text.len()));
        assert_eq!(unmasked, Unmasked::Decoded("**注意：**正 &".into()));
    }

    proptest! {
        #[test]
        fn every_part_that_is_masked_leads_back(
            text in "(\n|:::|:::a b=\"қ\"|\\*|\\*\\*|_|https://a.kz/|[注意：。（）a ә]|\u{10100}|\\PC){0,40}",
        ) {
            let masked = Masked::new(&text);
            let boundaries: Vec<usize> =
                (0..=masked.text.len()).filter(|at| masked.text.is_char_boundary(*at)).collect();
            for pair in boundaries.windows(2) {
                prop_assert!(masked.offset(pair[0]) <= masked.offset(pair[1]));
            }
            prop_assert_eq!(masked.offset(masked.text.len()), text.len());
            prop_assert_eq!(masked.unmask(&masked.text, &(0..0)), Unmasked::Original(0..text.len()));
            for edit in &masked.edits {
                let shown = edit.at..edit.at + edit.length;
                prop_assert_eq!(
                    masked.unmask(&masked.text[shown.clone()], &shown),
                    Unmasked::Original(edit.original.clone())
                );
            }
        }
    }
}
