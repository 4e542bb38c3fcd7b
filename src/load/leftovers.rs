//! What editors, systems and version control leave among the files of people, and which nobody wants to publish.

use crate::config::IgnorePatterns;

/// Folders of version control. They are never published, whatever a site's `ignore` says: they hold everything that was
/// ever removed from it.
const REPOSITORIES: [&str; 5] = [".git", ".hg", ".svn", ".jj", ".bzr"];

/// Whole names.
const NAMES: [&str; 25] = [
    // macOS
    ".ds_store",
    ".localized",
    ".apdisk",
    "icon\r",
    "__macosx",
    // Windows
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "$recycle.bin",
    "system volume information",
    // Linux
    ".directory",
    ".xdg-volume-info",
    // Editors
    ".vscode",
    ".idea",
    ".obsidian",
    ".trash",
    ".fleet",
    ".zed",
    ".vs",
    ".editorconfig",
    // Version control and synchronisation
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".gitmodules",
    ".stfolder",
];

/// What names begin with.
const PREFIXES: [&str; 19] = [
    // Resource forks and volume data of macOS
    "._",
    ".spotlight-",
    ".fseventsd",
    ".trashes",
    ".temporaryitems",
    ".appledouble",
    ".documentrevisions-",
    // Wastebaskets, and files that were removed while a program had them open
    ".trash-",
    ".nfs",
    ".fuse_hidden",
    // Locks and owner files of Emacs, LibreOffice and Microsoft Office
    ".#",
    ".~",
    "~$",
    "~wrl",
    // Safe writing of GLib; Emacs, Syncthing and Dropbox
    ".goutputstream-",
    ".saves-",
    ".syncthing.",
    "~syncthing~",
    ".dropbox",
];

/// What names end in.
const SUFFIXES: [&str; 15] = [
    // Backups
    "~",
    ".bak",
    ".backup",
    ".old",
    ".orig",
    ".rej",
    ".save",
    // Temporary files and downloads that have not ended
    ".tmp",
    ".temp",
    ".part",
    ".crdownload",
    // Swap files of Vim and Kate
    ".swp",
    ".swo",
    ".swn",
    ".kate-swp",
];

/// What a number or a random text may stand behind.
const INFIXES: [&str; 5] = [".tmp.", ".bak.", ".sb-", "___jb_tmp_", "___jb_old_"];

/// Names that begin with a dot and that web servers, hosts or browsers look for.
const OF_THE_WEB: [&str; 6] = [".well-known", ".htaccess", ".htpasswd", ".user.ini", ".nojekyll", ".domains"];

/// Whether a file or folder of a site is left out. `path` is relative to the site's folder, `/`-separated. Folders above
/// it are not looked at.
pub(super) fn is_ignored(patterns: &IgnorePatterns, path: &str, is_folder: bool) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    if REPOSITORIES.contains(&&*name) {
        return true;
    }
    patterns
        .decide(path, is_folder)
        .unwrap_or_else(|| is_leftover(&name) || is_hidden(&name) && !is_published_unchanged(path))
}

/// Whether a name, in lower case, is one that programs leave.
fn is_leftover(name: &str) -> bool {
    NAMES.contains(&name)
        || PREFIXES.iter().any(|start| name.starts_with(start))
        || SUFFIXES.iter().any(|end| name.len() > end.len() && name.ends_with(end))
        || INFIXES.iter().any(|part| name.contains(part))
        || is_numbered_backup(name)
        // Emacs saves `#index.kk.md#` while a text is being written.
        || name.starts_with('#') && name.ends_with('#')
        // Further swap files of Vim, from `.swm` on; without the dot in front, `.swf` may be a file of a person.
        || name.starts_with('.') && is_swap(name)
}

/// `index.kk.md.bak2`, `index.kk.md.~3~` (which ends in `~`), `index.kk.md.tmp8412`.
fn is_numbered_backup(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < name.len() && [".bak", ".tmp"].iter().any(|end| stem.ends_with(end))
}

fn is_swap(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.len() == 3
            && extension.starts_with("sw")
            && extension.ends_with(|c: char| c.is_ascii_lowercase())
    })
}

/// Whether a name is hidden by a dot and means nothing on the web. Among texts, such files belong to some program.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && !OF_THE_WEB.contains(&name)
}

/// Whether a path is that of a file or folder which is published as it is: in `static/` of the site or of a theme.
fn is_published_unchanged(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some("static") => true,
        Some("themes") => parts.nth(1) == Some("static"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_left_out(path: &str) -> bool {
        is_ignored(&IgnorePatterns::default(), path, false)
    }

    #[test]
    fn what_programs_leave_is_left_out_everywhere() {
        for name in [
            ".DS_Store",
            "._index.kk.md",
            "Icon\r",
            "Thumbs.db",
            "DESKTOP.INI",
            ".index.kk.md.swp",
            ".index.kk.md.swx",
            "index.kk.md~",
            ".index.kk.md.un~",
            "#index.kk.md#",
            ".#index.kk.md",
            "~$doc.docx",
            "~WRL0001.tmp",
            ".~lock.doc.odt#",
            "index.en.md.bak",
            "index.en.md.BAK",
            "index.en.md.bak2",
            "index.en.md.tmp.123",
            "index.en.md.tmp123",
            "index.en.md.orig",
            "hero.jpg.part",
            ".goutputstream-A1B2C3",
            "index.en.md.sb-1a2b3c4d-xyz",
            "index.en.md___jb_tmp___",
            ".nfs0001",
            ".git",
            ".gitignore",
            ".obsidian",
            ".vscode",
            ".Trash-1000",
            ".index.en.md.kate-swp",
        ] {
            for folder in ["content/lake", "static", "themes/altai/static"] {
                assert!(is_left_out(&format!("{folder}/{name}")), "{folder}/{name}");
            }
        }
    }

    #[test]
    fn what_people_write_stays() {
        for name in [
            "index.kk.md",
            "tmp",
            "bak",
            "film.swf",
            "save.jpg",
            "temp.kk.md",
            "C#.md",
            "a.tmpl",
            "№1#.jpg",
            "old.kk.md",
        ] {
            assert!(!is_left_out(&format!("content/lake/{name}")), "{name}");
        }
    }

    #[test]
    fn a_dot_in_front_is_no_reason_where_files_are_published_as_they_are() {
        for path in [
            "static/.well-known",
            "static/.htaccess",
            "static/.nojekyll",
            "static/x/.custom",
            "themes/a/static/.x",
        ] {
            assert!(!is_left_out(path), "{path}");
        }
        assert!(!is_left_out("content/lake/.htaccess"));
        for path in
            ["content/.drafts", "content/lake/.index.kk.md.x1Y2z3", "locales/.cache", "themes/a/.cache"]
        {
            assert!(is_left_out(path), "{path}");
        }
    }
}
