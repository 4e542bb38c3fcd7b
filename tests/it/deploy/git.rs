//! A branch of a Git repository as the target.

use std::path::Path;
use std::process::Command;

use super::super::project::Project;
use super::{assert_same, files, site};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git is there");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn git_site() -> Project {
    let project = site("type = \"git\"\nrepository = \"repository.git\"\nbranch = \"pages\"");
    git(project.root(), &["init", "--quiet", "--bare", "repository.git"]);
    project
}

/// The branch as somebody else gets it.
fn branch(project: &Project) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let repository = project.path("repository.git").display().to_string();
    git(folder.path(), &["clone", "--quiet", "--branch", "pages", &repository, "clone"]);
    files(&folder.path().join("clone"))
}

#[test]
fn a_branch_gets_one_commit_for_each_deployment_and_one_can_go_back() {
    let project = git_site();
    project.deploy(&[]).succeeds();
    let first = branch(&project);
    assert_same(&first, &files(&project.path("public")));
    project.deploy(&[]).succeeds();
    let repository = project.path("repository.git");
    assert_eq!(git(&repository, &["rev-list", "--count", "pages"]), "1", "nothing has changed");
    project.write("static/brochure.txt", "Another one.\n");
    let planned = project.run(&["deploy", "--dry-run"]).succeeds();
    assert!(planned.stdout.contains("  send    brochure.txt"), "{planned:?}");
    project.deploy(&[]).succeeds();
    assert_eq!(git(&repository, &["rev-list", "--count", "pages"]), "2");
    assert_same(&branch(&project), &files(&project.path("public")));
    project.deploy(&["--rollback"]).succeeds();
    assert_same(&branch(&project), &first);
    assert_eq!(git(&repository, &["rev-list", "--count", "pages"]), "3", "no commit is taken away");
}

#[test]
fn what_others_have_pushed_stays() {
    let project = git_site();
    project.deploy(&[]).succeeds();
    let folder = tempfile::tempdir().expect("a folder");
    let repository = project.path("repository.git").display().to_string();
    git(folder.path(), &["clone", "--quiet", "--branch", "pages", &repository, "clone"]);
    let clone = folder.path().join("clone");
    std::fs::write(clone.join("CNAME"), "altai.example\n").expect("it is ours");
    git(&clone, &["add", "."]);
    git(&clone, &["commit", "--quiet", "--message=Name"]);
    git(&clone, &["push", "--quiet"]);
    project.write("static/brochure.txt", "Another one.\n");
    project.deploy(&[]).succeeds();
    let live = branch(&project);
    assert_eq!(live["CNAME"], b"altai.example\n");
    assert_eq!(live["brochure.txt"], b"Another one.\n");
}

#[test]
fn a_repository_that_cannot_be_reached_is_told() {
    let project = site("type = \"git\"\nrepository = \"nowhere.git\"\nbranch = \"pages\"");
    let run = project.deploy(&[]).exits(2);
    assert!(
        run.stderr.contains("error[deploy-unreachable]") && run.stderr.contains("nowhere.git"),
        "{run:?}"
    );
}
