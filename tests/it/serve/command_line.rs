//! `sapar serve` in the terminal: ports, hosts, languages, editors.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};

use sapar::serve::Editor;
use serde_json::json;

use super::server::{Server, in_time};
use crate::project::Project;

#[test]
fn a_port_that_is_taken_is_told_and_the_next_one_used() {
    // The next port may be anybody's: only that it is another one is sure.
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let site = Project::new();
    let server = Server::of(site.command(&["serve", "--port", &port.to_string()]));
    let (_, other) = server.address.split_once(':').expect("a port");
    assert_ne!(other, port.to_string());
    assert_eq!(server.greeting[0], format!("Port {port} is taken, so the preview uses port {other}."));
    assert_eq!(server.get("/kk/").status, 200);
}

#[test]
fn any_port_is_taken_where_none_is_asked_for() {
    let site = Project::new();
    let server = Server::start(&site, &[]);
    assert_eq!(server.greeting, [format!("Preview: http://{}/ (Ctrl-C ends it)", server.address)]);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
}

#[test]
fn a_preview_that_others_can_see_is_warned_of() {
    let site = Project::new();
    let server = Server::start(&site, &["--host", "0.0.0.0"]);
    assert!(server.warns("warning").contains("everyone on this network"));
    // A browser cannot go to all addresses.
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    assert_eq!(server.get("/kk/").status, 200);
    assert_eq!(server.request("GET", "/kk/", &[("Host", "evil.example")]).status, 403);
}

#[test]
fn a_host_is_a_name_or_an_address() {
    let site = Project::new();
    for host in ["localhost", "127.0.0.1", "::1", "[::1]"] {
        let is_six = host.contains(':');
        if is_six && TcpListener::bind("[::1]:0").is_err() {
            continue;
        }
        let server = Server::start(&site, &["--host", host]);
        assert!(!is_six || server.address.starts_with("[::1]:"), "{}", server.address);
        assert_eq!(server.get("/kk/").status, 200, "{host}");
        assert_eq!(server.request("GET", "/kk/", &[("Host", "localhost:80")]).status, 200, "{host}");
        assert!(server.errors.try_recv().is_err(), "{host} is this computer alone");
    }
    let run = site.run(&["serve", "--port", "0", "--host", "not a host"]);
    assert!(run.stderr.contains("not a host"), "{run:?}");
    run.exits(2);
}

#[test]
fn it_speaks_the_four_languages() {
    let site = Project::new().file("content/about.kk.md", "+++\ntitle = \n+++\n");
    for (tag, ready, wrong) in [
        ("en", "Preview", "one error"),
        ("kk", "Алдын ала", "бір қате"),
        ("ru", "Предпросмотр", "1 ошибка"),
        ("zh", "预览", "1 处错误"),
    ] {
        let server = Server::start(&site, &["--lang", tag]);
        assert!(server.greeting.iter().any(|line| line.contains(wrong)), "{:?}", server.greeting);
        assert!(
            server.greeting.iter().any(|line| line.contains(ready) && line.contains("http")),
            "{:?}",
            server.greeting
        );
        let value = server.panel("/kk/", "");
        assert_eq!(value["lang"], tag);
        let words = |tag: &str| server.panel("/kk/", tag)["text"].clone();
        assert!(value["text"] == words(tag) && (tag == "en" || value["text"] != words("en")), "{value:#}");
        let refused = server.request("GET", "/kk/", &[("Host", "evil.example")]);
        assert!(refused.text().contains(&format!("<html lang=\"{tag}\"")), "{}", refused.text());
        site.write("sapar.toml", "[");
        let broken = Server::start(&site, &["--lang", tag]);
        let page = broken.get("/");
        assert!(page.text().contains(&format!("<html lang=\"{tag}\"")), "{}", page.text());
        site.write("sapar.toml", fs::read_to_string(Project::new().path("sapar.toml")).expect("it is there"));
    }
}

#[test]
fn the_browser_is_led_to_what_was_saved_where_that_is_asked_for() {
    let site = Project::new().page("about", "About", "Text.\n");
    for (arguments, follows) in [(&["--follow"][..], true), (&[][..], false)] {
        let server = Server::start(&site, arguments);
        let mut events = server.events();
        let text = format!("+++\ntitle = \"关于\"\nslug = \"关于\"\n+++\n{follows}\n");
        site.write("content/about/index.zh.md", text);
        let change = events.change();
        assert_eq!(
            (&change["follow"], &change["saved"]),
            (&json!(follows), &json!(["/zh/%E5%85%B3%E4%BA%8E/"]))
        );
        // A new page, too; a style sheet is no page.
        site.write(&format!("content/new-{follows}.kk.md"), "+++\ntitle = \"Жаңа\"\n+++\n");
        assert_eq!(events.change()["saved"], json!([format!("/kk/new-{follows}/")]));
        site.write("static/css/own.css", format!("/* {follows} */"));
        let change = events.change();
        assert_eq!((&change["saved"], &change["assets"]), (&json!([]), &json!(["/css/own.css"])));
    }
}

#[test]
fn an_editor_is_chosen_that_can_open_a_window() {
    let chosen =
        |asked: Option<&str>, environment: Option<&str>| Editor::choose(asked, environment, |_| false);
    let program = |words: &[&str]| Editor::Program(words.iter().map(ToString::to_string).collect());
    assert_eq!(chosen(Some("code -g {path}"), Some("vim")), program(&["code", "-g", "{path}"]));
    assert_eq!(chosen(None, Some("/usr/bin/gedit")), program(&["/usr/bin/gedit"]));
    assert_eq!(chosen(None, Some("/usr/bin/vim -f")), Editor::System);
    assert_eq!(chosen(Some("vim"), None), program(&["vim"]));
    assert_eq!(chosen(Some("x://{path}"), None), Editor::Address("x://{path}".to_owned()));
    // As a shell splits it.
    let spaced = "'/opt/My Editor/edit' --title \"a  b\" +{line}";
    assert_eq!(chosen(Some(spaced), None), program(&["/opt/My Editor/edit", "--title", "a  b", "+{line}"]));
    assert_eq!(chosen(None, Some("'/usr/my bin/vim' -f")), Editor::System);
    // Nothing is no program: the file itself would be run.
    assert_eq!(chosen(Some(" "), Some("")), Editor::System);
    assert_eq!(Editor::choose(None, None, |name| name == "code"), Editor::Address(CODE.to_owned()));
}

const CODE: &str = "vscode://file{path}:{line}:{column}";

#[cfg(unix)]
#[test]
fn a_program_opens_the_file_at_the_line() {
    use std::os::unix::fs::PermissionsExt;
    let site = Project::new().document("a {line} қ.kk.md", "A", "");
    let tools = tempfile::tempdir().expect("a folder for the test");
    let (script, opened) = (tools.path().join("editor"), tools.path().join("opened"));
    // A named pipe: to read it is to wait for the editor.
    let pipe = std::process::Command::new("mkfifo").arg(&opened).status().expect("the program starts");
    assert!(pipe.success());
    let text = format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", opened.display());
    fs::write(&script, text).expect("files can be written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("permissions can be changed");
    let file = fs::canonicalize(site.path("content/a {line} қ.kk.md")).expect("it is there");
    let file = file.display();
    for (template, expected) in [
        ("--goto {path}:{line}:{column}", format!("--goto|{file}:7:1|")),
        ("+{line}", format!("+7|{file}|")),
        ("", format!("{file}|")),
    ] {
        let server = Server::start(&site, &["--editor", &format!("{} {template}", script.display())]);
        let token = server.panel("/kk/", "en")["token"].as_str().expect("a token").to_owned();
        let body = json!({ "file": "content/a {line} қ.kk.md", "line": 7 }).to_string();
        let answer = server.send("POST", "/_sapar/open", &[("Sapar-Token", &token)], &body);
        assert_eq!(answer.status, 204, "{}", answer.text());
        let opened = opened.clone();
        assert_eq!(in_time(|| fs::read_to_string(opened)).expect("it is there"), expected);
    }
    let server = Server::start(&site, &["--editor", "/nowhere/editor"]);
    let token = server.panel("/kk/", "en")["token"].as_str().expect("a token").to_owned();
    let body = json!({ "file": "sapar.toml" }).to_string();
    let answer = server.send("POST", "/_sapar/open", &[("Sapar-Token", &token)], &body);
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("The editor could not be opened."), "{}", answer.text());
}

#[cfg(unix)]
#[test]
fn an_editor_in_a_folder_with_spaces_is_started() {
    use std::os::unix::fs::PermissionsExt;
    let site = Project::new();
    let tools = tempfile::tempdir().expect("a folder for the test");
    let (script, opened) = (tools.path().join("path with spaces/my edit"), tools.path().join("opened"));
    let pipe = std::process::Command::new("mkfifo").arg(&opened).status().expect("the program starts");
    assert!(pipe.success());
    fs::create_dir(tools.path().join("path with spaces")).expect("folders can be made");
    let text = format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", opened.display());
    fs::write(&script, text).expect("files can be written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("permissions can be changed");
    let script = script.display();
    let file = fs::canonicalize(site.path("sapar.toml")).expect("it is there").display().to_string();
    let starts = |server: &Server, expected: &str| {
        let token = server.panel("/kk/", "en")["token"].as_str().expect("a token").to_owned();
        let body = json!({ "file": "sapar.toml", "line": 3 }).to_string();
        let answer = server.send("POST", "/_sapar/open", &[("Sapar-Token", &token)], &body);
        assert_eq!(answer.status, 204, "{}", answer.text());
        let opened = opened.clone();
        assert_eq!(in_time(|| fs::read_to_string(opened)).expect("it is there"), expected);
    };
    for (command, expected) in [
        (format!("\"{script}\" {{path}}"), format!("{file}|")),
        (format!("'{script}' \"two words\" {{path}}:{{line}}"), format!("two words|{file}:3|")),
        // As installers write it.
        (script.to_string(), format!("{file}|")),
    ] {
        starts(&Server::start(&site, &["--editor", &command]), &expected);
        let serve = || site.command(&["serve", "--port", "0"]);
        let mut visual = serve();
        visual.env("VISUAL", &command).env("EDITOR", "/usr/bin/true");
        starts(&Server::of(visual), &expected);
        // A variable that is empty, or names an editor for the terminal, is none.
        let mut editor = serve();
        editor.env("VISUAL", "vim").env("EDITOR", &command);
        starts(&Server::of(editor), &expected);
    }
}

#[test]
fn an_editor_that_cannot_be_understood_is_told() {
    let site = Project::new();
    for editor in ["", " ", "\"/path with spaces/ed {path}", "\"\" {path}"] {
        let run = site.run(&["serve", "--port", "0", "--editor", editor]);
        assert!(run.stderr.contains("--editor"), "{run:?}");
        run.exits(2);
    }
}

#[test]
fn an_address_opens_the_file_at_the_line() {
    let site = Project::new().file("content/a & қ.kk.md", "+++\ntitle = \n+++\n");
    let server = Server::start(&site, &["--editor", "idea://open?file={path}&line={line}&column={column}"]);
    let panel = server.panel("/kk/", "en");
    let found = panel["diagnostics"]["site"].as_array().expect("a list");
    let open = found.iter().find(|one| one["line"] == 2).expect("it is told");
    let root = fs::canonicalize(site.root()).expect("it is there");
    let expected =
        format!("idea://open?file={}/content/a%20%26%20%D2%9B.kk.md&line=2&column=", root.display());
    assert!(open["open"]["url"].as_str().is_some_and(|url| url.starts_with(&expected)), "{open:#}");
}
