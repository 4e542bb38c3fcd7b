//! Photographs that are made already: no later build opens their originals, as the system reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::event::{AccessKind, EventKind};
use notify::{Config, Event, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

use super::photographs::{Photographs, jpeg, scene, site, stored};
use super::project::Project;
use super::serve::server::eventually;

/// How long an event may take that the system has in its queue already. No machine is busy enough to need it.
const PATIENCE: Duration = Duration::from_secs(600);

/// The files that are opened below the contents of a site.
struct OpenedFiles {
    _watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    marker: PathBuf,
}

impl OpenedFiles {
    fn watch(project: &Project) -> Self {
        let (sender, events) = channel();
        let config = Config::default().with_event_kinds(EventKindMask::ALL);
        let mut watcher = RecommendedWatcher::new(sender, config).expect("the system tells of opened files");
        // Paths of events are below what is watched, with all links resolved.
        let content = fs::canonicalize(project.path("content")).expect("it is there");
        let marker = content.join(".marker");
        fs::write(&marker, "").expect("it can be written");
        watcher.watch(&content, RecursiveMode::Recursive).expect("it can be watched");
        Self { _watcher: watcher, events, marker }
    }

    /// The names of the files that were opened since the last call. The test opens a file itself: what the system tells before
    /// that has happened before.
    fn names(&self) -> BTreeSet<String> {
        fs::read(&self.marker).expect("it is there");
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut names = BTreeSet::new();
        loop {
            let event = self.events.recv_timeout(PATIENCE).expect("an event").expect("no queue overflows");
            if !matches!(event.kind, EventKind::Access(AccessKind::Open(_))) {
                continue;
            }
            if event.paths.contains(&self.marker) {
                return names;
            }
            names.extend(event.paths.iter().map(|path| name(path)));
        }
    }
}

#[test]
fn no_build_but_the_first_opens_an_original() {
    let project = site()
        .document("_index.ru.md", "Home", "Text.\n")
        .document("lake/index.ru.md", "Lake", "![One](one.jpg)\n\n![Two](two.jpg)\n")
        .photograph("one.jpg", jpeg(&scene(120, 80)))
        .photograph("two.jpg", jpeg(&scene(90, 80)));
    let opened = OpenedFiles::watch(&project);
    let photographs = |opened: &OpenedFiles| -> Vec<String> {
        opened.names().into_iter().filter(|name| name.ends_with(".jpg")).collect()
    };
    project.build(&[]).succeeds();
    assert_eq!(photographs(&opened), ["one.jpg", "two.jpg"], "the system tells what the first build opens");
    // The stamps of files that were written within two seconds of being read are not trusted.
    eventually(|| {
        project.build(&[]).succeeds();
        photographs(&opened).is_empty()
    });
    let made = stored(&project);

    let project = project.document("_index.ru.md", "Home", "Another text.\n");
    project.build(&[]).succeeds();
    assert_eq!(photographs(&opened), [""; 0], "after an edit");

    let project = project.document("lake/index.ru.md", "Lake", "![One](one.jpg)\n\nText. ![Two](two.jpg)\n");
    project.build(&[]).succeeds();
    assert_eq!(photographs(&opened), [""; 0], "after an edit of the page that shows them");

    fs::remove_dir_all(project.path("public")).expect("it was built");
    project.build(&[]).succeeds();
    assert_eq!(photographs(&opened), [""; 0], "from the cache, into an empty folder");

    fs::remove_file(project.path(".sapar/last-build")).expect("it was written");
    fs::remove_dir_all(project.path("public")).expect("it was built");
    project.build(&[]).succeeds();
    assert_eq!(photographs(&opened), [""; 0], "from the cache alone");
    assert_eq!(stored(&project), made, "nothing is made again");
}

#[test]
fn a_photograph_that_is_renamed_is_not_made_again() {
    let project = site()
        .document("lake/index.ru.md", "Lake", "![One](one.jpg)\n")
        .photograph("one.jpg", jpeg(&scene(120, 80)))
        .built();
    let made = stored(&project);
    fs::rename(project.path("content/lake/one.jpg"), project.path("content/lake/shore.jpg"))
        .expect("it is there");
    let project = project.document("lake/index.ru.md", "Lake", "![One](shore.jpg)\n").built();
    assert!(project.output("ru/lake/index.html").contains("/pictures/lake/shore-80x53-"));
    assert_eq!(stored(&project), made);
}
