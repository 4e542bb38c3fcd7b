//! A map as SVG, to stand within HTML.
//!
//! Nothing in it has a colour: classes say what is what, and the theme's style how that looks. Sizes and dashes are
//! attributes, which any style overrides, so that a map can be read without one.

use std::fmt::Write;

use geo::Coord;
use pulldown_cmark_escape::escape_html;

use super::base::BaseMap;
use super::frame::Frame;
use super::labels::{Anchor, Candidate, Name, Placement, Room, beside, text_width};
use super::path::{Join, PathData, rounded};
use super::{Position, curve, length, scale};

/// What is to be drawn.
pub struct Map<'a> {
    /// What the map is large enough for.
    pub extent: &'a [Position],
    /// The places, in reading order; only what lies within the extent or near it is shown.
    pub places: &'a [Place<'a>],
    /// The stops of a line.
    pub line: &'a [Position],
    /// Whether the line is only planned.
    pub planned: bool,
    /// What lies below.
    pub base: &'a BaseMap,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// How many pixels around all places are free of them.
    pub margin: f64,
    /// How many kilometres the map is wide at least.
    pub span: f64,
    /// Whether it becomes wider where hardly anything has a name within that.
    pub widens: bool,
    /// The id of the element.
    pub id: &'a str,
    /// What the map shows, for those who do not see it.
    pub label: &'a str,
    /// Whether the reader's script runs from right to left.
    pub right_to_left: bool,
    /// The name of something in the base, by the id of its message.
    pub name: &'a dyn Fn(&str) -> Option<Name>,
    /// What the scale bar says, by the kilometres that it is long.
    pub scale: &'a dyn Fn(f64) -> Option<Name>,
}

/// A map as it is drawn.
#[derive(Default)]
pub struct Drawn {
    /// The SVG element.
    pub svg: String,
    /// The indices of the places that it shows.
    pub shown: Vec<usize>,
}

/// A place that the map leads to.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Where it is.
    pub position: Position,
    /// Its name.
    pub name: Name,
    /// The address of its page.
    pub url: &'a str,
    /// Whether the map is about it.
    pub is_current: bool,
}

/// Sizes of texts in pixels. A style may make them smaller: larger ones could cover each other.
const PLACE_SIZE: f64 = 13.0;
pub(super) const BASE_SIZE: f64 = 11.0;

/// The height of a line, in the size of its text.
pub(super) const LINE_HEIGHT: f64 = 1.25;

/// How much wider a map becomes that shows too little.
const WIDER: [f64; 3] = [1.0, 1.7, 2.8];

/// How many names tell where a place is.
const ENOUGH_NAMES: usize = 5;

/// How near to the edge of the map a mark may be, in pixels.
const EDGE: f64 = 9.0;

/// The radius of what a pointer may hit: 24 pixels across (WCAG 2.5.8) where the map is shown a fifth smaller.
const TARGET: f64 = 15.0;

/// The map; nothing where its extent is empty.
pub fn draw(map: &Map<'_>) -> Option<Drawn> {
    let size = Coord { x: f64::from(map.size.0), y: f64::from(map.size.1) };
    let spans = if map.widens { WIDER.as_slice() } else { &[1.0] };
    let mut best: Option<Drawing<'_>> = None;
    let margin = map.margin.max(EDGE + 1.0);
    let frames: Vec<(f64, Frame)> = spans
        .iter()
        .filter_map(|factor| {
            Some((factor * map.span, Frame::around(map.extent, size, margin, factor * map.span)?))
        })
        .collect();
    for (span, frame) in &frames {
        let mut drawing = Drawing::new(map, frame);
        drawing.marks();
        drawing.scale();
        drawing.route();
        drawing.base();
        let names = drawing.shown.len();
        if best.as_ref().is_none_or(|best| best.shown.len() < names) {
            best = Some(drawing);
        }
        // Wider than the span already, it is as wide as the places want it.
        if names >= ENOUGH_NAMES || frame.kilometers_per_pixel * size.x > span * 1.05 {
            break;
        }
    }
    best.map(Drawing::finish)
}

/// A map while it is drawn. Names take the room that is left, the most important first, and stand above all else.
pub(super) struct Drawing<'a> {
    pub map: &'a Map<'a>,
    pub frame: &'a Frame,
    pub placement: Placement,
    pub marks: Vec<Option<Coord<f64>>>,
    place_names: Vec<Option<Candidate>>,
    pub shapes: String,
    names: String,
    route: String,
    /// The names that stand on the map.
    shown: Vec<String>,
}

/// How a name is written.
pub(super) struct Style {
    pub class: &'static str,
    pub size: f64,
    pub spacing: f64,
}

const SCALE: Style = Style { class: "map-label map-label-scale", size: BASE_SIZE, spacing: 0.0 };

impl<'a> Drawing<'a> {
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
        }
    }

    /// Finds where the places are.
    fn marks(&mut self) {
        for place in self.map.places {
            let is_within = |mark: &Coord<f64>| {
                (EDGE..=self.frame.size.x - EDGE).contains(&mark.x)
                    && (EDGE..=self.frame.size.y - EDGE).contains(&mark.y)
            };
            let mark = self.frame.pixel(place.position).filter(is_within);
            if let Some(mark) = mark {
                self.placement.take(Room::around(mark, radius(place) + 1.0));
            }
            self.marks.push(mark);
        }
    }

    /// A bar of a round length in a lower corner, where no place is.
    fn scale(&mut self) {
        const INSET: f64 = 14.0;
        let kilometers = scale::round_length(self.frame.kilometers_per_pixel, self.frame.size.x / 5.0);
        let Some(name) = (self.map.scale)(kilometers) else { return };
        let length = kilometers / self.frame.kilometers_per_pixel;
        let width = text_width(&name.text, SCALE.size, 0.0).max(length);
        let (left, right) = (INSET, self.frame.size.x - INSET - width);
        let corners = if self.map.right_to_left { [right, left] } else { [left, right] };
        let bottom = self.frame.size.y - INSET;
        let room = |left: f64| Room { left, top: bottom - 22.0, right: left + width, bottom: bottom + 4.0 };
        let Some(left) = corners.into_iter().find(|left| self.placement.is_free(&room(*left))) else {
            return;
        };
        self.placement.take(room(left));
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
        self.write_name(&SCALE, &name, at);
    }

    /// The line between the stops.
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

    /// Finds room for the names of the places: of what the map is about, then of the others.
    pub fn place_names(&mut self) {
        self.place_names = vec![None; self.marks.len()];
        let mut order: Vec<usize> = (0..self.marks.len()).collect();
        order.sort_by_key(|index| !self.map.places[*index].is_current);
        for index in order {
            let place = &self.map.places[index];
            let Some(mark) = self.marks[index] else { continue };
            let (width, height) = (text_width(&place.name.text, PLACE_SIZE, 0.0), PLACE_SIZE * LINE_HEIGHT);
            let places = beside(mark, radius(place) + 4.0, height, self.map.right_to_left);
            self.place_names[index] = self.placement.place(places, width, height);
            if self.place_names[index].is_some() {
                self.shown.push(place.name.text.clone());
            }
        }
    }

    /// Writes a name where there is room for it, and says whether there was.
    pub fn place_name(&mut self, style: &Style, name: &Name, candidates: Vec<Candidate>) -> bool {
        // The parts of a river that the data has apart are one to the reader.
        if self.shown.contains(&name.text) {
            return false;
        }
        let width = text_width(&name.text, style.size, style.spacing);
        let Some(at) = self.placement.place(candidates, width, style.size * LINE_HEIGHT) else {
            return false;
        };
        self.write_name(style, name, at);
        self.shown.push(name.text.clone());
        true
    }

    fn write_name(&mut self, style: &Style, name: &Name, at: Candidate) {
        let Style { class, size, spacing } = style;
        let spacing = if *spacing > 0.0 { format!(" letter-spacing=\"{spacing}\"") } else { String::new() };
        let attributes = format!(" class=\"{class}\" font-size=\"{size}\"{spacing}");
        write_text(&mut self.names, &attributes, name, at, *size, self.map.right_to_left);
        self.names.push('\n');
    }

    pub fn path(&mut self, class: &str, attributes: &str, path: PathData) {
        if let Some(data) = path.finish() {
            let space = if attributes.is_empty() { "" } else { " " };
            let _ = writeln!(self.shapes, "<path class=\"{class}\"{space}{attributes} d=\"{data}\"/>");
        }
    }

    fn finish(self) -> Drawn {
        let shown = (0..self.marks.len()).filter(|index| self.marks[*index].is_some()).collect();
        Drawn { svg: self.svg(), shown }
    }

    fn svg(&self) -> String {
        let (width, height) = self.map.size;
        let mut svg = String::with_capacity(self.shapes.len() + self.names.len() + 4096);
        svg.push_str("<svg class=\"map\"");
        if !self.map.id.is_empty() {
            write_attribute(&mut svg, "id", self.map.id);
        }
        let _ = write!(
            svg,
            " viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\""
        );
        write_attribute(&mut svg, "aria-label", self.map.label);
        // Anchors depend on it, and the text around may be a borrowed one.
        svg.push_str(if self.map.right_to_left { " direction=\"rtl\"" } else { " direction=\"ltr\"" });
        let _ = writeln!(svg, " fill=\"none\" font-size=\"{PLACE_SIZE}\">");
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
                self.write_place(&mut svg, place, mark, self.place_names[index]);
            }
        }
        svg.push_str("</g>\n</svg>");
        svg
    }

    fn write_place(&self, svg: &mut String, place: &Place<'_>, mark: Coord<f64>, name: Option<Candidate>) {
        let is_current = place.is_current;
        let _ = write!(svg, "<a class=\"map-place{}\"", if is_current { " current" } else { "" });
        write_attribute(svg, "href", place.url);
        if is_current {
            svg.push_str(" aria-current=\"page\"");
        }
        if name.is_none() {
            if let Some(lang) = &place.name.lang {
                write_attribute(svg, "lang", lang);
            }
            write_attribute(svg, "aria-label", &place.name.text);
        }
        svg.push('>');
        if name.is_none() {
            svg.push_str("<title>");
            let _ = escape_html(&mut *svg, &place.name.text);
            svg.push_str("</title>");
        }
        let (x, y) = (rounded(mark.x), rounded(mark.y));
        let target = rounded(self.target(mark));
        let _ = write!(
            svg,
            "<circle class=\"map-target\" cx=\"{x}\" cy=\"{y}\" r=\"{target}\" fill=\"none\" pointer-events=\"all\"/>"
        );
        let radius = radius(place);
        let _ = match is_current {
            true => write!(
                svg,
                "<path class=\"map-mark\" d=\"M{x} {}l{radius} {radius}-{radius} {radius}-{radius}-{radius}z\"/>",
                rounded(mark.y - radius)
            ),
            false => write!(svg, "<circle class=\"map-mark\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"),
        };
        if let Some(at) = name {
            write_text(svg, " class=\"map-label\"", &place.name, at, PLACE_SIZE, self.map.right_to_left);
        }
        svg.push_str("</a>\n");
    }

    /// How far a place's target reaches: no farther than half the way to the next place.
    fn target(&self, mark: Coord<f64>) -> f64 {
        let others = self.marks.iter().flatten().filter(|other| **other != mark);
        let nearest = others.map(|other| length(*other - mark)).fold(f64::MAX, f64::min);
        (nearest / 2.0).clamp(6.0, TARGET)
    }
}

fn radius(place: &Place<'_>) -> f64 {
    if place.is_current { 8.0 } else { 4.5 }
}

fn write_text(
    svg: &mut String,
    attributes: &str,
    name: &Name,
    place: Candidate,
    size: f64,
    right_to_left: bool,
) {
    // From the middle of a line to the foot of its letters.
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

fn write_attribute(svg: &mut String, name: &str, value: &str) {
    let _ = write!(svg, " {name}=\"");
    let _ = escape_html(&mut *svg, value);
    svg.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::SourceText;

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
