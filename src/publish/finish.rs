//! Publishes what was staged.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::addresses::AddressRecord;
use super::failures::{require_folder, shown, write_failed};
use super::folder::{self, Repository};
use super::in_place;
use super::output::{InPlaceReason, Output, refuse};
use super::report::BuildReport;
use super::rescue::rescue;
use super::staging::Staged;
use super::swap::{self, Swapped};
use crate::diagnostics::{Code, Diagnostic};

/// The longest file in bytes that stays in the staging directory after it was replaced or removed. Small ones are
/// overwritten by a later build; a long one would only take up space.
const MAX_LEFTOVER: u64 = 64 * 1024;

/// What publishing did.
#[derive(Debug)]
pub struct Published {
    /// Why files were replaced one by one; `None` if folders were swapped.
    pub in_place: Option<InPlaceReason>,
    /// Warnings about files that somebody put into the output while the build ran.
    pub diagnostics: Vec<Diagnostic>,
}

impl Output {
    /// Publishes what was staged, records the addresses of its pages, and caches the build's report.
    ///
    /// # Errors
    /// When the system refuses. If folders are swapped, the last good site is then still in place.
    pub fn finish(
        self,
        staged: &Staged,
        report: &BuildReport,
        addresses: &AddressRecord,
    ) -> Result<Published, Diagnostic> {
        self.state.write_next_manifest(&staged.wanted)?;
        // Before anything is published: one that is listed and never was published is only told to be missing.
        self.state.write_addresses(addresses)?;
        if staged.plan().changed() == 0 {
            // What the site is made from has changed, but nothing that is made of it.
            self.refuse_new_files(staged)?;
            return self.record(report, false, Published { in_place: None, diagnostics: Vec::new() });
        }
        if let Some(reason) = self.in_place {
            return self.finish_in_place(staged, report, reason);
        }
        // Somebody may have made it one while the build ran.
        if folder::is_working_copy(&self.folder) {
            return self.finish_in_place(staged, report, InPlaceReason::WorkingCopy);
        }
        let (staging, aside) = (self.state.staging(), self.state.aside());
        require_folder(&aside)?;
        let swapped = swap::swap(&self.folder, &staging, &aside, self.options.swap);
        match swapped.map_err(|error| write_failed(&self.folder, &error))? {
            Swapped::Refused => self.finish_in_place(staged, report, InPlaceReason::SwapRefused),
            Swapped::Done => {
                let known: FxHashSet<&str> = staged.published.paths().collect();
                let rescued = rescue(&self.folder, &self.state, &|path| known.contains(path))?;
                remove_large_leftovers(&staging, staged);
                let diagnostics = rescued.into_iter().map(|rescued| {
                    Diagnostic::new(Code::OutputFileFound)
                        .with("file", rescued.file)
                        .with("path", shown(&rescued.place))
                });
                let published = Published { in_place: None, diagnostics: diagnostics.collect() };
                self.record(report, true, published)
            }
        }
    }

    fn finish_in_place(
        &self,
        staged: &Staged,
        report: &BuildReport,
        reason: InPlaceReason,
    ) -> Result<Published, Diagnostic> {
        let staging = self.state.staging();
        self.refuse_new_files(staged)?;
        let stamps = in_place::carry_out(&staged.plan(), &staging, &self.folder).map_err(|error| {
            Diagnostic::new(Code::PublishInterrupted)
                .with("path", shown(&self.folder))
                .with("detail", error.to_string())
        })?;
        let mut manifest = staged.wanted.clone();
        manifest.set_stamps(stamps);
        if manifest != staged.wanted {
            // Another file system may keep times less exactly.
            self.state.write_next_manifest(&manifest)?;
        }
        if self.in_place.is_some() {
            // It holds nothing but empty folders now. Should this fail, the next build does it.
            let _ = std::fs::remove_dir_all(&staging);
        }
        self.record(report, false, Published { in_place: Some(reason), diagnostics: Vec::new() })
    }

    /// Refuses files that somebody put into the output while the build ran: nothing has been touched yet. This comes after the
    /// manifest was written, whose mtime tells later which folders were compared with it.
    fn refuse_new_files(&self, staged: &Staged) -> Result<(), Diagnostic> {
        let listed: FxHashSet<&str> = staged.published.paths().collect();
        let paths = folder::paths(&self.folder, Repository::LeftOut)
            .map_err(|error| write_failed(&self.folder, &error))?;
        let found = paths.into_iter().filter_map(|path| match path {
            Ok(path) => (!listed.contains(path.as_str())).then_some(path),
            Err(path) => Some(path.display().to_string()),
        });
        refuse(&self.folder, &found.min().into_iter().collect::<Vec<_>>())
    }

    /// Makes the next manifest the current one. `has_staging` says that the staging directory now holds what was
    /// published before.
    fn record(
        &self,
        report: &BuildReport,
        has_staging: bool,
        published: Published,
    ) -> Result<Published, Diagnostic> {
        self.state
            .promote_next_manifest(has_staging)
            .map_err(|error| write_failed(&self.state.folder, &error))?;
        // The site is published; without the report, the next build only takes longer.
        let _ = self.state.write_report(report);
        Ok(published)
    }
}

/// Removes long files of the site before this one from the staging directory.
fn remove_large_leftovers(staging: &Path, staged: &Staged) {
    let plan = staged.plan();
    let is_gone: FxHashSet<&str> = plan.put.iter().chain(&plan.remove).copied().collect();
    for file in staged.published.files() {
        let is_large = file.stamp.is_some_and(|stamp| stamp.length > MAX_LEFTOVER);
        if is_large && is_gone.contains(file.path.as_str()) {
            // Should this fail, a later build overwrites or removes it.
            let _ = std::fs::remove_file(staging.join(&file.path));
        }
    }
}
