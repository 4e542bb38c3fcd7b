//! The function `map`: a map with places, as SVG.

use fluent_bundle::FluentArgs;
use tera::value::Key;
use tera::{Kwargs, State, TeraResult, Value};

use crate::language::{Direction, LanguageId, ListKind, argument};
use crate::map::{Map, Name, Place, Position, draw, west_to_east};
use crate::site::{PageId, Site};
use crate::theme::{Scope, values};

/// The message of the scale bar; its argument is `$kilometers`.
pub const SCALE: &str = "map-scale";

/// The largest distance on Earth in kilometres, rounded.
const MAX_KILOMETERS: f64 = 20_000.0;

/// The allowed width and height of a map in pixels.
const SIZES: std::ops::RangeInclusive<u32> = 100..=4000;

/// `map(places=["/destinations/kanas/"], current=page.path, line=[…], around=[…], planned=false, width=720, height=480,
/// span=240, margin=48, id="map", label="…")`: a map of pages with coordinates, each of them a link, with a line through
/// the pages of `line` and with `current` marked. Pages are given by their paths or as summaries. Pages of `around` are
/// shown if they happen to be on the map, which is not enlarged for them. `span` is the minimum width in kilometres (if it
/// is not given, the map becomes wider where there is little for orientation), `margin` the free space around the places
/// in pixels, `label` the accessible name of a map without a current page.
pub(super) fn map(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let arguments = MapArguments::new(&scope, &kwargs)?;
    let (reader, words) = (scope.reader(state), scope.language(state));
    // Names in another language than the surrounding text get a `lang`.
    let named = |text: &str, language: LanguageId| {
        let lang = (language != words).then(|| site.language(language).tag.clone());
        Name { text: text.to_owned(), lang }
    };
    let titles: Vec<Name> = arguments
        .pages
        .iter()
        .map(|(page, _)| {
            let (title, language) = site.title(*page, reader);
            named(title, language)
        })
        .collect();
    let urls: Vec<String> =
        arguments.pages.iter().map(|(page, _)| site.href(&site.pages[*page].texts[reader].url)).collect();
    let places: Vec<Place<'_>> = arguments
        .pages
        .iter()
        .zip(titles.iter().zip(&urls))
        .map(|((page, position), (name, url))| Place {
            position: *position,
            name: name.clone(),
            url,
            is_current: Some(*page) == arguments.current,
        })
        .collect();
    let formatted = |id: &str, arguments: &FluentArgs<'_>| {
        let message = site.catalogue.format(reader, id, arguments);
        message.map(|message| named(&message.text, message.language))
    };
    let nothing = FluentArgs::new();
    let name = |id: &str| formatted(id, &nothing).ok();
    let kilometers = |kilometers: f64| {
        let mut arguments = FluentArgs::new();
        arguments.set("kilometers", argument::number(kilometers));
        formatted(SCALE, &arguments)
    };
    if let Err(error) = kilometers(1.0) {
        return Err(scope.fail(error.diagnostic(SCALE)));
    }
    let label = match kwargs.get::<&str>("label")? {
        Some(label) => label.to_owned(),
        None => default_label(site, &arguments, &places, reader),
    };
    let map = Map {
        extent: &arguments.extent,
        places: &places,
        line: &arguments.line,
        planned: kwargs.get::<bool>("planned")?.unwrap_or(false),
        base: &scope.view.theme.map,
        size: arguments.size,
        margin: number(&kwargs, "margin", 48.0, 0.0)?,
        span: number(&kwargs, "span", 240.0, 1.0)?,
        widens: kwargs.get::<&Value>("span")?.is_none(),
        id: kwargs.get::<&str>("id")?.unwrap_or_default(),
        label: &label,
        right_to_left: site.language(reader).direction == Direction::RightToLeft,
        name: &name,
        scale: &|length| kilometers(length).ok(),
    };
    let drawn = draw(&map).unwrap_or_default();
    let shown = drawn.shown.iter().map(|index| arguments.pages[*index].0);
    let summaries: Vec<Value> = shown.map(|page| scope.view.cache.summary(site, page, reader)).collect();
    let attribution = if drawn.has_base { map.base.attribution.as_str() } else { "" };
    Ok(values::map([
        ("attribution", attribution.into()),
        ("has_line", (arguments.line.len() > 1).into()),
        ("height", arguments.size.1.into()),
        ("places", summaries.into()),
        ("svg", Value::safe_string(&drawn.svg)),
        ("width", arguments.size.0.into()),
    ]))
}

/// The arguments of the function.
struct MapArguments {
    /// Pages with coordinates, from west to east.
    pages: Vec<(PageId, Position)>,
    extent: Vec<Position>,
    line: Vec<Position>,
    current: Option<PageId>,
    size: (u32, u32),
}

impl MapArguments {
    fn new(scope: &Scope, kwargs: &Kwargs) -> TeraResult<Self> {
        let site = &scope.view.site;
        let position = |page: PageId| site.location(page).map(|(lat, lon)| (page, Position { lat, lon }));
        let list = |name| -> TeraResult<Vec<PageId>> {
            let items = kwargs.get::<Vec<Value>>(name)?.unwrap_or_default();
            let wrong = |item: &Value| {
                tera::Error::message(format!("`{name}` lists pages or their paths, and no {}", item.name()))
            };
            let mut pages = Vec::new();
            for item in &items {
                let path = path(item).ok_or_else(|| wrong(item))?;
                // What is said of a summary was said where it comes from.
                let is_known = item.as_str().is_none() && site.unpublished_page(scope.base(), path).is_some();
                if !is_known && let Some(page) = scope.find_page(path)? {
                    pages.push(page);
                }
            }
            Ok(pages)
        };
        let stops: Vec<(PageId, Position)> = list("line")?.into_iter().filter_map(position).collect();
        let current = match kwargs.get::<&str>("current")?.filter(|path| !path.is_empty()) {
            Some(path) => scope.find_page(path)?,
            None => None,
        };
        let listed =
            list("places")?.into_iter().chain(current).filter_map(position).chain(stops.iter().copied());
        let mut pages: Vec<(PageId, Position)> = Vec::new();
        listed.for_each(|place| add(&mut pages, place));
        let extent: Vec<Position> = pages.iter().map(|(_, position)| *position).collect();
        list("around")?.into_iter().filter_map(position).for_each(|place| add(&mut pages, place));
        let positions: Vec<Position> = pages.iter().map(|(_, position)| *position).collect();
        let pages = west_to_east(&positions).into_iter().map(|index| pages[index]).collect();
        let size = |name, default| -> TeraResult<u32> {
            let pixels = kwargs.get::<u32>(name)?.unwrap_or(default);
            match SIZES.contains(&pixels) {
                true => Ok(pixels),
                false => Err(tera::Error::message(format!(
                    "`{name}` is from {} to {}, not {pixels}",
                    SIZES.start(),
                    SIZES.end()
                ))),
            }
        };
        let line = stops.into_iter().map(|(_, position)| position).collect();
        Ok(Self { pages, extent, line, current, size: (size("width", 720)?, size("height", 480)?) })
    }
}

fn add(pages: &mut Vec<(PageId, Position)>, place: (PageId, Position)) {
    if !pages.iter().any(|(page, _)| *page == place.0) {
        pages.push(place);
    }
}

/// The path of an item: a path, a summary, or a map with a summary as `page` (a stop, or an item of `nearby`).
fn path(item: &Value) -> Option<&str> {
    let field = |name| item.as_map()?.get(&Key::Str(name));
    match item.as_str() {
        Some(path) => Some(path),
        None => field("page").and_then(path).or_else(|| field("path")?.as_str()),
    }
}

/// A number argument, from `least` to [`MAX_KILOMETERS`].
fn number(kwargs: &Kwargs, name: &str, default: f64, least: f64) -> TeraResult<f64> {
    let number = kwargs.get::<f64>(name)?.unwrap_or(default);
    match (least..=MAX_KILOMETERS).contains(&number) {
        true => Ok(number),
        false => {
            Err(tera::Error::message(format!("`{name}` is from {least} to {MAX_KILOMETERS}, not {number}")))
        }
    }
}

/// The name of the current page, or of all places.
fn default_label(site: &Site, arguments: &MapArguments, places: &[Place<'_>], reader: LanguageId) -> String {
    if let Some(current) = arguments.current {
        return site.title(current, reader).0.to_owned();
    }
    let titles: Vec<&str> = places.iter().map(|place| place.name.text.as_str()).collect();
    site.formats[reader].list(&titles, ListKind::Unit)
}
