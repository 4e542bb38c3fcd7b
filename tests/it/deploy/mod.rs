//! `sapar deploy`: to a folder, to a real S3 server, through a real `sshd`, by `rsync` and into a Git branch, all on this machine.

mod command;
mod configuration;
mod folder;
#[cfg(target_os = "linux")]
mod git;
#[cfg(target_os = "linux")]
mod rsync;
#[cfg(target_os = "linux")]
mod s3;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod sftp;
#[cfg(target_os = "linux")]
mod verify;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::project::{Project, Run};

/// The day of the first deployment.
const FIRST_DAY: &str = "2026-06-01";

/// A site with a page, and with a target.
fn site(target: &str) -> Project {
    Project::new()
        .config(&format!("\n[deploy.production]\n{target}\n"))
        .page("markakol", "Markakol", "A lake.\n")
        .file("static/brochure.txt", "A brochure.\n")
}

/// A site that is deployed to the folder `live` within it.
fn folder_site() -> Project {
    site("type = \"folder\"\npath = \"live\"")
}

impl Project {
    /// Deploys on a day.
    fn deploy_on(&self, day: &str, arguments: &[&str]) -> Run {
        self.run(&[&["deploy", "--yes", "--now", day], arguments].concat())
    }

    /// Deploys on the first day.
    fn deploy(&self, arguments: &[&str]) -> Run {
        self.deploy_on(FIRST_DAY, arguments)
    }
}

/// All files below a folder but for Sapar's own and those of Git, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).expect("it is below").to_str().expect("Unicode").to_owned();
            if name == ".sapar" || name == ".git" {
                continue;
            }
            match path.is_dir() {
                true => folders.push(path),
                false => _ = found.insert(name, fs::read(&path).expect("it can be read")),
            }
        }
    }
    found
}

/// What the site in its folder `public` has, and the folder `live` must have.
#[track_caller]
fn assert_live(project: &Project) {
    assert_same(&files(&project.path("live")), &files(&project.path("public")));
}

#[track_caller]
fn assert_same(live: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(live), names(built));
    for (name, bytes) in live {
        assert!(built[name] == *bytes, "{name} is another one");
    }
}
