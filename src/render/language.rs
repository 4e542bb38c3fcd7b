//! Whether a text is in the language that its file is for. One that was copied and not translated yet would be shown as if it were.

use crate::content::Document;
use crate::content::markdown::{Tree, running_text};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::{LanguageId, RECOGNISED_BYTES, recognise};
use crate::site::{PageId, Site};

/// The length in bytes of the shortest text that is no accident where two languages have it: a telephone number, a name.
const MIN_COPY: usize = 80;

/// Reports a text that seems to be in another language than its file is for, or is that of another language byte for byte.
pub(super) fn check(
    site: &Site,
    page: PageId,
    language: LanguageId,
    document: &Document,
    tree: &Tree,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = &site.language(language).tag;
    let (text, place) = running_text(tree, RECOGNISED_BYTES);
    let seems = recognise(&text);
    let is_own = seems.is_some_and(|seems| primary(seems) == primary(own));
    if is_own || text.trim().len() < MIN_COPY {
        return;
    }
    let place = tree.source().location(place);
    if let Some(original) = original(site, page, language, document, seems.is_some()) {
        let diagnostic = Diagnostic::new(Code::TextCopied).at(place);
        diagnostics.push(diagnostic.with("original", original).with("language", own.as_str()));
    } else if let Some(seems) = seems {
        let diagnostic = Diagnostic::new(Code::TextLanguage).at(place);
        diagnostics.push(diagnostic.with("seems", seems).with("language", own.as_str()));
    }
}

/// The file of the same page in another language that has the same text. Where nothing tells which of them was copied, the first
/// in the order of the site is the original.
fn original(
    site: &Site,
    page: PageId,
    language: LanguageId,
    document: &Document,
    is_copy: bool,
) -> Option<String> {
    let texts = &site.pages[page].texts;
    let same = texts.iter_enumerated().find(|(other, text)| {
        *other != language
            && (is_copy || *other < language)
            && text.origin.is_own()
            && primary(&site.language(*other).tag) != primary(&site.language(language).tag)
            && text.document.as_ref().is_some_and(|other| is_same_text(other, document))
    });
    same.and_then(|(_, text)| Some(text.document.as_ref()?.source.path.to_string()))
}

/// Whether two documents have the same text. A title may have been translated already.
fn is_same_text(one: &Document, other: &Document) -> bool {
    let (of_one, of_other) = (one.source.open(), other.source.open());
    of_one.text[one.body..].trim() == of_other.text[other.body..].trim()
}

/// The language of a tag, without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
