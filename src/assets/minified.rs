//! Scripts that ship with the program, as `scripts/minify-scripts.mjs` has made them smaller.
//!
//! A script is known by its bytes, wherever it stands: in the theme within the program, in a copy of it, or changed, and then it is published
//! as it was written.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::artefacts::Digest;

macro_rules! scripts {
    ($($folder:literal $name:literal),+ $(,)?) => {
        /// The scripts as they are written, and minified.
        const SCRIPTS: &[(&str, &str)] = &[$((
            include_str!(concat!("../../", $folder, "/", $name, ".js")),
            include_str!(concat!("minified/", $name, ".js")),
        )),+];
    };
}

scripts![
    "themes/steppe/static/js" "menu",
    "themes/steppe/static/js" "root",
    "themes/steppe/static/search" "field",
    "themes/steppe/static/search" "open",
    "themes/steppe/static/search" "page",
    "themes/steppe/static/search" "parts",
    "src/search/client" "engine",
    "src/search/client" "excerpts",
    "src/search/client" "files",
    "src/search/client" "filters",
    "src/search/client" "stem-en",
    "src/search/client" "stem-kk",
    "src/search/client" "stem-ru",
    "src/search/client" "words",
];

/// The minified form of the script with a digest; `None` for one that does not ship with the program.
pub(super) fn script(digest: Digest) -> Option<&'static str> {
    static BY_DIGEST: OnceLock<FxHashMap<Digest, &'static str>> = OnceLock::new();
    let by_digest = BY_DIGEST.get_or_init(|| {
        let of_script =
            |(source, minified): &(&str, &'static str)| (Digest::of(source.as_bytes()), *minified);
        SCRIPTS.iter().map(of_script).collect()
    });
    by_digest.get(&digest).copied()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn every_minified_script_belongs_to_its_source() {
        // The program that minifies has noted of what it made each.
        let sums = include_str!("minified/sums.txt");
        let sum =
            |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(sums.lines().count(), SCRIPTS.len());
        for (source, minified) in SCRIPTS {
            let line = format!("{} {} ", sum(source), sum(minified));
            assert!(
                sums.lines().any(|noted| noted.starts_with(&line)),
                "run `node scripts/minify-scripts.mjs` after a script was changed: {}",
                source.lines().next().unwrap_or_default()
            );
            assert!(minified.len() < source.len() && !minified.contains("\n\n"));
        }
    }

    #[test]
    fn scripts_that_ship_are_known_by_their_bytes() {
        let (source, minified) = SCRIPTS[0];
        assert_eq!(script(Digest::of(source.as_bytes())), Some(minified));
        assert_eq!(script(Digest::of(b"alert(1)")), None);
    }
}
