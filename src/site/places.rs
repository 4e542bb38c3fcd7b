//! Where pages lie on the earth.

use super::{PageId, Site};
use crate::content::kind::FieldValue;

impl Site {
    /// Where a page lies: latitude and longitude, WGS-84 degrees. That is the first field of its kind that holds
    /// coordinates.
    pub fn location(&self, page: PageId) -> Option<(f64, f64)> {
        let page = &self.pages[page];
        let coordinates = page.fields.iter().filter_map(|field| match field.value {
            FieldValue::Coordinates { lat, lon } => Some((field.definition, (lat, lon))),
            _ => None,
        });
        coordinates.min_by_key(|(definition, _)| *definition).map(|(_, location)| location)
    }
}
