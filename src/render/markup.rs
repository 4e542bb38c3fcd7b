//! The last pass over the HTML of a page: spaces that no reader sees are left out, addresses of files get the names that these are published by,
//! and what loads a style sheet or a script gets the hash by which browsers check it (Subresource Integrity).
//!
//! Spaces are collapsed as a browser collapses them for `white-space: normal` (CSS Text 3, "The White Space Processing Rules"): a run with a line
//! break becomes a line break, any other run a space. A line break is never made a space nor taken away: between Chinese characters browsers
//! show none. Nothing is changed in elements whose spaces count, in scripts, or where a style sheet may make spaces visible.
//!
//! Every page goes through this, so that it does not build tokens, which takes as long as rendering. It reads tags as the HTML standard
//! says ("Tokenization"), and leaves the rest of a page as it is where that gets complicated. A property test compares it with a tokenizer.

use std::ops::Range;

use crate::site::{LoadedFile, LoadedFiles};

/// Elements that hold text and no elements.
const RAW_TEXT: [&[u8]; 8] =
    [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// Elements whose spaces count, or may be made to count by a rule of the browser or of a style sheet for code; and texts in drawings and
/// formulas, which have rules of their own.
const PRESERVED: [&[u8]; 9] =
    [b"pre", b"code", b"kbd", b"samp", b"listing", b"text", b"desc", b"foreignobject", b"math"];

/// Attributes that hold an address of a file.
const ADDRESSES: [&[u8]; 6] = [b"href", b"src", b"poster", b"data", b"content", b"xlink:href"];

/// Attributes that hold a list of addresses with widths or densities.
const CANDIDATES: [&[u8]; 2] = [b"srcset", b"imagesrcset"];

/// Elements without an end.
const VOID: [&[u8]; 13] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source",
    b"track", b"wbr",
];

/// How a page is finished.
pub(super) struct Finishing<'s> {
    pub files: &'s LoadedFiles,
    /// The address of the host, without a slash at the end: pages may write whole addresses.
    pub origin: &'s str,
    /// Whether spaces and styles are made smaller.
    pub minify: bool,
    /// Makes the text of an element `style` smaller; `None` if it stays.
    pub minified_style: &'s dyn Fn(&str) -> Option<String>,
}

/// The finished form of a page.
pub(super) fn finish(html: &[u8], finishing: &Finishing<'_>) -> Vec<u8> {
    let mut pass = Pass {
        html,
        at: 0,
        output: Vec::with_capacity(html.len() + 256),
        finishing,
        preserved: Vec::new(),
        drawings: 0,
        attributes: Vec::new(),
    };
    pass.run();
    let Pass { at, mut output, .. } = pass;
    output.extend_from_slice(&html[at..]);
    output
}

/// An attribute of a tag, by its bytes in the page. The value has no quotation marks.
struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
}

struct Pass<'a> {
    html: &'a [u8],
    /// Up to here, the page is in the output.
    at: usize,
    output: Vec<u8>,
    finishing: &'a Finishing<'a>,
    /// The names of open elements in which spaces count, the innermost last.
    preserved: Vec<Name>,
    /// How many elements `svg` are open.
    drawings: usize,
    /// The attributes of a tag. Their memory is used again for the next.
    attributes: Vec<Attribute>,
}

/// The name of an element or attribute in lower case. None that matters here is longer; a longer one is equal to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    bytes: [u8; Self::MAX],
    length: usize,
}

impl Name {
    const MAX: usize = 16;

    fn of(written: &[u8]) -> Self {
        let mut bytes = [0; Self::MAX];
        let length = written.len();
        if length <= Self::MAX {
            bytes[..length].copy_from_slice(written);
            bytes.make_ascii_lowercase();
        }
        Self { bytes, length }
    }

    fn is_among(&self, names: &[&[u8]]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    fn is(&self, name: &[u8]) -> bool {
        self.length == name.len() && self.bytes[..self.length.min(Self::MAX)] == *name
    }
}

impl<'a> Pass<'a> {
    /// Goes through the page, up to where it cannot be told with certainty how it is read.
    fn run(&mut self) {
        while let Some(open) = memchr::memchr(b'<', &self.html[self.at..]).map(|found| self.at + found) {
            self.text(open);
            let is_known = match self.html.get(open + 1) {
                Some(b'!' | b'?') => self.declaration(open),
                Some(b'/') if self.html.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.end_tag(open)
                }
                // It is a comment.
                Some(b'/') => self.copy_behind(open, b">"),
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(open),
                _ => {
                    self.copy(open + 1);
                    true
                }
            };
            if !is_known {
                return;
            }
        }
        self.text(self.html.len());
    }

    /// Copies the page up to a byte.
    fn copy(&mut self, end: usize) {
        self.output.extend_from_slice(&self.html[self.at..end]);
        self.at = end;
    }

    /// Copies the page up to the end of the next place where some bytes stand. Returns `false` if they do not.
    fn copy_behind(&mut self, from: usize, bytes: &[u8]) -> bool {
        match memchr::memmem::find(&self.html[from..], bytes) {
            Some(found) => {
                self.copy(from + found + bytes.len());
                true
            }
            None => false,
        }
    }

    /// Text up to a byte.
    fn text(&mut self, end: usize) {
        if !self.preserved.is_empty() || !self.finishing.minify || self.finishing.files.shows_spaces {
            self.copy(end);
            return;
        }
        let text = &self.html[self.at..end];
        let is_space = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        let mut from = 0;
        let mut at = 0;
        while at < text.len() {
            if !is_space(text[at]) {
                at += 1;
                continue;
            }
            let length = text[at..].iter().take_while(|byte| is_space(**byte)).count();
            let run = &text[at..at + length];
            if length > 1 || matches!(run[0], b'\t' | b'\r') {
                let has_break = run.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                self.output.extend_from_slice(&text[from..at]);
                self.output.push(if has_break { b'\n' } else { b' ' });
                from = at + length;
            }
            at += length;
        }
        self.output.extend_from_slice(&text[from..]);
        self.at = end;
    }

    /// A comment, a document type and the like.
    fn declaration(&mut self, open: usize) -> bool {
        let behind = &self.html[open..];
        if behind.starts_with(b"<!--") {
            // `<!-->` and `<!--->` are whole comments.
            if behind.starts_with(b"<!-->") || behind.starts_with(b"<!--->") {
                return self.copy_behind(open, b">");
            }
            let end = memchr::memmem::find(behind, b"-->");
            let other_end = memchr::memmem::find(behind, b"--!>");
            if other_end.is_some_and(|other| end.is_none_or(|end| other < end)) {
                return self.copy_behind(open, b"--!>");
            }
            return self.copy_behind(open, b"-->");
        }
        // In a drawing, and only there, it holds text.
        !behind.starts_with(b"<![CDATA[") && self.copy_behind(open, b">")
    }

    fn end_tag(&mut self, open: usize) -> bool {
        let Some((name, end)) = self.tag(open + 2) else { return false };
        let name = Name::of(&self.html[name]);
        self.copy(end);
        if self.preserved.last() == Some(&name) {
            self.preserved.pop();
        }
        if name.is(b"svg") {
            self.drawings = self.drawings.saturating_sub(1);
        }
        true
    }

    fn start_tag(&mut self, open: usize) -> bool {
        let Some((name, end)) = self.tag(open + 1) else { return false };
        self.copy(name.end);
        let name = Name::of(&self.html[name]);
        let is_closed = self.html[..end].ends_with(b"/>");
        let attributes = std::mem::take(&mut self.attributes);
        let shows_spaces = self.start_attributes(name, &attributes, is_closed, end);
        self.attributes = attributes;
        let is_drawing = self.drawings > 0;
        if name.is(b"svg") && !is_closed {
            self.drawings += 1;
        }
        if is_drawing && is_closed {
            return true;
        }
        if name.is_among(&RAW_TEXT) {
            return self.raw_text(name, is_drawing);
        }
        if name.is(b"plaintext") {
            return false;
        }
        let is_within_itself = self.preserved.last() == Some(&name);
        let counts = name.is_among(&PRESERVED) || shows_spaces || is_within_itself;
        if counts && !name.is_among(&VOID) {
            self.preserved.push(name);
        }
        true
    }

    /// Writes the attributes of a start tag, and its end. Returns whether a style there may make spaces visible.
    fn start_attributes(
        &mut self,
        name: Name,
        attributes: &[Attribute],
        is_closed: bool,
        end: usize,
    ) -> bool {
        let mut integrity = None;
        let mut has_integrity = false;
        let mut shows_spaces = false;
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
            } else if key.is(b"style") {
                let value = &self.html[attribute.value.clone()];
                shows_spaces |= memchr::memmem::find(value, b"white-space").is_some();
            } else if key.is_among(&ADDRESSES) {
                self.copy(attribute.value.start);
                integrity = integrity.or(self.address(attribute.value.clone()));
            } else if key.is_among(&CANDIDATES) {
                self.copy(attribute.value.start);
                self.candidates(attribute.value.clone());
            }
            self.copy(self.end_of(attribute));
        }
        if let Some(integrity) = integrity.filter(|_| !has_integrity && self.is_checked(name, attributes)) {
            self.output.extend_from_slice(b" integrity=\"");
            self.output.extend_from_slice(integrity.as_bytes());
            self.output.push(b'"');
        }
        if !self.finishing.minify {
            self.copy(end);
            return shows_spaces;
        }
        let last_end = attributes.last().map_or(0, |last| self.end_of(last));
        if is_closed && last_end < end - 1 {
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
        shows_spaces
    }

    /// Reads a tag whose name begins at a byte: the name, the attributes, which are kept, and where it ends. Returns `None` for one
    /// without an end.
    fn tag(&mut self, start: usize) -> Option<(Range<usize>, usize)> {
        let html = self.html;
        self.attributes.clear();
        let name = start..find(html, start, |byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        let mut at = name.end;
        loop {
            at = find(html, at, |byte| !is_space(byte) && byte != b'/')?;
            if html[at] == b'>' {
                return Some((name, at + 1));
            }
            // A name may begin with an equals sign.
            let end = find(html, at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
            let attribute = at..end;
            let next = find(html, end, |byte| !is_space(byte))?;
            if html[next] != b'=' {
                self.attributes.push(Attribute { name: attribute, value: end..end });
                at = end;
                continue;
            }
            let begin = find(html, next + 1, |byte| !is_space(byte))?;
            let value = match html[begin] {
                quote @ (b'"' | b'\'') => {
                    let end = memchr::memchr(quote, &html[begin + 1..])? + begin + 1;
                    at = end + 1;
                    begin + 1..end
                }
                // The value is missing.
                b'>' => begin..begin,
                _ => {
                    at = find(html, begin, |byte| is_space(byte) || byte == b'>')?;
                    begin..at
                }
            };
            at = at.max(value.end);
            self.attributes.push(Attribute { name: attribute, value });
        }
    }

    /// Where an attribute ends, with its quotation mark.
    fn end_of(&self, attribute: &Attribute) -> usize {
        let value = &attribute.value;
        let mark = self.html[value.start - 1];
        let is_quoted = value.start > attribute.name.end && matches!(mark, b'"' | b'\'');
        value.end + usize::from(is_quoted)
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

    /// The text of an element that holds no others, and its end.
    fn raw_text(&mut self, name: Name, is_drawing: bool) -> bool {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(found) = memchr::memmem::find(&self.html[from..], b"</").map(|found| from + found)
            else {
                return false;
            };
            let behind = &self.html[found + 2..];
            let is_end = behind.get(..name.length).is_some_and(|it| Name::of(it) == name)
                && behind
                    .get(name.length)
                    .is_some_and(|it| matches!(it, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C' | b'/' | b'>'));
            if is_end {
                break found;
            }
            from = found + 2;
        };
        let text = &self.html[start..end];
        // A script may hold a comment, and in it another script.
        if name.is(b"script") && memchr::memmem::find(text, b"<!--").is_some() {
            return false;
        }
        if name.is(b"style")
            && !is_drawing
            && self.finishing.minify
            && let Ok(style) = std::str::from_utf8(text)
            && let Some(minified) = (self.finishing.minified_style)(style)
        {
            self.output.extend_from_slice(minified.as_bytes());
            self.at = end;
            return true;
        }
        self.copy(end);
        true
    }
}

/// What stands between attributes, besides slashes.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

/// The next byte from one on for which something holds.
fn find(html: &[u8], from: usize, is_it: impl Fn(u8) -> bool) -> Option<usize> {
    html[from..].iter().position(|byte| is_it(*byte)).map(|found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{HtmlEvent, tokenise_html};

    fn finished(html: &str) -> String {
        let files = LoadedFiles::default();
        let style = |_: &str| None;
        let finishing = Finishing {
            files: &files,
            origin: "https://altai.example",
            minify: true,
            minified_style: &style,
        };
        String::from_utf8(finish(html.as_bytes(), &finishing)).expect("the pieces of a text are text")
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
            "</text>", "<path d=''/>", "style='white-space:pre'", " hidden", "<![CDATA[", "]]>", "<!DOCTYPE html>", "\r\n", "\u{A0}",
        ][..]), 0..24)) {
            let html = parts.concat();
            let once = finished(&html);
            proptest::prop_assert_eq!(events(&once), events(&html), "{:?} -> {:?}", html, once);
            proptest::prop_assert_eq!(finished(&once), once.clone(), "{:?}", html);
        }
    }
}
