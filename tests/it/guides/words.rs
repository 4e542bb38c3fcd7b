//! What the guide for translators says is the same in each language, and it calls things as the program does.

use std::fs;
use std::path::Path;

use super::pages::{LANGUAGES, Page, pages};

/// What of a page has to be the same in each language. `target` is the language that its reader translates into.
fn skeleton(page: &Page, target: &str) -> Vec<String> {
    let with_target = |text: &str| {
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut normal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(target) {
            let (before, after) = (&rest[..at], &rest[at + target.len()..]);
            normal.push_str(before);
            let is_word = ends(normal.chars().last()) && ends(after.chars().next());
            normal.push_str(if is_word { "LANGUAGE" } else { target });
            rest = after;
        }
        normal + rest
    };
    let mut parts: Vec<String> = Vec::new();
    for example in page.examples() {
        let files = with_target(&example.files.join(" "));
        let is_translated = files.contains("LANGUAGE");
        let lines: Vec<String> = match example.language.as_str() {
            "console" => {
                example.text.lines().filter(|line| line.starts_with("$ ")).map(with_target).collect()
            }
            "po" => {
                let entries = example.text.split("\n\n").map(|entry| entry.split("\nmsgstr").next());
                entries.flatten().map(ToOwned::to_owned).collect()
            }
            _ if is_translated => {
                example.text.lines().map(|line| line[..line.len().min(1)].to_owned()).collect()
            }
            _ => example.text.lines().map(ToOwned::to_owned).collect(),
        };
        parts.push(format!("{} {files}: {}", example.language, lines.join("\n")));
    }
    let prose = page.prose();
    parts.extend(prose.lines().filter(|line| line.starts_with('#')).map(|heading| {
        let (signs, id) = (heading.split(' ').next(), heading.split("{#").nth(1));
        format!("{} {}", signs.unwrap_or_default(), id.expect("a heading has an id"))
    }));
    let commands = prose.split('`').skip(1).step_by(2).filter(|code| code.starts_with("sapar "));
    // Whoever requires something names the languages of the site, not the one that is translated into.
    let of_site = |code: &str| code.contains("--require");
    let mut commands: Vec<String> =
        commands.map(|code| if of_site(code) { code.to_owned() } else { with_target(code) }).collect();
    commands.sort();
    parts.extend(commands);
    parts.push(format!("{} rows of tables", prose.lines().filter(|line| line.starts_with('|')).count()));
    parts.push(format!("{} pictures", prose.matches("![").count()));
    parts
}

#[test]
fn the_guide_is_the_same_in_each_language() {
    let first: Vec<Page> = pages("en");
    for (language, target) in LANGUAGES {
        let own = pages(language);
        let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&own), names(&first), "{language}");
        for (own, first) in own.iter().zip(&first) {
            assert_eq!(skeleton(own, target), skeleton(first, "en"), "{}", own.path.display());
        }
    }
}

#[test]
fn what_is_bold_in_the_guide_are_words_of_the_program() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (language, _) in LANGUAGES {
        let messages: String = ["diagnostics", "serve"]
            .map(|module| source.join(module).join(format!("locales/{language}.ftl")))
            .map(|path| fs::read_to_string(path).expect("messages"))
            .concat();
        let mut found = 0;
        for page in pages(language) {
            for bold in page.prose().split("**").skip(1).step_by(2) {
                for part in bold.split('…').map(str::trim).filter(|part| !part.is_empty()) {
                    assert!(messages.contains(part), "{}: {part}", page.path.display());
                    found += 1;
                }
            }
        }
        assert!(found > 20, "{language}: {found}");
    }
}
