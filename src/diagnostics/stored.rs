//! Diagnostics as a build keeps them in its cache, to show them again if nothing has changed.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::Code;
use super::diagnostic::{Argument, Diagnostic};
use super::location::{Location, ResolvedLocation};

/// A diagnostic without references: the place is resolved, and the suggestion found.
#[derive(Serialize, Deserialize)]
struct Stored {
    code: Cow<'static, str>,
    location: Option<ResolvedLocation>,
    arguments: Vec<(Cow<'static, str>, Argument)>,
    suggestion: Option<String>,
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stored = Stored {
            code: Cow::Borrowed(self.code.as_str()),
            location: self.location.as_ref().map(Location::resolve),
            arguments: self.arguments.clone(),
            suggestion: self.suggested_name(),
        };
        stored.serialize(serializer)
    }
}

/// Reads a list of diagnostics and drops those whose code this version of the program does not know: another version
/// wrote the cache, and it is no reason to fail. For `#[serde(deserialize_with = "…")]`.
pub fn deserialize_known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Diagnostic>, D::Error> {
    let stored = Vec::<Stored>::deserialize(deserializer)?;
    let known = stored.into_iter().filter_map(|stored| {
        Some(Diagnostic {
            code: Code::find(&stored.code)?,
            location: stored.location.map(Location::from),
            arguments: stored.arguments,
            suggestion: stored.suggestion.map(Into::into),
        })
    });
    Ok(known.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::diagnostics::{Messages, PROGRAM_LANGUAGES, SourceText, nearest, to_json, to_terminal};

    fn stored_and_restored(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let text = serde_json::to_string(diagnostics).expect("plain data");
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
                .suggest(nearest("lak", ["lake"])),
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
    fn an_unknown_code_is_dropped_and_a_damaged_place_does_no_harm() {
        let source = SourceText::new("content/a.md", "көл\n");
        let diagnostics = [
            Diagnostic::new(Code::FileHasBom).at(source.location(0..2)),
            Diagnostic::new(Code::LinkNotFound).at(source.location(0..2)),
        ];
        let mut stored = serde_json::to_value(&diagnostics[..]).expect("plain data");
        stored[0]["code"] = "code-of-a-later-version".into();
        stored[1]["location"]["highlight"]["end"] = 3.into();
        let restored = deserialize_known::<Value>(stored).expect("a list");
        assert_eq!(restored.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::LinkNotFound]);
        to_terminal(&restored[0], &Messages::new(PROGRAM_LANGUAGES[0]), false);
    }
}
