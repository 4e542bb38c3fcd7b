//! What the panel and the view that compares languages are told of the translations of a page, block by block.

use serde_json::{Value, json};

use super::open_file::open_value;
use super::server::Server;
use super::translation_rows::{Row, RowOf, rows, seen, with_texts};
use crate::content::markdown::{Kind, Step, parse};
use crate::diagnostics::{Messages, ProgramLanguage, SourceText};
use crate::language::LanguageId;
use crate::site::{PageId, Site};
use crate::status::{BlockPlace, BlockView, LanguageView, PageTexts, TextClass, TextState, language_view};

/// Blocks that the panel lists; more are only counted.
const MAX_LISTED: usize = 30;

/// Who looks at the translations of which site.
pub(super) struct TranslationViews<'s> {
    server: &'s Server,
    site: &'s Site,
    /// The program's messages.
    messages: Messages,
    /// Whether the browser may open files and accept translations.
    is_local: bool,
}

/// Which blocks of a translation are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Those that there is something to do on.
    Work,
    /// All of them.
    All,
}

impl<'s> TranslationViews<'s> {
    /// For somebody who reads the program's messages in `language`.
    pub fn new(server: &'s Server, site: &'s Site, language: ProgramLanguage, is_local: bool) -> Self {
        Self { server, site, messages: Messages::new(language), is_local }
    }

    /// The state of a page's translation into a language with the blocks that there is something to do on; `null` if the page
    /// is no translation in it.
    pub fn of_panel(&self, page: PageId, language: LanguageId) -> Value {
        with_texts(self.site, page, |texts| self.value(texts, language, Told::Work))
    }

    /// The states of all translations of a page without their blocks, by the number of the language.
    pub fn states(&self, page: PageId) -> Vec<Value> {
        with_texts(self.site, page, |texts| {
            self.site.config.languages.keys().map(|language| self.state(texts, language).0).collect()
        })
    }

    /// All blocks of the translations of a page, by the tags of the languages.
    pub fn of_comparison(&self, page: PageId) -> Value {
        let languages = self.site.config.languages.iter_enumerated();
        with_texts(self.site, page, |texts| {
            languages
                .map(|(id, language)| (language.tag.clone(), self.value(texts, id, Told::All)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
    }

    /// How far a translation is, for people, and as a value.
    fn state(&self, texts: &PageTexts<'_>, language: LanguageId) -> (Value, Option<TextState>) {
        let source = texts.documents.source_of(language, &self.site.config);
        let Some((source, state)) =
            source.and_then(|source| Some((source, texts.state(source, language, &self.site.config)?)))
        else {
            return (Value::Null, None);
        };
        let blocks = &state.blocks;
        let to_do = match state.class {
            // Nobody knows, or all of it.
            TextClass::Unrecorded | TextClass::Borrowed => 0,
            _ => blocks.stale + blocks.unaccepted + blocks.missing + blocks.orphaned + blocks.machine,
        };
        let summary = match state.class {
            TextClass::Complete if !state.is_in_work => self.text("status-page-done"),
            TextClass::Unrecorded => self.text("status-column-unrecorded"),
            _ => state.in_words(&self.messages, &|number| number.to_string()),
        };
        let value = json!({
            "class": state.class.name(),
            "summary": summary,
            "to_do": to_do,
            "in_work": state.is_in_work,
            "source": self.language(source),
        });
        (value, Some(state))
    }

    fn value(&self, texts: &PageTexts<'_>, language: LanguageId, told: Told) -> Value {
        let (mut value, Some(state)) = self.state(texts, language) else { return Value::Null };
        let Some(view) = language_view(texts, language, &self.site.config) else { return Value::Null };
        value["language"] = self.language(language);
        value["file"] = view.file.as_deref().into();
        value["source_file"] = view.source_file.as_str().into();
        if state.class == TextClass::Borrowed {
            return value;
        }
        let rows = rows(&view);
        value["seen"] = seen(&rows).into();
        let is_told = |row: &&Row<'_>| told == Told::All || is_work(row);
        // Of what nobody has recorded, it is not known what there is to do.
        let is_listed = told == Told::All || state.class != TextClass::Unrecorded;
        let listed: Vec<Value> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_listed && is_told(row))
            .map(|(number, row)| self.row(&view, &rows, number, row))
            .collect();
        let shown = if told == Told::All { listed.len() } else { listed.len().min(MAX_LISTED) };
        value["more"] = (listed.len() - shown).into();
        value["blocks"] = listed.into_iter().take(shown).collect();
        value["accept"] = (self.is_local && rows.iter().any(is_acceptable)).into();
        value["minor"] = (self.is_local && state.blocks.stale > 0).into();
        value
    }

    fn row(&self, view: &LanguageView, rows: &[Row<'_>], number: usize, row: &Row<'_>) -> Value {
        let translation_file = view.file.as_deref().unwrap_or_default();
        let (state, block) = match row.of {
            RowOf::Block(_, block) => (block.state, Some(block)),
            RowOf::Orphan(_) => ("orphaned", None),
        };
        let translations: Vec<Value> = match row.of {
            RowOf::Block(_, block) => {
                block.translations.iter().map(|place| self.place(translation_file, place)).collect()
            }
            RowOf::Orphan(place) => vec![self.place(translation_file, place)],
        };
        let difference = block.and_then(|block| block.difference.as_ref());
        let difference = difference.map(|difference| {
            difference.iter().map(|(change, text)| json!([change.name(), text])).collect::<Vec<_>>()
        });
        let words = match state {
            "current" => self.text("status-column-complete"),
            _ => self.text(&format!("status-block-{state}")),
        };
        // A block without a translation would stand behind this one.
        let before = || rows[..number].iter().rev().find_map(|row| translations_of(row).last());
        let before = translations.is_empty().then(before).flatten().map(|place| plain(&place.text));
        json!({
            "id": row.id,
            "state": state,
            "words": words,
            "kind": block.map_or("", |block| block.kind),
            "key": block.and_then(|block| block.key.as_deref()),
            "source": block.map(|block| self.place(&view.source_file, &block.place)),
            "difference": difference,
            "translations": translations,
            "before": before,
            "accept": self.is_local && is_acceptable(row),
            "minor": self.is_local && state == "stale",
        })
    }

    fn place(&self, file: &str, place: &BlockPlace) -> Value {
        json!({
            "text": place.text,
            "plain": plain(&place.text),
            "file": file,
            "line": place.line,
            "column": place.column,
            "open": open_value(self.server, self.is_local, file, place.line, place.column),
        })
    }

    fn language(&self, language: LanguageId) -> Value {
        let language = self.site.language(language);
        json!({ "tag": language.tag, "name": language.name, "dir": language.direction.as_str() })
    }

    fn text(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }
}

/// Whether somebody has something to do on a row.
fn is_work(row: &Row<'_>) -> bool {
    !matches!(row.of, RowOf::Block(_, BlockView { state: "current", .. }))
}

/// Whether what stands in the translation can be accepted.
pub(super) fn is_acceptable(row: &Row<'_>) -> bool {
    is_work(row) && matches!(row.of, RowOf::Block(_, block) if !block.translations.is_empty())
}

fn translations_of<'v>(row: &Row<'v>) -> &'v [BlockPlace] {
    match row.of {
        RowOf::Block(_, block) => &block.translations,
        RowOf::Orphan(place) => std::slice::from_ref(place),
    }
}

/// The words of a text that was written in Markdown, as they are found on a page.
fn plain(markdown: &str) -> String {
    let tree = parse(&SourceText::new("", markdown), 0);
    let mut words = String::new();
    for step in tree.walk() {
        let Step::Enter(node) = step else { continue };
        match node.kind {
            Kind::Text(text) | Kind::Code(text) => words.push_str(text),
            Kind::SoftBreak | Kind::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
