//! The XML of XLIFF files: elements with the text in them, and placeholders as elements.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

use super::{InlineText, Piece, Problem, ReadError};

/// A version of XLIFF; their elements differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.2.
    One,
    /// 2.0.
    Two,
}

/// Writes a text with elements for its placeholders.
pub(super) fn inline_markup(text: &InlineText, version: Version) -> String {
    // Parts that do not nest are written by their ends.
    let is_nested = text.is_nested();
    let mut markup = String::new();
    for piece in text.pieces() {
        match (piece, version) {
            (Piece::Text(words), _) => markup.push_str(&escape(words)),
            (Piece::Open(number), Version::One) if is_nested => {
                markup.push_str(&format!("<g id=\"{number}\">"))
            }
            (Piece::Open(number), Version::One) => {
                markup.push_str(&format!("<bx id=\"{number}\" rid=\"{number}\"/>"));
            }
            (Piece::Open(number), Version::Two) if is_nested => {
                markup.push_str(&format!("<pc id=\"{number}\">"))
            }
            (Piece::Open(number), Version::Two) => markup.push_str(&format!("<sc id=\"{number}\"/>")),
            (Piece::Close(_), Version::One) if is_nested => markup.push_str("</g>"),
            (Piece::Close(number), Version::One) => {
                // Its id differs from that of its beginning.
                markup.push_str(&format!("<ex id=\"{number}-end\" rid=\"{number}\"/>"));
            }
            (Piece::Close(_), Version::Two) if is_nested => markup.push_str("</pc>"),
            (Piece::Close(number), Version::Two) => markup.push_str(&format!("<ec startRef=\"{number}\"/>")),
            (Piece::Protected(number), Version::One) => markup.push_str(&format!("<x id=\"{number}\"/>")),
            (Piece::Protected(number), Version::Two) => markup.push_str(&format!("<ph id=\"{number}\"/>")),
        }
    }
    markup
}

/// The version that an XLIFF file says it has.
pub(super) fn version(text: &str) -> Option<String> {
    let mut steps = Steps::new(text);
    match steps.next() {
        Ok(Step::Start(name, attributes)) if name == "xliff" => attributes.get("version").map(str::to_owned),
        _ => None,
    }
}

/// The attributes of an element, without prefixes.
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The number that an id of a placeholder ends in; 0 if it has none, which no text has.
    fn number(&self, name: &str) -> Option<usize> {
        self.get(name).map(|id| id.trim_start_matches(|one: char| !one.is_ascii_digit()).parse().unwrap_or(0))
    }
}

/// A step through a file.
pub(super) enum Step {
    /// An element begins; one without content ends with the next step.
    Start(String, Attributes),
    /// An element ends.
    End(String),
    /// The file ends.
    Eof,
}

/// The elements of a file in their order, without the text between them.
pub(super) struct Steps<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
    has_element: bool,
}

impl<'t> Steps<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, has_element: false }
    }

    /// The place after what was read last, in bytes of the file.
    pub fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).expect("it is within the text")
    }

    /// The next element that begins or ends.
    pub fn next(&mut self) -> Result<Step, ReadError> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let step = Step::Start(
                        start.local_name().as_ref().to_owned(),
                        attributes(&start, self.offset())?,
                    );
                    return Ok(step);
                }
                Event::End(end) => return Ok(Step::End(end.local_name().as_ref().to_owned())),
                Event::Eof => return Ok(Step::Eof),
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'t>, ReadError> {
        let offset = self.offset();
        let event = self.reader.read_event().map_err(|error| {
            let offset = usize::try_from(self.reader.error_position()).unwrap_or(offset);
            ReadError::with_detail(offset, error)
        })?;
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                self.has_element = true;
            }
            Event::End(_) => self.depth -= 1,
            Event::Eof if self.depth > 0 || !self.has_element => {
                return Err(ReadError::new(offset, Problem::Truncated));
            }
            _ => {}
        }
        Ok(event)
    }

    /// Passes over the rest of an element that has just begun.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.event()?;
        }
        Ok(())
    }

    /// Reads an element that has just begun up to its end: its words, and what stands for placeholders.
    pub fn inline(&mut self) -> Result<InlineText, ReadError> {
        let outside = self.depth - 1;
        let mut text = InlineText::default();
        // The elements that are open, with the number of the part that each encloses.
        let mut open: Vec<Option<usize>> = Vec::new();
        // The depth at which the native code of a placeholder began, which is not text.
        let mut code_depth = None;
        loop {
            let event = self.event()?;
            let offset = self.offset();
            match event {
                Event::Start(start) => {
                    let attributes = attributes(&start, offset)?;
                    let name = start.local_name().as_ref().to_owned();
                    let number = attributes.number("id").unwrap_or(0);
                    let piece = match name.as_str() {
                        _ if code_depth.is_some() => None,
                        "g" | "pc" => Some(Piece::Open(number)),
                        "x" | "ph" | "it" => Some(Piece::Protected(number)),
                        "bx" | "bpt" => Some(Piece::Open(attributes.number("rid").unwrap_or(number))),
                        "sc" => Some(Piece::Open(number)),
                        "ex" | "ept" => Some(Piece::Close(attributes.number("rid").unwrap_or(number))),
                        "ec" => Some(Piece::Close(attributes.number("startRef").unwrap_or(number))),
                        "cp" => character(attributes.get("hex")).map(|one| Piece::Text(one.to_string())),
                        _ => None,
                    };
                    let encloses = matches!(name.as_str(), "g" | "pc").then_some(number);
                    open.push(encloses.filter(|_| code_depth.is_none()));
                    if code_depth.is_none() && matches!(name.as_str(), "ph" | "it" | "bpt" | "ept") {
                        code_depth = Some(self.depth);
                    }
                    text_push(&mut text, piece);
                }
                Event::End(_) => {
                    if self.depth == outside {
                        return Ok(text);
                    }
                    text_push(&mut text, open.pop().flatten().map(Piece::Close));
                    code_depth = code_depth.filter(|depth| self.depth >= *depth);
                }
                _ if code_depth.is_some() => {}
                Event::Text(words) => {
                    text.push(Piece::Text(words.xml10_content().into_owned()));
                }
                Event::CData(words) => {
                    text.push(Piece::Text(words.xml10_content().into_owned()));
                }
                Event::GeneralRef(reference) => {
                    let number = reference
                        .resolve_char_ref()
                        .map_err(|error| ReadError::with_detail(offset, error))?;
                    let words = number
                        .map(String::from)
                        .or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                    let words =
                        words.ok_or_else(|| ReadError::with_detail(offset, format!("&{};", &*reference)))?;
                    text.push(Piece::Text(words));
                }
                _ => {}
            }
        }
    }
}

fn text_push(text: &mut InlineText, piece: Option<Piece>) {
    if let Some(piece) = piece {
        text.push(piece);
    }
}

fn character(hex: Option<&str>) -> Option<char> {
    char::from_u32(u32::from_str_radix(hex?, 16).ok()?)
}

fn attributes(start: &BytesStart<'_>, offset: usize) -> Result<Attributes, ReadError> {
    let mut all = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| ReadError::with_detail(offset, error))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| ReadError::with_detail(offset, error))?;
        all.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(Attributes(all))
}
