//! A folder of a host that is reached by SFTP.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::Read;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt};
use russh_sftp::client::error::Error;
use russh_sftp::protocol::{FileAttributes, OpenFlags, StatusCode};
use rustc_hash::FxHashSet;
use tokio::sync::Mutex;

use super::object::{Object, Source};
use super::retry::pause;
use super::sftp_connection::{Connection, is_failure, is_lost, is_missing};
use super::storage::{DeployError, Replaced, Storage, Stored};
use crate::artefacts::Digest;
use crate::config::SftpPlace;

/// The folder of files that are being written.
const INCOMING: &str = ".sapar/incoming";

/// Stands there while a conditional write is going on.
const GUARD: &str = ".sapar/guard";

/// For how long a conditional write of another process is waited for; after that, the process is taken for killed.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is looked whether a conditional write has ended.
const PAUSE: Duration = Duration::from_millis(500);

/// How often a guard cannot be written without that there is one, before it is for another reason.
const MAX_FAILURES: usize = 10;

/// How much is sent in one packet, in bytes: what every server accepts.
const PACKET: usize = 32 * 1024;

/// How many packets of a file are sent before the first is answered. Several files are sent at once, too.
const WINDOW: usize = 8;

/// How many files are removed before the first removal is answered.
const REMOVALS: usize = 8;

/// A folder of another host.
pub struct SftpStorage {
    place: SftpPlace,
    /// The folder as the host is told it: empty, or it ends in `/`.
    base: String,
    /// Distinguishes the files that this process is writing.
    id: String,
    count: Cell<u64>,
    connection: Mutex<Option<Rc<Connection>>>,
    /// The folders that are known to be there.
    folders: RefCell<FxHashSet<String>>,
}

impl SftpStorage {
    /// The storage in a folder of a host. `id` is a text that no other process has. Nothing is connected yet.
    pub fn new(place: &SftpPlace, id: &str) -> Self {
        // One arrives in the home folder.
        let path = place.path.strip_prefix("~/").unwrap_or(&place.path);
        let base = match path.trim_end_matches('/') {
            "" if path.starts_with('/') => "/".to_owned(),
            "" | "." | "~" => String::new(),
            path => format!("{path}/"),
        };
        Self {
            place: place.clone(),
            base,
            id: id.to_owned(),
            count: Cell::new(0),
            connection: Mutex::new(None),
            folders: RefCell::default(),
        }
    }

    /// The connection; a new one if there is none.
    async fn connection(&self) -> Result<Rc<Connection>, DeployError> {
        let mut own = self.connection.lock().await;
        if let Some(connection) = &*own {
            return Ok(Rc::clone(connection));
        }
        let connection = Rc::new(Connection::open(&self.place).await?);
        *own = Some(Rc::clone(&connection));
        Ok(connection)
    }

    /// Does something that may be done twice, again over another connection if this one is lost.
    async fn attempt<T>(
        &self,
        name: &str,
        work: impl AsyncFn(&Connection) -> Result<T, Error>,
    ) -> Result<T, DeployError> {
        for attempt in 1.. {
            let (failure, lost) = match self.connection().await {
                Ok(connection) => match connection.during(work(&connection)).await {
                    Ok(value) => return Ok(value),
                    Err(error) if is_lost(&error) => {
                        let said = connection.said();
                        let detail = if said.is_empty() { error.to_string() } else { said };
                        (DeployError::Unreachable(detail), Some(connection))
                    }
                    Err(error) => return Err(told(&format!("{}{name}", self.base), &error)),
                },
                Err(failure @ DeployError::Unreachable(_)) => (failure, None),
                Err(failure) => return Err(failure),
            };
            if let Some(lost) = lost {
                let mut own = self.connection.lock().await;
                if own.as_ref().is_some_and(|own| Rc::ptr_eq(own, &lost)) {
                    *own = None;
                }
            }
            match pause(attempt) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return Err(failure),
            }
        }
        unreachable!("attempts end by a return")
    }

    fn path(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    fn incoming(&self) -> String {
        let number = self.count.replace(self.count.get() + 1);
        format!("{INCOMING}/{}-{number}", self.id)
    }

    /// Creates the folders above a file.
    async fn create_folders(&self, connection: &Connection, name: &str) {
        let path = self.path(name);
        let parents =
            path.match_indices('/').map(|(end, _)| &path[..end]).filter(|parent| !parent.is_empty());
        for parent in parents {
            if self.folders.borrow().contains(parent) {
                continue;
            }
            // It fails if the folder is there; if it cannot be made, the file cannot be written, which is told.
            let _ = connection.session.mkdir(parent, FileAttributes::empty()).await;
            self.folders.borrow_mut().insert(parent.to_owned());
        }
    }

    /// Opens a file to write, in a folder that may not exist yet.
    async fn create(&self, connection: &Connection, name: &str, flags: OpenFlags) -> Result<String, Error> {
        let open = async || connection.session.open(self.path(name), flags, FileAttributes::empty()).await;
        match open().await {
            Err(error) if is_missing(&error) => {
                self.folders.borrow_mut().clear();
                self.create_folders(connection, name).await;
                open().await
            }
            opened => opened,
        }
        .map(|opened| opened.handle)
    }

    /// Writes a whole file, several packets at a time.
    async fn write(
        &self,
        connection: &Connection,
        name: &str,
        source: &mut dyn Read,
        sent: &dyn Fn(u64),
    ) -> Result<(), Error> {
        let flags = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let handle = self.create(connection, name, flags).await?;
        let mut offset = 0;
        let mut end = None;
        let packets = std::iter::from_fn(|| {
            let mut packet = Vec::with_capacity(PACKET);
            match (&mut *source).take(PACKET as u64).read_to_end(&mut packet) {
                Ok(0) => None,
                Ok(count) => {
                    let at = offset;
                    offset += count as u64;
                    Some((at, packet))
                }
                Err(error) => {
                    end = Some(error);
                    None
                }
            }
        });
        let write = async |(at, packet): (u64, Vec<u8>)| {
            let length = packet.len() as u64;
            connection.session.write(handle.as_str(), at, packet).await.map(|_| length)
        };
        let mut written = Ok(());
        {
            let mut running = stream::iter(packets).map(write).buffer_unordered(WINDOW);
            while let Some(result) = running.next().await {
                match result {
                    Ok(length) => sent(length),
                    Err(error) => written = written.and(Err(error)),
                }
            }
        }
        let closed = connection.session.close(handle).await;
        written?;
        closed?;
        match end {
            // A file of this machine cannot be read, which another connection would not mend.
            Some(error) => Err(Error::Limited(error.to_string())),
            None => Ok(()),
        }
    }

    /// Moves a finished file to where it belongs.
    async fn publish(&self, connection: &Connection, incoming: &str, name: &str) -> Result<(), Error> {
        let (from, to) = (self.path(incoming), self.path(name));
        let mut moved = connection.rename_over(&from, &to).await;
        if moved.as_ref().is_err_and(is_missing) {
            self.create_folders(connection, name).await;
            moved = connection.rename_over(&from, &to).await;
            if moved.as_ref().is_err_and(is_missing) {
                // A folder that was known to be there is gone.
                self.folders.borrow_mut().clear();
                self.create_folders(connection, name).await;
                moved = connection.rename_over(&from, &to).await;
            }
        }
        if is_failure(&moved) {
            // An empty folder may stand there.
            let _ = connection.session.rmdir(&*to).await;
            moved = connection.rename_over(&from, &to).await;
        }
        moved
    }

    async fn read_now(&self, connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let opened = connection.session.open(self.path(name), OpenFlags::READ, FileAttributes::empty()).await;
        let handle = match opened {
            Ok(opened) => opened.handle,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        let end = loop {
            match connection.session.read(handle.as_str(), bytes.len() as u64, PACKET as u32).await {
                Ok(data) if data.data.is_empty() => break Ok(()),
                Ok(data) => bytes.extend_from_slice(&data.data),
                Err(Error::Status(status)) if status.status_code == StatusCode::Eof => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        let closed = connection.session.close(handle).await;
        end?;
        closed?;
        Ok(Some(bytes))
    }

    /// Keeps other processes from conditional writes. A guard that is the same for as long as this one waits was left by a process
    /// that was killed; one with `own` in it is that of an attempt before this one.
    async fn guard(&self, connection: &Connection, own: &str) -> Result<(), Error> {
        let mut seen: Option<(Vec<u8>, Instant)> = None;
        let mut failures = 0;
        let flags = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUDE;
        loop {
            match self.create(connection, GUARD, flags).await {
                Ok(handle) => {
                    connection.session.write(handle.as_str(), 0, own.as_bytes().to_vec()).await?;
                    connection.session.close(handle).await?;
                    return Ok(());
                }
                Err(error) => match self.read_now(connection, GUARD).await? {
                    // It was not because of a guard, or that has gone meanwhile.
                    None if failures >= MAX_FAILURES => return Err(error),
                    None => {
                        failures += 1;
                        seen = None;
                    }
                    Some(found) if found == own.as_bytes() => return Ok(()),
                    Some(found) => match &seen {
                        Some((before, since)) if *before == found => {
                            if since.elapsed() >= PATIENCE {
                                // Of several who wait, one moves it away.
                                let aside = self.path(&self.incoming());
                                let _ = connection.session.rename(self.path(GUARD), &*aside).await;
                                let _ = connection.session.remove(aside).await;
                                seen = None;
                            }
                        }
                        _ => seen = Some((found, Instant::now())),
                    },
                },
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn remove_now(&self, connection: &Connection, name: &str) -> Result<(), Error> {
        let path = self.path(name);
        match connection.session.remove(&*path).await {
            Err(error) if is_missing(&error) => {}
            removed if is_failure(&removed) => {
                let found = connection.session.lstat(&*path).await?;
                // A folder of that name is none of the site's files.
                if !found.attrs.is_dir() {
                    removed?;
                }
            }
            removed => _ = removed?,
        }
        let mut folder = name;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            // Fails where something else is in it.
            if connection.session.rmdir(self.path(parent)).await.is_err() {
                break;
            }
            self.folders.borrow_mut().remove(&self.path(parent));
            folder = parent;
        }
        Ok(())
    }
}

impl Storage for SftpStorage {
    fn is_hierarchical(&self) -> bool {
        true
    }

    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError> {
        let bytes = self.attempt(name, async |connection| self.read_now(connection, name).await).await?;
        Ok(bytes.map(|bytes| Stored { version: Digest::of(&bytes).to_string(), bytes }))
    }

    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        let incoming = self.incoming();
        let done = Digest::of(bytes).to_string();
        self.attempt(name, async |connection| {
            self.guard(connection, &incoming).await?;
            let found = self.read_now(connection, name).await?;
            let found = found.map(|found| Digest::of(&found).to_string());
            let replaced = match found.as_deref() == expected {
                true => {
                    self.write(connection, &incoming, &mut &*bytes, &|_| {}).await?;
                    self.publish(connection, &incoming, name).await?;
                    Replaced::Done(done.clone())
                }
                false => Replaced::Conflict,
            };
            connection.session.remove(self.path(GUARD)).await?;
            Ok(replaced)
        })
        .await
    }

    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        let incoming = self.incoming();
        self.attempt(&object.path, async |connection| {
            let of_this_machine = |error: std::io::Error| Error::Limited(error.to_string());
            match &object.source {
                Source::File(path) => {
                    let mut file = File::open(path).map_err(of_this_machine)?;
                    self.write(connection, &incoming, &mut file, sent).await?;
                }
                Source::Bytes(bytes) => self.write(connection, &incoming, &mut &**bytes, sent).await?,
                Source::Kept => return Err(Error::Limited("it has no source".to_owned())),
            }
            self.publish(connection, &incoming, &object.path).await
        })
        .await
    }

    async fn copy(&self, from: &str, to: &str) -> Result<bool, DeployError> {
        let incoming = self.incoming();
        self.attempt(from, async |connection| {
            let mut is_linked = false;
            if connection.has_hardlink {
                let link = async || connection.session.hardlink(self.path(from), self.path(&incoming)).await;
                let mut linked = link().await;
                if linked.as_ref().is_err_and(is_missing) {
                    if connection.session.lstat(self.path(from)).await.as_ref().is_err_and(is_missing) {
                        return Ok(false);
                    }
                    self.create_folders(connection, &incoming).await;
                    linked = link().await;
                }
                match linked {
                    Ok(_) => is_linked = true,
                    Err(error) if is_lost(&error) => return Err(error),
                    // The file system may have no second names.
                    Err(_) => {}
                }
            }
            if !is_linked {
                match self.read_now(connection, from).await? {
                    Some(bytes) => self.write(connection, &incoming, &mut &*bytes, &|_| {}).await?,
                    None => return Ok(false),
                }
            }
            self.publish(connection, &incoming, to).await?;
            // It stays if both were names of one file.
            if is_linked {
                let _ = connection.session.remove(self.path(&incoming)).await;
            }
            Ok(true)
        })
        .await
    }

    async fn exists(&self, name: &str) -> Result<bool, DeployError> {
        self.attempt(name, async |connection| match connection.session.lstat(self.path(name)).await {
            Ok(found) => Ok(!found.attrs.is_dir()),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(error),
        })
        .await
    }

    async fn remove(&self, names: &[String]) -> Result<(), DeployError> {
        let remove = async |name: &String| {
            self.attempt(name, async |connection| self.remove_now(connection, name).await).await
        };
        let mut removed = stream::iter(names).map(remove).buffered(REMOVALS);
        while let Some(removed) = removed.next().await {
            removed?;
        }
        Ok(())
    }
}

fn told(path: &str, error: &Error) -> DeployError {
    match error {
        Error::Status(status) if status.status_code == StatusCode::PermissionDenied => {
            DeployError::Refused(format!("{path}: {}", status.error_message))
        }
        error => DeployError::failed(path, error),
    }
}
