//! Looks up the path of a request in the table of routes.

use percent_encoding::percent_decode_str;

use super::preview::Snapshot;
use crate::site::{Route, RouteKind, Site, UnpublishedAddress};

/// What has an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'s> {
    /// A route.
    Route(&'s Route),
    /// Nothing, but the same address with a slash at its end is a route: its `href`.
    Elsewhere(String),
    /// Nothing. `moved` is the `href` of the page that used to be here, if that is known.
    Nothing { moved: Option<String> },
}

/// The rest of a request's path below the site's base path, with the slash that begins it and not decoded. Returns `None` if
/// the path is outside of the site. Programs may encode the same path in several ways (`%d0` and `%D0`).
pub(super) fn below<'p>(base_path: &str, path: &'p str) -> Option<&'p str> {
    let mut rest = path;
    for folder in base_path.trim_end_matches('/').split('/').skip(1) {
        let names = rest.strip_prefix('/')?;
        let (name, after) = names.split_at(names.find('/')?);
        if !percent_decode_str(name).eq(percent_decode_str(folder)) {
            return None;
        }
        rest = after;
    }
    rest.starts_with('/').then_some(rest)
}

/// The decoded path from the site's root. Returns `None` if a path is outside of the site or not UTF-8.
pub(super) fn within(base_path: &str, path: &str) -> Option<String> {
    let url = percent_decode_str(below(base_path, path)?).decode_utf8().ok()?;
    Some(url.into_owned())
}

/// Finds what has an address, which is given from the site's root. Nothing but the table of routes is consulted.
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

/// The page that would be at an address if more pages were published than are.
pub(super) fn unpublished(site: &Site, url: &str) -> Option<UnpublishedAddress> {
    let folder = url.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(url);
    site.unpublished_at(folder).or_else(|| site.unpublished_at(&format!("{folder}/")))
}

/// The route of the "not found" page that a reader sees at an address: that of the language that the address begins
/// with, or else the one of the whole site.
pub(super) fn not_found<'s>(site: &'s Site, url: &str) -> Option<&'s Route> {
    let first = url.trim_start_matches('/').split('/').next().unwrap_or_default();
    let own = site.config.language(first).and_then(|_| site.route_at(&format!("/{first}/404.html")));
    let is_not_found =
        |route: &&Route| matches!(route.kind, RouteKind::NotFound(_) | RouteKind::RootNotFound);
    own.or_else(|| site.route_at("/404.html")).filter(is_not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_found_however_it_is_encoded() {
        let base = "/%D0%B0%D0%BB/b-1/";
        for path in
            ["/%D0%B0%D0%BB/b-1/kk/", "/%d0%b0%d0%bb/b-1/kk/", "/%d0%B0%D0%bb/%62%2d1/kk/", "/ал/b-1/kk/"]
        {
            assert_eq!(below(base, path), Some("/kk/"), "{path}");
        }
        for path in ["/%D0%B0%D0%BB/b-1", "/%D0%B0/b-1/kk/", "/%D0%B0%D0%BB%2Fb-1/kk/", "/kk/", "/", ""] {
            assert_eq!(below(base, path), None, "{path}");
        }
        assert_eq!((below("/", "/kk/"), below("/", "/"), below("/", "")), (Some("/kk/"), Some("/"), None));
        assert_eq!(within(base, "/%d0%b0%d0%bb/b-1/%D2%9B/"), Some("/қ/".to_owned()));
        assert_eq!(within(base, "/%d0%b0%d0%bb/b-1/%FF/"), None);
    }
}
