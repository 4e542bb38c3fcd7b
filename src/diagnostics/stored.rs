//! Diagnostics as a build keeps them in its cache, to show them again if nothing has changed.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::{Code, Severity};
use super::diagnostic::{Argument, Diagnostic};
use super::fix::{Fix, StoredFix};
use super::listing::{Entry, entries};
use super::location::{Location, ResolvedLocation};

/// A diagnostic without references: the place is resolved, and the suggestion found.
#[derive(Serialize, Deserialize)]
struct Stored {
    code: Cow<'static, str>,
    location: Option<ResolvedLocation>,
    arguments: Vec<(Cow<'static, str>, Argument)>,
    suggestion: Option<String>,
    /// Missing in what was stored before there were fixes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fix: Option<StoredFix>,
    /// How many diagnostics of this code in this file it stands for, if they are only counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// How severe it is on this site, if that is not what its code says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
}

impl Stored {
    fn of(entry: &Entry<'_>) -> Self {
        match entry {
            Entry::Shown(diagnostic) => Self {
                code: Cow::Borrowed(diagnostic.code.as_str()),
                location: diagnostic.location.as_ref().map(Location::resolve),
                arguments: diagnostic.arguments.clone(),
                suggestion: diagnostic.suggested_name(),
                fix: diagnostic.stored_fix(),
                count: None,
                severity: diagnostic.own_severity,
            },
            Entry::Omitted(omitted) => Self {
                code: Cow::Borrowed(omitted.code.as_str()),
                location: omitted.file.map(|file| Location::of_file(file).resolve()),
                arguments: Vec::new(),
                suggestion: None,
                fix: None,
                count: Some(omitted.count),
                severity: (omitted.severity != omitted.code.severity()).then_some(omitted.severity),
            },
        }
    }

    fn restore(self) -> Vec<Diagnostic> {
        let Some(code) = Code::find(&self.code) else { return Vec::new() };
        let diagnostic = Diagnostic {
            code,
            location: self.location.map(Location::from),
            arguments: self.arguments,
            suggestion: self.suggestion.map(Into::into),
            fix: self.fix.map(Fix::stored),
            own_severity: self.severity,
        };
        vec![diagnostic; self.count.unwrap_or(1)]
    }
}

/// Writes a list of diagnostics, which are in order, as far as they are shown: to find the words and the place of
/// thousands that are only counted would take longer than the build. For `#[serde(serialize_with = "…")]`.
pub fn serialize_listed<S: Serializer>(diagnostics: &[Diagnostic], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(entries(diagnostics).iter().map(Stored::of))
}

/// Reads a list of diagnostics and drops those whose code this version of the program does not know: another version
/// wrote the cache, and it is no reason to fail. Those that were only counted are there as often, without their words.
/// For `#[serde(deserialize_with = "…")]`.
pub fn deserialize_known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Diagnostic>, D::Error> {
    let stored = Vec::<Stored>::deserialize(deserializer)?;
    Ok(stored.into_iter().flat_map(Stored::restore).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::diagnostics::{Messages, PROGRAM_LANGUAGES, SourceText, nearest, to_json, to_terminal};

    fn serialize(diagnostics: &[Diagnostic]) -> Value {
        serialize_listed(diagnostics, serde_json::value::Serializer).expect("plain data")
    }

    fn stored_and_restored(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let text = serde_json::to_string(&serialize(diagnostics)).expect("plain data");
        deserialize_known(&mut serde_json::Deserializer::from_str(&text)).expect("what was stored")
    }

    #[test]
    fn what_is_restored_is_shown_the_same() {
        let long = format!("{}\n{}[а](/lak/){}\n", "көл", "湖".repeat(300), "b".repeat(300));
        let source = SourceText::new("content/a.md", &long);
        let at = long.find("/lak/").expect("it is there");
        let diagnostics = [
            Diagnostic::new(Code::LinkNotFound)
                .at(source.location(at..at + 5))
                .with("target", "/lak/")
                .suggest(nearest("lak", ["lake"]))
                .fix(Fix::suggested(&source, at + 1..at + 4)),
            Diagnostic::new(Code::SectionWithoutIndex).in_file("content/b/").with("document", "c.md"),
            Diagnostic::new(Code::AnchorNotFound).with("known", 3).with("anchors", "`#a`"),
        ];
        let restored = stored_and_restored(&diagnostics);
        assert_eq!(restored, diagnostics);
        for language in PROGRAM_LANGUAGES {
            let messages = Messages::new(language);
            for (restored, diagnostic) in restored.iter().zip(&diagnostics) {
                assert_eq!(to_json(restored, &messages), to_json(diagnostic, &messages));
                assert_eq!(
                    to_terminal(restored, &messages, false),
                    to_terminal(diagnostic, &messages, false)
                );
            }
        }
        // Once more: nothing is lost on the way.
        assert_eq!(stored_and_restored(&restored), restored);
    }

    #[test]
    fn what_is_only_counted_is_counted_the_same_without_its_words() {
        let source = SourceText::new("content/a.md", &"a".repeat(9_000));
        let of_text = |at: usize| {
            Diagnostic::new(Code::LinkNotFound).at(source.location(at..at + 1)).with("target", "x")
        };
        let mut diagnostics: Vec<Diagnostic> = (0..6_000).map(of_text).collect();
        diagnostics.push(Diagnostic::new(Code::FileHasBom).in_file("content/b.md"));
        assert_eq!(serialize(&diagnostics).as_array().map(Vec::len), Some(102));
        let restored = stored_and_restored(&diagnostics);
        assert_eq!(restored.len(), diagnostics.len());
        assert_eq!(entries(&restored), entries(&diagnostics));
    }

    #[test]
    fn an_unknown_code_is_dropped_and_a_damaged_place_does_no_harm() {
        let source = SourceText::new("content/a.md", "көл\n");
        let diagnostics = [
            Diagnostic::new(Code::FileHasBom).at(source.location(0..2)),
            Diagnostic::new(Code::LinkNotFound).at(source.location(0..2)),
        ];
        let mut stored = serialize(&diagnostics);
        stored[0]["code"] = "code-of-a-later-version".into();
        stored[1]["location"]["highlight"]["end"] = 3.into();
        let restored = deserialize_known::<Value>(stored).expect("a list");
        assert_eq!(restored.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::LinkNotFound]);
        to_terminal(&restored[0], &Messages::new(PROGRAM_LANGUAGES[0]), false);
    }
}
