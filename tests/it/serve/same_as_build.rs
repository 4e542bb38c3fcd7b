//! After any edits the preview shows what a build of the folder as it is now would write.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use rayon::prelude::*;
use sapar::data::{Date, parse_date};
use sapar::diagnostics::{Diagnostic, Severity, sort_and_deduplicate};
use sapar::load::read;
use sapar::project::{Project as Loaded, assemble};
use sapar::render::{Body, render_guarded};
use sapar::site::SiteOptions;
use sapar::theme::View;

use super::versions::{FILES, MOVES, REST};
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
        Self { site, loaded, options }
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

    /// Whether it shows what a build would write, and says of it what a build would say.
    fn check(&self) -> Result<(), TestCaseError> {
        let stale = self.loaded.stale_files();
        let said = self.loaded.diagnostics();
        let fresh = read(self.site.root(), None).and_then(|inputs| {
            assemble(inputs, self.options.clone())
                .map_err(|found| found.into_iter().next().expect("a reason"))
        });
        let Ok((fresh, mut expected)) = fresh else {
            prop_assert!(has_errors(&said), "a build would say more than {said:?}");
            return Ok(());
        };
        sort_and_deduplicate(&mut expected);
        prop_assert_eq!(
            has_errors(&said),
            has_errors(&expected),
            "said {:#?}\nexpected {:#?}",
            said,
            expected
        );
        if !stale.is_empty() {
            prop_assert!(has_errors(&expected), "an earlier version of {stale:?} is shown for no reason");
            return Ok(());
        }
        prop_assert_eq!(said, expected);
        let view = self.loaded.view().expect("it has a configuration");
        prop_assert_eq!(&view.site.routes, &fresh.site.routes);
        let rendered = |view: &Arc<View>| -> Vec<(String, Body, Vec<Diagnostic>)> {
            let render = |route| {
                let (body, diagnostics) = render_guarded(view, route);
                (route.url.clone(), body, diagnostics)
            };
            view.site.routes.par_iter().map(render).collect()
        };
        for (shown, built) in rendered(view).into_iter().zip(rendered(&fresh)) {
            let (is, expected) = (text(&shown), text(&built));
            let line = is.lines().zip(expected.lines()).find(|(is, expected)| is != expected);
            prop_assert!(shown == built, "{}\n{line:?}", shown.0);
        }
        Ok(())
    }
}

fn text((_, body, diagnostics): &(String, Body, Vec<Diagnostic>)) -> String {
    match body {
        Body::Bytes(bytes) => format!("{diagnostics:?}\n{}", String::from_utf8_lossy(bytes)),
        body => format!("{diagnostics:?}\n{body:?}"),
    }
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

#[test]
fn after_any_edits_the_preview_shows_what_a_build_would_write() {
    let config = Config {
        cases: 16,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_601),
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
            panic!("{reason}\ndrafts: {drafts}\n{}", described(&steps))
        }
        Err(abort) => panic!("{abort}"),
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
