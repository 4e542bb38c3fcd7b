//! Photographs: which sizes and formats pages need, how these are made, and the HTML that offers them to browsers.
//!
//! A page asks for a [`PictureSet`]: one original, or a part of it, in several widths and formats. The set names its
//! [`Variant`]s and their addresses without opening the original. What only pixels can tell is a [`MadeSet`], which is known
//! once the variants were made. Nothing here knows of sites, templates or languages.

mod format;
mod known;
mod markup;
pub mod original;
mod set;
mod settings;
mod variant;

#[cfg(feature = "pictures")]
mod artefact;
#[cfg(feature = "pictures")]
mod budget;
#[cfg(feature = "pictures")]
mod decode;
#[cfg(feature = "pictures")]
mod encode;
#[cfg(feature = "pictures")]
mod make;
#[cfg(feature = "pictures")]
mod open;
#[cfg(feature = "pictures")]
mod recent;
#[cfg(feature = "pictures")]
mod resize;
#[cfg(feature = "pictures")]
mod strip;

pub use format::{Format, Qualities};
pub use known::{PagePictures, Pictures};
pub use markup::{LOADING, Picture, Responsive, img, resolve_loading};
pub use set::{MadeSet, OriginalFile, PictureSet, Source};
pub use settings::{PictureOverrides, PictureSettings, Placement};
pub use variant::{Crop, Focus, Ratio, Variant};

#[cfg(feature = "pictures")]
pub use artefact::{published_artefact, variant_artefact};
#[cfg(feature = "pictures")]
pub use budget::PixelBudget;
#[cfg(feature = "pictures")]
pub use decode::Raster;
#[cfg(feature = "pictures")]
pub use make::{Missing, make};
#[cfg(feature = "pictures")]
pub use open::Opened;
