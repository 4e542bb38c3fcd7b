//! Rules between languages: what a translation says otherwise than its source.

use super::{check, check_with, site};
use crate::probe;
use crate::project::Project;

/// A page in Russian, which is the source, and in another language.
fn translated(russian: &str, language: &str, translation: &str) -> Project {
    site().document("lake/index.ru.md", "Озеро", &format!("{russian}\n")).document(
        &format!("lake/index.{language}.md"),
        "Kol",
        &format!("{translation}\n"),
    )
}

#[track_caller]
fn told(code: &str, russian: &str, language: &str, translation: &str) {
    let found = check(&translated(russian, language, translation));
    assert_eq!(found, [format!("content/lake/index.{language}.md:4 {code}")], "{russian} | {translation}");
}

#[track_caller]
fn fine(russian: &str, language: &str, translation: &str) {
    assert_eq!(
        check(&translated(russian, language, translation)),
        Vec::<String>::new(),
        "{russian} | {translation}"
    );
}

#[test]
fn numbers_years_and_dates() {
    told("translation-numbers", "Длина 1783 км.", "zh", "长1738公里。");
    told("translation-numbers", "Основан в 1976 году.", "kk", "1967 жылы құрылған.");
    told("translation-numbers", "Высота 1450 м.", "en", "It lies high above the sea.");
    told("translation-numbers", "Озеро в горах.", "en", "A lake at 1,450 metres.");
    told("translation-numbers", "Население 1,6 млн человек.", "zh", "人口16万。");
    for (russian, language, translation) in [
        ("Длина 1783 км.", "zh", "长1,783公里。"),
        ("Длина 1783 км.", "kk", "Ұзындығы 1\u{A0}783 км."),
        ("Население 1,6 млн человек.", "zh", "人口160万。"),
        ("Население 1,6 млн человек.", "en", "A population of 1.6 million."),
        ("Население 1,6 млн человек.", "kk", "Халқы 1,6 миллион адам."),
        ("До 2–3 тысяч человек.", "en", "Up to 2,000–3,000 people."),
        ("21 ноября 2026 года", "zh", "2026年11月21日"),
        ("21.11.2026", "en", "November 21, 2026"),
        ("Открыт до 18:00.", "en", "Open until 6 pm."),
        ("Открыт до 18:00.", "zh", "开放至下午6点。"),
        ("Построен в XIX веке.", "zh", "建于19世纪。"),
        ("Построен в XIX веке.", "en", "Built in the 19th century."),
        ("Два озера и 3 реки.", "en", "2 lakes and three rivers."),
        ("[Тур](https://a.example/2024/77)", "en", "[Tour](https://a.example/2023/55)"),
        ("Версия 4.13.2 или 18.20.", "en", "Version 4.13.2 or 18.20."),
        ("Версия v0.24.", "zh", "版本v0.24。"),
        ("Пришло 10 тысяч гостей.", "en", "There were 10k guests."),
        ("Пришло 10 тысяч гостей.", "zh", "来了1w位客人。"),
        ("В 1990-х годах.", "en", "In the 90s."),
        ("Автобус 06:00.", "en", "The bus of 0600."),
        ("Порт 4321.", "en", "The port `4321`."),
        ("Порт 4321.", "en", "The port <code>4321</code>."),
        ("Сайт на языке i18n.", "en", "A site in its language."),
        ("Всего 16 озёр.", "en", "There are sixteen lakes."),
    ] {
        fine(russian, language, translation);
    }
}

#[test]
fn numbers_of_languages_without_known_words_are_compared_as_they_are_written() {
    let text = |spanish: &str| {
        let config = "[languages.es]\nname = \"Español\"\n";
        let site = probe::site(config).template("page.html", "{{ page.content | safe }}");
        let site = site.file("themes/probe/locales/es/probe.ftl", "tags = Tags\n");
        let site = site.document("lake/index.ru.md", "Озеро", "Пришло 5 миллионов, заплатили 1500 ₸.\n");
        site.document("lake/index.es.md", "Lago", &format!("{spanish}\n"))
    };
    assert_eq!(check(&text("Llegaron 5 millones, pagaron 1.500 ₸.")), Vec::<String>::new());
    let wrong = check(&text("Llegaron 5 millones, pagaron 1.600 ₸."));
    assert_eq!(wrong, ["content/lake/index.es.md:4 translation-numbers"]);
}

#[test]
fn beside_a_text_without_counterpart_nothing_is_compared_by_guessing() {
    // Nothing is recorded of the translation, which lacks a paragraph: any of its neighbours may be its counterpart.
    let russian = "## Дорога\n\nДо озера 38 км.\n\nДо перевала 112 км.\n\n### Зимой\n\nПеревал закрыт.";
    fine(
        russian,
        "en",
        "## The way\n\nThe lake is reached after a day.\n\n### In winter\n\nThe pass is closed.",
    );
    let number = |number: &str| {
        format!(
            "## The way\n\nIt is 38 km to the lake.\n\nIt is {number} km to the pass.\n\n### In winter\n\nThe pass is closed."
        )
    };
    fine(russian, "en", &number("112"));
    let wrong = check(&translated(russian, "en", &number("121")));
    assert_eq!(wrong, ["content/lake/index.en.md:8 translation-numbers"]);
}

#[test]
fn rows_of_a_table_may_stand_in_another_order() {
    let table = |rows: [&str; 2]| format!("| A | B |\n|---|---|\n{}\n{}", rows[0], rows[1]);
    let russian = table(["| Алматы | 360 км |", "| Урумчи | 670 км |"]);
    fine(&russian, "zh", &table(["| 乌鲁木齐 | 670公里 |", "| 阿拉木图 | 360公里 |"]));
    let wrong = translated(&russian, "zh", &table(["| 乌鲁木齐 | 670公里 |", "| 阿拉木图 | 380公里 |"]));
    assert!(check(&wrong).iter().all(|it| it.ends_with(" translation-numbers")));
    assert!(!check(&wrong).is_empty());
}

#[test]
fn units_and_money() {
    told("translation-units", "Длина 38 км.", "en", "It is 38 m long.");
    told("translation-units", "Вход 2000 ₸.", "zh", "门票2000元。");
    for (russian, language, translation) in [
        ("Длина 38 км, площадь 455 км².", "zh", "长38公里，面积455平方公里。"),
        ("Вход 2000 тенге.", "en", "Entry ₸2,000."),
        ("Вход 2000 ₸.", "zh", "门票2000坚戈。"),
        ("Высота 1450 м.", "kk", "Биіктігі 1450 метр."),
    ] {
        fine(russian, language, translation);
    }
}

#[test]
fn links_pictures_and_components() {
    told("translation-reference", "[Дом](/) и озеро.", "en", "A home and a lake.");
    told("translation-reference", "Дом и озеро.", "en", "A [home](/) and a lake.");
    for (russian, language, translation) in [
        ("Дом:\n\n- [`home`](/)", "en", "A house:\n\n- [home](/)"),
        ("[Путь](/lake/#way).\n\n## Путь {#way}", "en", "[Path](/lake/#road).\n\n## Way {#road}"),
        ("[Вики](https://ru.wiki.example/a)", "en", "[Wiki](https://en.wiki.example/b)"),
    ] {
        fine(russian, language, translation);
    }
}

#[test]
fn a_picture_with_words_in_it_has_another_file_in_each_language() {
    let picture = |site: Project, name: &str| site.file(&format!("content/lake/{name}"), &probe::svg(30, 20));
    let site = translated("![Карта](map.ru.svg)", "en", "![A map](map.en.svg)");
    let site = picture(picture(site, "map.ru.svg"), "map.en.svg");
    assert_eq!(check(&site), Vec::<String>::new());
    let other = picture(site, "shore.svg").document(
        "lake/index.en.md",
        "Kol",
        "![A map](map.en.svg)\n\n![The shore](shore.svg)\n",
    );
    assert_eq!(check(&other), ["content/lake/index.en.md:6 translation-reference"]);
}

#[test]
fn heading_levels() {
    told("translation-heading-level", "## Дорога", "en", "### The way");
    fine("## Дорога", "en", "## The way");
}

#[test]
fn what_was_left_in_the_language_of_the_source() {
    let russian = "До озера можно доехать только летом, а зимой перевал закрыт.";
    let beside = |text: &str, own: &str| (format!("Начало пути.\n\n{text}"), format!("{own}\n\n{text}"));
    for (language, own) in [("zh", "路的起点。"), ("en", "Where the way begins.")] {
        let (source, translation) = beside(russian, own);
        let found = check(&translated(&source, language, &translation));
        assert_eq!(found, [format!("content/lake/index.{language}.md:6 translation-copied")]);
        let changed = translation.replace("только летом", "лишь летом");
        let found = check(&translated(&source, language, &changed));
        assert_eq!(found, [format!("content/lake/index.{language}.md:6 translation-left")]);
    }
    let (source, translation) = beside(russian, "Жолдың басы.");
    let found = check(&translated(&source, "kk", &translation));
    assert_eq!(found, ["content/lake/index.kk.md:6 translation-copied"]);
    let (_, left) = beside(&russian.replace("зимой", "в январе"), "Жолдың басы.");
    assert_eq!(check(&translated(&source, "kk", &left)), ["content/lake/index.kk.md:6 translation-left"]);
    let (_, kazakh) =
        beside("Көлге тек жазда ғана көлікпен баруға болады, ал қыста асу жабық.", "Жолдың басы.");
    assert_eq!(check(&translated(&source, "kk", &kazakh)), Vec::<String>::new());
    // Names, numbers and codes are the same in every language.
    let (source, translation) = beside("Almaty Marathon 2026, Kanas Ski Resort, `sapar build`", "The way.");
    assert_eq!(check(&translated(&source, "en", &translation)), Vec::<String>::new());
}

#[test]
fn names_and_what_is_written_in_one_script_only_by_name_are_no_left_text() {
    let beside = |text: &str, own: &str| (format!("Начало пути.\n\n{text}"), own.to_owned());
    // Titles, names of programs, and Chinese with foreign names.
    for (source, translation) in [
        ("Infrastructure as a Service (IaaS)", "Infrastructure as a Service (IaaS)"),
        (
            "opentelemetry-aws-sdk-1.11, opentelemetry-rx-2.0, a-b-3, c-d-4",
            "opentelemetry-aws-sdk-1.11, opentelemetry-rx-2.0, a-b-3, c-d-4",
        ),
        ("Откройте меню.", "导航到 Servers > Server type > WebSphere application servers"),
        (
            "Тип назван здесь.",
            "类型：<code>(collection: string, filter?: the live loader filter type)</code>",
        ),
        ("Пример здесь.", "示例：<https://a.example/adk/human-in-the-loop/supervisor-plan-execute>"),
    ] {
        let (source, own) = beside(source, &format!("路的起点。\n\n{translation}"));
        assert_eq!(check(&translated(&source, "zh", &own)), Vec::<String>::new(), "{translation}");
    }
}

#[test]
fn a_source_that_is_in_the_language_of_its_translation_is_told_where_it_stands() {
    let text = "喀纳斯湖位于阿尔泰山中，湖边有图瓦人的村庄。";
    let site = translated(&format!("Начало пути.\n\n{text}"), "zh", &format!("路的起点。\n\n{text}"));
    assert_eq!(check(&site), ["content/lake/index.ru.md:6 translation-copied"]);
}

#[test]
fn japanese_is_no_language_of_latin_letters() {
    let config = "[languages.ja]\nname = \"日本語\"\n";
    let site = probe::site(config).template("page.html", "{{ page.content | safe }}");
    let site = site.file("themes/probe/locales/ja/probe.ftl", "tags = Tags\n");
    let english =
        "OpenTelemetry Collector is a proxy that one can use to receive, process and export data.\n";
    let site = site.document("lake/index.en.md", "Lake", english);
    let text = "OpenTelemetry Collectorは、テレメトリーデータを受信、処理、エクスポートするプロキシです。";
    let site = site
        .file("content/lake/index.ja.md", &format!("+++\ntitle = \"Kol\"\nsource = \"en\"\n+++\n{text}\n"));
    assert_eq!(check(&site), Vec::<String>::new());
    let left = site.file(
        "content/lake/index.ja.md",
        &format!("+++\ntitle = \"Kol\"\nsource = \"en\"\n+++\n{}", english.replace("one can", "you may")),
    );
    assert_eq!(check(&left), ["content/lake/index.ja.md:5 translation-left"]);
}

#[test]
fn lengths_out_of_all_proportion() {
    let sentence = "До озера можно доехать только летом, а зимой перевал закрыт для всех машин. ";
    let english = "One can drive to the lake in summer only, and in winter the pass is closed to all cars. ";
    let text = |sentence: &str, last: usize| {
        format!("{}\n\n{}\n\n{}", sentence.repeat(4), sentence.repeat(4), sentence.repeat(last))
    };
    let short = translated(&text(sentence, 5), "en", &text(english, 1));
    assert_eq!(check(&short), ["content/lake/index.en.md:8 translation-length"]);
    let whole = translated(&text(sentence, 5), "en", &text(english, 5));
    assert_eq!(check(&whole), Vec::<String>::new());
}

#[test]
fn the_place_in_the_source_is_named() {
    let found = check_with(&translated("Длина 38 км.", "en", "It is 83 km long."), &["--lang", "ru"]);
    let message = found[0]["message"].as_str().expect("a message");
    assert_eq!(
        message,
        "числа расходятся: в переводе `83`, а в исходном тексте (`content/lake/index.ru.md:4`) `38`"
    );
}
