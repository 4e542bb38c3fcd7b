//! Pages of the preview itself: errors, and languages side by side.

use super::client::{self, escaped};
use crate::diagnostics::{Diagnostic, Entry, ProgramLanguage, entries, omitted_to_terminal, to_terminal};

/// Why an error page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The site cannot be rendered.
    Failed,
    /// Nothing has this address, and the site has no page for that case.
    Missing,
    /// The request does not name this server.
    Forbidden,
}

impl Reason {
    fn id(self) -> &'static str {
        match self {
            Self::Failed => "error-page-failed",
            Self::Missing => "error-page-missing",
            Self::Forbidden => "error-page-forbidden",
        }
    }
}

/// A page that says why there is no page of the site.
pub(super) fn error_page_html(
    reason: Reason,
    diagnostics: &[Diagnostic],
    language: ProgramLanguage,
    base_path: &str,
) -> String {
    let messages = client::messages(language);
    let program = crate::diagnostics::Messages::new(language);
    let mut listed = String::new();
    for entry in entries(diagnostics) {
        let text = match entry {
            Entry::Shown(diagnostic) => to_terminal(diagnostic, &program, false),
            Entry::Omitted(omitted) => omitted_to_terminal(&omitted, &program, false),
        };
        listed.push_str(&format!("<pre>{}</pre>\n", escaped(&text)));
    }
    let text = |part: &str| escaped(&messages.text(&format!("{}-{part}", reason.id()), &[]));
    let page = fill(client::template("error-page.html"), language, base_path, &text("title"));
    page.replace("{{text}}", &text("text")).replace("{{diagnostics}}", &listed)
}

/// The page that shows languages side by side; its script fills it.
pub(super) fn compare_page(language: ProgramLanguage, base_path: &str) -> String {
    let title = escaped(&client::messages(language).text("compare-title", &[]));
    fill(client::template("compare.html"), language, base_path, &title)
}

fn fill(template: &str, language: ProgramLanguage, base_path: &str, title: &str) -> String {
    // The program's languages are all written from left to right.
    let page = template.replace("{{lang}}", language.tag).replace("{{dir}}", "ltr");
    page.replace("{{base}}", &escaped(base_path)).replace("{{title}}", title)
}
