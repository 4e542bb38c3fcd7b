//! Results that are expensive to make, kept by the content they were made from.
//!
//! A [`Digest`] identifies the bytes of a source. A [`Key`] is the hash of everything a result depends on: the digests of
//! its sources, its parameters and the version of its maker. An [`Artefact`] is a key and the function that makes the
//! bytes, and a [`Store`] keeps them from run to run. Two artefacts with one key have the same bytes, so nothing ever
//! has to be compared with what was made before.
//!
//! [`SourceDigests`] remembers the digests of source files, so that a file that has not changed is not read; [`BuildRecord`]
//! remembers what a build rendered, so that a page that cannot be different is not rendered.
//!
//! All of it stands in the folder `.sapar` of a site, and can be deleted at any time. Not so `.sapar/publish`, which is not
//! this module's: an output keeps its state there if it has no place beside the output, and [`clear`] and [`prune`] leave
//! that alone. This module knows neither sites
//! nor templates, and must not depend on them: [`Digest`] is part of what a site is made of.

mod artefact;
mod build_record;
mod digest;
mod key;
mod link_answers;
mod prune;
mod record;
mod source_digests;
mod state;
mod store;

pub use artefact::Artefact;
pub use build_record::{BuildRecord, DocumentRecord};
pub use digest::Digest;
pub use key::{Key, KeyBuilder};
pub use link_answers::{LinkAnswer, LinkAnswers, LinkState};
pub use prune::{RemoveError, Removed, clear, prune};
pub use source_digests::{FileStamp, SourceDigest, SourceDigests};
pub use state::{STATE_FOLDER, build_id, read_state_file, remove_state_file, write_state_file};
pub use store::{Store, not_writable};
