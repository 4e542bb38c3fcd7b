//! Watches a site's folder, and brings the preview up to date.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, EventKindMask, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::config::{FILE_NAME, FOLDERS};

/// How long a saved file waits for company: what changes hundreds of files does not pause that long between two.
const ALONE: Duration = Duration::from_millis(2);

/// How long it must be quiet where several files change, or one may not be done yet.
const QUIET: Duration = Duration::from_millis(30);

/// How long changes may go on before they are shown all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMethod {
    /// The system tells.
    System,
    /// By looking again and again.
    Poll,
}

/// Tells of changes until it is dropped.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    /// How changes are noticed.
    pub method: WatchMethod,
}

/// Watches a site's folder. Where the system cannot tell of so many files, they are looked at again and again.
///
/// # Errors
/// When the folder cannot be watched in any way.
pub fn watch(root: &Path, method: WatchMethod) -> notify::Result<Watch> {
    let first = start(root, method);
    match (first, method) {
        (Err(_), WatchMethod::System) => start(root, WatchMethod::Poll),
        (result, _) => result,
    }
}

fn start(root: &Path, method: WatchMethod) -> notify::Result<Watch> {
    let (sender, events) = channel();
    // To open a file is no change, and a preview opens many.
    let kinds = EventKindMask::CREATE
        | EventKindMask::REMOVE
        | EventKindMask::MODIFY_NAME
        | EventKindMask::MODIFY_META
        | EventKindMask::ACCESS_CLOSE;
    // Only Linux tells when a file that was written is closed.
    let kinds = if cfg!(target_os = "linux") { kinds } else { kinds | EventKindMask::MODIFY_DATA };
    let watcher: Box<dyn Watcher + Send> = match method {
        WatchMethod::System => {
            Box::new(RecommendedWatcher::new(sender, Config::default().with_event_kinds(kinds))?)
        }
        WatchMethod::Poll => Box::new(PollWatcher::new(sender, Config::default().with_poll_interval(POLL))?),
    };
    let mut watch = Watch { watcher, events, root: root.to_path_buf(), method };
    watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
    FOLDERS.iter().try_for_each(|name| watch.watch_folder(name))?;
    Ok(watch)
}

/// What an event says of when to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Urgency {
    /// The file is as its writer left it.
    Done,
    /// More may follow: the file is being written, or was taken away to be replaced.
    Unsure,
    /// Nothing that matters.
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

/// Whether something came, went or was renamed.
fn has_other_name(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

impl Watch {
    /// Waits for a change and hands out the paths that it touches; everything that was touched at the same time is one
    /// change. Nothing comes back when nobody watches any more.
    pub fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
        let mut is_done = true;
        let mut began = Instant::now();
        loop {
            let event = match paths.is_empty() {
                true => self.events.recv().ok()?,
                false if began.elapsed() > LONGEST => return Some(paths),
                false => {
                    let wait = if is_done && paths.len() == 1 { ALONE } else { QUIET };
                    match self.events.recv_timeout(wait) {
                        Ok(event) => event,
                        Err(RecvTimeoutError::Timeout) => return Some(paths),
                        Err(RecvTimeoutError::Disconnected) => return None,
                    }
                }
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
            paths.extend(event.paths.into_iter().filter(|path| self.is_of_site(path)));
        }
    }

    /// Watches a folder of the site, where a path is one, that came, went, or is another now of the same name.
    fn watch_again(&mut self, path: &Path) {
        let is_one =
            |name: &&str| path.parent() == Some(&self.root) && path.file_name() == Some(name.as_ref());
        let Some(name) = FOLDERS.into_iter().find(is_one) else { return };
        // What is gone is watched no more, which is no failure.
        let _ = self.watcher.unwatch(path);
        let _ = self.watch_folder(name);
    }

    fn watch_folder(&mut self, name: &str) -> notify::Result<()> {
        let folder = self.root.join(name);
        if folder.is_dir() { self.watcher.watch(&folder, RecursiveMode::Recursive) } else { Ok(()) }
    }

    fn everything(&self) -> Vec<PathBuf> {
        let names = FOLDERS.into_iter().chain([FILE_NAME]);
        names.map(|name| self.root.join(name)).collect()
    }

    /// Whether a path is in one of the folders, or the configuration. A build may write beside them.
    fn is_of_site(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.root) else { return true };
        let first = relative.components().next().and_then(|part| part.as_os_str().to_str());
        first.is_some_and(|first| FOLDERS.contains(&first) || first == FILE_NAME)
    }
}
