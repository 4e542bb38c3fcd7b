//! Files that are not what they should be: their encoding, size and names, documents and facts that stand twice or
//! alone, and links of the file system.

use std::fs;

use super::project::Project;

/// A site with one file more, of any bytes.
fn bytes(path: &str, bytes: impl AsRef<[u8]>) -> Project {
    let project = Project::new();
    project.write(path, bytes);
    project
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_the_first_wrong_byte() {
    let text = ["+++\ntitle = \"Көл\"\n+++\nМәтін ".as_bytes(), b"\xFF\xFE", " соңы\n".as_bytes()].concat();
    let project = bytes("content/lake.kk.md", text);
    assert_eq!(project.finding(), "content/lake.kk.md:4:7 file-not-utf8");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("4 | Мәтін \u{FFFD}\u{FFFD} соңы\n  |       ^\n"), "{run:?}");

    // «Озеро» in the encoding Windows-1251, and a file in UTF-16.
    let project = bytes("content/lake.ru.md", b"+++\ntitle = \"\xCE\xE7\xE5\xF0\xEE\"\n+++\n");
    assert_eq!(project.finding(), "content/lake.ru.md:2:10 file-not-utf8");
    let project = bytes("content/lake.ru.md", b"\xFF\xFE+\0+\0+\0\n\0");
    assert_eq!(project.finding(), "content/lake.ru.md:1:1 file-not-utf8");
    // A letter of three bytes is cut off at the end of the file.
    let project = bytes("content/lake.zh.md", b"+++\ntitle = \"x\"\n+++\n\xE6\xB9\x96\xE6\xB9");
    assert_eq!(project.finding(), "content/lake.zh.md:4:2 file-not-utf8");
}

#[test]
fn facts_that_are_not_utf8_are_the_only_mistake_of_their_page() {
    let project = bytes("content/lake/facts.toml", b"kind = \"destination\"\n# \xFF\n")
        .file("content/lake/index.kk.md", "+++\ntitle = \"Көл\"\ngetting_there = \"Көлікпен\"\n+++\n");
    assert_eq!(project.finding(), "content/lake/facts.toml:2:3 file-not-utf8");
}

#[test]
fn a_file_that_is_no_text_may_hold_any_bytes() {
    let project =
        bytes("content/lake/film.bin", b"\xFF\xD8\xFF\xE0").page("lake", "Lake", "[a](film.bin)\n").built();
    let published = fs::read(project.path("public/lake/film.bin")).expect("published");
    assert_eq!(published, b"\xFF\xD8\xFF\xE0");
}

#[test]
fn a_byte_order_mark_is_read_over_and_told() {
    let project = Project::new().file("content/lake.kk.md", "\u{FEFF}+++\ntitle = \"Көл\"\n+++\nМәтін.\n");
    assert_eq!(project.finding(), "content/lake.kk.md file-has-bom");
    project.build(&[]).exits(0);
    assert!(project.output("kk/lake/index.html").contains("<h1>Көл</h1>"));
    // The mark is no column of what stands behind it.
    let project = project.file("content/lake.kk.md", "\u{FEFF}Мәтін.\n");
    assert_eq!(
        project.findings(),
        ["content/lake.kk.md file-has-bom", "content/lake.kk.md:1:1 front-matter-missing"]
    );
}

#[test]
fn line_ends_of_windows_simply_work() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    let project = Project::new()
        .file(
            "content/lake/facts.toml",
            &windows("kind = \"destination\"\nnames = { zh = \"湖\", en = \"Lake\" }\nlocation = { lat = 48, lon = 85 }\n"),
        )
        .file(
            "content/lake/hero.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>",
        )
        .file("locales/kk/site.ftl", &windows("alert-note =\n    Ескерту\n    жолы\n"));
    let text = "## Тау\n\n> [!NOTE]\n> Назар.\n\n:::figure src=\"hero.svg\" alt=\"Көл\"\nКөл.\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    project.write("content/lake/index.kk.md", windows(&format!("+++\ntitle = \"Көл\"\n+++\n{text}")));
    project.write("content/lake/index.ru.md", windows(&format!("---\ntitle: Озеро\n---\n{text}")));
    let project = project.built();
    let page = project.output("kk/lake/index.html");
    assert!(page.contains("<h2 id=\"тау\">Тау</h2>") && page.contains("<td>1</td>"), "{page}");
    assert!(project.output("ru/lake/index.html").contains("<h1>Озеро</h1>"));
}

#[test]
fn places_are_right_under_line_ends_of_windows() {
    let project = Project::new()
        .file(
            "content/lake.kk.md",
            "+++\r\ntitle = \"Көл\"\r\nslg = \"x\"\r\n+++\r\nБір\r\n\r\nЕкі [тау](/tau/)\r\n",
        )
        .file("content/lake.facts.toml", "weight = 1\r\ndate = \"ертең\"\r\n")
        .file("content/tau.zh.md", "---\r\ntitle: 山: 高\r\n---\r\n");
    assert_eq!(
        project.findings(),
        [
            "content/lake.facts.toml:2:8 invalid-date",
            "content/lake.kk.md:3:1 unknown-key",
            "content/tau.zh.md:2:9 yaml-syntax",
        ]
    );
    project.write("content/tau.zh.md", "---\r\ntitle: 山\r\n---\r\n");
    project.write("content/lake.facts.toml", "");
    project.write("content/lake.kk.md", "+++\r\ntitle = \"Көл\"\r\n+++\r\nБір\r\n\r\nЕкі [тау](/taau/)\r\n");
    assert_eq!(project.finding(), "content/lake.kk.md:6:11 link-not-found");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("6 | Екі [тау](/taau/)\n  |           ^^^^^^\n"), "{run:?}");
}

#[test]
fn a_text_of_a_hundred_megabytes_is_refused_unread() {
    for path in ["content/lake.kk.md", "content/lake.facts.toml", "locales/kk/site.ftl", "sapar.toml"] {
        let project = Project::new().document("lake.ru.md", "Озеро", "Текст.\n");
        let file = fs::OpenOptions::new().write(true).create(true).truncate(false).open({
            fs::create_dir_all(project.path("locales/kk")).expect("folders can be made");
            project.path(path)
        });
        file.expect("files can be made").set_len(100 << 20).expect("the hole takes no room");
        assert_eq!(project.finding(), format!("{path} file-too-large"));
    }
}

#[test]
fn a_picture_of_a_hundred_megabytes_is_a_picture() {
    let project = Project::new().page("lake", "Lake", "[Film](film.mp4)\n");
    let film = fs::File::create(project.path("content/lake/film.mp4")).expect("files can be made");
    film.set_len(100 << 20).expect("the hole takes no room");
    let project = project.built();
    let published = fs::metadata(project.published("lake/film.mp4")).expect("published");
    assert_eq!(published.len(), 100 << 20);
}

#[test]
fn a_name_in_no_language_of_the_site_is_told_with_the_languages() {
    let text = "+++\ntitle = \"Көл\"\n+++\n";
    let project = Project::new()
        .file("content/a.md", text)
        .file("content/b.fr.md", text)
        .file("content/c.KK.md", text)
        .file("content/d.kz.md", text)
        .file("content/lake/index.md", text)
        .file("content/README.MD", "Text.\n");
    assert_eq!(
        project.findings(),
        [
            "content/README.MD missing-language-suffix",
            "content/a.md missing-language-suffix",
            "content/b.fr.md unknown-language-suffix",
            "content/c.KK.md unknown-language-suffix",
            "content/d.kz.md unknown-language-suffix",
            "content/lake/index.md missing-language-suffix",
        ]
    );
    let diagnostics = project.diagnostics();
    let suggestions: Vec<_> = diagnostics.iter().map(|it| it["suggestion"].as_str()).collect();
    assert_eq!(suggestions, [None, None, None, Some("kk"), Some("kk"), None]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`index.LANGUAGE.md`"), "{run:?}");
    assert!(run.stderr.contains("`b.LANGUAGE.md`"), "{run:?}");
    assert!(run.stderr.contains("`kk`, `ru`, `zh`, `en`"), "{run:?}");
}

#[test]
fn a_page_that_stands_twice_in_a_language_names_both_files() {
    let project = Project::new()
        .document("lake.kk.md", "Көл", "")
        .document("lake.ru.md", "Озеро", "")
        .document("lake/index.kk.md", "Көл", "");
    assert_eq!(project.finding(), "content/lake/index.kk.md duplicate-document");
    assert_eq!(project.diagnostics()[0]["arguments"]["other"], "content/lake.kk.md");
    let project =
        Project::new().document("lakes/index.zh.md", "湖", "").document("lakes/_index.zh.md", "湖", "");
    assert_eq!(project.finding(), "content/lakes/index.zh.md duplicate-document");
}

#[test]
fn facts_that_stand_twice_name_both_files() {
    let project = Project::new()
        .document("lake.kk.md", "Көл", "")
        .file("content/lake.facts.toml", "weight = 1\n")
        .file("content/lake/facts.toml", "weight = 2\n");
    assert_eq!(project.finding(), "content/lake/facts.toml duplicate-facts");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`content/lake.facts.toml`"), "{run:?}");
}

#[test]
fn facts_without_a_document_are_told_with_the_file_to_write() {
    let project = Project::new()
        .page("lakes/markakol", "Markakol", "")
        .file("content/lake.facts.toml", "weight = 1\n")
        .file("content/tau/facts.toml", "weight = 1\n")
        .file("content/lakes/facts.toml", "weight = 1\n");
    let orphans: Vec<_> =
        project.diagnostics().into_iter().filter(|it| it["code"] == "facts-without-document").collect();
    let documents: Vec<_> = orphans.iter().map(|it| it["arguments"]["document"].as_str()).collect();
    // A folder with pages in it wants a section's document.
    let expected = ["content/lake.ru.md", "content/lakes/_index.ru.md", "content/tau/index.ru.md"];
    assert_eq!(documents, expected.map(Some));
    project.build(&[]).exits(0);
}

#[test]
fn a_broken_document_does_not_leave_its_facts_alone() {
    let project = bytes("content/lake.kk.md", b"\xFF").file("content/lake.facts.toml", "weight = 1\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 file-not-utf8");
}

#[test]
fn what_editors_and_systems_leave_is_read_over() {
    let project = Project::new().page("lake", "Lake", "Text.\n");
    for name in [".lake.kk.md.swp", "index.kk.md~", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config.md"]
    {
        project.write(&format!("content/lake/{name}"), b"\xFF");
    }
    let project = project.built();
    assert!(!project.has_output("lake"));
}

#[test]
fn what_is_hidden_by_a_dot_is_published_as_it_is_where_it_is_for_the_web() {
    let names = [".well-known/security.txt", ".well-known/acme/x.y", ".htaccess", ".nojekyll", "a/.custom"];
    let project = Project::with_theme();
    for name in names {
        project.write(&format!("static/{name}"), name);
    }
    project.write("themes/tiny/static/.from-theme", "x");
    project.write("content/lake/.htaccess", "deny");
    let project = project.page("lake", "Lake", "").built();
    for name in names {
        assert_eq!(project.output(name), name);
    }
    assert!(project.has_output(".from-theme") && project.has_output("lake/.htaccess"));
}

#[test]
fn what_programs_leave_beside_a_page_is_left_out() {
    let project = Project::new().page("lake", "Lake", "Text.\n");
    let names = [
        "index.en.md.bak",
        "index.en.md.BAK",
        "#index.en.md#",
        "~$doc.docx",
        "index.en.md.tmp.123",
        "index.en.md.orig",
        ".~lock.doc.odt#",
        "._hero.jpg",
        ".obsidian/workspace.json",
        "index.en.md.sb-1a2b-x",
        ".index.en.md.swo",
    ];
    for name in names {
        for folder in ["content/lake", "static", "locales/kk"] {
            project.write(&format!("{folder}/{name}"), b"\xFF");
        }
    }
    project.write("static/.git/config", "secret");
    let project = project.built();
    for name in names {
        assert!(!project.has_output(name) && !project.has_output(&format!("lake/{name}")), "{name}");
    }
    assert!(!project.has_output(".git"));
}

#[test]
fn a_site_says_what_else_is_left_out_and_what_is_not() {
    let project = Project::new()
        .config("\n")
        .file("static/hero.psd", "psd")
        .file("static/keep.psd", "psd")
        .file("static/data.bak", "bak")
        .file("static/drafts/a.txt", "a")
        .file("static/.git/config", "secret")
        .document("notes/a.md", "No page", "");
    assert_eq!(project.finding(), "content/notes/a.md missing-language-suffix");
    let config = fs::read_to_string(project.path("sapar.toml")).expect("it is there");
    let ignore = "ignore = [\"*.PSD\", \"!keep.psd\", \"!/static/*.bak\", \"drafts/\", \"content/notes\", \"!.git\"]\n";
    project.write("sapar.toml", format!("{ignore}{config}"));
    let project = project.built();
    let there: Vec<bool> =
        ["hero.psd", "keep.psd", "data.bak", "drafts", ".git"].map(|name| project.has_output(name)).into();
    assert_eq!(there, [false, true, true, false, false]);
    project.write("sapar.toml", format!("ignore = [\"a[\", \"\"]\n{config}"));
    let findings = project.findings();
    assert_eq!(findings[1..], ["sapar.toml:1:11 invalid-pattern", "sapar.toml:1:17 invalid-pattern"]);
}

#[test]
fn a_document_may_end_in_markdown_and_what_looks_like_one_is_told() {
    let text = "+++\ntitle = \"Lake\"\n+++\n";
    let project = Project::new()
        .file("content/a.en.markdown", text)
        .file("content/a.facts.toml", "weight = 1\n")
        .file("content/b/index.en.MARKDOWN", text)
        .built();
    assert!(
        project.output("en/a/index.html").contains("<h1>Lake</h1>") && project.has_output("en/b/index.html")
    );
    assert!(!project.has_output("a.en.markdown"));
    let project = project.file("content/a.en.md", text);
    assert_eq!(project.finding(), "content/a.en.md duplicate-document");
    let names = ["c.en.mdx", "c.kk.mkd", "c.ru.md.txt", "c.zh.mdown"];
    let project = names
        .into_iter()
        .fold(Project::new(), |project, name| project.file(&format!("content/{name}"), text));
    assert_eq!(project.findings(), names.map(|name| format!("content/{name} document-extension")));
    let run = project.build(&[]).exits(1);
    assert!(
        run.stderr.contains("rename it to `c.en.md`") && run.stderr.contains("rename it to `c.ru.md`"),
        "{run:?}"
    );
    Project::new().file("static/c.en.mdx", text).built();
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_out_of_the_site_is_not_followed() {
        let outside = tempfile::tempdir().expect("a folder for the test");
        fs::write(outside.path().join("secret.txt"), "secret").expect("files can be written");
        fs::write(outside.path().join("lake.kk.md"), "+++\ntitle = \"Көл\"\n+++\n").expect("as above");
        let project = Project::new();
        fs::create_dir_all(project.path("static")).expect("folders can be made");
        symlink(outside.path().join("lake.kk.md"), project.path("content/lake.kk.md")).expect("links");
        symlink(outside.path(), project.path("content/tau")).expect("links");
        symlink(outside.path().join("secret.txt"), project.path("static/open.txt")).expect("links");
        assert_eq!(
            project.findings(),
            [
                "content/lake.kk.md link-outside-root",
                "content/tau link-outside-root",
                "static/open.txt link-outside-root",
            ]
        );
        assert!(!project.has_output("open.txt"));
    }

    #[test]
    fn a_whole_folder_of_the_site_may_not_be_elsewhere_either() {
        let outside = tempfile::tempdir().expect("a folder for the test");
        fs::write(outside.path().join("secret.txt"), "secret").expect("files can be written");
        let project = Project::new();
        symlink(outside.path(), project.path("static")).expect("links");
        assert_eq!(project.finding(), "static link-outside-root");
    }

    #[test]
    fn a_link_within_the_site_is_followed() {
        let project = Project::new().page("lake", "Lake", "[Map](map.txt)\n").file("static/map.txt", "map");
        symlink("../../static/map.txt", project.path("content/lake/map.txt")).expect("links");
        let project = project.built();
        assert_eq!(project.output("lake/map.txt"), "map");
    }

    #[test]
    fn links_in_a_circle_are_told_and_end() {
        let project = Project::new().page("lake", "Lake", "Text.\n");
        symlink("..", project.path("content/lake/up")).expect("links");
        assert_eq!(project.finding(), "content/lake/up link-cycle");

        let project = Project::new().page("lake", "Lake", "Text.\n");
        symlink("b", project.path("content/lake/a")).expect("links");
        symlink("a", project.path("content/lake/b")).expect("links");
        assert_eq!(project.findings(), ["content/lake/a link-cycle", "content/lake/b link-cycle"]);
    }

    #[test]
    fn a_link_to_nothing_is_told() {
        let project = Project::new();
        symlink("nowhere.md", project.path("content/lake.kk.md")).expect("links");
        assert_eq!(project.finding(), "content/lake.kk.md file-unreadable");
    }

    #[test]
    fn a_file_that_is_open_in_emacs_is_no_mistake() {
        let project = Project::new().page("lake", "Lake", "Text.\n");
        symlink("aigerim@altai.1234", project.path("content/lake/.#index.kk.md")).expect("links");
        project.built();
    }

    #[test]
    fn a_pipe_is_no_file_and_nobody_waits_for_it() {
        let project = Project::new();
        let made = std::process::Command::new("mkfifo").arg(project.path("content/lake.kk.md")).status();
        assert!(made.expect("a Unix has pipes").success());
        assert_eq!(project.finding(), "content/lake.kk.md file-unreadable");
    }

    #[test]
    fn a_file_name_that_is_not_unicode_is_told() {
        use std::os::unix::ffi::OsStrExt;
        let project = Project::new();
        let name = std::ffi::OsStr::from_bytes(b"lake-\xFF.kk.md");
        // Some file systems do not take such names; then there is nothing to be told.
        if fs::write(project.path("content").join(name), "+++\ntitle = \"Көл\"\n+++\n").is_ok() {
            assert_eq!(project.finding(), "content/lake-\u{FFFD}.kk.md file-name-not-unicode");
        }
    }
}

#[test]
fn a_name_that_counts_in_other_case_only_is_told() {
    for (name, meant) in [
        ("Index.kk.md", "index.kk.md"),
        ("_INDEX.kk.md", "_index.kk.md"),
        ("Facts.toml", "facts.toml"),
        ("Lake.Facts.TOML", "Lake.facts.toml"),
    ] {
        let project = Project::new().section("lakes", "Lakes").document("lakes/lake/index.ru.md", "Lake", "");
        let project = project.file(&format!("content/lakes/lake/{name}"), "");
        assert_eq!(project.finding(), format!("content/lakes/lake/{name} file-name-case"));
        let run = project.build(&[]).exits(1);
        assert!(run.stderr.contains(&format!("must be written `{meant}`")), "{run:?}");
    }
    let project = Project::new().document("Indexes.ru.md", "Indexes", "[a](Artefacts.toml)");
    project.file("content/Artefacts.toml", "").built();
}
