//! Which elements an SVG may have.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;

use super::UnsafeKind;

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

/// The namespace of HTML.
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The name of an element without its prefix, in lower case: HTML within a drawing knows no case.
pub(super) fn name_of(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_ascii_lowercase()
}

/// Why an element is taken out with all that stands in it.
pub(super) fn refusal_of(element: &BytesStart<'_>, is_html: bool) -> Option<UnsafeKind> {
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
