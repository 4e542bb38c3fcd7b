//! A folder of this machine, such as a share that is mounted.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::object::{Object, Source};
use super::storage::{DeployError, Replaced, Storage, Stored};
use crate::artefacts::Digest;

/// The folder of files that are being written. They are renamed to where they belong.
const INCOMING: &str = ".sapar/incoming";

/// Stands there while a conditional write is going on.
const GUARD: &str = ".sapar/guard";

/// For how long a conditional write is waited for. It takes some milliseconds; one of a process that was killed takes for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked whether a conditional write has ended.
const PAUSE: Duration = Duration::from_millis(50);

/// A folder.
#[derive(Debug, Clone)]
pub struct FolderStorage {
    root: Arc<Path>,
    /// How many files have been named.
    count: Arc<AtomicU64>,
    patience: Duration,
}

impl FolderStorage {
    /// The storage in a folder, which need not exist.
    pub fn new(root: PathBuf) -> Self {
        Self { root: root.into(), count: Arc::default(), patience: PATIENCE }
    }

    /// The same with another time that is waited for a conditional write.
    #[cfg(test)]
    pub(super) fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    async fn blocking<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> Result<T, DeployError> {
        let own = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&own)).await;
        let path = self.root.join(name);
        match done {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) if error.kind() == ErrorKind::PermissionDenied => {
                Err(DeployError::Refused(format!("{}: {error}", path.display())))
            }
            Ok(Err(error)) => Err(DeployError::failed(&path.display().to_string(), error)),
            Err(error) => Err(DeployError::failed(&path.display().to_string(), error)),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// A name for a file that is being written. Another process has other ones.
    fn incoming(&self) -> io::Result<PathBuf> {
        let folder = self.path(INCOMING);
        fs::create_dir_all(&folder)?;
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        Ok(folder.join(format!("{}-{number}", std::process::id())))
    }

    /// Moves a finished file to where it belongs. Readers see the old file or the new one.
    fn publish(&self, incoming: &Path, name: &str) -> io::Result<()> {
        let target = self.path(name);
        let moved = fs::rename(incoming, &target).or_else(|_| {
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            if target.is_dir() {
                // Empty, or the rename tells why it cannot be done.
                let _ = fs::remove_dir(&target);
            }
            fs::rename(incoming, &target)
        });
        // It stays if both were names of one file.
        let _ = fs::remove_file(incoming);
        moved
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let incoming = self.incoming()?;
        let mut file = File::create(&incoming)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        self.publish(&incoming, name)
    }

    fn read_now(&self, name: &str) -> io::Result<Option<Stored>> {
        match fs::read(self.path(name)) {
            Ok(bytes) => {
                let version = Digest::of(&bytes).to_string();
                Ok(Some(Stored { bytes, version }))
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps other processes from conditional writes. A guard that stands there for as long as this one waits, and is the same one
    /// all the time, was left by a process that was killed.
    fn guard(&self) -> io::Result<()> {
        let guard = self.path(GUARD);
        fs::create_dir_all(self.path(".sapar"))?;
        let mut seen: Option<(Vec<u8>, Instant)> = None;
        let own = format!("{} {:?}", std::process::id(), std::time::SystemTime::now());
        loop {
            match File::create_new(&guard) {
                Ok(mut file) => return file.write_all(own.as_bytes()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            let found = fs::read(&guard).unwrap_or_default();
            match &seen {
                Some((before, since)) if *before == found => {
                    if since.elapsed() >= self.patience {
                        // Of several who wait, one moves it away.
                        let _ = fs::rename(&guard, self.incoming()?);
                        seen = None;
                        continue;
                    }
                }
                _ => seen = Some((found, Instant::now())),
            }
            std::thread::sleep(PAUSE.min(self.patience));
        }
    }

    fn replace_now(&self, name: &str, bytes: &[u8], expected: Option<&str>) -> io::Result<Replaced> {
        self.guard()?;
        let replaced = self.read_now(name).and_then(|found| {
            if found.map(|found| found.version).as_deref() != expected {
                return Ok(Replaced::Conflict);
            }
            self.write(name, bytes)?;
            Ok(Replaced::Done(Digest::of(bytes).to_string()))
        });
        let removed = fs::remove_file(self.path(GUARD));
        let replaced = replaced?;
        removed?;
        Ok(replaced)
    }

    fn copy_now(&self, from: &str, to: &str) -> io::Result<bool> {
        let incoming = self.incoming()?;
        let _ = fs::remove_file(&incoming);
        // A second name costs nothing: the first is never written to again, but replaced as a whole.
        let copied = fs::hard_link(self.path(from), &incoming)
            .or_else(|_| fs::copy(self.path(from), &incoming).map(|_| ()));
        match copied {
            Ok(()) => self.publish(&incoming, to).map(|()| true),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn remove_now(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            // A folder of that name is none of the site's files.
            Err(_) if path.is_dir() => {}
            result => result?,
        }
        let mut folder = path.parent();
        while let Some(parent) = folder.filter(|parent| **parent != *self.root) {
            // Fails where something else is in it.
            if fs::remove_dir(parent).is_err() {
                break;
            }
            folder = parent.parent();
        }
        Ok(())
    }
}

impl Storage for FolderStorage {
    fn is_hierarchical(&self) -> bool {
        true
    }

    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError> {
        let of = name.to_owned();
        self.blocking(name, move |own| own.read_now(&of)).await
    }

    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        let (of, bytes, expected) = (name.to_owned(), bytes.to_vec(), expected.map(ToOwned::to_owned));
        self.blocking(name, move |own| own.replace_now(&of, &bytes, expected.as_deref())).await
    }

    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        let (of, source) = (object.path.clone(), object.source.clone());
        self.blocking(&object.path, move |own| match source {
            Source::File(path) => {
                let incoming = own.incoming()?;
                let _ = fs::remove_file(&incoming);
                // The bytes alone: the file in the output may be readable by its owner only.
                let mut source = File::open(path)?;
                let mut target = File::create(&incoming)?;
                io::copy(&mut source, &mut target)?;
                drop(target);
                own.publish(&incoming, &of)
            }
            Source::Bytes(bytes) => own.write(&of, &bytes),
            Source::Kept => Err(ErrorKind::Unsupported.into()),
        })
        .await?;
        sent(object.size);
        Ok(())
    }

    async fn copy(&self, from: &str, to: &str) -> Result<bool, DeployError> {
        let (one, other) = (from.to_owned(), to.to_owned());
        self.blocking(from, move |own| own.copy_now(&one, &other)).await
    }

    async fn exists(&self, name: &str) -> Result<bool, DeployError> {
        let of = name.to_owned();
        self.blocking(name, move |own| Ok(own.path(&of).is_file())).await
    }

    async fn remove(&self, names: &[String]) -> Result<(), DeployError> {
        for name in names {
            let of = name.clone();
            self.blocking(name, move |own| own.remove_now(&of)).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
    }

    #[test]
    fn a_file_is_replaced_only_if_it_is_the_expected_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = FolderStorage::new(folder.path().to_owned());
        run(async {
            let first = storage.replace("x", b"1", None).await.expect("written");
            let Replaced::Done(version) = first else { panic!("it was free") };
            assert_eq!(storage.replace("x", b"2", None).await, Ok(Replaced::Conflict));
            assert!(matches!(storage.replace("x", b"2", Some(&version)).await, Ok(Replaced::Done(_))));
            assert_eq!(storage.replace("x", b"3", Some(&version)).await, Ok(Replaced::Conflict));
            assert_eq!(storage.read("x").await.expect("read").expect("there").bytes, b"2");
            assert_eq!(storage.read("y").await, Ok(None));
        });
    }

    #[test]
    fn the_guard_of_a_killed_process_is_moved_away() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(".sapar")).expect("a folder");
        fs::write(folder.path().join(GUARD), "1 somebody").expect("a guard");
        let storage = FolderStorage::new(folder.path().to_owned()).with_patience(Duration::ZERO);
        let replaced = run(storage.replace("x", b"1", None));
        assert!(matches!(replaced, Ok(Replaced::Done(_))), "{replaced:?}");
        assert!(!folder.path().join(GUARD).exists());
    }

    #[test]
    fn a_copy_stays_what_it_was_when_the_original_is_overwritten_and_empty_folders_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = FolderStorage::new(folder.path().to_owned());
        run(async {
            let mut object = Object::kept("a/b/page.html", super::super::ContentId::of(Digest::of(b"")), 3);
            object.source = Source::Bytes(b"old"[..].into());
            storage.put(&object, &|_| {}).await.expect("written");
            assert_eq!(storage.copy("a/b/page.html", ".sapar/kept/1").await, Ok(true));
            object.source = Source::Bytes(b"new"[..].into());
            storage.put(&object, &|_| {}).await.expect("written");
            assert_eq!(storage.read(".sapar/kept/1").await.expect("read").expect("there").bytes, b"old");
            assert_eq!(storage.copy(".sapar/kept/1", "a/b/page.html").await, Ok(true));
            assert_eq!(storage.copy(".sapar/kept/1", "a/b/page.html").await, Ok(true), "twice");
            assert_eq!(storage.read("a/b/page.html").await.expect("read").expect("there").bytes, b"old");
            assert_eq!(storage.copy("missing", "x").await, Ok(false));
            storage.remove(&["a/b/page.html".to_owned(), "never/there".to_owned()]).await.expect("removed");
            assert!(!folder.path().join("a").exists());
            let left = fs::read_dir(folder.path().join(INCOMING)).expect("a folder").count();
            assert_eq!(left, 0, "nothing is left of files that were written");
        });
    }
}
