//! Breaks a text into lines that fit a card.

use icu::segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu::segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use super::{Fonts, TextStyle};

/// The room that a text has.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'t> {
    /// The face.
    pub style: TextStyle<'t>,
    /// The largest font size in pixels.
    pub size: f32,
    /// The smallest font size in pixels.
    pub min_size: f32,
    /// The width of a line in pixels.
    pub width: f32,
    /// How many lines there may be.
    pub lines: usize,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidOut {
    /// The lines, without the white space between them.
    pub lines: Vec<String>,
    /// The font size in pixels.
    pub size: f32,
    /// The width of the longest line in pixels.
    pub width: f32,
    /// Whether the end of the text was left out.
    pub is_cut: bool,
}

/// By how much a font size that is too large is reduced.
const STEP: f32 = 0.96;

/// Breaks a text into lines: with the largest font size at which it fits, in as few lines as that takes, and in lines that are
/// as equal as can be. If it fits at no size, its end is left out, and an ellipsis stands there.
///
/// Lines break where Unicode's line breaking algorithm (UAX 14) allows it, by its strict rules, so that no Chinese line
/// begins with a mark of punctuation.
pub fn lay_out(text: &str, fonts: &Fonts, layout: Layout<'_>) -> LaidOut {
    let text = with_single_spaces(text);
    let measured = Measured::new(&text, fonts, layout.style);
    let mut size = layout.size.max(layout.min_size);
    loop {
        let room = layout.width / size;
        if let Some(count) = measured.count(room).filter(|count| *count <= layout.lines) {
            let lines = measured.lines(measured.narrowest(room, count));
            return finish(&measured, lines, size);
        }
        if size <= layout.min_size {
            return cut(&measured, fonts, layout);
        }
        size = (size * STEP).max(layout.min_size);
    }
}

fn finish(measured: &Measured<'_>, lines: Vec<(usize, usize)>, size: f32) -> LaidOut {
    let width = lines.iter().map(|(start, end)| measured.width(*start, *end)).fold(0.0, f32::max) * size;
    let lines = lines.iter().map(|(start, end)| measured.text[*start..*end].trim().to_owned()).collect();
    LaidOut { lines, size, width, is_cut: false }
}

/// The lines of a text that is too long: broken within words where nothing else is possible, the rest left out.
fn cut(measured: &Measured<'_>, fonts: &Fonts, layout: Layout<'_>) -> LaidOut {
    let size = layout.min_size;
    let room = layout.width / size;
    let clusters: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(measured.text).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < measured.text.len() && lines.len() < layout.lines.max(1) {
        let fits = |end: &&usize| **end > start && measured.width(start, **end) <= room;
        let breaks = measured.breaks.iter().rev().find(fits);
        let anywhere =
            || clusters.iter().rev().find(fits).or_else(|| clusters.iter().find(|it| **it > start));
        let Some(end) = breaks.or_else(anywhere).copied() else { break };
        lines.push((start, end));
        start = end;
    }
    let is_cut = start < measured.text.len();
    let mut laid_out = finish(measured, lines, size);
    if let Some(last) = laid_out.lines.last_mut().filter(|_| is_cut) {
        let ellipsis: f32 = fonts.advances("…", layout.style).iter().sum();
        let advances = fonts.advances(last, layout.style);
        let mut width: f32 = advances.iter().sum();
        for advance in advances.iter().rev() {
            if width + ellipsis <= room {
                break;
            }
            last.pop();
            width -= advance;
        }
        let kept =
            last.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-，、；：（(《«".contains(c)).len();
        last.truncate(kept);
        last.push('…');
    }
    LaidOut { is_cut, ..laid_out }
}

/// A text, where it may break, and how wide each part of it is.
struct Measured<'t> {
    text: &'t str,
    /// Byte offsets at which a line may end, the end of the text among them.
    breaks: Vec<usize>,
    /// The width of the text before each byte offset at which a character begins, in em.
    before: Vec<f32>,
}

impl<'t> Measured<'t> {
    fn new(text: &'t str, fonts: &Fonts, style: TextStyle<'_>) -> Self {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
        let breaks = segmenter.segment_str(text).filter(|at| *at > 0).collect();
        let mut before = vec![0.0; text.len() + 1];
        let mut width = 0.0;
        for ((at, character), advance) in text.char_indices().zip(fonts.advances(text, style)) {
            before[at] = width;
            width += advance;
            before[at + character.len_utf8()] = width;
        }
        Self { text, breaks, before }
    }

    /// The width of a line in em, without white space at its end.
    fn width(&self, start: usize, end: usize) -> f32 {
        let end = start + self.text[start..end].trim_end().len();
        self.before[end] - self.before[start]
    }

    /// How many lines the text takes in a width of so many em; `None` if a part of it that must not be broken is wider.
    fn count(&self, room: f32) -> Option<usize> {
        let mut count = 1;
        let (mut start, mut end) = (0, 0);
        for &next in &self.breaks {
            if self.width(start, next) > room {
                if end == start || self.width(end, next) > room {
                    return None;
                }
                count += 1;
                start = end;
            }
            end = next;
        }
        Some(count)
    }

    /// The lines of a width in which the text fits.
    fn lines(&self, room: f32) -> Vec<(usize, usize)> {
        let mut lines = Vec::new();
        let (mut start, mut end) = (0, 0);
        for &next in &self.breaks {
            if self.width(start, next) > room && end > start {
                lines.push((start, end));
                start = end;
            }
            end = next;
        }
        lines.push((start, end));
        lines
    }

    /// The smallest width, up to `room`, in which the text takes no more than `count` lines: its lines are as equal as can be.
    fn narrowest(&self, room: f32, count: usize) -> f32 {
        let (mut low, mut high) = (0.0, room);
        // Each step halves what is left: to a tenth of a pixel, and no further.
        for _ in 0..14 {
            let middle = (low + high) / 2.0;
            match self.count(middle).is_some_and(|lines| lines <= count) {
                true => high = middle,
                false => low = middle,
            }
        }
        high
    }
}

/// The text with one space for each run of white space, but for spaces that hold words together.
fn with_single_spaces(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}');
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::path::Path;

    use super::*;
    use crate::cards::FontFile;

    fn fonts() -> Fonts {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe/fonts");
        let files = ["commissioner-display.ttf", "noto-sans-sc.otf"].map(|name| FontFile {
            path: name.to_owned(),
            bytes: Cow::Owned(std::fs::read(folder.join(name)).expect("a font of the theme")),
        });
        Fonts::new(files.into())
    }

    fn layout(lines: usize) -> Layout<'static> {
        let style = TextStyle { families: "Commissioner Display, Noto Sans SC", weight: 400 };
        Layout { style, size: 80.0, min_size: 40.0, width: 1080.0, lines }
    }

    #[test]
    fn a_long_kazakh_title_is_written_smaller_until_it_fits() {
        let title = "«Қорғас» шекара маңы ынтымақтастығы халықаралық орталығы";
        let laid_out = lay_out(title, &fonts(), layout(2));
        assert_eq!(laid_out.lines, ["«Қорғас» шекара маңы ынтымақтастығы", "халықаралық орталығы"]);
        assert!(laid_out.size < 80.0 && laid_out.width <= 1080.0 && !laid_out.is_cut, "{laid_out:?}");
        assert_eq!(laid_out.lines.join(" "), title);
    }

    #[test]
    fn no_chinese_line_begins_with_punctuation() {
        let fonts = fonts();
        let title = "东哈萨克斯坦与中国新疆：阿尔泰山两侧，「卡伦」；喀纳斯湖。马尔卡科尔湖、斋桑泊！";
        for width in (200..1000).step_by(20) {
            let laid_out = lay_out(title, &fonts, Layout { width: width as f32, ..layout(9) });
            assert_eq!(laid_out.lines.concat(), title, "{width}");
            for line in &laid_out.lines {
                assert!(
                    !line.starts_with(['：', '，', '」', '；', '。', '、', '！']),
                    "{width}: {laid_out:?}"
                );
                assert!(!line.ends_with('「'), "{width}: {laid_out:?}");
            }
        }
    }

    #[test]
    fn a_short_title_stays_as_large_as_it_may_be() {
        let laid_out = lay_out("  Kanas \n Lake ", &fonts(), layout(3));
        assert_eq!((laid_out.lines, laid_out.size), (vec!["Kanas Lake".to_owned()], 80.0));
    }

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis() {
        let fonts = fonts();
        let text = "Восточный Казахстан, ".repeat(30);
        let laid_out = lay_out(&text, &fonts, layout(2));
        assert!(laid_out.is_cut && laid_out.width <= 1080.0, "{laid_out:?}");
        let last = laid_out.lines.last().expect("two lines");
        assert!(laid_out.lines.len() == 2 && last.ends_with('…') && !last.ends_with(",…"), "{laid_out:?}");
        // A word that no line has room for is broken where it has to be.
        let laid_out = lay_out(&"ы".repeat(300), &fonts, layout(3));
        assert!(laid_out.is_cut && laid_out.lines.len() == 3 && laid_out.width <= 1080.0, "{laid_out:?}");
        assert_eq!(lay_out("", &fonts, layout(3)).lines, [""]);
    }
}
