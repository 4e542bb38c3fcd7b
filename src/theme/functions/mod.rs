//! Functions for templates, with which they query the site.

mod card;
mod map;
mod menu;
mod pictures;

pub use map::SCALE as MAP_SCALE;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::signature::ParameterType::{Boolean, Number, Pages, Picture, Point, Text, WholeNumber};
use super::signature::{Parameter, Signature};
use super::values::map;
use super::{Scope, unpublished_value};
use crate::config::SortBy;
use crate::content::NO_LINK;
use crate::diagnostics::{Code, Diagnostic, Suggestion, nearest};
use crate::site::{NEAREST, PageId, Role};

/// The largest distance on Earth in kilometres, rounded up.
const MAX_KILOMETERS: f64 = 20_040.0;

/// A function and its implementation.
type Function = (Signature, fn(Kwargs, &State<'_>) -> TeraResult<Value>);

/// All functions in addition to Tera's own.
const FUNCTIONS: [Function; 13] = [
    (
        Signature::new(
            "pages",
            &[
                Parameter::optional("section", Text),
                Parameter::optional("term", Text),
                Parameter::optional("kind", Text),
                Parameter::optional("sort_by", Text),
                Parameter::optional("limit", WholeNumber),
            ],
        ),
        pages,
    ),
    (Signature::new("page", &[Parameter::required("path", Text)]), page),
    (
        Signature::new(
            "nearby",
            &[
                Parameter::required("path", Text),
                Parameter::optional("kind", Text),
                Parameter::optional("limit", WholeNumber),
                Parameter::optional("from", Number),
                Parameter::optional("to", Number),
            ],
        ),
        nearby,
    ),
    (Signature::new("sections", &[Parameter::required("path", Text)]), sections),
    (Signature::new("terms", &[Parameter::required("taxonomy", Text)]), terms),
    (Signature::new("menu", &[Parameter::required("option", Text)]), menu::menu),
    (Signature::new("url", &[Parameter::required("path", Text)]), url),
    (Signature::new("asset", &[Parameter::required("path", Text)]), asset),
    (
        Signature::new(
            "image",
            &[
                Parameter::required("path", Text),
                Parameter::optional("width", WholeNumber),
                Parameter::optional("ratio", Text),
                Parameter::optional("focus", Point),
            ],
        ),
        pictures::image,
    ),
    (
        Signature::new(
            "picture",
            &[
                Parameter::required("of", Picture),
                Parameter::optional("placement", Text),
                Parameter::optional("ratio", Text),
                Parameter::optional("focus", Point),
                Parameter::optional("alt", Text),
            ],
        ),
        pictures::picture,
    ),
    (Signature::new("social_card", &[]), card::social_card),
    (
        Signature::new(
            "text_lines",
            &[
                Parameter::required("text", Text),
                Parameter::optional("font", Text),
                Parameter::optional("weight", WholeNumber),
                Parameter::required("size", Number),
                Parameter::optional("min_size", Number),
                Parameter::required("width", Number),
                Parameter::optional("lines", WholeNumber),
            ],
        ),
        card::text_lines,
    ),
    (
        Signature::new(
            "map",
            &[
                Parameter::optional("places", Pages),
                Parameter::optional("current", Text),
                Parameter::optional("line", Pages),
                Parameter::optional("around", Pages),
                Parameter::optional("planned", Boolean),
                Parameter::optional("width", WholeNumber),
                Parameter::optional("height", WholeNumber),
                Parameter::optional("span", Number),
                Parameter::optional("margin", Number),
                Parameter::optional("id", Text),
                Parameter::optional("label", Text),
            ],
        ),
        map::map,
    ),
];

/// The functions in addition to Tera's own.
pub fn function_signatures() -> impl Iterator<Item = Signature> {
    FUNCTIONS.into_iter().map(|(signature, _)| signature)
}

pub(super) fn register(tera: &mut Tera) {
    for (signature, call) in FUNCTIONS {
        tera.register_function(signature.name, move |kwargs: Kwargs, state: &State<'_>| {
            signature.check(&kwargs)?;
            call(kwargs, state)
        });
    }
}

/// `pages(section="/destinations/", term="tags/eco", kind="destination", sort_by="title", limit=6)`: the pages of a
/// section or a term, in the order of that list; without either, all pages that are not lists.
fn pages(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let language = scope.reader(state);
    let kind = kwargs.get::<&str>("kind")?;
    let limit = kwargs.get::<usize>("limit")?.unwrap_or(usize::MAX);
    let sort_by = match kwargs.get::<&str>("sort_by")? {
        None => None,
        Some(name) => Some(SortBy::parse(name).ok_or_else(|| {
            tera::Error::message(format!("`sort_by` is {}, not `{name}`", SortBy::NAMES.join(", ")))
        })?),
    };
    let list = match (kwargs.get::<&str>("section")?, kwargs.get::<&str>("term")?) {
        (Some(path), _) => Some(scope.find_page(path)?),
        (None, Some(term)) => Some(scope.find_page(&format!("/{}/", term.trim_matches('/')))?),
        (None, None) => None,
    };
    let list = match list {
        Some(Some(list)) => Some(list),
        // What is not published lists nothing.
        Some(None) => return Ok(Vec::<Value>::new().into()),
        None => None,
    };
    if let (Some(list), None, None, usize::MAX) = (list, kind, sort_by, limit) {
        return Ok(scope.view.cache.list(site, list, language));
    }
    let is_page =
        |page: &PageId| site.pages[*page].role == Role::Page && (list.is_some() || !site.is_expired(*page));
    let mut found: Vec<PageId> = match list {
        Some(list) => site.items(list, language).iter().collect(),
        None => site.pages.keys().collect(),
    };
    found.retain(is_page);
    if let Some(kind) = kind {
        found.retain(|page| site.kinds[site.pages[*page].kind].name == kind);
    }
    if let Some(order) = sort_by.or(if list.is_none() { Some(SortBy::default()) } else { None }) {
        found = site.sorted(found, order, language);
    }
    found.truncate(limit);
    Ok(found
        .into_iter()
        .map(|page| scope.view.cache.summary(site, page, language))
        .collect::<Vec<_>>()
        .into())
}

/// `page(path="/destinations/kanas/")`: the summary of a page; of one that is not published, what it is called.
fn page(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let (site, cache) = (&scope.view.site, &scope.view.cache);
    let path = kwargs.must_get::<&str>("path")?;
    let reader = scope.reader(state);
    if let Some(page) = scope.find_page(path)? {
        return Ok(cache.summary(site, page, reader));
    }
    let unpublished = site.unpublished_page(scope.base(), path);
    // A file beside such a page is not published either, and is no page.
    unpublished.map(|page| unpublished_value(cache, site, page, reader)).ok_or_else(|| {
        scope.fail(Diagnostic::new(Code::LinkNotFound).with("target", path).with("kind", "page"))
    })
}

/// `nearby(path="/destinations/kanas/", limit=4, kind="destination", from=0.5, to=300)`: the pages nearest to a page, each
/// with its great-circle distance in kilometres and its bearing in degrees from north. `from` and `to` are the least and
/// the largest distance. The list is empty if the page has no coordinates.
fn nearby(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let language = scope.reader(state);
    let empty = || Vec::<Value>::new().into();
    let Some(page) = scope.find_page(kwargs.must_get::<&str>("path")?)? else { return Ok(empty()) };
    let kind = kwargs.get::<&str>("kind")?;
    let limit = kwargs.get::<usize>("limit")?.unwrap_or(usize::MAX);
    // No page is of a kind that the site does not have.
    let Some(kind) = kind.map_or(Some(None), |name| site.kinds.position(|kind| kind.name == name).map(Some))
    else {
        return Ok(empty());
    };
    let from = kilometers(&kwargs, "from", NEAREST)?;
    let to = kilometers(&kwargs, "to", MAX_KILOMETERS)?;
    let near = site.nearby(page, limit, from..=to, kind).into_iter().map(|near| {
        map([
            ("bearing", near.bearing.into()),
            ("distance", near.distance.into()),
            ("page", scope.view.cache.summary(site, near.page, language)),
        ])
    });
    Ok(near.collect::<Vec<_>>().into())
}

/// An argument that is a distance in kilometres, from zero to [`MAX_KILOMETERS`].
fn kilometers(kwargs: &Kwargs, name: &str, default: f64) -> TeraResult<f64> {
    let number = kwargs.get::<f64>(name)?.unwrap_or(default);
    match (0.0..=MAX_KILOMETERS).contains(&number) {
        true => Ok(number),
        false => Err(tera::Error::message(format!("`{name}` is from 0 to {MAX_KILOMETERS}, not {number}"))),
    }
}

/// `sections(path="/")`: the sections of a section, in their order.
fn sections(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let language = scope.reader(state);
    let Some(section) = scope.find_page(kwargs.must_get::<&str>("path")?)? else {
        return Ok(Vec::<Value>::new().into());
    };
    let sections =
        site.listed(section, language).iter().filter(|page| site.pages[*page].role == Role::Section);
    Ok(sections.map(|page| scope.view.cache.summary(site, page, language)).collect::<Vec<_>>().into())
}

/// `terms(taxonomy="tags")`: the terms of a taxonomy, in the order of their names.
fn terms(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let name = kwargs.must_get::<&str>("taxonomy")?;
    let Some(taxonomy) = site.taxonomies.position(|taxonomy| taxonomy.config.name == name) else {
        let names = site.taxonomies.iter().map(|taxonomy| taxonomy.config.name.as_str());
        return Err(scope.fail(not_found(name, nearest(name, names))));
    };
    Ok(scope.view.cache.terms(site, taxonomy, scope.reader(state)))
}

/// `url(path="/destinations/kanas/")`: the URL of a page in the reader's language. That of a page which is not published is
/// taken out of the rendered page, with the attribute that it is in.
fn url(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let language = scope.reader(state);
    let path = kwargs.must_get::<&str>("path")?;
    match scope.link(path, language) {
        Ok(url) => Ok(url.into()),
        Err(diagnostic) => scope.warn_or_fail(diagnostic, path).map(|()| NO_LINK.into()),
    }
}

/// `asset(path="css/main.css")`: the address of a static file, which changes with its bytes.
fn asset(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let site = &scope.view.site;
    let path = kwargs.must_get::<&str>("path")?;
    let url = format!("/{}", path.trim_start_matches('/'));
    match site.asset_at(&url) {
        Some(asset) => Ok(site.asset_href(asset).into()),
        None => scope.warn_or_fail(site.asset_not_found(path), path).map(|()| NO_LINK.into()),
    }
}

fn not_found(name: &str, suggestion: Suggestion) -> Diagnostic {
    Diagnostic::new(Code::TemplateUnknownVariable)
        .with("name", name)
        .with("known", "none")
        .suggest(suggestion)
}
