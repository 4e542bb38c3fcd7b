//! What a rule finds on rendered pages, and where in the sources it comes from.
//!
//! Rendered pages have no places. A template's mistake is on every page that it renders: it is told once, with the first of
//! these pages and the number of the others.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostics::{Argument, Code, Diagnostic, Location, SourceText};
use crate::site::RouteKind;
use crate::theme::View;

/// A finding on a page.
#[derive(Debug)]
pub(super) struct Finding {
    pub code: Code,
    /// The number of the route.
    pub route: usize,
    /// What is wrong: findings of one code that have it in common are one.
    pub subject: String,
    /// What the source has if it is there: an address, an id.
    pub needles: Vec<Needle>,
    pub arguments: Vec<(&'static str, Argument)>,
    /// Whether a build has told it already if it comes from a document.
    pub is_told_of_documents: bool,
}

/// A text to look for in a source.
#[derive(Debug)]
pub(super) struct Needle {
    text: String,
    /// Which of its bytes are marked in the source: `[here]` is looked for, and `here` is marked.
    marked: Range<usize>,
}

impl Finding {
    pub fn new(code: Code, route: usize, subject: impl Into<String>) -> Self {
        let (subject, needles, arguments) = (subject.into(), Vec::new(), Vec::new());
        Self { code, route, subject, needles, arguments, is_told_of_documents: false }
    }

    /// The same, with what its source may have; of several texts the first that is there counts.
    pub fn written(self, needle: impl Into<String>) -> Self {
        self.written_within("", needle, "")
    }

    /// The same for what stands between two other texts, which are not marked.
    pub fn written_within(mut self, before: &str, needle: impl Into<String>, behind: &str) -> Self {
        let needle = needle.into();
        if !needle.is_empty() {
            let marked = before.len()..before.len() + needle.len();
            self.needles.push(Needle { text: format!("{before}{needle}{behind}"), marked });
        }
        self
    }

    /// The same, with an argument of its message.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The same; a build tells it if a document is the cause.
    pub fn told_of_documents(mut self) -> Self {
        self.is_told_of_documents = true;
        self
    }
}

/// The diagnostics of findings, which are in the order of the routes.
pub(super) fn diagnostics(view: &View, findings: Vec<Finding>) -> Vec<Diagnostic> {
    let mut groups: Vec<(Finding, usize)> = Vec::new();
    let mut places: FxHashMap<(Code, String), usize> = FxHashMap::default();
    for finding in findings {
        let key = (finding.code, finding.subject.clone());
        match places.get(&key) {
            Some(group) => groups[*group].1 += 1,
            None => {
                places.insert(key, groups.len());
                groups.push((finding, 1));
            }
        }
    }
    groups.into_iter().filter_map(|(finding, count)| diagnostic(view, finding, count)).collect()
}

fn diagnostic(view: &View, finding: Finding, count: usize) -> Option<Diagnostic> {
    let route = &view.site.routes[finding.route];
    let own = own_source(view, finding.route);
    let of_document = own.as_ref().and_then(|source| find(source, &finding.needles));
    if of_document.is_some() && finding.is_told_of_documents {
        return None;
    }
    let in_theme = || {
        let mut sources: Vec<&SourceText> = view.theme.sources().collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        sources.into_iter().find_map(|source| find(source, &finding.needles))
    };
    let place = of_document.or_else(in_theme).or_else(|| Some(Location::of_file(&own?.path)));
    let mut diagnostic =
        Diagnostic::new(finding.code).with("page", view.site.href(&route.url)).with("more", count - 1);
    for (name, value) in finding.arguments {
        diagnostic = diagnostic.with(name, value);
    }
    diagnostic.location = place;
    Some(diagnostic.unread())
}

/// The source of a page that an editor would open: its document, or its facts.
fn own_source(view: &View, route: usize) -> Option<SourceText> {
    let RouteKind::Page { page, language, .. } = view.site.routes[route].kind else { return None };
    let page = &view.site.pages[page];
    let document = page.texts[language].document.as_ref().map(|document| document.source.open());
    document.or_else(|| page.facts.source.clone())
}

fn find(source: &SourceText, needles: &[Needle]) -> Option<Location> {
    let range = needles.iter().find_map(|needle| {
        let at = source.text.find(needle.text.as_str())?;
        Some(at + needle.marked.start..at + needle.marked.end)
    })?;
    Some(source.location(range))
}

/// Findings of one page.
pub(super) type Findings = Vec<Finding>;

/// What rules know of the page that they look at.
pub(super) struct PageContext<'a> {
    pub view: &'a Arc<View>,
    /// The number of the route.
    pub route: usize,
}

impl PageContext<'_> {
    /// Whether the site wants to be told of a code.
    pub fn wants(&self, code: Code) -> bool {
        self.view.site.config.check.severity(code).is_some()
    }
}
