//! Addresses that stand in a text without any marks: `https://a.example/b`, `www.a.example` and `a@b.example`.
//!
//! They are recognised by the rules of GitHub Flavored Markdown ("Autolinks (extension)"), with some for languages that
//! write their words right behind an address. Chinese and Japanese set no spaces: an address ends before the first
//! character that is full-width. Kazakh adds endings, `https://egov.kz-тен`, and a letter of another script behind a
//! comma begins a word. Letters of other scripts are a part of the address, as in `https://сайт.рф/путь`.

use std::ops::Range;

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::characters::is_wide;

/// The length in bytes of the longest host that is looked for: 253 characters (RFC 1035), of up to four bytes.
const MAX_HOST: usize = 4 * 253;

/// How many letters the longest ending behind an address has: `-ларымыздан`.
const MAX_ENDING: usize = 11;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Its bytes.
    pub range: Range<usize>,
    /// The bytes that make it one: `https://`, `www.` or `@`.
    pub mark: Range<usize>,
    /// What a link to it has before it.
    pub prefix: &'static str,
}

/// The addresses of a text in their order. The time it takes grows with the length of the text: what was looked through in
/// vain is bounded by [`MAX_HOST`], or by the next mark.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Address> {
    let (mut from, mut at) = (0, 0);
    std::iter::from_fn(move || {
        while let Some(mark) = next_mark(text, at) {
            at = mark + 1;
            let found = match text.as_bytes()[mark] {
                b':' => web(text, mark),
                b'.' => bare_host(text, mark),
                _ => mailbox(text, mark, from),
            };
            if let Some(address) = found.filter(|address| address.range.start >= from) {
                (from, at) = (address.range.end, address.range.end);
                return Some(address);
            }
        }
        None
    })
}

/// Whether a text may hold an address.
pub(super) fn may_hold_address(text: &str) -> bool {
    next_mark(text, 0).is_some()
}

/// The next `:` of `://`, `.` of `www.`, or `@`.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b':', b'@', b'.', bytes.get(from..)?).map(|found| from + found).find(
        |at| match bytes[*at] {
            b':' => bytes[at + 1..].starts_with(b"//"),
            b'.' => *at >= 3 && bytes[at - 3..*at].eq_ignore_ascii_case(b"www"),
            _ => true,
        },
    )
}

/// The address whose scheme ends before the colon at `colon`: `https://a.example/b`.
pub(in crate::content) fn web_address(text: &str, colon: usize) -> Option<Range<usize>> {
    Some(web(text, colon)?.range)
}

fn web(text: &str, colon: usize) -> Option<Address> {
    let before = text.get(..colon)?;
    let letters = before.bytes().rev().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let scheme = &before[colon - letters..];
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let host = colon + "://".len();
    let length = host_length(text.get(host..)?)?;
    let start = colon - letters;
    let end = host + length + rest_length(&text[host + length..]);
    Some(Address { range: start..end, mark: start..host, prefix: "" })
}

/// `www.a.example`, without a scheme.
fn bare_host(text: &str, dot: usize) -> Option<Address> {
    let start = dot - "www".len();
    let is_apart = text[..start].chars().next_back().is_none_or(|before| match before {
        '/' | '.' | '-' | '_' | '@' | '=' | '&' | '?' | '#' | '%' | '+' | '\\' => false,
        c => !c.is_alphanumeric() || is_wide(c),
    });
    let length = is_apart.then(|| host_length(&text[start..]))??;
    // More than the full stop has to be there.
    let end = start + length + rest_length(&text[start + length..]);
    (length > "www.".len()).then_some(Address { range: start..end, mark: start..dot + 1, prefix: "http://" })
}

/// `a@b.example`, which begins at `from` or later.
fn mailbox(text: &str, at: usize, from: usize) -> Option<Address> {
    let of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+-".contains(byte);
    let bytes = text.as_bytes();
    let length = bytes[from..at].iter().rev().take_while(|byte| of_name(byte)).count();
    let before = &text[..at - length];
    let is_apart = before.chars().next_back().is_none_or(|before| {
        before != '/' && before != '@' && (!before.is_alphanumeric() || is_wide(before))
    });
    let name = text[at - length..at].trim_start_matches(['.', '-', '+']);
    let mut start = at - name.len();
    let mut prefix = "mailto:";
    if name.is_empty() || !is_apart {
        return None;
    }
    let host = at + 1;
    let end = host + host_length(&text[host..])?;
    // A version of a package is none: `name@1.4.2`.
    let domain = text[host..end].rsplit('.').next().unwrap_or_default();
    let is_domain = domain.starts_with("xn--")
        || domain.chars().count() > 1 && domain.chars().all(|c| c.is_alphabetic() || is_combining(c));
    let behind = text[end..].chars().next();
    // `a@b.example-` is none (GFM), unless an ending follows the hyphen.
    let is_cut = match behind {
        Some('@') => true,
        Some('-' | '_') => !text[end..].trim_start_matches(['-', '_']).starts_with(is_foreign),
        _ => false,
    };
    let scheme = text[..start].len().checked_sub("mailto:".len());
    let has_scheme =
        scheme.is_some_and(|scheme| scheme >= from && bytes[scheme..start].eq_ignore_ascii_case(b"mailto:"));
    if has_scheme {
        start -= "mailto:".len();
        prefix = "";
    }
    (is_domain && !is_cut).then_some(Address { range: start..end, mark: at..at + 1, prefix })
}

/// The length of the host that a text begins with.
fn host_length(text: &str) -> Option<usize> {
    let takes_wide = text.chars().next().filter(|c| c.is_alphanumeric()).map(is_wide)?;
    // Whether the letters of the label are ASCII: no label has letters of two scripts.
    let mut is_ascii = None;
    let mut length = text.len();
    for (at, c) in text.char_indices() {
        let belongs = match c {
            '.' => {
                is_ascii = None;
                !text[..at].ends_with('.')
            }
            '-' | '_' => true,
            c if c.is_ascii_digit() || is_combining(c) => true,
            c if c.is_alphanumeric() && (takes_wide || !is_wide(c)) => {
                *is_ascii.get_or_insert(c.is_ascii()) == c.is_ascii()
            }
            _ => false,
        };
        if !belongs {
            length = at;
            break;
        }
        if at >= MAX_HOST {
            return None;
        }
    }
    let host = text[..length].trim_end_matches(['.', '-', '_']);
    let mut labels = host.rsplit('.');
    let is_host = [labels.next(), labels.next()]
        .iter()
        .all(|label| label.is_some_and(|label| !label.is_empty() && !label.contains('_')));
    is_host.then_some(host.len())
}

/// The length of what follows a host in an address: a port, a path, a query, a fragment.
fn rest_length(text: &str) -> usize {
    let port = match text.strip_prefix(':') {
        Some(port) => match port.bytes().take(6).take_while(u8::is_ascii_digit).count() {
            0 | 6 => return 0,
            digits => 1 + digits,
        },
        None => 0,
    };
    let rest = &text[port..];
    if !rest.starts_with(['/', '?', '#']) {
        return port;
    }
    let rest = &rest[..path_length(rest)];
    port + without_ending(without_marks(rest)).len()
}

/// How far a path goes before a character that is none of it.
fn path_length(text: &str) -> usize {
    // The brackets that are open: round, square, curly.
    let mut open = [0_usize; 3];
    let mut is_ascii = true;
    // Where the last run of a mark of emphasis began, and with which mark.
    let mut run = (0, ' ');
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        if c != run.1 {
            run = (at, c);
        }
        let ends = match c {
            '<' | '>' | '"' | '`' | '\\' | '|' => true,
            '(' | '[' | '{' => {
                open[bracket(c)] += 1;
                false
            }
            ')' | ']' | '}' => match open[bracket(c)].checked_sub(1) {
                Some(rest) => {
                    open[bracket(c)] = rest;
                    false
                }
                // `(https://a.example/)查看`.
                None => c == ']' || next().is_some_and(|next| !next.is_ascii()),
            },
            // Emphasis ends before an ending: `**https://a.example/**тың`.
            '*' | '~' if next().is_some_and(is_foreign) => return run.0,
            '*' | '~' => false,
            ',' | ';' | '!' | '\'' => is_ascii && next().is_some_and(is_foreign),
            c if c.is_ascii() => c <= ' ' || c == '\u{7F}',
            c => {
                is_ascii = false;
                is_wide(c) || !(c.is_alphanumeric() || is_combining(c))
            }
        };
        if ends {
            return at;
        }
    }
    text.len()
}

/// An address without the marks behind it that belong to the sentence.
fn without_marks(address: &str) -> &str {
    let mut counts = [0_isize; 3];
    for c in address.chars() {
        match c {
            '(' | '[' | '{' => counts[bracket(c)] += 1,
            ')' | ']' | '}' => counts[bracket(c)] -= 1,
            _ => {}
        }
    }
    let mut address = address;
    while let Some(last) = address.chars().next_back() {
        let length = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '~' | '\'' | '^' => 1,
            '(' | '[' | '{' => {
                counts[bracket(last)] -= 1;
                1
            }
            ')' | ']' | '}' if counts[bracket(last)] < 0 => {
                counts[bracket(last)] += 1;
                1
            }
            ';' => reference_length(address),
            _ => break,
        };
        address = &address[..address.len() - length];
    }
    address
}

/// The length of the character reference that an address ends in, `&copy;`, or that of its semicolon.
fn reference_length(address: &str) -> usize {
    let before = &address[..address.len() - 1];
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    match before[..before.len() - letters].ends_with('&') && letters > 0 {
        true => letters + 2,
        false => 1,
    }
}

/// An address without an ending of the language that it stands in: `https://a.example/b-тен`.
fn without_ending(address: &str) -> &str {
    let Some((before, ending)) = address.rsplit_once('-') else { return address };
    let is_ending = (1..=MAX_ENDING).contains(&ending.chars().count())
        && ending.chars().all(|c| !c.is_ascii() && c.is_lowercase())
        && before.is_ascii()
        && before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    if is_ending { before } else { address }
}

fn bracket(c: char) -> usize {
    match c {
        '(' | ')' => 0,
        '[' | ']' => 1,
        _ => 2,
    }
}

/// A letter or digit of another script than Latin without marks.
fn is_foreign(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

/// A mark that belongs to the letter before it, such as the vowels of Indic scripts.
fn is_combining(c: char) -> bool {
    !c.is_ascii() && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).map(|address| &text[address.range]).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("см. https://a.kz/x. Далее", "https://a.kz/x"),
            ("(https://a.kz/x), https", "https://a.kz/x"),
            ("(https://a.kz/x_(y))", "https://a.kz/x_(y)"),
            ("«https://a.kz/x»", "https://a.kz/x"),
            ("“https://a.kz”", "https://a.kz"),
            ("\"https://a.kz/\"тың", "https://a.kz/"),
            ("https://a.kz/x…", "https://a.kz/x"),
            ("https://a.kz/x—y", "https://a.kz/x"),
            ("https://a.kz/x?!", "https://a.kz/x"),
            ("https://a.kz/x&copy;", "https://a.kz/x"),
            ("https://a.kz/?a=1&b=2;", "https://a.kz/?a=1&b=2"),
            ("https://a.kz/x<b>", "https://a.kz/x"),
            ("https://a.kz", "https://a.kz"),
            ("https://a.kz:8080/x", "https://a.kz:8080/x"),
            ("https://a.kz: вот", "https://a.kz"),
            ("https://a.kz?x#y", "https://a.kz?x#y"),
            ("HTTPS://A.kz/", "HTTPS://A.kz/"),
            ("见https://a.kz/路线。更多", "https://a.kz/"),
            ("见https://a.kz查看", "https://a.kz"),
            ("（https://a.kz/x）", "https://a.kz/x"),
            ("(https://a.kz/x)查看", "https://a.kz/x"),
            ("https://a.kz/x，https", "https://a.kz/x"),
            ("https://例子.中国/x", "https://例子.中国/x"),
            ("https://сайт.рф/путь?к=1", "https://сайт.рф/путь?к=1"),
            ("https://ru.wikipedia.org/wiki/Алтай_(горы).", "https://ru.wikipedia.org/wiki/Алтай_(горы)"),
            (
                "https://ru.wikipedia.org/wiki/Усть-Каменогорск",
                "https://ru.wikipedia.org/wiki/Усть-Каменогорск",
            ),
            ("https://egov.kz-тен", "https://egov.kz"),
            ("https://egov.kz/x-тен алыңыз", "https://egov.kz/x"),
            ("https://egov.kz/-ке", "https://egov.kz/"),
            ("https://a.kz/x,далее", "https://a.kz/x"),
            ("https://youtu.be/_ab_", "https://youtu.be/_ab_"),
            ("**https://a.kz/x**тың", "https://a.kz/x"),
            ("https://a.kz/?f[]=1]", "https://a.kz/?f[]=1"),
            ("https://hi.wikipedia.org/wiki/हिन्दी", "https://hi.wikipedia.org/wiki/हिन्दी"),
            ("www.google.com/search?q=Markup+(business)))", "www.google.com/search?q=Markup+(business)"),
            ("www.google.com/search?q=(business))+ok", "www.google.com/search?q=(business))+ok"),
            ("Www.a.kz, и", "Www.a.kz"),
            ("网站www.a.kz。", "www.a.kz"),
            ("www.a.kz-тің", "www.a.kz"),
            ("a.b+c@b-d.kz.", "a.b+c@b-d.kz"),
            ("邮箱a@b.kz。", "a@b.kz"),
            ("a@b.kz-ке", "a@b.kz"),
            ("mailto:a@b.kz", "mailto:a@b.kz"),
            ("(a@b.kz)", "a@b.kz"),
            ("info@сайт.рф", "info@сайт.рф"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "https://",
            "https://…",
            "http://localhost/",
            "xhttps://a.kz",
            "ftp://www.a.kz",
            "https://a_b.c_d/",
            "https://.kz",
            "www.",
            "www..a",
            "awww.a.kz",
            "@name",
            "a@b",
            "a@b.kz-",
            "a@b@c.kz",
            "иван@b",
            "иван.a@b.kz",
            "user:pass@a@b",
            "12:30//",
            "chrome-launcher@0.10.7",
            "deno@1.5.x",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn several_addresses_of_a_text_are_found() {
        assert_eq!(
            found("https://a.kz/@b, www.c.kz;d@e.kz/f https://g.kz"),
            ["https://a.kz/@b", "www.c.kz", "d@e.kz", "https://g.kz"]
        );
    }

    /// Texts of one line, which took minutes if the time grew with the square of their length.
    #[test]
    fn a_line_may_be_long() {
        for piece in [
            "www.",
            "www.a",
            "a@",
            "a@b.c-",
            "http://",
            "https://a.b/((((",
            "https://a.b/&a;",
            "(www.",
            "a.",
            "https://a_",
        ] {
            let _ = found(&piece.repeat(100_000));
        }
        assert_eq!(found(&format!("https://a.kz/{}", "(".repeat(1_000_000))), ["https://a.kz/"]);
        assert_eq!(found(&format!("https://a.kz/x{}", ")".repeat(1_000_000))), ["https://a.kz/x"]);
    }

    proptest! {
        #[test]
        fn addresses_are_parts_in_their_order(
            text in "(https?://|www\\.|[a-z]{1,3}|@|\\.|/|\\(|\\)|\\[|-|_|;|&|,|湖|ж|«|。| |\\PC){0,30}",
        ) {
            let mut from = 0;
            for Address { range, mark, .. } in addresses(&text) {
                prop_assert!(from <= range.start && range.start <= mark.start && mark.end <= range.end);
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(!text[range.clone()].contains(char::is_whitespace));
                from = range.end;
            }
        }
    }
}
