//! Finds positions for the names of countries: far from the borders.

use geo::Coord;

use super::base::Feature;
use super::frame::Frame;
use super::length;

const COLUMNS: usize = 11;
const ROWS: usize = 8;

/// The minimum distance to the border, in pixels.
const MIN_BORDER_DISTANCE: f64 = 22.0;

/// For each country the possible positions of its name, best first: the points of a grid over the map that are in the
/// country. Only these points are converted; to clip and project the countries would cost more than the rest of the map.
pub(super) fn candidates(countries: &[&Feature], frame: &Frame) -> Vec<Vec<Coord<f64>>> {
    let grid: Vec<(Coord<f64>, Option<usize>)> = points(frame.size)
        .map(|at| {
            let country = frame
                .coordinates(at)
                .and_then(|degrees| countries.iter().position(|it| contains(it, degrees)));
            (at, country)
        })
        .collect();
    let mut found: Vec<Vec<(f64, Coord<f64>)>> = vec![Vec::new(); countries.len()];
    for (at, country) in &grid {
        let Some(country) = *country else { continue };
        let others = grid.iter().filter(|(_, other)| *other != Some(country));
        let edge = others.map(|(other, _)| length(*other - *at)).fold(f64::MAX, f64::min);
        // A name is much wider than it is high.
        let rim = (at.x.min(frame.size.x - at.x)).min(2.0 * at.y.min(frame.size.y - at.y));
        found[country].push((edge.min(rim), *at));
    }
    let sorted = found.into_iter().map(|mut candidates| {
        candidates.retain(|(free, _)| *free > MIN_BORDER_DISTANCE);
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        candidates.into_iter().map(|(_, at)| at).collect()
    });
    sorted.collect()
}

fn points(size: Coord<f64>) -> impl Iterator<Item = Coord<f64>> {
    let part = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
    (0..ROWS * COLUMNS).map(move |index| Coord {
        x: size.x * part(index % COLUMNS, COLUMNS),
        y: size.y * part(index / COLUMNS, ROWS),
    })
}

/// Whether a point is in an area: a ray from it crosses the rings an odd number of times.
///
/// `geo::Contains` would need the rings as `geo::Polygon`s, that is, a copy of each border for each map.
pub(super) fn contains(area: &Feature, point: Coord<f64>) -> bool {
    let (least, most) = (area.bounds.min(), area.bounds.max());
    let is_near = (least.x..=most.x).contains(&point.x) && (least.y..=most.y).contains(&point.y);
    let crossings = |ring: &Vec<Coord<f64>>| {
        let is_crossed = |ends: &&[Coord<f64>]| {
            let [from, to] = [ends[0], ends[1]];
            (from.y > point.y) != (to.y > point.y)
                && point.x < from.x + (to.x - from.x) * (point.y - from.y) / (to.y - from.y)
        };
        ring.windows(2).filter(is_crossed).count()
    };
    is_near && area.lines.iter().map(crossings).sum::<usize>() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceText;
    use crate::map::{BaseMap, Position};

    #[test]
    fn each_country_is_named_on_its_own_side() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"kind":"country","name":"west"},"geometry":{"type":"Polygon","coordinates":[[[70,40],[85,40],[85,55],[70,55],[70,40]]]}},
            {"type":"Feature","properties":{"kind":"country","name":"east"},"geometry":{"type":"Polygon","coordinates":[[[85,40],[99,40],[99,55],[85,55],[85,40]]]}}]}"#;
        let base = BaseMap::parse([&SourceText::new("map/base.geojson", text)], &mut Vec::new());
        let size = Coord { x: 720.0, y: 480.0 };
        let here = [Position { lat: 48.0, lon: 85.0 }];
        let frame = Frame::around(&here, size, 40.0, 200.0).expect("a frame");
        let countries: Vec<&Feature> = base.features.iter().collect();
        let [west, east] = <[_; 2]>::try_from(candidates(&countries, &frame)).expect("two countries");
        assert!(west.len() > 10 && west.iter().all(|at| at.x < 360.0), "{west:?}");
        assert!(east.len() > 10 && east.iter().all(|at| at.x >= 360.0), "{east:?}");
        assert!((150.0..=250.0).contains(&west[0].x), "half way to the border: {:?}", west[0]);
    }
}
