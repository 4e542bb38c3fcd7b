//! Which pages and languages somebody asks about.

use super::text_status::TextStatus;
use crate::language::LanguageId;

/// What a report is about; what is empty leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The languages.
    pub languages: Vec<LanguageId>,
    /// Content paths of sections, with slashes around them; what stands in them is meant.
    pub sections: Vec<String>,
    /// Content paths of pages that have changed, if only those are asked for.
    pub pages: Option<Vec<String>>,
}

impl Filter {
    /// Whether a text is asked about.
    pub fn has(&self, text: &TextStatus) -> bool {
        (self.languages.is_empty() || self.languages.contains(&text.language)) && self.has_page(&text.path)
    }

    /// Whether a page is asked about.
    pub fn has_page(&self, path: &String) -> bool {
        let in_section = |section: &String| path.starts_with(section.as_str());
        (self.sections.is_empty() || self.sections.iter().any(in_section))
            && self.pages.as_ref().is_none_or(|pages| pages.binary_search(path).is_ok())
    }
}
