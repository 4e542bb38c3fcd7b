//! The rules of `sapar check` that need more than one file: over the finished pages, over the letters of texts, between
//! languages, over messages and over the world. What a build finds anyway is not looked for again.
//!
//! Each rule has a row in [`RULES`]. A rule whose severity is `off` on a site costs nothing there.

mod explanation;
mod external;
mod html;
mod languages;
mod letters;
mod messages;
mod page_texts;
mod prose;
mod rules;
mod world;

use std::sync::Arc;

use rayon::prelude::*;

use letters::WordCounts;
use page_texts::sides;

pub use explanation::{documentation, explanation, list_of_codes};
pub use external::{LinkPlace, external_diagnostics, external_links};
pub use html::{FinishedPages, LookedAt};
pub use rules::{RULES, Rule, rule};

use crate::diagnostics::Diagnostic;
use crate::project::SiteTexts;
use crate::render::find_all_with;
use crate::theme::View;

/// Renders a site and reports what is wrong with it beyond what is known already, without the severities of the site.
pub fn find_all(view: &Arc<View>, texts: &SiteTexts, diagnostics: &mut Vec<Diagnostic>) {
    let finished = FinishedPages::of(view);
    let pages = find_all_with(view, diagnostics, |number, rendered| finished.look(number, rendered));
    diagnostics.extend(finished.diagnostics(pages));
    find_in_texts(view, texts, &|| true, diagnostics);
}

/// Reports what is wrong with the texts and facts of a site, for which nothing has to be rendered. Stops soon once `is_wanted` returns
/// `false`; what it has reported then is not everything.
pub fn find_in_texts(
    view: &View,
    texts: &SiteTexts,
    is_wanted: &(dyn Fn() -> bool + Sync),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let counts = WordCounts::of(texts);
    let of_page = |page| {
        if !is_wanted() {
            return Vec::new();
        }
        let sides = sides(texts, page);
        let mut found = Vec::new();
        languages::check(texts, page, &sides, &mut found);
        letters::check(texts, &sides, &counts, &mut found);
        found.into_iter().map(Diagnostic::unread).collect()
    };
    let found: Vec<Vec<Diagnostic>> = texts.pages.par_iter().map(of_page).collect();
    diagnostics.extend(found.into_iter().flatten());
    letters::check_messages(texts, &counts, diagnostics);
    messages::check(view, texts, diagnostics);
    world::check(view, diagnostics);
}
