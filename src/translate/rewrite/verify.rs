//! Whether a document says what it was to say, after it was written.

use rustc_hash::FxHashMap;

use super::render::block_says;
use super::{Edit, EditedBlocks, Expected};
use crate::translate::block_text::BlockText;
use crate::translate::hash::BlockHash;

/// Compares the blocks of a document with those it had and with what was written. Returns the blocks of each unit, or `None`
/// if another block has changed or one does not say what it should.
pub(super) fn verify(
    old: &[BlockText],
    new: &[BlockText],
    edits: &[&Edit],
) -> Option<Vec<(usize, Vec<BlockHash>)>> {
    let mut replaced: FxHashMap<usize, &Expected> = FxHashMap::default();
    // Further blocks, by the place in the old text that they stand at.
    let mut inserted: Vec<(usize, &Expected)> = Vec::new();
    let mut added_keys: FxHashMap<&str, &Expected> = FxHashMap::default();
    for edit in edits {
        match &edit.blocks {
            EditedBlocks::Replaced(number, expected) => {
                replaced.insert(*number, expected);
            }
            EditedBlocks::Inserted(blocks) => {
                for expected in blocks {
                    match &expected.key {
                        Some(key) => {
                            added_keys.insert(key, expected);
                        }
                        None => inserted.push((edit.range.start, expected)),
                    }
                }
            }
        }
    }
    let mut written: FxHashMap<usize, Vec<BlockHash>> = FxHashMap::default();
    let mut check = |block: &BlockText, expected: Result<&Expected, &BlockText>| match expected {
        Ok(expected) => {
            let is_said = block_says(block, &expected.text, &expected.marks);
            if let Some(unit) = expected.unit {
                written.entry(unit).or_default().push(block.block.hash);
            }
            is_said
        }
        Err(old) => block.block.hash == old.block.hash && block.block.kind == old.block.kind,
    };
    let is_keyed = |block: &&BlockText| block.block.kind.key().is_some();
    let keyed: FxHashMap<&str, (usize, &BlockText)> = old
        .iter()
        .enumerate()
        .filter_map(|(number, block)| Some((block.block.kind.key()?, (number, block))))
        .collect();
    let mut count = 0;
    for block in new.iter().filter(is_keyed) {
        let key = block.block.kind.key()?;
        let expected = match (keyed.get(key), added_keys.get(key)) {
            (Some((number, old)), _) => replaced.get(number).map_or(Err(*old), |expected| Ok(*expected)),
            (None, Some(expected)) => Ok(*expected),
            (None, None) => return None,
        };
        count += 1;
        if !check(block, expected) {
            return None;
        }
    }
    if count != keyed.len() + added_keys.len() {
        return None;
    }
    let mut expected: Vec<(usize, Result<&Expected, &BlockText>)> = Vec::new();
    let mut further = inserted.into_iter().peekable();
    for (number, block) in old.iter().enumerate().filter(|(_, block)| !is_keyed(block)) {
        while let Some((at, it)) = further.next_if(|(at, _)| *at <= block.block.range.start) {
            expected.push((at, Ok(it)));
        }
        let own = replaced.get(&number).map_or(Err(block), |expected| Ok(*expected));
        expected.push((block.block.range.start, own));
    }
    expected.extend(further.map(|(at, it)| (at, Ok(it))));
    let body: Vec<&BlockText> = new.iter().filter(|block| !is_keyed(block)).collect();
    let is_as_expected = body.len() == expected.len()
        && body.iter().zip(&expected).all(|(block, (_, expected))| check(block, *expected));
    is_as_expected.then(|| written.into_iter().collect())
}
