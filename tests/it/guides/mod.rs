//! The guides for editors and translators in `docs`: a site that builds without a warning, the same in each language, and true.

mod commands;
mod pages;
mod pictures;
mod preview;
mod reader;
mod site;
mod words;
