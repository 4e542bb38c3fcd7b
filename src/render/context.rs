//! The variable `page` of templates.

use fluent_bundle::FluentArgs;
use pulldown_cmark_escape::escape_html;
use tera::value::Key;
use tera::{Map, Value};

use crate::content::markdown::{Heading, Rendered};
use crate::language::LanguageId;
use crate::site::{PageId, Role, Site};
use crate::theme::{SEARCH_DESCRIPTION, SEARCH_MESSAGE, View, map, own_fields_value};

/// The variable `page` of a page that is rendered with a template.
pub(super) fn page(
    view: &View,
    id: PageId,
    language: LanguageId,
    number: usize,
    template: &str,
    prose: &Rendered,
) -> Value {
    let site = &view.site;
    let page = &site.pages[id];
    let text = &page.texts[language];
    let document = text.document.as_ref();
    let (title, title_language) = site.text_title(id, language);
    let (name, name_language) = site.title(id, language);
    let borrowed = page.is_borrowed(language);
    let written_in = text.origin.language(language);
    let text_language = if document.is_some() { written_in } else { title_language };
    let speed = site.language(written_in).reading_speed;
    let words = document.map(|document| document.words()).unwrap_or_default();
    let (previous, next) = site.neighbours(id, language);
    let summary = |page: Option<PageId>| page.map(|page| view.cache.summary(site, page, language));
    let own_summary = document.and_then(|document| document.summary.as_deref()).map(paragraph);
    // Some of the page's own summary is the same here.
    let own = view.cache.summary(site, id, language);
    let same = |key: &'static str| {
        own.as_map().and_then(|own| own.get(&Key::Str(key))).cloned().unwrap_or_else(Value::none)
    };
    let facts = view.cache.fields(site, id, language);
    let own_fields = own_fields_value(view, id, template, &facts);
    // Messengers and networks show no drawings.
    let photographs = site.pictures_of(id).into_iter().filter(|(_, asset)| asset.is_photograph());
    let photograph = photographs.map(|(_, asset)| Value::from(site.asset_permalink(asset))).next();
    let image = photograph.or_else(|| first_picture(&facts)).or_else(|| {
        let url = prose.picture.as_ref()?;
        Some(format!("{}{url}", site.config.base_url.origin().ascii_serialization()).into())
    });
    let (url, permalink) = match number {
        1 => (same("url"), same("permalink")),
        number => {
            let url = site.list_url(id, language, number);
            (site.href(&url).into(), site.permalink(&url).into())
        }
    };
    let canonical = match borrowed {
        true => site.permalink(&site.list_url(id, written_in, number)).into(),
        false => permalink.clone(),
    };
    map([
        (
            "alternates",
            if borrowed { Value::from(Vec::<Value>::new()) } else { alternates(site, id, number) },
        ),
        ("borrowed", borrowed.into()),
        ("breadcrumbs", breadcrumbs(view, id, language)),
        ("canonical", canonical),
        ("content", Value::safe_string(&prose.html)),
        ("date", same("date")),
        ("description", document.map_or("", |document| &document.description).into()),
        ("draft", page.is_draft(language).into()),
        ("expired", site.is_expired(id).into()),
        ("expires", page.expires.map(|date| date.to_string()).into()),
        ("facts", facts),
        ("feed", site.feed_url(id, language).map(|url| site.href(&url)).into()),
        ("future", site.is_future(id).into()),
        ("image", image.into()),
        ("kind", site.kinds[page.kind].name.as_str().into()),
        ("lang", view.cache.language(text_language)),
        ("name", name.into()),
        ("name_lang", view.cache.language(name_language)),
        ("next", summary(next).into()),
        ("noindex", (site.is_early(id, language) || site.is_expired(id)).into()),
        ("own_fields", own_fields),
        ("past", site.is_past(id).into()),
        ("path", page.path.as_str().into()),
        ("permalink", permalink),
        ("previous", summary(previous).into()),
        ("reading_time", words.reading_minutes(speed).into()),
        ("summary", Value::safe_string(own_summary.as_deref().unwrap_or(&prose.summary))),
        ("template_kind", template_kind(page.role).into()),
        ("terms", same("terms")),
        ("title", title.into()),
        ("toc", contents(&prose.headings)),
        ("translations", translations(view, Some(id), language, number)),
        ("updated", same("updated")),
        ("url", url),
        ("weight", page.facts.weight.into()),
        ("word_count", words.total().into()),
    ])
}

/// The variable `page` of outputs that no document is the source of: the root and the error pages.
pub(super) fn special(view: &View, kind: &'static str, url: &str, language: LanguageId) -> Value {
    let site = &view.site;
    let is_root = kind == "root";
    let empty_list = || Value::from(Vec::<Value>::new());
    let (title, title_language) = site.title(Site::HOME, language);
    map([
        ("alternates", if is_root { alternates(site, Site::HOME, 1) } else { empty_list() }),
        ("borrowed", false.into()),
        ("breadcrumbs", empty_list()),
        ("canonical", site.permalink(url).into()),
        ("content", Value::safe_string("")),
        ("date", Value::none()),
        ("description", "".into()),
        ("draft", false.into()),
        ("expired", false.into()),
        ("expires", Value::none()),
        ("facts", Map::new().into()),
        ("feed", Value::none()),
        ("future", false.into()),
        ("image", Value::none()),
        ("kind", kind.into()),
        ("lang", view.cache.language(title_language)),
        ("name", title.into()),
        ("name_lang", view.cache.language(title_language)),
        ("next", Value::none()),
        ("noindex", (!is_root).into()),
        ("own_fields", empty_list()),
        ("past", false.into()),
        ("path", Value::none()),
        ("permalink", site.permalink(url).into()),
        ("previous", Value::none()),
        ("reading_time", 1.into()),
        ("summary", Value::safe_string("")),
        ("template_kind", kind.into()),
        ("terms", Map::new().into()),
        ("title", title.into()),
        ("toc", empty_list()),
        ("translations", translations(view, None, language, 1)),
        ("updated", Value::none()),
        ("url", site.href(url).into()),
        ("weight", Value::none()),
        ("word_count", 0.into()),
    ])
}

/// The variable `page` of the search page, whose name is the message [`SEARCH_MESSAGE`] and whose description is
/// an attribute of it, if the theme has that.
pub(super) fn search(view: &View, url: &str, language: LanguageId) -> Value {
    let site = &view.site;
    let name = site.catalogue.format(language, SEARCH_MESSAGE, &FluentArgs::new()).ok();
    let description = site.catalogue.format(language, SEARCH_DESCRIPTION, &FluentArgs::new());
    let special = special(view, "search", url, language);
    let mut values = special.as_map().cloned().unwrap_or_default();
    let mut set = |key: &'static str, value: Value| drop(values.insert(Key::Str(key), value));
    if let Some(name) = name {
        for (text, lang) in [("name", "name_lang"), ("title", "lang")] {
            set(text, name.text.as_str().into());
            set(lang, view.cache.language(name.language));
        }
    }
    // In another language, it would stand among words of the reader's without a mark of it.
    if let Some(description) = description.ok().filter(|text| text.language == language) {
        set("description", description.text.into());
    }
    let in_languages = || {
        let languages = site.config.languages.keys();
        languages.filter_map(|language| Some((language, site.search_page_url(language)?)))
    };
    let alternate =
        |hreflang: &str, url: &str| map([("hreflang", hreflang.into()), ("url", site.permalink(url).into())]);
    let alternates = in_languages().map(|(id, url)| alternate(&site.language(id).hreflang, &url));
    let default = in_languages().filter(|(id, _)| *id == site.config.default_language);
    let default = default.map(|(_, url)| alternate("x-default", &url));
    set("alternates", alternates.chain(default).collect::<Vec<_>>().into());
    let translations = in_languages().map(|(id, url)| {
        let name = site.catalogue.format(id, SEARCH_MESSAGE, &FluentArgs::new());
        map([
            ("borrowed", false.into()),
            ("current", (id == language).into()),
            ("lang", view.cache.language(id)),
            ("title", name.map_or_else(|_| String::new(), |name| name.text).into()),
            ("url", site.href(&url).into()),
        ])
    });
    set("translations", translations.collect::<Vec<_>>().into());
    set("noindex", false.into());
    values.into()
}

/// A plain text as an HTML paragraph.
fn paragraph(text: &str) -> String {
    let mut html = String::from("<p>");
    escape_html(&mut html, text).expect("a String takes all text");
    html.push_str("</p>\n");
    html
}

fn template_kind(role: Role) -> &'static str {
    match role {
        Role::Home => "home",
        Role::Section => "section",
        Role::Page => "page",
        Role::Taxonomy(_) => "taxonomy",
        Role::Term(..) => "term",
    }
}

/// The page's own translations for `hreflang`, with itself and `x-default`. Borrowed texts are not included.
fn alternates(site: &Site, page: PageId, number: usize) -> Value {
    let alternates = site.alternates(page, number);
    alternates
        .map(|one| map([("hreflang", one.hreflang.into()), ("url", one.url.into())]))
        .collect::<Vec<_>>()
        .into()
}

/// The page in every language of the site, for the language switcher; the home page if there is no page.
fn translations(view: &View, page: Option<PageId>, current: LanguageId, number: usize) -> Value {
    let site = &view.site;
    let target = page.unwrap_or(Site::HOME);
    let translation = |language: LanguageId| {
        map([
            ("borrowed", site.pages[target].is_borrowed(language).into()),
            ("current", (language == current && page.is_some()).into()),
            ("lang", view.cache.language(language)),
            ("title", site.title(target, language).0.into()),
            ("url", site.href(&site.list_url(target, language, number)).into()),
        ])
    };
    site.config.languages.keys().map(translation).collect::<Vec<_>>().into()
}

/// The breadcrumbs, from the home page to the page itself.
fn breadcrumbs(view: &View, page: PageId, language: LanguageId) -> Value {
    let site = &view.site;
    let up = std::iter::successors(Some(page), |page| site.pages[*page].parent);
    let mut way: Vec<PageId> = up.filter(|step| *step == page || !site.pages[*step].is_transparent).collect();
    way.reverse();
    let crumb = |page: PageId| -> Value {
        let (title, title_language) = site.title(page, language);
        map([
            ("lang", view.cache.language(title_language)),
            ("permalink", site.permalink(&site.pages[page].texts[language].url).into()),
            ("title", title.into()),
            ("url", site.href(&site.pages[page].texts[language].url).into()),
        ])
    };
    // Only ancestors are shared by other pages, so only they are cached.
    let shared = |step: PageId| match step == page {
        true => crumb(step),
        false => view.cache.crumb(step, language, || crumb(step)),
    };
    way.into_iter().map(shared).collect::<Vec<_>>().into()
}

/// The headings as a tree.
fn contents(headings: &[Heading]) -> Value {
    let mut at = 0;
    let mut items = Vec::new();
    while at < headings.len() {
        let heading = &headings[at];
        let children = headings[at + 1..].iter().take_while(|child| child.level > heading.level).count();
        items.push(map([
            ("children", contents(&headings[at + 1..at + 1 + children])),
            ("id", heading.id.as_str().into()),
            ("level", u32::from(heading.level).into()),
            ("title", Value::safe_string(&heading.html)),
        ]));
        at += 1 + children;
    }
    items.into()
}

/// The absolute URL of the first picture among the fields.
fn first_picture(facts: &Value) -> Option<Value> {
    facts.as_map()?.values().find_map(|value| {
        let picture = value.as_array().and_then(<[Value]>::first).unwrap_or(value).as_map()?;
        picture.get(&Key::from("permalink")).filter(|_| picture.contains_key(&Key::from("width"))).cloned()
    })
}
