//! How far a translation is: as a whole, in numbers, and in words.

use crate::diagnostics::Messages;
use crate::translate::{BlockState, Comparison};

/// How far a page is in a language, as a whole: of several that apply, the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextClass {
    /// It is not written in the language; readers get it in another one.
    Borrowed,
    /// Blocks of the source have no translation.
    Missing,
    /// Blocks of the source have changed since they were translated, or nobody has accepted their translations, or there are
    /// blocks whose source is gone.
    Stale,
    /// Nobody has read what a machine has translated.
    Machine,
    /// Nobody has recorded what it was translated from.
    Unrecorded,
    /// All of it is the translation of what the source says.
    Complete,
    /// It is the source itself.
    Source,
}

impl TextClass {
    /// All classes.
    pub const ALL: [Self; 7] = [
        Self::Source,
        Self::Complete,
        Self::Machine,
        Self::Stale,
        Self::Missing,
        Self::Unrecorded,
        Self::Borrowed,
    ];

    /// Its name for machines and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Complete => "complete",
            Self::Machine => "machine",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Unrecorded => "unrecorded",
            Self::Borrowed => "borrowed",
        }
    }
}

/// How many blocks of a text are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlockCounts {
    /// Translated from what the source says.
    pub current: u32,
    /// The same by a machine, and read by nobody.
    pub machine: u32,
    /// Translated from what the source said before.
    pub stale: u32,
    /// Translated, and accepted by nobody.
    pub unaccepted: u32,
    /// Not translated.
    pub missing: u32,
    /// In the translation alone.
    pub orphaned: u32,
}

impl BlockCounts {
    /// Those of a translation beside its source.
    pub fn of(comparison: &Comparison) -> Self {
        let mut counts = Self { orphaned: comparison.orphaned.len() as u32, ..Self::default() };
        for (state, _) in &comparison.blocks {
            *match state {
                BlockState::Current => &mut counts.current,
                BlockState::Machine => &mut counts.machine,
                BlockState::Stale { .. } => &mut counts.stale,
                BlockState::Unaccepted => &mut counts.unaccepted,
                BlockState::Missing => &mut counts.missing,
            } += 1;
        }
        counts
    }
}

/// How far one translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextState {
    /// As a whole.
    pub class: TextClass,
    /// Block by block.
    pub blocks: BlockCounts,
    /// How many words of the source are to be translated: those of missing blocks, and those that have changed.
    pub words: u32,
    /// Whether somebody is at work on it.
    pub is_in_work: bool,
}

impl TextState {
    /// In words: "2 stale, 1 missing, 34 words to do". Empty if there is nothing to do. `number` writes a number as the
    /// reader does.
    pub fn in_words(&self, messages: &Messages, number: &dyn Fn(usize) -> String) -> String {
        let counted = |id: &str, count: u32| {
            (count > 0).then(|| {
                let count = count as usize;
                messages.text(id, &[("count", count.into()), ("number", number(count).into())])
            })
        };
        let blocks = &self.blocks;
        let parts = match self.class {
            TextClass::Borrowed => vec![Some(messages.text("status-borrowed", &[]))],
            _ => vec![
                counted("status-stale", blocks.stale),
                counted("status-unaccepted", blocks.unaccepted),
                counted("status-missing", blocks.missing),
                counted("status-orphaned", blocks.orphaned),
                counted("status-machine", blocks.machine),
            ],
        };
        let in_work = self.is_in_work.then(|| messages.text("status-in-work", &[]));
        let parts: Vec<String> =
            parts.into_iter().chain([counted("status-words", self.words), in_work]).flatten().collect();
        parts.join(&messages.text("status-comma", &[]))
    }
}

/// How far a translation is as a whole.
pub(super) fn class(comparison: &Comparison, counts: BlockCounts) -> TextClass {
    match counts {
        _ if !comparison.is_recorded => TextClass::Unrecorded,
        BlockCounts { missing: 1.., .. } => TextClass::Missing,
        BlockCounts { stale, unaccepted, orphaned, .. } if stale + unaccepted + orphaned > 0 => {
            TextClass::Stale
        }
        BlockCounts { machine: 1.., .. } => TextClass::Machine,
        _ => TextClass::Complete,
    }
}
