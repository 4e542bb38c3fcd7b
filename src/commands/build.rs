//! `sapar build`: writes the deployable site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use clap::Args;
use indicatif::ProgressBar;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use typed_index_collections::TiVec;

use super::EXIT_ENVIRONMENT;
use super::build_outcome::{BuildOutcome, answer};
use super::progress::{Work, progress};
use super::shared_arguments::{AnswerArguments, SiteArguments};
use super::stage_hosts::{self, HostOutput, stage_hosts};
use super::stage_pictures::stage_pictures;
use crate::artefacts::{BuildRecord, Store};
use crate::config::{Config, PublishMethod, parse_base_url};
use crate::diagnostics::{Diagnostic, ProgramLanguage, Severity, sort_and_deduplicate};
use crate::hosts::OutputRecord;
use crate::language::LanguageId;
use crate::load;
use crate::pictures::{PagePictures, PictureSet};
use crate::project::{self, Unchanged};
use crate::publish::{
    BuildReport, ComparedAddresses, FileSource, LockedOutput, PageCount, PublishOptions, StagingWriter,
    compare_addresses, default_folder,
};
use crate::render::{Body, Finished, Rendered, diagnostics_ahead, find_all, render_guarded};
use crate::site::{Role, Route, RouteKind, Site, SiteOptions, drawing_key};
use crate::theme::View;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    answer: AnswerArguments,
    #[arg(long)]
    in_place: bool,
    #[arg(long)]
    adopt: bool,
    #[arg(long)]
    allow_removals: bool,
    #[arg(long)]
    precompress: bool,
}

pub(super) fn base_url(text: &str) -> Result<String, String> {
    parse_base_url(text).map(|url| url.to_string()).ok_or_else(|| "https://host.example/".to_owned())
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let start = Instant::now();
    let report = arguments.answer.report(language);
    // What is wrong with it is told by the build itself.
    let config = load::config(&arguments.root);
    let options = arguments.site.options(arguments.base_url.as_deref(), config.as_ref());
    let unknown_zone = arguments.site.unknown_time_zone(config.as_ref());
    let folder = arguments.out.clone().unwrap_or_else(|| default_folder(&arguments.root));
    let bar = |work| progress(&report, work);
    let publish = PublishOptions {
        in_place: arguments.in_place,
        adopt: arguments.adopt,
        allow_removals: arguments.allow_removals,
        precompress: arguments.precompress,
        ..PublishOptions::default()
    };
    match build_site(&arguments.root, &folder, options, arguments.site.strict, publish, &bar) {
        Ok(mut outcome) => {
            outcome.diagnostics.splice(0..0, unknown_zone);
            answer(&report, &outcome, &folder, start.elapsed())
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Builds a site into a folder. `strict` leaves the last good site in place for a warning, too.
/// `progress` makes a bar for work once it is known how much of it there is.
///
/// A build is the last that a process does: the site's memory is left to the end of the process, as to give back each
/// page's alone would make the reader wait.
///
/// # Errors
/// When there is no site, or the system does not let it be written. Mistakes in the site are part of the outcome.
pub fn build_site(
    root: &Path,
    folder: &Path,
    options: SiteOptions,
    strict: bool,
    mut publish: PublishOptions,
    progress: &dyn Fn(Work) -> ProgressBar,
) -> Result<BuildOutcome, Diagnostic> {
    // Whether the output may be written is known before the work is done; and no site is read for nothing.
    let scan = load::scan(root, options.base_url.as_deref())?;
    publish.in_place |= scan.config().is_some_and(|config| config.publish == PublishMethod::InPlace);
    let precompress = publish.precompress || scan.config().is_some_and(|config| config.precompress);
    // The fingerprint of the output is that of its sources, and whether it has compressed files.
    let of_output = |fingerprint: String| match precompress {
        true => format!("{fingerprint} precompressed"),
        false => fingerprint,
    };
    let output = LockedOutput::lock(root, folder, publish)?;
    let fingerprint = of_output(scan.fingerprint(&options));
    let is_current = |config: &Config| {
        !stage_hosts::is_wanted(config, precompress) || stage_hosts::is_current(root, config, &fingerprint)
    };
    if let Some(report) = output.current(&fingerprint)
        && scan.config().is_none_or(is_current)
        && (!strict || report.diagnostics.is_empty())
    {
        let mut diagnostics = report.diagnostics.clone();
        diagnostics.extend(scan.remember().err());
        return Ok(BuildOutcome { diagnostics, report: Some(report), changed: 0, in_place: None });
    }
    let output = output.open()?;
    let inputs = scan.read();
    // A file may have changed since it was found.
    let fingerprint = of_output(inputs.fingerprint(&options));
    let not_remembered = inputs.remember().err();
    let digests = inputs.digests(&options);
    let store = Store::open(root);
    let (view, mut diagnostics) = match project::assemble_with_store(inputs, options, &store) {
        Ok(assembled) => assembled,
        Err(diagnostics) => return Ok(BuildOutcome::not_built(diagnostics)),
    };
    let check = &view.site.config.check;
    let ComparedAddresses { diagnostics: mut lost, record } =
        compare_addresses(&output.addresses(), &view.site);
    check.apply(&mut lost);
    diagnostics.extend(lost);
    let routes = &view.site.routes;
    let stops = |diagnostics: &[Diagnostic]| {
        diagnostics.iter().any(|diagnostic| strict || diagnostic.severity() == Severity::Error)
    };
    if stops(&diagnostics) {
        // Nothing will be written, but all mistakes are told at once.
        find_all(&view, &mut diagnostics);
        check.apply(&mut diagnostics);
        return Ok(BuildOutcome::not_built(diagnostics));
    }
    let last = BuildRecord::read(root);
    let last_output = match last.fingerprint == output.fingerprint {
        true => OutputRecord::from_bytes(&last.output),
        false => OutputRecord::default(),
    };
    let last_pictures = PagePictures::from_bytes(&last.pictures);
    let unchanged = Unchanged::new(&view, digests, last, &output.fingerprint);
    let staging = StagingWriter::begin(&output)?;
    let found = Mutex::new(Vec::new());
    let noted = Mutex::new(FxHashSet::default());
    prepare_search(&view, &unchanged, &store)?;
    // The pictures that each page offers, by its address.
    let asked = Mutex::new(BTreeMap::new());
    let ask = |url: &str, pictures: Vec<Arc<PictureSet>>| {
        if !pictures.is_empty() {
            asked.lock().expect("no thread panics while it holds the map").insert(url.to_owned(), pictures);
        }
    };
    // What browsers load for each page that was rendered, by its path.
    let page_sources = Mutex::new(BTreeMap::new());
    // Pages with pictures of which too little is known before they are made.
    let waiting = Mutex::new(Vec::new());
    let bar = progress(Work::Routes(routes.len()));
    let stage = |route: &Route, may_wait: bool| {
        let Rendered { body, mut diagnostics, pictures, sources } = render_guarded(&view, route);
        let is_unknown = |set: &Arc<PictureSet>| view.pictures.made(set).is_none();
        if may_wait && pictures.iter().any(is_unknown) {
            ask(&route.url, pictures);
            waiting.lock().expect("no thread panics while it holds the list").push(route.clone());
            return Ok(());
        }
        ask(&route.url, pictures);
        let digest = match &body {
            Body::File { digest, .. } => Some(*digest),
            _ => None,
        };
        let finished = body.finish(&store).unwrap_or_else(|diagnostic| {
            diagnostics.push(diagnostic);
            Finished::Bytes(Cow::default())
        });
        if !diagnostics.is_empty() {
            noted.lock().expect("no thread panics while it holds the set").insert(route.url.clone());
            found.lock().expect("no thread panics while it holds the list").extend(diagnostics);
        }
        if let Some(sources) = sources {
            let mut all = page_sources.lock().expect("no thread panics while it holds the map");
            all.insert(route.file(), sources);
        }
        bar.inc(1);
        match &finished {
            Finished::Bytes(bytes) => staging.write(&route.file(), FileSource::Bytes(bytes)),
            Finished::File(path) => staging.write(&route.file(), FileSource::File(path, digest)),
        }
    };
    by_cost(routes).into_par_iter().try_for_each(|route| {
        if is_photograph(&view.site, route) {
            return Ok(());
        }
        // Its name says what it is.
        if is_hashed_drawing(&view.site, route) && staging.keep(&route.file())? {
            bar.inc(1);
            return Ok(());
        }
        if unchanged.contains(route) && staging.keep(&route.file())? {
            ask(&route.url, last_pictures.of_page(&route.url));
            bar.inc(1);
            return Ok(());
        }
        stage(route, true)
    })?;
    let copies = {
        let sets: Vec<Arc<PictureSet>> = asked
            .lock()
            .expect("no thread panicked while it held the map")
            .values()
            .flatten()
            .cloned()
            .collect();
        let mut failed = Vec::new();
        let copies = stage_pictures(&view, sets, &staging, &store, progress, &mut failed)?;
        found.lock().expect("no thread panicked while it held the list").extend(failed);
        copies
    };
    let waiting = std::mem::take(&mut *waiting.lock().expect("no thread panicked while it held the list"));
    waiting.into_par_iter().try_for_each(|route| stage(&route, false))?;
    bar.finish_and_clear();
    diagnostics.extend(found.into_inner().expect("no thread panicked while it held the list"));
    // Of a site with errors nothing is published, and its pages are not whole.
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    let mut of_hosts = HostOutput::default();
    if stage_hosts::is_wanted(&view.site.config, precompress) && !has_errors {
        let page_sources = page_sources.into_inner().expect("no thread panicked while it held the map");
        of_hosts = stage_hosts(&view.site, &staging, &store, precompress, page_sources, &last_output)?;
        diagnostics.append(&mut of_hosts.diagnostics);
    }
    diagnostics.extend(diagnostics_ahead(&view, &diagnostics));
    check.apply(&mut diagnostics);
    if stops(&diagnostics) {
        return Ok(BuildOutcome::not_built(diagnostics));
    }
    sort_and_deduplicate(&mut diagnostics);
    let staged = staging.end(fingerprint.clone(), &|file| view.site.is_unpublished_file(file))?;
    let pages = page_counts(&view.site);
    let report = BuildReport { fingerprint, diagnostics, pages, files: staged.file_count() };
    let published = output.finish(&staged, &report, &record)?;
    // The site is published; what servers read apart from it can be missing for a reason that is told.
    let not_written = of_hosts.finish(root, &report.fingerprint).err();
    drop(record);
    let is_stored = |route: &Route| matches!(route.kind, RouteKind::Card { .. } | RouteKind::Search { .. });
    if routes.iter().any(|route| is_stored(route) && unchanged.contains(route)) {
        store.note_last_use();
    }
    store.record_use();
    let noted = noted.into_inner().expect("no thread panicked while it held the set");
    // A record that cannot be written costs the next build some time, and no more.
    let mut record = unchanged.record(report.fingerprint.clone(), noted);
    let asked = asked.into_inner().expect("no thread panicked while it held the map");
    record.pictures = view.pictures.record(asked, &copies).to_bytes();
    record.output = of_hosts.record.to_bytes();
    let _ = record.write(root);
    std::mem::forget(view);
    let mut diagnostics = report.diagnostics.clone();
    // They are no mistakes in the site, so they are no part of what is cached.
    diagnostics.extend(published.diagnostics);
    diagnostics.extend(not_written);
    diagnostics.extend(not_remembered.or_else(|| store.problem().cloned()));
    Ok(BuildOutcome {
        diagnostics,
        report: Some(report),
        changed: staged.plan().changed(),
        in_place: published.in_place,
    })
}

/// Makes the search indexes of all languages whose files have to be written, on all threads: a thread that wanted one while
/// it renders would have to wait for another.
fn prepare_search(view: &View, unchanged: &Unchanged<'_>, store: &Store) -> Result<(), Diagnostic> {
    let is_needed = |language: &LanguageId| {
        view.site.routes.iter().any(|route| {
            matches!(route.kind, RouteKind::Search { language: of, .. } if of == *language)
                && !unchanged.contains(route)
        })
    };
    let languages = view.site.config.languages.keys().filter(|_| view.site.config.search.is_some());
    view.search.prepare(&view.site, &languages.filter(is_needed).collect::<Vec<_>>(), store)
}

/// Whether a route is that of a photograph, which is staged with the other pictures.
fn is_photograph(site: &Site, route: &Route) -> bool {
    matches!(route.kind, RouteKind::Asset(asset) if site.photograph(&site.assets[asset]).is_some())
}

/// Whether a route is that of a drawing that is made smaller, and whose name has a hash.
fn is_hashed_drawing(site: &Site, route: &Route) -> bool {
    let RouteKind::Asset(asset) = route.kind else { return false };
    let asset = &site.assets[asset];
    asset.is_hashed() && asset.text.is_none() && drawing_key(asset, site.config.minify).is_some()
}

/// All routes, those first that go over the whole site: the last thread should not be left alone with one of them.
fn by_cost(routes: &[Route]) -> Vec<&Route> {
    let is_costly = |route: &Route| {
        matches!(route.kind, RouteKind::Sitemap(_) | RouteKind::Feed { page: Site::HOME, .. })
    };
    let (mut ordered, rest): (Vec<&Route>, Vec<&Route>) = routes.iter().partition(|route| is_costly(route));
    ordered.extend(rest);
    ordered
}

/// How many pages each language has, lists of terms and further pages of lists apart.
fn page_counts(site: &Site) -> Vec<PageCount> {
    let is_counted = |route: &&Route| match route.kind {
        RouteKind::Page { page, number: 1, .. } => {
            !matches!(site.pages[page].role, Role::Term(..) | Role::Taxonomy(_))
        }
        _ => false,
    };
    let mut counts: TiVec<LanguageId, PageCount> = site
        .config
        .languages
        .iter()
        .map(|language| PageCount {
            language: language.tag.clone(),
            name: language.name.clone(),
            ..PageCount::default()
        })
        .collect();
    for route in site.routes.iter().filter(is_counted) {
        let RouteKind::Page { page, language, .. } = route.kind else { continue };
        match site.pages[page].is_borrowed(language) {
            true => counts[language].borrowed += 1,
            false => counts[language].own += 1,
        }
    }
    counts.into()
}
