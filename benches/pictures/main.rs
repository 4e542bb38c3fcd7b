//! Measures how long it takes to make all files of many photographs, compared with the encoders alone and with sharp, and what the
//! photographs cost later builds and readers.
//!
//! `cargo bench --bench pictures -- [--photographs 10] [--folder DIR] [--sapar PROGRAM] [--keep DIR]`; `benches/README.md` describes what is
//! measured and why.

mod encoders;
#[path = "../full_build/measure.rs"]
mod measure;
mod photograph;
mod quality;
mod sharp;
mod site;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use serde::Deserialize;

use encoders::{Encoded, Wanted};
use measure::Run;
use quality::Match;
use sapar::pictures::Format;
use sharp::Output;

/// The allocator of the program, so that the encoders alone have it, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Any error stops the benchmark, and is printed for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How often a build is measured that takes moments.
const REPETITIONS: usize = 11;

/// The formats that every site has, in which sharp is no slower than other programs.
const WITHOUT_AVIF: &str = "[pictures]\nformats = [\"webp\", \"jpeg\"]\n";

struct Options {
    /// How many photographs a program makes.
    photographs: u32,
    /// Real photographs, which come after these.
    real: Vec<PathBuf>,
    sapar: PathBuf,
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pictures: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let [first, site, count] = &arguments[..]
        && first == site::ARGUMENT
    {
        return site::write_photographs_here(Path::new(site), count.to_string_lossy().parse()?);
    }
    // `cargo test --all-targets` also runs benchmarks, without this argument, and must not take minutes.
    let Some(position) = arguments.iter().position(|argument| argument == "--bench") else {
        println!("run this with `cargo bench --bench pictures`");
        return Ok(());
    };
    arguments.remove(position);
    let options = options(arguments)?;
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(temporary.path());
    let (with, without) = (folder.join("site"), folder.join("site-without"));
    let pages = options.photographs + u32::try_from(options.real.len())?;
    site::write(&with, pages, true)?;
    site::write(&without, pages, false)?;
    eprintln!("making {} photographs", options.photographs);
    site::write_photographs(&with, options.photographs)?;
    for (number, real) in (options.photographs..).zip(&options.real) {
        fs::copy(real, site::path(&with, number))?;
    }

    // Builds come first: while they run, this process is small, and all that the system reports is theirs.
    let all = first_build(&options, &with, "")?;
    let later = later_builds(&options, &with)?;
    let later_without = later_builds(&options, &without)?;
    let pages = page_bytes(&options, &with)?;
    let some = first_build(&options, &with, WITHOUT_AVIF)?;

    eprintln!("the encoders alone");
    site::configure(&with, "")?;
    let wanted = encoders::wanted(&with)?;
    let by_format = encoders::encode(&wanted)?;
    let sum = |is_counted: &dyn Fn(Format) -> bool| {
        let mut sum = Encoded::default();
        by_format.iter().filter(|(format, _)| is_counted(**format)).for_each(|(_, one)| sum += *one);
        sum
    };
    let is_other = |format: Format| format != Format::Avif;
    println!("| | seconds | to the encoders alone | CPU seconds | peak memory | files | MB |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let encoded = print_encoded("encoders alone", &sum(&|_| true));
    print_build("Sapar, first build", &all, encoded);
    let encoded = print_encoded("encoders alone, WebP and JPEG", &sum(&is_other));
    print_build("Sapar, WebP and JPEG, first build", &some, encoded);
    if sharp::is_installed() {
        eprintln!("comparing qualities");
        let matches = quality::matches(&samples(&wanted), &folder.join("samples"))?;
        eprintln!("sharp");
        let made = make_with_sharp(&wanted, &matches, &is_other, &folder.join("sharp-without-avif"))?;
        print_sharp("sharp, WebP and JPEG, at the quality of Sapar", &made);
        let made = make_with_sharp(&wanted, &matches, &|_| true, &folder.join("sharp"))?;
        print_sharp("sharp, at the quality of Sapar", &made);
        print_matches(&matches);
    } else {
        eprintln!("sharp is not measured: run `npm ci --prefix benches/pictures`");
    }
    print_formats(&by_format.into_iter().collect::<Vec<_>>());
    print_later(&later, &later_without);
    print_pages(pages, fs::metadata(site::path(&with, 0))?.len());
    Ok(())
}

/// The photographs that qualities are compared with: the first, which a program has made, and the last, which is real if any is.
fn samples(wanted: &[Wanted]) -> Vec<&Wanted> {
    wanted.iter().take(1).chain(wanted.iter().skip(1).next_back()).collect()
}

fn options(arguments: Vec<OsString>) -> Result<Options> {
    let mut options =
        Options { photographs: 10, real: Vec::new(), sapar: env!("CARGO_BIN_EXE_sapar").into(), keep: None };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{} needs a value", argument.display()));
        match argument.to_str() {
            Some("--photographs") => options.photographs = value()?.to_string_lossy().parse()?,
            Some("--folder") => options.real = photographs_in(Path::new(&value()?))?,
            Some("--sapar") => options.sapar = fs::canonicalize(value()?)?,
            Some("--keep") => options.keep = Some(std::path::absolute(value()?)?),
            _ => {
                let known = "--photographs N, --folder DIR, --sapar PROGRAM, --keep DIR";
                return Err(format!("`{}` is not known; known are {known}", argument.display()).into());
            }
        }
    }
    Ok(options)
}

/// The JPEGs in a folder, by name.
fn photographs_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("jpg")));
    paths.sort();
    Ok(paths)
}

/// A build, and the pictures in its output.
struct FirstBuild {
    run: Run,
    files: usize,
    bytes: u64,
}

fn build(options: &Options, site: &Path) -> Result<Run> {
    let mut command = Command::new(&options.sapar);
    command.arg("build").arg("--root").arg(site).args(["--quiet", "--now", "2026-01-01"]);
    measure::run(command)
}

/// A build of which nothing is there yet.
fn first_build(options: &Options, site: &Path, more: &str) -> Result<FirstBuild> {
    eprintln!("first build");
    site::configure(site, more)?;
    site::clean(site)?;
    let run = build(options, site)?;
    let (mut files, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(site.join("public")) {
        let entry = entry?;
        let ending = entry.path().extension().and_then(|ending| ending.to_str());
        if matches!(ending, Some("avif" | "webp" | "jpg")) {
            files += 1;
            bytes += entry.metadata()?.len();
        }
    }
    if files == 0 && fs::exists(site::path(site, 0))? {
        return Err("the program has made no variants: it needs the feature `pictures`".into());
    }
    Ok(FirstBuild { run, files, bytes })
}

/// Builds after the first.
struct LaterBuilds {
    unchanged: Duration,
    edited: Duration,
    /// The output is gone, the cache is there.
    from_cache: Duration,
}

fn later_builds(options: &Options, site: &Path) -> Result<LaterBuilds> {
    eprintln!("later builds");
    // Digests of files that were written a moment ago are not trusted, and read again.
    std::thread::sleep(Duration::from_secs(3));
    build(options, site)?;
    site::write_home(site, "Read twice.")?;
    build(options, site)?;
    let repeated = |before: &dyn Fn(usize) -> Result<()>| -> Result<Duration> {
        let times = (0..REPETITIONS).map(|number| {
            before(number)?;
            Ok(build(options, site)?.time)
        });
        Ok(measure::median(times.collect::<Result<_>>()?))
    };
    Ok(LaterBuilds {
        unchanged: repeated(&|_| Ok(()))?,
        edited: repeated(&|number| site::write_home(site, &format!("Text {number}.")))?,
        from_cache: repeated(&|_| Ok(fs::remove_dir_all(site.join("public"))?))?,
    })
}

/// What a page costs a reader with some screen.
#[derive(Deserialize)]
struct PageBytes {
    /// Of the screen, in CSS pixels.
    width: u32,
    /// Pixels of the screen in a CSS pixel.
    scale: f64,
    /// Of all requests.
    bytes: u64,
    /// Of the requests for photographs.
    photographs: u64,
    /// The Cumulative Layout Shift.
    shift: f64,
}

/// Returns `None` where no browser is installed for the tests.
fn page_bytes(options: &Options, site: &Path) -> Result<Option<Vec<PageBytes>>> {
    if !sharp::folder().join("../../tests/browser/node_modules/playwright-core").exists() {
        eprintln!("pages are not measured: run `npm ci --prefix tests/browser`");
        return Ok(None);
    }
    let script = sharp::folder().join("page-bytes.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(site)
        .arg("en/photo0000/")
        .env("SAPAR", &options.sapar)
        .output()?;
    if !output.status.success() {
        return Err(format!("no page was loaded: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(Some(serde_json::from_slice(&output.stdout)?))
}

/// Makes the same variants with sharp, with the settings that reach the same qualities.
fn make_with_sharp(
    wanted: &[Wanted],
    matches: &[Match],
    is_wanted: &dyn Fn(Format) -> bool,
    folder: &Path,
) -> Result<sharp::Made> {
    fs::create_dir_all(folder)?;
    let mut count = 0;
    let mut jobs = Vec::new();
    for one in wanted {
        let variants = one.variants.iter().filter(|variant| is_wanted(variant.format));
        let outputs = variants.map(|variant| {
            let quality = matches.iter().find(|one| one.format == variant.format);
            let quality = quality.map_or(80, |one| one.sharp_quality);
            let format = quality::name(variant.format);
            count += 1;
            let path = folder.join(format!("{count}.{format}"));
            Output { path, size: (variant.width, variant.height), format, quality }
        });
        jobs.push((one.original.path.clone(), outputs.collect()));
    }
    sharp::make(&jobs)
}

/// Prints a row, and returns the time that the encoders need if all threads are busy until the end.
fn print_encoded(name: &str, encoded: &Encoded) -> f64 {
    let seconds = encoded.time.as_secs_f64() / rayon::current_num_threads() as f64;
    let (cpu, files, bytes) = (encoded.cpu.as_secs_f64(), encoded.files, megabytes(encoded.bytes));
    println!("| {name} | {seconds:.1} | 1.00 | {cpu:.1} | | {files} | {bytes} |");
    seconds
}

fn print_build(name: &str, build: &FirstBuild, encoded: f64) {
    let FirstBuild { run, files, bytes } = build;
    let seconds = run.time.as_secs_f64();
    let cpu = run.cpu.map_or_else(String::new, |cpu| format!("{:.1}", cpu.as_secs_f64()));
    let peak = run.peak.map_or_else(String::new, |peak| format!("{} MB", megabytes(peak)));
    let (ratio, bytes) = (seconds / encoded, megabytes(*bytes));
    println!("| {name} | {seconds:.1} | {ratio:.2} | {cpu} | {peak} | {files} | {bytes} |");
}

fn print_sharp(name: &str, made: &sharp::Made) {
    let bytes = megabytes(made.bytes.values().sum());
    println!("| {name} | {:.1} | | {:.1} | | | {bytes} |", made.seconds, made.cpu);
}

fn print_matches(matches: &[Match]) {
    println!(
        "\n| format | SSIMULACRA2, Sapar | kB | sharp's setting for it | SSIMULACRA2, sharp | kB |\n|---|--:|--:|--:|--:|--:|"
    );
    for Match { format, score, bytes, sharp_quality, sharp_score, sharp_bytes } in matches {
        let (name, kilobytes, sharp_kilobytes) = (quality::name(*format), bytes / 1000, sharp_bytes / 1000);
        println!(
            "| {name} | {score:.1} | {kilobytes} | {sharp_quality} | {sharp_score:.1} | {sharp_kilobytes} |"
        );
    }
}

fn print_formats(by_format: &[(Format, Encoded)]) {
    println!("\n| format | files | MB | CPU seconds of the encoder |\n|---|--:|--:|--:|");
    for (format, Encoded { cpu, files, bytes, .. }) in by_format {
        let (name, bytes, cpu) = (quality::name(*format), megabytes(*bytes), cpu.as_secs_f64());
        println!("| {name} | {files} | {bytes} | {cpu:.1} |");
    }
}

fn print_later(with: &LaterBuilds, without: &LaterBuilds) {
    println!("\n| later build (median) | with photographs | without | ratio |\n|---|--:|--:|--:|");
    let row = |name: &str, with: Duration, without: Duration| {
        let ratio = with.as_secs_f64() / without.as_secs_f64();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("| {name} | {:.1} ms | {:.1} ms | {ratio:.2} |", milliseconds(with), milliseconds(without));
    };
    row("nothing has changed", with.unchanged, without.unchanged);
    row("a text was edited", with.edited, without.edited);
    row("the output is gone, the cache is there", with.from_cache, without.from_cache);
}

fn print_pages(pages: Option<Vec<PageBytes>>, original: u64) {
    let Some(pages) = pages else { return };
    println!(
        "\n| screen | page, kB | its photograph, kB | original, kB | layout shift |\n|---|--:|--:|--:|--:|"
    );
    for PageBytes { width, scale, bytes, photographs, shift } in pages {
        let (page, photographs, original) = (bytes / 1000, photographs / 1000, original / 1000);
        println!("| {width} px × {scale} | {page} | {photographs} | {original} | {shift:.3} |");
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}
