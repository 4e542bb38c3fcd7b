//! HTML as lines that can be compared, without what Sapar adds to every text: ids of headings, frames of tables, heads of
//! alerts, attributes by which pictures are loaded, the class of addresses, and the language's quotation marks.

use sapar::content::{HtmlEvent, tokenise_html};

/// Attributes that Sapar adds, or that are written in several ways.
const ADDED: [&str; 9] =
    ["id", "rel", "decoding", "loading", "role", "tabindex", "aria-label", "disabled", "style"];

/// The elements, attributes and texts of a piece of HTML, one a line.
pub(crate) fn tokens(html: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut tag = String::new();
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut verbatim = 0;
    // How the open `div` and `p` are closed; not at all if they are left out.
    let mut open: Vec<Option<&str>> = Vec::new();
    tokenise_html(html, |event, _| match event {
        HtmlEvent::OpenStartTag { name } => {
            tag = String::from_utf8_lossy(name).into_owned();
            attributes.clear();
        }
        HtmlEvent::AttributeName { name } => {
            attributes.push((String::from_utf8_lossy(name).into_owned(), String::new()));
        }
        HtmlEvent::AttributeValue { value } => {
            if let Some((_, known)) = attributes.last_mut() {
                known.push_str(&String::from_utf8_lossy(value));
            }
        }
        HtmlEvent::CloseStartTag { .. } => {
            let class = attributes.iter().find(|(name, _)| name == "class").map_or("", |(_, class)| class);
            let closing = match (tag.as_str(), class) {
                ("div", "table") | ("p", "alert-title") => None,
                ("div", class) if class.starts_with("alert ") => Some("blockquote"),
                ("div", _) => Some("div"),
                _ => Some("p"),
            };
            if matches!(tag.as_str(), "div" | "p") {
                open.push(closing);
            }
            let Some(closing) = closing else { return };
            if closing == "blockquote" || class.starts_with("markdown-alert") {
                tokens.push("<blockquote>".to_owned());
                return;
            }
            verbatim += usize::from(tag == "pre");
            attributes.retain(|(name, _)| !ADDED.contains(&name.as_str()));
            attributes.retain(|(name, value)| (name.as_str(), value.as_str()) != ("class", "address"));
            attributes.sort();
            let mut token = format!("<{tag}");
            for (name, value) in &attributes {
                token.push_str(&format!(" {name}={:?}", plain(value)));
            }
            tokens.push(token + ">");
        }
        HtmlEvent::EndTag { name } => {
            let name = String::from_utf8_lossy(name);
            verbatim -= usize::from(name == "pre" && verbatim > 0);
            match matches!(&*name, "div" | "p").then(|| open.pop()).flatten() {
                Some(None) => {}
                Some(Some(closing)) => tokens.push(format!("</{closing}>")),
                None => tokens.push(format!("</{name}>")),
            }
        }
        HtmlEvent::String { value } => {
            let text = plain(&String::from_utf8_lossy(value));
            let text = match verbatim {
                0 => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
                _ => text,
            };
            if !text.is_empty() {
                tokens.push(text);
            }
        }
        HtmlEvent::Comment { value } => tokens.push(format!("<!--{}-->", String::from_utf8_lossy(value))),
        _ => {}
    });
    tokens
}

/// Below the page's title, a text that begins at level 1 moves down by one.
pub(crate) fn with_lower_headings(tokens: Vec<String>) -> Vec<String> {
    if !tokens.iter().any(|token| token.starts_with("<h1")) {
        return tokens;
    }
    let lower = |token: String| match token.strip_prefix("<h").or_else(|| token.strip_prefix("</h")) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            let level = rest.bytes().next().unwrap_or(b'1') - b'0';
            token.replacen(&format!("h{level}"), &format!("h{}", (level + 1).min(6)), 1)
        }
        _ => token,
    };
    tokens.into_iter().map(lower).collect()
}

/// A text with straight quotation marks.
fn plain(text: &str) -> String {
    text.replace(['“', '”', '„', '«', '»', '「', '」'], "\"")
        .replace(['‘', '’', '‚', '‹', '›', '『', '』'], "'")
}
