//! Validation of what becomes part of a URL: slugs, aliases, ids.

use std::borrow::Cow;

use icu::normalizer::{ComposingNormalizer, DecomposingNormalizer};
use percent_encoding::percent_decode_str;

use crate::diagnostics::Diagnostic;

/// Device names that Windows reserves, whatever the extension.
const DEVICES: [&str; 30] = [
    "con", "conin$", "conout$", "prn", "aux", "nul", "com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³", "com1",
    "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
    "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A path in Unicode's normalisation form C. macOS may return `й` decomposed into `и` and a breve, which looks the same
/// but does not compare equal.
pub fn composed(path: &str) -> Cow<'_, str> {
    ComposingNormalizer::new_nfc().normalize(path)
}

/// How many bytes the name of a file or folder may have in UTF-8. Linux takes 255; NTFS and APFS as many characters.
pub const MAX_NAME_BYTES: usize = 255;

/// How many bytes an address may have, decoded: its file must have room in the path of a file, which ends at 1,024 bytes
/// on macOS and at 4,096 on Linux, together with the folder of the output.
pub const MAX_URL_BYTES: usize = 900;

/// Why a text cannot be part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    /// It is empty.
    Empty,
    /// It is longer than a file's name can be: so many bytes.
    TooLong(usize),
    /// It has a character that has another meaning in addresses or file systems, or that nobody sees.
    Character(char),
    /// It begins or ends with a full stop, or ends with a space.
    Edge,
    /// Windows has a device of that name.
    Device,
    /// It does not begin with a slash.
    NotFromRoot,
    /// It has a query or a fragment, by which no file is found.
    Query,
}

impl NameError {
    /// The name by which messages choose their words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong(_) => "length",
            Self::Character(_) => "character",
            Self::Edge => "edge",
            Self::Device => "device",
            Self::NotFromRoot => "root",
            Self::Query => "query",
        }
    }

    /// A diagnostic with the arguments that say why.
    pub fn explain(self, diagnostic: Diagnostic) -> Diagnostic {
        let (length, limit) = match self {
            Self::TooLong(length) => (length, MAX_NAME_BYTES),
            _ => (0, 0),
        };
        let character = match self {
            Self::Character(' ') => "space".to_owned(),
            Self::Character(c) if c.is_whitespace() || c.is_control() || is_invisible(c) => {
                format!("U+{:04X}", u32::from(c))
            }
            Self::Character(c) => c.to_string(),
            _ => String::new(),
        };
        diagnostic
            .with("reason", self.name())
            .with("length", length)
            .with("limit", limit)
            .with("character", character)
    }
}

/// Whether a text can be one segment of a URL and the name of a folder on every system.
///
/// Letters of any script, digits, `-`, `_`, `.`, `~` and a few others are allowed; white space, slashes and characters
/// with a meaning in URLs or file systems are not.
///
/// # Errors
/// Why it cannot.
pub fn check_slug(slug: &str) -> Result<(), NameError> {
    let forbidden = |c: &char| {
        c.is_whitespace() || c.is_control() || "/\\?#%:*\"<>|&;={}[]^`".contains(*c) || is_invisible(*c)
    };
    match slug.chars().find(forbidden) {
        Some(c) => Err(NameError::Character(c)),
        None => check_file_name(slug),
    }
}

/// Whether a text can be one segment of a URL and the name of a folder on every system; see [`check_slug`].
pub fn is_valid(slug: &str) -> bool {
    check_slug(slug).is_ok()
}

/// Whether a text can be the name of a file on every system, in an address that somebody else once chose.
fn check_file_name(name: &str) -> Result<(), NameError> {
    let forbidden =
        |c: &char| c.is_control() || "/\\:*\"<>|\u{2028}\u{2029}".contains(*c) || is_invisible(*c);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    match name.chars().find(forbidden) {
        Some(c) => Err(NameError::Character(c)),
        None if name.is_empty() => Err(NameError::Empty),
        None if name.len() > MAX_NAME_BYTES => Err(NameError::TooLong(name.len())),
        None if name.starts_with('.') || name.ends_with(['.', ' ']) => Err(NameError::Edge),
        None if DEVICES.contains(&stem.as_str()) => Err(NameError::Device),
        None => Ok(()),
    }
}

/// The path of an old URL from the site's root (`/old/`, `/old/page.html`) as its file is called: with letters and spaces
/// in the place of their percent-encoded bytes, as browsers and search engines show them.
///
/// # Errors
/// Why no file can be called so.
pub fn read_alias(alias: &str) -> Result<Cow<'_, str>, NameError> {
    let Some(path) = alias.strip_prefix('/') else { return Err(NameError::NotFromRoot) };
    // The address of another host, without a scheme.
    if path.starts_with('/') {
        return Err(NameError::NotFromRoot);
    }
    if alias.contains(['?', '#']) {
        return Err(NameError::Query);
    }
    let decoded = percent_decode_str(alias).decode_utf8().unwrap_or(Cow::Borrowed(alias));
    let path = decoded.strip_prefix('/').unwrap_or(&decoded);
    path.strip_suffix('/').unwrap_or(path).split('/').try_for_each(check_file_name)?;
    Ok(decoded)
}

/// The slug that was meant by one that was copied from an address bar, or written like a title; `None` if that is none
/// either.
pub fn meant_slug(slug: &str) -> Option<String> {
    let decoded = percent_decode_str(slug.trim_matches('/')).decode_utf8().ok()?;
    let words: Vec<&str> = decoded.split_whitespace().collect();
    Some(words.join("-")).filter(|meant| meant != slug && is_valid(meant))
}

/// Whether a text can be the id of a taxonomy or a term, which is part of addresses: small Latin letters, digits and
/// hyphens.
///
/// # Errors
/// Why it cannot.
pub fn check_id(text: &str) -> Result<(), NameError> {
    let forbidden = |c: &char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-');
    let first = text.chars().next().ok_or(NameError::Empty)?;
    match text.chars().find(forbidden) {
        Some(c) => Err(NameError::Character(c)),
        None if !first.is_ascii_lowercase() => Err(NameError::Character(first)),
        None if text.len() > MAX_NAME_BYTES => Err(NameError::TooLong(text.len())),
        None => Ok(()),
    }
}

/// An id made from a name: `komediya` from `Комедия`. Returns `None` if nothing is left of it, as of a name in Chinese.
///
/// ```
/// use sapar::content::proposed_id;
///
/// assert_eq!(proposed_id("Қызық Комедия!").as_deref(), Some("qyzyq-komediya"));
/// assert_eq!(proposed_id("Éco tourisme").as_deref(), Some("eco-tourisme"));
/// assert_eq!(proposed_id("喜剧"), None);
/// ```
pub fn proposed_id(name: &str) -> Option<String> {
    let mut id = String::new();
    let normalizer = DecomposingNormalizer::new_nfd();
    for c in composed(name).chars().flat_map(char::to_lowercase) {
        match latin(c) {
            Some(letters) => id.push_str(letters),
            // Latin letters lose their marks.
            None => {
                match normalizer.normalize_iter(std::iter::once(c)).next().filter(char::is_ascii_alphanumeric)
                {
                    Some(plain) => id.push(plain),
                    None if !c.is_alphanumeric() && !id.ends_with('-') => id.push('-'),
                    None => {}
                }
            }
        }
    }
    let id = id.trim_matches(|c: char| c == '-' || c.is_ascii_digit());
    let id = id.trim_end_matches('-');
    check_id(id).is_ok().then(|| id.to_owned())
}

/// A letter of Kazakh or Russian in Latin letters.
fn latin(c: char) -> Option<&'static str> {
    const LETTERS: [(char, &str); 42] = [
        ('а', "a"),
        ('ә', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('ғ', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "yo"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('й', "i"),
        ('к', "k"),
        ('қ', "q"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('ң', "n"),
        ('о', "o"),
        ('ө', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ұ', "u"),
        ('ү', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('һ', "h"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
        ('ъ', ""),
        ('ы', "y"),
        ('і', "i"),
        ('ь', ""),
        ('э', "e"),
        ('ю', "yu"),
        ('я', "ya"),
    ];
    LETTERS.iter().find(|(letter, _)| *letter == c).map(|(_, letters)| *letters)
}

/// Invisible characters that change the direction or joining of a text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_of_every_script_and_nothing_that_escapes() {
        for slug in ["markakol", "марқакөл", "马尔卡科尔湖", "a-b_c.d", "2026"] {
            assert!(is_valid(slug), "{slug}");
        }
        for slug in [
            "",
            ".",
            "..",
            "a/b",
            "a\\b",
            "a b",
            ".git",
            "con",
            "NUL.txt",
            "com¹",
            "conin$",
            "a?b",
            "a#b",
            "a.",
            "a\u{202E}b",
        ] {
            assert!(!is_valid(slug), "{slug}");
        }
    }

    #[test]
    fn an_old_address_is_read_as_browsers_show_it() {
        for (alias, read) in [
            ("/old/", Ok("/old/")),
            ("/%D1%81%D1%82%D0%B0%D1%80%D0%BE%D0%B5/", Ok("/старое/")),
            ("/старая страница/", Ok("/старая страница/")),
            ("/old%20page.html", Ok("/old page.html")),
            ("/a&b=(c),d;e", Ok("/a&b=(c),d;e")),
            ("/100%/", Ok("/100%/")),
            // Bytes that are no UTF-8 cannot be a name, but the percent signs can.
            ("/%FF%FE/", Ok("/%FF%FE/")),
            ("old/", Err(NameError::NotFromRoot)),
            ("//host.example/old/", Err(NameError::NotFromRoot)),
            ("https://host.example/old/", Err(NameError::NotFromRoot)),
            ("/old.php?id=5", Err(NameError::Query)),
            ("/a:b/", Err(NameError::Character(':'))),
            ("/a%2F..%2Fb/", Err(NameError::Edge)),
            ("/../a/", Err(NameError::Edge)),
            ("/a /", Err(NameError::Edge)),
            ("/", Err(NameError::Empty)),
            ("/a//b/", Err(NameError::Empty)),
            ("/con/", Err(NameError::Device)),
        ] {
            assert_eq!(read_alias(alias).as_deref().map_err(|error| *error), read, "{alias}");
        }
        let long = format!("/{}/", "ұ".repeat(128));
        assert_eq!(read_alias(&long), Err(NameError::TooLong(256)));
        assert!(check_slug(&"ұ".repeat(127)).is_ok());
    }

    proptest! {
        #[test]
        fn a_valid_slug_stays_in_its_folder(slug in "\\PC{0,20}") {
            if is_valid(&slug) {
                let path = std::path::Path::new("folder").join(&slug);
                prop_assert_eq!(path.components().count(), 2);
                prop_assert!(path.starts_with("folder") && path.file_name().is_some());
            }
        }

        #[test]
        fn a_valid_alias_stays_under_the_root(alias in "([/.a-zқ\\\\ ]|%2[EeFf]|%5[Cc]|%00|%25){0,12}") {
            if let Ok(alias) = read_alias(&alias) {
                prop_assert!(alias.starts_with('/'));
                prop_assert!(!alias.split('/').any(|segment| segment == "..") && !alias.contains("//"));
                prop_assert!(!alias.contains(['\\', '\0']));
            }
        }
    }
}
