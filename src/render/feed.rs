//! Atom feeds (RFC 4287).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::data::Date;
use crate::language::LanguageId;
use crate::site::{PageId, Role, Site};

/// The namespace of Media RSS, by which readers of feeds find the picture of an entry.
const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// The feed of a list in a language, newest first. It contains the pages with a date and a text of their own in that
/// language, without those that are past; the feed of the home page contains those of the whole site.
pub(super) fn atom(site: &Site, list: PageId, language: LanguageId) -> Vec<u8> {
    let mut pages: Vec<PageId> = match list {
        Site::HOME => site.pages.keys().collect(),
        list => site.listed(list, language).iter().collect(),
    };
    pages.retain(|id| {
        let page = &site.pages[*id];
        page.role == Role::Page
            && page.facts.date.is_some()
            && !page.is_borrowed(language)
            && !site.is_expired(*id)
    });
    pages.sort_by_key(|page| {
        let page = &site.pages[*page];
        (std::cmp::Reverse(page.facts.date), &page.path)
    });
    pages.truncate(site.config.feed_limit);
    // Atom requires a date for an empty feed too. It is that of the site's last change: today's would change every day.
    let newest = |pages: &mut dyn Iterator<Item = PageId>| pages.filter_map(|page| changed(site, page)).max();
    let updated = newest(&mut pages.iter().copied())
        .or_else(|| newest(&mut site.pages.keys()))
        .unwrap_or(Date::constant(1970, 1, 1));
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write(&mut writer, site, list, language, &pages, updated).expect("a Vec takes all bytes");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(
    writer: &mut Writer<Vec<u8>>,
    site: &Site,
    list: PageId,
    language: LanguageId,
    pages: &[PageId],
    updated: Date,
) -> std::io::Result<()> {
    let home = site.permalink(&site.pages[list].texts[language].url);
    let own = site.permalink(&site.feed_url(list, language).unwrap_or_default());
    let tag = site.language(language).tag.as_str();
    let site_title = site.title(Site::HOME, language).0;
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = [("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:media", MEDIA), ("xml:lang", tag)];
    writer.create_element("feed").with_attributes(feed).write_inner_content(|writer| {
        let title = match list {
            Site::HOME => site_title.to_owned(),
            list => format!("{} — {site_title}", site.title(list, language).0),
        };
        text(writer, "title", &title)?;
        text(writer, "id", &home)?;
        link(writer, "self", "application/atom+xml", &own)?;
        link(writer, "alternate", "text/html", &home)?;
        text(writer, "updated", &timestamp(updated))?;
        writer.create_element("author").write_inner_content(|writer| text(writer, "name", site_title))?;
        for page in pages {
            writer
                .create_element("entry")
                .write_inner_content(|writer| entry(writer, site, *page, language))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn entry(writer: &mut Writer<Vec<u8>>, site: &Site, id: PageId, language: LanguageId) -> std::io::Result<()> {
    let page = &site.pages[id];
    let url = site.permalink(&page.texts[language].url);
    text(writer, "title", site.title(id, language).0)?;
    text(writer, "id", &url)?;
    link(writer, "alternate", "text/html", &url)?;
    if let (Some(date), Some(changed)) = (page.facts.date, changed(site, id)) {
        text(writer, "published", &timestamp(date))?;
        text(writer, "updated", &timestamp(changed))?;
    }
    if let Some(document) = &page.texts[language].document {
        let quotes = site.language(language).quotes;
        let summary = match (&document.summary, document.description.as_str()) {
            (Some(summary), _) => summary.clone(),
            (None, "") => document.beginning(quotes).to_owned(),
            (None, description) => description.to_owned(),
        };
        text(writer, "summary", &summary)?;
    }
    picture(writer, site, id, language)
}

/// The first photograph of a page, among its facts or else in its text. Readers of feeds show no drawings.
fn picture(
    writer: &mut Writer<Vec<u8>>,
    site: &Site,
    page: PageId,
    language: LanguageId,
) -> std::io::Result<()> {
    let of_facts = site.pictures_of(page).into_iter().find(|(_, asset)| asset.is_photograph());
    let (asset, alt, credit) = match of_facts {
        Some((image, asset)) => {
            let alt = site.alternative_text(page, language, &image.file.value, asset);
            (asset, alt.map(|(alt, _)| alt), image.credit.as_str())
        }
        None => {
            let mut in_text = site.pictures_in_text(page, language).into_iter();
            let Some((picture, asset)) = in_text.find(|(_, asset)| asset.is_photograph()) else {
                return Ok(());
            };
            let said = Some(picture.alt.as_str()).filter(|alt| !alt.is_empty());
            let alt = said.or_else(|| Some(site.alternative_text(page, language, &picture.path, asset)?.0));
            (asset, alt, "")
        }
    };
    let url = site.asset_permalink(asset);
    let content =
        writer.create_element("media:content").with_attributes([("url", url.as_str()), ("medium", "image")]);
    content.write_inner_content(|writer| {
        if let Some(alt) = alt.filter(|alt| !alt.is_empty()) {
            text(writer, "media:description", alt)?;
        }
        match credit {
            "" => Ok(()),
            credit => text(writer, "media:credit", credit),
        }
    })?;
    Ok(())
}

/// The date of a page's last substantial change.
fn changed(site: &Site, page: PageId) -> Option<Date> {
    let facts = &site.pages[page].facts;
    facts.updated.or(facts.date)
}

/// The start of a day in UTC (RFC 3339).
fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, content: &str) -> std::io::Result<()> {
    // XML cannot represent these characters, not even escaped (XML 1.0, production 2).
    let is_no_char =
        |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    let content = content.replace(is_no_char, "");
    let content = content.as_str();
    writer.create_element(name).write_text_content(BytesText::new(content)).map(|_| ())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, media_type: &str, href: &str) -> std::io::Result<()> {
    let attributes = [("rel", rel), ("type", media_type), ("href", href)];
    writer.create_element("link").with_attributes(attributes).write_empty().map(|_| ())
}
