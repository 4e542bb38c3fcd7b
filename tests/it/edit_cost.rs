//! What an edit in the preview costs does not grow with the site. Costs are counted, not measured: how much memory the
//! thread that edits asks for.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;

use sapar::data::parse_date;
use sapar::project::Project as Loaded;
use sapar::site::SiteOptions;

use crate::project::Project;

thread_local! {
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, which counts the bytes that a thread asks for.
struct Counting;

#[allow(unsafe_code, reason = "an allocator cannot be written without")]
// SAFETY: all is done by the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // A thread that is ending has no counter any more.
        let _ = ALLOCATED.try_with(|allocated| allocated.set(allocated.get() + layout.size()));
        // SAFETY: the caller keeps what it promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps what it promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes are asked for while the title of a page changes, in a site with so many pages in one section and one term.
fn cost_of_a_title(pages: usize) -> usize {
    let site = Project::bare()
        .file(
            "sapar.toml",
            "base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n[languages.ru]\nname = \"Русский\"\n\
             [taxonomies.tags]\n[sections.lakes]\nsort_by = \"title\"\n",
        )
        .file("locales/ru/site.ftl", "tags-lake = Озёра\n")
        .document("_index.ru.md", "Дом", "")
        .document("lakes/_index.ru.md", "Озёра", "");
    for number in 0..pages {
        site.write(&format!("content/lakes/{number}.ru.md"), document(&format!("Озеро {number:05}")));
        site.write(&format!("content/lakes/{number}.facts.toml"), "tags = [\"lake\"]\n");
    }
    let now = parse_date("2026-06-01").expect("a day");
    let options = SiteOptions { base_url: None, drafts: false, now };
    let mut loaded = Loaded::open(site.root(), options).expect("a site");
    let path = site.path(&format!("content/lakes/{}.ru.md", pages / 3));
    let edit = |loaded: &mut Loaded, title: &str| {
        fs::write(&path, document(title)).expect("files can be written");
        let before = ALLOCATED.get();
        assert!(loaded.refresh(&[&path], now).is_some(), "{title}");
        ALLOCATED.get() - before
    };
    // The first edit fills caches that later ones find.
    edit(&mut loaded, "Озеро");
    let cost = edit(&mut loaded, "Янтарное озеро");
    let site = &loaded.view().expect("a site").site;
    for list in ["/lakes/", "/tags/lake/"] {
        let list = site.page_at(list).expect("a list");
        let language = site.config.default_language;
        let listed: Vec<&str> =
            site.listed(list, language).iter().map(|page| site.title(page, language).0).collect();
        assert_eq!((listed.len(), listed.last()), (pages, Some(&"Янтарное озеро")));
        assert!(listed.is_sorted(), "{listed:?}");
    }
    cost
}

fn document(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\nТекст.\n")
}

#[test]
fn another_title_costs_the_same_in_a_site_of_any_size() {
    let (few, many) = (cost_of_a_title(2_500), cost_of_a_title(10_000));
    // A list that was copied, or anything else of one byte a page, would be more.
    assert!(many < few + 7_500, "{few} bytes with 2,500 pages, {many} with 10,000");
}
