//! The part of the preview that runs in the browser: its scripts and style sheets, and its messages.

use include_dir::{Dir, include_dir};
use pulldown_cmark_escape::escape_html;
use serde_json::{Map, Value};

use crate::artefacts::Digest;
use crate::diagnostics::{Messages, PROGRAM_LANGUAGES, ProgramLanguage};

static CLIENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/client");

/// The preview's messages: language tag and Fluent source.
const MESSAGES: [(&str, &str); 4] = [
    ("en", include_str!("locales/en.ftl")),
    ("kk", include_str!("locales/kk.ftl")),
    ("ru", include_str!("locales/ru.ftl")),
    ("zh", include_str!("locales/zh.ftl")),
];

/// The name of each of the program's languages in itself.
const NAMES: [(&str, &str); 4] = [("kk", "Қазақша"), ("ru", "Русский"), ("zh", "中文"), ("en", "English")];

/// A script or a style sheet, by its file name.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    CLIENT.get_file(name).filter(|_| !name.ends_with(".html")).map(include_dir::File::contents)
}

/// An HTML file with placeholders.
pub(super) fn template(name: &str) -> &'static str {
    let file = CLIENT.get_file(name).expect("the file is embedded in the program");
    file.contents_utf8().expect("they are written in UTF-8")
}

/// The preview's messages in a language.
pub(super) fn messages(language: ProgramLanguage) -> Messages {
    Messages::of_source(language, source(language))
}

fn source(language: ProgramLanguage) -> &'static str {
    let source = MESSAGES.into_iter().find(|(tag, _)| *tag == language.tag);
    source.expect("there is a file for every language of the program").1
}

/// Every message that takes no arguments, by its id.
pub(super) fn texts(language: ProgramLanguage, messages: &Messages) -> Map<String, Value> {
    let ids = source(language).lines().filter_map(|line| {
        let (id, rest) = line.split_once(" =")?;
        let is_id = id.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_id && !rest.contains('{')).then_some(id)
    });
    ids.map(|id| (id.to_owned(), messages.text(id, &[]).into())).collect()
}

/// The languages that the panel offers, with their own names.
pub(super) fn languages() -> Value {
    let language = |(tag, name): (&str, &str)| serde_json::json!({ "tag": tag, "name": name });
    NAMES.map(language).to_vec().into()
}

/// The language of the program with a tag.
pub(super) fn language(tag: &str) -> Option<ProgramLanguage> {
    PROGRAM_LANGUAGES.into_iter().find(|language| language.tag == tag)
}

/// A page with the client's script before the end of its body. `digest` is that of the page without it: the client sends
/// it as the version that the browser shows.
pub(super) fn with_script(mut page: Vec<u8>, base_path: &str, digest: &Digest) -> Vec<u8> {
    let script = format!(
        "<script type=\"module\" src=\"{}_sapar/client.js\" data-digest=\"{}\"></script>",
        escaped(base_path),
        short(digest)
    );
    let at = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// A text within HTML: in an element, or in an attribute between quotation marks.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_html(&mut escaped, text).expect("writing to a string does not fail");
    escaped
}

/// The first 80 bits of a digest, in hexadecimal digits: enough to tell versions of one page apart.
pub(super) fn short(digest: &Digest) -> String {
    digest.to_string()[..20].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_stays_within_its_attribute() {
        let page = with_script(b"<body></body>".to_vec(), "/a&copy'/", &Digest::of(b""));
        let page = String::from_utf8(page).expect("a page");
        assert!(page.starts_with("<body><script type=\"module\" src=\"/a&amp;copy"), "{page}");
        assert!(page.contains("/_sapar/client.js\" data-digest=\""), "{page}");
    }
}
