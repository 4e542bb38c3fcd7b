//! Search without a server: an index of static files, and the script that answers queries from it.
//!
//! The language side, by which words of an index and of a query meet, is [`text`](crate::text).
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

pub use index::SearchIndexes;
pub use script::{ENGINE_URL, script_assets};
