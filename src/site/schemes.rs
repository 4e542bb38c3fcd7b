//! The schemes of whole addresses: which lead out of a page safely, and which do not.

use crate::diagnostics::{Code, Diagnostic, nearest};

/// Schemes that run a script, open what a page must not open, or hold a document of their own, which runs its scripts.
/// All others pass: every messenger and every map has its own.
const REFUSED: [&str; 17] = [
    "about",
    "blob",
    "chrome",
    "content",
    "data",
    "filesystem",
    "intent",
    "jar",
    "javascript",
    "livescript",
    "mocha",
    "ms-msdt",
    "ms-officecmd",
    "search-ms",
    "vbscript",
    "view-source",
    "wyciwyg",
];

/// Schemes whose names are often mistyped, so that a link would do nothing.
const USUAL: [&str; 3] = ["https", "http", "mailto"];

/// Whether a target is a whole address, or one of another host.
pub(super) fn is_outside(target: &str) -> bool {
    target.starts_with("//") || scheme(target).is_some()
}

/// Whether a target that is outside is a page or a file of a host.
pub(super) fn is_web(target: &str) -> bool {
    scheme(target).is_none_or(|scheme| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

/// What is wrong with the scheme of an address that is outside.
pub(super) fn refusal(target: &str) -> Option<Diagnostic> {
    let scheme = scheme(target)?;
    let name = scheme.to_ascii_lowercase();
    let unsafe_link = |reason: &'static str| {
        Diagnostic::new(Code::UnsafeLink).with("scheme", scheme).with("target", target).with("reason", reason)
    };
    match name.as_str() {
        // A drive of Windows: `C:\photos`.
        "file" => Some(unsafe_link("file")),
        drive if drive.len() == 1 => Some(unsafe_link("file")),
        name if REFUSED.contains(&name) => Some(unsafe_link("scheme")),
        name if USUAL.contains(&name) => None,
        name => {
            let suggestion = nearest(name, USUAL);
            suggestion.name().is_some().then(|| {
                let diagnostic = Diagnostic::new(Code::LinkScheme).with("scheme", scheme);
                diagnostic.with("target", target).suggest(suggestion)
            })
        }
    }
}

/// Whether an address holds a picture, a sound, a film or a font itself, and no document.
pub(super) fn is_embedded_media(target: &str) -> bool {
    let Some(("data", content)) = target.split_once(':').map(|(scheme, content)| {
        (if scheme.eq_ignore_ascii_case("data") { "data" } else { "" }, content.trim_start())
    }) else {
        return false;
    };
    ["image/", "audio/", "video/", "font/"].iter().any(|media| {
        content.get(..media.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(media))
    })
}

/// The host of an address that is outside, as it is compared; `None` if it has none.
pub(super) fn host(target: &str) -> Option<String> {
    let whole = if target.starts_with("//") { format!("https:{target}") } else { target.to_owned() };
    url::Url::parse(&whole).ok()?.host_str().map(str::to_owned)
}

/// The scheme of an absolute address.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_pass_unless_they_are_refused() {
        for target in
            ["viber://chat?number=1", "dgis://2gis.ru/", "tg:x", "MAILTO:a@b.c", "ftp://x/", "//x/", "line:x"]
        {
            assert!(refusal(target).is_none(), "{target}");
        }
        for (target, code) in [
            ("javascript:x", Code::UnsafeLink),
            ("JavaScript:x", Code::UnsafeLink),
            ("data:text/html,x", Code::UnsafeLink),
            ("file:///C:/x", Code::UnsafeLink),
            ("C:\\x.jpg", Code::UnsafeLink),
            ("htps://x/", Code::LinkScheme),
            ("htttp://x/", Code::LinkScheme),
            ("mailo:a@b.c", Code::LinkScheme),
        ] {
            assert_eq!(refusal(target).map(|it| it.code), Some(code), "{target}");
        }
    }

    #[test]
    fn only_media_may_stand_in_an_address() {
        assert!(is_embedded_media("data:image/png;base64,AA=="));
        assert!(is_embedded_media("DATA:Image/svg+xml,x"));
        assert!(!is_embedded_media("data:text/html,x"));
        assert!(!is_embedded_media("data:,x"));
        assert!(!is_embedded_media("image/png"));
    }
}
