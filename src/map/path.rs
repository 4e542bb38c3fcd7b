//! Compact SVG path data: relative coordinates in tenths of a pixel.

use std::fmt::Write;

use geo::Coord;

use super::length;

/// A builder of path data.
#[derive(Default)]
pub struct PathData {
    text: String,
    /// The current point, in tenths of a pixel.
    at: (i64, i64),
    /// The first point of the current line.
    start: (i64, i64),
    command: Option<u8>,
    /// Whether the last number has a decimal point. A number that starts with a point then needs no separator.
    has_point: bool,
}

/// How the points of a line are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// By straight lines.
    Straight,
    /// By curves, if they are far apart.
    Smooth,
}

/// The distance of points, in pixels, from which on they are joined by a curve.
const MIN_CURVE_DISTANCE: f64 = 9.0;

impl PathData {
    /// Draws a line through points, at least two of which differ.
    pub fn line(&mut self, points: &[Coord<f64>], join: Join) {
        self.draw(points, false, join);
    }

    /// Draws a closed line, whose last point repeats the first.
    pub fn ring(&mut self, points: &[Coord<f64>], join: Join) {
        self.draw(points, true, join);
    }

    /// The data. Returns `None` if nothing was drawn.
    pub fn finish(self) -> Option<String> {
        (!self.text.is_empty()).then_some(self.text)
    }

    fn draw(&mut self, points: &[Coord<f64>], closed: bool, join: Join) {
        let mut kept: Vec<Coord<f64>> = points.iter().copied().filter(|point| is_drawable(*point)).collect();
        kept.dedup_by_key(|point| tenths(*point));
        if closed && kept.len() > 1 && kept.first().map(|at| tenths(*at)) == kept.last().map(|at| tenths(*at))
        {
            kept.pop();
        }
        if kept.len() < if closed { 3 } else { 2 } {
            return;
        }
        self.move_to(kept[0]);
        let count = kept.len();
        let neighbour = |index: isize| match closed {
            true => kept[index.rem_euclid(count as isize) as usize],
            false => kept[index.clamp(0, count as isize - 1) as usize],
        };
        for index in 0..if closed { count } else { count - 1 } as isize {
            let [before, from, to, after] = [-1, 0, 1, 2].map(|step| neighbour(index + step));
            if join == Join::Smooth && length(to - from) > MIN_CURVE_DISTANCE {
                self.curve_to(super::curve::controls(before, from, to, after), to);
            } else if !(closed && index as usize == count - 1) {
                self.line_to(to);
            }
        }
        if closed {
            self.text.push('z');
            self.at = self.start;
            self.command = None;
        }
    }

    fn move_to(&mut self, point: Coord<f64>) {
        let relative = if self.text.is_empty() { b'M' } else { b'm' };
        // After `m`, further pairs of numbers are relative lines: the letter `l` can be left out.
        self.command = None;
        self.write(relative, &[point]);
        self.command = Some(if relative == b'm' { b'l' } else { b'L' });
        self.start = self.at;
    }

    fn line_to(&mut self, point: Coord<f64>) {
        let (x, y) = tenths(point);
        match (x - self.at.0, y - self.at.1) {
            (0, 0) => {}
            (dx, 0) => self.single(b'h', dx),
            (0, dy) => self.single(b'v', dy),
            _ => self.write(b'l', &[point]),
        }
        self.at = (x, y);
    }

    fn curve_to(&mut self, controls: [Coord<f64>; 2], to: Coord<f64>) {
        self.write(b'c', &[controls[0], controls[1], to]);
    }

    fn single(&mut self, command: u8, tenths: i64) {
        self.letter(command);
        self.number(tenths);
    }

    fn write(&mut self, command: u8, points: &[Coord<f64>]) {
        self.letter(command);
        let origin = if command == b'M' { (0, 0) } else { self.at };
        for point in points {
            let (x, y) = tenths(*point);
            self.number(x - origin.0);
            self.number(y - origin.1);
            self.at = (x, y);
        }
    }

    fn letter(&mut self, command: u8) {
        if self.command != Some(command) {
            self.text.push(char::from(command));
            self.command = Some(command);
            // The next number follows a letter.
            self.has_point = false;
        } else {
            self.separate();
        }
    }

    /// Separates two numbers. A sign or a point at the start of the next one makes the separator unnecessary.
    fn separate(&mut self) {
        self.text.push(' ');
    }

    fn number(&mut self, tenths: i64) {
        let begins_with_point = (1..10).contains(&tenths);
        let begins_apart = tenths < 0 || (begins_with_point && self.has_point);
        match self.text.as_bytes().last() {
            Some(b' ') if begins_apart => {
                self.text.pop();
            }
            Some(last) if last.is_ascii_digit() && !begins_apart => self.separate(),
            _ => {}
        }
        self.has_point = tenths % 10 != 0;
        write_decimal(&mut self.text, tenths);
    }
}

/// Writes a number of tenths in its shortest form: `12.5`, `-.5`, `3`.
fn write_decimal(text: &mut String, tenths: i64) {
    if tenths < 0 {
        text.push('-');
    }
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let written = match (whole, part) {
        (whole, 0) => write!(text, "{whole}"),
        (0, part) => write!(text, ".{part}"),
        (whole, part) => write!(text, "{whole}.{part}"),
    };
    written.expect("a String takes all text");
}

/// A number rounded to a tenth.
pub fn rounded(number: f64) -> String {
    let mut text = String::new();
    write_decimal(&mut text, (number * 10.0).round() as i64);
    text
}

/// Whether a point is near enough to the map to be drawn. Coordinates far outside only produce artefacts.
fn is_drawable(point: Coord<f64>) -> bool {
    point.x.abs() < 1e6 && point.y.abs() < 1e6
}

fn tenths(point: Coord<f64>) -> (i64, i64) {
    ((point.x * 10.0).round() as i64, (point.y * 10.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(pairs: &[(f64, f64)]) -> Vec<Coord<f64>> {
        pairs.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect()
    }

    fn line(pairs: &[(f64, f64)]) -> String {
        let mut path = PathData::default();
        path.line(&points(pairs), Join::Straight);
        path.finish().unwrap_or_default()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(line(&[(10.0, 20.04), (10.5, 19.5), (11.0, 30.0)]), "M10 20l.5-.5.5 10.5");
        assert_eq!(line(&[(0.0, 0.0), (5.0, 0.0), (5.0, -2.5), (4.0, 0.0)]), "M0 0h5v-2.5l-1 2.5");
    }

    #[test]
    fn points_that_fall_together_are_one() {
        assert_eq!(line(&[(1.0, 1.0), (1.01, 1.01)]), "");
        assert_eq!(line(&[(1.0, 1.0), (1.01, 1.01), (3.0, 2.0)]), "M1 1l2 1");
        assert_eq!(line(&[(1.0, f64::NAN), (1.0, 1.0), (3.0, 2.0)]), "M1 1l2 1");
    }

    #[test]
    fn rings_close_and_lines_go_on_from_where_they_began() {
        let mut path = PathData::default();
        path.ring(&points(&[(1.0, 1.0), (5.0, 1.0), (5.0, 5.0), (1.0, 1.0)]), Join::Straight);
        path.line(&points(&[(2.0, 2.0), (4.0, 3.0)]), Join::Straight);
        assert_eq!(path.finish().as_deref(), Some("M1 1h4v4zm1 1 2 1"));
    }

    #[test]
    fn far_points_are_joined_by_a_curve() {
        let mut path = PathData::default();
        path.line(&points(&[(0.0, 0.0), (30.0, 0.0), (30.0, 30.0)]), Join::Smooth);
        let data = path.finish().expect("a path");
        assert!(data.starts_with("M0 0c") && data.matches('c').count() == 1, "{data}");
    }

    proptest! {
        #[test]
        fn the_pen_ends_where_the_last_point_is(pairs in prop::collection::vec((-900.0..900.0, -900.0..900.0), 2..20)) {
            let data = line(&pairs);
            let mut numbers = svg_numbers(&data);
            let mut at = (numbers.next().unwrap_or_default().1, numbers.next().unwrap_or_default().1);
            while let Some((command, number)) = numbers.next() {
                match command {
                    'h' => at.0 += number,
                    'v' => at.1 += number,
                    _ => {
                        at.0 += number;
                        at.1 += numbers.next().expect("a pair").1;
                    }
                }
            }
            let last = pairs[pairs.len() - 1];
            if !data.is_empty() {
                prop_assert!((at.0 - last.0).abs() < 0.11 && (at.1 - last.1).abs() < 0.11, "{} {:?}", data, at);
            }
        }
    }

    /// The numbers of path data with their letters, by the grammar of SVG.
    fn svg_numbers(data: &str) -> impl Iterator<Item = (char, f64)> + '_ {
        let mut command = ' ';
        let mut rest = data;
        std::iter::from_fn(move || {
            rest = rest.trim_start();
            while let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) {
                command = letter;
                rest = rest[1..].trim_start();
            }
            let mut seen_point = false;
            let end = rest
                .char_indices()
                .position(|(at, c)| match c {
                    '-' => at > 0,
                    '.' => std::mem::replace(&mut seen_point, true),
                    c => !c.is_ascii_digit(),
                })
                .unwrap_or(rest.len());
            let (number, next) = rest.split_at(end);
            rest = next;
            Some((command, number.parse().ok()?))
        })
    }
}
