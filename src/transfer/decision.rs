//! What becomes of a translation in a file: whether it is taken over, and why not.

use crate::translate::exchange::{InlineText, Unit, UnitState, fingerprint};
use crate::translate::{BlockKind, PlaceholderMistake, TextUnit, check_placeholders, normalised};

/// What becomes of a translation.
#[derive(Debug)]
pub(super) enum Decision {
    /// It says nothing new.
    Nothing,
    /// The site has it already, and somebody has read it now.
    Accept {
        /// Whether that was a machine.
        is_machine: bool,
    },
    /// It is written into the site.
    Write {
        /// The translation.
        text: InlineText,
        /// Whether a machine has made it.
        is_machine: bool,
    },
    /// Whoever works on it has not finished.
    Unfinished,
    /// The site has another one that the translator has not seen.
    Newer,
    /// It does not have the placeholders of its source.
    Broken(PlaceholderMistake),
}

/// Decides on a translation. `is_machine` says that the whole file is from a machine.
pub(super) fn decide(unit: &TextUnit, given: &Unit, is_machine: bool) -> Decision {
    let text = cleaned(&given.target, unit);
    if text.is_empty() {
        return Decision::Nothing;
    }
    if text == cleaned(&unit.target, unit) {
        let is_read = given.state == UnitState::Translated && unit.state != UnitState::Translated;
        return match is_read && !(is_machine && unit.state == UnitState::Machine) {
            true => Decision::Accept { is_machine },
            false => Decision::Nothing,
        };
    }
    let is_untouched = given.base.as_ref().is_some_and(|base| *base == fingerprint(&given.target));
    let is_newer = match &given.base {
        Some(base) => *base != fingerprint(&unit.target),
        // What the translator has seen is not known.
        None => unit.state == UnitState::Translated,
    };
    if is_untouched {
        return Decision::Nothing;
    }
    // Who changes a text of a machine that is on the site already, and leaves it marked, is still at work on it.
    let is_in_work = given.state == UnitState::Machine && unit.state == UnitState::Machine && !is_machine;
    if given.state == UnitState::Stale || is_in_work {
        return Decision::Unfinished;
    }
    if is_newer {
        return Decision::Newer;
    }
    match check_placeholders(unit, &text) {
        Ok(()) => Decision::Write { text, is_machine: is_machine || given.state == UnitState::Machine },
        Err(mistake) => Decision::Broken(mistake),
    }
}

/// A text as it is compared and written: white space that programs for translators add or take away does not count.
fn cleaned(text: &InlineText, unit: &TextUnit) -> InlineText {
    let is_verbatim = match unit.kind {
        BlockKind::Code | BlockKind::Html => true,
        BlockKind::Message(_) => text.words().contains("->"),
        // Several blocks are set apart by blank lines.
        _ => unit.targets.len() > 1,
    };
    if is_verbatim { text.clone() } else { normalised(text) }
}
