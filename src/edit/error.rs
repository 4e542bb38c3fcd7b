//! Why a source was not written.

use std::{fmt, io};

/// Why a file was left as it was.
#[derive(Debug)]
pub enum EditError {
    /// It is none of the texts that Sapar reads in the site's folder, or a link leads out of that.
    NotASource,
    /// It is not what the caller saw: somebody has written to it since.
    Changed,
    /// It may not be written.
    ReadOnly,
    /// It has a second name (a hard link). To replace one of them would leave two different files.
    SecondName,
    /// The system refused to read or to write it.
    Io(io::Error),
}

impl EditError {
    /// The name by which messages choose their words.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotASource => "not-a-source",
            Self::Changed => "changed",
            Self::ReadOnly => "read-only",
            Self::SecondName => "second-name",
            Self::Io(_) => "io",
        }
    }
}

impl From<io::Error> for EditError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            // Somebody has removed it.
            io::ErrorKind::NotFound => Self::Changed,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(formatter, "{error}"),
            _ => formatter.write_str(self.name()),
        }
    }
}

impl std::error::Error for EditError {}
