//! What the preview does not answer, and what it does not let happen to it.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use super::server::{Connection, Response, Server, eventually};
use crate::outputs::files;
use crate::probe;
use crate::project::Project;

fn site() -> Project {
    Project::new()
        .page("about", "About", "Text.\n")
        .file("static/a.txt", "a\n")
        .file("secret.txt", "secret\n")
}

#[test]
fn a_name_that_was_made_to_lead_here_is_refused() {
    let site = site();
    let server = Server::start(&site, &[]);
    let port = server.address.split(':').nth(1).expect("a port");
    for host in [
        "evil.example",
        "EVIL.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "::1",
        "@",
    ] {
        for path in ["/kk/", "/a.txt", "/_sapar/events", "/_sapar/panel.json?url=/kk/", "/_sapar/client.js"] {
            let answer = server.request("GET", path, &[("Host", host)]);
            assert_eq!(answer.status, 403, "{host} {path}");
            assert!(!answer.text().contains("token"), "{host} {path}");
        }
        let with_port = format!("{host}:{port}");
        if host != "::1" {
            assert_eq!(server.request("GET", "/kk/", &[("Host", &with_port)]).status, 403, "{with_port}");
        }
        assert_eq!(server.request("POST", "/_sapar/open", &[("Host", host)]).status, 403, "{host}");
    }
    for host in
        ["localhost", "LocalHost:80", "kk.localhost", "127.0.0.1", "[::1]", "[::1]:1111", "10.1.2.3:1"]
    {
        assert_eq!(server.request("GET", "/kk/", &[("Host", host)]).status, 200, "{host}");
    }
    let without = server.raw(b"GET /kk/ HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(without.starts_with("HTTP/1.1 40"), "{without}");
    // The host that counts is the one that the browser names, whatever address it asks for.
    let absolute = "GET http://localhost/kk/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(server.raw(absolute.as_bytes()).starts_with("HTTP/1.1 403"));
}

#[test]
fn pages_of_other_sites_learn_nothing() {
    let site = site();
    let server = Server::start(&site, &[]);
    let own = format!("http://{}", server.address);
    let other_port = "http://127.0.0.1:1";
    let port = server.address.split(':').nth(1).expect("a port");
    let other_name = format!("http://localhost:{port}");
    for header in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", other_port),
        ("Origin", other_name.as_str()),
        ("Origin", &format!("https://{}", server.address)),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        for path in ["events", "panel.json?url=/kk/", "client.js", "compare/kk/"] {
            assert_eq!(
                server.request("GET", &format!("/_sapar/{path}"), &[header]).status,
                403,
                "{header:?} {path}"
            );
        }
        assert_eq!(server.request("POST", "/_sapar/open", &[header]).status, 403, "{header:?}");
    }
    for header in [("Origin", own.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none")] {
        assert_eq!(server.request("GET", "/_sapar/panel.json?url=/kk/", &[header]).status, 200, "{header:?}");
    }
    let answer = server.get("/kk/");
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site().publishing_all();
    site.write("content/about/hero.jpg", probe::jpeg(8, 8));
    let server = Server::start(&site, &[]);
    for path in [
        "/../secret.txt",
        "/static/../secret.txt",
        "/%2e%2e/secret.txt",
        "/about/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/secret.txt",
        "/sapar.toml",
        "/content/about/index.kk.md",
        "/about/index.kk.md",
        "//etc/passwd",
        "/etc/passwd",
        "/a.txt%00",
        "/a.txt%00.html",
        "/%00",
        "/_sapar/../secret.txt",
        "/_sapar/..%2f..%2fsecret.txt",
        "/_sapar/error-page.html",
        "/_sapar/compare.html",
        "/_sapar/",
        "/_sapar",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret\n") && !answer.text().contains("base_url"), "{path}");
    }
    for line in [
        "GET http://127.0.0.1/secret.txt",
        "GET secret.txt",
        "CONNECT secret.txt:80",
        "OPTIONS *",
        "GET /a b",
    ] {
        let request = format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address);
        let answer = server.raw(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 40"), "{line}: {answer}");
    }
    assert_eq!(server.get("/kk/about/").status, 200);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder for the test");
    fs::write(outside.path().join("secret.jpg"), "secret").expect("files can be written");
    fs::write(outside.path().join("page.kk.md"), "+++\ntitle = \"Secret\"\n+++\nsecret\n")
        .expect("files can be written");
    let site = site().publishing_all();
    site.write("content/about/hero.jpg", probe::jpeg(8, 8));
    symlink(outside.path(), site.path("content/before")).expect("links can be made");
    symlink(outside.path().join("secret.jpg"), site.path("static/before.jpg")).expect("links can be made");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let is_closed = |server: &Server| {
        for path in
            ["/before/secret.jpg", "/before.jpg", "/kk/before/page/", "/after/secret.jpg", "/kk/after/page/"]
        {
            assert_eq!(server.get(path).status, 404, "{path}");
        }
    };
    is_closed(&server);
    // A file that was the site's own leads elsewhere before the preview hears of it.
    assert_eq!(server.get("/about/hero.jpg").status, 200);
    symlink(outside.path().join("secret.jpg"), site.path("content/about/link.jpg"))
        .expect("links can be made");
    fs::rename(site.path("content/about/link.jpg"), site.path("content/about/hero.jpg"))
        .expect("it can be renamed");
    // What it was may still be shown.
    assert_ne!(server.get("/about/hero.jpg").body, b"secret");
    symlink(outside.path(), site.path("content/after")).expect("links can be made");
    fs::write(outside.path().join("page.kk.md"), "+++\ntitle = \"Secret\"\n+++\nmore\n")
        .expect("files can be written");
    fs::write(outside.path().join("new.kk.md"), "+++\ntitle = \"Secret\"\n+++\n")
        .expect("files can be written");
    // An edit of the site itself comes after all that.
    site.write("content/about/index.kk.md", "+++\ntitle = \"About\"\n+++\nДа, осы жерде.\n");
    events.until(&server, "/kk/about/", "Да, осы жерде");
    is_closed(&server);
    assert_eq!(server.get("/kk/before/new/").status, 404);
}

#[test]
fn nothing_is_changed_over_http() {
    let site = site();
    let server = Server::start(&site, &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        for path in
            ["/", "/kk/", "/a.txt", "/nowhere", "/_sapar/events", "/_sapar/panel.json", "/_sapar/client.js"]
        {
            let answer = server.request(method, path, &[]);
            assert_eq!((answer.status, allowed(&answer)), (405, vec!["GET", "HEAD"]), "{method} {path}");
        }
    }
    for method in ["GET", "HEAD", "PUT"] {
        let answer = server.request(method, "/_sapar/open", &[]);
        assert_eq!((answer.status, allowed(&answer)), (405, vec!["POST"]), "{method}");
    }
}

/// The methods that a response says are allowed.
fn allowed(answer: &Response) -> Vec<&str> {
    answer.header("allow").unwrap_or_default().split(',').map(str::trim).collect()
}

/// Files that Sapar publishes as they are, or not at all: the system may run them.
const UNREAD: [&str; 8] = [
    "static/run.command",
    "static/page.html",
    "static/notes.md",
    "content/about/run.sh",
    "content/about/hero.jpg",
    "content/about/facts.toml.desktop",
    "themes/mine/static/run.html",
    "locales/kk/run.bat",
];

#[test]
fn only_files_of_the_site_are_opened_and_only_from_its_own_pages() {
    let site = site();
    site.write("public/kk/index.html", "<p>");
    site.write("content/.hidden.md", "");
    for path in UNREAD {
        site.write(path, "#!/bin/sh\n");
    }
    site.write(".git/config", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path(".git/config"), site.path("content/link"))
        .expect("links can be made");
    let opened = site.path("opened");
    let server = Server::start(&site, &["--editor", &format!("touch {}", opened.display())]);
    let token = server.panel("/kk/", "en")["token"].as_str().expect("a token").to_owned();
    let open = |token: &str, file: &str| {
        let body = json!({ "file": file, "line": 1, "column": 1 }).to_string();
        server.send("POST", "/_sapar/open", &[("Sapar-Token", token)], &body).status
    };
    assert_eq!(open("", "sapar.toml"), 403);
    assert_eq!(open(&token[1..], "sapar.toml"), 403);
    assert_eq!(server.send("POST", "/_sapar/open", &[], "{}").status, 403);
    for file in [
        "../secret.txt",
        "content/../secret.txt",
        "content/../../etc/passwd",
        "/etc/passwd",
        "./sapar.toml",
        "secret.txt",
        "content",
        "content/about",
        "content/nowhere.md",
        "content/.hidden.md",
        ".git/config",
        "content/link",
        "public/kk/index.html",
        "sapar.toml/",
        "content\\about\\index.kk.md",
        "content/about/index.kk.md\0",
        "",
        "-v",
    ]
    .iter()
    .chain(&UNREAD)
    {
        assert_eq!(open(&token, file), 404, "{file}");
    }
    for body in ["", "{", "[]", "{\"line\": 1}", "{\"file\": \"sapar.toml\", \"line\": -1}", "null"] {
        let answer = server.send("POST", "/_sapar/open", &[("Sapar-Token", &token)], body);
        assert_eq!(answer.status, 400, "{body}");
    }
    let long = json!({ "file": "sapar.toml", "line": 1, "more": "x".repeat(100_000) }).to_string();
    let long = server.send("POST", "/_sapar/open", &[("Sapar-Token", &token)], &long);
    assert_eq!(long.status, 413);
    assert!(!opened.exists(), "an editor was started");
    assert_eq!(open(&token, "content/about/index.kk.md"), 204);
    assert_eq!(open(&token, "sapar.toml"), 204);
}

/// An address of this computer that is not of its loopback interface. Nothing is sent to find it.
fn outer_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[test]
fn others_on_the_network_see_pages_but_open_nothing() {
    let site = site();
    site.write("content/about/index.kk.md", "+++\ntitle = \n+++\n");
    site.write("static/run.command", "#!/bin/sh\n");
    let opened = site.path("opened");
    let editor = format!("touch '{}'", opened.display());
    let server = Server::start(&site, &["--host", "0.0.0.0", "--editor", &editor]);
    let own = server.panel("/kk/about/", "en");
    let token = own["token"].as_str().expect("a token").to_owned();
    assert_eq!(own["diagnostics"]["page"][0]["open"], json!({ "post": true }));
    let open = |server: &Server, file: &str, headers: &[(&str, &str)]| {
        let body = json!({ "file": file }).to_string();
        let headers = [&[("Sapar-Token", token.as_str())], headers].concat();
        server.send("POST", "/_sapar/open", &headers, &body).status
    };
    // A proxy on this computer passes on what others ask for.
    let proxied = [("X-Forwarded-For", "192.0.2.7")];
    assert_eq!(open(&server, "sapar.toml", &proxied), 403);
    // A computer without a network has no other address; tests of the router stand in for it then.
    if let Some(ip) = outer_address() {
        let port = server.address.split(':').nth(1).expect("a port").to_owned();
        let mut server = server;
        server.address = format!("{ip}:{port}");
        assert_eq!(server.get("/ru/about/").status, 200);
        let panel = server.panel("/kk/about/", "en");
        assert_eq!((&panel["token"], &panel["diagnostics"]["page"][0]["open"]), (&json!(null), &json!(null)));
        assert_eq!(panel["diagnostics"]["errors"], own["diagnostics"]["errors"]);
        for file in ["sapar.toml", "content/about/index.ru.md", "static/run.command"] {
            assert_eq!(open(&server, file, &[]), 403, "{file}");
        }
    }
    assert!(!opened.exists(), "an editor was started");
}

#[test]
fn too_long_a_head_is_refused() {
    let site = site();
    let server = Server::start(&site, &[]);
    let long = "x".repeat(200_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(10_000)),
        long,
    ] {
        let answer = server.raw(request.as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(server.get("/kk/").status, 200);
}

#[test]
fn idle_and_slow_connections_keep_nobody_from_a_page() {
    let site = site();
    site.write("static/large.bin", vec![7; 8_000_000]);
    let server = Server::start(&site, &[]);
    let mut listener = server.events();
    let begin = |text: &str| {
        let mut stream = server.connect();
        stream.write_all(text.as_bytes()).expect("the server reads");
        stream
    };
    let head = format!("Host: {}\r\n", server.address);
    // Those who say nothing, who do not end their sentence, who do not listen, and who send a body that never ends.
    let mut held: Vec<TcpStream> = Vec::new();
    for _ in 0..100 {
        held.push(begin(""));
        held.push(begin(&format!("GET /kk/ HTTP/1.1\r\n{head}")));
        held.push(begin(&format!("GET /large.bin HTTP/1.1\r\n{head}\r\n")));
        held.push(begin(&format!("POST /kk/ HTTP/1.1\r\n{head}Content-Length: 1000\r\n\r\n")));
    }
    assert_eq!(server.get("/kk/").status, 200);
    assert_eq!(server.get("/large.bin").body.len(), 8_000_000);
    // The connection that was idle for longest had to make room: the server has closed it.
    assert!(matches!(held[0].read(&mut [0]), Ok(0) | Err(_)), "nothing was said on it");
    // A tab that listens for events has not been evicted.
    site.write("content/about/index.kk.md", "+++\ntitle = \"About\"\n+++\nNew.\n");
    listener.change();
    drop(held);
}

#[test]
fn tabs_that_listen_leave_room_for_pages() {
    let site = site();
    let server = Server::start(&site, &[]);
    let mut listening = Vec::new();
    let refused = loop {
        let mut connection = Connection::new(server.connect());
        connection.send(&server.address, "GET", "/_sapar/events", &[], "");
        match connection.status() {
            200 => listening.push(connection),
            status => break status,
        }
        assert!(listening.len() < 1_000, "there is no end");
    };
    assert_eq!(refused, 503);
    assert!(listening.len() >= 32, "{}", listening.len());
    assert_eq!(server.get("/kk/").status, 200);
    // A place becomes free when a tab is closed; the server notices at the next event at the latest.
    listening.clear();
    let mut number = 0;
    eventually(|| {
        number += 1;
        site.write("static/a.txt", format!("{number}\n"));
        let mut connection = Connection::new(server.connect());
        connection.send(&server.address, "GET", "/_sapar/events", &[], "");
        connection.status() == 200
    });
}

#[test]
fn nothing_is_written_anywhere() {
    let site = site();
    let state = || -> Vec<_> {
        let state = files(site.root()).into_iter().map(|file| {
            let modified = file.metadata().and_then(|metadata| metadata.modified()).expect("a time");
            (fs::read(&file).expect("a file"), modified, file)
        });
        state.collect()
    };
    let before = state();
    let server = Server::start(&site, &[]);
    for path in
        ["/kk/", "/zh/about/", "/a.txt", "/nowhere/", "/_sapar/panel.json?url=/kk/", "/_sapar/compare/kk/"]
    {
        server.get(path);
    }
    server.events().next("checked");
    drop(server);
    assert!(before == state(), "a file is not as it was");
    assert_eq!(fs::read_dir(site.root()).expect("a folder").count(), 4, "something new is there");
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_the_system_end_it_at_once_while_tabs_listen() {
    for signal in [libc::SIGINT, libc::SIGTERM] {
        let site = site();
        let mut server = Server::start(&site, &[]);
        let mut events = server.events();
        let _silent = server.connect();
        assert_eq!(server.get("/kk/").status, 200);
        server.signal(signal);
        assert_eq!(server.exit_code(), Some(0), "{signal}");
        assert!(events.is_hung_up());
        let said: Vec<String> = server.errors.iter().collect();
        assert_eq!(said, Vec::<String>::new());
    }
}
