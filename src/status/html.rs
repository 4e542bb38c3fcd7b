//! The status of a site as one page of HTML that needs nothing else: bars, what to do first, and links that open the preview.

use std::fmt::Write as _;

use super::filter::Filter;
use super::message_status::{MessageStatus, messages_asked_for};
use super::summary::{Summary, held_back, summaries, work};
use super::text_status::SiteStatus;
use super::work_list::state;
use crate::config::Config;
use crate::diagnostics::Messages;
use crate::transfer::preview_address;

const STYLE: &str = include_str!("status.css");

/// The parts of a bar: the names of their classes and messages.
const PARTS: [&str; 6] = ["complete", "machine", "stale", "missing", "unrecorded", "borrowed"];

/// The narrowest part of a bar, in percent, that its number is written in; all numbers stand in the name of the bar.
const MIN_NUMBERED_WIDTH: f64 = 12.0;

/// The page. `language` is the tag that its texts are in, `number` writes a number as its reader does.
pub fn to_html(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    language: &str,
    number: &dyn Fn(usize) -> String,
) -> String {
    let text = |id: &str| escaped(&messages.text(id, &[]));
    let title = text("status-title");
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    page.push_str("<ul class=\"legend\">\n");
    for part in PARTS {
        let _ = writeln!(
            page,
            "<li><span class=\"{part}\"></span>{}</li>",
            text(&format!("status-column-{part}"))
        );
    }
    page.push_str("</ul>\n");
    for (id, (whole, sections)) in summaries(status, filter) {
        let own = &config.languages[id];
        let percent = [("percent", number(whole.percent() as usize).into())];
        let _ = writeln!(
            page,
            "<section>\n<h2><span lang=\"{}\">{}</span> <small>{}</small></h2>\n{}",
            escaped(&own.hreflang),
            escaped(&own.name),
            escaped(&messages.text("status-percent", &percent)),
            bar(&whole, messages, number)
        );
        let _ = writeln!(
            page,
            "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
            text("status-column-section"),
            text("status-column-pages"),
            text("status-column-words")
        );
        for (path, summary) in &sections {
            row(&mut page, &escaped(path), summary, messages, number);
        }
        for it in messages_asked_for(of_messages, filter).filter(|it| it.language == id) {
            row(&mut page, &text("status-messages"), &Summary::of_messages(it), messages, number);
        }
        page.push_str("</tbody>\n</table>\n</section>\n");
    }
    let waiting = held_back(status, filter, config);
    if !waiting.is_empty() {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>\n<ul>", as_heading(&text("status-waiting")));
        for (path, languages) in waiting {
            let _ = writeln!(page, "<li>{}: {}</li>", escaped(&path), escaped(&languages));
        }
        page.push_str("</ul>\n</section>\n");
    }
    let work = work(status, filter);
    if !work.is_empty() {
        let _ = writeln!(
            page,
            "<section>\n<h2>{}</h2>\n<p>{}</p>\n<ol class=\"work\">",
            as_heading(&text("status-work")),
            with_code(&text("status-preview"))
        );
        for it in &work {
            let own = &config.languages[it.language];
            let _ = writeln!(
                page,
                "<li><a href=\"{}\">{}</a> <span lang=\"{}\">{}</span> <small>{}</small></li>",
                escaped(&preview_address(config, &own.tag, &it.path)),
                escaped(&it.path),
                escaped(&own.hreflang),
                escaped(&own.name),
                escaped(&state(it, messages, number))
            );
        }
        page.push_str("</ol>\n</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn row(
    page: &mut String,
    name: &str,
    summary: &Summary,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) {
    let words = usize::try_from(summary.words).unwrap_or(usize::MAX);
    let _ = writeln!(
        page,
        "<tr><th scope=\"row\">{name}</th><td>{}</td><td class=\"number\">{}</td></tr>",
        bar(summary, messages, number),
        if words == 0 { "–".to_owned() } else { number(words) }
    );
}

/// A bar of the parts of a whole, which says in words what it shows.
fn bar(summary: &Summary, messages: &Messages, number: &dyn Fn(usize) -> String) -> String {
    let counts = [
        summary.complete,
        summary.machine,
        summary.stale,
        summary.missing,
        summary.unrecorded,
        summary.borrowed,
    ];
    let total = counts.iter().sum::<u32>().max(1);
    let shown: Vec<(&str, u32)> = PARTS.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    let name = |part: &str| messages.text(&format!("status-column-{part}"), &[]);
    let words: Vec<String> =
        shown.iter().map(|(part, count)| format!("{}: {}", name(part), number(*count as usize))).collect();
    let words = escaped(&words.join("; "));
    let mut bar = format!("<div class=\"bar\" role=\"img\" aria-label=\"{words}\" title=\"{words}\">");
    for (part, count) in shown {
        let width = f64::from(count) * 100.0 / f64::from(total);
        let _ = write!(
            bar,
            "<span class=\"{part}\" style=\"width:{width:.2}%\">{}</span>",
            if width < MIN_NUMBERED_WIDTH { String::new() } else { number(count as usize) }
        );
    }
    bar + "</div>"
}

/// What stands above a list in a terminal, without the colon that a heading does not have.
fn as_heading(text: &str) -> &str {
    text.trim_end_matches([':', '：'])
}

/// A text of HTML with what stands between backticks as code.
fn with_code(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => part.to_owned(),
        _ => format!("<code translate=\"no\">{part}</code>"),
    });
    parts.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
