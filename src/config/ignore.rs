//! Which files of a site's folders are left out: `ignore` of `sapar.toml`.

use glob::{MatchOptions, Pattern};

use crate::data::{Reader, Spanned};
use crate::diagnostics::{Code, Diagnostic};

/// The patterns of `ignore`, in their order. They are those of `.gitignore`: the last one that matches decides; one that
/// begins with `!` takes a file in after all; one with a slash is a path from the site's folder, another one the name of
/// a file or folder at any depth; one that ends in a slash means folders alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IgnorePatterns(Vec<IgnorePattern>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IgnorePattern {
    pattern: Pattern,
    /// Whether it takes files in.
    is_exception: bool,
    is_path: bool,
    is_for_folders: bool,
}

/// Case does not count: `*.BAK` of one system is `*.bak` of another. A `*` stays within one name.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

impl IgnorePatterns {
    /// Whether the patterns leave out (`Some(true)`) or take in (`Some(false)`) a file or folder; `None` if no pattern
    /// matches. `path` is relative to the site's folder, `/`-separated. Folders above it are not looked at.
    pub fn decide(&self, path: &str, is_folder: bool) -> Option<bool> {
        let matching = self.0.iter().rev().find(|one| one.matches(path, is_folder));
        matching.map(|one| !one.is_exception)
    }

    /// A pattern of one path, relative to the site's folder, as it is written between quotation marks in `sapar.toml`.
    pub fn escape(path: &str) -> String {
        Pattern::escape(path).replace('\\', "\\\\").replace('"', "\\\"")
    }

    pub(super) fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let source = reader.source;
        let mut patterns = Vec::new();
        for Spanned { value: written, span } in reader.texts("ignore", diagnostics) {
            match IgnorePattern::parse(written) {
                Some(pattern) => patterns.push(pattern),
                None => diagnostics.push(
                    Diagnostic::new(Code::InvalidPattern).at(source.location(span)).with("pattern", written),
                ),
            }
        }
        Self(patterns)
    }
}

impl IgnorePattern {
    fn matches(&self, path: &str, is_folder: bool) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let subject = if self.is_path { path } else { name };
        (is_folder || !self.is_for_folders) && self.pattern.matches_with(subject, OPTIONS)
    }

    /// Whether it matches a file or a folder that the file is in. `path` is relative to the site's folder.
    pub(super) fn matches_within(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        self.matches(path, false) || folders.any(|folder| self.matches(folder, true))
    }

    /// Returns `None` if it is no pattern, such as one with a bracket that is not closed.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let (is_exception, text) = match written.strip_prefix('!') {
            Some(text) => (true, text),
            None => (false, written),
        };
        let (is_for_folders, text) = match text.strip_suffix('/') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let is_path = text.contains('/');
        let text = text.strip_prefix('/').unwrap_or(text);
        let pattern = Pattern::new(text).ok().filter(|_| !text.is_empty())?;
        Some(Self { pattern, is_exception, is_path, is_for_folders })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(patterns: &[&str], path: &str) -> Option<bool> {
        let patterns = patterns.iter().map(|text| IgnorePattern::parse(text).expect("a pattern"));
        IgnorePatterns(patterns.collect()).decide(path, path.ends_with("folder"))
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        assert_eq!(decide(&["*.psd"], "content/lake/hero.PSD"), Some(true));
        assert_eq!(decide(&["*.psd"], "content/lake/hero.jpg"), None);
        assert_eq!(decide(&["*.psd", "!hero.psd"], "content/lake/hero.psd"), Some(false));
        assert_eq!(decide(&["!hero.psd", "*.psd"], "content/lake/hero.psd"), Some(true));
        assert_eq!(decide(&["content/*/notes.md"], "content/lake/notes.md"), Some(true));
        assert_eq!(decide(&["content/*.md"], "content/lake/notes.md"), None);
        assert_eq!(decide(&["content/**/notes.md"], "content/a/b/notes.md"), Some(true));
        assert_eq!(decide(&["/static"], "static"), Some(true));
        assert_eq!(decide(&["/static"], "content/static"), None);
        assert_eq!(decide(&["old-folder/"], "content/old-folder"), Some(true));
        assert_eq!(decide(&["notes/"], "content/notes"), None);
        assert_eq!(decide(&["ескі*"], "content/ескі.kk.md"), Some(true));
        for wrong in ["", "!", "/", "a[", "***"] {
            assert!(IgnorePattern::parse(wrong).is_none(), "{wrong}");
        }
    }
}
