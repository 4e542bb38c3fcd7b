//! What readers of the default theme are told: no sentence that is false.

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
    assert!(german.contains("Нужный язык: Name de.") && german.contains("на русском языке"), "{german}");
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
