//! Search without a server: an index of static files, and the rules by which words of an index and of a query meet.
//!
//! [`text`] is the language side: words, stems, keys. What it does at build time the script in the reader's browser does with
//! a query, from the same tables ([`text::script_tables`]); one list of cases holds both together.

pub mod text;
