//! The terms of the glossary that stand on a page, for the panel.

use serde_json::{Value, json};

use crate::glossary::Term;
use crate::language::LanguageId;
use crate::site::{PageId, Site};

/// The terms in the text of a page in a language, in their order, with what they are called in the other languages. Empty for a
/// text that is borrowed from another language, and on a site without a glossary.
pub(super) fn terms(site: &Site, id: PageId, language: LanguageId) -> Vec<Value> {
    let page = &site.pages[id];
    let text = &page.texts[language];
    let (Some(glossary), Some(document)) = (&site.glossary, &text.document) else { return Vec::new() };
    if !text.origin.is_own() {
        return Vec::new();
    }
    let terms = glossary.terms_of_document(document, &site.kinds[page.kind]);
    terms.into_iter().map(|term| term_value(site, &glossary.terms[term], language)).collect()
}

fn term_value(site: &Site, term: &Term, language: LanguageId) -> Value {
    let languages = site.config.languages.iter_enumerated().map(|(other, definition)| {
        let forms = &term.languages[other];
        let allowed: Vec<&str> = forms.allowed.iter().map(|form| form.text.as_str()).collect();
        let forbidden = forms.forbidden.iter().map(|it| json!({ "form": it.form.text, "reason": it.reason }));
        json!({
            "tag": definition.tag,
            "dir": definition.direction.as_str(),
            "current": other == language,
            "forms": allowed,
            "forbidden": forbidden.collect::<Vec<Value>>(),
            "note": forms.note,
        })
    });
    let languages: Vec<Value> = languages.collect();
    let (name, of) = match term.languages[language].preferred() {
        Some(name) => (name, Some(language)),
        None => (
            term.name(language),
            site.config.languages.keys().find(|it| term.languages[*it].preferred().is_some()),
        ),
    };
    json!({
        "name": name,
        "lang": of.map(|of| &site.language(of).tag),
        "note": term.note,
        "note_lang": site.language(site.config.default_language).tag,
        "languages": languages,
    })
}
