//! A site and its theme, as everything that renders needs them.

use std::sync::Arc;

use super::{Theme, ValueCache};
use crate::pictures::Pictures;
use crate::search::SearchIndexes;
use crate::site::Site;

/// A site seen through a theme. It never changes; an edit makes another one.
pub struct View {
    /// The site.
    pub site: Site,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The values that many pages show.
    pub cache: ValueCache,
    /// What is known of its pictures. Other views of the site share it.
    pub pictures: Arc<Pictures>,
    /// The search indexes of its languages, made when they are asked for.
    pub search: SearchIndexes,
}

impl View {
    /// The site with the pages that are still to be published, through the same theme: to be rendered for the mistakes in
    /// it. Returns `None` if there are no such pages.
    pub fn ahead(&self) -> Option<Arc<Self>> {
        let ahead = self.site.ahead()?;
        Some(Arc::new(self.with_site((**ahead).clone())))
    }

    /// Another version of the site through the same theme, with an empty cache.
    #[must_use]
    pub fn with_site(&self, site: Site) -> Self {
        Self::new(site, Arc::clone(&self.theme), Arc::clone(&self.pictures))
    }

    /// A site seen through a theme, with an empty cache.
    pub fn new(site: Site, theme: Arc<Theme>, pictures: Arc<Pictures>) -> Self {
        let cache = ValueCache::new(&site, &theme);
        let search = SearchIndexes::new(site.config.languages.len());
        Self { site, theme, cache, pictures, search }
    }
}
