//! Emphasis beside punctuation that has no space behind it, as in Chinese.
//!
//! CommonMark takes `**注意：**正文` for no emphasis: a closing run after punctuation must have white space or punctuation
//! behind it, which Chinese does not put there; nor does Kazakh before an ending («Қорғас»**тың). So where a run of `*`
//! that should close stands between punctuation and a letter that is not Latin, or one that should open between such a
//! letter and punctuation, a mark of punctuation has to stand between the run and the letter.

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;

/// Where punctuation has to stand for the parser to recognise the runs of `*` of a text, in bytes.
pub(super) fn unrecognised_runs(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    // The lengths of runs that are open in the paragraph.
    let mut open: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'*', &text.as_bytes()[from..]) {
        let start = from + found;
        if text[from..start].contains("\n\n") {
            open.clear();
        }
        let length = text[start..].bytes().take_while(|byte| *byte == b'*').count();
        let end = start + length;
        from = end;
        let before = text[..start].chars().next_back().unwrap_or('\n');
        let after = text[end..].chars().next().unwrap_or('\n');
        if before == '\\' {
            continue;
        }
        let closes = !before.is_whitespace()
            && open.last().is_some_and(|open| *open == length || *open == 3 || length == 3);
        if closes {
            close(&mut open, length);
            if is_punctuation(before) && is_foreign_letter(after) {
                places.push(end);
            }
        } else if !after.is_whitespace() {
            open.push(length);
            if is_foreign_letter(before) && is_punctuation(after) {
                places.push(start);
            }
        }
    }
    places
}

/// Takes a closing run from those that are open; `***` closes or opens two at once.
fn close(open: &mut Vec<usize>, mut length: usize) {
    while let Some(last) = open.pop() {
        if last > length {
            return open.push(last - length);
        }
        length -= last;
        if length == 0 {
            return;
        }
    }
}

fn is_foreign_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

fn is_punctuation(c: char) -> bool {
    use GeneralCategory as Category;
    c.is_ascii_punctuation()
        || !c.is_ascii()
            && matches!(
                CodePointMapData::<Category>::new().get(c),
                Category::DashPunctuation
                    | Category::OpenPunctuation
                    | Category::ClosePunctuation
                    | Category::ConnectorPunctuation
                    | Category::InitialPunctuation
                    | Category::FinalPunctuation
                    | Category::OtherPunctuation
                    | Category::MathSymbol
                    | Category::CurrencySymbol
                    | Category::ModifierSymbol
                    | Category::OtherSymbol
            )
}
