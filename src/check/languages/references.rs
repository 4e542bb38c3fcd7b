//! Links to pages, pictures and components that a translation has and its source has not, or the other way round.

use rustc_hash::FxHashSet;

use super::pairs::PairedTexts;
use crate::check::page_texts::Side;
use crate::content::markdown::{Kind, Step};
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
    let (mut in_source, mut in_target) = (of(paired.source), of(paired.target));
    if in_source == in_target {
        return;
    }
    // Links around code alone are no text to translate, and links all the same.
    for (side, found) in [(paired.source, &mut in_source), (paired.target, &mut in_target)] {
        for step in side.tree.walk() {
            if let Step::Enter(node) = step
                && let Kind::Link(target) = node.kind
            {
                found.extend(link(target.path).map(|(reference, _)| reference));
            }
        }
    }
    let mut told: FxHashSet<(Reference, bool)> = FxHashSet::default();
    for pair in &paired.pairs {
        let sides = [
            (paired.source, &pair.sources, &in_target, true),
            (paired.target, &pair.targets, &in_source, false),
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
            Identity::Link(address) => link(address),
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

/// A link to a page of the site, with its path.
fn link(address: &str) -> Option<(Reference, String)> {
    // Pages of other hosts are there in other languages, and ids of headings follow from their words.
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let is_page = !path.is_empty() && !path.contains(':') && !path.starts_with("//");
    is_page.then(|| (Reference { kind: "link", target: path.to_owned() }, path.to_owned()))
}

/// The path of a picture as all languages have it: `map.kk.png` and `map.ru.png` are one picture, with words in it.
fn without_language(path: &str, tag: &str) -> String {
    let mut found = String::with_capacity(path.len());
    for part in path.split_inclusive(['.', '-', '_', '/']) {
        match part.strip_prefix(tag) {
            // The mark before the tag stays where one stands behind it: `map-kk.png` is `map.png`.
            Some(mark) if mark.len() <= 1 && !mark.starts_with(char::is_alphanumeric) => {
                while found.ends_with(['.', '-', '_']) {
                    found.pop();
                }
                found.push_str(mark);
            }
            _ => found.push_str(part),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_with_words_in_them_are_one_picture() {
        for path in ["img/map.kk.png", "img/map-kk.png", "img/map_kk.png", "img/map.png"] {
            assert_eq!(without_language(path, "kk"), "img/map.png");
        }
        assert_eq!(without_language("img/steps_en/1.png", "en"), "img/steps/1.png");
        assert_eq!(without_language("en/map.png", "en"), "/map.png");
        assert_eq!(without_language("entry/kkm.png", "en"), "entry/kkm.png");
    }
}
