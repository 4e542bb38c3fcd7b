//! What a change of files means for the site: which parts of it have to be made again.

use std::path::Path;

use super::content::{self, ContentFile, Parsed, ParsedValue};
use crate::config::{self, Config, FOLDERS};
use crate::diagnostics::SourceText;
use crate::language::Language;
use crate::load::{Difference, Input, Inputs, Kept, ReadConfig, is_within, read_config, replace};

/// How many changed files are parsed one by one. More of them are worth going through all files in parallel.
const FEW_FILES: usize = 16;

/// What is different after a refresh.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The configuration.
    pub config: bool,
    /// Documents of before, with what they were: nothing else about the content changed.
    pub documents: Vec<(usize, ParsedValue)>,
    /// Documents that were saved, new ones too: the content path and the tag of the language of each.
    pub saved: Vec<(String, String)>,
    /// Records of translations of before, by their number: nothing else about the content changed.
    pub records: Vec<usize>,
    /// Files of the content folder came, went, or changed what is true of pages in all languages.
    pub content: bool,
    /// Messages of the site or its theme.
    pub locales: bool,
    /// Templates or components of the theme.
    pub templates: bool,
    /// Anything else of the theme that Sapar reads, or the site's own map.
    pub theme: bool,
    /// Files that are published as they are: paths of the site's folder.
    pub assets: Vec<String>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        let Self { config, documents, records, saved: _, content, locales, templates, theme, assets } = self;
        !(*config || *content || *locales || *templates || *theme)
            && documents.is_empty()
            && records.is_empty()
            && assets.is_empty()
    }
}

impl Kept for ContentFile {
    fn input(&self) -> &Input {
        &self.input
    }
}

/// Reads what stands at some paths again, files or folders, which may have come, changed or gone.
pub(super) fn refresh(inputs: &mut Inputs, content: &mut Vec<ContentFile>, paths: &[&Path]) -> Changes {
    Refresh { inputs, content }.refresh(paths)
}

/// What was read of a site while it is brought up to date.
struct Refresh<'a> {
    inputs: &'a mut Inputs,
    content: &'a mut Vec<ContentFile>,
}

impl Refresh<'_> {
    fn refresh(&mut self, paths: &[&Path]) -> Changes {
        let mut names: Vec<String> = paths.iter().flat_map(|path| self.inputs.names(path)).collect();
        let mut changes = Changes::default();
        let is_config = |name: &String| name == config::FILE_NAME;
        if names.iter().any(is_config) {
            names.retain(|name| !is_config(name));
            if self.refresh_config(&mut changes) {
                names.extend(FOLDERS.map(ToOwned::to_owned));
            }
        }
        // A folder comes right before what stands in it; by letters, `lakes-old` would come between the two.
        names.sort_unstable_by(|a, b| a.split('/').cmp(b.split('/')));
        names.dedup();
        // What stands in a folder that is read again is read with it.
        let mut outer: Vec<String> = Vec::new();
        for name in names {
            if !outer.last().is_some_and(|outer| is_within(&name, outer)) {
                outer.push(name);
            }
        }
        for (folder, names) in group(outer) {
            match folder {
                Folder::Content => self.refresh_content(&names, &mut changes),
                Folder::Locales => {
                    let read = self.read_again(&names, |inputs| &mut inputs.locales);
                    changes.locales |= !replace(&mut self.inputs.locales, &names, read).paths.is_empty();
                }
                Folder::Static => {
                    let read = self.read_again(&names, |inputs| &mut inputs.statics);
                    changes.assets.extend(replace(&mut self.inputs.statics, &names, read).paths);
                }
                Folder::Map => {
                    let read = self.read_again(&names, |inputs| &mut inputs.maps);
                    changes.theme |= !replace(&mut self.inputs.maps, &names, read).paths.is_empty();
                }
                Folder::Theme => self.refresh_theme(&names, &mut changes),
            }
        }
        changes
    }

    /// Reads what is at some names now. `folder` is what was read before of the folder that they stand in.
    fn read_again(
        &mut self,
        names: &[String],
        folder: impl Fn(&mut Inputs) -> &mut Vec<Input>,
    ) -> Vec<Input> {
        let kept = std::mem::take(folder(self.inputs));
        let read = self.inputs.read_again(names, &kept);
        *folder(self.inputs) = kept;
        read
    }

    /// Returns whether other files count as files of the site than before.
    fn refresh_config(&mut self, changes: &mut Changes) -> bool {
        self.inputs.follow_config_link();
        let ReadConfig { source, config, diagnostics } =
            match read_config(&self.inputs.root, self.inputs.base_url.as_deref()) {
                Ok(read) => read,
                Err(missing) => {
                    let source = SourceText::new(config::FILE_NAME, "");
                    ReadConfig { source, config: None, diagnostics: vec![missing] }
                }
            };
        if source.text == self.inputs.config_text.text && diagnostics == self.inputs.config_diagnostics {
            return false;
        }
        self.inputs.config_text = source;
        self.inputs.config_diagnostics = diagnostics;
        changes.config = true;
        // While it cannot be read, the last one that could be replaces it.
        let Some(config) = config else { return false };
        let last = self.inputs.config.as_ref();
        let ignores_alike = last.is_some_and(|last| last.ignore == config.ignore);
        let is_same_theme = self.inputs.config.as_ref().is_some_and(|last| last.theme == config.theme);
        // What documents and facts are read by: they are read again only where that is different.
        let is_read_alike = self.inputs.config.as_ref().is_some_and(|last| {
            let language = |language: &Language| (language.tag.clone(), language.quotes);
            last.languages.iter().map(language).eq(config.languages.iter().map(language))
                && last
                    .taxonomies
                    .iter()
                    .map(|one| &one.name)
                    .eq(config.taxonomies.iter().map(|one| &one.name))
        });
        if !is_read_alike {
            for file in self.content.iter_mut() {
                file.parsed = None;
            }
        }
        if !is_same_theme {
            self.inputs.theme = self.inputs.read_theme(&config);
        }
        self.inputs.config = Some(config.into());
        !ignores_alike
    }

    fn refresh_theme(&mut self, names: &[String], changes: &mut Changes) {
        let Some(config) = self.inputs.config.clone() else { return };
        let folder = format!("themes/{}", config.theme);
        // Where the folder itself comes or goes, another theme takes its place.
        let is_another = self.inputs.theme.is_embedded || names.iter().any(|name| is_within(&folder, name));
        let changed = match is_another {
            true => {
                let fresh = self.inputs.read_theme(&config);
                let last = std::mem::replace(&mut self.inputs.theme, fresh);
                changes.theme |= last.diagnostics != self.inputs.theme.diagnostics;
                let folders = [last.folder().to_owned(), self.inputs.theme.folder().to_owned()];
                let inputs = std::mem::replace(&mut self.inputs.theme.inputs, last.inputs);
                replace(&mut self.inputs.theme.inputs, &folders, inputs).paths
            }
            false => {
                let names: Vec<String> =
                    names.iter().filter(|name| is_within(name, &folder)).cloned().collect();
                let read = self.read_again(&names, |inputs| &mut inputs.theme.inputs);
                replace(&mut self.inputs.theme.inputs, &names, read).paths
            }
        };
        let folder = self.inputs.theme.folder();
        for path in changed {
            let name = path.strip_prefix(folder).map_or(path.as_str(), |name| name.trim_start_matches('/'));
            if name.starts_with("templates/") || name.starts_with("components/") {
                changes.templates = true;
            } else if name.starts_with("static/") {
                changes.assets.push(path);
            } else if name.starts_with("locales/") {
                changes.locales = true;
            } else {
                changes.theme = true;
            }
        }
    }

    fn refresh_content(&mut self, names: &[String], changes: &mut Changes) {
        let read = self.inputs.read_again(names, self.content).into_iter().map(ContentFile::new).collect();
        let Difference { old, paths } = replace(self.content, names, read);
        if paths.is_empty() {
            return;
        }
        // Without a configuration nobody knows yet what the files are.
        let Some(config) = self.inputs.config.clone() else {
            changes.content = true;
            return;
        };
        // An edit must not look at all files of a large site to find the one to parse.
        match paths.len() <= FEW_FILES {
            true => {
                for path in &paths {
                    if let Some(index) = self.index(path) {
                        content::parse(&mut self.content[index..=index], &config, self.inputs.is_pseudo);
                    }
                }
            }
            false => content::parse(self.content, &config, self.inputs.is_pseudo),
        }
        changes.saved.extend(paths.iter().filter_map(|path| self.saved(path, &config)));
        let mut seen = 0;
        for last in old {
            let path = &last.input.path;
            let Some(index) = self.index(path) else { continue };
            seen += 1;
            let (Some(was), Some(is)) = (last.parsed, &mut self.content[index].parsed) else { continue };
            // While a file cannot be understood, its last version that could be replaces it.
            if is.value.is_broken() && !was.value.is_broken() {
                *is = Parsed {
                    value: was.value.clone(),
                    diagnostics: std::mem::take(&mut is.diagnostics),
                    is_stale: true,
                };
            }
            match (&was.value, &is.value) {
                (ParsedValue::Document { .. }, ParsedValue::Document { .. }) => {
                    changes.documents.push((index, was.value));
                }
                (ParsedValue::Record { .. }, ParsedValue::Record { .. }) => changes.records.push(index),
                (ParsedValue::Asset(_), ParsedValue::Asset(_)) => changes.assets.push(path.clone()),
                _ => changes.content = true,
            }
        }
        changes.content |= seen < paths.len();
    }

    /// Where a file is among those of the content folder.
    fn index(&self, path: &str) -> Option<usize> {
        self.content.binary_search_by(|file| file.input.path.as_str().cmp(path)).ok()
    }

    /// What document a file is: its content path and the tag of its language.
    fn saved(&self, path: &str, config: &Config) -> Option<(String, String)> {
        let index = self.index(path)?;
        match &self.content[index].parsed.as_ref()?.value {
            ParsedValue::Document { path, document, .. } => {
                Some((path.clone(), config.languages[document.language].tag.clone()))
            }
            _ => None,
        }
    }
}

/// The part of a site that a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    Content,
    Locales,
    Static,
    Map,
    Theme,
}

/// Names by the part of the site that they belong to; what belongs to none is left out.
fn group(names: Vec<String>) -> Vec<(Folder, Vec<String>)> {
    let mut groups: Vec<(Folder, Vec<String>)> = Vec::new();
    for name in names {
        let folder = match name.split('/').next().unwrap_or_default() {
            "content" => Folder::Content,
            "locales" => Folder::Locales,
            "static" => Folder::Static,
            "map" => Folder::Map,
            "themes" => Folder::Theme,
            _ => continue,
        };
        match groups.last_mut().filter(|(last, _)| *last == folder) {
            Some((_, names)) => names.push(name),
            None => groups.push((folder, vec![name])),
        }
    }
    groups
}
