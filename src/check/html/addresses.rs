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
