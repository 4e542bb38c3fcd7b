//! Social cards: the pictures that messengers show for links to pages.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use regex_lite::Regex;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use super::project::Project;

const WIDTH: usize = 1200;
const HEIGHT: usize = 630;

/// Sky above grass, with a stroke of lightning that only readers at night see.
const HERO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900"><style>@media (prefers-color-scheme:dark){rect{fill:#000}}</style><rect width="1600" height="900" fill="#00c000"/></svg>"##;

/// A site with cards. `pages` are names of pages with a hero.
fn site() -> Project {
    let project = Project::new();
    let config = fs::read_to_string(project.path("sapar.toml")).expect("there is a configuration");
    project.file("sapar.toml", &config.replace("social_cards = false", ""))
}

fn with_lake(project: Project) -> Project {
    project
        .illustrated_page("lake", "Lake")
        .file("content/lake/hero.svg", HERO)
        .file("content/lake/facts.toml", "hero = \"hero.svg\"\n")
}

/// The pixels of a card as RGB.
fn pixels(project: &Project, path: &str) -> Vec<u8> {
    let bytes = fs::read(project.path("public").join(path)).expect("there is a card");
    assert!(bytes.len() <= 300_000, "{} bytes", bytes.len());
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    let pixels = decoder.decode().expect("a JPEG");
    assert_eq!(decoder.dimensions(), Some((WIDTH, HEIGHT)));
    pixels
}

fn pixel(pixels: &[u8], x: usize, y: usize) -> [u8; 3] {
    let at = (y * WIDTH + x) * 3;
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

/// How many pixels are nearly as light as letters are.
fn light_pixels(pixels: &[u8]) -> usize {
    pixels.chunks_exact(3).filter(|pixel| pixel.iter().all(|value| *value > 200)).count()
}

fn meta(page: &str, property: &str) -> Option<String> {
    let pattern = format!("<meta (?:property|name)=\"{property}\" content=\"([^\"]*)\">");
    let found = Regex::new(&pattern).expect("a pattern").captures(page)?;
    Some(found[1].to_owned())
}

/// The files in the store of artefacts, with the times at which they were written.
fn stored(project: &Project) -> Vec<(String, SystemTime)> {
    fn collect(folder: &Path, found: &mut Vec<(String, SystemTime)>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, found);
            } else {
                let modified = entry.metadata().and_then(|it| it.modified()).expect("it has an mtime");
                found.push((path.display().to_string(), modified));
            }
        }
    }
    let mut found = Vec::new();
    collect(&project.path(".sapar/cache/keys"), &mut found);
    found.sort();
    found
}

#[test]
fn every_page_has_a_card_in_each_language_that_it_is_written_in() {
    let project = with_lake(site()).document("shore/index.ru.md", "Берег", "Text.\n").built();
    for path in ["kk/card.jpg", "zh/lake/card.jpg", "en/lake/card.jpg", "ru/shore/card.jpg"] {
        pixels(&project, path);
    }
    assert!(!project.has_output("kk/shore/card.jpg"), "a borrowed text has no card of its own");

    let page = project.output("zh/lake/index.html");
    let image = meta(&page, "og:image").expect("a picture");
    let pattern =
        Regex::new(r"^https://altai\.example/zh/lake/card\.jpg\?v=[0-9a-f]{10}$").expect("a pattern");
    assert!(pattern.is_match(&image), "{image}");
    assert_eq!(meta(&page, "og:image:width").as_deref(), Some("1200"));
    assert_eq!(meta(&page, "og:image:height").as_deref(), Some("630"));
    assert!(meta(&page, "og:image:alt").is_some_and(|alt| alt.starts_with("Lake zh · ")), "{page}");
    assert_eq!(meta(&page, "twitter:card").as_deref(), Some("summary_large_image"));
    let borrowed = meta(&project.output("kk/shore/index.html"), "og:image").expect("a picture");
    assert!(borrowed.starts_with("https://altai.example/ru/shore/card.jpg?v="), "{borrowed}");
    let root = meta(&project.output("index.html"), "og:image").expect("a picture");
    assert!(root.starts_with("https://altai.example/ru/card.jpg?v="), "{root}");
}

#[test]
fn a_card_shows_the_picture_of_the_page_by_day_and_its_title() {
    let project = with_lake(site()).built();
    let card = pixels(&project, "zh/lake/card.jpg");
    let [red, green, blue] = pixel(&card, 600, 60);
    assert!(red < 40 && green > 150 && blue < 40, "the picture is above: {red} {green} {blue}");
    assert!(light_pixels(&card) > 2_000, "the title is written below it");
}

/// A photograph with red in its upper half as the camera saw it and blue below, with the orientation that EXIF data say.
fn photograph(orientation: u8) -> Vec<u8> {
    let (width, height) = (160_u16, 120_u16);
    let row = |y: u16| if y < height / 2 { [220, 0, 0] } else { [0, 0, 220] };
    let pixels: Vec<u8> = (0..height).flat_map(|y| row(y).repeat(width.into())).collect();
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a picture");
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend(b"\xFF\xE1");
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn a_photograph_stands_upright_on_a_card() {
    let text = "+++\ntitle = \"Lake\"\nalt = { \"hero.jpg\" = \"Water\" }\n+++\nText.\n";
    let mut project = site();
    for orientation in 1..=8 {
        project = project
            .file(&format!("content/lake-{orientation}/index.en.md"), text)
            .file(&format!("content/lake-{orientation}/facts.toml"), "hero = \"hero.jpg\"\n");
        project.write(&format!("content/lake-{orientation}/hero.jpg"), photograph(orientation));
    }
    project.build(&[]).exits(0);
    for orientation in 1..=8 {
        let card = pixels(&project, &format!("en/lake-{orientation}/card.jpg"));
        let is_red = |x, y| pixel(&card, x, y)[0] > 150;
        let corners = [is_red(10, 40), is_red(1190, 40), is_red(10, 330), is_red(1190, 330)];
        let expected = match orientation {
            1 | 2 => [true, true, false, false],
            3 | 4 => [false, false, true, true],
            5 | 8 => [true, false, true, false],
            _ => [false, true, false, true],
        };
        assert_eq!(corners, expected, "{orientation}");
    }
}

#[test]
fn a_card_is_made_again_only_if_something_on_it_has_changed() {
    let project = with_lake(site()).built();
    let first = stored(&project);
    // Home in four languages, the lake in four, and the list of tags; and the style sheet.
    assert_eq!(first.len(), 13, "{first:#?}");
    let address =
        |project: &Project| meta(&project.output("ru/lake/index.html"), "og:image").expect("a picture");
    let old_address = address(&project);

    let text = fs::read_to_string(project.path("content/lake/index.ru.md")).expect("a document");
    project.write("content/lake/index.ru.md", text.replace("Text.", "Another text."));
    let project = project.built();
    assert_eq!(stored(&project), first, "nothing on the card is different");
    assert_eq!(address(&project), old_address);

    project.write("content/lake/index.ru.md", text.replace("Lake ru", "Озеро"));
    let project = project.built();
    let second = stored(&project);
    assert_eq!(second.len(), first.len() + 1);
    assert!(first.iter().all(|file| second.contains(file)), "all others are as they were");
    assert_ne!(address(&project), old_address);

    // What the site still has is kept when what it no longer has is removed, whether or not it was drawn by the last build.
    project.run(&["clean"]).exits(0);
    fs::remove_dir_all(project.path("public")).expect("the output can be removed");
    let kept = stored(&project);
    let project = project.built();
    assert_eq!(stored(&project), kept, "nothing is drawn");
}

#[test]
fn letters_that_no_font_has_are_told_and_leave_a_card_without_words() {
    let project = with_lake(site()).document("bog/index.ru.md", "Болото ᠪᠣᠭ", "Text.\n").document(
        "plain/index.ru.md",
        "Болото",
        "Text.\n",
    );
    let found = project.diagnostics();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "card-without-letters");
    assert_eq!(found[0]["file"], "content/bog/index.ru.md");
    let message = found[0]["message"].as_str().expect("a text");
    for letter in ["ᠪ", "ᠣ", "ᠭ"] {
        assert!(message.contains(letter), "{message}");
    }
    let (with, without) = (pixels(&project, "ru/plain/card.jpg"), pixels(&project, "ru/bog/card.jpg"));
    assert!(light_pixels(&with) > light_pixels(&without) + 2_000, "no words, and no boxes");
    // It is told by every build, whether or not anything is drawn.
    assert_eq!(project.finding(), "content/bog/index.ru.md card-without-letters");
}

#[test]
fn a_page_and_a_site_may_have_pictures_of_their_own() {
    let project = with_lake(site())
        .file("content/own.svg", HERO)
        .file("content/lake/facts.toml", "hero = \"hero.svg\"\ncard = \"/own.svg\"\n");
    let project = ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        let text = format!(
            "+++\ntitle = \"Lake {tag}\"\nalt = {{ \"hero.svg\" = \"Picture\", \"/own.svg\" = \"Own picture\" }}\n+++\nText.\n"
        );
        project.file(&format!("content/lake/index.{tag}.md"), &text)
    });
    let project = project.built();
    let page = project.output("en/lake/index.html");
    let image = meta(&page, "og:image").expect("a picture");
    assert!(image.starts_with("https://altai.example/own."), "{image}");
    assert_eq!(meta(&page, "og:image:alt").as_deref(), Some("Own picture"));
    assert_eq!(meta(&page, "og:image:width").as_deref(), Some("1600"));

    let config = fs::read_to_string(project.path("sapar.toml")).expect("there is a configuration");
    project.write("sapar.toml", format!("{config}[theme_options]\ncard = \"/own.svg\"\n"));
    let project = project.built();
    let image = meta(&project.output("en/index.html"), "og:image").expect("a picture");
    assert!(image.starts_with("https://altai.example/own."), "{image}");

    project.write("sapar.toml", config.replace("default_language", "social_cards = false\ndefault_language"));
    let project = project.built();
    assert!(!project.has_output("en/card.jpg"));
    assert_eq!(meta(&project.output("en/index.html"), "og:image"), None);
}

#[test]
fn a_theme_draws_cards_if_it_has_a_template_for_them() {
    let project = Project::with_theme();
    let config = fs::read_to_string(project.path("sapar.toml")).expect("there is a configuration");
    let project = project.file("sapar.toml", &config.replace("social_cards = false", "")).built();
    assert!(!project.has_output("en/card.jpg"));

    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"315\"><rect width=\"600\" height=\"315\" fill=\"#0000ff\"/></svg>";
    let project = project.file("themes/tiny/templates/card.svg", svg).built();
    let [red, green, blue] = pixel(&pixels(&project, "en/card.jpg"), 1190, 620);
    assert!(red < 20 && green < 20 && blue > 230, "it fills the card: {red} {green} {blue}");

    project.write(
        "themes/tiny/templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Home</svg>",
    );
    let found = project.diagnostics();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0]["code"].as_str(), found[0]["severity"].as_str()),
        (Some("card-invalid"), Some("error"))
    );
    assert_eq!(found[0]["file"], "themes/tiny/templates/card.svg");

    // A theme without a font has no letters to draw with.
    project.write(
        "themes/tiny/templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text>A</text></svg>",
    );
    assert!(project.findings().iter().all(|finding| finding.ends_with("card-without-letters")));
}
