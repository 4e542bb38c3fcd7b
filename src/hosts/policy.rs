//! The Content Security Policy of a site: nothing is allowed but what its pages load.

use std::collections::BTreeMap;

use crate::markup::{Directive, PageSources};

/// How many styles in attributes are allowed one by one. A header with more is longer than hosts accept.
const MAX_STYLE_ATTRIBUTES: usize = 12;

/// The value of `Content-Security-Policy` for pages that load these sources.
///
/// No script of the search compiles WebAssembly, so that no page needs `wasm-unsafe-eval`.
pub fn policy(sources: &PageSources, is_https: bool) -> String {
    let mut by_directive: BTreeMap<Directive, Vec<&str>> = BTreeMap::new();
    for (directive, source) in &sources.0 {
        by_directive.entry(*directive).or_default().push(source);
    }
    // What falls back to `default-src` has to be named only where something is loaded. These do not fall back.
    let mut policy = vec!["default-src 'none'".to_owned(), "base-uri 'none'".to_owned()];
    if !by_directive.contains_key(&Directive::Form) {
        policy.push("form-action 'none'".to_owned());
    }
    policy.push("frame-ancestors 'none'".to_owned());
    for (directive, list) in by_directive {
        let is_long = directive == Directive::StyleAttribute && list.len() > MAX_STYLE_ATTRIBUTES;
        let list = match directive {
            // Styles in attributes can load nothing that the other directives do not allow.
            Directive::StyleAttribute if is_long => "'unsafe-inline'".to_owned(),
            Directive::StyleAttribute | Directive::ScriptAttribute => {
                format!("'unsafe-hashes' {}", list.join(" "))
            }
            _ => list.join(" "),
        };
        policy.push(format!("{} {list}", name(directive)));
    }
    if is_https {
        policy.push("upgrade-insecure-requests".to_owned());
    }
    policy.join("; ")
}

fn name(directive: Directive) -> &'static str {
    match directive {
        Directive::Script => "script-src",
        Directive::ScriptAttribute => "script-src-attr",
        Directive::Style => "style-src",
        Directive::StyleAttribute => "style-src-attr",
        Directive::Image => "img-src",
        Directive::Font => "font-src",
        Directive::Media => "media-src",
        Directive::Frame => "frame-src",
        Directive::Object => "object-src",
        Directive::Form => "form-action",
        Directive::Connect => "connect-src",
        Directive::Manifest => "manifest-src",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sources: &[(Directive, &str)]) -> String {
        let sources = sources.iter().map(|(directive, source)| (*directive, (*source).to_owned().into()));
        policy(&PageSources(sources.collect()), false)
    }

    #[test]
    fn nothing_is_allowed_that_is_not_loaded() {
        assert_eq!(
            of(&[]),
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        assert_eq!(
            of(&[
                (Directive::Style, "'self'"),
                (Directive::Form, "'self'"),
                (Directive::Style, "'sha256-x'")
            ]),
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self' 'sha256-x'; \
             form-action 'self'"
        );
    }

    #[test]
    fn many_styles_in_attributes_are_allowed_together_and_scripts_never() {
        let hashes: Vec<String> = (0..40).map(|number| format!("'sha256-{number}'")).collect();
        let of_all =
            |directive| of(&hashes.iter().map(|hash| (directive, hash.as_str())).collect::<Vec<_>>());
        assert!(of_all(Directive::StyleAttribute).ends_with("style-src-attr 'unsafe-inline'"));
        assert!(of_all(Directive::ScriptAttribute).contains("'unsafe-hashes' 'sha256-0'"));
        assert!(!of_all(Directive::ScriptAttribute).contains("unsafe-inline"));
    }
}
