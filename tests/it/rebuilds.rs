//! A build after edits renders only what may be different, and writes what a build of the whole site would.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;

use indicatif::ProgressBar;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use sapar::artefacts::BuildRecord;
use sapar::commands::{BuildOutcome, build_site};
use sapar::data::parse_date;
use sapar::diagnostics::{Code, Diagnostic};
use sapar::load::read;
use sapar::project::{Unchanged, assemble};
use sapar::publish::PublishOptions;
use sapar::site::{RouteKind, SiteOptions};

use super::outputs::{everything, files};
use super::project::Project;
use super::serve::versions::{FILES, MOVES, REST};

fn options(is_later: bool) -> SiteOptions {
    let now = parse_date(if is_later { "2027-06-01" } else { "2026-06-01" }).expect("a day");
    SiteOptions { base_url: None, drafts: false, now }
}

fn build(root: &Path, is_later: bool) -> Option<BuildOutcome> {
    let publish = PublishOptions { allow_removals: true, ..PublishOptions::default() };
    build_site(root, &root.join("public"), options(is_later), false, publish, &|_| ProgressBar::hidden()).ok()
}

/// The files of a folder, by their paths. Its output and what is kept between builds are none of them.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files(folder).into_iter().filter_map(|path| {
        let name = path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
        let is_own = [".sapar/", ".public.sapar/", "public/"].iter().any(|own| name.starts_with(own));
        (!is_own).then(|| (name, fs::read(&path).expect("a file")))
    });
    all.collect()
}

fn output(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files_of(&root.join("public"))
}

/// The addresses that the next build renders.
fn rendered(root: &Path) -> Vec<String> {
    let inputs = read(root, None).expect("a site");
    let digests = inputs.digests(&options(false));
    let (view, _) = assemble(inputs, options(false)).expect("a site");
    let last = BuildRecord::read(root);
    let published = last.fingerprint.clone();
    let unchanged = Unchanged::new(&view, digests, last, &published);
    let routes = view.site.routes.iter().filter(|route| !matches!(route.kind, RouteKind::Asset(_)));
    routes.filter(|route| !unchanged.contains(route)).map(|route| route.url.clone()).collect()
}

#[test]
fn an_edited_text_is_rendered_where_it_is_shown() {
    let project = everything();
    build(project.root(), false).expect("it is built").report.expect("it has no errors");
    assert_eq!(rendered(project.root()), [""; 0]);
    let edit = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(project.path(path)).expect("a file");
        assert!(text.contains(from), "{text}");
        project.write(path, text.replacen(from, to, 1));
    };
    // Its end is shown nowhere else.
    edit("content/lakes/markakol/index.en.md", "## Second", "## Second\n\nDeep.");
    edit("content/lakes/markakol/index.zh.md", "## Second", "## Second\n\nDeep.");
    let expected = ["en", "kk", "ru", "ug", "zh"].map(|tag| format!("/{tag}/lakes/markakol/"));
    assert_eq!(rendered(project.root()), expected);
    build(project.root(), false).expect("it is built").report.expect("it has no errors");
    assert!(project.output("ug/lakes/markakol/index.html").contains("Deep."));
    assert_eq!(rendered(project.root()), [""; 0]);

    // The title stands in lists and menus, and a heading may be what a link leads to.
    for (from, to) in [("title = \"Kanas", "title = \"Kanas Lake"), ("## Depth", "## How deep it is")] {
        edit("content/lakes/kanas/index.en.md", from, to);
        assert!(rendered(project.root()).len() > 50, "{to}");
        build(project.root(), false).expect("it is built").report.expect("it has no errors");
        assert_eq!(rendered(project.root()), [""; 0]);
    }
}

#[test]
fn what_was_reported_is_reported_by_every_build() {
    let project =
        Project::new().page("lake", "Lake", "** Deep ** and\n\ncold.\n").page("river", "River", "Long.\n");
    let warnings = |run: super::project::Run| run.stderr.matches("warning[").count();
    assert_eq!(warnings(project.build(&[]).exits(0)), 4);
    let project = project.document("river/index.en.md", "River en", "Very long.\n");
    assert_eq!(warnings(project.build(&[]).exits(0)), 4);
    assert!(project.output("en/river/index.html").contains("Very long."));
}

#[test]
fn a_file_that_somebody_changed_in_the_output_is_written_again() {
    let project = everything();
    build(project.root(), false).expect("it is built").report.expect("it has no errors");
    let before = output(project.root());
    project.write("public/en/lakes/aral/index.html", "something else");
    project.remove("public/ru/about/index.html");
    let path = "content/lakes/markakol/index.en.md";
    let text = fs::read_to_string(project.path(path)).expect("a file");
    project.write(path, text.replacen("## Second", "## Second\n\nDeep.", 1));
    build(project.root(), false).expect("it is built").report.expect("it has no errors");
    let after = output(project.root());
    let differing: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(differing, ["en/lakes/markakol/index.html"]);
    assert_eq!(before.len(), after.len());
}

/// What an editor does between two builds.
#[derive(Debug, Clone)]
enum Edit {
    /// A version of a file is put in its place, or the file is removed.
    File { file: usize, version: prop::sample::Index },
    /// A document gets a text of these parts.
    Text { document: usize, parts: Vec<usize> },
    /// A folder or a file gets another name, over what has that name.
    Move(usize),
    /// Midnight passes, or comes back.
    Day(bool),
}

/// Documents that link to one another.
const DOCUMENTS: [&str; 4] = ["a/index.en.md", "a/index.ru.md", "b/index.en.md", "c.en.md"];

/// What their texts are made of.
const PARTS: [&str; 8] = [
    "Deep.",
    "## Depth",
    "## Depth",
    "## Depth {#deep}",
    "[a](/deep/a/#depth)",
    "[b](/deep/b/) [c](/deep/c/)",
    "<b id=depth>x</b>",
    "** Deep ** x",
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        20 => (0..DOCUMENTS.len(), prop::collection::vec(0..PARTS.len(), 0..4))
            .prop_map(|(document, parts)| Edit::Text { document, parts }),
        2 => (0..FILES.len(), any::<prop::sample::Index>()).prop_map(|(file, version)| Edit::File { file, version }),
        1 => (0..MOVES.len()).prop_map(Edit::Move),
        1 => any::<bool>().prop_map(Edit::Day),
    ];
    prop::collection::vec(edit, 24)
}

#[test]
fn after_any_edits_the_output_is_that_of_a_new_build() {
    let seed = match std::env::var("SAPAR_REBUILD_SEED") {
        Ok(seed) => seed.parse().expect("a number"),
        Err(_) => RandomState::new().hash_one(0),
    };
    println!("SAPAR_REBUILD_SEED={seed}");
    let config =
        Config { cases: 8, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() };
    let result = TestRunner::new(config).run(&edits(), |edits| {
        let site = REST.iter().fold(Project::bare(), |site, (path, text)| site.file(path, text));
        for (path, text) in FILES.iter().filter_map(|(path, versions)| Some((path, versions[0]?))) {
            site.write(path, text);
        }
        DOCUMENTS.iter().for_each(|path| write_document(&site, path, "Text."));
        let mut is_later = false;
        for edit in edits {
            apply(&site, &edit, &mut is_later);
            let Some(BuildOutcome { report: Some(_), diagnostics, .. }) = build(site.root(), is_later) else {
                continue;
            };
            let copy = Project::bare();
            for (path, bytes) in files_of(site.root()) {
                copy.write(&path, bytes);
            }
            for theme in fs::read_dir(site.path("themes")).into_iter().flatten().flatten() {
                fs::create_dir_all(copy.path("themes").join(theme.file_name())).expect("folders can be made");
            }
            let anew = build(copy.root(), is_later).expect("a site");
            // A folder in which nothing was published has lost no address.
            let is_of_site =
                |diagnostic: &Diagnostic| !matches!(diagnostic.code, Code::AddressLost | Code::AddressesGone);
            let diagnostics: Vec<Diagnostic> = diagnostics.into_iter().filter(is_of_site).collect();
            prop_assert_eq!(&diagnostics, &anew.diagnostics, "{:?}", edit);
            let (written, expected) = (output(site.root()), output(copy.root()));
            prop_assert_eq!(
                written.keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>(),
                "{:?}",
                edit
            );
            for (path, bytes) in written {
                prop_assert!(bytes == expected[&path], "{edit:?}: {path} differs");
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("SAPAR_REBUILD_SEED={seed}: {error}"));
}

fn write_document(site: &Project, path: &str, text: &str) {
    site.write(
        &format!("content/deep/{path}"),
        format!("+++\ntitle = \"{path}\"\ndescription = \"Known.\"\n+++\n{text}\n"),
    );
}

fn apply(site: &Project, edit: &Edit, is_later: &mut bool) {
    match edit {
        Edit::File { file, version } => {
            let (path, versions) = FILES[*file];
            match version.get(versions) {
                Some(text) => site.write(path, text),
                None => drop(fs::remove_file(site.path(path))),
            }
        }
        Edit::Text { document, parts } => {
            let parts: Vec<&str> = parts.iter().map(|part| PARTS[*part]).collect();
            write_document(site, DOCUMENTS[*document], &parts.join("\n\n"));
        }
        Edit::Move(index) => {
            let (from, to) = MOVES[*index];
            let (from, to) = (site.path(from), site.path(to));
            if from.exists() {
                let _ = if to.is_dir() { fs::remove_dir_all(&to) } else { fs::remove_file(&to) };
                fs::create_dir_all(to.parent().expect("it stands in a folder")).expect("folders can be made");
                fs::rename(&from, &to).expect("it can be renamed");
            }
        }
        Edit::Day(later) => *is_later = *later,
    }
}
