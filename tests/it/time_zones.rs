//! When a day of a site begins: by the machine's time zone, or by the site's own.

use jiff::Zoned;

use super::project::{Project, Run};

/// More than a day apart: where the one has a day, the other has an earlier one.
const EAST: &str = "Pacific/Kiritimati";
const WEST: &str = "Etc/GMT+12";

/// A site with a page that is published from the day on that it is in the east now.
fn site(config: &str) -> Project {
    let day = Zoned::now().in_tz(EAST).expect("a time zone").date();
    let project = Project::new().file("content/news.facts.toml", &format!("date = {day}\n")).document(
        "news.ru.md",
        "Новость",
        "",
    );
    let text = std::fs::read_to_string(project.path("sapar.toml")).expect("it is there");
    project.file("sapar.toml", &format!("{config}{text}"))
}

fn build(project: &Project, zone: &str, arguments: &[&str]) -> Run {
    let mut command = project.command(&[&["build"], arguments].concat());
    Run::new(command.env("TZ", zone).output().expect("the program starts"))
}

fn is_published(project: &Project) -> bool {
    project.has_output("ru/news/index.html")
}

#[test]
fn the_day_is_that_of_the_machines_time_zone_by_its_name() {
    let project = site("");
    build(&project, WEST, &[]).succeeds();
    assert!(!is_published(&project));
    build(&project, EAST, &[]).succeeds();
    assert!(is_published(&project));
}

#[test]
fn the_sites_own_time_zone_counts_wherever_it_is_built() {
    let project = site(&format!("time_zone = \"{EAST}\"\n"));
    build(&project, WEST, &[]).succeeds();
    assert!(is_published(&project));
    let project = site(&format!("time_zone = \"{WEST}\"\n"));
    build(&project, EAST, &[]).succeeds();
    assert!(!is_published(&project));
    // A day that is given is none of any time zone.
    build(&project, EAST, &["--now", "2999-01-01"]).succeeds();
    assert!(is_published(&project));
}

#[test]
fn a_time_zone_that_there_is_not_is_told_with_the_one_that_was_meant() {
    for (name, meant) in [
        ("Asia/Almata", "Asia/Almaty"),
        ("Almaty", "Asia/Almaty"),
        ("Kazakhstan/Almaty", "Asia/Almaty"),
        ("asia/shanghay", "Asia/Shanghai"),
    ] {
        let project = site(&format!("time_zone = \"{name}\"\n"));
        assert_eq!(project.finding(), "sapar.toml:1:13 unknown-time-zone", "{name}");
        assert_eq!(project.diagnostics()[0]["suggestion"], *meant, "{name}");
    }
    let project = site("time_zone = 5\n");
    assert_eq!(project.finding(), "sapar.toml:1:13 wrong-type");
}

#[test]
fn a_machine_whose_time_zone_nobody_knows_is_told_unless_it_does_not_matter() {
    let run = build(&site(""), "Kiritimati", &[]).exits(0);
    assert!(run.stderr.starts_with("warning[machine-time-zone-unknown]"), "{run:?}");
    assert!(run.stderr.contains("did you mean `Pacific/Kiritimati`?"), "{run:?}");
    build(&site(""), "Kiritimati", &["--now", "2026-01-01"]).succeeds();
    build(&site("time_zone = \"Asia/Almaty\"\n"), "Kiritimati", &[]).succeeds();
    // POSIX's own way of writing a time zone, and none at all.
    build(&site(""), "<+05>-5", &[]).succeeds();
    build(&site(""), "", &[]).succeeds();
}
