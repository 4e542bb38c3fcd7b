//! `sapar check --fix`: shows what it writes, asks at a terminal, and leaves nothing to fix.

use super::{check, site};

#[test]
fn what_is_fixed_is_shown() {
    let site = site().document("_index.kk.md", "Басты бет", "Бұл кiтап , ол жақсы.\n\nТaу.\n");
    let run = site.run(&["check", "--fix", "--now", "2026-06-01"]).succeeds();
    assert_eq!(
        run.stdout,
        "content/_index.kk.md\n     \
         4 - Бұл кiтап , ол жақсы.\n     \
         4 + Бұл кітап, ол жақсы.\n     \
         6 - Тaу.\n     \
         6 + Тау.\n\
         Fixed in 3 places: content/_index.kk.md\n\
         No mistakes found.\n"
    );
    assert_eq!(check(&site), Vec::<String>::new());
}

#[test]
fn quiet_fixes_say_nothing() {
    let site = site().document("_index.kk.md", "Басты бет", "Бұл кiтап.\n");
    assert_eq!(site.run(&["check", "--fix", "--quiet", "--now", "2026-06-01"]).succeeds().stdout, "");
    let text = std::fs::read_to_string(site.path("content/_index.kk.md")).expect("it is there");
    assert!(text.ends_with("Бұл кітап.\n"), "{text}");
}

/// A terminal of its own for the program, whose user types an answer.
#[cfg(target_os = "linux")]
fn at_terminal(site: &crate::project::Project, language: &str, answer: &str) -> String {
    use std::io::{Read, Write};
    use std::os::fd::{FromRawFd, OwnedFd};
    let (mut own, mut other) = (0, 0);
    // SAFETY: both are places for a file descriptor, and no name, settings or size is asked for.
    #[expect(unsafe_code, reason = "no crate of the tests opens terminals")]
    let (own, other) = unsafe {
        let (name, settings, size) = (std::ptr::null_mut(), std::ptr::null(), std::ptr::null());
        assert_eq!(libc::openpty(&mut own, &mut other, name, settings, size), 0);
        (OwnedFd::from_raw_fd(own), OwnedFd::from_raw_fd(other))
    };
    let mut command = site.command(&["check", "--fix", "--now", "2026-06-01", "--lang", language]);
    let clone = || other.try_clone().expect("descriptors can be copied");
    command.stdin(clone()).stdout(clone()).stderr(std::process::Stdio::null());
    let mut program = command.spawn().expect("the program starts");
    drop(command);
    drop(other);
    let mut terminal = std::fs::File::from(own);
    let mut shown = Vec::new();
    let mut byte = [0];
    let mut is_asked = false;
    // A terminal whose other side is closed is an error on Linux.
    while let Ok(1) = terminal.read(&mut byte) {
        shown.push(byte[0]);
        if !is_asked && shown.ends_with(b"] ") {
            is_asked = true;
            terminal.write_all(answer.as_bytes()).expect("the program reads");
        }
    }
    program.wait().expect("the program ends");
    assert!(is_asked, "{}", String::from_utf8_lossy(&shown));
    String::from_utf8(shown).expect("UTF-8")
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked() {
    let path = "content/_index.kk.md";
    for (language, answer, is_fixed) in [
        ("en", "n\n", false),
        ("en", "\n", false),
        ("en", "y\n", true),
        ("kk", "иә\n", true),
        ("ru", "д\n", true),
        ("zh", "y\n", true),
    ] {
        let site = site().document("_index.kk.md", "Басты бет", "Бұл кiтап.\n");
        let shown = at_terminal(&site, language, answer);
        assert!(shown.contains("4 - Бұл кiтап.") && shown.contains("4 + Бұл кітап."), "{shown}");
        let text = std::fs::read_to_string(site.path(path)).expect("it is there");
        assert_eq!(text.contains("кітап"), is_fixed, "{language} {answer:?}: {shown}");
    }
}
