//! Work that is still to be done, and what its result is known by.

use std::fmt;
use std::sync::Arc;

use super::{Key, Store};
use crate::diagnostics::Diagnostic;

/// A result that is made when somebody needs its bytes: its key, and the function that makes it.
///
/// ```
/// use sapar::artefacts::{Artefact, Digest, Key, Store};
///
/// # let site = tempfile::tempdir().unwrap();
/// # let store = Store::open(site.path());
/// let text = "бір екі";
/// let key = Key::builder("upper case", 1).source(Digest::of(text.as_bytes())).finish();
/// let artefact = Artefact::new(key, move || Ok(text.to_uppercase().into_bytes()));
/// assert_eq!(artefact.make(&store).unwrap(), "БІР ЕКІ".as_bytes());
/// ```
#[derive(Clone)]
pub struct Artefact {
    key: Key,
    is_kept: bool,
    make: Arc<dyn Fn(&Store) -> Result<Vec<u8>, Diagnostic> + Send + Sync>,
}

impl Artefact {
    /// An artefact. `make` must depend on nothing that is not part of the key.
    ///
    /// `make` runs on the thread that asks, while other threads that want the same key wait. It must not wait for work
    /// of the same thread pool (such as a `rayon` iterator): the pool could give it a task that waits for this one.
    pub fn new(key: Key, make: impl Fn() -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'static) -> Self {
        Self { key, is_kept: true, make: Arc::new(move |_| make()) }
    }

    /// An artefact like [`new`](Self::new), for whose making others are needed, which `make` gets from the store.
    pub fn from_others(
        key: Key,
        make: impl Fn(&Store) -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'static,
    ) -> Self {
        Self { key, is_kept: true, make: Arc::new(make) }
    }

    /// An artefact that is made of others, which `make` gets from the store. That is cheap where those are kept, so the
    /// store does not keep this one.
    pub fn composed(
        key: Key,
        make: impl Fn(&Store) -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'static,
    ) -> Self {
        Self { key, is_kept: false, make: Arc::new(make) }
    }

    /// What the bytes are found by.
    pub fn key(&self) -> Key {
        self.key
    }

    /// Whether the store keeps the bytes.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Makes the bytes, whether or not they were made before. What they are made of comes from the store.
    ///
    /// # Errors
    /// Says what is wrong with a source that nothing can be made from.
    pub fn make(&self, store: &Store) -> Result<Vec<u8>, Diagnostic> {
        (self.make)(store)
    }
}

/// Same key, same bytes.
impl PartialEq for Artefact {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Artefact {}

impl fmt::Debug for Artefact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Artefact").field("key", &self.key).finish_non_exhaustive()
    }
}
