//! What readers of the default theme are told: no sentence that is false.

use super::artefacts::without_hashes;
use super::html::Html;
use super::project::Project;

#[test]
fn a_page_without_text_takes_no_time_to_read() {
    let project = Project::new().page("empty", "Empty", "").page("full", "Full", "Some words.\n").built();
    assert!(!project.output("en/empty/index.html").contains("minute read"));
    assert!(project.output("en/full/index.html").contains("1-minute read"));
}

#[test]
fn a_section_with_a_text_and_no_pages_is_not_called_empty() {
    let project = ["kk", "ru", "zh", "en"].into_iter().fold(Project::new(), |project, tag| {
        project.document(&format!("full/_index.{tag}.md"), "Full", "All about it.\n").document(
            &format!("empty/_index.{tag}.md"),
            "Empty",
            "",
        )
    });
    let project = project.built();
    assert!(!project.output("en/full/index.html").contains("nothing here yet"));
    assert!(project.output("en/empty/index.html").contains("nothing here yet"));
}

/// A site in Russian and in further languages, of which no message of the theme is written, with a page in Russian only.
fn languages(tags: &[&str]) -> Project {
    let mut config = "base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                      [languages.ru]\nname = \"Русский\"\n"
        .to_owned();
    for tag in tags {
        config.push_str(&format!("[languages.{tag}]\nname = \"Name {tag}\"\n"));
    }
    let project = Project::bare().file("sapar.toml", &config).document("_index.ru.md", "Дом", "Текст.\n");
    let project = tags.iter().fold(project, |project, tag| {
        project.document(&format!("_index.{tag}.md"), &format!("Home {tag}"), "Text.\n")
    });
    project.document("about.ru.md", "О нас", "Текст.\n")
}

#[test]
fn a_borrowed_page_names_the_language_of_its_reader_in_words_of_another_language_too() {
    let project = languages(&["de", "en"]);
    project.build(&[]).exits(0);
    let notice = |tag: &str| {
        let html = project.output(&format!("{tag}/about/index.html"));
        let start = html.find("class=\"borrowed\"").expect("the page is borrowed");
        html[start..start + html[start..].find("</p>").expect("an end")].to_owned()
    };
    let german = notice("de");
    assert!(!german.contains("не переведена на русский"), "{german}");
    assert!(german.contains("на этот язык: Name de.") && german.contains("на русском языке"), "{german}");
    assert!(german.contains("lang=\"ru\""), "{german}");
    assert!(notice("en").contains("has not been translated into English yet. The text below is in Russian."));
}

#[test]
fn many_languages_fold_into_a_menu_without_a_script_and_few_do_not() {
    let many = ["de", "en", "fr", "it", "es", "pl"];
    let project = languages(&many);
    project.build(&[]).exits(0);
    let html = project.output("ru/index.html");
    let menu = &html[html.find("<nav class=\"languages folded\"").expect("it folds")..];
    let menu = &menu[..menu.find("</nav>").expect("an end")];
    assert!(menu.contains("<details>") && menu.contains("<summary>"), "{menu}");
    assert_eq!(Html::parse(menu).all("a").count(), 7);
    let project = languages(&many[..5]);
    project.build(&[]).exits(0);
    assert!(!project.output("ru/index.html").contains("languages folded"));
}

/// A page of the default theme with a text, and the files beside it that the text names.
fn with_text(tag: &str, text: &str) -> Project {
    let project = Project::new().document(&format!("lake/index.{tag}.md"), "Lake", text);
    let files = [("shore.svg", super::probe::svg(300, 200)), ("film.mp4", "film".to_owned())];
    let named = files.into_iter().filter(|(name, _)| text.contains(name));
    named.fold(project, |project, (name, bytes)| project.file(&format!("content/lake/{name}"), &bytes))
}

#[test]
fn a_film_of_a_service_is_a_link_that_loads_nothing() {
    for (tag, src, words) in [
        ("kk", "https://youtu.be/aB1", "Қарау: YouTube"),
        ("ru", "https://www.youtube.com/watch?v=aB1", "Смотреть: YouTube"),
        ("ru", "https://vk.com/video-22_45", "Смотреть: VK Видео"),
        ("zh", "https://www.bilibili.com/video/BV1x/", "在哔哩哔哩观看"),
        ("zh", "https://v.qq.com/x/page/k0x.html", "在腾讯视频观看"),
        ("en", "https://rutube.ru/video/0a1b/", "Watch on Rutube"),
        ("en", "https://films.example/1", "Watch on films.example"),
    ] {
        let text = format!(
            ":::video src=\"{src}\" title=\"The shore\" poster=\"shore.svg\"\nFilmed in *May*.\n:::\n"
        );
        let html = with_text(tag, &text).built().output(&format!("{tag}/lake/index.html"));
        let page = Html::parse(&html);
        assert_eq!(page.errors, Vec::<String>::new());
        let link = page.with("a", "href", src)[0];
        assert_eq!(link.words(), format!("The shore {words}"));
        assert!(link.is("rel", "external noopener noreferrer"));
        assert_eq!(page.one("figcaption").words(), "Filmed in May.");
        assert_eq!(page.all("iframe").count() + page.all("video").count(), 0);
        assert!(
            page.all("img").all(|picture| picture.attribute("src").is_some_and(|src| src.starts_with('/')))
        );
    }
}

#[test]
fn a_film_beside_the_page_is_played_on_it() {
    let text = ":::video src=\"film.mp4\" title=\"The shore\" poster=\"shore.svg\"\n:::\n";
    let page = Html::parse(&without_hashes(&with_text("en", text).built().output("en/lake/index.html")));
    let film = page.one("video");
    assert!(
        film.is("src", "/lake/film.mp4") && film.is("preload", "none") && film.is("aria-label", "The shore")
    );
    assert!(film.attribute("controls").is_some());
    assert!(film.attribute("poster").is_some_and(|poster| poster.starts_with("/lake/shore.svg")));
    let missing = with_text("en", ":::video src=\"films.mp4\" title=\"A\"\n:::\n");
    assert_eq!(missing.finding(), "content/lake/index.en.md:4:10 link-not-found");
}

#[test]
fn a_map_link_opens_a_place_in_the_maps_of_the_language() {
    let text = ":::map-link lat=48.75 lon=-85.5 title=\"The pass & more\"\nSteep.\n:::\n";
    for (tag, coordinates, service) in [
        (
            "zh",
            "北纬48.75°，西经85.5°",
            "https://uri.amap.com/marker?position=-85.5,48.75&name=The%20pass%20%26%20more&coordinate=wgs84&callnative=0",
        ),
        ("ru", "48,75° с. ш., 85,5° з. д.", "https://yandex.ru/maps/?ll=-85.5,48.75&z=12&pt=-85.5,48.75"),
        ("kk", "48,75° с. е., 85,5° б. б.", "https://2gis.kz/?m=-85.5,48.75%2F12"),
        ("en", "48.75° N, 85.5° W", "https://www.google.com/maps/search/?api=1&query=48.75,-85.5"),
    ] {
        let html = with_text(tag, text).built().output(&format!("{tag}/lake/index.html"));
        let page = Html::parse(&html);
        let place = page.with("a", "href", "geo:48.75,-85.5")[0];
        assert_eq!(place.words().replace('\u{A0}', " "), coordinates);
        assert!(page.hrefs("a").contains(&service), "{:?}", page.hrefs("a"));
    }
    let text = ":::map-link src=\"https://yandex.ru/maps/-/CDabc\" title=\"The pass\"\n:::\n";
    let page = Html::parse(&with_text("ru", text).built().output("ru/lake/index.html"));
    assert_eq!(
        page.with("a", "href", "https://yandex.ru/maps/-/CDabc")[0].words(),
        "Открыть на карте (yandex.ru)"
    );
    // A place that is nowhere.
    for line in [
        ":::map-link title=\"A\"",
        ":::map-link lat=148.75 lon=85 title=\"A\"",
        ":::map-link lat=\"48\" lon=85 title=\"A\"",
    ] {
        assert_eq!(with_text("ru", &format!("{line}\n:::\n")).diagnostics().len(), 1, "{line}");
    }
}

#[test]
fn a_frame_of_a_known_service_is_told_with_the_block_to_write() {
    for (frame, block) in [
        (
            "<iframe width=\"560\" src=\"https://www.youtube.com/embed/aB1?si=x\" title=\"YouTube video player\"></iframe>",
            ":::video src=\"https://www.youtube.com/watch?v=aB1\" title=\"…\"",
        ),
        (
            "<iframe src=\"//player.bilibili.com/player.html?bvid=BV1x\"></iframe>",
            ":::video src=\"https://www.bilibili.com/video/BV1x/\" title=\"…\"",
        ),
        (
            "<iframe src=\"https://yandex.ru/map-widget/v1/?ll=76.92%2C43.24&amp;z=12\"></iframe>",
            ":::map-link lat=43.24 lon=76.92 title=\"…\"",
        ),
    ] {
        let project = with_text("en", frame);
        assert!(project.finding().ends_with("external-resource"));
        for tag in ["kk", "ru", "zh", "en"] {
            let run = project.build(&["--lang", tag]);
            assert!(run.stderr.contains(&format!("`{block}`")), "{}", run.stderr);
        }
        // The block is as it should be.
        with_text("en", &format!("{block}\n:::\n")).built();
    }
    let other = with_text("en", "<iframe src=\"https://player.example/1\"></iframe>");
    assert!(!other.build(&["--lang", "en"]).stderr.contains(":::"));
}
