//! A site's folder, kept up to date: after a change only what changed is read again, and the rest is kept.

use std::path::Path;
use std::sync::Arc;

use super::content::{self, ParsedValue};
use super::refresh::Changes;
use super::setting::Setting;
use super::{Inputs, read};
use crate::content::composed;
use crate::data::Date;
use crate::diagnostics::{Code, Diagnostic, sort_and_deduplicate};
use crate::site::{Site, SiteOptions};
use crate::theme::{View, check_templates};

/// A site's folder and the site that it makes.
///
/// While a file cannot be understood, its last version that could be stands in for it.
pub struct Project {
    inputs: Inputs,
    options: SiteOptions,
    setting: Option<Setting>,
    view: Option<Arc<View>>,
    /// What is wrong with how the pages stand together.
    site_diagnostics: Vec<Diagnostic>,
}

/// What a refresh has brought.
#[derive(Debug, Default)]
pub struct Update {
    /// Documents that were saved: the content path and the tag of the language of each.
    pub saved: Vec<(String, String)>,
    /// Addresses from the site's root, not encoded, of files whose bytes are others now.
    pub assets: Vec<String>,
}

impl Project {
    /// Reads a site's folder.
    ///
    /// # Errors
    /// When there is no site: `sapar.toml` is not there.
    pub fn open(root: &Path, options: SiteOptions) -> Result<Self, Diagnostic> {
        let inputs = read(root, options.base_url.as_deref())?;
        let mut project = Self { inputs, options, setting: None, view: None, site_diagnostics: Vec::new() };
        project.setting = Setting::new(&project.inputs, None);
        project.assemble();
        Ok(project)
    }

    /// Reads everything anew. Says whether there still is a site.
    pub fn reread(&mut self) -> bool {
        let fresh = Self::open(&self.inputs.root, self.options.clone());
        fresh.map(|fresh| *self = fresh).is_ok()
    }

    /// The site; nothing where there was never a configuration that makes one.
    pub fn view(&self) -> Option<&Arc<View>> {
        self.view.as_ref()
    }

    /// What is wrong with the site as far as it can be told without rendering, in the order of the places.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.inputs.file_diagnostics();
        diagnostics.extend(content::diagnostics(&self.inputs.content));
        diagnostics.extend(self.setting.iter().flat_map(|setting| setting.diagnostics.iter().cloned()));
        diagnostics.extend_from_slice(&self.site_diagnostics);
        sort_and_deduplicate(&mut diagnostics);
        diagnostics
    }

    /// The files that an earlier version stands in for, in order.
    pub fn stale_files(&self) -> Vec<String> {
        let mut files = content::stale_files(&self.inputs.content);
        files.extend(self.setting.iter().flat_map(|setting| setting.stale_files.iter().cloned()));
        files.extend(self.inputs.stale_config());
        files
    }

    /// Reads again what stands at some paths, files or folders, which may have come, changed or gone; `today` is the
    /// day by which pages are published. Nothing comes back where all is as it was.
    pub fn refresh(&mut self, paths: &[&Path], today: Date) -> Option<Update> {
        let changes = self.inputs.refresh(paths);
        let is_new_day = std::mem::replace(&mut self.options.now, today) != today;
        if changes.is_empty() && !is_new_day {
            return None;
        }
        let update = Update { saved: changes.saved.clone(), assets: self.published(&changes.assets) };
        let needs_setting =
            changes.config || changes.locales || changes.theme || changes.templates || self.setting.is_none();
        let was_stale = self.has_stale_setting();
        if needs_setting {
            let last = self.setting.take();
            self.setting = Setting::new(&self.inputs, last.as_ref()).or(last);
        }
        // With what was broken, changes of anything else that it is told with may come into effect.
        let is_reshaped = was_stale != self.has_stale_setting()
            || changes.config
            || changes.content
            || changes.theme
            || !changes.assets.is_empty()
            || is_new_day;
        if is_reshaped || !self.edit(&changes) {
            self.assemble();
        }
        Some(update)
    }

    /// Puts the site together anew.
    fn assemble(&mut self) {
        let Some(setting) = &self.setting else { return };
        let (view, diagnostics) = self.inputs.view(setting, self.options.clone());
        self.site_diagnostics = diagnostics;
        self.view = Some(Arc::new(view));
    }

    /// Brings new versions of documents, messages and templates into the site that there is. Says whether that was
    /// enough.
    fn edit(&mut self, changes: &Changes) -> bool {
        let (Some(view), Some(setting)) = (&self.view, &self.setting) else { return false };
        let mut site: Option<Site> = None;
        for (index, was) in &changes.documents {
            let file = &self.inputs.content[*index];
            let is = file.parsed.as_ref().map(|parsed| &parsed.value);
            let (
                ParsedValue::Document { path, document: old, .. },
                Some(ParsedValue::Document { document: new, .. }),
            ) = (was, is)
            else {
                return false;
            };
            // What is wrong with it in the eyes of the whole site is told by the whole site.
            let is_wrong = |diagnostic: &Diagnostic| {
                diagnostic.location.as_ref().is_some_and(|place| place.file() == file.input.path)
            };
            if self.site_diagnostics.iter().any(is_wrong) {
                return false;
            }
            if Arc::ptr_eq(old, new) {
                continue;
            }
            match site.as_ref().unwrap_or(&view.site).with_document(path, old, new) {
                Some(edited) => site = Some(edited),
                None => return false,
            }
        }
        if changes.locales {
            let is_of_names = |diagnostic: &Diagnostic| diagnostic.code == Code::TermWithoutName;
            self.site_diagnostics.retain(|diagnostic| !is_of_names(diagnostic));
            let last = site.as_ref().unwrap_or(&view.site);
            site = Some(last.with_messages(&setting.catalogue, &mut self.site_diagnostics));
        }
        if site.is_some() || changes.templates {
            let site = site.unwrap_or_else(|| view.site.clone());
            let edited = View::new(site, Arc::clone(&setting.theme));
            // Facts may name templates that came or went.
            if changes.templates && check_templates(&edited) != check_templates(view) {
                return false;
            }
            self.view = Some(Arc::new(edited));
        }
        true
    }

    fn has_stale_setting(&self) -> bool {
        self.setting.as_ref().is_some_and(|setting| !setting.stale_files.is_empty())
    }

    /// The addresses of files that are published as they are.
    fn published(&self, paths: &[String]) -> Vec<String> {
        let theme = format!("{}/static", self.inputs.theme.folder());
        let address = |path: &String| {
            let rest = path.strip_prefix(&theme).or_else(|| path.split_once('/').map(|(_, rest)| rest))?;
            Some(format!("/{}", composed(rest.trim_start_matches('/'))))
        };
        paths.iter().filter_map(address).collect()
    }
}
