//! Resolves links and pictures in raw HTML, and decides what pages may load from other hosts.
//!
//! They are resolved like those in Markdown. Absolute URLs are kept as they are, and so are URLs that the site serves, such as
//! `/kk/lakes/`: their author may know the site from outside.

use super::links::{HasRenderedId, decode};
use super::schemes::{host, is_embedded_media, is_outside, is_web, refusal};
use super::{Site, encode_path};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;

impl Site {
    /// The URL of a link for a reader of the language `reader`; `None` if it is kept as written.
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
            if let Some(url) = self.own_asset_url(target) {
                return Ok(Some(url));
            }
            return refusal(target).map_or_else(|| self.check_own_url(target).map(|()| None), Err);
        }
        match self.link_with(base, target, author, reader, has_rendered_id) {
            Ok((url, _)) => Ok(Some(url)),
            Err(diagnostic) => {
                self.served(target).ok_or_else(|| self.unpublished_at_url(target).unwrap_or(diagnostic))
            }
        }
    }

    /// The diagnostic for a URL that would be served if its page were published today.
    pub(super) fn unpublished_at_url(&self, target: &str) -> Option<Diagnostic> {
        let (path, _) = split(target);
        let path = decode(path);
        let within = path.strip_prefix(self.config.base_path().trim_end_matches('/'));
        let is_unpublished = std::iter::once(&*path).chain(within).any(|path| self.is_unpublished_url(path));
        is_unpublished.then(|| Diagnostic::new(Code::LinkUnpublished).with("target", target))
    }

    /// The URL of a picture; `None` if it is kept as written.
    pub fn html_picture(&self, base: &str, target: &str) -> Result<Option<String>, Diagnostic> {
        if target.is_empty() {
            return Ok(None);
        }
        if is_outside(target) {
            if let Some(url) = self.own_asset_url(target) {
                return Ok(Some(url));
            }
            return self.check_outside(target, "picture").map(|()| None);
        }
        let (path, rest) = split(target);
        match self.picture(base, path) {
            // The author's own query is kept, and a fragment, which names a part of the picture.
            Ok(asset) => Ok(Some(format!("{}{rest}", self.asset_href(asset)))),
            // It is served, but not as a picture.
            Err(diagnostic) if self.picture_file(base, path).is_ok() => Err(diagnostic),
            Err(diagnostic) => self.served(target).ok_or(diagnostic),
        }
    }

    /// Whether a page may load something that is not of this site, or send something there: only from and to the hosts that
    /// `allowed_hosts` of `sapar.toml` names. `kind` is one of those that the message `external-resource` knows.
    ///
    /// # Errors
    /// Says which host it is, and how to allow it.
    pub fn check_outside(&self, target: &str, kind: &'static str) -> Result<(), Diagnostic> {
        if is_embedded_media(target) && kind != "form" {
            return Ok(());
        }
        if let Some(diagnostic) = refusal(target) {
            return Err(diagnostic);
        }
        // The entries of a form may go into a message.
        if kind == "form" && !is_web(target) {
            return Ok(());
        }
        let Some(host) = host(target) else {
            let scheme = target.split(':').next().unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::UnsafeLink).with("scheme", scheme).with("target", target);
            return Err(diagnostic.with("reason", "scheme"));
        };
        if self.config.allows_host(&host) {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::ExternalResource).with("target", target).with("host", host);
        Err(diagnostic.with("kind", kind))
    }

    /// Whether a target is an absolute URL, or one of another host.
    pub fn is_outside(target: &str) -> bool {
        is_outside(target)
    }

    /// What to write for a URL that the site serves, given with or without the base path: `Some(None)` if it has the base path
    /// already.
    fn served(&self, target: &str) -> Option<Option<String>> {
        let (path, rest) = split(target);
        let path = decode(path);
        if let Some(asset) = self.asset_at(&path) {
            return Some(Some(self.asset_href(asset) + rest));
        }
        if self.has_route(&path) {
            let mut url = self.href("");
            encode_path(&path, &mut url);
            url.push_str(rest);
            return Some(Some(url));
        }
        let path = path.strip_prefix(decode(self.config.base_path()).trim_end_matches('/'))?;
        if let Some(asset) = self.asset_at(path) {
            return Some(Some(self.asset_href(asset) + rest));
        }
        self.has_route(path).then_some(None)
    }

    /// Whether a URL, which may lack its trailing slash, has a route.
    pub(super) fn has_route(&self, url: &str) -> bool {
        let has = |url: &str| self.route_at(url).is_some();
        url.starts_with('/') && (has(url) || !url.ends_with('/') && has(&format!("{url}/")))
    }
}

/// Splits a URL into its path and the rest: query and fragment.
fn split(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}
