//! The OpenSearch description of a language (OpenSearch 1.1, draft 6), by which browsers add the site to those that are
//! searched from the address bar.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::language::LanguageId;
use crate::site::Site;

/// How long the short name may be, in characters.
const MAX_SHORT_NAME: usize = 16;

/// How long the long name may be, in characters.
const MAX_LONG_NAME: usize = 48;

/// How long the description may be, in characters.
const MAX_DESCRIPTION: usize = 1024;

/// The description of the search in a language.
pub(super) fn description(site: &Site, language: LanguageId) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write(&mut writer, site, language).expect("a Vec takes all bytes");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, site: &Site, language: LanguageId) -> std::io::Result<()> {
    let page = site.search_page_url(language).map(|url| site.permalink(&url)).unwrap_or_default();
    let own = site.open_search_url(language).map(|url| site.permalink(&url)).unwrap_or_default();
    let name = site.title(Site::HOME, language).0;
    let home = site.pages[Site::HOME].texts[language].document.as_ref();
    let description = home.map_or("", |document| &document.description);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = [("xmlns", "http://a9.com/-/spec/opensearch/1.1/")];
    writer.create_element("OpenSearchDescription").with_attributes(root).write_inner_content(|writer| {
        text(writer, "ShortName", &shortened(name, MAX_SHORT_NAME))?;
        text(writer, "LongName", &shortened(name, MAX_LONG_NAME))?;
        let description = if description.is_empty() { name } else { description };
        text(writer, "Description", &shortened(description, MAX_DESCRIPTION))?;
        text(writer, "Language", &site.language(language).tag)?;
        text(writer, "InputEncoding", "UTF-8")?;
        if let Some(icon) = site.asset_at("/favicon.svg") {
            let attributes = [("type", "image/svg+xml")];
            let url = site.asset_permalink(icon);
            writer
                .create_element("Image")
                .with_attributes(attributes)
                .write_text_content(BytesText::new(&url))?;
        }
        let template = format!("{page}?q={{searchTerms}}");
        for attributes in [
            [("type", "text/html"), ("rel", "results"), ("template", &template)],
            [("type", "application/opensearchdescription+xml"), ("rel", "self"), ("template", &own)],
        ] {
            writer.create_element("Url").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A text of at most so many characters, cut between words where there are spaces.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let start = &text[..end];
    let is_between = text[end..].starts_with(char::is_whitespace);
    let words =
        if is_between { Some(start) } else { start.rsplit_once(char::is_whitespace).map(|(words, _)| words) };
    words.unwrap_or(start).trim_end().to_owned()
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_between_words() {
        assert_eq!(shortened("Altai", 16), "Altai");
        assert_eq!(shortened("Altai and Tian Shan", 16), "Altai and Tian");
        assert_eq!(shortened("Altai and Tian Shan", 14), "Altai and Tian");
        assert_eq!(shortened("阿尔泰与天山之旅", 5), "阿尔泰与天");
    }
}
