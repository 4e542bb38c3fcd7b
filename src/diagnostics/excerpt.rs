//! The part of a line that is shown with a diagnostic.

use std::borrow::Cow;
use std::ops::Range;

use icu::segmenter::GraphemeClusterSegmenter;
use unicode_width::UnicodeWidthStr;

/// How many columns of a terminal an excerpt takes at most: what fits into a terminal beside the line's number.
const MAX_WIDTH: usize = 120;

/// How many bytes on each side of a place are looked at. So many hold `MAX_WIDTH` columns of any script, and a line of
/// combining marks alone is not read to its end.
const REACH: usize = 8 * MAX_WIDTH;

/// Stands where a line was cut.
const CUT: &str = "…";

/// A line, or what stands around a place in it where the line is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt<'t> {
    /// The line without its line break, or a part of it with `…` where it was cut.
    pub text: Cow<'t, str>,
    /// The bytes of `text` that the message is about.
    pub highlight: Range<usize>,
}

impl<'t> Excerpt<'t> {
    /// Cuts a line around a range of it that begins and ends at characters.
    ///
    /// It is never cut within a grapheme: a letter keeps its marks, and an emoji its parts.
    pub(super) fn around(line: &'t str, highlight: Range<usize>) -> Self {
        // No byte takes more than one column, so that most lines need no look at their characters.
        if line.len() <= MAX_WIDTH {
            return Self { text: Cow::Borrowed(line), highlight };
        }
        let near = line.floor_char_boundary(highlight.start.saturating_sub(REACH))
            ..line.ceil_char_boundary(highlight.start + REACH);
        let graphemes = graphemes(line, near.clone());
        let width: usize = graphemes.iter().map(|grapheme| grapheme.width).sum();
        if near == (0..line.len()) && width <= MAX_WIDTH {
            return Self { text: Cow::Borrowed(line), highlight };
        }
        let shown = window(&graphemes, &highlight);
        let mut text = String::with_capacity(shown.len() + 2 * CUT.len());
        if shown.start > 0 {
            text.push_str(CUT);
        }
        let moved = |at: usize| at.clamp(shown.start, shown.end) - shown.start;
        let before = text.len();
        let highlight = before + moved(highlight.start)..before + moved(highlight.end);
        text.push_str(&line[shown.clone()]);
        if shown.end < line.len() {
            text.push_str(CUT);
        }
        Self { text: Cow::Owned(text), highlight }
    }
}

struct Grapheme {
    bytes: Range<usize>,
    width: usize,
}

/// The graphemes of a part of a line. The first is left out where the line goes on before it, and the last where it
/// goes on behind: they may be halves.
fn graphemes(line: &str, part: Range<usize>) -> Vec<Grapheme> {
    let segmenter = GraphemeClusterSegmenter::new();
    let bounds: Vec<usize> = segmenter.segment_str(&line[part.clone()]).map(|at| part.start + at).collect();
    let mut graphemes: Vec<Grapheme> = bounds
        .windows(2)
        .map(|pair| Grapheme { bytes: pair[0]..pair[1], width: line[pair[0]..pair[1]].width() })
        .collect();
    if part.end < line.len() {
        graphemes.pop();
    }
    if part.start > 0 && !graphemes.is_empty() {
        graphemes.remove(0);
    }
    graphemes
}

/// The bytes to be shown: the beginning of what is highlighted, with as much on both sides as there is room for.
fn window(graphemes: &[Grapheme], highlight: &Range<usize>) -> Range<usize> {
    let mut room = MAX_WIDTH - 2 * CUT.width();
    let mut fits = |grapheme: &Grapheme| {
        let left = room.checked_sub(grapheme.width);
        room = left.unwrap_or(room);
        left.is_some()
    };
    let mut first = graphemes.partition_point(|grapheme| grapheme.bytes.end <= highlight.start);
    let mut end = first;
    while end < graphemes.len() && graphemes[end].bytes.start < highlight.end && fits(&graphemes[end]) {
        end += 1;
    }
    loop {
        let before = first > 0 && fits(&graphemes[first - 1]);
        first -= usize::from(before);
        let behind = end < graphemes.len() && fits(&graphemes[end]);
        end += usize::from(behind);
        if !before && !behind {
            break;
        }
    }
    match graphemes.get(first..end) {
        Some([first, .., last]) => first.bytes.start..last.bytes.end,
        Some([only]) => only.bytes.clone(),
        // A single grapheme of thousands of bytes.
        _ => highlight.start..highlight.start,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around<'l>(line: &'l str, wrong: &str) -> Excerpt<'l> {
        let at = line.find(wrong).expect("it is there");
        Excerpt::around(line, at..at + wrong.len())
    }

    #[test]
    fn a_line_that_fits_is_whole() {
        let line =
            "Марқакөл — Қазақстанның Шығысындағы тау көлі, оған апаратын жол Катонқарағайдан өтеді. 湖";
        assert_eq!(around(line, "湖").text, line);
        let exact = "湖".repeat(MAX_WIDTH / 2);
        assert_eq!(Excerpt::around(&exact, 0..3).text, exact);
    }

    #[test]
    fn a_long_line_is_cut_on_the_sides_that_are_far() {
        let line = format!("{}/жоқ/{}", "a".repeat(500), "b".repeat(500));
        let excerpt = around(&line, "/жоқ/");
        assert_eq!(&excerpt.text[excerpt.highlight.clone()], "/жоқ/");
        assert!(excerpt.text.starts_with("…aaa") && excerpt.text.ends_with("bbb…"), "{excerpt:?}");
        assert!((MAX_WIDTH - 2..=MAX_WIDTH).contains(&excerpt.text.width()));
        // Room that one side does not need goes to the other.
        let start = Excerpt::around(&line, 2..4);
        assert!(start.text.starts_with("aaa") && start.text.ends_with("a…") && start.highlight == (2..4));
        assert!((MAX_WIDTH - 2..=MAX_WIDTH).contains(&start.text.width()));
    }

    #[test]
    fn a_letter_keeps_its_marks_and_a_wide_one_its_two_columns() {
        for (unit, columns) in [("и\u{306}", 1), ("湖", 2), ("👨‍👩‍👧", 2), ("🇰🇿", 2), ("e\u{301}\u{323}", 1)]
        {
            let line = format!("{}!{}", unit.repeat(200), unit.repeat(200));
            let excerpt = around(&line, "!");
            let inner = excerpt.text.trim_matches('…');
            assert_eq!(inner.replace(unit, ""), "!", "{unit}: {inner}");
            let width = 1 + (inner.len() - 1) / unit.len() * columns;
            assert!((MAX_WIDTH - 4..=MAX_WIDTH - 2).contains(&width), "{unit}: {width}");
        }
    }

    #[test]
    fn what_is_longer_than_the_room_is_shown_from_its_beginning() {
        let line = format!("{}{}", "a".repeat(300), "b".repeat(300));
        let excerpt = Excerpt::around(&line, 300..600);
        let marked = &excerpt.text[excerpt.highlight.clone()];
        assert!(marked.len() >= MAX_WIDTH - 2 && marked.bytes().all(|byte| byte == b'b'), "{excerpt:?}");
    }

    proptest! {
        #[test]
        fn is_bounded_and_holds_the_beginning_of_the_place(
            parts in prop::collection::vec("([a-zқ湖🏔 \u{301}\u{200D}]|\\PC){0,30}", 0..40),
            at in 0.0..=1.0,
            length in 0usize..400,
        ) {
            let line = parts.concat();
            let start = line.floor_char_boundary((line.len() as f64 * at) as usize);
            let end = line.floor_char_boundary((start + length).min(line.len()));
            let excerpt = Excerpt::around(&line, start..end);
            prop_assert!(excerpt.text.len() <= 2 * REACH + 2 * CUT.len() + 4);
            let marked = &excerpt.text[excerpt.highlight.clone()];
            prop_assert!(line[start..].starts_with(marked));
        }
    }
}
