//! Events: the hours of their dates, their order in lists, and those that are over.

use serde_json::Value;

use super::project::Project;

/// A site with a section of events, each with lines of facts.
fn events(events: &[(&str, &str)]) -> Project {
    events.iter().fold(Project::new().section("events", "Events"), |project, (name, facts)| {
        project
            .page(&format!("events/{name}"), name, "Text.\n")
            .file(&format!("content/events/{name}/facts.toml"), &format!("kind = \"event\"\n{facts}\n"))
    })
}

/// The text of the page that follows a heading "When" in the language.
fn when(project: &Project, path: &str, heading: &str) -> String {
    let html = project.output(path);
    let start = html.find(&format!("<dt>{heading}</dt>")).expect("the dates are shown");
    let shown = &html[start..start + html[start..].find("</div>").expect("the fact ends")];
    let text =
        shown.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>();
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_hour_at_which_an_event_begins_is_shown_in_the_formats_of_the_reader() {
    let project = events(&[("concert", "dates = { from = 2026-11-29T18:30:00 }")]).built();
    for (tag, heading, expected) in [
        ("ru", "Когда", "29 ноября 2026 г. в 18:30"),
        ("zh", "时间", "2026年11月29日 18:30"),
        ("en", "When", "November 29, 2026 at 6:30 PM"),
    ] {
        let shown = when(&project, &format!("{tag}/events/concert/index.html"), heading);
        assert!(shown.ends_with(expected), "{shown}");
    }
    let kazakh = project.output("kk/events/concert/index.html");
    assert!(kazakh.contains("18:30"), "{kazakh}");
    assert!(kazakh.contains("<time datetime=\"2026-11-29T18:30:00\">"), "{kazakh}");
}

#[test]
fn the_hours_of_one_day_are_written_after_one_date_and_told_to_search_engines() {
    let facts = "dates = { from = 2026-11-29 18:30:00+05:00, to = \"2026-11-29T21:00+05:00\" }";
    let project = events(&[("concert", facts)]).built();
    let shown = when(&project, "ru/events/concert/index.html", "Когда");
    assert!(shown.ends_with("29 ноября 2026 г. в 18:30 — 21:00"), "{shown}");
    let html = project.output("ru/events/concert/index.html");
    let start = html.find("application/ld+json").expect("structured data");
    let json = &html[start..][html[start..].find('>').expect("a tag") + 1..];
    let data: Value = serde_json::from_str(&json[..json.find("</script>").expect("an end")]).expect("JSON");
    let text = data.to_string();
    assert!(text.contains("\"startDate\":\"2026-11-29T18:30:00+05:00\""), "{text}");
    assert!(text.contains("\"endDate\":\"2026-11-29T21:00:00+05:00\""), "{text}");
}

#[test]
fn a_time_that_is_none_and_an_end_before_the_beginning_are_told() {
    let mistake = |facts: &str| events(&[("concert", facts)]).finding();
    let file = "content/events/concert/facts.toml";
    assert_eq!(mistake("dates = { from = \"2026-11-29T25:00\" }"), format!("{file}:2:18 invalid-date"));
    assert_eq!(
        mistake("dates = { from = 2026-11-29T18:00:00, to = 2026-11-29T17:00:00 }"),
        format!("{file}:2:9 invalid-date-range")
    );
    // A last day without a time of day is that whole day.
    events(&[("concert", "dates = { from = 2026-11-29T18:00:00, to = 2026-11-29 }")]).built();
}

#[test]
fn the_next_event_comes_first_and_what_is_over_comes_last_and_is_marked() {
    let project = events(&[
        ("autumn", "dates = { from = 2026-09-01 }"),
        ("april", "dates = { from = 2026-04-01, to = 2026-04-03 }"),
        ("may", "dates = { from = 2026-05-01 }"),
        ("now", "dates = { from = 2026-05-30, to = 2026-06-01 }"),
        ("yearly", "recurring = \"yearly\"\ndates = { from = 2025-03-22 }"),
    ])
    .built();
    let html = project.output("en/events/index.html");
    let place = |name: &str| html.find(&format!("/en/events/{name}/\"")).expect("all of them are listed");
    let order = ["now", "autumn", "may", "april", "yearly"].map(place);
    assert!(order.is_sorted(), "{order:?}");
    // What recurs is not over.
    assert_eq!(html.matches(">Already over<").count(), 2);
    let badge = ">Already over<";
    assert!(project.output("en/events/april/index.html").contains(badge));
    assert!(!project.output("en/events/now/index.html").contains(badge));
}
