//! Maps as SVG: places and a line between some of them, over a base of borders, waters and towns.
//!
//! This module does geometry and drawing only. Names in the reader's language and the URLs of links are passed in.

mod areas;
mod base;
mod curve;
mod drawing;
mod frame;
mod ground;
mod labels;
mod model;
mod path;
mod projection;
mod scale;
mod shapes;
mod svg;
mod territory;

use geo::Coord;

pub use base::BaseMap;
pub use drawing::draw;
pub use frame::west_to_east;
pub use labels::Name;
pub use model::{Drawn, Map, Place};

/// A place on Earth, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north of the equator.
    pub lat: f64,
    /// Degrees east of Greenwich.
    pub lon: f64,
}

/// The length of a vector of pixels. `f64::hypot` also guards against overflow, which cannot happen here, at several
/// times the cost.
fn length(vector: Coord<f64>) -> f64 {
    (vector.x * vector.x + vector.y * vector.y).sqrt()
}
