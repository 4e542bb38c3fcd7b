//! Validation of what becomes part of a URL: slugs, aliases, ids.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Device names that Windows reserves, whatever the extension.
const DEVICES: [&str; 30] = [
    "con", "conin$", "conout$", "prn", "aux", "nul", "com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³", "com1",
    "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
    "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A path in Unicode's normalisation form C. macOS may return `й` decomposed into `и` and a breve, which looks the same
/// but does not compare equal.
pub fn composed(path: &str) -> Cow<'_, str> {
    match is_nfc_quick(path.chars()) {
        IsNormalized::Yes => Cow::Borrowed(path),
        _ => Cow::Owned(path.nfc().collect()),
    }
}

/// Whether a text can be one segment of a URL and the name of a folder on every system.
///
/// Letters of any script, digits, `-`, `_`, `.`, `~` and a few others are allowed; white space, slashes and characters
/// with a meaning in URLs or file systems are not.
pub fn is_valid(slug: &str) -> bool {
    let forbidden = |c: char| {
        c.is_whitespace() || c.is_control() || "/\\?#%:*\"<>|&;={}[]^`".contains(c) || is_invisible(c)
    };
    let stem = slug.split('.').next().unwrap_or_default().to_ascii_lowercase();
    !slug.is_empty()
        && slug.len() <= 200
        && !slug.starts_with('.')
        && !slug.ends_with('.')
        && !slug.contains(forbidden)
        && !DEVICES.contains(&stem.as_str())
}

/// Whether a text is the path of an old URL from the site's root: `/old/`, `/old/page.html`.
pub fn is_valid_alias(alias: &str) -> bool {
    let Some(path) = alias.strip_prefix('/') else { return false };
    let path = path.strip_suffix('/').unwrap_or(path);
    !path.is_empty() && path.split('/').all(is_valid)
}

/// Whether a text can be the id of a taxonomy or a term: small Latin letters, digits and hyphens.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
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
    for c in name.nfc().flat_map(char::to_lowercase) {
        match latin(c) {
            Some(letters) => id.push_str(letters),
            // Latin letters lose their marks.
            None => match std::iter::once(c).nfd().next().filter(char::is_ascii_alphanumeric) {
                Some(plain) => id.push(plain),
                None if !c.is_alphanumeric() && !id.ends_with('-') => id.push('-'),
                None => {}
            },
        }
    }
    let id = id.trim_matches(|c: char| c == '-' || c.is_ascii_digit());
    let id = id.trim_end_matches('-');
    is_id(id).then(|| id.to_owned())
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
        fn a_valid_alias_stays_under_the_root(alias in "[/.a-zқ\\\\]{0,12}") {
            if is_valid_alias(&alias) {
                prop_assert!(!alias.split('/').any(|segment| segment == "..") && !alias.contains("//"));
                prop_assert!(!alias.contains('\\'));
            }
        }
    }
}
