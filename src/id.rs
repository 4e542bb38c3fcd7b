//! Ids of pages, languages and other things that a site holds in lists: each sort has a type of its own, so that an id
//! cannot index the wrong list, nor be taken for a count.
//!
//! The lists are [`TiVec`](typed_index_collections::TiVec)s, which can be indexed by their own ids alone.

/// Defines the type of an id. 32 bits are enough: no memory holds four billion pages.
macro_rules! define_id {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the first of the list.
            pub const FIRST: Self = Self(0);
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).expect("no list is longer than memory allows"))
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.0 as Self
            }
        }
    };
}

pub(crate) use define_id;
