//! The functions for pictures.

use tera::value::Key;
use tera::{Kwargs, State, TeraResult, Value};

use crate::diagnostics::{Code, Diagnostic, list_names, nearest};
use crate::pictures::{self, Focus, PictureSet, PictureSettings, Placement, Ratio};
use crate::site::Asset;
use crate::theme::{Scope, fields};

/// `image(path="hero.jpg")`: a picture beside the page or from the content folder, with its size and the alternative text
/// that the page gives it. With `width` (and `ratio`, `focus`), its address is that of a JPEG at most so wide.
pub(super) fn image(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let path = kwargs.must_get::<&str>("path")?;
    let (ratio, focus) = (ratio(&kwargs)?, focus(&kwargs)?);
    let width = kwargs.get::<u32>("width")?;
    let reader = scope.reader(state);
    let picture = match site.picture(scope.base(), path) {
        Ok(picture) => picture,
        Err(diagnostic) => {
            scope.warn_or_fail(diagnostic, path)?;
            let alt = scope.page.and_then(|page| site.unpublished_alternative_text(page, reader, path));
            return Ok(fields::unpublished_picture_value(site, alt, scope.language(state)));
        }
    };
    let alt = scope.page.and_then(|page| site.alternative_text(page, reader, path, picture));
    let language = scope.language(state);
    let single = match (width, &site.pictures, site.photograph(picture)) {
        (Some(width), Some(settings), Some(original)) if !original.is_animated => {
            let source = original.source;
            Some(scope.ask_for(PictureSet::single(source, settings, width, ratio, focus)))
        }
        _ => None,
    };
    Ok(match single.as_ref().and_then(|set| set.variants(pictures::Format::Jpeg).next()) {
        Some(variant) => fields::variant_value(site, &variant, picture, alt, language),
        None => fields::picture_value(site, picture, None, alt, language),
    })
}

/// `picture(of=page.facts.hero, placement="hero")`: the HTML of a picture, with all variants of it that the place needs. `of`
/// may also be a path.
pub(super) fn picture(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let value = kwargs.must_get::<Value>("of")?;
    let value = match value.as_str() {
        None => value,
        Some(path) => match site.picture(scope.base(), path) {
            Ok(picture) => {
                let alt = scope
                    .page
                    .and_then(|page| site.alternative_text(page, scope.reader(state), path, picture));
                fields::picture_value(site, picture, None, alt, scope.language(state))
            }
            Err(diagnostic) => {
                scope.warn_or_fail(diagnostic, path)?;
                fields::unpublished_picture_value(site, None, scope.language(state))
            }
        },
    };
    let part = |key: &'static str| value.as_map().and_then(|map| map.get(&Key::Str(key)));
    let Some(url) = part("url").and_then(Value::as_str) else {
        return Err(tera::Error::message("`of` is a path, or a value of a field of the type `image`"));
    };
    let text = |key: &'static str| part(key).and_then(Value::as_str).unwrap_or_default();
    let number = |key: &'static str| part(key).and_then(|value| u32::try_from(value.as_i64()?).ok());
    let alt = kwargs.get::<&str>("alt")?;
    let ratio = ratio(&kwargs)?;
    let focus = focus(&kwargs)?.or_else(|| part("focus").and_then(point));
    let mut responsive = None;
    if let Some(settings) = &site.pictures {
        let placement = placement(&scope, &kwargs, settings)?;
        let asset: Option<&Asset> = site.asset_at(text("file"));
        responsive = asset.and_then(|asset| scope.responsive(asset, placement, ratio, focus));
    }
    let html = pictures::img(&pictures::Picture {
        url,
        size: number("width").zip(number("height")),
        responsive: responsive.as_ref(),
        alt: alt.unwrap_or(text("alt")),
        alt_lang: if alt.is_some() { "" } else { text("alt_lang") },
        title: "",
    });
    Ok(Value::safe_string(&html))
}

/// The placement that is asked for; without one, that of texts.
fn placement<'s>(scope: &Scope, kwargs: &Kwargs, settings: &'s PictureSettings) -> TeraResult<&'s Placement> {
    let Some(name) = kwargs.get::<&str>("placement")? else { return Ok(settings.placement_in_text(None)) };
    settings.placement(name).ok_or_else(|| {
        let names: Vec<&str> = settings.placements.iter().map(|placement| placement.name.as_str()).collect();
        let diagnostic = Diagnostic::new(Code::TemplateUnknownPlacement)
            .with("name", name)
            .with("known", list_names(&names))
            .suggest(nearest(name, names));
        scope.fail(diagnostic)
    })
}

fn ratio(kwargs: &Kwargs) -> TeraResult<Option<Ratio>> {
    let Some(text) = kwargs.get::<&str>("ratio")? else { return Ok(None) };
    match Ratio::parse(text) {
        Some(ratio) => Ok(Some(ratio)),
        None => Err(tera::Error::message(format!("`ratio` is a text such as \"3:2\", not `{text}`"))),
    }
}

fn focus(kwargs: &Kwargs) -> TeraResult<Option<Focus>> {
    let Some(value) = kwargs.get::<Value>("focus")?.filter(|value| !value.is_none()) else { return Ok(None) };
    match point(&value) {
        Some(focus) => Ok(Some(focus)),
        None => Err(tera::Error::message("`focus` is two numbers from 0 to 1, such as [0.3, 0.6]")),
    }
}

fn point(value: &Value) -> Option<Focus> {
    let [x, y] = value.as_array()? else { return None };
    Focus::new(x.as_f64()?, y.as_f64()?)
}
