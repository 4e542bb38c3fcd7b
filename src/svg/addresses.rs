//! What an SVG loads or leads to.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// The addresses in an SVG, each with its bytes in the text, in the order of the text: those of attributes that hold one, and `url(…)` and
/// `@import` of styles. A text that is no XML is read as far as it is.
///
/// ```
/// use sapar::svg::addresses;
///
/// let svg = "<svg><image href='lake.jpg'/><g fill=\"url(#a)\"/><style>@import 'x.css';</style></svg>";
/// let found: Vec<String> = addresses(svg).into_iter().map(|(_, address)| address).collect();
/// assert_eq!(found, ["lake.jpg", "#a", "x.css"]);
/// ```
pub fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let has = |part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    if !has("href") && !has("url(") && !has("import") && !has("src") {
        return found;
    }
    let mut reader = Reader::from_str(text);
    let mut is_in_style = false;
    loop {
        let start = reader.buffer_position() as usize;
        let Ok(event) = reader.read_event() else { return found };
        let end = reader.buffer_position() as usize;
        match &event {
            Event::Eof => return found,
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name();
                is_in_style = matches!(event, Event::Start(_)) && name.as_ref().ends_with("style");
                for attribute in element.attributes().flatten() {
                    let written = &*attribute.value;
                    // The value is a part of the text.
                    let at = (written.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
                    let range = at..at.wrapping_add(written.len());
                    if text.get(range.clone()) != Some(written) {
                        continue;
                    }
                    let local = attribute.key.as_ref().rsplit(':').next().unwrap_or_default();
                    if matches!(local, "href" | "src") {
                        let address = unescape(written).map_or_else(|_| written.to_owned(), Into::into);
                        found.push((range, address));
                    } else {
                        of_style(written, at, &mut found);
                    }
                }
            }
            Event::End(_) => is_in_style = false,
            Event::Text(_) | Event::CData(_) if is_in_style => of_style(&text[start..end], start, &mut found),
            _ => {}
        }
    }
}

/// The addresses of a style, which begins at a byte of the whole text.
fn of_style(style: &str, start: usize, found: &mut Vec<(Range<usize>, String)>) {
    for name in ["url(", "@import"] {
        for (at, _) in style.match_indices(name) {
            let from = at + name.len();
            let behind = &style[from..];
            let inner = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
            let begin = from + behind.len() - inner.len();
            let length = inner.find(['"', '\'', ')', ';', '&', '<']).unwrap_or(inner.len());
            let address = inner[..length].trim_end();
            // That of `@import url(…)` was found by its function.
            if !address.starts_with("url(") && !address.is_empty() {
                found.push((start + begin..start + begin + address.len(), address.to_owned()));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
}
