//! A glossary as TBX-Basic in the style DCA (ISO 30042:2019), which programs of translators read.

use super::terms::{Glossary, Term, TermForms};
use crate::config::Config;
use crate::language::Language;

/// Where programs find the schemas of the dialect, and what they are written in.
const MODELS: [(&str, &str); 2] = [
    ("TBX_Core_RNG/master/TBXcoreStructV03.rng", "http://relaxng.org/ns/structure/1.0"),
    ("TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", "http://purl.oclc.org/dsdl/schematron"),
];

/// Writes a glossary. `title` is the name of the site. A glossary without terms makes a file without entries, which the schema does
/// not allow.
pub fn to_tbx(glossary: &Glossary, config: &Config, title: &str) -> String {
    let mut tbx = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (file, written_in) in MODELS {
        tbx.push_str(&format!(
            "<?xml-model href=\"https://raw.githubusercontent.com/LTAC-Global/{file}\" \
             type=\"application/xml\" schematypens=\"{written_in}\"?>\n"
        ));
    }
    let tag = escaped(&config.languages[config.default_language].tag);
    tbx.push_str(&format!(
        "<tbx style=\"dca\" type=\"TBX-Basic\" xml:lang=\"{tag}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n  <tbxHeader>\n    \
         <fileDesc>\n      <titleStmt>\n        <title>{}</title>\n      </titleStmt>\n      <sourceDesc>\n        \
         <p>{}</p>\n      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n",
        escaped(title),
        escaped(&glossary.source.path),
    ));
    for (number, term) in glossary.terms.iter().enumerate() {
        concept(term, number, config, &mut tbx);
    }
    tbx.push_str("    </body>\n  </text>\n</tbx>\n");
    tbx
}

fn concept(term: &Term, number: usize, config: &Config, tbx: &mut String) {
    let has_terms = |forms: &TermForms| !forms.allowed.is_empty() || !forms.forbidden.is_empty();
    let languages = || term.languages.iter().zip(&config.languages).filter(|(forms, _)| has_terms(forms));
    // A concept without a term is none.
    if languages().next().is_none() {
        return;
    }
    tbx.push_str(&format!("      <conceptEntry id=\"{}\">\n", id(term, number)));
    note(&term.note, "        ", tbx);
    for (forms, language) in languages() {
        language_section(forms, language, tbx);
    }
    tbx.push_str("      </conceptEntry>\n");
}

fn language_section(forms: &TermForms, language: &Language, tbx: &mut String) {
    tbx.push_str(&format!("        <langSec xml:lang=\"{}\">\n", escaped(&language.tag)));
    note(&forms.note, "          ", tbx);
    for (number, form) in forms.allowed.iter().enumerate() {
        let status = if number == 0 { "preferredTerm-admn-sts" } else { "admittedTerm-admn-sts" };
        term_section(&form.text, status, "", tbx);
    }
    for forbidden in &forms.forbidden {
        term_section(&forbidden.form.text, "deprecatedTerm-admn-sts", &forbidden.reason, tbx);
    }
    tbx.push_str("        </langSec>\n");
}

fn term_section(text: &str, status: &str, reason: &str, tbx: &mut String) {
    tbx.push_str(&format!(
        "          <termSec>\n            <term>{}</term>\n            <termNote type=\"administrativeStatus\">{status}</termNote>\n",
        escaped(text)
    ));
    note(reason, "            ", tbx);
    tbx.push_str("          </termSec>\n");
}

fn note(text: &str, indentation: &str, tbx: &mut String) {
    if !text.is_empty() {
        tbx.push_str(&format!("{indentation}<note>{}</note>\n", escaped(text)));
    }
}

/// The id of a term, if XML can have such one; otherwise its number.
fn id(term: &Term, number: usize) -> String {
    let id = &term.id.value;
    let is_name = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && id.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_name { id.clone() } else { format!("_{}", number + 1) }
}

/// A text for XML. Control characters, which it cannot hold, are left out.
fn escaped(text: &str) -> String {
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let kept: String =
        text.chars().filter(is_kept).filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    quick_xml::escape::escape(kept).into_owned()
}
