//! What hosts need beside the site itself: redirects, headers, the choice of a language, error pages, in the form that each
//! of them reads.
//!
//! All of it is pure: [`Rules`] follow from the site and from what its pages load, and each host has a function from rules to
//! the bytes of its files. What a host publishes belongs into the output, what a server reads apart from it into the
//! state folder of the site (`.sapar/hosts`): a server's configuration is nothing for readers.

mod apache;
mod cache_class;
mod caddy;
mod content_type;
mod files;
mod github;
mod headers_file;
mod immutable;
mod limits;
mod manifest;
mod nginx;
mod patterns;
mod policy;
mod record;
mod redirects_file;
mod rules;
mod s3;
mod vercel;

pub use cache_class::CacheClass;
pub use content_type::content_type;
pub use files::{HostFile, Place, files};
pub use limits::check_limits;
pub use manifest::{BuildManifest, MANIFEST_FILE, ManifestEntry, manifest, read_manifest};
pub use policy::policy;
pub use record::OutputRecord;
pub use rules::{Gone, Redirect, Rules};
pub use s3::{S3Object, objects as s3_objects};
