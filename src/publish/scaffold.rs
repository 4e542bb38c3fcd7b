//! The first files of a site or a page.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failures::write_failed;
use crate::content::check_slug;
use crate::diagnostics::{Code, Diagnostic};

/// The files of a new site: paths and texts.
const SITE: [(&str, &str); 20] = [
    ("sapar.toml", include_str!("scaffold/sapar.toml")),
    (".gitignore", "/.sapar\n/public\n/.public.sapar\n"),
    ("content/_index.kk.md", include_str!("scaffold/home.kk.md")),
    ("content/_index.ru.md", include_str!("scaffold/home.ru.md")),
    ("content/_index.zh.md", include_str!("scaffold/home.zh.md")),
    ("content/_index.en.md", include_str!("scaffold/home.en.md")),
    ("content/destinations/_index.kk.md", include_str!("scaffold/destinations.kk.md")),
    ("content/destinations/_index.ru.md", include_str!("scaffold/destinations.ru.md")),
    ("content/destinations/_index.zh.md", include_str!("scaffold/destinations.zh.md")),
    ("content/destinations/_index.en.md", include_str!("scaffold/destinations.en.md")),
    ("content/destinations/markakol/facts.toml", include_str!("scaffold/markakol.facts.toml")),
    ("content/destinations/markakol/index.kk.md", include_str!("scaffold/markakol.kk.md")),
    ("content/destinations/markakol/index.ru.md", include_str!("scaffold/markakol.ru.md")),
    ("content/destinations/markakol/index.zh.md", include_str!("scaffold/markakol.zh.md")),
    ("content/destinations/markakol/index.en.md", include_str!("scaffold/markakol.en.md")),
    ("locales/kk/site.ftl", include_str!("scaffold/site.kk.ftl")),
    ("locales/ru/site.ftl", include_str!("scaffold/site.ru.ftl")),
    ("locales/zh/site.ftl", include_str!("scaffold/site.zh.ftl")),
    ("locales/en/site.ftl", include_str!("scaffold/site.en.ftl")),
    ("static/.gitkeep", ""),
];

/// Writes a new site into a folder that is not there yet or is empty. Returns the files.
///
/// # Errors
/// When something is there already, or cannot be written. Nothing that was there is touched.
pub fn site(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let is_free = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => folder.symlink_metadata().is_err(),
    };
    if !is_free {
        return Err(already_exists(folder));
    }
    write_all(SITE.iter().map(|(path, text)| (folder.join(path), (*text).to_owned())).collect())
}

/// Writes a new page with a document in each language of the site. Returns the files.
///
/// `path` is the page's path in the content folder: folders and a name, such as `destinations/markakol`. The documents
/// are drafts until their authors say otherwise.
///
/// # Errors
/// When the path cannot be a page's, something is there already, or cannot be written.
pub fn page(root: &Path, path: &str, tags: &[&str]) -> Result<Vec<PathBuf>, Diagnostic> {
    let name = path.trim_matches('/');
    if let Some(error) = name.split('/').find_map(|part| check_slug(part).err()) {
        return Err(error.explain(Diagnostic::new(Code::InvalidPath).with("path", path)));
    }
    let content = root.join("content");
    let folder = content.join(name);
    let taken = std::iter::once(folder.clone())
        .chain(tags.iter().map(|tag| content.join(format!("{name}.{tag}.md"))))
        .find(|path| path.exists());
    if let Some(taken) = taken {
        return Err(already_exists(&taken));
    }
    let title = name.rsplit('/').next().unwrap_or(name).replace(['-', '_'], " ");
    let mut files = vec![(folder.join("facts.toml"), "kind = \"page\"\n".to_owned())];
    for tag in tags {
        let text = format!("+++\ntitle = \"{title}\"\ndescription = \"\"\ndraft = true\n+++\n\n…\n");
        files.push((folder.join(format!("index.{tag}.md")), text));
    }
    write_all(files)
}

fn write_all(files: Vec<(PathBuf, String)>) -> Result<Vec<PathBuf>, Diagnostic> {
    let write = |path: &Path, text: &str| -> io::Result<()> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        // Only a file that is new is written.
        File::create_new(path)?.write_all(text.as_bytes())
    };
    for (path, text) in &files {
        write(path, text).map_err(|error| write_failed(path, &error))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn already_exists(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::AlreadyExists).with("path", path.display().to_string())
}
