//! Addresses that were published: a page that is renamed, moved or deleted does not take them along without a word.

use std::fs;

use serde_json::Value;

use super::project::Project;

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];

fn site() -> Project {
    let site = Project::with_theme().page("about", "About", "Text.\n");
    let site = site.page("lakes/kanas", "Kanas", "Blue.\n").page("lakes/markakol", "Markakol", "Deep.\n");
    let sections = LANGUAGES.map(|tag| format!("lakes/_index.{tag}.md"));
    sections.iter().fold(site, |site, path| site.document(path, "Lakes", "")).built()
}

fn rename(site: &Project, from: &str, to: &str) {
    let to = site.path(to);
    fs::create_dir_all(to.parent().expect("it is in a folder")).expect("folders can be made");
    fs::rename(site.path(from), to).expect("it can be renamed");
}

/// The diagnostics about addresses.
fn told(site: &Project) -> Vec<Value> {
    let is_of_addresses = |one: &Value| one["code"].as_str().is_some_and(|code| code.starts_with("address"));
    site.diagnostics().into_iter().filter(is_of_addresses).collect()
}

/// The only diagnostic about addresses: its file, its message and its remedy.
#[track_caller]
fn only(site: &Project) -> (String, String, String) {
    let told = told(site);
    assert_eq!(told.len(), 1, "{told:#?}");
    let text = |key: &str| told[0][key].as_str().unwrap_or_default().to_owned();
    (text("file"), text("message"), text("help"))
}

/// Adds a line at the beginning of the front matter or of a file of TOML.
fn add_line(site: &Project, file: &str, line: &str) {
    let text = fs::read_to_string(site.path(file)).unwrap_or_default();
    match text.strip_prefix("+++\n") {
        Some(rest) => site.write(file, format!("+++\n{line}\n{rest}")),
        None => site.write(file, format!("{line}\n{text}")),
    }
}

#[test]
fn a_page_that_was_renamed_is_told_with_the_line_that_keeps_its_addresses() {
    let site = site();
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    for _ in 0..3 {
        let (file, message, help) = only(&site);
        assert_eq!(file, "content/lakes/khanas/facts.toml");
        assert!(message.contains("`/en/lakes/kanas/`") && message.contains("3 more"), "{message}");
        assert!(help.contains("`aliases = [\"/lakes/kanas/\"]`"), "{help}");
        assert!(help.contains("`gone = [\"/lakes/kanas/\"]`"), "{help}");
        // Whatever else changes: it is told until it is mended.
        add_line(&site, "content/about/index.ru.md", "description = \"A\"");
        site.write("content/about/index.ru.md", "+++\ntitle = \"About\"\n+++\nOther.\n");
    }
    add_line(&site, "content/lakes/khanas/facts.toml", "aliases = [\"/lakes/kanas/\"]");
    assert_eq!(told(&site), Vec::<Value>::new());
    assert!(site.output("ru/lakes/kanas/index.html").contains("/ru/lakes/khanas/"));
    // A redirect that is taken away is missed like a page.
    site.remove("content/lakes/khanas/facts.toml");
    assert!(only(&site).2.contains("`aliases = [\"/lakes/kanas/\"]`"));
}

#[test]
fn nothing_changed_repeats_what_was_told() {
    let site = site();
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    let first = site.build(&[]).exits(0);
    let second = site.build(&[]).exits(0);
    assert!(second.stdout.contains("nothing changed"), "{second:?}");
    assert_eq!(first.stderr, second.stderr);
    assert!(first.stderr.contains("address-lost"), "{first:?}");
}

#[test]
fn a_check_tells_of_them_if_there_is_a_record() {
    let site = site();
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    for _ in 0..2 {
        let run = site.run(&["check", "--strict"]).exits(1);
        assert!(run.stderr.contains("address-lost"), "{run:?}");
    }
    fs::remove_dir_all(site.path(".public.sapar")).expect("it is there");
    fs::remove_dir_all(site.path("public")).expect("it is there");
    let run = site.run(&["check"]).exits(0);
    assert!(!run.stderr.contains("address-lost"), "{run:?}");
    assert!(!site.path(".public.sapar").exists(), "a check writes nothing");
}

#[test]
fn strict_keeps_the_old_site_until_it_is_mended() {
    let site = site();
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    for _ in 0..2 {
        let run = site.build(&["--strict"]).exits(1);
        assert!(run.stderr.contains("address-lost"), "{run:?}");
        assert!(site.has_output("ru/lakes/kanas/index.html"));
    }
    site.build(&[]).exits(0);
    assert!(!site.has_output("ru/lakes/kanas/index.html"));
    site.build(&["--strict"]).exits(1);
}

#[test]
fn another_slug_is_told_for_its_language_alone_and_old_aliases_stay_in_the_line() {
    let site = site();
    site.write(
        "content/lakes/kanas/index.kk.md",
        "+++\ntitle = \"Қанас\"\naliases = [\"/kk/older/\"]\n+++\n",
    );
    site.build(&[]).exits(0);
    site.write(
        "content/lakes/kanas/index.kk.md",
        "+++\ntitle = \"Қанас\"\nslug = \"қанас\"\naliases = [\"/kk/older/\"]\n+++\n",
    );
    let (file, message, help) = only(&site);
    assert_eq!(file, "content/lakes/kanas/index.kk.md");
    assert!(message.contains("`/kk/lakes/kanas/`") && !message.contains("more"), "{message}");
    assert!(help.contains("`aliases = [\"/kk/older/\", \"/kk/lakes/kanas/\"]`"), "{help}");
    // In YAML it is YAML.
    site.write(
        "content/lakes/kanas/index.kk.md",
        "---\ntitle: Қанас\nslug: қанас\naliases: [/kk/older/]\n---\n",
    );
    assert!(only(&site).2.contains("`aliases: [\"/kk/older/\", \"/kk/lakes/kanas/\"]`"));
}

#[test]
fn a_page_that_was_moved_and_edited_is_known_by_its_title_or_its_name() {
    let site = site();
    rename(&site, "content/lakes/kanas", "content/china/khanas");
    for tag in LANGUAGES {
        let text = format!("+++\ntitle = \"Kanas {tag}\"\n+++\nAnother text.\n");
        site.write(&format!("content/china/khanas/index.{tag}.md"), text);
    }
    assert_eq!(only(&site).0, "content/china/khanas/facts.toml");

    let site = self::site();
    fs::remove_dir_all(site.path("content/lakes/kanas")).expect("it is there");
    let site = site.page("china/kanas", "Quite another", "Title.\n");
    assert_eq!(only(&site).0, "content/china/kanas/facts.toml");
    // A page of a single file has its facts beside it.
    let site = self::site();
    fs::remove_dir_all(site.path("content/lakes/kanas")).expect("it is there");
    let site = site.document("kanas.ru.md", "Kanas ru", "");
    assert_eq!(only(&site).0, "content/kanas.facts.toml");
}

#[test]
fn a_page_that_was_deleted_is_told_with_the_line_that_says_so() {
    let site = site();
    fs::remove_dir_all(site.path("content/about")).expect("it is there");
    for _ in 0..2 {
        let (file, message, help) = only(&site);
        assert_eq!(file, "sapar.toml");
        assert!(message.contains("4 addresses") && message.contains("`/zh/about/`"), "{message}");
        assert!(help.contains("`gone = [\"/about/\"]`"), "{help}");
        site.write("content/lakes/kanas/index.ru.md", "+++\ntitle = \"Kanas\"\n+++\nOther.\n");
    }
    add_line(&site, "sapar.toml", "gone = [\"/about/\"]");
    assert_eq!(told(&site), Vec::<Value>::new());
    // A further one is added to the line.
    fs::remove_dir_all(site.path("content/lakes")).expect("it is there");
    let (file, message, help) = only(&site);
    assert_eq!(file, "sapar.toml");
    assert!(message.contains("12 addresses"), "{message}");
    assert!(help.contains("`gone = [\"/about/\", \"/lakes/\"]`"), "{help}");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("[\"/about/\"]", "[\"/about/\", \"/lakes/\"]"));
    assert_eq!(told(&site), Vec::<Value>::new());
    // What is gone stays so, even if the line goes.
    site.write("sapar.toml", config.replace("gone = [\"/about/\"]\n", ""));
    assert_eq!(told(&site), Vec::<Value>::new());
}

#[test]
fn a_section_that_was_moved_is_told_once_with_what_stands_in_it() {
    let site = site();
    rename(&site, "content/lakes", "content/waters");
    let (file, message, help) = only(&site);
    assert_eq!(file, "content/waters/facts.toml");
    assert!(message.contains("/lakes/`") && message.contains("11 more"), "{message}");
    assert!(help.contains("`aliases = [\"/lakes/\"]`"), "{help}");
    // The one line keeps them all.
    add_line(&site, "content/waters/facts.toml", "aliases = [\"/lakes/\"]");
    assert_eq!(told(&site), Vec::<Value>::new());
    for tag in LANGUAGES {
        let old = site.output(&format!("{tag}/lakes/kanas/index.html"));
        assert!(old.contains(&format!("/{tag}/waters/kanas/")), "{old}");
    }
}

#[test]
fn an_old_address_of_a_section_leaves_to_other_pages_what_is_theirs() {
    let site = site();
    rename(&site, "content/lakes", "content/waters");
    // Another page has taken the place of one of them, and one says itself where it was.
    let site = site
        .file("content/about/facts.toml", "aliases = [\"/lakes/kanas/\"]\n")
        .file("content/waters/facts.toml", "aliases = [\"/lakes/\", \"/old.html\"]\n")
        .file("content/waters/markakol/facts.toml", "aliases = [\"/lakes/markakol/\"]\n")
        .file("content/waters/_index.kk.md", "+++\ntitle = \"Су\"\naliases = [\"/kk/көлдер/\"]\n+++\n");
    site.build(&[]).exits(0);
    assert!(site.output("ru/lakes/kanas/index.html").contains("/ru/about/"));
    assert!(site.output("ru/lakes/markakol/index.html").contains("/ru/waters/markakol/"));
    assert!(site.output("kk/көлдер/kanas/index.html").contains("/kk/waters/kanas/"));
    assert!(
        !site.has_output("ru/көлдер/kanas/index.html") && !site.has_output("ru/old.html/kanas/index.html")
    );
}

#[test]
fn drafts_and_expired_pages_are_not_missed_and_a_draft_that_is_moved_is() {
    let site = site();
    site.write("content/lakes/kanas/facts.toml", "draft = true\n");
    site.write("content/lakes/markakol/facts.toml", "expires = 2026-01-01\n");
    add_line(&site, "sapar.toml", "sections.lakes.expired = \"remove\"");
    assert_eq!(told(&site), Vec::<Value>::new());
    assert!(
        !site.has_output("ru/lakes/kanas/index.html") && !site.has_output("ru/lakes/markakol/index.html")
    );
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    site.write("content/lakes/khanas/facts.toml", "");
    fs::remove_dir_all(site.path("content/lakes/markakol")).expect("it is there");
    let (file, message, _) = only(&site);
    assert_eq!(file, "content/lakes/khanas/facts.toml");
    assert!(message.contains("/lakes/kanas/"), "{message}");
}

#[test]
fn drafts_that_were_only_looked_at_are_not_missed() {
    let site = site();
    let site = site.page("lakes/new", "New", "").file("content/lakes/new/facts.toml", "draft = true\n");
    site.build(&["--drafts"]).exits(0);
    assert!(site.has_output("ru/lakes/new/index.html"));
    fs::remove_dir_all(site.path("content/lakes/new")).expect("it is there");
    assert_eq!(told(&site), Vec::<Value>::new());
}

#[test]
fn a_fresh_folder_and_lists_and_terms_say_nothing() {
    let site = site();
    site.write("content/lakes/kanas/facts.toml", "tags = [\"deep\"]\n");
    site.write("themes/tiny/locales/en/tags.ftl", "tags-deep = Deep\n");
    add_line(&site, "sapar.toml", "sections.lakes.paginate_by = 1");
    site.build(&[]).exits(0);
    assert!(site.has_output("ru/tags/deep/index.html") && site.has_output("ru/lakes/page/2/index.html"));
    site.write("content/lakes/kanas/facts.toml", "");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("sections.lakes.paginate_by = 1\n", ""));
    assert_eq!(told(&site), Vec::<Value>::new());
    assert!(!site.has_output("ru/tags/deep/index.html") && !site.has_output("ru/lakes/page/2/index.html"));
    rename(&site, "content/lakes/kanas", "content/lakes/khanas");
    let run = site.build(&["--out", "fresh"]).exits(0);
    assert!(!run.stderr.contains("address-lost"), "{run:?}");
    assert!(only(&site).1.contains("/lakes/kanas/"), "the other output remembers");
}

#[test]
fn a_language_that_is_given_up_is_one_line() {
    let site = site();
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    let without =
        config.replace("[languages.zh]\nname = \"中文\"\nhreflang = \"zh-Hans\"\nfallback = [\"en\"]\n", "");
    site.write("sapar.toml", without);
    for path in ["_index", "about/index", "lakes/_index", "lakes/kanas/index", "lakes/markakol/index"] {
        site.remove(&format!("content/{path}.zh.md"));
    }
    let (file, _, help) = only(&site);
    assert_eq!(file, "sapar.toml");
    assert!(help.contains("`gone = [\"/zh/\"]`"), "{help}");
}

#[test]
fn an_address_of_gone_that_is_none_is_told() {
    let site = site();
    add_line(&site, "sapar.toml", "gone = [\"about\"]");
    let run = site.build(&[]).exits(1);
    assert!(run.stderr.contains("error[invalid-alias]"), "{run:?}");
}
