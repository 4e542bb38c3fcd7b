//! Letters and marks: what is told, what is not, and what its fix writes.

use super::{check, check_with, site};
use crate::probe;

/// Asserts that a text in a language has one finding, and that its fix makes `mended` of it, in which nothing is left.
#[track_caller]
fn fixed(code: &str, language: &str, text: &str, mended: &str) {
    let file = format!("lake.{language}.md");
    let site = site().document(&file, "A", &format!("{text}\n"));
    let found = check_with(&site, &[]);
    let codes: Vec<&str> = found.iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, [code], "{text}: {found:#?}");
    site.run(&["check", "--fix", "--quiet", "--now", "2026-06-01"]).succeeds();
    let written = std::fs::read_to_string(site.path(&format!("content/{file}"))).expect("it is there");
    assert_eq!(written, format!("+++\ntitle = \"A\"\n+++\n{mended}\n"), "{text}");
    assert_eq!(check(&site), Vec::<String>::new(), "{mended}");
}

/// Asserts that a text in a language has one finding without a fix.
#[track_caller]
fn told(code: &str, language: &str, text: &str) {
    let site = site().document(&format!("lake.{language}.md"), "A", &format!("{text}\n"));
    let found = check_with(&site, &[]);
    let codes: Vec<&str> = found.iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, [code], "{text}: {found:#?}");
    assert!(found[0]["fix"].is_null(), "{text}");
}

/// Asserts that nothing is wrong with a text.
#[track_caller]
fn fine(language: &str, text: &str) {
    let site = site().document(&format!("lake.{language}.md"), "A", &format!("{text}\n"));
    assert_eq!(check(&site), Vec::<String>::new(), "{language}: {text}");
}

#[test]
fn letters_of_two_scripts_in_one_word() {
    for (language, text, mended) in [
        ("kk", "Бұл кiтап.", "Бұл кітап."),
        ("kk", "əдемі көл", "әдемі көл"),
        ("kk", "гаhар", "гаһар"),
        ("kk", "**Әлiби** мен [кітап](/)", "**Әліби** мен [кітап](/)"),
        ("ru", "Озеро Мaркаколь", "Озеро Маркаколь"),
        ("ru", "путь c гор", "путь с гор"),
        ("ru", "ХIХ век", "XIX век"),
        ("en", "Lake Kаnas", "Lake Kanas"),
        ("zh", "喀纳斯（Kаnas）湖", "喀纳斯（Kanas）湖"),
    ] {
        fixed("letter-lookalike", language, text, mended);
    }
    // Either of two letters may be meant.
    told("letter-lookalike", "kk", "Yлкен көл");
    for (language, text) in [
        ("kk", "USB-кабель мен Wi-Fi, COVID-тың"),
        ("kk", "`кiтап` деген код"),
        ("ru", "SMSки и Android-приложение, витамин C, XIX век"),
        ("en", "Lake Kanas and Озеро Канас"),
        ("zh", "喀纳斯 Kanas"),
    ] {
        fine(language, text);
    }
}

#[test]
fn letters_in_front_matter_and_messages_count_too() {
    let site = site()
        .file("content/_index.kk.md", "+++\ntitle = \"Бaсты бет\"\ndescription = \"Көл мен тaу\"\n+++\nМәтін.\n")
        .file("locales/kk/site.ftl", "hello = Сaлем\n    .title = { $n ->\n        [one] бiр\n       *[other] көп\n    }\n")
        .file("locales/ru/site.ftl", "hello = Привет\n    .title = { $n ->\n        [one] { $n } один\n        [few] { $n } два\n       *[many] { $n } много\n    }\n");
    let found = check(&site);
    let of_letters: Vec<&String> = found.iter().filter(|it| it.ends_with("letter-lookalike")).collect();
    assert_eq!(
        of_letters,
        [
            "content/_index.kk.md:2 letter-lookalike",
            "content/_index.kk.md:3 letter-lookalike",
            "locales/kk/site.ftl:1 letter-lookalike",
            "locales/kk/site.ftl:3 letter-lookalike",
        ]
    );
    site.run(&["check", "--fix", "--quiet", "--now", "2026-06-01"]).exits(0);
    let read = |file: &str| std::fs::read_to_string(site.path(file)).expect("it is there");
    assert_eq!(
        read("content/_index.kk.md"),
        "+++\ntitle = \"Басты бет\"\ndescription = \"Көл мен тау\"\n+++\nМәтін.\n"
    );
    assert_eq!(
        read("locales/kk/site.ftl"),
        "hello = Салем\n    .title = { $n ->\n        [one] бір\n       *[other] көп\n    }\n"
    );
    assert!(!check(&site).iter().any(|it| it.ends_with("letter-lookalike")));
}

#[test]
fn kazakh_words_without_kazakh_letters() {
    let text = "Қазақстан — үлкен ел. Қазақстан таулары. Қазақстан көлдері. Қазақстан даласы.\n";
    let site = site().document("_index.kk.md", "Басты бет", text);
    let typed = site.document("lake.kk.md", "Көл", "Казакстан көлі.\n");
    assert_eq!(check(&typed), ["content/lake.kk.md:4 kazakh-letters-missing"]);
    assert_eq!(check_with(&typed, &[])[0]["suggestion"], "қазақстан");
    // A Russian word is one in a Kazakh text, too; and what the site writes so as often is no slip.
    let russian = typed.document("lake.ru.md", "Озеро", "Казакстан.\n");
    assert_eq!(check(&russian), Vec::<String>::new());
}

#[test]
fn letters_with_separate_marks() {
    fixed(
        "text-not-normalised",
        "ru",
        "Ката\u{301}лог: и\u{306}од и Каи\u{306}",
        "Ката\u{301}лог: йод и Кай",
    );
    fixed("text-not-normalised", "kk", "Таи\u{306}ынша", "Тайынша");
    // A stress that no letter has is no mistake.
    fine("ru", "Ката\u{301}лог");
}

#[test]
fn marks_of_half_and_letters_of_full_width() {
    fixed("half-width-mark", "zh", "湖,山和草原.", "湖，山和草原。");
    fixed("half-width-mark", "zh", "《西游记》,很好.", "《西游记》，很好。");
    fixed("half-width-mark", "zh", "喀纳斯湖(图瓦村)很美!", "喀纳斯湖（图瓦村）很美！");
    fixed("full-width-letters", "zh", "共２个湖，Ｋanas 湖", "共2个湖，Kanas 湖");
    fixed("full-width-letters", "ru", "у ２ озёр", "у 2 озёр");
    for text in ["湖（Lake Kanas, Altay）1,000 米，9:10 开门。", "比例 1:3，见 README.md", "他说……好。"]
    {
        fine("zh", text);
    }
    fine("en", "A lake, a hill.");
}

#[test]
fn quotation_marks_and_dashes_of_the_language() {
    fixed("foreign-quotes", "ru", "гостиница “Алтай”", "гостиница «Алтай»");
    fixed("foreign-quotes", "ru", "«Отель “Алтай”»", "«Отель „Алтай“»");
    fixed("foreign-quotes", "kk", "„Алтай” қонақүйі", "«Алтай» қонақүйі");
    fixed("foreign-quotes", "en", "the «White Berel» farm", "the “White Berel” farm");
    fixed("foreign-quotes", "zh", "「白哈巴」村", "“白哈巴”村");
    fixed("hyphen-as-dash", "ru", "Канас - озеро", "Канас — озеро");
    fixed("hyphen-as-dash", "kk", "Қанас - көл", "Қанас — көл");
    fixed("hyphen-as-dash", "zh", "喀纳斯--湖", "喀纳斯——湖");
    for (language, text) in [
        ("ru", "«Отель „Алтай“» и “White Berel”"),
        ("kk", "«Алтай» — «Ақ Берел»"),
        ("en", "“White Berel” and «Белый Берель»"),
        ("zh", "“白哈巴”村，《西游记》"),
        ("ru", "5 - 3 = 2, северо-запад"),
        ("en", "well-known - or not"),
        ("zh", "北京—上海"),
    ] {
        fine(language, text);
    }
}

#[test]
fn quotation_marks_of_a_language_that_is_not_known_are_let_be() {
    let texts = |config: &str| {
        let config = format!("[languages.es]\nname = \"Español\"\n{config}");
        let site = probe::site(&config).template("page.html", "{{ page.content | safe }}");
        let site = site.file("themes/probe/locales/es/probe.ftl", "tags = Tags\n");
        site.document("lake.es.md", "Lago", "El «lago» y la “montaña”.\n")
    };
    assert_eq!(check(&texts("")), Vec::<String>::new());
    let asked = texts("quotes = \"«»„“\"\n");
    assert_eq!(check(&asked), ["content/lake.es.md:4 foreign-quotes"]);
}

#[test]
fn spaces_before_marks() {
    fixed("space-before-mark", "kk", "Көл , тау", "Көл, тау");
    fixed("space-before-mark", "ru", "Где озеро ?", "Где озеро?");
    fixed("space-before-mark", "zh", "喀纳斯 ，湖", "喀纳斯，湖");
    fixed("space-before-mark", "en", "[Kanas](/) , a lake", "[Kanas](/), a lake");
    for (language, text) in [
        ("ru", "домен .kz и :) и 1 … 2"),
        ("en", "a .NET program"),
        ("en", "A friend ;) comes. Split it at . and there, and wait . . ."),
        ("en", "It is open ? free : closed today"),
        ("ru", "Делится по . или там"),
        ("kk", "Көл — тау"),
    ] {
        fine(language, text);
    }
}

#[test]
fn yo_is_looked_at_where_a_site_asks_for_it() {
    let texts = |config: &str| {
        probe::site(config).document("_index.ru.md", "А", "Высокая ёлочка.\n").document(
            "tree.ru.md",
            "Б",
            "Елочка.\n",
        )
    };
    assert_eq!(check(&texts("")), Vec::<String>::new());
    let asked = texts("[check.severity]\nyo-uneven = \"warning\"\n");
    assert_eq!(check(&asked), ["content/tree.ru.md:4 yo-uneven"]);
}
