//! TOML and YAML as values with source spans, and a `Reader` that reports unknown keys and wrong types.
//!
//! Configuration, front matter, facts and `theme.toml` are all read with it. Which keys there are, and what they mean,
//! is decided by the caller.

mod date;
mod reader;
mod spanned;
mod syntax;
mod value;

pub use date::{Date, LocalDateTime, meant_date, parse_date, parse_date_time};
pub use reader::{
    Reader, WrittenKeys, date, date_time, example_for, missing_key, not_an_option, not_an_option_at,
    out_of_range, unknown_key, written_keys, wrong_type,
};
pub use spanned::Spanned;
pub use value::{Data, Entry, Node, Table, parse_toml, parse_yaml, suggested_text, text_range};
