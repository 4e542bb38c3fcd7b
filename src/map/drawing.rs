//! Draws a map as an SVG element for use within HTML.
//!
//! Colours are left to the theme: elements have classes for its style sheet. Sizes and dashes are attributes, which any
//! style overrides, so that a map is readable without a style sheet too.

use std::fmt::Write;

use geo::Coord;

use super::frame::Frame;
use super::labels::{Anchor, BoundingBox, Candidate, Name, Placement, beside, text_width};
use super::model::{Drawn, Map};
use super::path::{Join, PathData};
use super::svg::{PLACE_FONT_SIZE, mark_radius};
use super::{curve, length, scale, svg};

/// The font size of all other names in pixels. A style sheet may make it smaller; with a larger one, names could overlap.
pub(super) const BASE_FONT_SIZE: f64 = 11.0;

/// The height of a line, in the size of its text.
pub(super) const LINE_HEIGHT: f64 = 1.25;

/// The factors by which a map is widened until it shows enough names.
const SPAN_FACTORS: [f64; 3] = [1.0, 1.7, 2.8];

/// The factor for maps that reach beyond the region of the base map. What is drawn there are coasts and great waters, none of which
/// a smaller map would show.
const BEYOND_SPAN_FACTOR: f64 = 8.0;

/// How many names a reader needs for orientation.
const MIN_NAMES: usize = 5;

/// The minimum distance of a mark from the edge of the map, in pixels.
const EDGE_MARGIN: f64 = 9.0;

/// The maximum radius of the area that a pointer can hit: WCAG 2.5.8 asks for 24 pixels across, which is kept when the
/// map is scaled down by a fifth.
const MAX_TARGET_RADIUS: f64 = 15.0;

/// Draws a map. Returns `None` if its extent is empty.
pub fn draw(map: &Map<'_>) -> Option<Drawn> {
    let size = Coord { x: f64::from(map.size.0), y: f64::from(map.size.1) };
    let spans = match map.widens {
        true if map.base.reaches_beyond(map.extent) => &[BEYOND_SPAN_FACTOR],
        true => SPAN_FACTORS.as_slice(),
        false => &[1.0],
    };
    let mut best: Option<Layout<'_>> = None;
    let margin = map.margin.max(EDGE_MARGIN + 1.0);
    let frames: Vec<(f64, Frame)> = spans
        .iter()
        .filter_map(|factor| {
            Some((factor * map.span, Frame::around(map.extent, size, margin, factor * map.span)?))
        })
        .collect();
    for (span, frame) in &frames {
        let mut layout = Layout::new(map, frame);
        layout.marks();
        layout.scale();
        layout.route();
        layout.base();
        let names = layout.shown.len();
        if best.as_ref().is_none_or(|best| best.shown.len() < names) {
            best = Some(layout);
        }
        // The places themselves make the map wider than the span: widening the span would change nothing.
        if names >= MIN_NAMES || frame.kilometers_per_pixel * size.x > span * 1.05 {
            break;
        }
    }
    best.map(Layout::finish)
}

/// A map while it is drawn. Names are placed in the space that is left, the most important first, and are drawn above
/// everything else.
pub(super) struct Layout<'a> {
    pub map: &'a Map<'a>,
    pub frame: &'a Frame,
    pub placement: Placement,
    pub marks: Vec<Option<Coord<f64>>>,
    place_names: Vec<Option<Candidate>>,
    pub shapes: String,
    names: String,
    route: String,
    /// The names that have been placed.
    shown: Vec<String>,
    /// Whether anything of the base map is drawn.
    pub has_base: bool,
}

/// How a name is written.
pub(super) struct Style {
    pub class: &'static str,
    pub size: f64,
    pub spacing: f64,
}

const SCALE_LABEL: Style = Style { class: "map-label map-label-scale", size: BASE_FONT_SIZE, spacing: 0.0 };

impl<'a> Layout<'a> {
    fn new(map: &'a Map<'a>, frame: &'a Frame) -> Self {
        Self {
            map,
            frame,
            placement: Placement::new(frame.size),
            marks: Vec::new(),
            place_names: Vec::new(),
            shapes: String::new(),
            names: String::new(),
            route: String::new(),
            shown: Vec::new(),
            has_base: false,
        }
    }

    /// Computes where the places are.
    fn marks(&mut self) {
        for place in self.map.places {
            let is_within = |mark: &Coord<f64>| {
                (EDGE_MARGIN..=self.frame.size.x - EDGE_MARGIN).contains(&mark.x)
                    && (EDGE_MARGIN..=self.frame.size.y - EDGE_MARGIN).contains(&mark.y)
            };
            let mark = self.frame.pixel(place.position).filter(is_within);
            if let Some(mark) = mark {
                self.placement.occupy(BoundingBox::around(mark, mark_radius(place) + 1.0));
            }
            self.marks.push(mark);
        }
    }

    /// Draws a scale bar of a round length in a lower corner that is free.
    fn scale(&mut self) {
        const INSET: f64 = 14.0;
        let kilometers = scale::round_length(self.frame.kilometers_per_pixel, self.frame.size.x / 5.0);
        let Some(name) = (self.map.scale)(kilometers) else { return };
        let length = kilometers / self.frame.kilometers_per_pixel;
        let width = text_width(&name.text, SCALE_LABEL.size, 0.0).max(length);
        let (left, right) = (INSET, self.frame.size.x - INSET - width);
        let corners = if self.map.right_to_left { [right, left] } else { [left, right] };
        let bottom = self.frame.size.y - INSET;
        let room =
            |left: f64| BoundingBox { left, top: bottom - 22.0, right: left + width, bottom: bottom + 4.0 };
        let Some(left) = corners.into_iter().find(|left| self.placement.is_free(&room(*left))) else {
            return;
        };
        self.placement.occupy(room(left));
        let mut bar = PathData::default();
        let point = |x: f64, y: f64| Coord { x: left + x, y: bottom + y };
        bar.line(
            &[point(0.0, -4.0), point(0.0, 0.0), point(length, 0.0), point(length, -4.0)],
            Join::Straight,
        );
        if let Some(data) = bar.finish() {
            let _ = writeln!(
                self.names,
                "<path class=\"map-scale\" fill=\"none\" stroke=\"currentColor\" d=\"{data}\"/>"
            );
        }
        let at = Candidate { anchor: Anchor::Middle, at: point(length / 2.0, -12.0) };
        self.write_name(&SCALE_LABEL, &name, at);
    }

    /// Draws the line between the stops.
    fn route(&mut self) {
        let mut stops: Vec<Coord<f64>> =
            self.map.line.iter().filter_map(|stop| self.frame.pixel(*stop)).collect();
        stops.dedup();
        let last = stops.len().saturating_sub(1);
        for index in 0..last {
            let at = |index: usize| stops[index.min(last)];
            let (from, to) = (at(index), at(index + 1));
            let controls = curve::controls(at(index.saturating_sub(1)), from, to, at(index + 2));
            let parts = (0..=16).map(|step| curve::point(from, controls, to, f64::from(step) / 16.0));
            self.placement.avoid(&parts.collect::<Vec<_>>(), 3);
        }
        let mut path = PathData::default();
        path.line(&stops, Join::Smooth);
        let (class, dashes) = match self.map.planned {
            true => ("map-route planned", " stroke-dasharray=\"7 5\""),
            false => ("map-route", ""),
        };
        if let Some(data) = path.finish() {
            self.route = format!(
                "<path class=\"{class}\" stroke=\"currentColor\" stroke-width=\"2.5\"{dashes} d=\"{data}\" aria-hidden=\"true\"/>\n"
            );
        }
    }

    /// Positions the names of the places: first that of the current one, then the others.
    pub fn place_names(&mut self) {
        self.place_names = vec![None; self.marks.len()];
        let mut order: Vec<usize> = (0..self.marks.len()).collect();
        order.sort_by_key(|index| !self.map.places[*index].is_current);
        for index in order {
            let place = &self.map.places[index];
            let Some(mark) = self.marks[index] else { continue };
            let (width, height) =
                (text_width(&place.name.text, PLACE_FONT_SIZE, 0.0), PLACE_FONT_SIZE * LINE_HEIGHT);
            let candidates = beside(mark, mark_radius(place) + 4.0, height, self.map.right_to_left);
            self.place_names[index] = self.placement.place(candidates, width, height);
            if self.place_names[index].is_some() {
                self.shown.push(place.name.text.clone());
            }
        }
    }

    /// Writes a name at the best free candidate, and returns whether there was one.
    pub fn place_name(&mut self, style: &Style, name: &Name, candidates: Vec<Candidate>) -> bool {
        // The data may split a river into several features, which have one name on the map.
        if self.shown.contains(&name.text) {
            return false;
        }
        let width = text_width(&name.text, style.size, style.spacing);
        let Some(at) = self.placement.place(candidates, width, style.size * LINE_HEIGHT) else {
            return false;
        };
        self.write_name(style, name, at);
        self.shown.push(name.text.clone());
        self.has_base = true;
        true
    }

    fn write_name(&mut self, style: &Style, name: &Name, at: Candidate) {
        let Style { class, size, spacing } = style;
        let spacing = if *spacing > 0.0 { format!(" letter-spacing=\"{spacing}\"") } else { String::new() };
        let attributes = format!(" class=\"{class}\" font-size=\"{size}\"{spacing}");
        svg::write_text(&mut self.names, &attributes, name, at, *size, self.map.right_to_left);
        self.names.push('\n');
    }

    pub fn path(&mut self, class: &str, attributes: &str, path: PathData) {
        if let Some(data) = path.finish() {
            self.has_base = true;
            let space = if attributes.is_empty() { "" } else { " " };
            let _ = writeln!(self.shapes, "<path class=\"{class}\"{space}{attributes} d=\"{data}\"/>");
        }
    }

    fn finish(self) -> Drawn {
        let shown = (0..self.marks.len()).filter(|index| self.marks[*index].is_some()).collect();
        Drawn { svg: self.svg(), shown, has_base: self.has_base }
    }

    /// The SVG element: base map, line, names, and the places on top.
    fn svg(&self) -> String {
        let (width, height) = self.map.size;
        let mut svg = String::with_capacity(self.shapes.len() + self.names.len() + 4096);
        svg.push_str("<svg class=\"map\"");
        if !self.map.id.is_empty() {
            svg::write_attribute(&mut svg, "id", self.map.id);
        }
        let _ = write!(
            svg,
            " viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\""
        );
        svg::write_attribute(&mut svg, "aria-label", self.map.label);
        // `text-anchor` depends on the direction, and the map may stand within a text of another direction.
        svg.push_str(if self.map.right_to_left { " direction=\"rtl\"" } else { " direction=\"ltr\"" });
        let _ = writeln!(svg, " fill=\"none\" font-size=\"{PLACE_FONT_SIZE}\">");
        svg.push_str("<g aria-hidden=\"true\">\n");
        svg.push_str(&self.shapes);
        svg.push_str("</g>\n");
        svg.push_str(&self.route);
        if !self.names.is_empty() {
            let _ = write!(svg, "<g aria-hidden=\"true\" fill=\"currentColor\">\n{}</g>\n", self.names);
        }
        svg.push_str("<g fill=\"currentColor\">\n");
        for (index, place) in self.map.places.iter().enumerate() {
            if let Some(mark) = self.marks[index] {
                let (target, label) = (self.target_radius(mark), self.place_names[index]);
                svg::write_place(&mut svg, place, mark, target, label, self.map.right_to_left);
            }
        }
        svg.push_str("</g>\n</svg>");
        svg
    }

    /// The radius of the area of a place that a pointer can hit: at most half the distance to the next place.
    fn target_radius(&self, mark: Coord<f64>) -> f64 {
        let others = self.marks.iter().flatten().filter(|other| **other != mark);
        let nearest = others.map(|other| length(*other - mark)).fold(f64::MAX, f64::min);
        (nearest / 2.0).clamp(6.0, MAX_TARGET_RADIUS)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::SourceText;
    use crate::map::{BaseMap, Place, Position};

    /// All kinds, around the whole Earth and across the antimeridian.
    fn world() -> BaseMap {
        let ring = "[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]";
        let bow = "[[170,-40],[-170,40],[170,40],[-170,-40],[170,-40]]";
        let line = "[[-180,70],[-60,-80],[60,85],[180,-70],[180,-70]]";
        let features: Vec<String> = [
            ("land", "Polygon", format!("[{ring},{bow}]")),
            ("country", "MultiPolygon", format!("[[{bow}],[{ring}]]")),
            ("lake", "Polygon", format!("[{bow}]")),
            ("lake", "Polygon", "[[[83,48],[84,48],[84,49],[83,48]]]".to_owned()),
            ("lake", "Polygon", "[[[83,48],[83,48],[83,48]]]".to_owned()),
            ("river", "LineString", line.to_owned()),
            ("border", "MultiLineString", format!("[{line},[[0,0]],[]]")),
            ("city", "MultiPoint", "[[0,0],[180,0],[-180,0],[0,90],[83,48]]".to_owned()),
        ]
        .into_iter()
        .map(|(kind, shape, coordinates)| {
            format!(
                r#"{{"type":"Feature","properties":{{"kind":"{kind}","name":"{kind}"}},"geometry":{{"type":"{shape}","coordinates":{coordinates}}}}}"#
            )
        })
        .collect();
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let mut diagnostics = Vec::new();
        let base = BaseMap::parse([&SourceText::new("map/base.geojson", &text)], &mut diagnostics);
        assert_eq!((diagnostics.len(), base.features.len()), (0, 8), "{diagnostics:?}");
        base
    }

    fn degrees(limit: f64) -> impl Strategy<Value = f64> {
        prop_oneof![
            -limit..=limit,
            Just(limit),
            Just(-limit),
            Just(0.0),
            (limit - 0.1)..=limit,
            Just(-1e-300)
        ]
    }

    proptest! {
        #[test]
        fn any_places_can_be_drawn(
            positions in prop::collection::vec((degrees(90.0), degrees(180.0)), 0..9),
            size in (100u32..=900, 100u32..=900),
            margin in 0.0..500.0,
            span in 1.0..20_000.0,
            right_to_left: bool,
        ) {
            let base = world();
            let extent: Vec<Position> = positions.iter().map(|(lat, lon)| Position { lat: *lat, lon: *lon }).collect();
            let name = |text: &str| Name { text: text.to_owned(), lang: None };
            let places: Vec<Place<'_>> = extent
                .iter()
                .map(|position| Place { position: *position, name: name("湖 A"), url: "/a/", is_current: false })
                .collect();
            let map = Map {
                extent: &extent,
                places: &places,
                line: &extent,
                planned: true,
                base: &base,
                size,
                margin,
                span,
                widens: true,
                id: "",
                label: "<&\">",
                right_to_left,
                name: &|id| Some(name(id)),
                scale: &|kilometers| Some(name(&kilometers.to_string())),
            };
            match draw(&map) {
                None => prop_assert!(extent.is_empty()),
                Some(drawn) => {
                    prop_assert!(!drawn.shown.is_empty());
                    prop_assert!(!drawn.svg.contains("NaN") && !drawn.svg.contains("inf"));
                    prop_assert!(drawn.svg.contains("aria-label=\"&lt;&amp;&quot;&gt;\""));
                }
            }
        }
    }
}
