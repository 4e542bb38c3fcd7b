//! Places where their facts cannot be right: far from all others of their region, in another country, or in a lake.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::content::fields::{Field, FieldValue};
use crate::diagnostics::{Code, Diagnostic};
use crate::map::Position;
use crate::site::{Page, PageId, Site};
use crate::theme::View;

/// The field that says in which region a page's place is, as themes name it.
const REGION: &str = "region";

/// How many other places a region has at least from which it is known where it is.
const MIN_PLACES: usize = 3;

/// How far a place is at least from all others of its region to be doubted, in kilometres.
const FAR: f64 = 250.0;

/// How many times as far it is as the others are from their centre: regions may be large, and their places stand in groups.
const FARTHER: f64 = 4.0;

/// How far a place in another country than the others is at least behind the border, in kilometres: maps draw borders roughly, and
/// mountains stand on them.
const BEYOND_BORDER: f64 = 25.0;

/// How far the shore is at least, in kilometres: maps draw lakes roughly.
const INTO_WATER: f64 = 3.0;

/// The radius of the Earth in kilometres.
const EARTH: f64 = 6371.0;

/// A point on the unit sphere with the number of its place.
type OnSphere = GeomWithData<[f64; 3], usize>;

/// A place with its region.
struct Located<'s> {
    page: PageId,
    position: Position,
    country: Option<&'s str>,
    /// How far the border of the country is, in kilometres.
    border: f64,
}

/// Checks where places are.
pub(super) fn check(view: &View, diagnostics: &mut Vec<Diagnostic>) {
    let site = &view.site;
    let mut regions: BTreeMap<&str, Vec<Located<'_>>> = BTreeMap::new();
    for (id, page) in site.pages.iter_enumerated() {
        let Some((lat, lon)) = site.location(id) else { continue };
        let position = Position { lat, lon };
        in_water(view, id, position, diagnostics);
        if let Some(region) = text_field(site, page, REGION) {
            let country = view.theme.map.country_at(position);
            let (country, border) = country.map_or((None, 0.0), |(name, border)| (Some(name), border));
            regions.entry(region).or_default().push(Located { page: id, position, country, border });
        }
    }
    for (region, places) in regions {
        outside(site, region, &places, diagnostics);
    }
}

fn in_water(view: &View, id: PageId, position: Position, diagnostics: &mut Vec<Diagnostic>) {
    let site = &view.site;
    let Some((name, shore)) = view.theme.map.lake_at(position) else { return };
    if shore < INTO_WATER {
        return;
    }
    let page = &site.pages[id];
    // A lake lies in its water; it is called by the name of that in one language at least, or is said to be one.
    let name_in = |language| {
        let formatted = site.catalogue.format(language, name?, &FluentArgs::new()).ok()?;
        Some(formatted.text.to_lowercase())
    };
    let is_called = site.config.languages.keys().any(|language| {
        let title = site.title(id, language).0.to_lowercase();
        name_in(language).is_some_and(|name| title.contains(&name) || name.contains(&title))
    });
    let says = |field: &Field| matches!(&field.value.value, FieldValue::Text(text) if text == "lake");
    if is_called || page.fields.iter().any(says) {
        return;
    }
    let lake = name_in(site.config.default_language).unwrap_or_default();
    if let Some(diagnostic) = at_location(site, id, Code::PlaceInWater) {
        let lake = if lake.is_empty() { "—".to_owned() } else { format!("`{}`", name.unwrap_or_default()) };
        diagnostics.push(diagnostic.with("page", page.path.as_str()).with("lake", lake));
    }
}

fn outside(site: &Site, region: &str, places: &[Located<'_>], diagnostics: &mut Vec<Diagnostic>) {
    if places.len() <= MIN_PLACES {
        return;
    }
    let points =
        places.iter().enumerate().map(|(number, place)| GeomWithData::new(on_sphere(place.position), number));
    let tree: RTree<OnSphere> = RTree::bulk_load(points.collect());
    let nearest: Vec<f64> = places
        .iter()
        .enumerate()
        .map(|(number, place)| {
            let here = on_sphere(place.position);
            let other = tree.nearest_neighbor_iter(&here).find(|other| other.data != number);
            other.map_or(0.0, |other| kilometers(here, *other.geom()))
        })
        .collect();
    let mut countries: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for place in places {
        *countries.entry(place.country).or_default() += 1;
    }
    let farthest = (0..places.len()).max_by(|one, other| nearest[*one].total_cmp(&nearest[*other]));
    for (number, (place, distance)) in places.iter().zip(nearest).enumerate() {
        // The only one in its country, where all others are in one other country.
        let is_abroad = place.country.is_some()
            && countries.len() == 2
            && countries.get(&place.country) == Some(&1)
            && !countries.contains_key(&None)
            && place.border > BEYOND_BORDER;
        let is_far =
            Some(number) == farthest && distance > FAR && distance > FARTHER * radius_without(places, number);
        if (is_far || is_abroad)
            && let Some(diagnostic) = at_location(site, place.page, Code::PlaceOutsideRegion)
        {
            diagnostics.push(
                diagnostic
                    .with("page", site.pages[place.page].path.as_str())
                    .with("region", region)
                    .with("distance", distance.round().to_string()),
            );
        }
    }
}

/// How far the places of a region are at most from their centre, but for one of them, in kilometres.
fn radius_without(places: &[Located<'_>], number: usize) -> f64 {
    let others = || places.iter().enumerate().filter(|(other, _)| *other != number);
    let points = || others().map(|(_, place)| on_sphere(place.position));
    let sum = points().fold([0.0; 3], |sum: [f64; 3], point| std::array::from_fn(|it| sum[it] + point[it]));
    let length = sum.iter().map(|it| it * it).sum::<f64>().sqrt();
    if length < f64::EPSILON {
        return f64::MAX;
    }
    let center = sum.map(|it| it / length);
    points().map(|point| kilometers(center, point)).fold(0.0, f64::max)
}

/// A diagnostic at the coordinates of a page.
fn at_location(site: &Site, id: PageId, code: Code) -> Option<Diagnostic> {
    let page = &site.pages[id];
    let mut located =
        page.fields.iter().filter(|it| matches!(it.value.value, FieldValue::Coordinates { .. }));
    let field = located.next()?;
    Some(Diagnostic::new(code).at(page.facts.source.as_ref()?.location(field.value.span.clone())))
}

/// The text of a field of a page.
fn text_field<'s>(site: &'s Site, page: &'s Page, name: &str) -> Option<&'s str> {
    let definitions = &site.kinds[page.kind].fields;
    page.fields.iter().find_map(|field| match &field.value.value {
        FieldValue::Text(text) if definitions.get(field.definition)?.name == name => Some(text.as_str()),
        _ => None,
    })
}

fn on_sphere(position: Position) -> [f64; 3] {
    let (lat, lon) = (position.lat.to_radians(), position.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// The distance over the ground between two points of the unit sphere.
fn kilometers(one: [f64; 3], other: [f64; 3]) -> f64 {
    let chord: f64 = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
    2.0 * (chord / 2.0).min(1.0).asin() * EARTH
}
