//! Polling for changes, where the system reports none.
//!
//! The poller of `notify` compares mtimes, and sees only those that are later than before; but a file may be replaced by an
//! older one: a copy that keeps its times, a backup, an earlier version. Reading all files twice a second, which is its other
//! way, takes too long on network drives. Here all that the file system says of a file is compared: see [`FileStamp`].

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify::event::{CreateKind, Event, EventKind, ModifyKind, RemoveKind};
use notify::{Config, Error, EventHandler, RecursiveMode, Watcher, WatcherKind};
use rustc_hash::FxHashMap;
use walkdir::WalkDir;

use crate::artefacts::FileStamp;

/// Polls folders and files until it is dropped.
pub(super) struct Poller {
    watched: Arc<Mutex<Watched>>,
    /// Nothing is sent: the thread ends when this is dropped.
    _end: Sender<()>,
}

/// What is polled, by the path that it was given by.
#[derive(Default)]
struct Watched(BTreeMap<PathBuf, Folder>);

/// A folder or file that is polled.
struct Folder {
    mode: RecursiveMode,
    entries: FxHashMap<PathBuf, Stamp>,
}

/// What a change of an entry changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stamp {
    /// A folder. What changes in it shows in the stamps of its entries.
    Folder,
    File(FileStamp),
}

impl Watcher for Poller {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> notify::Result<Self> {
        let watched = Arc::new(Mutex::new(Watched::default()));
        let (end, ended) = channel();
        let interval = config.poll_interval().ok_or_else(|| Error::generic("polling needs an interval"))?;
        let polled = Arc::clone(&watched);
        let poll = move || {
            while ended.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
                let events = lock(&polled).poll();
                events.into_iter().for_each(|event| handler.handle_event(Ok(event)));
            }
        };
        std::thread::Builder::new().name("poll".to_owned()).spawn(poll).map_err(Error::io)?;
        Ok(Self { watched, _end: end })
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        path.symlink_metadata().map_err(|error| Error::io(error).add_path(path.to_owned()))?;
        let mut watched = lock(&self.watched);
        watched.0.insert(path.to_owned(), Folder { mode, entries: entries(path, mode) });
        Ok(())
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        let last = lock(&self.watched).0.remove(path);
        last.map(drop).ok_or_else(Error::watch_not_found)
    }

    fn watched_paths(&self) -> notify::Result<Vec<(PathBuf, RecursiveMode)>> {
        Ok(lock(&self.watched).0.iter().map(|(path, folder)| (path.clone(), folder.mode)).collect())
    }

    fn kind() -> WatcherKind {
        WatcherKind::PollWatcher
    }
}

fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watched {
    /// What has changed since the last time.
    fn poll(&mut self) -> Vec<Event> {
        // A folder may be watched on its own, and as a part of another one.
        let mut found: BTreeMap<PathBuf, EventKind> = BTreeMap::new();
        for (root, Folder { mode, entries: last }) in &mut self.0 {
            let now = entries(root, *mode);
            for (path, stamp) in &now {
                let kind = match last.remove(path) {
                    Some(before) if before == *stamp => continue,
                    Some(_) => EventKind::Modify(ModifyKind::Any),
                    None => EventKind::Create(CreateKind::Any),
                };
                found.insert(path.clone(), kind);
            }
            for (path, _) in last.drain() {
                if let Entry::Vacant(entry) = found.entry(path) {
                    entry.insert(EventKind::Remove(RemoveKind::Any));
                }
            }
            *last = now;
        }
        found.into_iter().map(|(path, kind)| Event::new(kind).add_path(path)).collect()
    }
}

/// The folders and files at and below a path. No link is followed, and what cannot be read is passed over.
fn entries(root: &Path, mode: RecursiveMode) -> FxHashMap<PathBuf, Stamp> {
    let depth = if mode == RecursiveMode::Recursive { usize::MAX } else { 1 };
    let entries = WalkDir::new(root).follow_root_links(false).max_depth(depth).into_iter().flatten();
    let stamped = entries.filter_map(|entry| {
        let metadata = entry.metadata().ok()?;
        let stamp = if metadata.is_dir() { Stamp::Folder } else { Stamp::File(FileStamp::of(&metadata)) };
        Some((entry.into_path(), stamp))
    });
    stamped.collect()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::*;

    /// The changes below a folder, without it: `+` what is new, `-` what is gone, `~` what is another.
    fn changes(watched: &mut Watched, root: &Path) -> Vec<String> {
        let events = watched.poll();
        let shown = events.iter().map(|event| {
            let mark = match event.kind {
                EventKind::Create(_) => '+',
                EventKind::Remove(_) => '-',
                _ => '~',
            };
            let path = event.paths[0].strip_prefix(root).expect("it stands there");
            format!("{mark}{}", path.display())
        });
        shown.collect()
    }

    fn write(path: &Path, text: &str, modified: SystemTime) {
        fs::write(path, text).expect("files can be written");
        let file = File::options().write(true).open(path).expect("it is there");
        file.set_modified(modified).expect("times can be set");
    }

    #[test]
    fn whatever_is_another_file_is_a_change_even_if_it_is_older() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path();
        let now = SystemTime::now();
        write(&root.join("a.md"), "later", now);
        let mut watched = Watched::default();
        let mode = RecursiveMode::Recursive;
        watched.0.insert(root.to_owned(), Folder { mode, entries: entries(root, mode) });
        assert_eq!(changes(&mut watched, root), [""; 0]);
        // As `cp -p` and version control write.
        write(&root.join("a.md"), "earlier", now - Duration::from_hours(1));
        assert_eq!(changes(&mut watched, root), ["~a.md"]);
        assert_eq!(changes(&mut watched, root), [""; 0]);
        // As `mv` writes: of the same length and time.
        write(&root.join("b.md"), "earlie!", now - Duration::from_hours(1));
        assert_eq!(changes(&mut watched, root), ["+b.md"]);
        fs::rename(root.join("b.md"), root.join("a.md")).expect("it can be renamed");
        assert_eq!(changes(&mut watched, root), ["~a.md", "-b.md"]);
        fs::create_dir_all(root.join("c/d")).expect("folders can be made");
        write(&root.join("c/d/e.md"), "deep", now);
        assert_eq!(changes(&mut watched, root), ["+c", "+c/d", "+c/d/e.md"]);
        fs::remove_dir_all(root.join("c")).expect("it can be removed");
        assert_eq!(changes(&mut watched, root), ["-c", "-c/d", "-c/d/e.md"]);
    }

    #[test]
    fn what_stands_deeper_is_none_of_a_folder_that_is_watched_alone() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path();
        fs::create_dir(root.join("a")).expect("folders can be made");
        let mut watched = Watched::default();
        let mode = RecursiveMode::NonRecursive;
        watched.0.insert(root.to_owned(), Folder { mode, entries: entries(root, mode) });
        fs::write(root.join("a/deep.md"), "").expect("files can be written");
        fs::write(root.join("b.md"), "").expect("files can be written");
        assert_eq!(changes(&mut watched, root), ["+b.md"]);
    }
}
