//! The length of a scale bar.

/// A round number of kilometres, 1, 2 or 5 times a power of ten, that is at most `longest` pixels long.
pub fn round_length(kilometers_per_pixel: f64, longest: f64) -> f64 {
    let most = kilometers_per_pixel * longest;
    let power = 10f64.powf(most.log10().floor());
    let round = [5.0, 2.0, 1.0].into_iter().find(|factor| factor * power <= most).unwrap_or(1.0);
    // The scale has a lower limit, so this is finite for every map; see `Frame`.
    let length = round * power;
    if length.is_finite() { length } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_round_and_fits() {
        for (kilometers_per_pixel, expected) in
            [(0.2, 20.0), (0.08, 10.0), (1.6, 200.0), (3.4, 500.0), (0.001, 0.1)]
        {
            let length = round_length(kilometers_per_pixel, 150.0);
            assert!((length / expected - 1.0).abs() < 1e-9, "{kilometers_per_pixel}: {length}");
        }
    }
}
