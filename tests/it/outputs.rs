//! Everything beside the text of pages: the root, 404 pages, sitemaps, feeds, `robots.txt`, the heads of pages; and that every URL
//! in the output leads to a file of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use atom_syndication::Feed;
use percent_encoding::percent_decode_str;
use roxmltree::Document as Xml;
use sapar::config::Config;
use sapar::content::{Document, Facts};
use sapar::data::parse_date;
use sapar::diagnostics::SourceText;
use sapar::language::Catalogue;
use sapar::render::{Body, render};
use sapar::site::{PageSource, RouteKind, SiteOptions, Sources, assemble};
use sapar::theme::{Theme, ThemeManifest, View};
use typed_index_collections::TiVec;

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::{Project, Run};

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A site with every kind of route.
pub fn everything() -> Project {
    let project = Project::new()
        .config(
            "[languages.ug]\nname = \"ئۇيغۇرچە\"\nfallback = [\"zh\"]\n\
             [sections.lakes]\npaginate_by = 2\nsort_by = \"title\"\nfeed = true\n\
             [theme_options]\nfooter = [\"/about/\"]\n",
        )
        .section("lakes", "Lakes")
        .section("lakes/far", "Far")
        .page("lakes/far/balkhash", "Balkhash", "")
        .page("lakes/aral", "Aral", "")
        .page("lakes/kanas", "Kanas", "## Depth\n\n## Берег\n\n## 如何到达\n")
        .file("content/lakes/kanas/hero.svg", &probe::svg(1600, 900))
        .file("content/lakes/kanas/a map & more.pdf", "%PDF")
        .page(
            "lakes/markakol",
            "Markakol",
            "[a](/lakes/kanas/#берег) [b](../kanas/#如何到达) [c](../kanas/hero.svg) ![Kanas](/lakes/kanas/hero.svg)\n\
             [d](</lakes/kanas/a map & more.pdf>) [e](https://example.org/) [f](mailto:a@example.org) [g](#note)[^1]\n\n\
             ## Note\n\n### [Link](/about/)\n\n## Second\n\n## Third\n\n[^1]: [Back](../aral/).\n\n\
             :::callout title=\"Go\" link=\"/about/\"\nText\n:::\n\n\
             :::figure src=\"/lakes/kanas/hero.svg\" alt=\"Kanas\"\nCaption\n:::\n",
        )
        .file(
            "content/lakes/markakol/facts.toml",
            "date = 2026-05-20\nupdated = 2026-05-25\ntags = [\"eco\", \"lake\"]\naliases = [\"/old/\", \"/map.html\"]\n",
        )
        .file("content/lakes/kanas/facts.toml", "date = 2026-05-01\ntags = [\"lake\"]\n")
        .document("about.ru.md", "О нас & о вас", "Текст.\n")
        .document("tags/eco.kk.md", "Экотуризм", "[Көл](/lakes/)\n")
        .file("static/files/x.txt", "x");
    project.write(
        "content/lakes/kanas/index.kk.md",
        "+++\ntitle = \"Қанас\"\nslug = \"қанас\"\naliases = [\"/kk/ескі/\"]\n+++\n## Depth\n\n## Берег\n\n## 如何到达\n",
    );
    project
}

/// A site as a host serves it.
struct Output {
    root: PathBuf,
    base_url: String,
    base_path: String,
    pages: BTreeMap<PathBuf, Html>,
}

impl Output {
    fn read(root: &Path, base_url: &str) -> Self {
        let host = base_url.find("://").expect("an address") + 3;
        let base_path = base_url[base_url[host..].find('/').expect("a path") + host..].to_owned();
        let pages =
            files(root).into_iter().filter(|path| path.extension().is_some_and(|name| name == "html"));
        let pages = pages.map(|path| {
            let text = fs::read_to_string(&path).expect("pages are UTF-8");
            (path, Html::parse(&text))
        });
        Self { root: root.to_owned(), base_url: base_url.to_owned(), base_path, pages: pages.collect() }
    }

    /// The file that a URL of the site leads to, and the id within it; or what is wrong.
    fn target(&self, from: &Path, address: &str) -> Result<(PathBuf, Option<String>), String> {
        let (address, id) = match address.split_once('#') {
            Some((address, id)) => (address, Some(percent_decode_str(id).decode_utf8_lossy().into_owned())),
            None => (address, None),
        };
        if address.is_empty() {
            return Ok((from.to_owned(), id));
        }
        let address = address.split('?').next().unwrap_or_default();
        let path = match address.strip_prefix(&self.base_url) {
            Some(path) => path,
            None => address
                .strip_prefix(&self.base_path)
                .ok_or_else(|| format!("does not begin with {}", self.base_path))?,
        };
        if !address.is_ascii() {
            return Err("is not percent-encoded".to_owned());
        }
        let path = percent_decode_str(path).decode_utf8().map_err(|error| error.to_string())?;
        let file = match path.is_empty() || path.ends_with('/') {
            true => self.root.join(format!("{path}index.html")),
            false => self.root.join(&*path),
        };
        if file.is_file() { Ok((file, id)) } else { Err("leads to no file".to_owned()) }
    }

    /// All broken URLs of the output.
    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (file, page) in &self.pages {
            let name = file.strip_prefix(&self.root).expect("a file of the output").display();
            problems.extend(page.errors.iter().map(|error| format!("{name}: {error}")));
            let mut ids = BTreeSet::new();
            for id in page.elements.iter().filter_map(|element| element.attribute("id")) {
                if !ids.insert(id) {
                    problems.push(format!("{name}: two elements have the id {id}"));
                }
            }
            for address in addresses(page) {
                if is_elsewhere(&address, &self.base_url) {
                    continue;
                }
                match self.target(file, &address) {
                    Ok((target, Some(id))) => {
                        let has_id = |page: &Html| page.elements.iter().any(|element| element.is("id", &id));
                        if !self.pages.get(&target).is_some_and(has_id) {
                            problems.push(format!("{name}: {address} leads to no element"));
                        }
                    }
                    Ok(_) => {}
                    Err(problem) => problems.push(format!("{name}: {address} {problem}")),
                }
            }
        }
        for file in files(&self.root).iter().filter(|path| path.extension().is_some_and(|name| name == "xml"))
        {
            let text = fs::read_to_string(file).expect("XML is UTF-8");
            let xml = Xml::parse(&text).expect("XML is well-formed");
            for node in xml.descendants() {
                let text = node.text().filter(|_| node.has_tag_name((SITEMAP, "loc")));
                for address in text.into_iter().chain(node.attribute("href")) {
                    if !address.starts_with(&self.base_url) {
                        problems.push(format!("{}: {address} is not whole", file.display()));
                    }
                    if let Err(problem) = self.target(file, address) {
                        problems.push(format!("{}: {address} {problem}", file.display()));
                    }
                }
            }
        }
        problems
    }
}

/// All URLs in a page.
fn addresses(page: &Html) -> Vec<String> {
    let mut addresses = Vec::new();
    for element in &page.elements {
        for name in ["href", "src", "action", "poster", "data"] {
            addresses.extend(element.attribute(name).map(ToOwned::to_owned));
        }
        for candidate in element.attribute("srcset").into_iter().flat_map(|srcset| srcset.split(',')) {
            addresses.extend(candidate.split_whitespace().next().map(ToOwned::to_owned));
        }
    }
    for name in ["og:url", "og:image"] {
        addresses.extend(page.meta(name).into_iter().map(ToOwned::to_owned));
    }
    let refresh = page.meta("refresh");
    addresses.extend(
        refresh.iter().filter_map(|content| content.split_once("url=")).map(|(_, url)| url.to_owned()),
    );
    addresses
}

fn is_elsewhere(address: &str, base_url: &str) -> bool {
    let has_scheme =
        address.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphabetic()));
    has_scheme && !address.starts_with(base_url)
}

/// All files of a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        match entry.path() {
            path if path.is_dir() => files.extend(self::files(&path)),
            path => files.push(path),
        }
    }
    files.sort();
    files
}

#[test]
fn every_url_leads_to_a_file_of_the_output() {
    let project = everything();
    project.build(&[]).exits(0);
    let output = Output::read(&project.path("public"), "https://altai.example/");
    assert!(output.pages.len() > 70, "{}", output.pages.len());
    assert_eq!(output.problems(), Vec::<String>::new());
}

#[test]
fn a_site_in_a_folder_of_a_host_keeps_to_its_folder() {
    let project = everything();
    project.build(&["--base-url", "https://host.example/altai/"]).exits(0);
    let output = Output::read(&project.path("public"), "https://host.example/altai/");
    assert_eq!(output.problems(), Vec::<String>::new());
    for (file, page) in &output.pages {
        for address in addresses(page).iter().filter(|address| !is_elsewhere(address, &output.base_url)) {
            let whole = address.starts_with("https://host.example/altai/");
            assert!(
                whole || address.starts_with("/altai/") || address.starts_with('#'),
                "{file:?}: {address}"
            );
        }
    }
    // The host maps the folder: the files are at the root of the output.
    assert!(project.has_output("kk/index.html") && !project.has_output("altai"));
    assert!(project.output("robots.txt").contains("Sitemap: https://host.example/altai/sitemap.xml"));
    // The configuration has the same effect as the command line, with or without a trailing slash.
    let pages =
        |project: &Project| project.output("kk/lakes/markakol/index.html") + &project.output("kk/feed.xml");
    let expected = pages(&project);
    let config = fs::read_to_string(project.path("sapar.toml")).expect("the configuration");
    project.write("sapar.toml", config.replace("https://altai.example/", "https://host.example/altai"));
    project.build(&[]).exits(0);
    assert_eq!(pages(&project), expected);
}

#[test]
fn the_site_of_this_repository_holds_together() {
    for base_url in ["https://altai.example/", "https://host.example/altai/"] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let out = folder.path().join("public");
        let output = Command::new(env!("CARGO_BIN_EXE_sapar"))
            .args(["build", "--lang", "en", "--now", "2026-06-01", "--base-url", base_url, "--root"])
            .arg(env!("CARGO_MANIFEST_DIR"))
            .arg("--out")
            .arg(&out)
            .output()
            .expect("the program starts");
        Run::new(output).succeeds();
        let output = Output::read(&out, base_url);
        assert_eq!(output.problems(), Vec::<String>::new());
        for (file, page) in &output.pages {
            assert_eq!(page.all("h1").count(), 1, "{file:?}");
            // Drawings in the body have titles of their own.
            let head = page.elements.iter().take_while(|element| element.name != "body");
            assert_eq!(head.filter(|element| element.name == "title").count(), 1, "{file:?}");
        }
    }
}

#[test]
fn the_root_leads_to_every_language_without_a_script() {
    let project = Project::new().built();
    let root = Html::parse(&project.output("index.html"));
    assert_eq!(root.errors, Vec::<String>::new());
    let links: Vec<(&str, &str, &str)> = root
        .all("a")
        .filter(|a| a.attribute("hreflang").is_some())
        .map(|a| {
            (
                a.attribute("href").unwrap_or_default(),
                a.attribute("hreflang").unwrap_or_default(),
                a.lang.as_str(),
            )
        })
        .collect();
    assert_eq!(
        links,
        [("/kk/", "kk", "kk"), ("/ru/", "ru", "ru"), ("/zh/", "zh-Hans", "zh"), ("/en/", "en", "en")]
    );
    for name in ["Қазақша", "Русский", "中文", "English"] {
        assert!(root.texts("a").iter().any(|text| text.contains(name)), "{name}");
    }
    assert_eq!(root.meta("refresh"), Vec::<&str>::new(), "nobody is sent away without being asked");
    let canonical = root.with("link", "rel", "canonical");
    assert_eq!(canonical[0].attribute("href"), Some("https://altai.example/"));
    let alternates: Vec<(&str, &str)> = root
        .all("link")
        .filter_map(|link| Some((link.attribute("hreflang")?, link.attribute("href")?)))
        .collect();
    assert_eq!(
        alternates,
        [
            ("kk", "https://altai.example/kk/"),
            ("ru", "https://altai.example/ru/"),
            ("zh-Hans", "https://altai.example/zh/"),
            ("en", "https://altai.example/en/"),
            ("x-default", "https://altai.example/"),
        ]
    );
    let script = root.one("script");
    assert!(script.attribute("defer").is_some() && script.text.is_empty());
    assert!(script.attribute("src").is_some_and(|src| src.starts_with("/js/root.") && src.ends_with(".js")));
}

#[test]
fn there_is_a_404_page_for_each_language_and_one_for_all() {
    let project = Project::new().built();
    for (tag, title, home) in [
        ("kk", "Бет табылмады", "/kk/"),
        ("ru", "Страница не найдена", "/ru/"),
        ("zh", "找不到该页面", "/zh/"),
        ("en", "Page not found", "/en/"),
    ] {
        let page = Html::parse(&project.output(&format!("{tag}/404.html")));
        assert_eq!(page.one("h1").words(), title);
        assert_eq!(page.one("html").lang, tag);
        assert!(page.hrefs("a").contains(&home));
        assert_eq!(page.meta("robots"), ["noindex"]);
        assert_eq!(page.with("link", "rel", "canonical").len(), 0);
        assert_eq!(page.all("link").filter(|link| link.attribute("hreflang").is_some()).count(), 0);
    }
    let all = Html::parse(&project.output("404.html"));
    let titles: Vec<(String, &str)> = all.all("h2").map(|h2| (h2.words(), h2.lang.as_str())).collect();
    let titles: Vec<(&str, &str)> = titles.iter().map(|(title, lang)| (title.as_str(), *lang)).collect();
    assert_eq!(
        titles,
        [
            ("Бет табылмады", "kk"),
            ("Страница не найдена", "ru"),
            ("找不到该页面", "zh"),
            ("Page not found", "en")
        ]
    );
    assert_eq!(all.hrefs("a").iter().filter(|href| LANGUAGES.contains(&href.trim_matches('/'))).count(), 4);
    assert!(!project.output("sitemap.xml").contains("404"));
}

#[test]
fn every_page_has_a_complete_head() {
    let project = everything();
    project.build(&[]).exits(0);
    let output = Output::read(&project.path("public"), "https://altai.example/");
    let alternates = |page: &Html| -> BTreeMap<String, String> {
        let of = |link: &super::html::Element| {
            Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned()))
        };
        page.with("link", "rel", "alternate").into_iter().filter_map(of).collect()
    };
    for (file, page) in &output.pages {
        if !page.meta("refresh").is_empty() || file.ends_with("404.html") {
            continue;
        }
        let head = |name: &str| {
            let values = page.meta(name);
            assert_eq!(values.len(), 1, "{name} of {file:?}");
            values[0].to_owned()
        };
        assert!(!page.one("title").words().is_empty(), "{file:?}");
        let canonical = page.with("link", "rel", "canonical");
        assert_eq!(canonical.len(), 1, "{file:?}");
        let canonical = canonical[0].attribute("href").expect("an address");
        assert_eq!(head("og:url"), canonical, "{file:?}");
        for name in ["og:title", "og:type", "og:site_name", "og:locale", "content-language", "viewport"] {
            assert!(!head(name).is_empty(), "{name} of {file:?}");
        }
        let (real, _) = output.target(file, canonical).expect("the canonical page is there");
        let own = alternates(page);
        if real != *file {
            assert!(own.is_empty(), "{file:?} is borrowed");
            continue;
        }
        assert!(own.contains_key("x-default"), "{file:?}");
        assert!(own.values().any(|url| url == canonical), "{file:?} is its own alternate");
        for (hreflang, url) in own.iter().filter(|(hreflang, _)| *hreflang != "x-default") {
            let (other, _) = output.target(file, url).expect("the alternate is there");
            let language = output.pages[&other].one("html").lang.clone();
            assert_eq!(hreflang.split('-').next(), language.split('-').next(), "{file:?}");
            assert_eq!(alternates(&output.pages[&other]), own, "{file:?} and {other:?} name each other");
        }
    }
}

#[test]
fn a_head_describes_the_page() {
    let project = Project::new()
        .file(
            "content/lake/index.en.md",
            "+++\ntitle = \"Lake & \\\"sea\\\"\"\ndescription = \"Deep <blue>, 5\\\"\"\n+++\n![Lake](hero.svg)\n",
        )
        .file("content/lake/facts.toml", "date = 2026-05-20\n")
        .file("content/lake/hero.svg", &probe::svg(30, 20))
        .built();
    let page = Html::parse(&without_hashes(&project.output("en/lake/index.html")));
    assert_eq!(page.one("title").words(), "Lake & “sea” · Travel");
    assert_eq!(page.meta("description"), ["Deep <blue>, 5\""]);
    assert_eq!(page.meta("og:title"), ["Lake & “sea”"]);
    assert_eq!(page.meta("og:description"), ["Deep <blue>, 5\""]);
    assert_eq!(page.meta("og:type"), ["article"]);
    assert_eq!(page.meta("og:site_name"), ["Travel"]);
    assert_eq!(page.meta("og:image"), ["https://altai.example/lake/hero.svg"]);
    assert_eq!(Html::parse(&project.output("en/index.html")).meta("og:type"), ["website"]);
    let feeds = page.with("link", "type", "application/atom+xml");
    assert_eq!(feeds.iter().map(|feed| feed.attribute("href")).collect::<Vec<_>>(), [Some("/en/feed.xml")]);
}

#[test]
fn the_sitemap_lists_every_page_with_its_languages() {
    let project = everything();
    project.build(&[]).exits(0);
    let text = project.output("sitemap.xml");
    let sitemap = Xml::parse(&text).expect("XML");
    assert!(sitemap.root_element().has_tag_name((SITEMAP, "urlset")));
    let mut listed = BTreeMap::new();
    for url in sitemap.root_element().children().filter(roxmltree::Node::is_element) {
        let child = |name: &str| url.children().find(|node| node.has_tag_name((SITEMAP, name)));
        let loc = child("loc").and_then(|node| node.text()).expect("an address").to_owned();
        let alternates: Vec<(String, String)> = url
            .children()
            .filter(|node| node.has_tag_name((XHTML, "link")))
            .map(|node| {
                assert_eq!(node.attribute("rel"), Some("alternate"));
                let attribute = |name| node.attribute(name).expect("an attribute").to_owned();
                (attribute("hreflang"), attribute("href"))
            })
            .collect();
        let lastmod = child("lastmod").and_then(|node| node.text()).map(ToOwned::to_owned);
        assert!(listed.insert(loc, (alternates, lastmod)).is_none(), "no address stands twice");
    }
    // The sitemap agrees with the alternates in the pages.
    let output = Output::read(&project.path("public"), "https://altai.example/");
    let mut pages = BTreeMap::new();
    for (file, page) in &output.pages {
        let path =
            file.strip_prefix(&output.root).expect("a file of the output").to_string_lossy().into_owned();
        let canonical = page.with("link", "rel", "canonical");
        let Some(canonical) = canonical.first().and_then(|link| link.attribute("href")) else { continue };
        let is_own = output.target(file, canonical).is_ok_and(|(real, _)| real == *file);
        if !is_own || path == "index.html" || path.contains("/page/") {
            continue;
        }
        let alternates: Vec<(String, String)> = page
            .all("link")
            .filter_map(|link| {
                Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned()))
            })
            .collect();
        pages.insert(canonical.to_owned(), alternates);
    }
    let alternates: BTreeMap<_, _> =
        listed.iter().map(|(loc, (alternates, _))| (loc.clone(), alternates.clone())).collect();
    assert_eq!(alternates, pages);
    let markakol = &listed["https://altai.example/zh/lakes/markakol/"];
    assert_eq!(markakol.1.as_deref(), Some("2026-05-25"), "the day of the last change");
    assert_eq!(listed["https://altai.example/en/lakes/kanas/"].1.as_deref(), Some("2026-05-01"));
    assert_eq!(listed["https://altai.example/en/lakes/aral/"].1, None);
    let kanas = &listed["https://altai.example/kk/lakes/%D2%9B%D0%B0%D0%BD%D0%B0%D1%81/"].0;
    assert!(kanas.contains(&("x-default".to_owned(), "https://altai.example/ru/lakes/kanas/".to_owned())));
    // The `x-default` of a page without the default language is the first language that it has.
    let home = &listed["https://altai.example/kk/"].0;
    assert_eq!(home.last(), Some(&("x-default".to_owned(), "https://altai.example/".to_owned())));
}

#[test]
fn the_x_default_of_a_page_without_the_default_language_is_its_first_language() {
    let project = Project::new().document("lake.en.md", "Lake", "").document("lake.zh.md", "湖", "").built();
    let page = Html::parse(&project.output("en/lake/index.html"));
    let default = page.with("link", "hreflang", "x-default");
    assert_eq!(default[0].attribute("href"), Some("https://altai.example/zh/lake/"));
    assert!(
        project
            .output("sitemap.xml")
            .contains("hreflang=\"x-default\" href=\"https://altai.example/zh/lake/\"")
    );
}

#[test]
fn a_large_sitemap_is_split() {
    let parts = divided(&LANGUAGES, 5_000);
    assert_eq!(parts.iter().sum::<usize>(), 20_000);
    assert!(parts.len() > 1 && parts.iter().all(|part| *part < 15_000), "{parts:?}");
}

/// The numbers of URLs in the sitemaps of a site with `count` pages in these languages.
fn divided(tags: &[&str], count: usize) -> Vec<usize> {
    let languages: String = tags.iter().map(|tag| format!("[languages.{tag}]\n")).collect();
    let text = format!("base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n{languages}");
    let mut diagnostics = Vec::new();
    let config =
        Config::parse(&SourceText::new("sapar.toml", &text), None, &mut diagnostics).expect("a site");
    let formats: TiVec<_, _> = config.languages.iter().map(|one| Arc::new(one.formats())).collect();
    let catalogue = Catalogue::new(&config.languages, &formats, &[], &mut diagnostics);
    let documents: TiVec<_, _> = config
        .languages
        .iter_enumerated()
        .map(|(id, language)| {
            let source = SourceText::new("content/p.md", "+++\ntitle = \"Page\"\n+++\n");
            Some(Arc::new(Document::parse(&source, id, language.quotes, &mut diagnostics)))
        })
        .collect();
    let path = |number: usize| if number == 0 { "/".to_owned() } else { format!("/p{number}/") };
    let pages = (0..count).map(|number| PageSource {
        path: path(number),
        is_section: number == 0,
        record: Arc::default(),
        facts: Arc::new(Facts::default()),
        documents: documents.clone(),
    });
    let sources = Sources {
        pages: pages.collect(),
        assets: Vec::new(),
        prepared: Arc::default(),
        kinds: TiVec::new(),
        has_all_kinds: true,
        catalogue: catalogue.into(),
        formats,
        naming_texts: Vec::new(),
        has_cards: false,
        pictures: None,
        glossary: None,
    };
    let now = parse_date("2026-06-01").expect("a day");
    let options = SiteOptions { base_url: None, drafts: false, now };
    let site = assemble(config.into(), options, sources, &mut diagnostics);

    let theme =
        Theme::new(ThemeManifest::default(), Vec::new(), Arc::default(), "themes/none", &mut Vec::new());
    let view = Arc::new(View::new(site, Arc::new(theme), Arc::default()));
    let file = |url: &str| {
        let route = view.site.routes.iter().find(|route| route.url == url).expect(url);
        match render(&view, route).body {
            Body::Bytes(bytes) => String::from_utf8(bytes).expect("XML is UTF-8"),
            _ => panic!("{url} is no file that stands somewhere"),
        }
    };
    let index = file("/sitemap.xml");
    let index = Xml::parse(&index).expect("XML");
    assert!(index.root_element().has_tag_name((SITEMAP, "sitemapindex")));
    let locs = |xml: &Xml<'_>| -> Vec<String> {
        let locs = xml.descendants().filter(|node| node.has_tag_name((SITEMAP, "loc")));
        locs.filter_map(|node| node.text().map(ToOwned::to_owned)).collect()
    };
    let parts = locs(&index);
    let mut all = BTreeSet::new();
    for (number, part) in parts.iter().enumerate() {
        assert_eq!(*part, format!("https://altai.example/sitemap-{}.xml", number + 1));
        let text = file(part.trim_start_matches("https://altai.example"));
        assert!(text.len() < 8_000_000, "{} bytes", text.len());
        // Building a tree of thousands of entries takes long: split the text instead.
        let found: Vec<&str> =
            text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
        all.extend(found.into_iter().map(ToOwned::to_owned));
    }
    let pages = view.site.routes.iter().filter(|route| matches!(route.kind, RouteKind::Page { .. }));
    let pages: BTreeSet<String> = pages.map(|route| view.site.permalink(&route.url)).collect();
    assert_eq!(all, pages);
    view.site.sitemaps().iter().map(Vec::len).collect()
}

/// A site with news of all kinds.
fn news() -> Project {
    Project::new()
        .config("feed_limit = 3\n")
        .file(
            "sapar.toml",
            "base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\nfeed_limit = 3\n\
             [languages.kk]\n[languages.ru]\n[languages.zh]\n[languages.en]\n[taxonomies.tags]\nfeed = true\n\
             [sections.news]\nfeed = true\n",
        )
        .section("news", "News & more")
        .section("events", "Events")
        .page("news/a", "A", "First *paragraph* with \"marks\".\n\nSecond.\n")
        .page("news/b", "B", "")
        .page("news/c", "C", "")
        .page("events/d", "D", "")
        .page("news/undated", "Undated", "")
        .document("news/russian.ru.md", "Только & <по-русски>", "Текст.\n")
        .file("content/news/russian.facts.toml", "date = 2026-05-05\n")
        .file("content/news/a/facts.toml", "date = 2026-05-01\nupdated = 2026-05-30\ntags = [\"eco\"]\n")
        .file("content/news/b/facts.toml", "date = 2026-05-02\n")
        .file("content/news/c/facts.toml", "date = 2026-05-03\n")
        .file("content/events/d/facts.toml", "date = 2026-05-04\ntags = [\"eco\"]\n")
        .file(
            "content/news/b/index.en.md",
            "+++\ntitle = \"B\"\ndescription = \"Described & <told>\"\n+++\nText.\n",
        )
        .file(
            "content/news/c/index.en.md",
            "+++\ntitle = \"C\"\ndescription = \"Not this\"\nsummary = \"But this\"\n+++\nText.\n",
        )
        .built()
}

fn feed(project: &Project, file: &str) -> Feed {
    let text = project.output(file);
    Xml::parse(&text).expect("XML");
    Feed::read_from(text.as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn each_language_has_a_feed_of_its_newest_pages() {
    let project = news();
    for (tag, titles) in [
        ("kk", ["D kk", "C kk", "B kk"]),
        ("ru", ["Только & <по-русски>", "D ru", "C ru"]),
        ("zh", ["D zh", "C zh", "B zh"]),
        ("en", ["D en", "C", "B"]),
    ] {
        let feed = feed(&project, &format!("{tag}/feed.xml"));
        assert_eq!(feed.lang(), Some(tag));
        assert_eq!(feed.title().as_str(), format!("Home {tag}"));
        assert_eq!(feed.id(), format!("https://altai.example/{tag}/"));
        let found: Vec<&str> = feed.entries().iter().map(|entry| entry.title().as_str()).collect();
        assert_eq!(found, titles);
        let link =
            |rel: &str| feed.links().iter().find(|link| link.rel() == rel).map(|link| link.href().to_owned());
        assert_eq!(link("self"), Some(format!("https://altai.example/{tag}/feed.xml")));
        assert_eq!(link("alternate"), Some(format!("https://altai.example/{tag}/")));
        assert!(!feed.authors().is_empty(), "Atom wants an author");
        for entry in feed.entries() {
            assert!(entry.id().starts_with(&format!("https://altai.example/{tag}/")), "{}", entry.id());
            assert_eq!(entry.links()[0].href(), entry.id());
            assert!(entry.published().is_some());
        }
    }
}

#[test]
fn sections_and_taxonomies_have_feeds_if_configured() {
    let project = news();
    let section = feed(&project, "en/news/feed.xml");
    assert_eq!(section.title().as_str(), "News & more en — Home en");
    let entries: Vec<(String, String, String, String)> = section
        .entries()
        .iter()
        .map(|entry| {
            let summary = entry.summary().map(|text| text.as_str().to_owned()).unwrap_or_default();
            let published = entry.published().expect("a day").to_rfc3339();
            (entry.title().as_str().to_owned(), published, entry.updated().to_rfc3339(), summary)
        })
        .collect();
    let entry = |title: &str, published: &str, updated: &str, summary: &str| {
        let time = |day: &str| format!("{day}T00:00:00+00:00");
        (title.to_owned(), time(published), time(updated), summary.to_owned())
    };
    assert_eq!(
        entries,
        [
            entry("C", "2026-05-03", "2026-05-03", "But this"),
            entry("B", "2026-05-02", "2026-05-02", "Described & <told>"),
            entry("A en", "2026-05-01", "2026-05-30", "First paragraph with “marks”."),
        ]
    );
    assert_eq!(section.updated().to_rfc3339(), "2026-05-30T00:00:00+00:00", "the last change of any page");
    let russian = feed(&project, "ru/news/feed.xml");
    assert_eq!(russian.entries()[0].title().as_str(), "Только & <по-русски>");
    let term = feed(&project, "zh/tags/eco/feed.xml");
    let titles: Vec<&str> = term.entries().iter().map(|entry| entry.title().as_str()).collect();
    assert_eq!(titles, ["D zh", "A zh"]);
    assert!(!project.has_output("en/events/feed.xml"));
    let page = Html::parse(&project.output("en/news/index.html"));
    let feeds: Vec<Option<&str>> =
        page.with("link", "type", "application/atom+xml").iter().map(|link| link.attribute("href")).collect();
    assert_eq!(feeds, [Some("/en/news/feed.xml"), Some("/en/feed.xml")]);
}

#[test]
fn an_empty_feed_is_valid() {
    let project = Project::new().built();
    let feed = feed(&project, "kk/feed.xml");
    assert_eq!(feed.entries().len(), 0);
    assert_eq!(feed.updated().to_rfc3339(), "1970-01-01T00:00:00+00:00", "no page has a day");
    let project = project
        .document("lake.ru.md", "Озеро", "")
        .file("content/lake.facts.toml", "date = 2026-05-01\nupdated = 2026-05-20\n")
        .built();
    let feed = self::feed(&project, "kk/feed.xml");
    assert_eq!(feed.entries().len(), 0);
    assert_eq!(feed.updated().to_rfc3339(), "2026-05-20T00:00:00+00:00", "the day of the site's last change");
}

#[test]
fn characters_that_xml_cannot_hold_are_left_out_of_feeds() {
    let project = Project::new()
        .file("content/lake.ru.md", "+++\ntitle = \"A\\u0001B\\uFFFFC\"\n+++\n")
        .file("content/lake.facts.toml", "date = 2026-05-01\n")
        .built();
    assert_eq!(feed(&project, "ru/feed.xml").entries()[0].title().as_str(), "ABC");
}

#[test]
fn robots_txt_names_the_sitemap_unless_the_site_has_its_own() {
    let project = Project::new().built();
    assert_eq!(
        project.output("robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://altai.example/sitemap.xml\n"
    );
    let project = project.file("static/robots.txt", "User-agent: *\nDisallow: /\n").built();
    assert_eq!(project.output("robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn static_files_are_published_unchanged_and_the_sites_override_the_themes() {
    let project = Project::new()
        .file("static/a/b.txt", "text")
        .file("static/note.md", "no page")
        .file("static/favicon.svg", &probe::svg(7, 7))
        .built();
    assert_eq!(project.output("a/b.txt"), "text");
    assert_eq!(project.output("note.md"), "no page");
    assert_eq!(project.output("favicon.svg"), probe::svg(7, 7));
    let icon = |project: &Project| {
        let page = Html::parse(&project.output("kk/index.html"));
        page.with("link", "rel", "icon")[0].attribute("href").expect("an address").to_owned()
    };
    let before = icon(&project);
    let project = project.file("static/favicon.svg", &probe::svg(8, 8)).built();
    assert_ne!(icon(&project), before, "the address changes with the bytes");
}
