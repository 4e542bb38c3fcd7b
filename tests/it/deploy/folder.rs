//! A folder as the target.

use std::fs;

use super::{assert_live, files, folder_site, site};

#[test]
fn a_folder_gets_what_was_built_and_then_only_what_has_changed() {
    let project = folder_site();
    let run = project.deploy(&[]).succeeds();
    assert!(run.stdout.contains("Deployed to production: sent "), "{run:?}");
    assert_live(&project);
    let run = project.deploy(&[]).succeeds();
    assert!(run.stdout.contains("production is up to date"), "{run:?}");
    let modified = |path: &str| fs::metadata(project.path(path)).and_then(|it| it.modified()).expect("there");
    let before = modified("live/ru/markakol/index.html");
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Markakol en\"\n+++\nA deep lake.\n");
    project.deploy(&[]).succeeds();
    assert_live(&project);
    assert_eq!(modified("live/ru/markakol/index.html"), before, "what has not changed is left");
}

#[test]
fn files_of_other_people_in_the_folder_stay() {
    let project =
        folder_site().file("live/theirs/notes.txt", "Notes.\n").file("live/index.html", "Theirs.\n");
    project.deploy(&[]).succeeds();
    assert_eq!(fs::read(project.path("live/theirs/notes.txt")).expect("there"), b"Notes.\n");
    project.remove("content/markakol/index.zh.md");
    project.deploy(&[]).exits(0);
    assert!(project.path("live/theirs/notes.txt").exists());
}

#[test]
fn pages_go_at_once_and_what_pages_load_stays_for_a_week() {
    let project = folder_site().page("kanas", "Kanas", "![Map](map.svg)\n").file(
        "content/kanas/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>Map</title></svg>",
    );
    project.deploy(&[]).succeeds();
    let has = |name: &str| files(&project.path("live")).keys().any(|path| path.contains(name));
    assert!(has("kanas/index.html") && has("kanas/map."));
    fs::remove_dir_all(project.path("content/kanas")).expect("it is ours");
    let run = project.deploy_on("2026-06-02", &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!has("kanas/index.html") && has("kanas/map."), "a page in a tab may still show it");
    project.deploy_on("2026-06-08", &[]);
    assert!(has("kanas/map."));
    project.deploy_on("2026-06-09", &[]);
    assert!(!has("kanas/map."));
    assert_live(&project);
}

#[test]
fn one_can_go_back_without_a_build_and_forth_again() {
    let project = folder_site();
    let run = project.deploy(&["--rollback"]).exits(2);
    assert!(run.stderr.contains("error[deploy-nothing-before]"), "{run:?}");
    project.deploy(&[]).succeeds();
    let run = project.deploy(&["--rollback"]).exits(2);
    assert!(run.stderr.contains("error[deploy-nothing-before]"), "{run:?}");
    let first = files(&project.path("live"));
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Wrong\"\n+++\nWrong.\n");
    project.write("content/new.en.md", "+++\ntitle = \"New\"\n+++\nNew.\n");
    project.write("static/brochure.txt", "Wrong.\n");
    fs::remove_file(project.path("content/markakol/index.zh.md")).expect("it is ours");
    let run = project.deploy(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    let second = files(&project.path("live"));
    assert_ne!(first, second);
    fs::remove_dir_all(project.path("public")).expect("it is ours");
    let run = project.deploy(&["--rollback"]).succeeds();
    assert!(run.stdout.contains("is again what it was before the last deployment"), "{run:?}");
    assert!(!project.path("public").exists(), "nothing is built");
    let mut back = files(&project.path("live"));
    // What only the wrong site had and pages may load stays for a week.
    back.retain(|name, _| first.contains_key(name) || name.ends_with(".html") || name.ends_with(".xml"));
    assert_eq!(back.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
    assert!(back == first, "every file is what it was");
    project.deploy(&["--rollback"]).succeeds();
    let forth = files(&project.path("live"));
    assert!(second.iter().all(|(name, bytes)| forth.get(name) == Some(bytes)), "and forth");
}

#[test]
fn a_lost_copy_is_told_before_anything_is_changed() {
    let project = folder_site();
    project.deploy(&[]).succeeds();
    project.write("static/brochure.txt", "Another one.\n");
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Other\"\n+++\nOther.\n");
    project.deploy(&[]).succeeds();
    fs::remove_dir_all(project.path("live/.sapar/kept")).expect("it is there");
    let before = files(&project.path("live"));
    let run = project.deploy(&["--rollback"]).exits(2);
    assert!(run.stderr.contains("error[deploy-before-lost]"), "{run:?}");
    assert_eq!(files(&project.path("live")), before);
}

#[test]
fn most_pages_are_removed_only_if_that_is_allowed() {
    let project = (0..8).fold(folder_site(), |project, number| {
        project.page(&format!("p{number}"), &format!("Page {number}"), "Text.\n")
    });
    project.deploy(&[]).succeeds();
    let before = files(&project.path("live"));
    for number in 0..8 {
        fs::remove_dir_all(project.path(&format!("content/p{number}"))).expect("it is ours");
    }
    fs::remove_dir_all(project.path("content/markakol")).expect("it is ours");
    // The folder of the site is one that never had them.
    fs::remove_dir_all(project.path("public")).expect("it is ours");
    let run = project.deploy(&[]).exits(2);
    assert!(
        run.stderr.contains("error[deploy-many-removals]") || run.stderr.contains("error[many-removals]"),
        "{run:?}"
    );
    assert_eq!(files(&project.path("live")), before);
    let run = project.deploy(&["--allow-removals"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(files(&project.path("live")).keys().all(|path| !path.contains("p7/index.html")));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let project = folder_site().file("static/guide", "One file.\n").file("static/maps/altai", "A map.\n");
    project.deploy(&[]).succeeds();
    project.remove("static/guide");
    project.write("static/guide/chapter.txt", "A chapter.\n");
    fs::remove_dir_all(project.path("static/maps")).expect("it is ours");
    project.write("static/maps", "All maps.\n");
    project.deploy(&[]).succeeds();
    assert_live(&project);
    project.deploy(&["--rollback"]).succeeds();
    assert_eq!(fs::read(project.path("live/guide")).expect("a file again"), b"One file.\n");
    assert_eq!(fs::read(project.path("live/maps/altai")).expect("a folder again"), b"A map.\n");
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_refused() {
    let project = folder_site().file("precious.txt", "Precious.\n");
    project.deploy(&[]).succeeds();
    let manifest = project.path("live/.sapar/manifest.json.gz");
    let json = gunzip(&fs::read(&manifest).expect("there"));
    let wicked = json.replace("\"brochure.txt\"", "\"../precious.txt\"");
    assert_ne!(json, wicked);
    fs::write(&manifest, gzip(&wicked)).expect("it is ours");
    let other = site("type = \"folder\"\npath = \"live\"");
    fs::rename(project.path("live"), other.path("live")).expect("one file system");
    let other = other.file("precious.txt", "Precious.\n");
    let run = other.deploy(&[]).exits(2);
    assert!(run.stderr.contains("error[deploy-manifest-damaged]"), "{run:?}");
    assert!(other.path("precious.txt").exists());
    let newer = json.replace("{\"version\":1,", "{\"version\":2,");
    assert_ne!(json, newer);
    fs::write(other.path("live/.sapar/manifest.json.gz"), gzip(&newer)).expect("it is ours");
    let run = other.deploy(&[]).exits(2);
    assert!(run.stderr.contains("error[deploy-manifest-version]"), "{run:?}");
}

#[test]
fn a_deployment_elsewhere_keeps_others_away_until_its_time_is_over() {
    let project = folder_site();
    project.deploy(&[]).succeeds();
    let lock = project.path("live/.sapar/lock.json.gz");
    let mut json: serde_json::Value =
        serde_json::from_str(&gunzip(&fs::read(&lock).expect("there"))).expect("JSON");
    json["id"] = "elsewhere".into();
    json["renewed"] = 4_000_000_000_u64.into();
    json["started"] = 1_780_000_000_u64.into();
    fs::write(&lock, gzip(&json.to_string())).expect("it is ours");
    project.write("static/brochure.txt", "Another one.\n");
    let run = project.deploy(&[]).exits(2);
    assert!(run.stderr.contains("error[deploy-locked]"), "{run:?}");
    assert_eq!(fs::read(project.path("live/brochure.txt")).expect("there"), b"A brochure.\n");
    // Its time is over.
    json["renewed"] = 1_780_000_000_u64.into();
    fs::write(&lock, gzip(&json.to_string())).expect("it is ours");
    let run = project.deploy(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("warning[deploy-took-over]"), "{run:?}");
    assert_live(&project);
    project.deploy(&[]).succeeds();
}

fn gunzip(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).expect("it is compressed text");
    text
}

fn gzip(text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}
