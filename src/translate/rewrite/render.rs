//! The words of a translation as they are written in a file.

use rustc_hash::FxHashMap;

use crate::content::markdown::{parse, segments};
use crate::diagnostics::SourceText;
use crate::translate::block_text::{BlockText, Identity, Mark, of_first_segment};
use crate::translate::blocks::BlockKind;
use crate::translate::exchange::{InlineText, Piece};

/// New titles of pictures and links, by where the old ones begin in the file.
pub(super) type Titles = FxHashMap<usize, String>;

/// Which characters of a text are marked as having no meaning in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escaping {
    None,
    All,
}

/// What is written in the place of a block. `prefix` is what a further line of it begins with.
pub(super) fn rendered(
    kind: &BlockKind,
    text: &InlineText,
    marks: &[Mark],
    titles: &Titles,
    prefix: &str,
) -> String {
    match kind {
        BlockKind::FrontMatter(_) | BlockKind::Message(_) | BlockKind::Code | BlockKind::Html => text.words(),
        BlockKind::Caption => text.words().replace('\\', "\\\\"),
        BlockKind::Component(_) => {
            let piece = |piece: &Piece| match piece {
                Piece::Text(words) => words.replace('\\', "\\\\").replace('"', "\\\""),
                Piece::Open(number) | Piece::Protected(number) | Piece::Close(number) => {
                    marks[number - 1].open.clone()
                }
            };
            text.pieces().iter().map(piece).collect()
        }
        _ => {
            let written = |marks: &[Mark], escaping| markdown(kind, text, marks, titles, prefix, escaping);
            // A reference says something only beside its definition, which stands elsewhere.
            let in_full: Vec<Mark> = marks.iter().map(Mark::in_full).collect();
            let is_right = |escaping: &Escaping| says(kind, &written(&in_full, *escaping), text, marks);
            // Neither of a mark of a footnote beside its footnote: the whole document is looked at later.
            let escaping = [Escaping::None, Escaping::All].into_iter().find(is_right);
            written(marks, escaping.unwrap_or(Escaping::None))
        }
    }
}

fn markdown(
    kind: &BlockKind,
    text: &InlineText,
    marks: &[Mark],
    titles: &Titles,
    prefix: &str,
    escaping: Escaping,
) -> String {
    let mut markdown = String::new();
    for piece in text.pieces() {
        match piece {
            Piece::Text(words) => {
                let is_first = markdown.is_empty();
                let words = if escaping == Escaping::All { escaped(words, is_first) } else { words.clone() };
                match kind {
                    BlockKind::Cell => markdown.push_str(&words.replace("\\|", "|").replace('|', "\\|")),
                    _ => markdown.push_str(&words),
                }
            }
            Piece::Close(number) => {
                let mark = &marks[number - 1];
                let written = with_title(mark, titles);
                markdown.push_str(&written[mark.open.len().min(written.len())..]);
            }
            Piece::Open(number) | Piece::Protected(number) => {
                let mark = &marks[number - 1];
                match mark.identity {
                    Identity::Break => {
                        let sign = if mark.open.contains('\\') { "\\" } else { "  " };
                        markdown.push_str(&format!("{sign}\n{prefix}"));
                    }
                    _ if mark.close.is_empty() => markdown.push_str(&with_title(mark, titles)),
                    _ => markdown.push_str(&mark.open),
                }
            }
        }
    }
    markdown
}

/// Both ends of a placeholder, with the new title if there is one.
fn with_title(mark: &Mark, titles: &Titles) -> String {
    let mut written = format!("{}{}", mark.open, mark.close);
    if let Some((range, start)) = &mark.title
        && let Some(title) = titles.get(start)
    {
        let quote = written[..range.start].chars().next_back();
        written.replace_range(range.clone(), &escaped_title(title, quote));
    }
    written
}

/// A title between these quotation marks.
pub(super) fn escaped_title(title: &str, quote: Option<char>) -> String {
    let is_special = |c: char| Some(c) == quote || quote == Some('(') && c == ')';
    title.chars().flat_map(|c| is_special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// Marks the characters that could mean something.
fn escaped(words: &str, is_first: bool) -> String {
    let mut escaped = String::with_capacity(words.len() + 4);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let is_special = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '&' | '~' | '|' | '!' | '^' | '$' => true,
            '#' | '>' | '-' | '+' | '=' | ':' => is_first && at == 0,
            '.' | ')' => is_first && digits > 0 && at == digits,
            _ => false,
        };
        if is_special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether Markdown that stands alone says what a text says.
fn says(kind: &BlockKind, markdown: &str, text: &InlineText, marks: &[Mark]) -> bool {
    let document = match kind {
        BlockKind::Heading(..) => format!("## {markdown}\n"),
        BlockKind::Cell => format!("| {markdown} |\n|---|\n"),
        BlockKind::Item => format!("- {}\n", markdown.replace('\n', "\n  ")),
        _ => format!("{markdown}\n"),
    };
    let source = SourceText::new("block.md", &document);
    let tree = parse(&source, 0);
    let all = segments(&tree);
    let found = of_first_segment(&tree, &all);
    found.is_some_and(|(own, own_marks)| is_same((&own, &own_marks), (text, marks)))
}

/// Whether two texts say the same, whatever the numbers of their placeholders.
pub(super) fn is_same(
    (text, marks): (&InlineText, &[Mark]),
    (other, other_marks): (&InlineText, &[Mark]),
) -> bool {
    let (text, other) = (normalised(text), normalised(other));
    let is_one = |one: &Mark, other: &Mark| match (&one.identity, &other.identity) {
        // A task has its number of spaces.
        (Identity::Task(one), Identity::Task(other)) => one == other,
        (one, other) => one == other,
    };
    text.pieces().len() == other.pieces().len()
        && text.pieces().iter().zip(other.pieces()).all(|pair| match pair {
            (Piece::Text(one), Piece::Text(other)) => one == other,
            (Piece::Open(one), Piece::Open(other))
            | (Piece::Protected(one), Piece::Protected(other))
            | (Piece::Close(one), Piece::Close(other)) => {
                match (marks.get(one.wrapping_sub(1)), other_marks.get(other.wrapping_sub(1))) {
                    (Some(one), Some(other)) => is_one(one, other),
                    _ => false,
                }
            }
            _ => false,
        })
}

/// Whether a block says what a translation says.
pub(super) fn block_says(block: &BlockText, text: &InlineText, marks: &[Mark]) -> bool {
    match block.block.kind {
        BlockKind::Code | BlockKind::Html => block.text == *text,
        _ => is_same((&block.text, &block.marks), (text, marks)),
    }
}

/// A text of one line, with one space where white space stands, as Markdown reads it.
pub fn normalised(text: &InlineText) -> InlineText {
    let is_space = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r');
    let mut pieces: Vec<Piece> = Vec::new();
    let mut after_space = true;
    let count = text.pieces().len();
    for (index, piece) in text.pieces().iter().enumerate() {
        let Piece::Text(words) = piece else {
            pieces.push(piece.clone());
            after_space = false;
            continue;
        };
        let mut line = String::with_capacity(words.len());
        for c in words.chars() {
            match is_space(c) {
                true if after_space => {}
                true => line.push(' '),
                false => line.push(c),
            }
            after_space = is_space(c);
        }
        if index + 1 == count {
            line.truncate(line.trim_end_matches(' ').len());
        }
        pieces.push(Piece::Text(line));
    }
    InlineText::new(pieces)
}
