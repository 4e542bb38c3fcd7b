//! A form of a term as what is looked for in texts.

use std::ops::Range;

use super::fold::{Folded, is_letter};
use crate::content::is_cjk;
use crate::text::Inflection;

/// The mark behind a word that stands for all its cases.
const OPEN: char = '*';

/// A form, compiled.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// The part that is looked for first: the longest of its words.
    key: usize,
    case: Case,
}

#[derive(Debug, Clone)]
struct Part {
    kind: PartKind,
    text: String,
    /// For each character of it, whether it is in upper case.
    cases: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    /// A word, and whether all its cases are meant.
    Word { is_open: bool },
    /// Chinese characters.
    Han,
    /// What stands between words.
    Between,
}

/// How upper and lower case count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Case {
    /// What is in upper case in the form has to be in a text: `Алтай` is not `алтай`, and may be `АЛТАЙ`. The rest may be either.
    #[default]
    Names,
    /// Both have to be as in the form.
    Exact,
    /// Neither counts.
    Ignored,
}

/// Why a form is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormProblem {
    /// It has no letters.
    Empty,
    /// A star stands elsewhere than at the end of a word.
    Star,
}

impl FormProblem {
    /// As the message selects it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Star => "star",
        }
    }
}

/// Where a pattern was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// The bytes of the folded text.
    pub range: Range<usize>,
    /// Where the last word begins, if it is one and not as it stands in the form.
    pub inflected: Option<usize>,
    /// Whether another word than the last one is not as it stands in the form.
    pub is_inflected_within: bool,
}

impl Pattern {
    /// Compiles a form as it is written in the glossary.
    ///
    /// # Errors
    /// When it is no form.
    pub fn new(written: &str, case: Case) -> Result<Self, FormProblem> {
        let folded = Folded::new(written);
        let mut parts: Vec<Part> = Vec::new();
        for (c, is_upper) in folded.text.chars().zip(folded.cases(0)) {
            if c == OPEN {
                match parts.last_mut().map(|part| &mut part.kind) {
                    Some(PartKind::Word { is_open }) if !*is_open => *is_open = true,
                    // Chinese words have no cases.
                    Some(PartKind::Han) => {}
                    _ => return Err(FormProblem::Star),
                }
                continue;
            }
            let kind = match c {
                c if is_cjk(c) => PartKind::Han,
                c if is_letter(c) => PartKind::Word { is_open: false },
                _ => PartKind::Between,
            };
            match parts.last_mut() {
                Some(last) if last.kind == kind => {
                    last.text.push(c);
                    last.cases.push(is_upper);
                }
                Some(Part { kind: PartKind::Word { is_open: true }, .. })
                    if kind == (PartKind::Word { is_open: false }) =>
                {
                    return Err(FormProblem::Star);
                }
                _ => parts.push(Part { kind, text: c.to_string(), cases: vec![is_upper] }),
            }
        }
        let weight = |part: &Part| match part.kind {
            PartKind::Between => 0,
            PartKind::Han => 2 * part.cases.len(),
            PartKind::Word { .. } => part.cases.len(),
        };
        let longest =
            parts.iter().enumerate().max_by_key(|(at, part)| (weight(part), std::cmp::Reverse(*at)));
        let key = longest.filter(|(_, part)| weight(part) > 0).map(|(at, _)| at).ok_or(FormProblem::Empty)?;
        Ok(Self { parts, key, case })
    }

    /// What is looked for: the beginning of its longest word in all its cases.
    pub fn key(&self, inflection: Inflection) -> &str {
        let part = &self.parts[self.key];
        match part.kind {
            PartKind::Word { is_open: true } => inflection.root(&part.text),
            _ => &part.text,
        }
    }

    /// The last word, if all its cases are meant.
    pub fn open_end(&self) -> Option<&str> {
        let last = self.parts.last().filter(|part| part.kind == (PartKind::Word { is_open: true }));
        last.map(|part| part.text.as_str())
    }

    /// The last part.
    pub fn end(&self) -> &str {
        self.parts.last().map_or("", |part| &part.text)
    }

    /// Whether its letters are all in lower case.
    pub fn is_lower(&self) -> bool {
        !self.parts.iter().any(|part| part.cases.contains(&true))
    }

    /// Compares it with a text in which its key part begins at a byte.
    pub fn matches(&self, folded: &Folded, at: usize, inflection: Inflection) -> Option<Match> {
        let text = folded.text.as_str();
        let mut start = at;
        for part in self.parts[..self.key].iter().rev() {
            start = match part.kind {
                PartKind::Word { .. } => {
                    let before = &text[..start];
                    before
                        .rfind(|c| !is_letter(c))
                        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
                }
                _ => text[..start].strip_suffix(part.text.as_str())?.len(),
            };
        }
        let mut end = start;
        let mut inflected = None;
        let mut is_inflected_within = false;
        for part in &self.parts {
            let rest = &text[end..];
            let length = match part.kind {
                PartKind::Word { is_open } => {
                    let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
                    let word = &rest[..length];
                    let is_it = word == part.text || is_open && inflection.is_form(&part.text, word);
                    is_inflected_within |= inflected.is_some();
                    inflected = (word != part.text).then_some(end);
                    is_it.then_some(length)?
                }
                _ => {
                    is_inflected_within |= inflected.take().is_some();
                    rest.starts_with(part.text.as_str()).then_some(part.text.len())?
                }
            };
            if !self.has_case(part, folded, end) {
                return None;
            }
            end += length;
        }
        // Abbreviations and foreign words have their endings behind a hyphen.
        if self.open_end().is_some() && inflected.is_none() {
            let rest = &text[end..];
            let ending = rest
                .strip_prefix('-')
                .map(|rest| &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())]);
            if let Some(ending) = ending.filter(|ending| inflection.is_ending(ending)) {
                inflected = Some(end - self.end().len());
                end += 1 + ending.len();
            }
        }
        Some(Match { range: start..end, inflected, is_inflected_within })
    }

    /// Whether the characters at a byte of a text have the case that a part asks for. Endings may have any.
    fn has_case(&self, part: &Part, folded: &Folded, at: usize) -> bool {
        self.case == Case::Ignored
            || part.cases.iter().zip(folded.cases(at)).all(|(wanted, is)| match self.case {
                Case::Exact => *wanted == is,
                _ => is || !wanted,
            })
    }
}
