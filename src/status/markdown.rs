//! The status of a site as Markdown, for a comment on a pull request.

use super::filter::Filter;
use super::summary::work;
use super::terminal::{MAX_WORK, state, table};
use super::text_status::SiteStatus;
use crate::config::Config;
use crate::diagnostics::Messages;

/// The table by language and section, and what to do first, as GitHub and others show it.
pub fn to_markdown(
    status: &SiteStatus,
    filter: &Filter,
    config: &Config,
    messages: &Messages,
    number: &dyn Fn(usize) -> String,
) -> String {
    let mut text = table(status, filter, config, messages, number).to_markdown();
    let work = work(status, filter);
    if work.is_empty() {
        return text;
    }
    text.push_str(&format!("\n**{}**\n\n", messages.text("status-work", &[])));
    for one in work.iter().take(MAX_WORK) {
        let language = &config.languages[one.language].name;
        text.push_str(&format!("- `{}` — {language}: {}\n", one.path, state(one, messages, number)));
    }
    if let Some(more) = work.len().checked_sub(MAX_WORK).filter(|more| *more > 0) {
        let about = [("count", more.into()), ("number", number(more).into())];
        text.push_str(&format!("- {}\n", messages.text("status-more", &about)));
    }
    text
}
