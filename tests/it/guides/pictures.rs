//! The pictures of the guides. That those for editors show what their pages say is tested where they are made, in
//! `tests/browser/guide-pictures.test.mjs`.

use std::collections::BTreeSet;
use std::fs;

use super::pages::GUIDES;

/// The program has all pictures in it.
const LARGEST: u64 = 48_000;

#[test]
fn every_picture_is_shown_by_its_page_in_each_language_with_words_for_those_who_do_not_see_it() {
    for guide in &GUIDES {
        let mut shown = BTreeSet::new();
        for (language, _) in guide.languages {
            for page in guide.pages(language) {
                for picture in page.prose().split("![").skip(1) {
                    let (words, rest) = picture.split_once("](").expect("a picture has an address");
                    let (file, rest) = rest.split_once(" \"").expect("a picture has a caption");
                    let (caption, _) = rest.split_once("\")").expect("a caption ends");
                    assert!(
                        words.chars().count() > 15 && caption != words,
                        "{}: {words}",
                        page.path.display()
                    );
                    assert!(file.ends_with(&format!(".{language}.webp")), "{}: {file}", page.path.display());
                    shown.insert(file.to_owned());
                }
            }
        }
        let mut stored = BTreeSet::new();
        for entry in fs::read_dir(guide.folder()).expect("the pages").flatten() {
            let file = entry.file_name().into_string().expect("a name in Latin letters");
            if file.ends_with(".webp") {
                let size = entry.metadata().expect("a file").len();
                assert!((1_000..LARGEST).contains(&size), "{file} has {size} bytes");
                stored.insert(file);
            }
        }
        assert_eq!(stored, shown, "{}", guide.name);
    }
}
