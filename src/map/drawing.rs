//! A map as SVG, to stand within HTML.
//!
//! Nothing in it has a colour: classes say what is what, and the theme's style how that looks. Sizes and dashes are
//! attributes, which any style overrides, so that a map can be read without one.

use std::fmt::Write;

use geo::{Contains, Coord, Distance, Euclidean, Point, Polygon};
use pulldown_cmark_escape::escape_html;

use super::base::{BaseMap, Feature, FeatureKind};
use super::frame::Frame;
use super::labels::{Anchor, Candidate, Name, Placement, Room, beside, text_width};
use super::path::{Join, PathData, rounded};
use super::{Position, curve, scale, shapes};

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
const BASE_SIZE: f64 = 11.0;
const COUNTRY_SPACING: f64 = 2.0;

/// The height of a line, in the size of its text.
const LINE_HEIGHT: f64 = 1.25;

/// How many kilometres a pixel may be at most for what is of each rank to be shown.
const COARSEST: [f64; 3] = [8.0, 2.4, 0.9];

/// How near to the edge of the map a mark may be, in pixels.
const EDGE: f64 = 9.0;

/// The radius of what a pointer may hit: 24 pixels across (WCAG 2.5.8) where the map is shown a fifth smaller.
const TARGET: f64 = 15.0;

/// The map; nothing where its extent is empty.
pub fn draw(map: &Map<'_>) -> Option<Drawn> {
    let size = Coord { x: f64::from(map.size.0), y: f64::from(map.size.1) };
    let frame = Frame::around(map.extent, size, map.margin.max(EDGE + 1.0), map.span)?;
    let mut drawing = Drawing::new(map, &frame);
    drawing.marks();
    drawing.scale();
    drawing.route();
    drawing.base();
    let shown = (0..drawing.marks.len()).filter(|index| drawing.marks[*index].is_some()).collect();
    Some(Drawn { svg: drawing.finish(), shown })
}

/// A map while it is drawn. Names take the room that is left, the most important first, and stand above all else.
struct Drawing<'a> {
    map: &'a Map<'a>,
    frame: &'a Frame,
    placement: Placement,
    marks: Vec<Option<Coord<f64>>>,
    place_names: Vec<Option<Candidate>>,
    shapes: String,
    names: String,
    route: String,
    /// The names that stand on the map.
    shown: Vec<String>,
}

/// How a name is written.
struct Style {
    class: &'static str,
    size: f64,
    spacing: f64,
}

const CITY: Style = Style { class: "map-label map-label-city", size: BASE_SIZE, spacing: 0.0 };
const WATER: Style = Style { class: "map-label map-label-water", size: BASE_SIZE, spacing: 0.0 };
const COUNTRY: Style =
    Style { class: "map-label map-label-country", size: BASE_SIZE, spacing: COUNTRY_SPACING };
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
    fn place_names(&mut self) {
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

    /// What lies below, from the ground up, and all names, the most important first.
    fn base(&mut self) {
        let has_land = self.of(FeatureKind::Land).next().is_some();
        let (width, height) = self.map.size;
        let ground = if has_land { "map-sea" } else { "map-land" };
        let _ = writeln!(self.shapes, "<path class=\"{ground}\" d=\"M0 0h{width}v{height}H0z\"/>");
        self.areas(FeatureKind::Land, "map-land", "");
        let rivers = self.rivers();
        let lakes = self.lakes();
        let dashes = " stroke-dasharray=\"8 3 2 3\"";
        self.lines(FeatureKind::Border, "map-border", dashes);
        self.lines(FeatureKind::Disputed, "map-border disputed", " stroke-dasharray=\"2 4\"");
        self.place_names();
        self.cities();
        for (name, candidates) in lakes.into_iter().chain(rivers) {
            self.place_name(&WATER, &name, candidates);
        }
        self.countries();
    }

    fn of(&self, kind: FeatureKind) -> impl Iterator<Item = &'a Feature> + use<'a> {
        let coarseness = self.frame.kilometers_per_pixel;
        let features = self.map.base.features.iter();
        features.filter(move |feature| feature.kind == kind && coarseness <= 2.0 * COARSEST[feature.rank - 1])
    }

    fn name(&self, feature: &Feature) -> Option<Name> {
        if self.frame.kilometers_per_pixel > COARSEST[feature.rank - 1] {
            return None;
        }
        (self.map.name)(feature.name.as_deref()?)
    }

    fn areas(&mut self, kind: FeatureKind, class: &str, attributes: &str) {
        let mut path = PathData::default();
        for polygon in self.of(kind).flat_map(|feature| shapes::polygons(feature, self.frame)) {
            ring(&mut path, &polygon, Join::Straight);
        }
        self.path(class, attributes, path);
    }

    fn lines(&mut self, kind: FeatureKind, class: &str, attributes: &str) {
        let mut path = PathData::default();
        for line in self.of(kind).flat_map(|feature| shapes::lines(feature, self.frame)) {
            path.line(&line, Join::Straight);
            self.placement.avoid(&line, 1);
        }
        self.path(class, &format!("stroke=\"currentColor\"{attributes}"), path);
    }

    fn rivers(&mut self) -> Vec<(Name, Vec<Candidate>)> {
        let mut path = PathData::default();
        let mut names = Vec::new();
        for river in self.of(FeatureKind::River) {
            let lines = shapes::lines(river, self.frame);
            for line in &lines {
                path.line(line, Join::Smooth);
                self.placement.avoid(line, 1);
            }
            if let Some(name) = self.name(river) {
                names.push((name, along(&lines)));
            }
        }
        self.path("map-river", "stroke=\"currentColor\"", path);
        names
    }

    fn lakes(&mut self) -> Vec<(Name, Vec<Candidate>)> {
        const LEAST: f64 = 2.0;
        let mut path = PathData::default();
        let mut names = Vec::new();
        for lake in self.of(FeatureKind::Lake) {
            let parts = shapes::polygons(lake, self.frame);
            for part in &parts {
                let bounds = shapes::bounds_of(part);
                if bounds.width().max(bounds.height()) > LEAST {
                    self.placement.avoid(&part.exterior().0, 1);
                    ring(&mut path, part, Join::Smooth);
                }
            }
            // A place that lies in the lake mostly is the lake.
            let is_place = |mark: &Coord<f64>| {
                parts.iter().any(|part| Euclidean.distance(&Point::from(*mark), part) < 8.0)
            };
            if let Some(name) = self.name(lake).filter(|_| !self.marks.iter().flatten().any(is_place)) {
                let candidates = match lake.label {
                    Some(_) => shapes::label(lake, self.frame).into_iter().flat_map(around).collect(),
                    None => in_or_beside(&parts, self.map.right_to_left),
                };
                names.push((name, candidates));
            }
        }
        self.path("map-lake", "stroke=\"currentColor\"", path);
        names
    }

    fn cities(&mut self) {
        const RADIUS: f64 = 2.2;
        const NEAR: f64 = 12.0;
        let mut cities: Vec<&Feature> = self.of(FeatureKind::City).collect();
        cities.sort_by_key(|city| city.rank);
        let mut dots = String::new();
        for city in cities {
            let Some(name) = self.name(city) else { continue };
            for at in shapes::points(city, self.frame) {
                // A town that is a page is there as a place.
                let is_place = |mark: &Coord<f64>| (*mark - at).x.hypot((*mark - at).y) < NEAR;
                if self.marks.iter().flatten().any(is_place)
                    || !self.placement.is_free(&Room::around(at, RADIUS + 1.0))
                {
                    continue;
                }
                let candidates = beside(at, RADIUS + 3.0, CITY.size * LINE_HEIGHT, self.map.right_to_left);
                if self.place_name(&CITY, &name, candidates) {
                    self.placement.take(Room::around(at, RADIUS + 1.0));
                    let _ = write!(
                        dots,
                        "<circle class=\"map-city\" cx=\"{}\" cy=\"{}\" r=\"{RADIUS}\"/>",
                        rounded(at.x),
                        rounded(at.y)
                    );
                }
            }
        }
        if !dots.is_empty() {
            let _ = writeln!(self.shapes, "<g fill=\"currentColor\">{dots}</g>");
        }
    }

    /// A country's name stands where there is most of the country around it.
    fn countries(&mut self) {
        for country in self.of(FeatureKind::Country) {
            let Some(name) = self.name(country) else { continue };
            let candidates = within(&shapes::polygons(country, self.frame), self.frame.size);
            self.place_name(&COUNTRY, &name, candidates);
        }
    }

    /// Writes a name where there is room for it, and says whether there was.
    fn place_name(&mut self, style: &Style, name: &Name, candidates: Vec<Candidate>) -> bool {
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

    fn path(&mut self, class: &str, attributes: &str, path: PathData) {
        if let Some(data) = path.finish() {
            let space = if attributes.is_empty() { "" } else { " " };
            let _ = writeln!(self.shapes, "<path class=\"{class}\"{space}{attributes} d=\"{data}\"/>");
        }
    }

    fn finish(self) -> String {
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
        let nearest = others.map(|other| (*other - mark).x.hypot((*other - mark).y)).fold(f64::MAX, f64::min);
        (nearest / 2.0).clamp(6.0, TARGET)
    }
}

fn radius(place: &Place<'_>) -> f64 {
    if place.is_current { 8.0 } else { 4.5 }
}

fn ring(path: &mut PathData, polygon: &Polygon<f64>, join: Join) {
    path.ring(&polygon.exterior().0, join);
    for inner in polygon.interiors() {
        path.ring(&inner.0, join);
    }
}

/// Places over a place, and right above and below it.
fn around(at: Coord<f64>) -> impl Iterator<Item = Candidate> {
    let height = BASE_SIZE * LINE_HEIGHT;
    [0.0, -height, height, -2.0 * height, 2.0 * height]
        .into_iter()
        .map(move |y| Candidate { anchor: Anchor::Middle, at: Coord { x: at.x, y: at.y + y } })
}

/// Places along lines: in the middle of the longest first, just above the line.
fn along(lines: &[Vec<Coord<f64>>]) -> Vec<Candidate> {
    const ABOVE: f64 = 9.0;
    let mut lines: Vec<&Vec<Coord<f64>>> = lines.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    let parts = [0.5, 0.35, 0.65, 0.2, 0.8];
    let at = |line: &Vec<Coord<f64>>, part: f64| line[((line.len() - 1) as f64 * part) as usize];
    lines
        .into_iter()
        .filter(|line| line.len() > 1)
        .flat_map(|line| parts.map(|part| at(line, part)))
        .flat_map(|at| {
            [-ABOVE, ABOVE].map(|y| Candidate { anchor: Anchor::Middle, at: Coord { x: at.x, y: at.y + y } })
        })
        .collect()
}

/// Places within polygons where there is much of them around, then beside them.
fn in_or_beside(polygons: &[Polygon<f64>], right_to_left: bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    for polygon in polygons {
        let bounds = shapes::bounds_of(polygon);
        let center = bounds.center();
        if bounds.width() > 60.0 && bounds.height() > 16.0 && polygon.contains(&Point::from(center)) {
            found.push(Candidate { anchor: Anchor::Middle, at: center });
        }
        let half = BASE_SIZE * LINE_HEIGHT / 2.0;
        for (y, below) in [(bounds.min().y, -half), (bounds.max().y, half)] {
            found.push(Candidate { anchor: Anchor::Middle, at: Coord { x: center.x, y: y + below } });
        }
        found
            .extend(beside(center, bounds.width() / 2.0 + 3.0, BASE_SIZE, right_to_left).into_iter().take(2));
    }
    found
}

/// Places within polygons, on a grid over the map: first the one with most of the polygon around it.
fn within(polygons: &[Polygon<f64>], size: Coord<f64>) -> Vec<Candidate> {
    const COLUMNS: u32 = 9;
    const ROWS: u32 = 7;
    let mut found: Vec<(f64, Coord<f64>)> = Vec::new();
    for row in 1..=ROWS {
        for column in 1..=COLUMNS {
            let at = Coord {
                x: size.x * f64::from(column) / f64::from(COLUMNS + 1),
                y: size.y * f64::from(row) / f64::from(ROWS + 1),
            };
            let point = Point::from(at);
            let Some(polygon) = polygons.iter().find(|polygon| polygon.contains(&point)) else { continue };
            // Of a country that fills the map the edges are far away on all sides, and the middle is as good as any.
            let edge = Euclidean.distance(&point, polygon.exterior());
            let rim = at.x.min(size.x - at.x).min(2.0 * at.y).min(2.0 * (size.y - at.y));
            found.push((edge.min(rim), at));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    const ENOUGH: f64 = 14.0;
    found.retain(|(free, _)| *free > ENOUGH);
    found.into_iter().map(|(_, at)| Candidate { anchor: Anchor::Middle, at }).collect()
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
