//! A folder behind a real `sshd` as the target.

use std::path::Path;
use std::process::Stdio;

use super::super::project::{Project, Run};
use super::server::SshServer;
use super::{FIRST_DAY, assert_live, files, site};

fn sftp_site(folder: &Path) -> Project {
    site(&format!("type = \"sftp\"\nhost = \"loopback\"\npath = \"{}\"", folder.join("live").display()))
}

fn deploy(project: &Project, program: &str, arguments: &[&str]) -> Run {
    let arguments = [&["deploy", "--yes", "--now", FIRST_DAY], arguments].concat();
    let output = project.command(&arguments).env("SAPAR_SSH", program).output();
    Run::new(output.expect("the program starts"))
}

/// A site whose target is its own folder `live`, by way of a server.
fn local_site() -> Project {
    let project = Project::bare();
    let target =
        format!("type = \"sftp\"\nhost = \"loopback\"\npath = \"{}\"", project.path("live").display());
    let filled = site(&target);
    for (name, bytes) in files(filled.root()) {
        project.write(&name, bytes);
    }
    project
}

#[test]
fn a_folder_of_a_host_gets_what_was_built_and_one_can_go_back() {
    let server = SshServer::start();
    let project = local_site();
    let program = server.program("user");
    deploy(&project, &program, &[]).succeeds();
    assert_live(&project);
    let first = files(&project.path("live"));
    project.write("static/brochure.txt", "Another one.\n");
    project.write("static/deep/er/file.bin", vec![7; 300_000]);
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Markakol en\"\n+++\nA deep lake.\n");
    deploy(&project, &program, &[]).succeeds();
    assert_live(&project);
    let run = deploy(&project, &program, &[]).succeeds();
    assert!(run.stdout.contains("production is up to date"), "{run:?}");
    deploy(&project, &program, &["--rollback"]).succeeds();
    let mut back = files(&project.path("live"));
    assert!(back.remove("deep/er/file.bin").is_some(), "it stays for a week");
    assert!(back == first);
    let incoming = std::fs::read_dir(project.path("live/.sapar/incoming")).map_or(0, Iterator::count);
    assert_eq!(incoming, 0, "nothing is left of files that were written");
    assert!(!project.path("live/.sapar/guard").exists());
}

#[test]
fn a_deployment_that_was_killed_is_completed_by_the_next() {
    let server = SshServer::start();
    let project = local_site();
    let program = server.program("user");
    let paths: Vec<String> = (0..40).map(|number| format!("static/f{number}.bin")).collect();
    for round in 0..4_u8 {
        for path in &paths {
            project.write(path, vec![round; 20_000]);
        }
        project.run(&["build", "--now", FIRST_DAY]);
        let arguments = ["deploy", "--yes", "--quiet", "--now", FIRST_DAY];
        let mut process = project
            .command(&arguments)
            .env("SAPAR_SSH", &program)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Killed once some of the files are there, wherever it is then.
        let has = |count: usize| {
            let live = files(&project.path("live"));
            let new = |path: &&String| {
                live.get(path.trim_start_matches("static/"))
                    .is_some_and(|bytes| bytes.first() == Some(&round))
            };
            paths.iter().filter(new).count() >= count
        };
        while !has(usize::from(round) * 12) && process.try_wait().expect("it is ours").is_none() {
            std::thread::yield_now();
        }
        let _ = process.kill();
        let _ = process.wait();
        let run = deploy(&project, &program, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_live(&project);
    }
}

#[test]
fn a_host_whose_key_is_another_one_is_not_trusted() {
    let server = SshServer::start();
    let project = local_site();
    server.change_known_key();
    let run = deploy(&project, &server.program("user"), &[]).exits(2);
    assert!(run.stderr.contains("error[deploy-refused]"), "{run:?}");
    assert!(!project.path("live").exists());
}

#[test]
fn a_key_that_the_host_does_not_know_is_told() {
    let server = SshServer::start();
    let project = sftp_site(tempfile::tempdir().expect("a folder").path());
    let run = deploy(&project, &server.program("other"), &[]).exits(2);
    assert!(
        run.stderr.contains("error[deploy-refused]") && run.stderr.contains("Permission denied"),
        "{run:?}"
    );
    let run = deploy(&project, "no-such-program-as-this", &[]).exits(2);
    assert!(run.stderr.contains("error[deploy-program-missing]"), "{run:?}");
}
