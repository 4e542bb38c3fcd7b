//! What links to a document can lead to within it.

use super::composed;

/// The ids of a text. Every page that is linked to keeps them, so they take few allocations, however many there are.
#[derive(Debug)]
pub(super) struct Anchors {
    /// The ids one after the other, as they are written.
    text: Box<str>,
    /// Where each id ends in `text`.
    ends: Box<[usize]>,
    /// The numbers of the ids, sorted by their normalisation form C.
    sorted: Box<[usize]>,
    /// How many of the ids are those of headings. They are the first ones, in the order of the text.
    heading_count: usize,
}

impl Anchors {
    /// The ids of headings in their order, and those of the author's HTML.
    pub fn new(headings: &[String], html: &[String]) -> Self {
        let ids: Vec<&String> = headings.iter().chain(html).collect();
        let ends = ids.iter().scan(0, |end, id| {
            *end += id.len();
            Some(*end)
        });
        let mut sorted: Vec<usize> = (0..ids.len()).collect();
        sorted.sort_by_cached_key(|number| composed(ids[*number]));
        Self {
            text: ids.iter().map(|id| id.as_str()).collect::<String>().into(),
            ends: ends.collect(),
            sorted: sorted.into(),
            heading_count: headings.len(),
        }
    }

    /// The ids of headings, in their order.
    pub fn headings(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.heading_count).map(|number| self.id(number))
    }

    /// All ids, in an order that follows from the ids.
    pub fn sorted(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(|number| self.id(*number))
    }

    /// The id, as it is written, that has a normalisation form C.
    pub fn find(&self, form: &str) -> Option<&str> {
        let behind = self.sorted.partition_point(|number| *composed(self.id(*number)) <= *form);
        let id = self.id(self.sorted[behind.checked_sub(1)?]);
        (composed(id) == form).then_some(id)
    }

    fn id(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_any_normalisation_form() {
        let of = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let anchors = Anchors::new(&of(&["сайт", "бару", "a"]), &of(&["и\u{306}", "a-2"]));
        assert_eq!(anchors.headings().collect::<Vec<_>>(), ["сайт", "бару", "a"]);
        assert_eq!(anchors.sorted().collect::<Vec<_>>(), ["a", "a-2", "бару", "и\u{306}", "сайт"]);
        for (form, id) in
            [("й", Some("и\u{306}")), ("бару", Some("бару")), ("a", Some("a")), ("a-3", None), ("", None)]
        {
            assert_eq!(anchors.find(form), id, "{form}");
        }
        assert_eq!(Anchors::new(&[], &[]).find("a"), None);
    }
}
