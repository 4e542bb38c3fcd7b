//! Swaps two folders.

use std::io;
use std::path::Path;
use std::time::Duration;

/// How two folders are swapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SwapMethod {
    /// Atomically, where the system can (Linux, macOS), else by renaming.
    #[default]
    Best,
    /// By renaming one after the other: for a moment neither exists.
    Rename,
    /// Not at all, with the error that Linux reports for a mount point. For tests, which cannot mount anything.
    Refuse,
}

/// How a swap ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Swapped {
    /// The folders are swapped.
    Done,
    /// Nothing was moved: the system refuses to move this folder. The files in it can be replaced all the same.
    Refused,
}

/// How often a rename is tried. On Windows, a folder cannot be renamed while a file in it is open: a virus scanner or a
/// server holds one open for some milliseconds, an editor for hours.
const RENAME_ATTEMPTS: u32 = if cfg!(windows) { 20 } else { 1 };

/// The pause between two attempts.
const RENAME_RETRY_PAUSE: Duration = Duration::from_millis(50);

/// Puts `new` in the place of `live`, and `live`, if it exists, in the place of `new`. `aside` is a path that is free, on
/// the same file system; an interrupted swap is recovered by [`recover`].
pub(super) fn swap(live: &Path, new: &Path, aside: &Path, method: SwapMethod) -> io::Result<Swapped> {
    match try_swap(live, new, aside, method) {
        Ok(()) => Ok(Swapped::Done),
        Err(error) if is_refusal(&error) && live.exists() => Ok(Swapped::Refused),
        Err(error) => Err(error),
    }
}

fn try_swap(live: &Path, new: &Path, aside: &Path, method: SwapMethod) -> io::Result<()> {
    match method {
        SwapMethod::Refuse => return Err(io::ErrorKind::ResourceBusy.into()),
        _ if !live.exists() => return rename_with_retry(new, live),
        SwapMethod::Best if exchange(live, new)? => return Ok(()),
        SwapMethod::Best | SwapMethod::Rename => {}
    }
    rename_with_retry(live, aside)?;
    if let Err(error) = rename_with_retry(new, live) {
        // The old site goes back to where it was.
        rename_with_retry(aside, live)?;
        return Err(error);
    }
    // The new site is live. Should this fail, the next start does it.
    let _ = rename_with_retry(aside, new);
    Ok(())
}

/// Recovers a swap by renaming that was interrupted: if the live folder is gone, the one set aside is put back.
pub(super) fn recover(live: &Path, new: &Path, aside: &Path) -> io::Result<()> {
    if !aside.exists() {
        return Ok(());
    }
    if !live.exists() {
        return rename_with_retry(aside, live);
    }
    if new.exists() { std::fs::remove_dir_all(aside) } else { rename_with_retry(aside, new) }
}

/// Renames a file or folder, again and again while another program holds it open.
pub(super) fn rename_with_retry(from: &Path, to: &Path) -> io::Result<()> {
    let mut attempt = 1;
    loop {
        match std::fs::rename(from, to) {
            Err(error) if attempt < RENAME_ATTEMPTS && is_refusal(&error) => {
                attempt += 1;
                std::thread::sleep(RENAME_RETRY_PAUSE);
            }
            result => return result,
        }
    }
}

/// Whether an error means that this folder cannot be moved, although files in it may be replaced: a mount point (`EBUSY`),
/// a folder in the lower layer of an overlay or another file system (`EXDEV`), a parent folder that may not be written to
/// (`EACCES`, `EPERM`, `EROFS`), and on Windows an open handle.
fn is_refusal(error: &io::Error) -> bool {
    /// `ERROR_SHARING_VIOLATION`, for which the standard library has no name.
    const WINDOWS_SHARING_VIOLATION: i32 = 32;
    matches!(
        error.kind(),
        io::ErrorKind::ResourceBusy
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
    ) || cfg!(windows) && error.raw_os_error() == Some(WINDOWS_SHARING_VIOLATION)
}

/// Swaps two folders atomically; false if the system or the file system cannot. macOS calls it `renamex_np`.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &Path, text: &str) {
        std::fs::create_dir_all(path).expect("a folder");
        std::fs::write(path.join("a"), text).expect("a file");
    }

    fn text(path: &Path) -> String {
        std::fs::read_to_string(path.join("a")).expect("a file")
    }

    #[test]
    fn both_ways_swap_two_folders() {
        for method in [SwapMethod::Best, SwapMethod::Rename] {
            let root = tempfile::tempdir().expect("a folder");
            let (live, new, aside) =
                (root.path().join("live"), root.path().join("new"), root.path().join("aside"));
            folder(&new, "1");
            swap(&live, &new, &aside, method).expect("the first time nothing is there");
            assert_eq!(text(&live), "1");
            folder(&new, "2");
            swap(&live, &new, &aside, method).expect("swapped");
            assert_eq!((text(&live), text(&new)), ("2".into(), "1".into()));
            assert!(!aside.exists());
        }
    }

    #[test]
    fn an_interrupted_swap_is_recovered() {
        let root = tempfile::tempdir().expect("a folder");
        let (live, new, aside) =
            (root.path().join("live"), root.path().join("new"), root.path().join("aside"));
        folder(&aside, "old");
        folder(&new, "new");
        recover(&live, &new, &aside).expect("recovered");
        assert_eq!((text(&live), text(&new)), ("old".into(), "new".into()));
        folder(&aside, "older");
        std::fs::remove_dir_all(&new).expect("removed");
        recover(&live, &new, &aside).expect("recovered");
        assert_eq!((text(&live), text(&new)), ("old".into(), "older".into()));
    }

    #[test]
    fn a_refused_swap_moves_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let (live, new, aside) =
            (root.path().join("live"), root.path().join("new"), root.path().join("aside"));
        folder(&live, "old");
        folder(&new, "new");
        let swapped = swap(&live, &new, &aside, SwapMethod::Refuse).expect("no failure");
        assert_eq!(swapped, Swapped::Refused);
        assert_eq!((text(&live), text(&new)), ("old".into(), "new".into()));
    }
}
