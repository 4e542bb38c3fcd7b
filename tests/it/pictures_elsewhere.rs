//! Pictures as others are told of them: in feeds, sitemaps, previews of links and structured data.

use roxmltree::Document as Xml;

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::Project;
use super::structured_data::{findings, graph};

const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// A lake with a drawing at its top, two photographs, and the drawing once more.
fn lake() -> Project {
    let alt =
        "alt = { \"hero.svg\" = \"Drawn\", \"shore & dawn.jpg\" = \"A <shore>\", \"winter.png\" = \"Ice\" }";
    let project = Project::new()
        .document("lakes/_index.ru.md", "Lakes", "")
        .file(
            "content/lakes/lake/facts.toml",
            "kind = \"destination\"\ndate = 2026-05-20\nlocation = { lat = 48.7, lon = 85.7 }\nhero = \"hero.svg\"\ngallery = [\n\
             \x20 { file = \"shore & dawn.jpg\", credit = \"A & B\", licence = \"CC BY-SA 4.0\", source = \"https://photos.example/1\" },\n\
             \x20 { file = \"winter.png\", licence = \"CC0\", source = \"/lakes/\" },\n\
             \x20 \"hero.svg\",\n]\n",
        )
        .file("content/lakes/lake/index.ru.md", &format!("+++\ntitle = \"Lake\"\n{alt}\n+++\nText.\n"))
        .file("content/lakes/lake/hero.svg", &probe::svg(30, 20));
    project.write("content/lakes/lake/shore & dawn.jpg", probe::jpeg(40, 30));
    project.write("content/lakes/lake/winter.png", probe::png(40, 30));
    project
}

const FOLDER: &str = "https://altai.example/lakes/lake";

#[test]
fn the_sitemap_lists_the_pictures_of_a_page() {
    let project = lake();
    project.build(&[]).exits(0);
    let text = without_hashes(&project.output("sitemap.xml"));
    let sitemap = Xml::parse(&text).expect("XML");
    let listed: Vec<Vec<&str>> = sitemap
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
        .map(|url| {
            let images = url.children().filter(|node| node.has_tag_name((IMAGES, "image")));
            images.filter_map(|image| image.first_element_child()?.text()).collect()
        })
        .filter(|images: &Vec<&str>| !images.is_empty())
        .collect();
    let urls = ["hero.svg", "shore%20%26%20dawn.jpg", "winter.png"].map(|name| format!("{FOLDER}/{name}"));
    assert_eq!(listed, [urls]);
}

#[test]
fn an_entry_of_a_feed_has_its_first_photograph() {
    let project = lake();
    project.build(&[]).exits(0);
    let text = without_hashes(&project.output("ru/feed.xml"));
    let feed = Xml::parse(&text).expect("XML");
    let pictures: Vec<_> = feed.descendants().filter(|node| node.has_tag_name((MEDIA, "content"))).collect();
    assert_eq!(pictures.len(), 1, "{text}");
    assert_eq!(pictures[0].attribute("url"), Some(format!("{FOLDER}/shore%20%26%20dawn.jpg").as_str()));
    assert_eq!(pictures[0].attribute("medium"), Some("image"));
    let said = |name: &str| pictures[0].children().find(|node| node.has_tag_name((MEDIA, name)))?.text();
    assert_eq!((said("description"), said("credit")), (Some("A <shore>"), Some("A & B")));
}

/// A site with a page whose pictures only its text names, in another order in each language.
fn lake_in_words() -> Project {
    let project = Project::new()
        .file(
            "content/lakes/lake/facts.toml",
            "kind = \"destination\"\ndate = 2026-05-20\nlocation = { lat = 48.7, lon = 85.7 }\n",
        )
        .document("lakes/_index.ru.md", "Lakes", "")
        .document(
            "lakes/lake/index.ru.md",
            "Lake",
            "![Drawn](plan.svg)\n\n![A *shore* & reeds](shore.jpg)\n\n<img src=\"ice.png\" alt=\"Ice\">\n",
        )
        .document("lakes/lake/index.en.md", "Lake", "![Ice](ice.png)\n\n`![No](code.jpg)`\n")
        .file("content/lakes/lake/plan.svg", &probe::svg(30, 20));
    project.write("content/lakes/lake/shore.jpg", probe::jpeg(40, 30));
    project.write("content/lakes/lake/ice.png", probe::png(40, 30));
    project
}

#[test]
fn the_sitemap_lists_the_pictures_of_a_text_with_the_page_in_its_language() {
    let project = lake_in_words();
    project.build(&[]).exits(0);
    let text = without_hashes(&project.output("sitemap.xml"));
    let sitemap = Xml::parse(&text).expect("XML");
    let pictures = |language: &str| -> Vec<String> {
        let address = format!("https://altai.example/{language}/lakes/lake/");
        let url = sitemap
            .root_element()
            .children()
            .find(|url| url.first_element_child().is_some_and(|loc| loc.text() == Some(address.as_str())));
        let url = url.unwrap_or_else(|| panic!("{address} is not listed: {text}"));
        let images = url.children().filter(|node| node.has_tag_name((IMAGES, "image")));
        let addresses = images.filter_map(|image| image.first_element_child()?.text());
        addresses.map(|address| address.strip_prefix(FOLDER).expect("beside the page").to_owned()).collect()
    };
    assert_eq!(pictures("ru"), ["/plan.svg", "/shore.jpg", "/ice.png"]);
    assert_eq!(pictures("en"), ["/ice.png"]);
    // Only a text changes.
    let project = project.document("lakes/lake/index.en.md", "Lake", "![Shore](shore.jpg)\n");
    project.build(&[]).exits(0);
    let sitemap = without_hashes(&project.output("sitemap.xml"));
    assert_eq!(sitemap.matches("/shore.jpg<").count(), 2, "{sitemap}");
}

#[test]
fn an_entry_of_a_feed_has_the_first_photograph_of_the_text_if_the_facts_name_none() {
    let project = lake_in_words();
    project.build(&[]).exits(0);
    let first = |language: &str| {
        let text = without_hashes(&project.output(&format!("{language}/feed.xml")));
        let feed = Xml::parse(&text).expect("XML");
        let picture =
            feed.descendants().find(|node| node.has_tag_name((MEDIA, "content"))).expect("a picture");
        let said = picture.children().find(|node| node.has_tag_name((MEDIA, "description")));
        let said = said.and_then(|said| said.text()).unwrap_or_default().to_owned();
        (picture.attribute("url").unwrap_or_default().to_owned(), said)
    };
    assert_eq!(first("ru"), (format!("{FOLDER}/shore.jpg"), "A shore & reeds".to_owned()));
    assert_eq!(first("en"), (format!("{FOLDER}/ice.png"), "Ice".to_owned()));
}

#[test]
fn the_preview_of_a_link_shows_a_photograph_rather_than_a_drawing() {
    let project = lake();
    project.build(&[]).exits(0);
    let page = Html::parse(&without_hashes(&project.output("ru/lakes/lake/index.html")));
    assert_eq!(page.meta("og:image"), [format!("{FOLDER}/shore%20%26%20dawn.jpg")]);
}

#[test]
fn machines_are_told_who_made_each_picture_and_what_may_be_done_with_it() {
    let project = lake();
    project.build(&[]).exits(0);
    let graph = graph(&project.output("ru/lakes/lake/index.html"));
    assert_eq!(findings(&graph), Vec::<String>::new(), "{graph:#}");
    let nodes = graph["@graph"].as_array().expect("nodes");
    let images: Vec<_> = nodes.iter().filter(|node| node["@type"] == "ImageObject").collect();
    let ids: Vec<_> = images.iter().map(|image| image["@id"].as_str().expect("an id")).collect();
    let urls = ["hero.svg", "shore%20%26%20dawn.jpg", "winter.png"].map(|name| format!("{FOLDER}/{name}"));
    assert_eq!(ids, urls);
    assert_eq!(
        *images[1],
        serde_json::json!({
            "@type": "ImageObject",
            "@id": urls[1],
            "contentUrl": urls[1],
            "caption": "A <shore>",
            "creditText": "A & B",
            "license": "https://creativecommons.org/licenses/by-sa/4.0/",
            "isBasedOn": "https://photos.example/1",
        })
    );
    assert_eq!(images[2]["license"], "https://creativecommons.org/publicdomain/zero/1.0/");
    // A source within the site is no address of its own.
    assert_eq!(images[2].get("isBasedOn"), None);
    let place = nodes.iter().find(|node| node["@id"].as_str().is_some_and(|id| id.ends_with("#subject")));
    let shown: Vec<_> =
        place.expect("a place")["image"].as_array().expect("pictures").iter().map(|it| &it["@id"]).collect();
    assert_eq!(shown, [&urls[0], &urls[1], &urls[2]]);
}
