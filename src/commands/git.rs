//! What Git says has changed in a site's folder since a revision, committed or not.

use std::ops::Range;
use std::path::Path;
use std::process::Command;

use rustc_hash::FxHashMap;

use crate::diagnostics::{Code, Diagnostic, Location};

/// The files that have changed since a revision, relative to the site's folder, `/`-separated.
///
/// # Errors
/// What Git says if it does not know the revision, or there is no repository.
pub(super) fn changed_files(root: &Path, revision: &str, folder: &str) -> Result<Vec<String>, Diagnostic> {
    let names =
        git(root, revision, &["diff", "--name-only", "--relative", "-z", checked(revision), "--", folder])?;
    let new = git(root, revision, &["ls-files", "--others", "--exclude-standard", "-z", "--", folder])?;
    let names = names.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(ToOwned::to_owned).collect())
}

/// Which lines of which files have changed since a revision.
pub(super) struct ChangedLines(FxHashMap<String, Option<Vec<Range<u32>>>>);

impl ChangedLines {
    /// Asks Git.
    ///
    /// # Errors
    /// As for [`changed_files`].
    pub fn since(root: &Path, revision: &str) -> Result<Self, Diagnostic> {
        let arguments = ["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff"];
        let arguments = [&arguments[..], &["--relative", "--src-prefix=a/", "--dst-prefix=b/"]].concat();
        let patch = git(root, revision, &[&arguments[..], &[checked(revision), "--", "."]].concat())?;
        let mut files: FxHashMap<String, Option<Vec<Range<u32>>>> = FxHashMap::default();
        let mut file = String::new();
        for line in patch.lines() {
            if let Some(name) = line.strip_prefix("+++ ") {
                name.strip_prefix("b/").unwrap_or_default().trim_end_matches('\t').clone_into(&mut file);
            } else if let Some(lines) = line.strip_prefix("@@ ").and_then(new_lines) {
                let all = files.entry(file.clone()).or_insert_with(|| Some(Vec::new()));
                all.get_or_insert_default().push(lines);
            }
        }
        let new = git(root, revision, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?;
        files.extend(new.split('\0').map(|name| (name.to_owned(), None)));
        Ok(Self(files))
    }

    /// Whether a place was changed: its line, or for a whole file any line of that. What is at no place concerns every change.
    pub fn contains(&self, place: Option<&Location>) -> bool {
        let Some(place) = place else { return true };
        match self.0.get(place.file()) {
            None => false,
            Some(None) => true,
            Some(Some(lines)) => place.line() == 0 || lines.iter().any(|lines| lines.contains(&place.line())),
        }
    }
}

/// The site's folder within its repository: empty, or ending in `/`. It is empty where there is no repository, too.
pub(super) fn folder_in_repository(root: &Path) -> String {
    git(root, "", &["rev-parse", "--show-prefix"])
        .map(|prefix| prefix.trim_end().to_owned())
        .unwrap_or_default()
}

/// The lines of the new file that a hunk is about: `-3,0 +4,2 @@`. Where lines were only removed, those beside the gap.
fn new_lines(hunk: &str) -> Option<Range<u32>> {
    let new = hunk.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { start..start + 2 } else { start..start + count })
}

/// What begins with a hyphen would be an option of Git.
fn checked(revision: &str) -> &str {
    if revision.starts_with('-') { "" } else { revision }
}

fn git(root: &Path, revision: &str, arguments: &[&str]) -> Result<String, Diagnostic> {
    let failed = |detail: String| {
        Diagnostic::new(Code::GitFailed).with("revision", revision).with("detail", detail.trim().to_owned())
    };
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::new_lines;

    #[test]
    fn a_hunk_says_which_lines_are_new() {
        assert_eq!(new_lines("-3 +4 @@ title"), Some(4..5));
        assert_eq!(new_lines("-3,0 +4,2 @@"), Some(4..6));
        assert_eq!(new_lines("-3,2 +2,0 @@"), Some(2..4));
        assert_eq!(new_lines("nothing"), None);
    }
}
