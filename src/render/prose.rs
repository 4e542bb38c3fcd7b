//! The Markdown of a page, with what its text refers to.

use std::rc::Rc;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use tera::Context;

use super::{Found, language};
use crate::content::markdown::{self, Arguments, Link, Picture, ReferenceKind, Rendered, Resolver};
use crate::diagnostics::Diagnostic;
use crate::language::LanguageId;
use crate::pictures::Responsive;
use crate::site::{Frame, HasRenderedId, PageId, Site};
use crate::theme::{RenderedIds, Scope, View, borrowed, render_component};

/// A page's text while it is rendered for a reader.
struct Prose<'a> {
    view: &'a Arc<View>,
    page: PageId,
    /// The language that the text is written in.
    author: LanguageId,
    /// The language that its links lead to.
    reader: LanguageId,
    scope: Rc<Scope>,
    implicits: Context,
    has_rendered_id: HasRenderedId<'a>,
}

/// Renders a page's text for a reader of a language; empty if it has none. Also returns whether it holds sentinels. `has_rendered_id` is asked for links to ids that no text has.
pub(super) fn prose(
    view: &Arc<View>,
    page: PageId,
    reader: LanguageId,
    has_rendered_id: RenderedIds,
    found: &mut Found,
) -> (Rendered, bool) {
    let text = &view.site.pages[page].texts[reader];
    let Some(document) = &text.document else { return (Rendered::default(), false) };
    let author = text.origin.language(reader);
    let mut implicits = Context::new();
    implicits.insert_value("lang", view.cache.language(author));
    implicits.insert_value("config", view.cache.config());
    implicits.insert_value("page", view.cache.summary(&view.site, page, reader));
    let scope = Scope::within(view, author, reader, page, has_rendered_id);
    let has_rendered_id = &|page, id: &str, language| has_rendered_id(view, page, id, language);
    let prose = Prose { view, page, author, reader, scope, implicits, has_rendered_id };
    let quotes = view.site.language(author).quotes;
    let tree = document.tree();
    let rendered = markdown::html(&tree, quotes, &prose, &mut found.diagnostics);
    // What readers see of a pseudo-language is in no language.
    if text.origin.is_own() && !document.is_pseudo {
        language::check(&view.site, page, reader, document, &tree, &mut found.diagnostics);
    }
    found.pictures.extend(prose.scope.take_pictures());
    found.diagnostics.extend(prose.scope.take_warnings(&document.source.path));
    (rendered, prose.scope.has_sentinels.get())
}

impl Prose<'_> {
    /// The line of the theme's component that says where a frame of another host leads, and loads nothing from there.
    fn block_for(&self, address: &str) -> Option<String> {
        let theme = &self.view.theme;
        match Frame::of(address)? {
            Frame::Video(page) if theme.has_component("video", &["src", "title"]) => {
                Some(format!(":::video src=\"{page}\" title=\"…\""))
            }
            Frame::Place { lat, lon } if theme.has_component("map_link", &["lat", "lon", "title"]) => {
                Some(format!(":::map-link lat={lat} lon={lon} title=\"…\""))
            }
            _ => None,
        }
    }
}

impl Resolver for Prose<'_> {
    fn link(&self, target: &str) -> Result<Link, Diagnostic> {
        let site = &self.view.site;
        let base = &site.pages[self.page].path;
        let (url, external) = site.link_with(base, target, self.author, self.reader, self.has_rendered_id)?;
        Ok(Link { url, external })
    }

    fn picture(&self, path: &str) -> Result<Picture, Diagnostic> {
        let site = &self.view.site;
        if Site::is_outside(path) {
            site.check_outside(path, "picture")?;
            let url = site.own_asset_url(path).unwrap_or_else(|| path.to_owned());
            return Ok(Picture { url, size: None, external: true, warning: None });
        }
        let asset = site.picture(&site.pages[self.page].path, path)?;
        let warning = asset.picture_diagnostic(&site.config);
        let size = site.published_size(asset);
        Ok(Picture { url: site.asset_href(asset), size, external: false, warning })
    }

    fn responsive(&self, path: &str, block: Option<&str>) -> Option<Responsive> {
        let site = &self.view.site;
        let asset = site.picture(&site.pages[self.page].path, path).ok()?;
        let placement = site.pictures.as_deref()?.placement_in_text(block);
        self.scope.responsive(asset, placement, None, None)
    }

    fn unfit(&self, path: &str, block: Option<&str>) -> Option<Diagnostic> {
        let site = &self.view.site;
        let asset = site.picture(&site.pages[self.page].path, path).ok()?;
        site.too_narrow(asset, site.pictures.as_deref()?.placement_in_text(block), None)
    }

    fn reference(&self, target: &str, kind: ReferenceKind) -> Result<Option<String>, Diagnostic> {
        let site = &self.view.site;
        let base = &site.pages[self.page].path;
        let link = || site.html_link(base, target, self.author, self.reader, self.has_rendered_id);
        match kind {
            ReferenceKind::Picture => site.html_picture(base, target),
            ReferenceKind::Embed if site.own_asset_url(target).is_some() => Ok(site.own_asset_url(target)),
            ReferenceKind::Embed if Site::is_outside(target) => {
                let block = self.block_for(target);
                let path = target.split(['?', '#']).next().unwrap_or_default();
                let kind = match &block {
                    Some(_) => "frame",
                    None if path.ends_with(".js") => "script",
                    None => "embed",
                };
                site.check_outside(target, kind).map(|()| None).map_err(|diagnostic| match block {
                    Some(block) => diagnostic.with("block", block),
                    None => diagnostic,
                })
            }
            // A part of the page's own drawing is found by its id alone.
            ReferenceKind::Embed if target.starts_with('#') => link().map(|_| None),
            ReferenceKind::Form if Site::is_outside(target) => {
                site.check_outside(target, "form").map(|()| None)
            }
            ReferenceKind::Link | ReferenceKind::Embed | ReferenceKind::Form => link(),
        }
    }

    fn component(
        &self,
        name: &str,
        arguments: &Arguments,
        body: &str,
    ) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
        self.scope.enter(|| render_component(self.view, &self.scope, name, arguments, body, &self.implicits))
    }

    fn message(&self, id: &str) -> String {
        debug_assert!(markdown::MESSAGES.contains(&id), "authors of themes are told of `{id}`");
        // The theme's messages were checked when they were read; here a word that is missing is left out.
        let site = &self.view.site;
        match site.catalogue.format(self.author, id, &FluentArgs::new()) {
            Ok(message) if message.language == self.author => message.text,
            Ok(message) => {
                self.scope.has_sentinels.set(true);
                borrowed(&message.text, &site.language(message.language).tag)
            }
            Err(_) => String::new(),
        }
    }
}
