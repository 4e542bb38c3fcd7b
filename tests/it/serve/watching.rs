//! Every kind of change shows, however it was made, and none needs a restart.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::server::{Events, Server};
use crate::project::Project;

fn site() -> Project {
    Project::with_theme()
        .publishing_all()
        .page("about", "About", "Text.\n")
        .page("lakes/kanas", "Kanas", "Text.\n")
        .document("lakes/_index.ru.md", "Озёра", "")
}

fn about(text: &str) -> String {
    format!("+++\ntitle = \"About\"\n+++\n{text}\n")
}

fn started(site: &Project) -> (Server, Events) {
    let server = Server::start(site, &[]);
    let events = server.events();
    (server, events)
}

fn rename(site: &Project, from: &str, to: &str) {
    let to = site.path(to);
    fs::create_dir_all(to.parent().expect("it stands in a folder")).expect("folders can be made");
    fs::rename(site.path(from), to).expect("it can be renamed");
}

fn is_there(events: &mut Events, server: &Server, path: &str) {
    events.until_it(server, path, |answer| answer.status == 200);
}

fn is_gone(events: &mut Events, server: &Server, path: &str) {
    events.until_it(server, path, |answer| answer.status == 404);
}

#[test]
fn a_file_is_saved_as_editors_save() {
    let site = site();
    let (server, mut events) = started(&site);
    let path = "content/about/index.kk.md";
    // nano, and Visual Studio Code: in place.
    site.write(path, about("in place"));
    events.until(&server, "/kk/about/", "in place");
    // vim: it tries whether it may make files, puts the old version aside, and writes a new one.
    site.write("content/about/4913", "");
    site.remove("content/about/4913");
    rename(&site, path, "content/about/index.kk.md~");
    site.write(path, about("by vim"));
    site.remove("content/about/index.kk.md~");
    events.until(&server, "/kk/about/", "by vim");
    // rsync and git: beside it under another name, and then over it.
    site.write("content/about/.index.kk.md.Xy12", about("by rsync"));
    rename(&site, "content/about/.index.kk.md.Xy12", path);
    events.until(&server, "/kk/about/", "by rsync");
    // From outside of the site's folders.
    site.write("draft.txt", about("from elsewhere"));
    rename(&site, "draft.txt", path);
    events.until(&server, "/kk/about/", "from elsewhere");
    // JetBrains: beside it, the old one away, the new one in its place.
    site.write("content/about/index.kk.md___jb_tmp___", about("by JetBrains"));
    rename(&site, path, "content/about/index.kk.md___jb_old___");
    rename(&site, "content/about/index.kk.md___jb_tmp___", path);
    site.remove("content/about/index.kk.md___jb_old___");
    events.until(&server, "/kk/about/", "by JetBrains");
    for path in ["/about/4913", "/about/index.kk.md~", "/about/index.kk.md___jb_old___"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn every_kind_of_file_shows_its_change() {
    let site = site();
    let (server, mut events) = started(&site);
    site.write("content/about/facts.toml", "aliases = [\"/we/\"]\n");
    is_there(&mut events, &server, "/kk/we/");
    site.write("themes/tiny/templates/page.html", "{{ page.title }} new template {{ \"hello\" | t }}\n");
    events.until(&server, "/kk/about/", "new template");
    site.write("themes/tiny/locales/kk/tiny.ftl", "tags = Т\nhello = Қайырлы таң\n");
    events.until(&server, "/kk/about/", "Қайырлы таң");
    site.write("locales/kk/site.ftl", "hello = Кеш жарық\n");
    events.until(&server, "/kk/about/", "Кеш жарық");
    site.write("themes/tiny/static/css/main.css", "p { margin: 3px }\n");
    let change = events.change();
    assert_eq!(
        (&change["assets"], &change["saved"]),
        (&serde_json::json!(["/css/main.css"]), &serde_json::json!([]))
    );
    events.until(&server, "/css/main.css", "3px");
    site.write("content/about/a қ.txt", "one\n");
    is_there(&mut events, &server, "/about/a%20%D2%9B.txt");
    site.write("content/about/a қ.txt", "two or more\n");
    assert_eq!(events.change()["assets"], serde_json::json!(["/about/a%20%D2%9B.txt"]));
    events.until(&server, "/about/a%20%D2%9B.txt", "two");
    site.write(
        "themes/tiny/components/box.html",
        "{% component box(title: string) -%}\n[{{ title }}]\n{%- endcomponent box %}\n",
    );
    site.write("content/lakes/_index.ru.md", "+++\ntitle = \"Озёра\"\n+++\n:::box title=\"Да\"\n:::\n");
    events.until(&server, "/ru/lakes/", "Озёра");
    site.write("themes/tiny/templates/section.html", "{{ page.content | safe }}");
    events.until(&server, "/ru/lakes/", "[Да]");
    site.write("themes/tiny/theme.toml", "[options]\nmark = \"an option\"\n");
    site.write("themes/tiny/templates/section.html", "{{ config.theme.mark }}");
    events.until(&server, "/ru/lakes/", "an option");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", format!("{config}[sections.lakes]\nfeed = true\n"));
    is_there(&mut events, &server, "/ru/lakes/feed.xml");
    site.write("sapar.toml", config.replace("theme = \"tiny\"\n", ""));
    events.until(&server, "/kk/about/", "skip");
}

#[test]
fn folders_come_go_and_are_renamed() {
    let site = site();
    let (server, mut events) = started(&site);
    // With files in them at once, some deep down, some in folders whose names begin alike.
    for folder in ["deep", "deep-1", "deep/er/still", "deep.x"] {
        site.write(&format!("content/{folder}/index.kk.md"), about(folder));
    }
    for path in ["/kk/deep/", "/kk/deep-1/", "/kk/deep/er/still/"] {
        is_there(&mut events, &server, path);
    }
    assert_eq!(server.panel("/kk/deep/", "en")["diagnostics"]["page"], serde_json::json!([]));
    // What is written into a new folder later is noticed, too.
    site.write("content/deep/er/still/index.kk.md", about("later"));
    events.until(&server, "/kk/deep/er/still/", "later");
    rename(&site, "content/deep", "content/moved");
    is_there(&mut events, &server, "/kk/moved/er/still/");
    is_gone(&mut events, &server, "/kk/deep/");
    site.write("content/moved/er/still/index.kk.md", about("after the move"));
    events.until(&server, "/kk/moved/er/still/", "after the move");
    rename(&site, "content/moved/er", "content/er");
    is_there(&mut events, &server, "/kk/er/still/");
    fs::remove_dir_all(site.path("content/er")).expect("it can be removed");
    is_gone(&mut events, &server, "/kk/er/still/");
    // A file in the place of a folder, and a folder in the place of a file.
    fs::remove_dir_all(site.path("content/moved")).expect("it can be removed");
    site.write("content/moved", "a file\n");
    is_there(&mut events, &server, "/moved");
    site.remove("content/moved");
    site.write("content/moved/index.kk.md", about("a folder"));
    is_there(&mut events, &server, "/kk/moved/");
}

#[test]
fn folders_of_the_site_itself_come_and_go() {
    let site = site();
    let (server, mut events) = started(&site);
    for round in ["one", "two"] {
        site.write("static/a.txt", round);
        events.until(&server, "/a.txt", round);
        site.write("static/deep/b.txt", round);
        events.until(&server, "/deep/b.txt", round);
        site.write("locales/kk/site.ftl", format!("hello = {round}\n"));
        site.write("themes/tiny/templates/page.html", "{{ \"hello\" | t }}\n");
        events.until(&server, "/kk/about/", round);
        site.write("static/a.txt", format!("{round} more"));
        events.until(&server, "/a.txt", "more");
        for folder in ["static", "locales"] {
            fs::remove_dir_all(site.path(folder)).expect("it can be removed");
        }
        is_gone(&mut events, &server, "/a.txt");
        events.until(&server, "/kk/about/", "Сәлем");
    }
    // At once, before anyone could look.
    site.write("static/a.txt", "first");
    is_there(&mut events, &server, "/a.txt");
    for text in ["second", "third"] {
        fs::remove_dir_all(site.path("static")).expect("it can be removed");
        site.write("static/a.txt", text);
        events.until(&server, "/a.txt", text);
    }
    // Moved in from elsewhere with all that stands in it, and out again.
    rename(&site, "static", "static-away");
    is_gone(&mut events, &server, "/a.txt");
    rename(&site, "static-away", "static");
    is_there(&mut events, &server, "/a.txt");
    site.write("static/a.txt", "after the move");
    events.until(&server, "/a.txt", "after the move");
    rename(&site, "content", "content-away");
    is_gone(&mut events, &server, "/kk/about/");
    rename(&site, "content-away", "content");
    is_there(&mut events, &server, "/kk/about/");
    site.write("content/about/index.kk.md", "+++\ntitle = \"After the move\"\n+++\n");
    site.write("themes/tiny/templates/page.html", "{{ page.title }}\n");
    events.until(&server, "/kk/about/", "After the move");
}

#[test]
fn a_theme_appears_and_disappears() {
    let site = site();
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("theme = \"tiny\"\n", "theme = \"mine\"\n"));
    let (server, mut events) = started(&site);
    assert!(server.panel("/kk/about/", "en")["diagnostics"]["errors"].as_u64() > Some(0));
    copy(&site.path("themes/tiny"), &site.path("themes/mine"));
    events
        .until_it(&server, "/kk/about/", |_| server.panel("/kk/about/", "en")["diagnostics"]["errors"] == 0);
    site.write("themes/mine/templates/page.html", "mine\n");
    events.until(&server, "/kk/about/", "mine");
    // While it is away its last version stays.
    rename(&site, "themes/mine", "themes/away");
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    assert!(server.get("/kk/about/").text().contains("mine"));
    rename(&site, "themes/away", "themes/mine");
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_none());
    // The theme within the program, and a copy of it in the site.
    site.write("sapar.toml", config.replace("theme = \"tiny\"\n", ""));
    events.until(&server, "/kk/about/", "skip");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe"), &site.path("themes/steppe"));
    let template = "themes/steppe/templates/base.html";
    let text = fs::read_to_string(site.path(template)).expect("it is there");
    site.write(template, text.replace("<body", "<body data-theme=\"my own\""));
    events.until(&server, "/kk/about/", "my own");
    fs::remove_dir_all(site.path("themes/steppe")).expect("it can be removed");
    events.until_it(&server, "/kk/about/", |answer| !answer.text().contains("my own"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folders can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).expect("files can be copied")),
        }
    }
}

#[test]
fn nobody_is_told_of_what_has_not_changed() {
    let site = site();
    site.write("static/a.txt", "a\n");
    let (server, mut events) = started(&site);
    let before = events.version;
    let text = fs::read_to_string(site.path("content/about/index.kk.md")).expect("it is there");
    // A file that is just being written is empty for a moment, which is a change of its own to whoever looks then.
    server.suspend();
    site.write("content/about/index.kk.md", &text);
    site.write("static/a.txt", "a\n");
    for path in ["content/about/index.kk.md", "static/a.txt", "sapar.toml", "themes/tiny/theme.toml"] {
        let file = fs::File::options().append(true).open(site.path(path)).expect("it is there");
        file.set_modified(SystemTime::now()).expect("it can be touched");
    }
    // A file that comes and goes, what is none of the site's, what is hidden.
    site.write("content/about/4913", "");
    site.remove("content/about/4913");
    site.write("public/index.html", "built");
    site.write("notes.txt", "mine");
    site.write(".git/index", "git");
    site.write("content/about/.index.kk.md.swp", "vim");
    site.write("content/about/index.kk.md~", "vim");
    site.write("themes/other/theme.toml", "[");
    fs::create_dir(site.path("content/empty")).expect("folders can be made");
    site.write("content/about/index.kk.md", about("changed"));
    server.resume();
    let change = events.change();
    assert!(server.get("/kk/about/").text().contains("changed"));
    assert_eq!((events.version, &change["saved"]), (before + 1, &serde_json::json!(["/kk/about/"])));
}

#[test]
fn hundreds_of_files_change_at_once() {
    let site = site();
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .current_dir(site.root())
            .args([
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "-c",
                "core.hooksPath=/dev/null",
            ])
            .args(arguments)
            .output()
            .expect("git starts");
        assert!(status.status.success(), "{status:?}");
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=First"]);
    git(&["checkout", "--quiet", "-b", "other"]);
    for number in 0..125 {
        for tag in ["kk", "ru", "zh", "en"] {
            site.write(
                &format!("content/lakes/lake-{number}/index.{tag}.md"),
                about(&format!("Lake {number}")),
            );
        }
    }
    site.write("content/about/index.kk.md", about("on the other branch"));
    fs::remove_dir_all(site.path("content/lakes/kanas")).expect("it can be removed");
    git(&["add", "--all", "."]);
    git(&["commit", "--quiet", "--message=Second"]);
    git(&["checkout", "--quiet", "main"]);
    let (server, mut events) = started(&site);
    for (branch, text, there, gone) in [
        ("other", "on the other branch", "/zh/lakes/lake-124/", "/zh/lakes/kanas/"),
        ("main", "Text.", "/zh/lakes/kanas/", "/zh/lakes/lake-124/"),
    ] {
        git(&["checkout", "--quiet", branch]);
        events.until(&server, "/kk/about/", text);
        is_there(&mut events, &server, there);
        is_gone(&mut events, &server, gone);
    }
    for number in [0, 60, 124] {
        assert_eq!(server.get(&format!("/en/lakes/lake-{number}/")).status, 404);
    }
    assert_eq!(server.panel("/ru/lakes/", "en")["diagnostics"]["errors"], 0);
}

#[test]
fn two_edits_at_the_same_moment_both_show() {
    let site = site();
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    let (server, mut events) = started(&site);
    site.write("content/about/index.kk.md", about("in Kazakh"));
    site.write("content/about/index.ru.md", about("in Russian"));
    events.until(&server, "/kk/about/", "in Kazakh");
    events.until(&server, "/ru/about/", "in Russian");
    // The last language is saved and taken out of the site.
    let (without, _) = config.split_once("[languages.en]").expect("it is the last");
    let without = without
        .replace("fallback = [\"ru\", \"en\"]", "fallback = [\"ru\"]")
        .replace("fallback = [\"en\"]", "");
    site.write("content/about/index.en.md", about("in English"));
    site.write("sapar.toml", format!("{without}[taxonomies.tags]\n"));
    is_gone(&mut events, &server, "/en/about/");
    site.write("content/about/index.kk.md", about("still there"));
    events.until(&server, "/kk/about/", "still there");
    site.write("sapar.toml", config);
    events.until(&server, "/en/about/", "in English");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_until_it_may() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let (server, mut events) = started(&site);
    let path = site.path("content/about/index.kk.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions can be changed");
    if fs::read(&path).is_err() {
        let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
        assert!(stale.text().contains("Text."));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("permissions can be changed");
        events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_none());
    }
    // Bytes that are no text cannot be read by anyone.
    site.write("content/about/index.kk.md", b"+++\ntitle = \"\xff\"\n+++\n");
    let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    assert!(stale.text().contains("Text."));
    site.write("content/about/index.kk.md", about("readable"));
    let healed = events.until(&server, "/kk/about/", "readable");
    assert_eq!(healed.header("sapar-stale"), None);
}

#[test]
fn changes_are_looked_for_where_the_system_tells_of_none() {
    let site = site();
    let server = Server::start(&site, &["--poll"]);
    let mut events = server.events();
    site.write("content/about/index.kk.md", about("changed and longer"));
    events.until(&server, "/kk/about/", "changed and longer");
    // A copy that keeps its times may be older than what it replaces.
    site.write("older.md", about("of yesterday"));
    let older = fs::File::options().write(true).open(site.path("older.md")).expect("it is there");
    older.set_modified(SystemTime::now() - Duration::from_hours(24)).expect("times can be set");
    rename(&site, "older.md", "content/about/index.kk.md");
    events.until(&server, "/kk/about/", "of yesterday");
    site.write("content/new/deep/index.kk.md", about("new"));
    is_there(&mut events, &server, "/kk/new/deep/");
    site.write("static/a.txt", "a\n");
    is_there(&mut events, &server, "/a.txt");
    site.write("static/b.txt", "b\n");
    is_there(&mut events, &server, "/b.txt");
    fs::remove_dir_all(site.path("content/new")).expect("it can be removed");
    is_gone(&mut events, &server, "/kk/new/deep/");
    rename(&site, "content/about", "content/us");
    is_there(&mut events, &server, "/kk/us/");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", config.replace("theme = \"tiny\"\n", ""));
    events.until(&server, "/kk/us/", "skip");
}

#[test]
fn a_root_is_watched_however_it_is_given() {
    let site = site();
    let mut roots = vec!["../site".to_owned(), "./".to_owned(), "content/..".to_owned()];
    let outer = tempfile::tempdir().expect("a folder for the test");
    let root = outer.path().join("site");
    copy(site.root(), &root);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("site", outer.path().join("link")).expect("links can be made");
        roots.extend(["../link".to_owned(), outer.path().join("link").display().to_string()]);
    }
    for (number, given) in roots.iter().enumerate() {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.current_dir(&root).args(["serve", "--port", "0", "--lang", "en", "--root", given]);
        let server = Server::of(command);
        let mut events = server.events();
        let text = format!("written {number}");
        fs::write(root.join("content/about/index.kk.md"), about(&text)).expect("files can be written");
        events.until(&server, "/kk/about/", &text);
    }
}

#[test]
fn what_is_left_out_follows_the_configuration() {
    let site = site().file("content/about/plan.psd", "psd");
    let (server, mut events) = started(&site);
    assert_eq!(server.get("/about/plan.psd").status, 200);
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", format!("ignore = [\"*.psd\"]\n{config}"));
    is_gone(&mut events, &server, "/about/plan.psd");
    site.write("content/about/plan.psd", "another");
    site.write("sapar.toml", &config);
    is_there(&mut events, &server, "/about/plan.psd");
    assert_eq!(server.get("/about/plan.psd").text(), "another");
    site.write("static/.well-known/security.txt", "Contact: x");
    is_there(&mut events, &server, "/.well-known/security.txt");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    fn link(site: &Project, target: &str, path: &str) {
        let path = site.path(path);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("folders can be made");
        symlink(target, path).expect("links can be made");
    }

    #[test]
    fn a_change_shows_whatever_way_a_file_is_linked_to() {
        for arguments in [&[][..], &["--poll"]] {
            let site = site();
            site.write("shared/b.kk.md", about("one"));
            site.write("shared/deep/c.kk.md", about("one"));
            site.write("lib/d.kk.md", about("one"));
            link(&site, "../shared/b.kk.md", "content/b.kk.md");
            // A folder, and in it a link to a link.
            link(&site, "../shared/deep", "content/deep");
            link(&site, "../hops/d.kk.md", "content/d.kk.md");
            link(&site, "../lib/d.kk.md", "hops/d.kk.md");
            // A file that is one of the site itself.
            link(&site, "../about/index.kk.md", "content/twin/index.kk.md");
            let server = Server::start(&site, arguments);
            let mut events = server.events();
            for (path, url) in [
                ("shared/b.kk.md", "/kk/b/"),
                ("shared/deep/c.kk.md", "/kk/deep/c/"),
                ("lib/d.kk.md", "/kk/d/"),
                ("content/about/index.kk.md", "/kk/twin/"),
            ] {
                site.write(path, about("two, in place"));
                events.until(&server, url, "two, in place");
                site.write("draft.txt", about("three, renamed over it"));
                rename(&site, "draft.txt", path);
                events.until(&server, url, "three, renamed over it");
            }
            assert!(server.get("/kk/about/").text().contains("three"));
            // A file comes into a linked folder.
            site.write("shared/deep/er/e.kk.md", about("a new one"));
            events.until(&server, "/kk/deep/er/e/", "a new one");
            // A link on the way leads elsewhere.
            site.write("lib/other.kk.md", about("elsewhere"));
            site.remove("hops/d.kk.md");
            link(&site, "../lib/other.kk.md", "hops/d.kk.md");
            events.until(&server, "/kk/d/", "elsewhere");
            site.write("lib/other.kk.md", about("elsewhere, and later"));
            events.until(&server, "/kk/d/", "elsewhere, and later");
        }
    }

    #[test]
    fn a_link_to_what_is_not_there_yet_shows_it_when_it_comes() {
        let site = site();
        link(&site, "../shared/deep/b.kk.md", "content/b.kk.md");
        let (server, mut events) = started(&site);
        site.write("shared/deep/b.kk.md", about("here"));
        events.until(&server, "/kk/b/", "here");
        site.write("shared/deep/b.kk.md", about("a little later"));
        events.until(&server, "/kk/b/", "a little later");
        // While the link leads nowhere, the page is shown as it was.
        fs::remove_dir_all(site.path("shared")).expect("it can be removed");
        site.write("shared/deep/b.kk.md", about("here again"));
        events.until(&server, "/kk/b/", "here again");
        site.write("shared/deep/b.kk.md", about("the last time"));
        events.until(&server, "/kk/b/", "the last time");
        // A link that is made while the preview runs.
        site.write("shared/new.kk.md", about("one"));
        link(&site, "../shared/new.kk.md", "content/new.kk.md");
        events.until(&server, "/kk/new/", "one");
        site.write("shared/new.kk.md", about("two"));
        events.until(&server, "/kk/new/", "two");
    }

    #[test]
    fn a_file_with_a_second_name_and_a_linked_configuration_are_watched_too() {
        let site = site();
        site.write("shared/b.kk.md", about("one"));
        fs::hard_link(site.path("shared/b.kk.md"), site.path("content/b.kk.md")).expect("a hard link");
        rename(&site, "sapar.toml", "conf/sapar.toml");
        link(&site, "conf/sapar.toml", "sapar.toml");
        let (server, mut events) = started(&site);
        site.write("shared/b.kk.md", about("two"));
        events.until(&server, "/kk/b/", "two");
        let config = fs::read_to_string(site.path("conf/sapar.toml")).expect("it is there");
        site.write("conf/sapar.toml", format!("{config}[sections.lakes]\nfeed = true\n"));
        is_there(&mut events, &server, "/ru/lakes/feed.xml");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_link_out_of_the_site_leads_to_is_not_watched() {
        let outside = tempfile::tempdir().expect("a folder for the test");
        for number in 0..200 {
            fs::create_dir(outside.path().join(number.to_string())).expect("folders can be made");
        }
        let site = site();
        symlink(outside.path(), site.path("content/usr")).expect("links can be made");
        let (server, mut events) = started(&site);
        site.write("content/about/index.kk.md", about("two"));
        events.until(&server, "/kk/about/", "two");
        let descriptors = fs::read_dir(format!("/proc/{}/fdinfo", server.child.id())).expect("it runs");
        let watches = descriptors
            .filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok())
            .map(|text| text.matches("inotify wd:").count())
            .sum::<usize>();
        assert!((1..100).contains(&watches), "{watches}");
        // Once it is a folder of the site, it is.
        site.remove("content/usr");
        site.write("content/usr/index.kk.md", about("three"));
        events.until(&server, "/kk/usr/", "three");
    }
}
