//! Which requests are accepted: only those that name this server, and only from the preview's own pages. What acts on this
//! computer is only done for a browser that runs on it.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HOST, HeaderName, HeaderValue, ORIGIN, VIA};

/// Headers by which a proxy says that it passes on the request of somebody else.
const PROXY_HEADERS: [HeaderName; 3] = [FORWARDED, VIA, HeaderName::from_static("x-forwarded-for")];

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

/// Whether a request comes from this computer itself, whatever address the server listens on: `peer` is the other end of the
/// connection. A proxy on this computer speaks for others.
pub(super) fn is_local(peer: SocketAddr, headers: &HeaderMap) -> bool {
    // A socket for both versions of IP shows an IPv4 address as a mapped one.
    peer.ip().to_canonical().is_loopback() && !PROXY_HEADERS.iter().any(|name| headers.contains_key(name))
}

/// Whether a request may act on this computer: it comes from a browser on it, and has the token, which only the preview's own
/// pages have.
pub(super) fn may_act(peer: SocketAddr, headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get("sapar-token").and_then(|given| given.to_str().ok());
    is_local(peer, headers) && given == Some(token)
}

/// A host name or address without its port.
fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        // The colons of an IPv6 address stand in brackets.
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_interface_is_this_computer() {
        let is_local = |ip: &str, headers: &HeaderMap| {
            is_local(SocketAddr::new(ip.parse().expect("an address"), 50_000), headers)
        };
        let direct = HeaderMap::new();
        for ip in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert!(is_local(ip, &direct), "{ip}");
        }
        for ip in ["192.168.1.7", "10.0.0.1", "169.254.1.1", "0.0.0.0", "::", "fe80::1", "::ffff:192.168.1.7"]
        {
            assert!(!is_local(ip, &direct), "{ip}");
        }
        for name in ["Forwarded", "X-Forwarded-For", "Via"] {
            let name: HeaderName = name.parse().expect("a name");
            let proxied = HeaderMap::from_iter([(name.clone(), HeaderValue::from_static("for=192.168.1.7"))]);
            assert!(!is_local("127.0.0.1", &proxied), "{name}");
        }
    }
}
