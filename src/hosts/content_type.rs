//! Media types by the names of files.

/// The value of `Content-Type` for a file. All text of a site is UTF-8.
///
/// ```
/// use sapar::hosts::content_type;
///
/// assert_eq!(content_type("kk/index.html"), "text/html; charset=utf-8");
/// assert_eq!(content_type("pictures/lake.avif"), "image/avif");
/// assert_eq!(content_type("kk/feed.xml"), "application/xml; charset=utf-8");
/// ```
pub fn content_type(path: &str) -> String {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let kind = match extension.as_str() {
        "js" | "mjs" => "text/javascript",
        "xml" => "application/xml",
        "gpx" => "application/gpx+xml",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "avif" => "image/avif",
        "ics" => "text/calendar",
        "woff2" => "font/woff2",
        _ => mime_guess::from_ext(&extension).first_raw().unwrap_or("application/octet-stream"),
    };
    // JSON has no other encoding (RFC 8259), and drawings name theirs or are UTF-8.
    let is_text = kind.starts_with("text/") || kind == "application/xml";
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}
