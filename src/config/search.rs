//! `[search]`: whether readers can search the site, and where.

use crate::content::read_alias;
use crate::data::Reader;
use crate::diagnostics::{Code, Diagnostic};

/// The settings of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchConfig {
    /// The path of the search page below the root of each language, not encoded: `/search/`. One that ends in `/` is a
    /// folder.
    pub path: String,
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self { path: "/search/".to_owned() }
    }
}

/// Reads `[search]`. That the table is there turns the search on.
pub(super) fn read_search(
    reader: &mut Reader<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SearchConfig> {
    let source = reader.source;
    let table = reader.table("search", diagnostics)?;
    let mut reader = Reader::new(source, table, "search.");
    let mut config = SearchConfig::default();
    if let Some(path) = reader.spanned_text("path", diagnostics) {
        match read_alias(path.value) {
            Ok(read) => {
                // A path without a file extension is that of a folder, as with old addresses.
                let is_whole =
                    read.ends_with('/') || read.rsplit('/').next().is_some_and(|name| name.contains('.'));
                config.path = format!("{read}{}", if is_whole { "" } else { "/" });
            }
            Err(error) => {
                let diagnostic = Diagnostic::new(Code::InvalidSearchPath)
                    .at(source.location(path.span))
                    .with("path", path.value);
                diagnostics.push(error.explain(diagnostic));
            }
        }
    }
    reader.finish(diagnostics);
    Some(config)
}
