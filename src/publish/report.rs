//! What a build reported, cached so that a build in which nothing changed can report it again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnostics::Diagnostic;

/// The report of a build.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BuildReport {
    /// The digest of everything that the site was made from.
    pub fingerprint: String,
    /// The build's warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages each language has.
    pub pages: Vec<PageCount>,
    /// How many files the output has.
    pub files: usize,
}

/// How many pages a language has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCount {
    /// The language's BCP 47 tag.
    pub language: String,
    /// The language's name.
    pub name: String,
    /// Pages with a text of their own in it.
    pub own: usize,
    /// Pages that are borrowed from another language.
    pub borrowed: usize,
}

/// The written form; its diagnostics are read one by one.
#[derive(Deserialize)]
struct Written {
    fingerprint: String,
    diagnostics: Vec<Value>,
    pages: Vec<PageCount>,
    files: usize,
}

impl BuildReport {
    /// The written form, in JSON.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a report is plain data")
    }

    /// Reads the written form. Returns `None` for anything but the report of the build with this fingerprint. Diagnostics
    /// that this program does not know are dropped.
    pub(super) fn parse(bytes: &[u8], fingerprint: &str) -> Option<Self> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let read = |value| serde_json::from_value(value).ok();
        (written.fingerprint == fingerprint).then(|| Self {
            fingerprint: written.fingerprint,
            diagnostics: written.diagnostics.into_iter().filter_map(read).collect(),
            pages: written.pages,
            files: written.files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn a_report_is_read_again_and_only_for_its_own_build() {
        let report = BuildReport {
            fingerprint: "a".to_owned(),
            diagnostics: vec![Diagnostic::new(Code::FileHasBom).in_file("content/a.md")],
            pages: vec![PageCount { language: "kk".to_owned(), own: 3, ..PageCount::default() }],
            files: 7,
        };
        let read = BuildReport::parse(&report.to_bytes(), "a").expect("its own");
        assert_eq!((read.diagnostics.len(), read.pages, read.files), (1, report.pages.clone(), 7));
        assert!(BuildReport::parse(&report.to_bytes(), "b").is_none());
        assert!(BuildReport::parse(b"", "a").is_none());
        assert!(BuildReport::parse(b"{\"fingerprint\":\"a\"}", "a").is_none());
    }

    #[test]
    fn a_diagnostic_that_the_program_does_not_know_is_dropped() {
        let report = br#"{"fingerprint":"a","diagnostics":[{"code":"from-the-future","location":null,"arguments":[],"suggestion":null},7],"pages":[],"files":1}"#;
        let read = BuildReport::parse(report, "a").expect("the rest is understood");
        assert!(read.diagnostics.is_empty());
    }
}
