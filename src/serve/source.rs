//! What a preview follows: a site that is read from its files, and what reports changes of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::watch::{Waited, Watch};
use crate::config::Config;
use crate::data::Date;
use crate::diagnostics::Diagnostic;
use crate::load::LinkedPath;
use crate::project::{Project, Update};
use crate::theme::View;

/// A site that is read from its files.
pub trait Source {
    /// As [`Project::refresh`].
    fn refresh(&mut self, paths: &[&Path], today: Date) -> Option<Update>;
    /// As [`Project::reread`].
    ///
    /// # Errors
    /// As there.
    fn reread(&mut self, today: Date) -> Result<(), Diagnostic>;
    /// As [`Project::show_drafts`].
    fn show_drafts(&mut self, _drafts: bool) -> bool {
        false
    }
    /// As [`Project::config`].
    fn config(&self) -> Option<&Config> {
        None
    }
    /// As [`Project::linked_paths`].
    fn linked_paths(&self) -> Vec<LinkedPath> {
        Vec::new()
    }
    /// As [`Project::view`].
    fn view(&self) -> Option<Arc<View>>;
    /// As [`Project::diagnostics`].
    fn diagnostics(&self) -> Vec<Diagnostic>;
    /// As [`Project::stale_files`].
    fn stale_files(&self) -> Vec<String>;
}

/// What reports changes.
pub trait Changes {
    /// As [`Watch::wait`].
    fn wait(&mut self, at_most: Option<Duration>) -> Waited;
    /// As [`Watch::watch_links`].
    fn watch_links(&mut self, _linked: &[LinkedPath]) -> Vec<PathBuf> {
        Vec::new()
    }
}

impl Source for Project {
    fn refresh(&mut self, paths: &[&Path], today: Date) -> Option<Update> {
        Self::refresh(self, paths, today)
    }

    fn reread(&mut self, today: Date) -> Result<(), Diagnostic> {
        Self::reread(self, today)
    }

    fn show_drafts(&mut self, drafts: bool) -> bool {
        Self::show_drafts(self, drafts)
    }

    fn config(&self) -> Option<&Config> {
        Self::config(self)
    }

    fn linked_paths(&self) -> Vec<LinkedPath> {
        Self::linked_paths(self)
    }

    fn view(&self) -> Option<Arc<View>> {
        Self::view(self).cloned()
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        Self::diagnostics(self)
    }

    fn stale_files(&self) -> Vec<String> {
        Self::stale_files(self)
    }
}

impl Changes for Watch {
    fn wait(&mut self, at_most: Option<Duration>) -> Waited {
        Self::wait(self, at_most)
    }

    fn watch_links(&mut self, linked: &[LinkedPath]) -> Vec<PathBuf> {
        Self::watch_links(self, linked)
    }
}
