//! A build as a whole: what is written, and what is said of it.

use super::project::Project;

#[test]
fn a_small_site_is_built_and_counted() {
    let project = Project::new().page("lakes/markakol", "Markakol", "Text.\n").page("lakes", "Lakes", "");
    let run = project.build(&[]).exits(0);
    assert!(run.stdout.contains("Қазақша: 3 pages"), "{run:?}");
    assert!(project.output("kk/lakes/markakol/index.html").contains("<h1>Markakol kk</h1>"));
}

#[test]
fn a_second_build_changes_nothing() {
    let project = Project::new().page("markakol", "Markakol", "Text.\n").built();
    let before =
        std::fs::metadata(project.path("public/kk/markakol/index.html")).expect("built").modified().ok();
    let run = project.build(&[]).succeeds();
    assert!(run.stdout.contains("nothing changed"), "{run:?}");
    let after =
        std::fs::metadata(project.path("public/kk/markakol/index.html")).expect("built").modified().ok();
    assert_eq!(before, after);
}
