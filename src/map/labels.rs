//! Label placement: names go near what they name, and do not overlap.

use geo::Coord;
use unicode_width::UnicodeWidthChar;

use super::length;

/// A name as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text.
    pub text: String,
    /// The tag of its language, if that is not the reader's.
    pub lang: Option<String>,
}

/// Which part of a text is at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left edge: the text extends to the right.
    Left,
    /// Its middle.
    Middle,
    /// Its right edge: the text extends to the left.
    Right,
}

/// A possible position of a text; vertically, `at` is its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub anchor: Anchor,
    pub at: Coord<f64>,
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// The space on a map that is occupied, and the lines that names should not cover.
pub struct Placement {
    size: Coord<f64>,
    occupied: Vec<BoundingBox>,
    /// The cost of covering each cell of [`CELL_SIZE`] pixels with a name, row by row.
    lines: Vec<u8>,
    columns: usize,
}

/// The side of a cell in pixels.
const CELL_SIZE: f64 = 8.0;

impl BoundingBox {
    /// The box around a circle.
    pub fn around(at: Coord<f64>, radius: f64) -> Self {
        Self { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius }
    }

    fn of_text(candidate: Candidate, width: f64, height: f64) -> Self {
        let Candidate { anchor, at } = candidate;
        let left = match anchor {
            Anchor::Left => at.x,
            Anchor::Middle => at.x - width / 2.0,
            Anchor::Right => at.x - width,
        };
        Self { left, top: at.y - height / 2.0, right: left + width, bottom: at.y + height / 2.0 }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

impl Placement {
    /// An empty map.
    pub fn new(size: Coord<f64>) -> Self {
        let count = |pixels: f64| (pixels / CELL_SIZE) as usize + 1;
        let columns = count(size.x);
        Self { size, occupied: Vec::new(), lines: vec![0; columns * count(size.y)], columns }
    }

    /// Marks a box as occupied: no name may overlap it.
    pub fn occupy(&mut self, room: BoundingBox) {
        self.occupied.push(room);
    }

    /// Adds a line that names should not cover. The weight is the cost of covering one of its cells.
    pub fn avoid(&mut self, points: &[Coord<f64>], weight: u8) {
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let steps = (length(to - from) / CELL_SIZE).ceil().clamp(1.0, 1000.0);
            for step in 0..=steps as usize {
                let at = from + (to - from) * (step as f64 / steps);
                if (0.0..=self.size.x).contains(&at.x) && (0.0..=self.size.y).contains(&at.y) {
                    let index = self.cell(at);
                    self.lines[index] = self.lines[index].max(weight);
                }
            }
        }
    }

    fn cell(&self, at: Coord<f64>) -> usize {
        (at.y / CELL_SIZE) as usize * self.columns + (at.x / CELL_SIZE) as usize
    }

    /// The cost of the lines that a name in a box would cover.
    fn cost(&self, room: &BoundingBox) -> u32 {
        let (first, last) = ((room.left / CELL_SIZE) as usize, (room.right / CELL_SIZE) as usize);
        let rows = (room.top / CELL_SIZE) as usize..=(room.bottom / CELL_SIZE) as usize;
        let row = |row: usize| &self.lines[row * self.columns + first..=row * self.columns + last];
        rows.flat_map(row).map(|weight| u32::from(*weight)).sum()
    }

    /// Whether a box is free and within the map.
    pub fn is_free(&self, room: &BoundingBox) -> bool {
        const EDGE: f64 = 2.0;
        room.left >= EDGE
            && room.top >= EDGE
            && room.right <= self.size.x - EDGE
            && room.bottom <= self.size.y - EDGE
            && !self.occupied.iter().any(|taken| taken.overlaps(room))
    }

    /// Occupies the best free candidate for a text: earlier ones are better, and those that cover fewer lines.
    pub fn place(
        &mut self,
        candidates: impl IntoIterator<Item = Candidate>,
        width: f64,
        height: f64,
    ) -> Option<Candidate> {
        let rooms = candidates
            .into_iter()
            .map(|candidate| (candidate, BoundingBox::of_text(candidate, width, height)));
        let free = rooms.enumerate().filter(|(_, (_, room))| self.is_free(room));
        let (_, (candidate, room)) =
            free.min_by_key(|(index, (_, room))| 2 * self.cost(room) + *index as u32)?;
        self.occupied.push(room);
        Some(candidate)
    }
}

/// Candidates for a name beside a round mark, best first: the side on which the text runs away from the mark.
pub fn beside(at: Coord<f64>, distance: f64, height: f64, right_to_left: bool) -> Vec<Candidate> {
    let slant = distance * 0.8;
    let half = height / 2.0;
    let candidate = |anchor, x: f64, y: f64| Candidate { anchor, at: Coord { x: at.x + x, y: at.y + y } };
    let mut candidates = vec![
        candidate(Anchor::Left, distance, 0.0),
        candidate(Anchor::Right, -distance, 0.0),
        candidate(Anchor::Left, slant, -half),
        candidate(Anchor::Left, slant, half),
        candidate(Anchor::Right, -slant, -half),
        candidate(Anchor::Right, -slant, half),
        candidate(Anchor::Middle, 0.0, -distance - half),
        candidate(Anchor::Middle, 0.0, distance + half),
        candidate(Anchor::Left, 0.0, -distance - half),
        candidate(Anchor::Left, 0.0, distance + half),
        candidate(Anchor::Right, 0.0, -distance - half),
        candidate(Anchor::Right, 0.0, distance + half),
    ];
    if right_to_left {
        for candidate in &mut candidates {
            candidate.at.x = 2.0 * at.x - candidate.at.x;
            candidate.anchor = match candidate.anchor {
                Anchor::Left => Anchor::Right,
                Anchor::Middle => Anchor::Middle,
                Anchor::Right => Anchor::Left,
            };
        }
    }
    candidates
}

/// An estimate of the width of a text in pixels. The font is not known here, so this assumes a wide, semi-bold one: a
/// little too much space around a name does no harm.
pub fn text_width(text: &str, font_size: f64, letter_spacing: f64) -> f64 {
    let width = |character: char| match character.width() {
        None | Some(0) => 0.0,
        Some(1) if character.is_whitespace() || character.is_ascii_punctuation() => 0.36,
        Some(1) if character.is_uppercase() => 0.76,
        Some(1) => 0.64,
        Some(_) => 1.0,
    };
    text.chars().map(|character| width(character) * font_size + letter_spacing).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Coord<f64> = Coord { x: 300.0, y: 200.0 };

    #[test]
    fn names_do_not_cover_each_other() {
        let mut placement = Placement::new(SIZE);
        let at = Coord { x: 150.0, y: 100.0 };
        let place = |placement: &mut Placement| placement.place(beside(at, 8.0, 14.0, false), 60.0, 14.0);
        let taken: Vec<Candidate> = std::iter::from_fn(|| place(&mut placement)).collect();
        assert!((3..=12).contains(&taken.len()), "{taken:?}");
        assert_eq!(taken[0].anchor, Anchor::Left);
        for (index, room) in placement.occupied.iter().enumerate() {
            assert!(!placement.occupied[..index].iter().any(|other| other.overlaps(room)));
        }
    }

    #[test]
    fn a_name_turns_inward_at_the_edge_and_away_from_a_line() {
        let mut placement = Placement::new(SIZE);
        let edge = Coord { x: 290.0, y: 100.0 };
        let candidate = placement.place(beside(edge, 8.0, 14.0, false), 60.0, 14.0).expect("room");
        assert_eq!(candidate.anchor, Anchor::Right);
        let at = Coord { x: 100.0, y: 50.0 };
        placement.avoid(&[at, Coord { x: 180.0, y: 50.0 }], 3);
        let candidate = placement.place(beside(at, 8.0, 14.0, false), 60.0, 14.0).expect("room");
        assert_eq!(candidate.anchor, Anchor::Right);
    }

    #[test]
    fn right_to_left_a_name_begins_on_the_other_side() {
        let at = Coord { x: 100.0, y: 50.0 };
        let first = beside(at, 8.0, 14.0, true)[0];
        assert_eq!((first.anchor, first.at.x), (Anchor::Right, 92.0));
    }

    #[test]
    fn chinese_is_wider_than_latin() {
        let width = |text| text_width(text, 10.0, 0.0);
        assert!((width("喀纳斯湖") - 40.0).abs() < 1e-9);
        assert!((25.0..35.0).contains(&width("Kanas")));
        assert!((38.0..50.0).contains(&width("Қанас к")));
        assert!(width("e\u{301}") < 7.0);
    }
}
