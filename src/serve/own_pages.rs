//! Pages of the preview itself: errors, pages that are not published, and languages side by side.

use super::client::{self, escaped};
use crate::data::Date;
use crate::diagnostics::{
    Diagnostic, Entry, Messages, ProgramLanguage, entries, omitted_to_terminal, to_terminal,
};
use crate::site::{UnpublishedAddress, UnpublishedReason};

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
    let program = Messages::new(language);
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

/// A page that says why the page at this address is not published. `title` is what it is called, with the tag of the
/// language. With a CSRF token it has a button that shows the page at `path`.
pub(super) fn unpublished_page_html(
    address: &UnpublishedAddress,
    (title, tag): (&str, &str),
    path: &str,
    token: Option<&str>,
    language: ProgramLanguage,
    base_path: &str,
) -> String {
    let messages = client::messages(language);
    let text = |id: &str| escaped(&messages.text(id, &[]));
    let page = fill(client::template("error-page.html"), language, base_path, &text("unpublished-title"));
    let reason = with_code(&unpublished_reason(&address.reason, &messages));
    let named = format!("<cite lang=\"{}\">{}</cite><br>{reason}", escaped(tag), escaped(title));
    let form = match token {
        Some(token) => format!(
            "<form method=\"post\" action=\"{}_sapar/drafts\">\n\
             <input type=\"hidden\" name=\"token\" value=\"{}\">\n\
             <input type=\"hidden\" name=\"show\" value=\"yes\">\n\
             <input type=\"hidden\" name=\"to\" value=\"{}\">\n\
             <button>{}</button>\n<p>{}</p>\n</form>",
            escaped(base_path),
            escaped(token),
            escaped(path),
            text("unpublished-show"),
            text("unpublished-show-text"),
        ),
        None => format!("<p>{}</p>", with_code(&messages.text("unpublished-restart", &[]))),
    };
    page.replace("{{text}}", &named).replace("{{diagnostics}}", &form)
}

/// A message as HTML, with what stands between backticks as code.
fn with_code(message: &str) -> String {
    let parts = message.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => escaped(part),
        _ => format!("<code dir=\"ltr\" translate=\"no\">{}</code>", escaped(part)),
    });
    parts.collect()
}

/// Why a page is not published, in a sentence.
pub(super) fn unpublished_reason(reason: &UnpublishedReason, messages: &Messages) -> String {
    let with_date = |id: &str, date: Date, file: &str| {
        messages.text(id, &[("date", date.to_string().into()), ("file", file.into())])
    };
    match reason {
        UnpublishedReason::Draft { file } => {
            messages.text("unpublished-draft", &[("file", file.as_str().into())])
        }
        UnpublishedReason::Future { date, file } => with_date("unpublished-future", *date, file),
        UnpublishedReason::Expired { since, file } => with_date("unpublished-expired", *since, file),
        UnpublishedReason::Waits { languages } => {
            messages.text("unpublished-waits", &[("languages", languages.join(", ").into())])
        }
        UnpublishedReason::Empty => messages.text("unpublished-empty", &[]),
    }
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
