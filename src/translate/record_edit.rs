//! A record as a file: the text of a new one, and what has to change in one that is there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::record::{LIST, Record, item_of_line, lines_of, order};
use crate::data::{Data, parse_toml};
use crate::diagnostics::{Replacement, SourceEdit, SourceText};

/// What a new file begins with.
const COMMENT: &str = "\
# Which blocks of the source the translated blocks were made from, by their hashes, and what these sources said.
# Written by `sapar translate accept`; to be committed. Where two versions are merged, the lines of both hold.
";

impl Record {
    /// The text of a file that holds it and nothing else.
    pub fn to_text(&self) -> String {
        format!("{COMMENT}{}", written_list(&self.items()))
    }

    /// What makes a file hold this record: lines are inserted and removed, and everything else, such as comments and keys
    /// that this version of the program does not know, stays as it is. Returns `None` if it holds it already, or if it is
    /// no TOML, in which case nobody knows what it was meant to hold.
    pub fn edit(&self, source: &SourceText) -> Option<SourceEdit> {
        let items = self.items();
        let table = parse_toml(source, 0..source.text.len(), &mut Vec::new())?;
        let replacements = match table.get(LIST) {
            Some(entry) => {
                let written = match &entry.value.data {
                    Data::List(items) => items.iter().map(|item| &item.data).collect(),
                    _ => Vec::new(),
                };
                let is_same =
                    |(written, item): (&&Data, &String)| matches!(written, Data::Text(text) if text == item);
                match written.len() == items.len() && written.iter().zip(&items).all(is_same) {
                    true => Vec::new(),
                    false => list_edit(source, &entry.value.span, &items),
                }
            }
            None => {
                // Behind the last table, a key would be one of that table.
                let lines = lines_of(&source.text);
                let first_table = lines.into_iter().find(|line| source.text[line.clone()].starts_with('['));
                let at = first_table.map_or(source.text.len(), |line| line.start);
                let separator = if at == 0 || source.text[..at].ends_with('\n') { "" } else { "\n" };
                vec![Replacement { range: at..at, text: format!("{separator}{}", written_list(&items)) }]
            }
        };
        let changes = |it: &Replacement| source.text[it.range.clone()] != it.text;
        replacements.iter().any(changes).then(|| SourceEdit {
            source: source.clone(),
            replacements,
            removes_byte_order_mark: false,
        })
    }
}

/// What makes a list hold these items. `span` is the place of its brackets with what stands between them.
fn list_edit(source: &SourceText, span: &Range<usize>, items: &[String]) -> Vec<Replacement> {
    let text = &*source.text;
    let written = &text[span.clone()];
    let lines: Vec<Range<usize>> =
        lines_of(written).into_iter().map(|line| span.start + line.start..span.start + line.end).collect();
    // A list that is not written line by line is written anew.
    let is_by_line = written.starts_with("[\n") || written.starts_with("[\r\n");
    let last = lines.last().filter(|last| is_by_line && text[(*last).clone()].trim() == "]");
    let Some(last) = last else {
        let list = format!("[\n{}]", items.iter().map(|item| written_item(item)).collect::<String>());
        return vec![Replacement { range: span.clone(), text: list }];
    };
    let inner = &lines[1..lines.len() - 1];
    let of_line: Vec<Option<String>> = inner.iter().map(|line| item_of_line(&text[line.clone()])).collect();
    let wanted: BTreeSet<&str> = items.iter().map(String::as_str).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut replacements = Vec::new();
    for (line, item) in inner.iter().zip(&of_line) {
        if let Some(item) = item
            && !(wanted.contains(item.as_str()) && seen.insert(item))
        {
            replacements.push(Replacement { range: line.clone(), text: String::new() });
        } else if item.is_some() && !text[line.clone()].trim_end().ends_with(',') {
            let end = line.start + text[line.clone()].trim_end().len();
            replacements.push(Replacement { range: end..end, text: ",".to_owned() });
        }
    }
    // Each new item stands before the first that follows it in the order, so that the lines stay sorted.
    let mut at = 0;
    for item in items.iter().filter(|item| !seen.contains(item.as_str())) {
        while at < inner.len() && of_line[at].as_ref().is_none_or(|other| order(other) < order(item)) {
            at += 1;
        }
        let place = inner.get(at).map_or(last.start, |line| line.start);
        replacements.push(Replacement { range: place..place, text: written_item(item) });
    }
    joined(replacements)
}

/// Replacements in their order, in which insertions and a removal at one place are one.
fn joined(mut replacements: Vec<Replacement>) -> Vec<Replacement> {
    replacements.sort_by_key(|it| (it.range.start, it.range.end));
    let mut joined: Vec<Replacement> = Vec::new();
    for next in replacements {
        match joined.last_mut().filter(|last| last.range.end == next.range.start) {
            Some(last) => {
                last.range.end = next.range.end;
                last.text.push_str(&next.text);
            }
            None => joined.push(next),
        }
    }
    joined
}

fn written_list(items: &[String]) -> String {
    let items: String = items.iter().map(|item| written_item(item)).collect();
    format!("\n{LIST} = [\n{items}]\n")
}

fn written_item(item: &str) -> String {
    format!("  \"{}\",\n", escaped(item))
}

/// A text between the quotation marks of TOML's basic strings.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::super::hash::BlockHash;
    use super::super::record::RecordLine;
    use super::*;
    use crate::diagnostics::Diagnostic;

    fn parse(text: &str) -> Record {
        Record::parse(&SourceText::new("content/translations.toml", text), &mut Vec::new())
    }

    /// The file after it was made to hold a record.
    fn edited(text: &str, record: &Record) -> String {
        let edit = record.edit(&SourceText::new("content/translations.toml", text));
        edit.map_or_else(|| text.to_owned(), |edit| edit.apply())
    }

    fn hash(number: u16) -> BlockHash {
        BlockHash::from(blake3::hash(&number.to_le_bytes()))
    }

    fn line(language: &str, target: u16, source: u16) -> RecordLine {
        let language = language.to_owned();
        RecordLine { language, target: hash(target), sources: vec![hash(source)], is_machine: false }
    }

    fn record() -> impl Strategy<Value = Record> {
        let language = prop_oneof![Just("en"), Just("kk"), Just("zh-Hans")];
        let lines = prop::collection::btree_set((language, 0u16..40, 0u16..40), 0..30);
        (lines, prop::collection::btree_map(0u16..40, "[a-z\"\\\\ә \t]{0,9}", 0..9), any::<bool>()).prop_map(
            |(lines, sources, in_work)| Record {
                lines: lines
                    .into_iter()
                    .map(|(language, target, source)| line(language, target, source))
                    .collect(),
                sources: sources.into_iter().map(|(number, text)| (hash(number), text)).collect(),
                in_work: in_work.then(|| "kk".to_owned()).into_iter().collect(),
            },
        )
    }

    #[test]
    fn what_is_not_known_stays_where_it_is() {
        let one = Record { lines: [line("en", 1, 2)].into(), ..Record::default() };
        let text =
            one.to_text().replace("  \"en", "  # read aloud\n  \"en") + "\nlater = 1\n[table]\nkey = 2\n";
        let two = Record {
            lines: [line("en", 1, 2), line("kk", 1, 2)].into(),
            sources: [(hash(2), "Озеро".to_owned())].into(),
            ..Record::default()
        };
        let after = edited(&text, &two);
        assert_eq!(parse(&after), two);
        for kept in ["# read aloud\n", "\nlater = 1\n", "[table]\nkey = 2\n"] {
            assert!(after.contains(kept), "{after}");
        }
        assert_eq!(after.lines().count(), text.lines().count() + 2, "{after}");
        assert_eq!(edited(&after, &two), after);
    }

    #[test]
    fn a_list_that_is_written_in_one_line_is_written_anew() {
        let one = Record { lines: [line("en", 1, 2)].into(), ..Record::default() };
        for text in
            ["translations = []\n", "translations = [\"en\"] # x\n", "translations = [\n \"a\", \"b\"]\n"]
        {
            assert_eq!(parse(&edited(text, &one)), one, "{text}");
        }
    }

    /// What Git makes of two versions of a file: without a driver, or with one of those that are part of it.
    fn merged(base: &str, ours: &str, theirs: &str, options: &[&str]) -> String {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            std::fs::write(folder.path().join(name), text).expect("files can be written");
        }
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(["merge-file", "-p"]).args(options);
        let output = command.args(["ours", "base", "theirs"]).output().expect("Git is there");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    proptest! {
        #[test]
        fn a_file_holds_what_it_was_made_to_hold(before in record(), after in record()) {
            let text = before.to_text();
            prop_assert_eq!(parse(&text), before);
            let edited = edited(&text, &after);
            prop_assert_eq!(&parse(&edited), &after, "{}", edited);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn what_git_makes_of_two_records_is_a_record(base in record(), ours in record(), theirs in record()) {
            let text = base.to_text();
            let (a, b) = (edited(&text, &ours), edited(&text, &theirs));
            for options in [&[][..], &["--diff3"], &["--union"]] {
                let text = merged(&text, &a, &b, options);
                let mut diagnostics = Vec::new();
                let source = SourceText::new("content/translations.toml", &text);
                let merged = Record::parse(&source, &mut diagnostics);
                // What either side has added is there, and what both have kept.
                for line in ours.lines.union(&theirs.lines) {
                    let is_removed = base.lines.contains(line)
                        && !(ours.lines.contains(line) && theirs.lines.contains(line));
                    prop_assert!(is_removed || merged.lines.contains(line), "{} lacks {}", text, line);
                }
                let all = |line: &RecordLine| {
                    base.lines.contains(line) || ours.lines.contains(line) || theirs.lines.contains(line)
                };
                prop_assert!(merged.lines.iter().all(all), "{}", text);
                let is_conflict = text.contains("<<<<<<<");
                prop_assert_eq!(diagnostics.len(), usize::from(is_conflict), "{}\n{:?}", text, diagnostics);
                if let Some(fix) = diagnostics.first().and_then(Diagnostic::source_edit) {
                    prop_assert_eq!(parse(&fix.apply()), merged);
                }
            }
        }
    }
}
