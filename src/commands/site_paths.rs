//! Paths on the command line that name pages of a site: a file, a folder or a content path.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;

/// A page that a path names, and the language of the document if it names one.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedPage<'t> {
    pub page: &'t PageSource,
    pub language: Option<LanguageId>,
}

/// The pages that a path names. The file of a translation names that text, other files of a page and its content path name the
/// page in all languages; a folder names every page in it.
///
/// # Errors
/// When there is no such page.
pub(super) fn named_pages<'t>(
    texts: &'t SiteTexts,
    root: &Path,
    argument: &str,
) -> Result<Vec<NamedPage<'t>>, Diagnostic> {
    let path = within_site(root, argument);
    for page in &texts.pages {
        let document = page
            .documents
            .iter_enumerated()
            .find_map(|(language, document)| (*document.as_ref()?.source.path == *path).then_some(language));
        if let Some(language) = document {
            let is_translation = texts.source_language(page, language).is_some();
            return Ok(vec![NamedPage { page, language: is_translation.then_some(language) }]);
        }
        if page.facts.source.as_ref().is_some_and(|facts| *facts.path == *path) {
            return Ok(vec![NamedPage { page, language: None }]);
        }
    }
    let folder = content_path(&path);
    let within = texts.pages.iter().filter(|page| page.path.starts_with(&folder));
    let pages: Vec<NamedPage<'t>> = within.map(|page| NamedPage { page, language: None }).collect();
    if pages.is_empty() {
        return Err(unknown_page(texts, argument, &folder));
    }
    Ok(pages)
}

/// The page that a path names: one of its files, its folder or its content path.
///
/// # Errors
/// When there is no such page.
pub(super) fn named_page<'t>(
    texts: &'t SiteTexts,
    root: &Path,
    argument: &str,
) -> Result<NamedPage<'t>, Diagnostic> {
    let named = named_pages(texts, root, argument)?;
    let folder = content_path(&within_site(root, argument));
    match named[..] {
        [one] => Ok(one),
        _ => named
            .into_iter()
            .find(|it| it.page.path == folder)
            .ok_or_else(|| unknown_page(texts, argument, &folder)),
    }
}

fn unknown_page(texts: &SiteTexts, argument: &str, folder: &str) -> Diagnostic {
    Diagnostic::new(Code::PageUnknown)
        .with("path", argument)
        .suggest(nearest(folder, texts.pages.iter().map(|page| page.path.as_str())))
}

/// A content path with slashes around it: `/destinations/` for `content/destinations` or `destinations/`.
pub(super) fn content_path(path: &str) -> String {
    let own = path.strip_prefix("content").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match own.unwrap_or(path).trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// A path relative to the site's folder, `/`-separated, for one of a file that is there; any other as it is.
fn within_site(root: &Path, argument: &str) -> String {
    let root = dunce::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let found = dunce::canonicalize(argument).or_else(|_| dunce::canonicalize(root.join(argument)));
    let relative = found.ok().and_then(|path| path.strip_prefix(&root).map(Path::to_path_buf).ok());
    match relative {
        Some(relative) => {
            let parts = relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
            parts.collect::<Vec<_>>().join("/")
        }
        None => argument.replace('\\', "/"),
    }
}
