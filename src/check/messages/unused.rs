//! Messages of the site that nothing asks for.
//!
//! Templates may put ids together: `"tags-" ~ term`. A text that ends in a hyphen and begins an id counts as asking for it.

use rustc_hash::FxHashSet;

use super::index::Index;
use crate::diagnostics::{Code, Diagnostic};
use crate::project::SiteTexts;
use crate::theme::View;

/// Tells the messages that neither a template nor a document, another message or the configuration names.
pub(super) fn check(view: &View, texts: &SiteTexts, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let source = texts.config.default_language;
    let mut words: FxHashSet<&str> = FxHashSet::default();
    let mut beginnings: FxHashSet<&str> = FxHashSet::default();
    let documents = texts.pages.iter().flat_map(|page| page.documents.iter().flatten());
    let sources = view.theme.sources().map(|source| &*source.text);
    let sources = sources.chain(documents.map(|document| &*document.source.text));
    let sources = sources.chain([&*texts.config.source.text]);
    let messages = texts.all_messages.iter().map(|file| &*file.source.text);
    for text in sources {
        collect(text, &mut words, &mut beginnings);
    }
    // In a message file, what is defined begins a line.
    for line in messages.flat_map(str::lines).filter(|line| line.contains('{')) {
        let behind = line.split_once('{').map_or("", |(_, behind)| behind);
        collect(behind, &mut words, &mut beginnings);
    }
    let taxonomies: Vec<String> =
        texts.config.taxonomies.iter().map(|taxonomy| format!("{}-", taxonomy.name)).collect();
    for (language, id, definition) in index.all() {
        let is_asked = words.contains(id.trim_start_matches('-'))
            || beginnings.iter().any(|beginning| id.starts_with(beginning))
            || taxonomies
                .iter()
                .any(|taxonomy| id.starts_with(taxonomy) || taxonomy.trim_end_matches('-') == id);
        if language == source && definition.of_site && !is_asked {
            diagnostics.push(
                Diagnostic::new(Code::MessageUnused).at(definition.location(definition.name)).with("id", id),
            );
        }
    }
}

/// Adds what may be an id in a text, and what may begin one.
fn collect<'t>(text: &'t str, words: &mut FxHashSet<&'t str>, beginnings: &mut FxHashSet<&'t str>) {
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_') {
        if word.len() > 1 && word.ends_with('-') && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            beginnings.insert(word);
        }
        words.insert(word.trim_start_matches('-'));
    }
}
