//! A site block for Caddy.

use super::content_type::content_type;
use super::patterns;
use super::rules::{IMMUTABLE, REVALIDATE, Rules};
use crate::config::Host;

/// Extensions whose types the system may not know.
const EXTENSIONS: [&str; 9] = ["avif", "geojson", "gpx", "ics", "js", "mjs", "webmanifest", "woff2", "xml"];

/// The block.
pub(super) fn caddyfile(rules: &Rules) -> String {
    let address = rules.base_url.trim_end_matches('/').strip_suffix(&rules.base).unwrap_or(&rules.base_url);
    let mut lines = vec![
        format!("# {} for {}", Host::Caddy.title(), rules.base_url),
        "# SITE_ADDRESS and SITE_ROOT are variables of the environment.".to_owned(),
        format!("{{$SITE_ADDRESS:{address}}} {{"),
        format!("\troot * {{$SITE_ROOT:/srv/{}}}", rules.host),
    ];
    let mut add = |line: String| lines.push(format!("\t{line}"));
    // Within `route`, directives stand in the order in which they are carried out: the last header counts.
    add("route {".to_owned());
    add("header {".to_owned());
    for (name, value) in &rules.headers {
        add(format!("\t{name} {}", quoted(value)));
    }
    add(format!("\tCache-Control {}", quoted(REVALIDATE)));
    add("}".to_owned());
    for extension in EXTENSIONS {
        let kind = content_type(&format!("x.{extension}"));
        add(format!("@{extension} path *.{extension}"));
        add(format!("header @{extension} Content-Type {}", quoted(&kind)));
    }
    add(format!("@hashed path_regexp {}", quoted(&patterns::hashed(rules))));
    add(format!("header @hashed Cache-Control {}", quoted(IMMUTABLE)));
    if rules.has_search {
        add("@versioned {".to_owned());
        add("\tquery v=*".to_owned());
        add(format!("\tpath_regexp {}", quoted(&patterns::search_file(rules))));
        add("}".to_owned());
        add(format!("header @versioned Cache-Control {}", quoted(IMMUTABLE)));
    }
    if rules.is_precompressed {
        // Releases before 2.7 do not say it of files that were compressed before.
        add("@text path */ *.css *.csv *.html *.js *.json *.mjs *.svg *.txt *.webmanifest *.xml".to_owned());
        add("header @text Vary Accept-Encoding".to_owned());
    }
    let root = rules.href("/");
    add(format!("@root path {root}"));
    add("header @root +Vary Accept-Language".to_owned());
    add("}".to_owned());
    add("@language {".to_owned());
    add(format!("\tpath {root}"));
    add(format!("\theader_regexp language Accept-Language {}", quoted(&patterns::accept_language(rules))));
    add("}".to_owned());
    add(format!("redir @language {root}{{re.language.1}}/ 302"));
    // In braces stand placeholders. An old address with one is left to its page.
    for redirect in rules.redirects.iter().filter(|redirect| !redirect.from.contains(['{', '}'])) {
        add(format!("redir {} {} 301", quoted(&redirect.from), redirect.to));
    }
    add("# What `sapar deploy` keeps beside the site.".to_owned());
    add(format!("error {} 404", quoted(&rules.href("/.sapar/*"))));
    for gone in rules.gone.iter().filter(|gone| !gone.path.contains(['{', '}'])) {
        add(format!("error {} 410", quoted(&gone.path)));
        add(format!("error {} 410", quoted(&format!("{}/*", gone.path))));
    }
    match rules.is_precompressed {
        true => {
            add("file_server {".to_owned());
            add("\tprecompressed br gzip".to_owned());
            add("}".to_owned());
        }
        false => {
            add("encode zstd gzip".to_owned());
            add("file_server".to_owned());
        }
    }
    add("handle_errors {".to_owned());
    for tag in &rules.languages {
        // The names of matchers are letters and digits.
        let name: String = tag.chars().filter(char::is_ascii_alphanumeric).collect();
        add(format!("\t@{name} path {}", rules.href(&format!("/{tag}/*"))));
        add(format!("\thandle @{name} {{"));
        add(format!("\t\trewrite * {}", rules.not_found(Some(tag))));
        add("\t\tfile_server".to_owned());
        add("\t}".to_owned());
    }
    add("\thandle {".to_owned());
    add(format!("\t\trewrite * {}", rules.not_found(None)));
    add("\t\tfile_server".to_owned());
    add("\t}".to_owned());
    add("}".to_owned());
    lines.push("}".to_owned());
    lines.push(String::new());
    lines.join("\n")
}

/// An argument. Backslashes stand for themselves between quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
