//! Which requests are accepted: only those that name this server, and only from the preview's own pages.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::{HOST, HeaderValue, ORIGIN};

/// Whether the `Host` header names this server. Rejects DNS rebinding: a page of another site whose name was made to
/// resolve to this computer still sends its own name. `bound` is the host that the server listens on.
pub(super) fn is_known_host(headers: &HeaderMap, bound: &str) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = without_port(host);
    // A literal address cannot be rebound.
    name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
        || name.eq_ignore_ascii_case(bound)
}

/// Whether a request comes from a page of the preview itself, or from no page at all. Unlike `tower_http::csrf`, this
/// also covers GET: the panel's data holds the CSRF token.
pub(super) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or("?").to_owned();
    // A fetch metadata header, which scripts cannot set.
    let site = headers.get("sec-fetch-site").map(text);
    let is_same_site = site.is_none_or(|site| site == "same-origin" || site == "none");
    let host = headers.get(HOST).map(text);
    let origin = headers.get(ORIGIN).map(text);
    let is_same_origin = origin.is_none_or(|origin| {
        host.is_some_and(|host| origin.strip_prefix("http://").is_some_and(|name| name == host))
    });
    is_same_site && is_same_origin
}

/// A host name or address without its port.
fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        // The colons of an IPv6 address stand in brackets.
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    }
}
