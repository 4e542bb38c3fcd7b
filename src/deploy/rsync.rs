//! Whatever the program `rsync` can write to.
//!
//! `rsync` copies nothing within a target and knows no conditions: there is no way back from a deployment, and two at one time are
//! told apart only as far as one has seen the lock of the other.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::object::{Object, Source};
use super::program::run;
use super::storage::{DeployError, Replaced, Storage, Stored};
use crate::artefacts::Digest;

/// A target of `rsync`.
#[derive(Debug)]
pub struct RsyncTarget {
    /// Ends in `/`.
    destination: String,
    output: PathBuf,
    folder: TempDir,
}

impl RsyncTarget {
    /// The target with a destination as `rsync` reads it, for files of an output folder.
    ///
    /// # Errors
    /// When there can be no temporary folder.
    pub fn new(destination: &str, output: &Path) -> Result<Self, DeployError> {
        let folder = tempfile::tempdir().map_err(|error| DeployError::failed("rsync", error))?;
        std::fs::create_dir(folder.path().join("empty"))
            .map_err(|error| DeployError::failed("rsync", error))?;
        let destination = format!("{}/", destination.trim_end_matches('/'));
        Ok(Self { destination, output: output.to_owned(), folder })
    }

    async fn write(&self, name: &str, bytes: &[u8]) -> Result<(), DeployError> {
        let failed = |error: std::io::Error| DeployError::failed(name, error);
        let file = self.folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(failed)?;
        std::fs::write(&file, bytes).map_err(failed)?;
        let arguments = ["-q", "--relative", "--ignore-times", "--", &format!("./{name}"), &self.destination];
        run("rsync", &arguments, Some(self.folder.path()), b"").await.map(|_| ())
    }
}

/// The names of files as `--files-from` and `--from0` read them.
fn list<'n>(names: impl Iterator<Item = &'n str>) -> Vec<u8> {
    let mut list = Vec::new();
    for name in names {
        list.extend_from_slice(name.as_bytes());
        list.push(0);
    }
    list
}

impl Storage for RsyncTarget {
    fn is_hierarchical(&self) -> bool {
        true
    }

    fn keeps_copies(&self) -> bool {
        false
    }

    fn is_batched(&self) -> bool {
        true
    }

    fn heeds_conditions(&self) -> bool {
        false
    }

    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError> {
        let file = self.folder.path().join("read");
        let _ = std::fs::remove_file(&file);
        let source = format!("{}{name}", self.destination);
        let target = file.to_string_lossy().into_owned();
        match run("rsync", &["-q", "--ignore-times", "--", &source, &target], None, b"").await {
            Ok(_) => {}
            Err(DeployError::Unreachable(said)) if said.contains("No such file or directory") => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
        let bytes = std::fs::read(&file).map_err(|error| DeployError::failed(name, error))?;
        Ok(Some(Stored { version: Digest::of(&bytes).to_string(), bytes }))
    }

    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        let found = self.read(name).await?.map(|stored| stored.version);
        if found.as_deref() != expected {
            return Ok(Replaced::Conflict);
        }
        self.write(name, bytes).await?;
        Ok(Replaced::Done(Digest::of(bytes).to_string()))
    }

    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        self.put_all(&[object], sent).await
    }

    async fn put_all(&self, objects: &[&Object], sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        if let Some(object) = objects.iter().find(|object| !matches!(object.source, Source::File(_))) {
            return Err(DeployError::failed(&object.path, "it has no source"));
        }
        let source = format!("{}/", self.output.to_string_lossy().trim_end_matches('/'));
        let arguments = [
            "-q",
            "--files-from=-",
            "--from0",
            "--ignore-times",
            "--chmod=D755,F644",
            "--",
            &source,
            &self.destination,
        ];
        run("rsync", &arguments, None, &list(objects.iter().map(|object| object.path.as_str()))).await?;
        sent(objects.iter().map(|object| object.size).sum());
        Ok(())
    }

    async fn copy(&self, _: &str, _: &str) -> Result<bool, DeployError> {
        Err(DeployError::NotSupported("rsync"))
    }

    async fn exists(&self, name: &str) -> Result<bool, DeployError> {
        Ok(self.read(name).await?.is_some())
    }

    async fn remove(&self, names: &[String]) -> Result<(), DeployError> {
        let empty = self.folder.path().join("empty");
        for name in names {
            // A folder that is missing, too, would be told.
            let parent = name.rsplit_once('/').map_or("", |(parent, _)| parent);
            std::fs::create_dir_all(empty.join(parent)).map_err(|error| DeployError::failed(name, error))?;
        }
        let source = format!("{}/", empty.to_string_lossy());
        let arguments = [
            "-q",
            "--files-from=-",
            "--from0",
            // What is listed and not there is removed at the other side.
            "--delete-missing-args",
            "--",
            &source,
            &self.destination,
        ];
        run("rsync", &arguments, None, &list(names.iter().map(String::as_str))).await.map(|_| ())
    }
}
