//! Where the site is going to be published: `hosts`.

use crate::data::{Reader, not_an_option_at};
use crate::diagnostics::Diagnostic;

/// What serves a published site: a service, or a web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitHub Pages.
    GitHub,
    /// Vercel.
    Vercel,
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Apache's HTTP server.
    Apache,
    /// Storage with Amazon's S3 interface that serves websites.
    S3,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Netlify,
        Self::Cloudflare,
        Self::GitHub,
        Self::Vercel,
        Self::Nginx,
        Self::Caddy,
        Self::Apache,
        Self::S3,
    ];

    /// Its name in `sapar.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
            Self::GitHub => "github",
            Self::Vercel => "vercel",
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
            Self::Apache => "apache",
            Self::S3 => "s3",
        }
    }

    /// Its name as people write it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Netlify => "Netlify",
            Self::Cloudflare => "Cloudflare Pages",
            Self::GitHub => "GitHub Pages",
            Self::Vercel => "Vercel",
            Self::Nginx => "nginx",
            Self::Caddy => "Caddy",
            Self::Apache => "Apache",
            Self::S3 => "S3",
        }
    }
}

/// Reads `hosts`. The result is sorted, and names each host once.
pub(super) fn read_hosts(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Host> {
    let mut hosts = Vec::new();
    for name in reader.texts("hosts", diagnostics) {
        match Host::ALL.into_iter().find(|host| host.name() == name.value) {
            Some(host) => hosts.push(host),
            None => {
                let names = Host::ALL.map(Host::name);
                diagnostics.push(not_an_option_at(reader.source, &name.span, "hosts", name.value, &names));
            }
        }
    }
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}
