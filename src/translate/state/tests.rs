//! What becomes of accepted translations when sources and translations are edited.

use proptest::prelude::*;

use super::super::accept::{Selection, accept, accept_minor};
use super::super::blocks::blocks_of;
use super::*;

/// The record of a translation that was accepted as a whole.
fn accepted(source: &[TextBlock], target: &[TextBlock]) -> Record {
    let mut record = Record::default();
    accept(&mut record, "en", (source, target), Selection::All, false);
    record
}

/// The states of the blocks of a source, and how many blocks of the translation are orphaned.
fn states(source: &str, target: &str, record: &Record) -> (Vec<&'static str>, usize) {
    let (source, target) = (blocks_of(source), blocks_of(target));
    let comparison = compare(&source, &target, record, "en");
    let names = comparison.blocks.iter().map(|(state, _)| match state {
        BlockState::Current => "current",
        BlockState::Machine => "machine",
        BlockState::Stale { .. } => "stale",
        BlockState::Unaccepted => "unaccepted",
        BlockState::Missing => "missing",
    });
    (names.collect(), comparison.orphaned.len())
}

/// Asserts what becomes of a translation that was accepted, when source and translation are edited.
#[track_caller]
fn check(before: (&str, &str), after: (&str, &str), expected: &[&str], orphaned: usize) {
    let record = accepted(&blocks_of(before.0), &blocks_of(before.1));
    let all_current = states(before.0, before.1, &record);
    assert!(all_current.0.iter().all(|state| *state == "current"), "{before:?}: {all_current:?}");
    assert_eq!(all_current.1, 0, "{before:?}");
    assert_eq!(states(after.0, after.1, &record), (expected.to_vec(), orphaned), "{after:?}");
}

const SOURCE: &str = "Озеро в горах.\n\n## Дорога {#way}\n\nАвтобус идёт 4 часа.\n\n- палатка\n- вода\n";
const TARGET: &str =
    "A lake in the mountains.\n\n## Way {#way}\n\nThe bus takes 4 hours.\n\n- tent\n- water\n";

#[test]
fn an_edit_of_the_source_makes_its_own_block_stale() {
    let (current, stale, missing) = ("current", "stale", "missing");
    let edited = |old, new| SOURCE.replace(old, new);
    check((SOURCE, TARGET), (SOURCE, TARGET), &[current; 5], 0);
    check(
        (SOURCE, TARGET),
        (&edited("4 часа", "5 часов"), TARGET),
        &[current, current, stale, current, current],
        0,
    );
    check(
        (SOURCE, TARGET),
        (&edited("палатка", "спальник"), TARGET),
        &[current, current, current, stale, current],
        0,
    );
    check(
        (SOURCE, TARGET),
        (&edited("- вода\n", "- вода\n- еда\n"), TARGET),
        &[current, current, current, current, current, missing],
        0,
    );
    check((SOURCE, TARGET), (&edited("- вода\n", ""), TARGET), &[current; 4], 1);
    check(
        (SOURCE, TARGET),
        (&edited("Озеро в горах.", "Озеро\n*в горах*.").replace('*', ""), TARGET),
        &[current; 5],
        0,
    );
}

#[test]
fn moving_is_no_change() {
    let moved = "## Дорога {#way}\n\n- вода\n- палатка\n\nОзеро в горах.\n\nАвтобус идёт 4 часа.\n";
    check((SOURCE, TARGET), (moved, TARGET), &["current"; 5], 0);
}

#[test]
fn an_edit_of_the_translation_makes_nothing_stale() {
    let other = TARGET.replace("The bus takes", "By bus it is");
    check((SOURCE, TARGET), (SOURCE, &other), &["current"; 5], 0);
    let without = TARGET.replace("The bus takes 4 hours.\n", "");
    check((SOURCE, TARGET), (SOURCE, &without), &["current", "current", "missing", "current", "current"], 0);
    let more = TARGET.replace("- tent\n", "- tent\n- gas\n");
    check((SOURCE, TARGET), (SOURCE, &more), &["current"; 5], 1);
}

#[test]
fn what_was_edited_on_both_sides_is_to_be_accepted() {
    let (source, target) = (SOURCE.replace("4 часа", "5 часов"), TARGET.replace("4 hours", "5 hours"));
    check(
        (SOURCE, TARGET),
        (&source, &target),
        &["current", "current", "unaccepted", "current", "current"],
        0,
    );
}

#[test]
fn a_translation_may_join_and_divide_paragraphs() {
    let source = "Первое предложение стоит здесь.\n\nВторое предложение стоит там.\n\n## Дорога\n\nЕхать надо долго, и лучше всего утром, пока не жарко.\n";
    let target = "The first sentence is here. The second sentence is there.\n\n## Way\n\nIt is a long ride.\n\nThe morning is best.\n";
    check((source, target), (source, target), &["current"; 4], 0);
    let edited = source.replace("Второе", "Другое");
    check((source, target), (&edited, target), &["current", "stale", "current", "current"], 0);
    let edited = source.replace("утром", "вечером");
    check((source, target), (&edited, target), &["current", "current", "current", "stale"], 0);
}

#[test]
fn blocks_that_say_the_same_are_told_apart_by_their_order() {
    let (source, target) = ("- да\n- ага\n- да\n- нет\n", "- yes\n- yes\n- yes\n- no\n");
    check((source, target), (source, target), &["current"; 4], 0);
    check(
        (source, target),
        ("- да\n- ага\n- ну\n- нет\n", target),
        &["current", "current", "stale", "current"],
        0,
    );
}

#[test]
fn nothing_is_said_of_what_was_never_accepted() {
    let comparison = compare(&blocks_of(SOURCE), &blocks_of(TARGET), &Record::default(), "en");
    assert!(!comparison.is_recorded);
    assert_eq!(states(SOURCE, TARGET, &Record::default()), (vec!["unaccepted"; 5], 0));
}

#[test]
fn a_minor_edit_and_a_block_of_a_machine_are_accepted_alone() {
    let (source, target) = (blocks_of(SOURCE), blocks_of(TARGET));
    let mut record = accepted(&source, &target);
    let edited = SOURCE.replace("4 часа", "5 часов").replace("палатка", "спальник");
    let edited_blocks = blocks_of(&edited);
    let names = [edited_blocks[2].hash.to_string()[..6].to_owned()];
    let texts = (&*edited_blocks, &*target);
    assert_eq!(accept_minor(&mut record, "en", texts, Selection::Named(&names)), 1);
    assert_eq!(states(&edited, TARGET, &record).0, ["current", "current", "current", "stale", "current"]);
    assert_eq!(accept_minor(&mut record, "en", texts, Selection::All), 1);
    assert_eq!(record, accepted(&edited_blocks, &target));
    assert_eq!(accept(&mut record, "en", texts, Selection::Named(&names), true), 1);
    assert_eq!(states(&edited, TARGET, &record).0, ["current", "current", "machine", "current", "current"]);
    assert_eq!(accept(&mut record, "en", texts, Selection::Named(&names), false), 1);
    assert_eq!(record, accepted(&edited_blocks, &target));
}

/// A text of paragraphs, each with words of its own, and what stands between them is a blank line.
fn text(paragraphs: &[String]) -> String {
    paragraphs.join("\n\n") + "\n"
}

const TABLE: &str = "| place | open | warm |\n|---|---|---|\n| lake | yes | yes |\n| hill | yes | no |\n| lake | no | yes |\n";
const TABLE_OF_TARGET: &str = "| L | O | W |\n|---|---|---|\n| l | y | y |\n| h | y | n |\n| l | n | y |\n";

#[test]
fn of_a_new_row_no_cell_is_translated_even_if_others_say_the_same() {
    let (current, missing) = ("current", "missing");
    let cells = |new: usize| {
        let mut states = vec![current; 12];
        states.splice(3 * new..3 * new, [missing; 3]);
        states
    };
    for (row, at) in [("| hill | yes | no |", 2), ("| lake | no | yes |", 3)] {
        let after = TABLE.replace(row, &format!("| wood | yes | no |\n{row}"));
        check((TABLE, TABLE_OF_TARGET), (&after, TABLE_OF_TARGET), &cells(at), 0);
    }
    // Of a row that is gone, no other row is orphaned.
    let after = TABLE.replace("| hill | yes | no |\n", "");
    check((TABLE, TABLE_OF_TARGET), (&after, TABLE_OF_TARGET), &[current; 9], 3);
}

#[test]
fn what_says_the_same_may_be_translated_in_several_ways() {
    let (source, target) = ("yes\n\nno\n\nyes\n", "ja\n\nnein\n\ndoch\n");
    check((source, target), (source, target), &["current"; 3], 0);
    check((source, target), ("yes\n\nno\n", target), &["current"; 2], 1);
    check((source, target), ("no\n\nyes\n", target), &["current"; 2], 1);
}

#[test]
fn what_was_written_anew_among_new_blocks_is_no_edit_of_what_stood_there() {
    let (current, stale, missing) = ("current", "stale", "missing");
    let before = "The lake lies in the mountains of the south.\n\nEnd.\n";
    let target = "See in den Bergen des Südens.\n\nEnde.\n";
    // In the place of one paragraph there is another one.
    let anew = "Nobody knows when a bus comes to this village today.\n\nEnd.\n";
    check((before, target), (anew, target), &[stale, current], 0);
    // A list has come, and no item of it is that paragraph.
    let list =
        "Take with you whatever keeps you dry:\n\n- a tent that stands when it storms\n- shoes\n\nEnd.\n";
    check((before, target), (list, target), &[missing, missing, missing, current], 1);
    let code = "```\nnobody knows\n```\n\nEnd.\n";
    check((before, target), (code, target), &[missing, current], 1);
}

proptest! {
    #[test]
    fn any_edit_of_a_source_marks_exactly_the_touched_blocks(
        count in 1usize..24,
        edited in prop::collection::btree_set(0usize..24, 0..6),
        removed in prop::collection::btree_set(0usize..24, 0..4),
        added in prop::collection::btree_set(0usize..24, 0..3),
        order in any::<u64>(),
        moves in any::<bool>(),
    ) {
        let words = |number: usize, name: &str| (0..8).map(|it| format!("{name}{number}x{it}")).collect::<Vec<_>>();
        let source: Vec<String> = (0..count).map(|number| words(number, "ru").join(" ")).collect();
        let target: Vec<String> = (0..count).map(|number| words(number, "en").join(" ")).collect();
        let record = accepted(&blocks_of(&text(&source)), &blocks_of(&text(&target)));
        // Each paragraph with what is to be told of it.
        let mut after: Vec<(String, &str)> = Vec::new();
        for (number, paragraph) in source.iter().enumerate() {
            if added.contains(&number) {
                after.push((words(number, "new").join(" "), "missing"));
            }
            if removed.contains(&number) {
                continue;
            }
            after.push(match edited.contains(&number) {
                true => (paragraph.replace(&format!("ru{number}x3"), "other"), "stale"),
                false => (paragraph.clone(), "current"),
            });
        }
        // Moves of blocks that are not touched otherwise.
        if moves && edited.is_empty() && removed.is_empty() && added.is_empty() {
            let turn = order as usize % after.len();
            after.rotate_left(turn);
        }
        let is_beside = |number: usize, others: &std::collections::BTreeSet<usize>| {
            others.contains(&number) || others.contains(&(number + 1))
        };
        // A paragraph that is replaced by another one is one that was edited.
        prop_assume!(!removed.iter().any(|number| is_beside(*number, &added)));
        prop_assume!(!removed.iter().any(|one| removed.contains(&(one + 1))));
        let new: Vec<String> = after.iter().map(|(paragraph, _)| paragraph.clone()).collect();
        let expected: Vec<&str> = after.iter().map(|(_, state)| *state).collect();
        let (states, orphaned) = states(&text(&new), &text(&target), &record);
        prop_assert_eq!(states, expected, "{:?}", new);
        prop_assert_eq!(orphaned, removed.iter().filter(|number| **number < count).count());
    }
}
