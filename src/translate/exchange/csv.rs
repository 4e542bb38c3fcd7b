//! Tables for spreadsheets, as RFC 4180 describes them, in UTF-8.

use ::csv::{ErrorKind, QuoteStyle, ReaderBuilder, StringRecord, WriterBuilder};

use super::{Exchange, InlineText, Problem, ReadError, Unit, UnitState};

const COLUMNS: [&str; 11] = [
    "id",
    "file",
    "line",
    "source_language",
    "target_language",
    "source",
    "previous",
    "target",
    "state",
    "notes",
    "base",
];

/// Without the mark, spreadsheets take the file for one in the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Spreadsheets calculate a cell that begins with one of these, and take `+7 …` for a number.
const FORMULA_STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Writes a file.
pub(super) fn write(exchange: &Exchange) -> String {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let mut add = |cells: [&str; COLUMNS.len()]| writer.write_record(cells).expect("memory can be written");
    add(COLUMNS);
    for unit in &exchange.units {
        add([
            &protected(&unit.id),
            &protected(&unit.file),
            &unit.line.map(|line| line.to_string()).unwrap_or_default(),
            &exchange.source_language,
            &exchange.target_language,
            &protected(&unit.source.to_string()),
            &protected(&unit.previous.as_ref().map(InlineText::to_string).unwrap_or_default()),
            &protected(&unit.target.to_string()),
            state_name(unit.state),
            &protected(&unit.notes.join("\n")),
            unit.base.as_deref().unwrap_or_default(),
        ]);
    }
    let bytes = writer.into_inner().expect("memory can be written");
    format!("{BYTE_ORDER_MARK}{}", String::from_utf8(bytes).expect("the cells are UTF-8"))
}

/// Whether a text begins with the first line of such a table.
pub(super) fn has_heading(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let cells: Vec<&str> = line.split(delimiter(line)).map(|cell| cell.trim_matches('"')).collect();
    ["id", "source", "target"].iter().all(|name| cells.contains(name))
}

/// Spreadsheets write semicolons where the system's language has decimal commas.
fn delimiter(line: &str) -> char {
    let count = |one: &char| line.matches(*one).count();
    [',', ';', '\t'].into_iter().max_by_key(|one| (count(one), *one == ',')).expect("there are some")
}

/// Reads a file.
pub(super) fn read(text: &str, exchange: &mut Exchange) -> Result<(), ReadError> {
    let text_start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let text = &text[text_start..];
    if text.trim().is_empty() {
        return Ok(());
    }
    let delimiter = u8::try_from(delimiter(text.lines().next().unwrap_or_default())).expect("it is ASCII");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut record = StringRecord::new();
    loop {
        let offset = text_start + usize::try_from(reader.position().byte()).expect("it is within the text");
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                let detail = match error.kind() {
                    ErrorKind::Utf8 { err, .. } => err.to_string(),
                    _ => error.to_string(),
                };
                return Err(ReadError::with_detail(offset, detail));
            }
        }
        let Some(columns) = &columns else {
            let found =
                COLUMNS.map(|name| record.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name)));
            let [Some(_), .., Some(_), _, Some(_), _, _, _] = found else {
                return Err(ReadError::new(offset, Problem::Columns));
            };
            columns = Some(found);
            continue;
        };
        let cell = |name: &str| {
            let number = COLUMNS.iter().position(|column| *column == name).and_then(|number| columns[number]);
            number.and_then(|number| record.get(number)).map(plain).unwrap_or_default()
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        for (language, name) in [
            (&mut exchange.source_language, "source_language"),
            (&mut exchange.target_language, "target_language"),
        ] {
            if language.is_empty() {
                cell(name).clone_into(language);
            }
        }
        let target = InlineText::parse(cell("target"));
        let state = read_state(cell("state"), &target);
        exchange.units.push(Unit {
            id: cell("id").to_owned(),
            file: cell("file").to_owned(),
            line: cell("line").trim().parse().ok(),
            source: InlineText::parse(cell("source")),
            previous: Some(cell("previous")).filter(|text| !text.is_empty()).map(InlineText::parse),
            target,
            state,
            base: Some(cell("base").trim()).filter(|base| !base.is_empty()).map(str::to_owned),
            notes: cell("notes").lines().map(str::to_owned).collect(),
        });
    }
}

/// What a state is called in files without names of their own for it.
pub(super) fn state_name(state: UnitState) -> &'static str {
    match state {
        UnitState::Missing => "missing",
        UnitState::Stale => "stale",
        UnitState::Machine => "machine",
        UnitState::Translated => "translated",
    }
}

/// A translator who fills in a missing translation does not think of its state.
pub(super) fn read_state(name: &str, target: &InlineText) -> UnitState {
    match name.trim() {
        _ if target.is_empty() => UnitState::Missing,
        "stale" => UnitState::Stale,
        "machine" => UnitState::Machine,
        _ => UnitState::Translated,
    }
}

fn protected(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.starts_with(FORMULA_STARTS) {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}

fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_STARTS)).unwrap_or(cell)
}
