//! Bare addresses that end before Chinese characters which may belong to them.

use super::{CONTEXT, Finding};
use crate::content::markdown::characters::is_wide;
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// Chinese behind `…/wiki/` or `…?q=`. Behind a whole address, such as `https://a.example/`, the sentence goes on.
pub(super) fn end(tree: &Tree, link: &Node<'_>) -> Option<Finding> {
    let source = &tree.source.text;
    let address = &source[link.range.clone()];
    if !tree.shows_address(link) || !address.ends_with(['/', '=']) {
        return None;
    }
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let (_, path) = rest.split_once('/')?;
    if path.trim_end_matches('/').is_empty() {
        return None;
    }
    let belongs =
        |c: char| is_wide(c) && c.is_alphanumeric() || c.is_ascii_alphanumeric() || "-_%/".contains(c);
    let behind = &source[link.range.end..];
    let length = behind.find(|c| !belongs(c)).unwrap_or(behind.len());
    let behind = &behind[..behind.floor_char_boundary(length.min(CONTEXT))];
    behind.starts_with(is_wide).then(|| Finding {
        code: Code::AddressEnd,
        reason: "chinese",
        range: link.range.clone(),
        written: address.to_owned(),
        mended: format!("<{address}{behind}>"),
        // Which of two ways is meant, nothing tells.
        fix: Vec::new(),
    })
}
