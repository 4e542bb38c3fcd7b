//! What a search costs: time and memory of a build with one and without, its files, an edit of one page, and the bytes that a
//! browser loads until it has the first results.
//!
//! `cargo bench --bench search -- [--places 2500] [--keep DIR]`; `benches/README.md` describes what is measured and why.

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
        arguments.get(at + 1)
    };
    let places: usize = value("--places").map_or(Ok(2_500), |places| places.parse())?;
    let temporary = tempfile::tempdir()?;
    let root = value("--keep").map_or_else(|| temporary.path().join("site"), PathBuf::from);
    generate::write_site(Tool::Sapar, &root, places)?;
    add_rare_words(&root, places)?;

    println!("{places} places × 4 languages, {} threads\n", rayon::current_num_threads());
    println!("| what | time | memory | files |");
    println!("|---|--:|--:|--:|");
    print("without a search", &build(&root)?, count(&root.join("public"))?);
    let before = count(&root.join("public"))?;
    fs::remove_dir_all(root.join("public"))?;
    fs::remove_dir_all(root.join(".sapar"))?;
    let config = root.join("sapar.toml");
    fs::write(&config, fs::read_to_string(&config)? + "\n[search]\n")?;
    print("with a search", &build(&root)?, count(&root.join("public"))?);
    let of_search = count(&root.join("public"))? - before;
    // The first edit finds a template's requests recorded; later ones are like it.
    for number in 0..3 {
        let page = format!("content/destinations/{}/index.kk.md", generate::name(number * 37 % places));
        let text = fs::read_to_string(root.join(&page))?;
        fs::write(root.join(&page), text + "\nСарқырама мен жартас.\n")?;
        print("one text edited", &build(&root)?, count(&root.join("public"))?);
    }
    println!("\n{of_search} files of the search, {} MB", size(&root.join("public"))? / 1_000_000);
    println!(
        "\nbytes until the first results (scripts included, each query in a browser that has loaded nothing):\n"
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search/first-results.mjs");
    let status = Command::new("node").arg(script).arg(root.join("public")).status()?;
    status.success().then_some(()).ok_or_else(|| "the queries failed".into())
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

fn build(root: &Path) -> Result<Run> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
    command.args(["build", "--quiet", "--now", "2026-06-01", "--root"]).arg(root);
    run(command)
}

fn print(what: &str, run: &Run, files: usize) {
    let memory = run.peak.map_or("not known".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
    println!("| {what} | {:.2} s | {memory} | {files} |", run.time.as_secs_f64());
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
