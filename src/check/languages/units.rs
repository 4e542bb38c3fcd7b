//! Units and currencies as four languages write them behind a number, or before it.

/// A unit with the ways in which it is written: words in lower case without a final point.
type Unit = (&'static str, &'static [&'static str]);

/// Units of CLDR and currencies of ISO 4217, by their symbols, with what readers of Kazakh, Russian, Chinese and English write.
const UNITS: &[Unit] = &[
    (
        "km²",
        &[
            "km²",
            "km2",
            "км²",
            "км2",
            "кв. км",
            "кв км",
            "平方公里",
            "平方千米",
            "square kilometres",
            "square kilometers",
            "sq km",
            "шаршы километр",
            "шаршы км",
            "квадратных километров",
            "квадратных километра",
        ],
    ),
    (
        "km",
        &[
            "km",
            "км",
            "公里",
            "千米",
            "kilometres",
            "kilometers",
            "kilometre",
            "kilometer",
            "километров",
            "километра",
            "километр",
            "шақырым",
        ],
    ),
    ("cm", &["cm", "см", "厘米"]),
    ("mm", &["mm", "мм", "毫米"]),
    ("ha", &["ha", "га", "公顷", "hectares", "гектаров", "гектара", "гектар"]),
    ("m²", &["m²", "м²", "平方米", "шаршы метр", "кв. м", "square metres", "квадратных метров"]),
    ("m", &["m", "м", "米", "metres", "meters", "metre", "meter", "метров", "метра", "метр"]),
    ("kg", &["kg", "кг", "公斤", "千克", "килограммов", "килограмма", "килограмм"]),
    ("°C", &["°c", "°с", "° c", "° с", "℃", "摄氏度"]),
    ("%", &["%", "％", "percent", "per cent", "процентов", "процента", "пайыз"]),
    ("KZT", &["₸", "тенге", "теңге", "тг", "坚戈", "tenge", "kzt"]),
    ("CNY", &["¥", "￥", "юаней", "юаня", "юань", "元", "人民币", "yuan", "cny", "rmb"]),
    ("USD", &["$", "долларов", "доллара", "доллар", "美元", "dollars", "usd"]),
    ("EUR", &["€", "евро", "еуро", "欧元", "euros", "euro", "eur"]),
    ("RUB", &["₽", "рублей", "рубля", "рубль", "руб", "卢布", "roubles", "rubles", "rub"]),
];

/// Symbols of currencies that stand before a number.
const BEFORE: [(&str, &str); 6] =
    [("₸", "KZT"), ("¥", "CNY"), ("￥", "CNY"), ("$", "USD"), ("€", "EUR"), ("₽", "RUB")];

/// The unit that a text begins with, such as what stands behind a number; in lower case.
pub(super) fn unit_behind(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let mut best: Option<(usize, &'static str)> = None;
    for (unit, names) in UNITS {
        for name in *names {
            let ends = || {
                let behind = text[name.len()..].chars().next();
                // Kazakh has endings behind the names of units, and Chinese no spaces.
                let is_word = name.chars().next_back().is_some_and(|c| c.is_alphabetic() && !is_wide(c));
                !is_word || !behind.is_some_and(char::is_alphabetic)
            };
            if text.starts_with(name) && ends() && best.is_none_or(|(length, _)| length < name.len()) {
                best = Some((name.len(), unit));
            }
        }
    }
    best.map(|(_, unit)| unit)
}

/// The currency whose symbol ends a text, such as what stands before a number.
pub(super) fn unit_before(text: &str) -> Option<&'static str> {
    let text = text.trim_end_matches([' ', '\u{A0}']);
    BEFORE.into_iter().find(|(symbol, _)| text.ends_with(symbol)).map(|(_, unit)| unit)
}

fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_in_four_languages() {
        for (text, unit) in [
            (" км жол", Some("km")),
            ("公里长", Some("km")),
            (" км² шамасында", Some("km²")),
            ("平方公里", Some("km²")),
            ("米", Some("m")),
            ("\u{A0}м биіктікте", Some("m")),
            (" мың", None),
            (" metres above", Some("m")),
            (" ₸", Some("KZT")),
            (" a night", None),
        ] {
            assert_eq!(unit_behind(text), unit, "{text}");
        }
        assert_eq!(unit_before("for $"), Some("USD"));
    }
}
