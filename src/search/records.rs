//! What results show of a page: files of records, a few pages in each.

use serde_json::{Value, json};

use super::sources::{RecordHead, SourcePage};
use crate::content::markdown::sections;
use crate::language::Quotes;

/// How many bytes of a text results can quote. What stands beyond is found, and shown by the page's description.
const MAX_TEXT: usize = 24 * 1024;

/// A file of records, as JSON: the number of each page with its record. `quotes` are the quotation marks of the language.
pub(super) fn records_file(pages: &[SourcePage], quotes: Quotes) -> Vec<u8> {
    let records: serde_json::Map<String, Value> =
        pages.iter().map(|page| (page.number.to_string(), record(page, quotes))).collect();
    Value::Object(records).to_string().into_bytes()
}

fn record(page: &SourcePage, quotes: Quotes) -> Value {
    let RecordHead { url, crumbs, picture, location } = &page.record;
    let mut left = MAX_TEXT;
    let mut texts = Vec::new();
    for section in sections(&page.document.tree(), quotes) {
        let mut end = section.text.len().min(left);
        while !section.text.is_char_boundary(end) {
            end -= 1;
        }
        left -= end;
        let id = section.heading.map_or(String::new(), |heading| heading.id);
        if id.is_empty() && end == 0 {
            continue;
        }
        texts.push(json!([id, section.title, section.text[..end]]));
    }
    json!({
        "url": url,
        "title": page.title,
        "crumbs": crumbs,
        "about": page.document.description,
        "picture": picture,
        "location": location.map(|(lat, lon)| json!({ "lat": lat, "lon": lon })),
        "texts": texts,
    })
}
