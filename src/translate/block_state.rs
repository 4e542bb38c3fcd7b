//! The states that a block of a source can be in.

use super::hash::BlockHash;

/// What has become of a block of the source in a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockState {
    /// Its translation was accepted for what it says now.
    Current,
    /// It was translated by a machine, and nobody has read that.
    Machine,
    /// Its translation was accepted for what it said before.
    Stale {
        /// What it said before; [`Record::sources`](super::Record::sources) has the text.
        previous: BlockHash,
    },
    /// Something stands in its place, and nobody has accepted that.
    Unaccepted,
    /// Nothing is its translation.
    Missing,
}
