//! Breaks an output folder in every way at random, between builds and during them.
//!
//! What must hold: once what is foreign has been taken away, a build writes what a fresh build writes; nothing outside the
//! output changes; files of other people are reported and kept.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use super::output::{bytes, fresh, tree};
use super::project::Project;

/// How many times the output is broken and built again.
const ROUNDS: usize = 25;

/// How many pages the site begins with.
const PAGES: usize = 6;

/// The variable that repeats a run which failed.
const SEED: &str = "SAPAR_TEST_SEED";

/// A generator of numbers that a seed repeats (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn choose<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// The site, and what must stay as it is.
struct Chaos {
    project: Project,
    random: Random,
    /// Files that other people put into the output, with their bytes.
    foreign: BTreeMap<String, String>,
    /// Hard-linked copies of the output, as they were.
    snapshots: Vec<(PathBuf, super::output::Tree)>,
    /// Open files with the bytes that they must have.
    downloads: Vec<(File, Vec<u8>)>,
    /// How much has been done, for texts and names that are used once.
    count: usize,
}

#[test]
fn an_output_that_is_broken_at_random_becomes_what_a_fresh_build_writes() {
    let fresh_seed = || {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a time of our days");
        since.as_nanos() as u64 ^ u64::from(std::process::id()) << 40
    };
    let seed = std::env::var(SEED).ok().and_then(|text| text.parse().ok()).unwrap_or_else(fresh_seed);
    // Shown where the test fails.
    println!("{SEED}={seed}");
    let mut project = Project::with_theme().file("outside/file.txt", "outside");
    for number in 0..PAGES {
        project = project.page(&format!("page-{number}"), "Page", "Text.\n");
    }
    let mut chaos = Chaos {
        project: project.built(),
        random: Random(seed),
        foreign: BTreeMap::new(),
        snapshots: Vec::new(),
        downloads: Vec::new(),
        count: 0,
    };
    for round in 0..ROUNDS {
        println!("round {round}");
        chaos.round();
    }
}

impl Chaos {
    fn round(&mut self) {
        for _ in 0..1 + self.random.below(3) {
            self.edit();
        }
        for _ in 0..self.random.below(4) {
            self.break_output();
        }
        let flags = self.flags();
        println!("build {flags:?}");
        if self.random.below(3) == 0 {
            self.killed_build(&flags);
        }
        if !self.foreign.is_empty() {
            self.is_refused(&flags);
        }
        let mut arguments = flags.clone();
        arguments.push("--allow-removals");
        self.project.build(&arguments).exits(0);
        assert_eq!(only_files(bytes(&self.public())), only_files(fresh(&self.project)));
        assert!(self.project.build(&flags).exits(0).stdout.contains("nothing changed"));
        self.nothing_else_changed();
    }

    fn public(&self) -> PathBuf {
        self.project.path("public")
    }

    fn flags(&mut self) -> Vec<&'static str> {
        if self.random.below(3) == 0 { vec!["--in-place"] } else { Vec::new() }
    }

    /// Changes the site: a text, a page, a static file, large or small, new or gone; a file that becomes a folder.
    fn edit(&mut self) {
        self.count += 1;
        let (count, number) = (self.count, self.random.below(PAGES));
        let page = format!("content/page-{number}");
        match self.random.below(8) {
            0..3 => {
                let words = "word ".repeat(self.random.below(200));
                for tag in ["kk", "ru", "zh", "en"] {
                    let text = format!("+++\ntitle = \"Page {number} {tag}\"\n+++\n{count} {words}\n");
                    self.project.write(&format!("{page}/index.{tag}.md"), text);
                }
            }
            3 => {
                let _ = fs::remove_dir_all(self.project.path(&page));
            }
            4 => self.static_file("large.txt", &format!("{count} ").repeat(30_000)),
            5 => {
                let times = self.random.below(50);
                self.static_file("small.txt", &format!("{count} ").repeat(times));
            }
            6 => self.static_file("thing", "a file"),
            _ => self.static_file("thing/a.txt", "a file in a folder"),
        }
    }

    fn static_file(&self, path: &str, text: &str) {
        let thing = self.project.path("static/thing");
        if path.starts_with("thing") {
            let _ = fs::remove_dir_all(&thing).or_else(|_| fs::remove_file(&thing));
        }
        self.project.write(&format!("static/{path}"), text);
    }

    /// Does to the output, its staging directory or its cached files what other people and programs do.
    fn break_output(&mut self) {
        self.count += 1;
        let public = self.public();
        let mut files: Vec<String> = tree(&public).into_keys().collect();
        files.retain(|path| !path.ends_with('/') && !self.foreign.contains_key(path));
        let path = public.join(self.random.choose(&files));
        let action = self.random.below(10);
        println!("break {action} {}", path.display());
        match action {
            0 => fs::remove_file(&path).expect("it is there"),
            1 => replace(&path, &format!("changed {}", self.count)),
            2 => link_to(&self.project.path("outside/file.txt"), &path),
            3 => {
                // Another name of a file outside, with other bytes than the page.
                fs::remove_file(&path).expect("it is there");
                fs::hard_link(self.project.path("outside/file.txt"), &path).expect("a link");
            }
            4 => {
                let name = format!("mine-{}.txt", self.count);
                let place = path.with_file_name(&name);
                fs::write(&place, &name).expect("written");
                let relative = place.strip_prefix(&public).expect("within").display().to_string();
                self.foreign.insert(relative, name);
            }
            5 => {
                let snapshot = self.project.path(&format!("snapshot-{}", self.count));
                link_tree(&public, &snapshot);
                let before = tree(&snapshot);
                self.snapshots.push((snapshot, before));
            }
            6 => {
                let bytes = fs::read(&path).expect("it can be read");
                self.downloads.push((File::open(&path).expect("it can be opened"), bytes));
            }
            7 => {
                let _ = fs::remove_dir_all(self.project.path(".public.sapar/staging"));
            }
            8 => {
                let report = self.project.path(".public.sapar/report.json");
                fs::write(report, "damaged").expect("written");
            }
            _ => {
                let page = path.parent().expect("it stands in a folder");
                if page != public && self.foreign.is_empty() {
                    fs::remove_dir_all(page).expect("it is there");
                }
            }
        }
    }

    /// Kills a build at some moment.
    fn killed_build(&mut self, flags: &[&str]) {
        let arguments = [&["build", "--now", "2026-06-01", "--allow-removals"], flags].concat();
        let mut command = self.project.command(&arguments);
        let mut build =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_micros(self.random.next() % 100_000));
        if self.random.below(2) == 0 && self.public().is_dir() {
            self.count += 1;
            let name = format!("mine-{}.txt", self.count);
            fs::write(self.public().join(&name), &name).expect("written");
            self.foreign.insert(name.clone(), name);
            std::thread::sleep(Duration::from_micros(self.random.next() % 50_000));
        }
        // It may have ended before; then this round is like any other.
        let _ = build.kill();
        build.wait().expect("its own child");
    }

    /// Files of other people stop a build, which names one of them; then their owners take them away. One that was put
    /// into the output while a build ran is back there now.
    fn is_refused(&mut self, flags: &[&str]) {
        let run = self.project.build(flags).exits(2);
        assert!(run.stderr.contains("output-has-foreign-files"), "{run:?}");
        for (path, text) in std::mem::take(&mut self.foreign) {
            let path = self.public().join(path);
            assert_eq!(fs::read_to_string(&path).expect("it is kept"), text);
            fs::remove_file(path).expect("it is there");
        }
    }

    fn nothing_else_changed(&mut self) {
        let outside = fs::read_to_string(self.project.path("outside/file.txt"));
        assert_eq!(outside.expect("it is there"), "outside");
        for (snapshot, before) in &self.snapshots {
            assert_eq!(tree(snapshot), *before, "{}", snapshot.display());
        }
        for (mut file, expected) in self.downloads.drain(..) {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("it can be read");
            assert!(bytes == expected, "a download that began before the build");
        }
    }
}

/// Folders that hold nothing are of no account: a file that somebody removed may leave one behind.
fn only_files<T>(tree: BTreeMap<String, Option<T>>) -> BTreeMap<String, T> {
    tree.into_iter().filter_map(|(path, file)| Some((path, file?))).collect()
}

/// Replaces a file as editors do: the old bytes stay with whoever holds another name of them.
fn replace(path: &Path, text: &str) {
    fs::remove_file(path).and_then(|()| fs::write(path, text)).expect("it can be replaced");
}

#[cfg(unix)]
fn link_to(target: &Path, path: &Path) {
    fs::remove_file(path).expect("it is there");
    std::os::unix::fs::symlink(target, path).expect("a link");
}

/// Windows lets few users make links.
#[cfg(not(unix))]
fn link_to(_: &Path, path: &Path) {
    replace(path, "changed");
}

/// What `cp -al` makes; links are copied as links.
fn link_tree(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => link_tree(&entry.path(), &target),
            false => fs::hard_link(entry.path(), target).expect("a link"),
        }
    }
}
