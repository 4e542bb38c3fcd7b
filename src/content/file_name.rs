//! The names of files that are read as documents.

/// The endings of documents, in any case.
const EXTENSIONS: [&str; 2] = [".md", ".markdown"];

/// Endings that other programs give to Markdown, or to something near it. An editor on Windows adds `.txt`.
const OTHER_EXTENSIONS: [&str; 11] = [
    ".md.txt",
    ".markdown.txt",
    ".mdx",
    ".mdown",
    ".mkd",
    ".mkdn",
    ".mdwn",
    ".mdtext",
    ".mdtxt",
    ".rmd",
    ".qmd",
];

/// The name of a document without its ending: `markakol.kk` for `markakol.kk.md`. Returns `None` for what is no document.
pub fn document_stem(name: &str) -> Option<&str> {
    EXTENSIONS.iter().find_map(|extension| without(name, extension))
}

/// Whether a file's name says that it is a document.
pub fn is_document(name: &str) -> bool {
    document_stem(name).is_some()
}

/// The name that a document should have, for a file that is none by its name but looks like one: `c.en.md` for
/// `c.en.mdx`.
pub fn meant_document(name: &str) -> Option<String> {
    let stem = OTHER_EXTENSIONS.iter().find_map(|extension| without(name, extension))?;
    Some(format!("{stem}.md"))
}

fn without<'n>(name: &'n str, extension: &str) -> Option<&'n str> {
    let (stem, end) = name.split_at_checked(name.len().checked_sub(extension.len())?)?;
    end.eq_ignore_ascii_case(extension).then_some(stem)
}

/// Whether the text of a picture is no more than the name of its file, as programs for pictures insert it: with or without the
/// ending, and with the case that it has there. The name of a place in a file that is called after it is a text.
pub fn is_file_name(text: &str, path: &str) -> bool {
    let name = path.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    let text = text.trim();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    // A name such as `Engelbart` says what the picture shows, whatever the file is called.
    let is_name = text.chars().all(char::is_alphabetic) && !text.starts_with(char::is_lowercase);
    // So does a single letter, which is a label.
    text.chars().nth(1).is_some() && (text.eq_ignore_ascii_case(&name) || text == stem && !is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_ending() {
        assert_eq!(document_stem("index.kk.md"), Some("index.kk"));
        assert_eq!(document_stem("index.kk.Markdown"), Some("index.kk"));
        assert_eq!(document_stem("көл.mdx"), None);
        assert_eq!(document_stem("көл"), None);
        assert_eq!(meant_document("c.en.MDX").as_deref(), Some("c.en.md"));
        assert_eq!(meant_document("c.en.md.txt").as_deref(), Some("c.en.md"));
        assert_eq!(meant_document("c.txt"), None);
    }
}
