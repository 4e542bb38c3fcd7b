//! A small site in four languages, compared with its expected output file by file.
//!
//! The site is in `tests/golden/site`, its expected output in `tests/golden/expected`. After an intended change,
//! `SAPAR_REWRITE_GOLDEN=1 cargo test --test it golden` rewrites the expected files; review the diff before you commit it.
//! Names of files that pages load contain a hash of their bytes, which is replaced by `…` here, as `integrity` is. The theme's own static files
//! are left out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex_lite::Regex;

use super::outputs::files;
use super::project::Run;

#[test]
fn the_golden_site_has_the_expected_output() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("public");
    let output = Command::new(env!("CARGO_BIN_EXE_sapar"))
        .args(["build", "--lang", "en", "--now", "2026-06-01", "--root"])
        .arg(golden.join("site"))
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program starts");
    Run::new(output).succeeds();
    let built = read(&out);
    let expected = golden.join("expected");
    if std::env::var_os("SAPAR_REWRITE_GOLDEN").is_some_and(|value| value == "1") {
        rewrite(&expected, &built);
    }
    let expected = read(&expected);
    let differences: Vec<String> = built
        .keys()
        .chain(expected.keys().filter(|path| !built.contains_key(*path)))
        .filter_map(|path| difference(path, built.get(path), expected.get(path)))
        .collect();
    assert!(
        differences.is_empty(),
        "{}\n\nIf this is intended, run `SAPAR_REWRITE_GOLDEN=1 cargo test --test it golden`.",
        differences.join("\n")
    );
}

/// The texts of all files in a folder except for the theme's static ones, with digests replaced.
fn read(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut texts = BTreeMap::new();
    for file in files(folder) {
        let path = file.strip_prefix(folder).expect("a file of the folder").to_owned();
        if path.starts_with("css")
            || path.starts_with("js")
            || path.starts_with("fonts")
            || path.to_str().is_some_and(|path| path.starts_with("favicon."))
        {
            continue;
        }
        let bytes = fs::read(&file).expect("a file");
        let path = PathBuf::from(without_hashes(path.to_str().expect("the names are UTF-8")));
        texts.insert(path, without_hashes(&String::from_utf8(bytes).expect("all of it is text")));
    }
    texts
}

fn without_hashes(text: &str) -> String {
    let names = Regex::new(r"\.[0-9a-f]{10}\.([a-z0-9]+)").expect("a pattern");
    let integrity = Regex::new("sha384-[A-Za-z0-9+/=]+").expect("a pattern");
    let text = names.replace_all(text, ".….$1");
    integrity.replace_all(&text, "sha384-…").into_owned()
}

fn rewrite(folder: &Path, texts: &BTreeMap<PathBuf, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old files can be removed");
    }
    for (path, text) in texts {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a parent folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}

/// Describes the first line in which a file differs from the expected one.
fn difference(path: &Path, built: Option<&String>, expected: Option<&String>) -> Option<String> {
    let path = path.display();
    match (built, expected) {
        (Some(built), Some(expected)) if built == expected => None,
        (Some(built), Some(expected)) => {
            let at =
                built.lines().zip(expected.lines()).take_while(|(built, expected)| built == expected).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
            Some(format!("{path}:{}\n  is       {}\n  expected {}", at + 1, line(built), line(expected)))
        }
        (Some(_), None) => Some(format!("{path} is not expected")),
        _ => Some(format!("{path} is missing")),
    }
}
