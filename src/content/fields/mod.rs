//! Fields of pages: the table of their types, what a kind declares, and how a page's values are read.
//!
//! A new type is one row of [`FIELD_TYPES`]. If it has a value of its own, that is a new variant of [`FieldValue`];
//! the compiler then asks for the check of it (`site::fields`) and for what templates see of it (`theme::fields`).

mod definition;
mod page;
mod types;

pub use definition::{Field, FieldDefinition, FieldType, FieldValue, Parameter, Written};
pub use page::{Origin, read_fields};
pub use types::{FIELD_TYPES, field_type, field_type_names, swap_coordinates};
