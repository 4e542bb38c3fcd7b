//! Watches a site's folder for changes, and groups those that belong together (debouncing).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

use super::poll::Poller;
use crate::config::{FILE_NAME, FOLDERS};
use crate::load::{LinkedKind, LinkedPath};

/// Debounce delay for a single saved file. Programs that change hundreds of files never pause this long between two.
const SINGLE_FILE_DEBOUNCE: Duration = Duration::from_millis(2);

/// Debounce delay if several files change, or one may still be being written.
const DEBOUNCE: Duration = Duration::from_millis(30);

/// Maximum debounce delay, for changes that never pause.
const MAX_DEBOUNCE: Duration = Duration::from_secs(2);

/// How often files are checked on file systems without change notifications.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMethod {
    /// The system's change notifications.
    System,
    /// Polling.
    Poll,
}

/// What waiting for a change ended with.
#[derive(Debug, PartialEq, Eq)]
pub enum Waited {
    /// These paths were touched, files or folders.
    Changed(BTreeSet<PathBuf>),
    /// Nothing changed for the time that was to be waited at most.
    Quiet,
    /// Nothing will be reported any more.
    Ended,
}

/// A watched folder.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// Held by the watcher alone, so that its end is noticed.
    sender: Weak<Sender<notify::Result<Event>>>,
    root: PathBuf,
    /// What links of the site lead through and to, outside of its folders or within.
    linked: Vec<LinkedPath>,
    /// What is watched for them, and how.
    linked_watches: BTreeMap<PathBuf, RecursiveMode>,
    /// How changes are noticed.
    pub method: WatchMethod,
}

/// Ends the wait for a change of a folder.
#[derive(Debug, Default)]
pub struct Waker {
    sender: Weak<Sender<notify::Result<Event>>>,
    file: PathBuf,
}

impl Waker {
    /// Ends the wait as if the configuration had been saved. Does nothing if the watch has ended.
    pub fn wake(&self) {
        let saved = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if let Some(sender) = self.sender.upgrade() {
            let _ = sender.send(Ok(Event::new(saved).add_path(self.file.clone())));
        }
    }
}

/// Watches a site's folder, and what its links lead to. Links are not followed by watching, as one may lead to the whole
/// disk. Falls back to polling if the system's notifications cannot be had, for example because the
/// limit of watched folders is reached.
///
/// # Errors
/// If the folder cannot be polled either.
pub fn watch(root: &Path, linked: &[LinkedPath], method: WatchMethod) -> notify::Result<Watch> {
    let first = start(root, linked, method);
    match (first, method) {
        (Err(_), WatchMethod::System) => start(root, linked, WatchMethod::Poll),
        (result, _) => result,
    }
}

fn start(root: &Path, linked: &[LinkedPath], method: WatchMethod) -> notify::Result<Watch> {
    let (sender, events) = channel();
    let sender = Arc::new(sender);
    let weak = Arc::downgrade(&sender);
    let tell = move |event| {
        // The only error is that nobody waits any more.
        let _ = sender.send(event);
    };
    // Without events for opened files: the preview itself opens many.
    let kinds = EventKindMask::CREATE
        | EventKindMask::REMOVE
        | EventKindMask::MODIFY_NAME
        | EventKindMask::MODIFY_META
        | EventKindMask::ACCESS_CLOSE;
    // Only Linux reports when a written file is closed, which makes events for every single write superfluous.
    let kinds = if cfg!(target_os = "linux") { kinds } else { kinds | EventKindMask::MODIFY_DATA };
    let config = Config::default().with_follow_symlinks(false);
    let watcher: Box<dyn Watcher + Send> = match method {
        WatchMethod::System => Box::new(RecommendedWatcher::new(tell, config.with_event_kinds(kinds))?),
        WatchMethod::Poll => Box::new(Poller::new(tell, config.with_poll_interval(POLL_INTERVAL))?),
    };
    let mut watch = Watch {
        watcher,
        events,
        sender: weak,
        root: root.to_path_buf(),
        linked: Vec::new(),
        linked_watches: BTreeMap::new(),
        method,
    };
    watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
    FOLDERS.iter().try_for_each(|name| watch.watch_folder(name))?;
    watch.watch_links(linked);
    Ok(watch)
}

/// How soon to react to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Urgency {
    /// At once: the file is complete.
    Done,
    /// Later: the file may still be being written, or was removed to be replaced.
    Unsure,
    /// Not at all.
    None,
}

fn urgency(kind: EventKind) -> Urgency {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Urgency::Done,
        EventKind::Access(_) => Urgency::None,
        _ => Urgency::Unsure,
    }
}

/// Whether something was created, removed or renamed.
fn has_other_name(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

impl Watch {
    /// Waits for a change, or for `at_most` if that is given. Changes at the same time are one change.
    pub fn wait(&mut self, at_most: Option<Duration>) -> Waited {
        let deadline = at_most.map(|time| Instant::now() + time);
        let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
        let mut is_done = true;
        let mut began = Instant::now();
        loop {
            let received = match (paths.is_empty(), deadline) {
                (true, None) => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                (true, Some(deadline)) => {
                    self.events.recv_timeout(deadline.saturating_duration_since(Instant::now()))
                }
                // What has been reported already is part of the change, however late this thread comes to it.
                (false, _) if began.elapsed() > MAX_DEBOUNCE => {
                    self.events.try_recv().map_err(|error| match error {
                        TryRecvError::Empty => RecvTimeoutError::Timeout,
                        TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                    })
                }
                (false, _) => {
                    let wait = if is_done && paths.len() == 1 { SINGLE_FILE_DEBOUNCE } else { DEBOUNCE };
                    self.events.recv_timeout(wait)
                }
            };
            let event = match received {
                Ok(event) => event,
                Err(_) if !paths.is_empty() => return Waited::Changed(paths),
                Err(RecvTimeoutError::Timeout) => return Waited::Quiet,
                Err(RecvTimeoutError::Disconnected) => return Waited::Ended,
            };
            if paths.is_empty() {
                began = Instant::now();
                is_done = true;
            }
            let Ok(event) = event else {
                paths.extend(self.everything());
                continue;
            };
            if event.need_rescan() {
                is_done = false;
                paths.extend(self.everything());
            }
            match urgency(event.kind) {
                Urgency::None => continue,
                Urgency::Unsure => is_done = false,
                Urgency::Done => {}
            }
            if has_other_name(event.kind) {
                event.paths.iter().for_each(|path| self.watch_again(path));
            }
            paths
                .extend(event.paths.into_iter().filter(|path| self.is_of_site(path) || self.is_linked(path)));
        }
    }

    /// What ends a wait from another thread.
    pub fn waker(&self) -> Waker {
        Waker { sender: Weak::clone(&self.sender), file: self.root.join(FILE_NAME) }
    }

    /// Watches what links of the site lead through and to, and no longer what they led to before. Returns what is watched
    /// from now on and was not before: it may have changed since it was read.
    pub fn watch_links(&mut self, linked: &[LinkedPath]) -> Vec<PathBuf> {
        let wanted = self.watches_for(linked);
        if self.linked == linked && self.linked_watches == wanted {
            return Vec::new();
        }
        for path in self.linked_watches.keys().filter(|path| !wanted.contains_key(*path)) {
            let _ = self.watcher.unwatch(path);
        }
        let last = std::mem::replace(&mut self.linked_watches, wanted);
        let is_new = |(path, mode): &(&PathBuf, &RecursiveMode)| last.get(*path) != Some(*mode);
        let new: Vec<PathBuf> =
            self.linked_watches.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
        for path in &new {
            // What cannot be watched (it may have gone) is shown after the next change in the site's own folders.
            let _ = self.watcher.watch(path, self.linked_watches[path]);
        }
        let last = std::mem::replace(&mut self.linked, linked.to_vec());
        let is_new = |linked: &&LinkedPath| {
            !last.contains(linked) || new.iter().any(|watched| linked.path.starts_with(watched))
        };
        self.linked.iter().filter(is_new).map(|linked| linked.path.clone()).collect()
    }

    /// The folders and files to watch for some paths: those of them that exist, or the nearest folder above.
    fn watches_for(&self, linked: &[LinkedPath]) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut watches: BTreeMap<PathBuf, RecursiveMode> = BTreeMap::new();
        for LinkedPath { path, kind } in linked {
            let is_folder = path.is_dir() && !path.is_symlink();
            match kind {
                LinkedKind::Target if is_folder => {
                    watches.insert(path.clone(), RecursiveMode::Recursive);
                    // A folder of another name may take its place.
                    self.insert_parent(path, &mut watches);
                }
                // The system tells of a change under another name only those who watch the file itself.
                LinkedKind::HardLink => {
                    watches.insert(path.clone(), RecursiveMode::NonRecursive);
                }
                LinkedKind::Target | LinkedKind::Hop => self.insert_parent(path, &mut watches),
            }
        }
        // What stands in a folder that is watched whole needs no watch of its own.
        let whole: Vec<PathBuf> = watches
            .iter()
            .filter(|(_, mode)| **mode == RecursiveMode::Recursive)
            .map(|(path, _)| path.clone())
            .chain(FOLDERS.iter().map(|name| self.root.join(name)).filter(|folder| !folder.is_symlink()))
            .collect();
        let is_file = |path: &Path| path.is_file();
        let is_covered = |path: &Path| {
            whole.iter().any(|folder| {
                path.starts_with(folder)
                    && (path != folder || FOLDERS.iter().any(|name| *folder == self.root.join(name)))
            })
        };
        watches.retain(|path, _| *path != self.root && (is_file(path) || !is_covered(path)));
        watches
    }

    fn insert_parent(&self, path: &Path, watches: &mut BTreeMap<PathBuf, RecursiveMode>) {
        if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
            watches.entry(folder.to_path_buf()).or_insert(RecursiveMode::NonRecursive);
        }
    }

    /// Renews the watch of a folder of the site, or of one that a link leads to, that was created, removed or replaced; does
    /// nothing for other paths.
    fn watch_again(&mut self, path: &Path) {
        for (watched, mode) in self.linked_watches.iter().filter(|(watched, _)| watched.starts_with(path)) {
            let _ = self.watcher.unwatch(watched);
            let _ = self.watcher.watch(watched, *mode);
        }
        let is_one =
            |name: &&str| path.parent() == Some(&self.root) && path.file_name() == Some(name.as_ref());
        let Some(name) = FOLDERS.into_iter().find(is_one) else { return };
        // Fails if the folder is gone, which ends its watch anyway.
        let _ = self.watcher.unwatch(path);
        let _ = self.watch_folder(name);
    }

    fn watch_folder(&mut self, name: &str) -> notify::Result<()> {
        let folder = self.root.join(name);
        if folder.is_dir() { self.watcher.watch(&folder, RecursiveMode::Recursive) } else { Ok(()) }
    }

    fn everything(&self) -> Vec<PathBuf> {
        let names = FOLDERS.into_iter().chain([FILE_NAME]);
        let linked = self.linked.iter().map(|linked| linked.path.clone());
        names.map(|name| self.root.join(name)).chain(linked).collect()
    }

    /// Whether a link of the site leads through or to a path, something in it, or something above it.
    fn is_linked(&self, path: &Path) -> bool {
        self.linked.iter().any(|linked| path.starts_with(&linked.path) || linked.path.starts_with(path))
    }

    /// Whether a path is in one of the folders, or the configuration. A build may write beside them.
    fn is_of_site(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.root) else { return true };
        let first = relative.components().next().and_then(|part| part.as_os_str().to_str());
        first.is_some_and(|first| FOLDERS.contains(&first) || first == FILE_NAME)
    }
}

#[cfg(test)]
mod tests {
    use notify::NullWatcher;
    use notify::event::{CreateKind, RemoveKind};

    use super::*;

    /// A watch that gets its events from the test.
    fn watch() -> (Watch, Sender<notify::Result<Event>>) {
        let (sender, events) = channel();
        let root = PathBuf::from("/site");
        let watch = Watch {
            watcher: Box::new(NullWatcher),
            events,
            sender: Weak::new(),
            root,
            linked: Vec::new(),
            linked_watches: BTreeMap::new(),
            method: WatchMethod::System,
        };
        (watch, sender)
    }

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(PathBuf::from("/site").join(path)))
    }

    fn paths(waited: Waited) -> Vec<String> {
        let Waited::Changed(paths) = waited else { panic!("{waited:?}") };
        paths.into_iter().map(|path| path.display().to_string()).collect()
    }

    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[test]
    fn what_was_reported_before_anyone_looked_is_one_change() {
        let (mut watch, sender) = watch();
        for number in 0..5_000 {
            let kinds = [
                (EventKind::Create(CreateKind::Folder), format!("content/lake-{number}")),
                (EventKind::Create(CreateKind::File), format!("content/lake-{number}/index.kk.md")),
                (CLOSED, format!("content/lake-{number}/index.kk.md")),
                (EventKind::Remove(RemoveKind::File), format!("static/{number}.jpg")),
                (CLOSED, format!("public/{number}.html")),
                (CLOSED, format!(".git/{number}")),
            ];
            for (kind, path) in kinds {
                sender.send(event(kind, &path)).expect("somebody listens");
            }
        }
        assert_eq!(paths(watch.wait(None)).len(), 15_000);
        assert_eq!(watch.wait(Some(Duration::ZERO)), Waited::Quiet);
    }

    #[test]
    fn what_is_none_of_the_sites_is_no_change() {
        let (mut watch, sender) = watch();
        sender.send(event(CLOSED, "public/index.html")).expect("somebody listens");
        assert_eq!(watch.wait(Some(Duration::ZERO)), Waited::Quiet);
        sender.send(event(CLOSED, "public/index.html")).expect("somebody listens");
        sender.send(event(CLOSED, "sapar.toml")).expect("somebody listens");
        assert_eq!(paths(watch.wait(None)), ["/site/sapar.toml"]);
    }

    #[test]
    fn the_last_change_is_told_before_the_end() {
        let (mut watch, sender) = watch();
        sender.send(event(CLOSED, "sapar.toml")).expect("somebody listens");
        drop(sender);
        assert_eq!(paths(watch.wait(None)), ["/site/sapar.toml"]);
        assert_eq!(watch.wait(None), Waited::Ended);
    }
}
