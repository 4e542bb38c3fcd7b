//! The same site gives the same bytes: with any number of threads, in any folder, anew or from an older output.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::outputs::{everything, files};
use super::project::{Project, Run};

/// Builds into a folder of its own and reads all of it.
fn built(root: &Path, out: &Path, threads: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = Command::new(env!("CARGO_BIN_EXE_sapar"))
        .args(["build", "--lang", "en", "--now", "2026-06-01", "--root"])
        .arg(root)
        .arg("--out")
        .arg(out)
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .expect("the program starts");
    Run::new(output).exits(0);
    read(out)
}

fn read(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let relative = |path: &Path| path.strip_prefix(folder).expect("a file of the folder").to_owned();
    files(folder).iter().map(|path| (relative(path), fs::read(path).expect("a file"))).collect()
}

#[track_caller]
fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(other[path] == *bytes, "{} differs", path.display());
    }
}

#[test]
fn threads_make_no_difference() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let project = everything();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, root) in [("test", project.root()), ("own", repository)] {
        let one = built(root, &folder.path().join(format!("{name}-1")), "1");
        assert!(one.len() > 50, "{}", one.len());
        for attempt in 0..3 {
            same(&one, &built(root, &folder.path().join(format!("{name}-4-{attempt}")), "4"));
        }
    }
}

#[test]
fn the_folder_of_the_site_makes_no_difference_and_is_not_in_the_output() {
    let (one, other) = (everything(), everything());
    assert_ne!(one.root(), other.root());
    let bytes = built(one.root(), &one.path("public"), "4");
    same(&bytes, &built(other.root(), &other.path("public"), "4"));
    let needles = [one.root().to_str().expect("a path"), env!("CARGO_MANIFEST_DIR"), "/home/", "/tmp/"];
    for (path, bytes) in &bytes {
        for needle in needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
            assert!(!found, "{} holds {needle}", path.display());
        }
    }
}

#[test]
fn an_output_that_was_built_again_and_again_is_that_of_a_first_build() {
    let project = everything();
    project.build(&[]).exits(0);
    let expected = read(&project.path("public"));
    let page = "content/lakes/aral/index.kk.md";
    let text = fs::read_to_string(project.path(page)).expect("a page");
    project.write(page, "+++\ntitle = \"Арал\"\nslug = \"арал\"\n+++\nБасқа мәтін.\n");
    project.write("content/extra.ru.md", "+++\ntitle = \"Лишнее\"\n+++\n");
    project.build(&[]).exits(0);
    assert_ne!(read(&project.path("public")), expected);
    project.write(page, text);
    project.remove("content/extra.ru.md");
    project.build(&[]).exits(0);
    same(&read(&project.path("public")), &expected);
}

#[test]
fn the_day_and_the_users_surroundings_are_not_in_the_output() {
    let project = everything();
    project.build(&[]).exits(0);
    let expected = read(&project.path("public"));
    let output = project
        .command(&["build", "--now", "2026-06-02"])
        .envs([("TZ", "Pacific/Kiritimati"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "kk_KZ.UTF-8")])
        .output()
        .expect("the program starts");
    Run::new(output).exits(0);
    same(&read(&project.path("public")), &expected);
}

#[test]
fn mistakes_are_told_in_the_same_order_every_time() {
    let project = (0..20).fold(Project::new(), |project, number| {
        project.document(
            &format!("p{number}.kk.md"),
            "П",
            "[a](/none/) [b](#none)\n\n![](x.png)\n\n:::none\n",
        )
    });
    let run = |threads: &str| {
        let output =
            project.command(&["build", "--now", "2026-06-01"]).env("RAYON_NUM_THREADS", threads).output();
        Run::new(output.expect("the program starts")).exits(1).stderr
    };
    let expected = run("1");
    assert!(expected.matches("error[").count() >= 80, "{expected}");
    for _ in 0..3 {
        assert_eq!(run("4"), expected);
    }
}
