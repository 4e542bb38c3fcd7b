//! The section of the Earth that a map shows, and the conversion between positions and pixels.

use geo::{Coord, Distance, Haversine, Point, Rect};

use super::Position;
use super::projection::Projection;

/// The smallest scale. Without a lower limit, a map of a single point would divide by zero.
const MIN_METERS_PER_PIXEL: f64 = 1e-3;

/// A section of the Earth on a plane of pixels.
pub struct Frame {
    projection: Projection,
    /// The upper left corner, in metres of the projected plane.
    corner: Coord<f64>,
    pixels_per_meter: f64,
    /// Width and height in pixels.
    pub size: Coord<f64>,
    /// A box that contains everything visible: degrees east of the projection's meridian and north.
    pub reach: Rect<f64>,
    /// The scale at the centre, in kilometres per pixel.
    pub kilometers_per_pixel: f64,
}

impl Frame {
    /// The frame that contains all positions with a `margin` in pixels, and is at least `span` kilometres wide. Returns
    /// `None` if there are no positions.
    pub fn around(positions: &[Position], size: Coord<f64>, margin: f64, span: f64) -> Option<Self> {
        let (meridian, width) = longitudes(positions)?;
        let latitudes = || positions.iter().map(|position| position.lat);
        let around = span / 4.0 / KILOMETERS_PER_DEGREE;
        let south = (latitudes().fold(f64::INFINITY, f64::min) - around).max(-90.0);
        let north = (latitudes().fold(f64::NEG_INFINITY, f64::max) + around).min(90.0);
        let projection = Projection::suiting(south, north, width, meridian);
        let mut points: Vec<Coord<f64>> = positions
            .iter()
            .map(|position| Coord { x: relative(position.lon, meridian), y: position.lat })
            .collect();
        projection.project(&mut points);
        points.retain(|point| point.x.is_finite() && point.y.is_finite());
        let first = *points.first()?;
        let bounds = points.iter().fold(Rect::new(first, first), |bounds, point| {
            let (least, most) = (bounds.min(), bounds.max());
            Rect::new(
                Coord { x: least.x.min(point.x), y: least.y.min(point.y) },
                Coord { x: most.x.max(point.x), y: most.y.max(point.y) },
            )
        });
        let center = bounds.center();
        let room = |pixels: f64| (pixels - 2.0 * margin).max(pixels / 4.0);
        let meters_per_pixel = (bounds.width() / room(size.x))
            .max(bounds.height() / room(size.y))
            .max(span * 1000.0 * stretch(&projection, center) / size.x)
            .max(MIN_METERS_PER_PIXEL);
        let corner = Coord {
            x: center.x - size.x / 2.0 * meters_per_pixel,
            y: center.y + size.y / 2.0 * meters_per_pixel,
        };
        let reach = reach(&projection, center, size.x.hypot(size.y) / 2.0 * meters_per_pixel);
        let kilometers_per_pixel = meters_per_pixel / 1000.0 / stretch(&projection, center);
        Some(Self {
            projection,
            corner,
            pixels_per_meter: 1.0 / meters_per_pixel,
            size,
            reach,
            kilometers_per_pixel,
        })
    }

    /// The pixel of a position. Returns `None` if the projection has no point for it.
    pub fn pixel(&self, position: Position) -> Option<Coord<f64>> {
        let mut points = [Coord { x: relative(position.lon, self.projection.meridian), y: position.lat }];
        self.pixels(&mut points);
        points[0].x.is_finite().then_some(points[0])
    }

    /// Converts points, in degrees east of the meridian and north, to pixels. Points without a pixel become NaN.
    pub fn pixels(&self, points: &mut [Coord<f64>]) {
        self.projection.project(points);
        for point in points {
            point.x = (point.x - self.corner.x) * self.pixels_per_meter;
            point.y = (self.corner.y - point.y) * self.pixels_per_meter;
        }
    }

    /// The coordinates of a pixel: degrees east and north.
    pub fn coordinates(&self, pixel: Coord<f64>) -> Option<Coord<f64>> {
        let point = Coord {
            x: self.corner.x + pixel.x / self.pixels_per_meter,
            y: self.corner.y - pixel.y / self.pixels_per_meter,
        };
        let degrees = self.projection.unproject(point)?;
        Some(Coord { x: relative(degrees.x + self.projection.meridian, 0.0), y: degrees.y })
    }

    /// What must be added to the longitudes of a feature between `west` and `east` to count them from the meridian. There
    /// is one result for most features, none for an invisible one, and two for one that surrounds the Earth.
    pub fn shifts(&self, west: f64, east: f64) -> impl Iterator<Item = f64> {
        let (least, most) = (self.reach.min().x, self.reach.max().x);
        let meridian = self.projection.meridian;
        [-360.0, 0.0, 360.0]
            .into_iter()
            .map(move |turn| turn - meridian)
            .filter(move |shift| east + shift >= least && west + shift <= most)
    }
}

/// Kilometres per degree of latitude.
const KILOMETERS_PER_DEGREE: f64 = 111.195;

/// Degrees east of a meridian, from -180 to 180.
fn relative(lon: f64, meridian: f64) -> f64 {
    (lon - meridian + 180.0).rem_euclid(360.0) - 180.0
}

/// The indices of positions from west to east, the shorter way around the Earth. Positions of one longitude are ordered from
/// north to south.
pub fn west_to_east(positions: &[Position]) -> Vec<usize> {
    let meridian = longitudes(positions).map_or(0.0, |(meridian, _)| meridian);
    let mut order: Vec<usize> = (0..positions.len()).collect();
    let east = |index: usize| relative(positions[index].lon, meridian);
    order.sort_by(|a, b| {
        east(*a).total_cmp(&east(*b)).then(positions[*b].lat.total_cmp(&positions[*a].lat)).then(a.cmp(b))
    });
    order
}

/// The meridian in the middle of positions and the width of their extent in degrees, the shorter way around the Earth.
fn longitudes(positions: &[Position]) -> Option<(f64, f64)> {
    let mut longitudes: Vec<f64> = positions.iter().map(|position| position.lon.rem_euclid(360.0)).collect();
    longitudes.sort_unstable_by(f64::total_cmp);
    let next = longitudes.iter().skip(1).copied().chain(longitudes.first().map(|first| first + 360.0));
    let (gap, west) =
        longitudes.iter().zip(next).map(|(from, to)| (to - from, to)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    let width = 360.0 - gap;
    Some((relative(west + width / 2.0, 0.0), width))
}

/// The scale factor of the projection at a point of the plane.
fn stretch(projection: &Projection, point: Coord<f64>) -> f64 {
    const STEP: f64 = 1000.0;
    let ends = [-STEP, STEP].map(|step| projection.unproject(Coord { x: point.x + step, y: point.y }));
    match ends {
        [Some(west), Some(east)] => {
            let meters = Haversine.distance(Point::from(west), Point::from(east));
            if meters > 1.0 { 2.0 * STEP / meters } else { 1.0 }
        }
        _ => 1.0,
    }
}

/// A generous bounding box, in degrees, of everything within `radius` metres of a point of the plane.
fn reach(projection: &Projection, center: Coord<f64>, radius: f64) -> Rect<f64> {
    let center = projection.unproject(center).unwrap_or_default();
    let degrees = 1.2 * radius / 1000.0 / KILOMETERS_PER_DEGREE;
    let (south, north) = ((center.y - degrees).max(-90.0), (center.y + degrees).min(90.0));
    let farthest = south.abs().max(north.abs());
    let around = match farthest < 89.0 {
        true => (degrees / farthest.to_radians().cos()).min(180.0),
        false => 180.0,
    };
    Rect::new(Coord { x: center.x - around, y: south }, Coord { x: center.x + around, y: north })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIZE: Coord<f64> = Coord { x: 720.0, y: 480.0 };

    fn positions(pairs: &[(f64, f64)]) -> Vec<Position> {
        pairs.iter().map(|(lat, lon)| Position { lat: *lat, lon: *lon }).collect()
    }

    #[test]
    fn east_is_right_and_north_is_up() {
        let positions = positions(&[(48.75, 85.75), (48.82, 87.04)]);
        let frame = Frame::around(&positions, SIZE, 40.0, 60.0).expect("a frame");
        let [markakol, kanas] = [0, 1].map(|index| frame.pixel(positions[index]).expect("pixels"));
        assert!((markakol.x - 40.0).abs() < 0.1 && (kanas.x - 680.0).abs() < 0.1, "{markakol:?} {kanas:?}");
        assert!(kanas.y < markakol.y);
        let back = frame.coordinates(kanas).expect("coordinates");
        assert!((back.x - 87.04).abs() < 1e-6 && (back.y - 48.82).abs() < 1e-6, "{back:?}");
        // Great circle: 95.0 km.
        assert!((frame.kilometers_per_pixel * (kanas.x - markakol.x) / 95.0 - 1.0).abs() < 0.01);
    }

    #[test]
    fn one_place_shows_its_surroundings() {
        for lat in [0.0, 48.75, -48.75, 77.0, 89.9] {
            let frame = Frame::around(&positions(&[(lat, 85.75)]), SIZE, 40.0, 60.0).expect("a frame");
            assert!(
                (frame.kilometers_per_pixel * SIZE.x - 60.0).abs() < 0.1,
                "{lat}: {}",
                frame.kilometers_per_pixel
            );
        }
    }

    #[test]
    fn the_antimeridian_is_crossed_by_the_short_way() {
        // Chukotka and Alaska.
        let positions = positions(&[(64.7, 177.5), (64.5, -165.4)]);
        let frame = Frame::around(&positions, SIZE, 40.0, 60.0).expect("a frame");
        let [anadyr, nome] = [0, 1].map(|index| frame.pixel(positions[index]).expect("pixels"));
        assert!(anadyr.x < nome.x && frame.kilometers_per_pixel < 2.0, "{anadyr:?} {nome:?}");
        assert_eq!(frame.shifts(178.0, 180.0).count(), 1);
        assert_eq!(frame.shifts(-180.0, -170.0).count(), 1);
        assert_eq!(frame.shifts(0.0, 10.0).count(), 0);
    }

    proptest! {
        #[test]
        fn every_place_has_its_pixels_within_the_frame(
            pairs in prop::collection::vec((-90.0..=90.0, -180.0..=180.0), 1..8),
            margin in 0.0..300.0,
        ) {
            let positions = positions(&pairs);
            let frame = Frame::around(&positions, SIZE, margin, 60.0).expect("a frame");
            for place in positions {
                if let Some(pixel) = frame.pixel(place) {
                    prop_assert!((-1.0..=721.0).contains(&pixel.x) && (-1.0..=481.0).contains(&pixel.y), "{:?}", pixel);
                }
            }
        }
    }
}
