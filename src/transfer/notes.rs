//! What translators should know of a text: what page it is from, where on it, and where it can be looked at.

use super::work::{Work, WorkOf};
use crate::config::Config;
use crate::diagnostics::Messages;
use crate::language::LanguageId;
use crate::translate::{BlockKind, TextUnit};

/// Where `sapar serve` shows a page in a language; it redirects to the page's address.
pub fn preview_address(config: &Config, tag: &str, path: &str) -> String {
    format!("http://127.0.0.1:1111{}_sapar/page/{tag}{path}", config.base_path())
}

/// The notes of the units of a work, in their order.
pub(super) fn notes(
    work: &Work<'_>,
    config: &Config,
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
        notes.push(of_unit(work, unit, &headings, config, language, messages));
    }
    notes
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
        WorkOf::Name(page, _) | WorkOf::Documents(page, ..) => page,
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
