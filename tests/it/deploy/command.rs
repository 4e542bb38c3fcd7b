//! How the command is used: targets, questions, messages.

use super::super::project::Project;
use super::{FIRST_DAY, files, folder_site, site};

#[test]
fn a_site_without_a_target_says_how_to_add_one() {
    let run = Project::new().run(&["deploy", "--yes"]).exits(2);
    assert!(run.stderr.contains("error[deploy-without-target]"), "{run:?}");
}

#[test]
fn of_several_targets_one_is_named() {
    let project = Project::new().config(
        "\n[deploy.a]\ntype = \"folder\"\npath = \"a\"\n[deploy.bee]\ntype = \"folder\"\npath = \"b\"\n",
    );
    let run = project.deploy(&[]).exits(2);
    assert!(run.stderr.contains("deploy-target-not-named") && run.stderr.contains("`a`, `bee`"), "{run:?}");
    let run = project.deploy(&["bea"]).exits(2);
    assert!(
        run.stderr.contains("deploy-target-unknown") && run.stderr.contains("did you mean `bee`?"),
        "{run:?}"
    );
    project.deploy(&["bee"]).succeeds();
    assert!(project.path("b/index.html").exists() && !project.path("a").exists());
}

#[test]
fn nothing_is_sent_without_a_yes_where_nobody_can_be_asked() {
    let project = folder_site();
    let run = project.run(&["deploy"]).exits(2);
    assert!(run.stderr.contains("error[deploy-not-confirmed]"), "{run:?}");
    assert!(
        !project.path("live").exists() && !project.path("public").exists(),
        "it is said before the build"
    );
}

#[test]
fn a_dry_run_says_what_would_be_sent_and_sends_nothing() {
    let project = folder_site();
    let run = project.run(&["deploy", "--dry-run", "--now", FIRST_DAY]).succeeds();
    assert!(run.stdout.contains("There was no deployment to this target yet"), "{run:?}");
    assert!(run.stdout.contains("production: to send "), "{run:?}");
    assert!(run.stdout.contains("  send    brochure.txt\n") && run.stdout.contains("  … and "), "{run:?}");
    assert!(!project.path("live").exists());
    project.deploy(&[]).succeeds();
    let before = files(&project.path("live"));
    project.write("static/brochure.txt", "Another one.\n");
    project.remove("content/markakol/index.en.md");
    let run = project.run(&["deploy", "--dry-run", "--now", FIRST_DAY]).exits(0);
    assert!(run.stdout.contains("  send    brochure.txt\n"), "{run:?}");
    assert_eq!(files(&project.path("live")), before);
}

#[test]
fn a_site_with_errors_is_not_sent() {
    let project = folder_site().file("content/bad.en.md", "+++\ntitle = 1\n+++\n");
    let run = project.deploy(&[]).exits(1);
    assert!(run.stderr.contains("error["), "{run:?}");
    assert!(!project.path("live").exists());
}

#[test]
fn the_answer_for_machines_is_one_object() {
    let project = folder_site();
    let planned =
        project.run(&["deploy", "--dry-run", "--format", "json", "--now", FIRST_DAY]).succeeds().json();
    let summary = &planned["summary"];
    assert_eq!((&summary["version"], &summary["sent"]), (&1.into(), &false.into()));
    let done = project.deploy(&["--format", "json"]).succeeds().json();
    let summary = &done["summary"];
    assert_eq!(summary["target"], "production");
    assert_eq!(summary["type"], "folder");
    assert_eq!(
        (&summary["sent"], &summary["first"], &summary["generation"]),
        (&true.into(), &true.into(), &1.into())
    );
    assert_eq!(summary["put"].as_array().map(Vec::len), Some(files(&project.path("live")).len()));
    project.write("static/brochure.txt", "Another one.\n");
    let summary = project.deploy(&["--format", "json"]).succeeds().json()["summary"].clone();
    assert_eq!(summary["put"], serde_json::json!(["brochure.txt"]));
    assert_eq!((&summary["bytes"], &summary["remove"]), (&13.into(), &serde_json::json!([])));
    let nothing = project.deploy(&["--format", "json"]).succeeds().json()["summary"].clone();
    assert_eq!((&nothing["put"], &nothing["generation"]), (&serde_json::json!([]), &2.into()));
}

#[test]
fn it_speaks_four_languages() {
    for (language, words) in [
        ("kk", "орнына жарияланды"),
        ("ru", "Опубликовано в production"),
        ("zh", "已发布到 production"),
        ("en", "Deployed to production"),
    ] {
        let project = folder_site();
        let run = project.deploy(&["--lang", language]).succeeds();
        assert!(run.stdout.contains(words), "{run:?}");
        let run = project.run(&["deploy", "--lang", language]).exits(2);
        assert!(run.stderr.contains("[deploy-not-confirmed]"), "{run:?}");
    }
}

#[test]
fn sizes_and_times_are_written_as_the_language_writes_them() {
    let project = folder_site();
    project.deploy(&[]).succeeds();
    let planned = |language: &str| {
        project.run(&["deploy", "--dry-run", "--now", FIRST_DAY, "--lang", language]).succeeds().stdout
    };
    project.write("static/film.bin", "x".repeat(1_572_864));
    for (language, size, time) in [
        ("kk", "(1,5 МиБ)", " 7 күн "),
        ("ru", "(1,5 МиБ)", " 7 дней "),
        ("zh", "（1.5 MiB）", " 7 天"),
        ("en", "(1.5 MiB)", " 7 days "),
    ] {
        let plan = planned(language);
        assert!(plan.contains(size) && plan.contains(time), "{plan}");
    }
    project.write("static/film.bin", "x".repeat(1_536));
    assert!(planned("ru").contains("(1,5 КиБ)"), "{}", planned("ru"));
    project.write("static/film.bin", "x".repeat(1_023));
    assert!(planned("en").contains("(1,023 B)"), "{}", planned("en"));
}

#[test]
#[cfg(unix)]
fn a_command_of_the_users_gets_the_addresses_that_have_changed() {
    use std::os::unix::fs::PermissionsExt;
    let project = site("type = \"folder\"\npath = \"live\"\npurge = \"./purge --zone altai\"")
        .file("purge", "#!/bin/sh\n{ echo \"$@\"; cat; } > purged\n");
    std::fs::set_permissions(project.path("purge"), PermissionsExt::from_mode(0o755)).expect("it is ours");
    project.deploy(&[]).succeeds();
    std::fs::remove_file(project.path("purged")).expect("it was told all addresses");
    project.write("content/markakol/index.en.md", "+++\ntitle = \"Markakol en\"\n+++\nA deep lake.\n");
    project.write("static/көл.txt", "A lake.\n");
    let run = project.deploy(&[]).succeeds();
    let told = std::fs::read_to_string(project.path("purged")).expect("it was told");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "--zone altai");
    assert!(lines.contains(&"https://altai.example/en/markakol/"), "{told}");
    assert!(lines.contains(&"https://altai.example/en/markakol/index.html"), "{told}");
    assert!(lines.contains(&"https://altai.example/%D0%BA%D3%A9%D0%BB.txt"), "{told}");
    assert!(!told.contains("/ru/markakol/"), "only what has changed: {told}");
    assert!(run.stdout.contains("Addresses told to `./purge --zone altai`"), "{run:?}");
    std::fs::remove_file(project.path("purged")).expect("it is there");
    project.deploy(&[]).succeeds();
    assert!(!project.path("purged").exists(), "nothing has changed");
    project.write("purge", "#!/bin/sh\necho no such zone >&2\nexit 3\n");
    project.write("static/brochure.txt", "Another one.\n");
    let run = project.deploy(&[]).exits(2);
    assert!(
        run.stderr.contains("error[deploy-purge-failed]") && run.stderr.contains("no such zone"),
        "{run:?}"
    );
}
