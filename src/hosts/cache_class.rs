//! How long a file may be kept by browsers and caches.

use super::rules::{IMMUTABLE, REVALIDATE};
use crate::site::{RouteKind, Site};

/// How long a file may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheClass {
    /// Its name has a hash of what it is: a year.
    Immutable,
    /// Scripts of the search ask for it with a version in the query (`?v=`), and then it may be kept for a year. Without, it is asked for
    /// anew.
    Versioned,
    /// It is asked for anew each time: pages, feeds, files whose addresses stay.
    Revalidate,
    /// Read by the host alone.
    Host,
}

impl CacheClass {
    /// The class of what a route has; `None` for a file without a route that is a variant of a photograph.
    pub fn of(site: &Site, kind: Option<RouteKind>) -> Self {
        match kind {
            None => Self::Immutable,
            Some(RouteKind::Asset(asset)) if site.assets[asset].is_hashed() => Self::Immutable,
            Some(RouteKind::Search { .. }) => Self::Versioned,
            Some(_) => Self::Revalidate,
        }
    }

    /// The header `Cache-Control` of a file that is stored with one: what it is stored with knows no queries.
    pub fn cache_control(self) -> &'static str {
        match self {
            Self::Immutable => IMMUTABLE,
            Self::Versioned | Self::Revalidate | Self::Host => REVALIDATE,
        }
    }

    /// The class with a name.
    pub fn find(name: &str) -> Option<Self> {
        let all = [Self::Immutable, Self::Versioned, Self::Revalidate, Self::Host];
        all.into_iter().find(|class| class.name() == name)
    }

    /// Its name in `build-manifest.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Immutable => "immutable",
            Self::Versioned => "versioned",
            Self::Revalidate => "revalidate",
            Self::Host => "host",
        }
    }
}
