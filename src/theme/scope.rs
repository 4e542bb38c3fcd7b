//! What is being rendered, as functions and filters see it.
//!
//! Tera keeps functions for longer than any site lives, so that they cannot borrow one. What they need is laid here
//! for the time of one rendering, on the thread that renders, and taken away after it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use tera::{State, TeraResult};

use super::View;
use crate::diagnostics::Diagnostic;
use crate::language::LanguageId;
use crate::site::{PageId, Target};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Scope>>> = const { RefCell::new(None) };
}

/// The beginning of an error's text that stands for a diagnostic of the scope, followed by its number.
const MARK: &str = "\u{FDD8}";

/// What is being rendered.
pub struct Scope {
    /// The site and its theme.
    pub view: Arc<View>,
    /// The language that words are in: the reader's, or within a borrowed text the language of that.
    pub language: LanguageId,
    /// The language that links lead to: the reader's.
    reader: LanguageId,
    /// The page, where it is one.
    pub page: Option<PageId>,
    /// What functions found wrong; Tera's errors refer to them by number.
    found: RefCell<Vec<Diagnostic>>,
    /// Whether a message was borrowed from another language, so that the output holds marks around it.
    pub has_borrowed: Cell<bool>,
}

impl Scope {
    /// A scope for a rendering.
    pub fn new(view: &Arc<View>, reader: LanguageId, page: Option<PageId>) -> Rc<Self> {
        Self::with_languages(view, reader, reader, page)
    }

    /// A scope for a part of a page's text, which is written in the language `author`.
    pub fn within(view: &Arc<View>, author: LanguageId, reader: LanguageId, page: PageId) -> Rc<Self> {
        Self::with_languages(view, author, reader, Some(page))
    }

    fn with_languages(
        view: &Arc<View>,
        language: LanguageId,
        reader: LanguageId,
        page: Option<PageId>,
    ) -> Rc<Self> {
        Rc::new(Self {
            view: Arc::clone(view),
            language,
            reader,
            page,
            found: RefCell::default(),
            has_borrowed: Cell::new(false),
        })
    }

    /// Renders within the scope.
    pub fn enter<T>(self: &Rc<Self>, render: impl FnOnce() -> T) -> T {
        /// Puts back what was there before, whatever happens.
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

    /// The scope of the rendering that is under way.
    pub fn current() -> Rc<Self> {
        CURRENT.with(|current| current.borrow().clone()).expect("functions are called by a rendering")
    }

    /// The content path that relative paths start from.
    pub fn base(&self) -> &str {
        self.page.map_or("/", |page| &self.view.site.pages[page].path)
    }

    /// The language that a function speaks: that of the template's variable `lang`, which a loop over the languages
    /// may have set, else the reader's.
    pub fn language(&self, state: &State<'_>) -> LanguageId {
        let languages = &self.view.site.config.languages;
        let Ok(Some(value)) = state.get::<tera::Value>("lang") else { return self.language };
        // Nearly always it is the very value that the page was given.
        if self.view.cache.is_language(&value, self.language) {
            return self.language;
        }
        let Some(tag) = value.get_from_path("tag").and_then(tera::Value::as_str) else {
            return self.language;
        };
        languages.position(|language| language.tag == tag).unwrap_or(self.language)
    }

    /// The language that a function's pages and links are in.
    pub fn reader(&self, state: &State<'_>) -> LanguageId {
        match self.language(state) {
            language if language == self.language => self.reader,
            language => language,
        }
    }

    /// The page at a path that a template gives to a function.
    ///
    /// # Errors
    /// An error of the template if there is no such page.
    pub fn find_page(&self, path: &str) -> TeraResult<PageId> {
        match self.view.site.target(self.base(), path) {
            Some(Target::Page(page)) => Ok(page),
            _ => Err(self.fail(self.view.site.link_not_found(self.base(), path))),
        }
    }

    /// Notes a diagnostic and makes an error for Tera of it, which will say where in the template it was found.
    pub fn fail(&self, diagnostic: Diagnostic) -> tera::Error {
        let mut found = self.found.borrow_mut();
        found.push(diagnostic);
        tera::Error::message(format!("{MARK}{}", found.len() - 1))
    }

    /// The diagnostic that an error's text stands for.
    pub fn take(&self, message: &str) -> Option<Diagnostic> {
        let number: usize = message.strip_prefix(MARK)?.parse().ok()?;
        self.found.borrow().get(number).cloned()
    }
}
