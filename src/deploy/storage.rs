//! What a deployment needs of a place that files are sent to.

use super::object::Object;

/// A file as it was read, and what tells this version of it from any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// An opaque text of the storage: an `ETag`, a digest.
    pub version: String,
}

/// What became of a conditional write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replaced {
    /// The file was written; this is its version now.
    Done(String),
    /// The file is another one than expected, and was left.
    Conflict,
}

/// Why something could not be done at a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeployError {
    /// The target cannot be reached, or what is needed to reach it is missing.
    Unreachable(String),
    /// The target refuses: no credentials, wrong ones, or no right to do it.
    Refused(String),
    /// There are no credentials.
    NoCredentials(String),
    /// Anything else. The first text is the file that it happened to.
    Failed(String, String),
    /// A program that is needed is not installed.
    NoProgram(&'static str, String),
    /// Another deployment holds the lock since so many seconds after 1970, and has last renewed it at the second.
    Locked {
        /// When it began.
        since: u64,
        /// When it has last said that it goes on.
        renewed: u64,
    },
    /// Another deployment has taken the lock away, because this one did not renew it in time.
    LockLost,
    /// The manifest at the target is none.
    ManifestDamaged,
    /// The manifest at the target is of a version that this program does not know.
    ManifestVersion(u64),
    /// There is no deployment to go back to.
    NoPrevious,
    /// A file of the deployment to go back to is no longer there.
    PreviousLost(String),
    /// Targets of this kind cannot do it.
    NotSupported(&'static str),
}

impl DeployError {
    /// The failure of something with a file.
    pub fn failed(path: &str, detail: impl ToString) -> Self {
        Self::Failed(path.to_owned(), detail.to_string())
    }
}

/// A place that files are sent to. Names are `/`-separated and relative to its root.
///
/// Every operation on one file is atomic: a reader gets the old file or the new one, and a process that is killed leaves one of
/// them. All may be done again after a failure but for [`Storage::replace`], whose outcome a caller finds out by reading.
#[allow(async_fn_in_trait)]
pub trait Storage {
    /// Whether names are paths of folders, so that no file can stand where another one needs a folder.
    fn is_hierarchical(&self) -> bool;

    /// Whether files can be copied within the target, so that one can go back to them.
    fn keeps_copies(&self) -> bool {
        true
    }

    /// Whether files are sent faster all at once than one by one, with [`Storage::put_all`].
    fn is_batched(&self) -> bool {
        false
    }

    /// Writes several files of the site, which do not refer to each other.
    async fn put_all(&self, objects: &[&Object], sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        for object in objects {
            self.put(object, sent).await?;
        }
        Ok(())
    }

    /// Whether [`Storage::replace`] heeds its condition for certain, whatever others do at the same time.
    fn heeds_conditions(&self) -> bool {
        true
    }

    /// A file; `None` if it is not there.
    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError>;

    /// Writes a file if its version is the expected one; `None` if it is expected not to be there.
    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError>;

    /// Writes a file of the site, whatever stands there. `sent` is told how many more bytes have been sent.
    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError>;

    /// Copies a file within the target. Returns whether there was one to copy.
    async fn copy(&self, from: &str, to: &str) -> Result<bool, DeployError>;

    /// Whether a file is there.
    async fn exists(&self, name: &str) -> Result<bool, DeployError>;

    /// Removes files. Those that are not there are no failure.
    async fn remove(&self, names: &[String]) -> Result<(), DeployError>;
}
