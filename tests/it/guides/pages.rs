//! The pages of the guide for translators, as they are written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::guide::document::{Example, examples};

/// The languages that the guide is written in, each with the one that its reader translates into in the examples.
pub const LANGUAGES: [(&str, &str); 4] = [("en", "en"), ("kk", "kk"), ("ru", "kk"), ("zh", "zh")];

/// A page of the guide in a language.
pub struct Page {
    /// Its name, which is the same in all languages.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl Page {
    /// The code blocks with what they are.
    pub fn examples(&self) -> Vec<Example> {
        examples(&self.text)
    }

    /// The addresses of the preview that the text names, without its host.
    pub fn addresses(&self) -> Vec<String> {
        let prose = self.prose();
        let code = prose.split('`').skip(1).step_by(2);
        code.filter_map(|code| code.strip_prefix("http://127.0.0.1:1111")).map(ToOwned::to_owned).collect()
    }

    /// The text without its code blocks.
    pub fn prose(&self) -> String {
        let parts = self.text.split("\n```").enumerate();
        parts.filter(|(number, _)| number % 2 == 0).map(|(_, part)| part).collect()
    }
}

/// The folder of the guides.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The pages for translators in a language, in the order in which they are read.
pub fn pages(language: &str) -> Vec<Page> {
    let folder = root().join("content/translators");
    let weight = |name: &str| -> u32 {
        if name == "_index" {
            return 0;
        }
        let facts = fs::read_to_string(folder.join(format!("{name}.facts.toml"))).expect("facts of a page");
        let weight = facts.lines().find_map(|line| line.strip_prefix("weight = "));
        weight.expect("a place among the pages").parse().expect("a number")
    };
    let mut pages = Vec::new();
    for entry in fs::read_dir(&folder).expect("the pages").flatten() {
        let file = entry.file_name().into_string().expect("a name in Latin letters");
        if let Some(name) = file.strip_suffix(&format!(".{language}.md")) {
            let text = fs::read_to_string(entry.path()).expect("a page");
            pages.push(Page { name: name.to_owned(), path: entry.path(), text });
        }
    }
    pages.sort_by_key(|page| weight(&page.name));
    assert!(pages.len() > 5, "{language}");
    pages
}
