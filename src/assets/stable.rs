//! Addresses that stay as they are, whatever stands there.

use glob::{MatchOptions, Pattern};

/// Addresses that browsers, crawlers and other programs know without being told by a page, and others that have to outlive what stands
/// there. `*` stands for any characters but `/`, `**` for any folders.
///
/// Besides, only files that pages load have a hash in their names; see [`AssetKind::is_hashed`](super::AssetKind::is_hashed).
pub const STABLE_ADDRESSES: [&str; 9] = [
    // Asked for by convention, by browsers and by programs that show links.
    "/favicon.ico",
    "/apple-touch-icon*.png",
    "/mstile-*.png",
    // RFC 8615, and whatever else begins with a full stop.
    "/.*",
    "/.*/**",
    "/**/.*",
    // A service worker is known by its address: another address is another one, and the old one goes on.
    "/**/sw.js",
    "/**/*service-worker*.js",
    "/**/*-sw.js",
];

/// As a path: `*` stays within one name.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// The patterns of a site: addresses that keep their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StablePatterns(Vec<Pattern>);

impl StablePatterns {
    /// Adds a pattern such as `/downloads/*`. A folder means all that is in it. Returns `false` for what is no pattern of
    /// addresses.
    pub fn add(&mut self, written: &str) -> bool {
        let text = match written.strip_suffix('/') {
            Some(folder) => format!("{folder}/**"),
            None => written.to_owned(),
        };
        match Pattern::new(&text) {
            Ok(pattern) if text.starts_with('/') => {
                self.0.push(pattern);
                true
            }
            _ => false,
        }
    }

    fn matches(&self, url: &str) -> bool {
        self.0.iter().any(|pattern| pattern.matches_with(url, OPTIONS))
    }
}

/// Whether a file keeps its address, because of that address or of the patterns of the site.
///
/// ```
/// use sapar::assets::{StablePatterns, is_stable_address};
///
/// let mut own = StablePatterns::default();
/// assert!(own.add("/downloads/"));
/// for url in ["/favicon.ico", "/.well-known/logo.svg", "/downloads/a/map.png", "/sw.js"] {
///     assert!(is_stable_address(url, &own), "{url}");
/// }
/// assert!(!is_stable_address("/css/main.css", &own));
/// ```
pub fn is_stable_address(url: &str, own: &StablePatterns) -> bool {
    static KNOWN: std::sync::OnceLock<StablePatterns> = std::sync::OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut patterns = StablePatterns::default();
        STABLE_ADDRESSES.iter().for_each(|pattern| assert!(patterns.add(pattern), "a pattern: {pattern}"));
        patterns
    });
    // Sites have thousands of pictures, and none of them can match.
    let is_in_root = url.rfind('/') == Some(0);
    let may_be_known = is_in_root || url.ends_with(".js") || url.contains("/.");
    may_be_known && known.matches(url) || own.matches(url)
}
