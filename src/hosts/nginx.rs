//! A snippet for nginx, to be included in the `server` block of the site behind its `root`.
//!
//! Headers that a `location` adds replace those of the `server`, so that all are added there, with values from variables
//! that are empty where they do not apply: nginx leaves out a header without a value.

use super::patterns;
use super::rules::{IMMUTABLE, REVALIDATE, Rules};
use crate::config::Host;

/// The snippet.
pub(super) fn snippet(rules: &Rules) -> String {
    let mut lines = vec![
        format!("# {} for {}", Host::Nginx.title(), rules.base_url),
        "# Include this in the server block of the site, behind `root`.".to_owned(),
        "index index.html;".to_owned(),
        "absolute_redirect off;".to_owned(),
        "charset utf-8;".to_owned(),
        "charset_types text/css text/plain text/xml text/javascript text/calendar application/javascript application/xml;"
            .to_owned(),
    ];
    if rules.is_precompressed {
        lines.push("gzip_static on;".to_owned());
        lines.push("gzip_vary on;".to_owned());
        lines.push("# With the module ngx_brotli:".to_owned());
        lines.push("# brotli_static on;".to_owned());
    } else {
        lines.push("gzip on;".to_owned());
        lines.push("gzip_vary on;".to_owned());
        lines.push(
            "gzip_types text/css text/plain text/xml text/javascript application/javascript application/json \
             application/xml application/manifest+json image/svg+xml;"
                .to_owned(),
        );
    }
    lines.push(String::new());
    for (name, value) in &rules.headers {
        lines.push(format!("add_header {name} {} always;", quoted(value)));
    }
    lines.push(format!("set $sapar_cache {};", quoted(REVALIDATE)));
    lines.push(format!(
        "if ($uri ~ {}) {{ set $sapar_cache {}; }}",
        quoted(&patterns::hashed(rules)),
        quoted(IMMUTABLE)
    ));
    if rules.has_search {
        // A query that has a version, and the path of a file of the search.
        lines.push("set $sapar_search \"$arg_v:$uri\";".to_owned());
        let path = patterns::search_file(rules);
        lines.push(format!(
            "if ($sapar_search ~ {}) {{ set $sapar_cache {}; }}",
            quoted(&format!("^[^:]+:{}", path.trim_start_matches('^'))),
            quoted(IMMUTABLE)
        ));
    }
    lines.push("add_header Cache-Control $sapar_cache;".to_owned());
    let root = rules.href("/");
    lines.push("set $sapar_vary \"\";".to_owned());
    let is_root = format!("^{}(\\?|$)", patterns::escape(&root));
    lines.push(format!("if ($request_uri ~ {}) {{ set $sapar_vary Accept-Language; }}", quoted(&is_root)));
    lines.push("add_header Vary $sapar_vary;".to_owned());
    lines.push(String::new());
    // Releases before 1.27 lack some of these types.
    lines.push("location ~ \"\\.(?:avif|mjs|webmanifest|gpx|geojson|ics)$\" {".to_owned());
    lines.push(
        "    types { image/avif avif; text/javascript mjs; application/manifest+json webmanifest; \
         application/gpx+xml gpx; application/geo+json geojson; text/calendar ics; }"
            .to_owned(),
    );
    lines.push("}".to_owned());
    lines.push(format!("location = {} {{", quoted(&root)));
    lines.push(format!(
        "    if ($http_accept_language ~ {}) {{ return 302 {root}$1/; }}",
        quoted(&patterns::accept_language(rules))
    ));
    lines.push("}".to_owned());
    lines.push(format!("error_page 404 410 {};", rules.not_found(None)));
    for tag in &rules.languages {
        lines.push(format!(
            "location {} {{ error_page 404 410 {}; }}",
            quoted(&rules.href(&format!("/{tag}/"))),
            rules.not_found(Some(tag))
        ));
    }
    lines.push("# What `sapar deploy` keeps beside the site.".to_owned());
    lines.push(format!("location ^~ {} {{ return 404; }}", quoted(&rules.href("/.sapar/"))));
    for gone in &rules.gone {
        let page = rules.not_found(gone.language.as_deref());
        let answer = format!("{{ error_page 410 {page}; return 410; }}");
        lines.push(format!("location = {} {answer}", quoted(&gone.path)));
        lines.push(format!("location ^~ {} {answer}", quoted(&format!("{}/", gone.path))));
    }
    for redirect in &rules.redirects {
        lines.push(format!(
            "location = {} {{ return 301 {}; }}",
            quoted(&redirect.from),
            quoted(&redirect.to)
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// An argument. No address has quotation marks or backslashes that would have to be escaped, but patterns have the latter,
/// which nginx keeps before all else.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
