//! What a build reported, cached so that a build in which nothing changed can report it again.

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Diagnostic, deserialize_known, serialize_listed};

/// The report of a build.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct BuildReport {
    /// The digest of everything that the site was made from.
    pub fingerprint: String,
    /// The build's warnings.
    #[serde(deserialize_with = "deserialize_known", serialize_with = "serialize_listed")]
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

impl BuildReport {
    /// The written form, in JSON.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a report is plain data")
    }

    /// Reads the written form. Returns `None` for anything but the report of the build with this fingerprint. Diagnostics
    /// that this program does not know are dropped.
    pub(super) fn parse(bytes: &[u8], fingerprint: &str) -> Option<Self> {
        let report: Self = serde_json::from_slice(bytes).ok()?;
        (report.fingerprint == fingerprint).then_some(report)
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
        let report = br#"{"fingerprint":"a","diagnostics":[{"code":"from-the-future","location":null,"arguments":[],"suggestion":null}],"pages":[],"files":1}"#;
        let read = BuildReport::parse(report, "a").expect("the rest is understood");
        assert!(read.diagnostics.is_empty());
    }
}
