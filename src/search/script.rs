//! The modules that the browser searches with.

use crate::artefacts::Digest;
use crate::site::{Asset, AssetOrigin, SearchScript};

/// The address of the module that pages load, from the site's root and without its hash.
pub const ENGINE_URL: &str = "/search/engine.js";

/// The modules as files of a site: their names get hashes, and their imports follow.
pub fn script_assets() -> impl Iterator<Item = Asset> {
    SearchScript::ALL.into_iter().map(|script| {
        let bytes = source(script).as_bytes();
        let url = script.url();
        Asset {
            path: url.trim_start_matches('/').to_owned(),
            published_url: url.clone(),
            url,
            origin: AssetOrigin::Embedded(bytes),
            digest: Digest::of(bytes),
            text: None,
            integrity: None,
            size: None,
            original: None,
            diagnostics: Vec::new(),
        }
    })
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
    fn the_engine_imports_all_other_modules() {
        let text = source(SearchScript::Engine);
        for script in SearchScript::ALL.into_iter().filter(|script| *script != SearchScript::Engine) {
            assert!(text.contains(&format!("\"./{}\"", script.name())), "{}", script.name());
        }
        assert_eq!(SearchScript::Engine.url(), ENGINE_URL);
    }
}
