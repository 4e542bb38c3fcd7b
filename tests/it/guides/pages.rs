//! The pages of the guides, as they are written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::guide::document::{Example, examples};

/// A guide.
pub struct Guide {
    /// The name of its folder.
    pub name: &'static str,
    /// The languages that it is written in, each with the one that its reader writes in the examples.
    pub languages: [(&'static str, &'static str); 4],
}

/// All guides. Translators translate from Russian, which a Russian reader cannot do into their own language.
pub const GUIDES: [Guide; 2] = [
    Guide { name: "translators", languages: [("en", "en"), ("kk", "kk"), ("ru", "kk"), ("zh", "zh")] },
    Guide { name: "editors", languages: [("en", "en"), ("kk", "kk"), ("ru", "ru"), ("zh", "zh")] },
];

/// A page of a guide in a language.
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

impl Guide {
    /// The folder of its pages.
    pub fn folder(&self) -> PathBuf {
        root().join("content").join(self.name)
    }

    /// The pages in a language, in the order in which they are read.
    pub fn pages(&self, language: &str) -> Vec<Page> {
        let folder = self.folder();
        let weight = |name: &str| -> u32 {
            if name == "_index" {
                return 0;
            }
            let facts =
                fs::read_to_string(folder.join(format!("{name}.facts.toml"))).expect("facts of a page");
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
        assert!(pages.len() > 5, "{} in {language}", self.name);
        pages
    }
}
