//! The output folder: which folders are refused, and that a reader sees either the whole old site or the whole new one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use indicatif::ProgressBar;
use sapar::commands::build_site;
use sapar::data::parse_date;
use sapar::publish::{PublishOptions, SwapMethod};
use sapar::site::SiteOptions;

use super::project::{Project, Run};
use super::tiny;

/// The contents of a folder: files by path, with bytes and mtime. Subfolders have no content.
pub type Tree = BTreeMap<String, Option<(Content, SystemTime)>>;

/// The bytes of a file. `Debug` shows only their number, which keeps reports of failed tests short.
#[derive(PartialEq, Eq)]
pub struct Content(Vec<u8>);

impl std::fmt::Debug for Content {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

pub fn tree(folder: &Path) -> Tree {
    fn walk(folder: &Path, prefix: &str, tree: &mut Tree) {
        for entry in fs::read_dir(folder).expect("a folder that can be listed") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("a type").is_dir() {
                tree.insert(format!("{name}/"), None);
                walk(&entry.path(), &format!("{name}/"), tree);
            } else {
                let modified = entry.metadata().and_then(|metadata| metadata.modified()).expect("a time");
                let bytes = fs::read(entry.path()).expect("a file that can be read");
                tree.insert(name, Some((Content(bytes), modified)));
            }
        }
    }
    let mut tree = Tree::new();
    walk(folder, "", &mut tree);
    tree
}

/// Like [`tree`], without mtimes.
pub fn bytes(folder: &Path) -> BTreeMap<String, Option<Content>> {
    tree(folder).into_iter().map(|(path, file)| (path, file.map(|(bytes, _)| bytes))).collect()
}

pub fn modified(project: &Project, path: &str) -> SystemTime {
    let metadata = fs::metadata(project.path("public").join(path)).expect("the file is there");
    metadata.modified().expect("a time")
}

/// A site of two pages in a theme that is built quickly.
pub fn site() -> Project {
    Project::with_theme().page("markakol", "Markakol", "Text.\n").page("kanas", "Kanas", "Text.\n")
}

/// Builds with a limit on the size of files, so that writing a longer one fails as on a full disk.
#[cfg(unix)]
fn build_with_limit(project: &Project, blocks: u32) -> Run {
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build --lang en --now 2026-06-01"))
        .arg(env!("CARGO_BIN_EXE_sapar"))
        .current_dir(project.root())
        .output()
        .expect("a shell");
    Run::new(output)
}

/// Builds by renaming folders, as on systems without an atomic swap.
fn build_by_renaming(project: &Project) {
    let options =
        SiteOptions { base_url: None, drafts: false, now: parse_date("2026-06-01").expect("a date") };
    let publish = PublishOptions { swap: SwapMethod::Rename, ..PublishOptions::default() };
    let bar = |_| ProgressBar::hidden();
    let outcome = build_site(project.root(), &project.path("public"), options, false, publish, &bar);
    let outcome = outcome.expect("the folder can be written");
    assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
}

#[test]
fn an_output_that_would_overwrite_the_site_is_refused_and_nothing_is_touched() {
    let project = site().file("site/sapar.toml", "");
    let before = tree(project.root());
    let root = project.root().display().to_string();
    for out in [
        ".",
        "./",
        "content",
        "content/markakol",
        "themes",
        "themes/tiny/static",
        "static/public",
        "locales/x",
        "..",
        "../..",
        "/",
        "x/..",
        "x/../content/",
        "themes/../content",
        &root,
    ] {
        let run = project.build(&["--out", out]).exits(2);
        assert!(run.stderr.starts_with("error[output-is-source]"), "{out}: {run:?}");
        assert!(run.stderr.contains("`--out`"), "how to go on: {run:?}");
        assert_eq!(run.stdout, "");
        assert_eq!(tree(project.root()), before, "{out}");
    }
}

#[test]
fn an_output_within_the_sources_of_a_site_elsewhere_is_refused_too() {
    let project = site();
    let elsewhere = Project::bare();
    let root = project.root().display().to_string();
    let content = project.path("content").display().to_string();
    let run = elsewhere.build(&["--root", &root, "--out", &content]).exits(2);
    assert!(run.stderr.contains("output-is-source"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_the_sources_is_refused_too() {
    let project = site();
    std::os::unix::fs::symlink(project.path("content"), project.path("out")).expect("a link");
    let run = project.build(&["--out", "out"]).exits(2);
    assert!(run.stderr.contains("output-is-source"), "{run:?}");
    assert!(!project.path("content/index.html").exists());
}

#[cfg(unix)]
#[test]
fn an_output_may_be_a_link_to_a_folder_elsewhere() {
    let project = site();
    fs::create_dir_all(project.path("disk/www")).expect("a folder");
    std::os::unix::fs::symlink(project.path("disk/www"), project.path("public")).expect("a link");
    let project = project.built().built();
    project.write("content/kanas/index.ru.md", "+++\ntitle = \"New\"\n+++\n");
    let project = project.built();
    assert!(fs::symlink_metadata(project.path("public")).expect("it is there").is_symlink());
    assert!(project.output("ru/kanas/index.html").contains("<h1>New</h1>"));
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_left_as_it_is() {
    let project = site().file("public/photos/mine.jpg", "x");
    let before = tree(project.root());
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.starts_with("error[output-has-foreign-files]"), "{run:?}");
    assert!(run.stderr.contains("`photos/mine.jpg`"), "which one: {run:?}");
    assert!(run.stderr.contains("`--out`"), "how to go on: {run:?}");
    assert_eq!(tree(project.root()), before);
    project.run(&["build", "--out", "elsewhere"]).exits(0);
    assert_eq!(fs::read(project.path("public/photos/mine.jpg")).expect("still there"), b"x");
}

#[test]
fn a_foreign_file_in_the_output_is_not_deleted() {
    let project = site().built().file("public/kk/mine.txt", "x").page("horgos", "Horgos", "");
    let before = tree(&project.path("public"));
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("such as `kk/mine.txt`"), "{run:?}");
    assert_eq!(tree(&project.path("public")), before);
    project.remove("public/kk/mine.txt");
    assert!(project.built().has_output("kk/horgos/index.html"));
}

#[test]
fn an_empty_folder_may_be_the_output() {
    let project = site();
    fs::create_dir_all(project.path("public/empty")).expect("folders");
    assert!(project.built().has_output("kk/index.html"));
}

#[test]
fn changed_or_lost_files_of_the_output_are_restored() {
    let project = site().built();
    let good = bytes(&project.path("public"));
    project.write("public/kk/index.html", "spoilt");
    project.remove("public/ru/index.html");
    let project = project.built();
    assert_eq!(bytes(&project.path("public")), good);
    assert_eq!(bytes(&project.built().path("public")), good);
}

#[test]
fn a_file_in_the_place_of_the_output_is_reported() {
    let project = site().file("public", "I am a file.").file("file", "So am I.");
    let before = tree(project.root());
    for out in ["public", "file/public"] {
        let run = project.build(&["--out", out]).exits(2);
        assert!(run.stderr.contains("/public`") || run.stderr.contains("/file"), "{run:?}");
        let code = run.stderr.split([']', '[']).nth(1);
        assert!(matches!(code, Some("read-failed" | "write-failed")), "{run:?}");
        assert_eq!(tree(project.root()), before, "nothing is touched");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_folder_is_reported() {
    let project = site();
    let run = project.build(&["--out", "/proc/sapar/public"]).exits(2);
    assert!(run.stderr.starts_with("error[write-failed]: `/proc/sapar"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_last_good_site_intact() {
    let project = site().built();
    let good = tree(&project.path("public"));
    project
        .write("content/kanas/index.ru.md", format!("+++\ntitle = \"K\"\n+++\n{}\n", "word ".repeat(20_000)));
    project.write("content/markakol/index.ru.md", "+++\ntitle = \"Changed\"\n+++\n");
    let run = build_with_limit(&project, 32).exits(2);
    assert!(run.stderr.starts_with("error[write-failed]"), "{run:?}");
    assert!(run.stderr.contains("ru/kanas/index.html`"), "which file: {run:?}");
    assert!(run.stderr.contains("the last good site is untouched"), "{run:?}");
    assert_eq!(tree(&project.path("public")), good);
    let project = project.built();
    assert!(project.output("ru/kanas/index.html").contains("word word"));
    assert!(project.output("ru/markakol/index.html").contains("<h1>Changed</h1>"));
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_at_the_very_end_leaves_the_last_good_site_intact() {
    let project = site().built();
    let good = tree(&project.path("public"));
    for number in 0..600 {
        project.write(&format!("static/some-file-with-a-rather-long-name-{number}.txt"), "x");
    }
    let run = build_with_limit(&project, 32).exits(2);
    assert!(run.stderr.contains("manifest"), "every page fits, the manifest does not: {run:?}");
    assert_eq!(tree(&project.path("public")), good);
    let project = project.built();
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

/// What a first build of the same site writes.
pub fn fresh(project: &Project) -> BTreeMap<String, Option<Content>> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("fresh");
    project.build(&["--out", &out.display().to_string()]).exits(0);
    bytes(&out)
}

#[test]
fn a_file_in_the_place_of_the_staging_directory_is_reported() {
    let project = site().built().file(".public.sapar/staging", "x").page("horgos", "Horgos", "");
    let good = tree(&project.path("public"));
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("state-not-folder") && run.stderr.contains("staging"), "{run:?}");
    assert_eq!(tree(&project.path("public")), good);
}

#[test]
fn a_build_while_another_one_writes_is_refused() {
    let project = site().built().page("horgos", "Horgos", "");
    let good = tree(&project.path("public"));
    let lock = File::open(project.path(".public.sapar/lock")).expect("the lock is there");
    lock.lock().expect("nobody else holds it");
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.starts_with("error[output-busy]: another build is writing to"), "{run:?}");
    assert_eq!(tree(&project.path("public")), good);
    project.build(&["--out", "elsewhere"]).exits(0);
    lock.unlock().expect("it was locked");
    assert!(project.built().has_output("kk/horgos/index.html"));
}

#[test]
fn a_killed_build_leaves_the_last_good_site_intact_and_the_next_one_succeeds() {
    let mut project = Project::with_theme();
    for number in 0..300 {
        project = project.page(&format!("page-{number}"), "Page", "Text.\n");
    }
    let project = project.built();
    let mut version = 0;
    for entries in [1, 30, 100] {
        // On a busy machine a build may have ended before it could be killed; then another one begins.
        let killed = (0..30).any(|_| {
            version += 1;
            kill_while_writing(&project, version, entries)
        });
        assert!(killed, "no build could be killed after {entries} pages");
    }
    let project = project.built();
    assert!(project.output("zh/page-299/index.html").ends_with(&format!("<!-- {version} -->\n")));
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

/// Changes every page, starts a build and kills it once the staging directory has `entries` English pages. Checks that the output
/// is either the old site or the new one, and returns whether it is the old one: the build was killed in time.
fn kill_while_writing(project: &Project, version: usize, entries: usize) -> bool {
    let base = tiny::FILES.iter().find(|(path, _)| *path == "templates/base.html").expect("it has a frame").1;
    project.write("themes/tiny/templates/base.html", format!("{base}<!-- {version} -->\n"));
    let good = tree(&project.path("public"));
    let mut build = project
        .command(&["build", "--now", "2026-06-01"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let is_new = |folder: &Path| {
        let page = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
        page.contains(&format!("<!-- {version} -->"))
    };
    let staging = project.path(".public.sapar/staging/en");
    let written = || fs::read_dir(&staging).into_iter().flatten().flatten();
    while written().filter(|entry| is_new(&entry.path())).take(entries).count() < entries {
        if build.try_wait().expect("its own child").is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    build.kill().expect("its own child");
    build.wait().expect("its own child");
    let is_old = tree(&project.path("public")) == good;
    if !is_old {
        assert_eq!(bytes(&project.path("public")), fresh(project), "version {version}, {entries} pages");
    }
    is_old
}

#[test]
fn a_site_with_mistakes_leaves_the_last_good_one_intact() {
    let project = site().built().page("kanas", "Kanas", "[x](/nowhere/)\n").page("markakol", "New", "New.\n");
    let good = tree(&project.path("public"));
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.ends_with("the last good site is left as it was\n"), "{run:?}");
    assert_eq!(tree(&project.path("public")), good);
    let project = project.page("kanas", "Kanas", "Text.\n").built();
    assert!(project.output("kk/markakol/index.html").contains("<p>New.</p>"));
}

#[test]
fn the_files_of_a_page_that_is_deleted_are_gone() {
    let project = site()
        .publishing_all()
        .file("content/kanas/map.txt", "map")
        .file("static/old/a.txt", "a")
        .built()
        .built();
    assert!(project.has_output("kanas/map.txt"));
    fs::remove_dir_all(project.path("content/kanas")).expect("it is there");
    fs::remove_dir_all(project.path("static/old")).expect("it is there");
    for _ in 0..3 {
        project.build(&[]).exits(0);
        for path in ["kk/kanas", "zh/kanas", "kanas", "old"] {
            assert!(!project.has_output(path), "{path}: not even its folder is left");
        }
        assert!(!project.output("sitemap.xml").contains("kanas"));
        assert_eq!(fresh(&project), bytes(&project.path("public")));
        // Builds alternate between two folders.
        project.write("static/a.txt", format!("{:?}", SystemTime::now()));
    }
}

#[test]
fn a_file_that_does_not_change_keeps_its_time_whatever_changes_around_it() {
    let project = site().publishing_all();
    let project = project.file("static/a.txt", "a").file("content/markakol/map.txt", "map").built();
    let files =
        ["kk/markakol/index.html", "ru/markakol/index.html", "a.txt", "markakol/map.txt", "css/main.css"];
    let before = files.map(|path| modified(&project, path));
    for round in 0..5 {
        let changed = modified(&project, "en/kanas/index.html");
        project.write("content/kanas/index.en.md", format!("+++\ntitle = \"Kanas\"\n+++\nRound {round}.\n"));
        match round {
            1 => project.write("content/horgos.ru.md", "+++\ntitle = \"Horgos\"\n+++\n"),
            3 => project.remove("content/horgos.ru.md"),
            _ => {}
        }
        let run = project.build(&[]).exits(0);
        assert!(!run.stdout.contains("nothing changed"), "{run:?}");
        assert_eq!(files.map(|path| modified(&project, path)), before, "round {round}");
        assert!(modified(&project, "en/kanas/index.html") > changed, "round {round}");
        assert!(project.output("en/kanas/index.html").contains(&format!("Round {round}.")));
    }
}

#[test]
fn a_reverted_text_is_published_again() {
    let project = site().built();
    let good = bytes(&project.path("public"));
    let old = fs::read_to_string(project.path("content/kanas/index.ru.md")).expect("written above");
    for _ in 0..2 {
        project.write("content/kanas/index.ru.md", format!("{old}More, and longer than before.\n"));
        assert!(project.build(&[]).succeeds().stdout.contains("changed"));
        project.write("content/kanas/index.ru.md", &old);
        project.build(&[]).succeeds();
        assert_eq!(bytes(&project.path("public")), good);
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let project = site().file("static/about", "file").built();
    project.write("static/other", "x");
    let project = project.built();
    for _ in 0..2 {
        project.remove("static/about");
        project.write("static/about/a.txt", "a");
        project.write("static/about/b.txt", "b");
        project.build(&[]).succeeds();
        assert_eq!(project.output("about/b.txt"), "b");
        fs::remove_dir_all(project.path("static/about")).expect("it is there");
        project.write("static/about", "file");
        project.build(&[]).succeeds();
        assert_eq!(project.output("about"), "file");
    }
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn a_file_where_the_pages_need_a_folder_is_reported() {
    let project = site().file("static/kk", "file");
    assert_eq!(project.finding(), "static/kk duplicate-url");
}

#[test]
fn systems_that_cannot_swap_folders_rename_them() {
    let project = site();
    build_by_renaming(&project);
    for round in 0..4 {
        project.write("content/kanas/index.en.md", format!("+++\ntitle = \"Kanas\"\n+++\nRound {round}.\n"));
        let before = modified(&project, "kk/markakol/index.html");
        build_by_renaming(&project);
        assert!(project.output("en/kanas/index.html").contains(&format!("Round {round}.")));
        assert_eq!(modified(&project, "kk/markakol/index.html"), before);
        assert!(!project.path(".public.sapar/aside").exists());
    }
    project.built();
}

#[test]
fn an_interrupted_swap_is_recovered_by_the_next_build() {
    let project = site().built();
    project.write("content/kanas/index.en.md", "+++\ntitle = \"New\"\n+++\n");
    let project = project.built();
    // The moment after the first of the three renamings.
    fs::rename(project.path("public"), project.path(".public.sapar/aside")).expect("renamed");
    let run = project.build(&[]).succeeds();
    assert!(run.stdout.contains("nothing changed"), "{run:?}");
    assert!(project.output("en/kanas/index.html").contains("<h1>New</h1>"));
    // The moment after the second.
    fs::rename(project.path(".public.sapar/staging"), project.path(".public.sapar/aside")).expect("renamed");
    let project = project.built().page("horgos", "Horgos", "").built();
    assert!(!project.path(".public.sapar/aside").exists());
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn a_build_that_ended_between_the_swap_and_its_manifest_is_not_taken_for_foreign_files() {
    let project = site().built();
    let first = fs::read(project.path(".public.sapar/manifest.json")).expect("the manifest is there");
    let project = project.page("horgos", "Horgos", "").built();
    fs::rename(project.path(".public.sapar/manifest.json"), project.path(".public.sapar/manifest.next.json"))
        .expect("renamed");
    project.write(".public.sapar/manifest.json", first);
    let project = project.built();
    assert!(project.has_output("kk/horgos/index.html"));
    assert_eq!(fresh(&project), bytes(&project.path("public")));
}

#[test]
fn an_output_without_its_manifest_is_left_alone() {
    let project = site().built();
    fs::remove_dir_all(project.path(".public.sapar")).expect("it is there");
    let before = tree(project.root());
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.contains("output-has-foreign-files"), "{run:?}");
    assert_eq!(tree(project.root()), before);
}

#[test]
fn an_output_elsewhere_is_created_with_its_parents_and_has_its_own_manifest() {
    let project = site();
    let elsewhere = Project::bare();
    let out = elsewhere.path("www/altai/site");
    let out = out.display().to_string();
    let run = project.build(&["--out", &out]).succeeds();
    assert!(run.stdout.contains(&format!("files in {out}, ")), "{run:?}");
    assert!(elsewhere.path("www/altai/site/kk/index.html").exists());
    assert!(elsewhere.path("www/altai/.site.sapar/manifest.json").exists());
    assert!(!project.path("public").exists() && !project.path(".public.sapar").exists());
    let run = project.build(&["--out", &out]).succeeds();
    assert!(run.stdout.contains("nothing changed"), "{run:?}");
    assert!(!project.build(&[]).succeeds().stdout.contains("nothing changed"), "that is another output");
}

#[test]
fn an_output_path_is_relative_to_the_current_folder() {
    let project = site();
    let parent = project.root().parent().expect("it stands somewhere");
    let name = project.root().file_name().expect("it has a name").to_string_lossy().into_owned();
    let mut command = project.command(&["build", "--root", &name, "--out", &format!("{name}/www")]);
    let output = command.current_dir(parent).output().expect("the program starts");
    Run::new(output).exits(0);
    assert!(project.path("www/kk/index.html").exists());
    let mut command = project.command(&["build", "--root", &name]);
    Run::new(command.current_dir(parent).output().expect("the program starts")).exits(0);
    assert!(project.path("public/kk/index.html").exists(), "without it, it stands in the site's folder");
}

#[test]
fn a_folder_without_a_site_is_reported_and_left_as_it_is() {
    let project = Project::bare().file("notes.txt", "x");
    let before = tree(project.root());
    let run = project.build(&[]).exits(2);
    assert!(run.stderr.starts_with("error[site-not-found]"), "{run:?}");
    assert!(run.stderr.contains("`sapar new site`"), "how to go on: {run:?}");
    assert_eq!(tree(project.root()), before);
}

#[test]
fn two_builds_of_one_site_write_the_same_bytes() {
    let project = Project::new()
        .page("lakes", "Lakes", "Text.\n")
        .page("lakes/markakol", "Markakol", "Text with a [link](../kanas/).\n")
        .page("lakes/kanas", "Kanas", "Text.\n");
    assert_eq!(fresh(&project), fresh(&project));
}
