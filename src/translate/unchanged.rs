//! Which blocks of a translation were made from blocks of the source that still say the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::TextBlock;
use super::hash::BlockHash;
use super::record::{Record, RecordLine};

/// The lines of one language in a record.
pub(super) struct Lines<'r> {
    pub by_target: FxHashMap<BlockHash, Vec<&'r RecordLine>>,
    /// What those translations were made from that are not there any more: they were edited or removed since.
    pub sources_of_edited: FxHashSet<BlockHash>,
}

impl<'r> Lines<'r> {
    /// Those of a record, for a translation that has these blocks.
    pub fn of(record: &'r Record, language: &'r str, target: &[TextBlock]) -> Self {
        let present: FxHashSet<BlockHash> = target.iter().map(|block| block.hash).collect();
        let mut lines = Self { by_target: FxHashMap::default(), sources_of_edited: FxHashSet::default() };
        for line in record.lines_of(language) {
            lines.by_target.entry(line.target).or_default().push(line);
            if !present.contains(&line.target) {
                lines.sources_of_edited.extend(&line.sources);
            }
        }
        lines
    }

    /// The lines of a block of the translation.
    pub fn of_target(&self, target: BlockHash) -> &[&'r RecordLine] {
        self.by_target.get(&target).map_or(&[], Vec::as_slice)
    }
}

/// What is recorded of a block of the translation: one of the blocks that it was made from.
pub(super) struct Claim {
    /// The number of the block of the translation.
    pub target: usize,
    /// What it was made from; `None` if nothing is recorded of it.
    pub source: Option<BlockHash>,
    /// Whether a machine has made it.
    pub is_machine: bool,
    /// The number of the block of the source that says this; `None` if there is none, or not one more.
    pub place: Option<usize>,
}

/// The blocks of the source that those of a translation were made from, in the order of the translation, wherever they
/// stand. Texts of the front matter are left out.
///
/// Blocks that say the same, such as the cells of a table, are told apart by what stands beside them: of a row that is new,
/// no cell is translated, even if other rows have the same words.
pub(super) fn claims(source: &[TextBlock], target: &[TextBlock], lines: &Lines<'_>) -> Vec<Claim> {
    let mut places = Places { source, of: FxHashMap::default(), is_taken: vec![false; source.len()] };
    for (number, block) in source.iter().enumerate().filter(|(_, block)| block.kind.key().is_none()) {
        places.of.entry(block.hash).or_default().push(number);
    }
    let mut claims = chosen_lines(target, lines, &places);
    take_what_is_single(&mut claims, target, &mut places);
    for index in 1..claims.len() {
        let behind = claims[index - 1].place.map(|place| place + 1);
        places.take(&mut claims[index], behind);
    }
    for index in (1..claims.len()).rev() {
        let before = claims[index].place.and_then(|place| place.checked_sub(1));
        places.take(&mut claims[index - 1], before);
    }
    take_what_is_left(&mut claims, target, &mut places);
    claims
}

/// The blocks of the source by what they say.
struct Places<'s> {
    source: &'s [TextBlock],
    of: FxHashMap<BlockHash, Vec<usize>>,
    is_taken: Vec<bool>,
}

impl Places<'_> {
    fn of(&self, source: BlockHash) -> &[usize] {
        self.of.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Gives a claim a place if that is the right one and free.
    fn take(&mut self, claim: &mut Claim, place: Option<usize>) {
        let (Some(place), Some(hash), None) = (place, claim.source, claim.place) else { return };
        let is_right = |block: &TextBlock| block.kind.key().is_none() && block.hash == hash;
        if self.source.get(place).is_some_and(is_right) && !self.is_taken[place] {
            self.is_taken[place] = true;
            claim.place = Some(place);
        }
    }
}

/// Chooses the line of each block of the translation: the one whose sources are there, or most of them; of several, the one
/// that goes on where the block before ended, and else that of the first.
fn chosen_lines(target: &[TextBlock], lines: &Lines<'_>, places: &Places<'_>) -> Vec<Claim> {
    // Blocks that say the same belong to sources that say the same in their order.
    let mut seen: FxHashMap<(BlockHash, BlockHash), usize> = FxHashMap::default();
    let mut claims = Vec::new();
    let mut next = 0;
    for (number, block) in target.iter().enumerate().filter(|(_, block)| block.kind.key().is_none()) {
        let place = |source: &BlockHash| {
            let turn = seen.get(&(block.hash, *source)).copied().unwrap_or(0);
            places.of(*source).get(turn).copied()
        };
        let likelihood = |line: &&&RecordLine| {
            let absent = line.sources.iter().filter(|source| place(source).is_none()).count();
            let goes_on = |source: &BlockHash| places.of(*source).binary_search(&next).is_ok();
            let goes_on = line.sources.first().is_some_and(goes_on);
            (absent, line.is_machine, !goes_on, line.sources.iter().find_map(place))
        };
        let Some(line) = lines.of_target(block.hash).iter().min_by_key(likelihood) else {
            claims.push(Claim { target: number, source: None, is_machine: false, place: None });
            continue;
        };
        next = line.sources.iter().filter_map(place).max().map_or(next, |place| place + 1);
        for source in &line.sources {
            *seen.entry((block.hash, *source)).or_default() += 1;
            let claim =
                Claim { target: number, source: Some(*source), is_machine: line.is_machine, place: None };
            claims.push(claim);
        }
    }
    claims
}

/// What stands at one place belongs to all that was made from it: a translation may have divided it. A block that says the
/// same as another one was not made from the same place.
fn take_what_is_single(claims: &mut [Claim], target: &[TextBlock], places: &mut Places<'_>) {
    let mut seen: FxHashSet<(BlockHash, BlockHash)> = FxHashSet::default();
    for index in 0..claims.len() {
        let Some(source) = claims[index].source else { continue };
        let [place] = *places.of(source) else { continue };
        // The parts of what was divided stand beside each other.
        let is_part = index > 0 && claims[index - 1].place == Some(place);
        if (is_part || !places.is_taken[place]) && seen.insert((target[claims[index].target].hash, source)) {
            claims[index].place = Some(place);
            places.is_taken[place] = true;
        }
    }
}

/// What is left takes what is left, in the order of both. Where nothing is, it belongs to the same place as what stands
/// beside it, if that was made from the same and says something else.
fn take_what_is_left(claims: &mut [Claim], target: &[TextBlock], places: &mut Places<'_>) {
    let mut tried: FxHashMap<BlockHash, usize> = FxHashMap::default();
    for index in 0..claims.len() {
        let Some(source) = claims[index].source.filter(|_| claims[index].place.is_none()) else { continue };
        let behind = index.checked_sub(1).and_then(|before| claims[before].place).map(|place| place + 1);
        places.take(&mut claims[index], behind);
        if claims[index].place.is_some() {
            continue;
        }
        let from = tried.entry(source).or_default();
        let all = places.of(source);
        *from += all[*from..].iter().take_while(|place| places.is_taken[**place]).count();
        if let Some(place) = all.get(*from).copied() {
            places.is_taken[place] = true;
            claims[index].place = Some(place);
            continue;
        }
        let neighbours = [index.checked_sub(1), Some(index + 1)];
        claims[index].place =
            neighbours.into_iter().flatten().filter_map(|it| claims.get(it)).find_map(|it| {
                let is_part =
                    it.source == Some(source) && target[it.target].hash != target[claims[index].target].hash;
                it.place.filter(|_| is_part)
            });
    }
}
