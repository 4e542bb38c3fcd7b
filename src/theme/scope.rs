//! The context in which functions and filters run.
//!
//! Tera's functions are `'static`, so they cannot borrow a site. They reach it through [`Scope`], a thread-local that is
//! set for the duration of one render.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use tera::{State, TeraResult};

use super::View;
use crate::data::{Data, Node, Table};
use crate::diagnostics::{Diagnostic, Location, Severity};
use crate::language::LanguageId;
use crate::pictures::{Focus, PictureSet, Placement, Ratio, Responsive};
use crate::site::{Asset, PageId, Target};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Scope>>> = const { RefCell::new(None) };
}

/// The start of an error message that refers to a diagnostic of the scope; its index follows.
const MARK: &str = "\u{FDD8}";

/// Whether a page as a reader of a language sees it has an id.
pub type RenderedIds = fn(&Arc<View>, PageId, &str, LanguageId) -> bool;

/// What is being rendered.
pub struct Scope {
    /// The site and its theme.
    pub view: Arc<View>,
    /// The language of words: the reader's, or that of the text if the text is borrowed.
    pub language: LanguageId,
    /// The language of links: the reader's.
    reader: LanguageId,
    /// The page, if a page is rendered.
    pub page: Option<PageId>,
    /// The diagnostics of functions; Tera's errors refer to them by index.
    found: RefCell<Vec<Diagnostic>>,
    /// Warnings of functions, with the paths that templates gave them.
    warnings: RefCell<Vec<(Diagnostic, String)>>,
    /// Whether the output contains sentinels: a message was taken from another language, or a value was written as JSON.
    pub has_sentinels: Cell<bool>,
    /// The pictures that the page offers.
    pictures: RefCell<Vec<Arc<PictureSet>>>,
    /// Asked for ids that no text has.
    has_rendered_id: RenderedIds,
}

impl Scope {
    /// The scope of a page, or of an output without a page.
    pub fn new(
        view: &Arc<View>,
        reader: LanguageId,
        page: Option<PageId>,
        has_rendered_id: RenderedIds,
    ) -> Rc<Self> {
        Self::with_languages(view, reader, reader, page, has_rendered_id)
    }

    /// The scope of a component within a page's text, which is written in the language `author`.
    pub fn within(
        view: &Arc<View>,
        author: LanguageId,
        reader: LanguageId,
        page: PageId,
        has_rendered_id: RenderedIds,
    ) -> Rc<Self> {
        Self::with_languages(view, author, reader, Some(page), has_rendered_id)
    }

    fn with_languages(
        view: &Arc<View>,
        language: LanguageId,
        reader: LanguageId,
        page: Option<PageId>,
        has_rendered_id: RenderedIds,
    ) -> Rc<Self> {
        Rc::new(Self {
            view: Arc::clone(view),
            language,
            reader,
            page,
            found: RefCell::default(),
            warnings: RefCell::default(),
            has_sentinels: Cell::new(false),
            pictures: RefCell::default(),
            has_rendered_id,
        })
    }

    /// Calls `render` with this scope as the current one.
    pub fn enter<T>(self: &Rc<Self>, render: impl FnOnce() -> T) -> T {
        /// Restores the previous scope, also after a panic.
        struct Restore(Option<Rc<Scope>>);
        impl Drop for Restore {
            fn drop(&mut self) {
                CURRENT.with(|current| *current.borrow_mut() = self.0.take());
            }
        }
        let previous = CURRENT.with(|current| current.borrow_mut().replace(Rc::clone(self)));
        let _restore = Restore(previous);
        render()
    }

    /// The scope that is set on this thread.
    pub fn current() -> Rc<Self> {
        CURRENT.with(|current| current.borrow().clone()).expect("functions are called by a rendering")
    }

    /// The content path that relative paths start from.
    pub fn base(&self) -> &str {
        self.page.map_or("/", |page| &self.view.site.pages[page].path)
    }

    /// The language in which a function formats: that of the template's variable `lang`, which a loop over the languages
    /// may have set, otherwise that of the scope.
    pub fn language(&self, state: &State<'_>) -> LanguageId {
        let languages = &self.view.site.config.languages;
        let Ok(Some(value)) = state.get::<tera::Value>("lang") else { return self.language };
        // Nearly always it is the value that the page got from the cache.
        if self.view.cache.is_language(&value, self.language) {
            return self.language;
        }
        let Some(tag) = value.get_from_path("tag").and_then(tera::Value::as_str) else {
            return self.language;
        };
        languages.position(|language| language.tag == tag).unwrap_or(self.language)
    }

    /// The language of the pages and links that a function returns.
    pub fn reader(&self, state: &State<'_>) -> LanguageId {
        match self.language(state) {
            language if language == self.language => self.reader,
            language => language,
        }
    }

    /// The URL that a path leads to for a reader of a language. Its anchor may be an id of a template or of a component.
    ///
    /// # Errors
    /// Says what is not there.
    pub fn link(&self, path: &str, language: LanguageId) -> Result<String, Diagnostic> {
        let has_rendered_id =
            |page, id: &str, language| (self.has_rendered_id)(&self.view, page, id, language);
        let link = self.view.site.link_with(self.base(), path, language, language, &has_rendered_id);
        link.map(|(url, _)| url)
    }

    /// The page at a path that a template gives to a function. Returns `None` if it is not published, which is a warning.
    ///
    /// # Errors
    /// An error of the template if there is no such page.
    pub fn find_page(&self, path: &str) -> TeraResult<Option<PageId>> {
        match self.view.site.target(self.base(), path) {
            Some(Target::Page(page)) => Ok(Some(page)),
            _ => self.warn_or_fail(self.view.site.link_not_found(self.base(), path), path).map(|()| None),
        }
    }

    /// The variants of a picture for a place of the page, which the page then offers. Returns `None` if the picture has none.
    pub fn responsive(
        &self,
        picture: &Asset,
        placement: &Placement,
        ratio: Option<Ratio>,
        focus: Option<Focus>,
    ) -> Option<Responsive> {
        let site = &self.view.site;
        let original = site.photograph(picture).filter(|original| !original.is_animated)?;
        let settings = site.pictures.as_deref()?;
        let set = self.ask_for(PictureSet::new(original.source, settings, placement, ratio, focus));
        let made = self.view.pictures.made(&set);
        Responsive::new(&set, made.as_deref(), &placement.sizes, &|url| site.href(url))
    }

    /// Notes that the page offers these variants.
    pub(super) fn ask_for(&self, set: PictureSet) -> Arc<PictureSet> {
        let set = Arc::new(set);
        self.pictures.borrow_mut().push(Arc::clone(&set));
        set
    }

    /// The pictures that the page has offered since the last call.
    pub fn take_pictures(&self) -> Vec<Arc<PictureSet>> {
        self.pictures.take()
    }

    /// Stores a warning about a path that a template gives to a function.
    ///
    /// # Errors
    /// An error of the template if the diagnostic is no warning.
    pub fn warn_or_fail(&self, diagnostic: Diagnostic, path: &str) -> TeraResult<()> {
        match diagnostic.severity() {
            // What an option says wrongly is no fault of the template.
            Severity::Error => Err(self.fail(match place_in_options(&self.view, path) {
                Some(place) => diagnostic.at(place),
                None => diagnostic,
            })),
            Severity::Warning => {
                self.warnings.borrow_mut().push((diagnostic, path.to_owned()));
                Ok(())
            }
        }
    }

    /// Stores a diagnostic that knows its place; the page is rendered all the same.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.warnings.borrow_mut().push((diagnostic, String::new()));
    }

    /// The warnings since the last call, each at the place where its path is written: in the options of the theme, or in a
    /// template. Those whose path is written nowhere as it is are told of `file`.
    pub fn take_warnings(&self, file: &str) -> Vec<Diagnostic> {
        let warnings = self.warnings.take().into_iter();
        let placed = warnings.map(|(diagnostic, path)| match diagnostic.location {
            Some(_) => diagnostic,
            None => {
                diagnostic.at(place_of_path(&self.view, &path).unwrap_or_else(|| Location::of_file(file)))
            }
        });
        placed.collect()
    }

    /// Stores a diagnostic and returns an error that refers to it. Tera adds the place in the template to the error.
    pub fn fail(&self, diagnostic: Diagnostic) -> tera::Error {
        let mut found = self.found.borrow_mut();
        found.push(diagnostic);
        tera::Error::message(format!("{MARK}{}", found.len() - 1))
    }

    /// The diagnostic that an error message refers to.
    pub fn take(&self, message: &str) -> Option<Diagnostic> {
        let number: usize = message.strip_prefix(MARK)?.parse().ok()?;
        self.found.borrow().get(number).cloned()
    }
}

/// Where a path that a template gives to a function is written.
fn place_of_path(view: &View, path: &str) -> Option<Location> {
    if let Some(place) = place_in_options(view, path) {
        return Some(place);
    }
    let (double, single) = (format!("\"{path}\""), format!("'{path}'"));
    let names = view.theme.template_names();
    let mut sources = names.iter().filter_map(|name| view.theme.source(name));
    sources.find_map(|source| {
        let at = source.text.find(&double).or_else(|| source.text.find(&single))? + 1;
        Some(source.location(at..at + path.len()))
    })
}

/// Where a path is written in the site's options of the theme.
fn place_in_options(view: &View, path: &str) -> Option<Location> {
    let config = &view.site.config;
    let node = text_node(&config.theme_options, path)?;
    Some(config.source.location(node.span.clone()))
}

/// The first text of a table, or within it, that is this one.
fn text_node<'t>(table: &'t Table, text: &str) -> Option<&'t Node> {
    fn within<'n>(node: &'n Node, text: &str) -> Option<&'n Node> {
        match &node.data {
            Data::Text(own) if own == text => Some(node),
            Data::List(items) => items.iter().find_map(|item| within(item, text)),
            Data::Table(table) => text_node(table, text),
            _ => None,
        }
    }
    table.entries.iter().find_map(|entry| within(&entry.value, text))
}
