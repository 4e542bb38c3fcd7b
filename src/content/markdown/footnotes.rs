//! Footnotes: numbered in the order of their marks, whatever their labels are.

use pulldown_cmark_escape::escape_html;

use rustc_hash::FxHashMap;

/// The class by which the HTML of a mark is recognised.
pub(super) const MARK_CLASS: &str = "footnote-reference";

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'t> {
    /// Labels in the order of their first marks, each with the number of its marks.
    marks: Vec<(&'t str, usize)>,
    /// Where each label stands in `marks`.
    indices: FxHashMap<&'t str, usize>,
    /// The HTML of the footnotes by label.
    texts: FxHashMap<&'t str, String>,
}

impl<'t> Footnotes<'t> {
    /// The HTML of a mark.
    pub fn mark(&mut self, label: &'t str) -> String {
        let index = *self.indices.entry(label).or_insert_with(|| {
            self.marks.push((label, 0));
            self.marks.len() - 1
        });
        self.marks[index].1 += 1;
        let number = index + 1;
        let id = mark_id(number, self.marks[index].1);
        format!(
            "<sup class=\"{MARK_CLASS}\"><a id=\"{id}\" href=\"#_footnote-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// Adds the text of a footnote. The first of a label counts.
    pub fn add(&mut self, label: &'t str, html: String) {
        self.texts.entry(label).or_insert(html);
    }

    /// Whether no mark was set.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The list of footnotes, or `None` if no mark leads to one. `title` heads the list, `back` names the way back.
    pub fn finish(self, title: &str, back: &str) -> Option<String> {
        if self.marks.is_empty() {
            return None;
        }
        let mut html = String::from(
            "<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2 class=\"visually-hidden\">",
        );
        escape(&mut html, title);
        html.push_str("</h2>\n<ol>\n");
        for (index, (label, count)) in self.marks.iter().enumerate() {
            let number = index + 1;
            let text = self.texts.get(label).map_or("", |html| html.trim_end());
            let mut links = String::new();
            for nth in 1..=*count {
                links.push_str(&format!(
                    " <a href=\"#{}\" role=\"doc-backlink\" aria-label=\"",
                    mark_id(number, nth)
                ));
                escape(&mut links, back);
                links.push_str("\">↩</a>");
            }
            html.push_str(&format!("<li id=\"_footnote-{number}\">"));
            // The way back stands in the footnote's last paragraph, where it has one.
            match text.strip_suffix("</p>") {
                Some(text) => html.push_str(&format!("{text}{links}</p>")),
                None => html.push_str(&format!("{text}{links}")),
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
        Some(html)
    }
}

/// The underscore keeps it apart from the ids of headings.
fn mark_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("_footnote-mark-{number}"),
        nth => format!("_footnote-mark-{number}-{nth}"),
    }
}

fn escape(html: &mut String, text: &str) {
    escape_html(html, text).expect("a String takes all text");
}
