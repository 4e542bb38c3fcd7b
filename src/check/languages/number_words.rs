//! Numbers that a text does not have in digits alone: words that multiply the number before them, numbers in words, and those in
//! Roman and in Chinese digits.

/// Words that multiply the number before them, in lower case, with what they multiply it by. Longer ones first.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("миллиард", 1e9),
    ("billion", 1e9),
    ("млрд", 1e9),
    ("миллион", 1e6),
    ("million", 1e6),
    ("млн", 1e6),
    ("тысяч", 1e3),
    ("тыс", 1e3),
    ("thousand", 1e3),
    ("мың", 1e3),
    ("百万", 1e6),
    ("千万", 1e7),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
];

/// What stands behind `千` where it is a unit, and no number.
const UNITS_WITH_THOUSAND: [&str; 2] = ["千米", "千克"];

/// Beginnings of small numbers in words, as they stand before `million`; in lower case.
const SMALL: &[(&str, f64)] = &[
    ("полтор", 1.5),
    ("один", 1.0),
    ("одн", 1.0),
    ("дв", 2.0),
    ("тр", 3.0),
    ("четыр", 4.0),
    ("пят", 5.0),
    ("шест", 6.0),
    ("сем", 7.0),
    ("вос", 8.0),
    ("девят", 9.0),
    ("десят", 10.0),
    ("сто", 100.0),
    ("бір", 1.0),
    ("екі", 2.0),
    ("үш", 3.0),
    ("төрт", 4.0),
    ("бес", 5.0),
    ("алты", 6.0),
    ("жеті", 7.0),
    ("сегіз", 8.0),
    ("тоғыз", 9.0),
    ("он", 10.0),
    ("жүз", 100.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("hundred", 100.0),
];

/// Words that are a number alone, as they stand in texts for numbers in digits; in lower case.
const ALONE: &[(&str, f64)] = &[
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("тринадцат", 13.0),
    ("четырнадцат", 14.0),
    ("пятнадцат", 15.0),
    ("шестнадцат", 16.0),
    ("семнадцат", 17.0),
    ("восемнадцат", 18.0),
    ("девятнадцат", 19.0),
    ("hex", 16.0),
    ("dozen", 12.0),
];

/// What the word behind a number multiplies it by, and how long that is with the space before it.
pub(super) fn multiplier(text: &str) -> (f64, usize) {
    let words = text.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let space = text.len() - words.len();
    if UNITS_WITH_THOUSAND.iter().any(|unit| words.starts_with(unit)) {
        return (1.0, 0);
    }
    let found = MULTIPLIERS.iter().find(|(word, _)| words.starts_with(word));
    let Some((word, factor)) = found else { return (1.0, 0) };
    // Endings: `миллиона`, `тысячи`.
    let ending = words[word.len()..].find(|c: char| !c.is_alphabetic() || is_wide(c));
    let is_latin = word.is_ascii();
    let ending = if word.starts_with(is_wide) { 0 } else { ending.unwrap_or(words.len() - word.len()) };
    // `17 мыңжылдық` is no number of thousands of anything; a Latin word has one ending at most.
    if ending > if is_latin { 1 } else { 8 } {
        return (1.0, 0);
    }
    (*factor, space + word.len() + ending)
}

/// Numbers in words, in Roman and in Chinese digits: what they may stand for, and how each is written. `text` is in lower case.
pub(super) fn number_words(text: &str) -> Vec<(f64, &str)> {
    let mut found = Vec::new();
    let mut before = "";
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.len() > 1 && word.bytes().all(|byte| b"ivxlc".contains(&byte)) {
            found.push((f64::from(roman(word)), word));
        }
        if let Some((_, value)) = ALONE.iter().find(|(name, _)| word.starts_with(name)) {
            found.push((*value, word));
        }
        let factor =
            MULTIPLIERS.iter().find(|(name, _)| word.starts_with(name) && !name.starts_with(is_wide));
        if let Some((_, factor)) = factor.filter(|_| !before.ends_with(|c: char| c.is_ascii_digit())) {
            found.push((*factor, word));
            if let Some((_, small)) = SMALL.iter().find(|(name, _)| before.starts_with(name)) {
                found.push((small * factor, word));
            }
        }
        before = word;
    }
    let is_digit = |c: char| chinese_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿');
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let length = rest[start..].find(|c| !is_digit(c)).unwrap_or(rest.len() - start);
        let written = &rest[start..start + length];
        if let Some(value) = chinese(written) {
            found.push((value, written));
        }
        rest = &rest[start + length..];
    }
    found
}

/// Whether a character is one of Chinese, which has no spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

fn roman(word: &str) -> u32 {
    let value = |byte: u8| match byte {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        b'l' => 50,
        _ => 100,
    };
    let bytes = word.as_bytes();
    let signed = bytes.iter().enumerate().map(|(at, byte)| {
        let own = value(*byte);
        let is_less = bytes.get(at + 1).is_some_and(|next| value(*next) > own);
        if is_less { -i64::from(own) } else { i64::from(own) }
    });
    u32::try_from(signed.sum::<i64>()).unwrap_or_default()
}

fn chinese_digit(c: char) -> Option<f64> {
    let digit = "零一二三四五六七八九".chars().position(|digit| digit == c);
    digit.map(|digit| digit as f64).or(match c {
        '〇' => Some(0.0),
        '两' => Some(2.0),
        _ => None,
    })
}

/// A number in Chinese digits: `一千七百`, `一九七六`.
fn chinese(written: &str) -> Option<f64> {
    if written.chars().count() > 1 && written.chars().all(|c| chinese_digit(c).is_some()) {
        return Some(
            written.chars().filter_map(chinese_digit).fold(0.0, |value, digit| value * 10.0 + digit),
        );
    }
    let (mut total, mut part, mut digit) = (0.0, 0.0_f64, None);
    for c in written.chars() {
        match c {
            '十' | '百' | '千' => {
                let factor =
                    [('十', 10.0), ('百', 100.0), ('千', 1000.0)].into_iter().find(|it| it.0 == c)?.1;
                part += digit.take().unwrap_or(1.0) * factor;
            }
            '万' | '亿' => {
                part += digit.take().unwrap_or(0.0);
                total += part.max(1.0) * if c == '万' { 1e4 } else { 1e8 };
                part = 0.0;
            }
            c => digit = chinese_digit(c),
        }
    }
    Some(total + part + digit.unwrap_or(0.0))
}
