//! What the preview tells of translations, and how they are accepted in it.

use std::fs;

use serde_json::{Value, json};

use super::server::{Response, Server};
use crate::project::Project;

const RECORD: &str = "content/lakes/lake/translations.toml";
const SOURCE: &str = "content/lakes/lake/index.ru.md";
const ENGLISH: &str = "content/lakes/lake/index.en.md";
const PAGE: &str = "/en/lakes/lake/";

/// A page in three languages, whose source is Russian; it is borrowed in Chinese.
fn site() -> Project {
    let texts = [
        ("ru", "Озеро", "Озеро в горах.\n\n## Дорога {#way}\n\nАвтобус идёт 4 часа.\n\nПалатки есть.\n"),
        ("kk", "Көл", "Таудағы көл.\n\n## Жол {#way}\n\nАвтобус 4 сағат жүреді.\n\nШатыр бар.\n"),
        (
            "en",
            "Lake",
            "A lake in the mountains.\n\n## Way {#way}\n\nThe bus takes 4 hours.\n\nThere are tents.\n",
        ),
    ];
    let site = Project::new().page("lakes", "Lakes", "All of them.\n");
    texts.into_iter().fold(site, |site, (tag, title, text)| {
        site.document(&format!("lakes/lake/index.{tag}.md"), title, text)
    })
}

/// The same with the translations accepted, as they are at first.
fn accepted() -> Project {
    let site = site();
    site.run(&["--lang", "en", "translate", "accept", "--all"]).succeeds();
    site
}

fn read(site: &Project, file: &str) -> String {
    fs::read_to_string(site.path(file)).expect("it is there")
}

fn edit(site: &Project, file: &str, old: &str, new: &str) {
    let text = read(site, file);
    assert!(text.contains(old), "{text}");
    site.write(file, text.replace(old, new));
}

/// A browser that looks at the page of the lake.
struct Reader<'s> {
    server: &'s Server,
    token: String,
}

impl<'s> Reader<'s> {
    fn new(server: &'s Server) -> Self {
        let panel = server.panel(PAGE, "en");
        Self { server, token: panel["token"].as_str().expect("a token").to_owned() }
    }

    /// What the panel says of the translation into a language.
    fn translation(&self, language: &str) -> Value {
        self.server.panel(&format!("/{language}/lakes/lake/"), "en")["page"]["translation"].clone()
    }

    /// All blocks of the translation into a language.
    fn blocks(&self, language: &str) -> Value {
        let answer = self.server.get(&format!("/_sapar/translations.json?url={PAGE}&lang=en"));
        let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
        answer["translations"][language].clone()
    }

    /// The states of all blocks of a translation.
    fn states(&self, language: &str) -> Vec<String> {
        let blocks = self.blocks(language)["blocks"].as_array().expect("a list").clone();
        blocks.iter().map(|block| block["state"].as_str().expect("a text").to_owned()).collect()
    }

    fn send(&self, what: &str, body: &Value, headers: &[(&str, &str)]) -> Response {
        let token = [("Sapar-Token", self.token.as_str())];
        let headers = [&token, headers].concat();
        self.server.send("POST", &format!("/_sapar/{what}"), &headers, &body.to_string())
    }

    /// Sends a request that writes, and waits until the site has followed.
    fn does(&self, what: &str, body: &Value) -> Value {
        let mut events = self.server.events();
        let answer = self.send(what, body, &[]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        events.next("change");
        self.server.panel(PAGE, "en")
    }

    /// What is said of a request that is refused.
    fn refusal(&self, body: &Value, status: u16) -> String {
        let answer = self.send("accept", body, &[]);
        assert_eq!(answer.status, status, "{}", answer.text());
        let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
        answer["message"].as_str().expect("a message").to_owned()
    }
}

/// The first block of a translation in a state.
fn block(translation: &Value, state: &str) -> Value {
    let blocks = translation["blocks"].as_array().expect("a list");
    blocks.iter().find(|block| block["state"] == state).unwrap_or_else(|| panic!("{translation:#}")).clone()
}

/// The request to accept a block of the English translation, or all of it.
fn request(row: &Value, minor: bool) -> Value {
    json!({ "url": PAGE, "translation": "en", "row": row["id"], "minor": minor, "lang": "en" })
}

fn whole(translation: &Value, minor: bool) -> Value {
    json!({ "url": PAGE, "translation": "en", "seen": translation["seen"], "minor": minor, "lang": "en" })
}

#[test]
fn the_panel_tells_what_there_is_to_do_on_a_translation() {
    let site = accepted();
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let quiet = reader.translation("en");
    assert_eq!(
        (&quiet["class"], &quiet["to_do"], &quiet["blocks"]),
        (&json!("complete"), &json!(0), &json!([]))
    );
    assert_eq!(quiet["summary"], "Everything is up to date.");
    assert_eq!(quiet["source"]["tag"], "ru");
    assert_eq!(reader.translation("ru"), Value::Null);
    let borrowed = reader.translation("zh");
    assert_eq!((&borrowed["class"], &borrowed["blocks"]), (&json!("borrowed"), &Value::Null));

    edit(&site, SOURCE, "4 часа", "5 часов");
    edit(&site, SOURCE, "Палатки есть.", "Палатки есть.\n\nВода рядом.");
    edit(&site, ENGLISH, "A lake in the mountains.", "A lake in the mountains.\n\nIt is never crowded here.");
    let mut events = server.events();
    while reader.translation("en")["to_do"] != 3 {
        events.next("change");
    }
    let translation = reader.translation("en");
    assert_eq!(
        translation["summary"],
        "one block is stale, one is missing, one has no source any more, 4 words to do"
    );
    let stale = block(&translation, "stale");
    assert_eq!(
        stale["difference"],
        json!([
            ["same", "Автобус идёт "],
            ["removed", "4"],
            ["added", "5"],
            ["same", " "],
            ["removed", "часа"],
            ["added", "часов"],
            ["same", "."]
        ])
    );
    assert_eq!((&stale["source"]["file"], &stale["source"]["line"]), (&json!(SOURCE), &json!(8)));
    assert_eq!(stale["translations"][0]["plain"], "The bus takes 4 hours.");
    assert_eq!(
        (&stale["translations"][0]["file"], &stale["translations"][0]["line"]),
        (&json!(ENGLISH), &json!(10))
    );
    let missing = block(&translation, "missing");
    assert_eq!((&missing["source"]["text"], &missing["accept"]), (&json!("Вода рядом."), &json!(false)));
    assert_eq!(missing["before"], "There are tents.");
    let orphaned = block(&translation, "orphaned");
    assert_eq!((&orphaned["source"], &orphaned["accept"]), (&Value::Null, &json!(false)));
    assert_eq!(orphaned["translations"][0]["text"], "It is never crowded here.");
    // All blocks are told in the order of the source.
    assert_eq!(
        reader.states("en"),
        ["current", "current", "orphaned", "current", "stale", "current", "missing"]
    );
    // From any page of the subject it is seen that others wait.
    let panel = server.panel("/ru/lakes/lake/", "kk");
    let of_language = |tag: &str| {
        let languages = panel["page"]["languages"].as_array().expect("a list");
        languages.iter().find(|one| one["tag"] == tag).expect("it is there")["translation"].clone()
    };
    assert_eq!((&of_language("en")["to_do"], &of_language("kk")["to_do"]), (&json!(3), &json!(2)));
    assert_eq!(of_language("ru"), Value::Null);
}

#[test]
fn a_block_is_accepted_and_that_is_taken_back() {
    let site = accepted();
    edit(&site, SOURCE, "4 часа", "5 часов");
    edit(&site, SOURCE, "Палатки есть", "Палаток много");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let before = read(&site, RECORD);
    let translation = reader.translation("en");
    assert_eq!(translation["to_do"], 2);
    let panel = reader.does("accept", &request(&block(&translation, "stale"), false));
    assert_eq!(panel["page"]["translation"]["to_do"], 1);
    assert_eq!(reader.states("en"), ["current", "current", "current", "current", "stale"]);
    assert_eq!(reader.states("kk"), ["current", "current", "current", "stale", "stale"]);
    let after = read(&site, RECORD);
    assert_ne!(after, before);
    let edit = &panel["edits"][0];
    assert_eq!(edit["message"], "Accepted: one block, English");
    // What the program itself says of it.
    let status = site.run(&["--lang", "en", "status", "--page", SOURCE]).succeeds().stdout;
    assert_eq!(status.matches("stale: the source has changed").count(), 3, "{status}");

    let panel = reader.does("undo", &json!({ "edit": edit["id"], "lang": "en" }));
    assert_eq!((&panel["page"]["translation"]["to_do"], &panel["edits"]), (&json!(2), &json!([])));
    assert_eq!(read(&site, RECORD), before);
}

#[test]
fn a_minor_edit_of_the_source_is_accepted_in_all_languages_at_once() {
    let site = accepted();
    edit(&site, SOURCE, "4 часа", "4 часа пути");
    edit(&site, SOURCE, "Палатки есть", "Палаток много");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let before = read(&site, RECORD);
    let stale = block(&reader.translation("en"), "stale");
    assert_eq!(stale["minor"], true);
    let panel = reader.does("accept", &request(&stale, true));
    assert_eq!(panel["edits"][0]["message"], "Accepted as a minor edit: 2 translated blocks");
    for language in ["en", "kk"] {
        assert_eq!(reader.states(language), ["current", "current", "current", "current", "stale"]);
    }
    let panel = reader.does("accept", &whole(&reader.translation("en"), true));
    assert_eq!(panel["page"]["translation"]["class"], "complete");
    for language in ["en", "kk"] {
        assert_eq!(reader.states(language), ["current"; 5]);
    }
    let panel = reader.does("undo", &json!({ "edit": panel["edits"][0]["id"], "lang": "en" }));
    reader.does("undo", &json!({ "edit": panel["edits"][0]["id"], "lang": "en" }));
    assert_eq!(read(&site, RECORD), before);
}

#[test]
fn a_whole_translation_is_accepted_where_nothing_was_recorded() {
    let site = site();
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let unrecorded = reader.translation("en");
    assert_eq!((&unrecorded["class"], &unrecorded["to_do"]), (&json!("unrecorded"), &json!(0)));
    assert_eq!(reader.states("en"), ["unaccepted"; 5]);
    let panel = reader.does("accept", &whole(&unrecorded, false));
    assert_eq!(panel["edits"][0]["message"], "Accepted: 5 blocks, English");
    assert_eq!(panel["page"]["translation"]["class"], "complete");
    assert_eq!(reader.translation("kk")["class"], "unrecorded");
    assert!(read(&site, RECORD).contains("\"en "));
    // The new file goes again.
    reader.does("undo", &json!({ "edit": panel["edits"][0]["id"], "lang": "en" }));
    assert!(!site.path(RECORD).exists());
    assert_eq!(reader.translation("en")["class"], "unrecorded");
}

#[test]
fn what_a_machine_has_translated_is_accepted_by_a_reader() {
    let site = accepted();
    let record = read(&site, RECORD);
    let machine: Vec<String> = record
        .lines()
        .map(|line| match line.strip_suffix("\",").filter(|line| line.contains("\"en ")) {
            Some(line) => format!("{line} machine\","),
            None => line.to_owned(),
        })
        .collect();
    site.write(RECORD, machine.join("\n") + "\n");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    assert_eq!(reader.states("en"), ["machine"; 5]);
    assert_eq!(reader.translation("en")["to_do"], 5);
    reader.does("accept", &request(&block(&reader.translation("en"), "machine"), false));
    assert_eq!(reader.states("en").iter().filter(|state| *state == "machine").count(), 4);
    reader.does("accept", &whole(&reader.translation("en"), false));
    assert_eq!(read(&site, RECORD), record);
}

#[test]
fn nothing_is_accepted_that_was_not_seen() {
    let site = accepted();
    edit(&site, SOURCE, "4 часа", "5 часов");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let before = read(&site, RECORD);
    let translation = reader.translation("en");
    let stale = block(&translation, "stale");
    // The source and the translation are written by somebody else, and the preview has not followed yet, or just has.
    for (file, old, new) in [(SOURCE, "5 часов", "6 часов"), (ENGLISH, "4 hours", "6 hours")] {
        let seen = read(&site, file);
        server.suspend();
        edit(&site, file, old, new);
        server.resume();
        let refused = reader.refusal(&request(&stale, false), 409);
        assert!(refused.contains("the text has changed"), "{file}: {refused}");
        assert_eq!(read(&site, RECORD), before, "{file}");
        site.write(file, seen);
    }
    let mut events = server.events();
    while reader.translation("en") != translation {
        events.next("change");
    }
    // What is no longer so once the preview has followed.
    edit(&site, ENGLISH, "4 hours", "6 hours");
    while reader.translation("en") == translation {
        events.next("change");
    }
    for request in [request(&stale, false), request(&stale, true), whole(&translation, false)] {
        let refused = reader.refusal(&request, 409);
        assert!(refused.contains("the text has changed"), "{refused}");
    }
    assert_eq!(read(&site, RECORD), before);
    let missing = json!({ "url": "/en/lakes/lake/", "translation": "ru", "row": "x", "lang": "en" });
    assert!(reader.refusal(&missing, 404).contains("nothing to accept"));
    // A row of that id was never shown: the texts may be others now.
    for (url, language, status) in
        [("/nowhere/", "en", 404), (PAGE, "xx", 404), (PAGE, "zh", 409), ("/en/", "en", 409)]
    {
        reader.refusal(&json!({ "url": url, "translation": language, "row": "x", "lang": "en" }), status);
    }
    assert_eq!(read(&site, RECORD), before);
}

#[cfg(unix)]
#[test]
fn a_record_that_may_not_be_written_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let site = accepted();
    edit(&site, SOURCE, "4 часа", "5 часов");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let before = read(&site, RECORD);
    fs::set_permissions(site.path(RECORD), fs::Permissions::from_mode(0o444)).expect("it is ours");
    let refused = reader.refusal(&request(&block(&reader.translation("en"), "stale"), false), 403);
    assert_eq!(refused, format!("Nothing was accepted: `{RECORD}` is write-protected."));
    assert_eq!(read(&site, RECORD), before);
}

#[test]
fn only_a_browser_on_this_computer_accepts() {
    let site = accepted();
    edit(&site, SOURCE, "4 часа", "5 часов");
    let server = Server::start(&site, &[]);
    let reader = Reader::new(&server);
    let before = read(&site, RECORD);
    let accept = request(&block(&reader.translation("en"), "stale"), false);
    for header in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Host", "evil.example"),
        ("X-Forwarded-For", "192.168.1.7"),
        ("Forwarded", "for=192.168.1.7"),
    ] {
        assert_eq!(reader.send("accept", &accept, &[header]).status, 403, "{header:?}");
    }
    for token in ["", "x", &reader.token[1..]] {
        let stranger = Reader { server: &server, token: token.to_owned() };
        let refused = stranger.refusal(&accept, 403);
        assert!(refused.contains("only a browser on the computer"), "{refused}");
    }
    assert_eq!(server.send("POST", "/_sapar/accept", &[], &accept.to_string()).status, 403);
    assert_eq!(server.request("GET", "/_sapar/accept", &[]).status, 405);
    // Somebody who looks on from elsewhere sees the states and no button.
    for path in ["/_sapar/panel.json?url=/en/lakes/lake/", "/_sapar/translations.json?url=/en/lakes/lake/"] {
        let seen = server.request("GET", path, &[("X-Forwarded-For", "192.168.1.7")]);
        let seen: Value = serde_json::from_slice(&seen.body).expect("JSON");
        let translation =
            if seen["page"].is_null() { &seen["translations"]["en"] } else { &seen["page"]["translation"] };
        let stale = block(translation, "stale");
        assert_eq!(
            (&stale["accept"], &stale["minor"], &translation["accept"]),
            (&json!(false), &json!(false), &json!(false))
        );
        assert_eq!((&stale["source"]["open"], &seen["edits"]), (&Value::Null, &Value::Null));
    }
    assert_eq!(read(&site, RECORD), before);
}
