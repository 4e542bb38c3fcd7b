//! From a request's path to what stands there.

use percent_encoding::percent_decode_str;

use super::preview::Snapshot;
use crate::site::{Route, RouteKind, Site};

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'s> {
    /// A route.
    Route(&'s Route),
    /// Another address, with the base path and encoded: a folder's own, which ends in a slash.
    Elsewhere(String),
    /// Nothing; and where the page went, if it is known, with the base path and encoded.
    Nothing { moved: Option<String> },
}

/// A path from the site's root, decoded; nothing where it lies outside of the site or is no text.
pub(super) fn within(base_path: &str, path: &str) -> Option<String> {
    let rest = path.strip_prefix(base_path.trim_end_matches('/'))?;
    let url = percent_decode_str(rest).decode_utf8().ok()?;
    url.starts_with('/').then(|| url.into_owned())
}

/// What stands at an address from the site's root. Only what the table of routes holds stands anywhere.
pub(super) fn find<'s>(snapshot: &Snapshot, site: &'s Site, url: &str) -> Found<'s> {
    let folder = url.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
    if let Some(route) = site.route_at(url).or_else(|| site.route_at(folder?)) {
        return Found::Route(route);
    }
    let with_slash = format!("{url}/");
    if site.route_at(&with_slash).is_some() {
        return Found::Elsewhere(site.href(&with_slash));
    }
    let moved = snapshot.moved_to(url).or_else(|| snapshot.moved_to(&with_slash));
    Found::Nothing { moved: moved.map(|url| site.href(url)) }
}

/// What a reader sees at an address where nothing is: the page in the language of the address, if that is one.
pub(super) fn not_found<'s>(site: &'s Site, url: &str) -> Option<&'s Route> {
    let first = url.trim_start_matches('/').split('/').next().unwrap_or_default();
    let own = site.config.language(first).and_then(|_| site.route_at(&format!("/{first}/404.html")));
    let is_not_found =
        |route: &&Route| matches!(route.kind, RouteKind::NotFound(_) | RouteKind::RootNotFound);
    own.or_else(|| site.route_at("/404.html")).filter(is_not_found)
}
