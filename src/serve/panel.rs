//! The data of the panel in the page: what is wrong with the page and the site, and the page in each language.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::address;
use super::client;
use super::fix_view::FixViews;
use super::listing::{Listing, diagnostics_at, id};
use super::open_file::open_value;
use super::own_pages::unpublished_reason;
use super::page_request::PageRequest;
use super::preview::{Snapshot, files};
use super::responses::{json, text};
use super::server::Server;
use super::terms::terms;
use super::translation_view::TranslationViews;
use crate::content::document_stem;
use crate::data::Date;
use crate::diagnostics::{Counts, Diagnostic, Entry, Location, Messages, Omitted};
use crate::language::LanguageId;
use crate::site::{PageId, Route, RouteKind, Site, TextOrigin, UnpublishedAddress};

/// Responds with the data for the page at the path `url`, in the language `lang` if that is given.
///
/// Only a browser on this computer gets the token and is offered to open files.
pub(super) async fn panel(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let request = PageRequest::new(&server, peer, query.as_deref(), &headers);
    let content = tokio::task::spawn_blocking(move || content(&server, &request)).await;
    match content {
        Ok(content) => json(StatusCode::OK, &content),
        Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "the panel cannot be shown\n"),
    }
}

fn content(server: &Server, request: &PageRequest) -> Value {
    let (path, language, is_local) = (request.path.as_str(), request.language, request.is_local);
    let snapshot = server.preview.current();
    let messages = client::messages(language);
    let found = diagnostics_at(&server.preview, &snapshot, path);
    let page = found.page.as_ref().map_or(Value::Null, |(site, route)| {
        let translations = TranslationViews::new(server, site, language, is_local);
        page_value(&snapshot, site, &messages, route, found.is_stale, &translations)
    });
    let unpublished = match &snapshot.view {
        Some(view) if found.page.is_none() => address::within(view.site.config.base_path(), path)
            .and_then(|url| address::unpublished(&view.site, &url))
            .map_or(Value::Null, |address| unpublished_value(&view.site, &messages, &address)),
        _ => Value::Null,
    };
    let (own_counts, rest_counts) = (Counts::of(&found.own), Counts::of(&found.rest));
    let errors = own_counts.errors + rest_counts.errors;
    let warnings = own_counts.warnings + rest_counts.warnings;
    let Listing { own, rest, findings, more } = Listing::of(&found);
    let program = Messages::new(language);
    let mut fixes = FixViews::new(server, &messages, own.iter().chain(&rest).chain(&findings), is_local);
    let mut listed = |entries: &[Entry<'_>]| -> Vec<Value> {
        let values = entries.iter().map(|entry| match entry {
            Entry::Shown(diagnostic) => {
                let fix = fixes.of(diagnostic);
                diagnostic_value(server, &snapshot, &program, diagnostic, fix, is_local)
            }
            Entry::Omitted(omitted) => omitted_value(&program, omitted),
        });
        values.collect()
    };
    let (own, rest, findings) = (listed(&own), listed(&rest), listed(&findings));
    let count = |id: &str, count: usize| messages.text(id, &[("count", count.into())]);
    json!({
        "version": snapshot.version,
        "token": is_local.then_some(&server.csrf_token),
        "lang": language.tag,
        "dir": "ltr",
        "program_languages": client::languages(),
        "text": client::texts(language, &messages),
        "guide": format!("{}_sapar/guide/{}/", server.base_path(), language.tag),
        "counts": {
            "page_errors": count("panel-count-errors", own_counts.errors),
            "page_warnings": count("panel-count-warnings", own_counts.warnings),
            "site_errors": count("panel-count-errors", errors),
            "site_warnings": count("panel-count-warnings", warnings),
            "more": count("panel-count-more", more),
        },
        "page": page,
        "unpublished": unpublished,
        "drafts": server.preview.shows_drafts(),
        "pseudo": snapshot.view.as_ref().is_some_and(|view| view.site.catalogue.is_pseudo),
        "edits": is_local.then(|| server.edits.values(&server.root, &messages)),
        "diagnostics": {
            "checking": server.preview.page_diagnostics.is_outdated(),
            "page": own,
            "site": rest,
            "findings": findings,
            "errors": errors,
            "warnings": warnings,
            "more": more,
        },
    })
}

fn unpublished_value(site: &Site, messages: &Messages, address: &UnpublishedAddress) -> Value {
    let (title, language) = site.unpublished_address_title(address);
    json!({
        "title": title,
        "lang": site.language(language).tag,
        "dir": site.language(language).direction.as_str(),
        "reason": unpublished_reason(&address.reason, messages),
    })
}

fn page_value(
    snapshot: &Snapshot,
    site: &Site,
    messages: &Messages,
    route: &Route,
    is_stale: bool,
    translations: &TranslationViews<'_>,
) -> Value {
    let RouteKind::Page { page: id, language, .. } = route.kind else { return Value::Null };
    let page = &site.pages[id];
    let states = [
        ("draft", page.is_draft(language) || site.has_hidden_draft(&page.path, language)),
        ("future", site.is_future(id)),
        ("expired", site.is_expired(id)),
        ("borrowed", page.is_borrowed(language)),
        ("stale", is_stale),
    ];
    let states: Vec<&str> = states.into_iter().filter(|(_, holds)| *holds).map(|(state, _)| state).collect();
    let dated = |id: &str, date: Option<Date>| {
        date.map(|date| messages.text(id, &[("date", date.to_string().into())]))
    };
    let of_languages = site.config.languages.keys().zip(translations.states(id));
    let languages: Vec<Value> =
        of_languages.map(|(other, state)| language_value(site, id, other, language, state)).collect();
    let (title, title_language) = site.title(id, language);
    let mut shown_files = files(site, id, language);
    // Broken files first: those are what the author looks for.
    shown_files.sort_by_key(|file| !snapshot.stale_files.contains(file));
    let mut translation = translations.of_panel(id, language);
    if let Some(more) = translation["more"].as_u64() {
        let more = usize::try_from(more).unwrap_or(usize::MAX);
        translation["more"] = match more {
            0 => Value::Null,
            _ => messages.text("panel-count-more", &[("count", more.into())]).into(),
        };
    }
    json!({
        "kind": site.kinds[page.kind].name,
        "title": title,
        "lang": site.language(title_language).tag,
        "states": states,
        // The words for the states that begin on a day.
        "dated_states": {
            "future": dated("panel-state-future-from", page.facts.date),
            "expired": dated("panel-state-expired-since", page.expires),
        },
        "files": shown_files,
        "languages": languages,
        "translation": translation,
        "terms": terms(site, id, language),
        "compare": format!("{}_sapar/compare{}", site.config.base_path(), compared(site, &route.url)),
    })
}

/// A percent-encoded address from the site's root, without the base path.
fn compared(site: &Site, url: &str) -> String {
    let href = site.href(url);
    let base = site.config.base_path().trim_end_matches('/');
    href.strip_prefix(base).unwrap_or(&href).to_owned()
}

fn language_value(
    site: &Site,
    id: PageId,
    language: LanguageId,
    current: LanguageId,
    translation: Value,
) -> Value {
    let page = &site.pages[id];
    let text = &page.texts[language];
    let is_there = text.document.is_some() || page.role.is_list();
    let (state, from) = match (is_there, text.origin) {
        (false, _) => ("missing", None),
        (true, TextOrigin::Borrowed(from)) => ("borrowed", Some(from)),
        (true, TextOrigin::Own | TextOrigin::Derived(_)) if page.is_draft(language) => ("draft", None),
        (true, TextOrigin::Own | TextOrigin::Derived(_)) => ("own", None),
    };
    let definition = site.language(language);
    json!({
        "tag": definition.tag,
        "name": definition.name,
        "dir": definition.direction.as_str(),
        "url": is_there.then(|| site.href(&text.url)),
        "state": state,
        "from": from.map(|from| &site.language(from).tag),
        "current": language == current,
        "translation": translation,
    })
}

fn diagnostic_value(
    server: &Server,
    snapshot: &Snapshot,
    messages: &Messages,
    diagnostic: &Diagnostic,
    fix: Value,
    is_local: bool,
) -> Value {
    let place = diagnostic.location.as_ref();
    let excerpt = place.and_then(Location::excerpt);
    let line = place.filter(|_| excerpt.is_some());
    let suggestion = diagnostic.suggested_name();
    let suggestion = suggestion.map(|name| messages.text("did-you-mean", &[("name", name.into())]));
    let hints: Vec<String> = suggestion.into_iter().chain(messages.help(diagnostic)).collect();
    let mark = excerpt.as_ref().map(|excerpt| {
        let units = |end: usize| excerpt.text.get(..end).map_or(0, |text| text.encode_utf16().count());
        [units(excerpt.highlight.start), units(excerpt.highlight.end)]
    });
    let open = place.map_or(Value::Null, |place| {
        open_value(server, is_local, place.file(), place.line(), place.column())
    });
    let language = place.and_then(|place| language_of(snapshot, place.file()));
    json!({
        "id": id(diagnostic),
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity().as_str(),
        "message": messages.title(diagnostic),
        "hints": hints,
        "file": place.map(Location::file),
        "line": line.map(Location::line),
        "column": line.map(Location::column),
        "source": excerpt.map(|excerpt| excerpt.text),
        "mark": mark,
        "open": open,
        "fix": fix,
        "lang": language.as_ref().map(|(tag, _)| tag),
        "dir": language.as_ref().map(|(_, direction)| direction),
    })
}

/// Diagnostics that are only counted, in the form of one.
fn omitted_value(messages: &Messages, omitted: &Omitted<'_>) -> Value {
    let key = format!("{} {:?}", omitted.code, omitted.file);
    json!({
        "id": format!("omitted-{}", &blake3::hash(key.as_bytes()).to_hex()[..12]),
        "code": omitted.code.as_str(),
        "severity": omitted.severity.as_str(),
        "message": messages.omitted(omitted.count),
        "hints": [],
        "file": omitted.file,
    })
}

/// The tag and direction of the language that a document or message file is written in, derived from its name.
fn language_of(snapshot: &Snapshot, file: &str) -> Option<(String, &'static str)> {
    let config = &snapshot.view.as_ref()?.site.config;
    let tag = match document_stem(file) {
        Some(document) => document.rsplit('.').next()?,
        None => file.split_once("locales/")?.1.split('/').next()?,
    };
    let language = &config.languages[config.language(tag)?];
    Some((language.tag.clone(), language.direction.as_str()))
}
