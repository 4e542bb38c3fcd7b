//! Entities that an SVG declares for itself. Drawing programs write namespaces with them.

use rustc_hash::FxHashMap;

/// How many bytes all entities may expand to. Entities that name others many times over would fill the memory.
pub(super) const MAX_EXPANSION: usize = 1 << 20;

/// How many bytes a reference to an entity has at most: an end is not looked for in the whole text.
const MAX_NAME: usize = 256;

/// The entities that a document type declares with a text, by their names. Those that load their text from elsewhere, and
/// those for the declarations themselves, are left out.
pub(super) fn declared(document_type: &str) -> FxHashMap<String, String> {
    let mut entities = FxHashMap::default();
    let mut rest = document_type;
    while let Some(start) = rest.find("<!ENTITY") {
        rest = &rest[start + "<!ENTITY".len()..];
        let declaration = rest.trim_start();
        let Some(at) = declaration.find(char::is_whitespace) else { break };
        let (name, value) = (&declaration[..at], declaration[at..].trim_start());
        let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(end) = value[1..].find(mark) else { break };
        // The first declaration of a name counts.
        entities.entry(name.to_owned()).or_insert_with(|| value[1..=end].to_owned());
        rest = &value[end + 2..];
    }
    entities
}

/// A text with the declared entities replaced by what they stand for. Returns `None` if it grows too large.
pub(super) fn expand(text: &str, entities: &FxHashMap<String, String>) -> Option<String> {
    let mut expanded = text.to_owned();
    // An entity may name others; one that names itself is found by its size.
    for _ in 0..16 {
        let mut changed = false;
        let mut next = String::with_capacity(expanded.len());
        let mut rest = expanded.as_str();
        while let Some(start) = rest.find('&') {
            next.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.bytes().take(MAX_NAME).position(|byte| byte == b';');
            let name = end.map(|end| &rest[1..end]);
            match name.and_then(|name| Some((name, entities.get(name)?))) {
                Some((name, value)) => {
                    next.push_str(value);
                    rest = &rest[name.len() + 2..];
                    changed = true;
                }
                None => {
                    next.push('&');
                    rest = &rest[1..];
                }
            }
            if next.len() > text.len() + MAX_EXPANSION {
                return None;
            }
        }
        next.push_str(rest);
        expanded = next;
        if !changed {
            return Some(expanded);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_drawing_programs_are_expanded_and_bombs_are_not() {
        let own = declared(
            r#"svg PUBLIC "a" "b" [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY two '&ns_svg;2'> <!ENTITY x SYSTEM "file:///etc/passwd"> ]"#,
        );
        assert_eq!(own.len(), 2);
        assert_eq!(
            expand("<svg xmlns=\"&ns_svg;\"> &two; &amp; &x; &", &own).as_deref(),
            Some("<svg xmlns=\"http://www.w3.org/2000/svg\"> http://www.w3.org/2000/svg2 &amp; &x; &")
        );
        let ten = |inner: &str| inner.repeat(10);
        let mut bomb = String::from("<!ENTITY a0 \"lol\">");
        for level in 1..12 {
            bomb.push_str(&format!("<!ENTITY a{level} \"{}\">", ten(&format!("&a{};", level - 1))));
        }
        assert_eq!(expand("&a11;", &declared(&bomb)), None);
        assert_eq!(expand("&a;", &declared("<!ENTITY a \"&a;\">")), None);
    }
}
