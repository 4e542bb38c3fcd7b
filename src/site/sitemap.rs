//! What the sitemap lists: every text of a page in its own language, with its other languages.

use typed_index_collections::{TiVec, ti_vec};

use super::pictures::images;
use super::{PageId, Pages};
use crate::data::Date;
use crate::id::define_id;
use crate::language::LanguageId;

define_id! {
    /// The place of a part of the sitemap in [`Site::sitemaps`](super::Site::sitemaps).
    SitemapId
}

/// How many bytes one part of the sitemap may be estimated to have. The protocol of sitemaps.org allows 50 MB and 50,000 addresses, which
/// would be more than this with the shortest addresses. But a part is in memory while it is rendered, and is sent again after any of its
/// pages has changed.
const MAXIMUM_BYTES: usize = 8_000_000;

/// An address of the sitemap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SitemapEntry {
    /// The page.
    pub page: PageId,
    /// The language.
    pub language: LanguageId,
}

/// The entries of the sitemap, divided where it would grow too large. There is always one part. `has_pictures` tells whether texts
/// can show any.
pub(super) fn divide(pages: &Pages, has_pictures: bool, now: Date) -> TiVec<SitemapId, Vec<SitemapEntry>> {
    let mut parts: TiVec<SitemapId, Vec<SitemapEntry>> = ti_vec![Vec::new()];
    let mut bytes = 0;
    for (id, page) in pages.iter_enumerated() {
        // What is not to be published yet is no secret in a preview, but nothing to be found, and nor is what is past.
        let is_found = |language: &LanguageId| !page.is_early(*language, now) && !page.is_expired(now);
        let languages: Vec<LanguageId> = page.languages().filter(is_found).collect();
        // Non-Latin letters take three characters for each of their bytes.
        let links: usize = languages.iter().map(|language| page.texts[*language].url.len() * 3 + 120).sum();
        let pictures = images(&page.fields).map(|image| (page.path.len() + image.file.value.len()) * 3 + 120);
        let pictures: usize = pictures.sum();
        let in_text = |language: LanguageId| match &page.texts[language].document {
            Some(document) if has_pictures => {
                count_pictures(&document.source.open().text[document.body..]) * (page.path.len() * 3 + 240)
            }
            _ => 0,
        };
        for language in languages {
            let part = parts.last_mut().expect("there is always one part");
            if !part.is_empty() && bytes > MAXIMUM_BYTES {
                parts.push(Vec::new());
                bytes = 0;
            }
            let part = parts.last_mut().expect("there is always one part");
            part.push(SitemapEntry { page: id, language });
            bytes += links + pictures + in_text(language) + 200;
        }
    }
    parts
}

/// How many pictures a text has at most. It is not parsed for this.
fn count_pictures(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), "![").count()
        + memchr::memmem::find_iter(text.as_bytes(), "<img").count()
}
