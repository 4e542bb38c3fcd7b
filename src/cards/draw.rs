//! Draws a card.

use std::io::Cursor;
use std::sync::Arc;

use fontdb::{Database, ID};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{FontResolver, ImageHrefResolver, ImageKind, Options, Tree};

use super::fonts::has_character;
use super::{Fonts, MAX_BYTES, SIZE};

/// A picture in a card.
#[derive(Debug, Clone)]
pub enum CardPicture {
    /// An SVG.
    Svg(Vec<u8>),
    /// A JPEG, PNG, GIF or WebP.
    Raster(Vec<u8>),
}

/// The qualities at which a card is encoded, until one has no more than [`MAX_BYTES`].
const QUALITIES: [u8; 5] = [90, 84, 76, 66, 50];

/// Draws the SVG of a card as JPEG of the [`SIZE`] of cards. `picture` has the pictures that it names: no file is read, and
/// nothing is loaded from elsewhere.
///
/// # Errors
/// Says what is wrong with the SVG, in English.
pub fn draw(
    svg: &str,
    fonts: &Fonts,
    picture: &(dyn Fn(&str) -> Option<CardPicture> + Send + Sync),
) -> Result<Vec<u8>, String> {
    let options = Options {
        fontdb: Arc::clone(fonts.database()),
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| {
                // A family that the theme does not have is replaced by its first font: text never disappears.
                FontResolver::default_font_selector()(font, database)
                    .or_else(|| database.faces().next().map(|face| face.id))
            }),
            select_fallback: Box::new(fallback),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(move |href, _| kind(picture(href)?)),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let (width, height) = SIZE;
    let mut pixmap = Pixmap::new(width, height).ok_or("no memory")?;
    // JPEG has no transparency.
    pixmap.fill(Color::WHITE);
    let (x, y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixmap.as_mut());
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        let mut encoder = Encoder::new(&mut jpeg, quality);
        // Colour at half resolution blurs the edges of letters.
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder
            .encode(pixmap.data(), width as u16, height as u16, ColorType::Rgba)
            .map_err(|error| error.to_string())?;
        if jpeg.len() <= MAX_BYTES {
            break;
        }
    }
    Ok(jpeg)
}

/// A face for a character that the faces so far lack.
fn fallback(character: char, used: &[ID], database: &mut Arc<Database>) -> Option<ID> {
    let mut others = database.faces().filter(|face| !used.contains(&face.id));
    others.find(|face| has_character(database, face.id, character)).map(|face| face.id)
}

fn kind(picture: CardPicture) -> Option<ImageKind> {
    match picture {
        CardPicture::Raster(bytes) => upright(bytes),
        // It names nothing that is outside of it.
        CardPicture::Svg(bytes) => Tree::from_data(&bytes, &alone(&|_| None)).ok().map(ImageKind::SVG),
    }
}

/// A photograph, turned as its EXIF data say: cameras store what they see, and how they were held.
fn upright(bytes: Vec<u8>) -> Option<ImageKind> {
    let size = imagesize::blob_size(&bytes).ok()?;
    let (width, height) = (size.width, size.height);
    if width.saturating_mul(height) > MAX_PIXELS {
        return None;
    }
    let orientation = orientation(&bytes);
    let bytes = Arc::new(bytes);
    let raster = match bytes.get(..4)? {
        [0xFF, 0xD8, ..] => ImageKind::JPEG(bytes),
        b"\x89PNG" => ImageKind::PNG(bytes),
        b"GIF8" => ImageKind::GIF(bytes),
        b"RIFF" => ImageKind::WEBP(bytes),
        _ => return None,
    };
    let turn = match orientation {
        2 => format!("-1 0 0 1 {width} 0"),
        3 => format!("-1 0 0 -1 {width} {height}"),
        4 => format!("1 0 0 -1 0 {height}"),
        5 => "0 1 1 0 0 0".to_owned(),
        6 => format!("0 1 -1 0 {height} 0"),
        7 => format!("0 -1 -1 0 {height} {width}"),
        8 => format!("0 -1 1 0 0 {width}"),
        _ => return Some(raster),
    };
    let (across, down) = if orientation >= 5 { (height, width) } else { (width, height) };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\"><image href=\"{PHOTOGRAPH}\" \
         width=\"{width}\" height=\"{height}\" transform=\"matrix({turn})\"/></svg>"
    );
    let resolve = |href: &str| (href == PHOTOGRAPH).then(|| raster.clone());
    Tree::from_str(&svg, &alone(&resolve)).ok().map(ImageKind::SVG)
}

/// How many pixels a photograph on a card may have: a file of a few kilobytes may claim to have any number of them, and each takes four
/// bytes of memory.
const MAX_PIXELS: usize = 100_000_000;

/// What a turned photograph is called within its frame.
const PHOTOGRAPH: &str = "photograph";

/// How a picture held its camera, from 1 to 8.
fn orientation(bytes: &[u8]) -> u32 {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    let orientation = read
        .ok()
        .and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    orientation.unwrap_or(1)
}

/// Options for a picture that loads only what `resolve` has.
fn alone<'r>(resolve: &'r (dyn Fn(&str) -> Option<ImageKind> + Send + Sync)) -> Options<'r> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|href, _| resolve(href)),
        },
        ..Options::default()
    }
}
