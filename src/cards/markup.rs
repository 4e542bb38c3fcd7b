//! Reads the SVG of a card as far as it has to be known before it is drawn.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, Writer};

/// What a card shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardMarkup {
    /// All text in it.
    pub text: String,
    /// The addresses of its pictures, as they are written, in their order.
    pub pictures: Vec<String>,
    /// The same card without its text.
    pub without_text: String,
}

/// Reads the SVG of a card.
///
/// # Errors
/// Says what is no XML, in English.
pub fn read_markup(svg: &str) -> Result<CardMarkup, String> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut writer = Writer::new(Vec::with_capacity(svg.len()));
    let mut markup = CardMarkup::default();
    // How many elements are open, from the first `text` on.
    let mut depth = 0_usize;
    let mut open = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match &event {
            Event::Eof => break,
            Event::Start(element) => {
                open += 1;
                add_picture(element, &mut markup.pictures);
                if depth > 0 || element.local_name().as_ref() == "text" {
                    depth += 1;
                    continue;
                }
            }
            Event::Empty(element) => {
                add_picture(element, &mut markup.pictures);
                if depth > 0 || element.local_name().as_ref() == "text" {
                    continue;
                }
            }
            Event::End(_) => {
                open = open.saturating_sub(1);
                if depth > 0 {
                    depth -= 1;
                    continue;
                }
            }
            Event::Text(text) if depth > 0 => {
                markup.text.push_str(text);
                continue;
            }
            Event::GeneralRef(reference) if depth > 0 => {
                markup.text.extend(referred(reference)?);
                continue;
            }
            Event::CData(data) if depth > 0 => {
                markup.text.push_str(data);
                continue;
            }
            _ => {}
        }
        writer.write_event(event).map_err(|error| error.to_string())?;
    }
    if open > 0 {
        return Err("an element is not closed".to_owned());
    }
    markup.without_text = String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())?;
    Ok(markup)
}

fn add_picture(element: &BytesStart<'_>, pictures: &mut Vec<String>) {
    if element.local_name().as_ref() != "image" {
        return;
    }
    for attribute in element.attributes().flatten() {
        if attribute.key.local_name().as_ref() == "href" {
            pictures.push(unescaped(&attribute.value));
        }
    }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

/// What a reference stands for; `None` for an entity that XML does not have of itself.
fn referred(reference: &BytesRef<'_>) -> Result<Option<String>, String> {
    let character = reference.resolve_char_ref().map_err(|error| error.to_string())?;
    Ok(character.map(String::from).or_else(|| resolve_predefined_entity(reference).map(str::to_owned)))
}
