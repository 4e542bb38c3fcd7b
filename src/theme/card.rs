//! The social cards of pages: from the template `card.svg` to an artefact.
//!
//! The key of a card is the SVG that the template has made of a page, the fonts, and the pictures in it: what is drawn, and
//! nothing else. A card is drawn when somebody needs its bytes.

use std::sync::Arc;

use tera::Context;

use super::messages::without_sentinels;
use super::values::map;
use super::{Scope, Theme, View, template_error};
use crate::artefacts::{Artefact, Digest, Key, Store};
use crate::cards::{CardPicture, SIZE, draw, read_markup};
use crate::diagnostics::{Code, Diagnostic, Location, Severity, list_names};
use crate::language::LanguageId;
use crate::pictures::{Format, PictureSet, variant_artefact};
use crate::site::{Asset, AssetOrigin, PageId, Site};

/// The template of social cards. A theme without it has none.
pub const CARD_TEMPLATE: &str = "card.svg";

/// The version of what draws cards.
const VERSION: u32 = 2;

/// What is known of a card before it is drawn.
#[derive(Debug)]
pub struct Card {
    /// The key of the artefact; `None` if the card cannot be drawn, which is reported.
    pub key: Option<Key>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The card of a page for the readers of a language.
pub fn card(view: &Arc<View>, page: PageId, language: LanguageId) -> Arc<Card> {
    view.cache.card(page, language, || Markup::new(view, page, language).into_card(view))
}

/// The card as an artefact. Returns `None` if it cannot be drawn.
pub fn card_artefact(view: &Arc<View>, page: PageId, language: LanguageId) -> Option<Artefact> {
    let key = card(view, page, language).key?;
    let view = Arc::clone(view);
    Some(Artefact::from_others(key, move |store| {
        let Markup { svg, .. } = Markup::new(&view, page, language);
        let picture = |href: &str| read(&view, view.site.asset_at(href)?, store);
        draw(&svg, &view.theme.fonts, &picture).map_err(|detail| invalid(&view.theme, &detail))
    }))
}

/// The SVG of a card.
struct Markup {
    svg: String,
    /// The addresses of its pictures.
    pictures: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    is_drawable: bool,
}

impl Markup {
    fn new(view: &Arc<View>, page: PageId, language: LanguageId) -> Self {
        let theme = &view.theme;
        let failed = |diagnostics: Vec<Diagnostic>| Self {
            svg: String::new(),
            pictures: Vec::new(),
            diagnostics,
            is_drawable: false,
        };
        if !theme.is_whole() {
            return failed(Vec::new());
        }
        let scope = Scope::new(view, language, Some(page), |_, _, _, _| true);
        let mut output = Vec::with_capacity(4 * 1024);
        let context = context(view, page, language);
        if let Err(error) = scope.enter(|| theme.render(CARD_TEMPLATE, &context, &mut output)) {
            let mut diagnostic = template_error(theme, &scope, &error);
            if diagnostic.location.is_none() {
                diagnostic.location = theme.source(CARD_TEMPLATE).map(|it| Location::of_file(&it.path));
            }
            return failed(vec![diagnostic]);
        }
        let file = theme.source(CARD_TEMPLATE).map_or("", |source| &source.path);
        let mut diagnostics = scope.take_warnings(file);
        // Messages from other languages are marked for HTML, which a card is not.
        let svg = without_sentinels(&String::from_utf8_lossy(&output));
        let markup = match read_markup(&svg) {
            Ok(markup) => markup,
            Err(detail) => {
                diagnostics.push(invalid(theme, &detail));
                return failed(diagnostics);
            }
        };
        let missing = theme.fonts.missing(&markup.text);
        let svg = match missing.is_empty() {
            true => svg,
            false => {
                diagnostics.push(without_letters(&view.site, page, language, &missing));
                markup.without_text
            }
        };
        Self { svg, pictures: markup.pictures, diagnostics, is_drawable: true }
    }

    fn into_card(self, view: &View) -> Card {
        let mut key = Key::builder("social card", VERSION)
            .source(Digest::of(self.svg.as_bytes()))
            .source(view.theme.fonts.digest());
        for href in &self.pictures {
            key = match view.site.asset_at(href) {
                Some(asset) => key.source(asset.digest),
                None => key.parameter("missing", href),
            };
        }
        Card { key: self.is_drawable.then(|| key.finish()), diagnostics: self.diagnostics }
    }
}

/// The variables of the template.
fn context(view: &View, page: PageId, language: LanguageId) -> Context {
    let site = &view.site;
    let picture = site.first_picture(page).map(|asset| {
        let (width, height) = asset.size.unwrap_or(SIZE);
        map([("height", height.into()), ("href", asset.url.as_str().into()), ("width", width.into())])
    });
    let mut context = Context::new();
    context.insert_value("config", view.cache.config());
    context.insert_value("lang", view.cache.language(language));
    context.insert_value("page", view.cache.summary(site, page, language));
    context.insert_value("picture", picture.into());
    context
}

/// The bytes of a picture: of a photograph a JPEG that is upright and no wider than the card; the
/// cards of all languages share it. What cannot be shown on a page is not opened.
fn read(view: &View, asset: &Asset, store: &Store) -> Option<CardPicture> {
    let (site, pictures) = (&view.site, &view.pictures);
    let is_wrong = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
    if asset.picture_diagnostic(&site.config).as_ref().is_some_and(is_wrong) {
        return None;
    }
    if let (Some(original), Some(settings)) = (site.photograph(asset), &site.pictures)
        && !original.is_animated
        // A JPEG would be white where the card shows through.
        && !asset.original.is_some_and(|it| it.has_alpha)
    {
        let set = PictureSet::single(original.source.clone(), settings, SIZE.0, None, None);
        let variant = set.variants(Format::Jpeg).next()?;
        let jpeg = store.get(&variant_artefact(original, Arc::new(variant), pictures));
        return jpeg.ok().map(CardPicture::Raster);
    }
    let bytes = match &asset.origin {
        AssetOrigin::File(path) => std::fs::read(path).ok()?,
        AssetOrigin::Embedded(bytes) => bytes.to_vec(),
    };
    Some(match asset.url.to_ascii_lowercase().ends_with(".svg") {
        true => CardPicture::Svg(bytes),
        false => CardPicture::Raster(bytes),
    })
}

fn invalid(theme: &Theme, detail: &str) -> Diagnostic {
    let file = theme.source(CARD_TEMPLATE).map_or(CARD_TEMPLATE, |source| &source.path);
    Diagnostic::new(Code::CardInvalid).in_file(file).with("detail", detail)
}

/// A text with letters that no font of the theme has, where the page is named.
fn without_letters(site: &Site, page: PageId, language: LanguageId, missing: &[char]) -> Diagnostic {
    let text = &site.pages[page].texts[language];
    let letters: Vec<String> = missing.iter().take(12).map(ToString::to_string).collect();
    let diagnostic = Diagnostic::new(Code::CardWithoutLetters)
        .with("letters", list_names(letters.iter().map(String::as_str)))
        .with("title", site.title(page, language).0);
    match (&text.document, &site.pages[page].facts.source) {
        (Some(document), _) => diagnostic.in_file(&document.source.path),
        (None, Some(facts)) => diagnostic.in_file(&facts.path),
        (None, None) => diagnostic.in_file(&site.config.source.path),
    }
}
