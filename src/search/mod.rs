//! Search without a server: an index of static files, and the rules by which words of an index and of a query meet.
//!
//! [`text`] is the language side: words, stems, keys. What it does at build time the script in the reader's browser does with
//! a query, from the same tables ([`text::script_tables`]); one list of cases holds both together.
//!
//! [`SearchIndexes`] makes the files. Each language has a dictionary, cut into files by the beginnings of words
//! (`dictionary`), merged from lists of terms of a few pages each, which are kept as artefacts (`terms`); files with what
//! results show (`records`) and with what they are filtered by (`facets`); and a manifest that says how to read them. The
//! browser's side is `client/engine.js`.

mod bytes;
mod dictionary;
mod facets;
mod index;
mod numbers;
mod records;
mod script;
mod sources;
mod terms;
pub mod text;

pub use index::SearchIndexes;
pub use script::{engine_url, script_text};
