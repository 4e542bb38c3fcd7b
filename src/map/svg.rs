//! Writes the SVG of places and texts.

use std::fmt::Write;

use geo::Coord;
use pulldown_cmark_escape::escape_html;

use super::labels::{Anchor, Candidate, Name};
use super::model::Place;
use super::path::rounded;

/// The font size of places' names in pixels. A style sheet may make it smaller; with a larger one, names could overlap.
pub(super) const PLACE_FONT_SIZE: f64 = 13.0;

/// The radius of a place's mark in pixels.
pub(super) fn mark_radius(place: &Place<'_>) -> f64 {
    if place.is_current { 8.0 } else { 4.5 }
}

/// Writes the link of a place: its mark, the area around it that a pointer can hit, and its name. Without a `label`
/// the name is a tooltip and an `aria-label`.
pub(super) fn write_place(
    svg: &mut String,
    place: &Place<'_>,
    mark: Coord<f64>,
    target_radius: f64,
    label: Option<Candidate>,
    right_to_left: bool,
) {
    let is_current = place.is_current;
    let _ = write!(svg, "<a class=\"map-place{}\"", if is_current { " current" } else { "" });
    write_attribute(svg, "href", place.url);
    if is_current {
        svg.push_str(" aria-current=\"page\"");
    }
    if label.is_none() {
        if let Some(lang) = &place.name.lang {
            write_attribute(svg, "lang", lang);
        }
        write_attribute(svg, "aria-label", &place.name.text);
    }
    svg.push('>');
    if label.is_none() {
        svg.push_str("<title>");
        let _ = escape_html(&mut *svg, &place.name.text);
        svg.push_str("</title>");
    }
    let (x, y) = (rounded(mark.x), rounded(mark.y));
    let target = rounded(target_radius);
    let _ = write!(
        svg,
        "<circle class=\"map-target\" cx=\"{x}\" cy=\"{y}\" r=\"{target}\" fill=\"none\" pointer-events=\"all\"/>"
    );
    let radius = mark_radius(place);
    let _ = match is_current {
        true => write!(
            svg,
            "<path class=\"map-mark\" d=\"M{x} {}l{radius} {radius}-{radius} {radius}-{radius}-{radius}z\"/>",
            rounded(mark.y - radius)
        ),
        false => write!(svg, "<circle class=\"map-mark\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"),
    };
    if let Some(at) = label {
        write_text(svg, " class=\"map-label\"", &place.name, at, PLACE_FONT_SIZE, right_to_left);
    }
    svg.push_str("</a>\n");
}

/// Writes a text element. `place` is where it begins, ends or has its middle, by its anchor.
pub(super) fn write_text(
    svg: &mut String,
    attributes: &str,
    name: &Name,
    place: Candidate,
    size: f64,
    right_to_left: bool,
) {
    // From the middle of the line to its baseline.
    let y = place.at.y + size * 0.35;
    let anchor = match (place.anchor, right_to_left) {
        (Anchor::Middle, _) => " text-anchor=\"middle\"",
        (Anchor::Left, false) | (Anchor::Right, true) => "",
        (Anchor::Left, true) | (Anchor::Right, false) => " text-anchor=\"end\"",
    };
    let _ = write!(svg, "<text{attributes} x=\"{}\" y=\"{}\"{anchor}", rounded(place.at.x), rounded(y));
    if let Some(lang) = &name.lang {
        write_attribute(svg, "lang", lang);
    }
    svg.push('>');
    let _ = escape_html(&mut *svg, &name.text);
    svg.push_str("</text>");
}

/// Writes an attribute with its value escaped.
pub(super) fn write_attribute(svg: &mut String, name: &str, value: &str) {
    let _ = write!(svg, " {name}=\"");
    let _ = escape_html(&mut *svg, value);
    svg.push('"');
}
