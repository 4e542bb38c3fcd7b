//! The status of a site for a person at a terminal.

use super::filter::Filter;
use super::message_status::{MessageStatus, messages_asked_for};
use super::summary::{Summary, summaries};
use super::table::Table;
use super::text_status::SiteStatus;
use super::work_list::work_lists;
use crate::config::Config;
use crate::diagnostics::Messages;

/// What stands in a cell without a number.
const NOTHING: &str = "–";

/// The columns of the table, by the names of their messages.
const COLUMNS: [&str; 10] = [
    "language",
    "section",
    "pages",
    "complete",
    "stale",
    "missing",
    "machine",
    "borrowed",
    "unrecorded",
    "words",
];

/// The table by language and section, and what to do first. `number` writes a number as the reader does.
pub fn to_terminal(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let mut text = table(status, of_messages, filter, config, messages, number).to_terminal();
    let lists = work_lists(status, filter, config, messages, number);
    for list in lists {
        text.push_str(&format!("\n{}\n", list.title));
        let mut rows = list.rows.into_iter().map(|mut row| {
            row[0].insert_str(0, "  ");
            row
        });
        let Some(head) = rows.next() else { continue };
        text.push_str(&Table { texts: head.len(), head, rows: rows.collect() }.to_terminal());
        list.more.iter().for_each(|more| text.push_str(&format!("  {more}\n")));
    }
    text
}

/// The table by language and section.
pub(super) fn table(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> Table {
    let head = COLUMNS.map(|column| messages.text(&format!("status-column-{column}"), &[]));
    let row = |language: String, section: &str, it: &Summary| {
        let of_pages = [it.pages, it.complete, it.stale, it.missing, it.machine, it.borrowed, it.unrecorded];
        let numbers =
            of_pages.map(|count| if count == 0 { NOTHING.to_owned() } else { number(count as usize) });
        let words = if it.words == 0 { NOTHING.to_owned() } else { number(it.words as usize) };
        [language, section.to_owned()].into_iter().chain(numbers).chain([words]).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for (language, (whole, sections)) in summaries(status, filter) {
        let percent = [("percent", number(whole.percent() as usize).into())];
        let done = messages.text("status-percent", &percent);
        rows.push(row(config.languages[language].name.clone(), &done, &whole));
        rows.extend(sections.iter().map(|(path, summary)| row(String::new(), path, summary)));
        let own = messages_asked_for(of_messages, filter).filter(|it| it.language == language);
        let name = messages.text("status-messages", &[]);
        rows.extend(own.map(|it| row(String::new(), &name, &Summary::of_messages(it))));
    }
    Table { head: head.to_vec(), rows, texts: 2 }.without_empty_columns(NOTHING)
}
