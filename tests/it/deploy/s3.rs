//! A bucket of a real S3 server as the target.

use std::process::{Command, Stdio};

use super::super::project::{Project, Run};
use super::server::{KEY, S3Server, SECRET};
use super::{FIRST_DAY, assert_same, files, site};

fn s3_site(server: &S3Server, more: &str) -> Project {
    site(&format!("type = \"s3\"\nbucket = \"altai\"\nendpoint = \"{}\"\n{more}", server.address))
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = project.command(&[&["deploy", "--yes", "--now", FIRST_DAY], arguments].concat());
    // What the machine of the test has set up is none of the test's.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .env("AWS_CONFIG_FILE", project.path("none"))
        .env("AWS_SHARED_CREDENTIALS_FILE", project.path("none"));
    command
}

fn with_keys(project: &Project, arguments: &[&str]) -> Command {
    let mut command = command(project, arguments);
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    command
}

fn deploy(project: &Project, arguments: &[&str]) -> Run {
    let run = Run::new(with_keys(project, arguments).output().expect("the program starts"));
    assert!(!run.stdout.contains(SECRET) && !run.stderr.contains(SECRET), "{run:?}");
    run
}

#[test]
fn a_bucket_gets_each_file_with_its_type_and_caching() {
    let server = S3Server::with_bucket();
    let project = s3_site(&server, "")
        .with_options("precompress = true\nhosts = [\"s3\"]\n")
        .file("content/old.en.md", "+++\ntitle = \"Moved\"\naliases = [\"/en/ancient/\"]\n+++\nText.\n");
    deploy(&project, &[]).exits(0);
    assert_same(&server.objects(), &files(&project.path("public")));
    let head = |path: &str| server.ask(&["--head"], path).to_lowercase();
    let page = head("/altai/en/index.html");
    assert!(page.contains("content-type: text/html; charset=utf-8"), "{page}");
    assert!(page.contains("cache-control: public, max-age=0, must-revalidate"), "{page}");
    let compressed = head("/altai/en/index.html.br");
    assert!(compressed.contains("content-type: text/html; charset=utf-8"), "{compressed}");
    assert!(compressed.contains("content-encoding: br"), "{compressed}");
    let old = head("/altai/en/ancient/index.html");
    assert!(old.contains("x-amz-website-redirect-location: /en/old/"), "{old}");
    let manifest = server.ask(&["--output", "-"], "/altai/.sapar/manifest.json.gz");
    assert!(!manifest.contains(SECRET));
}

#[test]
fn one_changed_page_takes_five_requests_and_none_of_them_lists() {
    let server = S3Server::with_bucket();
    let project = s3_site(&server, "");
    deploy(&project, &[]).succeeds();
    let first = server.requests();
    assert!(first.iter().all(|request| !request.contains("list-type")), "{first:#?}");
    project.write("static/brochure.txt", "Another one.\n");
    deploy(&project, &[]).succeeds();
    let requests = server.requests();
    let expected = [
        "PUT /altai/.sapar/lock.json.gz",
        "PUT /altai/.sapar/kept/",
        "PUT /altai/brochure.txt",
        "PUT /altai/.sapar/manifest.json.gz",
    ];
    assert_eq!(requests.len(), expected.len(), "{requests:#?}");
    for (request, expected) in requests.iter().zip(expected) {
        assert!(request.starts_with(expected), "{requests:#?}");
    }
    // Another machine has to read what is there.
    std::fs::remove_dir_all(project.path(".sapar/deploy")).expect("it is ours");
    project.write("static/brochure.txt", "A third one.\n");
    deploy(&project, &[]).succeeds();
    let requests = server.requests();
    assert_eq!(requests.len(), 5, "{requests:#?}");
    assert_eq!(requests[0], "GET /altai/.sapar/manifest.json.gz");
    deploy(&project, &[]).succeeds();
    let requests = server.requests();
    assert_eq!(requests, ["GET /altai/.sapar/lock.json.gz"], "there is nothing to do");
    assert_same(&server.objects(), &files(&project.path("public")));
}

#[test]
fn a_deployment_that_was_killed_is_completed_by_the_next() {
    let server = S3Server::with_bucket();
    let project = s3_site(&server, "parallel = 2");
    for killed_after in [1, 3, 5, 9, 14, 20, 30, 45] {
        project.write("static/brochure.txt", format!("Brochure {killed_after}.\n"));
        for number in 0..6 {
            let text = format!("+++\ntitle = \"Page {number}\"\n+++\nAfter {killed_after}.\n");
            project.write(&format!("content/p{number}/index.en.md"), text);
        }
        project.run(&["build", "--now", FIRST_DAY]);
        server.requests();
        let mut process = with_keys(&project, &["--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // It may have ended before so many: then there was nothing to kill.
        let mut count = 0;
        loop {
            count += server.requests().iter().filter(|request| request.starts_with("PUT")).count();
            if count >= killed_after || process.try_wait().expect("it is ours").is_some() {
                break;
            }
        }
        let _ = process.kill();
        let _ = process.wait();
        let run = deploy(&project, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let mut live = server.objects();
        let built = files(&project.path("public"));
        live.retain(|name, _| built.contains_key(name));
        assert_same(&live, &built);
    }
}

#[test]
fn of_two_deployments_at_one_time_one_waits_for_another_day() {
    let server = S3Server::with_bucket();
    let projects = [s3_site(&server, ""), s3_site(&server, "")];
    deploy(&projects[0], &[]).succeeds();
    for round in 0..4 {
        for (number, project) in projects.iter().enumerate() {
            project.write("static/brochure.txt", format!("Of {number} in round {round}.\n"));
        }
        let both = projects.each_ref().map(|project| {
            with_keys(project, &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        });
        let runs = both.map(|process| Run::new(process.wait_with_output().expect("it ends")));
        assert!(runs.iter().any(|run| run.code == 0), "{runs:#?}");
        for run in runs.iter().filter(|run| run.code != 0) {
            let is_kept_away =
                run.stderr.contains("deploy-locked") || run.stderr.contains("deploy-lock-lost");
            assert!(is_kept_away, "{run:?}");
        }
        let live = server.objects();
        let is_one = projects.iter().any(|project| live == files(&project.path("public")));
        assert!(is_one, "what is live is one of the two, whole");
    }
}

#[test]
fn one_can_go_back_to_what_a_bucket_had() {
    let server = S3Server::with_bucket();
    let project = s3_site(&server, "prefix = \"deep/er\"");
    deploy(&project, &[]).succeeds();
    let first = server.objects();
    assert!(first.keys().all(|name| name.starts_with("deep/er/")), "{:?}", first.keys());
    project.write("static/brochure.txt", "Wrong.\n");
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Wrong\"\n+++\nWrong.\n");
    deploy(&project, &[]).succeeds();
    assert!(server.objects() != first);
    deploy(&project, &["--rollback"]).succeeds();
    assert_same(&site_of(server.objects()), &site_of(first));
}

/// Without what Sapar itself keeps below the prefix.
fn site_of(
    mut objects: std::collections::BTreeMap<String, Vec<u8>>,
) -> std::collections::BTreeMap<String, Vec<u8>> {
    objects.retain(|name, _| !name.contains("/.sapar/"));
    objects
}

#[test]
fn credentials_come_from_the_environment_or_a_profile_alone() {
    let server = S3Server::with_bucket();
    let project = s3_site(&server, "");
    let run = Run::new(command(&project, &[]).output().expect("the program starts"));
    assert!(run.code == 2 && run.stderr.contains("error[deploy-without-credentials]"), "{run:?}");
    project.write(
        "credentials",
        format!("[altai]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"),
    );
    let mut of_profile = command(&project, &[]);
    of_profile.env("AWS_SHARED_CREDENTIALS_FILE", project.path("credentials"));
    let run = Run::new(of_profile.output().expect("the program starts"));
    assert!(run.code == 2, "there is no default profile: {run:?}");
    let run = Run::new(of_profile.env("AWS_PROFILE", "altai").output().expect("the program starts"));
    assert!(run.code == 0 && !run.stdout.contains(SECRET), "{run:?}");
    let named = s3_site(&server, "profile = \"other\"");
    let run = deploy(&named, &[]);
    assert!(run.code == 2 && run.stderr.contains("in the profile `other`"), "{run:?}");
}

#[test]
fn what_the_storage_says_is_told_without_what_was_signed() {
    let server = S3Server::start();
    let project = s3_site(&server, "");
    let run = deploy(&project, &[]);
    assert!(run.code == 2 && run.stderr.contains("NoSuchBucket"), "{run:?}");
    assert!(!run.stderr.contains(KEY) && !run.stderr.contains('<'), "{run:?}");
}
