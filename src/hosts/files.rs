//! All files for the hosts of a site.

use super::rules::Rules;
use super::{apache, caddy, github, headers_file, nginx, redirects_file, s3, vercel};
use crate::config::Host;

/// Where a file for a host belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into the output, from where the host reads it.
    Output,
    /// Into the state folder of the site: a person puts it into a server's configuration.
    Aside,
}

/// A file for a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFile {
    /// The host, or the first of several.
    pub host: Host,
    /// Where it belongs.
    pub place: Place,
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// The files that some hosts need, sorted by host.
pub fn files(hosts: &[Host], rules: &Rules) -> Vec<HostFile> {
    let mut files: Vec<HostFile> = Vec::new();
    let has = |host| hosts.contains(&host);
    for host in hosts.iter().copied() {
        let mut add = |place, name, text: String| {
            // Netlify and Cloudflare Pages read the same files.
            if files.iter().all(|file| file.name != name) {
                files.push(HostFile { host, place, name, bytes: text.into_bytes() });
            }
        };
        match host {
            Host::Netlify | Host::Cloudflare => {
                add(Place::Output, "_headers", headers_file::headers_file(rules));
                let text = redirects_file::redirects_file(rules, has(Host::Netlify), has(Host::Cloudflare));
                if !text.is_empty() {
                    add(Place::Output, "_redirects", text);
                }
            }
            Host::GitHub => {
                // Without it, GitHub Pages leaves out what begins with an underscore.
                add(Place::Output, ".nojekyll", String::new());
                if let Some(text) = github::cname(rules) {
                    add(Place::Output, "CNAME", text);
                }
            }
            Host::Vercel => add(Place::Output, "vercel.json", pretty(&vercel::configuration(rules))),
            Host::Nginx => add(Place::Aside, "nginx.conf", nginx::snippet(rules)),
            Host::Caddy => add(Place::Aside, "Caddyfile", caddy::caddyfile(rules)),
            Host::Apache => add(Place::Output, ".htaccess", apache::htaccess(rules)),
            Host::S3 => add(Place::Aside, "s3-website.json", pretty(&s3::website())),
        }
    }
    files
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
