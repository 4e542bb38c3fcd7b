//! Links to pages, pictures and components that a translation has and its source has not, or the other way round.

use rustc_hash::FxHashSet;

use super::pairs::{PairedTexts, Side};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::Language;
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
    let of = |side: &Side<'_>| -> FxHashSet<Reference> {
        side.blocks.iter().flat_map(|text| references(text, side.language)).map(|it| it.0).collect()
    };
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
            let own = blocks.iter().flat_map(|block| {
                let found = references(&side.blocks[*block], side.language);
                found.into_iter().map(move |(reference, written)| (*block, reference, written))
            });
            for (block, reference, written) in own.filter(|(_, reference, _)| !other.contains(reference)) {
                if !told.insert((reference.clone(), is_lacking)) {
                    continue;
                }
                let (source, target) =
                    if is_lacking { (block, pair.targets[0]) } else { (pair.sources[0], block) };
                diagnostics.push(
                    paired
                        .diagnostic_at(Code::TranslationReference, source, target)
                        .with("side", if is_lacking { "lacks" } else { "adds" })
                        .with("kind", reference.kind)
                        .with("target", written),
                );
            }
        }
    }
}

/// What a block refers to, with how that is written.
fn references(text: &BlockText, language: &Language) -> Vec<(Reference, String)> {
    let mut found: Vec<(Reference, String)> = text
        .marks
        .iter()
        .filter_map(|mark| match &mark.identity {
            Identity::Link(address) => {
                // Pages of other hosts are there in other languages, and ids of headings follow from their words.
                let path = address.split(['#', '?']).next().unwrap_or_default();
                let is_page = !path.is_empty() && !path.contains(':') && !path.starts_with("//");
                is_page.then(|| (Reference { kind: "link", target: path.to_owned() }, path.to_owned()))
            }
            Identity::Picture(path) => {
                let target = without_language(path, &language.tag);
                Some((Reference { kind: "picture", target }, path.clone()))
            }
            _ => None,
        })
        .collect();
    if let BlockKind::Component(name) = &text.block.kind {
        found.push((Reference { kind: "component", target: name.clone() }, name.clone()));
    }
    found
}

/// The path of a picture as all languages have it: `map.kk.png` and `map.ru.png` are one picture, with words in it.
fn without_language(path: &str, tag: &str) -> String {
    let mut found = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(end) = rest.find(['.', '-', '_', '/']) {
        let (part, behind) = rest.split_at(end);
        found.push_str(if part == tag { "" } else { part });
        found.push_str(&behind[..1]);
        rest = &behind[1..];
    }
    found.push_str(rest);
    found
}
