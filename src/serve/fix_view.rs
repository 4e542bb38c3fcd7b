//! What the panel shows of fixes: the lines as they are and as they will be, and how many are alike.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::server::Server;
use crate::diagnostics::{Code, Diagnostic, Entry, Excerpt, Messages, SourceEdit};
use crate::edit::source_path;

/// Changes of one fix that are shown; more are only counted.
const MAX_CHANGES: usize = 3;

/// The fixes of the diagnostics that are listed.
pub(super) struct FixViews<'m> {
    messages: &'m Messages,
    /// By the address of the diagnostic in the list.
    edits: FxHashMap<*const Diagnostic, SourceEdit>,
    /// How many have a fix, for each code in each file.
    alike: FxHashMap<(Code, String), usize>,
}

impl<'m> FixViews<'m> {
    /// The fixes of the listed diagnostics. Nobody but a browser on this computer is offered any.
    pub fn new<'d>(
        server: &Server,
        messages: &'m Messages,
        entries: impl Iterator<Item = &'d Entry<'d>>,
        is_local: bool,
    ) -> Self {
        let mut views = Self { messages, edits: FxHashMap::default(), alike: FxHashMap::default() };
        for entry in entries.filter(|_| is_local) {
            let Entry::Shown(diagnostic) = entry else { continue };
            let Some(edit) = diagnostic.source_edit() else { continue };
            // The theme that is part of the program has no files.
            if source_path(&server.root, &edit.source.path).is_none() {
                continue;
            }
            *views.alike.entry((diagnostic.code, edit.source.path.to_string())).or_default() += 1;
            views.edits.insert(std::ptr::from_ref(*diagnostic), edit);
        }
        views
    }

    /// What is shown of the fix of a diagnostic. The first of several that are alike offers to apply all of them.
    pub fn of(&mut self, diagnostic: &Diagnostic) -> Value {
        let Some(edit) = self.edits.get(&std::ptr::from_ref(diagnostic)) else { return Value::Null };
        let alike = self.alike.remove(&(diagnostic.code, edit.source.path.to_string()));
        let count = |id: &str, count: usize| self.messages.text(id, &[("count", count.into())]);
        let all = alike.filter(|alike| *alike > 1).map(|alike| count("panel-fix-all", alike));
        let more = edit.replacements.len().saturating_sub(MAX_CHANGES);
        let changes = edit.changes(MAX_CHANGES);
        let more = (changes.len() == MAX_CHANGES && more > 0).then(|| count("panel-fix-more", more));
        let changes: Vec<Value> = changes
            .iter()
            .map(|change| json!({ "line": change.line, "before": part(&change.before), "after": part(&change.after) }))
            .collect();
        json!({ "id": fix_id(edit), "changes": changes, "more": more, "all": all })
    }
}

/// Identifies a fix: where it is, and what its lines are and will be. Whether the rest of the file still is what was read, is
/// asked when it is written.
pub(super) fn fix_id(edit: &SourceEdit) -> String {
    let changes = edit.changes(MAX_CHANGES);
    let text = format!("{} {:?} {changes:?}", edit.source.path, edit.replacements);
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// A text, and where in it something changes, in UTF-16 units.
fn part(excerpt: &Excerpt<'_>) -> Value {
    let units = |end: usize| excerpt.text.get(..end).map_or(0, |text| text.encode_utf16().count());
    json!({ "text": excerpt.text, "mark": [units(excerpt.highlight.start), units(excerpt.highlight.end)] })
}
