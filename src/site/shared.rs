//! A list that shares what is the same with the list that it was made from.

use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

use typed_index_collections::TiVec;

/// How many items are copied together when one of them is replaced, and the addresses of how many chunks are. Besides them
/// only the addresses of all blocks are copied: one for 4,096 items.
const CHUNK: usize = 64;
const BLOCK: usize = 64;

/// Items that lie side by side.
type Chunk<V> = Arc<[V]>;

/// An immutable list, indexed by `K`. [`SharedVec::with`] makes another list in which one item is different; its cost
/// hardly depends on the length.
#[derive(Debug)]
pub struct SharedVec<K, V> {
    blocks: Vec<Arc<[Chunk<V>]>>,
    length: usize,
    key: PhantomData<fn() -> K>,
}

impl<K: From<usize> + Into<usize>, V> SharedVec<K, V> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The ids of all items, in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = K> + ExactSizeIterator + use<K, V> {
        (0..self.length).map(K::from)
    }

    /// All items, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &V> {
        self.blocks.iter().flat_map(|block| block.iter()).flat_map(|chunk| chunk.iter())
    }

    /// All items with their ids, in their order.
    pub fn iter_enumerated(&self) -> impl Iterator<Item = (K, &V)> {
        self.keys().zip(self.iter())
    }

    /// The list with another item in one place.
    #[must_use]
    pub fn with(&self, key: K, value: V) -> Self
    where
        V: Clone,
    {
        let mut list = self.clone();
        let (block, chunk, item) = place(key.into());
        // What is cloned is one block and one chunk, which the list that this one was made from keeps.
        let block = Arc::make_mut(&mut list.blocks[block]);
        Arc::make_mut(&mut block[chunk])[item] = value;
        list
    }
}

/// The block, the chunk of the block and the item of the chunk at an index.
fn place(index: usize) -> (usize, usize, usize) {
    (index / (CHUNK * BLOCK), index / CHUNK % BLOCK, index % CHUNK)
}

impl<K, V> Clone for SharedVec<K, V> {
    fn clone(&self) -> Self {
        Self { blocks: self.blocks.clone(), length: self.length, key: PhantomData }
    }
}

impl<K, V> Default for SharedVec<K, V> {
    fn default() -> Self {
        Self { blocks: Vec::new(), length: 0, key: PhantomData }
    }
}

impl<K: Into<usize>, V> Index<K> for SharedVec<K, V> {
    type Output = V;

    fn index(&self, key: K) -> &V {
        let (block, chunk, item) = place(key.into());
        &self.blocks[block][chunk][item]
    }
}

impl<K, V> FromIterator<V> for SharedVec<K, V> {
    fn from_iter<I: IntoIterator<Item = V>>(items: I) -> Self {
        let mut items = items.into_iter().peekable();
        let mut chunks: Vec<Chunk<V>> = Vec::new();
        let mut length = 0;
        while items.peek().is_some() {
            let chunk: Vec<V> = items.by_ref().take(CHUNK).collect();
            length += chunk.len();
            chunks.push(chunk.into());
        }
        let blocks = chunks.chunks(BLOCK).map(Arc::from).collect();
        Self { blocks, length, key: PhantomData }
    }
}

impl<K, V> From<TiVec<K, V>> for SharedVec<K, V> {
    fn from(items: TiVec<K, V>) -> Self {
        items.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_with_another_item_shares_all_chunks_but_one() {
        let length = 2 * BLOCK * CHUNK + 1;
        let old: SharedVec<usize, usize> = (0..length).collect();
        let new = old.with(CHUNK, 7);
        assert_eq!((old[CHUNK], new[CHUNK], new.len()), (CHUNK, 7, length));
        let shared = old.blocks.iter().zip(&new.blocks).map(|(old, new)| Arc::ptr_eq(old, new));
        assert_eq!(shared.collect::<Vec<_>>(), [false, true, true]);
        let shared = old.blocks[0].iter().zip(&*new.blocks[0]).map(|(old, new)| Arc::ptr_eq(old, new));
        assert_eq!(shared.filter(|is_shared| !is_shared).count(), 1);
    }

    #[test]
    fn a_list_of_any_length_holds_its_items_in_order() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, BLOCK * CHUNK, BLOCK * CHUNK + 1] {
            let list: SharedVec<usize, usize> = (0..length).collect();
            assert!(list.iter().copied().eq(0..length) && list.keys().eq(0..length), "{length}");
            assert_eq!((list.len(), list.is_empty()), (length, length == 0));
            assert!((0..length).all(|index| list[index] == index), "{length}");
        }
    }
}
