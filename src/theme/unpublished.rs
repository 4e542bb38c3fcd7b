//! A page that is not published, as templates see it where something refers to it.

use tera::{Map, Value};

use super::ValueCache;
use super::values::map;
use crate::content::NO_LINK;
use crate::language::LanguageId;
use crate::site::{Site, UnpublishedPage};

/// The summary of a page that is not published. It says what the page is called, and nothing else of it. Its address is
/// [`NO_LINK`], so that what would be a link to it is its name.
pub(super) fn unpublished_value(
    cache: &ValueCache,
    site: &Site,
    page: &UnpublishedPage,
    language: LanguageId,
) -> Value {
    let (title, title_language) = site.unpublished_title(page, language);
    let terms = site
        .config
        .taxonomies
        .iter()
        .map(|taxonomy| (taxonomy.name.clone().into(), Value::from(Vec::<Value>::new())));
    let lang = cache.language(title_language);
    map([
        ("borrowed", (title_language != language).into()),
        ("date", Value::none()),
        ("description", "".into()),
        ("draft", false.into()),
        ("expired", false.into()),
        ("facts", Map::new().into()),
        ("kind", page.kind().into()),
        ("lang", lang.clone()),
        ("past", false.into()),
        ("path", page.path.as_str().into()),
        ("permalink", NO_LINK.into()),
        ("reading_time", 1.into()),
        ("summary", "".into()),
        ("terms", terms.collect::<Map>().into()),
        ("text_lang", lang),
        ("title", title.into()),
        ("unpublished", true.into()),
        ("updated", Value::none()),
        ("url", NO_LINK.into()),
        ("weight", Value::none()),
    ])
}
