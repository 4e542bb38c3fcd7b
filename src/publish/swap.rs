//! Puts one folder in the place of another.

use std::io;
use std::path::Path;

/// How two folders are swapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SwapMethod {
    /// In one step, where the system can (Linux, macOS), else by renaming.
    #[default]
    Best,
    /// By renaming one after the other: for a moment neither is there.
    Rename,
}

/// Puts `new` in the place of `live`, and `live`, where it was there, in the place of `new`. `aside` is a path that is
/// free, on the same file system; a swap that was cut short is mended by [`recover`].
pub(super) fn swap(live: &Path, new: &Path, aside: &Path, method: SwapMethod) -> io::Result<()> {
    if !live.exists() {
        return std::fs::rename(new, live);
    }
    if method == SwapMethod::Best && exchange(live, new)? {
        return Ok(());
    }
    std::fs::rename(live, aside)?;
    if let Err(error) = std::fs::rename(new, live) {
        // The old site goes back to where it was.
        std::fs::rename(aside, live)?;
        return Err(error);
    }
    std::fs::rename(aside, new)
}

/// Mends a swap by renaming that was cut short: where the live folder is gone, the one set aside is put back.
pub(super) fn recover(live: &Path, new: &Path, aside: &Path) -> io::Result<()> {
    if !aside.exists() {
        return Ok(());
    }
    if !live.exists() {
        return std::fs::rename(aside, live);
    }
    if new.exists() { std::fs::remove_dir_all(aside) } else { std::fs::rename(aside, new) }
}

/// Swaps two folders in one step; false where the system or the file system cannot.
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
    fn a_swap_that_was_cut_short_is_mended() {
        let root = tempfile::tempdir().expect("a folder");
        let (live, new, aside) =
            (root.path().join("live"), root.path().join("new"), root.path().join("aside"));
        folder(&aside, "old");
        folder(&new, "new");
        recover(&live, &new, &aside).expect("mended");
        assert_eq!((text(&live), text(&new)), ("old".into(), "new".into()));
        folder(&aside, "older");
        std::fs::remove_dir_all(&new).expect("removed");
        recover(&live, &new, &aside).expect("mended");
        assert_eq!((text(&live), text(&new)), ("old".into(), "older".into()));
    }
}
