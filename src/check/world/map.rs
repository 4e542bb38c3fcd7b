//! What maps show without a name in a language of the site.

use crate::diagnostics::{Code, Diagnostic};
use crate::theme::View;

/// Tells the labels of the map that readers of a language see in another one.
pub(super) fn check(view: &View, diagnostics: &mut Vec<Diagnostic>) {
    let site = &view.site;
    let languages = &site.config.languages;
    for (name, place) in view.theme.map.names() {
        let lacking: Vec<&str> = languages
            .iter_enumerated()
            .filter(|(language, _)| !site.catalogue.has(*language, name))
            .map(|(_, language)| language.tag.as_str())
            .collect();
        // A name that no language has is an error, and was told.
        if let Some(first) = lacking.first().filter(|_| lacking.len() < languages.len()) {
            diagnostics.push(
                Diagnostic::new(Code::MapLabelWithoutName)
                    .at(place.clone())
                    .with("name", name)
                    .with("first", *first)
                    .with("languages", lacking.join(", ")),
            );
        }
    }
}
