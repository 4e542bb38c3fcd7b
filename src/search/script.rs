//! The modules that the browser searches with.

use std::borrow::Cow;

use crate::artefacts::Digest;
use crate::site::SearchScript;

/// The text of a module. The names of modules that it imports have their versions behind them, so that no browser takes an
/// old one from its cache.
pub fn script_text(script: SearchScript) -> Cow<'static, str> {
    let source = source(script);
    match script {
        SearchScript::Engine => {
            let others = SearchScript::ALL.into_iter().filter(|other| *other != SearchScript::Engine);
            Cow::Owned(others.fold(source.to_owned(), |text, other| {
                text.replace(&format!("\"./{}\"", other.name()), &format!("\"./{}\"", versioned(other)))
            }))
        }
        _ => Cow::Borrowed(source),
    }
}

/// The URL of the module that pages load, from the site's root, with its version.
pub fn engine_url() -> String {
    let url = SearchScript::Engine.url();
    format!("{url}?v={}", Digest::of(script_text(SearchScript::Engine).as_bytes()).version())
}

fn versioned(script: SearchScript) -> String {
    format!("{}?v={}", script.name(), Digest::of(source(script).as_bytes()).version())
}

fn source(script: SearchScript) -> &'static str {
    match script {
        SearchScript::Engine => include_str!("client/engine.js"),
        SearchScript::Files => include_str!("client/files.js"),
        SearchScript::Excerpts => include_str!("client/excerpts.js"),
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
