//! After any edits the preview shows what a build of the folder as it is now would write. Broken files are replaced by
//! their last good versions.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use rayon::prelude::*;
use sapar::data::{Date, parse_date};
use sapar::diagnostics::{Code, Diagnostic, Severity, sort_and_deduplicate};
use sapar::load::read;
use sapar::project::{Project as Loaded, assemble};
use sapar::render::{Body, Rendered, render_guarded};
use sapar::site::{Route, RouteKind, SiteOptions};
use sapar::theme::View;

use super::versions::{FILES, MOVES, REST};
use crate::outputs::files;
use crate::project::Project;

/// What an editor does between two looks at the preview.
#[derive(Debug, Clone)]
enum Edit {
    /// A version of a file is put in its place, or the file is removed.
    File { file: usize, version: usize, told: Told },
    /// A folder or a file gets another name, over what has that name.
    Move(usize),
    /// Midnight passes, or comes back.
    Day(bool),
}

/// Which path the system tells of when a file changes.
#[derive(Debug, Clone, Copy)]
enum Told {
    File,
    Folder,
    Both,
}

fn edits() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    let told = prop_oneof![6 => Just(Told::File), 1 => Just(Told::Folder), 2 => Just(Told::Both)];
    let edit = prop_oneof![
        16 => (0..FILES.len(), prop_oneof![2 => any::<prop::sample::Index>().prop_map(Some), 3 => Just(None)], told).prop_map(|(file, version, told)| {
            // What was broken is often mended.
            let version = version.map_or(0, |version| version.index(FILES[file].1.len()));
            Edit::File { file, version, told }
        }),
        2 => (0..MOVES.len()).prop_map(Edit::Move),
        1 => any::<bool>().prop_map(Edit::Day),
    ];
    let step =
        prop_oneof![4 => prop::collection::vec(edit.clone(), 1), 1 => prop::collection::vec(edit, 2..5)];
    prop::collection::vec(step, 30)
}

/// The preview and the folder that it shows.
struct Preview {
    site: Project,
    loaded: Loaded,
    last_good: LastGood,
    options: SiteOptions,
}

impl Preview {
    fn new(drafts: bool) -> Self {
        let site = REST.iter().fold(Project::bare(), |site, (path, text)| site.file(path, text));
        let site = FILES.iter().fold(site, |site, (path, versions)| {
            if let Some(text) = versions[0] {
                site.write(path, text);
            }
            site
        });
        let options = SiteOptions { base_url: None, drafts, now: day(false) };
        let loaded = Loaded::open(site.root(), options.clone()).expect("a site");
        let last_good = LastGood::new(&files_of(site.root()));
        Self { site, loaded, last_good, options }
    }

    fn apply(&mut self, edits: &[Edit]) {
        let mut paths: Vec<PathBuf> = Vec::new();
        for edit in edits {
            match edit {
                Edit::File { file, version, told } => {
                    let (path, versions) = FILES[*file];
                    let path = self.site.path(path);
                    let folder = path.parent().expect("it stands in a folder").to_owned();
                    // A folder that was not there is told of, too.
                    paths.extend((!folder.exists()).then(|| first_missing(&folder)));
                    match versions[*version] {
                        Some(text) => self.site.write(FILES[*file].0, text),
                        None => drop(fs::remove_file(&path)),
                    }
                    if !matches!(told, Told::Folder) || folder == self.site.root() {
                        paths.push(path);
                    }
                    if !matches!(told, Told::File) && folder != self.site.root() {
                        paths.push(folder);
                    }
                }
                Edit::Move(index) => {
                    let (from, to) = MOVES[*index];
                    let (from, to) = (self.site.path(from), self.site.path(to));
                    if from.exists() {
                        remove(&to);
                        fs::create_dir_all(to.parent().expect("it stands in a folder"))
                            .expect("folders can be made");
                        fs::rename(&from, &to).expect("it can be renamed");
                        paths.extend([from, to]);
                    }
                }
                Edit::Day(is_later) => self.options.now = day(*is_later),
            }
        }
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        self.loaded.refresh(&paths, self.options.now);
    }

    /// Checks that it shows what a build would write, and reports what a build would report. While files are broken, the
    /// build is one of a copy of the folder in which they are replaced by their last good versions.
    fn check(&mut self) -> Result<(), TestCaseError> {
        let stale = self.loaded.stale_files();
        let reported = self.loaded.diagnostics();
        let files = files_of(self.site.root());
        let built = self.build(self.site.root());
        match &built {
            Ok((_, expected)) => {
                prop_assert_eq!(
                    has_errors(&reported),
                    has_errors(expected),
                    "reported {:#?}\nexpected {:#?}",
                    reported,
                    expected
                );
                if stale.is_empty() {
                    prop_assert_eq!(&reported, expected);
                } else {
                    prop_assert!(
                        has_errors(expected),
                        "earlier versions of {stale:?} are shown for no reason"
                    );
                }
            }
            Err(reason) => {
                prop_assert!(has_errors(&reported), "a build would report {reason:?}, not {reported:?}");
            }
        }
        let expected = match built {
            Ok((view, _)) if stale.is_empty() => view,
            built => {
                let config_is_broken = built.is_err();
                let good = self.last_good.replace_broken(&files, &stale, config_is_broken);
                let folder = tempfile::tempdir().expect("a folder for the test");
                write_files(folder.path(), &good);
                let built = self.build(folder.path());
                let (view, expected) =
                    built.map_err(|reason| TestCaseError::fail(format!("{stale:?}: {reason:?}")))?;
                if !LastGood::replaces_theme(&stale, config_is_broken)
                    && !stale.iter().any(|file| file.ends_with(".ftl"))
                {
                    // What is wrong with other files is reported as if these were not broken.
                    let of_others = |diagnostics: Vec<Diagnostic>| -> Vec<Diagnostic> {
                        let is_of_stale = |one: &Diagnostic| match &one.location {
                            Some(place) => stale.iter().any(|file| *file == place.file()),
                            // A configuration that is not there has no place in a file.
                            None => one.code == Code::SiteNotFound,
                        };
                        diagnostics.into_iter().filter(|one| !is_of_stale(one)).collect()
                    };
                    prop_assert_eq!(of_others(reported), of_others(expected), "{:?}", stale);
                }
                let result = self.compare(&view);
                self.last_good.update(&files, &stale, config_is_broken);
                return result;
            }
        };
        self.last_good.update(&files, &stale, false);
        self.compare(&expected)
    }

    /// What a build of a folder would write, and what it would report.
    fn build(&self, root: &Path) -> Result<(Arc<View>, Vec<Diagnostic>), Diagnostic> {
        let built = assemble(read(root, None)?, self.options.clone());
        let (view, mut diagnostics) = built.map_err(|found| found.into_iter().next().expect("a reason"))?;
        sort_and_deduplicate(&mut diagnostics);
        Ok((view, diagnostics))
    }

    /// Compares all routes, and what is rendered at them, with a site that was built.
    fn compare(&self, expected: &Arc<View>) -> Result<(), TestCaseError> {
        let stale = self.loaded.stale_files();
        let shown = self.loaded.view().expect("it has a configuration");
        let urls = |view: &View| -> Vec<String> {
            view.site.routes.iter().map(|route| format!("{} {:?}", route.url, route.kind)).collect()
        };
        prop_assert_eq!(urls(shown), urls(expected), "stale: {:?}", stale);
        let (shown, expected) = (rendered(shown), rendered(expected));
        for ((url, shown, found), (_, expected, expected_found)) in shown.into_iter().zip(expected) {
            let line = shown.lines().zip(expected.lines()).find(|(shown, expected)| shown != expected);
            prop_assert!(shown == expected, "{url} {line:?}\nstale: {stale:?}");
            if stale.is_empty() {
                prop_assert_eq!(found, expected_found, "{}", url);
            }
        }
        Ok(())
    }
}

/// All routes: address, the text or digest of the body, and what rendering found wrong.
fn rendered(view: &Arc<View>) -> Vec<(String, String, Vec<Diagnostic>)> {
    let render = |route: &Route| {
        let Rendered { body, diagnostics, .. } = render_guarded(view, route);
        let text = match (&body, route.kind) {
            // A drawing within the program is made smaller at once, and one in a file when it is asked for.
            (_, RouteKind::Asset(asset)) if route.url.ends_with(".svg") => {
                view.site.assets[asset].digest.to_string()
            }
            (Body::Bytes(bytes), _) => String::from_utf8_lossy(bytes).into_owned(),
            // In the place of a theme that is missing, files within the program are served: the same, from elsewhere.
            (body, _) => body.digest().to_string(),
        };
        (route.url.clone(), text, diagnostics)
    };
    view.site.routes.par_iter().map(render).collect()
}

/// The files of a folder, by their paths with `/`. Folders of themes are listed too, with a slash at the end: a theme whose
/// folder is empty is not the same as one that is missing.
type Files = BTreeMap<String, Vec<u8>>;

fn files_of(root: &Path) -> Files {
    let path = |file: &Path| {
        let path = file.strip_prefix(root).expect("a file of the folder").to_str().expect("UTF-8");
        path.replace('\\', "/")
    };
    let themes = fs::read_dir(root.join("themes")).into_iter().flatten().flatten().map(|entry| entry.path());
    let themes =
        themes.filter(|theme| theme.is_dir()).map(|theme| (format!("{}/", path(&theme)), Vec::new()));
    let files = files(root);
    let files = files.iter().map(|file| (path(file), fs::read(file).expect("a file")));
    files.chain(themes).collect()
}

fn write_files(root: &Path, files: &Files) {
    for (path, bytes) in files {
        let is_folder = path.ends_with('/');
        let path = root.join(path);
        if is_folder {
            fs::create_dir_all(path).expect("folders can be made");
            continue;
        }
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }
}

/// The last good version of everything that a preview replaces while it is broken.
struct LastGood {
    /// The configuration, documents, facts and messages, each file by itself.
    files: Files,
    /// The theme as a whole, without its folder: what its templates and kinds are made of.
    theme: Files,
    /// The kinds of the configuration that the theme was last used with.
    kinds: String,
}

const CONFIG: &str = "sapar.toml";

impl LastGood {
    fn new(files: &Files) -> Self {
        let mut new = Self { files: Files::new(), theme: Files::new(), kinds: String::new() };
        new.update(files, &[], false);
        new
    }

    /// Records what is not broken now.
    fn update(&mut self, files: &Files, stale: &[String], config_is_broken: bool) {
        let is_broken = |path: &String| match path.as_str() {
            CONFIG => config_is_broken,
            _ => stale.contains(path),
        };
        let broken = std::mem::take(&mut self.files).into_iter().filter(|(path, _)| is_broken(path));
        self.files = broken.collect();
        let good = files.iter().filter(|(path, _)| !is_broken(path));
        self.files.extend(good.map(|(path, bytes)| (path.clone(), bytes.clone())));
        if !Self::replaces_theme(stale, config_is_broken) {
            let config = self.config();
            self.theme =
                theme_files(files, &config).into_iter().filter(|(path, _)| is_replaced(path)).collect();
            self.kinds = kinds(&config).to_owned();
        }
    }

    /// The files with the last good version of those that are broken.
    fn replace_broken(&self, files: &Files, stale: &[String], config_is_broken: bool) -> Files {
        let mut good = files.clone();
        if config_is_broken {
            good.insert(CONFIG.to_owned(), self.files[CONFIG].clone());
        }
        for path in stale.iter().filter(|path| *path != CONFIG && !is_of_theme(path)) {
            good.insert(path.clone(), self.files[path].clone());
        }
        if Self::replaces_theme(stale, config_is_broken) {
            let config = String::from_utf8_lossy(&good[CONFIG]).into_owned();
            let folder = format!("themes/{}", theme_name(&config));
            let mut theme = theme_files(&good, &config);
            theme.retain(|path, _| !is_replaced(path));
            theme.extend(self.theme.clone());
            good.retain(|path, _| !path.starts_with(&format!("{folder}/")));
            good.extend(theme.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
            // Kinds come from theme and configuration, and are kept together.
            let own = kinds(&config);
            let config = format!("{}{}", config.strip_suffix(own).unwrap_or(&config), self.kinds);
            good.insert(CONFIG.to_owned(), config.into_bytes());
        }
        good
    }

    /// Whether the theme is replaced. A missing theme is reported where the configuration names it.
    fn replaces_theme(stale: &[String], config_is_broken: bool) -> bool {
        let configs = stale.iter().filter(|path| *path == CONFIG).count();
        configs > usize::from(config_is_broken) || stale.iter().any(|path| is_of_theme(path))
    }

    fn config(&self) -> String {
        String::from_utf8_lossy(&self.files[CONFIG]).into_owned()
    }
}

/// Whether a file is replaced together with the rest of its theme.
fn is_of_theme(path: &str) -> bool {
    path.starts_with("themes/") && path.split('/').nth(2) != Some("locales")
}

/// Whether a file of a theme's folder belongs to what is replaced as a whole.
fn is_replaced(path: &str) -> bool {
    !path.starts_with("locales/") && !path.starts_with("static/")
}

/// The files of the theme that a configuration names, without its folder. In the place of one that is not there, the one
/// within the program is read.
fn theme_files(files: &Files, config: &str) -> Files {
    let folder = format!("themes/{}/", theme_name(config));
    if !files.contains_key(&folder) {
        return files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe"));
    }
    let within = |(path, bytes): (&String, &Vec<u8>)| {
        let name = path.strip_prefix(&folder).filter(|name| !name.is_empty())?;
        Some((name.to_owned(), bytes.clone()))
    };
    files.iter().filter_map(within).collect()
}

fn theme_name(config: &str) -> &str {
    let name = config.lines().find_map(|line| line.strip_prefix("theme = \"")?.strip_suffix('"'));
    name.unwrap_or("steppe")
}

/// The kinds at the end of a configuration.
fn kinds(config: &str) -> &str {
    config.find("[kinds").map_or("", |start| &config[start..])
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

fn first_missing(folder: &Path) -> PathBuf {
    let missing = folder.ancestors().take_while(|folder| !folder.exists());
    missing.last().expect("the folder itself").to_owned()
}

fn remove(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).expect("it can be removed");
    } else if path.exists() {
        fs::remove_file(path).expect("it can be removed");
    }
}

fn day(is_later: bool) -> Date {
    parse_date(if is_later { "2026-07-01" } else { "2026-06-01" }).expect("a day")
}

/// Holds a number to replay a run of the test with: the seed that it printed.
const SEED_VARIABLE: &str = "SAPAR_PREVIEW_SEED";

#[test]
fn after_any_edits_the_preview_shows_what_a_build_would_write() {
    let given = std::env::var(SEED_VARIABLE).ok().map(|seed| seed.parse().expect("the seed is a number"));
    let seed: u64 = given.unwrap_or_else(|| RandomState::new().hash_one("seed"));
    // Past the test harness, which shows what is printed only if a test fails.
    let _ = writeln!(std::io::stderr(), "preview edits: {SEED_VARIABLE}={seed}");
    let config = Config {
        cases: 16,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 150,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let result = runner.run(&(any::<bool>(), edits()), |(drafts, steps)| {
        let mut preview = Preview::new(drafts);
        preview.check()?;
        for step in &steps {
            preview.apply(step);
            preview.check()?;
        }
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, (drafts, steps))) => {
            panic!("{SEED_VARIABLE}={seed}\n{reason}\ndrafts: {drafts}\n{}", described(&steps))
        }
        Err(abort) => panic!("{SEED_VARIABLE}={seed}\n{abort}"),
    }
}

/// Steps with the names of the files that they are about.
fn described(steps: &[Vec<Edit>]) -> String {
    let describe = |edit: &Edit| match edit {
        Edit::File { file, version, told } => {
            format!("{} = {:?} ({told:?})", FILES[*file].0, FILES[*file].1[*version])
        }
        Edit::Move(index) => format!("{} → {}", MOVES[*index].0, MOVES[*index].1),
        Edit::Day(is_later) => format!("later: {is_later}"),
    };
    let step = |step: &Vec<Edit>| step.iter().map(describe).collect::<Vec<_>>().join("\n  and ");
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}
