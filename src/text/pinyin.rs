//! Chinese names in Latin letters.

use pinyin::ToPinyin;

use super::tables::tables;

/// The syllables of a Chinese name without tones; other characters are left out. The table of names precedes the usual
/// reading of each character, which is wrong for some.
///
/// ```
/// use sapar::text::pinyin;
///
/// assert_eq!(pinyin("霍尔果斯").concat(), "huoerguosi");
/// assert_eq!(pinyin("重庆").concat(), "chongqing");
/// ```
pub fn pinyin(name: &str) -> Vec<String> {
    let names = &tables().pinyin;
    let mut syllables = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let known = names.iter().filter(|(known, _)| rest.starts_with(known.as_str()));
        match known.max_by_key(|(known, _)| known.len()) {
            Some((known, reading)) => {
                syllables.extend(reading.iter().cloned());
                rest = &rest[known.len()..];
            }
            None => {
                // ü is typed as v, u or ü; its mark is dropped like all others.
                syllables.extend(first.to_pinyin().map(|reading| reading.plain().replace('ü', "u")));
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    syllables
}
