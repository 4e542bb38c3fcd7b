//! A target of the program `rsync`.

use super::{assert_live, files, site};

#[test]
fn rsync_gets_what_has_changed_and_has_no_way_back() {
    let project = site("type = \"rsync\"\nremote = \"live\"");
    let project = project.page("kanas", "Kanas", "A lake.\n").file("static/көл/a b.txt", "A lake.\n");
    let destination = project.path("live");
    std::fs::create_dir(&destination).expect("it is ours");
    let run = project.deploy(&[]).exits(0);
    assert!(run.stderr.contains("warning[deploy-unconditional]"), "{run:?}");
    assert_live(&project);
    project.write("static/brochure.txt", "Another one.\n");
    std::fs::remove_dir_all(project.path("content/kanas")).expect("it is ours");
    project.deploy(&[]).exits(0);
    let live = files(&destination);
    assert_eq!(live["brochure.txt"], b"Another one.\n");
    assert!(live.keys().all(|name| !name.contains("kanas/index.html")), "{:?}", live.keys());
    let run = project.deploy(&["--rollback"]).exits(2);
    assert!(run.stderr.contains("error[deploy-no-way-back]"), "{run:?}");
}
