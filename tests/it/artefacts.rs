//! What is kept between runs: files whose digests are remembered are not read, artefacts are made once, and nothing goes
//! wrong when what is kept is damaged, deleted or cannot be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use regex_lite::Regex;
use sapar::artefacts::{Artefact, Digest, Key, Removed, Store, clear, prune};
use sapar::data::parse_date;
use sapar::diagnostics::{Code, Diagnostic, Severity};
use sapar::load::{Scan, scan_with_clock};
use sapar::render::{Body, Finished};
use sapar::site::SiteOptions;

use super::outputs::files;
use super::probe;
use super::project::Project;

/// A site with texts, a picture and a static file.
fn site() -> Project {
    Project::new()
        .page("lake", "Lake", "![Lake](hero.svg)\n")
        .file("content/lake/hero.svg", &probe::svg(30, 20))
        .file("content/lake/facts.toml", "weight = 1\n")
        .file("static/files/map.txt", "map")
        .file("locales/kk/site.ftl", "alert-note = Ескерту\n")
}

/// A scan an hour later, when the times of all files prove that they have not changed.
fn scan_later(project: &Project) -> Scan {
    let clock = || SystemTime::now() + Duration::from_secs(3600);
    scan_with_clock(project.root(), None, clock).expect("there is a site")
}

fn options() -> SiteOptions {
    SiteOptions { base_url: None, drafts: false, now: parse_date("2026-06-01").expect("a date") }
}

/// Scans and records what was found.
fn remember(project: &Project) {
    scan_later(project).read().remember().expect("it can be written");
}

#[test]
fn a_file_that_has_not_changed_is_not_read_again() {
    let project = site();
    let first = scan_later(&project);
    assert_eq!(first.read_count, 12);
    let fingerprint = first.fingerprint(&options());
    first.remember().expect("it can be written");

    let second = scan_later(&project);
    assert_eq!((second.read_count, second.fingerprint(&options())), (0, fingerprint.clone()));
    assert_eq!(second.read().fingerprint(&options()), fingerprint);

    // Each of these is one other file.
    for (path, bytes) in [
        ("content/lake/hero.svg", probe::svg(30, 21)),
        ("content/lake/index.kk.md", "+++\ntitle = \"Көл\"\n+++\n".to_owned()),
        ("content/lake/winter.svg", probe::svg(1, 1)),
        ("static/files/map.txt", "pam".to_owned()),
    ] {
        remember(&project);
        let before = scan_later(&project).fingerprint(&options());
        project.write(path, bytes);
        let scan = scan_later(&project);
        assert_eq!(scan.read_count, 1, "{path}");
        assert_ne!(scan.fingerprint(&options()), before, "{path}");
    }
    remember(&project);
    project.remove("content/lake/winter.svg");
    let scan = scan_later(&project);
    assert_eq!(scan.read_count, 0);
    let record = fs::read(project.path(".sapar/source-digests")).expect("it was written");
    scan.remember().expect("it can be written");
    assert_ne!(fs::read(project.path(".sapar/source-digests")).expect("it was written"), record);
}

#[test]
fn a_file_that_was_just_written_is_read_again() {
    let project = site();
    let clock = || SystemTime::UNIX_EPOCH;
    for _ in 0..2 {
        let scan = scan_with_clock(project.root(), None, clock).expect("there is a site");
        assert_eq!(scan.read_count, 12);
        scan.remember().expect("it can be written");
    }
}

#[test]
fn a_record_that_is_not_ours_is_empty() {
    let project = site();
    remember(&project);
    let record = project.path(".sapar/source-digests");
    let good = fs::read(&record).expect("it was written");
    for bytes in [&b""[..], b"{}", &good[..good.len() / 2], &[&good[..], b"x"].concat()] {
        fs::write(&record, bytes).expect("files can be written");
        assert_eq!(scan_later(&project).read_count, 12);
    }
    fs::write(&record, good).expect("files can be written");
    assert_eq!(scan_later(&project).read_count, 0);
}

/// A text without the hashes in the names of files, for tests that are about something else.
pub fn without_hashes(text: &str) -> String {
    let names = Regex::new(r"\.[0-9a-f]{10}(\.[a-z0-9]+)").expect("a pattern");
    names.replace_all(text, "$1").into_owned()
}

/// The hashes in the URL of the picture, on a page and for other sites.
fn versions(project: &Project) -> Vec<String> {
    let page = project.output("kk/lake/index.html");
    let names = Regex::new(r"/hero\.([0-9a-f]{10})\.svg").expect("a pattern");
    names.captures_iter(&page).map(|found| found[1].to_owned()).collect()
}

#[test]
fn a_replaced_photograph_has_another_url() {
    let project = site().built();
    let before = versions(&project);
    assert!(before.len() >= 2 && before.iter().all(|version| version.len() == 10), "{before:?}");
    // Same length: only its content tells.
    project.write("content/lake/hero.svg", probe::svg(20, 30));
    let project = project.built();
    let after = versions(&project);
    assert_eq!(after.len(), before.len());
    assert!(after.iter().all(|version| !before.contains(version)), "{before:?} {after:?}");
}

#[test]
fn every_way_to_show_a_picture_gives_it_its_published_name() {
    let project = probe::site("[kinds.place.fields]\nhero = { type = \"image\" }\n")
        .file("content/lake/facts.toml", "kind = \"place\"\nhero = \"hero.svg\"\n")
        .file("content/lake/hero.svg", &probe::svg(30, 20))
        .template(
            "place.html",
            "{{ page.facts.hero.url }} {{ page.facts.hero.permalink }} {{ page.image }} {% set it = image(path=\"hero.svg\") %}{{ it.url }} \
             {{ asset(path=\"lake/hero.svg\") }}\n{{ page.content }}",
        )
        .file(
            "content/lake/index.ru.md",
            "+++\ntitle = \"Lake\"\nalt = { \"hero.svg\" = \"Lake\" }\n+++\n![Lake](hero.svg)\n\
             <img src=\"hero.svg\" alt=\"\"> <img src=\"hero.svg#top\" alt=\"\"> <img src=\"hero.svg?w=1\" alt=\"\">\n\
             [whole](hero.svg)\n",
        )
        .built();
    let url = project.published_url("lake/hero.svg");
    assert!(url.starts_with("/lake/hero.") && url.len() == "/lake/hero.0123456789.svg".len(), "{url}");
    let page = project.output("ru/lake/index.html");
    let first = page.lines().next().expect("a line");
    assert_eq!(first, format!("{url} https://altai.example{url} https://altai.example{url} {url} {url}"));
    assert_eq!(page.matches(&format!("src=\"{url}\"")).count(), 2, "{page}");
    assert!(page.contains(&format!("src=\"{url}#top\"")), "{page}");
    // What the author asks for stays.
    assert!(
        page.contains(&format!("src=\"{url}?w=1\"")) && page.contains(&format!("href=\"{url}\"")),
        "{page}"
    );
}

#[test]
fn what_makes_a_diagnostic_is_seen_though_the_site_is_the_same() {
    let project = site().built();
    let text = fs::read_to_string(project.path("content/lake/index.kk.md")).expect("a text");
    project.write("content/lake/index.kk.md", format!("\u{FEFF}{text}"));
    assert_eq!(project.finding(), "content/lake/index.kk.md file-has-bom");
    // It is remembered, and told again.
    assert_eq!(project.finding(), "content/lake/index.kk.md file-has-bom");
    project.write("content/lake/index.kk.md", text);
    project.built();
}

#[test]
fn a_site_whose_state_cannot_be_written_is_built_all_the_same() {
    let project = site().file(".sapar", "a file is in the way\n");
    let failed = scan_later(&project).read().remember().expect_err("a file is in the way");
    assert_eq!((failed.code, failed.severity()), (Code::CacheNotWritable, Severity::Warning));
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.matches("cache-not-writable").count() <= 1, "{run:?}");
    assert!(project.has_output("kk/lake/index.html"));
    // Not even a strict build fails for it.
    project.build(&["--strict"]).exits(0);
}

#[test]
fn the_state_of_a_site_is_not_committed() {
    let project = site();
    remember(&project);
    assert_eq!(fs::read_to_string(project.path(".sapar/.gitignore")).expect("it was written"), "*\n");
}

#[test]
fn builds_at_once_into_several_folders_do_not_disturb_each_other() {
    let project = site();
    let children: Vec<_> = (0..4)
        .map(|number| {
            let out = format!("out-{number}");
            let arguments = ["build", "--now", "2026-06-01", "--out", &out];
            project.command(&arguments).spawn().expect("the program starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    for number in 0..4 {
        assert!(project.path(&format!("out-{number}/kk/lake/index.html")).is_file());
    }
    remember(&project);
    let leftovers = files(&project.path(".sapar"));
    assert!(leftovers.iter().all(|file| !is_temporary(file)), "{leftovers:?}");
}

fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("writing-"))
}

/// An artefact that counts how often it is made.
fn counted(text: &'static str, made: &Arc<AtomicUsize>) -> Artefact {
    let made = Arc::clone(made);
    let key = Key::builder("test", 1).source(Digest::of(text.as_bytes())).finish();
    Artefact::new(key, move || {
        made.fetch_add(1, Ordering::Relaxed);
        Ok(text.to_uppercase().into_bytes())
    })
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// The files of the store that hold bytes.
fn stored(root: &Path) -> Vec<PathBuf> {
    let folder = root.join(".sapar/cache/files");
    if folder.exists() { files(&folder) } else { Vec::new() }
}

#[test]
fn a_damaged_artefact_is_made_anew() {
    let (root, made) = (folder(), Arc::new(AtomicUsize::new(0)));
    let get = || Store::open(root.path()).get(&counted("көл", &made)).expect("it can be made");
    assert_eq!(get(), "КӨЛ".as_bytes());
    let [file] = &stored(root.path())[..] else { panic!("one file") };
    for (number, bytes) in ["", "КӨ", "КӨЛ\n", "кӨЛ"].into_iter().enumerate() {
        fs::write(file, bytes).expect("files can be written");
        assert_eq!((get(), made.load(Ordering::Relaxed)), ("КӨЛ".as_bytes().to_vec(), number + 2));
    }
    // So is one whose key leads elsewhere, or nowhere.
    for (number, bytes) in ["", "00", "/etc/passwd"].into_iter().enumerate() {
        let [key] = &files(&root.path().join(".sapar/cache/keys"))[..] else { panic!("one key") };
        fs::write(key, bytes).expect("files can be written");
        assert_eq!((get(), made.load(Ordering::Relaxed)), ("КӨЛ".as_bytes().to_vec(), number + 6));
    }
    assert_eq!(get(), "КӨЛ".as_bytes());
    assert_eq!(made.load(Ordering::Relaxed), 8);
}

#[test]
fn an_artefact_that_many_threads_want_is_made_once() {
    let (root, made) = (folder(), Arc::new(AtomicUsize::new(0)));
    let store = Store::open(root.path());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for text in ["бір", "екі", "үш"] {
                    let bytes = store.get(&counted(text, &made)).expect("it can be made");
                    assert_eq!(bytes, text.to_uppercase().as_bytes());
                }
            });
        }
    });
    assert_eq!(made.load(Ordering::Relaxed), 3);
}

#[test]
fn several_processes_share_a_store_while_another_empties_it() {
    let root = folder();
    let texts = ["бір", "екі", "үш", "төрт", "бес"];
    std::thread::scope(|scope| {
        for _ in 0..4 {
            // A store of its own knows as little of the others as another process.
            scope.spawn(|| {
                for _ in 0..40 {
                    let (store, made) = (Store::open(root.path()), Arc::default());
                    for text in texts {
                        let bytes = store.get(&counted(text, &made)).expect("it can be made");
                        assert_eq!(bytes, text.to_uppercase().as_bytes());
                    }
                }
            });
        }
        scope.spawn(|| (0..40).for_each(|_| drop(clear(root.path()))));
    });
    let made = Arc::new(AtomicUsize::new(0));
    let store = Store::open(root.path());
    for _ in 0..2 {
        for text in texts {
            store.get(&counted(text, &made)).expect("it can be made");
        }
    }
    assert!(made.load(Ordering::Relaxed) <= texts.len());
}

#[test]
fn a_mistake_is_no_artefact_and_is_told_each_time() {
    let root = folder();
    let store = Store::open(root.path());
    let key = Key::builder("test", 1).finish();
    let broken = Artefact::new(key, || Err(Diagnostic::new(Code::ImageUnreadable)));
    for _ in 0..2 {
        assert_eq!(store.get(&broken).expect_err("it cannot be made").code, Code::ImageUnreadable);
    }
    assert!(stored(root.path()).is_empty());
    let whole = Artefact::new(key, || Ok(b"whole".to_vec()));
    assert_eq!(store.get(&whole).expect("it can be made"), b"whole");
}

#[test]
fn a_store_that_cannot_be_written_makes_everything_each_time() {
    let (root, made) = (folder(), Arc::new(AtomicUsize::new(0)));
    fs::write(root.path().join(".sapar"), "a file is in the way").expect("files can be written");
    let store = Store::open(root.path());
    for _ in 0..3 {
        assert_eq!(store.get(&counted("a", &made)).expect("it can be made"), b"A");
    }
    assert_eq!(made.load(Ordering::Relaxed), 3);
    assert_eq!(store.problem().map(|problem| problem.code), Some(Code::CacheNotWritable));
}

#[test]
fn a_cache_can_be_copied_to_another_site() {
    let (one, other, made) = (folder(), folder(), Arc::new(AtomicUsize::new(0)));
    Store::open(one.path()).get(&counted("a", &made)).expect("it can be made");
    fs::rename(one.path().join(".sapar"), other.path().join(".sapar")).expect("it can be moved");
    Store::open(other.path()).get(&counted("a", &made)).expect("it is there");
    assert_eq!(made.load(Ordering::Relaxed), 1);
}

#[test]
fn pruning_spares_what_the_last_build_used_and_what_others_put_there() {
    let (root, made) = (folder(), Arc::new(AtomicUsize::new(0)));
    let first = Store::open(root.path());
    for text in ["a", "bb", "ccc"] {
        first.get(&counted(text, &made)).expect("it can be made");
    }
    first.record_use();
    assert_eq!(prune(root.path()).expect("nothing is in the way"), Removed::default());

    let second = Store::open(root.path());
    second.get(&counted("a", &made)).expect("it is there");
    // Published already, so that nobody asks for its bytes.
    second.note_use(counted("bb", &made).key());
    second.record_use();
    let foreign = root.path().join(".sapar/cache/files/mine.jpg");
    fs::write(&foreign, "mine").expect("files can be written");
    let removed = prune(root.path()).expect("nothing is in the way");
    assert_eq!((removed.files, removed.bytes), (2, 64 + 3));

    let third = Store::open(root.path());
    for text in ["a", "bb", "ccc"] {
        third.get(&counted(text, &made)).expect("it can be made");
    }
    assert_eq!(made.load(Ordering::Relaxed), 4);
    clear(root.path()).expect("nothing is in the way");
    assert_eq!(stored(root.path()), [foreign]);
}

#[test]
fn clean_removes_what_can_be_made_again_and_nothing_else() {
    let project = site().built();
    let before = files(&project.path("public"));
    assert_eq!(project.run(&["clean"]).succeeds().stdout, "Nothing to remove\n");
    project.write(".sapar/cache/keys/ab/notes.txt", "somebody's own");
    // The state of an output that has no place beside it: without it, nobody would know which files Sapar wrote.
    let state = [
        ".sapar/publish/public-0123abcd/manifest.json",
        ".sapar/publish/public-0123abcd/writing-1",
        ".sapar/publish/x",
    ];
    state.iter().for_each(|path| project.write(path, "{}"));
    // A file that a build recorded may be too young to be remembered, so the record is made here.
    remember(&project);
    let run = project.run(&["clean", "--cache"]).succeeds();
    assert!(run.stdout.starts_with("5 files removed ("), "{run:?}");
    assert!(!project.path(".sapar/source-digests").exists() && !project.path(".sapar/last-build").exists());
    assert!(project.path(".sapar/cache/keys/ab/notes.txt").exists());
    project.run(&["clean"]).succeeds();
    assert!(state.iter().all(|path| project.path(path).exists()));
    assert_eq!(files(&project.path("public")), before);
    project.built();

    let nowhere = Project::bare().file(".sapar/source-digests", "x");
    let run = nowhere.run(&["clean", "--cache"]).exits(2);
    assert!(run.stderr.contains("there is no site in"), "{run:?}");
    assert!(nowhere.path(".sapar/source-digests").exists());
}

#[test]
fn a_body_that_is_still_to_be_made_is_known_by_its_key() {
    let (root, made) = (folder(), Arc::new(AtomicUsize::new(0)));
    let body = Body::Artefact(counted("a", &made));
    assert_eq!(body.digest(), counted("a", &made).key().digest());
    assert_ne!(body.digest(), Body::Artefact(counted("b", &made)).digest());
    assert_eq!(made.load(Ordering::Relaxed), 0);
    for _ in 0..2 {
        let finished = body.clone().finish(&Store::open(root.path())).expect("it can be made");
        assert_eq!(finished, Finished::Bytes(b"A".as_slice().into()));
    }
    assert_eq!(made.load(Ordering::Relaxed), 1);

    // What is there already has the digest of its bytes, however it is named.
    let digest = Digest::of(b"bytes");
    let path = root.path().join("file");
    for body in [
        Body::Bytes(b"bytes".to_vec()),
        Body::Embedded { bytes: b"bytes", digest },
        Body::File { path: path.clone(), digest },
    ] {
        assert_eq!(body.digest(), digest);
    }
    let copied = Body::File { path: path.clone(), digest }.finish(&Store::open(root.path()));
    assert_eq!(copied.expect("nothing is made"), Finished::File(path));
}
