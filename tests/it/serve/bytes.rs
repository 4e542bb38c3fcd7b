//! What is served is what a build writes, but for the one script.

use std::fs;
use std::path::Path;
use std::process::Command;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::server::{Connection, Server};
use crate::outputs::{everything, files};
use crate::project::{Project, Run};

/// Asks for every file of a build at its own address, and compares.
///
/// The preview starts behind the build: only then does it know of photographs what their pixels tell, and offers all formats.
fn compare(root: &Path, start: impl FnOnce() -> Server, arguments: &[&str]) -> Server {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("public");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
    command.args(["build", "--lang", "en"]).args(arguments).arg("--root").arg(root).arg("--out").arg(&out);
    Run::new(command.output().expect("the program starts")).exits(0);
    let server = start();
    let mut connection = Connection::new(server.connect());
    let mut count = 0;
    for file in files(&out) {
        let path = file.strip_prefix(&out).expect("a file of the folder");
        let parts = path
            .iter()
            .map(|part| utf8_percent_encode(part.to_str().expect("UTF-8"), NON_ALPHANUMERIC).to_string());
        let url = format!("{}{}", server.base_path, parts.collect::<Vec<_>>().join("/"));
        let url = url.strip_suffix("index%2Ehtml").unwrap_or(&url);
        connection.send(&server.address, "GET", url, &[], "");
        let answer = connection.response("GET");
        assert_eq!(answer.status, 200, "{url}");
        let built = fs::read(&file).expect("a file of the build");
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        match is_page {
            true => {
                let page = answer.page(&server.base_path);
                assert!(page.len() < answer.body.len(), "{url} has no script");
                assert_eq!(page, String::from_utf8(built).expect("a page"), "{url}");
            }
            false => assert!(answer.body == built, "{url}"),
        }
        count += 1;
    }
    assert!(count > 30, "{count} files");
    server
}

#[test]
fn every_address_of_the_golden_site_is_served_as_it_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site");
    compare(&root, || Server::at(&root), &[]);
}

#[test]
fn every_address_of_the_site_of_the_repository_is_served_as_it_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    compare(root, || Server::at(root), &[]);
}

#[test]
fn a_site_with_everything_is_served_as_it_is_built() {
    let site = everything();
    compare(site.root(), || Server::start(&site, &[]), &[]);
}

#[test]
fn a_site_in_a_folder_of_its_host_is_served_in_that_folder() {
    let site = everything();
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("altai.example/", "altai.example/altai/"));
    let server = compare(site.root(), || Server::start(&site, &[]), &[]);
    assert_eq!(server.base_path, "/altai/");
    for (path, to) in [("/", "/altai/"), ("/altai", "/altai/"), ("/altai/kk", "/altai/kk/")] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(to)), "{path}");
    }
    for path in ["/kk/", "/altaikk/", "/_sapar/client.js", "/alta"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_base_path_may_hold_anything_and_is_found_however_it_is_encoded() {
    let site = everything();
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("altai.example/", "altai.example/алтай&copy'/"));
    let server = Server::start(&site, &[]);
    let base = "/%D0%B0%D0%BB%D1%82%D0%B0%D0%B9&copy'/";
    assert_eq!(server.base_path, base);
    for path in
        [base.to_owned(), base.to_lowercase(), "/%61%D0%BB/".replace("%61%D0%BB", &base[1..base.len() - 1])]
    {
        let answer = server.get(&format!("{path}kk/"));
        assert_eq!(answer.status, 200, "{path}");
        let script =
            "<script type=\"module\" src=\"/%D0%B0%D0%BB%D1%82%D0%B0%D0%B9&amp;copy&#39;/_sapar/client.js\"";
        assert!(answer.text().contains(script), "{}", answer.text());
        assert_eq!(server.get(&format!("{path}_sapar/client.js")).status, 200, "{path}");
        let panel = server.get(&format!("{path}_sapar/panel.json?url={}kk/", path.replace('&', "%26")));
        assert!(panel.text().contains("\"kind\""), "{path}: {}", panel.text());
        let without_slash = server.get(path.trim_end_matches('/'));
        assert_eq!((without_slash.status, without_slash.header("location")), (302, Some(base)), "{path}");
    }
}

#[test]
fn drafts_and_pages_of_the_future_are_served_where_they_are_asked_for() {
    let site = Project::new()
        .config("[sections.news]\nexpired = \"remove\"\n")
        .section("news", "News")
        .file("content/news/draft.ru.md", "+++\ntitle = \"Черновик\"\ndraft = true\n+++\n")
        .document("news/later.ru.md", "Потом", "")
        .file("content/news/later.facts.toml", "date = 9999-12-31\n")
        .document("news/past.ru.md", "Раньше", "")
        .file("content/news/past.facts.toml", "expires = 2000-01-01\n");
    let server = compare(site.root(), || Server::start(&site, &["--drafts"]), &["--drafts"]);
    let without = Server::start(&site, &[]);
    for name in ["draft", "later", "past"] {
        let path = format!("/ru/news/{name}/");
        assert_eq!((server.get(&path).status, without.get(&path).status), (200, 404), "{name}");
    }
}

#[test]
fn a_page_of_nothing_is_served_as_nothing() {
    let site = Project::with_theme().page("about", "About", "Text.\n");
    let site = site.file("themes/tiny/templates/page.html", "");
    let server = Server::start(&site, &[]);
    let answer = server.get("/kk/about/");
    assert_eq!((answer.status, answer.page("/").as_str()), (200, ""));
    assert_eq!(answer.header("sapar-stale"), None);
}
