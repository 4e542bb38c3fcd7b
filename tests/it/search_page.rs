//! The search page and what leads to it: links, the OpenSearch description, structured data; and that a site without a search
//! has nothing of it. How it behaves is tested in a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::artefacts::without_hashes;
use super::html::Html;
use super::outputs::files;
use super::probe;
use super::project::Project;

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];

fn site(config: &str) -> Project {
    Project::new().config(config).section("lakes", "Lakes").page("lakes/markakol", "Markakol", "Text.\n")
}

#[test]
fn a_site_without_a_search_has_nothing_of_it() {
    let project = site("").built();
    for path in files(&project.path("public")) {
        let name = path.strip_prefix(project.path("public")).expect("a file of the site");
        assert!(!name.to_string_lossy().contains("search"), "{}", name.display());
        if name.extension().is_some_and(|extension| extension == "html") {
            let text = fs::read_to_string(&path).expect("a text");
            assert!(!text.to_lowercase().contains("search"), "{}", name.display());
        }
    }
}

/// A site without a search has the very files that it would have if the theme knew nothing of one, and nothing is made for it.
#[test]
fn a_site_without_a_search_pays_nothing() {
    let sites = |theme: &str, search: &str| {
        let project = site(search);
        let config = fs::read_to_string(project.path("sapar.toml")).expect("a configuration");
        project.file("sapar.toml", &format!("theme = \"{theme}\"\n{config}"))
    };
    let shipped = sites("steppe", "").built();
    let plain = sites("plain", "");
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe");
    for path in files(&theme) {
        let name = path.strip_prefix(&theme).expect("a file of the theme").to_str().expect("a name in ASCII");
        if name.contains("search") {
            continue;
        }
        let mut bytes = fs::read(&path).expect("a file");
        if name == "templates/base.html" {
            let mut text = String::from_utf8(bytes).expect("a text");
            while let Some((before, rest)) = text.split_once("{%- if lang.search %}") {
                let (_, after) = rest.split_once("{%- endif %}").expect("an end");
                text = format!("{before}{after}");
            }
            bytes = text.into_bytes();
        }
        plain.write(&format!("themes/plain/{name}"), bytes);
    }
    let plain = plain.built();
    let output = |project: &Project| -> BTreeMap<PathBuf, Vec<u8>> {
        let root = project.path("public");
        let file = |path: PathBuf| {
            let bytes = fs::read(&path).expect("a file");
            (path.strip_prefix(&root).expect("a file of the site").to_owned(), bytes)
        };
        files(&root).into_iter().map(file).collect()
    };
    let (shipped_output, plain_output) = (output(&shipped), output(&plain));
    assert_eq!(shipped_output.keys().collect::<Vec<_>>(), plain_output.keys().collect::<Vec<_>>());
    for (path, bytes) in shipped_output {
        // Files that the theme lacks have no part in what the others are called.
        assert!(plain_output[&path] == bytes, "{}", path.display());
    }
    let kept = |project: &Project| {
        let cache = project.path(".sapar/cache");
        if cache.exists() { files(&cache).len() } else { 0 }
    };
    assert_eq!(kept(&shipped), kept(&plain), "what is kept for the next build");
    let searched = sites("steppe", "[search]\n").built();
    assert!(kept(&searched) > kept(&shipped), "lists of words are kept");
}

#[test]
fn every_page_leads_to_the_search_page_of_its_language() {
    let project = site("[search]\n").built();
    for tag in LANGUAGES {
        for page in ["", "lakes/", "lakes/markakol/", "search/"] {
            let html = Html::parse(&project.output(&format!("{tag}/{page}index.html")));
            let link = html.class("a", "search-link");
            assert_eq!(link.attribute("href"), Some(&*format!("/{tag}/search/")));
            assert_eq!(link.attribute("aria-current").is_some(), page == "search/");
            let description = html.with("link", "rel", "search")[0];
            assert_eq!(description.attribute("href"), Some(&*format!("/{tag}/opensearch.xml")));
            assert_eq!(description.attribute("type"), Some("application/opensearchdescription+xml"));
        }
        let html = without_hashes(&project.output(&format!("{tag}/search/index.html")));
        let page = Html::parse(&html);
        let form = page.class("form", "find");
        assert_eq!(form.attribute("data-search"), Some(&*format!("/{tag}/search/")));
        assert_eq!(form.attribute("data-engine"), Some("/search/engine.js"));
        assert!(form.attribute("data-count").is_some_and(|words| words.contains("{count}")), "{html}");
        assert!(form.attribute("data-suggestion").is_some_and(|words| words.contains("{text}")), "{html}");
        // Without the script everything can be found by section and by topic.
        assert!(page.hrefs("a").contains(&&*format!("/{tag}/lakes/")), "{html}");
    }
    assert!(
        ["open.js", "parts.js", "field.js", "page.js", "search.css", "field.css"]
            .iter()
            .all(|file| project.has_output(&format!("search/{file}")))
    );
}

#[test]
fn the_search_pages_are_translations_of_each_other() {
    let project = site("[search]\n").built();
    let html = project.output("zh/search/index.html");
    assert!(html.contains("<title>搜索 · "), "{html}");
    let page = Html::parse(&html);
    let alternates: Vec<_> =
        page.with("link", "rel", "alternate").into_iter().filter_map(|link| link.attribute("href")).collect();
    for tag in LANGUAGES {
        assert!(alternates.contains(&&*format!("https://altai.example/{tag}/search/")), "{alternates:?}");
    }
    assert_eq!(
        page.with("link", "rel", "canonical")[0].attribute("href"),
        Some("https://altai.example/zh/search/")
    );
    assert!(page.hrefs("a").contains(&"/kk/search/"));
}

#[test]
fn browsers_are_told_how_to_search_the_site_in_each_language() {
    let project = site("[search]\n");
    project.build(&["--base-url", "https://host.example/altai/"]).succeeds();
    let description = project.output("kk/opensearch.xml");
    assert!(description.contains("<Language>kk</Language>"), "{description}");
    assert!(
        description.contains("template=\"https://host.example/altai/kk/search/?q={searchTerms}\""),
        "{description}"
    );
    let name =
        description.split("<ShortName>").nth(1).and_then(|rest| rest.split('<').next()).expect("a name");
    assert!((1..=16).contains(&name.chars().count()), "{name}");
    let home = project.output("kk/index.html");
    assert!(home.contains("\"urlTemplate\":\"https://host.example/altai/kk/search/?q={q}\""), "{home}");
    let form = project.output("kk/lakes/index.html");
    assert!(
        form.contains("action=\"/altai/kk/search/\"") && form.contains("data-engine=\"/altai/search/engine."),
        "{form}"
    );
}

#[test]
fn the_search_page_may_have_another_address() {
    let project = site("[search]\npath = \"/find\"\n").page("search", "Search and rescue", "Text.\n").built();
    assert!(project.output("en/find/index.html").contains("class=\"find\""));
    assert!(project.output("en/search/index.html").contains("Search and rescue"));
    assert!(project.output("en/lakes/index.html").contains("href=\"/en/find/\""));
    assert!(project.output("en/opensearch.xml").contains("/en/find/?q="));
}

#[test]
fn what_is_wrong_with_the_settings_is_told() {
    let finding = |config: &str| site(config).finding();
    let wrong = finding("[search]\npath = \"find\"\n");
    assert!(wrong.starts_with("sapar.toml:") && wrong.contains("invalid-search-path"), "{wrong}");
    assert!(finding("[search]\npath = \"/a?b\"\n").contains("invalid-search-path"));
    assert!(finding("[search]\npage = \"/find/\"\n").contains("unknown-key"));
    let taken = site("[search]\n").page("search", "Search and rescue", "Text.\n").findings();
    assert!(taken.iter().all(|finding| finding.contains("duplicate-url")) && !taken.is_empty(), "{taken:?}");
    let bare = probe::site("[search]\n").finding();
    assert_eq!(bare, "sapar.toml template-missing");
}
