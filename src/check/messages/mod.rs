//! Rules over the messages of theme and site, beyond those without which a message cannot be shown.

mod cycles;
mod forms;
mod index;
mod parts;
mod prose;
mod translations;
mod unused;

pub(super) use prose::message_prose;

use index::{Index, Parsed};

use crate::diagnostics::{Code, Diagnostic};
use crate::project::SiteTexts;
use crate::theme::View;

/// Checks all messages.
pub(super) fn check(view: &View, texts: &SiteTexts, diagnostics: &mut Vec<Diagnostic>) {
    let parsed = Parsed::of(texts);
    let index = Index::of(texts, &parsed);
    parts::check(&index, diagnostics);
    cycles::check(&index, diagnostics);
    translations::check(texts, &index, diagnostics);
    if texts.config.check.severity(Code::MessageUnused).is_some() {
        unused::check(view, texts, &index, diagnostics);
    }
}
