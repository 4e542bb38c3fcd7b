//! Filters for templates: messages, and locale-aware numbers, dates and lists.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{ArgFromValue, Kwargs, State, Tera, TeraResult, Value};

use super::signature::ParameterType::{Boolean, Text, WholeNumber};
use super::signature::{Parameter, Signature};
use super::{Scope, json, messages};
use crate::data::parse_date;
use crate::language::{DateLength, ListKind, MonthLength, NumberOptions};

/// A filter and its implementation.
type Filter = (Signature, fn(&Value, Kwargs, &State<'_>) -> TeraResult<Value>);

/// All filters in addition to Tera's own.
const FILTERS: [Filter; 7] = [
    (Signature::open("t"), |value, kwargs, state| messages::t(<&str>::from_value(value)?, kwargs, state)),
    (Signature::new("date", &[Parameter::optional("length", Text)]), |value, kwargs, state| {
        date(<&str>::from_value(value)?, kwargs, state)
    }),
    (Signature::new("json", &[Parameter::optional("skip_empty", Boolean)]), json::json),
    (Signature::new("month", &[Parameter::optional("length", Text)]), |value, kwargs, state| {
        month(u8::from_value(value)?, kwargs, state)
    }),
    (
        Signature::new(
            "number",
            &[
                Parameter::optional("minimum_fraction_digits", WholeNumber),
                Parameter::optional("maximum_fraction_digits", WholeNumber),
                Parameter::optional("grouping", Boolean),
            ],
        ),
        number,
    ),
    (Signature::new("list", &[Parameter::optional("type", Text)]), |value, kwargs, state| {
        list(<&[Value]>::from_value(value)?, kwargs, state)
    }),
    (Signature::new("urlencode", &[]), |value, _, _| Ok(urlencode(<&str>::from_value(value)?))),
];

/// The filters in addition to Tera's own.
pub fn filter_signatures() -> impl Iterator<Item = Signature> {
    FILTERS.into_iter().map(|(signature, _)| signature)
}

pub(super) fn register(tera: &mut Tera) {
    for (signature, call) in FILTERS {
        tera.register_filter(signature.name, move |value: &Value, kwargs: Kwargs, state: &State<'_>| {
            signature.check(&kwargs)?;
            call(value, kwargs, state)
        });
    }
}

/// What is not percent-encoded in a part of an address: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `value | urlencode`: a text as part of an address, such as a value of its query.
fn urlencode(value: &str) -> Value {
    utf8_percent_encode(value, RESERVED).to_string().into()
}

/// `value | date(length="long")`: a day from its ISO 8601 form; `full`, `long`, `medium` or `short`.
fn date(value: &str, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let name = kwargs.get::<&str>("length")?.unwrap_or("long");
    let length = DateLength::parse(name).ok_or_else(|| {
        tera::Error::message(format!("`length` is full, long, medium or short, not `{name}`"))
    })?;
    let day =
        parse_date(value).ok_or_else(|| tera::Error::message(format!("`{value}` is no ISO 8601 date")))?;
    Ok(scope.view.cache.date(&scope.view.site, scope.language(state), day, length))
}

/// `value | month(length="long")`: the stand-alone name of a month from its number, 1 to 12; `long`, `short` or `narrow`.
fn month(value: u8, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let name = kwargs.get::<&str>("length")?.unwrap_or("long");
    let length = MonthLength::parse(name).ok_or_else(|| {
        tera::Error::message(format!("`length` is {}, not `{name}`", MonthLength::NAMES.join(", ")))
    })?;
    let formats = &scope.view.site.formats[scope.language(state)];
    let name = formats
        .month(value, length)
        .ok_or_else(|| tera::Error::message(format!("`{value}` is no month: they are 1 to 12")))?;
    Ok(name.into())
}

/// `value | number(minimum_fraction_digits=0, maximum_fraction_digits=1, grouping=true)`.
fn number(value: &Value, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let number = value
        .as_number()
        .ok_or_else(|| tera::Error::message(format!("`number` wants a number, not a {}", value.name())))?;
    let digits =
        |name| -> TeraResult<Option<u8>> { Ok(kwargs.get::<u8>(name)?.map(|digits| digits.min(20))) };
    let options = NumberOptions {
        minimum_fraction_digits: digits("minimum_fraction_digits")?,
        maximum_fraction_digits: digits("maximum_fraction_digits")?,
        grouping: kwargs.get::<bool>("grouping")?.unwrap_or(true),
    };
    Ok(scope.view.site.formats[scope.language(state)].number(number.as_float(), options).into())
}

/// `array | list(type="and")`: texts as a list; `and`, `or` or `unit`.
fn list(items: &[Value], kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let name = kwargs.get::<&str>("type")?.unwrap_or("and");
    let kind = ListKind::parse(name)
        .ok_or_else(|| tera::Error::message(format!("`type` is and, or or unit, not `{name}`")))?;
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    Ok(scope.view.site.formats[scope.language(state)].list(&texts, kind).into())
}
