//! Who may ask: only this computer's own browser, and only from the preview's own pages.

use std::net::IpAddr;

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderValue, ORIGIN};

/// A random text that nobody can guess.
pub(super) fn random() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system hands out random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the host that a browser believes to speak to is this one. A page of another site whose name was made to
/// lead here (DNS rebinding) says its own name.
pub(super) fn is_known_host(headers: &HeaderMap, bound: &str) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = without_port(host);
    // No name leads to an address that is written out.
    name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
        || name.eq_ignore_ascii_case(bound)
}

/// Whether a request comes from a page of the preview itself, or from nobody's page.
pub(super) fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or("?").to_owned();
    // Fetch Metadata Request Headers, which a page cannot set.
    let site = headers.get("sec-fetch-site").map(text);
    let is_same_site = site.is_none_or(|site| site == "same-origin" || site == "none");
    let host = headers.get(HOST).map(text);
    let origin = headers.get(ORIGIN).map(text);
    let is_same_origin = origin.is_none_or(|origin| {
        host.is_some_and(|host| origin.strip_prefix("http://").is_some_and(|name| name == host))
    });
    is_same_site && is_same_origin
}

/// A host's name or address without its port.
fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        // The colons of an IPv6 address stand in brackets.
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    }
}
