//! Writes a site to its output folder. This module renders nothing: it is handed the bytes of each file.
//!
//! A build fills a staging directory ([`StagingWriter`]) and compares two manifests of digests, what is published and what
//! is wanted, which gives a [`Plan`]: what to put, keep and remove. The plan is carried out by swapping the staging
//! directory with the output, so that a reader sees the old site whole or the new one whole; or, where a folder cannot be
//! swapped, in place, file by file. A build that fails leaves the last good site as it was. One that is killed is recovered
//! by the next.

mod addresses;
mod failures;
mod finish;
mod folder;
mod in_place;
mod intact;
mod lost_addresses;
mod manifest;
mod output;
mod plan;
mod report;
mod rescue;
mod scaffold;
mod staging;
mod staging_directory;
mod state;
mod swap;

pub use addresses::{AddressRecord, PublishedAddress};
pub use finish::Published;
pub use lost_addresses::{ComparedAddresses, compare_addresses};
pub use manifest::{Manifest, ManifestFile, Stamp};
pub use output::{InPlaceReason, LockedOutput, Output, PublishOptions, default_folder, recorded_addresses};
pub use plan::{ManyRemovals, Plan, Role};
pub use report::{BuildReport, PageCount};
pub use scaffold::{page as scaffold_page, site as scaffold_site};
pub use staging::{Staged, StagedEntry, StagingWriter};
pub use staging_directory::FileSource;
pub use swap::SwapMethod;
