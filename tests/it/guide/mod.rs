//! The guide for theme authors, `themes/README.md`: its tables agree with the code, and its examples work.
//!
//! `SAPAR_REWRITE_GUIDE=1 cargo test --test it guide` rewrites the tables after an intended change. The descriptions in their last
//! columns are kept; the test fails until new rows have one.

mod arguments;
pub mod document;
mod examples;
mod shapes;
mod site;
mod steppe;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use crate::outputs::files;
use document::{between, path, read, with_table};

#[test]
fn the_tables_of_the_guide_agree_with_the_code() {
    let tables: Vec<document::Table> = tables::all().into_iter().chain(steppe::all()).collect();
    let rewrite = std::env::var_os("SAPAR_REWRITE_GUIDE").is_some_and(|value| value == "1");
    let mut guide = read();
    let mut undescribed = Vec::new();
    let mut outdated = Vec::new();
    for table in &tables {
        let text = table.text(&guide, &mut undescribed);
        let updated = with_table(&guide, table.name, &text);
        if updated != guide {
            outdated.push(table.name);
            guide = updated;
        }
    }
    if rewrite {
        fs::write(path(), &guide).expect("the guide can be written");
    } else {
        assert!(
            outdated.is_empty(),
            "the guide is not up to date: {outdated:?}\n\nIf this is intended, run `SAPAR_REWRITE_GUIDE=1 cargo test --test it guide`."
        );
    }
    assert!(undescribed.is_empty(), "describe these in the last column: {undescribed:#?}");
    let marks = guide.matches("<!-- begin: ").count();
    assert_eq!(marks, tables.len(), "the test knows every table");
}

#[test]
fn links_in_the_guide_lead_to_headings_and_files() {
    let guide = read();
    let slug = |heading: &str| -> String {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
    };
    let headings: Vec<String> = guide
        .lines()
        .filter(|line| line.starts_with("##"))
        .map(|line| slug(line.trim_start_matches('#')))
        .collect();
    for target in guide.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(headings.iter().any(|heading| heading == target), "#{target}");
    }
    for file in guide.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
        let is_own = !file.is_empty() && !file.contains("://") && !file.contains(' ') && !file.contains('"');
        let found = path().parent().expect("a folder").join(file).exists();
        assert!(!is_own || found || file.ends_with(".jpg") || file.ends_with(".svg"), "{file}");
    }
}

#[test]
fn descriptions_of_functions_and_filters_name_their_arguments() {
    let guide = read();
    for name in ["functions", "filters"] {
        let table = between(&guide, name).expect("a table");
        for row in table.lines().map(document::cells).skip(3).filter(|row| row.len() == 3) {
            for argument in row[1].split('`').skip(1).step_by(2) {
                assert!(
                    row[2].contains(&format!("`{argument}`")),
                    "{}: `{argument}` is not explained",
                    row[0]
                );
            }
        }
    }
}

#[test]
fn every_class_in_the_code_is_in_the_guide() {
    let guide = read();
    let table = between(&guide, "classes").expect("a table");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // A prefix such as `language-` is completed by what a text says.
    let is_class =
        |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.ends_with('-');
    let mut found = 0;
    // Other programs have written the classes that are recognised as theirs.
    let is_own = |file: &PathBuf| !file.components().any(|part| part.as_os_str() == "pasted");
    let files = files(&source.join("map")).into_iter().chain(files(&source.join("content/markdown")));
    for file in files.filter(is_own) {
        let text = fs::read_to_string(&file).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let written = text.split("class=\\\"").skip(1).filter_map(|rest| rest.split(['\\', '"']).next());
        let styles = text.split("class: \"").skip(1).filter_map(|rest| rest.split('"').next());
        for class in written.chain(styles).flat_map(str::split_whitespace).filter(is_class) {
            assert!(table.contains(&format!("| `{class}` |")), "{}: {class}", file.display());
            found += 1;
        }
    }
    assert!(found > 12, "{found}");
}
