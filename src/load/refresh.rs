//! Reads again what changed, and nothing else.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::content::{self, ContentFile, Parsed, ParsedValue};
use super::files::{Input, is_hidden, read_folder};
use super::{Inputs, ReadConfig, read_config, theme};
use crate::config::{self, Config};
use crate::diagnostics::SourceText;
use crate::language::Language;

/// What is different after a refresh.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The configuration.
    pub config: bool,
    /// Documents of before, with what they were: nothing else about the content changed.
    pub documents: Vec<(usize, ParsedValue)>,
    /// Documents that were saved, new ones too: the content path and the tag of the language of each.
    pub saved: Vec<(String, String)>,
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
        let Self { config, documents, saved: _, content, locales, templates, theme, assets } = self;
        !(*config || *content || *locales || *templates || *theme)
            && documents.is_empty()
            && assets.is_empty()
    }
}

impl Inputs {
    /// Reads what stands at some paths again, files or folders, which may have come, changed or gone.
    pub(super) fn refresh(&mut self, paths: &[&Path]) -> Changes {
        let mut names: Vec<String> = paths.iter().filter_map(|path| self.name(path)).collect();
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
        let mut changes = Changes::default();
        for (folder, names) in group(outer) {
            match folder {
                Folder::Config => self.refresh_config(&mut changes),
                Folder::Content => self.refresh_content(&names, &mut changes),
                Folder::Locales => {
                    let read = self.read(&names);
                    changes.locales |= !replace(&mut self.locales, &names, read).paths.is_empty();
                }
                Folder::Static => {
                    let read = self.read(&names);
                    changes.assets.extend(replace(&mut self.statics, &names, read).paths);
                }
                Folder::Map => {
                    let read = self.read(&names);
                    changes.theme |= !replace(&mut self.maps, &names, read).paths.is_empty();
                }
                Folder::Theme => self.refresh_theme(&names, &mut changes),
            }
        }
        changes
    }

    /// A path as inputs are named; nothing for what lies outside of the site or is hidden.
    fn name(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.canonical)).ok()?;
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let is_seen = !parts.is_empty() && !parts.iter().any(|part| is_hidden(part));
        is_seen.then(|| parts.join("/"))
    }

    fn read(&self, names: &[String]) -> Vec<Input> {
        let names = names.iter().filter(|name| !self.is_behind_way_out(name));
        names.flat_map(|name| read_folder(&self.canonical, &self.root, name)).collect()
    }

    /// Whether a path leads through a link out of the site's folder, which walking from the root does not follow.
    fn is_behind_way_out(&self, name: &str) -> bool {
        let path = self.root.join(name);
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        folder.is_some_and(|folder| !folder.starts_with(&self.canonical))
    }

    fn refresh_config(&mut self, changes: &mut Changes) {
        let ReadConfig { source, config, diagnostics } =
            match read_config(&self.root, self.base_url.as_deref()) {
                Ok(read) => read,
                Err(missing) => {
                    let source = SourceText::new(config::FILE_NAME, "");
                    ReadConfig { source, config: None, diagnostics: vec![missing] }
                }
            };
        if source.text == self.config_text.text && diagnostics == self.config_diagnostics {
            return;
        }
        self.config_text = source;
        self.config_diagnostics = diagnostics;
        changes.config = true;
        // While it cannot be read, the last one that could stands in for it.
        let Some(config) = config else { return };
        let is_same_theme = self.config.as_ref().is_some_and(|last| last.theme == config.theme);
        // What documents and facts are read by: they are read again only where that is different.
        let is_read_alike = self.config.as_ref().is_some_and(|last| {
            let language = |language: &Language| (language.tag.clone(), language.quotes);
            last.languages.iter().map(language).eq(config.languages.iter().map(language))
                && last
                    .taxonomies
                    .iter()
                    .map(|one| &one.name)
                    .eq(config.taxonomies.iter().map(|one| &one.name))
        });
        if !is_read_alike {
            for file in &mut self.content {
                file.parsed = None;
            }
        }
        if !is_same_theme {
            self.theme = theme::read(&self.canonical, &self.root, &config);
        }
        self.config = Some(config.into());
    }

    fn refresh_theme(&mut self, names: &[String], changes: &mut Changes) {
        let Some(config) = &self.config else { return };
        let folder = format!("themes/{}", config.theme);
        // Where the folder itself comes or goes, another theme takes its place.
        let is_another = self.theme.is_embedded || names.iter().any(|name| is_within(&folder, name));
        let changed = match is_another {
            true => {
                let fresh = theme::read(&self.canonical, &self.root, config);
                let last = std::mem::replace(&mut self.theme, fresh);
                changes.theme |= last.diagnostics != self.theme.diagnostics;
                let folders = [last.folder().to_owned(), self.theme.folder().to_owned()];
                let inputs = std::mem::replace(&mut self.theme.inputs, last.inputs);
                replace(&mut self.theme.inputs, &folders, inputs).paths
            }
            false => {
                let names: Vec<String> =
                    names.iter().filter(|name| is_within(name, &folder)).cloned().collect();
                let read = self.read(&names);
                replace(&mut self.theme.inputs, &names, read).paths
            }
        };
        let folder = self.theme.folder();
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
        let read = self.read(names).into_iter().map(ContentFile::new).collect();
        let Difference { old, paths } = replace(&mut self.content, names, read);
        if paths.is_empty() {
            return;
        }
        // Without a configuration nobody knows yet what the files are.
        let Some(config) = self.config.clone() else {
            changes.content = true;
            return;
        };
        content::parse(&mut self.content, &config);
        changes.saved.extend(paths.iter().filter_map(|path| self.saved(path, &config)));
        let mut seen = 0;
        for last in old {
            let path = &last.input.path;
            let Ok(index) = self.content.binary_search_by(|file| file.input.path.cmp(path)) else { continue };
            seen += 1;
            let (Some(was), Some(is)) = (last.parsed, &mut self.content[index].parsed) else { continue };
            // While a file cannot be understood, its last version that could stands in for it.
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
                (ParsedValue::Asset(_), ParsedValue::Asset(_)) => changes.assets.push(path.clone()),
                _ => changes.content = true,
            }
        }
        changes.content |= seen < paths.len();
    }

    /// What document a file is: its content path and the tag of its language.
    fn saved(&self, path: &str, config: &Config) -> Option<(String, String)> {
        let index = self.content.binary_search_by(|file| file.input.path.as_str().cmp(path)).ok()?;
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
    Config,
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
            config::FILE_NAME => Folder::Config,
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

/// Whether a path is another one or stands in it.
fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Something that is kept in the order of its path.
trait Kept {
    fn input(&self) -> &Input;
}

impl Kept for Input {
    fn input(&self) -> &Input {
        self
    }
}

impl Kept for ContentFile {
    fn input(&self) -> &Input {
        &self.input
    }
}

/// What differs between what was kept and what was read.
struct Difference<T> {
    /// What was there before and is there no more, or in another version.
    old: Vec<T>,
    /// The paths of all that is different.
    paths: Vec<String>,
}

/// Puts what was read at some names, files or folders, in the place of what was there.
fn replace<T: Kept>(kept: &mut Vec<T>, names: &[String], read: Vec<T>) -> Difference<T> {
    let mut difference = Difference { old: Vec::new(), paths: Vec::new() };
    let mut new = Vec::new();
    let mut there = FxHashSet::default();
    for item in read {
        let path = item.input().path.clone();
        match kept.binary_search_by(|kept| kept.input().path.cmp(&path)) {
            Ok(index) if kept[index].input().is_same(item.input()) => {}
            Ok(index) => {
                difference.old.push(std::mem::replace(&mut kept[index], item));
                difference.paths.push(path.clone());
            }
            Err(_) => {
                new.push(item);
                difference.paths.push(path.clone());
            }
        }
        there.insert(path);
    }
    let gone: FxHashSet<String> = names.iter().flat_map(|name| within(kept, name)).collect();
    let gone: FxHashSet<String> = gone.into_iter().filter(|path| !there.contains(path)).collect();
    if !gone.is_empty() {
        let (left, stay) =
            std::mem::take(kept).into_iter().partition(|kept| gone.contains(&kept.input().path));
        *kept = stay;
        difference.old.extend::<Vec<T>>(left);
        difference.paths.extend(gone);
    }
    if !new.is_empty() {
        kept.extend(new);
        kept.sort_unstable_by(|a, b| a.input().path.cmp(&b.input().path));
    }
    difference.paths.sort_unstable();
    difference
}

/// The paths of what is kept at a name, or in the folder of that name.
fn within<T: Kept>(kept: &[T], name: &str) -> Vec<String> {
    let folder = format!("{name}/");
    let from = |start: &str| kept.partition_point(|kept| kept.input().path.as_str() < start);
    let file = kept[from(name)..].iter().take(1).filter(|kept| kept.input().path == name);
    let files = kept[from(&folder)..].iter().take_while(|kept| kept.input().path.starts_with(&folder));
    file.chain(files).map(|kept| kept.input().path.clone()).collect()
}
