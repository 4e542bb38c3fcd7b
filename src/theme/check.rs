//! What a site asks of its theme and the theme does not have.

use std::sync::Arc;

use super::{SEARCH_TEMPLATE, View};
use crate::data::Spanned;
use crate::diagnostics::{Code, Diagnostic, Names, list_names};

/// Reports templates that pages ask for in their facts, or the search of the site, and that the theme does not have.
pub fn check_templates(view: &View) -> Vec<Diagnostic> {
    let theme = &view.theme;
    let names = theme.template_names();
    let known: Arc<str> = list_names(&names).into();
    let names = Names::new(names);
    // Pages that are still to be published ask for theirs, too; those of both sites are told once.
    let ahead = view.site.ahead().into_iter().flat_map(|ahead| ahead.pages.iter());
    let asked = view.site.pages.iter().chain(ahead).filter_map(|page| {
        let Spanned { value: name, span } = page.facts.template.as_ref()?;
        let source = page.facts.source.as_ref()?;
        (!theme.has_template(name)).then(|| {
            Diagnostic::new(Code::TemplateUnknown)
                .at(source.location(span.clone()))
                .with("name", name.as_str())
                .with("known", Arc::clone(&known))
                .suggest(names.suggest(name))
        })
    });
    let config = &view.site.config;
    let searches = config.search.is_some() && !theme.has_template(SEARCH_TEMPLATE);
    let missing = searches.then(|| {
        Diagnostic::new(Code::TemplateMissing)
            .in_file(&config.source.path)
            .with("template", SEARCH_TEMPLATE)
            .with("file", format!("themes/{}/templates/{SEARCH_TEMPLATE}", config.theme))
    });
    asked.chain(missing).collect()
}
