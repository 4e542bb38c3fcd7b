//! What of a site is translated, without a site being put together: pages with their documents and records.

use std::sync::Arc;

use typed_index_collections::TiVec;

use super::content::{self, ContentFile};
use super::environment::Environment;
use crate::config::Config;
use crate::content::kind::{Kind, KindId};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::glossary::{FILE_NAME, Glossary};
use crate::language::{Formats, LanguageId, MessageFile, messages_of_site};
use crate::load::{InputBytes, Inputs};
use crate::site::PageSource;
use crate::theme::View;
use crate::translate::{
    MESSAGE_RECORD, MessageForms, PageDocuments, Record, is_record, record_file, source_of, waits_for,
};

/// The texts of a site in all its languages.
pub struct SiteTexts {
    /// The configuration.
    pub config: Arc<Config>,
    /// The kinds of theme and site, by which it is known what of the front matter is to be translated.
    kinds: TiVec<KindId, Kind>,
    /// The pages, in the order of their content paths; drafts, and pages of days to come or past, are among them.
    pub pages: Vec<PageSource>,
    /// The messages of the site itself, by language, in the order of their files.
    pub messages: TiVec<LanguageId, Vec<SourceText>>,
    /// The message files of theme and site.
    pub all_messages: Vec<MessageFile>,
    /// What is recorded of the translations of messages.
    pub message_record: Record,
    /// What terms are called; `None` if the site has no glossary.
    pub glossary: Option<Arc<Glossary>>,
    /// What is wrong with the glossary.
    pub glossary_diagnostics: Vec<Diagnostic>,
    /// How each language writes numbers, and which plural forms it has.
    pub formats: TiVec<LanguageId, Arc<Formats>>,
    /// The records of translations that exist.
    pub records: Vec<SourceText>,
    /// What is wrong with documents and records as such.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what of a site is translated.
///
/// # Errors
/// When there is no configuration that can be read; the diagnostics say why.
pub fn texts(mut inputs: Inputs) -> Result<SiteTexts, Vec<Diagnostic>> {
    let mut diagnostics = inputs.diagnostics();
    let Some(environment) = Environment::new(&inputs, None) else { return Err(diagnostics) };
    let records = record_sources(&inputs);
    let mut files = ContentFile::take(&mut inputs);
    content::parse(&mut files, &environment.config, false);
    // Whatever else is wrong with the site, a build tells.
    diagnostics.extend(content::diagnostics(&files).filter(|it| is_of_record(it.code)));
    Ok(SiteTexts::new(&environment, &files, records, diagnostics))
}

/// The records of translations that exist, in the order of their paths.
pub(super) fn record_sources(inputs: &Inputs) -> Vec<SourceText> {
    let all = inputs.content.iter().chain(&inputs.locales);
    let records = all.filter_map(|input| match &input.bytes {
        InputBytes::Text(source) if is_record(source.path.rsplit('/').next()?) => Some(source.clone()),
        _ => None,
    });
    let mut records: Vec<SourceText> = records.collect();
    records.sort_by(|a, b| a.path.cmp(&b.path));
    records
}

fn is_of_record(code: Code) -> bool {
    matches!(code, Code::TranslationRecordLine | Code::TranslationRecordConflict)
}

impl SiteTexts {
    /// The texts of a site whose files were parsed. `diagnostics` are what is wrong with them so far.
    pub(super) fn new(
        environment: &Environment,
        files: &[ContentFile],
        records: Vec<SourceText>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let of_messages = records.iter().find(|record| *record.path == *MESSAGE_RECORD);
        let message_record = of_messages.map(|record| Record::parse(record, &mut diagnostics));
        let messages = messages_of_site(&environment.messages, &environment.config.languages);
        let (mut pages, _) = content::pages(files, &environment.config, &mut Vec::new());
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let is_of_glossary =
            |it: &&Diagnostic| it.location.as_ref().is_some_and(|place| place.file() == FILE_NAME);
        let glossary_diagnostics = environment.diagnostics.iter().filter(is_of_glossary).cloned().collect();
        Self {
            config: Arc::clone(&environment.config),
            kinds: environment.kinds.clone(),
            pages,
            messages,
            all_messages: environment.messages.clone(),
            message_record: message_record.unwrap_or_default(),
            glossary: environment.glossary.clone(),
            glossary_diagnostics,
            formats: environment.formats.clone(),
            records,
            diagnostics,
        }
    }

    /// The texts of a site that has been put together: those of the pages that it publishes, without their record files.
    pub fn of_view(view: &View) -> Self {
        let site = &view.site;
        let pages = site.pages.iter().map(|page| PageSource {
            path: page.path.clone(),
            is_section: page.role.is_list(),
            facts: Arc::clone(&page.facts),
            record: Arc::clone(&page.record),
            documents: page
                .texts
                .iter()
                .map(|text| text.document.clone().filter(|_| text.origin.is_own()))
                .collect(),
        });
        let files = &site.catalogue.files;
        let messages = messages_of_site(files, &site.config.languages);
        Self {
            config: Arc::clone(&site.config),
            kinds: TiVec::clone(&site.kinds),
            pages: pages.collect(),
            messages,
            all_messages: files.clone(),
            message_record: Record::default(),
            glossary: site.glossary.clone(),
            glossary_diagnostics: Vec::new(),
            formats: TiVec::clone(&site.formats),
            records: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The kind of a page; one without fields if nothing declares it.
    pub fn kind(&self, page: &PageSource) -> Kind {
        let default = if page.is_section { "section" } else { "page" };
        let name = page.facts.kind.as_ref().map_or(default, |kind| &kind.value);
        self.kinds.iter().find(|kind| kind.name == name).cloned().unwrap_or_else(|| Kind::plain(name))
    }

    /// The language that the text of a page in `language` is a translation from; `None` if it is none.
    pub fn source_language(&self, page: &PageSource, language: LanguageId) -> Option<LanguageId> {
        source_of(&page.documents, language, &self.config)
    }

    /// The documents of a page with what is recorded of them; `kind` is [its kind](Self::kind).
    pub fn page_documents<'p>(&self, page: &'p PageSource, kind: &'p Kind) -> PageDocuments<'p> {
        PageDocuments { documents: &page.documents, record: &page.record, kind }
    }

    /// The forms in which messages are translated into a language.
    pub fn message_forms(&self, language: LanguageId) -> MessageForms {
        let forms = self.formats[language].plural_forms_of_integers();
        MessageForms::of(&self.messages[self.config.default_language], &forms)
    }

    /// The languages that a page waits for to be published, as its section says.
    pub fn waits_for(&self, page: &PageSource) -> Vec<LanguageId> {
        let required = self.config.required_languages(&page.path);
        if required.is_empty() || page.facts.draft || page.documents.iter().flatten().all(|it| it.draft) {
            return Vec::new();
        }
        let kind = self.kind(page);
        let documents = PageDocuments { documents: &page.documents, record: &page.record, kind: &kind };
        waits_for(&documents, required, &self.config.languages, self.config.default_language)
    }

    /// The path of the record of a page, which may not exist, relative to the site's root.
    pub fn record_file(&self, page: &PageSource) -> String {
        let documents = page.documents.iter().flatten().map(|document| &*document.source.path);
        record_file(&page.path, documents, |path| self.record_source(path).is_some())
    }

    /// The record at a path as it was read; `None` if there is none.
    pub fn record_source(&self, path: &str) -> Option<&SourceText> {
        let index = self.records.binary_search_by(|record| (*record.path).cmp(path)).ok()?;
        Some(&self.records[index])
    }
}
