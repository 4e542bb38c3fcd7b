//! What a map shows, as the caller describes it, and the result.

use super::Position;
use super::base::BaseMap;
use super::labels::Name;

/// What a map is to show.
pub struct Map<'a> {
    /// The positions that must fit on the map.
    pub extent: &'a [Position],
    /// The places, in reading order. Those that end up outside the map are not shown.
    pub places: &'a [Place<'a>],
    /// The stops of a line.
    pub line: &'a [Position],
    /// Whether the line is only planned.
    pub planned: bool,
    /// The base map below the places.
    pub base: &'a BaseMap,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The margin around all places, in pixels.
    pub margin: f64,
    /// The minimum width of the map, in kilometres.
    pub span: f64,
    /// Whether the map may become wider if it would show too few names for orientation.
    pub widens: bool,
    /// The id of the SVG element; may be empty.
    pub id: &'a str,
    /// The accessible name of the map.
    pub label: &'a str,
    /// Whether the reader's script runs from right to left.
    pub right_to_left: bool,
    /// Looks up the name of a feature of the base map by the id of its message.
    pub name: &'a dyn Fn(&str) -> Option<Name>,
    /// Formats the label of a scale bar of a length in kilometres.
    pub scale: &'a dyn Fn(f64) -> Option<Name>,
}

/// A drawn map.
#[derive(Default)]
pub struct Drawn {
    /// The SVG element.
    pub svg: String,
    /// The indices of the places that it shows.
    pub shown: Vec<usize>,
    /// Whether it shows anything of the base map, whose source is to be credited then.
    pub has_base: bool,
}

/// A place on the map, which links to its page.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Where it is.
    pub position: Position,
    /// Its name.
    pub name: Name,
    /// The URL of its page.
    pub url: &'a str,
    /// Whether it is the page that the map is about.
    pub is_current: bool,
}
