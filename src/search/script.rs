//! The modules that the browser searches with.

use crate::artefacts::Digest;
use crate::site::SearchScript;

/// The text of a module, without comments and indentation. The names of modules that it imports have their versions behind
/// them, so that no browser takes an old one from its cache.
pub fn script_text(script: SearchScript) -> String {
    let text = without_comments(source(script));
    match script {
        SearchScript::Engine => {
            let others = SearchScript::ALL.into_iter().filter(|other| *other != SearchScript::Engine);
            others.fold(text, |text, other| {
                text.replace(&format!("\"./{}\"", other.name()), &format!("\"./{}\"", versioned(other)))
            })
        }
        _ => text,
    }
}

/// A module without the lines that are comments, and without indentation. No text in the modules has several lines.
fn without_comments(source: &str) -> String {
    let lines = source.lines().map(str::trim_start);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// The URL of the module that pages load, from the site's root, with its version.
pub fn engine_url() -> String {
    let url = SearchScript::Engine.url();
    format!("{url}?v={}", Digest::of(script_text(SearchScript::Engine).as_bytes()).version())
}

fn versioned(script: SearchScript) -> String {
    format!("{}?v={}", script.name(), Digest::of(script_text(script).as_bytes()).version())
}

fn source(script: SearchScript) -> &'static str {
    match script {
        SearchScript::Engine => include_str!("client/engine.js"),
        SearchScript::Files => include_str!("client/files.js"),
        SearchScript::Excerpts => include_str!("client/excerpts.js"),
        SearchScript::Filters => include_str!("client/filters.js"),
        SearchScript::Words => include_str!("client/words.js"),
        SearchScript::EnglishStems => include_str!("client/stem-en.js"),
        SearchScript::KazakhStems => include_str!("client/stem-kk.js"),
        SearchScript::RussianStems => include_str!("client/stem-ru.js"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_modules_are_imported_with_their_versions() {
        let text = script_text(SearchScript::Engine);
        for script in SearchScript::ALL.into_iter().filter(|script| *script != SearchScript::Engine) {
            assert!(text.contains(&format!("\"./{}?v=", script.name())), "{}", script.name());
        }
        assert!(!text.contains(".js\""), "{text}");
    }
}
