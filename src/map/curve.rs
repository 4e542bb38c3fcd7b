//! Smooth curves through points.

use geo::Coord;

use super::length;

/// The control points of a cubic Bézier curve between the middle two of four consecutive points: a Catmull-Rom spline
/// whose tangents are shortened if a neighbour is far away, because the curve would form loops otherwise.
pub fn controls(before: Coord<f64>, from: Coord<f64>, to: Coord<f64>, after: Coord<f64>) -> [Coord<f64>; 2] {
    let own = length(to - from);
    let tangent = |first: Coord<f64>, second: Coord<f64>| {
        let half = (second - first) / 2.0;
        let factor = (own / length(half).max(f64::EPSILON)).min(1.0);
        half * factor / 3.0
    };
    [from + tangent(before, to), to - tangent(from, after)]
}

/// The point of a cubic Bézier curve at the parameter `part`, from 0 to 1.
pub fn point(from: Coord<f64>, controls: [Coord<f64>; 2], to: Coord<f64>, part: f64) -> Coord<f64> {
    let rest = 1.0 - part;
    from * rest.powi(3)
        + controls[0] * (3.0 * rest * rest * part)
        + controls[1] * (3.0 * rest * part * part)
        + to * part.powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_stays_near_its_points() {
        let point = |x, y| Coord { x, y };
        // The next stop is far away: the curve to the near one does not run ahead.
        let [first, second] =
            controls(point(0.0, 0.0), point(0.0, 0.0), point(10.0, 0.0), point(10.0, 900.0));
        assert!(first.x > 0.0 && first.x < 10.0 && first.y == 0.0, "{first:?}");
        assert!((second - point(10.0, 0.0)).y.abs() <= 10.0 / 3.0 + 1e-9, "{second:?}");
    }
}
