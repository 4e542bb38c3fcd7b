//! The redirects, headers and languages of a site. The file of each host is a form of these.

use super::immutable;
use super::policy::policy;
use crate::config::Host;
use crate::markup::PageSources;
use crate::site::{RouteKind, Site, encode_path};

/// What every host is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The site's address: `https://altai.example/`.
    pub base_url: String,
    /// The name of its host.
    pub host: String,
    /// The path of its root, without a slash at the end: empty, or `/altai`.
    pub base: String,
    /// The tags of its languages, in the order of the site.
    pub languages: Vec<String>,
    /// Old addresses and what they lead to, by address.
    pub redirects: Vec<Redirect>,
    /// Addresses that lead nowhere for good, with all below them.
    pub gone: Vec<Gone>,
    /// The headers of every answer: names and values.
    pub headers: Vec<(&'static str, String)>,
    /// Paths from the root of the host, encoded, at which all files have hashes in their names: of a file, or of a folder with `*` at the
    /// end.
    pub immutable: Vec<String>,
    /// Whether the site has a search.
    pub has_search: bool,
    /// Whether compressed files stand beside the others.
    pub is_precompressed: bool,
}

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address from the root of the host, not encoded.
    pub from: String,
    /// Where it leads, from the root of the host, encoded.
    pub to: String,
}

impl Redirect {
    /// The old address, encoded.
    pub fn encoded_from(&self) -> String {
        let mut encoded = String::with_capacity(self.from.len() + 8);
        encode_path(&self.from, &mut encoded);
        encoded
    }
}

/// An address that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The address from the root of the host, not encoded, without a slash at the end.
    pub path: String,
    /// The language that it begins with.
    pub language: Option<String>,
}

/// How long browsers may keep a file whose address has a version: a year.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// What is asked for anew each time, and sent only if it has changed.
pub const REVALIDATE: &str = "public, max-age=0, must-revalidate";

impl Rules {
    /// The rules of a site whose pages load `sources`.
    pub fn new(site: &Site, sources: &PageSources, is_precompressed: bool) -> Self {
        let config = &site.config;
        let is_https = config.base_url.scheme() == "https";
        let redirects = site.routes.iter().filter_map(|route| match route.kind {
            RouteKind::Redirect { page, language } => {
                let from = format!("{}{}", decoded_base(site), route.url);
                // A server's variables begin so, and no address needs it.
                let to = site.href(&site.pages[page].texts[language].url).replace('$', "%24");
                Some(Redirect { from, to })
            }
            _ => None,
        });
        Self {
            base_url: config.base_url.to_string(),
            host: config.base_url.host_str().unwrap_or_default().to_owned(),
            base: config.base_path().trim_end_matches('/').to_owned(),
            languages: config.languages.iter().map(|language| language.tag.clone()).collect(),
            redirects: redirects.collect(),
            gone: gone(site),
            headers: headers(policy(sources, is_https), is_https),
            immutable: immutable::immutable_paths(site),
            has_search: config.search.is_some(),
            is_precompressed,
        }
    }

    /// The address of a page from the root of the host.
    pub fn href(&self, url: &str) -> String {
        format!("{}{url}", self.base)
    }

    /// The error page for addresses of a language.
    pub fn not_found(&self, language: Option<&str>) -> String {
        match language {
            Some(tag) => self.href(&format!("/{tag}/404.html")),
            None => self.href("/404.html"),
        }
    }

    /// Where the page of an old address leads, by its path in the output.
    pub fn redirect_of_file(&self, path: &str) -> Option<&str> {
        let url = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        let url = format!("{}/{url}", self.base);
        let found = self.redirects.binary_search_by(|redirect| redirect.from.as_str().cmp(&url)).ok()?;
        Some(&self.redirects[found].to)
    }

    /// How many redirects a host is told.
    pub fn redirect_count(&self, host: Host) -> usize {
        match host {
            // The choice of a language, and the error pages.
            Host::Netlify => self.redirects.len() + 2 * self.languages.len(),
            Host::Vercel => self.redirects.len() + 1,
            _ => self.redirects.len(),
        }
    }
}

/// The path of the site's root as servers see it: decoded.
fn decoded_base(site: &Site) -> String {
    let base = site.config.base_path().trim_end_matches('/');
    percent_encoding::percent_decode_str(base).decode_utf8_lossy().into_owned()
}

fn headers(policy: String, is_https: bool) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "DENY".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=()".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if is_https {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    headers
}

/// The addresses of `gone`, in all languages where they name none. One that has pages again is left out, as a rule for all below
/// it would hide them.
fn gone(site: &Site) -> Vec<Gone> {
    let tags: Vec<&str> = site.config.languages.iter().map(|language| language.tag.as_str()).collect();
    let language_of = |path: &str| {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        tags.iter().find(|tag| **tag == first).map(|tag| (*tag).to_owned())
    };
    let mut all = Vec::new();
    for gone in &site.config.gone {
        let path = gone.value.trim_end_matches('/');
        if path.is_empty() {
            continue;
        }
        all.push(path.to_owned());
        if language_of(path).is_none() {
            all.extend(tags.iter().map(|tag| format!("/{tag}{path}")));
        }
    }
    all.sort_unstable();
    all.dedup();
    all.retain(|path| !has_routes(site, path));
    let base = decoded_base(site);
    let gone =
        all.into_iter().map(|path| Gone { language: language_of(&path), path: format!("{base}{path}") });
    gone.collect()
}

/// Whether anything is published at an address or below it.
fn has_routes(site: &Site, path: &str) -> bool {
    let below = format!("{path}/");
    // Routes are sorted by address.
    let first_at_or_after = |url: &str| {
        let index = site.routes.partition_point(|route| route.url.as_str() < url);
        site.routes.get(index).map(|route| route.url.as_str())
    };
    first_at_or_after(path) == Some(path)
        || first_at_or_after(&below).is_some_and(|found| found.starts_with(&below))
}
