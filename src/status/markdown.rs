//! The status of a site as Markdown, such as for a comment on a pull request.

use super::filter::Filter;
use super::message_status::MessageStatus;
use super::table::Table;
use super::terminal::table;
use super::text_status::SiteStatus;
use super::work_list::work_lists;
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
    for list in work_lists(status, filter, config, messages, number) {
        text.push_str(&format!("\n**{}**\n\n", list.title));
        let rows = list.rows.into_iter().map(|mut row| {
            row[0] = format!("`{}`", row[0]);
            row
        });
        match list.columns.is_empty() {
            true => rows.for_each(|row| text.push_str(&format!("- {}\n", row.join(": ")))),
            false => {
                let table = Table { texts: list.columns.len(), head: list.columns, rows: rows.collect() };
                text.push_str(&table.to_markdown());
            }
        }
        list.more.iter().for_each(|more| text.push_str(&format!("\n{more}\n")));
    }
    text
}
