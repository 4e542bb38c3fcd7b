//! The function `menu`: what an option of the theme, such as `navigation`, leads to.

use std::ops::Range;

use tera::{Kwargs, State, TeraResult, Value};

use super::super::values::map;
use super::Scope;
use crate::content::NO_LINK;
use crate::data::{Data, Node, Reader, wrong_type};
use crate::diagnostics::{Code, Diagnostic, SourceText, nearest};
use crate::language::LanguageId;
use crate::site::Target;

/// `menu(option="navigation")`: the items of an option of the theme, each with what it is called and where it leads. An item
/// is a content path, or a table with `page` or `url` and a `label`. An item that is wrong is reported where it is
/// written, and left out.
pub(super) fn menu(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let name = kwargs.must_get::<&str>("option")?;
    let (config, manifest) = (&scope.view.site.config, &scope.view.theme.manifest);
    let entry = config.theme_options.get(name).map(|entry| (&config.source, entry));
    let default = || Some((manifest.source.as_ref()?, manifest.options.get(name)?));
    let Some((source, entry)) = entry.or_else(default) else { return Ok(Vec::<Value>::new().into()) };
    let mut menu =
        Menu { scope: &scope, source, name, language: scope.reader(state), diagnostics: Vec::new() };
    let items: Vec<Value> = match &entry.value.data {
        Data::List(items) => items.iter().filter_map(|item| menu.item(item)).collect(),
        _ => {
            let example = format!("{name} = [\"/about/\"]");
            menu.diagnostics.push(wrong_type(source, &entry.value, name, "list", &example));
            Vec::new()
        }
    };
    menu.diagnostics.into_iter().for_each(|diagnostic| scope.report(diagnostic));
    Ok(items.into())
}

/// Reads the items of one option for readers of one language.
struct Menu<'a> {
    scope: &'a Scope,
    source: &'a SourceText,
    name: &'a str,
    language: LanguageId,
    diagnostics: Vec<Diagnostic>,
}

/// What an item is called, and the language that this is in.
type Label = (String, LanguageId);

impl Menu<'_> {
    fn item(&mut self, node: &Node) -> Option<Value> {
        let table = match &node.data {
            Data::Text(path) => return self.target(path, &node.span, None),
            Data::Table(table) => table,
            _ => {
                let example = format!("{} = [\"/about/\"]", self.name);
                self.diagnostics.push(wrong_type(self.source, node, self.name, "text", &example));
                return None;
            }
        };
        let mut reader = Reader::new(self.source, table, &format!("{}.", self.name));
        let page = reader.spanned_text("page", &mut self.diagnostics);
        let url = reader.spanned_text("url", &mut self.diagnostics);
        let label = self.label(&mut reader);
        let is_read = table.get("page").or_else(|| table.get("url")).is_some();
        reader.finish(&mut self.diagnostics);
        let Some(target) = page.or(url) else {
            if !is_read {
                self.missing("page", &node.span);
            }
            return None;
        };
        self.target(target.value, &target.span, label)
    }

    /// The label of an item in the reader's language, or in the first one that there is of its fallback chain.
    fn label(&mut self, reader: &mut Reader<'_>) -> Option<Label> {
        let languages = &self.scope.view.site.config.languages;
        let node = &reader.entry("label")?.value;
        let table = match &node.data {
            Data::Text(text) => return Some((text.clone(), self.language)),
            Data::Table(table) => table,
            _ => {
                let key = format!("{}.label", self.name);
                self.diagnostics.push(wrong_type(self.source, node, &key, "text", "label = \"…\""));
                return None;
            }
        };
        let tags = || languages.iter().map(|language| language.tag.as_str());
        let mut labels: Vec<Label> = Vec::new();
        for entry in &table.entries {
            let language = languages.position(|language| language.tag == entry.key);
            match (language, &entry.value.data) {
                (Some(language), Data::Text(text)) => labels.push((text.clone(), language)),
                (Some(_), _) => {
                    let key = format!("{}.label.{}", self.name, entry.key);
                    let example = format!("{} = \"…\"", entry.key);
                    self.diagnostics.push(wrong_type(self.source, &entry.value, &key, "text", &example));
                }
                (None, _) => self.diagnostics.push(
                    Diagnostic::new(Code::UnknownLanguage)
                        .at(self.source.location(entry.key_span.clone()))
                        .with("tag", entry.key.as_str())
                        .with("languages", tags().collect::<Vec<_>>().join(", "))
                        .suggest(nearest(&entry.key, tags())),
                ),
            }
        }
        let chain = std::iter::once(self.language).chain(languages[self.language].fallback.iter().copied());
        let mut own = chain.filter_map(|language| labels.iter().find(|(_, of)| *of == language));
        own.next().or_else(|| labels.first()).cloned()
    }

    /// What leads to a page, a file, or out of the site.
    fn target(&mut self, target: &str, span: &Range<usize>, label: Option<Label>) -> Option<Value> {
        let site = &self.scope.view.site;
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let page = match site.target("/", path) {
            Some(Target::Page(page)) => Some(page),
            _ => None,
        };
        let unpublished = site.unpublished_page("/", path);
        let (url, external) = match site.link("/", target, self.language, self.language) {
            Ok(found) => found,
            Err(diagnostic) => {
                let is_unpublished = diagnostic.code == Code::LinkUnpublished;
                self.diagnostics.push(diagnostic.at(self.source.location(span.clone())));
                unpublished.filter(|_| is_unpublished)?;
                (NO_LINK.to_owned(), false)
            }
        };
        let is_unpublished = url == NO_LINK;
        let title = || match (page, unpublished) {
            (Some(page), _) => {
                let (title, language) = site.title(page, self.language);
                Some((title.to_owned(), language))
            }
            (None, page) => Some(site.unpublished_title(page?, self.language)),
        };
        let label = label.or_else(title);
        let Some((title, language)) = label else {
            self.missing("label", span);
            return None;
        };
        let path = page.map(|page| site.pages[page].path.as_str());
        Some(map([
            ("external", external.into()),
            ("lang", self.scope.view.cache.language(language)),
            ("path", path.into()),
            ("title", title.into()),
            ("unpublished", is_unpublished.into()),
            ("url", url.into()),
        ]))
    }

    fn missing(&mut self, key: &str, span: &Range<usize>) {
        let key = format!("{}.{key}", self.name);
        let example = if key.ends_with(".label") { "label = \"…\"" } else { "page = \"/…/\"" };
        let diagnostic = Diagnostic::new(Code::MissingKey).at(self.source.location(span.clone()));
        self.diagnostics.push(diagnostic.with("key", key).with("example", example));
    }
}
