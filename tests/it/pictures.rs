//! Pictures among the fields of a page: where they come from, and what each language says that they show.

use super::artefacts::without_hashes;
use super::probe;
use super::project::Project;

const KIND: &str =
    "[kinds.place.fields]\nhero = { type = \"image\" }\ngallery = { type = \"image\", list = true }\n";

/// Prints a picture, a line for each of its keys.
const TEMPLATE: &str = r#"{% if page.facts.hero %}{% set it = page.facts.hero -%}
{{ it.url }} {{ it.width }}×{{ it.height }}
alt: {{ it.alt }}{% if it.alt_lang %} ({{ it.alt_lang }}){% endif %}
credit: {{ it.credit }}, {{ it.licence }}, {{ it.source }}
illustration: {{ it.illustration }}
{% for picture in page.facts.gallery or [] %}{{ picture.alt }};{% endfor %}
{% set asked = image(path="hero.svg") %}{{ asked.alt }}
{% endif %}"#;

/// A site with a page `lake` that has a picture; `facts` stand below the first line.
fn lake(facts: &str) -> Project {
    probe::site(KIND)
        .publishing_all()
        .file("content/lake/facts.toml", &format!("kind = \"place\"\n{facts}"))
        .file("content/lake/hero.svg", &probe::svg(30, 20))
        .file("content/lake/winter.svg", &probe::svg(30, 20))
        .template("place.html", TEMPLATE)
}

fn document(tag: &str, lines: &str) -> (String, String) {
    (format!("content/lake/index.{tag}.md"), format!("+++\ntitle = \"Lake\"\n{lines}+++\n"))
}

trait Documents {
    fn says(self, tag: &str, lines: &str) -> Self;
}

impl Documents for Project {
    /// Writes the page's document in a language.
    fn says(self, tag: &str, lines: &str) -> Self {
        let (path, text) = document(tag, lines);
        self.file(&path, &text)
    }
}

#[test]
fn a_picture_says_where_it_comes_from() {
    let project = lake(
        "hero = { file = \"hero.svg\", credit = \"A & B\", licence = \"CC BY 4.0\", source = \"https://example.org/1\", illustration = true }\n",
    )
    .says("ru", "alt = { \"hero.svg\" = \"Озеро \\\"Маркаколь\\\"\" }\n")
    .built();
    assert_eq!(
        without_hashes(&project.output("ru/lake/index.html")),
        "/lake/hero.svg 30×20\nalt: Озеро «Маркаколь»\ncredit: A &amp; B, CC BY 4.0, https://example.org/1\n\
         illustration: true\nОзеро «Маркаколь»\n"
    );
}

#[test]
fn a_picture_that_is_a_path_alone_has_the_same_keys() {
    let project = lake("hero = \"hero.svg\"\n").says("ru", "alt = { \"/lake/hero.svg\" = \"\" }\n").built();
    assert_eq!(
        without_hashes(&project.output("ru/lake/index.html")),
        "/lake/hero.svg 30×20\nalt:\ncredit: , ,\nillustration: false\n"
    );
}

#[test]
fn what_a_picture_shows_is_told_in_the_language_of_the_text_that_is_shown() {
    let project = lake("hero = \"hero.svg\"\ngallery = [\"winter.svg\", \"/lake/hero.svg\"]\n")
        .says("kk", "alt = { \"hero.svg\" = \"Көл\", \"winter.svg\" = \"Қыс\" }\n")
        .says("en", "alt = { \"hero.svg\" = \"Lake\", \"winter.svg\" = \"Winter\" }\n")
        .built();
    let own = project.output("kk/lake/index.html");
    assert!(own.contains("alt: Көл\n") && own.contains("Қыс;Көл;\nКөл\n"), "{own}");
    // Chinese readers get the English text, and are told so.
    let borrowed = project.output("zh/lake/index.html");
    assert!(borrowed.contains("alt: Lake (en)\n"), "{borrowed}");
    assert!(borrowed.contains("Winter;Lake;\nLake\n"), "{borrowed}");
}

#[test]
fn lists_show_pictures_with_what_they_show() {
    let project = lake("hero = \"hero.svg\"\n")
        .says("ru", "alt = { \"hero.svg\" = \"Озеро\" }\n")
        .template("section.html", "{% for item in pages() %}{{ item.facts.hero.alt }}{% endfor %}")
        .built();
    assert_eq!(project.output("ru/index.html"), "Озеро");
}

#[test]
fn a_picture_of_the_facts_that_a_document_says_nothing_of_is_a_warning_once() {
    let project = lake("hero = \"hero.svg\"\ngallery = [\"hero.svg\", \"winter.svg\"]\n")
        .says("ru", "alt = { \"winter.svg\" = \"Зима\" }\n")
        .says("zh", "alt = { \"hero.svg\" = \"\", \"winter.svg\" = \"冬\" }\n")
        .says("en", "");
    assert_eq!(
        project.findings(),
        [
            "content/lake/index.en.md image-without-alt",
            "content/lake/index.en.md image-without-alt",
            "content/lake/index.ru.md image-without-alt",
        ]
    );
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("`alt = { \"hero.svg\" = \"…\" }`"), "{run:?}");
}

#[test]
fn what_is_said_of_a_picture_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let project = lake("").says("ru", "alt = { \"hreo.svg\" = \"Озеро\", \"nothing.pdf\" = \"Озеро\" }\n");
    assert_eq!(
        project.findings(),
        ["content/lake/index.ru.md:3:9 image-not-found", "content/lake/index.ru.md:3:31 image-not-found"]
    );
    assert_eq!(project.diagnostics()[0]["suggestion"], "hero.svg");
}

#[test]
fn what_is_said_of_pictures_is_texts_by_their_names() {
    for (lines, place, example) in [
        ("alt = \"Озеро\"\n", "3:7", "[alt]"),
        ("alt = { \"hero.svg\" = 1 }\n", "3:22", "`\"hero.svg\" = \"…\"`"),
        // Without quotation marks TOML takes the point for a table in a table.
        ("alt = { hero.svg = \"Озеро\" }\n", "3:9", "`\"hero.svg\" = \"…\"`"),
    ] {
        let project = lake("").says("ru", lines);
        assert_eq!(project.finding(), format!("content/lake/index.ru.md:{place} wrong-type"), "{lines}");
        let help = project.diagnostics()[0]["help"].as_str().expect("a remedy").to_owned();
        assert!(help.contains(example), "{help}");
    }
}

#[test]
fn yaml_says_what_pictures_show_too() {
    let project = lake("hero = \"hero.svg\"\n")
        .file("content/lake/index.ru.md", "---\ntitle: Озеро\nalt:\n  hero.svg: Синее озеро\n---\n")
        .built();
    assert!(project.output("ru/lake/index.html").contains("alt: Синее озеро\n"));
}

#[test]
fn mistakes_in_what_is_said_of_a_picture_are_told_at_their_place() {
    for (facts, expected) in [
        ("hero = { credit = \"A\" }", &["2:8 missing-key"][..]),
        ("hero = { file = \"hreo.svg\" }", &["2:17 image-not-found"]),
        ("hero = { file = \"hero.svg\", licens = \"CC0\" }", &["2:29 unknown-key"]),
        ("hero = { file = \"hero.svg\", credit = 1 }", &["2:38 wrong-type"]),
        ("hero = { file = \"hero.svg\", source = \"javascript:a\" }", &["2:38 unsafe-link"]),
        ("hero = { file = \"hero.svg\", illustration = \"yes\" }", &["2:44 wrong-type"]),
        ("gallery = [{ file = 1 }, \"x.svg\"]", &["2:21 wrong-type", "2:26 image-not-found"]),
    ] {
        let project = lake(&format!("{facts}\n")).says("ru", "alt = { \"hero.svg\" = \"Озеро\" }\n");
        let expected: Vec<String> =
            expected.iter().map(|finding| format!("content/lake/facts.toml:{finding}")).collect();
        assert_eq!(project.findings(), expected, "{facts}");
    }
}

/// EXIF data that say how a camera was held.
fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// A JPEG with a segment of EXIF data behind the one that most cameras begin with.
fn jpeg_with(exif: &[u8]) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xE1".to_vec();
    bytes.extend((exif.len() as u16 + 8).to_be_bytes());
    bytes.extend(b"Exif\0\0");
    bytes.extend(exif);
    bytes.extend(&probe::jpeg(40, 30)[2..]);
    bytes
}

/// A WebP whose EXIF data stand behind the picture.
fn webp_with(exif: &[u8]) -> Vec<u8> {
    let plain = probe::webp(40, 30);
    let mut bytes = [b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x08\0\0\0\x27\0\0\x1D\0\0", &plain[12..]].concat();
    bytes.extend(b"EXIF");
    bytes.extend((exif.len() as u32).to_le_bytes());
    bytes.extend(exif);
    let length = bytes.len() as u32 - 8;
    bytes[4..8].copy_from_slice(&length.to_le_bytes());
    bytes
}

fn png_with(exif: &[u8]) -> Vec<u8> {
    // Behind the first chunk. Nobody looks at its checksum.
    let mut bytes = probe::png(40, 30);
    let chunk = [&(exif.len() as u32).to_be_bytes()[..], b"eXIf", exif, &[0; 4]].concat();
    bytes.splice(33..33, chunk);
    bytes
}

#[test]
fn a_picture_has_the_size_that_it_is_shown_with_however_the_camera_was_held() {
    for (orientation, size) in [
        (1, "width=\"40\" height=\"30\""),
        (3, "width=\"40\" height=\"30\""),
        (5, "width=\"30\" height=\"40\""),
        (6, "width=\"30\" height=\"40\""),
        (8, "width=\"30\" height=\"40\""),
        // No orientation: as stored.
        (9, "width=\"40\" height=\"30\""),
    ] {
        let exif = exif(orientation);
        let project = Project::new().page("lake", "Lake", "See ![a](a.jpg) ![b](b.webp) ![c](c.png)\n");
        project.write("content/lake/a.jpg", jpeg_with(&exif));
        project.write("content/lake/b.webp", webp_with(&exif));
        project.write("content/lake/c.png", png_with(&exif));
        let html = project.built().output("kk/lake/index.html");
        assert_eq!(html.matches(size).count(), 3, "{orientation}: {html}");
    }
}

#[test]
fn what_a_camera_wrote_wrongly_leaves_a_picture_its_size() {
    // Data that end in the middle, and a second entry that leads nowhere.
    let broken = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x7C\x92\x07\0\xFF\xFF\0\0\xFF\xFF\xFF\x0F\0\0\0\0";
    for (exif, size) in
        [(&b"II*\0"[..], "width=\"40\" height=\"30\""), (broken, "width=\"30\" height=\"40\"")]
    {
        let project = Project::new().page("lake", "Lake", "See ![a](a.jpg)\n");
        project.write("content/lake/a.jpg", jpeg_with(exif));
        let html = project.built().output("kk/lake/index.html");
        assert!(html.contains(size), "{html}");
    }
}

#[test]
fn a_text_that_is_the_name_of_the_file_is_told() {
    let project = Project::new()
        .publishing_all()
        .document(
            "lake/index.en.md",
            "Lake",
            "![IMG_2034](IMG_2034.svg)\n\n![img_2034.SVG](IMG_2034.svg)\n\n![Kanas](kanas.svg) ![A boat](kanas.svg) ![湖](湖.svg) ![Belukha](Belukha.svg)\n\n`![kanas](kanas.svg)`\n",
        )
        .file("content/lake/IMG_2034.svg", &probe::svg(30, 20))
        .file("content/lake/kanas.svg", &probe::svg(30, 20))
        .file("content/lake/湖.svg", &probe::svg(30, 20))
        .file("content/lake/Belukha.svg", &probe::svg(30, 20));
    assert_eq!(
        project.findings(),
        [
            "content/lake/index.en.md:4:13 image-alt-is-name",
            "content/lake/index.en.md:6:17 image-alt-is-name"
        ]
    );
    let project = Project::new()
        .file(
            "content/lake/index.en.md",
            "+++\ntitle = \"Lake\"\nalt = { \"hero.svg\" = \"hero\" }\n+++\nText.\n",
        )
        .file("content/lake/facts.toml", "hero = \"hero.svg\"\n")
        .file("content/lake/hero.svg", &probe::svg(30, 20));
    assert_eq!(project.finding(), "content/lake/index.en.md:3:9 image-alt-is-name");
}

#[test]
fn a_photograph_that_is_there_twice_is_told() {
    let photograph = jpeg_with(&exif(1));
    let project = Project::new()
        .publishing_all()
        .page("lake", "Lake", "See ![A lake](a.jpg) ![Again](b.jpg)\n")
        .page("shore", "Shore", "See ![A shore](/lake/a.jpg) ![Drawn](c.svg)\n")
        .file("content/lake/c.svg", &probe::svg(30, 20))
        .file("content/shore/c.svg", &probe::svg(30, 20));
    project.write("content/lake/a.jpg", &photograph);
    project.write("content/lake/b.jpg", &photograph);
    assert_eq!(project.finding(), "content/lake/b.jpg image-twice");
}
