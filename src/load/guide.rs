//! The guides for editors and translators: a site that is part of the program.

use std::path::PathBuf;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::links::FileLinks;
use super::{Inputs, embedded, files, theme};
use crate::config::{Config, FILE_NAME};
use crate::diagnostics::SourceText;

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs/content");
static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs/locales");
const CONFIG: &str = include_str!("../../docs/sapar.toml");

/// The guides as a site at an address, which ends in a slash. No file is read.
pub fn guide(base_url: &str) -> Inputs {
    let source = SourceText::new(FILE_NAME, CONFIG);
    let mut diagnostics = Vec::new();
    let config = Config::parse(&source, Some(base_url), &mut diagnostics);
    Inputs {
        root: PathBuf::new(),
        canonical: PathBuf::new(),
        is_embedded: true,
        is_pseudo: false,
        base_url: Some(base_url.to_owned()),
        config: config.map(Arc::new),
        config_text: source,
        config_diagnostics: diagnostics,
        content: embedded::inputs(&CONTENT, "content", &files::is_text),
        locales: embedded::inputs(&LOCALES, "locales", &files::is_text),
        statics: Vec::new(),
        maps: Vec::new(),
        theme: theme::embedded(),
        links: FileLinks::default(),
        is_record_outdated: false,
        storage: files::TextStorage::Plain,
    }
}
