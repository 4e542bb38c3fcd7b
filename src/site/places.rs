//! Where pages lie on the earth, and which lie near.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use geo::{Bearing, Distance, Haversine, Point};
use rstar::RTree;
use rstar::primitives::GeomWithData;
use typed_index_collections::{TiVec, ti_vec};

use super::{KindId, PageId, Site};
use crate::content::fields::{Field, FieldValue, swap_coordinates};
use crate::diagnostics::{Code, Diagnostic, Suggestion};

/// The pages that lie at one point of the unit sphere. The nearest in space is the nearest over the ground, at the poles and where
/// the degrees of longitude begin anew too. A point is one item however many pages lie there: a town's places may all have the
/// coordinates of the town, and none of them is near another.
type OnSphere = GeomWithData<[f64; 3], Vec<PageId>>;

/// The pages that lie somewhere and are not past, made when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: OnceLock<RTree<OnSphere>>,
    /// Those of each kind: for the few pages of a rare kind, all others need not be passed.
    of_kind: OnceLock<TiVec<KindId, RTree<OnSphere>>>,
}

/// How far another place is at least, in kilometres, where nobody says so: what is nearer is the same place, such as a
/// border town and its checkpoint, and would be written as 0 km.
pub const NEAREST: f64 = 0.5;

/// A page and how far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearby {
    /// The page.
    pub page: PageId,
    /// How far it is over the ground by the shortest way, in kilometres.
    pub distance: f64,
    /// Where that way sets out to, in degrees clockwise from north.
    pub bearing: f64,
}

impl Site {
    /// Where a page lies: latitude and longitude, WGS-84 degrees. That is the first field of its kind that holds
    /// coordinates.
    pub fn location(&self, page: PageId) -> Option<(f64, f64)> {
        match self.location_field(page)?.value.value {
            FieldValue::Coordinates { lat, lon } => Some((lat, lon)),
            _ => None,
        }
    }

    /// The field that says where a page lies.
    pub(super) fn location_field(&self, page: PageId) -> Option<&Field> {
        let fields = self.pages[page].fields.iter();
        let located = fields.filter(|field| matches!(field.value.value, FieldValue::Coordinates { .. }));
        located.min_by_key(|field| field.definition)
    }

    /// The pages nearest to a page, nearest first, without itself: `limit` of them at most, at distances within
    /// `kilometers`, of a kind or of all, and none that is past. A page that lies nowhere has none.
    pub fn nearby(
        &self,
        page: PageId,
        limit: usize,
        kilometers: RangeInclusive<f64>,
        kind: Option<KindId>,
    ) -> Vec<Nearby> {
        let Some((lat, lon)) = self.location(page) else { return Vec::new() };
        let here = Point::new(lon, lat);
        let mut found: Vec<Nearby> = Vec::new();
        for place in self.places_of(kind).nearest_neighbor_iter(&on_sphere(lat, lon)) {
            let Some((lat, lon)) = place.data.first().and_then(|other| self.location(*other)) else {
                continue;
            };
            let there = Point::new(lon, lat);
            let distance = Haversine.distance(here, there) / 1000.0;
            if distance < *kilometers.start() {
                continue;
            }
            // Those that are as far as the last one are sorted with it: the tree's order is no order.
            let is_beyond = |last: &Nearby| distance > last.distance + TIE;
            let is_enough = found.len() >= limit && found.last().is_none_or(is_beyond);
            // The order is that of space, which rounding may change by less than a tie.
            if is_enough || distance > *kilometers.end() + TIE {
                break;
            }
            if distance > *kilometers.end() {
                continue;
            }
            let bearing = Haversine.bearing(here, there);
            let others = place.data.iter().filter(|other| **other != page).take(limit);
            found.extend(others.map(|other| Nearby { page: *other, distance, bearing }));
        }
        found.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.page.cmp(&b.page)));
        found.truncate(limit);
        found
    }

    fn places_of(&self, kind: Option<KindId>) -> &RTree<OnSphere> {
        let Some(kind) = kind else {
            return self.places.all.get_or_init(|| tree(self.located().collect()));
        };
        let trees = self.places.of_kind.get_or_init(|| {
            let mut places = ti_vec![Vec::new(); self.kinds.len()];
            for place in self.located() {
                places[self.pages[place.1].kind].push(place);
            }
            places.into_iter().map(tree).collect()
        });
        &trees[kind]
    }

    fn located(&self) -> impl Iterator<Item = ((f64, f64), PageId)> {
        let pages = self.pages.keys().filter(|page| !self.is_expired(*page));
        pages.filter_map(|page| Some((self.location(page)?, page)))
    }
}

fn tree(mut places: Vec<((f64, f64), PageId)>) -> RTree<OnSphere> {
    places.sort_by(|((lat, lon), page), ((other_lat, other_lon), other)| {
        lat.total_cmp(other_lat).then(lon.total_cmp(other_lon)).then(page.cmp(other))
    });
    let points = places.chunk_by(|(place, _), (other, _)| place == other).map(|pages| {
        let (lat, lon) = pages[0].0;
        GeomWithData::new(on_sphere(lat, lon), pages.iter().map(|(_, page)| *page).collect())
    });
    RTree::bulk_load(points.collect())
}

/// How far a place must be from the others before its degrees are doubted, in kilometres.
const FAR: f64 = 1000.0;

/// Tells of places whose latitude and longitude look swapped: as they are written, they lie far from the middle of the
/// site's places, and swapped much nearer to it. The middle is that of the medians, which a few mistakes do not move.
pub(super) fn swapped(site: &Site) -> Vec<Diagnostic> {
    let located = |page| Some((page, site.location(page)?));
    let places: Vec<(PageId, (f64, f64))> = site.pages.keys().filter_map(located).collect();
    if places.len() < 3 {
        return Vec::new();
    }
    let median = |mut degrees: Vec<f64>| {
        let half = degrees.len() / 2;
        *degrees.select_nth_unstable_by(half, f64::total_cmp).1
    };
    let lat = median(places.iter().map(|(_, (lat, _))| *lat).collect());
    let lon = median(places.iter().map(|(_, (_, lon))| *lon).collect());
    let distance = |lat_of: f64, lon_of: f64| {
        Haversine.distance(Point::new(lon, lat), Point::new(lon_of, lat_of)) / 1000.0
    };
    let swapped = places.into_iter().filter_map(|(id, (lat, lon))| {
        let away = distance(lat, lon);
        if lon.abs() > 90.0 || away < FAR || distance(lon, lat) * 4.0 > away {
            return None;
        }
        let page = &site.pages[id];
        let place = page.facts.source.as_ref()?.location(site.location_field(id)?.value.span.clone());
        let diagnostic = Diagnostic::new(Code::CoordinatesSwapped)
            .at(place)
            .with("page", page.path.as_str())
            .with("distance", away.round().to_string());
        let fix = swap_coordinates(page.facts.source.as_ref()?, &site.location_field(id)?.value.span);
        Some(diagnostic.suggest(Suggestion::from(format!("{{ lat = {lon}, lon = {lat} }}"))).fix(fix))
    });
    swapped.collect()
}

/// What rounding can make of one distance, in kilometres: a millimetre.
const TIE: f64 = 1e-6;

fn on_sphere(lat: f64, lon: f64) -> [f64; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}
