//! Headings of another level than in the source.

use super::pairs::PairedTexts;
use crate::diagnostics::{Code, Diagnostic};
use crate::translate::BlockKind;

/// Compares the levels of headings that belong together.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for pair in paired.sure_pairs() {
        let ([source], [target]) = (&pair.sources[..], &pair.targets[..]) else { continue };
        let kind = |block: &crate::translate::BlockText| match &block.block.kind {
            BlockKind::Heading(level, _) => Some(usize::from(*level)),
            _ => None,
        };
        let (Some(wanted), Some(level)) =
            (kind(&paired.source.blocks[*source]), kind(&paired.target.blocks[*target]))
        else {
            continue;
        };
        if wanted != level {
            diagnostics.push(
                paired
                    .diagnostic(Code::TranslationHeadingLevel, pair)
                    .with("level", level)
                    .with("wanted", wanted),
            );
        }
    }
}
