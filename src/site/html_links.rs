//! Where the links and pictures of HTML lead that stands in a text.
//!
//! They lead where those of Markdown lead. But their author may also know the site from outside: whole addresses stay as
//! they are, and so do those that the site serves, such as `/kk/lakes/`.

use super::links::{HasRenderedId, decode, is_outside};
use super::{Site, encode_path};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;

impl Site {
    /// The address that a link leads to for a reader of `reader`; `None` if it stays as it is written.
    ///
    /// The other arguments are as for [`Site::link_with`].
    pub fn html_link(
        &self,
        base: &str,
        target: &str,
        author: LanguageId,
        reader: LanguageId,
        has_rendered_id: HasRenderedId<'_>,
    ) -> Result<Option<String>, Diagnostic> {
        // A bare `#` is the top of any page.
        if target.is_empty() || target == "#" {
            return Ok(None);
        }
        if is_outside(target) {
            return self.check_own_url(target).map(|()| None);
        }
        match self.link_with(base, target, author, reader, has_rendered_id) {
            Ok((url, _)) => Ok(Some(url)),
            Err(diagnostic) => {
                self.served(target).ok_or_else(|| self.unpublished_at_url(target).unwrap_or(diagnostic))
            }
        }
    }

    /// Says that an address would be served if more pages were published than are.
    pub(super) fn unpublished_at_url(&self, target: &str) -> Option<Diagnostic> {
        let (path, _) = split(target);
        let path = decode(path);
        let within = path.strip_prefix(self.config.base_path().trim_end_matches('/'));
        let is_unpublished = std::iter::once(&*path).chain(within).any(|path| self.is_unpublished_url(path));
        is_unpublished.then(|| Diagnostic::new(Code::LinkUnpublished).with("target", target))
    }

    /// The address of a picture; `None` if it stays as it is written.
    pub fn html_picture(&self, base: &str, target: &str) -> Result<Option<String>, Diagnostic> {
        if target.is_empty() || is_outside(target) {
            return Ok(None);
        }
        let (path, rest) = split(target);
        match self.picture(base, path) {
            // A query of the author's own stays as it is; a fragment names a part of the picture.
            Ok(asset) if rest.starts_with('?') => Ok(Some(format!("{}{rest}", self.href(&asset.url)))),
            Ok(asset) => Ok(Some(format!("{}{rest}", self.asset_href(asset)))),
            Err(diagnostic) => self.served(target).ok_or(diagnostic),
        }
    }

    /// What to write for an address that the site serves, with or without the path of the site's root: `Some(None)` if the
    /// path is there already.
    fn served(&self, target: &str) -> Option<Option<String>> {
        let (path, rest) = split(target);
        let path = decode(path);
        if self.has_route(&path) {
            let mut url = self.href("");
            encode_path(&path, &mut url);
            url.push_str(rest);
            return Some(Some(url));
        }
        let path = path.strip_prefix(self.config.base_path().trim_end_matches('/'))?;
        self.has_route(path).then_some(None)
    }

    /// Whether something stands at an address, which may lack the slash at its end.
    pub(super) fn has_route(&self, url: &str) -> bool {
        let has = |url: &str| self.route_at(url).is_some();
        url.starts_with('/') && (has(url) || !url.ends_with('/') && has(&format!("{url}/")))
    }
}

/// A path, and the query and fragment behind it.
fn split(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}
