//! What the rules want of a page, read in one pass of the tokenizer.

use std::borrow::Cow;

use crate::content::{HtmlEvent, tokenise_html};

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct PageReading {
    /// Whether it is a whole document, and no piece of HTML.
    pub is_document: bool,
    /// The text of the first `title`.
    pub title: Option<String>,
    /// The value of `<meta name="description">`.
    pub description: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub is_noindex: bool,
    /// Whether it leads elsewhere by itself.
    pub is_redirect: bool,
    /// The target of `<link rel="canonical">`.
    pub canonical: Option<String>,
    /// `hreflang` and target of each `<link rel="alternate">` that has a language.
    pub alternates: Vec<(String, String)>,
    /// The value of each `id`.
    pub ids: Vec<String>,
    /// The `name` of each link, which is as good as an id.
    pub names: Vec<String>,
    /// Level and text of each heading.
    pub headings: Vec<(u8, String)>,
    /// The links that readers can follow.
    pub links: Vec<LinkReading>,
    /// The pictures.
    pub pictures: Vec<PictureReading>,
    /// What the page loads, or sends something to.
    pub resources: Vec<ResourceReading>,
    /// The structured data.
    pub json_ld: Vec<String>,
}

/// A link.
#[derive(Debug, Default)]
pub(super) struct LinkReading {
    /// Where it leads, as it is written.
    pub href: String,
    /// What readers see, with the descriptions of pictures.
    pub text: String,
    /// The name that it has beside that: `aria-label`, `aria-labelledby` or `title`.
    pub label: String,
}

/// A picture.
#[derive(Debug)]
pub(super) struct PictureReading {
    pub src: String,
    /// Its description; `None` if it has no such attribute.
    pub alt: Option<String>,
}

/// Something that a page loads.
#[derive(Debug)]
pub(super) struct ResourceReading {
    /// The address as it is written.
    pub url: String,
    /// Whether browsers load it without a click.
    pub is_loaded: bool,
}

/// Values of `rel` with which browsers load something.
const LOADED: [&str; 9] = [
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "apple-touch-icon",
];

impl PageReading {
    /// Reads a page.
    pub fn of(html: &str) -> Self {
        let mut reader = Reader::default();
        tokenise_html(html, |event, _| reader.handle(event));
        reader.close_link();
        reader.page
    }
}

/// A start tag. The memory of one is used again for the next: a page has thousands.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    /// Names and values; those behind the first `count` are of an earlier tag.
    attributes: Vec<(Vec<u8>, String)>,
    count: usize,
}

impl Tag {
    fn begin(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.count = 0;
    }

    fn add_attribute(&mut self, name: &[u8]) {
        if self.count == self.attributes.len() {
            self.attributes.push(Default::default());
        }
        let (own, value) = &mut self.attributes[self.count];
        own.clear();
        own.extend_from_slice(name);
        value.clear();
        self.count += 1;
    }

    fn attributes(&self) -> &[(Vec<u8>, String)] {
        &self.attributes[..self.count]
    }

    fn get(&self, name: &[u8]) -> Option<&str> {
        self.attributes().iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn text(&self, name: &[u8]) -> &str {
        self.get(name).unwrap_or_default()
    }
}

#[derive(Default)]
struct Reader {
    page: PageReading,
    tag: Tag,
    link: Option<LinkReading>,
    heading: Option<(u8, String)>,
    /// Whether the text of the title is being read.
    in_title: bool,
    /// The script or the style sheet that is being read, if it is of interest.
    verbatim: Option<Verbatim>,
    /// How many elements of SVG are open: their titles are none of the page.
    drawings: usize,
}

enum Verbatim {
    JsonLd(String),
    Style(String),
    Other,
}

impl Reader {
    fn handle(&mut self, event: HtmlEvent<'_>) {
        match event {
            HtmlEvent::OpenStartTag { name } => self.tag.begin(name),
            HtmlEvent::AttributeName { name } => self.tag.add_attribute(name),
            HtmlEvent::AttributeValue { value } => {
                if let Some(last) = self.tag.count.checked_sub(1) {
                    self.tag.attributes[last].1.push_str(&text_of(value));
                }
            }
            HtmlEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag, self_closing);
                self.tag = tag;
            }
            HtmlEvent::EndTag { name } => self.end(name),
            HtmlEvent::String { value } => self.text(&text_of(value)),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, is_self_closing: bool) {
        for (name, value) in tag.attributes() {
            match name.as_slice() {
                b"id" => self.page.ids.push(value.clone()),
                b"style" => self.style(value),
                _ => {}
            }
        }
        match tag.name.as_slice() {
            b"html" | b"head" => self.page.is_document = true,
            b"title" if self.drawings == 0 => {
                self.in_title = true;
                self.page.title.get_or_insert_default();
            }
            b"meta" => self.meta(tag),
            b"link" => self.link(tag),
            b"svg" if !is_self_closing => self.drawings += 1,
            b"a" => {
                self.close_link();
                if let Some(name) = tag.get(b"name") {
                    self.page.names.push(name.to_owned());
                }
                self.open_link(tag);
            }
            b"area" => {
                self.open_link(tag);
                if let Some(link) = &mut self.link {
                    link.text.push_str(tag.text(b"alt"));
                }
                self.close_link();
            }
            b"img" => {
                let alt = tag.get(b"alt").map(ToOwned::to_owned);
                if let (Some(link), Some(alt)) = (&mut self.link, &alt) {
                    link.text.push_str(alt);
                }
                if let (Some((_, text)), Some(alt)) = (&mut self.heading, &alt) {
                    text.push_str(alt);
                }
                self.page.pictures.push(PictureReading { src: tag.text(b"src").to_owned(), alt });
                self.load(tag, b"src");
                self.load_set(tag.text(b"srcset"));
            }
            b"source" => {
                self.load(tag, b"src");
                self.load_set(tag.text(b"srcset"));
            }
            b"script" => {
                self.load(tag, b"src");
                let is_data = tag.text(b"type").eq_ignore_ascii_case("application/ld+json");
                self.verbatim = Some(if is_data { Verbatim::JsonLd(String::new()) } else { Verbatim::Other });
            }
            b"style" => self.verbatim = Some(Verbatim::Style(String::new())),
            b"iframe" | b"embed" | b"audio" | b"track" | b"input" => self.load(tag, b"src"),
            b"video" => {
                self.load(tag, b"src");
                self.load(tag, b"poster");
            }
            b"object" => self.load(tag, b"data"),
            b"image" | b"use" => {
                self.load(tag, b"href");
                self.load(tag, b"xlink:href");
            }
            b"form" => self.send(tag.text(b"action")),
            b"button" => self.send(tag.text(b"formaction")),
            [b'h', level @ b'1'..=b'6'] => self.heading = Some((level - b'0', String::new())),
            _ => {}
        }
        if let Some(label) = tag.get(b"aria-label").filter(|_| tag.name != b"a")
            && let Some(link) = &mut self.link
        {
            link.text.push_str(label);
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"title" => self.in_title = false,
            b"svg" => self.drawings = self.drawings.saturating_sub(1),
            b"a" => self.close_link(),
            b"script" | b"style" => match self.verbatim.take() {
                Some(Verbatim::JsonLd(text)) => self.page.json_ld.push(text),
                Some(Verbatim::Style(text)) => self.style(&text),
                Some(Verbatim::Other) | None => {}
            },
            [b'h', b'1'..=b'6'] => {
                if let Some((level, text)) = self.heading.take() {
                    self.page.headings.push((level, on_one_line(&text)));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.verbatim {
            Some(Verbatim::JsonLd(own) | Verbatim::Style(own)) => return own.push_str(text),
            Some(Verbatim::Other) => return,
            None => {}
        }
        if self.in_title
            && let Some(title) = &mut self.page.title
        {
            title.push_str(text);
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(text);
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.text(b"content");
        match tag.text(b"name").to_ascii_lowercase().as_str() {
            "description" => drop(self.page.description.get_or_insert_with(|| on_one_line(content))),
            "robots" => self.page.is_noindex |= content.to_ascii_lowercase().contains("noindex"),
            _ => {}
        }
        self.page.is_redirect |= tag.text(b"http-equiv").eq_ignore_ascii_case("refresh");
    }

    fn link(&mut self, tag: &Tag) {
        let href = tag.text(b"href");
        let rel = tag.text(b"rel").to_ascii_lowercase();
        for rel in rel.split_ascii_whitespace() {
            match (rel, tag.get(b"hreflang")) {
                ("canonical", _) => drop(self.page.canonical.get_or_insert_with(|| href.to_owned())),
                ("alternate", Some(language)) => {
                    self.page.alternates.push((language.to_owned(), href.to_owned()));
                }
                (rel, _) if LOADED.contains(&rel) => self.load(tag, b"href"),
                _ => {}
            }
        }
    }

    fn open_link(&mut self, tag: &Tag) {
        if let Some(href) = tag.get(b"href") {
            let labels = [b"aria-label".as_slice(), b"aria-labelledby", b"title"];
            let label = labels.into_iter().filter_map(|name| tag.get(name)).collect();
            self.link = Some(LinkReading { href: href.to_owned(), text: String::new(), label });
        }
    }

    fn close_link(&mut self) {
        if let Some(mut link) = self.link.take() {
            link.text = on_one_line(&link.text);
            self.page.links.push(link);
        }
    }

    fn load(&mut self, tag: &Tag, attribute: &[u8]) {
        if let Some(url) = tag.get(attribute).map(str::trim).filter(|url| !url.is_empty()) {
            self.page.resources.push(ResourceReading { url: url.to_owned(), is_loaded: true });
        }
    }

    fn load_set(&mut self, set: &str) {
        let urls = set.split(',').filter_map(|candidate| candidate.split_ascii_whitespace().next());
        let resource = |url: &str| ResourceReading { url: url.to_owned(), is_loaded: true };
        self.page.resources.extend(urls.map(resource));
    }

    fn send(&mut self, url: &str) {
        if !url.is_empty() {
            self.page.resources.push(ResourceReading { url: url.to_owned(), is_loaded: false });
        }
    }

    /// Notes what a style sheet loads: `url(…)`, and the imports that are written without it.
    fn style(&mut self, css: &str) {
        if !css.contains("//") {
            return;
        }
        let functions = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        let imports = css.split("@import").skip(1).filter_map(|rest| rest.split(';').next());
        let imports = imports.filter(|import| !import.contains("url("));
        for written in functions.chain(imports) {
            let url = written.trim().trim_matches(['"', '\'']).trim();
            let url = url.split(['"', '\'']).next().unwrap_or_default();
            if !url.is_empty() && !url.starts_with("data:") {
                self.page.resources.push(ResourceReading { url: url.to_owned(), is_loaded: true });
            }
        }
    }
}

/// A text from its bytes, which are UTF-8 nearly always: looking for what is not takes longer.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// A text with its white space as readers see it.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_one_pass() {
        let page = PageReading::of(
            "<!doctype html><html><head><title>A &amp;\n B</title><meta name=Description content=' x  y '>\
             <link rel=canonical href=/a/><link rel=alternate hreflang=kk href=/kk/>\
             <link rel='icon' href=i.svg><script type=application/ld+json>{\"a\":1}</script>\
             <style>@import \"//fonts.example/a.css\"; b { background: url('https://cdn.example/b.png') }</style></head>\
             <body><h1 id=top>One <em>two</em></h1><svg><title>Map</title></svg>\
             <a href=/x/><img src=a.png alt='A lake'></a> <a href='/y/' aria-label=Home></a><a name=z>\
             <img src=b.png srcset='c.png 1x, d.png 2x'><form action=/go></form></body></html>",
        );
        assert!(page.is_document && !page.is_noindex);
        assert_eq!(page.title.as_deref().map(on_one_line).as_deref(), Some("A & B"));
        assert_eq!(page.description.as_deref(), Some("x y"));
        assert_eq!(page.canonical.as_deref(), Some("/a/"));
        assert_eq!(page.alternates, [("kk".to_owned(), "/kk/".to_owned())]);
        assert_eq!((page.ids, page.names), (vec!["top".to_owned()], vec!["z".to_owned()]));
        assert_eq!(page.headings, [(1, "One two".to_owned())]);
        let links: Vec<_> = page.links.iter().map(|it| (&*it.href, &*it.text, &*it.label)).collect();
        assert_eq!(links, [("/x/", "A lake", ""), ("/y/", "", "Home")]);
        assert_eq!(page.pictures.iter().map(|it| it.alt.is_some()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(page.json_ld, ["{\"a\":1}"]);
        let urls: Vec<&str> = page.resources.iter().map(|it| &*it.url).collect();
        assert_eq!(
            urls,
            [
                "i.svg",
                "https://cdn.example/b.png",
                "//fonts.example/a.css",
                "a.png",
                "b.png",
                "c.png",
                "d.png",
                "/go"
            ]
        );
    }
}
