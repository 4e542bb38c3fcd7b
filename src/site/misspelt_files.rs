//! Files that nobody names because somebody has misspelt their names. The path that leads nowhere is reported where it is written,
//! with the name that was meant; that the file is not published goes without saying.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Asset;
use super::file_names::{NamingPage, before, is_delimiter, is_reference};
use super::links::{decode, resolve};
use crate::content::Document;
use crate::data::{Data, Entry};
use crate::diagnostics::Names;

/// The longest ending of a name, in bytes.
const MAX_ENDING: usize = 10;

/// The files that nobody names, by their folders.
pub(super) struct MisspeltFiles {
    folders: FxHashMap<String, Names>,
}

impl MisspeltFiles {
    /// Among these files.
    pub fn of(unnamed: &[Asset]) -> Self {
        let mut names: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for file in unnamed {
            let (folder, name) = split(&file.url);
            names.entry(folder).or_default().push(name);
        }
        let folders = names.into_iter().map(|(folder, names)| (folder.to_owned(), Names::new(names)));
        Self { folders: folders.collect() }
    }

    /// The URLs of those that pages mean by paths that lead nowhere. `exists` says whether a URL is that of a file.
    pub fn meant_by(&self, pages: &[NamingPage<'_>], exists: &dyn Fn(&str) -> bool) -> FxHashSet<String> {
        let mut meant = FxHashSet::default();
        for NamingPage { folders, facts, documents } in pages {
            if self.has_any_in(folders) {
                self.in_entries(folders, &facts.fields, exists, &mut meant);
                documents.iter().for_each(|document| self.in_document(folders, document, exists, &mut meant));
            }
        }
        meant
    }

    /// The same, by one document.
    pub fn meant_in(
        &self,
        folders: &[&str],
        document: &Document,
        exists: &dyn Fn(&str) -> bool,
    ) -> FxHashSet<String> {
        let mut meant = FxHashSet::default();
        if self.has_any_in(folders) {
            self.in_document(folders, document, exists, &mut meant);
        }
        meant
    }

    /// Whether there are such files beside a page. A path into another folder is rarely that of a file that nobody else names.
    fn has_any_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.folders.contains_key(*folder))
    }

    fn in_document(
        &self,
        folders: &[&str],
        document: &Document,
        exists: &dyn Fn(&str) -> bool,
        meant: &mut FxHashSet<String>,
    ) {
        self.in_entries(folders, &document.fields, exists, meant);
        document.alt.iter().for_each(|alt| self.add(folders, &alt.file.value, exists, meant));
        let text = &document.source.text[document.body..];
        for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
            let ending = text.as_bytes()[dot + 1..].iter().take(MAX_ENDING + 1);
            let end = dot + 1 + ending.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let ends = text[end..].chars().next().is_none_or(is_delimiter);
            if end == dot + 1 || end > dot + 1 + MAX_ENDING || !ends {
                continue;
            }
            let path = before(text, end, |c| c == '/' || !is_delimiter(c));
            if is_reference(text, end - path.len()) {
                self.add(folders, path, exists, meant);
            }
        }
    }

    fn in_entries(
        &self,
        folders: &[&str],
        entries: &[Entry],
        exists: &dyn Fn(&str) -> bool,
        meant: &mut FxHashSet<String>,
    ) {
        entries.iter().for_each(|entry| self.in_data(folders, &entry.value.data, exists, meant));
    }

    fn in_data(
        &self,
        folders: &[&str],
        data: &Data,
        exists: &dyn Fn(&str) -> bool,
        meant: &mut FxHashSet<String>,
    ) {
        match data {
            Data::Text(text) => self.add(folders, text, exists, meant),
            Data::List(items) => {
                items.iter().for_each(|item| self.in_data(folders, &item.data, exists, meant));
            }
            Data::Table(table) => self.in_entries(folders, &table.entries, exists, meant),
            _ => {}
        }
    }

    /// Adds the file that a path was meant to lead to, if it leads nowhere.
    fn add(
        &self,
        folders: &[&str],
        path: &str,
        exists: &dyn Fn(&str) -> bool,
        meant: &mut FxHashSet<String>,
    ) {
        let path = decode(path);
        let urls: Vec<String> = folders.iter().filter_map(|folder| resolve(folder, &path)).collect();
        if urls.iter().any(|url| exists(url)) {
            return;
        }
        for url in &urls {
            let (folder, name) = split(url);
            if let Some(near) = self.folders.get(folder).and_then(|names| names.nearest(name)) {
                meant.insert(format!("{folder}{near}"));
            }
        }
    }
}

/// The folder of a URL, with its slash, and the name in it.
fn split(url: &str) -> (&str, &str) {
    url.split_at(url.rfind('/').map_or(0, |at| at + 1))
}
