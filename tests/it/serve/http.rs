//! What HTTP asks of a server: types, parts, versions, addresses.

use std::collections::BTreeMap;
use std::io::Write;

use super::server::{Connection, Server};
use crate::outputs::everything;
use crate::probe;
use crate::project::Project;

fn site() -> Project {
    Project::new()
        .page("lakes/kanas", "Kanas", "[Text](hero.svg)\n")
        .file("content/lakes/kanas/hero.svg", &probe::svg(8, 8))
        .file("static/a.js", "1\n")
        .file("static/a.json", "{}\n")
        .file("static/a.woff2", "wOF2")
        .file("static/nothing.txt", "")
        .file("static/ten.txt", "0123456789")
        .file("static/a.webmanifest", "{}")
}

#[test]
fn every_file_has_its_type() {
    let site = site().file("static/a.ico", "a").file("static/Ә", "?");
    let server = Server::start(&site, &[]);
    let css = server.published("/kk/", "/css/main.css");
    let icon = server.published("/kk/", "/favicon.svg");
    let hero = server.published("/kk/lakes/kanas/", "/lakes/kanas/hero.svg");
    for (path, expected) in [
        ("/kk/", "text/html; charset=utf-8"),
        ("/kk/lakes/kanas/", "text/html; charset=utf-8"),
        (&*css, "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        (&*icon, "image/svg+xml"),
        (&*hero, "image/svg+xml"),
        ("/kk/feed.xml", "text/xml; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/a.json", "application/json; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/a.webmanifest", "application/manifest+json"),
        ("/a.ico", "image/x-icon"),
        ("/%D3%98", "application/octet-stream"),
        ("/_sapar/client.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(expected)), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
    }
}

#[test]
fn head_says_what_get_would_and_sends_nothing() {
    let site = site();
    let server = Server::start(&site, &[]);
    let mut connection = Connection::new(server.connect());
    let css = server.published("/kk/", "/css/main.css");
    for path in ["/kk/", "/ten.txt", &css, "/nowhere/", "/_sapar/client.js"] {
        connection.send(&server.address, "HEAD", path, &[], "");
        let head = connection.response("HEAD");
        // What stood in a body that is not there would be taken for the next answer.
        connection.send(&server.address, "GET", path, &[], "");
        let get = connection.response("GET");
        let without_date = |headers: &[(String, String)]| -> BTreeMap<String, String> {
            headers.iter().filter(|(name, _)| name != "date").cloned().collect()
        };
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(without_date(&head.headers), without_date(&get.headers), "{path}");
        assert_eq!(get.header("content-length"), Some(get.body.len().to_string().as_str()), "{path}");
    }
}

#[test]
fn a_player_gets_the_part_of_a_film_that_it_asks_for() {
    let site = site();
    let server = Server::start(&site, &[]);
    for (range, status, part, said) in [
        ("bytes=0-3", 206, "0123", Some("bytes 0-3/10")),
        ("bytes=4-", 206, "456789", Some("bytes 4-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=-50", 206, "0123456789", Some("bytes 0-9/10")),
        ("bytes=8-99", 206, "89", Some("bytes 8-9/10")),
        ("bytes=0-18446744073709551615", 206, "0123456789", Some("bytes 0-9/10")),
        ("Bytes=9-9", 206, "9", Some("bytes 9-9/10")),
        ("bytes=10-", 416, "", Some("bytes */10")),
        ("bytes=-0", 416, "", Some("bytes */10")),
        ("bytes=99-100", 416, "", Some("bytes */10")),
        // Several parts, and what is no range, are answered by the whole.
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("bytes=5-2", 200, "0123456789", None),
        ("bytes=a-b", 200, "0123456789", None),
        ("bytes=-", 200, "0123456789", None),
        ("bytes=99999999999999999999-", 200, "0123456789", None),
        ("pages=1-2", 200, "0123456789", None),
    ] {
        let answer = server.request("GET", "/ten.txt", &[("Range", range)]);
        assert_eq!((answer.status, answer.text()), (status, part), "{range}");
        assert_eq!(answer.header("content-range"), said, "{range}");
        assert_eq!(answer.header("accept-ranges"), Some("bytes"), "{range}");
    }
    let nothing = server.request("GET", "/nothing.txt", &[("Range", "bytes=0-")]);
    assert_eq!((nothing.status, nothing.header("content-range")), (416, Some("bytes */0")));
    assert_eq!(server.get("/nothing.txt").status, 200);
    let page = server.request("GET", "/kk/", &[("Range", "bytes=0-14")]);
    assert_eq!((page.status, page.text()), (206, "<!DOCTYPE html>"));
    // There is no part of what is not there.
    assert_eq!(server.request("GET", "/nowhere/", &[("Range", "bytes=0-3")]).status, 404);
}

#[test]
fn a_part_of_another_version_is_not_sent() {
    let site = site();
    let server = Server::start(&site, &[]);
    let tag = server.get("/ten.txt").header("etag").expect("a tag").to_owned();
    for (condition, status) in
        [(tag.as_str(), 206), ("\"other\"", 200), ("Sat, 21 Nov 2026 00:00:00 GMT", 200)]
    {
        let headers = [("Range", "bytes=0-3"), ("If-Range", condition)];
        assert_eq!(server.request("GET", "/ten.txt", &headers).status, status, "{condition}");
    }
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let site = site();
    let server = Server::start(&site, &[]);
    let css = server.published("/kk/", "/css/main.css");
    for path in ["/kk/", "/ten.txt", &css, "/_sapar/client.js"] {
        let tag = server.get(path).header("etag").expect("a tag").to_owned();
        let again = server.request("GET", path, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.header("etag")), (304, Some(tag.as_str())), "{path}");
        let weak = format!("\"x\", W/{tag}");
        assert_eq!(server.request("GET", path, &[("If-None-Match", &weak)]).status, 304, "{path}");
        assert_eq!(server.request("GET", path, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
    }
    // The page that stands for others is no version of any.
    let missing = server.get("/kk/nowhere/");
    let tag = missing.header("etag").expect("a tag").to_owned();
    assert_eq!(server.request("GET", "/kk/nowhere/", &[("If-None-Match", &tag)]).status, 404);
    let tag = server.get("/kk/").header("etag").expect("a tag").to_owned();
    let mut events = server.events();
    site.write("content/_index.kk.md", "+++\ntitle = \"Басты бет\"\n+++\nБүгін жазылды.\n");
    events.until(&server, "/kk/", "Бүгін жазылды");
    assert_eq!(server.request("GET", "/kk/", &[("If-None-Match", &tag)]).status, 200);
}

#[test]
fn where_nothing_is_stands_the_page_of_the_readers_language() {
    let site = Project::new();
    let server = Server::start(&site, &[]);
    for tag in ["kk", "ru", "zh", "en"] {
        let expected = server.get(&format!("/{tag}/404.html"));
        assert_eq!(expected.status, 200);
        for path in ["nowhere", "nowhere/", "a/b.txt", "%D0%B0/", "page/2/"] {
            let answer = server.get(&format!("/{tag}/{path}"));
            assert_eq!((answer.status, answer.text()), (404, expected.text()), "{tag} {path}");
        }
    }
    let expected = server.get("/404.html");
    for path in ["/nowhere/", "/uk/", "/kkk/"] {
        assert_eq!((server.get(path).status, server.get(path).text()), (404, expected.text()), "{path}");
    }
}

#[test]
fn an_address_by_language_and_content_path_leads_to_the_page_there() {
    let site = site().document("lakes/қой.ru.md", "Қой", "");
    let server = Server::start(&site, &[]);
    for (path, to) in [
        ("/_sapar/page/ru/lakes/kanas/", "/ru/lakes/kanas/"),
        ("/_sapar/page/kk/", "/kk/"),
        ("/_sapar/page/ru/lakes/%D2%9B%D0%BE%D0%B9/", "/ru/lakes/%D2%9B%D0%BE%D0%B9/"),
    ] {
        let answer = server.get(path);
        assert!((300..400).contains(&answer.status), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), Some(to), "{path}");
    }
    for path in ["/_sapar/page/ru/nowhere/", "/_sapar/page/uk/lakes/kanas/", "/_sapar/page/ru//example.org/"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_address_without_its_slash_leads_to_the_one_with_it() {
    let site = site().document("lakes/қой.ru.md", "Қой", "");
    let server = Server::start(&site, &[]);
    for (path, to) in [
        ("/kk", "/kk/"),
        ("/ru/lakes/kanas", "/ru/lakes/kanas/"),
        ("/ru/lakes/%D2%9B%D0%BE%D0%B9", "/ru/lakes/%D2%9B%D0%BE%D0%B9/"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(to)), "{path}");
    }
    for (path, same) in [("/index.html", "/"), ("/kk/index.html", "/kk/"), ("/kk/?a=b", "/kk/")] {
        assert_eq!(
            (server.get(path).status, server.get(path).text()),
            (200, server.get(same).text()),
            "{path}"
        );
    }
    for path in ["/kkindex.html", "/lakes/kanas/hero.svg/", "//kk/", "/kk//", "/css", "/css/"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn addresses_in_kazakh_and_chinese_are_found_however_they_are_encoded() {
    let site = Project::new()
        .file("content/lakes/_index.kk.md", "+++\ntitle = \"Көлдер\"\nslug = \"көлдер\"\n+++\n")
        .file("content/lakes/kanas/index.kk.md", "+++\ntitle = \"Қанас\"\nslug = \"қанас-көлі\"\n+++\n")
        .file("content/lakes/kanas/index.zh.md", "+++\ntitle = \"喀纳斯\"\nslug = \"喀纳斯\"\n+++\n");
    let server = Server::start(&site, &[]);
    let kk =
        "/kk/%D0%BA%D3%A9%D0%BB%D0%B4%D0%B5%D1%80/%D2%9B%D0%B0%D0%BD%D0%B0%D1%81-%D0%BA%D3%A9%D0%BB%D1%96/";
    assert!(server.get(kk).text().contains("Қанас"));
    assert!(server.get(&kk.to_lowercase()).text().contains("Қанас"));
    assert!(server.get("/zh/lakes/%E5%96%80%E7%BA%B3%E6%96%AF/").text().contains("喀纳斯"));
    assert!(server.get("/%6b%6b/").text().contains("Home kk"));
    // Bytes that are no UTF-8 stand nowhere.
    assert_eq!(server.get("/zh/lakes/%E5%96/").status, 404);
    // Some programs send the letters themselves.
    let answer = server.raw(
        format!("GET /zh/lakes/喀纳斯/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address)
            .as_bytes(),
    );
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("喀纳斯"), "{answer}");
}

#[test]
fn one_connection_serves_many_requests() {
    let site = everything();
    let server = Server::start(&site, &[]);
    let mut connection = Connection::new(server.connect());
    let css = server.published("/kk/", "/css/main.css");
    for path in ["/kk/", "/nowhere/", &css, "/kk/", "/_sapar/panel.json?url=/kk/"] {
        connection.send(&server.address, "GET", path, &[], "");
        connection.response("GET");
    }
    // Several at once are answered one after the other.
    let mut stream = server.connect();
    let request = format!("GET /robots.txt HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    stream.write_all(request.repeat(3).as_bytes()).expect("the server reads");
    let mut connection = Connection::new(stream);
    for _ in 0..3 {
        assert_eq!(connection.response("GET").status, 200);
    }
}
