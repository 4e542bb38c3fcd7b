//! The guides are a site like any other, and are held to what they say.

use std::fs;

use super::pages::root;
use crate::outputs::files;
use crate::project::Project;

/// The sources of the guides in a folder of their own.
fn guides() -> Project {
    let (root, site) = (root(), Project::bare());
    for folder in ["content", "locales"] {
        for file in files(&root.join(folder)) {
            let name = file.strip_prefix(&root).expect("a file of the guides").to_string_lossy().into_owned();
            site.write(&name, fs::read(&file).expect("a file"));
        }
    }
    site.write("sapar.toml", fs::read(root.join("sapar.toml")).expect("the configuration"));
    site
}

#[test]
fn the_guides_build_without_a_warning() {
    let site = guides();
    site.run(&["check", "--strict"]).succeeds();
    site.build(&["--strict"]).succeeds();
    for language in ["kk", "ru", "zh", "en"] {
        for page in ["", "translators/", "translators/status/", "editors/", "editors/messages/"] {
            assert!(site.has_output(&format!("{language}/{page}index.html")), "{language} {page}");
        }
    }
}

#[test]
fn every_translation_of_the_guides_is_complete_and_accepted() {
    let run = guides().run(&["--lang", "en", "status", "--require", "kk=100,ru=100,zh=100"]);
    assert_eq!(
        run.code, 0,
        "{}{}\n\nTranslate what is missing, and `sapar translate accept` what is right.",
        run.stdout, run.stderr
    );
}
