//! One click that mends a mistake, and one that takes it back.

use std::fs;

use serde_json::{Value, json};

use super::server::{Response, Server, eventually};
use crate::project::Project;

const FILE: &str = "content/about.kk.md";

fn site(text: &str) -> Project {
    Project::new().document("about.kk.md", "Біз", text)
}

fn text(site: &Project) -> String {
    fs::read_to_string(site.path(FILE)).expect("it is there")
}

/// The mistakes of the page.
fn found(panel: &Value) -> &Vec<Value> {
    panel["diagnostics"]["page"].as_array().expect("a list")
}

/// The request to fix a mistake that a panel shows.
fn request(one: &Value, all: bool) -> Value {
    json!({ "url": "/kk/about/", "diagnostic": one["id"], "fix": one["fix"]["id"], "all": all, "lang": "en" })
}

struct Editor<'s> {
    server: &'s Server,
    token: String,
}

impl<'s> Editor<'s> {
    fn new(server: &'s Server) -> Self {
        let panel = server.panel("/kk/about/", "en");
        Self { server, token: panel["token"].as_str().expect("a token").to_owned() }
    }

    fn panel(&self) -> Value {
        self.server.panel("/kk/about/", "en")
    }

    fn send(&self, what: &str, body: &Value, headers: &[(&str, &str)]) -> Response {
        let token = [("Sapar-Token", self.token.as_str())];
        let headers = [&token, headers].concat();
        self.server.send("POST", &format!("/_sapar/{what}"), &headers, &body.to_string())
    }

    /// Asks for a fix or an undo, waits until the site has followed, and hands out the panel.
    fn does(&self, what: &str, body: &Value) -> Value {
        let mut events = self.server.events();
        let answer = self.send(what, body, &[]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        events.next("change");
        self.panel()
    }

    /// What is said of a request that is refused.
    fn refusal(&self, what: &str, body: &Value, status: u16) -> String {
        let answer = self.send(what, body, &[]);
        assert_eq!(answer.status, status, "{}", answer.text());
        let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
        answer["message"].as_str().expect("a message").to_owned()
    }
}

#[test]
fn a_mistake_is_mended_and_the_mend_is_taken_back() {
    let site = site("Кіру: ** Маңызды ** осында\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let panel = editor.panel();
    let one = &found(&panel)[0];
    assert_eq!(
        one["fix"]["changes"],
        json!([{
            "line": 4,
            "before": { "text": "Кіру: ** Маңызды ** осында", "mark": [8, 17] },
            "after": { "text": "Кіру: **Маңызды** осында", "mark": [8, 15] },
        }])
    );
    assert_eq!((&one["fix"]["all"], &panel["edits"]), (&Value::Null, &json!([])));
    let mended = editor.does("fix", &request(one, false));
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\nКіру: **Маңызды** осында\n");
    assert_eq!(found(&mended), &Vec::<Value>::new());
    assert!(server.get("/kk/about/").text().contains("<strong>Маңызды</strong>"));
    let edit = &mended["edits"][0];
    assert_eq!(edit["message"], "Fixed: `content/about.kk.md`, line 4");
    // Whoever asks again, after the page was loaded anew, finds it there.
    assert_eq!(editor.panel()["edits"], mended["edits"]);
    assert_eq!(
        server.panel("/kk/", "ru")["edits"][0]["message"],
        "Исправлено: `content/about.kk.md`, строка 4"
    );

    let undone = editor.does("undo", &json!({ "edit": edit["id"], "lang": "en" }));
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\nКіру: ** Маңызды ** осында\n");
    assert_eq!((found(&undone).len(), &undone["edits"]), (1, &json!([])));
    // It is undone once.
    let again = editor.refusal("undo", &json!({ "edit": edit["id"], "lang": "en" }), 409);
    assert!(again.contains("cannot be undone any more"), "{again}");
}

#[test]
fn what_a_look_at_the_whole_site_has_found_is_mended_too() {
    let site = site("Бұл кiтап туралы.\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let findings = |panel: &Value| -> Vec<Value> {
        let all = panel["diagnostics"]["findings"].as_array().expect("a list");
        all.iter().filter(|one| one["code"] == "letter-lookalike").cloned().collect()
    };
    eventually(|| !findings(&editor.panel()).is_empty());
    let panel = editor.panel();
    assert_eq!(found(&panel), &Vec::<Value>::new(), "it is beside what is wrong");
    let found = findings(&panel);
    assert_eq!((found.len(), &found[0]["line"]), (1, &json!(4)));
    let mended = editor.does("fix", &request(&found[0], false));
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\nБұл кітап туралы.\n");
    // It goes with the text that it was found in, before the site is looked at again.
    assert_eq!(findings(&mended), Vec::<Value>::new());
}

#[test]
fn all_that_are_alike_are_mended_at_once_and_edits_are_undone_from_the_last() {
    let site = site("#Бірінші\n\n** бір **, ** екі ** және ** үш **\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let panel = editor.panel();
    let offers: Vec<&Value> = found(&panel).iter().map(|one| &one["fix"]["all"]).collect();
    assert_eq!(offers, [&json!("Fix all 4 like this"), &Value::Null, &Value::Null, &Value::Null]);
    let panel = editor.does("fix", &request(&found(&panel)[1], false));
    let panel = editor.does("fix", &request(&found(&panel)[0], true));
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\n# Бірінші\n\n**бір**, **екі** және **үш**\n");
    let edits = panel["edits"].as_array().expect("a list");
    let told: Vec<(&str, bool)> =
        edits.iter().map(|edit| (edit["message"].as_str().expect("a text"), edit["undo"] == true)).collect();
    // What came later has to be undone first.
    assert_eq!(
        told,
        [("Fixed in 3 places: `content/about.kk.md`", true), ("Fixed: `content/about.kk.md`, line 6", false),]
    );
    let refused = editor.refusal("undo", &json!({ "edit": edits[1]["id"], "lang": "en" }), 409);
    assert!(refused.contains("cannot be undone any more"), "{refused}");
    let panel = editor.does("undo", &json!({ "edit": edits[0]["id"] }));
    editor.does("undo", &json!({ "edit": panel["edits"][0]["id"] }));
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\n#Бірінші\n\n** бір **, ** екі ** және ** үш **\n");
}

#[test]
fn nothing_is_written_over_what_somebody_else_wrote() {
    let site = site("#Көл\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let seen = request(&found(&editor.panel())[0], false);
    // The same mistake at the same place, in another line.
    let other = "+++\ntitle = \"Біз\"\n+++\n#Көл жағасы\n\nЖаңа мәтін.\n";
    site.write(FILE, other);
    let refused = editor.refusal("fix", &seen, 409);
    assert!(refused.contains("the file has changed"), "{refused}");
    assert_eq!(text(&site), other);

    let mut events = server.events();
    while found(&editor.panel()).is_empty() || request(&found(&editor.panel())[0], false) == seen {
        events.next("change");
    }
    let panel = editor.does("fix", &request(&found(&editor.panel())[0], false));
    let edit = panel["edits"][0]["id"].clone();
    site.write(FILE, other);
    let refused = editor.refusal("undo", &json!({ "edit": edit, "lang": "kk" }), 409);
    assert!(refused.contains("кері қайтару мүмкін емес"), "{refused}");
    assert_eq!(text(&site), other);
    assert_eq!(editor.panel()["edits"], json!([]), "nothing is offered that cannot be done");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_left_and_the_editor_is_told_why() {
    use std::os::unix::fs::PermissionsExt;
    let site = site("#Көл\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let request = request(&found(&editor.panel())[0], false);
    fs::set_permissions(site.path(FILE), fs::Permissions::from_mode(0o444)).expect("it is ours");
    let refused = editor.refusal("fix", &request, 403);
    assert_eq!(refused, "Nothing was fixed: `content/about.kk.md` is write-protected.");
    fs::set_permissions(site.path(FILE), fs::Permissions::from_mode(0o644)).expect("it is ours");
    fs::hard_link(site.path(FILE), site.path("second.md")).expect("links can be made");
    let refused = editor.refusal("fix", &request, 403);
    assert!(refused.contains("a second name"), "{refused}");
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\n#Көл\n");
    assert_eq!(editor.panel()["edits"], json!([]));
}

#[test]
fn only_the_panel_of_a_browser_on_this_computer_mends() {
    let site = site("#Көл\n");
    let server = Server::start(&site, &[]);
    let editor = Editor::new(&server);
    let fix = request(&found(&editor.panel())[0], false);
    let undo = json!({ "edit": 0 });
    let own = format!("http://{}", server.address);
    for (what, body) in [("fix", &fix), ("undo", &undo)] {
        for header in [
            ("Origin", "http://evil.example"),
            ("Origin", "null"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Host", "evil.example"),
            ("X-Forwarded-For", "192.168.1.7"),
            ("Forwarded", "for=192.168.1.7"),
        ] {
            assert_eq!(editor.send(what, body, &[header]).status, 403, "{what} {header:?}");
        }
        for token in ["", "x", &editor.token[1..]] {
            let stranger = Editor { server: &server, token: token.to_owned() };
            let refused = stranger.refusal(what, body, 403);
            assert!(refused.contains("only a browser on the computer"), "{refused}");
        }
        let path = format!("/_sapar/{what}");
        assert_eq!(server.send("POST", &path, &[], &body.to_string()).status, 403);
        for method in ["GET", "HEAD", "PUT"] {
            assert_eq!(server.request(method, &path, &[]).status, 405, "{method} {what}");
        }
        for wrong in ["", "{", "[]", "null", "{\"edit\": -1}"] {
            let token = [("Sapar-Token", editor.token.as_str())];
            assert_eq!(server.send("POST", &path, &token, wrong).status, 400, "{what} {wrong}");
        }
        let long = json!({ "edit": 0, "url": "x".repeat(100_000) });
        assert_eq!(editor.send(what, &long, &[]).status, 413);
    }
    // Somebody who looks on from elsewhere, as through a proxy, sees the mistake and no button.
    let path = "/_sapar/panel.json?url=/kk/about/";
    let seen = server.request("GET", path, &[("X-Forwarded-For", "192.168.1.7")]);
    let seen: Value = serde_json::from_slice(&seen.body).expect("JSON");
    assert_eq!(
        (found(&seen).len(), &found(&seen)[0]["fix"], &seen["edits"]),
        (1, &Value::Null, &Value::Null)
    );
    assert_eq!(text(&site), "+++\ntitle = \"Біз\"\n+++\n#Көл\n");
    editor.refusal("undo", &undo, 409);
    for (name, wrong) in [("diagnostic", "x"), ("fix", "x"), ("url", "/nowhere/")] {
        let mut other = fix.clone();
        other[name] = wrong.into();
        // An address that is no page lists the mistakes of the whole site.
        let status = if name == "url" { 200 } else { 409 };
        assert_eq!(editor.send("fix", &other, &[("Origin", &own)]).status, status, "{name}");
    }
}
