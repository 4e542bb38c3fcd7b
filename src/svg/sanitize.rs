//! Takes out of an SVG what must not be published.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::{NsReader, Writer};

use super::entities;
use super::references::{Refusal, link_refusal, refusal, refused_in_style};

/// What an SVG had in it that is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnsafeKind {
    /// Scripts: elements, event handlers, addresses that run one.
    Script,
    /// Addresses of other hosts, or of documents within the SVG.
    Foreign,
    /// HTML within the drawing.
    Html,
    /// A document type with entities of its own, or a style sheet of another file.
    Declaration,
}

/// Something that was taken out of an SVG, or several things of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafePart {
    /// What it is.
    pub kind: UnsafeKind,
    /// The names of elements and attributes, and the addresses, each once, in the order in which they stand.
    pub names: Vec<String>,
    /// How many there are.
    pub count: usize,
    /// The place of the first, in bytes of the file.
    pub range: Range<usize>,
}

/// An SVG that may be published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sanitized {
    /// Its text; `None` if it may be published as it is.
    pub text: Option<String>,
    /// What was taken out, by kind.
    pub removed: Vec<UnsafePart>,
}

/// Elements that are taken out with all that stands in them. The first are SVG, the others HTML, which drawings may hold in a
/// namespace of its own.
const REFUSED_ELEMENTS: [(&str, UnsafeKind); 13] = [
    ("script", UnsafeKind::Script),
    ("handler", UnsafeKind::Script),
    ("listener", UnsafeKind::Script),
    ("foreignobject", UnsafeKind::Html),
    ("iframe", UnsafeKind::Html),
    ("object", UnsafeKind::Html),
    ("embed", UnsafeKind::Html),
    ("audio", UnsafeKind::Html),
    ("video", UnsafeKind::Html),
    ("link", UnsafeKind::Html),
    ("meta", UnsafeKind::Html),
    ("base", UnsafeKind::Html),
    ("form", UnsafeKind::Html),
];

/// Elements that set an attribute of another one over time.
const ANIMATIONS: [&str; 5] = ["set", "animate", "animatetransform", "animatemotion", "animatecolor"];

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The longest name or address that is told, in characters.
const MAX_NAME: usize = 60;

/// Takes out of an SVG what must not be published: scripts and event handlers, HTML, addresses of other hosts in attributes and
/// styles, entities of its own. Links (`<a>`) may lead elsewhere, as they load nothing.
///
/// ```
/// use sapar::svg::{UnsafeKind, sanitize};
///
/// let sanitized = sanitize("<svg xmlns=\"http://www.w3.org/2000/svg\"><g onclick=\"x()\" fill=\"red\"/></svg>").unwrap();
/// assert_eq!(sanitized.text.unwrap(), "<svg xmlns=\"http://www.w3.org/2000/svg\"><g fill=\"red\"/></svg>");
/// assert_eq!((sanitized.removed[0].kind, &*sanitized.removed[0].names[0]), (UnsafeKind::Script, "onclick"));
/// ```
///
/// # Errors
/// Says why the text is no XML, in English, with the byte where that was found. Browsers show such a file up to there, scripts included.
pub fn sanitize(text: &str) -> Result<Sanitized, (usize, String)> {
    let first = Pass::run(text)?;
    let Some(document_type) = &first.entities else { return Ok(first.finish(text)) };
    // What an entity stands for is markup as well.
    let declared = entities::declared(document_type);
    let body = first.without_declarations;
    let expanded = entities::expand(&body, &declared)
        .ok_or_else(|| (0, "its entities are too large, or name each other".to_owned()))?;
    let second = Pass::run(&expanded)?;
    // Their places are those of a text that nobody has written.
    let found = second.removed.into_values();
    let start = first.removed.get(&UnsafeKind::Declaration).map_or(0..0, |part| part.range.clone());
    let mut removed = first.removed;
    for part in found {
        removed.entry(part.kind).or_insert(UnsafePart { range: start.clone(), ..part });
    }
    Ok(Sanitized { text: Some(second.output), removed: removed.into_values().collect() })
}

/// One reading of a text.
struct Pass {
    output: String,
    /// The text without its document type alone, for a second reading.
    without_declarations: String,
    /// The document type, if it declares entities.
    entities: Option<String>,
    removed: BTreeMap<UnsafeKind, UnsafePart>,
}

impl Pass {
    fn run(text: &str) -> Result<Self, (usize, String)> {
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
                    if let Some(kind) = refused_element(element, is_html) {
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

    fn finish(self, text: &str) -> Sanitized {
        match self.removed.is_empty() {
            true => Sanitized::default(),
            false => {
                debug_assert_ne!(self.output, text);
                Sanitized { text: Some(self.output), removed: self.removed.into_values().collect() }
            }
        }
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
        // A drawing may have thousands of them; nobody reads so many names.
        if part.names.len() < 12 && !part.names.contains(&shown) {
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
            let value = unescape(&attribute.value)
                .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
            let key = attribute.key.as_ref().to_owned();
            match self.check(&name, &attribute, &value, range) {
                None => kept.push((key, attribute.value.to_string())),
                Some(replaced) => {
                    is_edited = true;
                    if let Some(value) = replaced {
                        let value = quick_xml::escape::escape(value.as_str()).into_owned();
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

/// A text with other parts in it.
fn spliced(text: &str, parts: Vec<super::references::StylePart>) -> String {
    let mut spliced = text.to_owned();
    for part in parts.into_iter().rev() {
        spliced.replace_range(part.range, part.replacement);
    }
    spliced
}

fn is_element(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(_) | Event::Empty(_))
}

/// The name of an element without its prefix, in lower case: HTML within a drawing knows no case.
fn name_of(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_ascii_lowercase()
}

/// Why an element is taken out with all that stands in it.
fn refused_element(element: &BytesStart<'_>, is_html: bool) -> Option<UnsafeKind> {
    let name = name_of(element);
    if let Some((_, kind)) = REFUSED_ELEMENTS.iter().find(|(refused, _)| *refused == name) {
        return Some(*kind);
    }
    if is_html {
        return Some(UnsafeKind::Html);
    }
    let sets_address = |attribute: Attribute<'_>| {
        let is_name = attribute.key.as_ref().eq_ignore_ascii_case("attributename");
        let value = unescape(&attribute.value).unwrap_or_default().trim().to_ascii_lowercase();
        is_name && (value.starts_with("on") || value.rsplit(':').next() == Some("href"))
    };
    let is_animation = ANIMATIONS.contains(&name.as_str());
    (is_animation && element.attributes().flatten().any(sets_address)).then_some(UnsafeKind::Script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    fn cleaned(inner: &str) -> (String, Vec<(UnsafeKind, Vec<String>)>) {
        let text = format!("{OPEN}{inner}</svg>");
        let sanitized = sanitize(&text).expect("it is XML");
        let output = sanitized.text.unwrap_or(text);
        let inner = output.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix("</svg>"));
        let removed = sanitized.removed.into_iter().map(|part| (part.kind, part.names)).collect();
        (inner.unwrap_or_else(|| panic!("{output}")).to_owned(), removed)
    }

    #[test]
    fn what_is_harmless_stays_byte_for_byte() {
        for inner in [
            "<style>.a{fill:#fff}@media(prefers-color-scheme:dark){.a{fill:url(#g)}}</style><g class='a'/>",
            "<!-- x --><use xlink:href=\"#a\"  x = '1'/><image href=\"lake.jpg\"/><image href='data:image/png;base64,AA=='/>",
            "<a href=\"https://altai.example/\"><text>A &amp; B &#x4E2D;<![CDATA[<x>]]></text></a>",
            "<style><![CDATA[a>b{x:y}]]></style><style>a&gt;b{x:y}</style><animate attributeName='x' to='1'/>",
            "<g aria-label='url(https://altai.example)' fill=\"url(#g)\" style='fill:red'/>\r\n",
        ] {
            assert_eq!(cleaned(inner), (inner.to_owned(), vec![]));
        }
        let whole = "\u{FEFF}<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg></svg>\n";
        assert_eq!(sanitize(whole), Ok(Sanitized::default()));
    }

    #[test]
    fn what_runs_or_loads_something_is_taken_out() {
        use UnsafeKind::{Foreign, Html, Script};
        for (inner, expected, kind) in [
            ("<script>a<b/></script><g/>", "<g/>", Script),
            ("<x:script xmlns:x='http://www.w3.org/2000/svg'/><g/>", "<g/>", Script),
            ("<g OnLoad='x()' id='a'/>", "<g id=\"a\"/>", Script),
            ("<a xlink:href='java&#115;cript:x()'><g/></a>", "<a><g/></a>", Script),
            ("<set attributeName='xlink:href' to='javascript:x()'/>", "", Script),
            ("<use href='https://evil.example/a.svg#b'/>", "<use/>", Foreign),
            ("<image href='data:image/svg+xml,x'/>", "<image/>", Foreign),
            (
                "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject><g/>",
                "<g/>",
                Html,
            ),
            ("<p xmlns='http://www.w3.org/1999/xhtml'>x<b/></p><g/>", "<g/>", Html),
            (
                "<style>@import url(https://evil.example/a.css);a{x:y}</style>",
                "<style>a{x:y}</style>",
                Foreign,
            ),
            ("<style>a{fill:u&#114;l(//evil.example/)}</style>", "<style>a{fill:none}</style>", Foreign),
            ("<style>@im<!-- -->port '//evil.example/';</style>", "<style></style>", Foreign),
            ("<g style='x:url(//evil.example/);y:z' d='1'/>", "<g style=\"x:none;y:z\" d=\"1\"/>", Foreign),
            ("<g fill='url(https://evil.example/#a)'/>", "<g/>", Foreign),
        ] {
            let (output, removed) = cleaned(inner);
            assert_eq!(output, expected, "{inner}");
            assert_eq!(removed.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [kind], "{inner}");
            assert_eq!(cleaned(&output).1, [], "nothing is left: {output}");
        }
    }

    #[test]
    fn declared_entities_are_written_out_and_what_they_hide_is_found() {
        let text = "<!DOCTYPE svg [<!ENTITY s \"http://www.w3.org/2000/svg\"><!ENTITY e '<script>x()</script>'>]>\n<svg xmlns=\"&s;\">&e;<g/></svg>";
        let sanitized = sanitize(text).expect("it is XML");
        assert_eq!(sanitized.text.as_deref(), Some("\n<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"));
        let kinds: Vec<UnsafeKind> = sanitized.removed.iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [UnsafeKind::Script, UnsafeKind::Declaration]);
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for text in [
            "",
            "text",
            "<svg>",
            "<svg><g></svg>",
            "<svg a=1/>",
            "<svg",
            "<html><p>x</html>",
            "<svg/><!DOCTYPE",
        ] {
            assert!(sanitize(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_cleaned_is_clean(parts in proptest::collection::vec(proptest::sample::select(&[
            "<g>", "</g>", "<g/>", "<script>", "</script>", "<style>", "</style>", " onload='x'", "url(//a.b)", "javascript:",
            "<a href='javascript:x'/>", "&amp;", "&#114;", "u", "l(", "http://a.b", ")", "@import", "'", "\\75", "/*", "*/", ";",
            "<![CDATA[", "]]>", "<!--", "-->", "<foreignObject>", "</foreignObject>", "中", "<use href='//a.b'/>",
        ][..]), 0..12)) {
            let text = format!("{OPEN}{}</svg>", parts.concat());
            if let Ok(Sanitized { text: Some(text), .. }) = sanitize(&text) {
                proptest::prop_assert_eq!(sanitize(&text), Ok(Sanitized::default()), "{}", text);
            }
        }
    }
}
