//! What a page loads from other hosts, or sends there. Nobody has to load something for a page of a site that is to be read where
//! many hosts are blocked.

use url::Url;

use super::addresses::{self, Destination};
use super::finding::{Finding, Findings, PageContext};
use super::reading::PageReading;
use crate::diagnostics::Code;

/// Checks what a page loads.
pub(super) fn check(context: &PageContext<'_>, reading: &PageReading, base: &Url, findings: &mut Findings) {
    let site = &context.view.site;
    for resource in &reading.resources {
        // Nearly all are addresses of the site without a host.
        let is_local = resource.url.starts_with('/') && !resource.url.starts_with("//");
        if is_local || !resource.url.contains("//") {
            continue;
        }
        let Destination::Outside(url) = addresses::resolve(site, base, &resource.url) else { continue };
        let host = url.host_str().unwrap_or_default();
        let finding = |code, subject: &str| {
            Finding::new(code, context.route, subject)
                .written(resource.url.as_str())
                .with("url", resource.url.as_str())
                .with("host", host)
        };
        if !site.config.allows_host(host) {
            let kind = if resource.is_loaded { "load" } else { "send" };
            findings.push(finding(Code::HtmlOtherHost, host).with("kind", kind));
        } else if url.scheme() == "http" && base.scheme() == "https" {
            findings.push(finding(Code::HtmlMixedContent, &resource.url));
        }
    }
}
