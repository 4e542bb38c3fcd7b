//! One reading of an SVG, event by event.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::{escape, unescape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::{NsReader, Writer};

use super::elements::{XHTML, name_of, refusal_of};
use super::references::{Refusal, StylePart, link_refusal, refusal, refused_in_style};
use super::{UnsafeKind, UnsafePart};

/// The longest name or address that is told, in characters.
const MAX_NAME: usize = 60;

/// How many names are told: a drawing may have thousands of them.
const MAX_NAMES: usize = 12;

/// One reading of a text.
pub(super) struct Pass {
    pub output: String,
    /// The text without its document type alone, for a second reading.
    pub without_declarations: String,
    /// The document type, if it declares entities.
    pub entities: Option<String>,
    pub removed: BTreeMap<UnsafeKind, UnsafePart>,
}

impl Pass {
    pub fn run(text: &str) -> Result<Self, (usize, String)> {
        let mut reader = NsReader::from_str(text);
        let mut writer = Writer::new(Vec::with_capacity(text.len()));
        let mut pass = Self {
            output: String::new(),
            without_declarations: String::new(),
            entities: None,
            removed: BTreeMap::new(),
        };
        // Within an element that is taken out: how many are open.
        let mut refused = 0_usize;
        let mut open = 0_usize;
        let mut has_root = false;
        let mut style: Option<Style> = None;
        loop {
            let start = reader.buffer_position() as usize;
            let failed = |reader: &NsReader<&[u8]>, error: String| (reader.error_position() as usize, error);
            let (namespace, event) = match reader.read_resolved_event() {
                Ok(read) => read,
                Err(error) => {
                    let error = error.to_string();
                    return Err(failed(&reader, error));
                }
            };
            let is_html = matches!(&namespace, ResolveResult::Bound(name) if name.as_ref() == XHTML);
            let is_html = is_html && is_element(&event);
            let range = start..(reader.buffer_position() as usize).max(start);
            let mut edited = None;
            if let Some(open_style) = &mut style {
                if open_style.add(&event) {
                    continue;
                }
                let ended = style.take().expect("it is there");
                pass.finish_style(ended, &range, &mut writer).map_err(|error| (start, error))?;
            }
            match &event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    let is_empty = matches!(event, Event::Empty(_));
                    has_root = true;
                    open += usize::from(!is_empty);
                    if refused > 0 {
                        refused += usize::from(!is_empty);
                        continue;
                    }
                    if let Some(kind) = refusal_of(element, is_html) {
                        pass.note(kind, &format!("<{}>", element.name().as_ref()), range);
                        refused = usize::from(!is_empty);
                        continue;
                    }
                    if !is_empty && name_of(element) == "style" {
                        style = Some(Style::default());
                    }
                    edited = pass.edit(element, &range).map_err(|error| (start, error))?.map(|element| {
                        match is_empty {
                            true => Event::Empty(element),
                            false => Event::Start(element),
                        }
                    });
                }
                Event::End(_) => {
                    open = open.saturating_sub(1);
                    if refused > 0 {
                        refused -= 1;
                        continue;
                    }
                }
                _ if refused > 0 => continue,
                Event::DocType(document_type) if document_type.contains('[') => {
                    pass.note(UnsafeKind::Declaration, "<!DOCTYPE>", range.clone());
                    pass.entities = Some(document_type.to_string());
                    pass.without_declarations = format!("{}{}", &text[..range.start], &text[range.end..]);
                    continue;
                }
                Event::PI(instruction) if instruction.target() == "xml-stylesheet" => {
                    pass.note(UnsafeKind::Declaration, "<?xml-stylesheet?>", range);
                    continue;
                }
                _ => {}
            }
            let written = writer.write_event(edited.unwrap_or(event));
            written.map_err(|error| (start, error.to_string()))?;
        }
        if open > 0 || !has_root {
            return Err((text.len(), "its end is missing".to_owned()));
        }
        pass.output = String::from_utf8(writer.into_inner()).map_err(|error| (0, error.to_string()))?;
        Ok(pass)
    }

    fn note(&mut self, kind: UnsafeKind, name: &str, range: Range<usize>) {
        let mut shown: String =
            name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_NAME).collect();
        if name.chars().count() > MAX_NAME {
            shown.push('…');
        }
        let part =
            self.removed.entry(kind).or_insert(UnsafePart { kind, names: Vec::new(), count: 0, range });
        part.count += 1;
        if part.names.len() < MAX_NAMES && !part.names.contains(&shown) {
            part.names.push(shown);
        }
    }

    /// An element without the attributes that are refused; `None` if it has none.
    fn edit<'e>(
        &mut self,
        element: &BytesStart<'e>,
        range: &Range<usize>,
    ) -> Result<Option<BytesStart<'e>>, String> {
        let name = name_of(element);
        let mut kept: Vec<(String, String)> = Vec::new();
        let mut is_edited = false;
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value =
                unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
            let key = attribute.key.as_ref().to_owned();
            match self.check(&name, &attribute, &value, range) {
                None => kept.push((key, attribute.value.to_string())),
                Some(replaced) => {
                    is_edited = true;
                    if let Some(value) = replaced {
                        let value = escape(value.as_str()).into_owned();
                        kept.push((key, value));
                    }
                }
            }
        }
        if !is_edited {
            return Ok(None);
        }
        let mut edited = BytesStart::new(element.name().as_ref().to_owned());
        for (key, value) in &kept {
            // The value is escaped already.
            let value = value.replace('"', "&quot;").into();
            edited.push_attribute(Attribute { key: QName(key), value });
        }
        Ok(Some(edited))
    }

    /// What becomes of an attribute: `None` if it stays as it is, otherwise its new value, if there is one.
    fn check(
        &mut self,
        element: &str,
        attribute: &Attribute<'_>,
        value: &str,
        range: &Range<usize>,
    ) -> Option<Option<String>> {
        let key = attribute.key.as_ref();
        let (prefix, local) = key.split_once(':').unwrap_or(("", key));
        let local = local.to_ascii_lowercase();
        if prefix == "xmlns" || key == "xmlns" {
            return None;
        }
        if local.starts_with("on") && prefix.is_empty() {
            self.note(UnsafeKind::Script, key, range.clone());
            return Some(None);
        }
        if matches!(local.as_str(), "href" | "src" | "base" | "data" | "action" | "formaction" | "poster") {
            let refused = if element == "a" { link_refusal(value) } else { refusal(value) };
            return refused.map(|refusal| {
                self.note(kind(refusal), &format!("{key}=\"{value}\""), range.clone());
                None
            });
        }
        // Drawing programs note much in namespaces of their own, which nobody loads.
        if !prefix.is_empty() || local.starts_with("aria-") || local.starts_with("data-") {
            return None;
        }
        let parts = refused_in_style(value);
        for part in &parts {
            self.note(kind(part.refusal), &part.address, range.clone());
        }
        match (parts.is_empty(), local == "style") {
            (true, _) => None,
            (false, true) => Some(Some(spliced(value, parts))),
            (false, false) => Some(None),
        }
    }

    /// Writes what stood in a `<style>`.
    fn finish_style(
        &mut self,
        style: Style,
        range: &Range<usize>,
        writer: &mut Writer<Vec<u8>>,
    ) -> Result<(), String> {
        let parts = refused_in_style(&style.text);
        for part in &parts {
            self.note(kind(part.refusal), &part.address, range.clone());
        }
        let write = |writer: &mut Writer<Vec<u8>>, event: Event<'_>| {
            writer.write_event(event).map_err(|error| error.to_string())
        };
        match parts.is_empty() {
            true => style.events.into_iter().try_for_each(|event| write(writer, event)),
            false => write(writer, Event::Text(BytesText::new(&spliced(&style.text, parts)))),
        }
    }
}

/// What stands in a `<style>`: text, references and comments are one style sheet.
#[derive(Default)]
struct Style {
    text: String,
    events: Vec<Event<'static>>,
}

impl Style {
    /// Adds what is a part of it; returns `false` for an element, which ends it.
    fn add(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Text(text) => self.text.push_str(text),
            Event::CData(text) => self.text.push_str(text),
            Event::GeneralRef(reference) => {
                let written = format!("&{};", &**reference);
                self.text.push_str(&unescape(&written).unwrap_or_default());
            }
            Event::Comment(_) | Event::PI(_) => {}
            _ => return false,
        }
        self.events.push(event.clone().into_owned());
        true
    }
}

fn kind(refusal: Refusal) -> UnsafeKind {
    match refusal {
        Refusal::Script => UnsafeKind::Script,
        Refusal::Foreign => UnsafeKind::Foreign,
    }
}

/// A style with what stands in the place of its refused parts, which come in their order.
fn spliced(text: &str, parts: Vec<StylePart>) -> String {
    let mut spliced = String::with_capacity(text.len());
    let mut from = 0;
    for part in parts {
        spliced.push_str(&text[from..part.range.start]);
        spliced.push_str(part.replacement);
        from = part.range.end;
    }
    spliced.push_str(&text[from..]);
    spliced
}

fn is_element(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(_) | Event::Empty(_))
}
