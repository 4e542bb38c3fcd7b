//! Brings the changes of a site's folder into the preview for as long as it runs, whatever goes wrong.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::preview::Preview;
use super::source::{Changes, Source};
use super::watch::Waited;
use crate::config::Config;
use crate::data::Date;
use crate::diagnostics::{Code, Diagnostic, compare, sort_and_deduplicate};
use crate::load::LinkedPath;
use crate::project::Update;
use crate::render::panic_message;
use crate::site::Site;

/// When the files of a change are read once more, after the last change. The first reading may have met a file that was being
/// written, and not every write is reported: polling tells two writes apart by their mtimes, which count in steps of two
/// seconds on some file systems; and a file that is written into a new folder before that is watched is reported by nobody.
const RECHECK_DELAY: Duration = Duration::from_millis(2_500);

/// How often links that come to light are followed before the next change is waited for.
const MAX_LINK_ROUNDS: usize = 8;

/// When a refresh that failed is tried again.
const FIRST_RETRY_DELAY: Duration = Duration::from_secs(1);
const MAX_RETRY_DELAY: Duration = Duration::from_secs(8);

/// What is new to the person at the terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Diagnostics that were not there before.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether there were diagnostics before, and there are none now.
    pub is_healed: bool,
}

/// Keeps a preview up to date.
pub struct Follower<'f, S> {
    source: S,
    preview: &'f Preview,
    today: fn(Option<&Config>) -> Date,
    tell: &'f dyn Fn(&News),
    /// The paths of the last changes, which are read once more.
    unconfirmed: BTreeSet<PathBuf>,
    /// Whether the source may be half updated, or has missed changes: everything is to be read again.
    is_doubtful: bool,
    failure: Option<Failure>,
}

/// Why the preview is not up to date.
struct Failure {
    diagnostic: Diagnostic,
    retry_delay: Duration,
}

impl<'f, S: Source> Follower<'f, S> {
    /// A follower of what `source` reads. `tell` is called with what is new for the person at the terminal.
    ///
    /// `today` says which day it is for a site with a configuration, which may name a time zone.
    pub fn new(
        source: S,
        preview: &'f Preview,
        today: fn(Option<&Config>) -> Date,
        tell: &'f dyn Fn(&News),
    ) -> Self {
        Self { source, preview, today, tell, unconfirmed: BTreeSet::new(), is_doubtful: false, failure: None }
    }

    /// What has to be watched besides the site's own folders.
    pub fn linked_paths(&self) -> Vec<LinkedPath> {
        self.source.linked_paths()
    }

    /// Brings all changes into the preview until no more are reported.
    pub fn run(&mut self, changes: &mut impl Changes) {
        loop {
            self.follow_links(changes);
            let at_most = match &self.failure {
                Some(failure) => Some(failure.retry_delay),
                None => (!self.unconfirmed.is_empty()).then_some(RECHECK_DELAY),
            };
            // A panic ends the watch and not the preview: the caller begins another watch.
            match catch_unwind(AssertUnwindSafe(|| changes.wait(at_most))).unwrap_or(Waited::Ended) {
                Waited::Changed(paths) => {
                    self.update(&paths);
                    self.unconfirmed.extend(paths);
                }
                Waited::Quiet => {
                    let paths = std::mem::take(&mut self.unconfirmed);
                    if self.update(&paths) {
                        // Somebody is still writing.
                        self.unconfirmed.extend(paths);
                    }
                }
                Waited::Ended => {
                    self.is_doubtful = true;
                    return;
                }
            }
        }
    }

    /// Watches what links lead to now. That was not watched so far, and may have changed between reading and watching it;
    /// what is read then may hold further links.
    fn follow_links(&mut self, changes: &mut impl Changes) {
        for _ in 0..MAX_LINK_ROUNDS {
            let added = changes.watch_links(&self.source.linked_paths());
            if added.is_empty() {
                return;
            }
            self.update(&added.into_iter().collect());
        }
    }

    /// Brings what stands at some paths now into the preview. Returns whether anything was different.
    pub fn update(&mut self, paths: &BTreeSet<PathBuf>) -> bool {
        let refreshed = match self.is_doubtful {
            true => None,
            false => self.attempt(|follower| Ok(follower.refresh(paths))).ok(),
        };
        // A bug that panics may have left the source half updated.
        let result = refreshed.map_or_else(|| self.attempt(Self::reread), Ok);
        self.is_doubtful = result.is_err();
        match result {
            Ok(is_different) => {
                self.failure = None;
                is_different
            }
            Err(diagnostic) => {
                self.fail(diagnostic);
                false
            }
        }
    }

    /// Tells in the panel and the terminal why the preview is not up to date. It is tried again later.
    pub fn fail(&mut self, diagnostic: Diagnostic) {
        let last = self.failure.take();
        let retry_delay =
            last.as_ref().map_or(FIRST_RETRY_DELAY, |last| (last.retry_delay * 2).min(MAX_RETRY_DELAY));
        let snapshot = self.preview.current();
        if !snapshot.diagnostics.contains(&diagnostic) {
            let is_other = |one: &&Diagnostic| last.as_ref().is_none_or(|last| **one != last.diagnostic);
            let others = snapshot.diagnostics.iter().filter(is_other).cloned();
            let mut diagnostics = others.chain([diagnostic.clone()]).collect();
            sort_and_deduplicate(&mut diagnostics);
            let view = snapshot.view.clone();
            self.preview.replace(view, diagnostics, snapshot.stale_files.clone(), &[], &[]);
            self.tell(&News { diagnostics: vec![diagnostic.clone()], is_healed: false });
        }
        self.failure = Some(Failure { diagnostic, retry_delay });
    }

    /// How long to wait before what failed is tried again.
    pub fn retry_delay(&self) -> Duration {
        self.failure.as_ref().map_or(FIRST_RETRY_DELAY, |failure| failure.retry_delay)
    }

    /// Calls `act`. A panic, which is a bug of the program, becomes a diagnostic.
    fn attempt<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, Diagnostic>) -> Result<T, Diagnostic> {
        catch_unwind(AssertUnwindSafe(|| act(self))).unwrap_or_else(|panic| {
            Err(Diagnostic::new(Code::RefreshFailed).with("detail", panic_message(&*panic)))
        })
    }

    fn refresh(&mut self, paths: &BTreeSet<PathBuf>) -> bool {
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let today = self.today();
        let mut update = self.source.refresh(&paths, today);
        // With the configuration, the site's time zone may be another one now.
        if self.today() != today && self.source.refresh(&[], self.today()).is_some() {
            update.get_or_insert_default();
        }
        if self.source.show_drafts(self.preview.shows_drafts()) {
            update.get_or_insert_default();
        }
        match update {
            Some(update) => {
                self.publish(&update);
                true
            }
            None => {
                // What failed was something else, such as watching.
                if self.failure.is_some() {
                    self.publish(&Update::default());
                }
                false
            }
        }
    }

    fn reread(&mut self) -> Result<bool, Diagnostic> {
        let last = self.preview.current();
        self.source.show_drafts(self.preview.shows_drafts());
        self.source.reread(self.today())?;
        let view = self.source.view();
        let assets = match (&last.view, &view) {
            (Some(last), Some(view)) => changed_assets(&last.site, &view.site),
            _ => Vec::new(),
        };
        self.publish(&Update { assets, ..Update::default() });
        Ok(true)
    }

    fn today(&self) -> Date {
        (self.today)(self.source.config())
    }

    fn publish(&self, update: &Update) {
        let diagnostics = self.source.diagnostics();
        let last = self.preview.current();
        let is_new =
            |one: &&Diagnostic| last.diagnostics.binary_search_by(|last| compare(last, one)).is_err();
        let new = diagnostics.iter().filter(is_new).cloned().collect();
        let is_healed = diagnostics.is_empty() && !last.diagnostics.is_empty();
        let (view, stale_files) = (self.source.view(), self.source.stale_files());
        self.preview.replace(view, diagnostics, stale_files, &update.saved, &update.assets);
        self.tell(&News { diagnostics: new, is_healed });
    }

    fn tell(&self, news: &News) {
        // Nobody who reads a terminal is worth ending the preview for.
        let _ = catch_unwind(AssertUnwindSafe(|| (self.tell)(news)));
    }
}

/// The addresses of files that were there before and have other bytes now.
fn changed_assets(last: &Site, site: &Site) -> Vec<String> {
    let changed = site.assets.iter().filter_map(|asset| {
        let last = last.asset_at(&asset.url)?;
        // By that address, pages that are open know it.
        (last.digest != asset.digest).then(|| last.published_url.clone())
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::VecDeque;
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::data::parse_date;
    use crate::diagnostics::Severity;
    use crate::project::Project;
    use crate::render::{Body, render};
    use crate::site::SiteOptions;
    use crate::theme::View;

    fn today(_: Option<&Config>) -> Date {
        parse_date("2026-06-01").expect("a day")
    }

    /// Reports what the test says. Each report comes after something was done.
    struct Script<'t>(VecDeque<Box<dyn FnMut(Option<Duration>) -> Waited + 't>>);

    impl Changes for Script<'_> {
        fn wait(&mut self, at_most: Option<Duration>) -> Waited {
            self.0.pop_front().map_or(Waited::Ended, |mut report| report(at_most))
        }
    }

    fn script<'t, const N: usize>(
        reports: [Box<dyn FnMut(Option<Duration>) -> Waited + 't>; N],
    ) -> Script<'t> {
        Script(reports.into())
    }

    fn changed(path: &Path) -> Waited {
        Waited::Changed(BTreeSet::from([path.to_owned()]))
    }

    /// A source that panics while the test wants it to.
    #[derive(Default)]
    struct Faulty<'t> {
        refresh_panics: Cell<bool>,
        reread_panics: Cell<bool>,
        diagnostics_panic: Cell<bool>,
        calls: RefCell<Vec<&'t str>>,
    }

    impl Source for &Faulty<'_> {
        fn refresh(&mut self, _: &[&Path], _: Date) -> Option<Update> {
            self.calls.borrow_mut().push("refresh");
            assert!(!self.refresh_panics.get(), "a bug");
            Some(Update::default())
        }

        fn reread(&mut self, _: Date) -> Result<(), Diagnostic> {
            self.calls.borrow_mut().push("reread");
            assert!(!self.reread_panics.get(), "another bug");
            Ok(())
        }

        fn view(&self) -> Option<Arc<View>> {
            None
        }

        fn diagnostics(&self) -> Vec<Diagnostic> {
            assert!(!self.diagnostics_panic.get(), "a third bug");
            Vec::new()
        }

        fn stale_files(&self) -> Vec<String> {
            Vec::new()
        }
    }

    fn preview() -> (tempfile::TempDir, Preview) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let preview = Preview::new(folder.path(), None, Vec::new(), Vec::new(), false);
        (folder, preview)
    }

    fn codes(preview: &Preview) -> Vec<&'static str> {
        preview.current().diagnostics.iter().map(|one| one.code.as_str()).collect()
    }

    #[test]
    fn a_refresh_that_fails_is_told_and_tried_again_until_it_succeeds() {
        let (_folder, preview) = preview();
        let source = Faulty::default();
        let told = RefCell::new(Vec::new());
        let tell = |news: &News| told.borrow_mut().push(news.clone());
        let path = Path::new("content/a.kk.md");
        let mut follower = Follower::new(&source, &preview, today, &tell);
        let mut changes = script([
            Box::new(|at_most| {
                assert_eq!(at_most, None, "nothing is to be done");
                source.refresh_panics.set(true);
                source.reread_panics.set(true);
                changed(path)
            }),
            Box::new(|at_most| {
                assert_eq!(codes(&preview), ["refresh-failed"]);
                assert_eq!(at_most, Some(FIRST_RETRY_DELAY));
                Waited::Quiet
            }),
            Box::new(|at_most| {
                // It is told once.
                assert_eq!((codes(&preview), told.borrow().len()), (vec!["refresh-failed"], 1));
                assert_eq!(at_most, Some(FIRST_RETRY_DELAY * 2));
                source.refresh_panics.set(false);
                source.reread_panics.set(false);
                Waited::Quiet
            }),
            Box::new(|_| {
                assert_eq!(codes(&preview), [""; 0]);
                changed(path)
            }),
        ]);
        follower.run(&mut changes);
        let calls = ["refresh", "reread", "reread", "reread", "refresh"];
        assert_eq!(*source.calls.borrow(), calls);
        let told = told.borrow();
        assert_eq!(told[0].diagnostics[0].arguments[0].1, "another bug".into());
        assert_eq!(told[0].diagnostics[0].severity(), Severity::Error);
        assert!(told[1].is_healed, "{told:?}");
    }

    #[test]
    fn no_panic_ends_the_follower() {
        let (_folder, preview) = preview();
        let source = Faulty::default();
        let tell = |_: &News| panic!("nobody reads the terminal");
        let path = Path::new("content/a.kk.md");
        let mut follower = Follower::new(&source, &preview, today, &tell);
        let mut changes = script([
            Box::new(|_| {
                source.refresh_panics.set(true);
                changed(path)
            }),
            Box::new(|_| {
                // Reading everything again helped.
                assert_eq!(codes(&preview), [""; 0]);
                source.refresh_panics.set(false);
                source.diagnostics_panic.set(true);
                changed(path)
            }),
            Box::new(|_| {
                assert_eq!(codes(&preview), ["refresh-failed"]);
                source.diagnostics_panic.set(false);
                changed(path)
            }),
            Box::new(|_| {
                assert_eq!(codes(&preview), [""; 0]);
                panic!("the watch has a bug")
            }),
            Box::new(|_| changed(path)),
        ]);
        follower.run(&mut changes);
        // Another watch may have missed something.
        source.calls.borrow_mut().clear();
        follower.run(&mut changes);
        assert_eq!(*source.calls.borrow(), ["reread"]);
    }

    #[test]
    fn a_watch_that_fails_is_told_until_there_is_one() {
        let (_folder, preview) = preview();
        let source = Faulty::default();
        let tell = |_: &News| {};
        let mut follower = Follower::new(&source, &preview, today, &tell);
        for _ in 0..9 {
            follower
                .fail(Diagnostic::new(Code::WatchFailed).with("path", "/site").with("detail", "none left"));
        }
        assert_eq!((codes(&preview), follower.retry_delay()), (vec!["watch-failed"], MAX_RETRY_DELAY));
        assert_eq!(preview.current().version, 2, "browsers are told once");
        follower.update(&BTreeSet::new());
        assert_eq!(codes(&preview), [""; 0]);
    }

    const CONFIG: &str = "base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
        [languages.ru]\nname = \"Русский\"\n";

    #[test]
    fn the_last_state_on_disk_wins_although_the_last_write_is_not_reported() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("content/_index.ru.md");
        let write = |text: &str| fs::write(&path, text).expect("files can be written");
        fs::create_dir(folder.path().join("content")).expect("folders can be made");
        fs::write(folder.path().join("sapar.toml"), CONFIG).expect("files can be written");
        write("+++\ntitle = \"Дом\"\n+++\nПервая версия.\n");
        let options = SiteOptions { base_url: None, drafts: false, now: today(None) };
        let project = Project::open(folder.path(), options).expect("a site");
        let preview =
            Preview::new(folder.path(), project.view().cloned(), project.diagnostics(), Vec::new(), false);
        let shows = |text: &str| {
            let view = preview.current().view.clone().expect("a site");
            let Body::Bytes(page) = render(&view, view.site.route_at("/ru/").expect("a page")).body else {
                panic!("a page")
            };
            String::from_utf8(page).expect("a page").contains(text)
        };
        let tell = |_: &News| {};
        let mut follower = Follower::new(project, &preview, today, &tell);
        let mut changes = script([
            Box::new(|_| {
                // An editor writes in place: the preview reads before it has ended.
                write("+++\ntitle = \"Дом\"\n+++\nВторая вер");
                changed(&path)
            }),
            Box::new(|at_most| {
                assert!(shows("Вторая вер") && at_most == Some(RECHECK_DELAY));
                write("+++\ntitle = \"Дом\"\n+++\nВторая версия.\nИ ещё");
                Waited::Quiet
            }),
            Box::new(|at_most| {
                // It was different, so it may be different again.
                assert!(shows("И ещё") && at_most == Some(RECHECK_DELAY));
                write("+++\ntitle = \"Дом\"\n+++\nВторая версия.\nИ ещё одна строка.\n");
                Waited::Quiet
            }),
            Box::new(|_| {
                assert!(shows("И ещё одна строка."));
                Waited::Quiet
            }),
            Box::new(|at_most| {
                assert_eq!((at_most, preview.current().version), (None, 4), "it is known to be complete");
                Waited::Ended
            }),
        ]);
        follower.run(&mut changes);
        assert!(changes.0.is_empty());
    }
}
