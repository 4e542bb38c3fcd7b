//! TOML and YAML as values with source spans, and a `Reader` that reports unknown keys and wrong types.
//!
//! Configuration, front matter, facts and `theme.toml` are all read with it. Which keys there are, and what they mean,
//! is decided by the caller.

mod date;
mod reader;
mod spanned;
mod value;

pub use date::{Date, parse_date};
pub use reader::{
    Reader, date, example_for, missing_key, not_an_option, out_of_range, unknown_key, wrong_type,
};
pub use spanned::Spanned;
pub use value::{Data, Entry, Node, Table, parse_toml, parse_yaml};
