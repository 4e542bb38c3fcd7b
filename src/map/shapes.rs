//! Clips the features of the base map to a frame, and converts them to pixels.

use geo::{BooleanOps, BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect, Simplify};

use super::base::{Feature, bounds};
use super::frame::Frame;

/// The maximum error when lines are simplified, in pixels.
const TOLERANCE: f64 = 0.5;

/// How far shapes continue beyond the frame, in pixels, so that the edges of the clipping are not visible.
const CLIP_MARGIN: f64 = 12.0;

/// The visible parts of a feature's lines.
pub(super) fn lines(feature: &Feature, frame: &Frame) -> Vec<Vec<Coord<f64>>> {
    let seen = seen(frame);
    let mut found = Vec::new();
    for shift in shifts(feature, frame) {
        for line in &feature.lines {
            for mut run in runs(line.iter().map(|point| shifted(*point, shift)), &frame.reach) {
                frame.pixels(&mut run);
                found.extend(
                    runs(run.into_iter(), &seen).map(|run| LineString::new(run).simplify(TOLERANCE).0),
                );
            }
        }
    }
    found
}

/// The visible parts of a feature's polygons.
pub(super) fn polygons(feature: &Feature, frame: &Frame) -> Vec<Polygon<f64>> {
    let mut found = Vec::new();
    for shift in shifts(feature, frame) {
        let mut rest = feature.lines.as_slice();
        for count in &feature.polygons {
            let (rings, others) = rest.split_at(*count);
            rest = others;
            let mut rings = rings
                .iter()
                .map(|ring| LineString::new(ring.iter().map(|point| shifted(*point, shift)).collect()));
            let Some(outer) = rings.next() else { continue };
            let polygon = Polygon::new(outer, rings.collect());
            // Clip before projecting: the projection would tear apart a polygon that surrounds half of the Earth.
            for part in cut(polygon, &frame.reach) {
                let pixels = |ring: &LineString<f64>| {
                    let mut points = ring.0.clone();
                    frame.pixels(&mut points);
                    LineString::new(points)
                };
                let part =
                    Polygon::new(pixels(part.exterior()), part.interiors().iter().map(pixels).collect());
                found.extend(cut(part, &seen(frame)).into_iter().map(|part| part.simplify(TOLERANCE)));
            }
        }
    }
    found
}

/// The visible points of a feature.
pub(super) fn points(feature: &Feature, frame: &Frame) -> Vec<Coord<f64>> {
    let shift = |shift: f64| feature.lines.iter().flatten().map(move |point| shifted(*point, shift));
    let mut found: Vec<Coord<f64>> = shifts(feature, frame).flat_map(shift).collect();
    frame.pixels(&mut found);
    found.retain(|point| (0.0..=frame.size.x).contains(&point.x) && (0.0..=frame.size.y).contains(&point.y));
    found
}

/// The position that a feature gives for its name, if it is visible.
pub(super) fn label(feature: &Feature, frame: &Frame) -> Option<Coord<f64>> {
    let label = feature.label?;
    let at = frame.pixel(super::Position { lat: label.y, lon: label.x })?;
    ((0.0..=frame.size.x).contains(&at.x) && (0.0..=frame.size.y).contains(&at.y)).then_some(at)
}

fn shifts(feature: &Feature, frame: &Frame) -> impl Iterator<Item = f64> {
    let (least, most) = (feature.bounds.min(), feature.bounds.max());
    let is_near = least.y <= frame.reach.max().y && most.y >= frame.reach.min().y;
    frame.shifts(least.x, most.x).filter(move |_| is_near)
}

fn shifted(point: Coord<f64>, shift: f64) -> Coord<f64> {
    Coord { x: point.x + shift, y: point.y }
}

/// The frame with the margin for clipping.
fn seen(frame: &Frame) -> Rect<f64> {
    Rect::new(
        Coord { x: -CLIP_MARGIN, y: -CLIP_MARGIN },
        Coord { x: frame.size.x + CLIP_MARGIN, y: frame.size.y + CLIP_MARGIN },
    )
}

/// The sections of a line near a rectangle, each with the point before and the point after.
fn runs<'r>(
    points: impl Iterator<Item = Coord<f64>> + 'r,
    rect: &'r Rect<f64>,
) -> impl Iterator<Item = Vec<Coord<f64>>> + 'r {
    let is_near = move |from: Coord<f64>, to: Coord<f64>| {
        from.x.min(to.x) <= rect.max().x
            && from.x.max(to.x) >= rect.min().x
            && from.y.min(to.y) <= rect.max().y
            && from.y.max(to.y) >= rect.min().y
    };
    let mut points = points.filter(|point| point.x.is_finite() && point.y.is_finite());
    let mut last = points.next();
    std::iter::from_fn(move || {
        let mut run = Vec::new();
        for point in points.by_ref() {
            let from = last.replace(point)?;
            if is_near(from, point) {
                if run.is_empty() {
                    run.push(from);
                }
                run.push(point);
            } else if !run.is_empty() {
                return Some(run);
            }
        }
        (!run.is_empty()).then_some(run)
    })
}

/// Clips a polygon to a rectangle.
fn cut(polygon: Polygon<f64>, rect: &Rect<f64>) -> Vec<Polygon<f64>> {
    let all = || std::iter::once(polygon.exterior()).chain(polygon.interiors()).flat_map(|ring| &ring.0);
    // A polygon with a point that cannot be projected has no shape.
    if all().any(|point| !(point.x.abs() < 1e7 && point.y.abs() < 1e7)) {
        return Vec::new();
    }
    let bounds = match polygon.bounding_rect() {
        Some(bounds) if bounds.width() > 0.0 && bounds.height() > 0.0 => bounds,
        _ => return Vec::new(),
    };
    let (least, most) = (bounds.min(), bounds.max());
    let is_within = least.x >= rect.min().x
        && least.y >= rect.min().y
        && most.x <= rect.max().x
        && most.y <= rect.max().y;
    if is_within {
        return vec![polygon];
    }
    let is_apart =
        least.x > rect.max().x || least.y > rect.max().y || most.x < rect.min().x || most.y < rect.min().y;
    if is_apart {
        return Vec::new();
    }
    MultiPolygon::new(vec![polygon]).intersection(&rect.to_polygon()).0
}

/// The bounding box of a polygon.
pub(super) fn bounds_of(polygon: &Polygon<f64>) -> Rect<f64> {
    bounds(polygon.exterior().0.iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_kept_where_it_comes_near() {
        let rect = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 10.0, y: 10.0 });
        let line =
            [(-30.0, 5.0), (-20.0, 5.0), (5.0, 5.0), (20.0, 5.0), (30.0, 5.0), (30.0, 90.0), (5.0, 9.0)];
        let points = line.map(|(x, y)| Coord { x, y });
        let found: Vec<usize> = runs(points.into_iter(), &rect).map(|run| run.len()).collect();
        assert_eq!(found, [3, 2]);
    }

    #[test]
    fn a_polygon_is_cut_at_the_frame() {
        let rect = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 10.0, y: 10.0 });
        let square = |least: f64, most: f64| {
            Rect::new(Coord { x: least, y: least }, Coord { x: most, y: most }).to_polygon()
        };
        let bounds = |polygon| cut(polygon, &rect).iter().map(bounds_of).collect::<Vec<_>>();
        assert_eq!(bounds(square(2.0, 4.0)), [Rect::new((2.0, 2.0), (4.0, 4.0))]);
        assert_eq!(bounds(square(20.0, 40.0)), []);
        let cut = bounds(square(5.0, 40.0))[0];
        assert!((cut.max().x - 10.0).abs() < 1e-6 && (cut.min().x - 5.0).abs() < 1e-6, "{cut:?}");
        assert_eq!(bounds(square(f64::NAN, 40.0)), []);
    }
}
