//! TOML and YAML as values that know where they stand, and a reader that reports what is wrong with them.
//!
//! Configuration, front matter, facts and `theme.toml` are all read through here. What keys mean is theirs to say.

mod date;
mod reader;
mod spanned;
mod value;

pub use date::{Date, parse_date};
pub use reader::{Reader, date, not_an_option, out_of_range, unknown_key, wrong_type};
pub use spanned::Spanned;
pub use value::{Data, Entry, Node, Table, parse_toml, parse_yaml};
