//! `sapar deploy --verify`: the live site is asked whether it is as built.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::super::project::Project;
use super::site;

/// What a server does wrong: a path that it treats so, and how.
type Faults = Arc<Mutex<Vec<(&'static str, &'static str)>>>;

/// Serves a folder as a web host does, but for its faults. It ends with the process.
fn serve(folder: PathBuf) -> (String, Faults) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("it has one"));
    let faults = Faults::default();
    let own = Arc::clone(&faults);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, faults) = (folder.clone(), own.lock().expect("no test panicked").clone());
            std::thread::spawn(move || answer(&stream, &folder, &faults));
        }
    });
    (address, faults)
}

fn answer(mut stream: &TcpStream, folder: &Path, faults: &[(&str, &str)]) {
    let mut reader = BufReader::new(stream);
    let mut lines = (&mut reader).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let fault = faults.iter().find(|(of, _)| *of == path).map(|(_, how)| *how);
    let decoded = percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    let name = if decoded.is_empty() || decoded.ends_with('/') {
        format!("{decoded}index.html")
    } else {
        decoded.into()
    };
    let found = fs::read(folder.join(&name)).ok().filter(|_| fault != Some("missing"));
    let (mut status, mut body) = match found {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", b"no".to_vec()),
    };
    let mut kind = sapar::hosts::content_type(&name);
    match fault {
        Some("old") => body = b"<p>Old.</p>".to_vec(),
        Some("type") => "application/octet-stream".clone_into(&mut kind),
        Some("soft") => status = "200 OK",
        _ => {}
    }
    let head = format!(
        "HTTP/1.1 {status}\r\nServer: SimpleHTTP/0.6\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    // A client that does not want to know the rest is no failure of the server.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn live_site() -> (Project, Faults) {
    let project = site("type = \"folder\"\npath = \"live\"\nurl = \"ADDRESS\"");
    let (address, faults) = serve(project.path("live"));
    let config = fs::read_to_string(project.path("sapar.toml")).expect("there");
    project.write("sapar.toml", config.replace("ADDRESS", &address));
    project.write("content/old.en.md", "+++\ntitle = \"Old\"\naliases = [\"/en/ancient/\"]\n+++\nText.\n");
    (project, faults)
}

#[test]
fn a_live_site_that_is_as_built_is_said_to_be_so() {
    let (project, _) = live_site();
    let run = project.deploy(&["--verify"]);
    assert!(run.code == 0 && run.stdout.contains("is as built; addresses asked: "), "{run:?}");
    let run = project.run(&["deploy", "--verify", "--now", super::FIRST_DAY, "--format", "json"]);
    let answer = run.json();
    assert_eq!((run.code, &answer["summary"]["verified"]["findings"]), (0, &0.into()), "{run:?}");
}

#[test]
fn what_is_not_as_built_is_told() {
    let (project, faults) = live_site();
    project.deploy(&[]).exits(0);
    *faults.lock().expect("no thread panicked") = vec![
        ("/en/", "old"),
        ("/kk/", "missing"),
        ("/ru/", "type"),
        ("/en/sapar-verify-no-such-page/", "soft"),
        ("/en/ancient/", "missing"),
    ];
    let run = project.run(&["deploy", "--verify", "--now", super::FIRST_DAY, "--format", "json"]).exits(1);
    let mut found: Vec<String> = run.json()["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["code"] == "live-differs")
        .map(|it| it["message"].as_str().expect("a text").to_owned())
        .collect();
    found.sort_unstable();
    let expected = [
        ("/en/ancient/`", "does not lead to `/en/old/` but answers with 404"),
        (
            "/en/sapar-verify-no-such-page/`",
            "where there is no page, answers with the status 200 instead of 404",
        ),
        ("/kk/`", "answers with the status 404 instead of 200"),
        ("/ru/`", "is sent as `application/octet-stream` instead of `text/html; charset=utf-8`"),
        ("/en/`", "is not what was built"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (address, words) in expected {
        assert!(
            found.iter().any(|text| text.contains(address) && text.contains(words)),
            "{address}: {found:#?}"
        );
    }
}

#[test]
fn a_site_that_does_not_answer_is_told() {
    let (project, _) = live_site();
    let config = fs::read_to_string(project.path("sapar.toml")).expect("there");
    let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port");
    let url = config.lines().find(|line| line.starts_with("url = ")).expect("it has one").to_owned();
    project.write("sapar.toml", config.replace(&url, &format!("url = \"http://{free}/\"")));
    let run = project.run(&["deploy", "--verify"]).exits(1);
    assert!(run.stderr.contains("does not answer"), "{run:?}");
}
