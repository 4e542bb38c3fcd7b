//! What this machine remembers of a target: the manifest as it left it, and which deployment it has begun.
//!
//! Neither is needed. The manifest saves a request; the name of the deployment tells one that was killed on this machine from one that
//! goes on elsewhere, so that nobody has to wait for its lock to run out.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::manifest::TargetManifest;
use crate::artefacts::{Digest, STATE_FOLDER, read_state_file, write_state_file};
use crate::config::DeployTarget;
use crate::diagnostics::Diagnostic;

/// What this machine remembers of a target. While it is held, no other process of this machine deploys there.
#[derive(Debug)]
pub struct LocalRecord {
    root: PathBuf,
    name: String,
    _lock: Option<File>,
}

impl LocalRecord {
    /// The record of a target of the site in `root`. Returns `None` if another process of this machine has it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open(root: &Path, target: &DeployTarget) -> Result<Option<Self>, Diagnostic> {
        // A target that has moved is another one.
        let digest = Digest::of(format!("{} {:?}", target.name, target.place).as_bytes());
        let name = format!("deploy/{}", &digest.to_string()[..20]);
        write_state_file(root, &format!("{name}.lock"), b"")?;
        let path = root.join(STATE_FOLDER).join(format!("{name}.lock"));
        // On a file system without locks, the lock at the target has to do.
        let lock = match File::options().write(true).open(path) {
            Ok(file) => match file.try_lock() {
                Ok(()) => Some(file),
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(_)) => None,
            },
            Err(_) => None,
        };
        Ok(Some(Self { root: root.to_owned(), name, _lock: lock }))
    }

    /// A folder for a working copy of the target.
    pub fn folder(&self) -> PathBuf {
        self.root.join(STATE_FOLDER).join(&self.name)
    }

    /// The deployment that was last begun here. It has ended, as no other process has the record.
    pub fn ended(&self) -> Option<String> {
        self._lock.as_ref()?;
        String::from_utf8(read_state_file(&self.root, &format!("{}.id", self.name))?).ok()
    }

    /// The manifest as the last deployment from here has left it, and its version.
    pub fn cached(&self) -> Option<(TargetManifest, String)> {
        let bytes = read_state_file(&self.root, &format!("{}.manifest", self.name))?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let version = std::str::from_utf8(&bytes[..end]).ok()?;
        Some((TargetManifest::parse(&bytes[end + 1..]).ok()?, version.to_owned()))
    }

    /// Remembers that a deployment begins. Should that fail, the next one may have to wait.
    pub fn begins(&self, id: &str) {
        let _ = write_state_file(&self.root, &format!("{}.id", self.name), id.as_bytes());
    }

    /// Remembers how a deployment has left the target. Should that fail, the next one reads it.
    pub fn ends(&self, manifest: &TargetManifest, version: &str) {
        let mut bytes = format!("{version}\n").into_bytes();
        bytes.extend_from_slice(&manifest.to_bytes());
        let _ = write_state_file(&self.root, &format!("{}.manifest", self.name), &bytes);
    }
}
