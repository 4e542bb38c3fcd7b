//! The status of a site as one page of HTML that needs nothing else: bars for each language, the table by section, and what
//! to do first, with links into the preview.

use super::filter::Filter;
use super::summary::{Summary, summaries, work};
use super::terminal::{state, table};
use super::text_status::{SiteStatus, TextStatus};
use crate::diagnostics::Messages;
use crate::project::SiteTexts;

/// Where `sapar serve` shows the site if it is not told otherwise.
const PREVIEW: &str = "http://127.0.0.1:1111";

/// How many texts are listed of those that there is something to do on. More are work for weeks, and the table counts them.
const MAX_LISTED: usize = 500;

const STYLE: &str = include_str!("status.css");

/// The page, in the language of the messages, whose tag is `tag`.
pub fn to_html(
    status: &SiteStatus,
    filter: &Filter,
    texts: &SiteTexts,
    messages: &Messages,
    tag: &str,
    number: &dyn Fn(usize) -> String,
) -> String {
    let title = escaped(&messages.text("status-title", &[]));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    if !status.is_recorded() {
        page.push_str(&format!("<p class=\"note\">{}</p>\n", with_code(&messages.text("status-nothing-recorded", &[]))));
    }
    page.push_str(&bars(status, filter, texts, messages, number));
    page.push_str(&sections(status, filter, texts, messages, number));
    page.push_str(&list(status, filter, texts, messages, number));
    page + "</body>\n</html>\n"
}

/// A bar for each language.
fn bars(
    status: &SiteStatus,
    filter: &Filter,
    texts: &SiteTexts,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let mut text = "<section class=\"bars\">\n".to_owned();
    for (language, (summary, _)) in summaries(status, filter) {
        let language = &texts.config.languages[language];
        let percent = messages.text("status-percent", &[("percent", number(summary.percent() as usize).into())]);
        text.push_str(&format!(
            "<h2><span lang=\"{}\">{}</span> {}</h2>\n",
            escaped(&language.tag),
            escaped(&language.name),
            escaped(&percent)
        ));
        text.push_str(&bar(&summary));
        text.push_str("<ul class=\"legend\">\n");
        for (name, count) in parts(&summary) {
            if count > 0 {
                let column = escaped(&messages.text(&format!("status-column-{name}"), &[]));
                text.push_str(&format!("<li class=\"{name}\">{column} {}</li>\n", number(count as usize)));
            }
        }
        text.push_str("</ul>\n");
    }
    text + "</section>\n"
}

/// What the pages of a language divide into, in the order in which a bar shows it.
fn parts(summary: &Summary) -> [(&'static str, u32); 6] {
    [
        ("complete", summary.complete),
        ("machine", summary.machine),
        ("stale", summary.stale),
        ("missing", summary.missing),
        ("unrecorded", summary.unrecorded),
        ("borrowed", summary.borrowed),
    ]
}

/// A drawing without words: what it shows stands in the legend.
fn bar(summary: &Summary) -> String {
    let mut text = "<svg class=\"bar\" viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">".to_owned();
    let mut done = 0;
    for (name, count) in parts(summary) {
        let x = |pages: u32| 1000.0 * f64::from(pages) / f64::from(summary.pages.max(1));
        if count > 0 {
            let width = x(done + count) - x(done);
            text.push_str(&format!("<rect class=\"{name}\" x=\"{:.2}\" width=\"{width:.2}\" height=\"1\"/>", x(done)));
        }
        done += count;
    }
    text + "</svg>\n"
}

fn sections(
    status: &SiteStatus,
    filter: &Filter,
    texts: &SiteTexts,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let table = table(status, filter, &texts.config, messages, number);
    let row = |cells: &[String], tag: &str| -> String {
        let cells = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell)));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let rows: String = table.rows.iter().map(|cells| row(cells, "td")).collect();
    format!(
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
        escaped(&messages.text("status-column-section", &[])),
        row(&table.head, "th")
    )
}

fn list(
    status: &SiteStatus,
    filter: &Filter,
    texts: &SiteTexts,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let work = work(status, filter);
    if work.is_empty() {
        return String::new();
    }
    let mut text =
        format!("<h2>{}</h2>\n<ol class=\"work\">\n", escaped(messages.text("status-work", &[]).trim_end_matches([':', '：'])));
    for one in work.iter().take(MAX_LISTED) {
        let language = &texts.config.languages[one.language];
        text.push_str(&format!(
            "<li class=\"{}\"><a href=\"{}\">{}</a> <span lang=\"{}\">{}</span> <small>{}</small></li>\n",
            one.class.name(),
            escaped(&preview_url(texts, one)),
            escaped(&one.path),
            escaped(&language.tag),
            escaped(&language.name),
            escaped(&state(one, messages, number))
        ));
    }
    text.push_str("</ol>\n");
    if let Some(more) = work.len().checked_sub(MAX_LISTED).filter(|more| *more > 0) {
        let about = [("count", more.into()), ("number", number(more).into())];
        text.push_str(&format!("<p>{}</p>\n", with_code(&messages.text("status-more", &about))));
    }
    text + &format!("<p class=\"note\">{}</p>\n", with_code(&messages.text("status-preview", &[])))
}

/// Where the preview shows a text beside its source; a page that is borrowed, as its readers get it.
fn preview_url(texts: &SiteTexts, text: &TextStatus) -> String {
    let tag = |language| &texts.config.languages[language].tag;
    let mut shown = tag(text.language).to_string();
    if let Some(source) = text.source {
        shown = format!("{},{shown}", tag(source));
    }
    let base = texts.config.base_path().trim_end_matches('/');
    let mut url = format!("{PREVIEW}{base}/_sapar/compare");
    crate::site::encode_path(&texts.url(&text.path, text.language), &mut url);
    url + "?languages=" + &shown
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A message in which what stands between backticks is code.
fn with_code(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(number, part)| match number % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}
