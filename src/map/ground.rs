//! Draws the base map: ground, waters, borders and towns, with their names.

use std::fmt::Write;

use geo::{Contains, Coord, Distance, Euclidean, Point, Polygon};

use super::base::{Feature, FeatureKind};
use super::drawing::{BASE_FONT_SIZE, LINE_HEIGHT, Layout, Style};
use super::labels::{Anchor, BoundingBox, Candidate, Name, beside};
use super::path::{Join, PathData, rounded};
use super::{length, shapes, territory};

/// The coarsest scale at which features of each rank are named, in kilometres per pixel.
const MAX_KILOMETERS_PER_PIXEL: [f64; 3] = [8.0, 2.4, 0.9];

/// The letter spacing of countries' names, in pixels.
const COUNTRY_SPACING: f64 = 2.0;

const CITY_LABEL: Style = Style { class: "map-label map-label-city", size: BASE_FONT_SIZE, spacing: 0.0 };
const WATER_LABEL: Style = Style { class: "map-label map-label-water", size: BASE_FONT_SIZE, spacing: 0.0 };
const COUNTRY_LABEL: Style =
    Style { class: "map-label map-label-country", size: BASE_FONT_SIZE, spacing: COUNTRY_SPACING };

impl<'a> Layout<'a> {
    /// Draws the base map from the ground up, and places all names, the most important first.
    pub fn base(&mut self) {
        let has_land = self.of(FeatureKind::Land).next().is_some();
        let (width, height) = self.map.size;
        let ground = if has_land { "map-sea" } else { "map-land" };
        // The sea is a part of what the data say.
        self.has_base |= has_land;
        let _ = writeln!(self.shapes, "<path class=\"{ground}\" d=\"M0 0h{width}v{height}H0z\"/>");
        self.areas(FeatureKind::Land, "map-land", "");
        let rivers = self.rivers();
        let (lakes, shores) = self.lakes();
        let dashes = " stroke-dasharray=\"8 3 2 3\"";
        self.lines(FeatureKind::Border, "map-border", dashes);
        self.lines(FeatureKind::Disputed, "map-border disputed", " stroke-dasharray=\"2 4\"");
        self.place_names();
        self.cities();
        for (name, candidates) in lakes {
            self.place_name(&WATER_LABEL, &name, candidates);
        }
        for (name, mut candidates) in rivers {
            // In the data, rivers continue through lakes.
            let is_in = |at: Coord<f64>| shores.iter().any(|lake| lake.contains(&Point::from(at)));
            candidates.retain(|candidate| !is_in(candidate.at));
            self.place_name(&WATER_LABEL, &name, candidates);
        }
        self.countries();
    }

    fn of(&self, kind: FeatureKind) -> impl Iterator<Item = &'a Feature> + use<'a> {
        let coarseness = self.frame.kilometers_per_pixel;
        let features = self.map.base.features.iter();
        let extent = self.map.extent;
        features.filter(move |feature| {
            let is_visible = coarseness <= 2.0 * MAX_KILOMETERS_PER_PIXEL[feature.rank - 1];
            // What is there for maps beyond a region is made for large ones.
            feature.kind == kind && (is_visible || feature.beyond.is_some()) && feature.is_for(extent)
        })
    }

    fn name(&self, feature: &Feature) -> Option<Name> {
        if self.frame.kilometers_per_pixel > MAX_KILOMETERS_PER_PIXEL[feature.rank - 1] {
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

    fn lakes(&mut self) -> (Vec<(Name, Vec<Candidate>)>, Vec<Polygon<f64>>) {
        const MIN_LAKE_SIZE: f64 = 2.0;
        let mut path = PathData::default();
        let (mut names, mut shores) = (Vec::new(), Vec::new());
        for lake in self.of(FeatureKind::Lake) {
            let parts = shapes::polygons(lake, self.frame);
            for part in &parts {
                let bounds = shapes::bounds_of(part);
                if bounds.width().max(bounds.height()) > MIN_LAKE_SIZE {
                    self.placement.avoid(&part.exterior().0, 1);
                    ring(&mut path, part, Join::Smooth);
                }
            }
            // A place within the lake is most likely the page of the lake: its name is there already.
            let is_place = |mark: &Coord<f64>| parts.iter().any(|part| is_near(*mark, part));
            if let Some(name) = self.name(lake).filter(|_| !self.marks.iter().flatten().any(is_place)) {
                let candidates = match lake.label {
                    Some(_) => shapes::label(lake, self.frame).into_iter().flat_map(around).collect(),
                    None => in_or_beside(&parts, self.map.right_to_left),
                };
                names.push((name, candidates));
            }
            shores.extend(parts);
        }
        self.path("map-lake", "stroke=\"currentColor\"", path);
        (names, shores)
    }

    fn cities(&mut self) {
        const RADIUS: f64 = 2.2;
        const SAME_PLACE_DISTANCE: f64 = 12.0;
        let mut cities: Vec<&Feature> = self.of(FeatureKind::City).collect();
        cities.sort_by_key(|city| city.rank);
        let mut dots = String::new();
        for city in cities {
            let Some(name) = self.name(city) else { continue };
            for at in shapes::points(city, self.frame) {
                // A town with a page of its own is on the map as a place already.
                let is_place = |mark: &Coord<f64>| length(*mark - at) < SAME_PLACE_DISTANCE;
                if self.marks.iter().flatten().any(is_place)
                    || !self.placement.is_free(&BoundingBox::around(at, RADIUS + 1.0))
                {
                    continue;
                }
                let candidates =
                    beside(at, RADIUS + 3.0, CITY_LABEL.size * LINE_HEIGHT, self.map.right_to_left);
                if self.place_name(&CITY_LABEL, &name, candidates) {
                    self.placement.occupy(BoundingBox::around(at, RADIUS + 1.0));
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

    /// Places the names of countries where they are farthest from the borders.
    fn countries(&mut self) {
        let countries: Vec<&Feature> = self.of(FeatureKind::Country).collect();
        for (index, candidates) in territory::candidates(&countries, self.frame).into_iter().enumerate() {
            let Some(name) = self.name(countries[index]).filter(|_| !candidates.is_empty()) else { continue };
            let candidates = candidates.into_iter().map(|at| Candidate { anchor: Anchor::Middle, at });
            self.place_name(&COUNTRY_LABEL, &name, candidates.collect());
        }
    }
}

/// Whether a pixel is in a polygon or near its shore.
fn is_near(pixel: Coord<f64>, polygon: &Polygon<f64>) -> bool {
    const SHORE_WIDTH: f64 = 8.0;
    let bounds = shapes::bounds_of(polygon);
    let (least, most) = (bounds.min(), bounds.max());
    (least.x - SHORE_WIDTH..=most.x + SHORE_WIDTH).contains(&pixel.x)
        && (least.y - SHORE_WIDTH..=most.y + SHORE_WIDTH).contains(&pixel.y)
        && Euclidean.distance(&Point::from(pixel), polygon) < SHORE_WIDTH
}

fn ring(path: &mut PathData, polygon: &Polygon<f64>, join: Join) {
    path.ring(&polygon.exterior().0, join);
    for inner in polygon.interiors() {
        path.ring(&inner.0, join);
    }
}

/// Candidates centred on a pixel, and right above and below it.
fn around(at: Coord<f64>) -> impl Iterator<Item = Candidate> {
    let height = BASE_FONT_SIZE * LINE_HEIGHT;
    [0.0, -height, height, -2.0 * height, 2.0 * height]
        .into_iter()
        .map(move |y| Candidate { anchor: Anchor::Middle, at: Coord { x: at.x, y: at.y + y } })
}

/// Candidates along lines: the middle of the longest first, just above the line.
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

/// Candidates in the middle of large polygons, then beside them.
fn in_or_beside(polygons: &[Polygon<f64>], right_to_left: bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    for polygon in polygons {
        let bounds = shapes::bounds_of(polygon);
        let center = bounds.center();
        if bounds.width() > 60.0 && bounds.height() > 16.0 && polygon.contains(&Point::from(center)) {
            found.push(Candidate { anchor: Anchor::Middle, at: center });
        }
        let half = BASE_FONT_SIZE * LINE_HEIGHT / 2.0;
        for (y, below) in [(bounds.min().y, -half), (bounds.max().y, half)] {
            found.push(Candidate { anchor: Anchor::Middle, at: Coord { x: center.x, y: y + below } });
        }
        found.extend(
            beside(center, bounds.width() / 2.0 + 3.0, BASE_FONT_SIZE, right_to_left).into_iter().take(2),
        );
    }
    found
}
