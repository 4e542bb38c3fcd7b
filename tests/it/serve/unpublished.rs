//! Pages that are not published: what their addresses answer, and how they are shown.

use super::server::{Response, Server};
use crate::project::Project;

fn site() -> Project {
    Project::new()
        .config("[sections.news]\nexpired = \"remove\"\n")
        .page("news/open", "Open", "")
        .page("news/draft", "Draft", "")
        .file("content/news/draft/facts.toml", "draft = true\n")
        .page("news/draft/part", "Part", "")
        .page("news/later", "Later", "")
        .file("content/news/later/facts.toml", "date = 9999-12-31\n")
        .page("news/past", "Past", "")
        .file("content/news/past/facts.toml", "expires = 1999-12-31\n")
        .file("content/news/one.ru.md", "+++\ntitle = \"Один\"\ndraft = true\n+++\n")
        .file("content/news/_index.ru.md", "+++\ntitle = \"Новости\"\n+++\n")
        .file("content/news/open/index.kk.md", "+++\ntitle = \"Ашық\"\ndraft = true\n+++\n")
}

fn ask_for_drafts(server: &Server, show: &str, to: &str) -> Response {
    let token = server.panel("/", "en")["token"].as_str().expect("a token").to_owned();
    server.send("POST", "/_sapar/drafts", &[], &format!("token={token}&show={show}&to={to}"))
}

#[test]
fn the_address_of_a_page_that_is_not_published_says_why() {
    let site = site();
    let server = Server::start(&site, &[]);
    for (url, parts) in [
        ("/ru/news/draft/", ["It is a draft", "content/news/draft/facts.toml", "Draft ru"]),
        ("/ru/news/draft", ["It is a draft", "content/news/draft/facts.toml", "Draft ru"]),
        ("/zh/news/draft/part/", ["It is a draft", "content/news/draft/facts.toml", "Part zh"]),
        ("/kk/news/later/index.html", ["9999-12-31", "content/news/later/facts.toml", "Later kk"]),
        ("/en/news/past/", ["1999-12-31", "content/news/past/facts.toml", "Past en"]),
        ("/en/news/one/", ["It is a draft", "content/news/one.ru.md", "Один"]),
    ] {
        let answer = server.get(url);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, Some("text/html; charset=utf-8")),
            "{url}"
        );
        for part in [&parts[..], &["Show it in the preview", "This page is not published"]].concat() {
            assert!(answer.text().contains(part), "{url}: {part}: {}", answer.text());
        }
    }
    for url in ["/ru/news/nothing/", "/ru/news/open/", "/"] {
        assert!(!server.get(url).text().contains("not published"), "{url}");
    }
    let panel = server.panel("/ru/news/later/", "ru");
    assert_eq!(panel["unpublished"]["title"], "Later ru");
    let reason = panel["unpublished"]["reason"].as_str().expect("a text");
    assert!(reason.contains("9999-12-31") && reason.contains("опубликована"), "{reason}");
    // A text that is a draft stands behind one that is borrowed.
    let borrowed = server.panel("/kk/news/open/", "en")["page"]["states"].to_string();
    assert_eq!(borrowed, r#"["draft","borrowed"]"#);
}

#[test]
fn the_page_is_in_the_language_of_the_program() {
    let site = site();
    for (language, title) in
        [("kk", "Бұл бет жарияланбаған"), ("ru", "Эта страница не опубликована"), ("zh", "此页面未发布")]
    {
        let server = Server::start(&site, &["--lang", language]);
        let page = server.get("/en/news/draft/");
        assert!(page.text().contains(title), "{}", page.text());
        assert!(page.text().contains(&format!("<html lang=\"{language}\"")), "{}", page.text());
    }
}

#[test]
fn drafts_are_shown_and_hidden_while_the_preview_runs() {
    let site = site();
    let server = Server::start(&site, &[]);
    let answer = ask_for_drafts(&server, "yes", "/ru/news/draft/");
    assert_eq!((answer.status, answer.header("location")), (303, Some("/ru/news/draft/")));
    for url in ["/ru/news/draft/", "/ru/news/later/", "/ru/news/past/", "/ru/news/one/"] {
        assert_eq!(server.get(url).status, 200, "{url}");
    }
    let states = |url: &str| server.panel(url, "en")["page"].clone();
    assert_eq!(states("/ru/news/later/")["dated_states"]["future"], "from 9999-12-31");
    assert_eq!(states("/ru/news/past/")["dated_states"]["expired"], "expired since 1999-12-31");
    // It stays so after an edit.
    let mut events = server.events();
    site.write("content/news/draft/index.ru.md", "+++\ntitle = \"Edited\"\n+++\n");
    events.until(&server, "/ru/news/draft/", "Edited");
    assert_eq!(server.panel("/", "en")["drafts"], true);
    assert_eq!(ask_for_drafts(&server, "no", "").status, 204);
    assert_eq!(server.get("/ru/news/draft/").status, 404);
    assert_eq!(server.panel("/", "en")["drafts"], false);
}

#[test]
fn drafts_that_the_command_asked_for_can_be_hidden() {
    let site = site();
    let server = Server::start(&site, &["--drafts"]);
    assert_eq!(server.get("/ru/news/draft/").status, 200);
    assert_eq!(server.panel("/", "en")["drafts"], true);
    assert_eq!(ask_for_drafts(&server, "no", "").status, 204);
    assert_eq!(server.get("/ru/news/draft/").status, 404);
}

#[test]
fn only_the_preview_itself_may_ask_for_drafts() {
    let site = site();
    let server = Server::start(&site, &[]);
    let token = server.panel("/", "en")["token"].as_str().expect("a token").to_owned();
    let ask =
        |headers: &[(&str, &str)], body: &str| server.send("POST", "/_sapar/drafts", headers, body).status;
    let body = format!("token={token}&show=yes");
    assert_eq!(ask(&[], "show=yes"), 403);
    assert_eq!(ask(&[], "token=&show=yes"), 403);
    assert_eq!(ask(&[("Origin", "http://evil.example")], &body), 403);
    assert_eq!(ask(&[("X-Forwarded-For", "192.0.2.7")], &body), 403);
    assert_eq!(ask(&[], &format!("token={token}")), 400);
    assert_eq!(server.get("/ru/news/draft/").status, 404);
    // No address of another host.
    for to in ["//evil.example/", "https://evil.example/", "/%5Cevil.example/", "%0A"] {
        let answer = ask_for_drafts(&server, "yes", to);
        assert_eq!((answer.status, answer.header("location")), (204, None), "{to}");
    }
    // A browser behind a proxy is told what to do instead.
    ask_for_drafts(&server, "no", "");
    let page = server.request("GET", "/ru/news/draft/", &[("X-Forwarded-For", "192.0.2.7")]);
    assert!(!page.text().contains(&token) && page.text().contains("sapar serve --drafts"), "{}", page.text());
}
