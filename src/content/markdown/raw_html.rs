//! HTML that authors write: which ids it has, what it shows, and where in the file that is written. What it refers to:
//! `html_references.rs`.

use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use super::footnotes::MARK_CLASS;
use super::tree::{Kind, NodeId, Step, Tree};
use crate::content::html::{HtmlEvent, html_ids, tokenise_html};

/// HTML that the parser returns line by line, while a tag may go over several lines.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// The HTML, without the margin of the list or quotation that it is in.
    pub text: String,
    /// Where each line begins, in `text` and in the file.
    starts: Vec<(usize, usize)>,
}

impl RawHtml {
    /// The HTML of a node: a tag within a text, or a block.
    pub fn of(tree: &Tree, node: NodeId) -> Self {
        let mut html = Self::default();
        let mut push = |node: super::tree::Node<'_>| match node.kind {
            // The indentation of its lines comes as text.
            Kind::Html(line) | Kind::Text(line) => html.push(line, node.range.start),
            _ => {}
        };
        push(tree.node(node));
        for step in tree.walk_within(node) {
            if let Step::Enter(node) = step {
                push(node);
            }
        }
        html
    }

    /// Adds a line, which begins at `start` of the file.
    pub fn push(&mut self, line: &str, start: usize) {
        self.starts.push((self.text.len(), start));
        self.text.push_str(line);
    }

    /// Where a part of the text stands in the file.
    pub fn range_in_file(&self, range: Range<usize>) -> Range<usize> {
        // The end of a line is not the beginning of the next.
        self.offset_in_file(range.start)..self.offset_in_file(range.end.max(1) - 1) + 1
    }

    fn offset_in_file(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(line).map_or(at, |(start, original)| original + at - start)
    }
}

/// The ids in the HTML of a text: see [`html_ids`]. What stands in code is none.
pub fn html_ids_of(tree: &Tree) -> Vec<String> {
    of_tree(tree).flat_map(|html| html_ids(&html.text)).collect()
}

/// The blocks of HTML of a text, and its tags within paragraphs.
pub(super) fn of_tree(tree: &Tree) -> impl Iterator<Item = RawHtml> + '_ {
    let mut block_end = None;
    tree.html().filter_map(move |id| {
        let is_in_block = block_end.is_some_and(|end| id < end);
        match tree.node(id).kind {
            Kind::HtmlBlock => block_end = Some(tree.behind(id)),
            _ if is_in_block => return None,
            _ => {}
        }
        Some(RawHtml::of(tree, id))
    })
}

/// A heading's HTML for the table of contents. It stands there within a link and a second time on the page: so it has no
/// links, no marks of footnotes and no ids.
pub(super) fn for_contents(html: &str) -> String {
    if !html.contains('<') {
        return html.to_owned();
    }
    let mut entry = String::with_capacity(html.len());
    // What is copied as it is begins here.
    let mut from = 0;
    let mut element = Vec::new();
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut start = 0;
    let mut is_in_mark = false;
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } => {
            name.clone_into(&mut element);
            attributes.clear();
            start = span.start;
        }
        HtmlEvent::AttributeName { name } => {
            attributes.push((String::from_utf8_lossy(name).into_owned(), String::new()));
        }
        HtmlEvent::AttributeValue { value } => {
            if let Some((_, known)) = attributes.last_mut() {
                known.push_str(&String::from_utf8_lossy(value));
            }
        }
        HtmlEvent::CloseStartTag { self_closing } => {
            let is_mark = element == b"sup" && attributes.iter().any(|(_, value)| value == MARK_CLASS);
            let has_id = attributes.iter().any(|(name, _)| name == "id");
            let is_link = element == b"a";
            if !is_in_mark && (is_mark || is_link || has_id) {
                entry.push_str(&html[from..start]);
                from = span.end;
                if has_id && !is_link && !is_mark {
                    push_tag(&mut entry, &element, &attributes, self_closing);
                }
            }
            is_in_mark |= is_mark;
            element.clear();
        }
        HtmlEvent::EndTag { name } => {
            if is_in_mark && name == b"sup" {
                is_in_mark = false;
                from = span.end;
            } else if !is_in_mark && name == b"a" {
                entry.push_str(&html[from..span.start]);
                from = span.end;
            }
        }
        _ => {}
    });
    if !is_in_mark {
        entry.push_str(&html[from..]);
    }
    entry
}

/// A start tag without its id.
fn push_tag(html: &mut String, element: &[u8], attributes: &[(String, String)], self_closing: bool) {
    html.push('<');
    html.push_str(&String::from_utf8_lossy(element));
    for (name, value) in attributes.iter().filter(|(name, _)| name != "id") {
        html.push_str(&format!(" {name}=\""));
        escape_html(&mut *html, value).expect("a String takes all text");
        html.push('"');
    }
    html.push_str(if self_closing { "/>" } else { ">" });
}

/// The text that readers see.
pub(super) fn shown_text(html: &str) -> String {
    let mut text = String::new();
    let mut is_hidden = false;
    tokenise_html(html, |event, _| match event {
        HtmlEvent::OpenStartTag { name } => is_hidden = [&b"script"[..], b"style"].contains(&name),
        HtmlEvent::EndTag { .. } => is_hidden = false,
        HtmlEvent::String { value } if !is_hidden => text.push_str(&String::from_utf8_lossy(value)),
        _ => {}
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of the text that readers see, without their indentation. What stands in `pre` is shown as it is written.
pub(super) fn lines_of_text(html: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    if !html.contains(":::") {
        return lines;
    }
    let mut hidden = None;
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } if hidden.is_none() => {
            let is_hidden = [&b"pre"[..], b"script", b"style", b"textarea"].contains(&name);
            hidden = is_hidden.then(|| name.to_vec());
        }
        HtmlEvent::EndTag { name } if hidden.as_deref() == Some(name) => hidden = None,
        HtmlEvent::String { .. } if hidden.is_none() => {
            let mut start = span.start;
            for line in html.get(span).unwrap_or_default().split_inclusive('\n') {
                let text = line.trim_start();
                let text_start = start + line.len() - text.len();
                lines.push(text_start..text_start.max(start + line.trim_end().len()));
                start += line.len();
            }
        }
        _ => {}
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_contents_repeats_no_id_and_nests_no_link() {
        for (html, entry) in [
            ("Shore", "Shore"),
            ("<em>The</em> <code>&lt;a&gt;</code>", "<em>The</em> <code>&lt;a&gt;</code>"),
            ("<a href=\"/x/\">The <b>shore</b></a>", "The <b>shore</b>"),
            ("<A HREF=x>Shore</A > <a\nid=x></a>", "Shore "),
            (
                "a<sup class=\"footnote-reference\"><a id=\"m\" href=\"#f\">1</a></sup> b<sup>2</sup>",
                "a b<sup>2</sup>",
            ),
            (
                "<b id=x title='a \"b\"' hidden>y</b><br id=z />",
                "<b title=\"a &quot;b&quot;\" hidden=\"\">y</b><br/>",
            ),
            ("5 < 6 <!-- <a> -->", "5 < 6 <!-- <a> -->"),
        ] {
            assert_eq!(for_contents(html), entry, "{html}");
        }
    }
}
