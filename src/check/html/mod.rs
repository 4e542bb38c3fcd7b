//! Rules over rendered pages: one pass of an HTML tokenizer over each, on all threads, and then those that compare pages.

mod accessibility;
mod addresses;
mod asset_lengths;
mod checked_page;
mod finding;
mod head;
mod hosts;
mod links;
mod page;
mod reading;
mod site;
mod vague_links;

use std::sync::Arc;

use asset_lengths::AssetLengths;
use checked_page::CheckedPage;

use crate::diagnostics::Diagnostic;
use crate::render::{Body, Rendered};
use crate::theme::View;

/// The rendered pages of a site as far as they were looked at.
pub struct FinishedPages<'v> {
    view: &'v Arc<View>,
    lengths: AssetLengths<'v>,
}

/// What one page was found to be; what was not looked at is nothing.
#[derive(Default)]
pub struct LookedAt(Option<CheckedPage>);

impl<'v> FinishedPages<'v> {
    /// Pages of a site.
    pub fn of(view: &'v Arc<View>) -> Self {
        Self { view, lengths: AssetLengths::of(&view.site) }
    }

    /// Looks at a page as it was rendered. `number` is that of its route.
    pub fn look(&self, number: usize, rendered: &Rendered) -> LookedAt {
        let route = &self.view.site.routes[number];
        LookedAt(match &rendered.body {
            // A page that could not be rendered is empty, and that has been told.
            Body::Bytes(html) if route.is_html_page() && !html.is_empty() => {
                Some(page::check(self.view, number, html, &self.lengths))
            }
            _ => None,
        })
    }

    /// What is wrong with the pages, alone and beside each other. They are given in the order of the routes, and all of them.
    pub fn diagnostics(&self, pages: Vec<LookedAt>) -> Vec<Diagnostic> {
        let pages = pages.into_iter().map(|page| page.0).collect();
        finding::diagnostics(self.view, site::findings(self.view, pages))
    }
}
