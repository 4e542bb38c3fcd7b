//! Markdown as HTML: by Sapar, on a site in which everything is found, and by a reference.

use std::io::Write;
use std::process::{Command, Stdio};

use pulldown_cmark::{Options, Parser};
use sapar::content::markdown::{Arguments, Link, Picture, ReferenceKind, Resolver, html, parse};
use sapar::diagnostics::{Diagnostic, SourceText};
use sapar::language::Language;
use sapar::pictures::LOADING;

/// What Sapar makes of a text.
pub(crate) fn by_sapar(text: &str, language: &str) -> Result<String, String> {
    let language = Language::new(language).ok_or_else(|| format!("`{language}` is not a language tag"))?;
    // The program replaces it when it reads a file.
    let text = text.replace('\0', "\u{FFFD}");
    let tree = parse(&SourceText::new("text.md", &text), 0);
    // Which picture of a page is loaded first is decided where the page is whole.
    Ok(html(&tree, language.quotes, &Anywhere, &mut Vec::new()).html.replace(LOADING, ""))
}

/// What the parser that Sapar uses makes of a text by itself, or a command.
pub(crate) fn by_reference(text: &str, command: Option<&str>) -> Result<String, String> {
    let Some(command) = command else {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(text, options));
        return Ok(html);
    };
    let words = shlex::split(command).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| format!("`{command}` is not a command"))?;
    let failed = |error: std::io::Error| format!("`{command}` failed: {error}");
    let mut child = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut input = child.stdin.take().expect("the standard input is piped");
    let text = text.to_owned();
    // Both pipes are served at once, so that neither program waits for the other.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(failed)?;
    writer.join().expect("writing does not panic").map_err(failed)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("`{command}` failed with {}", output.status)),
    }
}

/// A site in which everything is found.
struct Anywhere;

impl Resolver for Anywhere {
    fn link(&self, target: &str) -> Result<Link, Diagnostic> {
        Ok(Link { url: target.to_owned(), external: false })
    }

    fn picture(&self, path: &str) -> Result<Picture, Diagnostic> {
        Ok(Picture { url: path.to_owned(), size: None, external: true, warning: None })
    }

    fn reference(&self, _: &str, _: ReferenceKind) -> Result<Option<String>, Diagnostic> {
        Ok(None)
    }

    fn component(
        &self,
        name: &str,
        _: &Arguments,
        body: &str,
    ) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
        Ok(format!("<div class=\"{name}\">{body}</div>"))
    }

    fn message(&self, _: &str) -> String {
        // The words of a theme are no part of the text.
        String::new()
    }
}
