//! XLIFF 1.2 and 2.0, as OASIS specifies them, and as other programs write them.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::po;
use super::xml::{Attributes, Step, Steps, Version, inline_markup};
use super::{BASE_NOTE, Exchange, InlineText, Problem, ReadError, Unit, UnitState, base_of_note};

const STALE: &str = "sapar:stale";
const MACHINE: &str = "sapar:machine";

/// The category of notes that hold what a source was before; XLIFF 2.0 has no element for it.
const PREVIOUS: &str = "previous-source";
const LINE: &str = "line";

/// Writes a file.
pub(super) fn write(exchange: &Exchange, version: Version) -> String {
    let (source, target) = (escape(&exchange.source_language), escape(&exchange.target_language));
    let mut file = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    file.push_str(match version {
        Version::One => "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
        Version::Two => "<xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"",
    });
    if version == Version::Two {
        let _ = writeln!(file, " srcLang=\"{source}\" trgLang=\"{target}\">");
    }
    let files = exchange.units.chunk_by(|one, other| one.file == other.file);
    let mut number = 0;
    for (index, units) in files.enumerate() {
        let original = escape(&units[0].file);
        let _ = match version {
            Version::One => writeln!(
                file,
                "<file original=\"{original}\" source-language=\"{source}\" target-language=\"{target}\" \
                 datatype=\"plaintext\">\n<body>"
            ),
            Version::Two => writeln!(file, "<file id=\"f{}\" original=\"{original}\">", index + 1),
        };
        for unit in units {
            number += 1;
            match version {
                Version::One => write_unit_one(&mut file, unit),
                Version::Two => write_unit_two(&mut file, unit, number),
            }
        }
        file.push_str(if version == Version::One { "</body>\n</file>\n" } else { "</file>\n" });
    }
    file.push_str("</xliff>\n");
    file
}

fn write_unit_one(file: &mut String, unit: &Unit) {
    let markup = |text: &InlineText| inline_markup(text, Version::One);
    // Programs that have only this take all else for texts that somebody has to look at.
    let approved = if unit.state == UnitState::Translated { " approved=\"yes\"" } else { "" };
    let _ = writeln!(file, "<trans-unit id=\"{}\"{approved} xml:space=\"preserve\">", escape(&unit.id));
    let _ = writeln!(file, "<source>{}</source>", markup(&unit.source));
    let state = match unit.state {
        UnitState::Missing => None,
        UnitState::Stale => Some("needs-translation"),
        UnitState::Machine => Some("needs-review-translation\" state-qualifier=\"leveraged-mt"),
        UnitState::Translated => Some("translated"),
    };
    if let Some(state) = state {
        let _ = writeln!(file, "<target state=\"{state}\">{}</target>", markup(&unit.target));
    }
    if let Some(line) = unit.line {
        let _ = writeln!(
            file,
            "<context-group purpose=\"location\"><context context-type=\"linenumber\">{line}</context></context-group>"
        );
    }
    let base = unit.base.as_ref().map(|base| format!("{BASE_NOTE}{base}"));
    for note in unit.notes.iter().chain(&base) {
        let _ = writeln!(file, "<note>{}</note>", escape(note));
    }
    if let Some(previous) = &unit.previous {
        let (source, target) = (markup(previous), markup(&unit.target));
        let _ = writeln!(
            file,
            "<alt-trans alttranstype=\"previous-version\"><source>{source}</source><target>{target}</target></alt-trans>"
        );
    }
    file.push_str("</trans-unit>\n");
}

fn write_unit_two(file: &mut String, unit: &Unit, number: usize) {
    let markup = |text: &InlineText| inline_markup(text, Version::Two);
    // Ids of units are XML names, which ours are not.
    let _ = writeln!(file, "<unit id=\"u{number}\" name=\"{}\" xml:space=\"preserve\">", escape(&unit.id));
    let line = unit.line.map(|line| (Some(LINE), line.to_string()));
    let previous = unit.previous.as_ref().map(|previous| (Some(PREVIOUS), previous.to_string()));
    let notes = unit.notes.iter().map(|note| (None, note.clone()));
    let base = unit.base.as_ref().map(|base| (None, format!("{BASE_NOTE}{base}")));
    let notes: Vec<_> = line.into_iter().chain(previous).chain(notes).chain(base).collect();
    if !notes.is_empty() {
        file.push_str("<notes>\n");
        for (category, note) in notes {
            let category = category.map(|it| format!(" category=\"{it}\"")).unwrap_or_default();
            let _ = writeln!(file, "<note{category}>{}</note>", escape(&note));
        }
        file.push_str("</notes>\n");
    }
    let state = match unit.state {
        UnitState::Missing => "initial".to_owned(),
        UnitState::Stale => format!("initial\" subState=\"{STALE}"),
        UnitState::Machine => format!("initial\" subState=\"{MACHINE}"),
        UnitState::Translated => "translated".to_owned(),
    };
    let _ = write!(file, "<segment state=\"{state}\"><source>{}</source>", markup(&unit.source));
    if unit.state != UnitState::Missing {
        let _ = write!(file, "<target>{}</target>", markup(&unit.target));
    }
    file.push_str("</segment>\n</unit>\n");
}

/// What is known while a file is read.
#[derive(Default)]
struct Reading {
    original: String,
    unit: Option<Unit>,
    /// Where the unit begins, in bytes of the file.
    start: usize,
    /// The state as it is written, and its further part.
    state: String,
    detail: String,
    /// Whether somebody has approved of the translation.
    is_approved: bool,
    /// Whether the unit is the header of a PO file that was made an XLIFF file.
    is_header: bool,
    /// The sentences of the unit that are not translated, and whether one is.
    untranslated: usize,
    has_translated: bool,
    /// The source and the translation of the segment that is read.
    segment: (InlineText, InlineText),
    /// How many elements are open whose `source` and `target` are not those of the unit.
    alternatives: usize,
    is_previous_version: bool,
}

/// Reads a file of either version.
pub(super) fn read(text: &str, exchange: &mut Exchange) -> Result<(), ReadError> {
    let mut steps = Steps::new(text);
    let mut reading = Reading::default();
    loop {
        match steps.next()? {
            Step::Start(name, attributes) => start(&name, &attributes, &mut reading, &mut steps, exchange)?,
            Step::End(name) => match name.as_str() {
                "trans-unit" | "unit" => finish(&mut reading, exchange)?,
                "segment" | "ignorable" => finish_segment(name == "ignorable", &mut reading),
                "alt-trans" => {
                    reading.alternatives = reading.alternatives.saturating_sub(1);
                    reading.is_previous_version = false;
                }
                _ => {}
            },
            Step::Eof => return Ok(()),
        }
    }
}

fn start(
    name: &str,
    attributes: &Attributes,
    reading: &mut Reading,
    steps: &mut Steps<'_>,
    exchange: &mut Exchange,
) -> Result<(), ReadError> {
    let value = |name: &str| attributes.get(name).unwrap_or_default().to_owned();
    match name {
        "xliff" if attributes.get("srcLang").is_some() => {
            exchange.source_language = value("srcLang");
            exchange.target_language = value("trgLang");
        }
        "file" => {
            reading.original = value("original");
            if attributes.get("source-language").is_some() {
                exchange.source_language = value("source-language");
                exchange.target_language = value("target-language");
            }
        }
        "trans-unit" | "unit" => {
            *reading = Reading {
                is_approved: value("approved") == "yes",
                is_header: value("restype") == "x-gettext-domain-header",
                original: std::mem::take(&mut reading.original),
                ..Reading::default()
            };
            // Programs that number units keep what they were called as a name.
            let mut names = ["name", "resname", "id"].into_iter().filter_map(|name| attributes.get(name));
            let own = names.clone().find(|name| name.contains('#'));
            let id = own.or_else(|| if name == "unit" { names.next() } else { attributes.get("id") });
            let id = id.unwrap_or_default();
            let file = reading.original.clone();
            reading.unit = Some(Unit { id: id.to_owned(), file, ..Unit::default() });
            reading.start = steps.offset();
        }
        // A unit is no further than the segment that is least far.
        "segment" if reading.state.is_empty() || rank(&value("state")) < rank(&reading.state) => {
            reading.state = value("state");
            reading.detail = value("subState");
        }
        "alt-trans" => {
            reading.alternatives += 1;
            reading.is_previous_version = value("alttranstype") == "previous-version";
        }
        // The source once more, in sentences.
        "seg-source" | "skeleton" | "header" | "skl" | "bin-unit" => steps.skip()?,
        "source" | "target" | "note" | "context" => {
            let text = steps.inline()?;
            let Some(unit) = &mut reading.unit else { return Ok(()) };
            match name {
                "source" if reading.is_previous_version => unit.previous = Some(text),
                "source" | "target" if reading.alternatives > 0 => {}
                // Translators' programs may divide a unit into sentences, each a segment.
                "source" => {
                    reading.segment.0 = text.clone();
                    text.pieces().iter().for_each(|piece| unit.source.push(piece.clone()));
                }
                "target" => {
                    if attributes.get("state").is_some() {
                        reading.state = value("state");
                        reading.detail = value("state-qualifier");
                    }
                    reading.segment.1 = text.clone();
                    text.pieces().iter().for_each(|piece| unit.target.push(piece.clone()));
                }
                "note" if value("category") == PREVIOUS => {
                    unit.previous = Some(InlineText::parse(&text.words()));
                }
                "note" if value("category") == LINE => unit.line = text.words().trim().parse().ok(),
                "note" => match base_of_note(&text.words()) {
                    Some(base) => unit.base = Some(base.to_owned()),
                    None => unit.notes.push(text.words()),
                },
                _ if value("context-type") == "linenumber" => unit.line = text.words().trim().parse().ok(),
                _ => {}
            }
        }
        _ => {}
    }
    Ok(())
}

/// How far a segment of version 2 is: `initial`, `translated`, `reviewed` or `final`.
fn rank(state: &str) -> usize {
    ["translated", "reviewed", "final"].iter().position(|own| *own == state).map_or(0, |rank| rank + 1)
}

/// Takes over what stands between sentences, which programs leave out of translations, and counts the sentences that are
/// not translated.
fn finish_segment(is_between: bool, reading: &mut Reading) {
    let (source, target) = std::mem::take(&mut reading.segment);
    let Some(unit) = &mut reading.unit else { return };
    match is_between {
        true if target.pieces().is_empty() && !unit.target.is_empty() => {
            source.pieces().iter().for_each(|piece| unit.target.push(piece.clone()));
        }
        true => {}
        false if target.is_empty() && !source.is_empty() => reading.untranslated += 1,
        false => reading.has_translated = true,
    }
}

fn finish(reading: &mut Reading, exchange: &mut Exchange) -> Result<(), ReadError> {
    let Some(mut unit) = reading.unit.take() else { return Ok(()) };
    if reading.is_header {
        po::read_header(&unit.target.words(), exchange);
        return Ok(());
    }
    // Before anybody works on a unit, some programs write its source as its translation.
    if matches!(reading.state.as_str(), "new" | "needs-translation") && unit.target == unit.source {
        unit.target = InlineText::default();
    }
    if unit.source.is_empty() && unit.id.is_empty() {
        return Err(ReadError::new(reading.start, Problem::Incomplete));
    }
    unit.state = match (reading.state.as_str(), reading.detail.as_str()) {
        _ if unit.target.is_empty() => UnitState::Missing,
        // Of some sentences there is no translation.
        _ if reading.untranslated > 0 && reading.has_translated => UnitState::Stale,
        ("final" | "signed-off" | "reviewed", _) => UnitState::Translated,
        _ if reading.is_approved => UnitState::Translated,
        // A program that changes the state alone.
        ("translated", STALE | MACHINE) => UnitState::Translated,
        (_, MACHINE | "leveraged-mt" | "mt-suggestion") => UnitState::Machine,
        (_, STALE) => UnitState::Stale,
        ("new", _) => UnitState::Stale,
        (state, _) if state.starts_with("needs-") => UnitState::Stale,
        _ => UnitState::Translated,
    };
    exchange.units.push(unit);
    Ok(())
}
