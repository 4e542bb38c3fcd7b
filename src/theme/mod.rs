//! A site seen through a theme: templates, and the functions and filters by which they ask the site.
//!
//! Templates are handed their own page, its language and the configuration. All else they ask for, so that what an
//! output depends on is exactly what was asked.

mod cache;
mod check;
mod components;
mod definition;
mod engine;
mod errors;
mod fields;
mod filters;
mod functions;
mod json;
mod messages;
mod scope;
mod signature;
mod slots;
mod tags;
mod values;
mod view;

pub use cache::ValueCache;
pub use check::check_templates;
pub use components::render as render_component;
pub use definition::{Theme, ThemeFile, ThemeManifest};
pub use engine::{BUILT_IN_FILTERS, BUILT_IN_FUNCTIONS, BUILT_IN_TESTS, REQUIRED_TEMPLATES};
pub use errors::template_error;
pub use filters::filter_signatures;
pub use functions::{MAP_SCALE, function_signatures};
pub use messages::{BORROWED_END, BORROWED_START, BORROWED_TEXT, borrowed};
pub use scope::Scope;
pub use signature::{Parameter, ParameterType, Signature};
pub use tags::named_messages;
pub(crate) use values::map;
pub use view::View;
