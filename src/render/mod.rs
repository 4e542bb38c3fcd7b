//! Renders a route to bytes. Pure: no file is touched, and routes can be rendered in any order and on any thread.

mod borrowed;
mod context;
mod feed;
mod page;
mod paginator;
mod prose;
mod sitemap;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use crate::data::Spanned;
use crate::diagnostics::{Code, Diagnostic};
use crate::site::{AssetOrigin, Route, RouteKind};
use crate::theme::View;

/// What stands at a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Bytes within the program.
    Embedded(&'static [u8]),
    /// The bytes of a file, which is not read here.
    File(PathBuf),
}

/// The output of a route and its diagnostics.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The output. With an error among the diagnostics, it must not be published.
    pub body: Body,
    /// The mistakes that only rendering finds.
    pub diagnostics: Vec<Diagnostic>,
}

/// Renders a route.
pub fn render(view: &Arc<View>, route: &Route) -> Rendered {
    let mut diagnostics = Vec::new();
    let body = match route.kind {
        RouteKind::Asset(index) => match &view.site.assets[index].origin {
            AssetOrigin::File(path) => Body::File(path.clone()),
            AssetOrigin::Embedded(bytes) => Body::Embedded(bytes),
        },
        RouteKind::Page { page, language, number } => {
            Body::Bytes(page::page(view, page, language, number, &mut diagnostics))
        }
        RouteKind::Root => Body::Bytes(page::root(view, &mut diagnostics)),
        RouteKind::NotFound(language) => Body::Bytes(page::not_found(view, Some(language), &mut diagnostics)),
        RouteKind::RootNotFound => Body::Bytes(page::not_found(view, None, &mut diagnostics)),
        RouteKind::Redirect { page, language } => {
            Body::Bytes(page::redirect(view, &route.url, page, language, &mut diagnostics))
        }
        RouteKind::Feed { page, language } => Body::Bytes(feed::atom(&view.site, page, language)),
        RouteKind::Sitemap(part) => Body::Bytes(sitemap::sitemap(&view.site, part)),
        RouteKind::SitemapIndex => Body::Bytes(sitemap::index(&view.site)),
        RouteKind::Robots => Body::Bytes(sitemap::robots(&view.site)),
    };
    Rendered { body, diagnostics }
}

/// Renders a route. A panic, which is a bug of the program, becomes a diagnostic that names the page.
pub fn render_guarded(view: &Arc<View>, route: &Route) -> (Body, Vec<Diagnostic>) {
    match catch_unwind(AssertUnwindSafe(|| render(view, route))) {
        Ok(rendered) => (rendered.body, rendered.diagnostics),
        Err(panic) => {
            let detail = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            let diagnostic = Diagnostic::new(Code::InternalError)
                .with("page", route.url.as_str())
                .with("detail", detail.unwrap_or_default());
            (Body::Bytes(Vec::new()), vec![diagnostic])
        }
    }
}

/// Reports templates that facts name and that the theme does not have.
pub fn check_templates(view: &View) -> Vec<Diagnostic> {
    let theme = &view.theme;
    let names = theme.template_names();
    let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let asked = view.site.pages.iter().filter_map(|page| {
        let Spanned { value: name, span } = page.facts.template.as_ref()?;
        let source = page.facts.source.as_ref()?;
        (!theme.has_template(name)).then(|| {
            Diagnostic::new(Code::TemplateUnknown)
                .at(source.location(span.clone()))
                .with("name", name.as_str())
                .with("known", known.as_str())
                .suggest(crate::diagnostics::nearest(name, names.iter().copied()))
        })
    });
    asked.collect()
}
