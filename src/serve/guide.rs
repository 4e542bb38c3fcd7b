//! The guides for editors and translators: a site that is part of the program.

use std::sync::{Arc, Mutex, PoisonError};

use crate::data::Date;
use crate::load;
use crate::project;
use crate::site::SiteOptions;
use crate::theme::View;

/// Where the guides are, below the preview's own path.
pub(super) const GUIDE_PATH: &str = "/guide";

/// The guides, once somebody has asked for them.
#[derive(Default)]
pub(super) struct Guide {
    /// The site of the guides, and the base path of the site whose preview it is part of.
    made: Mutex<Option<(String, Arc<View>)>>,
}

impl Guide {
    /// The site of the guides for a preview whose site has a base path. Returns `None` if there can be none there.
    pub(super) fn view(&self, base_path: &str) -> Option<Arc<View>> {
        // Two readers who come at once wait for the same site.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, view)) = made.as_ref().filter(|(of, _)| of == base_path) {
            return Some(Arc::clone(view));
        }
        let inputs = load::guide(&base_url(base_path));
        // No page of the guides has a day.
        let options = SiteOptions { base_url: None, drafts: false, now: Date::MIN };
        let (view, _) = project::assemble(inputs, options).ok()?;
        *made = Some((base_path.to_owned(), Arc::clone(&view)));
        Some(view)
    }
}

/// The address of the guides. Its host is never seen: their links are paths.
fn base_url(base_path: &str) -> String {
    format!("http://127.0.0.1{base_path}_sapar{GUIDE_PATH}/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;
    use crate::render::{Body, render_guarded};
    use crate::site::RouteKind;

    #[test]
    fn every_page_and_file_of_the_guides_comes_from_the_program_without_a_mistake() {
        for base_path in ["/", "/altai/", "/%D0%B0%D0%BB/b-1/"] {
            let guide = Guide::default();
            let view = guide.view(base_path).expect("the guides");
            assert!(Arc::ptr_eq(&view, &guide.view(base_path).expect("the guides")), "they are made once");
            assert_eq!(view.site.config.base_path(), format!("{base_path}_sapar/guide/"));
            let mut pages = 0;
            for route in view.site.routes.iter() {
                let rendered = render_guarded(&view, route);
                let is_error = |severity: Severity| severity == Severity::Error;
                assert!(!rendered.diagnostics.iter().any(|it| is_error(it.severity())), "{}", route.url);
                assert!(
                    matches!(rendered.body, Body::Bytes(_) | Body::Embedded { .. }),
                    "{} is neither rendered nor part of the program",
                    route.url
                );
                pages += usize::from(matches!(route.kind, RouteKind::Page { .. }));
            }
            assert!(pages >= 4 * 5, "{pages}");
        }
    }
}
