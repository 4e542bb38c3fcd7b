//! What the theme's options `navigation` and `footer` lead to, and mistakes in them.

use super::html::Html;
use super::project::Project;

/// A site with two pages and an option of the theme, whose first line is the 20th of the configuration.
fn site(options: &str) -> Project {
    Project::new()
        .config(&format!("[theme_options]\n{options}\n"))
        .page("about", "About", "Text.\n")
        .page("lakes", "Lakes", "Text.\n")
}

/// The links of the header in a language, as `TEXT → URL`.
fn header(project: &Project, tag: &str) -> Vec<String> {
    let html = Html::parse(&project.output(&format!("{tag}/about/index.html")));
    let links = html.all("a").filter(|link| !link.text.is_empty());
    links.map(|link| format!("{} → {}", link.text, link.attribute("href").unwrap_or("-"))).collect()
}

#[test]
fn an_item_may_have_a_label_in_every_language_and_lead_out_of_the_site() {
    let project = site(
        "navigation = [\n\
         \"/lakes/\",\n\
         { page = \"/about/\", label = { ru = \"О нас\", kk = \"Біз туралы\" } },\n\
         { url = \"https://tickets.example/\", label = { ru = \"Билеты\", en = \"Tickets\" } },\n]\n\
         footer = [{ url = \"mailto:info@altai.example\", label = \"info@altai.example\" }]",
    )
    .built();
    let russian = header(&project, "ru");
    for expected in [
        "Lakes ru → /ru/lakes/",
        "О нас → /ru/about/",
        "Билеты → https://tickets.example/",
        "info@altai.example → mailto:info@altai.example",
    ] {
        assert!(russian.iter().any(|link| link == expected), "{expected}: {russian:#?}");
    }
    let kazakh = header(&project, "kk");
    assert!(kazakh.iter().any(|link| link == "Біз туралы → /kk/about/"), "{kazakh:#?}");
    // A reader without a label of their own gets that of their fallback chain, marked with its language.
    let chinese = project.output("zh/about/index.html");
    assert!(chinese.contains("lang=\"en\" dir=\"ltr\" rel=\"external\">Tickets</a>"), "{chinese}");
}

#[test]
fn what_is_wrong_with_an_item_is_told_where_it_is_written_and_all_of_it_at_once() {
    let project = site(
        "navigation = [\"/lakes/\", \"/lake/\", { page = \"/abuot/\" }, 5,\n\
         { url = \"https://tickets.example/\" }, { label = \"x\" },\n\
         { page = \"/about/\", label = { de = \"Über uns\" }, lable = \"x\" },\n\
         { url = \"javascript:alert(1)\", label = \"x\" }]",
    );
    let lines = std::fs::read_to_string(project.path("sapar.toml")).expect("the configuration");
    let line = lines.lines().position(|line| line.starts_with("navigation")).expect("the option") + 1;
    let at = |offset: usize, rest: &str| format!("sapar.toml:{}:{rest}", line + offset);
    assert_eq!(
        project.findings(),
        [
            at(0, "26 link-not-found"),
            at(0, "45 link-not-found"),
            at(0, "58 wrong-type"),
            at(1, "9 missing-key"),
            at(1, "39 missing-key"),
            at(2, "31 unknown-language"),
            at(2, "50 unknown-key"),
            at(3, "9 unsafe-link"),
        ]
    );
}

#[test]
fn a_path_of_an_option_that_a_template_reads_itself_is_told_at_the_option() {
    let project = site("home_sections = [\"/lakse/\"]");
    let finding = project.finding();
    assert!(finding.starts_with("sapar.toml:") && finding.ends_with(":18 link-not-found"), "{finding}");
    assert_eq!(project.diagnostics()[0]["suggestion"], "/lakes/");
}
