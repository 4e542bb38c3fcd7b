//! Sends a built site to a target.
//!
//! What a target has stands in a manifest *at the target* ([`TargetManifest`]); it is compared with what is wanted, and a
//! [`DeployPlan`] says what is sent, kept for later and removed. Nothing is listed or downloaded to compare. [`Session`] carries a
//! plan out over any [`Storage`]: it takes a lock in which the whole intention stands, so that a deployment killed at any moment is
//! completed by the next one, and writes the manifest last.
//!
//! What keeps readers safe is the order: files that pages load, pages, what lists pages, removals. Files that pages load stay for
//! some days after the site has dropped them, because a page in a reader's tab may still ask for them. A file that is overwritten or
//! removed is first copied within the target, so that the deployment can be taken back without a rebuild.
//!
//! This module prints nothing. Secrets come from the environment, profile files and agents; none is written anywhere.

mod clock;
mod content_id;
mod folder;
mod git;
mod local;
mod lock;
mod manifest;
#[cfg(test)]
mod memory;
mod object;
mod plan;
mod profile;
mod program;
mod retry;
mod rsync;
mod s3;
mod s3_redirects;
mod session;
mod settle;
mod sftp;
mod sftp_connection;
mod storage;
#[cfg(test)]
mod tests;

pub use clock::{Clock, SystemClock};
pub use content_id::ContentId;
pub use folder::FolderStorage;
pub use git::GitBranch;
pub use local::LocalRecord;
pub use manifest::{FileEntry, MANIFEST, PreviousState, RetiredFile, TargetManifest};
pub use object::{Object, Source, Wanted, objects};
pub use plan::{DeployPlan, PlanOptions, Put, Removal};
pub use rsync::RsyncTarget;
pub use s3::S3Storage;
pub use session::{Aim, Deployed, Session, SessionOptions, TakenOver};
pub use sftp::SftpStorage;
pub use storage::{DeployError, Replaced, Storage, Stored};
