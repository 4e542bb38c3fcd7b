//! What can be written for an address that leads nowhere.

use std::ops::Range;

use super::Writer;
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};

impl Writer<'_, '_> {
    /// A diagnostic about an address with its place: the last within `range` where the address is written, else all of it. If it is
    /// certain what is meant instead, that can be written there.
    pub(super) fn about_address(
        &self,
        diagnostic: Diagnostic,
        address: &str,
        range: &Range<usize>,
    ) -> Diagnostic {
        let source = &self.tree.source;
        let fix = source.text[range.clone()].rfind(address).and_then(|at| {
            let written = range.start + at..range.start + at + address.len();
            let is_address = source.text[..written.start].ends_with(['(', '<'])
                && source.text[written.end..].starts_with([')', '>', ' ', '\t']);
            is_address.then(|| address_fix(source, &diagnostic, address, written)).flatten()
        });
        diagnostic.at(self.place_of(address, range)).fix(fix)
    }
}

/// What writes the address that a diagnostic suggests into the place where another one is written, as it is, without escapes.
pub(super) fn address_fix(
    source: &SourceText,
    diagnostic: &Diagnostic,
    address: &str,
    written: Range<usize>,
) -> Option<Fix> {
    if source.text.get(written.clone()) != Some(address) {
        return None;
    }
    let part = match diagnostic.code {
        Code::LinkNotFound | Code::ImageNotFound => written,
        Code::AnchorNotFound => written.start + address.find('#')? + 1..written.end,
        Code::LinkScheme => written.start..written.start + address.find(':')?,
        _ => return None,
    };
    // What has a meaning in Markdown or HTML would have to be escaped.
    let is_plain = |name: &str| {
        !name.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>\\\"'&`*_[]".contains(c))
    };
    Some(Fix::suggested_as(source, part, move |name| is_plain(name).then(|| name.to_owned())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::{Arguments, Link, Picture, ReferenceKind, Resolver, html, parse};
    use crate::language::Language;

    /// A site that has everything.
    struct Everything;

    impl Resolver for Everything {
        fn link(&self, target: &str) -> Result<Link, Diagnostic> {
            Ok(Link { url: target.to_owned(), external: false })
        }

        fn picture(&self, path: &str) -> Result<Picture, Diagnostic> {
            Ok(Picture { url: path.to_owned(), size: Some((1, 1)), external: false, warning: None })
        }

        fn reference(&self, _: &str, _: ReferenceKind) -> Result<Option<String>, Diagnostic> {
            Ok(None)
        }

        fn component(
            &self,
            _: &str,
            _: &Arguments,
            body: &str,
        ) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
            Ok(body.to_owned())
        }

        fn message(&self, id: &str) -> String {
            id.to_owned()
        }
    }

    fn diagnostics(text: &str) -> Vec<Diagnostic> {
        let tree = parse(&SourceText::new("index.ru.md", text), 0);
        let quotes = Language::new("ru").expect("a tag").quotes;
        let mut diagnostics = Vec::new();
        html(&tree, quotes, &Everything, &mut diagnostics);
        diagnostics
    }

    const PIECES: &[&str] = &[
        "** Важно **",
        "**Внимание! **Сезон",
        "* курсив *.",
        "#Заголовок",
        "##как",
        "• пункт",
        "○ другой",
        "1.Пункт",
        "2.Другой",
        "3)Третий",
        "Месяц\tЦена",
        "Май\t5000",
        "| a | b |",
        "|---|---|---|",
        "> ",
        "- ",
        "    Озеро лежит в горах.",
        "<o:p></o:p>",
        "\n\n<p class=\"MsoNormal\">x</p>\n\n",
        "![x](/a.svg){width=50%}",
        "{: .lead}",
        "[[toc]]",
        "import A from 'a';",
        "[x] (/a/)",
        "[湖]（/b/）",
        "![y](my photo.svg)",
        "[тел](tel: +7 701)",
        "[!NOTE] x",
        "[!NTOE]",
        "текст",
        "*",
        "_",
        "`код`",
        " ",
        "  ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
    ];

    proptest! {
        #[test]
        fn each_fix_can_be_applied_and_leaves_less_to_fix(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 1..12),
        ) {
            let mut text = pieces.concat();
            // Each fix mends something: their number is bounded by what is written.
            for _ in 0..40 {
                let found = diagnostics(&text);
                let edit = found.iter().find_map(|it| Some((it.clone(), it.source_edit()?)));
                let Some((one, edit)) = edit else { return Ok(()) };
                let mended = edit.apply();
                let reason = |it: &Diagnostic| it.arguments.iter().find(|(name, _)| name == "reason").cloned();
                let is_alike = |it: &&Diagnostic| it.code == one.code && reason(it) == reason(&one);
                let count = |found: &[Diagnostic]| found.iter().filter(is_alike).count();
                let after = diagnostics(&mended);
                prop_assert!(count(&after) < count(&found), "{one:?}\n{text:?}\n{mended:?}\n{after:?}");
                text = mended;
            }
            prop_assert!(false, "fixes never end: {text:?}");
        }
    }
}
