//! Replaces a part of a file, so that another program sees the old file or the new one, never a part of it.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::error::EditError;
use super::source_path::{new_source_path, source_path};
use crate::artefacts::Digest;
use crate::diagnostics::{Replacement, SourceEdit};
use crate::load::has_second_name;

/// What a text of a Windows editor may begin with. It is no part of the text, and stays where it is.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the name of a temporary file ends in: `load` leaves such files out, so that one which a killed process leaves is
/// never published.
const TEMPORARY_SUFFIX: &str = ".tmp";

/// Edits of one process happen one after the other: between comparing and renaming, nobody else in it writes.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The reverse of an edit.
#[derive(Debug, Clone)]
pub struct Undo {
    /// The file, relative to the site's folder, `/`-separated.
    pub file: String,
    reverse: Reverse,
}

/// What takes an edit back.
#[derive(Debug, Clone)]
enum Reverse {
    /// Replacements, in bytes of the edited file, which has this digest.
    Replace(Digest, Replacements),
    /// The removal of a new file, which has this digest.
    Remove(Digest),
    /// A new file with this text.
    Create(String),
}

/// Writes an edit into its file in the site's folder `root`, which is a path without symbolic links. The file must still have
/// the text that the edit was made for. A byte order mark, line ends, permissions and links stay as they are.
///
/// When this returns, the new file survives a power failure.
///
/// # Errors
/// Why the file was left as it was.
pub fn replace(root: &Path, edit: &SourceEdit) -> Result<Undo, EditError> {
    let seen = edit.source.text.as_bytes();
    let is_seen = |bytes: &[u8]| bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes) == seen;
    let file = edit.source.path.to_string();
    let path = source_path(root, &file).ok_or(EditError::NotASource)?;
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let before = std::fs::read(&path)?;
    let mark = before.len().saturating_sub(seen.len());
    if !is_seen(&before) || edit.removes_byte_order_mark && mark == 0 {
        return Err(EditError::Changed);
    }
    let removed_mark = edit.removes_byte_order_mark.then(|| (0..mark, Vec::new()));
    let written = edit.replacements.iter().map(|Replacement { range, text }| {
        (range.start + mark..range.end + mark, with_line_ends_of(&before, text).into_bytes())
    });
    let replacements: Vec<(Range<usize>, Vec<u8>)> = removed_mark.into_iter().chain(written).collect();
    let (after, reverse) = applied(&before, &replacements).ok_or(EditError::Changed)?;
    write(&path, &after, &is_seen)?;
    Ok(Undo { file, reverse: Reverse::Replace(Digest::of(&after), reverse) })
}

/// Writes a new text into the site's folder `root`, which is a path without symbolic links. The folder of the file must be
/// there, and the file must not.
///
/// When this returns, the file survives a power failure.
///
/// # Errors
/// Why nothing was written.
pub fn create(root: &Path, file: &str, text: &str) -> Result<Undo, EditError> {
    let path = new_source_path(root, file).ok_or(EditError::NotASource)?;
    let folder = path.parent().unwrap_or(&path);
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut builder = temporary_files();
    // Like any new file it may be read by those whom the user's mask allows that.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(&path).map_err(|error| match error.error.kind() {
        // Somebody else has written one meanwhile.
        io::ErrorKind::AlreadyExists => EditError::Changed,
        _ => error.error.into(),
    })?;
    let _ = sync_folder(folder);
    Ok(Undo { file: file.to_owned(), reverse: Reverse::Remove(Digest::of(text.as_bytes())) })
}

/// Takes an edit back, if nobody has written to its file since. Returns the reverse of that.
///
/// # Errors
/// Why the file was left as it was.
pub fn undo(root: &Path, undo: &Undo) -> Result<Undo, EditError> {
    let (edited, replacements) = match &undo.reverse {
        Reverse::Create(text) => return create(root, &undo.file, text),
        Reverse::Remove(created) => return remove(root, &undo.file, *created),
        Reverse::Replace(edited, replacements) => (*edited, replacements),
    };
    let path = source_path(root, &undo.file).ok_or(EditError::NotASource)?;
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let is_edited = |bytes: &[u8]| Digest::of(bytes) == edited;
    let before = std::fs::read(&path)?;
    if !is_edited(&before) {
        return Err(EditError::Changed);
    }
    let (after, reverse) = applied(&before, replacements).ok_or(EditError::Changed)?;
    write(&path, &after, &is_edited)?;
    let reverse = Reverse::Replace(Digest::of(&after), reverse);
    Ok(Undo { file: undo.file.clone(), reverse })
}

/// Removes a file that was created, if nobody has written to it since.
fn remove(root: &Path, file: &str, created: Digest) -> Result<Undo, EditError> {
    let path = source_path(root, file).ok_or(EditError::NotASource)?;
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8(std::fs::read(&path)?).map_err(|_| EditError::Changed)?;
    if Digest::of(text.as_bytes()) != created {
        return Err(EditError::Changed);
    }
    std::fs::remove_file(&path)?;
    let _ = sync_folder(path.parent().unwrap_or(&path));
    Ok(Undo { file: file.to_owned(), reverse: Reverse::Create(text) })
}

/// Whether an edit can still be taken back: nobody has written to its file since.
pub fn can_undo(root: &Path, undo: &Undo) -> bool {
    let digest = || source_path(root, &undo.file).and_then(|path| Digest::of_file(&path).ok());
    match &undo.reverse {
        Reverse::Replace(edited, _) => digest() == Some(*edited),
        Reverse::Remove(created) => digest() == Some(*created),
        Reverse::Create(_) => new_source_path(root, &undo.file).is_some(),
    }
}

/// New lines end as those of the file.
fn with_line_ends_of(file: &[u8], text: &str) -> String {
    match text.contains('\n') && memchr::memmem::find(file, b"\r\n").is_some() {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text.to_owned(),
    }
}

type Replacements = Vec<(Range<usize>, Vec<u8>)>;

/// The bytes with replacements, which are in order, and what takes them back. Returns `None` if they lie outside the bytes.
fn applied(bytes: &[u8], replacements: &[(Range<usize>, Vec<u8>)]) -> Option<(Vec<u8>, Replacements)> {
    let (mut result, mut reverse) = (Vec::with_capacity(bytes.len()), Vec::new());
    let mut from = 0;
    for (range, written) in replacements {
        result.extend_from_slice(bytes.get(from..range.start)?);
        let start = result.len();
        result.extend_from_slice(written);
        reverse.push((start..result.len(), bytes.get(range.clone())?.to_vec()));
        from = range.end;
    }
    result.extend_from_slice(bytes.get(from..)?);
    Some((result, reverse))
}

/// Writes a file as a whole into a temporary one beside it, and renames that, if the file still is what it was.
fn write(path: &Path, bytes: &[u8], is_expected: &dyn Fn(&[u8]) -> bool) -> Result<(), EditError> {
    let metadata = path.metadata()?;
    if metadata.permissions().readonly() {
        return Err(EditError::ReadOnly);
    }
    if has_second_name(&metadata) {
        return Err(EditError::SecondName);
    }
    let folder = path.parent().unwrap_or(path);
    let mut temporary = temporary_files().tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().set_permissions(metadata.permissions())?;
    // Without this, a power failure after the rename may leave an empty file under the final name.
    temporary.as_file().sync_all()?;
    // As late as can be: another program may have written to it meanwhile. What is left is the time between two calls.
    if !is_expected(&std::fs::read(path)?) {
        return Err(EditError::Changed);
    }
    temporary.persist(path).map_err(|error| error.error)?;
    // The new file is there; whether it survives a power failure is not worth telling an editor that it is not.
    let _ = sync_folder(folder);
    Ok(())
}

/// Makes temporary files, which only their owner may read.
fn temporary_files() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".writing-").suffix(TEMPORARY_SUFFIX);
    builder
}

/// Makes a rename in a folder durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows offers nothing for that, and NTFS journals renames.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};

    const FILE: &str = "content/lake/index.kk.md";

    struct Site {
        root: PathBuf,
        _folder: tempfile::TempDir,
    }

    fn site(text: &str) -> Site {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = dunce::canonicalize(folder.path()).expect("it is there");
        fs::create_dir_all(root.join("content/lake")).expect("folders can be made");
        fs::write(root.join(FILE), text).expect("files can be written");
        Site { root, _folder: folder }
    }

    impl Site {
        fn read(&self) -> String {
            fs::read_to_string(self.root.join(FILE)).expect("it is there")
        }

        /// All names in the folder of the file.
        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.root.join("content/lake")).expect("it is there").flatten();
            let mut names: Vec<String> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        }
    }

    /// What writes `new` in the place of `old`, for somebody who saw `text` in `file`.
    fn edit(file: &str, text: &str, old: &str, new: &str) -> SourceEdit {
        let at = text.find(old).expect("it is there");
        let source = SourceText::new(file, text);
        let fix = Fix::new(&source, [(at..at + old.len(), new.to_owned())]);
        Diagnostic::new(Code::MarkupMisread).fix(fix).source_edit().expect("it has a fix")
    }

    #[test]
    fn a_part_is_replaced_and_can_be_taken_back_and_written_again() {
        let site = site("#Көл\n\nмәтін\n");
        let done = replace(&site.root, &edit(FILE, "#Көл\n\nмәтін\n", "#", "# ")).expect("it can be written");
        assert_eq!(site.read(), "# Көл\n\nмәтін\n");
        assert!(can_undo(&site.root, &done));
        let again = undo(&site.root, &done).expect("nobody has written since");
        assert_eq!(site.read(), "#Көл\n\nмәтін\n");
        assert!(!can_undo(&site.root, &done) && can_undo(&site.root, &again));
        undo(&site.root, &again).expect("nobody has written since");
        assert_eq!(site.read(), "# Көл\n\nмәтін\n");
        assert_eq!(site.names(), ["index.kk.md"]);
    }

    #[test]
    fn a_new_text_is_written_where_nothing_is_and_nowhere_else() {
        let site = site("#a\n");
        let record = "content/lake/translations.toml";
        let done = create(&site.root, record, "translations = []\n").expect("it can be written");
        assert_eq!(site.names(), ["index.kk.md", "translations.toml"]);
        assert_eq!(fs::read_to_string(site.root.join(record)).expect("it is there"), "translations = []\n");
        for file in [
            record,
            FILE,
            "content/none/translations.toml",
            "../translations.toml",
            "content/lake/a.svg",
            "a.md",
        ] {
            assert!(matches!(create(&site.root, file, "x"), Err(EditError::NotASource)), "{file}");
        }
        assert_eq!(site.read(), "#a\n");
        // It goes again, and comes again, as long as nobody has written to it.
        let gone = undo(&site.root, &done).expect("nobody has written since");
        assert_eq!(site.names(), ["index.kk.md"]);
        assert!(!can_undo(&site.root, &done) && can_undo(&site.root, &gone));
        let again = undo(&site.root, &gone).expect("nothing is there");
        fs::write(site.root.join(record), "translations = []\n# a note\n").expect("files can be written");
        assert!(!can_undo(&site.root, &again));
        assert!(matches!(undo(&site.root, &again), Err(EditError::Changed)));
        assert_eq!(site.names(), ["index.kk.md", "translations.toml"]);
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_never_lost() {
        let site = site("#Көл\n");
        let edit = edit(FILE, "#Көл\n", "#", "# ");
        fs::write(site.root.join(FILE), "#Көл және тау\n").expect("files can be written");
        assert!(matches!(replace(&site.root, &edit), Err(EditError::Changed)));
        assert_eq!(site.read(), "#Көл және тау\n");
        fs::write(site.root.join(FILE), "#Көл\n").expect("files can be written");
        let done = replace(&site.root, &edit).expect("it is as it was seen");
        fs::write(site.root.join(FILE), "# Көл!\n").expect("files can be written");
        assert!(!can_undo(&site.root, &done));
        assert!(matches!(undo(&site.root, &done), Err(EditError::Changed)));
        assert_eq!(site.read(), "# Көл!\n");
        fs::remove_file(site.root.join(FILE)).expect("it is there");
        assert!(replace(&site.root, &edit).is_err() && undo(&site.root, &done).is_err());
        assert_eq!(site.names(), Vec::<String>::new());
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_of_windows_stay() {
        let text = "> [!NOTE] Көл\r\nтау\r\n";
        let site = site(&format!("\u{FEFF}{text}"));
        let done = replace(&site.root, &edit(FILE, text, " Көл", "\n> Көл")).expect("it can be written");
        assert_eq!(site.read(), "\u{FEFF}> [!NOTE]\r\n> Көл\r\nтау\r\n");
        undo(&site.root, &done).expect("nobody has written since");
        assert_eq!(site.read(), format!("\u{FEFF}{text}"));
    }

    #[test]
    fn a_byte_order_mark_is_removed_where_that_is_the_fix() {
        let site = site("\u{FEFF}#Көл\n");
        let fix = Fix::without_byte_order_mark(&SourceText::new(FILE, "#Көл\n"));
        let edit = Diagnostic::new(Code::FileHasBom).fix(fix).source_edit().expect("it has a fix");
        let done = replace(&site.root, &edit).expect("it can be written");
        assert_eq!(site.read(), "#Көл\n");
        undo(&site.root, &done).expect("nobody has written since");
        assert_eq!(site.read(), "\u{FEFF}#Көл\n");
    }

    #[test]
    fn only_texts_of_the_site_are_written() {
        let site = site("#a\n");
        fs::write(site.root.join("secret.md"), "#a\n").expect("files can be written");
        fs::create_dir_all(site.root.join("static")).expect("folders can be made");
        fs::write(site.root.join("static/a.md"), "#a\n").expect("files can be written");
        fs::write(site.root.join("content/lake/a.svg"), "#a\n").expect("files can be written");
        for file in [
            "secret.md",
            "../secret.md",
            "content/../secret.md",
            "content/lake/../../secret.md",
            "/etc/passwd",
            "static/a.md",
            "content/lake/a.svg",
            "content/lake/missing.kk.md",
            "content/lake",
            "",
        ] {
            let refused = replace(&site.root, &edit(file, "#a\n", "#", "# "));
            assert!(matches!(refused, Err(EditError::NotASource)), "{file}: {refused:?}");
        }
        assert_eq!(fs::read_to_string(site.root.join("secret.md")).expect("it is there"), "#a\n");
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_link_is_written_if_it_is_of_the_site() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let site = site("#a\n");
        let link = site.root.join("content/lake/index.ru.md");
        symlink("index.kk.md", &link).expect("links can be made");
        fs::set_permissions(site.root.join(FILE), fs::Permissions::from_mode(0o640)).expect("it is ours");
        replace(&site.root, &edit("content/lake/index.ru.md", "#a\n", "#", "# ")).expect("it can be written");
        assert_eq!(site.read(), "# a\n");
        assert!(link.is_symlink() && !site.root.join(FILE).is_symlink());
        let mode = site.root.join(FILE).metadata().expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        let outside = tempfile::tempdir().expect("a folder for the test");
        fs::write(outside.path().join("a.md"), "#a\n").expect("files can be written");
        symlink(outside.path().join("a.md"), site.root.join("content/lake/index.en.md")).expect("a link");
        let refused = replace(&site.root, &edit("content/lake/index.en.md", "#a\n", "#", "# "));
        assert!(matches!(refused, Err(EditError::NotASource)), "{refused:?}");
        assert_eq!(fs::read_to_string(outside.path().join("a.md")).expect("it is there"), "#a\n");
    }

    #[cfg(unix)]
    #[test]
    fn what_may_not_be_written_or_has_a_second_name_is_left() {
        use std::os::unix::fs::PermissionsExt;
        let site = site("#a\n");
        let path = site.root.join(FILE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("it is ours");
        let refused = replace(&site.root, &edit(FILE, "#a\n", "#", "# "));
        assert!(matches!(refused, Err(EditError::ReadOnly)), "{refused:?}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("it is ours");
        fs::hard_link(&path, site.root.join("content/lake/index.en.md")).expect("links can be made");
        let refused = replace(&site.root, &edit(FILE, "#a\n", "#", "# "));
        assert!(matches!(refused, Err(EditError::SecondName)), "{refused:?}");
        assert_eq!(site.read(), "#a\n");
        assert_eq!(site.names(), ["index.en.md", "index.kk.md"]);
    }
}
