//! One page, block by block: what to translate, what has changed in the source, and what stands in the translation.

use super::filter::Filter;
use super::language_view::{BlockView, LanguageView, language_view};
use super::page_texts::PageTexts;
use crate::config::Config;
use crate::diagnostics::Messages;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::WordChange;

/// A page in the languages that are asked about.
pub struct PageView {
    /// Its content path.
    pub path: String,
    /// Its translations.
    pub languages: Vec<LanguageView>,
}

/// A page with all its blocks, in the languages that a filter has.
pub fn page_view(texts: &SiteTexts, page: &PageSource, filter: &Filter) -> PageView {
    let kind = texts.kind(page);
    let blocks = PageTexts::of(texts.page_documents(page, &kind));
    let languages = texts.config.languages.keys();
    let is_meant = |language: &LanguageId| filter.languages.is_empty() || filter.languages.contains(language);
    let views =
        languages.filter(is_meant).filter_map(|language| language_view(&blocks, language, &texts.config));
    PageView { path: page.path.clone(), languages: views.collect() }
}

/// The blocks of a page that there is something to do on. Of a stale one the words of the source that are gone stand between
/// `[-` and `-]`, and those that are new between `{+` and `+}`.
pub fn page_to_terminal(view: &PageView, config: &Config, messages: &Messages) -> String {
    let mut text = String::new();
    for of_language in &view.languages {
        let about = [
            ("language", config.languages[of_language.language].name.as_str().into()),
            ("source", config.languages[of_language.source].name.as_str().into()),
        ];
        text.push_str(&format!("{}\n", messages.text("status-page", &about)));
        let Some(file) = &of_language.file else {
            text.push_str(&format!("  {}\n\n", messages.text("status-borrowed", &[])));
            continue;
        };
        let to_do = of_language.blocks.iter().filter(|block| block.state != "current");
        let mut is_done = true;
        for block in to_do {
            is_done = false;
            let state = messages.text(&format!("status-block-{}", block.state), &[]);
            let name = block.key.as_deref().unwrap_or(&block.place.hash);
            text.push_str(&format!("  {}:{}: {state} ({name})\n", of_language.source_file, block.place.line));
            text.push_str(&format!("    {}\n", shown(block)));
            for own in &block.translations {
                text.push_str(&format!("    {file}:{}: {}\n", own.line, own.text));
            }
        }
        for own in &of_language.orphaned {
            is_done = false;
            let state = messages.text("status-block-orphaned", &[]);
            text.push_str(&format!("  {file}:{}: {state} ({})\n    {}\n", own.line, own.hash, own.text));
        }
        if is_done {
            text.push_str(&format!("  {}\n", messages.text("status-page-done", &[])));
        }
        text.push('\n');
    }
    text
}

fn shown(block: &BlockView) -> String {
    let Some(difference) = &block.difference else { return block.place.text.clone() };
    let parts = difference.iter().map(|(change, text)| match change {
        WordChange::Same => text.clone(),
        WordChange::Removed => format!("[-{text}-]"),
        WordChange::Added => format!("{{+{text}+}}"),
    });
    parts.collect()
}
