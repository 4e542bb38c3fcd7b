//! The status of a site for a person at a terminal.

use super::filter::Filter;
use super::message_status::{MessageStatus, messages_asked_for};
use super::summary::{Summary, held_back, summaries, work};
use super::table::Table;
use super::text_state::TextState;
use super::text_status::{SiteStatus, TextStatus};
use crate::config::Config;
use crate::diagnostics::Messages;

/// How many texts are named of those that there is something to do on.
pub(super) const MAX_WORK: usize = 20;

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
    let waiting = held_back(status, filter, config);
    if !waiting.is_empty() {
        text.push_str(&format!("\n{}\n", messages.text("status-waiting", &[])));
        let rows: Vec<Vec<String>> =
            waiting.into_iter().map(|(path, languages)| vec![format!("  {path}"), languages]).collect();
        text.push_str(&Table { head: rows[0].clone(), rows: rows[1..].to_vec(), texts: 2 }.to_terminal());
    }
    let work = work(status, filter);
    if !work.is_empty() {
        text.push_str(&format!("\n{}\n", messages.text("status-work", &[])));
        let rows = work.iter().take(MAX_WORK).map(|text| {
            let language = &config.languages[text.language].name;
            vec![format!("  {}", text.path), language.clone(), state(text, messages, number)]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let list = Table { head: rows[0].clone(), rows: rows[1..].to_vec(), texts: 3 };
        text.push_str(&list.to_terminal());
        if let Some(more) = work.len().checked_sub(MAX_WORK).filter(|more| *more > 0) {
            let about = [("count", more.into()), ("number", number(more).into())];
            text.push_str(&format!("  {}\n", messages.text("status-more", &about)));
        }
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

/// How far a text is, in words: "2 stale, 1 missing (34 words)".
pub(super) fn state(text: &TextStatus, messages: &Messages, number: &dyn Fn(usize) -> String) -> String {
    let TextStatus { class, blocks, words, is_in_work, .. } = *text;
    TextState { class, blocks, words, is_in_work }.in_words(messages, number)
}
