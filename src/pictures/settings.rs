//! Which pictures pages get: the table `[pictures]` of `theme.toml`, and what a site sets otherwise.

use super::variant::VERSION;
use super::{Format, Qualities, Ratio};
use crate::artefacts::{Digest, Key};
use crate::data::{Data, Node, Reader, not_an_option, out_of_range, wrong_type};
use crate::diagnostics::{Diagnostic, SourceText};

/// The widest picture that may be asked for, in pixels.
const MAX_WIDTH: u32 = 16_383;

/// The name of the placement of pictures in a text, which every theme has.
pub(super) const TEXT: &str = "text";

/// Which pictures pages get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSettings {
    /// The widths in pixels, the smallest first.
    pub widths: Vec<u32>,
    /// The formats, the newest first. The last is JPEG.
    pub formats: Vec<Format>,
    /// How well they are encoded.
    pub qualities: Qualities,
    /// The places where pictures stand in pages. The first is that of texts.
    pub placements: Vec<Placement>,
}

/// A place where pictures stand in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its name, such as `hero`.
    pub name: String,
    /// How wide pictures are there, as the attribute `sizes` of HTML says it.
    pub sizes: String,
    /// The shape that pictures are cropped to there.
    pub ratio: Option<Ratio>,
    /// The width in pixels above which a wider picture would show nothing more.
    pub max_width: Option<u32>,
}

/// What a table `[pictures]` sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureOverrides {
    widths: Vec<u32>,
    formats: Vec<Format>,
    avif: Option<u8>,
    webp: Option<u8>,
    jpeg: Option<u8>,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self {
            widths: vec![400, 800, 1200, 1600, 2400],
            formats: vec![Format::Avif, Format::Webp, Format::Jpeg],
            qualities: Qualities::default(),
            placements: vec![Placement {
                name: TEXT.to_owned(),
                sizes: "100vw".to_owned(),
                ratio: None,
                max_width: None,
            }],
        }
    }
}

impl PictureSettings {
    /// Reads the table of a theme.
    pub fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut settings = Self::default();
        let overrides = PictureOverrides::read(reader, diagnostics);
        if let Some(table) = reader.table("placements", diagnostics) {
            for entry in &table.entries {
                let name = format!("pictures.placements.{}", entry.key);
                let Data::Table(table) = &entry.value.data else {
                    let example = format!("[{name}]");
                    diagnostics.push(wrong_type(reader.source, &entry.value, &name, "table", &example));
                    continue;
                };
                let mut own = Reader::new(reader.source, table, &format!("{name}."));
                let placement = Placement::read(entry.key.clone(), &mut own, diagnostics);
                own.finish(diagnostics);
                match placement.name == TEXT {
                    true => settings.placements[0] = placement,
                    false => settings.placements.push(placement),
                }
            }
        }
        settings.with(&overrides)
    }

    /// The settings of a theme with what a site sets otherwise.
    #[must_use]
    pub fn with(mut self, overrides: &PictureOverrides) -> Self {
        if !overrides.widths.is_empty() {
            self.widths.clone_from(&overrides.widths);
        }
        if !overrides.formats.is_empty() {
            self.formats.clone_from(&overrides.formats);
        }
        let qualities = &mut self.qualities;
        qualities.avif = overrides.avif.unwrap_or(qualities.avif);
        qualities.webp = overrides.webp.unwrap_or(qualities.webp);
        qualities.jpeg = overrides.jpeg.unwrap_or(qualities.jpeg);
        self
    }

    /// The placement of a name.
    pub fn placement(&self, name: &str) -> Option<&Placement> {
        self.placements.iter().find(|placement| placement.name == name)
    }

    /// The placement of pictures in a text, or in a block of it that has a placement of its own.
    pub fn placement_in_text(&self, block: Option<&str>) -> &Placement {
        block.and_then(|name| self.placement(name)).unwrap_or(&self.placements[0])
    }

    /// The widths up to the first that is at least so wide.
    pub(super) fn widths_up_to(&self, width: u32) -> &[u32] {
        let below = self.widths.iter().take_while(|own| **own < width).count();
        &self.widths[..(below + 1).min(self.widths.len())]
    }

    /// What the copy of an original that is published at its own address is found by in the store.
    pub fn copy_key(&self, original: Digest) -> Key {
        Key::builder("published picture", VERSION)
            .source(original)
            .parameter("width", self.max_width())
            .parameter("webp", self.qualities.webp)
            .parameter("jpeg", self.qualities.jpeg)
            .finish()
    }

    /// Width and height of that copy: no wider than the widest picture of a page.
    pub fn published_size(&self, (width, height): (u32, u32)) -> (u32, u32) {
        let wanted = width.min(self.max_width());
        (wanted, (u64::from(height) * u64::from(wanted) / u64::from(width.max(1))).max(1) as u32)
    }

    /// The largest width of a picture in pixels.
    pub fn max_width(&self) -> u32 {
        *self.widths.last().expect("there is a width")
    }
}

impl Placement {
    fn read(name: String, reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let sizes = reader.text("sizes", diagnostics).unwrap_or("100vw").to_owned();
        let ratio = reader.entry("ratio").and_then(|entry| {
            let ratio = match &entry.value.data {
                Data::Text(text) => Ratio::parse(text),
                _ => None,
            };
            if ratio.is_none() {
                let key = format!("pictures.placements.{name}.ratio");
                diagnostics.push(wrong_type(reader.source, &entry.value, &key, "text", "ratio = \"3:2\""));
            }
            ratio
        });
        let max_width = reader
            .entry("max_width")
            .and_then(|entry| width(reader.source, "max_width", &entry.value, diagnostics));
        Self { name, sizes, ratio, max_width }
    }
}

impl PictureOverrides {
    /// Reads the keys that a theme and a site have in common.
    pub fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let source = reader.source;
        let mut overrides = Self::default();
        if let Some(entry) = reader.entry("widths") {
            let Data::List(items) = &entry.value.data else {
                let example = "widths = [400, 800, 1600]";
                diagnostics.push(wrong_type(source, &entry.value, "pictures.widths", "list", example));
                return overrides;
            };
            let widths = items.iter().filter_map(|item| width(source, "widths", item, diagnostics));
            overrides.widths = widths.collect();
            overrides.widths.sort_unstable();
            overrides.widths.dedup();
        }
        let formats = reader.entry("formats").map(|entry| &entry.value);
        if let Some(Data::List(items)) = formats.map(|node| &node.data) {
            for item in items {
                let name = if let Data::Text(name) = &item.data { name.as_str() } else { "" };
                match Format::parse(name) {
                    Some(format) => overrides.formats.push(format),
                    None => diagnostics.push(not_an_option(source, item, "formats", name, &Format::NAMES)),
                }
            }
            // The last resort is always there.
            overrides.formats.push(Format::Jpeg);
            overrides.formats.sort_unstable();
            overrides.formats.dedup();
        } else if let Some(node) = formats {
            let example = "formats = [\"avif\", \"webp\", \"jpeg\"]";
            diagnostics.push(wrong_type(source, node, "pictures.formats", "list", example));
        }
        if let Some(table) = reader.table("quality", diagnostics) {
            let mut own = Reader::new(source, table, "pictures.quality.");
            overrides.avif = quality(&mut own, "avif", diagnostics);
            overrides.webp = quality(&mut own, "webp", diagnostics);
            overrides.jpeg = quality(&mut own, "jpeg", diagnostics);
            own.finish(diagnostics);
        }
        overrides
    }
}

/// A width in pixels.
fn width(source: &SourceText, key: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
    let key = format!("pictures.{key}");
    let Data::Integer(number) = &node.data else {
        diagnostics.push(wrong_type(source, node, &key, "integer", "1600"));
        return None;
    };
    let width = u32::try_from(*number).ok().filter(|width| (1..=MAX_WIDTH).contains(width));
    if width.is_none() {
        let (number, most) = (number.to_string(), MAX_WIDTH.to_string());
        diagnostics.push(out_of_range(source, node.span.clone(), &key, &number, "1", &most));
    }
    width
}

fn quality(reader: &mut Reader<'_>, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<u8> {
    let number = reader.integer(key, diagnostics)?;
    let quality = u8::try_from(number).ok().filter(|quality| (1..=100).contains(quality));
    if quality.is_none() {
        let span = reader.entry(key)?.value.span.clone();
        let key = format!("pictures.quality.{key}");
        diagnostics.push(out_of_range(reader.source, span, &key, &number.to_string(), "1", "100"));
    }
    quality
}
