//! Keeps the bytes of artefacts in `.sapar/cache`.
//!
//! `cache/keys/KEY` holds the digest of an artefact's bytes, `cache/files/DIGEST` the bytes. A file is read and hashed
//! before it is handed out: one that does not match its name counts as missing. Therefore nothing has to be synced or
//! locked. Processes that make the same artefact at once overwrite each other's files with equally good ones, and a
//! cache may be deleted, pruned or copied to another machine at any time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Artefact, Digest, Key, state};
use crate::diagnostics::{Code, Diagnostic};

/// The folder of the store within the state folder.
pub(super) const CACHE: &str = "cache";
/// The folder of the digests by key.
pub(super) const KEYS: &str = "keys";
/// The folder of the bytes by digest.
pub(super) const FILES: &str = "files";
/// The list of the keys that the last build used, in the state folder: one in a line.
pub(super) const USED_KEYS: &str = "used-artefacts";

/// The store of a site. Any number of threads may share it.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering};
///
/// use sapar::artefacts::{Artefact, Digest, Key, Store};
///
/// # let site = tempfile::tempdir().unwrap();
/// # let root = site.path();
/// let made = Arc::new(AtomicUsize::new(0));
/// let artefact = |text: &'static str| {
///     let made = Arc::clone(&made);
///     Artefact::new(Key::builder("upper case", 1).source(Digest::of(text.as_bytes())).finish(), move || {
///         made.fetch_add(1, Ordering::Relaxed);
///         Ok(text.to_uppercase().into_bytes())
///     })
/// };
///
/// let store = Store::open(root);
/// assert_eq!(store.get(&artefact("altai")).unwrap(), b"ALTAI");
/// // Same source, same key: nothing is made, in another run neither.
/// assert_eq!(store.get(&artefact("altai")).unwrap(), b"ALTAI");
/// assert_eq!(Store::open(root).get(&artefact("altai")).unwrap(), b"ALTAI");
/// assert_eq!(made.load(Ordering::Relaxed), 1);
/// ```
pub struct Store {
    root: PathBuf,
    folder: PathBuf,
    /// A lock for each key that some thread is looking for or making.
    in_progress: Mutex<FxHashMap<Key, Arc<Mutex<()>>>>,
    used: Mutex<FxHashSet<Key>>,
    /// Why nothing can be kept. Once that is known, it is not tried again.
    problem: OnceLock<Diagnostic>,
}

impl Store {
    /// The store of a site. Nothing is read or written before an artefact is asked for.
    pub fn open(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            folder: state::folder(root).join(CACHE),
            in_progress: Mutex::default(),
            used: Mutex::default(),
            problem: OnceLock::new(),
        }
    }

    /// The bytes of an artefact. It is made if the store does not have it; threads that ask for the same key at that
    /// time wait for the one that makes it.
    ///
    /// # Errors
    /// Says what is wrong with a source that the artefact cannot be made from. The store itself never fails: what it
    /// cannot keep is made each time it is asked for.
    pub fn get(&self, artefact: &Artefact) -> Result<Vec<u8>, Diagnostic> {
        let key = artefact.key();
        if !artefact.is_kept() {
            return artefact.make(self);
        }
        self.note_use(key);
        let lock = Arc::clone(locked(&self.in_progress).entry(key).or_default());
        let result = {
            // A maker that panicked has left nothing behind, so that the next one may try.
            let _making = lock.lock().unwrap_or_else(PoisonError::into_inner);
            match self.find(key) {
                Some(bytes) => Ok(bytes),
                None => artefact.make(self).inspect(|bytes| self.put(key, bytes)),
            }
        };
        let mut in_progress = locked(&self.in_progress);
        // Two references are those of the map and of this thread: nobody else waits.
        if Arc::strong_count(&lock) <= 2 {
            in_progress.remove(&key);
        }
        result
    }

    /// The bytes of an artefact that was made before and whose file is intact.
    pub fn find(&self, key: Key) -> Option<Vec<u8>> {
        self.read(self.digest(key)?)
    }

    /// The digest of the bytes of an artefact that was made before. They are not read, so that they may be damaged.
    pub fn digest(&self, key: Key) -> Option<Digest> {
        Digest::from_hex(&std::fs::read_to_string(self.key_path(key)).ok()?)
    }

    /// Whether an artefact was made before. Its file may be damaged all the same, which only [`find`](Self::find) sees.
    pub fn has(&self, key: Key) -> bool {
        self.key_path(key).exists()
    }

    /// Keeps the bytes of an artefact that was made together with others. Only what is asked for by [`get`](Self::get) or noted by
    /// [`note_use`](Self::note_use) is spared by pruning.
    pub fn put(&self, key: Key, bytes: &[u8]) {
        if self.problem.get().is_some() {
            return;
        }
        let digest = Digest::of(bytes);
        // Two keys may have the same bytes.
        let is_there = self.read(digest).is_some();
        let file = if is_there { Ok(()) } else { self.write(&self.file_path(digest), bytes) };
        let written = file.and_then(|()| self.write(&self.key_path(key), digest.to_string().as_bytes()));
        if let Err(error) = written {
            let _ = self.problem.set(not_writable(&self.folder, &error));
        }
    }

    /// Notes that the site has an artefact whose bytes are not needed now because they are published already, so that
    /// pruning spares it.
    pub fn note_use(&self, key: Key) {
        locked(&self.used).insert(key);
    }

    /// Notes all artefacts that the last build used, because some of what it rendered is left as it is: nobody knows then
    /// which of them the site still has.
    pub fn note_last_use(&self) {
        let path = state::folder(&self.root).join(USED_KEYS);
        let last = std::fs::read_to_string(path).unwrap_or_default();
        locked(&self.used).extend(last.lines().filter_map(Key::from_hex));
    }

    /// Records the keys that were used since the store was opened, as those that pruning spares. For the end of a build
    /// that has gone over the whole site.
    pub fn record_use(&self) {
        let mut keys: Vec<String> = locked(&self.used).iter().map(ToString::to_string).collect();
        keys.sort_unstable();
        let path = state::folder(&self.root).join(USED_KEYS);
        let text: String = keys.iter().flat_map(|key| [key.as_str(), "\n"]).collect();
        let is_same = std::fs::read_to_string(&path).map_or(text.is_empty(), |last| last == text);
        if is_same || self.problem.get().is_some() {
            return;
        }
        let written = state::create_folder(&self.root, &state::folder(&self.root))
            .and_then(|()| state::write_atomically(&path, text.as_bytes()));
        if let Err(error) = written {
            let _ = self.problem.set(not_writable(&path, &error));
        }
    }

    /// Why the store keeps nothing; `None` while it does.
    pub fn problem(&self) -> Option<&Diagnostic> {
        self.problem.get()
    }

    fn read(&self, digest: Digest) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.file_path(digest)).ok()?;
        (Digest::of(&bytes) == digest).then_some(bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().expect("it stands in a folder of the store");
        let write = || {
            state::create_folder(&self.root, folder)?;
            state::write_atomically(path, bytes)
        };
        // Somebody may delete the cache between the two steps.
        write().or_else(|_| write())
    }

    fn key_path(&self, key: Key) -> PathBuf {
        spread(self.folder.join(KEYS), &key.to_string())
    }

    fn file_path(&self, digest: Digest) -> PathBuf {
        spread(self.folder.join(FILES), &digest.to_string())
    }
}

/// The path of a file in one of 256 folders: some file systems are slow with many files in one.
fn spread(folder: PathBuf, name: &str) -> PathBuf {
    folder.join(&name[..2]).join(&name[2..])
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A state folder that cannot be written to. The site is built all the same.
pub fn not_writable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::CacheNotWritable)
        .with("path", dunce::simplified(path).display().to_string())
        .with("detail", error.to_string())
}
