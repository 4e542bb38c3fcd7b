//! The guides in the preview of a site, below `/_sapar/guide/`.

use std::collections::BTreeSet;

use crate::html::Html;
use crate::outputs::files;
use crate::project::Project;
use crate::serve::server::Server;

/// Every address within the guides that the pages lead to, those of pictures, styles and scripts too.
fn addresses(page: &str, base: &str) -> Vec<String> {
    let html = Html::parse(page);
    let attributes = html.elements.iter().flat_map(|element| &element.attributes);
    let addresses = attributes.filter(|(name, _)| matches!(name.as_str(), "href" | "src"));
    let addresses = addresses.filter_map(|(_, value)| value.split('#').next());
    addresses.filter(|address| address.starts_with(base)).map(ToOwned::to_owned).collect()
}

#[test]
fn an_address_without_a_language_leads_to_the_language_of_the_program() {
    let site = Project::new();
    for (language, title) in
        [("kk", "Аудармашыларға"), ("ru", "Переводчикам"), ("zh", "译者指南"), ("en", "For translators")]
    {
        let server = Server::start(&site, &["--lang", language]);
        for (path, target) in [
            ("/_sapar/guide", ""),
            ("/_sapar/guide/", ""),
            ("/_sapar/guide/translators/", "translators/"),
            ("/_sapar/guide/translators", "translators/"),
        ] {
            let answer = server.get(path);
            let expected = format!("/_sapar/guide/{language}/{target}");
            assert_eq!((answer.status, answer.header("location")), (302, Some(expected.as_str())), "{path}");
        }
        let page = server.get(&format!("/_sapar/guide/{language}/translators/"));
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(page.text().contains(title), "{language}: {}", page.text());
        // The panel leads there in the language that it has itself.
        assert_eq!(server.panel("/kk/", "ru")["guide"], "/_sapar/guide/ru/");
    }
}

#[test]
fn every_link_of_the_guides_leads_somewhere_below_any_base_path() {
    for base_url in ["https://altai.example/", "https://altai.example/a/%D0%B1/"] {
        let config = std::fs::read_to_string(Project::new().path("sapar.toml")).expect("a configuration");
        let config = config.replace("https://altai.example/", base_url);
        let site = Project::new().file("sapar.toml", &config);
        let server = Server::start(&site, &[]);
        let base = format!("{}_sapar/guide/", server.base_path);
        let mut known: BTreeSet<String> = [format!("{base}en/")].into();
        let mut waiting: Vec<String> = known.iter().cloned().collect();
        let mut languages = BTreeSet::new();
        while let Some(address) = waiting.pop() {
            let answer = server.get(&address);
            assert_eq!(answer.status, 200, "{address}");
            if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
                languages.insert(address[base.len()..].split('/').next().unwrap_or_default().to_owned());
                let new = addresses(answer.text(), &base).into_iter().filter(|it| known.insert(it.clone()));
                waiting.extend(new);
                assert!(!answer.text().contains("_sapar/client.js"), "{address} is no page of the site");
            }
        }
        assert!(known.len() > 30, "{known:?}");
        assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en", "kk", "ru", "zh"]);
    }
}

#[test]
fn the_guides_are_there_while_the_site_is_broken_and_write_nothing() {
    let site = Project::new().file("sapar.toml", "[");
    let server = Server::start(&site, &[]);
    let before = files(site.root());
    let page = server.get("/_sapar/guide/en/translators/status/");
    assert_eq!(page.status, 200);
    let tag = page.header("etag").expect("a validator").to_owned();
    let again = server.request("GET", "/_sapar/guide/en/translators/status/", &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 304);
    assert_eq!(files(site.root()), before);
}

#[test]
fn what_the_guides_do_not_have_and_who_may_not_ask_is_told_as_everywhere() {
    let site = Project::new();
    let server = Server::start(&site, &[]);
    for path in [
        "/_sapar/guide/en/nothing/",
        "/_sapar/guide/nothing",
        "/_sapar/guide/../panel.json",
        "/_sapar/guide/%FF",
        "/_sapar/guidelines/",
        "/_sapar/guide/en/translators/status.en.md",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
    }
    assert!(server.get("/_sapar/guide/en/nothing/").text().contains("No page of the site has this address"));
    let page = "/_sapar/guide/en/";
    assert_eq!(server.request("GET", page, &[("Host", "evil.example")]).status, 403);
    assert_eq!(server.request("GET", page, &[("Sec-Fetch-Site", "cross-site")]).status, 403);
    assert_eq!(server.request("POST", page, &[]).status, 405);
}
