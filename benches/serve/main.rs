//! How long it takes `sapar serve` to be ready, and from the end of saving a file to the new page at the browser.
//!
//! `cargo bench --bench serve -- [--places 10000] [--edits 1000]`; what is measured and why stands in
//! `benches/README.md`.

#[path = "../full_build/generate.rs"]
mod generate;
#[path = "../full_build/templates.rs"]
#[allow(dead_code, reason = "the other tool's templates are not needed here")]
mod templates;
#[path = "../full_build/words.rs"]
mod words;

mod browser;
mod process;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use browser::Browser;
use generate::Tool;
use process::Server;

/// Whatever stops the benchmark, as a text for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Edits of each kind that are measured.
const EDITS: usize = 50;

/// Edits before memory is measured for the first time.
const WARM_UP_EDITS: usize = 10;

/// The place whose page is open in browsers while others are edited.
const OPEN_PLACE: usize = 7;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("serve: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` starts benchmarks too, but without this argument, and must not take minutes.
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("run this by `cargo bench --bench serve`");
        return Ok(());
    }
    let number = |flag: &str, default: usize| -> Result<usize> {
        match arguments.iter().position(|argument| argument == flag) {
            Some(at) => Ok(arguments.get(at + 1).ok_or("a number is missing")?.parse()?),
            None => Ok(default),
        }
    };
    let (places, many) = (number("--places", 10_000)?, number("--edits", 1_000)?);
    let folder = tempfile::tempdir()?;
    let site = Site { root: folder.path().join("site"), places };
    generate::write_site(Tool::Sapar, &site.root, places)?;
    // A list that a title reorders is one that is sorted by titles.
    site.edit("sapar.toml", |text| text.replace("sort_by = \"weight\"", "sort_by = \"title\""))?;

    println!("{places} places × 4 languages\n");
    println!("| what | median | worst | to reach |");
    println!("|---|--:|--:|--:|");
    let ready: Vec<Duration> = (0..3)
        .map(|_| Ok(Server::start(&site.root, &site.page(OPEN_PLACE))?.ready))
        .collect::<Result<_>>()?;
    print("ready: the first page from the start of the program", &ready, "1000 ms");

    let server = Server::start(&site.root, &site.page(OPEN_PLACE))?;
    let mut browser = Browser::open(&server.address)?;
    site.bodies(&mut browser, WARM_UP_EDITS)?;
    let memory = server.memory_at_rest(&mut browser)?;
    print("a body saved", &site.bodies(&mut browser, EDITS)?, "10 ms, worst 25 ms");
    print("a title saved that reorders lists", &site.titles(&mut browser, EDITS)?, "40 ms");
    let template = "themes/bench/templates/page.html";
    print("a template saved", &site.shown(&mut browser, template, "{% endblock", EDITS)?, "100 ms");
    print("a message saved", &site.messages(&mut browser, EDITS)?, "100 ms");
    print("the configuration saved", &site.configurations(&mut browser, EDITS)?, "100 ms");
    let tabs: Vec<Browser> = (1..10).map(|_| Browser::open(&server.address)).collect::<Result<_>>()?;
    let tabs: Vec<_> = tabs.into_iter().map(|tab| tab.keep_looking(site.page(OPEN_PLACE))).collect();
    print("a body saved, ten tabs open", &site.bodies(&mut browser, EDITS)?, "the same as with one");
    drop(tabs);
    site.bodies(&mut browser, many)?;
    let later = server.memory_at_rest(&mut browser)?;
    println!(
        "\nmemory: {} after {WARM_UP_EDITS} edits, {} after all of these and {many} more",
        mb(memory),
        mb(later)
    );
    println!("peak: {} (to reach: 400 MB)", mb(server.peak()));
    Ok(())
}

fn print(what: &str, times: &[Duration], aim: &str) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("| {what} | {:.1} ms | {:.1} ms | {aim} |", ms(median), ms(worst));
}

fn mb(bytes: Option<u64>) -> String {
    bytes.map_or("not known".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6))
}

/// The site that is edited.
struct Site {
    root: PathBuf,
    places: usize,
}

impl Site {
    fn page(&self, place: usize) -> String {
        format!("/kk/destinations/{}/", generate::name(place))
    }

    /// Writes a file anew, and says when that was done.
    fn edit(&self, path: &str, edit: impl FnOnce(&str) -> String) -> Result<Instant> {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path)?;
        fs::write(&path, edit(&text))?;
        Ok(Instant::now())
    }

    fn document(place: usize) -> String {
        format!("content/destinations/{}/index.kk.md", generate::name(place))
    }

    /// Edits of bodies all over the site, each until its page shows it.
    fn bodies(&self, browser: &mut Browser, count: usize) -> Result<Vec<Duration>> {
        let edit = |number: usize| {
            let place = number * 37 % self.places;
            let mark = browser.mark();
            let saved =
                self.edit(&Self::document(place), |text| format!("{}\n{mark}\n", before_mark(text)))?;
            browser.wait_for(&self.page(place), &mark)?;
            Ok(saved.elapsed())
        };
        (0..count).map(edit).collect()
    }

    /// Edits of titles that move a page to the front of its list, each until the list shows it.
    fn titles(&self, browser: &mut Browser, count: usize) -> Result<Vec<Duration>> {
        let edit = |number: usize| {
            // A mark of another sort than those at the ends of bodies.
            let mark = browser.mark().replace(browser::MARK, "000 title");
            let title = |text: &str| {
                let rest = text.split_once("title = ").and_then(|(_, rest)| rest.split_once('\n'));
                format!("+++\ntitle = \"{mark}\"\n{}", rest.map_or("", |(_, rest)| rest))
            };
            let saved = self.edit(&Self::document(number * 41 % self.places), title)?;
            browser.wait_for("/kk/destinations/", &mark)?;
            Ok(saved.elapsed())
        };
        (0..count).map(edit).collect()
    }

    /// Edits of a template before a mark in it, each until a page shows it.
    fn shown(&self, browser: &mut Browser, path: &str, before: &str, count: usize) -> Result<Vec<Duration>> {
        let original = fs::read_to_string(self.root.join(path))?;
        let at = original.rfind(before).ok_or("the template is not as it was expected")?;
        let edit = |_| {
            let mark = browser.mark();
            let saved = self.edit(path, |_| format!("{}{mark}{}", &original[..at], &original[at..]))?;
            browser.wait_for(&self.page(OPEN_PLACE), &mark)?;
            Ok(saved.elapsed())
        };
        (0..count).map(edit).collect()
    }

    /// Edits of the name of the first term that the page has, each until the page shows it.
    fn messages(&self, browser: &mut Browser, count: usize) -> Result<Vec<Duration>> {
        let facts = format!("content/destinations/{}/facts.toml", generate::name(OPEN_PLACE));
        let facts = fs::read_to_string(self.root.join(facts))?;
        let term = facts.split("tags = [\"").nth(1).and_then(|rest| rest.split('"').next());
        let id = format!("tags-{} = ", term.ok_or("the place has no terms")?);
        let edit = |_| {
            let mark = browser.mark();
            let line = |line: &str| {
                if line.starts_with(&id) { format!("{id}{mark}\n") } else { format!("{line}\n") }
            };
            let saved = self.edit("locales/kk/tags.ftl", |text| text.lines().map(line).collect())?;
            browser.wait_for(&self.page(OPEN_PLACE), &mark)?;
            Ok(saved.elapsed())
        };
        (0..count).map(edit).collect()
    }

    /// Edits of a language's name in the configuration, each until a page shows it.
    fn configurations(&self, browser: &mut Browser, count: usize) -> Result<Vec<Duration>> {
        let original = fs::read_to_string(self.root.join("sapar.toml"))?;
        let edit = |_| {
            let mark = browser.mark();
            let saved = self.edit("sapar.toml", |_| original.replace("English", &mark))?;
            browser.wait_for(&self.page(OPEN_PLACE), &mark)?;
            Ok(saved.elapsed())
        };
        (0..count).map(edit).collect()
    }
}

/// A text without the mark of an earlier edit.
fn before_mark(text: &str) -> &str {
    text.rfind(browser::MARK).map_or(text, |at| &text[..at]).trim_end()
}
