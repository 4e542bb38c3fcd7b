//! The first files of a site or a page.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failures::write_failed;
use crate::content::check_slug;
use crate::content::fields::FieldDefinition;
use crate::content::kind::Kind;
use crate::diagnostics::{Code, Diagnostic, Messages};

/// The files of a new site: paths and texts.
const SITE: [(&str, &str); 21] = [
    ("sapar.toml", include_str!("scaffold/sapar.toml")),
    (".gitignore", "/.sapar\n/public\n/.public.sapar\n"),
    // The lines of both versions of a record hold.
    (".gitattributes", "*translations.toml merge=union\n"),
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

/// Writes a new site into a folder that is not there yet or is empty, with the tag of the language that the program speaks in it,
/// if one is named. Returns the files.
///
/// # Errors
/// When something is there already, or cannot be written. Nothing that was there is touched.
pub fn site(folder: &Path, program_language: Option<&str>) -> Result<Vec<PathBuf>, Diagnostic> {
    let is_free = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => folder.symlink_metadata().is_err(),
    };
    if !is_free {
        return Err(already_exists(folder));
    }
    let with_language = |text: &str| match program_language {
        Some(tag) => {
            text.replacen("# program_language = \"ru\"", &format!("program_language = \"{tag}\""), 1)
        }
        None => text.to_owned(),
    };
    write_all(SITE.iter().map(|(path, text)| (folder.join(path), with_language(text))).collect())
}

/// Writes a new page with a document in each language of the site. Returns the files.
///
/// `path` is the page's path in the content folder: folders and a name, such as `destinations/markakol`. The documents
/// are drafts until their authors say otherwise. The fields of its kind stand there as examples, with comments from
/// `messages`: those that it must have as values to be replaced, the others behind `#`.
///
/// # Errors
/// When the path cannot be a page's, something is there already, or cannot be written.
pub fn page(
    root: &Path,
    path: &str,
    kind: &Kind,
    tags: &[&str],
    messages: &Messages,
) -> Result<Vec<PathBuf>, Diagnostic> {
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
    let title = title(name.rsplit('/').next().unwrap_or(name));
    let facts = format!("kind = \"{}\"\n{}", kind.name, examples(kind, false, messages));
    let mut files = vec![(folder.join("facts.toml"), facts)];
    let own = examples(kind, true, messages);
    for tag in tags {
        let text = format!("+++\ntitle = \"{title}\"\ndescription = \"\"\ndraft = true\n{own}+++\n\n…\n");
        files.push((folder.join(format!("index.{tag}.md")), text));
    }
    write_all(files)
}

/// A title from the name of a page: `Rakhmanov springs` from `rakhmanov-springs`.
fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The localised fields of a kind, or the others, as lines of TOML.
fn examples(kind: &Kind, localised: bool, messages: &Messages) -> String {
    let fields = kind.fields.iter().filter(|field| field.localised == localised);
    let (required, optional): (Vec<_>, Vec<_>) = fields.partition(|field| field.required);
    let mut text = String::new();
    for (fields, comment, sign) in
        [(required, "new-page-required", ""), (optional, "new-page-optional", "# ")]
    {
        if fields.is_empty() {
            continue;
        }
        text.push_str(&format!("\n# {}\n", messages.text(comment, &[])));
        for field in fields {
            text.push_str(&format!("{sign}{}{}\n", field.example_line(), choices(field)));
        }
    }
    text
}

/// What else a value may be, or its unit, as a comment behind it.
fn choices(field: &FieldDefinition) -> String {
    let options = field.options.iter().map(|option| format!("\"{option}\""));
    let unit = field.unit.iter().cloned();
    let choices: Vec<String> = options.chain(unit).collect();
    if choices.is_empty() { String::new() } else { format!("   # {}", choices.join(", ")) }
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
