//! Makes an SVG smaller without a change of what it shows: comments, spaces between elements and within tags, and what drawing programs note for
//! themselves.
//!
//! Numbers, names and the order of everything stay. What a style sheet or a script in the drawing might look for does, too.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Namespaces in which drawing programs note what they need to edit a drawing, and nothing that is shown.
const EDITORS: [&str; 8] = [
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://inkscape.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://ns.adobe.com/AdobeIllustrator/10.0/",
    "http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/",
    "http://www.serif.com/",
    "http://boxy-svg.com",
];

/// Elements in which spaces are a part of a text, or of a script or style.
const TEXTS: [&str; 9] =
    ["text", "tspan", "textPath", "title", "desc", "style", "script", "metadata", "foreignObject"];

/// Attributes with lists of numbers, in which several spaces are one.
const LISTS: [&str; 3] = ["d", "points", "transform"];

/// A comment with one of these words says whose the drawing is, and stays.
const OWNERSHIP: [&str; 4] = ["copyright", "licen", "©", "(c)"];

/// An SVG, made smaller. Returns `None` for a text that is no XML.
pub(super) fn minified(text: &str) -> Option<String> {
    let editors = editor_prefixes(text)?;
    let mut output = Output { text: String::with_capacity(text.len()), editors };
    let mut reader = Reader::from_str(text);
    // How many elements are open within one that is left out, and within one whose spaces count, with it.
    let (mut left_out, mut texts) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => return Some(output.text),
            Event::Start(element) => {
                if left_out > 0 || output.is_of_editor(element.name().as_ref()) {
                    left_out += 1;
                    continue;
                }
                output.tag(element, ">")?;
                if texts > 0 || keeps_spaces(element) {
                    texts += 1;
                }
            }
            Event::Empty(element) => {
                if left_out == 0 && !output.is_of_editor(element.name().as_ref()) {
                    output.tag(element, "/>")?;
                }
            }
            Event::End(element) => {
                if left_out > 0 {
                    left_out -= 1;
                    continue;
                }
                texts = texts.saturating_sub(1);
                output.text.push_str(&format!("</{}>", element.name().as_ref()));
            }
            _ if left_out > 0 => {}
            Event::Text(part) => {
                if texts > 0 || !part.trim_ascii().is_empty() {
                    output.text.push_str(part);
                }
            }
            Event::CData(part) => output.text.push_str(&format!("<![CDATA[{}]]>", &**part)),
            Event::GeneralRef(reference) => output.text.push_str(&format!("&{};", &**reference)),
            Event::Comment(comment) => {
                let lower = comment.to_lowercase();
                if texts > 0 || OWNERSHIP.iter().any(|word| lower.contains(word)) {
                    output.text.push_str(&format!("<!--{}-->", &**comment));
                }
            }
            // A file without it is XML 1.0 in UTF-8, which this text is.
            Event::Decl(declaration) => {
                if !declaration.contains("1.0") {
                    output.text.push_str(&format!("<?{}?>", &**declaration));
                }
            }
            Event::DocType(kind) => {
                if kind.contains('[') {
                    output.text.push_str(&format!("<!DOCTYPE {}>", &**kind));
                }
            }
            Event::PI(instruction) => output.text.push_str(&format!("<?{}?>", &**instruction)),
        }
    }
}

/// The prefixes that stand for a namespace of a drawing program, wherever they are declared.
fn editor_prefixes(text: &str) -> Option<Vec<String>> {
    // By prefix: whether each namespace that it stands for is one of a drawing program.
    let mut prefixes: BTreeMap<String, bool> = BTreeMap::new();
    if text.contains("xmlns:") {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().ok()? {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    for attribute in element.attributes() {
                        let attribute = attribute.ok()?;
                        if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                            let is_editor = EDITORS.contains(&&*attribute.value);
                            let known = prefixes.entry(prefix.to_owned()).or_insert(is_editor);
                            *known &= is_editor;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    Some(prefixes.into_iter().filter(|(_, is_editor)| *is_editor).map(|(prefix, _)| prefix).collect())
}

fn keeps_spaces(element: &BytesStart<'_>) -> bool {
    let name = element.name();
    let local = name.as_ref().rsplit(':').next().unwrap_or_default();
    let is_preserved = |value: &str| value == "preserve";
    TEXTS.contains(&local)
        || element.attributes().flatten().any(|it| it.key.as_ref() == "xml:space" && is_preserved(&it.value))
}

struct Output {
    text: String,
    editors: Vec<String>,
}

impl Output {
    fn is_of_editor(&self, name: &str) -> bool {
        name.split_once(':').is_some_and(|(prefix, _)| self.editors.iter().any(|editor| editor == prefix))
    }

    /// Writes a tag. Values stay as they are written, with their references.
    fn tag(&mut self, element: &BytesStart<'_>, end: &str) -> Option<()> {
        self.text.push('<');
        self.text.push_str(element.name().as_ref());
        for attribute in element.attributes() {
            let attribute = attribute.ok()?;
            let key = attribute.key.as_ref();
            let declared = key.strip_prefix("xmlns:");
            let is_declared =
                declared.is_some_and(|prefix| self.editors.iter().any(|editor| editor == prefix));
            if is_declared || self.is_of_editor(key) {
                continue;
            }
            let mark = if attribute.value.contains('"') { '\'' } else { '"' };
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push('=');
            self.text.push(mark);
            match LISTS.contains(&key) {
                true => {
                    for (index, part) in attribute.value.split_ascii_whitespace().enumerate() {
                        if index > 0 {
                            self.text.push(' ');
                        }
                        self.text.push_str(part);
                    }
                }
                false => self.text.push_str(&attribute.value),
            }
            self.text.push(mark);
        }
        self.text.push_str(end);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_left_out() {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- drawn with care -->\n\
            <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
            <svg xmlns=\"http://www.w3.org/2000/svg\"\n   xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"\n   inkscape:version='1'>\n\
            <inkscape:view><g/></inkscape:view>\n  <path   d=\"M0 0\n  L1 1\" id='a\"b' />\n  <!-- © Айгүл, CC BY 4.0 -->\n\
            <text>  A &amp; <tspan> B </tspan> </text>\n<style> p > q { } </style>\n</svg>\n";
        assert_eq!(
            minified(text.trim_start_matches('\u{FEFF}')).expect("it is XML"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0 L1 1\" id='a\"b'/><!-- © Айгүл, CC BY 4.0 -->\
             <text>  A &amp; <tspan> B </tspan> </text><style> p > q { } </style></svg>"
        );
    }

    #[test]
    fn what_may_be_shown_stays() {
        for text in [
            "<svg xml:space=\"preserve\"> <g/> </svg>",
            "<svg><style><![CDATA[a{}]]></style><a:b xmlns:a=\"urn:x\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY e 'x'>]><svg><text>&e; &#160;</text></svg>",
        ] {
            assert_eq!(minified(text).as_deref(), Some(text));
        }
        assert_eq!(minified("<svg a=1></svg>"), None);
    }
}
