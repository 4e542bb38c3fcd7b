//! Links and pictures that the parser did not recognise, so that readers would see their brackets.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::Writer;
use crate::diagnostics::{Code, Diagnostic, Fix};

/// How much is looked through for the end of an address, in bytes.
const MAX_ADDRESS: usize = 300;

/// An address behind a text in brackets that is shown as text.
struct Misread {
    /// Its length with its brackets, and with what stands before them.
    length: usize,
    /// One of the reasons that the message `link-misread` knows.
    reason: &'static str,
    address: String,
    /// What to write in the place of the brackets, if that is certain.
    mended: Option<String>,
}

impl Writer<'_, '_> {
    /// Reports the addresses that stand as text behind a `]` of a text node.
    pub(super) fn report_misread_link(&mut self, range: &Range<usize>) {
        let source = &self.tree.source.text;
        for at in memchr::memchr_iter(b']', source[range.clone()].as_bytes()) {
            let bracket = range.start + at;
            let before = &source[source.ceil_char_boundary(bracket.saturating_sub(MAX_ADDRESS))..bracket];
            // What is escaped is meant as text.
            let is_opened = before.rfind('[').is_some_and(|open| !before[..open].ends_with('\\'));
            if !is_opened || before.ends_with('\\') {
                continue;
            }
            let behind = &source[bracket + 1..];
            // A line may be long, and have many brackets.
            let line = behind[..behind.floor_char_boundary(MAX_ADDRESS)].lines().next().unwrap_or_default();
            if let Some(Misread { length, reason, address, mended }) = misread(line) {
                let open = bracket - before.len() + before.rfind('[').unwrap_or(0);
                let is_picture = source[..open].ends_with('!');
                let mended = mended.filter(|mended| {
                    self.leads_somewhere(&source[open - usize::from(is_picture)..=bracket], mended)
                });
                let fix = mended
                    .map(|mended| Fix::new(&self.tree.source, [(bracket + 1..bracket + 1 + length, mended)]));
                let place = self.place(bracket..bracket + 1 + length);
                let diagnostic = Diagnostic::new(Code::LinkMisread).at(place).fix(fix);
                self.diagnostics.push(diagnostic.with("reason", reason).with("address", address));
            }
        }
    }

    /// Whether a text in brackets and what is to stand behind it are a link or a picture, and whether there is what it leads
    /// to: a warning must not become an error.
    fn leads_somewhere(&self, brackets: &str, behind: &str) -> bool {
        let text = format!("{brackets}{behind}");
        let mut parser = Parser::new(&text).into_offset_iter().skip(1);
        match parser.next() {
            Some((Event::Start(Tag::Link { dest_url, .. }), range)) => {
                range == (0..text.len()) && self.resolver.link(&dest_url).is_ok()
            }
            Some((Event::Start(Tag::Image { dest_url, .. }), range)) => {
                range == (0..text.len()) && self.resolver.picture(&dest_url).is_ok()
            }
            _ => false,
        }
    }
}

/// What stands behind a `]`, if it is meant as an address.
fn misread(behind: &str) -> Option<Misread> {
    let gap = behind.len() - behind.trim_start_matches([' ', '\u{A0}']).len();
    let rest = &behind[gap..];
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let (end, close) = closing_bracket(rest)?;
    let inner = rest[open.len_utf8()..end].trim();
    let length = gap + end + close.len_utf8();
    let (address, title) = without_title(inner);
    if address.is_empty() || !is_address(address) {
        return None;
    }
    let reason = match () {
        () if open == '（' || close == '）' => "wide",
        () if is_number(address) => "phone",
        () if gap > 0 => "gap",
        () if address.contains(char::is_whitespace) => "space",
        () if address.len() < inner.len() => "title",
        () => "other",
    };
    let address = match reason {
        "phone" => address.chars().filter(|c| !c.is_whitespace()).collect(),
        // As in a telephone number, nothing stands behind the colon.
        _ if address.starts_with("mailto:") => address.replace(' ', ""),
        _ => address.to_owned(),
    };
    let mended = (reason != "other").then(|| written(&address, title)).flatten();
    Some(Misread { length, reason, address, mended })
}

/// An address and its title as Markdown writes them. Returns `None` if it is not certain what belongs to the title.
fn written(address: &str, title: &str) -> Option<String> {
    let address = match address.contains(char::is_whitespace) {
        true if address.contains(['<', '>']) => return None,
        true => format!("<{address}>"),
        false => address.to_owned(),
    };
    if title.is_empty() {
        return Some(format!("({address})"));
    }
    let mut marks = title.chars();
    let pair = (marks.next()?, marks.next_back()?);
    let is_pair = matches!(
        pair,
        ('"', '"')
            | ('“', '”')
            | ('”', '”')
            | ('«', '»')
            | ('„', '“' | '”')
            | ('\'', '\'')
            | ('「', '」')
            | ('‘', '’')
    );
    let words = marks.as_str();
    (is_pair && !words.contains(['"', '\\'])).then(|| format!("({address} \"{words}\")"))
}

/// The bracket that closes the one that a text begins with.
fn closing_bracket(text: &str) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some((at, c))
    })
}

/// An address without what is meant as its title, in quotation marks of any kind.
fn without_title(inner: &str) -> (&str, &str) {
    let start = inner.find(['"', '“', '”', '«', '„', '\'', '「', '‘']);
    match start.filter(|start| inner[..*start].ends_with(char::is_whitespace)) {
        Some(start) => (inner[..start].trim_end(), &inner[start..]),
        None => (inner, ""),
    }
}

/// Whether a text in brackets is an address, and no words: a path, a whole address, or a file.
fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    let is_file = (2..=5).contains(&extension.len())
        && extension.starts_with(|c: char| c.is_ascii_alphabetic())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // A word of a sentence may end in a full stop, but no sentence ends in an extension.
    is_file
        || text.starts_with(['/', '#'])
        || text.starts_with("./")
        || text.starts_with("../")
        || text.contains("://")
        || is_number(text)
        || text.starts_with("mailto:")
}

/// Whether an address is a telephone number.
fn is_number(address: &str) -> bool {
    let number = address.strip_prefix("tel:").or_else(|| address.strip_prefix("Tel:"));
    number.is_some_and(|number| number.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_are_told() {
        for (behind, reason) in [
            ("(my photo.svg)", Some("space")),
            ("(my photo (2).svg) и", Some("space")),
            ("(/my lake/)", Some("space")),
            ("(a.svg «Көл»)", Some("title")),
            ("(a b.svg \"Көл\")", Some("space")),
            (" (/canyon/)", Some("gap")),
            ("（/lakes/kanas/）", Some("wide")),
            ("（a.jpg)", Some("wide")),
            ("(/x/)", Some("other")),
            ("(tel: +7 701 123-45-67)", Some("phone")),
            (" (tel:+77011234567)", Some("phone")),
            ("(mailto: a@b.kz)", Some("space")),
            ("(то есть ниже)", None),
            (" (см. главу 2)", None),
            ("（见下文）", None),
            ("(и т. д.)", None),
            ("(a.svg", None),
            (": /x/", None),
        ] {
            assert_eq!(misread(behind).map(|it| it.reason), reason, "{behind}");
        }
    }
}
