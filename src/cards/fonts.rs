//! The fonts of a theme's cards.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use fontdb::{Database, Family, ID, Query, Source, Style, Weight};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::artefacts::Digest;

/// A font file of a theme.
#[derive(Clone)]
pub struct FontFile {
    /// Its path for diagnostics.
    pub path: String,
    /// Its bytes: TrueType or OpenType. Other formats are skipped.
    pub bytes: Cow<'static, [u8]>,
}

/// The fonts that a theme's cards are drawn with. Parsed when the first card is laid out.
pub struct Fonts {
    files: Vec<FontFile>,
    database: OnceLock<Arc<Database>>,
    digest: OnceLock<Digest>,
}

/// Which face a text is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle<'t> {
    /// Names of families, separated by commas, the preferred one first.
    pub families: &'t str,
    /// The weight, from 1 to 1000; 400 is regular.
    pub weight: u16,
}

impl Fonts {
    /// The fonts of some files, in the order in which they are searched for a character that the wanted families lack.
    pub fn new(files: Vec<FontFile>) -> Self {
        Self { files, database: OnceLock::new(), digest: OnceLock::new() }
    }

    /// Whether there is no font at all.
    pub fn is_empty(&self) -> bool {
        self.database().is_empty()
    }

    /// A digest of all files.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| {
            let all: Vec<u8> =
                self.files.iter().flat_map(|file| *Digest::of(&file.bytes).as_bytes()).collect();
            Digest::of(&all)
        })
    }

    /// The fonts as `usvg` wants them.
    pub(super) fn database(&self) -> &Arc<Database> {
        self.database.get_or_init(|| {
            let mut database = Database::new();
            for file in &self.files {
                database.load_font_source(Source::Binary(Arc::new(file.bytes.clone())));
            }
            Arc::new(database)
        })
    }

    /// The characters of a text that no font has, in their order, each once.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let database = self.database();
        let mut missing = Vec::new();
        for character in text.chars().filter(|character| is_visible(*character)) {
            let has = |face: &fontdb::FaceInfo| has_character(database, face.id, character);
            if !missing.contains(&character) && !database.faces().any(has) {
                missing.push(character);
            }
        }
        missing
    }

    /// The advance width of each character of a text in em. Kerning, which makes text narrower as a rule, is left out.
    pub(super) fn advances(&self, text: &str, style: TextStyle<'_>) -> Vec<f32> {
        let database = self.database();
        let order: Vec<ID> = self.faces_for(style);
        let mut last: Option<ID> = None;
        let advance_of = |id: ID, character: char| {
            let advance = database.with_face_data(id, |data, index| advance(data, index, character));
            advance.flatten()
        };
        text.chars()
            .map(|character| {
                if !is_drawn(character) {
                    return 0.0;
                }
                // Neighbours nearly always stand in the same face.
                let preferred = order.first().copied().filter(|first| last.is_none_or(|last| last == *first));
                let mut faces = preferred.into_iter().chain(order.iter().copied());
                let found = faces.find_map(|id| Some((id, advance_of(id, character)?)));
                if let Some((id, _)) = found {
                    last = Some(id);
                }
                found.map_or(1.0, |(_, advance)| advance)
            })
            .collect()
    }

    /// All faces, those of the wanted families first.
    fn faces_for(&self, style: TextStyle<'_>) -> Vec<ID> {
        let database = self.database();
        let families = style.families.split(',').map(|family| family.trim().trim_matches(['\'', '"']));
        let mut order: Vec<ID> = families
            .filter_map(|family| {
                database.query(&Query {
                    families: &[Family::Name(family)],
                    weight: Weight(style.weight),
                    style: Style::Normal,
                    ..Query::default()
                })
            })
            .collect();
        for face in database.faces() {
            if !order.contains(&face.id) {
                order.push(face.id);
            }
        }
        order
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.files.iter().map(|file| &file.path)).finish()
    }
}

/// Whether a face has a glyph for a character.
pub(super) fn has_character(database: &Database, id: ID, character: char) -> bool {
    let has = database
        .with_face_data(id, |data, index| FontRef::from_index(data, index).ok()?.charmap().map(character));
    has.flatten().is_some()
}

fn advance(data: &[u8], index: u32, character: char) -> Option<f32> {
    let font = FontRef::from_index(data, index).ok()?;
    let glyph = font.charmap().map(character)?;
    font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
}

/// Whether a character takes room: joiners, direction marks and variation selectors do not.
fn is_drawn(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a character needs a glyph. White space is drawn as nothing, whatever a font has for it.
fn is_visible(character: char) -> bool {
    is_drawn(character) && !character.is_whitespace()
}
