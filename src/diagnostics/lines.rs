//! An index of a text's lines, so that a place is turned into line and column without reading the text from its start.

/// How many bytes lie between two recorded character counts: a column is found by counting at most so many bytes.
const BLOCK: usize = 256;

/// Where each line of a text begins, and how many characters precede each block of it.
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl LineIndex {
    pub fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut characters = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(count);
            count += characters_in(block);
        }
        Self { starts: starts.collect(), characters }
    }

    /// The number of the line that holds a byte, counted from zero.
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// Where a line begins, counted from zero; the last line if there are fewer.
    pub fn start_of(&self, line: usize) -> usize {
        self.starts[line.min(self.starts.len() - 1)]
    }

    /// The bytes of a line, without its line break. `text` is the text that was indexed.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let end = self.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        text[self.start_of(line)..end].trim_end_matches('\r')
    }

    /// How many characters stand before a byte. `text` is the text that was indexed.
    pub fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        match self.characters.get(block) {
            Some(before) => before + characters_in(&text.as_bytes()[block * BLOCK..offset]),
            // The end of a text whose length is a multiple of the block.
            None => self.characters.last().map_or(0, |before| {
                before + characters_in(&text.as_bytes()[(self.characters.len() - 1) * BLOCK..offset])
            }),
        }
    }
}

/// How many characters begin in these bytes: all but the continuation bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(
            parts in prop::collection::vec("[a-zқ湖🏔\n\r]{0,40}", 0..80),
            at in 0.0..=1.0,
        ) {
            let text = parts.concat();
            let index = LineIndex::of(&text);
            let offset = text.floor_char_boundary((text.len() as f64 * at) as usize);
            let line = text[..offset].matches('\n').count();
            prop_assert_eq!(index.line_at(offset), line);
            prop_assert_eq!(index.characters_before(&text, offset), text[..offset].chars().count());
            let expected = text.split('\n').nth(line).expect("it has so many lines");
            prop_assert_eq!(index.line(&text, line), expected.trim_end_matches('\r'));
        }
    }
}
