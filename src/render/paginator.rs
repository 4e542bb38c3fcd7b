//! The variable `paginator` of paginated lists.

use tera::Value;

use crate::language::LanguageId;
use crate::site::PageId;
use crate::theme::{View, map};

/// The page `number` of a list, counted from one.
pub(super) fn paginator(view: &View, page: PageId, language: LanguageId, number: usize) -> Value {
    let site = &view.site;
    let items = site.items(page, language);
    let size = site.list_config(page).and_then(|config| config.paginate_by).unwrap_or(items.len().max(1));
    let count = site.list_pages(page, language);
    let shown = items.iter_from((number - 1) * size).take(size);
    let url = |number: usize| Value::from(site.href(&site.list_url(page, language, number)));
    let neighbour = |number: usize| if (1..=count).contains(&number) { url(number) } else { Value::none() };
    let step = |each: usize, is_current: bool| {
        map([("current", is_current.into()), ("number", each.into()), ("url", url(each))])
    };
    // Every page of a list links to all others, so these links are cached; only its own is marked as the current one.
    let all = view.cache.list_urls(page, language, || (1..=count).map(|each| step(each, false)).collect());
    let mut urls = all.to_vec();
    if let Some(own) = urls.get_mut(number - 1) {
        *own = step(number, true);
    }
    let pages: Vec<Value> = shown.map(|page| view.cache.summary(site, page, language)).collect();
    map([
        ("count", count.into()),
        ("first", url(1)),
        ("last", url(count)),
        ("next", neighbour(number + 1)),
        ("number", number.into()),
        ("pages", pages.into()),
        ("previous", neighbour(number - 1)),
        ("total", items.len().into()),
        ("urls", urls.into()),
    ])
}
