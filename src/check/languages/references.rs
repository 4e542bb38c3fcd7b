//! Links to pages, pictures and components that a translation has and its source has not, or the other way round.

use rustc_hash::FxHashSet;

use super::pairs::{PairedTexts, Side};
use crate::diagnostics::{Code, Diagnostic};
use crate::translate::{BlockKind, BlockText, Identity};

/// Something that is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Reference {
    /// The name of what it is, in messages.
    kind: &'static str,
    target: String,
}

/// Compares what two texts refer to.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of = |side: &Side<'_>| -> FxHashSet<Reference> { side.blocks.iter().flat_map(references).collect() };
    let (in_source, in_target) = (of(&paired.source), of(&paired.target));
    if in_source == in_target {
        return;
    }
    let mut told: FxHashSet<(Reference, bool)> = FxHashSet::default();
    for pair in &paired.pairs {
        let sides = [
            (&paired.source, &pair.sources, &in_target, true),
            (&paired.target, &pair.targets, &in_source, false),
        ];
        for (side, blocks, other, is_lacking) in sides {
            let own = blocks.iter().flat_map(|block| references(&side.blocks[*block]));
            for reference in own.filter(|reference| !other.contains(reference)) {
                if told.insert((reference.clone(), is_lacking)) {
                    diagnostics.push(
                        paired
                            .diagnostic(Code::TranslationReference, pair)
                            .with("side", if is_lacking { "lacks" } else { "adds" })
                            .with("kind", reference.kind)
                            .with("target", reference.target),
                    );
                }
            }
        }
    }
}

/// What a block refers to.
fn references(text: &BlockText) -> Vec<Reference> {
    let mut found: Vec<Reference> = text
        .marks
        .iter()
        .filter_map(|mark| match &mark.identity {
            Identity::Link(address) => {
                // Pages of other hosts are there in other languages, and ids of headings follow from their words.
                let path = address.split(['#', '?']).next().unwrap_or_default();
                let is_page = !path.is_empty() && !path.contains(':') && !path.starts_with("//");
                is_page.then(|| Reference { kind: "link", target: path.to_owned() })
            }
            Identity::Picture(path) => Some(Reference { kind: "picture", target: path.clone() }),
            _ => None,
        })
        .collect();
    if let BlockKind::Component(name) = &text.block.kind {
        found.push(Reference { kind: "component", target: name.clone() });
    }
    found
}
