//! Social cards: the pictures that messengers and social networks show for a link.
//!
//! A card is an SVG that a theme's template writes. Here its text is laid out ([`lay_out`]) and the whole is drawn ([`draw`]),
//! with the fonts of the theme alone, so that a card has the same bytes on every machine. Nothing here knows of sites or
//! templates, or reads a file.

mod draw;
mod fonts;
mod layout;
mod markup;

pub use draw::{CardPicture, draw};
pub use fonts::{FontFile, Fonts, TextStyle};
pub use layout::{LaidOut, Layout, lay_out};
pub use markup::{CardMarkup, read_markup};

/// Width and height of a card in pixels.
pub const SIZE: (u32, u32) = (1200, 630);

/// How many bytes a card has at most: WhatsApp shows no larger one.
pub const MAX_BYTES: usize = 300_000;
