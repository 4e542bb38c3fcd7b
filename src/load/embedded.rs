//! Files that are part of the program, in the form of files of a site.

use include_dir::Dir;

use super::files::{Input, InputBytes};
use crate::diagnostics::SourceText;

/// The files of a folder within the program, in the order of their paths, as if it were the folder `folder` of a site. `is_text`
/// says of a path whether Sapar reads it as text.
pub(super) fn inputs(dir: &'static Dir<'static>, folder: &str, is_text: &dyn Fn(&str) -> bool) -> Vec<Input> {
    let mut inputs = Vec::new();
    collect(dir, folder, is_text, &mut inputs);
    inputs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    inputs
}

fn collect(
    dir: &'static Dir<'static>,
    folder: &str,
    is_text: &dyn Fn(&str) -> bool,
    inputs: &mut Vec<Input>,
) {
    for file in dir.files() {
        let name = file.path().components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        let path = format!("{folder}/{name}");
        let bytes = match file.contents_utf8().filter(|_| is_text(&path)) {
            Some(text) => InputBytes::Text(SourceText::new(&path, text)),
            None => InputBytes::Embedded(file.contents()),
        };
        inputs.push(Input::new(path, bytes));
    }
    for dir in dir.dirs() {
        collect(dir, folder, is_text, inputs);
    }
}
