//! What a search costs: time and memory of a build with one and without, its files, an edit of one page, the bytes that a
//! browser loads until it has the first results, and the time from a keystroke to results.
//!
//! `cargo bench --bench search -- [--places 2500,10000] [--keep DIR] [--sapar PROGRAM]`; `benches/README.md` describes what is measured and why.

#[path = "../full_build/generate.rs"]
mod generate;
#[path = "../full_build/measure.rs"]
#[allow(dead_code, reason = "nothing here is repeated")]
mod measure;
#[path = "../full_build/templates.rs"]
#[allow(dead_code, reason = "the other tool's templates are not needed here")]
mod templates;
#[path = "../full_build/words.rs"]
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use generate::Tool;
use measure::{Run, run};
use rayon::prelude::*;
use words::LANGUAGES;

/// Whatever stops the benchmark, as a text for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Words of a language that most pages do not have, and how many of them each page has. The generator's own vocabulary is
/// that of the most frequent words.
const RARE_WORDS: u64 = 40_000;
const RARE_WORDS_OF_PAGE: u64 = 120;

fn main() -> ExitCode {
    match measure_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("search: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure_all() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` starts benchmarks too, but without this argument, and must not take minutes.
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("run this by `cargo bench --bench search`");
        return Ok(());
    }
    let value = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let sizes: Vec<usize> = value("--places")
        .unwrap_or("2500,10000")
        .split(',')
        .map(|places| places.parse().map_err(|_| format!("--places: `{places}` is no number")))
        .collect::<std::result::Result<_, _>>()?;
    let program = value("--sapar").unwrap_or(env!("CARGO_BIN_EXE_sapar"));
    let temporary = tempfile::tempdir()?;
    let folder = value("--keep").map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    for places in sizes {
        measure_size(program, &folder.join(format!("places-{places}")), places)?;
    }
    Ok(())
}

/// Measures a site of so many places in each language, in a folder of its own.
fn measure_size(program: &str, root: &Path, places: usize) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    generate::write_site(Tool::Sapar, root, places)?;
    add_rare_words(root, places)?;
    // The theme that ships has the field and the page of the search. Pictures for links take long, and have nothing to do with it.
    let config = root.join("sapar.toml");
    let text = fs::read_to_string(&config)?.replace("theme = \"bench\"", "theme = \"steppe\"");
    fs::write(&config, format!("social_cards = false\n{text}"))?;
    let output = root.join("public");
    let build = || {
        let mut command = Command::new(program);
        command.args(["build", "--quiet", "--now", "2026-06-01", "--root"]).arg(root);
        run(command)
    };

    println!("\n{places} places × 4 languages, {} threads\n", rayon::current_num_threads());
    println!("| what | time | CPU time | peak memory | files |");
    println!("|---|--:|--:|--:|--:|");
    let without = build()?;
    print("without a search", &without, count(&output)?);
    let before = count(&output)?;
    fs::remove_dir_all(&output)?;
    fs::remove_dir_all(root.join(".sapar"))?;
    fs::write(&config, fs::read_to_string(&config)? + "\n[search]\n")?;
    let with = build()?;
    print("with a search", &with, count(&output)?);
    let of_search = count(&output)? - before;
    print("unchanged", &build()?, count(&output)?);
    // The first edit finds a template's requests recorded; later ones are like it.
    for number in 0..3 {
        let page = format!("content/destinations/{}/index.kk.md", generate::name(number * 37 % places));
        let text = fs::read_to_string(root.join(&page))?;
        // A text that is longer by a word may take a minute more to read, which lists of pages say, too.
        let is_word = |part: &&str| part.chars().all(char::is_alphabetic);
        let word = text.split_whitespace().rfind(is_word).expect("a text has words");
        let at = text.rfind(word).expect("it is a part of the text");
        fs::write(root.join(&page), format!("{}сарқырама{}", &text[..at], &text[at + word.len()..]))?;
        print("one text edited", &build()?, count(&output)?);
    }
    println!(
        "\nThe search: {:.2} s more, {} files and pages more, {:.1} MB of indexes",
        with.time.as_secs_f64() - without.time.as_secs_f64(),
        of_search,
        size(&output)? as f64 / 1e6
    );
    println!(
        "\nBytes until the first results, each query in a browser that has loaded nothing but a page:\n"
    );
    script("first-results.mjs", &output)?;
    println!("\nFrom a keystroke to painted results, in Chromium with its CPU slowed down six times:\n");
    script("keystrokes.mjs", &output)
}

/// Runs one of the scripts of this folder on an output.
fn script(name: &str, output: &Path) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search").join(name);
    let status = Command::new("node").arg(path).arg(output).status()?;
    status.success().then_some(()).ok_or_else(|| format!("{name} failed").into())
}

/// Appends words to each document: all of them are made of the language's own, so that they have its letters and endings,
/// and of two chosen ones the rarer is the likelier to be chosen again by few.
fn add_rare_words(root: &Path, places: usize) -> Result<()> {
    (0..places).into_par_iter().try_for_each(|place| {
        for (position, words) in LANGUAGES.iter().enumerate() {
            let path =
                root.join(format!("content/destinations/{}/index.{}.md", generate::name(place), words.tag));
            let mut text = fs::read_to_string(&path)?;
            let mut state = (place * LANGUAGES.len() + position) as u64;
            text.push('\n');
            for _ in 0..RARE_WORDS_OF_PAGE {
                // SplitMix64: the same words in every run.
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                mixed ^= mixed >> 31;
                // The product of two even distributions is uneven: few words are frequent.
                let uneven = ((mixed & 0xFFFF) * ((mixed >> 16) & 0xFFFF)) >> 16;
                let word = (uneven * RARE_WORDS) >> 16;
                let vocabulary = words.vocabulary;
                let part = |number: u64| vocabulary[number as usize % vocabulary.len()];
                let count = vocabulary.len() as u64;
                write!(text, "{}{}{}", part(word), part(word / count * 7 + 3), words.space)?;
            }
            text.push_str(words.stop);
            text.push('\n');
            fs::write(&path, text)?;
        }
        Ok(())
    })
}

fn print(what: &str, run: &Run, files: usize) {
    let memory = run.peak.map_or("not known".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
    let cpu = run.cpu.map_or("not known".to_owned(), |time| format!("{:.2} s", time.as_secs_f64()));
    println!("| {what} | {:.2} s | {cpu} | {memory} | {files} |", run.time.as_secs_f64());
}

fn count(folder: &Path) -> Result<usize> {
    let mut files = 0;
    for entry in walkdir::WalkDir::new(folder) {
        files += usize::from(entry?.file_type().is_file());
    }
    Ok(files)
}

/// The bytes of all files of the search.
fn size(output: &Path) -> Result<u64> {
    let mut bytes = 0;
    for words in &LANGUAGES {
        for entry in fs::read_dir(output.join(words.tag).join("search"))? {
            bytes += entry?.metadata()?.len();
        }
    }
    Ok(bytes)
}
