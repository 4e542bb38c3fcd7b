//! Map projections, computed by proj4rs.

use geo::Coord;
use proj4rs::errors::Result;
use proj4rs::proj::Proj;
use proj4rs::transform::{Transform, TransformClosure, transform};

/// The mean radius of the Earth in metres (IUGG). A sphere is exact enough for a map of this size.
const RADIUS: f64 = 6_371_008.8;

/// The latitude at which Mercator maps are cut off: the projection is infinite towards the poles.
const MERCATOR_LIMIT: f64 = 85.0;

/// A conformal projection that suits a section of the Earth: Lambert conformal conic, or its limits at the equator
/// (Mercator) and at the poles (stereographic).
pub struct Projection {
    geographic: Proj,
    plane: Proj,
    /// The largest latitude that can be projected, in degrees.
    limit: f64,
    /// The central meridian, in degrees. Longitudes are counted from it, so that the antimeridian needs no special case.
    pub meridian: f64,
}

/// Coordinates that are transformed in place. One that cannot be transformed becomes NaN.
struct Points<'a>(&'a mut [Coord<f64>]);

impl Transform for Points<'_> {
    fn transform_coordinates<F: TransformClosure>(&mut self, convert: &mut F) -> Result<()> {
        for point in &mut *self.0 {
            (point.x, point.y) = match convert(point.x, point.y, 0.0) {
                Ok((x, y, _)) => (x, y),
                Err(_) => (f64::NAN, f64::NAN),
            };
        }
        Ok(())
    }
}

impl Projection {
    /// The projection for the section between two latitudes that extends over `width` degrees of longitude around a
    /// meridian.
    pub fn suiting(south: f64, north: f64, width: f64, meridian: f64) -> Self {
        let middle = (south + north) / 2.0;
        let height = north - south;
        let is_wide = width > 150.0 || height > 100.0;
        let (parameters, limit) = if is_wide || middle.abs() < 5.0 {
            ("+proj=merc".to_owned(), MERCATOR_LIMIT)
        } else if middle.abs() > 80.0 {
            (format!("+proj=stere +lat_0={middle}"), 90.0)
        } else {
            // Kavrayskiy's rule: standard parallels a sixth of the height from either end distort the scale least.
            let (first, second) = (south + height / 6.0, north - height / 6.0);
            (format!("+proj=lcc +lat_1={first} +lat_2={second} +lat_0={middle}"), 90.0)
        };
        let system = |parameters: &str| Proj::from_proj_string(&format!("{parameters} +R={RADIUS}"));
        // PROJ requires finite latitudes, and parallels on one side of the equator: both hold here.
        let plane =
            system(&parameters).or_else(|_| system("+proj=merc")).expect("Mercator has no parameters");
        let geographic = system("+proj=longlat").expect("degrees have no parameters");
        Self { geographic, plane, limit, meridian }
    }

    /// Projects points, in degrees east of the meridian and north, to metres of the plane.
    pub fn project(&self, points: &mut [Coord<f64>]) {
        for point in &mut *points {
            point.x = point.x.to_radians();
            point.y = point.y.clamp(-self.limit, self.limit).to_radians();
        }
        let result = transform(&self.geographic, &self.plane, &mut Points(points));
        debug_assert!(result.is_ok(), "both systems are complete");
    }

    /// The coordinates of a point of the plane: degrees east of the meridian and north.
    pub fn unproject(&self, point: Coord<f64>) -> Option<Coord<f64>> {
        let mut points = [point];
        transform(&self.plane, &self.geographic, &mut Points(&mut points)).ok()?;
        let found = Coord { x: points[0].x.to_degrees(), y: points[0].y.to_degrees() };
        (found.x.is_finite() && found.y.is_finite()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_every_projection() {
        for (south, north, width) in [
            (43.0, 50.0, 10.0),
            (-50.0, -43.0, 10.0),
            (-2.0, 3.0, 5.0),
            (84.0, 89.0, 20.0),
            (-60.0, 70.0, 300.0),
        ] {
            let projection = Projection::suiting(south, north, width, 83.0);
            let point = Coord { x: 1.5, y: south + 1.0 };
            let mut points = [point];
            projection.project(&mut points);
            let back = projection.unproject(points[0]).expect("it is on the map");
            assert!((back.x - point.x).abs() < 1e-6 && (back.y - point.y).abs() < 1e-6, "{south}: {back:?}");
        }
    }

    #[test]
    fn shapes_and_distances_are_true() {
        let projection = Projection::suiting(43.0, 50.0, 10.0, 83.0);
        // A hundredth of a degree east and one north, in the middle and at the rim.
        for (x, y) in [(0.0, 46.5), (5.0, 43.0), (-5.0, 50.0)] {
            let mut points = [Coord { x, y }, Coord { x: x + 0.01, y }, Coord { x, y: y + 0.01 }];
            projection.project(&mut points);
            let length = |to: Coord<f64>| (to - points[0]).x.hypot((to - points[0]).y);
            let (east, north) = (length(points[1]), length(points[2]));
            assert!((east / north / y.to_radians().cos() - 1.0).abs() < 1e-3, "conformal at {x} {y}");
            assert!((north / 1111.95 - 1.0).abs() < 3e-3, "true to scale at {x} {y}: {north}");
        }
    }
}
