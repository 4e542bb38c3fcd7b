//! Addresses that two sources have, that differ by case only, and slugs, names and aliases that can be no address.

use super::probe;
use super::project::Project;

/// A site with two pages, `lake` and `tau`, in all four languages.
fn pages() -> Project {
    Project::new().page("lake", "Lake", "Text.\n").page("tau", "Tau", "Text.\n")
}

/// The Kazakh document of a page with a line of front matter in line 3.
fn kazakh(project: Project, page: &str, line: &str) -> Project {
    project.file(
        &format!("content/{page}/index.kk.md"),
        &format!("+++\ntitle = \"{page}\"\n{line}\n+++\nМәтін.\n"),
    )
}

/// The one mistake of a site, with the file that it names as the other of two.
#[track_caller]
fn clash(project: &Project) -> (String, String) {
    let diagnostics = project.diagnostics();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    (project.finding(), diagnostics[0]["arguments"]["other"].as_str().expect("two sources").to_owned())
}

fn pair(finding: &str, other: &str) -> (String, String) {
    (finding.to_owned(), other.to_owned())
}

#[test]
fn two_pages_with_one_slug_in_a_language_are_told_at_the_second() {
    let project = kazakh(kazakh(pages(), "lake", "slug = \"жер\""), "tau", "slug = \"жер\"");
    let expected = pair("content/tau/index.kk.md:3:8 duplicate-url", "content/lake/index.kk.md");
    assert_eq!(clash(&project), expected);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("3 | slug = \"жер\"\n  |        ^^^^^\n"), "{run:?}");
    assert!(run.stderr.contains("`/kk/жер/`"), "{run:?}");
    // In another language it is another address.
    let project = kazakh(pages(), "lake", "slug = \"жер\"")
        .file("content/tau/index.ru.md", "+++\ntitle = \"Гора\"\nslug = \"жер\"\n+++\n");
    project.built();
}

#[test]
fn a_slug_that_is_the_name_of_another_page_is_told() {
    let project = kazakh(pages(), "tau", "slug = \"lake\"");
    let expected = pair("content/tau/index.kk.md:3:8 duplicate-url", "content/lake/index.kk.md");
    assert_eq!(clash(&project), expected);
}

#[test]
fn a_section_with_the_address_of_a_page_is_told_once_and_not_for_its_feed_and_its_pages_too() {
    let project = pages()
        .config("[sections.news]\nfeed = true\npaginate_by = 1\n")
        .section("news", "News")
        .section("lakes", "Lakes")
        .file("content/lakes/_index.kk.md", "+++\ntitle = \"Көлдер\"\nslug = \"news\"\n+++\n");
    let expected = pair("content/news/_index.kk.md duplicate-url", "content/lakes/_index.kk.md");
    assert_eq!(clash(&project), expected);
}

#[test]
fn slugs_that_differ_by_case_only_are_told() {
    let project = kazakh(pages(), "tau", "slug = \"Lake\"");
    let expected = pair("content/tau/index.kk.md:3:8 url-differs-by-case", "content/lake/index.kk.md");
    assert_eq!(clash(&project), expected);
    // In Cyrillic too; and one letter may be written as two characters, which no reader can see.
    for (one, two) in [("Өзен", "өзен"), ("тау\u{439}", "тау\u{438}\u{306}")] {
        let project = kazakh(
            kazakh(pages(), "lake", &format!("slug = \"{one}\"")),
            "tau",
            &format!("slug = \"{two}\""),
        );
        let expected = pair("content/tau/index.kk.md:3:8 url-differs-by-case", "content/lake/index.kk.md");
        assert_eq!(clash(&project), expected, "{one}");
    }
}

#[test]
fn folders_that_differ_by_case_only_are_told() {
    let project = Project::new().document("lake.kk.md", "Көл", "").document("Lake.kk.md", "Көл", "");
    let expected = pair("content/lake.kk.md url-differs-by-case", "content/Lake.kk.md");
    // A page that one language has is shown in all: where a folder is in the way, it is in the way of each.
    let findings = project.findings();
    assert!(findings.iter().all(|finding| *finding == expected.0), "{findings:#?}");
    assert_eq!(project.diagnostics()[0]["arguments"]["other"], *expected.1);
}

#[test]
fn an_alias_that_is_the_address_of_a_page_is_told_at_the_alias() {
    for alias in ["/kk/lake/", "/kk/lake"] {
        let project = kazakh(pages(), "tau", &format!("aliases = [\"/kk/жаңа/\", \"{alias}\"]"));
        let expected = pair("content/tau/index.kk.md:3:25 duplicate-url", "content/lake/index.kk.md");
        assert_eq!(clash(&project), expected, "{alias}");
    }
    let project = kazakh(pages(), "tau", "aliases = [\"/kk/tau/\"]");
    let expected = pair("content/tau/index.kk.md:3:12 duplicate-url", "content/tau/index.kk.md");
    assert_eq!(clash(&project), expected);
    let project = pages().file("content/tau/facts.toml", "aliases = [\"/lake/\"]\n");
    assert_eq!(
        clash(&project),
        pair("content/tau/facts.toml:1:12 duplicate-url", "content/lake/index.kk.md")
    );
}

#[test]
fn an_alias_that_two_pages_have_names_the_other_page() {
    let project =
        kazakh(kazakh(pages(), "lake", "aliases = [\"/kk/ескі/\"]"), "tau", "aliases = [\"/kk/ескі/\"]");
    let expected = pair("content/tau/index.kk.md:3:12 duplicate-url", "content/lake/index.kk.md");
    assert_eq!(clash(&project), expected);
    // An alias of the facts is one in each language, and one mistake all the same.
    let project = pages()
        .file("content/lake/facts.toml", "aliases = [\"/old/\"]\n")
        .file("content/tau/facts.toml", "aliases = [\"/old/\"]\n");
    assert_eq!(clash(&project), pair("content/tau/facts.toml:1:12 duplicate-url", "content/lake/facts.toml"));
}

#[test]
fn an_alias_of_the_facts_needs_no_language_and_is_told_if_it_has_one() {
    let project = pages().file("content/tau/facts.toml", "aliases = [\"/old/\", \"/ru/tau.html\"]\n");
    assert_eq!(project.finding(), "content/tau/facts.toml:1:21 alias-with-language");
    let diagnostic = &project.diagnostics()[0];
    assert_eq!(diagnostic["suggestion"], "/tau.html");
    let help = diagnostic["help"].as_str().expect("a remedy");
    assert!(help.contains("`aliases = [\"/ru/tau.html\"]` in `content/tau/index.ru.md`"), "{help}");
    // Both remedies do what they say; what only begins with the same letters is no language.
    let project = pages().file("content/tau/facts.toml", "aliases = [\"/tau.html\", \"/rural/\"]\n").built();
    assert!(project.has_output("ru/tau.html") && project.has_output("kk/tau.html"));
    assert!(project.has_output("ru/rural/index.html"));
    let project = kazakh(pages(), "tau", "aliases = [\"/kk/ескі.html\"]").built();
    assert!(project.has_output("kk/ескі.html") && !project.has_output("ru/ескі.html"));
}

#[test]
fn an_alias_that_stands_twice_is_told_at_the_second_place() {
    let project = kazakh(pages(), "tau", "aliases = [\"/kk/ескі/\", \"/kk/ескі\"]");
    let expected = pair("content/tau/index.kk.md:3:25 duplicate-url", "content/tau/index.kk.md");
    assert_eq!(clash(&project), expected);
}

#[test]
fn an_alias_may_not_take_what_the_program_writes_itself() {
    for address in ["/404.html", "/kk/404.html", "/sitemap.xml", "/robots.txt", "/kk/feed.xml", "/index.html"]
    {
        let project = kazakh(pages(), "tau", &format!("aliases = [\"{address}\"]"));
        assert_eq!(project.finding(), "content/tau/index.kk.md:3:12 duplicate-url", "{address}");
    }
}

#[test]
fn a_static_file_with_the_address_of_a_page_is_told() {
    let project = pages().file("static/kk/lake/index.html", "lake");
    assert_eq!(clash(&project), pair("static/kk/lake/index.html duplicate-url", "content/lake/index.kk.md"));
    let project = pages().file("static/KK/lake/index.html", "lake");
    assert_eq!(
        clash(&project),
        pair("static/KK/lake/index.html url-differs-by-case", "content/lake/index.kk.md")
    );
    let project = pages().publishing_all();
    let project = project.file("static/lake/map.txt", "map").file("content/lake/map.txt", "map");
    assert_eq!(clash(&project), pair("static/lake/map.txt duplicate-url", "content/lake/map.txt"));
}

#[test]
fn a_file_where_a_folder_must_be_is_told() {
    let project = pages().file("static/kk/lake", "a file");
    assert_eq!(clash(&project), pair("static/kk/lake duplicate-url", "content/lake/index.kk.md"));
    let project = pages().file("static/kk", "a file");
    assert_eq!(project.finding(), "static/kk duplicate-url");
    let project = kazakh(pages(), "tau", "aliases = [\"/kk/old.html\", \"/kk/old.html/x/\"]");
    assert_eq!(project.finding(), "content/tau/index.kk.md:3:12 duplicate-url");
}

#[test]
fn a_further_page_of_a_list_with_the_address_of_a_page_is_told() {
    let project = ["a", "b", "c"].into_iter().fold(
        Project::new()
            .config("[sections.lakes]\npaginate_by = 2\n")
            .section("lakes", "Lakes")
            .section("lakes/page", "Page")
            .document("lakes/page/2.kk.md", "Екінші", ""),
        |project, name| project.document(&format!("lakes/{name}.kk.md"), name, ""),
    );
    let findings = project.findings();
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|it| it == "content/lakes/page/2.kk.md duplicate-url"), "{findings:#?}");
    for diagnostic in project.diagnostics() {
        let other = diagnostic["arguments"]["other"].as_str().expect("two sources");
        assert!(other.starts_with("content/lakes/_index."), "{other}");
    }
}

#[test]
fn a_slug_that_can_be_no_address_is_told_and_nothing_is_written_elsewhere() {
    let slugs = [
        ".",
        "..",
        "../x",
        "../../x",
        "a/b",
        "/x",
        "a b",
        "a?b",
        "a#b",
        "%2e%2e",
        "con",
        "NUL.txt",
        "a.",
        ".git",
        "a\\\\b",
        "a\\u202Eb",
        "a\\u0000b",
    ];
    for slug in slugs {
        let project = kazakh(pages(), "tau", &format!("slug = \"{slug}\""));
        assert_eq!(project.finding(), "content/tau/index.kk.md:3:8 invalid-slug", "{slug}");
        assert!(!project.path("public").exists() && !project.path("x").exists());
    }
    let project = kazakh(pages(), "tau", "slug = \"../x\"");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("3 | slug = \"../x\"\n  |        ^^^^^^\n"), "{run:?}");
}

#[test]
fn a_slug_of_a_section_is_looked_at_too() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .file("content/lakes/_index.zh.md", "+++\ntitle = \"湖泊\"\nslug = \"湖/泊\"\n+++\n");
    assert_eq!(project.finding(), "content/lakes/_index.zh.md:3:8 invalid-slug");
}

#[test]
fn a_name_that_can_be_no_address_is_told_once() {
    let project = Project::new().page("my lake", "Lake", "");
    assert_eq!(project.finding(), "content/my lake/index.kk.md invalid-slug");
    let project = Project::new().document("con.zh.md", "湖", "");
    assert_eq!(project.finding(), "content/con.zh.md invalid-slug");
    // A folder without a page of its own is part of addresses all the same.
    let project = Project::new().page("my lakes/markakol", "Markakol", "");
    assert_eq!(
        project.findings(),
        ["content/my lakes/ invalid-slug", "content/my lakes/ section-without-index"]
    );
}

#[test]
fn a_name_that_can_be_no_address_is_none_where_every_language_has_a_slug() {
    let slug = |project: Project, tag: &str| {
        let text = format!("+++\ntitle = \"{tag}\"\nslug = \"lake\"\n+++\n");
        project.file(&format!("content/my lake/index.{tag}.md"), &text)
    };
    let project = ["kk", "ru", "zh"].into_iter().fold(Project::new(), slug);
    assert_eq!(project.finding(), "content/my lake/index.kk.md invalid-slug", "English shows the name");
    let project = slug(project, "en").built();
    assert!(project.has_output("en/lake/index.html"));
}

#[test]
fn an_alias_that_can_be_no_address_is_told() {
    let aliases = [
        "ескі",
        "",
        "/",
        "//",
        "//kk/",
        "/kk//x/",
        "/../x/",
        "/kk/../../x/",
        "/a%2F..%2Fb/",
        "/a:b/",
        "/a /",
        "/x/?a=1",
        "/x/#a",
        "https://old.example/x/",
    ];
    for alias in aliases {
        let project = kazakh(pages(), "tau", &format!("aliases = [\"/kk/жаңа/\", \"{alias}\"]"));
        assert_eq!(project.finding(), "content/tau/index.kk.md:3:25 invalid-alias", "{alias}");
        assert!(!project.path("x").exists());
    }
    let project = pages().file("content/tau/facts.toml", "aliases = [\"..\", \"/ok/\", \"x\"]\n");
    assert_eq!(
        project.findings(),
        ["content/tau/facts.toml:1:12 invalid-alias", "content/tau/facts.toml:1:26 invalid-alias"]
    );
}

#[test]
fn a_slug_of_the_home_page_is_told_as_it_is_not_used() {
    let project = pages().file("content/_index.kk.md", "+++\ntitle = \"Үй\"\nslug = \"bas\"\n+++\n");
    assert_eq!(project.finding(), "content/_index.kk.md:3:8 slug-unused");
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("`/kk/`") && run.stderr.contains("remove the line"), "{run:?}");
    assert!(project.has_output("kk/index.html") && !project.has_output("kk/bas/index.html"));
}

#[test]
fn an_address_that_the_program_makes_itself_is_told_as_such() {
    for file in ["404.html", "kk/404.html", "sitemap.xml", "kk/feed.xml", "index.html", "Sitemap.xml"] {
        let project = pages().file(&format!("static/{file}"), "mine");
        assert_eq!(project.finding(), format!("static/{file} duplicate-url"));
        let run = project.build(&[]).exits(1);
        let says = format!("`/{}` is generated by Sapar", file.to_lowercase());
        let says = says.replace("/index.html", "/");
        assert!(run.stderr.contains(&says), "{run:?}");
        assert!(!run.stderr.contains("sapar.toml") && !run.stderr.contains("_index"), "{run:?}");
    }
    let project = kazakh(pages(), "tau", "slug = \"404.html\"");
    assert_eq!(project.finding(), "content/tau/index.kk.md:3:8 duplicate-url");
    assert!(project.build(&[]).exits(1).stderr.contains("is generated by Sapar"));
}

#[test]
fn a_letter_in_two_parts_is_the_same_letter_in_one() {
    // As macOS may name files, and as keyboards write links.
    let (parts, whole) = ("ла\u{438}\u{306}", "лай");
    let project = Project::new()
        .page(parts, "Lai", "Text.\n")
        .file(&format!("content/{parts}/ко\u{438}\u{306}.txt"), "x")
        .file(&format!("static/{parts}.txt"), "x")
        .document(
            "about.ru.md",
            "About",
            &format!("[a](/{whole}/) [b](/{parts}/) [c](/{whole}/кой.txt) [d](/{whole}.txt)\n"),
        )
        .built();
    assert!(
        project.has_output(&format!("kk/{whole}/index.html")) && project.has_output(&format!("{whole}.txt"))
    );
    let about = project.output("ru/about/index.html");
    for (href, text) in [
        ("/ru/%D0%BB%D0%B0%D0%B9/", "a"),
        ("/ru/%D0%BB%D0%B0%D0%B9/", "b"),
        ("/%D0%BB%D0%B0%D0%B9/%D0%BA%D0%BE%D0%B9.txt", "c"),
        ("/%D0%BB%D0%B0%D0%B9.txt", "d"),
    ] {
        assert!(about.contains(&format!("<a href=\"{href}\">{text}</a>")), "{text}: {about}");
    }
}

#[test]
fn an_old_address_is_taken_in_letters_however_it_was_copied() {
    let aliases = "aliases = [\"/kk/%D1%81%D1%82%D0%B0%D1%80%D0%BE%D0%B5/\", \"/kk/ескі мекен/\", \"/kk/old%20page.html\", \"/a&b=(c)/\"]";
    let project = kazakh(pages(), "tau", aliases).built();
    for file in ["kk/старое/index.html", "kk/ескі мекен/index.html", "kk/old page.html", "a&b=(c)/index.html"]
    {
        assert!(project.output(file).contains("/kk/tau/"), "{file}");
    }
    // Both ways of writing mean one address.
    let project = kazakh(pages(), "tau", "aliases = [\"/%D0%B0/\", \"/а/\"]");
    assert_eq!(project.finding(), "content/tau/index.kk.md:3:24 duplicate-url");
}

#[test]
fn the_reason_is_told_why_no_file_can_be_called_like_an_old_address() {
    for (alias, reason, help) in [
        ("old/", "does not begin with a single slash", "such as `/old/address/`"),
        ("/old.php?id=5", "contains `?` or `#`", "on the web server"),
        ("/a:b/", "contains the character `:`", "on the web server"),
        ("/a\\u200Bb/", "contains the character `U+200B`", "on the web server"),
        ("/nul/", "Windows reserves that name", "on the web server"),
    ] {
        let project = kazakh(pages(), "tau", &format!("aliases = [\"{alias}\"]"));
        let run = project.build(&[]).exits(1);
        assert!(run.stderr.contains(reason) && run.stderr.contains(help), "{alias}: {}", run.stderr);
    }
}

#[test]
fn what_is_too_long_for_a_file_system_is_told_with_its_length_and_the_limit() {
    let long = |letters: usize| "ұ".repeat(letters);
    let told = "256 bytes long in UTF-8, and a file name may be at most 255";
    let project = kazakh(pages(), "tau", &format!("slug = \"{}\"", long(127))).built();
    assert!(project.has_output(&format!("kk/{}/index.html", long(127))));
    let project = kazakh(pages(), "tau", &format!("slug = \"{}\"", long(128)));
    assert_eq!(project.finding(), "content/tau/index.kk.md:3:8 invalid-slug");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains(told) && run.stderr.contains("help: shorten it"), "{}", run.stderr);
    for (lang, part) in [
        ("kk", "256 байт, ал файл атауы 255"),
        ("ru", "256 байт, а имя файла не может быть длиннее 255"),
        ("zh", "长 256 字节"),
    ] {
        assert!(project.build(&["--lang", lang]).exits(1).stderr.contains(part), "{lang}");
    }
    let project = kazakh(pages(), "tau", &format!("aliases = [\"/{}/\"]", long(128)));
    assert_eq!(project.finding(), "content/tau/index.kk.md:3:12 invalid-alias");
    assert!(project.build(&[]).exits(1).stderr.contains(told));
    let project = pages().file("content/tau/facts.toml", &format!("tags = [\"{}\"]\n", "a".repeat(256)));
    assert_eq!(project.finding(), "content/tau/facts.toml:1:9 invalid-term");
    assert!(project.build(&[]).exits(1).stderr.contains(told));
    let run = pages().run(&["new", "page", &format!("a/{}", long(128))]).exits(2);
    assert!(run.stderr.contains("error[invalid-path]") && run.stderr.contains(told), "{run:?}");

    // Each name is short enough, but not the whole path.
    let slug = format!("slug = \"{}\"", long(120));
    let project = ["a", "a/a", "a/a/a", "a/a/a/a"].into_iter().fold(pages(), |project, path| {
        let project = project.page(path, "A", "");
        kazakh(project, path, &slug)
    });
    assert_eq!(project.finding(), "content/a/a/a/a/index.kk.md:3:8 url-too-long");
    let run = project.build(&[]).exits(1);
    assert!(
        run.stderr.contains("968 bytes long in UTF-8, but the path of a file may be at most 900"),
        "{run:?}"
    );
}

#[test]
fn a_slug_from_an_address_bar_or_with_spaces_is_told_with_the_right_one() {
    for (slug, meant) in [("%D1%82%D0%B0%D1%83", "тау"), ("үлкен тау", "үлкен-тау"), ("/tau/", "tau")]
    {
        let project = kazakh(pages(), "tau", &format!("slug = \"{slug}\""));
        assert_eq!(project.diagnostics()[0]["suggestion"], *meant, "{slug}");
    }
}

#[test]
fn addresses_that_some_systems_take_for_one_are_told_by_full_case_folding() {
    for (one, other) in [
        ("straße", "STRASSE"),
        ("ΛΌΓΟΣ", "λόγος"),
        ("ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"),
        ("ﬁn", "FIN"),
        ("Й", "и\u{306}"),
    ] {
        let project = Project::new()
            .document("a.ru.md", "А", "")
            .file(&format!("static/{one}.txt"), "1")
            .file(&format!("static/{other}.txt"), "2");
        let findings = project.findings();
        assert!(
            matches!(&findings[..], [one] if one.ends_with(" url-differs-by-case")),
            "{one} {other}: {findings:?}"
        );
    }
    Project::new().file("static/i.txt", "1").file("static/ı.txt", "2").built();
}

#[test]
fn addresses_of_the_preview_are_nobody_elses() {
    let project = pages()
        .publishing_all()
        .file("static/_sapar/client.js", "1\n")
        .file("content/_sapar/hero.svg", &probe::svg(8, 8))
        .file(
            "content/lake/index.ru.md",
            "+++\ntitle = \"Озеро\"\naliases = [\"/_sapar/compare/\", \"/ru/_sapar/\"]\n+++\n",
        )
        // These are only alike.
        .file("static/_sapar.txt", "1\n")
        .file("static/_sapar-2/a.txt", "1\n")
        .file("static/a/_sapar/b.txt", "1\n");
    assert_eq!(
        project.findings(),
        [
            "content/_sapar/hero.svg reserved-url",
            "content/lake/index.ru.md:3:12 reserved-url",
            "static/_sapar/client.js reserved-url",
        ]
    );
    for (tag, words) in [
        ("kk", "`/_sapar/client.js` сайттағы мекенжай бола алмайды"),
        ("ru", "`/_sapar/client.js` не может быть адресом сайта"),
        ("zh", "`/_sapar/client.js` 不能用作本网站的网址"),
        ("en", "`/_sapar/client.js` cannot be an address of the site"),
    ] {
        let run = project.build(&["--lang", tag]);
        assert!(run.stderr.contains(words), "{run:?}");
        run.exits(1);
    }
}
