//! What the status of a site says below its table: which pages wait for a language, and what to do first.

use super::filter::Filter;
use super::summary::{held_back, work};
use super::text_state::TextState;
use super::text_status::{SiteStatus, TextStatus};
use crate::config::Config;
use crate::diagnostics::Messages;

/// How many texts are named of those that there is something to do on.
const MAX_WORK: usize = 20;

/// A list with its title.
pub(super) struct WorkList {
    pub title: String,
    /// The names of the columns; none if nobody needs them.
    pub columns: Vec<String>,
    /// At least one. The first cell of each is the path of a page.
    pub rows: Vec<Vec<String>>,
    /// How many more there are, in words.
    pub more: Option<String>,
}

/// The lists that have something in them. `number` writes a number as the reader does.
pub(super) fn work_lists(
    status: &SiteStatus,
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> Vec<WorkList> {
    let waiting = WorkList {
        title: messages.text("status-waiting", &[]),
        columns: Vec::new(),
        rows: held_back(status, filter, config)
            .into_iter()
            .map(|(path, languages)| vec![path, languages])
            .collect(),
        more: None,
    };
    let texts = work(status, filter);
    let row = |text: &&TextStatus| {
        let language = config.languages[text.language].name.clone();
        vec![text.path.clone(), language, state(text, messages, number)]
    };
    let more = texts.len().saturating_sub(MAX_WORK);
    let work = WorkList {
        title: messages.text("status-work", &[]),
        columns: ["page", "language", "state"]
            .map(|column| messages.text(&format!("status-column-{column}"), &[]))
            .to_vec(),
        rows: texts.iter().take(MAX_WORK).map(row).collect(),
        more: (more > 0).then(|| {
            let about = [("count", more.into()), ("number", number(more).into())];
            messages.text("status-more", &about)
        }),
    };
    [waiting, work].into_iter().filter(|list| !list.rows.is_empty()).collect()
}

/// How far a text is, in words: "2 stale, 1 missing (34 words)".
pub(super) fn state(text: &TextStatus, messages: &Messages, number: &dyn Fn(usize) -> String) -> String {
    let TextStatus { class, blocks, words, is_in_work, .. } = *text;
    TextState { class, blocks, words, is_in_work }.in_words(messages, number)
}
