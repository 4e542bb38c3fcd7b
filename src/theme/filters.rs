//! Filters for templates: messages, and numbers, dates and lists as the reader's language writes them.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::{Scope, json, messages};
use crate::data::parse_date;
use crate::language::{DateLength, ListKind, MonthLength, NumberOptions};

/// The names of all filters that are not Tera's own.
pub(super) const NAMES: [&str; 6] = ["t", "date", "json", "month", "number", "list"];

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("t", messages::t);
    tera.register_filter("date", date);
    tera.register_filter("json", json::json);
    tera.register_filter("month", month);
    tera.register_filter("number", number);
    tera.register_filter("list", list);
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
    Ok(scope.view.values.date(&scope.view.site, scope.language(state), day, length))
}

/// `value | month(length="long")`: the name of a month from its number, 1 to 12, as it stands alone; `long`, `short` or
/// `narrow`.
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
fn number(value: Value, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
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
