//! The functions for social cards.

use tera::{Kwargs, State, TeraResult, Value};

#[cfg(feature = "cards")]
use crate::theme::Scope;

/// `social_card()`: the card of the page that is rendered: its address, size and media type; nothing if there is none.
#[cfg(feature = "cards")]
pub(super) fn social_card(_: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    use crate::cards::SIZE;
    use crate::site::Site;
    use crate::theme::values::map;

    let scope = Scope::current();
    let site = &scope.view.site;
    if !site.has_cards {
        return Ok(Value::none());
    }
    // A link to the root is a link to the site.
    let page = scope.page.unwrap_or(Site::HOME);
    // A borrowed text has the card of the page that it is borrowed from.
    let reader = scope.language;
    let language = site.pages[page].texts[reader].origin.language(reader);
    let card = crate::theme::card(&scope.view, page, language);
    let Some(key) = card.key else { return Ok(Value::none()) };
    let url = site.permalink(&site.card_url(page, language));
    Ok(map([
        ("height", SIZE.1.into()),
        ("permalink", format!("{url}?v={}", key.digest().version()).into()),
        ("type", "image/jpeg".into()),
        ("width", SIZE.0.into()),
    ]))
}

/// Without the feature there are no cards.
#[cfg(not(feature = "cards"))]
pub(super) fn social_card(_: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(Value::none())
}

/// `text_lines(text=page.title, font="Commissioner Display", weight=400, size=84, min_size=48, width=1000, lines=3)`: a text
/// broken into lines that fit a card.
#[cfg(feature = "cards")]
pub(super) fn text_lines(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    use crate::cards::{Layout, TextStyle, lay_out};
    use crate::theme::values::map;

    let scope = Scope::current();
    let size = positive(&kwargs, "size", None)?;
    let laid_out = lay_out(
        kwargs.must_get::<&str>("text")?,
        &scope.view.theme.fonts,
        Layout {
            style: TextStyle {
                families: kwargs.get::<&str>("font")?.unwrap_or_default(),
                weight: kwargs.get::<u16>("weight")?.unwrap_or(400).clamp(1, 1000),
            },
            size,
            min_size: positive(&kwargs, "min_size", Some(size))?,
            width: positive(&kwargs, "width", None)?,
            lines: kwargs.get::<usize>("lines")?.unwrap_or(1).clamp(1, 100),
        },
    );
    let lines: Vec<Value> = laid_out.lines.iter().map(|line| line.as_str().into()).collect();
    Ok(map([
        ("cut", laid_out.is_cut.into()),
        ("lines", lines.into()),
        ("size", rounded(laid_out.size).into()),
        ("width", rounded(laid_out.width).into()),
    ]))
}

/// Without the feature nothing is laid out.
#[cfg(not(feature = "cards"))]
pub(super) fn text_lines(_: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(tera::Error::message("`text_lines` needs a program with the feature `cards`"))
}

/// A number of pixels, more than zero.
#[cfg(feature = "cards")]
fn positive(kwargs: &Kwargs, name: &str, default: Option<f32>) -> TeraResult<f32> {
    let number = match default {
        Some(default) => kwargs.get::<f64>(name)?.map_or(default, |number| number as f32),
        None => kwargs.must_get::<f64>(name)? as f32,
    };
    match number > 0.0 && number <= 10_000.0 {
        true => Ok(number),
        false => Err(tera::Error::message(format!("`{name}` is from 1 to 10000, not {number}"))),
    }
}

/// To a hundredth of a pixel, so that the SVG is short.
#[cfg(feature = "cards")]
fn rounded(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}
