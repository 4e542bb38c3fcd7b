//! Looks into the SVGs of a site for what must not be published.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, SourceText, list_names};
use crate::svg::{UnsafeKind, sanitize};

/// Whether a file is looked into: an SVG among the texts, or in the static folder of the site. The files of a theme are left alone:
/// they are code, like its scripts.
pub(super) fn is_checked(path: &str) -> bool {
    let is_svg = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"));
    is_svg && (path.starts_with("content/") || path.starts_with("static/"))
}

/// What a drawing has in it that must not be published, or why it is no drawing. `shown` is its path for diagnostics.
pub(super) fn check(path: &Path, shown: &str) -> Vec<Diagnostic> {
    // That it cannot be read is told where its digest is taken.
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let text = String::from_utf8_lossy(&bytes);
    let broken = |at: usize, detail: &str| {
        let source = SourceText::new(shown, &text);
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        vec![Diagnostic::new(Code::SvgBroken).at(source.location(at..at)).with("detail", detail)]
    };
    if let Err(error) = std::str::from_utf8(&bytes) {
        return broken(error.valid_up_to(), "it is not UTF-8");
    }
    match sanitize(&text) {
        Ok(sanitized) if sanitized.removed.is_empty() => Vec::new(),
        Ok(sanitized) => {
            let source = SourceText::new(shown, &text);
            let told = sanitized.removed.into_iter().map(|part| {
                let kind = match part.kind {
                    UnsafeKind::Script => "script",
                    UnsafeKind::Foreign => "foreign",
                    UnsafeKind::Html => "html",
                    UnsafeKind::Declaration => "declaration",
                };
                Diagnostic::new(Code::SvgUnsafe)
                    .at(source.location(part.range))
                    .with("kind", kind)
                    .with("names", list_names(part.names.iter().map(String::as_str)))
            });
            told.collect()
        }
        Err((at, detail)) => broken(at, &detail),
    }
}
