//! The edits that the panel has made and that can be taken back. They are kept here and not in the browser, which may load
//! the page again after each of them.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use crate::diagnostics::{Messages, SourceEdit};
use crate::edit::{EditError, Undo, can_undo, replace, undo};

/// How many edits are kept.
const MAX_EDITS: usize = 50;

/// How many of them the panel shows.
const MAX_SHOWN: usize = 2;

/// The latest edits.
#[derive(Default)]
pub(super) struct EditLog(Mutex<Log>);

#[derive(Default)]
struct Log {
    next_id: u64,
    /// The latest last.
    edits: VecDeque<LoggedEdit>,
}

/// An edit that was made.
struct LoggedEdit {
    id: u64,
    undo: Undo,
    purpose: Purpose,
}

/// What an edit was made for.
pub(super) enum Purpose {
    /// To mend mistakes.
    Fix {
        /// The line of the first change.
        line: u32,
        /// How many mistakes it mended.
        count: usize,
    },
    /// To record that translations are as they should be, of so many blocks.
    Accept {
        /// The name of the language in itself.
        language: String,
        /// How many blocks.
        count: usize,
    },
    /// To record that an edit of the source was a minor one, which leaves the translations of so many blocks in all languages.
    AcceptMinor(usize),
}

impl EditLog {
    /// Makes an edit that mends `count` mistakes, and keeps it. Returns its id. Whoever asks for the edits once the site has
    /// followed the changed file finds it among them.
    ///
    /// # Errors
    /// Why it was not made.
    pub fn apply(&self, root: &Path, edit: &SourceEdit, count: usize) -> Result<u64, EditError> {
        let line = edit.changes(1).first().map_or(0, |change| change.line);
        self.make(Purpose::Fix { line, count }, || replace(root, edit))
    }

    /// Makes an edit of any kind, and keeps it. Returns its id.
    ///
    /// # Errors
    /// Why it was not made.
    pub fn make(
        &self,
        purpose: Purpose,
        edit: impl FnOnce() -> Result<Undo, EditError>,
    ) -> Result<u64, EditError> {
        let mut log = self.lock();
        let undo = edit()?;
        let id = log.next_id;
        log.next_id += 1;
        log.edits.push_back(LoggedEdit { id, undo, purpose });
        if log.edits.len() > MAX_EDITS {
            log.edits.pop_front();
        }
        Ok(id)
    }

    /// Takes an edit back, and forgets it. Returns its file.
    ///
    /// # Errors
    /// Why not, with its file if it is known.
    pub fn undo(&self, root: &Path, id: u64) -> Result<String, (Option<String>, EditError)> {
        let mut log = self.lock();
        let position = log.edits.iter().position(|edit| edit.id == id);
        let position = position.ok_or((None, EditError::Changed))?;
        let file = log.edits[position].undo.file.clone();
        undo(root, &log.edits[position].undo).map_err(|error| (Some(file.clone()), error))?;
        log.edits.remove(position);
        Ok(file)
    }

    /// The latest edits as the panel shows them, the latest first. An edit is forgotten once somebody else has written to its
    /// file; of several in one file, the latest has to be taken back first.
    pub fn values(&self, root: &Path, messages: &Messages) -> Vec<Value> {
        let mut log = self.lock();
        let mut files: Vec<String> = Vec::new();
        let mut gone: Vec<String> = Vec::new();
        let mut values = Vec::new();
        for edit in log.edits.iter().rev().take(MAX_SHOWN) {
            let file = &edit.undo.file;
            let is_latest = !files.contains(file);
            files.push(file.clone());
            if gone.contains(file) || is_latest && !can_undo(root, &edit.undo) {
                gone.push(file.clone());
                continue;
            }
            values.push(json!({ "id": edit.id, "message": message(edit, messages), "undo": is_latest }));
        }
        log.edits.retain(|edit| !gone.contains(&edit.undo.file));
        values
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn message(edit: &LoggedEdit, messages: &Messages) -> String {
    let file = ("file", edit.undo.file.as_str().into());
    match &edit.purpose {
        Purpose::Fix { line, count: 1 } => {
            messages.text("panel-fixed", &[file, ("line", line.to_string().into())])
        }
        Purpose::Fix { count, .. } => messages.text("panel-fixed-all", &[file, ("count", (*count).into())]),
        Purpose::Accept { language, count } => {
            let about = [("language", language.as_str().into()), ("count", (*count).into())];
            messages.text("panel-accepted", &about)
        }
        Purpose::AcceptMinor(count) => messages.text("panel-accepted-minor", &[("count", (*count).into())]),
    }
}
