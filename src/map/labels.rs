//! Where names stand on a map: near what they name, and not over each other.

use geo::Coord;
use unicode_width::UnicodeWidthChar;

use super::length;

/// A name as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text.
    pub text: String,
    /// The tag of its language, where that is another than the reader's.
    pub lang: Option<String>,
}

/// The side of a text that its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text stands to the right of its place.
    Left,
    /// The text stands around its place.
    Middle,
    /// The text stands to the left of its place.
    Right,
}

/// A place where a text may stand: the anchor and the middle of its height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub anchor: Anchor,
    pub at: Coord<f64>,
}

/// Something that takes up room, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// What has taken which room on a map.
pub struct Placement {
    size: Coord<f64>,
    taken: Vec<Room>,
    /// What names had better not cover, though they may: how much by squares of [`SQUARE`] pixels, row by row.
    lines: Vec<u8>,
    columns: usize,
}

/// The side of a square in pixels.
const SQUARE: f64 = 8.0;

impl Room {
    /// Room around a place.
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

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

impl Placement {
    /// An empty map.
    pub fn new(size: Coord<f64>) -> Self {
        let count = |pixels: f64| (pixels / SQUARE) as usize + 1;
        let columns = count(size.x);
        Self { size, taken: Vec::new(), lines: vec![0; columns * count(size.y)], columns }
    }

    /// Takes room that no name may stand in.
    pub fn take(&mut self, room: Room) {
        self.taken.push(room);
    }

    /// Notes a line, which names had better not cover; how much better says the weight.
    pub fn avoid(&mut self, points: &[Coord<f64>], weight: u8) {
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let steps = (length(to - from) / SQUARE).ceil().clamp(1.0, 1000.0);
            for step in 0..=steps as usize {
                let at = from + (to - from) * (step as f64 / steps);
                if (0.0..=self.size.x).contains(&at.x) && (0.0..=self.size.y).contains(&at.y) {
                    let index = self.square(at);
                    self.lines[index] = self.lines[index].max(weight);
                }
            }
        }
    }

    fn square(&self, at: Coord<f64>) -> usize {
        (at.y / SQUARE) as usize * self.columns + (at.x / SQUARE) as usize
    }

    /// How much of lines a name would cover in a room on the map.
    fn covered(&self, room: &Room) -> u32 {
        let (first, last) = ((room.left / SQUARE) as usize, (room.right / SQUARE) as usize);
        let rows = (room.top / SQUARE) as usize..=(room.bottom / SQUARE) as usize;
        let row = |row: usize| &self.lines[row * self.columns + first..=row * self.columns + last];
        rows.flat_map(row).map(|weight| u32::from(*weight)).sum()
    }

    /// Whether room is free, and on the map.
    pub fn is_free(&self, room: &Room) -> bool {
        const EDGE: f64 = 2.0;
        room.left >= EDGE
            && room.top >= EDGE
            && room.right <= self.size.x - EDGE
            && room.bottom <= self.size.y - EDGE
            && !self.taken.iter().any(|taken| taken.meets(room))
    }

    /// Takes a free place for a text: an early one, and one that covers little of lines.
    pub fn place(
        &mut self,
        candidates: impl IntoIterator<Item = Candidate>,
        width: f64,
        height: f64,
    ) -> Option<Candidate> {
        let rooms =
            candidates.into_iter().map(|candidate| (candidate, Room::of_text(candidate, width, height)));
        let free = rooms.enumerate().filter(|(_, (_, room))| self.is_free(room));
        let (_, (candidate, room)) =
            free.min_by_key(|(index, (_, room))| 2 * self.covered(room) + *index as u32)?;
        self.taken.push(room);
        Some(candidate)
    }
}

/// The places of a name beside a round mark: first the side where the text ends away from it.
pub fn beside(at: Coord<f64>, distance: f64, height: f64, right_to_left: bool) -> Vec<Candidate> {
    let slant = distance * 0.8;
    let half = height / 2.0;
    let place = |anchor, x: f64, y: f64| Candidate { anchor, at: Coord { x: at.x + x, y: at.y + y } };
    let mut places = vec![
        place(Anchor::Left, distance, 0.0),
        place(Anchor::Right, -distance, 0.0),
        place(Anchor::Left, slant, -half),
        place(Anchor::Left, slant, half),
        place(Anchor::Right, -slant, -half),
        place(Anchor::Right, -slant, half),
        place(Anchor::Middle, 0.0, -distance - half),
        place(Anchor::Middle, 0.0, distance + half),
        place(Anchor::Left, 0.0, -distance - half),
        place(Anchor::Left, 0.0, distance + half),
        place(Anchor::Right, 0.0, -distance - half),
        place(Anchor::Right, 0.0, distance + half),
    ];
    if right_to_left {
        for place in &mut places {
            place.at.x = 2.0 * at.x - place.at.x;
            place.anchor = match place.anchor {
                Anchor::Left => Anchor::Right,
                Anchor::Middle => Anchor::Middle,
                Anchor::Right => Anchor::Left,
            };
        }
    }
    places
}

/// How wide a text is about, in pixels: no font is at hand, so that this is a wide
/// one, half bold. A name that has a little too much room is no harm.
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
        for (index, room) in placement.taken.iter().enumerate() {
            assert!(!placement.taken[..index].iter().any(|other| other.meets(room)));
        }
    }

    #[test]
    fn a_name_turns_inward_at_the_edge_and_away_from_a_line() {
        let mut placement = Placement::new(SIZE);
        let edge = Coord { x: 290.0, y: 100.0 };
        let place = placement.place(beside(edge, 8.0, 14.0, false), 60.0, 14.0).expect("room");
        assert_eq!(place.anchor, Anchor::Right);
        let at = Coord { x: 100.0, y: 50.0 };
        placement.avoid(&[at, Coord { x: 180.0, y: 50.0 }], 3);
        let place = placement.place(beside(at, 8.0, 14.0, false), 60.0, 14.0).expect("room");
        assert_eq!(place.anchor, Anchor::Right);
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
