//! Renders HTML pages with the theme's templates.

use std::rc::Rc;
use std::sync::Arc;

use tera::Context;

use super::finishing::{FinishedPage, Finishing, finish};
use super::{Found, context, glossary, paginator, prose, repeated_ids, sentinels};
use crate::content::{html_ids, without_links};
use crate::diagnostics::Location;
use crate::language::LanguageId;
use crate::pictures::resolve_loading;
use crate::site::{PageId, Role};
use crate::theme::{RenderedIds, SEARCH_TEMPLATE, Scope, View, map, template_error};

/// A page; `number` is that of a page of a paginated list, from 1.
pub(super) fn page(
    view: &Arc<View>,
    id: PageId,
    language: LanguageId,
    number: usize,
    found: &mut Found,
) -> Vec<u8> {
    let html = page_with(view, id, language, number, has_rendered_id, found);
    if number == 1 {
        let has_rendered_id = &|page, id: &str, language| has_rendered_id(view, page, id, language);
        view.site.check_anchors(id, language, has_rendered_id, &mut found.diagnostics);
        glossary::check(&view.site, id, language, &mut found.diagnostics);
    }
    html
}

/// Whether a page has an id as readers see it: in its text, its template or a component. The page is rendered for that, once
/// for each view: links to ids that no text has are rare.
fn has_rendered_id(view: &Arc<View>, id: PageId, anchor: &str, language: LanguageId) -> bool {
    if !view.theme.is_whole() {
        // What a theme with errors would make, nobody knows.
        return true;
    }
    let ids = view.cache.ids(id, language, || {
        // Links to ids are not checked here, so that pages may link to each other. What is wrong with the page is reported
        // where the page itself is rendered.
        let html = page_with(view, id, language, 1, |_, _, _, _| true, &mut Found::default());
        html_ids(&String::from_utf8_lossy(&html)).into_iter().collect()
    });
    ids.contains(anchor)
}

fn page_with(
    view: &Arc<View>,
    id: PageId,
    language: LanguageId,
    number: usize,
    has_rendered_id: RenderedIds,
    found: &mut Found,
) -> Vec<u8> {
    let site = &view.site;
    let (text, has_sentinels) = prose::prose(view, id, language, has_rendered_id, found);
    let mut context = base_context(view, language);
    let template = template(view, id);
    context.insert_value("page", context::page(view, id, language, number, &template, &text));
    let role = site.pages[id].role;
    if role.is_list() {
        context.insert_value("paginator", paginator::paginator(view, id, language, number));
    }
    match role {
        Role::Taxonomy(taxonomy) => {
            context.insert_value("taxonomy", site.taxonomies[taxonomy].config.name.as_str().into());
            context.insert_value("terms", view.cache.terms(site, taxonomy, language));
        }
        Role::Term(taxonomy, term) => {
            context.insert_value("taxonomy", site.taxonomies[taxonomy].config.name.as_str().into());
            context.insert_value("term", view.cache.term(site, taxonomy, term, language));
        }
        Role::Home | Role::Section | Role::Page => {}
    }
    let scope = Scope::new(view, language, Some(id), has_rendered_id);
    scope.has_sentinels.set(has_sentinels);
    let html = html(view, &scope, &template, &context, found);
    if let Some(document) = &site.pages[id].texts[language].document {
        repeated_ids::report(&html, &text.headings, &document.source.open(), &mut found.diagnostics);
    }
    html
}

/// The page at `/`, which redirects to the reader's language.
pub(super) fn root(view: &Arc<View>, found: &mut Found) -> Vec<u8> {
    let language = view.site.config.default_language;
    special(view, "root.html", "root", "/", language, found)
}

/// The search page of a language.
pub(super) fn search(view: &Arc<View>, language: LanguageId, found: &mut Found) -> Vec<u8> {
    if !view.theme.has_template(SEARCH_TEMPLATE) {
        // Which is reported once, not in every language.
        return Vec::new();
    }
    let mut context = base_context(view, language);
    let url = view.site.search_page_url(language).unwrap_or_default();
    context.insert_value("page", context::search(view, &url, language));
    let scope = Scope::new(view, language, None, has_rendered_id);
    html(view, &scope, SEARCH_TEMPLATE, &context, found)
}

/// The error page of a language, or that of URLs without a language.
pub(super) fn not_found(view: &Arc<View>, language: Option<LanguageId>, found: &mut Found) -> Vec<u8> {
    match language {
        Some(language) => {
            let url = format!("/{}/404.html", view.site.language(language).tag);
            special(view, "404.html", "404", &url, language, found)
        }
        None => {
            let language = view.site.config.default_language;
            special(view, "root-404.html", "root-404", "/404.html", language, found)
        }
    }
}

/// The redirect from an old URL to a page.
pub(super) fn redirect(
    view: &Arc<View>,
    url: &str,
    page: PageId,
    language: LanguageId,
    found: &mut Found,
) -> Vec<u8> {
    let site = &view.site;
    let target = &site.pages[page].texts[language].url;
    let (title, title_language) = site.title(page, language);
    let mut context = base_context(view, language);
    let value = map([
        ("canonical", site.permalink(target).into()),
        ("lang", view.cache.language(title_language)),
        ("title", title.into()),
        ("url", site.href(url).into()),
    ]);
    context.insert_value("page", value);
    let scope = Scope::new(view, language, None, has_rendered_id);
    html(view, &scope, "redirect.html", &context, found)
}

fn special(
    view: &Arc<View>,
    template: &str,
    kind: &'static str,
    url: &str,
    language: LanguageId,
    found: &mut Found,
) -> Vec<u8> {
    let mut context = base_context(view, language);
    context.insert_value("page", context::special(view, kind, url, language));
    let scope = Scope::new(view, language, None, has_rendered_id);
    html(view, &scope, template, &context, found)
}

fn base_context(view: &View, language: LanguageId) -> Context {
    let mut context = Context::new();
    context.insert_value("lang", view.cache.language(language));
    context.insert_value("config", view.cache.config());
    context
}

/// The template of a page: its own, otherwise that of its kind if the theme has it, otherwise that of its role.
fn template(view: &View, id: PageId) -> String {
    let site = &view.site;
    let page = &site.pages[id];
    let has = |name: &String| view.theme.has_template(name);
    let own = page.facts.template.as_ref().map(|name| name.value.clone());
    let kind = &site.kinds[page.kind];
    let of_kind = (!matches!(kind.name.as_str(), "page" | "section")).then(|| kind.template());
    let of_place = match page.role {
        Role::Home => "home.html",
        Role::Section => "section.html",
        Role::Page => "page.html",
        Role::Taxonomy(_) => "taxonomy.html",
        Role::Term(..) => "term.html",
    };
    let last = if page.role == Role::Home { "section.html" } else { of_place };
    [own, of_kind, Some(of_place.to_owned())]
        .into_iter()
        .flatten()
        .find(has)
        .unwrap_or_else(|| last.to_owned())
}

fn html(view: &View, scope: &Rc<Scope>, template: &str, context: &Context, found: &mut Found) -> Vec<u8> {
    let mut output = Vec::with_capacity(16 * 1024);
    if !view.theme.is_whole() {
        // The theme's errors were reported when it was compiled.
        return output;
    }
    if let Err(error) = scope.enter(|| view.theme.render(template, context, &mut output)) {
        let mut diagnostic = template_error(&view.theme, scope, &error);
        if diagnostic.location.is_none() {
            // Some errors have no place, but the file is known.
            diagnostic.location = view.theme.source(template).map(|source| Location::of_file(&source.path));
        }
        found.diagnostics.push(diagnostic);
        // The page is incomplete.
        output.clear();
        return output;
    }
    found.pictures.extend(scope.take_pictures());
    found
        .diagnostics
        .extend(scope.take_warnings(view.theme.source(template).map_or("", |source| &source.path)));
    if scope.has_sentinels.get() {
        output = sentinels::resolve(&String::from_utf8_lossy(&output), &view.site).into_bytes();
    }
    let output = resolve_loading(without_links(&output).map_or(output, String::into_bytes));
    let config = &view.site.config;
    let url = config.base_url.as_str().trim_end_matches('/');
    let finishing = Finishing {
        files: &view.site.loaded_files,
        origin: url.strip_suffix(config.base_path().trim_end_matches('/')).unwrap_or(url),
        minify: config.minify,
        minified_style: &|style| view.cache.minified_style(style),
        // Without hosts nothing sends headers, so that the policy need not be known.
        sources_of: (!config.hosts.is_empty()).then_some(&config.base_url),
    };
    let FinishedPage { html, sources } = finish(&output, &finishing);
    found.sources = sources;
    html
}
