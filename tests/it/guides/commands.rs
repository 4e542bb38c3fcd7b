//! Every command of the guides does what they show, in each language, in the order of the pages.
//!
//! `SAPAR_REWRITE_GUIDE=1 cargo test --test it guides` writes into the pages what the commands print after an intended change; review
//! the diff before you commit it.

use std::fs;

use super::pages::GUIDES;
use super::reader::Reader;

#[test]
fn commands_print_what_the_guides_show() {
    let rewrite = std::env::var_os("SAPAR_REWRITE_GUIDE").is_some_and(|value| value == "1");
    let mut outdated = Vec::new();
    for guide in &GUIDES {
        for (language, _) in guide.languages {
            let mut reader = Reader::new(language);
            let (mut commands, mut addresses) = (0, 0);
            for page in guide.pages(language) {
                let mut text = page.text.clone();
                reader.opens = page.addresses();
                addresses += reader.opens.len();
                for example in page.examples() {
                    let right = reader.follow(&example);
                    commands += example.text.lines().filter(|line| line.starts_with("$ ")).count();
                    if right != example.text {
                        outdated.push(format!("{}:{}\n{right}", page.path.display(), example.line));
                        let fences = |inside: &str| format!("```{}\n{inside}```\n", example.language);
                        text = text.replacen(&fences(&example.text), &fences(&right), 1);
                    }
                }
                if rewrite && text != page.text {
                    fs::write(&page.path, &text).expect("the guide can be written");
                }
            }
            assert!(commands > 15 && addresses > 0, "{} in {language}: {commands}, {addresses}", guide.name);
        }
    }
    assert!(
        rewrite || outdated.is_empty(),
        "these print something else:\n{}\n\nIf this is intended, run `SAPAR_REWRITE_GUIDE=1 cargo test --test it guides`.",
        outdated.join("\n")
    );
}

#[test]
fn commands_in_a_sentence_are_understood_by_the_program() {
    for guide in &GUIDES {
        for (language, _) in guide.languages {
            let reader = Reader::new(language);
            let mut found = 0;
            for page in guide.pages(language) {
                for command in page.prose().split('`').skip(1).step_by(2) {
                    let Some(arguments) = command.strip_prefix("sapar ") else { continue };
                    let mut arguments = shlex::split(arguments).expect("quotation marks are closed");
                    // All options before it have to be known.
                    arguments.push("--help".to_owned());
                    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                    let output = reader.sapar(&arguments).output().expect("the program starts");
                    let error = String::from_utf8_lossy(&output.stderr);
                    assert!(output.status.success(), "{}: `{command}`: {error}", page.path.display());
                    found += 1;
                }
            }
            assert!(found > 2, "{} in {language}: {found}", guide.name);
        }
    }
}
