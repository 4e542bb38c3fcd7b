//! The status of a site as Markdown, such as for a comment on a pull request.

use super::filter::Filter;
use super::message_status::MessageStatus;
use super::summary::{held_back, work};
use super::table::Table;
use super::terminal::{MAX_WORK, state, table};
use super::text_status::SiteStatus;
use crate::config::Config;
use crate::diagnostics::Messages;

/// The table by language and section, and what to do first.
pub fn to_markdown(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let title = messages.text("status-title", &[]);
    let table = table(status, of_messages, filter, config, messages, number);
    let mut text = format!("### {title}\n\n{}", table.to_markdown());
    let waiting = held_back(status, filter, config);
    if !waiting.is_empty() {
        text.push_str(&format!("\n**{}**\n\n", messages.text("status-waiting", &[])));
        for (path, languages) in waiting {
            text.push_str(&format!("- `{path}`: {languages}\n"));
        }
    }
    let work = work(status, filter);
    if work.is_empty() {
        return text;
    }
    text.push_str(&format!("\n**{}**\n\n", messages.text("status-work", &[])));
    let head =
        ["page", "language", "state"].map(|column| messages.text(&format!("status-column-{column}"), &[]));
    let rows = work.iter().take(MAX_WORK).map(|text| {
        let language = config.languages[text.language].name.clone();
        vec![format!("`{}`", text.path), language, state(text, messages, number)]
    });
    text.push_str(&Table { head: head.to_vec(), rows: rows.collect(), texts: 3 }.to_markdown());
    if let Some(more) = work.len().checked_sub(MAX_WORK).filter(|more| *more > 0) {
        let about = [("count", more.into()), ("number", number(more).into())];
        text.push_str(&format!("\n{}\n", messages.text("status-more", &about)));
    }
    text
}
