//! PO files, as GNU gettext's manual describes them ("The Format of PO Files"), and as other programs write them: with byte order marks,
//! carriage returns, wrapped strings, obsolete entries and flags of their own.

use std::fmt::Write as _;

use super::{BASE_NOTE, Exchange, InlineText, Problem, ReadError, Unit, UnitState, base_of_note};

/// The note that tells a translation by a machine. PO has no flag for it that programs keep.
const MACHINE_NOTE: &str = "machine translation";

/// Writes a file. It has no dates, so that the same texts give the same file.
pub(super) fn write(exchange: &Exchange) -> String {
    let mut file = String::from("msgid \"\"\nmsgstr \"\"\n");
    let header = [
        ("Project-Id-Version", "Sapar"),
        ("Report-Msgid-Bugs-To", ""),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", &exchange.target_language.replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        // Poedit's name for what the sources are written in.
        ("X-Source-Language", &exchange.source_language.replace('-', "_")),
    ];
    for (name, value) in header {
        let _ = writeln!(file, "\"{}: {}\\n\"", escaped(name), escaped(value));
    }
    for unit in &exchange.units {
        file.push('\n');
        let machine = (unit.state == UnitState::Machine).then(|| MACHINE_NOTE.to_owned());
        let base = unit.base.as_ref().map(|base| format!("{BASE_NOTE}{base}"));
        for note in machine.iter().chain(&unit.notes).chain(&base) {
            for line in note.lines() {
                let _ = writeln!(file, "#. {line}");
            }
        }
        // Spaces divide references, and U+2068 and U+2069 enclose a file name that has some.
        let (open, close) = if unit.file.contains(' ') { ("\u{2068}", "\u{2069}") } else { ("", "") };
        let line = unit.line.map(|line| format!(":{line}")).unwrap_or_default();
        if !unit.file.is_empty() {
            let _ = writeln!(file, "#: {open}{}{close}{line}", unit.file);
        }
        // What nobody has read is fuzzy, too: programs show it as to be looked at, and take the flag away then.
        if matches!(unit.state, UnitState::Stale | UnitState::Machine) {
            file.push_str("#, fuzzy\n");
        }
        if let Some(previous) = &unit.previous {
            write_string(&mut file, "#| ", "msgid", &previous.to_string());
        }
        write_string(&mut file, "", "msgctxt", &unit.id);
        write_string(&mut file, "", "msgid", &unit.source.to_string());
        write_string(&mut file, "", "msgstr", &unit.target.to_string());
    }
    file
}

/// Writes a string; one of several lines as gettext does, a line each.
fn write_string(file: &mut String, prefix: &str, keyword: &str, text: &str) {
    if !text.trim_end_matches('\n').contains('\n') {
        let _ = writeln!(file, "{prefix}{keyword} \"{}\"", escaped(text));
        return;
    }
    let _ = writeln!(file, "{prefix}{keyword} \"\"");
    for line in text.split_inclusive('\n') {
        let _ = writeln!(file, "{prefix}\"{}\"", escaped(line));
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r")
}

/// The parts of an entry, as they are read.
#[derive(Default)]
struct Entry {
    notes: Vec<String>,
    file: String,
    line: Option<usize>,
    is_fuzzy: bool,
    is_machine: bool,
    base: Option<String>,
    previous: Option<String>,
    context: Option<String>,
    id: Option<String>,
    translation: Option<String>,
    /// Where it begins, in bytes of the file.
    start: usize,
}

/// What the strings of continued lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Translation,
    Previous,
    /// Plurals and contexts of previous texts, which no unit has.
    Ignored,
}

/// Reads a file.
pub(super) fn read(text: &str, exchange: &mut Exchange) -> Result<(), ReadError> {
    let mut entry = Entry::default();
    let mut field = None;
    let mut offset = 0;
    for raw in text.split_inclusive('\n') {
        let start = offset;
        offset += raw.len();
        let line = raw.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() || is_obsolete(line) {
            continue;
        }
        let begins_entry = line.starts_with('#') || line.starts_with("msgctxt") || is_keyword(line, "msgid");
        if begins_entry && (entry.translation.is_some() || entry.id.is_some() && is_keyword(line, "msgid")) {
            finish(std::mem::take(&mut entry), exchange)?;
            field = None;
        }
        if entry.id.is_none() && entry.context.is_none() && field.is_none() {
            entry.start = start;
        }
        let place = start + raw.len() - raw.trim_start_matches('\u{FEFF}').trim_start().len();
        if let Some(comment) = line.strip_prefix('#') {
            read_comment(comment, place, &mut entry, &mut field)?;
        } else {
            read_line(line, place, &mut entry, &mut field)?;
        }
    }
    finish(entry, exchange)
}

/// Whether a line is of an entry that is no longer used.
fn is_obsolete(line: &str) -> bool {
    line.starts_with("#~")
}

fn is_keyword(line: &str, keyword: &str) -> bool {
    line.strip_prefix(keyword).is_some_and(|rest| rest.starts_with([' ', '\t', '"']))
}

fn read_comment(
    comment: &str,
    place: usize,
    entry: &mut Entry,
    field: &mut Option<Field>,
) -> Result<(), ReadError> {
    match comment.chars().next() {
        Some('.') => read_note(comment[1..].trim(), entry),
        Some(':') => read_reference(comment[1..].trim(), entry),
        Some(',') => entry.is_fuzzy |= comment[1..].split(',').any(|flag| flag.trim() == "fuzzy"),
        Some('|') => {
            let line = comment[1..].trim();
            let at = place + 1 + comment.len() - comment[1..].trim_start().len();
            let found = if line.starts_with('"') { *field } else { None };
            let (found, rest) = match found {
                Some(found) => (found, line),
                None if is_keyword(line, "msgid") => (Field::Previous, line["msgid".len()..].trim_start()),
                None => (Field::Ignored, line.trim_start_matches(|one: char| one != '"')),
            };
            *field = Some(found);
            append(entry, found, &string(rest, at + line.len() - rest.len())?);
        }
        _ => read_note(comment.trim(), entry),
    }
    Ok(())
}

fn read_note(note: &str, entry: &mut Entry) {
    match note {
        "" => {}
        MACHINE_NOTE => entry.is_machine = true,
        note if base_of_note(note).is_some() => entry.base = base_of_note(note).map(str::to_owned),
        note => entry.notes.push(note.to_owned()),
    }
}

/// Reads where the source of an entry stands; of several places, the first.
fn read_reference(reference: &str, entry: &mut Entry) {
    if !entry.file.is_empty() {
        return;
    }
    let (file, rest) = match reference.strip_prefix('\u{2068}').and_then(|rest| rest.split_once('\u{2069}')) {
        Some((file, rest)) => (file, rest.strip_prefix(':').unwrap_or_default()),
        None => {
            let first = reference.split(' ').next().unwrap_or_default();
            let line =
                first.rsplit_once(':').filter(|(_, line)| line.bytes().all(|one| one.is_ascii_digit()));
            line.unwrap_or((first, ""))
        }
    };
    file.clone_into(&mut entry.file);
    entry.line = rest.split(' ').next().and_then(|line| line.parse().ok());
}

fn read_line(
    line: &str,
    place: usize,
    entry: &mut Entry,
    field: &mut Option<Field>,
) -> Result<(), ReadError> {
    if line.starts_with('"') {
        let Some(field) = *field else { return Err(ReadError::new(place, Problem::UnexpectedText)) };
        append(entry, field, &string(line, place)?);
        return Ok(());
    }
    let length = line.find(|one: char| one == '"' || one.is_whitespace()).unwrap_or(line.len());
    let found = match &line[..length] {
        "msgctxt" => Field::Context,
        "msgid" => Field::Id,
        "msgstr" | "msgstr[0]" => Field::Translation,
        "msgid_plural" | "domain" => Field::Ignored,
        keyword if keyword.starts_with("msgstr[") => Field::Ignored,
        _ => return Err(ReadError::new(place, Problem::UnexpectedText)),
    };
    *field = Some(found);
    let rest = line[length..].trim_start();
    append(entry, found, &string(rest, place + line.len() - rest.len())?);
    Ok(())
}

fn append(entry: &mut Entry, field: Field, text: &str) {
    let target = match field {
        Field::Context => &mut entry.context,
        Field::Id => &mut entry.id,
        Field::Translation => &mut entry.translation,
        Field::Previous => &mut entry.previous,
        Field::Ignored => return,
    };
    target.get_or_insert_default().push_str(text);
}

/// Reads a string between quotation marks, with C's escapes. Several may stand on a line.
fn string(mut written: &str, place: usize) -> Result<String, ReadError> {
    let end = place + written.len();
    let mut text = String::new();
    loop {
        let offset = end - written.len();
        let Some(rest) = written.strip_prefix('"') else {
            return Err(ReadError::new(offset, Problem::UnexpectedText));
        };
        let mut characters = rest.char_indices();
        let closing = loop {
            match characters.next() {
                Some((at, '"')) => break at,
                Some((_, '\\')) => match characters.next() {
                    Some((_, escaped)) => text.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        other => other,
                    }),
                    None => return Err(ReadError::new(offset, Problem::UnclosedQuote)),
                },
                Some((_, other)) => text.push(other),
                None => return Err(ReadError::new(offset, Problem::UnclosedQuote)),
            }
        };
        written = rest[closing + 1..].trim_start();
        if written.is_empty() {
            return Ok(text);
        }
    }
}

fn finish(entry: Entry, exchange: &mut Exchange) -> Result<(), ReadError> {
    let (Some(id), translation) = (entry.id, entry.translation) else {
        // Comments at the end belong to nothing.
        let is_begun = entry.context.is_some() || entry.previous.is_some();
        return if is_begun { Err(ReadError::new(entry.start, Problem::Incomplete)) } else { Ok(()) };
    };
    let Some(translation) = translation else {
        return Err(ReadError::new(entry.start, Problem::Incomplete));
    };
    if id.is_empty() && entry.context.is_none() {
        read_header(&translation, exchange);
        return Ok(());
    }
    let target = InlineText::parse(&translation);
    let state = match (target.is_empty(), entry.is_fuzzy, entry.is_machine) {
        (true, ..) => UnitState::Missing,
        (_, true, true) => UnitState::Machine,
        (_, true, false) => UnitState::Stale,
        _ => UnitState::Translated,
    };
    exchange.units.push(Unit {
        id: entry.context.unwrap_or_default(),
        file: entry.file,
        line: entry.line,
        source: InlineText::parse(&id),
        previous: entry.previous.map(|previous| InlineText::parse(&previous)),
        target,
        state,
        base: entry.base,
        notes: entry.notes,
    });
    Ok(())
}

/// Reads what the header of a file says of its languages.
pub(super) fn read_header(header: &str, exchange: &mut Exchange) {
    for (name, value) in header.lines().filter_map(|line| line.split_once(':')) {
        let language = value.trim().replace('_', "-");
        match name.trim() {
            _ if language.is_empty() => {}
            "Language" => exchange.target_language = language,
            "X-Source-Language" => exchange.source_language = language,
            _ => {}
        }
    }
}
