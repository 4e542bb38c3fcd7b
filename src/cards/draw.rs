//! Draws a card.

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
    /// A JPEG, PNG, GIF or WebP, which is drawn as it is stored: upright.
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
        CardPicture::Raster(bytes) => raster(Arc::new(bytes)),
        // It names nothing that is outside of it.
        CardPicture::Svg(bytes) => Tree::from_data(&bytes, &alone()).ok().map(ImageKind::SVG),
    }
}

fn raster(bytes: Arc<Vec<u8>>) -> Option<ImageKind> {
    Some(match bytes.get(..4)? {
        [0xFF, 0xD8, ..] => ImageKind::JPEG(bytes),
        b"\x89PNG" => ImageKind::PNG(bytes),
        b"GIF8" => ImageKind::GIF(bytes),
        b"RIFF" => ImageKind::WEBP(bytes),
        _ => return None,
    })
}

/// Options for a picture that loads nothing.
fn alone() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}
