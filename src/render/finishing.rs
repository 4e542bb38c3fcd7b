//! The last pass over the HTML of a page: spaces that no reader sees are left out, addresses of files get the names that these are published by,
//! what loads a style sheet or a script gets the hash by which browsers check it (Subresource Integrity), and what the page loads is noted
//! for hosts.
//!
//! Every page goes through this. The rest of one that the scanner does not read to its end stays as it is.

use std::ops::Range;

use url::Url;

use super::spaces::Spaces;
use crate::markup::{Attribute, Name, PageSources, Piece, Scanner, SourceReader, StartTag, is_space};
use crate::site::{LoadedFile, LoadedFiles};

/// Attributes that hold an address of a file.
const ADDRESSES: [&[u8]; 6] = [b"href", b"src", b"poster", b"data", b"content", b"xlink:href"];

/// Attributes that hold a list of addresses with widths or densities.
const CANDIDATES: [&[u8]; 2] = [b"srcset", b"imagesrcset"];

/// How a page is finished.
pub(super) struct Finishing<'s> {
    pub files: &'s LoadedFiles,
    /// The address of the host, without a slash at the end: pages may write whole addresses.
    pub origin: &'s str,
    /// Whether spaces and styles are made smaller.
    pub minify: bool,
    /// Makes the text of an element `style` smaller; `None` if it stays.
    pub minified_style: &'s dyn Fn(&str) -> Option<String>,
    /// The address of the site, if somebody asks what its pages load.
    pub sources_of: Option<&'s Url>,
}

/// A finished page.
pub(super) struct FinishedPage {
    pub html: Vec<u8>,
    /// What it loads, if that was asked for.
    pub sources: Option<PageSources>,
}

/// Finishes a page.
pub(super) fn finish(html: &[u8], finishing: &Finishing<'_>) -> FinishedPage {
    let mut pass = Pass {
        html,
        at: 0,
        output: Vec::with_capacity(html.len() + 256),
        finishing,
        spaces: Spaces::default(),
        sources: finishing.sources_of.map(SourceReader::new),
    };
    let is_complete = pass.run();
    let Pass { at, mut output, sources, .. } = pass;
    output.extend_from_slice(&html[at..]);
    let sources = match finishing.sources_of {
        Some(base) if !is_complete => Some(PageSources::of_html(&String::from_utf8_lossy(&output), base)),
        _ => sources.map(SourceReader::finish),
    };
    FinishedPage { html: output, sources }
}

struct Pass<'a> {
    html: &'a [u8],
    /// Up to here, the page is in the output.
    at: usize,
    output: Vec<u8>,
    finishing: &'a Finishing<'a>,
    spaces: Spaces,
    sources: Option<SourceReader<'a>>,
}

impl<'a> Pass<'a> {
    /// Goes through the page. Returns whether the whole of it was read.
    fn run(&mut self) -> bool {
        let mut scanner = Scanner::new(self.html);
        let mut attributes = Vec::new();
        let collapses = self.finishing.minify && !self.finishing.files.shows_spaces;
        while let Some(piece) = scanner.next_piece(&mut attributes) {
            match piece {
                Piece::Text(end) if collapses && !self.spaces.are_preserved() => {
                    super::spaces::collapse(&self.html[self.at..end], &mut self.output);
                    self.at = end;
                }
                Piece::Text(end) | Piece::Other(end) => self.copy(end),
                Piece::EndTag { name, end } => {
                    self.copy(end);
                    self.spaces.end_tag(name);
                }
                Piece::StartTag(tag) => self.start_tag(&tag, &attributes),
                Piece::RawText { name, is_drawing, end } => self.raw_text(name, is_drawing, end),
            }
        }
        scanner.is_complete()
    }

    /// Copies the page up to a byte.
    fn copy(&mut self, end: usize) {
        self.output.extend_from_slice(&self.html[self.at..end]);
        self.at = end;
    }

    fn start_tag(&mut self, tag: &StartTag, attributes: &[Attribute]) {
        if let Some(sources) = &mut self.sources {
            // The addresses that are rewritten stay on the site.
            sources.start_tag(self.html, tag, attributes);
        }
        self.copy(tag.name_end);
        self.attributes(tag, attributes);
        self.spaces.start_tag(self.html, tag, attributes);
    }

    /// Writes the attributes of a start tag, and its end.
    fn attributes(&mut self, tag: &StartTag, attributes: &[Attribute]) {
        let (name, end) = (tag.name, tag.end);
        let mut integrity = None;
        let mut has_integrity = false;
        for attribute in attributes {
            let key = Name::of(&self.html[attribute.name.clone()]);
            match self.finishing.minify {
                // Between attributes stands one space.
                true => {
                    self.at = attribute.name.start;
                    self.output.push(b' ');
                }
                false => self.copy(attribute.name.start),
            }
            if key.is(b"integrity") {
                has_integrity = true;
            } else if key.is_among(&ADDRESSES) {
                self.copy(attribute.value.start);
                integrity = integrity.or(self.address(attribute.value.clone()));
            } else if key.is_among(&CANDIDATES) {
                self.copy(attribute.value.start);
                self.candidates(attribute.value.clone());
            }
            self.copy(attribute.end(self.html));
        }
        if let Some(integrity) = integrity.filter(|_| !has_integrity && self.is_checked(name, attributes)) {
            self.output.extend_from_slice(b" integrity=\"");
            self.output.extend_from_slice(integrity.as_bytes());
            self.output.push(b'"');
        }
        if !self.finishing.minify {
            self.copy(end);
            return;
        }
        let last_end = attributes.last().map_or(0, |last| last.end(self.html));
        if tag.is_closed && last_end < end - 1 {
            // Behind a value without quotation marks, a slash would be a part of it. Elsewhere it stands as it is written.
            let is_behind_value =
                attributes.last().is_some_and(|it| it.value.start > it.name.end && last_end == it.value.end);
            if is_behind_value || is_space(self.html[end - 3]) {
                self.output.push(b' ');
            }
            self.output.push(b'/');
        }
        self.output.push(b'>');
        self.at = end;
    }

    /// Writes the address of a value, and returns the `integrity` of what stands there.
    fn address(&mut self, value: Range<usize>) -> Option<&'a str> {
        let file = self.file(value.clone())?;
        let integrity = file.integrity.as_deref();
        if let Some((path, href)) = self.path_of(value).zip(file.href.as_deref()) {
            self.copy(path.start);
            self.output.extend_from_slice(href.as_bytes());
            self.at = path.end;
        }
        integrity
    }

    /// Writes the candidates of a `srcset`.
    fn candidates(&mut self, value: Range<usize>) {
        let html = self.html;
        let mut start = value.start;
        while start < value.end {
            let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
            let Some(begin) = html[start..value.end].iter().position(|byte| !is_between(byte)) else {
                return;
            };
            let begin = start + begin;
            let length = html[begin..value.end].iter().position(u8::is_ascii_whitespace);
            let end = length.map_or(value.end, |length| begin + length);
            // An address may end in a comma, which is none of its own.
            let address = &html[begin..end];
            let own = address.iter().rposition(|byte| *byte != b',').map_or(0, |last| last + 1);
            self.address(begin..begin + own);
            let comma = html[end..value.end].iter().position(|byte| *byte == b',');
            start = match comma {
                _ if own < address.len() => end,
                Some(comma) => end + comma + 1,
                None => return,
            };
        }
    }

    fn file(&self, value: Range<usize>) -> Option<&'a LoadedFile> {
        let path = std::str::from_utf8(&self.html[self.path_of(value)?]).ok()?;
        self.finishing.files.get(path)
    }

    /// The path in an address of this site.
    fn path_of(&self, value: Range<usize>) -> Option<Range<usize>> {
        let written = &self.html[value.clone()];
        let host = if written.starts_with(self.finishing.origin.as_bytes()) {
            self.finishing.origin.len()
        } else {
            0
        };
        let path = &written[host..];
        let length = path.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(path.len());
        let start = value.start + host;
        (path.first() == Some(&b'/')).then_some(start..start + length)
    }

    /// Whether browsers check what an element loads.
    fn is_checked(&self, name: Name, attributes: &[Attribute]) -> bool {
        let relation = || {
            let found = attributes.iter().find(|it| self.html[it.name.clone()].eq_ignore_ascii_case(b"rel"));
            found.map(|it| self.html[it.value.clone()].to_ascii_lowercase()).unwrap_or_default()
        };
        let is_loaded = |it: &[u8]| matches!(it, b"stylesheet" | b"modulepreload");
        name.is(b"script") || name.is(b"link") && relation().split(u8::is_ascii_whitespace).any(is_loaded)
    }

    /// The text of an element that holds no others.
    fn raw_text(&mut self, name: Name, is_drawing: bool, end: usize) {
        let text = &self.html[self.at..end];
        let minified = match std::str::from_utf8(text) {
            Ok(style) if name.is(b"style") && !is_drawing && self.finishing.minify => {
                (self.finishing.minified_style)(style)
            }
            _ => None,
        };
        if let Some(sources) = &mut self.sources {
            // Browsers hash what is published.
            match &minified {
                Some(minified) => sources.raw_text(name, minified),
                None => sources.raw_text(name, &String::from_utf8_lossy(text)),
            }
        }
        if let Some(minified) = minified {
            self.output.extend_from_slice(minified.as_bytes());
            self.at = end;
        }
        self.copy(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{HtmlEvent, tokenise_html};

    fn finished(html: &str) -> String {
        let files = LoadedFiles::default();
        let style = |style: &str| (style == "a  {}").then(|| "a {}".to_owned());
        let base = Url::parse("https://altai.example/").expect("an address");
        let finishing = Finishing {
            files: &files,
            origin: "https://altai.example",
            minify: true,
            minified_style: &style,
            sources_of: Some(&base),
        };
        let FinishedPage { html, sources } = finish(html.as_bytes(), &finishing);
        let html = String::from_utf8(html).expect("the pieces of a text are text");
        assert_eq!(sources.expect("they were asked for"), PageSources::of_html(&html, &base), "{html}");
        html
    }

    #[test]
    fn spaces_are_collapsed_as_browsers_do() {
        for (html, expected) in [
            ("<p>\n\n  a   b\tc \n d</p>\r\n\r\n<p>", "<p>\na b c\nd</p>\n<p>"),
            // A line break between Chinese characters is no space, and stays what it is.
            ("<p>马尔卡\n  科尔湖</p>", "<p>马尔卡\n科尔湖</p>"),
            ("<p>a\u{A0}\u{A0} \u{3000} b</p>", "<p>a\u{A0}\u{A0} \u{3000} b</p>"),
            ("<a\n  href=x\n\tclass='a  b'   >  <br  /><br/>", "<a href=x class='a  b'> <br /><br/>"),
            ("<img src=a  />", "<img src=a />"),
            ("<a title=\"1 > 0\n\n\" hidden>", "<a title=\"1 > 0\n\n\" hidden>"),
        ] {
            assert_eq!(finished(html), expected, "{html}");
        }
    }

    #[test]
    fn where_spaces_count_they_stay() {
        for html in [
            "<pre>  a\n\n  <b>  b</b>\n</pre>",
            "<p><code>a  b</code></p>",
            "<textarea>\n a  b\n</textarea>",
            "<script>\n  a  b\n</script>",
            "<svg><text>  a  b </text><title>  x </title></svg>",
            "<div style=\"white-space: pre\">  <div>  </div>  <b>  </b></div>",
            "<a-very-long-element style=\"white-space: pre\"><another-one-element>  </another-one-element>  ",
            "<!-- a  b\n\n -->",
            "<script><!-- <script>  </script>  --></script>  <p>  ",
            "<p>a < b  <![CDATA[  ",
        ] {
            let verbatim = html.strip_prefix("<p>a < b").unwrap_or(html);
            assert!(finished(html).contains(verbatim.trim_start()), "{}", finished(html));
        }
        assert_eq!(finished("<pre> \n x</pre>  <p>"), "<pre> \n x</pre> <p>");
    }

    /// What a page is to a browser: its tags with their attributes, and its texts with collapsed spaces.
    fn events(html: &str) -> Vec<String> {
        let mut events: Vec<String> = Vec::new();
        let mut is_text = false;
        tokenise_html(html, |event, _| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let told = match event {
                HtmlEvent::OpenStartTag { name } => format!("<{}", text(name)),
                HtmlEvent::AttributeName { name } => format!("name {}", text(name)),
                HtmlEvent::AttributeValue { value } => format!("value {}", text(value)),
                HtmlEvent::CloseStartTag { self_closing } => format!("> {self_closing}"),
                HtmlEvent::EndTag { name } => format!("</{}", text(name)),
                HtmlEvent::Comment { value } => format!("comment {}", text(value)),
                HtmlEvent::String { value } => {
                    let piece = text(value);
                    let last = events.last_mut().filter(|_| is_text);
                    is_text = true;
                    match last {
                        Some(last) => last.push_str(&piece),
                        None => events.push(piece),
                    }
                    return;
                }
                _ => return,
            };
            is_text = false;
            events.push(told);
        });
        events
            .into_iter()
            .map(|event| {
                let mut collapsed = String::new();
                let mut run = String::new();
                for c in event.chars().chain(['\0']) {
                    if matches!(c, ' ' | '\n' | '\t' | '\r') {
                        run.push(c);
                        continue;
                    }
                    if !run.is_empty() {
                        collapsed.push(if run.contains(['\n', '\r']) { '\n' } else { ' ' });
                        run.clear();
                    }
                    collapsed.push(c);
                }
                collapsed
            })
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn a_browser_reads_the_same_page(parts in proptest::collection::vec(proptest::sample::select(&[
            "<p>", "</p>", "<a href=x>", "<a\n href='x  y' >", "<img src=a/>", "<br />", "<b", ">", " ", "  ", "\n", "\n\n ", "\t", "a", "中",
            "<pre>", "</pre>", "<code>", "</code>", "<script>", "</script>", "<style>", "</style>", "<textarea>", "</textarea>", "<title>",
            "</title>", "<!--", "-->", "--!>", "<!", "<?", "</", "<", "/", "=", "\"", "'", "&amp;", "&#32;", "<svg>", "</svg>", "<text>",
            "</text>", "<path d=''/>", "style='white-space:pre'", " hidden", "<style>a  {}</style>",
            "<link rel=stylesheet href=/a.css>", " onclick='a'", "src=//b.example", "<![CDATA[", "]]>", "<!DOCTYPE html>", "\r\n", "\u{A0}",
        ][..]), 0..24)) {
            let html = parts.concat();
            let once = finished(&html);
            proptest::prop_assert_eq!(events(&once), events(&html), "{:?} -> {:?}", html, once);
            proptest::prop_assert_eq!(finished(&once), once.clone(), "{:?}", html);
        }
    }
}
