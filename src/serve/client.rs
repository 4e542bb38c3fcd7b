//! What the preview itself shows in the browser: its scripts and style sheets, and its words.

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

use crate::diagnostics::{Messages, PROGRAM_LANGUAGES, ProgramLanguage};

static CLIENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/client");

/// The preview's words: tag, and the file of messages.
const WORDS: [(&str, &str); 4] = [
    ("en", include_str!("locales/en.ftl")),
    ("kk", include_str!("locales/kk.ftl")),
    ("ru", include_str!("locales/ru.ftl")),
    ("zh", include_str!("locales/zh.ftl")),
];

/// The name of each of the program's languages in itself.
const NAMES: [(&str, &str); 4] = [("kk", "Қазақша"), ("ru", "Русский"), ("zh", "中文"), ("en", "English")];

/// A script or a style sheet of the preview.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    CLIENT.get_file(name).filter(|_| !name.ends_with(".html")).map(include_dir::File::contents)
}

/// A page of the preview itself, before its placeholders are filled.
pub(super) fn template(name: &str) -> &'static str {
    let file = CLIENT.get_file(name).expect("the preview's pages are within the program");
    file.contents_utf8().expect("they are written in UTF-8")
}

/// The preview's messages in a language of the program.
pub(super) fn messages(language: ProgramLanguage) -> Messages {
    Messages::of_source(language, words(language))
}

fn words(language: ProgramLanguage) -> &'static str {
    let words = WORDS.into_iter().find(|(tag, _)| *tag == language.tag);
    words.expect("the preview speaks every language of the program").1
}

/// Every message that takes no arguments, by its id.
pub(super) fn texts(language: ProgramLanguage, messages: &Messages) -> Map<String, Value> {
    let ids = words(language).lines().filter_map(|line| {
        let (id, rest) = line.split_once(" =")?;
        let is_id = id.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_id && !rest.contains('{')).then_some(id)
    });
    ids.map(|id| (id.to_owned(), messages.text(id, &[]).into())).collect()
}

/// The languages of the program with their own names, as the panel lets choose from them.
pub(super) fn languages() -> Value {
    let language = |(tag, name): (&str, &str)| serde_json::json!({ "tag": tag, "name": name });
    NAMES.map(language).to_vec().into()
}

/// The language of the program by its tag.
pub(super) fn language(tag: &str) -> Option<ProgramLanguage> {
    PROGRAM_LANGUAGES.into_iter().find(|language| language.tag == tag)
}
