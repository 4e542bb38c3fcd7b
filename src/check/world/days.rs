//! Events that are over, and facts that are to be reviewed.

use crate::content::fields::FieldValue;
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::site::Role;
use crate::theme::View;

/// Compares days with today.
pub(super) fn check(view: &View, diagnostics: &mut Vec<Diagnostic>) {
    let site = &view.site;
    let limits = &site.config.check;
    let today = site.options.now;
    for (id, page) in site.pages.iter_enumerated().filter(|(_, page)| page.role == Role::Page) {
        let Some(source) = &page.facts.source else { continue };
        // Where `expires` says what becomes of it, it is meant to stay; and what was written when it was over reports on it.
        if let Some((_, last)) = page.days
            && page.facts.date.is_none_or(|written| written < last)
            && site.is_past(id)
            && page.expires.is_none()
        {
            let field =
                page.fields.iter().find(|field| matches!(field.value.value, FieldValue::DateRange(..)));
            let place = match field {
                Some(field) => source.location(field.value.span.clone()),
                None => Location::of_file(&source.path),
            };
            diagnostics.push(
                Diagnostic::new(Code::EventOver)
                    .at(place)
                    .with("page", page.path.as_str())
                    .with("date", last.to_string()),
            );
        }
        let Some(days) = limits.review_after else { continue };
        let Some(changed) = page.facts.updated.or(page.facts.date) else { continue };
        if changed.until(today).is_ok_and(|span| i64::from(span.get_days()) > i64::from(days)) {
            let reviewer = if limits.reviewer.is_empty() { "none" } else { &limits.reviewer };
            diagnostics.push(
                Diagnostic::new(Code::FactsOld)
                    .in_file(&source.path)
                    .with("page", page.path.as_str())
                    .with("date", changed.to_string())
                    .with("days", days.to_string())
                    .with("reviewer", reviewer),
            );
        }
    }
}
