//! `sapar new`: creates a page or a site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::report::{Format, Report};
use super::site_paths::content_path;
use super::today::today;
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::content::kind::Kind;
use crate::diagnostics::{Code, Diagnostic, Messages, ProgramLanguage, list_names, nearest};
use crate::publish::{scaffold_page, scaffold_site};
use crate::site::{Page, Role, Site, SiteOptions};
use crate::{load, project};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    item: Item,
}

#[derive(Debug, Subcommand)]
enum Item {
    Page(PageArguments),
    Site(SiteArguments),
}

#[derive(Debug, Args)]
struct PageArguments {
    #[arg(value_name = "PATH")]
    path: String,
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

#[derive(Debug, Args)]
struct SiteArguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Arguments {
    /// The folder of the site that gets a page.
    pub(super) fn root(&self) -> Option<&Path> {
        match &self.item {
            Item::Page(arguments) => Some(&arguments.root),
            Item::Site(_) => None,
        }
    }
}

/// Creates a page or a site. Whoever asks for a language when a site is created is answered in it from then on.
pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage, is_asked: bool) -> u8 {
    let report = Report::new(language, Format::Human, false);
    let result = match &arguments.item {
        Item::Page(arguments) => new_page(arguments, &report.messages),
        Item::Site(arguments) => scaffold_site(&arguments.folder, is_asked.then_some(language.tag)),
    };
    match result {
        Ok(files) => {
            for file in files {
                report.line("new-file", &[("file", file.display().to_string().into())]);
            }
            match &arguments.item {
                Item::Page(_) => report.line("new-page-next", &[]),
                Item::Site(arguments) => {
                    report
                        .line("new-site-next", &[("folder", arguments.folder.display().to_string().into())]);
                }
            }
            EXIT_OK
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Creates a page, with a document in each language of the site.
fn new_page(arguments: &PageArguments, messages: &Messages) -> Result<Vec<PathBuf>, Diagnostic> {
    let tags = load::languages(&arguments.root)?;
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    // An editor who looks at the folders writes `content/` before the path, too.
    let path = content_path(&arguments.path);
    let kind = kind_of(arguments, &path)?;
    scaffold_page(&arguments.root, path.trim_matches('/'), &kind, &tags, messages)
}

/// The kind that the command names, else the one that most of the pages beside the new one have.
fn kind_of(arguments: &PageArguments, path: &str) -> Result<Kind, Diagnostic> {
    let config = load::config(&arguments.root);
    let options = SiteOptions { base_url: None, drafts: true, now: today(config.as_ref()) };
    let inputs = load::read(&arguments.root, None)?;
    // What is wrong with the site is told by a build. Here it only means that less is known.
    let Ok((view, _)) = project::assemble(inputs, options) else { return Ok(Kind::plain("page")) };
    let site = &view.site;
    let find = |name: &str| site.kinds.iter().find(|kind| kind.name == name).cloned();
    if let Some(name) = &arguments.kind {
        let names: Vec<&str> = site.kinds.iter().map(|kind| kind.name.as_str()).collect();
        return find(name).ok_or_else(|| {
            Diagnostic::new(Code::UnknownKind)
                .with("kind", name.as_str())
                .with("known", list_names(&names))
                .suggest(nearest(name, names))
        });
    }
    let kind = usual_kind(site, path).and_then(find);
    Ok(kind.or_else(|| find("page")).unwrap_or_else(|| Kind::plain("page")))
}

/// The kind that most pages have in the folder that a page stands in; where it has none, those in the folders within it,
/// or else in the folder above. Of kinds with as many pages, the first by name.
fn usual_kind<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    let most = |is_counted: &dyn Fn(&Page) -> bool| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in site.pages.iter().filter(|page| page.role == Role::Page && is_counted(page)) {
            *counts.entry(&site.kinds[page.kind].name).or_default() += 1;
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name)
    };
    let folders = path.trim_end_matches('/').match_indices('/').map(|(at, _)| &path[..=at]);
    folders.rev().find_map(|folder| {
        let below = |page: &Page| page.path.strip_prefix(folder).map(ToOwned::to_owned);
        let is_beside =
            |page: &Page| below(page).is_some_and(|name| !name.trim_end_matches('/').contains('/'));
        // The pages of the whole site are not alike.
        let is_within = |page: &Page| folder != "/" && below(page).is_some();
        most(&is_beside).or_else(|| most(&is_within))
    })
}
