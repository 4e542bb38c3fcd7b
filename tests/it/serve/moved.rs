//! Pages that are not where they were.

use super::server::{Response, Server};
use crate::project::Project;
use std::fs;

fn moved(answer: &Response) -> (u16, Option<&str>) {
    (answer.status, answer.header("sapar-moved-to"))
}

fn kanas(slug: &str) -> String {
    format!("+++\ntitle = \"Kanas\"\nslug = \"{slug}\"\n+++\nText.\n")
}

#[test]
fn a_page_whose_slug_changed_is_found_from_all_its_old_addresses() {
    let site =
        Project::new().document("lakes/_index.kk.md", "Lakes", "").page("lakes/kanas", "Kanas", "Text.\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    for (slug, path) in [("one", "/kk/lakes/one/"), ("қанас", "/kk/lakes/%D2%9B%D0%B0%D0%BD%D0%B0%D1%81/")]
    {
        site.write("content/lakes/kanas/index.kk.md", kanas(slug));
        events.until_it(&server, path, |answer| answer.status == 200);
    }
    let last = "/kk/lakes/%D2%9B%D0%B0%D0%BD%D0%B0%D1%81/";
    for old in ["/kk/lakes/kanas/", "/kk/lakes/kanas", "/kk/lakes/one/"] {
        assert_eq!(moved(&server.get(old)), (404, Some(last)), "{old}");
    }
    assert_eq!(moved(&server.get(last)), (200, None));
    assert_eq!(moved(&server.get("/ru/lakes/kanas/")), (200, None));
    // Back again: nothing leads away from where it is.
    site.write("content/lakes/kanas/index.kk.md", kanas("kanas"));
    events.until_it(&server, "/kk/lakes/kanas/", |answer| answer.status == 200);
    assert_eq!(moved(&server.get("/kk/lakes/one/")), (404, Some("/kk/lakes/kanas/")));
    assert_eq!(moved(&server.get(last)), (404, Some("/kk/lakes/kanas/")));
}

#[test]
fn pages_of_a_folder_that_was_renamed_are_found_with_their_files() {
    let site = Project::new()
        .document("lakes/_index.kk.md", "Lakes", "All lakes.\n")
        .page("lakes/kanas", "Kanas", "A lake.\n")
        .page("lakes/aral", "Aral", "A sea.\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    fs::rename(site.path("content/lakes"), site.path("content/seas")).expect("it can be renamed");
    events.until_it(&server, "/kk/seas/aral/", |answer| answer.status == 200);
    for (old, new) in [
        ("/kk/lakes/", "/kk/seas/"),
        ("/zh/lakes/kanas/", "/zh/seas/kanas/"),
        ("/kk/lakes/aral/", "/kk/seas/aral/"),
    ] {
        assert_eq!(moved(&server.get(old)), (404, Some(new)), "{old}");
    }
    fs::rename(site.path("content/seas/aral"), site.path("content/aral")).expect("it can be renamed");
    events.until_it(&server, "/kk/aral/", |answer| answer.status == 200);
    assert_eq!(moved(&server.get("/kk/lakes/aral/")), (404, Some("/kk/aral/")));
    fs::remove_dir_all(site.path("content/aral")).expect("it can be removed");
    events.until_it(&server, "/kk/aral/", |answer| answer.status == 404);
    // What is gone leads nowhere in the end, and is told as gone.
    assert_eq!(moved(&server.get("/kk/aral/")), (404, None));
    assert_eq!(moved(&server.get("/kk/lakes/aral/")), (404, None));
}

#[test]
fn another_base_path_moves_every_page() {
    let site = Project::new().page("about", "About", "Text.\n");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    site.write("sapar.toml", config.replace("altai.example/", "altai.example/altai/"));
    let mut events_of_both = |path: &str| events.until_it(&server, path, |answer| answer.status == 200);
    events_of_both("/altai/kk/about/");
    assert_eq!(server.get("/altai/_sapar/client.js").status, 200);
}
