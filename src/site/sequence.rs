//! An ordered list from which one item can be moved to another place without copying the rest.
//!
//! This is our own because the crates for persistent vectors bring several others along, and most cannot insert.

use std::sync::Arc;

/// The most items of a leaf and the most nodes of a branch. A change copies one leaf, and one branch on each level.
const MAX_WIDTH: usize = 64;

/// How full nodes are at first, so that an item put into one does not split it at once.
const FIRST_WIDTH: usize = 48;

/// An immutable list of small items, as a B-tree by position. A change makes another list, which shares with the old one all
/// nodes that are the same; its cost grows with the logarithm of the length.
#[derive(Debug, Clone)]
pub struct Sequence<T> {
    root: Node<T>,
}

#[derive(Debug, Clone)]
enum Node<T> {
    Leaf(Arc<[T]>),
    /// Nodes with the number of items in each.
    Branch(Arc<[(usize, Self)]>),
}

impl<T: Copy> Sequence<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.root.len()
    }

    /// The item at an index; `None` beyond the end.
    pub fn get(&self, mut index: usize) -> Option<T> {
        let mut node = &self.root;
        loop {
            match node {
                Node::Leaf(items) => return items.get(index).copied(),
                Node::Branch(nodes) => {
                    let (at, within) = find(nodes, index);
                    (node, index) = (&nodes[at].1, within);
                }
            }
        }
    }

    /// All items, in their order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.iter_from(0)
    }

    /// The items from an index on, in their order.
    pub fn iter_from(&self, index: usize) -> Iter<'_, T> {
        let mut iter = Iter { branches: Vec::new(), leaf: [].iter() };
        iter.descend(&self.root, index);
        iter
    }

    /// The index of the first item for which `is_before` does not hold, where it holds for all items before that and for none
    /// after it.
    pub fn partition_point(&self, mut is_before: impl FnMut(T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle) {
                Some(item) if is_before(item) => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    /// The list without the item at an index.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        if index >= self.len() {
            return self.clone();
        }
        Self { root: self.root.without(index) }
    }

    /// The list with an item more, at an index that is not beyond the end.
    #[must_use]
    pub fn with(&self, index: usize, item: T) -> Self {
        let root = match self.root.with(index, item) {
            (root, None) => root,
            (first, Some(second)) => Node::branch(vec![first, second]),
        };
        Self { root }
    }
}

impl<T: Copy> Node<T> {
    fn branch(nodes: Vec<Self>) -> Self {
        Self::Branch(nodes.into_iter().map(|node| (node.len(), node)).collect())
    }

    fn len(&self) -> usize {
        match self {
            Self::Leaf(items) => items.len(),
            Self::Branch(nodes) => nodes.iter().map(|(len, _)| len).sum(),
        }
    }

    fn without(&self, index: usize) -> Self {
        match self {
            Self::Leaf(items) => Self::Leaf([&items[..index], &items[index + 1..]].concat().into()),
            Self::Branch(nodes) => {
                let (at, index) = find(nodes, index);
                let mut nodes = nodes.to_vec();
                match nodes[at].0 {
                    1 if nodes.len() > 1 => drop(nodes.remove(at)),
                    len => nodes[at] = (len - 1, nodes[at].1.without(index)),
                }
                Self::Branch(nodes.into())
            }
        }
    }

    /// The node with an item more, as two nodes if it would be too wide.
    fn with(&self, index: usize, item: T) -> (Self, Option<Self>) {
        match self {
            Self::Leaf(items) => {
                let items = [&items[..index], &[item], &items[index..]].concat();
                halves(items, |items| Self::Leaf(items.into()))
            }
            Self::Branch(nodes) => {
                let (at, index) = find(nodes, index);
                let mut nodes = nodes.to_vec();
                let (first, second) = nodes[at].1.with(index, item);
                nodes[at] = (first.len(), first);
                if let Some(second) = second {
                    nodes.insert(at + 1, (second.len(), second));
                }
                halves(nodes, |nodes| Self::Branch(nodes.into()))
            }
        }
    }
}

/// The node that holds an index, and the index within it. The end of the list is within the last node.
fn find<T>(nodes: &[(usize, Node<T>)], mut index: usize) -> (usize, usize) {
    let last = nodes.len().saturating_sub(1);
    for (at, (len, _)) in nodes.iter().enumerate() {
        if index < *len || at == last {
            return (at, index);
        }
        index -= len;
    }
    (last, index)
}

/// One node, or two if it would be too wide.
fn halves<I: Clone, N>(items: Vec<I>, node: impl Fn(Vec<I>) -> N) -> (N, Option<N>) {
    if items.len() <= MAX_WIDTH {
        return (node(items), None);
    }
    let second = items[items.len() / 2..].to_vec();
    let mut first = items;
    first.truncate(first.len() / 2);
    (node(first), Some(node(second)))
}

impl<T: Copy> FromIterator<T> for Sequence<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let items: Vec<T> = items.into_iter().collect();
        let mut nodes: Vec<Node<T>> =
            items.chunks(FIRST_WIDTH).map(|items| Node::Leaf(items.into())).collect();
        while nodes.len() > 1 {
            nodes = nodes.chunks(FIRST_WIDTH).map(|nodes| Node::branch(nodes.to_vec())).collect();
        }
        Self { root: nodes.pop().unwrap_or_else(|| Node::Leaf([].into())) }
    }
}

impl<T: Copy> Default for Sequence<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

/// The items of a [`Sequence`].
#[derive(Debug, Clone)]
pub struct Iter<'s, T> {
    /// What is left of the branches above the leaf, the root first.
    branches: Vec<std::slice::Iter<'s, (usize, Node<T>)>>,
    leaf: std::slice::Iter<'s, T>,
}

impl<'s, T: Copy> Iter<'s, T> {
    /// Goes to an index within a node.
    fn descend(&mut self, mut node: &'s Node<T>, mut index: usize) {
        loop {
            match node {
                Node::Leaf(items) => {
                    self.leaf = items[index.min(items.len())..].iter();
                    return;
                }
                Node::Branch(nodes) => {
                    let (at, within) = find(nodes, index);
                    self.branches.push(nodes[at + 1..].iter());
                    (node, index) = (&nodes[at].1, within);
                }
            }
        }
    }
}

impl<T: Copy> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        loop {
            if let Some(item) = self.leaf.next() {
                return Some(*item);
            }
            match self.branches.last_mut()?.next() {
                Some((_, node)) => self.descend(node, 0),
                None => drop(self.branches.pop()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The addresses of all nodes.
    fn nodes<T>(node: &Node<T>, found: &mut Vec<*const ()>) {
        match node {
            Node::Leaf(items) => found.push(items.as_ptr().cast()),
            Node::Branch(within) => {
                found.push(within.as_ptr().cast());
                within.iter().for_each(|(_, node)| nodes(node, found));
            }
        }
    }

    /// How many nodes of a list another one does not have.
    fn new_nodes<T>(list: &Sequence<T>, old: &Sequence<T>) -> usize {
        let (mut of_list, mut of_old) = (Vec::new(), Vec::new());
        nodes(&list.root, &mut of_list);
        nodes(&old.root, &mut of_old);
        of_list.iter().filter(|node| !of_old.contains(node)).count()
    }

    #[test]
    fn moving_an_item_costs_nearly_the_same_in_lists_of_any_length() {
        for (length, levels, comparisons) in [(2_500, 3, 12), (100_000, 3, 17)] {
            let list: Sequence<usize> = (0..length).collect();
            for from in [0, length / 3, length - 1] {
                let shorter = list.without(from);
                assert!(new_nodes(&shorter, &list) <= levels, "{length}");
                let mut compared = 0;
                let to = shorter.partition_point(|item| {
                    compared += 1;
                    item < length / 2
                });
                assert!(compared <= comparisons, "{compared} comparisons in {length}");
                let moved = shorter.with(to, from);
                // A leaf may be split.
                assert!(new_nodes(&moved, &shorter) <= levels + 1, "{length}");
                assert_eq!((moved.len(), moved.get(to)), (length, Some(from)));
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_what_a_plain_list_would_be(
            length in 0..6_000_usize,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..300),
            from in any::<prop::sample::Index>(),
        ) {
            let mut plain: Vec<usize> = (0..length).collect();
            let mut list: Sequence<usize> = plain.iter().copied().collect();
            for (number, (at, adds)) in changes.into_iter().enumerate() {
                if adds {
                    let at = at.index(plain.len() + 1);
                    plain.insert(at, number);
                    list = list.with(at, number);
                } else if !plain.is_empty() {
                    let at = at.index(plain.len());
                    plain.remove(at);
                    list = list.without(at);
                }
            }
            let from = from.index(plain.len() + 2);
            prop_assert_eq!(list.len(), plain.len());
            prop_assert!(list.iter().eq(plain.iter().copied()));
            prop_assert!(list.iter_from(from).eq(plain.iter().copied().skip(from)));
            prop_assert_eq!(list.get(from), plain.get(from).copied());
        }

        #[test]
        fn one_leaf_takes_any_number_of_items(count in 0..3_000_usize, at in any::<prop::sample::Index>()) {
            let mut list: Sequence<usize> = Sequence::default();
            let mut plain = Vec::new();
            for number in 0..count {
                let at = at.index(number + 1);
                list = list.with(at, number);
                plain.insert(at, number);
            }
            prop_assert!(list.iter().eq(plain));
        }
    }
}
