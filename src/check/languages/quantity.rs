//! The numbers of a text in any of the site's languages: `1,783`, `1 783`, `160万`, `1.6 million` and `18:00` are read as what they
//! mean.

use super::number_words::{is_wide, multiplier, number_words};
use super::units::{unit_before, unit_behind};

/// A number of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// What it means.
    pub value: f64,
    /// What else it may mean: with a point or a comma as other languages have it, as versions have a point everywhere, and what is
    /// pasted keeps its marks; in thousands, as `10k`; the years of a decade, as `1990s`.
    pub others: Vec<f64>,
    /// Its unit, if one stands beside it that is known.
    pub unit: Option<&'static str>,
    /// Whether a text has to have it: what is written in words or in Roman digits may stand for a number, and need not.
    pub is_required: bool,
    /// How it is written.
    pub written: String,
}

impl Quantity {
    /// All that it may mean.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        std::iter::once(self.value).chain(self.others.iter().copied())
    }
}

/// Whether the words of a language for thousands and millions are known.
pub(super) fn has_scales(language: &str) -> bool {
    matches!(language, "kk" | "ru" | "zh" | "en")
}

/// The numbers of a text. `language` is the primary subtag of its language; a number that a word multiplies is also read without it
/// unless `is_scaled`.
pub(super) fn quantities(text: &str, language: &str, is_scaled: bool) -> Vec<Quantity> {
    let lower = lower_case(text);
    let has_decimal_comma = !matches!(language, "zh" | "en" | "ja" | "ko" | "th");
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    // The number by the marks of other languages, and where it ends: `18.20` is two numbers in Russian, and one in English.
    let mut elsewhere = (0.0, 0);
    while let Some(start) = lower[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        if let Some(length) = version_length(&lower[start..]) {
            push_version(&lower, start, start + length, &mut found);
            at = start + length;
            continue;
        }
        let (value, end) = number(&lower, start, has_decimal_comma);
        at = end;
        let (factor, behind) = multiplier(&lower[end..]);
        if start >= elsewhere.1 {
            elsewhere = number(&lower, start, !has_decimal_comma);
        }
        let unit = unit_behind(&lower[end + behind..]).or_else(|| unit_before(&lower[..start]));
        let mut others = Vec::new();
        if elsewhere.1 != end || elsewhere.0.to_bits() != value.to_bits() {
            others.push(elsewhere.0 * factor);
        }
        if factor > 1.0 && !is_scaled {
            others.push(value);
        }
        others.extend(thousands(value, &lower[end..], language));
        others.extend(decade_or_hour(&lower[start..end], value));
        let value = clock(&lower, start, end, value) * factor;
        found.push(Quantity {
            value,
            others,
            unit,
            is_required: !is_in_word(&lower[..start]),
            written: lower[start..end + behind].trim().to_owned(),
        });
        if factor > 1.0 {
            // The first of `2–3 thousand` is in thousands, too; and where it is not, it is what it is.
            let is_range = |text: &str| text.trim_end().ends_with(['–', '-', '—', '~', '至', '到']);
            if is_range(&lower[..start]) && found.len() > 1 {
                let before = found.len() - 2;
                let first = found[before].clone();
                found[before].is_required = false;
                found.push(Quantity { value: first.value * factor, is_required: false, ..first });
            }
        }
    }
    // They may stand for a number, and need not.
    found.extend(number_words(&lower).into_iter().map(|(value, written)| {
        let written = written.to_owned();
        Quantity { value, others: Vec::new(), unit: None, is_required: false, written }
    }));
    found
}

/// A text in lower case, of the same length in bytes: letters whose lower case is longer or shorter stay.
fn lower_case(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(own), None) if own.len_utf8() == c.len_utf8() => own,
                _ => c,
            }
        })
        .collect()
}

/// The number that begins at a byte, and where it ends.
fn number(text: &str, start: usize, has_decimal_comma: bool) -> (f64, usize) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let mut written = text[start..end].to_owned();
    // Groups of three, behind one to three digits.
    if end - start <= 3 && !written.starts_with('0') {
        let has_points = has_decimal_comma && has_groups_by_points(&text[end..]);
        loop {
            let rest = &text[end..];
            let separator = rest.chars().next().filter(|c| match c {
                '\u{A0}' | '\u{202F}' | '\u{2009}' => true,
                ' ' => has_decimal_comma,
                ',' => !has_decimal_comma,
                '.' => has_points,
                '\'' | '’' => true,
                _ => false,
            });
            let Some(separator) = separator else { break };
            let next = end + separator.len_utf8();
            if digits(next) != 3 {
                break;
            }
            written.push_str(&text[next..next + 3]);
            end = next + 3;
        }
    }
    // A fraction. `21.11.2026` is three numbers.
    let point = if has_decimal_comma { ',' } else { '.' };
    if text[end..].starts_with(point) && digits(end + 1) > 0 {
        let length = digits(end + 1);
        let behind = end + 1 + length;
        let goes_on = text[behind..].starts_with(['.', ',']) && digits(behind + 1) > 0;
        if !goes_on {
            written.push('.');
            written.push_str(&text[end + 1..behind]);
            end = behind;
        }
    }
    (written.parse().unwrap_or_default(), end)
}

/// Whether a number goes on with groups of three digits behind points, as German and Spanish write `1.500` and `1.500.000`; with more of
/// them, it is an address of the internet.
fn has_groups_by_points(behind: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let length = behind.find(|c: char| !is_digit(c) && c != '.').unwrap_or(behind.len());
    let mut groups = behind[..length].trim_end_matches('.').split('.').skip(1);
    let count = groups.clone().count();
    (1..=2).contains(&count) && groups.all(|group| group.len() == 3 && group.chars().all(is_digit))
}

/// What a number is in thousands, if `k` stands behind it, as in `10k`, or in ten-thousands, as `1w` in Chinese.
fn thousands(value: f64, behind: &str, language: &str) -> Option<f64> {
    let factor = match behind.chars().next()? {
        'k' => 1e3,
        'w' if language == "zh" => 1e4,
        _ => return None,
    };
    let rest = &behind[1..];
    (!rest.starts_with(|c: char| c.is_alphanumeric() && !is_wide(c))).then_some(value * factor)
}

/// The nineties by two digits, and the hour of `0600`.
fn decade_or_hour(written: &str, value: f64) -> Option<f64> {
    let is_decade = (1800.0..2100.0).contains(&value) && value % 10.0 == 0.0 && written.len() == 4;
    let is_time = written.len() == 4 && written.starts_with('0') && value % 100.0 == 0.0;
    match (is_decade, is_time) {
        (true, _) => Some(value % 100.0),
        (_, true) => Some(value / 100.0),
        _ => None,
    }
}

/// Whether a number stands in a word behind its letters, as in `i18n` and `P99`, which translations may
/// write in full; behind `v` it is a version.
fn is_in_word(before: &str) -> bool {
    let mut backwards = before.chars().rev();
    let last = backwards.next().filter(|c| c.is_alphabetic() && !is_wide(*c));
    let is_alone = !backwards.next().is_some_and(char::is_alphanumeric);
    last.is_some_and(|last| !(last == 'v' && is_alone))
}

/// How long a version of three parts or more is: `4.13.2`. A date is one, too.
fn version_length(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let written = text[..length].trim_end_matches('.');
    let parts = written.split('.').collect::<Vec<_>>();
    let are_groups = parts[0].len() <= 3 && parts.len() <= 3 && parts[1..].iter().all(|it| it.len() == 3);
    (parts.len() > 2 && !are_groups && parts.iter().all(|it| !it.is_empty())).then_some(written.len())
}

/// Adds the parts of a version or a date.
fn push_version(text: &str, start: usize, end: usize, found: &mut Vec<Quantity>) {
    let is_required = !is_in_word(&text[..start]);
    for part in text[start..end].split('.') {
        let value = part.parse().unwrap_or_default();
        let written = part.to_owned();
        found.push(Quantity { value, others: Vec::new(), unit: None, is_required, written });
    }
}

/// The hour on a clock of 24 hours.
fn clock(text: &str, start: usize, end: usize, value: f64) -> f64 {
    let behind =
        text[end..].trim_start_matches(|c: char| c == ' ' || c == ':' || c == '\u{A0}' || c.is_ascii_digit());
    let is_afternoon = behind.starts_with("pm") || behind.starts_with("p.m");
    let before = text[..start].trim_end();
    let is_chinese_afternoon =
        before.ends_with("下午") || before.ends_with("晚上") || before.ends_with("傍晚");
    if (is_afternoon || is_chinese_afternoon) && (1.0..12.0).contains(&value) { value + 12.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, language: &str) -> Vec<f64> {
        quantities(text, language, true).into_iter().filter(|it| it.is_required).map(|it| it.value).collect()
    }

    #[test]
    fn the_same_number_is_read_in_every_language() {
        for (language, text) in [
            ("kk", "ұзындығы 1\u{A0}783 км"),
            ("ru", "длина 1 783 км"),
            ("ru", "длина 1783 км"),
            ("zh", "长1783公里"),
            ("en", "1,783 km long"),
        ] {
            assert_eq!(values(text, language), [1783.0], "{text}");
            assert_eq!(quantities(text, language, true)[0].unit, Some("km"), "{text}");
        }
        for (language, text) in [
            ("kk", "1,6 миллион адам"),
            ("ru", "1,6 млн человек"),
            ("ru", "1,6 миллиона"),
            ("zh", "160万人"),
            ("en", "1.6 million people"),
        ] {
            assert_eq!(values(text, language), [1_600_000.0], "{text}");
        }
    }

    #[test]
    fn a_point_or_comma_may_mean_what_it_means_elsewhere() {
        let all = |text: &str, language: &str| -> Vec<f64> {
            quantities(text, language, true).iter().flat_map(Quantity::values).collect()
        };
        assert_eq!(all("Node 18.20", "ru"), [18.0, 18.2, 20.0, 18.2]);
        assert_eq!(all("1.500 m.", "de"), [1500.0, 1.5]);
        assert_eq!(all("1,500 м", "ru"), [1.5, 1500.0]);
        assert_eq!(all("4.13.2.", "de"), [4.0, 13.0, 2.0]);
        for text in ["4.13.2", "v2.10.15", "192.168.100.100", "21.11.2026"] {
            assert_eq!(all(text, "de"), all(text, "en"));
        }
        assert_eq!(all("10k", "en"), [10.0, 10_000.0]);
        assert_eq!(all("7.3K", "en"), [7.3, 7.0, 7300.0]);
        assert_eq!(all("1w 连接", "zh"), [1.0, 10_000.0]);
        assert_eq!(all("10 km", "en"), [10.0]);
        assert_eq!(all("the 1990s", "en"), [1990.0, 90.0]);
        assert_eq!(all("at 0600", "en"), [600.0, 6.0]);
    }

    #[test]
    fn numbers_in_words_need_not_be_in_a_translation() {
        let required = |text: &str| -> Vec<f64> {
            quantities(text, "en", true).iter().filter(|it| it.is_required).map(|it| it.value).collect()
        };
        assert_eq!(required("i18n, P99 and x86, v18 and 長25"), [18.0, 25.0]);
    }

    #[test]
    fn dates_times_and_ranges_are_several_numbers() {
        assert_eq!(values("21.11.2026", "ru"), [21.0, 11.0, 2026.0]);
        assert_eq!(values("2026年11月21日", "zh"), [2026.0, 11.0, 21.0]);
        assert_eq!(values("9:30 pm", "en")[0], 21.0);
        assert_eq!(values("下午6点", "zh"), [18.0]);
        assert_eq!(values("2–3 тысячи", "ru"), [3000.0]);
        assert_eq!(values("в 2024 100 человек", "ru"), [2024.0, 100.0]);
        assert_eq!(values("40千米", "zh"), [40.0]);
    }

    #[test]
    fn words_may_stand_for_numbers() {
        let all = |text: &str, language: &str| -> Vec<f64> {
            quantities(text, language, true).into_iter().map(|it| it.value).collect()
        };
        assert_eq!(all("XIX век", "ru"), [19.0]);
        assert_eq!(all("一千七百年", "zh"), [1700.0]);
        assert_eq!(all("一九七六年", "zh"), [1976.0]);
        assert_eq!(all("三万", "zh"), [30_000.0]);
        assert!(all("больше миллиона гостей", "ru").contains(&1e6));
        assert!(all("десять миллионов", "ru").contains(&1e7));
        assert!(all("two thousand metres", "en").contains(&2000.0));
        assert!(all("екі мың", "kk").contains(&2000.0));
        assert!(all("sixteen lakes", "en").contains(&16.0));
        assert!(all("шестнадцать озёр", "ru").contains(&16.0));
    }
}
