//! Formats numbers, dates and lists and sorts texts by the rules of a language, with ICU4X.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu::calendar::{Date as IcuDate, Gregorian};
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::fieldsets::enums::DateFieldSet;
use icu::datetime::fieldsets::{T, YMD, YMDE, YMDET, YMDT};
use icu::datetime::input::{DateTime, Time};
use icu::datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames, MonthNameLength};
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::{LanguageIdentifier, Locale};
use icu::plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use writeable::TryWriteable;

use super::customs::customs;
use super::format_options::{DateLength, ListKind, MonthLength, NumberOptions};
use crate::data::LocalDateTime;

/// The formatters of one language. Each is created when it is first used.
pub struct Formats {
    /// Whose numbers, dates and lists these are.
    locale: Locale,
    /// The language itself, by which texts are sorted and plural forms chosen.
    language: Locale,
    grouping: GroupingStrategy,
    grouped: OnceLock<DecimalFormatter>,
    ungrouped: OnceLock<DecimalFormatter>,
    full: OnceLock<FixedCalendarDateTimeFormatter<Gregorian, YMDE>>,
    dates: [OnceLock<FixedCalendarDateTimeFormatter<Gregorian, YMD>>; 3],
    full_with_time: OnceLock<FixedCalendarDateTimeFormatter<Gregorian, YMDET>>,
    dates_with_time: [OnceLock<FixedCalendarDateTimeFormatter<Gregorian, YMDT>>; 3],
    time: OnceLock<NoCalendarFormatter<T>>,
    /// By [`MonthLength`].
    months: [OnceLock<[String; 12]>; 3],
    lists: [OnceLock<ListFormatter>; 3],
    collator: OnceLock<CollatorBorrowed<'static>>,
    cardinals: OnceLock<PluralRules>,
    ordinals: OnceLock<PluralRules>,
}

impl fmt::Debug for Formats {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Formats({})", self.locale)
    }
}

/// The whole numbers up to this one have every plural form that numbers of things have in any language.
const COUNTED_INTEGERS: u32 = 1_000;

/// Why creating a formatter cannot fail: for an unknown language ICU4X falls back to the root locale.
const HAS_ROOT: &str = "compiled data holds the root locale";

impl Formats {
    /// The formatters of a language.
    pub fn new(locale: &LanguageIdentifier) -> Self {
        Self::with_formats_of(locale, locale)
    }

    /// The formatters of a language that has the numbers, dates and lists of another one, such as English with those of
    /// British English.
    pub fn with_formats_of(language: &LanguageIdentifier, formats: &LanguageIdentifier) -> Self {
        Self {
            locale: Locale::from(formats.clone()),
            language: Locale::from(language.clone()),
            grouping: match customs(formats).minimum_grouping_digits {
                // CLDR's own number, which ICU4X has.
                None | Some(0 | 1) => GroupingStrategy::Auto,
                Some(_) => GroupingStrategy::Min2,
            },
            grouped: OnceLock::new(),
            ungrouped: OnceLock::new(),
            full: OnceLock::new(),
            dates: Default::default(),
            full_with_time: OnceLock::new(),
            dates_with_time: Default::default(),
            time: OnceLock::new(),
            months: Default::default(),
            lists: Default::default(),
            collator: OnceLock::new(),
            cardinals: OnceLock::new(),
            ordinals: OnceLock::new(),
        }
    }

    /// A number: `12 345,6` in Kazakh and Russian, which leave four digits together, `12,345.6` in Chinese and English.
    pub fn number(&self, value: f64, options: NumberOptions) -> String {
        // Infinity and NaN (a division by zero in a template) are shown as such.
        let Ok(mut decimal) = Decimal::from_str(&value.to_string()) else { return value.to_string() };
        if let Some(digits) = options.maximum_fraction_digits {
            let mode = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
            decimal.round_with_mode(-i16::from(digits), mode);
            decimal.absolute.trim_end();
        }
        if let Some(digits) = options.minimum_fraction_digits {
            decimal.absolute.pad_end(-i16::from(digits));
        }
        let (cell, strategy) = match options.grouping {
            true => (&self.grouped, self.grouping),
            false => (&self.ungrouped, GroupingStrategy::Never),
        };
        let formatter = cell.get_or_init(|| {
            let mut formatter_options = DecimalFormatterOptions::default();
            formatter_options.grouping_strategy = Some(strategy);
            DecimalFormatter::try_new((&self.locale).into(), formatter_options).expect(HAS_ROOT)
        });
        formatter.format(&decimal).to_string()
    }

    /// A day.
    pub fn date(&self, date: Date, length: DateLength) -> String {
        let Ok(day) = IcuDate::try_new_gregorian(date.year().into(), date.month() as u8, date.day() as u8)
        else {
            return date.to_string();
        };
        let (index, fields) = match length {
            DateLength::Full => {
                let formatter = self.full.get_or_init(|| {
                    FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), YMDE::long())
                        .expect(HAS_ROOT)
                });
                return formatter.format(&day).to_string();
            }
            DateLength::Long => (0, YMD::long()),
            DateLength::Medium => (1, YMD::medium()),
            DateLength::Short => (2, YMD::short()),
        };
        let formatter = self.dates[index].get_or_init(|| {
            FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), fields).expect(HAS_ROOT)
        });
        formatter.format(&day).to_string()
    }

    /// A day with the time of day, if it has one: hours and minutes by the clock of the language, 24 hours or twelve.
    pub fn date_time(&self, value: LocalDateTime, length: DateLength) -> String {
        let day = IcuDate::try_new_gregorian(
            value.date.year().into(),
            value.date.month() as u8,
            value.date.day() as u8,
        );
        let (Some(time), Ok(date)) = (icu_time(value), day) else { return self.date(value.date, length) };
        let moment = DateTime { date, time };
        let (index, fields) = match length {
            DateLength::Full => {
                let formatter = self.full_with_time.get_or_init(|| {
                    let fields = YMDE::long().with_time_hm();
                    FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), fields).expect(HAS_ROOT)
                });
                return formatter.format(&moment).to_string();
            }
            DateLength::Long => (0, YMD::long()),
            DateLength::Medium => (1, YMD::medium()),
            DateLength::Short => (2, YMD::short()),
        };
        let formatter = self.dates_with_time[index].get_or_init(|| {
            FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), fields.with_time_hm())
                .expect(HAS_ROOT)
        });
        formatter.format(&moment).to_string()
    }

    /// The time of day alone. Returns `None` if the value is a day without one.
    pub fn time(&self, value: LocalDateTime) -> Option<String> {
        let time = icu_time(value)?;
        let formatter = self
            .time
            .get_or_init(|| NoCalendarFormatter::try_new((&self.locale).into(), T::hm()).expect(HAS_ROOT));
        Some(formatter.format(&time).to_string())
    }

    /// The stand-alone name of a month: `қараша`, not the form that follows a day. `month` is 1 to 12.
    pub fn month(&self, month: u8, length: MonthLength) -> Option<&str> {
        let names = self.months[length as usize].get_or_init(|| self.month_names(length));
        names.get(usize::from(month).checked_sub(1)?).map(String::as_str)
    }

    /// The stand-alone names of the months for use within a sentence. If a name differs from that in a date by its capital
    /// letter only, as in Kazakh, the date's form is used: CLDR's stand-alone form is for the heading of a calendar.
    fn month_names(&self, length: MonthLength) -> [String; 12] {
        let (alone, in_date) = match length {
            MonthLength::Long => {
                ((MonthNameLength::StandaloneWide, "LLLL"), Some((MonthNameLength::Wide, "MMMM")))
            }
            MonthLength::Short => {
                ((MonthNameLength::StandaloneAbbreviated, "LLL"), Some((MonthNameLength::Abbreviated, "MMM")))
            }
            MonthLength::Narrow => ((MonthNameLength::StandaloneNarrow, "LLLLL"), None),
        };
        let mut names = self.month_names_by(alone.0, alone.1);
        if let Some((length, pattern)) = in_date {
            for (name, in_date) in names.iter_mut().zip(self.month_names_by(length, pattern)) {
                if name.to_lowercase() == in_date.to_lowercase() {
                    *name = in_date;
                }
            }
        }
        names
    }

    /// The names of the months by a pattern of UTS 35.
    fn month_names_by(&self, length: MonthNameLength, pattern: &str) -> [String; 12] {
        let pattern: DateTimePattern = pattern.parse().expect("a pattern of UTS 35");
        let mut names: FixedCalendarDateTimeNames<Gregorian, DateFieldSet> =
            FixedCalendarDateTimeNames::try_new((&self.locale).into()).expect(HAS_ROOT);
        names.include_month_names(length).expect("a fresh formatter takes any names");
        let formatter = names.with_pattern_unchecked(&pattern);
        std::array::from_fn(|index| {
            let day = IcuDate::try_new_gregorian(2000, index as u8 + 1, 1).expect("a year has twelve months");
            let written = formatter.format(&day);
            written.try_write_to_string().unwrap_or_else(|(_, text)| text).into_owned()
        })
    }

    /// A list.
    pub fn list<S: AsRef<str>>(&self, items: &[S], kind: ListKind) -> String {
        let formatter = self.lists[kind as usize].get_or_init(|| {
            let options = ListFormatterOptions::default();
            match kind {
                ListKind::And => ListFormatter::try_new_and((&self.locale).into(), options),
                ListKind::Or => ListFormatter::try_new_or((&self.locale).into(), options),
                ListKind::Unit => ListFormatter::try_new_unit((&self.locale).into(), options),
            }
            .expect(HAS_ROOT)
        });
        formatter.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// A sort key: bytes that compare as the language sorts the text (CLDR collation with its tailoring).
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let collator = self.collator.get_or_init(|| {
            Collator::try_new((&self.language).into(), CollatorOptions::default()).expect(HAS_ROOT)
        });
        let mut key = Vec::with_capacity(text.len() * 2);
        let Ok(()) = collator.write_sort_key_to(text, &mut key);
        key
    }

    /// The names of the plural forms that the language's numbers have (CLDR cardinal categories).
    pub fn plural_forms(&self) -> Vec<&'static str> {
        let rules = self
            .cardinals
            .get_or_init(|| PluralRules::try_new_cardinal((&self.language).into()).expect(HAS_ROOT));
        rules.categories().map(plural_name).collect()
    }

    /// Those of the plural forms that whole numbers have. Others are those of fractions, as `other` in Russian, and of
    /// millions in short, as `many` in French.
    pub fn plural_forms_of_integers(&self) -> Vec<&'static str> {
        let forms = self.plural_forms();
        let rules = self.cardinals.get().expect("it was just made");
        let used: FxHashSet<&str> =
            (0..=COUNTED_INTEGERS).map(|number| plural_name(rules.category_for(number))).collect();
        forms.into_iter().filter(|form| used.contains(form)).collect()
    }

    /// The names of the forms that the language's ordinal numbers have (CLDR ordinal categories).
    pub fn ordinal_forms(&self) -> Vec<&'static str> {
        let rules = self
            .ordinals
            .get_or_init(|| PluralRules::try_new_ordinal((&self.language).into()).expect(HAS_ROOT));
        rules.categories().map(plural_name).collect()
    }
}

fn icu_time(value: LocalDateTime) -> Option<Time> {
    let time = value.time?;
    Time::try_new(time.hour() as u8, time.minute() as u8, time.second() as u8, 0).ok()
}

fn plural_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(tag: &str) -> Formats {
        Formats::new(&tag.parse().expect("a tag"))
    }

    #[test]
    fn numbers_dates_and_lists_are_the_languages_own() {
        let date = Date::constant(2026, 11, 21);
        for (tag, number, long, list) in [
            ("kk", "1 234 567,891", "2026 ж. 21 қараша", "A, B, C"),
            ("ru", "1 234 567,891", "21 ноября 2026 г.", "A, B и C"),
            ("zh", "1,234,567.891", "2026年11月21日", "A、B和C"),
            ("en", "1,234,567.891", "November 21, 2026", "A, B, and C"),
        ] {
            let formats = formats(tag);
            let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(plain(formats.number(1_234_567.891, NumberOptions::default())), number, "{tag}");
            assert_eq!(plain(formats.date(date, DateLength::Long)), long, "{tag}");
            assert_eq!(formats.list(&["A", "B", "C"], ListKind::And), list, "{tag}");
        }
    }

    #[test]
    fn a_language_says_from_how_many_digits_on_thousands_are_split() {
        for (tag, four, five) in [
            ("kk", "1783", "10 000"),
            ("ru", "1783", "10 000"),
            ("ru-KZ", "1783", "10 000"),
            ("ky", "1783", "10 000"),
            // CLDR says so itself.
            ("es", "1783", "10.000"),
            ("pl", "1783", "10 000"),
            ("zh", "1,783", "10,000"),
            ("en", "1,783", "10,000"),
            ("de", "1.783", "10.000"),
        ] {
            let number = |value| {
                let text = formats(tag).number(value, NumberOptions::default());
                text.replace(['\u{a0}', '\u{202f}'], " ")
            };
            assert_eq!((number(1783.0).as_str(), number(10_000.0).as_str()), (four, five), "{tag}");
            assert_eq!(number(-1783.0), format!("-{four}"), "{tag}");
        }
        let with_fraction = formats("ru").number(1783.5, NumberOptions::default());
        assert_eq!(with_fraction, "1783,5");
    }

    #[test]
    fn months_stand_alone_in_the_languages_own_form() {
        for (tag, long, short, narrow) in [
            ("kk", "қараша", "қар.", "Қ"),
            ("ru", "ноябрь", "нояб.", "Н"),
            ("zh", "十一月", "11月", "11"),
            ("en", "November", "Nov", "N"),
        ] {
            let formats = formats(tag);
            let names = [MonthLength::Long, MonthLength::Short, MonthLength::Narrow]
                .map(|length| formats.month(11, length).expect("a month"));
            assert_eq!(names, [long, short, narrow], "{tag}");
            assert_eq!(formats.month(0, MonthLength::Long), None);
            assert_eq!(formats.month(13, MonthLength::Long), None);
        }
    }

    #[test]
    fn numbers_are_rounded_and_padded() {
        let formats = formats("ru");
        let options = NumberOptions { maximum_fraction_digits: Some(1), ..NumberOptions::default() };
        assert_eq!(formats.number(12.25, options), "12,3");
        let options = NumberOptions { minimum_fraction_digits: Some(2), grouping: false, ..options };
        assert_eq!(
            formats.number(1200.0, NumberOptions { maximum_fraction_digits: None, ..options }),
            "1200,00"
        );
    }

    #[test]
    fn kazakh_letters_sort_in_their_own_alphabet() {
        let formats = formats("kk");
        let mut words = vec![
            "яғни", "һ", "ірі", "хат", "үй", "ұя", "у", "өзен", "ой", "ңа", "нан", "қар", "кіл", "ғыл",
            "гүл", "ән", "ат",
        ];
        words.sort_by_cached_key(|word| formats.sort_key(word));
        assert_eq!(
            words,
            [
                "ат", "ән", "гүл", "ғыл", "кіл", "қар", "нан", "ңа", "ой", "өзен", "у", "ұя", "үй", "хат",
                "һ", "ірі", "яғни"
            ]
        );
    }

    #[test]
    fn a_language_may_have_the_formats_of_another_region() {
        let tag = |tag: &str| tag.parse().expect("a tag");
        let british = Formats::with_formats_of(&tag("en"), &tag("en-GB"));
        let date = Date::constant(2026, 11, 21);
        assert_eq!(british.date(date, DateLength::Full), "Saturday, 21 November 2026");
        assert_eq!(british.date(date, DateLength::Long), "21 November 2026");
        assert_eq!(british.date(date, DateLength::Short), "21/11/2026");
        assert_eq!(british.list(&["A", "B", "C"], ListKind::And), "A, B and C");
        assert_eq!(british.number(1_234_567.891, NumberOptions::default()), "1,234,567.891");
        // The forms of numbers in a text, and its alphabet, are those of the language of the text.
        let mixed = Formats::with_formats_of(&tag("kk"), &tag("ru"));
        assert_eq!(mixed.date(date, DateLength::Long), formats("ru").date(date, DateLength::Long));
        assert_eq!(mixed.plural_forms(), formats("kk").plural_forms());
        assert_eq!(mixed.sort_key("ң"), formats("kk").sort_key("ң"));
    }

    #[test]
    fn fractions_and_millions_have_forms_of_their_own() {
        assert_eq!(formats("ru").plural_forms_of_integers(), ["one", "few", "many"]);
        assert_eq!(formats("fr").plural_forms_of_integers(), ["one", "other"]);
        assert_eq!(formats("cs").plural_forms_of_integers(), ["one", "few", "other"]);
        assert_eq!(formats("ar").plural_forms_of_integers().len(), 6);
    }

    #[test]
    fn plural_forms_are_those_of_cldr() {
        assert_eq!(formats("ru").plural_forms().len(), 4);
        assert_eq!(formats("kk").plural_forms().len(), 2);
        assert_eq!(formats("zh").plural_forms(), ["other"]);
    }
}
