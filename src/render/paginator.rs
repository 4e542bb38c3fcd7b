//! What a page of a list is given as `paginator`.

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
    let shown = items.chunks(size).nth(number - 1).unwrap_or_default();
    let url = |number: usize| Value::from(site.href(&site.list_url(page, language, number)));
    let neighbour = |number: usize| if (1..=count).contains(&number) { url(number) } else { Value::none() };
    let urls = (1..=count)
        .map(|each| map([("number", each.into()), ("url", url(each)), ("current", (each == number).into())]));
    let pages: Vec<Value> = shown.iter().map(|page| view.values.summary(site, *page, language)).collect();
    map([
        ("pages", pages.into()),
        ("number", number.into()),
        ("count", count.into()),
        ("total", items.len().into()),
        ("previous", neighbour(number - 1)),
        ("next", neighbour(number + 1)),
        ("first", url(1)),
        ("last", url(count)),
        ("urls", urls.collect::<Vec<Value>>().into()),
    ])
}
