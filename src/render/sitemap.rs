//! Sitemaps (sitemaps.org protocol 0.9, with the alternates and pictures that Google and Yandex read) and `robots.txt`.

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesText, Event};

use rayon::prelude::*;

use crate::site::{Asset, PageId, Site, SitemapId, sitemap_url};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// How many pictures of a page are listed (Google's extension).
const MAX_IMAGES: usize = 1000;

/// A part of the sitemap. It may have tens of thousands of URLs, so they are written as text, without an XML writer, and
/// what the languages of a page have in common is formatted once.
pub(super) fn sitemap(site: &Site, part: SitemapId) -> Vec<u8> {
    let entries = &site.sitemaps()[part];
    // Texts with pictures have to be parsed.
    entries.par_iter().for_each(|entry| {
        if let Some(document) = &site.pages[entry.page].texts[entry.language].document {
            document.pictures();
        }
    });
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\" xmlns:image=\"{IMAGES}\">"
    );
    for entries in entries.chunk_by(|one, other| one.page == other.page) {
        let page = entries[0].page;
        let pictures: Vec<&Asset> = site.pictures_of(page).into_iter().map(|(_, asset)| asset).collect();
        let common = common(site, page, &pictures);
        for entry in entries {
            let url = site.permalink(&site.pages[page].texts[entry.language].url);
            xml.extend(["\n <url>\n  <loc>", &escape(&url), "</loc>", &common]);
            let in_text = site.pictures_in_text(page, entry.language).into_iter().map(|(_, asset)| asset);
            let own = in_text.filter(|asset| !pictures.iter().any(|other| other.url == asset.url));
            own.take(MAX_IMAGES.saturating_sub(pictures.len()))
                .for_each(|asset| image(&mut xml, site, asset));
            xml.push_str("\n </url>");
        }
    }
    xml.push_str("\n</urlset>\n");
    xml.into_bytes()
}

/// The index of the sitemap's parts.
pub(super) fn index(site: &Site) -> Vec<u8> {
    document("sitemapindex", &[("xmlns", NAMESPACE)], |writer| {
        for part in site.sitemaps().keys() {
            let url = site.permalink(&sitemap_url(part));
            writer.create_element("sitemap").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&url)).map(|_| ())
            })?;
        }
        Ok(())
    })
}

/// `robots.txt`: allows everything, and names the sitemap.
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

/// What the entries of a page have in common in all languages: the date of its last change, the alternates, and the pictures
/// among its facts.
fn common(site: &Site, id: PageId, pictures: &[&Asset]) -> String {
    let page = &site.pages[id];
    let mut xml = String::with_capacity(1024);
    if let Some(date) = page.facts.updated.or(page.facts.date) {
        xml.extend(["\n  <lastmod>", &date.to_string(), "</lastmod>"]);
    }
    for one in site.alternates(id, 1) {
        alternate(&mut xml, one.hreflang, &one.url);
    }
    pictures.iter().take(MAX_IMAGES).for_each(|picture| image(&mut xml, site, picture));
    xml
}

fn image(xml: &mut String, site: &Site, picture: &Asset) {
    let url = site.asset_permalink(picture);
    xml.extend(["\n  <image:image><image:loc>", &escape(&url), "</image:loc></image:image>"]);
}

fn alternate(xml: &mut String, hreflang: &str, href: &str) {
    let (hreflang, href) = (escape(hreflang), escape(href));
    xml.extend(["\n  <xhtml:link rel=\"alternate\" hreflang=\"", &hreflang, "\" href=\"", &href, "\"/>"]);
}
