//! A site seen through a theme: templates, and the functions and filters by which they ask the site.
//!
//! Templates are handed their own page, its language and the configuration. All else they ask for, so that what an
//! output depends on is exactly what was asked.

mod check;
mod components;
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

pub use check::check_templates;
pub use engine::{
    BUILT_IN_FILTERS, BUILT_IN_FUNCTIONS, BUILT_IN_TESTS, REQUIRED_TEMPLATES, Theme, ThemeFile, ThemeManifest,
};
pub use errors::template_error;
pub use fields::field_values;
pub use filters::filter_signatures;
pub use functions::{MAP_SCALE, function_signatures};
pub use messages::{BORROWED_END, BORROWED_START, BORROWED_TEXT, borrowed};
pub use scope::Scope;
pub use signature::{Parameter, ParameterType, Signature};
pub use tags::named_messages;
pub(crate) use values::map;
pub use values::{Values, terms_value};

pub use components::render as render_component;

use std::sync::Arc;

use crate::site::Site;

/// A site and the theme that it is shown in, with what templates ask for again and again held ready.
pub struct View {
    /// The site.
    pub site: Site,
    /// The theme.
    pub theme: Arc<Theme>,
    /// What templates are given.
    pub values: Values,
}

impl View {
    /// A site seen through a theme.
    pub fn new(site: Site, theme: Arc<Theme>) -> Self {
        let values = Values::new(&site, &theme);
        Self { site, theme, values }
    }
}
