//! Where the links of authors lead.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::schemes::{is_outside, is_web, refusal};
use super::{Asset, PageId, Site};
use crate::content::composed;
use crate::diagnostics::{Certainty, Code, Diagnostic, Suggestion, list_names, nearest};
use crate::language::LanguageId;

/// What may not stand in a path (WHATWG URL, path percent-encode set) nor in a quoted attribute.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'&')
    .add(b'\'');

/// What may not stand in a fragment.
const FRAGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%').add(b'&').add(b'\'');

/// Appends a path, percent-encoded.
pub fn encode_path(path: &str, to: &mut String) {
    to.extend(utf8_percent_encode(path, PATH));
}

/// What a link leads to.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// A page.
    Page(PageId),
    /// A file that is published as it is.
    Asset(&'a Asset),
}

/// Whether a page as a reader of a language sees it has an id.
pub type HasRenderedId<'a> = &'a dyn Fn(PageId, &str, LanguageId) -> bool;

/// The file that a web server answers with where a folder is asked for.
pub(super) const FOLDER_PAGE: &str = "index.html";

impl Site {
    /// The address that a link leads to for a reader of `reader`, and whether it leads out of the site.
    ///
    /// `base` is the content path of the page that holds it, and `author` the language that its text is written in:
    /// an anchor must be there in the author's language, and is dropped where the reader's page has no such heading.
    ///
    /// ```
    /// # use std::fs;
    /// use sapar::data::parse_date;
    /// use sapar::project::assemble;
    /// use sapar::site::SiteOptions;
    ///
    /// # let folder = tempfile::tempdir().expect("a folder");
    /// # let root = folder.path();
    /// # fs::create_dir_all(root.join("content/lakes/kanas")).expect("a folder");
    /// # let config = "base_url = 'https://altai.example/'\ndefault_language = 'en'\n[languages.kk]\n[languages.en]\n";
    /// # fs::write(root.join("sapar.toml"), config).expect("a file");
    /// # fs::write(root.join("content/lakes/kanas/index.kk.md"), "+++\ntitle = 'Қанас'\nslug = 'qanas'\n+++\n").expect("a file");
    /// # fs::write(root.join("content/lakes/kanas/index.en.md"), "+++\ntitle = 'Kanas'\n+++\n## Ways\n").expect("a file");
    /// let options = SiteOptions { base_url: None, drafts: false, now: parse_date("2026-05-20").expect("a day") };
    /// let inputs = sapar::load::read(root, None).expect("a site");
    /// let (view, _) = assemble(inputs, options).expect("a site with languages");
    /// let site = &view.site;
    /// let language = |tag| site.config.language(tag).expect("a language of the site");
    /// let (kk, en) = (language("kk"), language("en"));
    ///
    /// // An English text that a Kazakh reader borrows: its links lead to Kazakh pages.
    /// let (url, is_external) = site.link("/", "/lakes/kanas/#ways", en, kk).expect("the page is there");
    /// assert_eq!((url.as_str(), is_external), ("/kk/lakes/qanas/", false));
    /// let (url, _) = site.link("/lakes/", "kanas/#ways", en, en).expect("the page is there");
    /// assert_eq!(url, "/en/lakes/kanas/#ways");
    ///
    /// let wrong = site.link("/", "/lakes/kanash/", en, en).expect_err("there is no such page");
    /// assert_eq!(wrong.code.as_str(), "link-not-found");
    /// ```
    pub fn link(
        &self,
        base: &str,
        target: &str,
        author: LanguageId,
        reader: LanguageId,
    ) -> Result<(String, bool), Diagnostic> {
        self.link_with(base, target, author, reader, &|_, _, _| false)
    }

    /// As [`Site::link`], for a caller that can render pages: `has_rendered_id` says whether a page as a reader of a language
    /// sees it has an id. It is asked for anchors that are not in the page's text, such as those of components.
    pub fn link_with(
        &self,
        base: &str,
        target: &str,
        author: LanguageId,
        reader: LanguageId,
        has_rendered_id: HasRenderedId<'_>,
    ) -> Result<(String, bool), Diagnostic> {
        if is_outside(target) {
            if let Some(url) = self.own_asset_url(target) {
                return Ok((url, false));
            }
            self.check_own_url(target)?;
            return match refusal(target) {
                Some(diagnostic) => Err(diagnostic),
                // A message or a call leaves no page for another site.
                None => Ok((
                    target.to_owned(),
                    is_web(target) && !target.starts_with(self.config.base_url.as_str()),
                )),
            };
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (target, None),
        };
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        let behind = &target[path.len()..];
        let found = match path.is_empty() {
            true => self.page_at(base).map(Target::Page),
            false => self.target(base, path),
        };
        let page = match found {
            Some(Target::Page(page)) => page,
            // What a file makes of a query or a fragment is its own: a page of a PDF, a minute of a film.
            Some(Target::Asset(asset)) => return Ok((self.asset_href(asset) + behind, false)),
            None => return Err(self.link_not_found(base, target)),
        };
        let mut url = self.href(&self.pages[page].texts[reader].url);
        if let Some(query) = query {
            url.push('?');
            url.push_str(query);
        }
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
            let anchor = composed(&anchor);
            let is_in_text = self.anchor(page, &anchor, author).is_some();
            if !is_in_text && !has_rendered_id(page, &anchor, author) {
                if self.has_draft_anchor(&self.pages[page].path, &anchor, author) {
                    return Err(Diagnostic::new(Code::LinkUnpublished).with("target", target));
                }
                return Err(self.anchor_not_found(page, &anchor, author));
            }
            let id = match self.anchor(page, &anchor, reader) {
                Some(id) => Some(id),
                None => (!is_in_text && has_rendered_id(page, &anchor, reader)).then_some(&*anchor),
            };
            if let Some(id) = id {
                url.push('#');
                url.extend(utf8_percent_encode(id, FRAGMENT));
            }
        }
        Ok((url, false))
    }

    /// Checks that a whole address leads somewhere if it is one of this site: `https://altai.example/kk/lakes/`.
    ///
    /// # Errors
    /// The diagnostic for a link that leads nowhere, which offers the content path.
    pub(super) fn check_own_url(&self, target: &str) -> Result<(), Diagnostic> {
        let Some(url) = self.own_url(target) else { return Ok(()) };
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let path = decode(&url[..end]);
        // Something else may be served by the same host, but neither under a language nor where a page is meant.
        let first = path.split('/').nth(1).unwrap_or_default();
        let is_language = self.config.languages.iter().any(|language| language.tag == first);
        if !is_language && self.target("/", &path).is_none() {
            return Ok(());
        }
        let stem = path.strip_suffix("index.html").unwrap_or(&path);
        if self.has_route(stem) || self.has_route(&path) {
            return Ok(());
        }
        let not_found = || {
            let wanted = if path.ends_with('/') { path.to_string() } else { format!("{path}/") };
            let suggestion = self.known_paths.suggest_page(wanted, url[end..].to_owned());
            not_found(target, &path).suggest(suggestion)
        };
        Err(self.unpublished_at_url(&url[..end]).map_or_else(not_found, |it| it.with("target", target)))
    }

    /// The address at which a file of this site is published that a whole address leads to: `https://altai.example/lake/map.svg`, with the
    /// query and the fragment of the address. Returns `None` for any other address.
    pub fn own_asset_url(&self, target: &str) -> Option<String> {
        let url = self.own_url(target)?;
        let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        Some(self.asset_permalink(self.asset_at(&decode(path))?) + rest)
    }

    /// An address of this site without the scheme, the host and the path of the site: `/kk/lakes/`.
    fn own_url<'t>(&self, target: &'t str) -> Option<&'t str> {
        let start = target.find("//")?;
        let is_web =
            start == 0 || matches!(target[..start].to_ascii_lowercase().as_str(), "http:" | "https:");
        let (_, base) = self.config.base_url.as_str().split_once("//")?;
        let rest = target.get(start + 2..).filter(|_| is_web)?;
        let base = base.trim_end_matches('/');
        let is_own = rest.get(..base.len()).is_some_and(|own| own.eq_ignore_ascii_case(base));
        rest.get(base.len()..).filter(|url| is_own && url.starts_with('/'))
    }

    /// The page or file that a path leads to. A path that begins with `/` is a content path or the address of a
    /// static file; another one is relative to the page at `base`: to a page from the folder of its address, to a file also
    /// from the folder that the page's documents stand in.
    pub fn target(&self, base: &str, path: &str) -> Option<Target<'_>> {
        let path = &*decode(path);
        if let Some(resolved) = resolve(base, path) {
            let folder = if resolved.ends_with('/') { resolved } else { resolved + "/" };
            if let Some(page) = self.page_at(&folder) {
                return Some(Target::Page(page));
            }
        }
        let file = |path: &str| match path.ends_with('/') {
            // As a web server answers: with the page of a folder, such as that of a panorama.
            true => self.asset_at(&format!("{path}{FOLDER_PAGE}")),
            false => self.asset_at(path),
        };
        self.file_paths(base, path).iter().find_map(|path| file(path)).map(Target::Asset)
    }

    /// Where a file may stand that a page names by a path, which is not encoded: the nearest place first.
    pub(super) fn file_paths(&self, base: &str, path: &str) -> Vec<String> {
        match self.page_at(base).filter(|_| !path.starts_with('/')) {
            Some(page) => {
                self.pages[page].file_folders().filter_map(|folder| resolve(folder, path)).collect()
            }
            None => resolve(base, path).into_iter().collect(),
        }
    }

    /// A link that leads nowhere, with the content path nearest to it.
    pub fn link_not_found(&self, base: &str, target: &str) -> Diagnostic {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        if self.is_unpublished(base, path) {
            return Diagnostic::new(Code::LinkUnpublished).with("target", target);
        }
        if self.file_paths(base, &decode(path)).iter().any(|url| self.is_unnamed(url)) {
            return Diagnostic::new(Code::FileUnnamed).with("path", path);
        }
        if let Some(whole) = whole_address(target) {
            let diagnostic = Diagnostic::new(Code::LinkNotFound).with("target", target).with("kind", "page");
            return diagnostic.suggest(Suggestion::from(whole));
        }
        let wanted = resolve(base, &decode(path)).unwrap_or_else(|| path.to_owned());
        if is_file(path) {
            return not_found(target, path).suggest(self.known_paths.suggest_file(wanted));
        }
        let wanted = if wanted.ends_with('/') { wanted } else { format!("{wanted}/") };
        let suggestion = self.known_paths.suggest_page(wanted, target[path.len()..].to_owned());
        not_found(target, path).suggest(suggestion)
    }

    fn anchor_not_found(&self, page: PageId, anchor: &str, author: LanguageId) -> Diagnostic {
        let document = self.pages[page].texts[author].document.clone();
        let ids: Vec<&str> = document.iter().flat_map(|document| document.heading_ids()).collect();
        let diagnostic = Diagnostic::new(Code::AnchorNotFound)
            .with("page", self.pages[page].path.as_str())
            .with("anchor", anchor)
            .with("known", ids.len())
            .with("anchors", list_names(ids.iter().map(|id| format!("#{id}"))));
        let anchor = anchor.to_owned();
        let suggestion = Suggestion::computed(move |certainty| {
            let nearest = nearest(&anchor, document.as_ref()?.heading_ids());
            match certainty {
                Certainty::Likely => nearest.name(),
                Certainty::Certain => nearest.certain_name(),
            }
        });
        diagnostic.suggest(suggestion)
    }

    /// The id in a text that an anchor in normalisation form C leads to.
    fn anchor<'a>(&'a self, page: PageId, anchor: &'a str, language: LanguageId) -> Option<&'a str> {
        let document = self.pages[page].texts[language].document.as_ref()?;
        // What could not be read may have any heading.
        document.anchor(anchor).or(document.is_broken.then_some(anchor))
    }
}

/// Says that a link leads nowhere; `path` is what it should have led to.
fn not_found(target: &str, path: &str) -> Diagnostic {
    let kind = if is_file(path) { "file" } else { "page" };
    Diagnostic::new(Code::LinkNotFound).with("target", target).with("kind", kind)
}

/// Whether a path is that of a file, such as a PDF. Authors who know pages as files, `kanas.html`, mean pages.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let is_ending =
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_page = ["md", "htm", "html", "php"].iter().any(|other| ending.eq_ignore_ascii_case(other));
    !stem.is_empty() && is_ending && !is_page
}

/// What is meant by a target that is the address of a mailbox, or of a site without its scheme.
fn whole_address(target: &str) -> Option<String> {
    if target.get(..4).is_some_and(|beginning| beginning.eq_ignore_ascii_case("www.")) {
        return Some(format!("https://{target}"));
    }
    let (name, host) = target.split_once('@')?;
    let is_word = |text: &str| {
        !text.is_empty() && !text.contains(['/', '@', '#']) && !text.contains(char::is_whitespace)
    };
    let has_domain = host.rsplit_once('.').is_some_and(|(before, last)| !before.is_empty() && last.len() > 1);
    (is_word(name) && is_word(host) && has_domain).then(|| format!("mailto:{target}"))
}

pub(super) fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// A path from the root, without `.` and `..`; nothing when it leads out of the root.
pub(super) fn resolve(base: &str, path: &str) -> Option<String> {
    let path = &*composed(path);
    let mut segments: Vec<&str> = Vec::new();
    let from_root = path.starts_with('/');
    let start = if from_root { "" } else { base };
    for segment in start.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            segment => segments.push(segment),
        }
    }
    let mut resolved = String::from("/");
    resolved.push_str(&segments.join("/"));
    if !segments.is_empty()
        && (path.ends_with('/') || path.ends_with("..") || path.ends_with("/.") || path == ".")
    {
        resolved.push('/');
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_resolve_against_the_pages_folder() {
        let base = "/destinations/markakol/";
        for (path, resolved) in [
            ("../kanas/", Some("/destinations/kanas/")),
            ("hero.jpg", Some("/destinations/markakol/hero.jpg")),
            ("/about/", Some("/about/")),
            ("..", Some("/destinations/")),
            ("../../..", None),
            ("/../x", None),
            ("/", Some("/")),
        ] {
            assert_eq!(resolve(base, path).as_deref(), resolved, "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_resolved_path_stays_under_the_root(base in "(/[a-zқ]{1,3}){0,3}/", path in "[/.a-zқ]{0,20}") {
            if let Some(resolved) = resolve(&base, &path) {
                prop_assert!(resolved.starts_with('/'));
                prop_assert!(!resolved.split('/').any(|segment| segment == ".." || segment == "."));
                prop_assert!(!resolved.contains("//"));
            }
        }

        #[test]
        fn an_encoded_path_decodes_to_itself(path in "\\PC{0,30}") {
            let mut encoded = String::new();
            encode_path(&path, &mut encoded);
            prop_assert!(encoded.is_ascii());
            prop_assert_eq!(decode(&encoded), path);
        }
    }
}
