//! What translators should know of a text: what page it is from, where on it, where it can be looked at, and what the terms in it are
//! called.

use super::work::{Work, WorkOf};
use crate::config::Config;
use crate::diagnostics::Messages;
use crate::glossary::{Glossary, Term, terms_of};
use crate::language::LanguageId;
use crate::translate::{BlockKind, TextUnit};

/// Where `sapar serve` shows a page in a language; it redirects to the page's address.
pub fn preview_address(config: &Config, tag: &str, path: &str) -> String {
    format!("http://127.0.0.1:1111{}_sapar/page/{tag}{path}", config.base_path())
}

/// The notes of the units of a work, in their order: where each stands, and what the glossary says of the terms in it.
pub(super) fn notes(
    work: &Work<'_>,
    config: &Config,
    glossary: Option<&Glossary>,
    language: LanguageId,
    messages: &Messages,
) -> Vec<Vec<String>> {
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut read = 0;
    let mut notes = Vec::with_capacity(work.units.len());
    for unit in &work.units {
        for block in &work.source[read..=unit.sources[0]] {
            if let BlockKind::Heading(level, _) = block.block.kind {
                headings.retain(|(other, _)| *other < level);
                headings.push((level, block.text.words().trim().to_owned()));
            }
        }
        read = read.max(unit.sources[0] + 1);
        let mut of_unit = of_unit(work, unit, &headings, config, language, messages);
        if let Some(glossary) = glossary {
            let terms = terms_of(glossary, work.source_language, &unit.source).into_iter();
            let notes = terms
                .filter_map(|term| of_term(&glossary.terms[term], work.source_language, language, messages));
            of_unit.extend(notes);
        }
        notes.push(of_unit);
    }
    notes
}

/// What the glossary says of a term to those who translate into a language. Returns `None` if it says nothing.
fn of_term(term: &Term, source: LanguageId, language: LanguageId, messages: &Messages) -> Option<String> {
    let forms = &term.languages[language];
    let note = [term.note.as_str(), forms.note.as_str()];
    let note: Vec<&str> = note.into_iter().filter(|note| !note.is_empty()).collect();
    if forms.allowed.is_empty() && forms.forbidden.is_empty() && note.is_empty() {
        return None;
    }
    let allowed: Vec<&str> = forms.allowed.iter().map(|form| form.text.as_str()).collect();
    let forbidden: Vec<String> = forms
        .forbidden
        .iter()
        .map(|it| {
            messages.text(
                "unit-term-forbidden",
                &[("form", it.form.text.as_str().into()), ("reason", it.reason.as_str().into())],
            )
        })
        .collect();
    let parts = [
        Some(messages.text(
            "unit-term",
            &[
                ("term", term.name(source).into()),
                ("forms", allowed.join(", ").into()),
                ("count", allowed.len().into()),
            ],
        )),
        (!forbidden.is_empty()).then(|| forbidden.join("; ")),
        (!note.is_empty()).then(|| note.join(" ")),
    ];
    // A note is one line: formats for translators divide them by lines.
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn of_unit(
    work: &Work<'_>,
    unit: &TextUnit,
    headings: &[(u8, String)],
    config: &Config,
    language: LanguageId,
    messages: &Messages,
) -> Vec<String> {
    let kind = messages.text(&format!("unit-kind-{}", unit.kind.name()), &[]);
    let page = match work.of {
        WorkOf::Messages => {
            let form = unit.key.split_once('[').map(|(_, form)| form.trim_end_matches(']'));
            let key = [("key", unit.key.as_str().into())];
            let form = form.map(|form| {
                // Messages choose by number where variants are called as plural forms are.
                let about = [("form", format!("form-{form}").into()), ("name", form.into())];
                messages.text("unit-form", &about)
            });
            return [Some(messages.text("unit-message", &key)), form].into_iter().flatten().collect();
        }
        WorkOf::Documents(page, ..) => page,
    };
    let title = match work.of {
        WorkOf::Documents(_, source, _) => source.title.as_str(),
        _ => "",
    };
    let kind_of_page = page.facts.kind.as_ref().map_or("page", |kind| kind.value.as_str());
    let about = [("title", title.into()), ("path", page.path.as_str().into()), ("kind", kind_of_page.into())];
    let mut place: Vec<&str> = match unit.kind {
        BlockKind::FrontMatter(_) => Vec::new(),
        // A heading stands below those above it, not below itself.
        BlockKind::Heading(..) => {
            headings.iter().rev().skip(1).rev().map(|(_, text)| text.as_str()).collect()
        }
        _ => headings.iter().map(|(_, text)| text.as_str()).collect(),
    };
    let kind = match &unit.kind {
        BlockKind::FrontMatter(key) => format!("{kind}: {key}"),
        _ => kind,
    };
    place.push(&kind);
    vec![
        messages.text("unit-page", &about),
        place.join(" › "),
        preview_address(config, &config.languages[language].tag, &page.path),
    ]
}
