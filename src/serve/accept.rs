//! The requests to record that translations are as they should be, which the view that compares languages and the panel offer.
//! Only a browser on this computer may make them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::address::{self, Found};
use super::edit_log::Purpose;
use super::fix::{messages, respond};
use super::local_request::LocalRequest;
use super::preview::Snapshot;
use super::responses::json;
use super::server::Server;
use super::translation_rows::{Row, RowOf, rows, seen, with_texts};
use super::translation_view::is_acceptable;
use crate::diagnostics::{Messages, SourceText};
use crate::edit::{self, EditError, source_path};
use crate::language::LanguageId;
use crate::load;
use crate::site::{Page, PageId, RouteKind, Site};
use crate::status::{LanguageView, PageTexts, language_view};
use crate::translate::{
    AcceptedBlock, Comparison, Record, Selection, TextBlock, accept as accept_all, accept_blocks,
    accept_minor, compare, record_file,
};

#[derive(Deserialize)]
pub(super) struct AcceptRequest {
    /// The path of the page, in any language.
    url: String,
    /// The tag of the language of the translation.
    translation: String,
    /// The id of the row that is accepted; without it, the whole translation is.
    #[serde(default)]
    row: Option<String>,
    /// The id of all that the person who decides has seen, if the whole translation is accepted.
    #[serde(default)]
    seen: String,
    /// Whether the edit of the source was a minor one, after which the translations hold as they are, in all languages.
    #[serde(default)]
    minor: bool,
    /// The language of the answer.
    #[serde(default)]
    lang: String,
}

/// Why nothing was recorded.
enum Refusal {
    /// There is no such translation, or nothing in it that could be accepted.
    Nothing,
    /// It is not what was seen: a text or the record was written since, and the preview may not have followed yet.
    Changed,
    /// The record cannot be read as a whole, as in the middle of a merge.
    Unreadable(String),
    /// The record could not be written.
    NotWritten(String, EditError),
}

/// Records that a block of a translation, or all of it, is as it should be.
pub(super) async fn accept(
    State(server): State<Arc<Server>>,
    LocalRequest(request): LocalRequest<AcceptRequest>,
) -> Response {
    respond(move || {
        let messages = messages(&server, &request.lang);
        match apply(&server, &request) {
            Ok(edit) => json(StatusCode::OK, &json!({ "edit": edit })),
            Err(refusal) => refused(&messages, &refusal),
        }
    })
    .await
}

fn apply(server: &Server, request: &AcceptRequest) -> Result<Option<u64>, Refusal> {
    let snapshot = server.preview.current();
    let site = &snapshot.view.as_ref().ok_or(Refusal::Nothing)?.site;
    let page = page_at(&snapshot, site, &request.url).ok_or(Refusal::Nothing)?;
    let language = site.config.language(&request.translation).ok_or(Refusal::Nothing)?;
    let (record, count) = with_texts(site, page, |texts| {
        let view = language_view(texts, language, &site.config).ok_or(Refusal::Nothing)?;
        let rows = rows(&view);
        let row = match &request.row {
            Some(id) => Some(rows.iter().find(|row| row.id == *id).ok_or(Refusal::Changed)?),
            None if seen(&rows) == request.seen => None,
            None => return Err(Refusal::Changed),
        };
        if row.is_some_and(|row| !is_acceptable(row)) {
            return Err(Refusal::Nothing);
        }
        match request.minor {
            true => Ok(minor(site, texts, &view, row)),
            false => accepted(site, texts, &view, row).ok_or(Refusal::Nothing),
        }
    })?;
    let page = &site.pages[page];
    // The preview follows a file a moment after it was saved.
    if !page.own_documents().iter().flatten().all(|document| is_as_seen(server, &document.source.open())) {
        return Err(Refusal::Changed);
    }
    let purpose = match request.minor {
        true => Purpose::AcceptMinor(count),
        false => Purpose::Accept { language: site.language(language).name.clone(), count },
    };
    write(server, page, &record, purpose)
}

/// The page at the path of a request.
fn page_at(snapshot: &Snapshot, site: &Site, path: &str) -> Option<PageId> {
    let url = address::within(site.config.base_path(), path)?;
    let Found::Route(route) = address::find(snapshot, site, &url) else { return None };
    match route.kind {
        RouteKind::Page { page, .. } => Some(page),
        _ => None,
    }
}

/// The record in which a row or all of a translation is accepted, and how many blocks that are.
fn accepted(
    site: &Site,
    texts: &PageTexts<'_>,
    view: &LanguageView,
    row: Option<&Row<'_>>,
) -> Option<(Record, usize)> {
    let mut record = texts.documents.record.clone();
    let (source, target) = (texts.blocks(view.source)?, texts.blocks(view.language)?);
    let tag = &site.language(view.language).tag;
    let Some(row) = row else {
        let count = accept_all(&mut record, tag, (source, target), Selection::All, false);
        return Some((record, count));
    };
    let RowOf::Block(number, _) = row.of else { return None };
    let comparison = compare(source, target, texts.documents.record, tag);
    let blocks = with_sources(&comparison, number, source, target);
    accept_blocks(&mut record, tag, (source, target), &blocks);
    Some((record, blocks.len()))
}

/// The blocks that translate a block of the source, each with all that it was made from.
fn with_sources(
    comparison: &Comparison,
    number: usize,
    source: &[TextBlock],
    target: &[TextBlock],
) -> Vec<AcceptedBlock> {
    let sources = |block: usize| {
        let of_block =
            comparison.blocks.iter().zip(source).filter(|((_, targets), _)| targets.contains(&block));
        of_block.map(|(_, source)| source.clone()).collect()
    };
    let targets = comparison.blocks[number].1.iter();
    targets
        .map(|block| AcceptedBlock {
            target: target[*block].hash,
            sources: sources(*block),
            is_machine: false,
        })
        .collect()
}

/// The record after which an edit of the source counts as a minor one in all languages that were translated from it, and how
/// many blocks that are.
fn minor(site: &Site, texts: &PageTexts<'_>, view: &LanguageView, row: Option<&Row<'_>>) -> (Record, usize) {
    let mut record = texts.documents.record.clone();
    let named: Vec<String> = match row.map(|row| &row.of) {
        Some(RowOf::Block(_, block)) => vec![block.place.hash.clone()],
        _ => Vec::new(),
    };
    let selection = if row.is_some() { Selection::Named(&named) } else { Selection::All };
    let is_beside =
        |language: &LanguageId| texts.documents.source_of(*language, &site.config) == Some(view.source);
    let mut count = 0;
    for language in site.config.languages.keys().filter(is_beside) {
        let (Some(source), Some(target)) = (texts.blocks(view.source), texts.blocks(language)) else {
            continue;
        };
        count += accept_minor(&mut record, &site.language(language).tag, (source, target), selection);
    }
    (record, count)
}

/// Whether a text of the site still is what the preview has read.
fn is_as_seen(server: &Server, source: &SourceText) -> bool {
    load::text(&server.root, &source.path).is_some_and(|now| now.text == source.text)
}

/// Writes the record of a page, if it holds what the preview has read. Returns the id by which that can be taken back; `None`
/// if the record holds all of it already.
fn write(server: &Server, page: &Page, record: &Record, purpose: Purpose) -> Result<Option<u64>, Refusal> {
    let root = &server.root;
    if *record == *page.record {
        return Ok(None);
    }
    let documents = page.own_documents();
    let paths = documents.iter().flatten().map(|document| &*document.source.path);
    let file = record_file(&page.path, paths, |path| source_path(root, path).is_some());
    let written = match load::text(root, &file) {
        None => server.edits.make(purpose, || edit::create(root, &file, &record.to_text())),
        Some(now) => {
            if Record::parse(&now, &mut Vec::new()) != *page.record {
                return Err(Refusal::Changed);
            }
            let edit = record.edit(&now).ok_or_else(|| Refusal::Unreadable(file.clone()))?;
            server.edits.make(purpose, || edit::replace(root, &edit))
        }
    };
    written.map(Some).map_err(|error| Refusal::NotWritten(file, error))
}

fn refused(messages: &Messages, refusal: &Refusal) -> Response {
    let (status, reason, file, detail) = match refusal {
        Refusal::Nothing => (StatusCode::NOT_FOUND, "nothing", "", String::new()),
        Refusal::Changed => (StatusCode::CONFLICT, "changed", "", String::new()),
        Refusal::Unreadable(file) => (StatusCode::CONFLICT, "unreadable", &**file, String::new()),
        Refusal::NotWritten(file, error) => {
            let status = match error {
                EditError::NotASource => StatusCode::NOT_FOUND,
                EditError::Changed => StatusCode::CONFLICT,
                EditError::ReadOnly | EditError::SecondName => StatusCode::FORBIDDEN,
                EditError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            (status, error.name(), &**file, error.to_string())
        }
    };
    let about = [("reason", reason.into()), ("file", file.into()), ("detail", detail.into())];
    json(status, &json!({ "message": messages.text("panel-accept-refused", &about) }))
}
