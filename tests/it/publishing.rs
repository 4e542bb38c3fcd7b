//! Publishing that cannot hurt: links, snapshots, downloads, manifests, files of other people, folders that cannot be
//! swapped.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::Path;

use indicatif::ProgressBar;
use sapar::commands::{BuildOutcome, build_site};
use sapar::data::parse_date;
use sapar::diagnostics::{Code, Diagnostic};
use sapar::publish::{
    AddressRecord, BuildReport, FileSource, InPlaceReason, LockedOutput, Output, PublishOptions, Staged,
    StagingWriter, SwapMethod,
};
use sapar::site::SiteOptions;

use super::output::{bytes, fresh, modified, site, tree};
use super::project::{Project, Run};

/// A file that is too large to be overwritten in place.
fn large(text: &str) -> String {
    text.repeat(80_000)
}

fn edit(project: &Project, text: &str) {
    project.write("content/kanas/index.en.md", format!("+++\ntitle = \"Kanas\"\n+++\n{text}\n"));
}

/// Builds by a system that refuses to move the output folder, as a mount point.
fn build_refused(project: &Project) -> Result<BuildOutcome, Diagnostic> {
    let options =
        SiteOptions { base_url: None, drafts: false, now: parse_date("2026-06-01").expect("a date") };
    let publish = PublishOptions { swap: SwapMethod::Refuse, ..PublishOptions::default() };
    build_site(project.root(), &project.path("public"), options, false, publish, &|_| ProgressBar::hidden())
}

/// Stages one file and nothing else, by the library: what happens between its steps happens while a build runs.
fn stage(output: &Output, path: &str, text: &[u8]) -> Staged {
    let staging = StagingWriter::begin(output).expect("it can be filled");
    staging.write(path, FileSource::Bytes(text)).expect("it can be written");
    staging.end(String::new(), &|_| false).expect("nothing stands against it")
}

// What the site is made from

#[test]
fn a_content_folder_that_is_missing_leaves_the_last_good_site_whole() {
    let project = site().built();
    let good = tree(&project.path("public"));
    fs::rename(project.path("content"), project.path("elsewhere")).expect("it is there");
    // What else is wrong then follows from it.
    assert_eq!(project.finding(), "content content-missing");
    assert_eq!(tree(&project.path("public")), good);
    project.write("content", "a file");
    assert_eq!(project.finding(), "content content-missing");
    assert_eq!(tree(&project.path("public")), good);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_in_the_place_of_a_folder_leaves_the_last_good_site_whole() {
    for folder in ["content", "static"] {
        let project = site().file("static/a.txt", "a").built();
        let good = tree(&project.path("public"));
        fs::rename(project.path(folder), project.path("elsewhere")).expect("it is there");
        std::os::unix::fs::symlink("unmounted", project.path(folder)).expect("a link");
        let findings = project.findings();
        assert!(findings.contains(&format!("{folder} file-unreadable")), "{findings:?}");
        assert_eq!(tree(&project.path("public")), good);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_leaves_the_last_good_site_whole() {
    use std::os::unix::fs::PermissionsExt;
    for folder in ["content", "content/kanas", "static"] {
        let project = unprivileged(site().file("static/a.txt", "a"));
        project.build(&[]).succeeds();
        let good = tree(&project.site.path("public"));
        fs::set_permissions(project.site.path(folder), fs::Permissions::from_mode(0o000))
            .expect("permissions");
        let run = project.build(&[]);
        fs::set_permissions(project.site.path(folder), fs::Permissions::from_mode(0o755))
            .expect("permissions");
        assert!(run.stderr.contains("error[file-unreadable]"), "{folder}: {run:?}");
        assert_eq!(run.code, 1, "{run:?}");
        assert_eq!(tree(&project.site.path("public")), good);
    }
}

#[test]
fn a_byte_order_mark_that_comes_or_goes_is_a_change() {
    let project = site().built();
    let text = fs::read_to_string(project.path("content/kanas/index.ru.md")).expect("written above");
    project.write("content/kanas/index.ru.md", format!("\u{FEFF}{text}"));
    assert_eq!(project.finding(), "content/kanas/index.ru.md file-has-bom");
    project.write("content/kanas/index.ru.md", &text);
    assert!(project.findings().is_empty());
    let config = fs::read_to_string(project.path("sapar.toml")).expect("written above");
    project.write("sapar.toml", format!("\u{FEFF}{config}"));
    assert_eq!(project.finding(), "sapar.toml file-has-bom");
    project.write("sapar.toml", config);
    assert!(project.findings().is_empty());
}

// Removals

#[test]
fn more_than_half_of_the_pages_are_removed_only_when_asked() {
    let mut project = Project::with_theme();
    for number in 0..10 {
        project = project.page(&format!("page-{number}"), "Page", "Text.\n");
    }
    let project = project.built();
    let good = tree(&project.path("public"));
    for number in 0..8 {
        fs::remove_dir_all(project.path(&format!("content/page-{number}"))).expect("it is there");
    }
    for _ in 0..2 {
        let run = project.build(&[]).exits(2);
        assert!(run.stderr.starts_with("error[many-removals]"), "{run:?}");
        assert!(run.stderr.contains("would remove 32 of "), "{run:?}");
        assert!(run.stderr.contains("`--allow-removals`"), "how to go on: {run:?}");
        assert_eq!(tree(&project.path("public")), good);
    }
    project.build(&["--allow-removals"]).exits(0);
    assert!(!project.has_output("en/page-3") && project.has_output("en/page-9/index.html"));
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn a_small_site_may_change_whole() {
    let project = site().built();
    fs::remove_dir_all(project.path("content/kanas")).expect("it is there");
    fs::remove_dir_all(project.path("content/markakol")).expect("it is there");
    project.build(&[]).exits(0);
    assert!(!project.has_output("en/kanas"));
}

// Links, snapshots, downloads

#[cfg(unix)]
#[test]
fn no_link_in_the_output_is_written_through() {
    use std::os::unix::fs::symlink;
    let project = site().file("outside/file.html", "outside").built();
    let place = project.path("public/en/kanas/index.html");
    for round in 0..4 {
        fs::remove_file(&place).expect("it is there");
        symlink(project.path("outside/file.html"), &place).expect("a link");
        edit(&project, &format!("Round {round}."));
        project.build(&[]).succeeds();
        assert!(
            !place.is_symlink() && project.output("en/kanas/index.html").contains(&format!("Round {round}."))
        );
        assert_eq!(fs::read_to_string(project.path("outside/file.html")).expect("it is there"), "outside");
    }
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_in_the_output_is_reported_like_any_foreign_file() {
    use std::os::unix::fs::symlink;
    let project = site().file("outside/index.html", "outside").built();
    fs::remove_dir_all(project.path("public/en/kanas")).expect("it is there");
    symlink(project.path("outside"), project.path("public/en/kanas")).expect("a link");
    edit(&project, "New.");
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("such as `en/kanas`"), "{run:?}");
    fs::remove_file(project.path("public/en/kanas")).expect("it is there");
    project.build(&[]).succeeds();
    edit(&project, "Again.");
    project.build(&[]).succeeds();
    // The same in the staging directory.
    fs::remove_dir_all(project.path(".public.sapar/staging/en/kanas")).expect("it is there");
    symlink(project.path("outside"), project.path(".public.sapar/staging/en/kanas")).expect("a link");
    fs::remove_file(project.path(".public.sapar/manifest.staging.json")).expect("it is there");
    edit(&project, "Newer.");
    project.build(&[]).succeeds();
    assert_eq!(fs::read_to_string(project.path("outside/index.html")).expect("it is there"), "outside");
    assert_eq!(fs::read_dir(project.path("outside")).expect("a folder").count(), 1);
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_state_folder_is_refused() {
    use std::os::unix::fs::symlink;
    let project = site();
    fs::create_dir_all(project.path("outside")).expect("a folder");
    for (link, path) in [("outside", ".public.sapar"), ("nowhere", ".public.sapar")] {
        symlink(project.path(link), project.path(path)).expect("a link");
        let run = project.build(&[]).exits(2);
        assert!(run.stderr.starts_with("error[state-not-folder]"), "{run:?}");
        fs::remove_file(project.path(path)).expect("it is there");
    }
    assert!(fs::read_dir(project.path("outside")).expect("a folder").next().is_none());
    let project = project.built();
    for name in ["staging", "lock"] {
        edit(&project, name);
        let path = project.path(".public.sapar").join(name);
        let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        symlink(project.path("outside"), &path).expect("a link");
        let run = project.build(&[]).exits(2);
        assert!(run.stderr.contains("state-not-folder") || run.stderr.contains("write-failed"), "{run:?}");
        fs::remove_file(&path).expect("it is there");
    }
    assert!(fs::read_dir(project.path("outside")).expect("a folder").next().is_none());
    project.built();
}

#[test]
fn a_snapshot_of_hard_links_stays_as_it_is() {
    let project = site().file("static/large.txt", &large("a")).built();
    for method in ["swap", "in-place"] {
        for round in 0..3 {
            let snapshot = project.path(&format!("snapshot-{method}-{round}"));
            link_tree(&project.path("public"), &snapshot);
            let before = tree(&snapshot);
            edit(&project, &format!("{method} {round}"));
            project.write("static/large.txt", large(&round.to_string()));
            let flags: &[&str] = if method == "swap" { &[] } else { &["--in-place"] };
            project.build(flags).succeeds();
            assert_eq!(tree(&snapshot), before, "{method}, round {round}");
        }
    }
    // Every snapshot, after all builds.
    let first = fs::read_to_string(project.path("snapshot-swap-0/large.txt")).expect("it is there");
    assert!(first.starts_with('a'));
}

/// What `cp -al` makes.
fn link_tree(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => link_tree(&entry.path(), &target),
            false => fs::hard_link(entry.path(), target).expect("a link"),
        }
    }
}

#[test]
fn a_download_that_began_before_a_build_gets_the_old_bytes() {
    let project = site().file("static/large.txt", &large("old")).built();
    for flags in [&[][..], &["--in-place"]] {
        edit(&project, "Old.");
        project.write("static/large.txt", large("old"));
        project.build(flags).succeeds();
        let mut downloads: Vec<(File, String)> = ["large.txt", "en/kanas/index.html"]
            .map(|path| {
                (File::open(project.path("public").join(path)).expect("it is there"), project.output(path))
            })
            .into();
        edit(&project, "New.");
        project.write("static/large.txt", large("new"));
        project.build(flags).succeeds();
        for (file, old) in &mut downloads {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("it can be read");
            assert!(text == *old);
        }
        // A long download goes on while more builds come.
        for round in 0..3 {
            project.write("static/large.txt", large(&round.to_string()));
            project.build(flags).succeeds();
            let (file, old) = &mut downloads[0];
            let mut text = String::new();
            file.rewind().and_then(|()| file.read_to_string(&mut text)).expect("it can be read");
            assert!(text == *old, "round {round}");
        }
    }
}

#[cfg(unix)]
#[test]
fn files_that_do_not_change_are_on_the_disk_once() {
    use std::os::unix::fs::MetadataExt;
    let project = site().file("static/large.txt", &large("a")).built();
    edit(&project, "New.");
    let project = project.built();
    let inode = |path: &str| fs::metadata(project.path(path)).map(|found| found.ino()).expect("it is there");
    for path in ["kk/index.html", "ru/kanas/index.html", "large.txt"] {
        let staged = format!(".public.sapar/staging/{path}");
        assert_eq!(inode(&format!("public/{path}")), inode(&staged), "{path}");
    }
    project.write("static/large.txt", large("b"));
    let project = project.built();
    assert!(!project.path(".public.sapar/staging/large.txt").exists(), "a long file is not kept for nothing");
}

// The manifest

#[test]
fn a_manifest_that_cannot_be_used_is_reported_and_the_folder_can_be_taken_over() {
    for (text, code) in [
        ("", "manifest-damaged"),
        ("{\"version\":2,\"fingerprint\":\"\",\"fi", "manifest-damaged"),
        ("{\"version\":99}", "manifest-version"),
    ] {
        let project = site().built();
        project.write(".public.sapar/manifest.json", text);
        let before = tree(project.root());
        let run = project.build(&[]).exits(2);
        assert!(run.stderr.starts_with(&format!("error[{code}]")), "{run:?}");
        assert!(run.stderr.contains(".public.sapar/manifest.json`"), "which one: {run:?}");
        assert!(run.stderr.contains("`--adopt`"), "how to go on: {run:?}");
        assert_eq!(tree(project.root()), before);
        let public = tree(&project.path("public"));
        project.build(&["--adopt"]).succeeds();
        assert_eq!(tree(&project.path("public")), public, "nothing was written again");
        edit(&project, "New.");
        project.build(&[]).succeeds();
        assert_eq!(fresh(&project), bytes(&project.path("public")));
    }
}

#[test]
fn a_folder_is_taken_over_only_if_nothing_in_it_is_lost() {
    let project = site().built();
    fs::remove_dir_all(project.path(".public.sapar")).expect("it is there");
    project.write("public/mine.txt", "mine");
    project.write("public/en/kanas/index.html", "also mine");
    let before = tree(&project.path("public"));
    for flags in [&["--adopt"][..], &["--adopt", "--in-place"]] {
        let run = project.build(flags).exits(2);
        assert!(run.stderr.starts_with("error[adopt-refused]"), "{run:?}");
        assert!(run.stderr.contains("2 (`en/kanas/index.html`, `mine.txt`)"), "which ones: {run:?}");
        assert_eq!(tree(&project.path("public")), before);
    }
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.starts_with("error[output-has-foreign-files]"), "still nobody's: {run:?}");
    project.remove("public/mine.txt");
    project.remove("public/en/kanas/index.html");
    project.build(&["--adopt"]).succeeds();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

/// The manifest as the first release wrote it.
fn first_release_manifest(project: &Project) -> String {
    let files: Vec<(String, u64, u64)> = tree(&project.path("public"))
        .into_iter()
        .filter_map(|(path, file)| {
            let (_, time) = file?;
            let length = fs::metadata(project.path("public").join(&path)).expect("it is there").len();
            let since = time.duration_since(std::time::UNIX_EPOCH).expect("a time of our days");
            Some((path, length, since.as_nanos() as u64))
        })
        .collect();
    serde_json::json!({ "fingerprint": "f", "diagnostics": [], "pages": [], "files": files }).to_string()
}

#[test]
fn an_output_of_the_first_release_is_understood() {
    let project = site().file("static/gone.txt", "x").built();
    edit(&project, "New.");
    let project = project.built();
    // The first release had neither a report nor other manifests, and another name for the staging directory.
    let manifest = first_release_manifest(&project);
    for file in ["report.json", "manifest.staging.json"] {
        project.remove(&format!(".public.sapar/{file}"));
    }
    fs::rename(project.path(".public.sapar/staging"), project.path(".public.sapar/spare")).expect("renamed");
    project.write(".public.sapar/manifest.json", manifest);
    let before = modified(&project, "kk/index.html");
    project.remove("static/gone.txt");
    edit(&project, "Newer.");
    project.build(&[]).succeeds();
    assert_eq!(modified(&project, "kk/index.html"), before, "what has not changed keeps its mtime");
    assert!(!project.has_output("gone.txt") && !project.path(".public.sapar/spare").exists());
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn the_first_release_takes_no_manifest_for_its_own() {
    let project = site().built();
    let text = fs::read_to_string(project.path(".public.sapar/manifest.json")).expect("it is there");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    // Its own manifest could not be read without these; then it refuses to touch files that it does not know.
    for key in ["diagnostics", "pages"] {
        assert!(manifest.get(key).is_none(), "{key}");
    }
}

#[test]
fn a_cached_diagnostic_that_the_program_does_not_know_is_dropped() {
    let project = site();
    project.write("content/kanas/index.ru.md", "\u{FEFF}+++\ntitle = \"K\"\n+++\n");
    assert_eq!(project.findings(), ["content/kanas/index.ru.md file-has-bom"]);
    let report = fs::read_to_string(project.path(".public.sapar/report.json")).expect("it is there");
    assert!(report.contains("file-has-bom"), "{report}");
    project.write(".public.sapar/report.json", report.replace("file-has-bom", "from-another-release"));
    assert!(project.build(&[]).succeeds().stdout.contains("nothing changed"));
    project.write(".public.sapar/report.json", "");
    assert_eq!(project.findings(), ["content/kanas/index.ru.md file-has-bom"], "the build is done again");
}

// Files of other people

/// Opens an output that nobody else opens. A program that another test is starting has a copy of every open file between fork and
/// exec, so that it may still hold the lock of an output that was closed a moment ago.
fn open_output(root: &Path, folder: &Path, options: PublishOptions) -> Result<Output, Diagnostic> {
    loop {
        match LockedOutput::lock(root, folder, options).and_then(LockedOutput::open) {
            Err(busy) if busy.code == Code::OutputBusy => std::thread::yield_now(),
            opened => return opened,
        }
    }
}

#[test]
fn a_file_that_somebody_puts_into_the_output_while_a_build_runs_is_found() {
    for in_place in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let public = root.join("public");
        let options = PublishOptions { in_place, ..PublishOptions::default() };
        let open = || open_output(root, &public, options).expect("it can be opened");
        let (output, report) = (open(), BuildReport::default());
        let staged = stage(&output, "a/index.html", b"1");
        output.finish(&staged, &report, &AddressRecord::default()).expect("published");
        let output = open();
        let staged = stage(&output, "a/index.html", b"2");
        fs::write(public.join("a/mine.txt"), "mine").expect("written");
        let published = output.finish(&staged, &report, &AddressRecord::default());
        if in_place {
            assert_eq!(published.expect_err("refused").code, Code::OutputHasForeignFiles);
            assert_eq!(fs::read(public.join("a/index.html")).expect("it is there"), b"1");
        } else {
            let found = published.expect("published").diagnostics;
            assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::OutputFileFound]);
            assert_eq!(fs::read(public.join("a/index.html")).expect("it is there"), b"2");
        }
        assert_eq!(fs::read(public.join("a/mine.txt")).expect("it is there"), b"mine");
        let refused = open_output(root, &public, options).expect_err("its owner has to take it away");
        assert_eq!(refused.code, Code::OutputHasForeignFiles);
        fs::remove_file(public.join("a/mine.txt")).expect("it is there");
        open();
    }
}

#[test]
fn a_file_in_the_way_of_a_new_page_is_kept_in_the_state_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, public) = (folder.path(), folder.path().join("public"));
    let open = || open_output(root, &public, PublishOptions::default()).expect("it can be opened");
    let (output, report) = (open(), BuildReport::default());
    let staged = stage(&output, "index.html", b"1");
    output.finish(&staged, &report, &AddressRecord::default()).expect("published");
    let output = open();
    let staged = stage(&output, "new.html", b"2");
    fs::write(public.join("new.html"), "mine").expect("written");
    let found = output.finish(&staged, &report, &AddressRecord::default()).expect("published").diagnostics;
    assert_eq!(found[0].code, Code::OutputFileFound);
    assert_eq!(fs::read(public.join("new.html")).expect("it is there"), b"2");
    assert_eq!(fs::read(root.join(".public.sapar/found/new.html")).expect("it is there"), b"mine");
}

#[test]
fn a_file_that_a_program_puts_where_the_output_was_is_found() {
    let project = site().built();
    edit(&project, "New.");
    // A shell that entered the folder before the build is in the staging directory after it.
    let project = project.built();
    project.write(".public.sapar/staging/en/mine.txt", "mine");
    edit(&project, "Newer.");
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("such as `en/mine.txt`"), "{run:?}");
    assert_eq!(project.output("en/mine.txt"), "mine");
    project.remove("public/en/mine.txt");
    project.build(&[]).succeeds();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

// In place

#[test]
fn in_place_can_be_chosen_by_command_and_by_configuration() {
    let project = site().file("static/about", "a file").file("static/gone.txt", "x");
    let config = fs::read_to_string(project.path("sapar.toml")).expect("written above");
    project.build(&["--in-place"]).succeeds();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
    let kept = modified(&project, "kk/markakol/index.html");
    project.write("sapar.toml", format!("publish = \"in-place\"\n{config}"));
    let identity = folder_identity(&project.path("public"));
    for round in 0..3 {
        edit(&project, &format!("Round {round}."));
        match round {
            0 => {
                project.remove("static/about");
                project.remove("static/gone.txt");
                project.write("static/about/a.txt", "a");
            }
            1 => {
                fs::remove_dir_all(project.path("static/about")).expect("it is there");
                project.write("static/about", "a file");
            }
            _ => {}
        }
        let run = project.build(&[]).succeeds();
        assert!(!run.stdout.contains("one by one"), "the user knows it: {run:?}");
        assert_eq!(fresh(&project), bytes(&project.path("public")), "round {round}");
        assert_eq!(modified(&project, "kk/markakol/index.html"), kept);
        assert_eq!(
            folder_identity(&project.path("public")),
            identity,
            "a server that holds it open sees it all"
        );
        assert!(project.build(&[]).succeeds().stdout.contains("nothing changed"));
    }
    assert!(!project.path(".public.sapar/staging").exists(), "nothing is on the disk twice");
    project.write("sapar.toml", format!("publish = \"inplace\"\n{config}"));
    assert_eq!(project.finding(), "sapar.toml:1:11 not-an-option");
}

#[cfg(unix)]
fn folder_identity(folder: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::metadata(folder).expect("it is there"))
}

#[cfg(not(unix))]
fn folder_identity(_: &Path) -> u64 {
    0
}

#[test]
fn a_folder_that_the_system_does_not_let_be_moved_is_published_in_place() {
    let project = site().built();
    for round in 0..3 {
        edit(&project, &format!("Round {round}."));
        let outcome = build_refused(&project).expect("published all the same");
        assert_eq!(outcome.in_place, Some(InPlaceReason::SwapRefused));
        assert_eq!(fresh(&project), bytes(&project.path("public")), "round {round}");
    }
    edit(&project, "By swapping again.");
    let project = project.built();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn a_build_in_place_that_is_interrupted_is_completed_by_the_next() {
    let project = site().file("static/old.txt", "old").file("static/keep.txt", "keep").built();
    let good = bytes(&project.path("public"));
    let old = fs::read(project.path(".public.sapar/manifest.json")).expect("it is there");
    edit(&project, "New.");
    project.write("static/new.txt", "new");
    project.remove("static/old.txt");
    project.build(&["--in-place"]).succeeds();
    let new = bytes(&project.path("public"));
    // As if it had been killed after one file was put and none removed, while another one was being copied.
    fs::rename(project.path(".public.sapar/manifest.json"), project.path(".public.sapar/manifest.next.json"))
        .expect("renamed");
    project.write(".public.sapar/manifest.json", &old);
    project.write("public/old.txt", "old");
    project.write("public/en/.sapar-tmp-3", "half");
    project.write("public/en/kanas/index.html", "of the old site");
    project.build(&["--in-place"]).succeeds();
    assert!(bytes(&project.path("public")) == new);
    edit(&project, "Text.");
    assert_ne!(new.len(), good.len() + 1);
    project.build(&[]).succeeds();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[cfg(unix)]
#[test]
fn an_output_whose_parent_folder_cannot_be_written_is_published_in_place() {
    use std::os::unix::fs::PermissionsExt;
    let project = unprivileged(site());
    let parent = project.site.path("srv");
    let out = parent.join("www");
    fs::create_dir_all(&out).expect("a folder");
    project.own();
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).expect("permissions");
    for round in 0..3 {
        edit(&project.site, &format!("Round {round}."));
        let run = project.build(&["--out", "srv/www"]).succeeds();
        assert!(run.stdout.contains("cannot be written to, so files were replaced one by one"), "{run:?}");
        assert_eq!(fresh(&project.site), bytes(&out), "round {round}");
        let run = project.build(&["--out", "srv/www"]).succeeds();
        assert!(run.stdout.contains("nothing changed"), "{run:?}");
    }
    let states = fs::read_dir(project.site.path(".sapar/publish")).expect("the state is there").count();
    assert_eq!(states, 1);
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).expect("permissions");
}

/// A site whose builds run without the rights of an administrator, whom no permission stops.
#[cfg(unix)]
struct Unprivileged {
    site: Project,
    program: std::path::PathBuf,
    is_root: bool,
}

#[cfg(unix)]
const NOBODY: u32 = 65_534;

#[cfg(unix)]
fn unprivileged(site: Project) -> Unprivileged {
    // What a process creates belongs to its user.
    let is_root =
        fs::metadata(site.root()).map(|found| std::os::unix::fs::MetadataExt::uid(&found)).ok() == Some(0);
    let mut program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_sapar"));
    if is_root {
        // Nobody else may be able to reach the folder of the compiled program.
        let copy = site.path("sapar");
        fs::hard_link(&program, &copy).or_else(|_| fs::copy(&program, &copy).map(|_| ())).expect("a copy");
        program = copy;
    }
    let unprivileged = Unprivileged { site, program, is_root };
    unprivileged.own();
    unprivileged
}

#[cfg(unix)]
impl Unprivileged {
    /// Hands the site's folder to the one who builds.
    fn own(&self) {
        fn walk(path: &Path) {
            // A hard link of the program must stay as it is.
            if path.is_dir() {
                std::os::unix::fs::lchown(path, Some(NOBODY), Some(NOBODY)).expect("root may do that");
                fs::read_dir(path).expect("a folder").flatten().for_each(|entry| walk(&entry.path()));
            }
        }
        if self.is_root {
            walk(self.site.root());
        }
    }

    fn build(&self, arguments: &[&str]) -> Run {
        use std::os::unix::process::CommandExt;
        let mut command = std::process::Command::new(&self.program);
        command.current_dir(self.site.root()).args(["build", "--now", "2026-06-01", "--lang", "en"]);
        command.args(arguments).env_remove("NO_COLOR");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        Run::new(command.output().expect("the program starts"))
    }
}

/// Runs a script in a mount namespace of its own, as root or, where the system allows it, as a user who is root in
/// there. `None` where it does not.
#[cfg(target_os = "linux")]
fn with_mounts(project: &Project, script: &str) -> Option<Run> {
    let run = |flags: &[&str], script: &str| {
        let mut command = std::process::Command::new("unshare");
        command
            .args(flags)
            .args(["sh", "-ec", script, env!("CARGO_BIN_EXE_sapar")])
            .current_dir(project.root());
        command.output().ok()
    };
    let can_mount = "mount -t tmpfs none /mnt && mkdir -p /mnt/l /mnt/u /mnt/w /mnt/o \
                     && mount -t overlay none -o lowerdir=/mnt/l,upperdir=/mnt/u,workdir=/mnt/w /mnt/o";
    let flags = [&["-m"][..], &["-rm"]]
        .into_iter()
        .find(|flags| run(flags, can_mount).is_some_and(|output| output.status.success()))?;
    run(flags, script).map(Run::new)
}

/// Where nothing can be mounted, a system that refuses the swap is put in the place of a mount.
#[cfg(target_os = "linux")]
fn refused_instead(project: &Project) -> Run {
    let outcome = build_refused(project).expect("published all the same");
    assert_eq!(outcome.in_place, Some(InPlaceReason::SwapRefused));
    project.build(&[])
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_published_in_place() {
    const BUILD: &str = "\"$0\" build --lang en --now 2026-06-01";
    for mount in ["mount -t tmpfs none public", "mkdir -p disk; mount --bind disk public"] {
        let project = site();
        fs::create_dir_all(project.path("public")).expect("a folder");
        let script = format!(
            "{mount}; {BUILD}; printf '+++\\ntitle = \"K\"\\n+++\\nEdited.' > content/kanas/index.en.md; {BUILD}; {BUILD}; cp -a public copy"
        );
        match with_mounts(&project, &script) {
            Some(run) => {
                let run = run.succeeds();
                assert_eq!(run.stdout.matches("is a mount point, so files").count(), 2, "{run:?}");
                assert!(
                    run.stdout.trim_end().ends_with("s") && run.stdout.contains("nothing changed"),
                    "{run:?}"
                );
                assert_eq!(fresh(&project), bytes(&project.path("copy")));
            }
            None => {
                refused_instead(&project).succeeds();
                assert_eq!(fresh(&project), bytes(&project.path("public")));
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_in_the_lower_layer_of_an_overlay_is_published_in_place() {
    let project = site().built();
    for folder in ["upper", "work", "merged"] {
        fs::create_dir_all(project.path(folder)).expect("a folder");
    }
    // An overlay over the site itself, as a container has one over its image. Its upper layer must not lie on another
    // overlay.
    let script = "mount -t tmpfs none upper; mkdir upper/u upper/w; here=$PWD; \
         mount -t overlay none -o redirect_dir=off,lowerdir=$here,upperdir=upper/u,workdir=upper/w merged; \
         cd merged; printf '+++\\ntitle = \"K\"\\n+++\\nEdited.' > content/kanas/index.en.md; \
         \"$0\" build --lang en --now 2026-06-01; \"$0\" build --lang en --now 2026-06-01; \
         cp -a public $here/copy";
    match with_mounts(&project, script) {
        Some(run) => {
            let run = run.succeeds();
            assert!(
                run.stdout.contains("does not let `./public` be swapped")
                    || run.stdout.contains("does not let `public` be swapped"),
                "{run:?}"
            );
            assert!(run.stdout.contains("nothing changed"), "{run:?}");
            project.write("content/kanas/index.en.md", "+++\ntitle = \"K\"\n+++\nEdited.");
            assert_eq!(fresh(&project), bytes(&project.path("copy")));
        }
        None => {
            edit(&project, "Edited.");
            refused_instead(&project).succeeds();
            assert_eq!(fresh(&project), bytes(&project.path("public")));
        }
    }
}

// The working copy of a branch

/// What is known of a file besides its bytes.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, std::time::SystemTime) {
    let metadata = fs::symlink_metadata(path).expect("it is there");
    (std::os::unix::fs::MetadataExt::ino(&metadata), metadata.modified().expect("a time"))
}

fn refused(project: &Project) {
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("error[output-has-foreign-files]"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn the_data_of_a_repository_in_the_output_are_never_touched() {
    // A worktree has a file, a clone a folder.
    for (file, text) in
        [(".git", "gitdir: ../.git/worktrees/public\n"), (".git/HEAD", "ref: refs/heads/pages\n")]
    {
        let project = site();
        project.write(&format!("public/{file}"), text);
        let is_as_it_was = {
            let path = project.path("public").join(file);
            let before = (identity(&path), identity(&project.path("public/.git")));
            move |project: &Project| {
                assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
                assert_eq!((identity(&path), identity(&project.path("public/.git"))), before, "{file}");
            }
        };
        let run = project.build(&[]).succeeds();
        assert!(run.stdout.contains("is the working copy of a repository"), "{run:?}");
        is_as_it_was(&project);
        let json = project.build(&["--format", "json"]).json();
        assert_eq!(json["summary"]["changed"], 0, "{json}");
        edit(&project, "Another text.");
        let json = project.build(&["--format", "json"]).json();
        assert_eq!(
            (&json["summary"]["changed"], &json["summary"]["in_place"]),
            (&1.into(), &"working-copy".into())
        );
        assert!(project.output("en/kanas/index.html").contains("Another text."));
        is_as_it_was(&project);
        project.build(&["--adopt", "--in-place"]).succeeds();
        is_as_it_was(&project);
        // What else somebody put there is not Sapar's either, and stops the build as ever.
        project.write("public/notes.txt", "mine");
        refused(&project);
        is_as_it_was(&project);
    }
}

#[test]
fn an_output_that_becomes_a_working_copy_is_published_in_place_from_then_on() {
    let project = site().built();
    project.write("public/.git/HEAD", "ref: refs/heads/pages\n");
    edit(&project, "Another text.");
    project.build(&[]).succeeds();
    assert_eq!(project.output(".git/HEAD"), "ref: refs/heads/pages\n");
    assert!(project.output("en/kanas/index.html").contains("Another text."));
    // Deeper down it is a file like any other that Sapar did not write.
    project.write("public/en/.git/HEAD", "x");
    refused(&project);
}
