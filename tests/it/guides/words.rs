//! What the guides say is the same in each language, and they call things as the program does.

use std::fs;
use std::path::Path;

use regex_lite::Regex;
use sapar::text::normalise;

use super::pages::{GUIDES, Page};

/// What of a line stays when its words are translated: a key, or the marks that it begins with.
fn shape(line: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    match line.split_once(" = ") {
        Some((key, _)) if key.chars().all(is_letter) => format!("{key} ="),
        _ => line.chars().take_while(|c| c.is_ascii_punctuation() || *c == ' ').collect(),
    }
}

/// What of a page has to be the same in each language. `target` is the language that its reader writes in.
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
        let files = example.files.join(" ");
        // The names of facts stand in the messages of all languages.
        let files = if files.starts_with("locales/") { files } else { with_target(&files) };
        let is_translated = files.contains("LANGUAGE");
        let lines: Vec<String> = match example.language.as_str() {
            "console" => {
                example.text.lines().filter(|line| line.starts_with("$ ")).map(with_target).collect()
            }
            "po" => {
                let entries = example.text.split("\n\n").map(|entry| entry.split("\nmsgstr").next());
                entries.flatten().map(ToOwned::to_owned).collect()
            }
            "markdown" | "toml" if is_translated || example.files.is_empty() => {
                example.text.lines().map(shape).collect()
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
    let lines = |mark: &str| prose.lines().filter(|line| line.starts_with(mark)).count();
    parts.push(format!("{} rows of tables, {} definitions", lines("|"), lines(": ")));
    parts.push(format!("{} pictures", prose.matches("![").count()));
    parts
}

#[test]
fn a_guide_is_the_same_in_each_language() {
    for guide in &GUIDES {
        let first: Vec<Page> = guide.pages("en");
        for (language, target) in guide.languages {
            let own = guide.pages(language);
            let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone()).collect::<Vec<_>>();
            assert_eq!(names(&own), names(&first), "{} in {language}", guide.name);
            for (own, first) in own.iter().zip(&first) {
                assert_eq!(skeleton(own, target), skeleton(first, "en"), "{}", own.path.display());
            }
        }
    }
}

#[test]
fn what_is_bold_in_the_guides_are_words_of_the_program() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for guide in &GUIDES {
        for (language, _) in guide.languages {
            let messages: String = ["diagnostics", "serve"]
                .map(|module| source.join(module).join(format!("locales/{language}.ftl")))
                .map(|path| fs::read_to_string(path).expect("messages"))
                .concat();
            let mut found = 0;
            // What is bold among the photographs is advice.
            for page in guide.pages(language).iter().filter(|page| page.name != "photographs") {
                for bold in page.prose().split("**").skip(1).step_by(2) {
                    for part in bold.split('…').map(str::trim).filter(|part| !part.is_empty()) {
                        assert!(messages.contains(part), "{}: {part}", page.path.display());
                        found += 1;
                    }
                }
            }
            assert!(found > 20, "{} in {language}: {found}", guide.name);
        }
    }
}

#[test]
fn the_words_with_a_letter_of_the_wrong_alphabet_are_found_by_the_pattern_and_by_the_search() {
    for (language, _) in GUIDES[1].languages {
        let pages = GUIDES[1].pages(language);
        let page = pages.iter().find(|page| page.name == "kazakh-letters").expect("the page about letters");
        let prose = page.prose();
        let pattern = prose.split('`').skip(1).step_by(2).find(|code| code.starts_with("[A-Z"));
        let pattern = Regex::new(pattern.expect("a pattern to look for")).expect("it can be read");
        let row = Regex::new(r"(?m)^\| `([^`]+)` \| `([^`]+)` \|$").expect("a pattern");
        let rows: Vec<_> = row.captures_iter(&prose).collect();
        assert_eq!(rows.len(), 5, "{language}");
        for row in rows {
            let (wrong, right) = (&row[1], &row[2]);
            assert!(pattern.is_match(wrong) && !pattern.is_match(right), "{language}: {wrong} {right}");
            assert_eq!(normalise(wrong), normalise(right), "{language}");
        }
    }
}
