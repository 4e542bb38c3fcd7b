//! The filter `t`: messages in templates.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use tera::{Kwargs, State, TeraResult, Value};

use super::Scope;
use crate::language::{Formats, MessageError, argument};

/// Sentinel before the language tag of a message that was taken from another language.
pub const BORROWED_START: char = '\u{FDD0}';
/// Sentinel between the tag and the text.
pub const BORROWED_TEXT: char = '\u{FDD1}';
/// Sentinel after the text.
pub const BORROWED_END: char = '\u{FDD2}';

/// The argument of `t` that is not passed to the message.
const DEFAULT: &str = "default";

/// `"id" | t(name=value)`: a message with its arguments. `default` is the text to use if no language has the
/// message, which is an error otherwise.
///
/// A message that the reader's language lacks is wrapped in sentinel characters. A filter cannot know whether its output
/// goes into text or into an attribute, so a pass over the finished page (`render::sentinels`) replaces the sentinels by an
/// element with the right `lang`, or strips them.
pub(super) fn t(id: &str, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let scope = Scope::current();
    let language = scope.language(state);
    let site = &scope.view.site;
    if kwargs.iter().next().is_none()
        && let Some(text) = scope.view.cache.message(language, id)
    {
        return Ok(text);
    }
    let mut arguments = FluentArgs::new();
    for (name, value) in kwargs.iter() {
        let name = name.as_str().filter(|name| *name != DEFAULT);
        if let (Some(name), Some(value)) = (name, fluent_value(value, &site.formats[language])) {
            arguments.set(name.to_owned(), value);
        }
    }
    match site.catalogue.format(language, id, &arguments) {
        Ok(message) if message.language == language => Ok(message.text.into()),
        Ok(message) => {
            scope.has_sentinels.set(true);
            Ok(borrowed(&message.text, &site.language(message.language).tag).into())
        }
        Err(error) => match (error, kwargs.get::<&str>(DEFAULT)?) {
            (MessageError::Unknown(_), Some(default)) => Ok(default.into()),
            (error, _) => Err(scope.fail(error.diagnostic(id))),
        },
    }
}

/// Wraps a text of another language in sentinels.
pub fn borrowed(text: &str, tag: &str) -> String {
    format!("{BORROWED_START}{tag}{BORROWED_TEXT}{text}{BORROWED_END}")
}

/// A text without the sentinels around what was borrowed.
pub(super) fn without_sentinels(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            BORROWED_START => is_tag = true,
            BORROWED_TEXT => is_tag = false,
            BORROWED_END => {}
            c if !is_tag => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn fluent_value(value: &Value, formats: &Arc<Formats>) -> Option<FluentValue<'static>> {
    if let Some(text) = value.as_str() {
        return Some(FluentValue::from(text.to_owned()));
    }
    if let Some(number) = value.as_number() {
        return Some(argument::number(number.as_float()));
    }
    if let Some(items) = value.as_array() {
        let texts = items.iter().map(ToString::to_string).collect();
        return Some(argument::list(texts, formats));
    }
    value.as_bool().map(|value| FluentValue::from(if value { "true" } else { "false" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_borrowed_message_is_its_text_without_the_tag_of_its_language() {
        assert_eq!(without_sentinels(&format!("«{}» 1", borrowed("Көл", "kk"))), "«Көл» 1");
    }
}
