//! Texts in the file of another language: told where that is plain, and nothing is said where it is not.

use std::fs;
use std::path::{Path, PathBuf};

use super::outputs::files;
use super::probe;
use super::project::Project;

const TAGS: [&str; 4] = ["kk", "ru", "zh", "en"];

/// A site with a page in languages, each with its text.
fn page(texts: &[(&str, &str)]) -> Project {
    let site = probe::site("").template("page.html", "{{ page.content | safe }}");
    texts.iter().fold(site, |site, (tag, text)| site.document(&format!("lake/index.{tag}.md"), "Lake", text))
}

const RUSSIAN: &str = "До озера можно доехать только летом, когда дорога сухая, и это занимает около трёх часов. \
    А зимой перевал закрыт для всех машин, поэтому вам нужно заранее узнать, какая там погода и где можно \
    ночевать. Вода в озере очень холодная, но его берега удобны для долгих прогулок.\n";
const ENGLISH: &str = "The lake can be reached in summer only, when the road is dry, and it takes about three hours. \
    In winter the pass is closed for all cars, so you have to ask about the weather and where to stay for \
    the night. The water of the lake is very cold, but its shores are good for long walks.\n";

#[test]
fn a_text_in_another_language_is_told() {
    for (tag, text, message) in [
        ("en", RUSSIAN, "this text seems to be in Russian, but its file is for `en`"),
        ("kk", ENGLISH, "this text seems to be in English, but its file is for `kk`"),
        ("zh", ENGLISH, "this text seems to be in English, but its file is for `zh`"),
    ] {
        let project = page(&[(tag, text)]);
        assert_eq!(project.finding(), format!("content/lake/index.{tag}.md:4:1 text-language"));
        let run = project.build(&["--lang", "en"]);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    for (tag, text) in [
        ("ru", RUSSIAN.to_owned()),
        ("en", ENGLISH.to_owned()),
        // Too short to say.
        ("en", "До озера можно доехать только летом.\n".to_owned()),
        // Quotations, code, links and names.
        ("en", format!("> {RUSSIAN}")),
        ("en", format!("    {RUSSIAN}").replace("До", "x = {}; До")),
        ("en", format!("[{}](/lake/)", RUSSIAN.trim())),
        ("en", "Озеро Маркаколь, Усть-Каменогорск, Катон-Карагай\n".repeat(9)),
        // Half of it is translated.
        ("en", format!("{ENGLISH}\n{RUSSIAN}")),
    ] {
        let project = page(&[(tag, &text)]);
        let findings = project.findings();
        assert!(findings.iter().all(|finding| !finding.contains("text-")), "{text}: {findings:?}");
    }
}

#[test]
fn a_text_that_was_copied_from_another_language_is_told_once() {
    for (texts, finding) in [
        (vec![("ru", RUSSIAN), ("en", RUSSIAN)], "content/lake/index.en.md:4:1 text-copied"),
        (vec![("kk", ENGLISH), ("en", ENGLISH)], "content/lake/index.kk.md:4:1 text-copied"),
    ] {
        assert_eq!(page(&texts).finding(), finding);
    }
    // Nothing says which language it is: Kazakh typed without its letters.
    let text =
        "Колге жазда гана баруга болады, ойткени жол тек сол кезде кургак, ал кыста асу жабык турады.\n";
    let project = page(&[("kk", text), ("ru", text)]);
    assert_eq!(project.finding(), "content/lake/index.ru.md:4:1 text-copied");
    let run = project.build(&["--lang", "en"]);
    assert!(run.stderr.contains("the same as that of `content/lake/index.kk.md`"), "{}", run.stderr);
    // Also where the title is translated already.
    let translated = page(&[("kk", text)]).document("lake/index.ru.md", "Озеро", text);
    assert_eq!(translated.finding(), "content/lake/index.ru.md:4:1 text-copied");
    // Alone it may be anything.
    assert_eq!(page(&[("ru", text)]).findings(), Vec::<String>::new());
    // A name and a telephone number are the same in every language.
    assert_eq!(
        page(&[("ru", "Алтай, +7 701 123-45-67\n"), ("kk", "Алтай, +7 701 123-45-67\n")]).findings(),
        [""; 0]
    );
}

/// The documents of this repository's site, by their path without the language.
fn documents() -> Vec<(PathBuf, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let documents = files(&content).into_iter().filter(|path| path.extension().is_some_and(|it| it == "md"));
    documents.map(|path| (path.clone(), fs::read_to_string(&path).expect("a document"))).collect()
}

#[test]
fn texts_of_a_whole_site_are_told_only_where_they_are_swapped() {
    let tag = |path: &Path| -> String {
        let name = path.file_stem().expect("a name").to_string_lossy();
        name.rsplit('.').next().expect("a language").to_owned()
    };
    let documents = documents();
    assert!(documents.len() > 100, "{}", documents.len());
    // Each text in the file of each language, on a page of its own.
    let mut project = probe::site("").template("page.html", "{{ page.content | safe }}");
    let mut swapped = 0;
    for (number, (path, text)) in documents.iter().enumerate() {
        let Some((_, body)) = text.split_once("\n+++\n") else { continue };
        let words: String =
            body.lines().filter(|line| !line.starts_with([':', '|', '#', '!', '>'])).collect();
        let is_long = words.len() > 1500;
        for other in TAGS {
            let is_own = tag(path) == other;
            if is_own || is_long {
                let name = format!("page-{number}-{}.{other}.md", if is_own { "own" } else { other });
                project = project.document(&name, "Page", body);
                swapped += usize::from(!is_own);
            }
        }
    }
    assert!(swapped > 100, "{swapped}");
    let findings = project.findings();
    let told: Vec<&String> = findings.iter().filter(|finding| finding.ends_with(" text-language")).collect();
    let wrong: Vec<&&String> = told.iter().filter(|finding| finding.contains("-own.")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        !findings.iter().any(|finding| finding.ends_with(" text-copied")),
        "each is on a page of its own"
    );
    assert_eq!(told.len(), swapped);
}
