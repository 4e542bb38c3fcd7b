//! The preview compresses the texts of documents once its first page is there, and shows the versions that a site was made from, whatever has
//! become of their files since.

use std::fs;

use sapar::data::parse_date;
use sapar::project::Project as Loaded;
use sapar::render::{Body, render};
use sapar::site::SiteOptions;

use crate::project::Project;

const CONFIG: &str = "base_url = \"https://altai.example/\"\ndefault_language = \"kk\"\n\
    [languages.kk]\nname = \"Қазақша\"\n[languages.ru]\nname = \"Русский\"\n[languages.zh]\nname = \"中文\"\n\
    [languages.en]\nname = \"English\"\n";

fn options() -> SiteOptions {
    SiteOptions { base_url: None, drafts: false, now: parse_date("2026-06-01").expect("a day") }
}

fn document(title: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n{body}\n")
}

/// The page at an address; `None` if there is none.
fn page(loaded: &Loaded, url: &str) -> Option<String> {
    let view = loaded.view().expect("a site");
    match render(view, view.site.route_at(url)?).body {
        Body::Bytes(bytes) => Some(String::from_utf8(bytes.clone()).expect("a page is a text")),
        _ => panic!("{url} is no page"),
    }
}

fn refresh(loaded: &mut Loaded, site: &Project, path: &str) {
    loaded.refresh(&[&site.path(path)], options().now).expect("something has changed");
}

#[test]
fn the_texts_of_a_site_that_stays_in_memory_can_be_compressed() {
    let site = Project::bare().file("sapar.toml", CONFIG);
    let sentences = [
        ("kk", "Көл жағасында ауыл бар, одан жол тауға шығады. "),
        ("ru", "На берегу озера стоит село, от него дорога уходит в горы. "),
        ("zh", "湖边有一个村庄，从那里有路通往山上。"),
        ("en", "There is a village by the lake, and a road from there into the mountains. "),
    ];
    for (tag, sentence) in sentences {
        site.write(&format!("content/_index.{tag}.md"), document("Altai", ""));
        for number in 0..25 {
            let body =
                format!("# {number}\n\n{}\n\n[x](/lake-{}/)\n", sentence.repeat(40), (number + 1) % 25);
            site.write(
                &format!("content/lake-{number}/index.{tag}.md"),
                document(&number.to_string(), &body),
            );
        }
    }
    let loaded = Loaded::open(site.root(), options()).expect("a site");
    for route in loaded.view().expect("a site").site.routes.iter() {
        render(loaded.view().expect("a site"), route);
    }
    let view = loaded.view().expect("a site");
    view.site.compress_texts(&|| true);
    let documents =
        view.site.pages.iter().flat_map(|page| &page.texts).filter_map(|text| text.document.as_ref());
    let (mut count, mut in_memory, mut on_disk) = (0, 0, 0);
    for document in documents {
        let file = fs::read_to_string(site.path(&document.source.path)).expect("the file is there");
        assert_eq!(*document.source.open().text, *file, "{}", document.source.path);
        count += 1;
        in_memory += document.source.size();
        on_disk += file.len();
    }
    assert_eq!(count, 104);
    assert!(in_memory < on_disk / 3, "{in_memory} of {on_disk} bytes");
}

#[test]
fn a_site_shows_the_texts_that_it_was_made_from() {
    let site = Project::bare()
        .file("sapar.toml", CONFIG)
        .document("_index.kk.md", "Алтай", "")
        .document("lake/index.kk.md", "Көл", &"Ескі мәтін. ".repeat(50))
        .document("peak/index.kk.md", "Шың", &"Биік тау. ".repeat(50));
    let mut loaded = Loaded::open(site.root(), options()).expect("a site");
    let (lake, peak) = ("content/lake/index.kk.md", "content/peak/index.kk.md");
    // Shorter than before, with letters of another length where those of the old text began and ended.
    site.write(lake, document("湖", "# 新\n"));
    fs::remove_file(site.path(peak)).expect("files can be removed");
    assert!(page(&loaded, "/kk/lake/").expect("a page").contains("Ескі мәтін. Ескі мәтін."));
    assert!(page(&loaded, "/kk/peak/").expect("a page").contains("Биік тау. Биік тау."));

    refresh(&mut loaded, &site, lake);
    let shown = page(&loaded, "/kk/lake/").expect("a page");
    assert!(shown.contains("新") && !shown.contains("Ескі"), "{shown}");
    assert!(page(&loaded, "/kk/peak/").is_some(), "nobody has said yet that it is gone");
    refresh(&mut loaded, &site, peak);
    assert_eq!(page(&loaded, "/kk/peak/"), None);
}

#[test]
fn the_last_version_that_could_be_understood_is_there_after_its_file_was_overwritten() {
    let site = Project::bare().file("sapar.toml", CONFIG).document("_index.kk.md", "Алтай", "").document(
        "lake/index.kk.md",
        "Көл",
        &"Жаға тыныш. ".repeat(50),
    );
    let mut loaded = Loaded::open(site.root(), options()).expect("a site");
    let lake = "content/lake/index.kk.md";
    site.write(lake, "+++\ntitle = \"Көл\n+++\nЖаңа.\n");
    refresh(&mut loaded, &site, lake);
    assert_eq!(loaded.stale_files(), [lake]);
    assert!(page(&loaded, "/kk/lake/").expect("a page").contains("Жаға тыныш. Жаға тыныш."));
    // What is told quotes the file as it is now.
    let told = loaded.diagnostics();
    let place = told.iter().find_map(|it| it.location.as_ref()).expect("a place");
    assert_eq!((place.file(), place.line()), (lake, 2));
    assert_eq!(place.excerpt().expect("a line").text, "title = \"Көл");
}
