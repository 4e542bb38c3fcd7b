//! The blocks of a translation in the order in which they are shown, each with an id of what is seen of it.

use rustc_hash::FxHashMap;

use crate::site::{PageId, Site};
use crate::status::{BlockPlace, BlockView, LanguageView, PageTexts};
use crate::translate::PageDocuments;

/// A line of the comparison of a translation with its source.
pub(super) struct Row<'v> {
    /// Identifies what is seen: what the source and the translation say, and the state. Whoever accepts names it, so that
    /// nobody accepts what he has not read.
    pub id: String,
    /// What it is about.
    pub of: RowOf<'v>,
}

/// What a row is about.
pub(super) enum RowOf<'v> {
    /// A block of the source, by its number.
    Block(usize, &'v BlockView),
    /// A block of the translation that has no source any more.
    Orphan(&'v BlockPlace),
}

/// The rows in the order of the source; what has no source stands behind what precedes it in the translation.
pub(super) fn rows(view: &LanguageView) -> Vec<Row<'_>> {
    let place = |place: &BlockPlace| (place.line, place.column);
    let mut orphans: Vec<&BlockPlace> = view.orphaned.iter().collect();
    orphans.sort_by_key(|orphan| place(orphan));
    let mut behind: Vec<Vec<&BlockPlace>> = vec![Vec::new(); view.blocks.len() + 1];
    // What precedes an orphan, by its place in the translation.
    let mut ends: Vec<((u32, u32), usize)> = Vec::new();
    for (number, block) in view.blocks.iter().enumerate() {
        ends.extend(block.translations.iter().map(place).max().map(|end| (end, number + 1)));
    }
    ends.sort_unstable();
    for orphan in orphans {
        let before = ends.partition_point(|(end, _)| *end < place(orphan));
        behind[before.checked_sub(1).map_or(0, |last| ends[last].1)].push(orphan);
    }
    let mut ids = Ids { language: usize::from(view.language).to_string(), given: FxHashMap::default() };
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut behind = behind.into_iter();
    for orphan in behind.next().unwrap_or_default() {
        rows.push(Row { id: ids.of_orphan(orphan), of: RowOf::Orphan(orphan) });
    }
    for (number, (block, orphans)) in view.blocks.iter().zip(behind).enumerate() {
        rows.push(Row { id: ids.of_block(block), of: RowOf::Block(number, block) });
        for orphan in orphans {
            rows.push(Row { id: ids.of_orphan(orphan), of: RowOf::Orphan(orphan) });
        }
    }
    rows
}

/// Identifies all that is seen of a translation.
pub(super) fn seen(rows: &[Row<'_>]) -> String {
    id(&rows.iter().map(|row| &*row.id).collect::<Vec<_>>())
}

/// Gives each row an id of its own: texts that say the same may stand on a page more than once.
struct Ids {
    language: String,
    /// How many rows have each id.
    given: FxHashMap<String, u32>,
}

impl Ids {
    fn of_block(&mut self, block: &BlockView) -> String {
        let translations: Vec<&str> = block.translations.iter().map(|it| &*it.hash).collect();
        self.give(block.state, &[&[&*block.place.hash], &*translations].concat())
    }

    fn of_orphan(&mut self, orphan: &BlockPlace) -> String {
        self.give("orphaned", &[&orphan.hash])
    }

    fn give(&mut self, state: &str, hashes: &[&str]) -> String {
        let id = id(&[&[&*self.language, state], hashes].concat());
        let count = self.given.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}-{count}") }
    }
}

fn id(parts: &[&str]) -> String {
    blake3::hash(parts.join(" ").as_bytes()).to_hex()[..12].to_owned()
}

/// Reads the blocks of a page in all its languages.
pub(super) fn with_texts<T>(site: &Site, page: PageId, read: impl FnOnce(&PageTexts<'_>) -> T) -> T {
    let page = &site.pages[page];
    let documents = page.own_documents();
    let kind = &site.kinds[page.kind];
    read(&PageTexts::of(PageDocuments { documents: &documents, record: &page.record, kind }))
}
