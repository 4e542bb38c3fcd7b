//! Sitemaps (sitemaps.org protocol 0.9, with the alternates that Google and Yandex read) and `robots.txt`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::site::{Site, SitemapEntry};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A part of the sitemap.
pub(super) fn sitemap(site: &Site, part: usize) -> Vec<u8> {
    let attributes = [("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    document("urlset", &attributes, |writer| {
        for entry in &site.sitemaps()[part] {
            writer.create_element("url").write_inner_content(|writer| url(writer, site, *entry))?;
        }
        Ok(())
    })
}

/// The list of the sitemap's parts.
pub(super) fn index(site: &Site) -> Vec<u8> {
    document("sitemapindex", &[("xmlns", NAMESPACE)], |writer| {
        for part in 1..=site.sitemaps().len() {
            let url = site.permalink(&format!("/sitemap-{part}.xml"));
            writer.create_element("sitemap").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&url)).map(|_| ())
            })?;
        }
        Ok(())
    })
}

/// Everyone may read everything, and the sitemap says what there is.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.permalink("/sitemap.xml")).into_bytes()
}

fn document(
    root: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>,
) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let write = |writer: &mut Writer<Vec<u8>>| -> std::io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        writer
            .create_element(root)
            .with_attributes(attributes.iter().copied())
            .write_inner_content(content)?;
        Ok(())
    };
    write(&mut writer).expect("a Vec takes all bytes");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn url(writer: &mut Writer<Vec<u8>>, site: &Site, entry: SitemapEntry) -> std::io::Result<()> {
    let page = &site.pages[entry.page];
    let address = |language: usize| site.permalink(&page.texts[language].url);
    writer.create_element("loc").write_text_content(BytesText::new(&address(entry.language)))?;
    if let Some(date) = page.facts.updated.or(page.facts.date) {
        writer.create_element("lastmod").write_text_content(BytesText::new(&date.to_string()))?;
    }
    for language in site.real_languages(entry.page) {
        alternate(writer, &site.language(language).hreflang, &address(language))?;
    }
    match (entry.page, site.reference_language(entry.page)) {
        (Site::HOME, _) => alternate(writer, "x-default", &site.permalink("/")),
        (_, Some(language)) => alternate(writer, "x-default", &address(language)),
        (_, None) => Ok(()),
    }
}

fn alternate(writer: &mut Writer<Vec<u8>>, hreflang: &str, href: &str) -> std::io::Result<()> {
    let attributes = [("rel", "alternate"), ("hreflang", hreflang), ("href", href)];
    writer.create_element("xhtml:link").with_attributes(attributes).write_empty().map(|_| ())
}
