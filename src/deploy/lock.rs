//! The lock at a target, in which the intention of the deployment stands that holds it.
//!
//! A lock is never removed. It is free if its version is the one that the manifest names: the manifest is the last thing that a
//! deployment writes, so that one write both ends the deployment and frees the lock.

use serde::{Deserialize, Serialize};

use super::content_id::ContentId;
use super::manifest::{compress, decompress, is_plain};

/// Its name at a target.
pub const LOCK: &str = ".sapar/lock.json.gz";

/// The version of the written form.
const VERSION: u32 = 1;

/// For how many seconds a lock is heeded after it was renewed. A deployment on a bad line renews it every minute; one that was
/// killed keeps others away for that long.
pub const LEASE: u64 = 10 * 60;

/// After how many seconds a lock is renewed.
pub const RENEW_AFTER: u64 = 60;

/// A file that is going to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntendedPut {
    /// Its path.
    pub path: String,
    /// What it will be.
    pub id: ContentId,
    /// In bytes.
    pub size: u64,
    /// Whether it has been written.
    pub done: bool,
}

/// A lock, as it stands at a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    version: u32,
    /// Tells this deployment from any other: random.
    pub id: String,
    /// How often it has been written, so that no two forms of it are equal.
    pub writes: u64,
    /// The generation of the manifest that the deployment is going to write.
    pub generation: u64,
    /// When the deployment began, in seconds since 1970.
    pub started: u64,
    /// When it has last been renewed, in seconds since 1970; 0 once the deployment has given up.
    pub renewed: u64,
    /// The files that are going to be written, in this order.
    pub puts: Vec<IntendedPut>,
    /// The files that are going to be removed.
    pub removes: Vec<String>,
}

impl Lock {
    /// A lock that has not been written.
    pub fn new(id: String, generation: u64, now: u64) -> Self {
        Self {
            version: VERSION,
            id,
            writes: 0,
            generation,
            started: now,
            renewed: now,
            puts: Vec::new(),
            removes: Vec::new(),
        }
    }

    /// Whether others have to heed it.
    pub fn is_held(&self, now: u64) -> bool {
        self.renewed > 0 && now < self.renewed.saturating_add(LEASE)
    }

    /// The written form.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        compress(&serde_json::to_vec(self).expect("a lock is plain data"))
    }

    /// Reads the written form; `None` for anything else.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let lock: Self = serde_json::from_slice(&decompress(bytes)?).ok()?;
        let names = lock.puts.iter().map(|put| &put.path).chain(&lock.removes);
        (lock.version == VERSION && names.into_iter().all(|name| is_plain(name))).then_some(lock)
    }
}
