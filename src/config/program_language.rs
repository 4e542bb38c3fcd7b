//! `program_language`: the language in which the program speaks with the editors of a site.

use crate::data::{Reader, Table, not_an_option};
use crate::diagnostics::{Diagnostic, PROGRAM_LANGUAGES, ProgramLanguage};

/// The name of the key.
const KEY: &str = "program_language";

/// The language that a configuration names.
///
/// The text is searched, and not parsed: what is wrong elsewhere in it has to be told in that language, too.
///
/// ```
/// use sapar::config::program_language;
///
/// let text = "program_language = \"kk\"  # of our editors\nbase_url =\n";
/// assert_eq!(program_language(text).map(|language| language.tag), Some("kk"));
/// ```
pub fn program_language(text: &str) -> Option<ProgramLanguage> {
    // The key is one of the file itself, and not of a table in it.
    let mut lines = text.lines().map(str::trim_start).take_while(|line| !line.starts_with('['));
    lines.find_map(|line| {
        let value = line.strip_prefix(KEY)?.trim_start().strip_prefix('=')?.trim_start();
        let tag = value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
        ProgramLanguage::find(tag)
    })
}

/// Reports a language that the program does not speak.
pub(super) fn check(reader: &mut Reader<'_>, table: &Table, diagnostics: &mut Vec<Diagnostic>) {
    let source = reader.source;
    let Some(tag) = reader.text(KEY, diagnostics) else { return };
    if ProgramLanguage::find(tag).is_none() {
        let entry = table.get(KEY).expect("its text was just read");
        let tags = PROGRAM_LANGUAGES.map(|language| language.tag);
        diagnostics.push(not_an_option(source, &entry.value, KEY, tag, &tags));
    }
}
