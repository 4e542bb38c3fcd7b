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
    let of_source = || {
        let all = index.all().filter(|(language, _, definition)| *language == source && definition.of_site);
        all.map(|(_, id, definition)| (id, definition))
    };
    let mut asked = Asked::default();
    asked.unasked.extend(of_source().map(|(id, _)| id.trim_start_matches('-')));
    if asked.unasked.is_empty() {
        return;
    }
    view.theme.sources().for_each(|source| asked.read(&source.text));
    asked.read(&texts.config.source.text);
    // In a message file, what is defined begins a line.
    let messages = texts.all_messages.iter().flat_map(|file| file.source.text.lines());
    messages.filter_map(|line| line.split_once('{')).for_each(|(_, behind)| asked.read(behind));
    // One text after the other, as those of a preview take their memory while they are open.
    let documents = texts.pages.iter().flat_map(|page| page.documents.iter().flatten());
    documents.for_each(|document| asked.read(&document.source.open().text));

    let taxonomies: Vec<String> =
        texts.config.taxonomies.iter().map(|taxonomy| format!("{}-", taxonomy.name)).collect();
    for (id, definition) in of_source() {
        let is_asked = !asked.unasked.contains(id.trim_start_matches('-'))
            || asked.beginnings.iter().any(|beginning| id.starts_with(&**beginning))
            || taxonomies
                .iter()
                .any(|taxonomy| id.starts_with(taxonomy) || taxonomy.trim_end_matches('-') == id);
        if !is_asked {
            diagnostics.push(
                Diagnostic::new(Code::MessageUnused).at(definition.location(definition.name)).with("id", id),
            );
        }
    }
}

/// What the texts of a site ask for.
#[derive(Default)]
struct Asked<'i> {
    /// The ids that no text has named yet, without the hyphens of terms.
    unasked: FxHashSet<&'i str>,
    /// What may begin an id.
    beginnings: FxHashSet<Box<str>>,
}

impl Asked<'_> {
    fn read(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_') {
            if word.len() > 1 && word.ends_with('-') && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.beginnings.insert(word.into());
            }
            self.unasked.remove(word.trim_start_matches('-'));
        }
    }
}
