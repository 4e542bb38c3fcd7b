//! Measures how long it takes to build a site in four languages with Sapar, with Hugo, and by only writing the finished files
//! (the floor).
//!
//! `cargo bench --bench full_build -- [--sizes 250,2500,25000] [--no-hugo] [--keep DIR]`; `benches/README.md` describes what is
//! measured and why.

mod floor;
mod generate;
mod measure;
mod report;
mod templates;
mod tools;
mod tree;
mod verify;
mod words;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use generate::Tool;
use measure::median;
use report::{Build, Size};
use tools::Hugo;
use tree::Tree;

/// Any error stops the benchmark, and is printed for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The largest site that is built with Hugo. The next size would take it many minutes and gigabytes.
const HUGO_LIMIT: usize = 2_500;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("full_build: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let [first, source, target] = &arguments[..]
        && first == floor::ARGUMENT
    {
        floor::write_copy(Path::new(source), Path::new(target))?;
        return Ok(ExitCode::SUCCESS);
    }
    // `cargo test --all-targets` also runs benchmarks, without this argument, and must not take minutes.
    let Some(position) = arguments.iter().position(|argument| argument == "--bench") else {
        println!("run this with `cargo bench --bench full_build`");
        return Ok(ExitCode::SUCCESS);
    };
    arguments.remove(position);
    let options = Options::parse(arguments)?;
    let hugo = if options.hugo { find_hugo() } else { None };
    let threads = rayon::current_num_threads();
    println!("Hugo: {}; threads: {threads}\n", hugo.as_ref().map_or("not measured", |hugo| &hugo.version));

    let temporary = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(temporary.path());
    fs::create_dir_all(folder)?;
    // On the same file system as the sites, so that a folder can be moved by renaming it.
    let aside = tempfile::tempdir_in(folder)?;
    let mut sizes = Vec::new();
    for places in options.sizes {
        let folder = folder.join(format!("places-{places}"));
        sizes.push(measure_size(&folder, aside.path(), places, hugo.as_ref())?);
    }
    report::print(&sizes);
    eprintln!("removing the output");

    let touched: usize = sizes.iter().map(|size| size.touched).sum();
    if touched > 0 {
        return Err(format!("builds without changes have written {touched} files").into());
    }
    Ok(ExitCode::SUCCESS)
}

struct Options {
    /// Numbers of places, in ascending order: the reported peak memory of a child process is at least that of this process, which
    /// grows with the site.
    sizes: BTreeSet<usize>,
    hugo: bool,
    /// The folder in which the sites are kept; without it they are removed.
    keep: Option<PathBuf>,
}

impl Options {
    fn parse(arguments: Vec<OsString>) -> Result<Options> {
        let mut options = Options { sizes: BTreeSet::from([250, 2_500, 25_000]), hugo: true, keep: None };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut value =
                || arguments.next().ok_or_else(|| format!("{} needs a value", argument.display()));
            match argument.to_str() {
                Some("--no-hugo") => options.hugo = false,
                Some("--keep") => options.keep = Some(std::path::absolute(value()?)?),
                Some("--sizes") => options.sizes = parse_sizes(&value()?.to_string_lossy())?,
                _ => {
                    let known = "--sizes N,N,…, --no-hugo, --keep DIR";
                    return Err(format!("`{}` is not known; known are {known}", argument.display()).into());
                }
            }
        }
        Ok(options)
    }
}

fn parse_sizes(text: &str) -> Result<BTreeSet<usize>> {
    text.split(',')
        .map(|size| match size.trim().parse() {
            // Neighbours on both sides need at least three places.
            Ok(places) if places >= 3 => Ok(places),
            _ => {
                Err(format!("`--sizes {text}`: expected numbers of places from 3 on, as in `250,2500`")
                    .into())
            }
        })
        .collect()
}

fn find_hugo() -> Option<Hugo> {
    Hugo::find().inspect_err(|error| eprintln!("{error}")).ok()
}

/// Writes the sites of one size to `folder`, which must not exist, and measures them. Output of earlier runs is moved to `aside`, and
/// removed only after everything is measured: for minutes after many files were removed, creating others has been seen to take up
/// to six times as long (ext4).
fn measure_size(folder: &Path, aside: &Path, places: usize, hugo: Option<&Hugo>) -> Result<Size> {
    if folder.exists() {
        return Err(
            format!("`{}` exists already; remove it, or keep the sites elsewhere", folder.display()).into()
        );
    }
    let repetitions = match places {
        0..=250 => 5,
        251..=2_500 => 3,
        _ => 1,
    };
    eprintln!("{places} places: Sapar");
    let site = Site::write(Tool::Sapar, folder.join("sapar"), aside, places)?;
    let public = site.public();
    let mut second = Vec::new();
    let mut touched = 0;
    let sapar = site.build(repetitions, places, tools::sapar, |first| {
        second.push(measure::run(tools::sapar(&site.root))?.time);
        touched += first.touched(&Tree::read(&public)?);
        Ok(())
    })?;

    eprintln!("{places} places: floor");
    floor::measure_floor(&public, &fresh_folder(aside)?.join("warm-up"))?;
    let times = (0..repetitions)
        .map(|_| floor::measure_floor(&public, &fresh_folder(aside)?.join("copy")))
        .collect::<Result<_>>()?;

    let hugo = hugo
        .filter(|_| places <= HUGO_LIMIT)
        .map(|hugo| {
            eprintln!("{places} places: Hugo");
            let site = Site::write(Tool::Hugo, folder.join("hugo"), aside, places)?;
            site.build(repetitions, places, |root| hugo.build(root), |_| Ok(()))
        })
        .transpose()?;
    Ok(Size { places, floor: median(times), sapar, second: median(second), touched, hugo })
}

/// A generated site.
struct Site<'a> {
    root: PathBuf,
    /// The folder to which the output of earlier builds is moved.
    aside: &'a Path,
    /// The entries of `root` before the first build.
    inputs: BTreeSet<OsString>,
}

impl<'a> Site<'a> {
    fn write(tool: Tool, root: PathBuf, aside: &'a Path, places: usize) -> Result<Site<'a>> {
        generate::write_site(tool, &root, places)?;
        let inputs = entries(&root)?;
        Ok(Site { root, aside, inputs })
    }

    fn public(&self) -> PathBuf {
        self.root.join("public")
    }

    /// Builds the site once to warm up and to verify the output, then `repetitions` times without earlier output. `after` is called
    /// with the output of each of the latter.
    fn build(
        &self,
        repetitions: usize,
        places: usize,
        command: impl Fn(&Path) -> Command,
        mut after: impl FnMut(&Tree) -> Result<()>,
    ) -> Result<Build> {
        measure::run(command(&self.root))?;
        verify::verify(&self.public(), places)?;
        let mut times: Vec<Duration> = Vec::new();
        let mut peak = None;
        let mut output = Tree::default();
        for _ in 0..repetitions {
            self.clear()?;
            let run = measure::run(command(&self.root))?;
            times.push(run.time);
            peak = peak.max(run.peak);
            output = Tree::read(&self.public())?;
            after(&output)?;
        }
        Ok(Build { time: median(times), peak, files: output.files.len(), bytes: output.size() })
    }

    /// Moves everything away that a build has written, including caches and staging folders.
    fn clear(&self) -> Result<()> {
        let folder = fresh_folder(self.aside)?;
        for entry in entries(&self.root)?.difference(&self.inputs) {
            fs::rename(self.root.join(entry), folder.join(entry))?;
        }
        Ok(())
    }
}

/// A new, empty folder in `aside`, removed with it.
fn fresh_folder(aside: &Path) -> Result<PathBuf> {
    Ok(tempfile::tempdir_in(aside)?.keep())
}

fn entries(folder: &Path) -> Result<BTreeSet<OsString>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
}
