//! `--external`: links to other sites, asked for on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use super::{check_with, shorten};
use crate::probe;
use crate::project::Project;

/// A server on this machine, and the requests that it was sent: the method and the path, with how often.
struct Server {
    port: u16,
    requests: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let requests: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        let log = Arc::clone(&requests);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let Ok(mut connection) = connection else { continue };
                let mut lines = BufReader::new(&connection).lines().map_while(Result::ok);
                let Some(request) = lines.next() else { continue };
                let _ = lines.find(String::is_empty);
                let request = request.rsplit_once(' ').map_or("", |(request, _)| request).to_owned();
                let count = {
                    let mut log = log.lock().expect("no thread panics while it holds the log");
                    let count = log.entry(request.clone()).or_default();
                    *count += 1;
                    *count
                };
                let _ = connection.write_all(answer(&request, count, port).as_bytes());
            }
        });
        Self { port, requests }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn count(&self, request: &str) -> usize {
        self.requests.lock().expect("no thread panicked").get(request).copied().unwrap_or_default()
    }

    fn total(&self) -> usize {
        self.requests.lock().expect("no thread panicked").values().sum()
    }
}

fn answer(request: &str, count: usize, port: u16) -> String {
    let (method, path) = request.split_once(' ').unwrap_or_default();
    let (status, more, body) = match path {
        "/live" => ("200 OK", String::new(), "x".to_owned()),
        "/get-only" if method == "HEAD" => ("405 Method Not Allowed", String::new(), String::new()),
        "/get-only" => ("200 OK", String::new(), "x".to_owned()),
        "/moved" => ("301 Moved Permanently", "Location: /live\r\n".to_owned(), String::new()),
        "/elsewhere" => ("302 Found", "Location: /live\r\n".to_owned(), String::new()),
        "/busy" if count == 1 => ("429 Too Many Requests", "Retry-After: 0\r\n".to_owned(), String::new()),
        "/busy" => ("200 OK", String::new(), "x".to_owned()),
        "/secret" => ("403 Forbidden", String::new(), String::new()),
        path if path.starts_with("/archive?url=") && path.contains("gone") => (
            "200 OK",
            String::new(),
            format!(
                "{{\"archived_snapshots\":{{\"closest\":{{\"available\":true,\"url\":\"http://127.0.0.1:{port}/copy\"}}}}}}"
            ),
        ),
        path if path.starts_with("/archive?") => {
            ("200 OK", String::new(), "{\"archived_snapshots\":{}}".to_owned())
        }
        _ => ("404 Not Found", String::new(), String::new()),
    };
    let length = body.len();
    let body = if method == "HEAD" { "" } else { &body };
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n{body}")
}

/// A site that links to addresses of a server.
fn linking(server: &Server, config: &str, links: &[&str]) -> Project {
    let archive = server.url("/archive?url=");
    let site = probe::site(&format!("[check]\narchive = \"{archive}\"\n{config}"));
    let text: String = links.iter().map(|path| format!("[Link]({})\n\n", server.url(path))).collect();
    site.document("_index.ru.md", "А", &text)
}

#[test]
fn dead_links_are_told_with_a_copy_in_the_archive() {
    let server = Server::start();
    let site = linking(&server, "", &["/live", "/get-only", "/elsewhere", "/gone", "/busy", "/lost#part"]);
    let found = check_with(&site, &["--external"]);
    let short: Vec<String> = found.iter().map(shorten).collect();
    assert_eq!(
        short,
        ["content/_index.ru.md:10 link-external-dead", "content/_index.ru.md:14 link-external-dead"]
    );
    assert_eq!(found[0]["suggestion"], server.url("/copy"));
    assert!(found[1]["suggestion"].is_null());
    assert_eq!((server.count("HEAD /get-only"), server.count("GET /get-only")), (1, 1));
    assert_eq!(server.count("HEAD /busy"), 2);
    assert_eq!(server.count("HEAD /lost"), 1, "what stands behind # is no part of the request");
    // Answers are kept: those about dead links until the next day.
    let total = server.total();
    assert_eq!(check_with(&site, &["--external"]).len(), 2);
    assert_eq!(server.total(), total);
    let later = site.run(&["check", "--external", "--format", "json", "--now", "2026-06-02"]).exits(0);
    assert_eq!(later.json()["warnings"], 2);
    assert_eq!(
        (server.count("HEAD /gone"), server.count("HEAD /live")),
        (2, 2),
        "once more through /elsewhere, once by itself"
    );
}

#[test]
fn without_being_asked_nothing_is_requested() {
    let server = Server::start();
    let site = linking(&server, "", &["/gone"]);
    assert_eq!(check_with(&site, &[]).len(), 0);
    site.build(&[]).succeeds();
    assert_eq!(server.total(), 0);
}

#[test]
fn what_has_moved_for_good_is_mended_where_a_site_asks_for_it() {
    let server = Server::start();
    let config = "[check.severity]\nlink-external-moved = \"warning\"\nlink-external-unsure = \"warning\"\n";
    let site = linking(&server, config, &["/moved", "/secret"]);
    let found: Vec<String> = check_with(&site, &["--external"]).iter().map(shorten).collect();
    assert_eq!(
        found,
        ["content/_index.ru.md:4 link-external-moved", "content/_index.ru.md:6 link-external-unsure"]
    );
    site.run(&["check", "--external", "--fix", "--quiet", "--now", "2026-06-01"]).exits(0);
    let text = std::fs::read_to_string(site.path("content/_index.ru.md")).expect("it is there");
    let links = ["/live", "/secret"].map(|path| format!("[Link]({})\n\n", server.url(path)));
    assert_eq!(text, format!("+++\ntitle = \"А\"\n+++\n{}", links.concat()));
    // By default only what is certain is told.
    let quiet = linking(&server, "", &["/moved", "/secret"]);
    assert_eq!(check_with(&quiet, &["--external"]).len(), 0);
}

#[test]
fn an_allowance_of_what_was_not_asked_for_is_not_unused() {
    let allowed =
        "[[check.allow]]\ncode = \"link-external-dead\"\npath = \"content/\"\nreason = \"it comes back\"\n";
    let server = Server::start();
    let site = linking(&server, allowed, &["/gone"]);
    assert_eq!(check_with(&site, &[]).len(), 0);
    assert_eq!(check_with(&site, &["--external"]).len(), 0);
}

/// A check whose program `curl` is another one.
#[cfg(unix)]
fn check_by(site: &Project, curl: Option<&str>) -> crate::project::Run {
    use std::os::unix::fs::PermissionsExt;
    let folder = site.path("bin");
    std::fs::create_dir_all(&folder).expect("folders can be made");
    if let Some(script) = curl {
        let path = folder.join("curl");
        std::fs::write(&path, script).expect("files can be written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let mut command = site.command(&["check", "--external", "--now", "2026-06-01"]);
    crate::project::Run::new(command.env("PATH", &folder).output().expect("the program starts"))
}

#[cfg(unix)]
#[test]
fn without_curl_or_a_network_nothing_is_called_dead() {
    let site = probe::site("").document(
        "_index.ru.md",
        "А",
        "[Link](https://one.example/)\n\n[Link](https://two.example/)\n",
    );
    let without = check_by(&site, None);
    assert_eq!(without.code, 2, "{without:?}");
    assert!(without.stderr.contains("error[curl-unavailable]"), "{without:?}");
    // What `curl` ends with where no host has an address.
    let offline = check_by(&site, Some("#!/bin/sh\nexit 6\n"));
    assert_eq!(offline.code, 2, "{offline:?}");
    assert!(offline.stderr.contains("error[network-unavailable]"), "{offline:?}");
    assert!(!offline.stderr.contains("link-external-dead"), "{offline:?}");
}
