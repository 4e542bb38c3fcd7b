//! Block components of texts: `:::name key="value"` … `:::`. Mistakes are told in the text, at the word that is wrong.

use super::artefacts::without_hashes;
use super::project::Project;

const TEXT: &str = "content/markakol/index.ru.md";

/// A site with a page in one language whose text begins in line 4; the others borrow it.
fn text(text: &str) -> Project {
    Project::with_theme().document("markakol/index.ru.md", "Markakol", text)
}

/// What the frame of the theme shows as a page's text.
fn html(project: &Project) -> String {
    let page = project.output("ru/markakol/index.html");
    let (_, content) = page.split_once("</h1>\n").expect("the frame has a heading");
    content.trim_end_matches("</body>\n</html>\n").trim().to_owned()
}

/// The one diagnostic of a site as `LINE:COLUMN CODE`, with the name that it suggests behind `→`.
#[track_caller]
fn suggestion(project: &Project) -> String {
    let diagnostics = project.diagnostics();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    let name = diagnostics[0]["suggestion"].as_str().unwrap_or("nothing");
    let found = project.finding();
    format!("{} → {name}", found.strip_prefix(&format!("{TEXT}:")).unwrap_or(&found))
}

#[test]
fn a_block_is_shown_by_the_themes_component_with_its_text_as_markdown() {
    let project = text(
        "Before.\n:::box title=\"A & <b>\" count=3 size=1.5 wide=true\nA *word*.\n\n- one\n:::\nAfter.\n",
    )
    .built();
    assert_eq!(
        html(&project),
        "<p>Before.</p>\n<div class=\"box wide\" data-count=\"3\" data-size=\"1.5\">\n<b>A &amp; &lt;b&gt;</b>\n\
         <p>A <em>word</em>.</p>\n<ul>\n<li>one</li>\n</ul>\n</div>\n<p>After.</p>"
    );
}

#[test]
fn blocks_stand_within_blocks() {
    let project = text(":::box title=\"outer\"\n:::box title=\"inner\"\nText.\n:::\nMore.\n:::\n").built();
    let html = html(&project);
    let order = ["<b>outer</b>", "<b>inner</b>", "<p>Text.</p>", "</div>", "<p>More.</p>", "</div>"];
    let mut rest = html.as_str();
    for part in order {
        let (_, behind) = rest.split_once(part).unwrap_or_else(|| panic!("{part} in order: {html}"));
        rest = behind;
    }
}

#[test]
fn a_block_may_be_empty_and_its_ends_may_have_more_colons() {
    let project = text("::::box title=T\n::::  \n\n   :::box title=U\r\n:::\r\n").built();
    assert_eq!(html(&project).matches("<div class=\"box\"").count(), 2);
}

#[test]
fn a_value_may_hold_quotes_and_letters_of_every_script() {
    let project = text(":::box title=\"Көл \\\"Марқакөл\\\" — 湖\"\n:::\n").built();
    assert!(html(&project).contains("<b>Көл &quot;Марқакөл&quot; — 湖</b>"), "{}", html(&project));
}

#[test]
fn colons_within_code_are_code() {
    for code in [
        "```\n:::box\n:::\n```\n",
        "~~~~ text\n:::nope x\n~~~\n~~~~\n",
        "    :::box\n",
        "- item\n\n  ```\n  :::box\n  ```\n",
        "Words with `:::box` in them.\n",
        ":::box title=\"T\"\n```\n:::\n```\n:::\n",
        "<!--\n:::nope\n-->\n",
    ] {
        let project = text(code).built();
        let shown = html(&project);
        assert!(shown.contains(":::"), "{code}: {shown}");
        assert!(!shown.contains("***"), "{code}: {shown}");
    }
}

#[test]
fn a_block_within_a_list_stays_in_its_item() {
    let project = text("- one\n\n  :::box title=\"T\"\n  Text.\n  :::\n- two\n").built();
    let shown = html(&project);
    assert!(shown.starts_with("<ul>\n<li>\n<p>one</p>\n<div class=\"box\""), "{shown}");
    assert!(shown.ends_with("</div></li>\n<li>\n<p>two</p>\n</li>\n</ul>"), "{shown}");
}

#[test]
fn a_block_that_begins_within_a_list_and_ends_outside_is_not_closed() {
    let project = text("- one\n\n  :::box title=\"T\"\n  Text.\n\n:::\n");
    let findings = project.findings();
    assert_eq!(
        findings,
        [format!("{TEXT}:6:3 component-unclosed"), format!("{TEXT}:9:1 component-unopened")]
    );
}

#[test]
fn a_block_that_is_not_closed_is_told_where_it_opens() {
    let project = text("Text.\n\n:::box title=\"T\"\nText.\n");
    assert_eq!(project.finding(), format!("{TEXT}:6:1 component-unclosed"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("the component `:::box` is not closed"), "{stderr}");
    let project = text(":::box title=\"outer\"\n:::box title=\"inner\"\nText.\n:::\n");
    assert_eq!(project.finding(), format!("{TEXT}:4:1 component-unclosed"));
}

#[test]
fn an_end_without_a_beginning_is_told() {
    let project = text(":::box title=\"T\"\n:::\n\n:::\n");
    assert_eq!(project.finding(), format!("{TEXT}:7:1 component-unopened"));
}

#[test]
fn a_line_that_cannot_be_read_is_told_at_the_part_that_is_wrong() {
    for (line, column, reason, detail) in [
        (":::\"box\"", 4, "name", ""),
        (":::box title", 8, "title", "title"),
        (":::box Көл", 8, "title", "Көл"),
        (":::box title=\"a\" wide", 18, "value", "wide"),
        (":::box title= wide=true", 8, "value", "title"),
        (":::box title=\"open", 14, "quote", ""),
        (":::box title=\"a\" title=\"b\"", 18, "duplicate", "title"),
        (":::box {title=1}", 8, "unexpected", "{title=1}"),
        (":::box title=\"a\", count=1", 17, "unexpected", ", count=1"),
    ] {
        let project = text(&format!("{line}\n*Text.*\n:::\n"));
        assert_eq!(project.finding(), format!("{TEXT}:4:{column} component-syntax"), "{line}");
        let arguments = &project.diagnostics()[0]["arguments"];
        assert_eq!(
            (arguments["reason"].as_str(), arguments["detail"].as_str()),
            (Some(reason), Some(detail))
        );
        let stderr = project.build(&[]).exits(1).stderr;
        let example = match reason {
            "title" => format!("`:::box title=\"{detail}\"`"),
            "name" => "`:::name key=\"text\" count=3`".to_owned(),
            _ => "`:::box key=\"text\" count=3`".to_owned(),
        };
        assert!(stderr.contains(&example), "how to write it: {stderr}");
    }
}

#[test]
fn an_unknown_block_is_told_with_the_nearest_one() {
    let project = text(":::bxo title=\"T\"\nText.\n:::\n");
    assert_eq!(suggestion(&project), "4:4 component-unknown → box");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("components of the theme: `box`"), "{stderr}");
    assert!(stderr.contains("4 | :::bxo title=\"T\"\n  |    ^^^"), "{stderr}");
}

#[test]
fn a_theme_without_blocks_says_so() {
    let project = text(":::box\n:::\n");
    project.remove("themes/tiny/components/box.html");
    assert_eq!(project.finding(), format!("{TEXT}:4:4 component-unknown"));
    assert!(project.build(&[]).stderr.contains("the theme has no components"));
}

#[test]
fn an_unknown_argument_is_told_with_the_nearest_one() {
    let project = text(":::box title=\"T\" wdie=true\n:::\n");
    assert_eq!(suggestion(&project), "4:18 component-unknown-argument → wide");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("`count`, `link`, `size`, `title`, `wide`\n"), "those that there are: {stderr}");
}

#[test]
fn an_argument_that_the_program_fills_in_is_none_of_the_authors() {
    let project = text(":::box title=\"T\" lang=\"kk\"\n:::\n");
    assert_eq!(suggestion(&project), "4:18 component-unknown-argument → nothing");
}

#[test]
fn a_missing_argument_is_told() {
    let project = text(":::box wide=true\n:::\n");
    assert_eq!(project.finding(), format!("{TEXT}:4:4 component-missing-argument"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("the component `box` needs `title`"), "{stderr}");
    assert!(stderr.contains("write `:::box title=\"…\"`"), "a line that can be copied: {stderr}");
}

#[test]
fn an_argument_of_another_type_is_told_at_the_argument() {
    for (argument, expected) in [
        ("count=\"3\"", "integer"),
        ("count=1.5", "integer"),
        ("count=many", "integer"),
        ("size=\"1\"", "number"),
        ("wide=1", "bool"),
        ("wide=\"true\"", "bool"),
        ("link=3", "string"),
        ("link=true", "string"),
    ] {
        let project = text(&format!(":::box title=\"T\" {argument}\n:::\n"));
        assert_eq!(project.finding(), format!("{TEXT}:4:18 component-argument-type"), "{argument}");
        assert_eq!(project.diagnostics()[0]["arguments"]["expected"], expected, "{argument}");
    }
    let stderr = text(":::box title=\"T\" count=many\n:::\n").build(&[]).exits(1).stderr;
    assert!(stderr.contains("`count` of the component `box` must be a whole number"), "{stderr}");
}

#[test]
fn all_mistakes_of_a_line_are_told_together() {
    let project = text(":::box count=\"3\" colour=\"red\"\n[x](/nowhere/)\n:::\n");
    assert_eq!(
        project.findings(),
        [
            format!("{TEXT}:4:4 component-missing-argument"),
            format!("{TEXT}:4:8 component-argument-type"),
            format!("{TEXT}:4:18 component-unknown-argument"),
            format!("{TEXT}:5:5 link-not-found"),
        ]
    );
}

#[test]
fn a_link_in_an_argument_that_leads_nowhere_is_told_at_the_argument() {
    let project = text(":::box title=\"T\" link=\"/markakl/\"\n:::\n");
    assert_eq!(suggestion(&project), "4:18 link-not-found → /markakol/");
    let project = text(":::box title=\"T\" link=\"/markakol/#nowhere\"\n:::\n");
    assert_eq!(suggestion(&project), "4:18 anchor-not-found → nothing");
}

#[test]
fn what_a_component_refuses_is_told_in_the_text_in_its_own_words() {
    let component = "{% component place(at: string = \"\", @lang = none) -%}\n{% if not at %}{{ throw(message=\"place-without-at\" | t) }}{% endif %}{{ at }}\n{%- endcomponent place %}\n";
    let project = text("Текст\n\n:::place\n:::\n")
        .page("kanas", "Kanas", ":::place at=\"48\"\n:::\n\n:::place\n:::\n")
        .file("themes/tiny/components/place.html", component)
        .file("themes/tiny/locales/ru/place.ftl", "place-without-at = укажите место\n")
        .file("themes/tiny/locales/en/place.ftl", "place-without-at = say where it is\n");
    let findings = project.findings();
    assert!(findings.contains(&format!("{TEXT}:6:4 component-refused")), "{findings:?}");
    assert!(findings.contains(&"content/kanas/index.zh.md:7:4 component-refused".to_owned()), "{findings:?}");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("the component `place` cannot be shown: укажите место\n"), "{stderr}");
    // A text without words of its own for it borrows them like any other.
    assert!(stderr.contains("cannot be shown: say where it is\n"), "{stderr}");
}

#[test]
fn a_mistake_of_the_component_itself_is_told_in_the_theme() {
    let project = text(":::note\n:::\n").page("kanas", "Kanas", ":::note\n:::\n").file(
        "themes/tiny/components/note.html",
        "{% component note() -%}\n<p>{{ tilte }}</p>\n{%- endcomponent note %}\n",
    );
    assert_eq!(project.finding(), "themes/tiny/components/note.html:2:7 template-unknown-variable");
}

#[test]
fn a_link_of_the_component_itself_is_told_in_the_theme() {
    let project = text(":::note\n:::\n").file(
        "themes/tiny/components/note.html",
        "{% component note() -%}\n<a href=\"{{ url(path=\"/nowhere/\") }}\">x</a>\n{%- endcomponent note %}\n",
    );
    assert_eq!(project.finding(), "themes/tiny/components/note.html:2:13 link-not-found");
}

#[test]
fn a_component_that_takes_any_argument_takes_any() {
    let project = text(":::any colour=\"red\"\n:::\n").file(
        "themes/tiny/components/any.html",
        "{% component any(...rest) -%}\n<i>{{ rest.colour }}</i>\n{%- endcomponent any %}\n",
    );
    assert_eq!(html(&project.built()), "<i>red</i>");
}

#[test]
fn a_component_may_have_a_name_of_several_parts() {
    let project = text(":::ui.box\nText.\n:::\n").file(
        "themes/tiny/components/ui.html",
        "{% component ui.box() -%}\n<i>{{ body }}</i>\n{%- endcomponent ui.box %}\n",
    );
    assert_eq!(html(&project.built()), "<i><p>Text.</p>\n</i>");
}

#[test]
fn a_block_of_a_borrowed_text_speaks_its_language_and_links_to_the_readers() {
    let project = text(":::box title=\"T\" link=\"/markakol/\"\n:::\n").built();
    let page = project.output("kk/markakol/index.html");
    assert!(page.contains("<a href=\"/kk/markakol/\">ru</a>"), "{page}");
}

#[test]
fn headings_within_blocks_have_ids_and_can_be_linked_to() {
    let project = text("[x](#shore)\n\n:::box title=\"T\"\n## Shore\n\n:::\n").built();
    assert!(html(&project).contains("<h2 id=\"shore\">Shore</h2>"), "{}", html(&project));
}

#[test]
fn the_blocks_of_the_theme_that_ships_work() {
    let project = Project::new()
        .page(
            "markakol",
            "Markakol",
            ":::callout title=\"T\" link=\"/markakol/\" label=\"Go\"\nText.\n:::\n\n:::columns count=3\nText.\n:::\n\n\
             :::figure src=\"hero.svg\" alt=\"A lake\" credit=\"Me\"\nCaption.\n:::\n\n\
             :::gallery caption=\"Lakes\"\n![Lake](hero.svg)\n:::\n",
        )
        .file(
            "content/markakol/hero.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"><path d=\"M0 0h8v6z\"/></svg>",
        )
        .built();
    let page = without_hashes(&project.output("zh/markakol/index.html"));
    for part in [
        "<aside class=\"callout\">",
        "<a class=\"button\" href=\"/zh/markakol/\">Go</a>",
        "<div class=\"columns columns-narrow\">",
        "<figcaption><p>Caption.</p>",
        "src=\"/markakol/hero.svg\" alt=\"A lake\" width=\"8\" height=\"6\"",
        "<figure class=\"gallery\">",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_block_stands_in_a_quotation_or_a_list_however_deep() {
    for (markdown, before, behind) in [
        ("> :::box title=T\n> Text.\n> :::\n", "<blockquote>\n", "</blockquote>"),
        (">:::box title=T\n>Text.\n>:::\n", "<blockquote>\n", "</blockquote>"),
        (
            "> > :::box title=T\n> > Text.\n> > :::\n",
            "<blockquote>\n<blockquote>\n",
            "</blockquote>\n</blockquote>",
        ),
        (
            "10. one\n\n    :::box title=T\n    Text.\n    :::\n",
            "<ol start=\"10\">\n<li>\n<p>one</p>\n",
            "</li>\n</ol>",
        ),
        (
            "- a\n  - b\n\n    :::box title=T\n    Text.\n    :::\n",
            "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n",
            "</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "- > :::box title=T\n  > Text.\n  > :::\n",
            "<ul>\n<li>\n<blockquote>\n",
            "</blockquote>\n</li>\n</ul>",
        ),
        ("* :::box title=T\n  Text.\n  :::\n", "<ul>\n<li>", "</li>\n</ul>"),
        ("1. :::box title=T\n   Text.\n   :::\n", "<ol>\n<li>", "</li>\n</ol>"),
    ] {
        let shown = html(&text(markdown).built());
        let rest = shown.strip_prefix(before).unwrap_or_else(|| panic!("{markdown}: {shown}"));
        assert!(rest.starts_with("<div class=\"box\"") && rest.contains("<b>T</b>"), "{markdown}: {shown}");
        assert!(rest.contains("Text.") && rest.ends_with(&format!("</div>{behind}")), "{markdown}: {shown}");
        assert!(
            !shown.contains(":::") && !shown.contains("__") && !shown.contains("aaa"),
            "{markdown}: {shown}"
        );
    }
}

#[test]
fn a_block_that_begins_in_a_quotation_and_ends_outside_is_not_closed() {
    let project = text("> :::box title=T\n> Text.\n\n:::\n");
    assert_eq!(
        project.findings(),
        [format!("{TEXT}:4:3 component-unclosed"), format!("{TEXT}:7:1 component-unopened")]
    );
}

#[test]
fn colons_within_code_that_is_quoted_or_listed_are_code() {
    for code in [
        "> ```\n> :::box\n> ```\n",
        ">     :::box\n",
        "- > ~~~\n  > :::box\n  > ~~~\n",
        "10. one\n\n    ```\n    :::box\n    ```\n",
        "- a\n\n      :::box\n",
    ] {
        let shown = html(&text(code).built());
        assert!(shown.contains("<code>") && shown.contains(":::box"), "{code}: {shown}");
    }
}

#[test]
fn a_line_that_would_show_its_colons_is_told() {
    for (markdown, place) in [
        ("Text.\n    :::box title=T\n", "5:5"),
        ("<div>\n:::box title=T\n</div>\n", "5:1"),
        ("> <div>\n>   :::\n", "5:5"),
        ("Note.[^1]\n\n[^1]: :::box\n", "6:7"),
    ] {
        let project = text(markdown);
        assert_eq!(project.finding(), format!("{TEXT}:{place} component-misplaced"), "{markdown}");
    }
    let run = text("Text.\n    :::box title=T\n").build(&[]).exits(1);
    assert!(run.stderr.contains("leave a blank line above it"), "{run:?}");
    for right in [
        "<pre>\n:::box\n</pre>\n",
        "\\:::box\n",
        "| a |\n|---|\n| ::: |\n",
        "<!-- x\n:::\n-->\n",
        "Colons ::: between\n",
    ] {
        assert!(html(&text(right).built()).contains(":::"), "{right}");
    }
}

#[test]
fn a_line_of_a_block_ends_a_table_and_a_list_of_definitions() {
    for before in ["| a |\n|---|\n| b |\n", "Term\n: Text\n", "Title\n", "- item\n"] {
        let shown = html(&text(&format!("{before}:::box title=T\nText.\n:::\n")).built());
        assert!(shown.ends_with("</div>") && !shown.contains(":::"), "{before}: {shown}");
    }
}

#[test]
fn a_note_of_another_generator_is_told_with_the_alert_to_write() {
    for line in [":::tip[Before you set out]", ":::tip", ":::info Title", ":::caution[X]"] {
        let project = Project::new().document("lake.ru.md", "Lake", &format!("{line}\nТекст.\n:::\n"));
        assert_eq!(project.finding(), "content/lake.ru.md:4:4 component-unknown", "{line}");
        let alert = match line {
            line if line.contains("tip") => "> [!TIP]",
            line if line.contains("info") => "> [!NOTE]",
            _ => "> [!CAUTION]",
        };
        for tag in ["kk", "ru", "zh", "en"] {
            let run = project.build(&["--lang", tag]);
            assert!(run.stderr.contains(&format!("`{alert}`")), "{line}: {}", run.stderr);
        }
    }
}
