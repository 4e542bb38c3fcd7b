//! Measures how long it takes to make all variants of many photographs, compared with sharp making the same ones.
//!
//! `cargo bench --bench pictures -- [--photographs 200] [--sapar PROGRAM] [--sharp DIR] [--keep DIR]`; `benches/README.md` describes
//! what is measured and why.

#[path = "../full_build/measure.rs"]
mod measure;
mod photograph;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::{Value, json};

/// Any error stops the benchmark, and is printed for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

const CONFIG: &str = "base_url = \"https://altai.example/\"\ndefault_language = \"en\"\nsocial_cards = false\n[languages.en]\nname = \"English\"\n";

/// What sharp is asked for: the qualities of the theme `steppe`, which each encoder takes in its own way.
const QUALITIES: [(&str, u8); 3] = [("avif", 60), ("webp", 78), ("jpeg", 80)];

/// How many times a text is edited.
const EDITS: usize = 5;

struct Options {
    photographs: u32,
    sapar: PathBuf,
    /// The folder in which `npm install sharp` was run.
    sharp: Option<PathBuf>,
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
    // `cargo test --all-targets` also runs benchmarks, without this argument, and must not take minutes.
    let Some(position) = arguments.iter().position(|argument| argument == "--bench") else {
        println!("run this with `cargo bench --bench pictures`");
        return Ok(());
    };
    arguments.remove(position);
    let options = options(arguments)?;
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(temporary.path());
    let site = folder.join("site");
    eprintln!("making {} photographs", options.photographs);
    write_site(&site, options.photographs)?;

    let build = || {
        let mut command = Command::new(&options.sapar);
        command.arg("build").arg("--root").arg(&site).args(["--quiet", "--now", "2026-01-01"]);
        measure::run(command)
    };
    let first = build()?;
    let variants = variants(&site.join("public"))?;
    println!("| | seconds | peak memory | variants | bytes |\n|---|--:|--:|--:|--:|");
    let mut by_format: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for variant in &variants {
        let sum = by_format.entry(variant.format).or_default();
        *sum = (sum.0 + 1, sum.1 + variant.bytes);
    }
    let total: u64 = variants.iter().map(|variant| variant.bytes).sum();
    row("Sapar, first build", &first, variants.len(), total);
    let mut edited = Vec::new();
    for number in 0..EDITS {
        let text = format!("+++\ntitle = \"Home\"\n+++\nText {number}.\n");
        fs::write(site.join("content/_index.en.md"), text)?;
        edited.push(build()?);
    }
    let peak = edited.iter().filter_map(|run| run.peak).max();
    let time = measure::median(edited.into_iter().map(|run| run.time).collect());
    row("Sapar, a text edited (median)", &measure::Run { time, cpu: None, peak }, variants.len(), total);
    fs::remove_dir_all(site.join("public"))?;
    row("Sapar, all from its cache", &build()?, variants.len(), total);
    if let Some(modules) = &options.sharp {
        let folder = folder.join("sharp");
        fs::create_dir_all(&folder)?;
        let made = sharp(modules, &site, &variants, &folder)?;
        let bytes: u64 = made["bytes"]
            .as_object()
            .into_iter()
            .flat_map(|all| all.values())
            .filter_map(Value::as_u64)
            .sum();
        let seconds = made["seconds"].as_f64().unwrap_or_default();
        println!("| sharp, the same sizes | {seconds:.1} | | {} | {bytes} |", variants.len());
        println!("\n| format | Sapar, bytes | sharp, bytes |\n|---|--:|--:|");
        for (format, (_, bytes)) in &by_format {
            println!("| {format} | {bytes} | {} |", made["bytes"][*format]);
        }
    }
    Ok(())
}

fn row(name: &str, run: &measure::Run, count: usize, bytes: u64) {
    let peak = run.peak.map_or_else(String::new, |peak| format!("{} MB", peak / 1_000_000));
    println!("| {name} | {:.1} | {peak} | {count} | {bytes} |", run.time.as_secs_f64());
}

fn options(arguments: Vec<OsString>) -> Result<Options> {
    let mut options =
        Options { photographs: 200, sapar: env!("CARGO_BIN_EXE_sapar").into(), sharp: None, keep: None };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{} needs a value", argument.display()));
        match argument.to_str() {
            Some("--photographs") => options.photographs = value()?.to_string_lossy().parse()?,
            Some("--sapar") => options.sapar = fs::canonicalize(value()?)?,
            Some("--sharp") => options.sharp = Some(fs::canonicalize(value()?)?),
            Some("--keep") => options.keep = Some(value()?.into()),
            _ => return Err(format!("unknown argument {}", argument.display()).into()),
        }
    }
    Ok(options)
}

/// A page for each photograph, which is its hero.
fn write_site(site: &Path, photographs: u32) -> Result<()> {
    fs::create_dir_all(site.join("content"))?;
    fs::write(site.join("sapar.toml"), CONFIG)?;
    fs::write(site.join("content/_index.en.md"), "+++\ntitle = \"Home\"\n+++\nText.\n")?;
    for number in 0..photographs {
        let name = format!("photo{number:04}");
        let folder = site.join("content").join(&name);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("facts.toml"), format!("hero = \"{name}.jpg\"\n"))?;
        let text = format!(
            "+++\ntitle = \"Page {number}\"\nalt = {{ \"{name}.jpg\" = \"Land {number}\" }}\n+++\nText.\n"
        );
        fs::write(folder.join("index.en.md"), text)?;
        let path = folder.join(format!("{name}.jpg"));
        if !path.exists() {
            photograph::write(&path, number)?;
        }
    }
    Ok(())
}

/// A variant in the output.
struct Variant {
    /// The number of the photograph.
    photograph: u32,
    width: usize,
    height: usize,
    format: &'static str,
    bytes: u64,
}

fn variants(public: &Path) -> Result<Vec<Variant>> {
    let mut variants = Vec::new();
    for entry in walkdir::WalkDir::new(public.join("pictures")).into_iter().flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let format = match path.extension().and_then(|it| it.to_str()) {
            Some("avif") => "avif",
            Some("webp") => "webp",
            Some("jpg") => "jpeg",
            _ => continue,
        };
        let Some(number) = name.strip_prefix("photo").and_then(|rest| rest.get(..4)?.parse().ok()) else {
            continue;
        };
        let size = imagesize::size(path)?;
        let bytes = entry.metadata()?.len();
        variants.push(Variant { photograph: number, width: size.width, height: size.height, format, bytes });
    }
    match variants.is_empty() {
        true => Err("the program has made no variants: it needs the feature `pictures`".into()),
        false => Ok(variants),
    }
}

/// Makes the same variants with sharp.
fn sharp(modules: &Path, site: &Path, variants: &[Variant], folder: &Path) -> Result<Value> {
    let mut jobs: BTreeMap<u32, Vec<Value>> = BTreeMap::new();
    for (index, variant) in variants.iter().enumerate() {
        let quality = QUALITIES.iter().find(|(format, _)| *format == variant.format).map_or(80, |it| it.1);
        jobs.entry(variant.photograph).or_default().push(json!({
            "path": folder.join(format!("{index}.{}", variant.format)),
            "width": variant.width,
            "height": variant.height,
            "format": variant.format,
            "quality": quality,
        }));
    }
    let jobs: Vec<Value> = jobs
        .into_iter()
        .map(|(number, outputs)| {
            json!({ "input": site.join(format!("content/photo{number:04}/photo{number:04}.jpg")), "outputs": outputs })
        })
        .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/pictures/sharp.mjs");
    let mut child = Command::new("node")
        .arg(script)
        .current_dir(modules)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().ok_or("no standard input")?.write_all(Value::from(jobs).to_string().as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err("sharp failed: run `npm install sharp` in the folder of `--sharp`".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
