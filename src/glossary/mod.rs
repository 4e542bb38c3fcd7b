//! The glossary of a site: what terms and places are called in each language, what they are not to be called, and why.
//!
//! [`Glossary::parse`] reads `locales/glossary.toml`. A form is compiled to a pattern that finds it in texts in all its
//! cases, and all patterns of a language stand in one matcher, so that a text is gone through once, however many terms
//! there are. [`check_page`] and [`check_messages`] compare texts with it, [`terms_of`] says which terms stand in a text, and
//! [`to_tbx`] and [`to_csv`] write it for the programs of translators. Everything here is pure.

mod check;
mod csv;
mod fold;
mod matcher;
mod messages;
mod pattern;
mod read;
mod replacement;
mod tbx;
mod terms;
mod words;

pub use check::{PageTexts, check_name, check_page};
pub use csv::to_csv;
pub use messages::{MessageTexts, check_messages};
pub use tbx::to_tbx;
pub use terms::{FILE_NAME, ForbiddenForm, Form, Glossary, Term, TermForms, TermId};
pub use words::terms_of;
