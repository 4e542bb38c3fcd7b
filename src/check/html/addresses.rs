//! Where addresses of a page lead: to a route of the site, to another host, or nowhere.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::site::{Route, Site};

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To a route of the site, by its number, with a fragment.
    Route(usize, Option<String>),
    /// To an address of the site that nothing is at.
    Nowhere(String),
    /// To a file of the site that has no route, as variants of photographs.
    File,
    /// To another host, over this scheme.
    Outside(Url),
    /// To no address on the web: `mailto:`, `tel:`.
    Other,
}

/// The address of a page, that its other addresses are relative to.
pub(super) fn base(site: &Site, route: &Route) -> Option<Url> {
    Url::parse(&site.permalink(&route.url)).ok()
}

/// Where an address that is written on a page leads.
pub(super) fn resolve(site: &Site, base: &Url, written: &str) -> Destination {
    if let Some((path, fragment)) = plain_address(&site.config.base_url, written) {
        return within(site, format!("/{path}"), fragment.map(ToOwned::to_owned));
    }
    let Ok(url) = base.join(written.trim()) else { return Destination::Nowhere(written.to_owned()) };
    if !matches!(url.scheme(), "http" | "https") {
        return Destination::Other;
    }
    let root = &site.config.base_url;
    if url.host_str() != root.host_str() || url.port_or_known_default() != root.port_or_known_default() {
        return Destination::Outside(url);
    }
    // What stands beside the site on its host is none of its business.
    let Some(path) = url.path().strip_prefix(root.path()) else { return Destination::Outside(url) };
    let path = format!("/{}", percent_decode_str(path).decode_utf8_lossy());
    let fragment = url.fragment().filter(|fragment| !fragment.is_empty());
    let fragment = fragment.map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into_owned());
    within(site, path, fragment)
}

/// The path below the root of the site, and the fragment, of an address that is written in full or from the root of the host, without
/// anything that a parser of addresses would change. Nearly all addresses that templates write are, and parsing them takes several times
/// as long.
fn plain_address<'w>(root: &Url, written: &'w str) -> Option<(&'w str, Option<&'w str>)> {
    let path = written.strip_prefix(root.as_str()).or_else(|| written.strip_prefix(root.path()))?;
    let (path, fragment) =
        path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    let has_dots = path.starts_with('.') || path.contains("/.");
    // Two slashes begin the name of a host.
    let is_plain = path.bytes().all(is_plain) && !path.starts_with('/') && !has_dots;
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    let is_same = |byte: u8| byte.is_ascii_graphic() && byte != b'%' || !byte.is_ascii();
    (is_plain && fragment.is_none_or(|fragment| fragment.bytes().all(is_same))).then_some((path, fragment))
}

/// Where a path from the root of the site leads, not encoded.
fn within(site: &Site, path: String, fragment: Option<String>) -> Destination {
    if let Some(found) = number(site, &path) {
        return Destination::Route(found, fragment);
    }
    if let Some(found) = path.strip_suffix("index.html").and_then(|folder| number(site, folder)) {
        return Destination::Route(found, fragment);
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.ends_with(".html"));
    if is_file { Destination::File } else { Destination::Nowhere(path) }
}

/// The number of the route at an address from the site's root, not encoded.
pub(super) fn number(site: &Site, path: &str) -> Option<usize> {
    site.routes.binary_search_by(|route| route.url.as_str().cmp(path)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_parsing_leaves_as_it_is_is_plain() {
        let root = Url::parse("https://altai.example/site/").expect("an address");
        for (written, plain) in [
            ("/site/kk/lake-1/", Some(("kk/lake-1/", None))),
            ("/site/", Some(("", None))),
            ("https://altai.example/site/a.css", Some(("a.css", None))),
            ("/site/#көл", Some(("", Some("көл")))),
            ("/site/a#", Some(("a", None))),
            ("/site//host/", None),
            ("/site/../a/", None),
            ("/site/a/./b", None),
            ("/site/a%20b", None),
            ("/site/көл/", None),
            ("/site/a?b", None),
            ("/site/a#%41", None),
            ("/site/a#b c", None),
            ("/other/", None),
            ("a/", None),
            ("", None),
        ] {
            assert_eq!(plain_address(&root, written), plain, "{written}");
        }
        for written in ["/site/kk/lake-1/", "/site/", "https://altai.example/site/a.css", "/site/a.b/c"] {
            let (path, _) = plain_address(&root, written).expect("it is plain");
            let parsed = root.join(written).expect("an address");
            assert_eq!(parsed.path(), format!("/site/{path}"));
        }
        let host = Url::parse("https://altai.example/").expect("an address");
        assert_eq!(plain_address(&host, "//other.example/"), None);
    }
}
