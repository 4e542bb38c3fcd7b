//! Whatever is written into a document, it says what it was to say, and nothing else changes.

use proptest::prelude::*;
use rustc_hash::FxHashMap;

use super::*;
use crate::content::kind::Kind as PageKind;
use crate::language::{LanguageId, Quotes};
use crate::translate::exchange::Piece;
use crate::translate::{Record, Selection, accept, block_texts, text_units};

fn parse(text: &str) -> (Document, Vec<BlockText>) {
    let source = SourceText::new("content/a.en.md", text);
    let quotes = Quotes::parse("“”‘’").expect("four marks");
    let document = Document::parse(&source, LanguageId::from(0), quotes, &mut Vec::new());
    let blocks = block_texts(&document, &PageKind::plain("page"));
    (document, blocks)
}

/// A part of a document in a language, which has words of its own.
fn part(kind: usize, number: usize, language: &str) -> String {
    let word = |name: &str| format!("{language}{name}{number}");
    match kind {
        0 => format!("{} *{}* [{}](/a{number}/) {}.", word("a"), word("b"), word("c"), word("d")),
        1 => format!("- {}\n- **{}**\n- {}", word("a"), word("b"), word("c")),
        2 => format!("> {}\n> {} `x{number}`", word("a"), word("b")),
        3 => format!("| {} | {} |\n|---|---|\n| {} | 5{number} |", word("a"), word("b"), word("c")),
        4 => format!(":::box title=\"{} {}\"\n{}\n:::", word("a"), word("b"), word("c")),
        5 => format!("![{}](b{number}.jpg \"{}\")", word("a"), word("b")),
        _ => format!("1. {}\n\n   {}\n2. {}", word("a"), word("b"), word("c")),
    }
}

/// A document of parts, each below a heading. `has` says which parts are there.
fn document(kinds: &[usize], language: &str, has: impl Fn(usize) -> bool) -> String {
    let mut text = format!("+++\ntitle = \"{language} title\" # seen\nweight = 3\n+++\n");
    for (number, kind) in kinds.iter().enumerate() {
        text.push_str(&format!("\n<!-- kept {number} -->\n\n## {language}heading{number} {{#h{number}}}\n"));
        if has(number) {
            text.push_str(&format!("\n{}\n", part(*kind, number, language)));
        }
    }
    text
}

fn accepted(source: &[BlockText], target: &[BlockText]) -> Record {
    let blocks = |texts: &[BlockText]| -> Vec<crate::translate::TextBlock> {
        texts.iter().map(|text| text.block.clone()).collect()
    };
    let mut record = Record::default();
    accept(&mut record, "en", (&blocks(source), &blocks(target)), Selection::All, false);
    record
}

/// A text without the bytes of its blocks.
fn skeleton(text: &str) -> String {
    let mut skeleton = String::new();
    let mut from = 0;
    let mut ranges: Vec<Range<usize>> = parse(text).1.into_iter().map(|block| block.block.range).collect();
    ranges.sort_by_key(|range| range.start);
    for range in ranges {
        if range.start >= from {
            skeleton.push_str(&text[from..range.start]);
            skeleton.push('#');
        }
        from = from.max(range.start + text[range.clone()].trim_end().len());
    }
    skeleton + &text[from..]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_block_is_replaced_and_no_other_byte(
        kinds in prop::collection::vec(0usize..7, 1..6),
        chosen in prop::collection::vec(any::<bool>(), 60),
        added in "[ a-zәж中。*_|<>&`\"'\\\\#!:~$.0-9-]{1,12}[a-z]",
    ) {
        let (source, source_blocks) = parse(&document(&kinds, "ru", |_| true));
        let text = document(&kinds, "en", |_| true);
        let (target, target_blocks) = parse(&text);
        let record = accepted(&source_blocks, &target_blocks);
        let (units, _) = text_units(&source_blocks, &target_blocks, &record, "en");
        // Titles of pictures are written before the pictures; here, either.
        let is_chosen = |number: &usize| chosen[number % chosen.len()] && units[*number].kind != BlockKind::Caption;
        let new: FxHashMap<usize, InlineText> = (0..units.len())
            .filter(is_chosen)
            .map(|number| {
                let mut text = units[number].target.clone();
                // A text of a component stands before the end of its line.
                let pieces: Vec<Piece> = text.pieces().to_vec();
                let last = pieces.len() - usize::from(matches!(units[number].kind, BlockKind::Component(_)));
                text = InlineText::new(pieces[..last].iter().cloned());
                text.push(Piece::Text(format!(" {added}")));
                text = InlineText::new(text.pieces().iter().cloned().chain(pieces[last..].iter().cloned()));
                (number, normalised(&text))
            })
            .collect();
        let of = |document, blocks| DocumentBlocks { document, blocks };
        let rewritten =
            rewrite(of(&source, &source_blocks), of(&target, &target_blocks), &units, &new, &parse);
        prop_assert_eq!(&rewritten.refused, &[], "{}", text);
        prop_assert_eq!(rewritten.written.len(), new.len());
        prop_assert_eq!(skeleton(&rewritten.text), skeleton(&text), "{}", rewritten.text);
    }

    #[test]
    fn what_is_missing_is_put_where_it_belongs(
        kinds in prop::collection::vec(0usize..7, 1..6),
        missing in prop::collection::vec(any::<bool>(), 6),
    ) {
        let (source, source_blocks) = parse(&document(&kinds, "ru", |_| true));
        let whole = document(&kinds, "en", |_| true);
        let (_, whole_blocks) = parse(&whole);
        let record = accepted(&source_blocks, &whole_blocks);
        let (whole_units, _) = text_units(&source_blocks, &whole_blocks, &record, "en");
        let (target, target_blocks) = parse(&document(&kinds, "en", |number| !missing[number]));
        let (units, _) = text_units(&source_blocks, &target_blocks, &record, "en");
        let new: FxHashMap<usize, InlineText> = units
            .iter()
            .enumerate()
            .filter(|(_, unit)| unit.targets.is_empty())
            .map(|(number, unit)| {
                let whole = whole_units.iter().find(|it| it.key == unit.key).expect("the same source");
                (number, whole.target.clone())
            })
            .collect();
        let of = |document, blocks| DocumentBlocks { document, blocks };
        let rewritten =
            rewrite(of(&source, &source_blocks), of(&target, &target_blocks), &units, &new, &parse);
        prop_assert_eq!(&rewritten.refused, &[], "{}", target.source.open().text);
        // A quotation is written in one line.
        let in_one_line = |text: &str| text.replace("\n> ", " ");
        prop_assert_eq!(in_one_line(&rewritten.text), in_one_line(&whole));
    }
}
