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
            if let Some(mut search) = self.search(folders, exists) {
                search.entries(&facts.fields);
                documents.iter().for_each(|document| search.document(document));
                meant.extend(search.meant);
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
        let search = self.search(folders, exists).map(|mut search| {
            search.document(document);
            search.meant
        });
        search.unwrap_or_default()
    }

    /// A search for what a page means. `None` if there are no such files beside it: a path into another folder is rarely that of a
    /// file that nobody else names.
    fn search<'s>(&'s self, folders: &'s [&'s str], exists: &'s dyn Fn(&str) -> bool) -> Option<Search<'s>> {
        let has_any = folders.iter().any(|folder| self.folders.contains_key(*folder));
        has_any.then(|| Search { files: self, folders, exists, meant: FxHashSet::default() })
    }
}

/// What one page means.
struct Search<'s> {
    files: &'s MisspeltFiles,
    /// The folders that its paths may start from.
    folders: &'s [&'s str],
    exists: &'s dyn Fn(&str) -> bool,
    meant: FxHashSet<String>,
}

impl Search<'_> {
    fn document(&mut self, document: &Document) {
        self.entries(&document.fields);
        document.alt.iter().for_each(|alt| self.path(&alt.file.value));
        let source = document.source.open();
        let text = &source.text[document.body..];
        for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
            let ending = text.as_bytes()[dot + 1..].iter().take(MAX_ENDING + 1);
            let end = dot + 1 + ending.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let ends = text[end..].chars().next().is_none_or(is_delimiter);
            if end == dot + 1 || end > dot + 1 + MAX_ENDING || !ends {
                continue;
            }
            let path = before(text, end, |c| c == '/' || !is_delimiter(c));
            if is_reference(text, end - path.len()) {
                self.path(path);
            }
        }
    }

    fn entries(&mut self, entries: &[Entry]) {
        entries.iter().for_each(|entry| self.data(&entry.value.data));
    }

    fn data(&mut self, data: &Data) {
        match data {
            Data::Text(text) => self.path(text),
            Data::List(items) => items.iter().for_each(|item| self.data(&item.data)),
            Data::Table(table) => self.entries(&table.entries),
            _ => {}
        }
    }

    /// Adds the file that a path was meant to lead to, if it leads nowhere.
    fn path(&mut self, path: &str) {
        let path = decode(path);
        let urls: Vec<String> = self.folders.iter().filter_map(|folder| resolve(folder, &path)).collect();
        if urls.iter().any(|url| (self.exists)(url)) {
            return;
        }
        for url in &urls {
            let (folder, name) = split(url);
            if let Some(near) = self.files.folders.get(folder).and_then(|names| names.nearest(name)) {
                self.meant.insert(format!("{folder}{near}"));
            }
        }
    }
}

/// The folder of a URL, with its slash, and the name in it.
fn split(url: &str) -> (&str, &str) {
    url.split_at(url.rfind('/').map_or(0, |at| at + 1))
}
