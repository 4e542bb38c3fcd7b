//! What hosts do not accept. It is told at the build, before anything is sent.

use super::rules::Rules;
use crate::config::Host;
use crate::diagnostics::{Code, Diagnostic};

const MIB: u64 = 1024 * 1024;

/// The limits of a host. `None` where it documents none.
#[derive(Default)]
struct Limits {
    files: Option<usize>,
    /// Of one file, in bytes.
    file_bytes: Option<u64>,
    /// Of all files, in bytes.
    site_bytes: Option<u64>,
    redirects: Option<usize>,
    /// Of one line of its file with headers, in characters.
    header_line: Option<usize>,
}

fn limits(host: Host) -> Limits {
    match host {
        Host::Netlify => Limits {
            // https://docs.netlify.com/manage/routing/redirects/overview/ advises against more in one file.
            redirects: Some(10_000),
            ..Limits::default()
        },
        Host::Cloudflare => Limits {
            // https://developers.cloudflare.com/pages/platform/limits/#files, of the free plan; 100,000 in paid ones.
            files: Some(20_000),
            // https://developers.cloudflare.com/pages/platform/limits/#file-size
            file_bytes: Some(25 * MIB),
            // https://developers.cloudflare.com/pages/configuration/redirects/: redirects without placeholders.
            redirects: Some(2_000),
            // https://developers.cloudflare.com/pages/platform/limits/#headers
            header_line: Some(2_000),
            ..Limits::default()
        },
        Host::GitHub => Limits {
            // https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
            site_bytes: Some(1024 * MIB),
            // https://docs.github.com/repositories/working-with-files/managing-large-files/about-large-files-on-github
            file_bytes: Some(100 * MIB),
            ..Limits::default()
        },
        Host::Vercel => Limits {
            // https://vercel.com/docs/routing/redirects/configuration-redirects
            redirects: Some(2_048),
            ..Limits::default()
        },
        // Servers of one's own have the limits of the machine.
        Host::Nginx | Host::Caddy | Host::Apache => Limits::default(),
        Host::S3 => Limits {
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html: in one request.
            file_bytes: Some(5 * 1024 * MIB),
            ..Limits::default()
        },
    }
}

/// Compares a site with the limits of its hosts. `files` are paths and lengths in bytes; `source` is the configuration's file.
pub fn check_limits(hosts: &[Host], rules: &Rules, files: &[(&str, u64)], source: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let site_bytes: u64 = files.iter().map(|(_, length)| length).sum();
    let longest_header =
        rules.headers.iter().map(|(name, value)| name.len() + value.len() + 4).max().unwrap_or_default();
    for host in hosts.iter().copied() {
        let limits = limits(host);
        let mut check = |what: &'static str, value: usize, limit: Option<usize>| {
            if let Some(limit) = limit.filter(|limit| value > *limit) {
                diagnostics.push(
                    Diagnostic::new(Code::HostLimit)
                        .in_file(source)
                        .with("host", host.title())
                        .with("what", what)
                        .with("value", value)
                        .with("limit", limit),
                );
            }
        };
        let mebibytes = |bytes: u64| bytes.div_ceil(MIB) as usize;
        check("files", files.len(), limits.files);
        check("size", mebibytes(site_bytes), limits.site_bytes.map(mebibytes));
        check("redirects", rules.redirect_count(host), limits.redirects);
        check("header", longest_header, limits.header_line);
        if let Some(limit) = limits.file_bytes {
            for (path, length) in files.iter().filter(|(_, length)| *length > limit) {
                diagnostics.push(
                    Diagnostic::new(Code::HostFileTooLarge)
                        .in_file(source)
                        .with("host", host.title())
                        .with("file", *path)
                        .with("size", mebibytes(*length))
                        .with("limit", mebibytes(limit)),
                );
            }
        }
    }
    diagnostics
}
