//! The base map: borders, waters and towns, read from GeoJSON (RFC 7946).

use geo::{Coord, Rect};
use geojson::{FeatureCollection, GeometryValue};

use super::Position;
use crate::diagnostics::{Code, Diagnostic, Location, SourceText, list_names, nearest};

/// What is drawn below the places of a map.
#[derive(Debug, Default)]
pub struct BaseMap {
    /// The id of the message with the attribution of the data; empty if none is required.
    pub attribution: String,
    /// The features, in the order of the files.
    pub(super) features: Vec<Feature>,
    names: Vec<(String, Location)>,
}

/// A feature of the base map.
#[derive(Debug)]
pub(super) struct Feature {
    pub kind: FeatureKind,
    /// The id of the message that names it.
    pub name: Option<String>,
    /// From 1 (shown on every map) to 3 (shown on large-scale maps only).
    pub rank: usize,
    /// Where its name is to be placed, if the data says so: degrees east and north.
    pub label: Option<Coord<f64>>,
    /// Degrees east and north: points, lines, or the rings of polygons, outer ring first.
    pub lines: Vec<Vec<Coord<f64>>>,
    /// For polygons: how many of the rings belong to each.
    pub polygons: Vec<usize>,
    /// Its bounding box.
    pub bounds: Rect<f64>,
    /// The region outside of which it is drawn: only on maps with a place beyond. `None` if it is drawn on every map.
    pub beyond: Option<Rect<f64>>,
}

/// The kinds of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeatureKind {
    Land,
    Country,
    Border,
    Disputed,
    Lake,
    River,
    City,
}

/// The geometry of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Point,
    Line,
    Polygon,
}

impl Feature {
    /// Whether it is drawn on a map of these positions.
    pub fn is_for(&self, extent: &[Position]) -> bool {
        self.beyond.is_none_or(|region| {
            let (least, most) = (region.min(), region.max());
            !extent
                .iter()
                .all(|at| (least.x..=most.x).contains(&at.lon) && (least.y..=most.y).contains(&at.lat))
        })
    }
}

impl FeatureKind {
    const ALL: [(&'static str, Self, Shape); 7] = [
        ("land", Self::Land, Shape::Polygon),
        ("country", Self::Country, Shape::Polygon),
        ("border", Self::Border, Shape::Line),
        ("disputed", Self::Disputed, Shape::Line),
        ("lake", Self::Lake, Shape::Polygon),
        ("river", Self::River, Shape::Line),
        ("city", Self::City, Shape::Point),
    ];
}

impl BaseMap {
    /// Reads GeoJSON files and reports what is wrong with them. Files that cannot be parsed are skipped, and so are
    /// features that cannot be drawn.
    pub fn parse<'s>(
        files: impl IntoIterator<Item = &'s SourceText>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut base = Self::default();
        for file in files {
            match serde_json::from_str::<FeatureCollection>(&file.text) {
                Ok(collection) => base.add(file, collection, diagnostics),
                Err(error) => {
                    let location = file.location_of_line(error.line(), error.column(), 1);
                    let text = error.to_string();
                    // The diagnostic has the location, so it is removed from the message.
                    let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(detail, _)| detail);
                    diagnostics.push(Diagnostic::new(Code::MapSyntax).at(location).with("detail", detail));
                }
            }
        }
        base
    }

    /// The ids of the messages that name features, with their locations.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Location)> {
        self.names.iter().map(|(name, location)| (name.as_str(), location))
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Whether a map of these positions shows features that are there for maps which reach beyond a region.
    pub(super) fn reaches_beyond(&self, extent: &[Position]) -> bool {
        self.features.iter().any(|feature| feature.beyond.is_some() && feature.is_for(extent))
    }

    fn add(&mut self, file: &SourceText, collection: FeatureCollection, diagnostics: &mut Vec<Diagnostic>) {
        let locations = FeatureLocations::of(file);
        let attribution = collection.foreign_members.as_ref().and_then(|members| members.get("attribution"));
        if let Some(id) =
            attribution.and_then(serde_json::Value::as_str).filter(|_| self.attribution.is_empty())
        {
            id.clone_into(&mut self.attribution);
            self.names.push((id.to_owned(), locations.find(0, &format!("\"{id}\""))));
        }
        let written = collection.foreign_members.as_ref().and_then(|members| members.get("beyond"));
        let beyond = written.and_then(region);
        if let Some(wrong) = written.filter(|_| beyond.is_none()) {
            let location = locations.find(0, "\"beyond\"");
            let value = wrong.to_string();
            diagnostics.push(Diagnostic::new(Code::MapCoordinates).at(location).with("value", value));
        }
        for (index, feature) in collection.features.into_iter().enumerate() {
            match read(&locations, index, feature) {
                Ok(feature) => {
                    let feature = Feature { beyond, ..feature };
                    if let Some(name) = &feature.name {
                        self.names.push((name.clone(), locations.find(index, &format!("\"{name}\""))));
                    }
                    self.features.push(feature);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
}

/// A region from its west, south, east and north, in degrees.
fn region(value: &serde_json::Value) -> Option<Rect<f64>> {
    let degrees: Vec<f64> = value.as_array()?.iter().filter_map(serde_json::Value::as_f64).collect();
    let [west, south, east, north] = degrees[..] else { return None };
    let is_on_earth =
        west.abs() <= 180.0 && east.abs() <= 180.0 && south.abs() <= 90.0 && north.abs() <= 90.0;
    let is_region = is_on_earth && west < east && south < north;
    is_region.then(|| Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }))
}

fn read(
    locations: &FeatureLocations<'_>,
    index: usize,
    feature: geojson::Feature,
) -> Result<Feature, Diagnostic> {
    let text = |key: &str| feature.property(key).and_then(serde_json::Value::as_str);
    let written = text("kind").unwrap_or_default();
    let Some((kind_name, kind, shape)) = FeatureKind::ALL.into_iter().find(|(known, ..)| *known == written)
    else {
        let known = FeatureKind::ALL.map(|(name, ..)| name);
        return Err(Diagnostic::new(Code::NotAnOption)
            .at(locations.find(index, &format!("\"{written}\"")))
            .with("value", written)
            .with("key", "kind")
            .with("options", list_names(known))
            .suggest(nearest(written, known)));
    };
    let rank = feature.property("rank").and_then(serde_json::Value::as_u64).unwrap_or(1).clamp(1, 3) as usize;
    let name = text("name").map(ToOwned::to_owned);
    let label = feature.property("label").and_then(|label| match label.as_array()?.as_slice() {
        [lon, lat] => Some(Coord { x: lon.as_f64()?, y: lat.as_f64()? }),
        _ => None,
    });
    let mut lines = Vec::new();
    let mut polygons = Vec::new();
    let value = feature.geometry.map(|geometry| geometry.value);
    let is_drawable = match &value {
        Some(value) => collect(value, shape, &mut lines, &mut polygons),
        None => false,
    };
    if !is_drawable {
        let wanted = match shape {
            Shape::Point => "Point",
            Shape::Line => "LineString",
            Shape::Polygon => "Polygon",
        };
        return Err(Diagnostic::new(Code::MapGeometry)
            .at(locations.find(index, &format!("\"{kind_name}\"")))
            .with("kind", kind_name)
            .with("expected", wanted)
            .with("multiple", format!("Multi{wanted}")));
    }
    let wrong = lines.iter().flatten().chain(&label).find(|at| !(at.x.abs() <= 180.0 && at.y.abs() <= 90.0));
    if let Some(wrong) = wrong {
        return Err(Diagnostic::new(Code::MapCoordinates)
            .at(locations.find(index, &format!("\"{kind_name}\"")))
            .with("value", format!("[{}, {}]", wrong.x, wrong.y)));
    }
    let bounds = bounds(lines.iter().flatten());
    Ok(Feature { kind, name, rank, label, lines, polygons, bounds, beyond: None })
}

/// Collects the lines of a geometry. Returns whether it has the expected shape and is not empty.
fn collect(
    value: &GeometryValue,
    shape: Shape,
    lines: &mut Vec<Vec<Coord<f64>>>,
    polygons: &mut Vec<usize>,
) -> bool {
    let coord = |position: &geojson::Position| match position.as_slice() {
        [lon, lat, ..] => Coord { x: *lon, y: *lat },
        _ => Coord { x: f64::NAN, y: f64::NAN },
    };
    let line = |positions: &Vec<geojson::Position>| positions.iter().map(coord).collect::<Vec<_>>();
    match (value, shape) {
        (GeometryValue::Point { coordinates }, Shape::Point) => lines.push(vec![coord(coordinates)]),
        (GeometryValue::MultiPoint { coordinates }, Shape::Point) => lines.push(line(coordinates)),
        (GeometryValue::LineString { coordinates }, Shape::Line) => lines.push(line(coordinates)),
        (GeometryValue::MultiLineString { coordinates }, Shape::Line) => {
            lines.extend(coordinates.iter().map(line));
        }
        (GeometryValue::Polygon { coordinates }, Shape::Polygon) => {
            polygons.push(coordinates.len());
            lines.extend(coordinates.iter().map(line));
        }
        (GeometryValue::MultiPolygon { coordinates }, Shape::Polygon) => {
            polygons.extend(coordinates.iter().map(Vec::len));
            lines.extend(coordinates.iter().flatten().map(line));
        }
        (GeometryValue::GeometryCollection { geometries }, _) => {
            return !geometries.is_empty()
                && geometries.iter().all(|geometry| collect(&geometry.value, shape, lines, polygons));
        }
        _ => return false,
    }
    lines.iter().any(|line| !line.is_empty())
}

/// The bounding box of points.
pub(super) fn bounds<'c>(points: impl Iterator<Item = &'c Coord<f64>>) -> Rect<f64> {
    let (mut least, mut most) = (Coord { x: f64::MAX, y: f64::MAX }, Coord { x: f64::MIN, y: f64::MIN });
    for point in points {
        least = Coord { x: least.x.min(point.x), y: least.y.min(point.y) };
        most = Coord { x: most.x.max(point.x), y: most.y.max(point.y) };
    }
    Rect::new(least, most)
}

const FEATURE: &str = "\"Feature\"";

/// Where features begin in a file. The parser of GeoJSON keeps no locations.
struct FeatureLocations<'f> {
    file: &'f SourceText,
    starts: Vec<usize>,
}

impl<'f> FeatureLocations<'f> {
    fn of(file: &'f SourceText) -> Self {
        Self { file, starts: file.text.match_indices(FEATURE).map(|(at, _)| at).collect() }
    }

    /// Where a text is in a feature, the first of which is 0; where the feature begins if the text is not in it.
    fn find(&self, index: usize, what: &str) -> Location {
        // What belongs to the first feature may precede its type, and so may what belongs to the file.
        let start = if index == 0 { 0 } else { self.starts.get(index).copied().unwrap_or(0) };
        // Not to the end of the file: one that has thousands of features would be read thousands of times.
        let end = self.starts.get(index + 2).copied().unwrap_or(self.file.text.len());
        let range = match self.file.text[start..end].find(what).filter(|_| what.len() > 2) {
            Some(at) => start + at..start + at + what.len(),
            None => start..start + FEATURE.len(),
        };
        self.file.location(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(features: &str) -> (BaseMap, Vec<Diagnostic>) {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}");
        let mut diagnostics = Vec::new();
        let base = BaseMap::parse([&SourceText::new("map/base.geojson", &text)], &mut diagnostics);
        (base, diagnostics)
    }

    fn feature(properties: &str, geometry: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"{geometry}","coordinates":{coordinates}}}}}"#
        )
    }

    #[test]
    fn features_are_of_a_kind_and_a_shape() {
        let good = feature(r#""kind":"city","name":"map-city-a","rank":9"#, "Point", "[83,47.5]");
        let river = feature(r#""kind":"rivre""#, "LineString", "[[83,47],[84,47]]");
        let lake = feature(r#""kind":"lake""#, "LineString", "[[83,47],[84,47]]");
        let swapped = feature(r#""kind":"city""#, "Point", "[47,143]");
        let empty = feature(r#""kind":"border""#, "LineString", "[]");
        let (base, diagnostics) = parse(&[good, river, lake, swapped, empty].join(",\n"));
        assert_eq!((base.features.len(), base.features[0].rank), (1, 3));
        assert_eq!(
            base.names().map(|(name, location)| (name, location.line())).collect::<Vec<_>>(),
            [("map-city-a", 2)]
        );
        let found: Vec<(&str, u32)> = diagnostics
            .iter()
            .map(|it| (it.code.as_str(), it.location.as_ref().map_or(0, Location::line)))
            .collect();
        assert_eq!(
            found,
            [("not-an-option", 3), ("map-geometry", 4), ("map-coordinates", 5), ("map-geometry", 6)]
        );
        assert_eq!(diagnostics[0].suggested_name().as_deref(), Some("river"));
    }

    #[test]
    fn a_place_in_a_long_line_quotes_what_is_near() {
        let long = (0..900).map(|number| format!("[{number},0]")).collect::<Vec<_>>().join(",");
        let (_, diagnostics) = parse(&feature(r#""kind":"border""#, "LineString", &format!("[{long},]")));
        let location = diagnostics[0].location.as_ref().expect("a location");
        assert_eq!((diagnostics[0].code, location.line()), (Code::MapSyntax, 2));
        let excerpt = location.excerpt().expect("a line");
        assert!(excerpt.text.len() < 130 && location.column() > 1000, "{excerpt:?}");
    }
}
