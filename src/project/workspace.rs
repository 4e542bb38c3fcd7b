//! A site's folder, kept up to date: after a change only what changed is read again, and the rest is kept.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::assembly::{is_without_content, known_pictures, naming_texts, view};
use super::assets::KnownAssets;
use super::changes::{self, Changes};
use super::content::{ContentFile, ParsedValue};
use super::environment::Environment;
use crate::config::Config;
use crate::content::composed;
use crate::data::Date;
use crate::diagnostics::{Code, Diagnostic, sort_and_deduplicate};
use crate::load::{Inputs, LinkedPath, read_plain};
use crate::pictures::Pictures;
use crate::site::{Site, SiteOptions};
use crate::theme::{View, check_templates};

/// A site's folder and the site that it makes.
///
/// While a file cannot be understood, its last version that could be stands in for it.
pub struct Project {
    inputs: Inputs,
    /// The files of the content folder, in the order of their paths.
    content: Vec<ContentFile>,
    /// The indices of those that something is wrong with or that an earlier version replaces: few of many, so that an
    /// edit need not look at all of them.
    noted: BTreeSet<usize>,
    options: SiteOptions,
    environment: Option<Environment>,
    view: Option<Arc<View>>,
    /// What is known of the site's pictures, whatever becomes of the site.
    pictures: Arc<Pictures>,
    /// What is known of files that name others.
    known_assets: KnownAssets<'static>,
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
        Self::open_with(root, options, false)
    }

    /// The same with all texts in the [pseudo-language](crate::language::pseudo).
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_pseudo(root: &Path, options: SiteOptions) -> Result<Self, Diagnostic> {
        Self::open_with(root, options, true)
    }

    fn open_with(root: &Path, options: SiteOptions, is_pseudo: bool) -> Result<Self, Diagnostic> {
        let mut inputs = read_plain(root, options.base_url.as_deref())?;
        inputs.is_pseudo = is_pseudo;
        let environment = Environment::new(&inputs, None);
        let content = ContentFile::take(&mut inputs);
        let mut project = Self {
            inputs,
            content,
            noted: BTreeSet::new(),
            options,
            environment,
            view: None,
            pictures: Arc::new(known_pictures(root)),
            known_assets: KnownAssets::new(None),
            site_diagnostics: Vec::new(),
        };
        project.assemble();
        Ok(project)
    }

    /// Reads everything again; `today` is the day by which pages are published.
    ///
    /// # Errors
    /// When there is no site any more: `sapar.toml` is not there. All stays as it was.
    pub fn reread(&mut self, today: Date) -> Result<(), Diagnostic> {
        let options = SiteOptions { now: today, ..self.options.clone() };
        let pictures = Arc::clone(&self.pictures);
        *self = Self::open_with(&self.inputs.root, options, self.inputs.is_pseudo)?;
        // What pages have asked for is still asked for.
        self.pictures = pictures;
        self.assemble();
        Ok(())
    }

    /// Makes drafts, and pages whose day is to come or past, part of the site, or no longer. Returns whether that is
    /// different from before.
    pub fn show_drafts(&mut self, drafts: bool) -> bool {
        let is_different = std::mem::replace(&mut self.options.drafts, drafts) != drafts;
        if is_different {
            self.assemble();
        }
        is_different
    }

    /// The site. Returns `None` if there was never a configuration that makes one.
    pub fn view(&self) -> Option<&Arc<View>> {
        self.view.as_ref()
    }

    /// The configuration, or the last one that could be read; `None` if there was never one.
    pub fn config(&self) -> Option<&Config> {
        self.inputs.config.as_deref()
    }

    /// What has to be watched besides the site's own folders.
    pub fn linked_paths(&self) -> Vec<LinkedPath> {
        self.inputs.linked_paths()
    }

    /// What is wrong with the site as far as it can be told without rendering, in the order of the places.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.inputs.diagnostics();
        diagnostics.extend(self.noted_files().flat_map(ContentFile::diagnostics).cloned());
        if is_without_content(&diagnostics) {
            sort_and_deduplicate(&mut diagnostics);
            return diagnostics;
        }
        diagnostics
            .extend(self.environment.iter().flat_map(|environment| environment.diagnostics.iter().cloned()));
        diagnostics.extend_from_slice(&self.site_diagnostics);
        if let Some(config) = self.config() {
            config.check.apply(&mut diagnostics);
        }
        sort_and_deduplicate(&mut diagnostics);
        diagnostics
    }

    /// The files that an earlier version replaces, in order.
    pub fn stale_files(&self) -> Vec<String> {
        let stale = self.noted_files().filter(|file| file.is_stale());
        let mut files: Vec<String> = stale.map(|file| file.input.path.clone()).collect();
        files.extend(self.environment.iter().flat_map(|environment| environment.stale_files.iter().cloned()));
        files.extend(self.inputs.stale_config());
        files
    }

    /// Reads again what stands at some paths, files or folders, which may have come, changed or gone; `today` is the
    /// day by which pages are published. Returns `None` if nothing is different.
    pub fn refresh(&mut self, paths: &[&Path], today: Date) -> Option<Update> {
        let changes = changes::refresh(&mut self.inputs, &mut self.content, paths);
        let is_new_day = std::mem::replace(&mut self.options.now, today) != today;
        if changes.is_empty() && !is_new_day {
            return None;
        }
        let update = Update { saved: changes.saved.clone(), assets: self.published(&changes.assets) };
        let needs_environment = changes.config
            || changes.locales
            || changes.theme
            || changes.templates
            || self.environment.is_none();
        let was_stale = self.has_stale_environment();
        if needs_environment {
            let last = self.environment.take();
            self.environment = Environment::new(&self.inputs, last.as_ref()).or(last);
        }
        // With what was broken, changes of anything else that it is told with may come into effect.
        let is_reshaped = was_stale != self.has_stale_environment()
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

    /// Puts the site together again.
    fn assemble(&mut self) {
        if let Some(environment) = &self.environment {
            let (view, diagnostics) = view(
                &self.inputs,
                &mut self.content,
                environment,
                self.options.clone(),
                &self.pictures,
                &mut self.known_assets,
            );
            self.site_diagnostics = diagnostics;
            self.view = Some(Arc::new(view));
        }
        let noted = self.content.iter().enumerate().filter(|(_, file)| file.is_noted());
        self.noted = noted.map(|(index, _)| index).collect();
    }

    fn noted_files(&self) -> impl Iterator<Item = &ContentFile> {
        self.noted.iter().map(|index| &self.content[*index])
    }

    /// Brings new versions of documents, messages and templates into the site that there is. Says whether that was
    /// enough.
    fn edit(&mut self, changes: &Changes) -> bool {
        let (Some(view), Some(environment)) = (&self.view, &self.environment) else { return false };
        let mut site: Option<Site> = None;
        for (index, was) in &changes.documents {
            let file = &self.content[*index];
            match file.is_noted() {
                true => self.noted.insert(*index),
                false => self.noted.remove(index),
            };
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
            // Whether the page is published depends on what its texts say.
            if !environment.config.required_languages(path).is_empty() {
                return false;
            }
            match site.as_ref().unwrap_or(&view.site).with_document(path, old, new) {
                Some(edited) => site = Some(edited),
                None => return false,
            }
        }
        for index in &changes.records {
            let file = &self.content[*index];
            match file.is_noted() {
                true => self.noted.insert(*index),
                false => self.noted.remove(index),
            };
            let Some(ParsedValue::Record { path, record }) = file.parsed.as_ref().map(|it| &it.value) else {
                return false;
            };
            // Whether the page is published may depend on it.
            if !environment.config.required_languages(path).is_empty() {
                return false;
            }
            match site.as_ref().unwrap_or(&view.site).with_record(path, record) {
                Some(edited) => site = Some(edited),
                None => return false,
            }
        }
        if environment.has_cards() != view.site.has_cards {
            return false;
        }
        if (changes.locales || changes.templates)
            && !view.site.is_named_alike(&naming_texts(&self.inputs, environment))
        {
            return false;
        }
        if changes.locales {
            let is_of_names = |diagnostic: &Diagnostic| diagnostic.code == Code::TermWithoutName;
            self.site_diagnostics.retain(|diagnostic| !is_of_names(diagnostic));
            let last = site.as_ref().unwrap_or(&view.site);
            let named = last.with_messages(&environment.catalogue, &mut self.site_diagnostics);
            site = Some(named.with_glossary(&environment.glossary));
        }
        if site.is_some() || changes.templates {
            let site = site.unwrap_or_else(|| view.site.clone());
            let edited = View::new(site, Arc::clone(&environment.theme), Arc::clone(&self.pictures));
            // Facts may name templates that came or went.
            if changes.templates && check_templates(&edited) != check_templates(view) {
                return false;
            }
            self.view = Some(Arc::new(edited));
        }
        true
    }

    fn has_stale_environment(&self) -> bool {
        self.environment.as_ref().is_some_and(|environment| !environment.stale_files.is_empty())
    }

    /// The addresses at which pages that are open now know some files.
    fn published(&self, paths: &[String]) -> Vec<String> {
        let theme = format!("{}/static", self.inputs.theme.folder());
        let address = |path: &String| {
            let rest = path.strip_prefix(&theme).or_else(|| path.split_once('/').map(|(_, rest)| rest))?;
            let url = format!("/{}", composed(rest.trim_start_matches('/')));
            let asset = self.view.as_ref().and_then(|view| view.site.asset_at(&url));
            Some(asset.map_or(url, |asset| asset.published_url.clone()))
        };
        paths.iter().filter_map(address).collect()
    }
}
