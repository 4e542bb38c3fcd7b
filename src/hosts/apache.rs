//! `.htaccess` for Apache 2.4. What needs a module that a host may lack stands within `<IfModule>`.

use super::patterns;
use super::rules::{IMMUTABLE, REVALIDATE, Rules};

/// The file.
pub(super) fn htaccess(rules: &Rules) -> String {
    let root = rules.href("/");
    let mut lines: Vec<String> = [
        "DirectoryIndex index.html",
        "AddDefaultCharset utf-8",
        "AddCharset utf-8 .css .csv .html .ics .js .json .mjs .svg .txt .xml",
        "AddType text/javascript .js .mjs",
        "AddType application/xml .xml",
        "AddType application/manifest+json .webmanifest",
        "AddType application/gpx+xml .gpx",
        "AddType application/geo+json .geojson",
        "AddType text/calendar .ics",
        "AddType image/avif .avif",
        "AddType font/woff2 .woff2",
    ]
    .map(str::to_owned)
    .to_vec();
    let not_found = |language: Option<&str>, lines: &mut Vec<String>| {
        for status in [404, 410] {
            lines.push(format!("ErrorDocument {status} {}", rules.not_found(language)));
        }
    };
    not_found(None, &mut lines);
    for tag in &rules.languages {
        let folder = patterns::escape(&rules.href(&format!("/{tag}/")));
        lines.push(format!("<If \"%{{REQUEST_URI}} =~ m#^{folder}#\">"));
        not_found(Some(tag), &mut lines);
        lines.push("</If>".to_owned());
    }
    lines.push("<IfModule mod_headers.c>".to_owned());
    for (name, value) in &rules.headers {
        lines.push(format!("Header always set {name} \"{value}\""));
    }
    lines.push(format!("Header set Cache-Control \"{REVALIDATE}\""));
    let condition = format!("%{{REQUEST_URI}} =~ m#{}#", patterns::hashed(rules));
    lines.push(format!("Header set Cache-Control \"{IMMUTABLE}\" \"expr={condition}\""));
    if rules.has_search {
        let path = format!("%{{REQUEST_URI}} =~ m#{}#", patterns::search_file(rules));
        let condition = format!("{path} && %{{QUERY_STRING}} =~ m#^v=.#");
        lines.push(format!("Header set Cache-Control \"{IMMUTABLE}\" \"expr={condition}\""));
    }
    // THE_REQUEST is what the client has asked for, before the address became that of a file.
    let condition = format!("%{{THE_REQUEST}} =~ m#^[A-Z]+ {}[? ]#", patterns::escape(&root));
    lines.push(format!("Header append Vary Accept-Language \"expr={condition}\""));
    lines.push("</IfModule>".to_owned());
    lines.push("<IfModule mod_rewrite.c>".to_owned());
    lines.push("RewriteEngine On".to_owned());
    lines.push(format!("RewriteBase {root}"));
    lines.push(format!("RewriteCond \"%{{HTTP:Accept-Language}}\" \"{}\"", patterns::accept_language(rules)));
    lines.push(format!("RewriteRule \"^$\" \"{root}%1/\" [R=302,L]"));
    lines.push("# What `sapar deploy` keeps beside the site.".to_owned());
    lines.push("RewriteRule \"^\\.sapar(?:/|$)\" \"-\" [R=404,L]".to_owned());
    // A pattern is compared with the path from the folder of this file.
    let from_here = |path: &str| patterns::escape(path.strip_prefix(&root).unwrap_or(path));
    for redirect in &rules.redirects {
        let to = redirect.to.replace('%', "\\%");
        lines.push(format!("RewriteRule \"^{}$\" \"{to}\" [R=301,L,NE]", from_here(&redirect.from)));
    }
    for gone in &rules.gone {
        lines.push(format!("RewriteRule \"^{}(?:/|$)\" \"-\" [G,L]", from_here(&gone.path)));
    }
    lines.extend(precompressed(rules));
    lines.push("</IfModule>".to_owned());
    if rules.is_precompressed {
        lines.push("<IfModule mod_headers.c>".to_owned());
        lines.push(
            "<FilesMatch \"\\.(css|csv|html|js|json|mjs|svg|txt|webmanifest|xml)(\\.(br|gz))?$\">".to_owned(),
        );
        lines.push("Header append Vary Accept-Encoding".to_owned());
        lines.push("</FilesMatch>".to_owned());
        lines.push("</IfModule>".to_owned());
        // Elsewhere `.gz` is a type of its own, and `.br` the language Breton.
        lines.push("RemoveType .gz".to_owned());
        lines.push("<IfModule mod_mime.c>".to_owned());
        lines.push("RemoveLanguage .br".to_owned());
        lines.push("AddEncoding br .br".to_owned());
        lines.push("AddEncoding gzip .gz".to_owned());
        lines.push("</IfModule>".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Sends the compressed file that stands beside one, to clients that understand it.
fn precompressed(rules: &Rules) -> Vec<String> {
    if !rules.is_precompressed {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for (name, extension) in [("br", "br"), ("gzip", "gz")] {
        for (pattern, file, target) in [
            ("^(.*/)?$", "index.html", format!("$1index.html.{extension}")),
            ("^(.+\\.[a-z]+)$", "", format!("$1.{extension}")),
        ] {
            lines.push(format!("RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{name}\\b\""));
            lines.push(format!("RewriteCond \"%{{REQUEST_FILENAME}}{file}.{extension}\" -f"));
            lines.push(format!("RewriteRule \"{pattern}\" \"{target}\" [L]"));
        }
    }
    lines
}
