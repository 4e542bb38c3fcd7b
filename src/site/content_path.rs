//! Content paths: `/destinations/markakol/`, and the folders that one stands in.

/// The folders that a path of the content folder names or stands in, nearest first, without the root.
pub(super) fn folders(url: &str) -> impl Iterator<Item = &str> {
    let folder = &url[..url.rfind('/').map_or(0, |at| at + 1)];
    std::iter::once(folder).chain(ancestors(folder))
}

/// The folders above a content path, nearest first, without the root.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_path(path), |path| parent_path(path))
}

/// The folder above a content path; `None` for one that stands in the root.
pub(super) fn parent_path(path: &str) -> Option<&str> {
    let folder = path.strip_suffix('/')?;
    let end = folder.rfind('/')? + 1;
    (end > 1).then(|| &path[..end])
}
