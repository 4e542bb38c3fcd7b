//! In which areas of the base map a position lies.

use geo::{Coord, Distance, Haversine, Point};

use super::Position;
use super::base::{BaseMap, Feature, FeatureKind};
use super::territory::contains;

impl BaseMap {
    /// The country in which a position lies, if the data say one: the id of the message that names it, and how far its border is,
    /// in kilometres.
    pub fn country_at(&self, position: Position) -> Option<(&str, f64)> {
        let country = self.area_at(FeatureKind::Country, position)?;
        Some((country.name.as_deref()?, distance_to_edge(country, position)))
    }

    /// The lake in which a position lies: the id of the message that names it, if it has one, and how far the shore is, in
    /// kilometres.
    pub fn lake_at(&self, position: Position) -> Option<(Option<&str>, f64)> {
        let lake = self.area_at(FeatureKind::Lake, position)?;
        Some((lake.name.as_deref(), distance_to_edge(lake, position)))
    }

    fn area_at(&self, kind: FeatureKind, position: Position) -> Option<&Feature> {
        let point = Coord { x: position.lon, y: position.lat };
        self.features.iter().find(|feature| feature.kind == kind && contains(feature, point))
    }
}

/// How far the nearest point of the rings is, in kilometres. Within a few kilometres the Earth is flat.
fn distance_to_edge(area: &Feature, position: Position) -> f64 {
    let here = Coord { x: position.lon, y: position.lat };
    let narrowing = position.lat.to_radians().cos();
    let scaled = |at: &Coord<f64>| Coord { x: (at.x - here.x) * narrowing, y: at.y - here.y };
    let mut nearest = f64::MAX;
    for ends in area.lines.iter().flat_map(|ring| ring.windows(2)) {
        let (from, to) = (scaled(&ends[0]), scaled(&ends[1]));
        let way = to - from;
        let length = way.x * way.x + way.y * way.y;
        let along =
            if length > 0.0 { (-(from.x * way.x + from.y * way.y) / length).clamp(0.0, 1.0) } else { 0.0 };
        let at = from + way * along;
        nearest = nearest.min(at.x * at.x + at.y * at.y);
    }
    let degree = Haversine.distance(Point::new(here.x, here.y), Point::new(here.x, here.y + 1.0)) / 1000.0;
    nearest.sqrt() * degree
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceText;

    #[test]
    fn a_position_is_in_a_country_and_in_a_lake() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"kind":"country","name":"west"},"geometry":{"type":"Polygon","coordinates":[[[70,40],[85,40],[85,55],[70,55],[70,40]]]}},
            {"type":"Feature","properties":{"kind":"lake","name":"zaisan"},"geometry":{"type":"Polygon","coordinates":[[[83,47],[84,47],[84,48],[83,48],[83,47]]]}}]}"#;
        let map = BaseMap::parse([&SourceText::new("map/base.geojson", text)], &mut Vec::new());
        let at = |lat, lon| Position { lat, lon };
        let (name, border) = map.country_at(at(47.5, 84.5)).expect("in the west");
        assert_eq!(name, "west");
        assert!((border - 37.6).abs() < 0.5, "{border}");
        assert_eq!(map.country_at(at(47.5, 90.0)), None);
        let (name, shore) = map.lake_at(at(47.5, 83.9)).expect("in the lake");
        assert_eq!(name, Some("zaisan"));
        assert!((7.0..8.0).contains(&shore), "{shore}");
        assert_eq!(map.lake_at(at(46.5, 83.5)), None);
    }
}
