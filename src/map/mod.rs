//! Maps as SVG: places and a line between some of them, over a base of borders, waters and towns.
//!
//! Geometry and drawing alone: text goes in, text comes out. What is called how in which language, and where links
//! lead, the caller says.

mod base;
mod curve;
mod drawing;
mod frame;
mod ground;
mod labels;
mod path;
mod projection;
mod scale;
mod shapes;
mod territory;

use geo::Coord;

pub use base::BaseMap;
pub use drawing::{Drawn, Map, Place, draw};
pub use frame::west_to_east;
pub use labels::Name;

/// A place on Earth, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north of the equator.
    pub lat: f64,
    /// Degrees east of Greenwich.
    pub lon: f64,
}

/// The length of a vector of pixels. `hypot` guards against numbers that are no pixels, at several times the cost.
fn length(vector: Coord<f64>) -> f64 {
    (vector.x * vector.x + vector.y * vector.y).sqrt()
}
