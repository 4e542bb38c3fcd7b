//! A glossary as a table for spreadsheets and for programs that import one: RFC 4180, a line for each term, its preferred form in a
//! column for each language.

use super::terms::{Glossary, Term, TermForms};
use crate::config::Config;
use crate::language::LanguageId;

/// What stands between several forms in one cell.
const SEPARATOR: &str = " | ";

/// Writes a glossary. Behind the columns of the preferred forms stand, for each language, the other allowed forms (`kk:allowed`),
/// the forbidden ones with their reasons (`kk:forbidden`) and the note (`kk:note`); columns without anything in them are left out.
pub fn to_csv(glossary: &Glossary, config: &Config) -> String {
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |name: String, is_kept: bool, of: &dyn Fn(&Term) -> String| {
        let cells: Vec<String> = glossary.terms.iter().map(of).collect();
        if is_kept || cells.iter().any(|cell| !cell.is_empty()) {
            columns.push((name, cells));
        }
    };
    add("id".to_owned(), true, &|term| term.id.value.clone());
    let tag = |language: LanguageId| config.languages[language].tag.as_str();
    for language in config.languages.keys() {
        let preferred = |term: &Term| term.languages[language].preferred().unwrap_or_default().to_owned();
        add(tag(language).to_owned(), true, &preferred);
    }
    add("note".to_owned(), true, &|term| term.note.clone());
    for language in config.languages.keys() {
        add(format!("{}:allowed", tag(language)), false, &|term| other_forms(&term.languages[language]));
        add(format!("{}:forbidden", tag(language)), false, &|term| {
            forbidden_forms(&term.languages[language])
        });
        add(format!("{}:note", tag(language)), false, &|term| term.languages[language].note.clone());
    }
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let mut write = |cells: Vec<&str>| writer.write_record(cells).expect("writing to memory does not fail");
    write(columns.iter().map(|(name, _)| name.as_str()).collect());
    for line in 0..glossary.terms.len() {
        write(columns.iter().map(|(_, cells)| cells[line].as_str()).collect());
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("what was written is text")
}

fn other_forms(forms: &TermForms) -> String {
    let others: Vec<&str> = forms.allowed.iter().skip(1).map(|form| form.text.as_str()).collect();
    others.join(SEPARATOR)
}

fn forbidden_forms(forms: &TermForms) -> String {
    let all = forms.forbidden.iter().map(|it| match it.reason.is_empty() {
        true => it.form.text.clone(),
        false => format!("{}: {}", it.form.text, it.reason),
    });
    all.collect::<Vec<_>>().join(SEPARATOR)
}
