//! Divides a page into tags and what stands between them, as the HTML standard says ("Tokenization"), without building tokens: these take as
//! long as rendering. Where a page gets complicated the scanner stops, and its callers leave the rest as it is or ask a tokenizer.

use std::ops::Range;

use super::name::Name;

/// Elements that hold text and no elements.
pub(super) const RAW_TEXT: [&[u8]; 8] =
    [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// A piece of a page. It begins where the one before it ends.
#[derive(Debug)]
pub enum Piece {
    /// Text between tags, up to a byte.
    Text(usize),
    /// A start tag. Its attributes are in the list that was given to [`Scanner::next_piece`].
    StartTag(StartTag),
    /// An end tag.
    EndTag {
        /// The name of the element.
        name: Name,
        /// Where the tag ends.
        end: usize,
    },
    /// The text of an element that holds no others, which may be empty.
    RawText {
        /// The name of the element.
        name: Name,
        /// Whether the element stands in a drawing.
        is_drawing: bool,
        /// Where the text ends.
        end: usize,
    },
    /// A comment, a document type, or a `<` that begins nothing, up to a byte.
    Other(usize),
}

/// A start tag.
#[derive(Debug)]
pub struct StartTag {
    /// The name of the element.
    pub name: Name,
    /// Where the name ends.
    pub name_end: usize,
    /// Where the tag ends.
    pub end: usize,
    /// Whether a slash stands before its end.
    pub is_closed: bool,
    /// Whether what stands behind it up to its end tag is read as elements: not if it holds only text, or is closed in a drawing.
    pub has_elements: bool,
}

/// An attribute of a tag, by its bytes in the page. The value has no quotation marks; it is empty behind the name if there is none.
#[derive(Debug)]
pub struct Attribute {
    /// Where the name is written.
    pub name: Range<usize>,
    /// Where the value is written.
    pub value: Range<usize>,
}

impl Attribute {
    /// Where the attribute ends, with its quotation mark.
    pub fn end(&self, html: &[u8]) -> usize {
        let is_quoted =
            self.value.start > self.name.end && matches!(html[self.value.start - 1], b'"' | b'\'');
        self.value.end + usize::from(is_quoted)
    }
}

/// Goes through a page from its beginning.
#[derive(Debug)]
pub struct Scanner<'h> {
    html: &'h [u8],
    /// Where the next piece begins.
    at: usize,
    /// How many elements `svg` are open.
    drawings: usize,
    /// The element whose raw text comes next, and whether it stands in a drawing.
    raw: Option<(Name, bool)>,
    has_stopped: bool,
}

impl<'h> Scanner<'h> {
    /// Begins at the first byte of a page.
    pub fn new(html: &'h [u8]) -> Self {
        Self { html, at: 0, drawings: 0, raw: None, has_stopped: false }
    }

    /// Whether the whole page was divided, once [`next_piece`](Self::next_piece) has returned `None`.
    pub fn is_complete(&self) -> bool {
        !self.has_stopped
    }

    /// The next piece; `None` at the end of the page, and where it cannot be told with certainty how it is read. `attributes` becomes those
    /// of a tag: it is the caller's, so that its memory is used again.
    #[inline]
    pub fn next_piece(&mut self, attributes: &mut Vec<Attribute>) -> Option<Piece> {
        if self.has_stopped {
            return None;
        }
        let (html, at) = (self.html, self.at);
        if let Some((name, is_drawing)) = self.raw.take() {
            let end = raw_text_end(html, at, name);
            return self.piece(end, |end| Piece::RawText { name, is_drawing, end });
        }
        match html.get(at)? {
            b'<' => self.markup(attributes),
            _ => {
                let end = memchr::memchr(b'<', &html[at..]).map_or(html.len(), |found| at + found);
                self.piece(Some(end), Piece::Text)
            }
        }
    }

    fn piece(&mut self, end: Option<usize>, piece: impl FnOnce(usize) -> Piece) -> Option<Piece> {
        let Some(end) = end else {
            self.has_stopped = true;
            return None;
        };
        self.at = end;
        Some(piece(end))
    }

    /// What begins with the `<` that comes next.
    fn markup(&mut self, attributes: &mut Vec<Attribute>) -> Option<Piece> {
        let (html, open) = (self.html, self.at);
        match html.get(open + 1) {
            Some(b'!' | b'?') => self.piece(declaration_end(html, open), Piece::Other),
            Some(b'/') if html.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => {
                let (name, end) = tag(html, open + 2, attributes).unzip();
                let name = Name::of(name.map_or(&[], |name| &html[name]));
                if name.is(b"svg") {
                    self.drawings = self.drawings.saturating_sub(1);
                }
                self.piece(end, |end| Piece::EndTag { name, end })
            }
            // It is a comment.
            Some(b'/') => self.piece(behind(html, open, b">"), Piece::Other),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let Some((written, end)) = tag(html, open + 1, attributes) else {
                    return self.piece(None, Piece::Other);
                };
                let name_end = written.end;
                let name = Name::of(&html[written]);
                let is_closed = html[..end].ends_with(b"/>");
                let has_elements = self.open(name, is_closed);
                let tag = StartTag { name, name_end, end, is_closed, has_elements };
                self.piece(Some(end), |_| Piece::StartTag(tag))
            }
            _ => self.piece(Some(open + 1), Piece::Other),
        }
    }

    /// What a start tag means for what stands behind it. Returns whether that is read as elements.
    fn open(&mut self, name: Name, is_closed: bool) -> bool {
        let is_drawing = self.drawings > 0;
        if name.is(b"svg") && !is_closed {
            self.drawings += 1;
        }
        if is_drawing && is_closed {
            return false;
        }
        // Behind `plaintext` there are no tags. Its raw text has no end, at which the scanner stops.
        if name.is_among(&RAW_TEXT) || name.is(b"plaintext") {
            self.raw = Some((name, is_drawing));
        }
        self.raw.is_none()
    }
}

/// What stands between attributes, besides slashes.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

/// Where a comment, a document type and the like ends.
fn declaration_end(html: &[u8], open: usize) -> Option<usize> {
    let written = &html[open..];
    if written.starts_with(b"<!--") {
        // `<!-->` and `<!--->` are whole comments.
        if written.starts_with(b"<!-->") || written.starts_with(b"<!--->") {
            return behind(html, open, b">");
        }
        let text = open + "<!--".len();
        let is_end = |found: &usize| {
            let before = &html[text..*found];
            before.ends_with(b"--") || before.ends_with(b"--!")
        };
        let mut ends = memchr::memchr_iter(b'>', &html[text..]).map(|found| text + found);
        return ends.find(is_end).map(|found| found + 1);
    }
    // In a drawing, and only there, it holds text.
    if written.starts_with(b"<![CDATA[") {
        return None;
    }
    behind(html, open, b">")
}

/// Where the text of an element ends that holds no others.
fn raw_text_end(html: &[u8], start: usize, name: Name) -> Option<usize> {
    if name.is(b"plaintext") {
        return None;
    }
    let length = name.written_length();
    let is_end_tag = |found: &usize| {
        let written = &html[found + 2..];
        written.get(..length).is_some_and(|it| Name::of(it).is_same(&name))
            && written.get(length).is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
    };
    let end = memchr::memmem::find_iter(&html[start..], b"</").map(|found| start + found).find(is_end_tag)?;
    // A script may hold a comment, and in it another script.
    if name.is(b"script") && memchr::memmem::find(&html[start..end], b"<!--").is_some() {
        return None;
    }
    Some(end)
}

/// Where the next place ends at which some bytes stand.
fn behind(html: &[u8], from: usize, bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(&html[from..], bytes).map(|found| from + found + bytes.len())
}

/// Reads a tag whose name begins at a byte: the name, the attributes, and where it ends. Returns `None` for one without an end.
fn tag(html: &[u8], start: usize, attributes: &mut Vec<Attribute>) -> Option<(Range<usize>, usize)> {
    attributes.clear();
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
            attributes.push(Attribute { name: attribute, value: end..end });
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
        attributes.push(Attribute { name: attribute, value });
    }
}

/// The next byte from one on for which something holds.
fn find(html: &[u8], from: usize, is_it: impl Fn(u8) -> bool) -> Option<usize> {
    html[from..].iter().position(|byte| is_it(*byte)).map(|found| from + found)
}
