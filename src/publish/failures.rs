//! Failures of the file system as diagnostics.

use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};

/// A path as people write it: on Windows, a canonical path begins with `\\?\`.
pub(super) fn shown(path: &Path) -> String {
    dunce::simplified(path).display().to_string()
}

pub(super) fn write_failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::WriteFailed).with("path", shown(path)).with("detail", error.to_string())
}

pub(super) fn read_failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::ReadFailed).with("path", shown(path)).with("detail", error.to_string())
}

/// Something else than a folder stands where Sapar keeps a folder of its own. A symbolic link would lead outside.
pub(super) fn not_a_folder(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::StateNotFolder).with("path", shown(path))
}

/// Refuses a path that must be a folder or be free.
pub(super) fn require_folder(path: &Path) -> Result<(), Diagnostic> {
    match path.symlink_metadata() {
        Ok(metadata) if !metadata.is_dir() => Err(not_a_folder(path)),
        _ => Ok(()),
    }
}
