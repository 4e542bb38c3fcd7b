//! Themes: templates, and the functions and filters with which they query the site.
//!
//! A template gets its own page, its language and the configuration as variables. It queries everything else, so that an
//! output depends on exactly what its template asked for.

mod cache;
#[cfg(feature = "cards")]
mod card;
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
mod own_fields;
mod scope;
mod signature;
mod slots;
mod tags;
mod unpublished;
mod values;
mod view;

pub use cache::ValueCache;
#[cfg(feature = "cards")]
pub use card::{CARD_TEMPLATE, Card, card, card_artefact};
pub use check::check_templates;
pub use components::render as render_component;
pub use definition::{Theme, ThemeFile, ThemeManifest};
pub use engine::{
    BUILT_IN_FILTERS, BUILT_IN_FUNCTIONS, BUILT_IN_TESTS, REQUIRED_TEMPLATES, SEARCH_DESCRIPTION,
    SEARCH_MESSAGE, SEARCH_TEMPLATE,
};
pub use errors::template_error;
pub use filters::filter_signatures;
pub use functions::{MAP_SCALE, function_signatures};
pub use json::{JSON_END, JSON_START};
pub use messages::{BORROWED_END, BORROWED_START, BORROWED_TEXT, borrowed};
pub(crate) use own_fields::own_fields_value;
pub use scope::{RenderedIds, Scope};
pub use signature::{Parameter, ParameterType, Signature};
pub use tags::named_messages;
use unpublished::unpublished_value;
pub(crate) use values::map;
pub use view::View;
