//! The functions of Fluent messages, implemented with ICU4X: `NUMBER`, `DATETIME` and `LIST`.

use std::borrow::Cow;
use std::cell::Cell;
use std::convert::Infallible;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::types::{FluentNumber, FluentType};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use intl_memoizer::Memoizable;

use super::format_options::{DateLength, ListKind, NumberOptions};
use super::formats::Formats;
use crate::data::parse_date_time;

/// Registers the functions, and formats numbers without a function by the language's rules too.
pub(super) fn register(bundle: &mut FluentBundle<Arc<FluentResource>>, formats: &Arc<Formats>) {
    bundle.set_formatter(Some(format_number));
    bundle.add_function("NUMBER", number).expect("no function is registered twice");
    let own = Arc::clone(formats);
    bundle
        .add_function("DATETIME", move |positional, named| datetime(&own, positional, named))
        .expect("no function is registered twice");
    let own = Arc::clone(formats);
    bundle
        .add_function("LIST", move |positional, named| list(&own, positional, named))
        .expect("no function is registered twice");
    memoize(bundle, formats);
}

/// Values that templates and code pass to messages.
pub mod argument {
    use super::{Arc, FluentValue, Formats, ListArgument};

    /// A list of texts. A message formats it with `LIST`; without a function it becomes "A, B and C".
    pub fn list(items: Vec<String>, formats: &Arc<Formats>) -> FluentValue<'static> {
        FluentValue::Custom(Box::new(ListArgument { items, formats: Arc::clone(formats) }))
    }

    /// A number.
    pub fn number(value: f64) -> FluentValue<'static> {
        FluentValue::from(value)
    }
}

#[derive(Clone)]
struct ListArgument {
    items: Vec<String>,
    formats: Arc<Formats>,
}

impl std::fmt::Debug for ListArgument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.items.fmt(formatter)
    }
}

impl PartialEq for ListArgument {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl FluentType for ListArgument {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        self.formats.list(&self.items, ListKind::And).into()
    }

    fn as_string_threadsafe(&self, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        self.formats.list(&self.items, ListKind::And).into()
    }
}

/// A bundle's formatter is a plain function without state, so the language's formats come from the bundle's memoizer.
/// That can make them from the tag of the bundle alone, by which it also chooses plural forms: where a language has the
/// formats of another one, they are put there beforehand.
struct MemoizedFormats(Arc<Formats>);

thread_local! {
    /// What the next memoizer on this thread gets.
    static NEXT_FORMATS: Cell<Option<Arc<Formats>>> = const { Cell::new(None) };
}

impl Memoizable for MemoizedFormats {
    type Args = ();
    type Error = Infallible;

    fn construct(language: unic_langid::LanguageIdentifier, (): ()) -> Result<Self, Infallible> {
        let of_language = || {
            let locale = language.to_string().parse().unwrap_or(icu::locale::LanguageIdentifier::UNKNOWN);
            Arc::new(Formats::new(&locale))
        };
        Ok(Self(NEXT_FORMATS.take().unwrap_or_else(of_language)))
    }
}

/// Puts formats into the memoizer of a bundle, by formatting a number with it.
fn memoize(bundle: &FluentBundle<Arc<FluentResource>>, formats: &Arc<Formats>) {
    let resource = FluentResource::try_new("number = { 0 }\n".to_owned()).expect("it is well-formed");
    let Some(Entry::Message(message)) = resource.get_entry(0) else { return };
    NEXT_FORMATS.set(Some(Arc::clone(formats)));
    if let Some(pattern) = &message.value {
        bundle.format_pattern(pattern, None, &mut Vec::new());
    }
    NEXT_FORMATS.take();
}

fn format_number(
    value: &FluentValue<'_>,
    memoizer: &intl_memoizer::concurrent::IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = |digits: Option<usize>| digits.map(|digits| digits.min(20) as u8);
    let options = NumberOptions {
        minimum_fraction_digits: digits(number.options.minimum_fraction_digits),
        maximum_fraction_digits: digits(number.options.maximum_fraction_digits),
        grouping: number.options.use_grouping,
    };
    let Ok(text) = memoizer.with_try_get_threadsafe::<MemoizedFormats, _, _>((), |formats| {
        formats.0.number(number.value, options)
    });
    Some(text)
}

/// Marks the output of a function that cannot take its arguments. Fluent has no way for a function to report an error,
/// so the function returns its call between these marks and `Catalogue::format` looks for them.
pub(super) const REFUSED: char = '\u{FDD9}';

fn refused<'a>(function: &str, positional: &[FluentValue<'a>]) -> FluentValue<'a> {
    let given = match positional.first() {
        Some(FluentValue::String(text)) => format!("\"{text}\""),
        Some(FluentValue::Number(number)) => number.value.to_string(),
        _ => String::new(),
    };
    format!("{REFUSED}`{function}({given})`{REFUSED}").into()
}

fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    match positional.first() {
        Some(FluentValue::Number(number)) => {
            let mut number: FluentNumber = number.clone();
            number.options.merge(named);
            FluentValue::Number(number)
        }
        Some(FluentValue::String(text)) => match text.parse::<f64>() {
            Ok(value) => {
                let mut number = FluentNumber::from(value);
                number.options.merge(named);
                FluentValue::Number(number)
            }
            Err(_) => refused("NUMBER", positional),
        },
        _ => refused("NUMBER", positional),
    }
}

fn datetime<'a>(
    formats: &Formats,
    positional: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
) -> FluentValue<'a> {
    let length = match named.get("dateStyle") {
        Some(FluentValue::String(name)) => DateLength::parse(name).unwrap_or(DateLength::Long),
        _ => DateLength::Long,
    };
    // As in JavaScript, `timeStyle` alone asks for the time of day alone.
    let is_time = named.get("timeStyle").is_some() && named.get("dateStyle").is_none();
    match positional.first() {
        Some(FluentValue::String(text)) => match parse_date_time(text) {
            Some(value) if is_time => {
                formats.time(value).unwrap_or_else(|| formats.date(value.date, length)).into()
            }
            // An hour that an author gives is an hour that readers need: no message drops it.
            Some(value) => formats.date_time(value, length).into(),
            None => refused("DATETIME", positional),
        },
        _ => refused("DATETIME", positional),
    }
}

fn list<'a>(formats: &Formats, positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let kind = match named.get("type") {
        Some(FluentValue::String(name)) => ListKind::parse(name).unwrap_or(ListKind::And),
        _ => ListKind::And,
    };
    let items: Vec<String> = match positional {
        [FluentValue::Custom(value)] => match value.as_ref().as_any().downcast_ref::<ListArgument>() {
            Some(list) => list.items.clone(),
            None => return FluentValue::Error,
        },
        values => values
            .iter()
            .filter_map(|value| match value {
                FluentValue::String(text) => Some(text.to_string()),
                FluentValue::Number(number) => Some(formats.number(number.value, NumberOptions::default())),
                _ => None,
            })
            .collect(),
    };
    formats.list(&items, kind).into()
}
