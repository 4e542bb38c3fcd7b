//! Fills the spare copy of an output, file by file, from any thread.

use std::fs::{File, FileTimes};
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use super::Manifest;
use super::folder::{self, Stamp};
use super::output::{Output, write_failed};
use crate::diagnostics::Diagnostic;

/// The spare copy of an output while it is filled.
pub struct Fill<'o> {
    output: &'o Output,
    spare: PathBuf,
    /// What the spare copy held before.
    before: FxHashMap<String, Stamp>,
    written: Mutex<Vec<(String, Stamp)>>,
    changed: AtomicUsize,
}

/// The bytes of a file, as they come.
#[derive(Debug, Clone, Copy)]
pub enum Fresh<'b> {
    /// In memory.
    Bytes(&'b [u8]),
    /// In another file.
    File(&'b Path),
}

impl<'o> Fill<'o> {
    /// Begins to fill the spare copy.
    ///
    /// # Errors
    /// When the spare copy can be neither listed nor made.
    pub fn begin(output: &'o Output) -> Result<Self, Diagnostic> {
        let spare = output.spare();
        let failed = |error: io::Error| write_failed(&spare, &error);
        std::fs::create_dir_all(&spare).map_err(failed)?;
        let before = folder::list(&spare).map_err(failed)?;
        Ok(Self { output, spare, before, written: Mutex::default(), changed: AtomicUsize::new(0) })
    }

    /// Brings one file of the spare copy up to date. A file that is as it was in the live copy keeps the time of its
    /// last change there, which tools that upload a site look at.
    ///
    /// # Errors
    /// When the file can be neither read nor written.
    pub fn write(&self, file: &str, fresh: Fresh<'_>) -> Result<(), Diagnostic> {
        let path = self.spare.join(file);
        let stamp = self.bring_up_to_date(file, &path, fresh).map_err(|error| write_failed(&path, &error))?;
        self.written.lock().expect("no thread panics while it holds the list").push((file.to_owned(), stamp));
        Ok(())
    }

    fn bring_up_to_date(&self, file: &str, path: &Path, fresh: Fresh<'_>) -> io::Result<Stamp> {
        let live = self.output.live.get(file);
        let is_same = match live {
            Some(stamp) => is_same(&self.output.folder.join(file), stamp.length, fresh)?,
            None => false,
        };
        let before = self.before.get(file);
        match live.filter(|_| is_same) {
            // Its length and time were set by an earlier build to those of the same live file.
            Some(live) if before == Some(live) => Ok(*live),
            Some(live) => {
                let target = self.put(path, fresh, before)?;
                target.set_times(FileTimes::new().set_modified(live.modified))?;
                Ok(*live)
            }
            None => {
                self.changed.fetch_add(1, Ordering::Relaxed);
                let target = self.put(path, fresh, before)?;
                let metadata = target.metadata()?;
                Ok(Stamp { length: metadata.len(), modified: metadata.modified()? })
            }
        }
    }

    /// Writes a file: over an old one in its place, which is cheaper than anything else.
    fn put(&self, path: &Path, fresh: Fresh<'_>, before: Option<&Stamp>) -> io::Result<File> {
        let mut target = match before {
            Some(_) => File::options().write(true).open(path)?,
            None => create(path).or_else(|_| {
                // An older site may have had a file where a folder is needed now, or a folder where a file is.
                clear(&self.spare, path)?;
                create(path)
            })?,
        };
        let length = match fresh {
            Fresh::Bytes(bytes) => {
                target.write_all(bytes)?;
                bytes.len() as u64
            }
            Fresh::File(source) => io::copy(&mut File::open(source)?, &mut target)?,
        };
        if before.is_some_and(|before| before.length > length) {
            target.set_len(length)?;
        }
        Ok(target)
    }

    /// Ends the filling: removes what the site no longer has, and records the files in the manifest. Returns how many
    /// files are new, changed or gone.
    ///
    /// # Errors
    /// When something cannot be removed.
    pub fn end(self, manifest: &mut Manifest) -> Result<usize, Diagnostic> {
        let failed = |error: io::Error| write_failed(&self.spare, &error);
        let written = self.written.into_inner().expect("no thread panicked while it held the list");
        let now: FxHashMap<&str, ()> = written.iter().map(|(file, _)| (file.as_str(), ())).collect();
        let mut removed = false;
        for file in self.before.keys().filter(|file| !now.contains_key(file.as_str())) {
            match std::fs::remove_file(self.spare.join(file)) {
                // It made room for a folder, or its folder for a file.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                // Windows and macOS say only that it is not permitted.
                Err(_) if self.spare.join(file).is_dir() => {}
                result => result.map_err(failed)?,
            }
            removed = true;
        }
        if removed {
            folder::remove_empty(&self.spare).map_err(failed)?;
        }
        let gone = self.output.live.keys().filter(|file| !now.contains_key(file.as_str())).count();
        manifest.set_files(written.into_iter());
        Ok(self.changed.into_inner() + gone)
    }
}

/// Creates a file, and the folders that it stands in.
fn create(path: &Path) -> io::Result<File> {
    let parent = path.parent().unwrap_or(path);
    match std::fs::create_dir(parent) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(_) => std::fs::create_dir_all(parent)?,
    }
    File::create(path)
}

/// Removes what stands in the way of a file: a folder of its name, and files of its folders' names.
fn clear(spare: &Path, path: &Path) -> io::Result<()> {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != spare) {
        if folder.is_file()
            && let Err(error) = std::fs::remove_file(folder)
            // Another thread may have been faster.
            && folder.is_file()
        {
            return Err(error);
        }
    }
    if path.is_dir() { std::fs::remove_dir_all(path) } else { Ok(()) }
}

/// Whether a file holds just these bytes.
fn is_same(path: &Path, length: u64, fresh: Fresh<'_>) -> io::Result<bool> {
    match fresh {
        Fresh::Bytes(bytes) if bytes.len() as u64 != length => Ok(false),
        Fresh::Bytes(bytes) => Ok(std::fs::read(path)? == bytes),
        Fresh::File(source) if std::fs::metadata(source)?.len() != length => Ok(false),
        Fresh::File(source) => same_content(source, path),
    }
}

fn same_content(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
    let (mut left, mut right) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let count = read_full(&mut one, &mut left)?;
        if count != read_full(&mut other, &mut right)? || left[..count] != right[..count] {
            return Ok(false);
        }
        if count == 0 {
            return Ok(true);
        }
    }
}

fn read_full(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match reader.read(&mut buffer[count..])? {
            0 => break,
            read => count += read,
        }
    }
    Ok(count)
}
