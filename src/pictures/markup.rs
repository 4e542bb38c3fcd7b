//! The HTML of a picture.

use pulldown_cmark_escape::{escape_href, escape_html};

use super::{Format, MadeSet, PictureSet};

/// Stands in a rendered page where it is not known yet whether a picture is the first of the page; [`resolve_loading`]
/// replaces it.
pub const LOADING: char = '\u{FDDB}';

/// The width in pixels of the variant that programs take which know no `srcset`.
const PLAIN_WIDTH: u32 = 800;

/// The addresses of a picture's variants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsive {
    /// Formats with the candidates of `srcset`; the last is for browsers that know none of the others.
    formats: Vec<(Format, String)>,
    /// The address for `src`.
    plain: String,
    /// How wide it is shown. Empty if there is one variant of each format.
    sizes: String,
    size: (u32, u32),
    color: Option<[u8; 3]>,
}

/// A picture as a page shows it. Texts are not escaped.
#[derive(Debug, Clone, Copy, Default)]
pub struct Picture<'p> {
    /// Its address.
    pub url: &'p str,
    /// Width and height in pixels, if they are known.
    pub size: Option<(u32, u32)>,
    /// Its variants, if it has any.
    pub responsive: Option<&'p Responsive>,
    /// The alternative text.
    pub alt: &'p str,
    /// The tag of the language of the alternative text, if it is not that around it.
    pub alt_lang: &'p str,
    /// What shows when a pointer rests on it.
    pub title: &'p str,
}

impl PictureSet {
    /// The formats that pages offer. Of a set that was not made yet only one is: one that is made within a moment, and that
    /// holds every picture.
    pub(super) fn offered(&self, made: Option<&MadeSet>) -> Vec<Format> {
        match made {
            Some(made) => made.formats.clone(),
            None if self.formats().contains(&Format::Webp) => vec![Format::Webp],
            None => vec![Format::Jpeg],
        }
    }
}

impl Responsive {
    /// The variants of a set. `sizes` is how wide the picture is shown, as HTML says it, and `href` makes an address from the
    /// site's root one that pages may use.
    pub fn new(
        set: &PictureSet,
        made: Option<&MadeSet>,
        sizes: &str,
        href: &dyn Fn(&str) -> String,
    ) -> Option<Self> {
        let mut plain = String::new();
        let mut count = 0;
        let formats: Vec<(Format, String)> = set
            .offered(made)
            .into_iter()
            .map(|format| {
                let variants: Vec<(u32, String)> =
                    set.variants(format).map(|variant| (variant.width, href(&variant.url()))).collect();
                let near = variants.iter().find(|(width, _)| *width >= PLAIN_WIDTH).or(variants.last());
                plain = near.map(|(_, url)| url.clone()).unwrap_or_default();
                count = variants.len();
                let candidates: Vec<String> =
                    variants.iter().map(|(width, url)| format!("{url} {width}w")).collect();
                (format, if count == 1 { plain.clone() } else { candidates.join(", ") })
            })
            .collect();
        let sizes = if count == 1 { String::new() } else { sizes.to_owned() };
        let color = made.and_then(|made| made.color);
        (!formats.is_empty()).then(|| Self { formats, plain, sizes, size: set.size(), color })
    }
}

/// The HTML of a picture: an `img`, within a `picture` if there are several formats of it.
pub fn img(picture: &Picture<'_>) -> String {
    let mut html = String::new();
    let Some(responsive) = picture.responsive else {
        plain_img(&mut html, picture, picture.url, picture.size, None);
        return html;
    };
    let Some(((_, last), newer)) = responsive.formats.split_last() else { return html };
    let candidates = |html: &mut String, srcset: &str| {
        attribute(html, "srcset", srcset);
        if !responsive.sizes.is_empty() {
            attribute(html, "sizes", &responsive.sizes);
        }
    };
    if !newer.is_empty() {
        html.push_str("<picture>");
    }
    for (format, srcset) in newer {
        html.push_str("<source type=\"");
        html.push_str(format.media_type());
        html.push('"');
        candidates(&mut html, srcset);
        html.push('>');
    }
    let mut last_candidates = String::new();
    if !responsive.sizes.is_empty() {
        candidates(&mut last_candidates, last);
    }
    if let Some([red, green, blue]) = responsive.color.map(|color| color.map(step)) {
        last_candidates.push_str(&format!(" data-color=\"r{red:x} g{green:x} b{blue:x}\""));
    }
    plain_img(&mut html, picture, &responsive.plain, Some(responsive.size), Some(&last_candidates));
    if !newer.is_empty() {
        html.push_str("</picture>");
    }
    html
}

/// The nearest of sixteen steps of brightness: the first digit of a colour such as `#369`. A style sheet can then show any colour with a
/// rule for each step of red, green and blue. One colour in one attribute would need `attr()` with a type, which not all browsers
/// have, and `style` is what a strict Content-Security-Policy forbids.
fn step(value: u8) -> u8 {
    ((u16::from(value) + 8) / 17) as u8
}

fn plain_img(
    html: &mut String,
    picture: &Picture<'_>,
    url: &str,
    size: Option<(u32, u32)>,
    more: Option<&str>,
) {
    html.push_str("<img src=\"");
    escape_href(&mut *html, url).expect("a String takes all text");
    html.push('"');
    html.push_str(more.unwrap_or_default());
    attribute(html, "alt", picture.alt);
    if !picture.alt.is_empty() && !picture.alt_lang.is_empty() {
        attribute(html, "lang", picture.alt_lang);
    }
    if !picture.title.is_empty() {
        attribute(html, "title", picture.title);
    }
    if let Some((width, height)) = size {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    html.push(LOADING);
    html.push_str(" decoding=\"async\">");
}

fn attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape_html(&mut *html, value).expect("a String takes all text");
    html.push('"');
}

/// Decides for each picture of a page when it is loaded: the first at once and before other files, the others when they come
/// near the screen.
pub fn resolve_loading(html: Vec<u8>) -> Vec<u8> {
    let mut buffer = [0; 4];
    let sentinel = LOADING.encode_utf8(&mut buffer).as_bytes();
    let mut places = memchr::memmem::find_iter(&html, sentinel).peekable();
    if places.peek().is_none() {
        return html;
    }
    let mut result = Vec::with_capacity(html.len() + 1024);
    let mut from = 0;
    for (index, at) in places.enumerate() {
        result.extend_from_slice(&html[from..at]);
        let said: &[u8] = if index == 0 { b" fetchpriority=\"high\"" } else { b" loading=\"lazy\"" };
        result.extend_from_slice(said);
        from = at + sentinel.len();
    }
    result.extend_from_slice(&html[from..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artefacts::Digest;
    use crate::pictures::{PictureSettings, Source};

    fn set(width: u32) -> PictureSet {
        let source =
            Source { url: "/lake/a.jpg".to_owned(), digest: Digest::of(b"a"), size: (width, width / 2) };
        let settings = PictureSettings { widths: vec![400, 1000], ..PictureSettings::default() };
        PictureSet::new(source, &settings, &settings.placements[0], None, None)
    }

    /// The markup of a set, without the keys in its addresses.
    fn markup(width: u32, made: Option<&MadeSet>) -> String {
        let href = |url: &str| {
            let (start, end) = (url.rfind('-').unwrap_or(0), url.rfind('.').unwrap_or(0));
            url[..start].to_owned() + &url[end..]
        };
        let responsive = Responsive::new(&set(width), made, "50vw", &href);
        img(&Picture { responsive: responsive.as_ref(), alt: "\"A\"", ..Picture::default() })
            .replace(LOADING, "?")
    }

    #[test]
    fn the_newest_format_comes_first_and_the_last_resort_is_an_img() {
        let made = MadeSet { color: Some([1, 150, 255]), formats: vec![Format::Webp, Format::Png] };
        assert_eq!(
            markup(2000, Some(&made)),
            "<picture><source type=\"image/webp\" srcset=\"/pictures/lake/a-400x200.webp 400w, \
             /pictures/lake/a-1000x500.webp 1000w\" sizes=\"50vw\"><img src=\"/pictures/lake/a-1000x500.png\" \
             srcset=\"/pictures/lake/a-400x200.png 400w, /pictures/lake/a-1000x500.png 1000w\" sizes=\"50vw\" \
             data-color=\"r0 g9 bf\" alt=\"&quot;A&quot;\" width=\"1000\" height=\"500\"? decoding=\"async\"></picture>"
        );
    }

    #[test]
    fn a_picture_that_was_not_made_yet_is_offered_in_one_format() {
        assert_eq!(
            markup(300, None),
            "<img src=\"/pictures/lake/a-300x150.webp\" alt=\"&quot;A&quot;\" width=\"300\" height=\"150\"? \
             decoding=\"async\">"
        );
    }

    #[test]
    fn the_first_picture_of_a_page_is_loaded_first() {
        let html = format!("<img{LOADING}><img{LOADING}>ә<img{LOADING}>");
        assert_eq!(
            String::from_utf8(resolve_loading(html.into_bytes())).expect("text"),
            "<img fetchpriority=\"high\"><img loading=\"lazy\">ә<img loading=\"lazy\">"
        );
    }
}
