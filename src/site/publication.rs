//! What is published, what is not yet, and what is past: drafts, days to come, days that are over.

use super::{Page, PageId, Site, SiteOptions};
use crate::content::{ExpiryPolicy, Facts};
use crate::data::Date;
use crate::language::LanguageId;

/// Of which days the pages are that a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Of today: what is published.
    Today,
    /// Of all days from today on: what will be published if nobody changes anything, too. What is wrong with it is told
    /// today, because a site that could be built once is to be built on every later day.
    AllToCome,
}

/// The days on which a page is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PublicationPeriod {
    /// The first day; `None` if it was always published.
    pub from: Option<Date>,
    /// The first day on which it is not published any more; `None` if it stays.
    pub until: Option<Date>,
}

impl PublicationPeriod {
    /// Whether there is a day on which both pages are published.
    pub fn overlaps(self, other: Self) -> bool {
        let ends_before = |one: Self, other: Self| match (one.until, other.from) {
            (Some(until), Some(from)) => until <= from,
            _ => false,
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// Whether the day that a page is dated with is still to come.
fn is_future(facts: &Facts, now: Date) -> bool {
    facts.date.is_some_and(|date| date > now)
}

/// Whether a page with these facts is part of the site: it is no draft, its day has come, and it is not past or stays when
/// it is; or the command asked for such pages too. `expires` is the first day on which it is past.
pub(super) fn is_published(
    facts: &Facts,
    expires: Option<Date>,
    policy: ExpiryPolicy,
    options: &SiteOptions,
    days: Days,
) -> bool {
    let is_future = days == Days::Today && is_future(facts, options.now);
    let is_removed = policy == ExpiryPolicy::Remove && expires.is_some_and(|end| end <= options.now);
    options.drafts || !(facts.draft || is_future || is_removed)
}

impl Page {
    /// Whether it is not to be published yet, in a language.
    pub fn is_draft(&self, language: LanguageId) -> bool {
        self.facts.draft || self.texts[language].document.as_ref().is_some_and(|document| document.draft)
    }

    /// Whether it is past. It is at its address still, but no list, feed or sitemap has it.
    pub(super) fn is_expired(&self, now: Date) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// Whether what it tells of is over: the last day of its dates has passed. It is in lists all the same.
    pub(super) fn is_past(&self, now: Date) -> bool {
        self.days.is_some_and(|(_, last)| last < now)
    }

    /// Whether it is shown before its time, in a language: search engines and feeds are not told of it.
    pub(super) fn is_early(&self, language: LanguageId, now: Date) -> bool {
        self.is_draft(language) || is_future(&self.facts, now)
    }
}

impl Site {
    /// Whether the day that a page is dated with is still to come.
    pub fn is_future(&self, page: PageId) -> bool {
        is_future(&self.pages[page].facts, self.options.now)
    }

    /// Whether a page is past. It is at its address still, but no list, feed or sitemap has it.
    pub fn is_expired(&self, page: PageId) -> bool {
        self.pages[page].is_expired(self.options.now)
    }

    /// Whether what a page tells of is over: the last day of its dates has passed. It is in lists all the same.
    pub fn is_past(&self, page: PageId) -> bool {
        self.pages[page].is_past(self.options.now)
    }

    /// Whether a page is part of the site only because drafts and pages of the future are shown.
    pub fn is_early(&self, page: PageId, language: LanguageId) -> bool {
        self.pages[page].is_early(language, self.options.now)
    }
}
