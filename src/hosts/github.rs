//! GitHub Pages: `.nojekyll` and `CNAME`. It reads neither headers nor redirects; old addresses are pages that lead on.

use super::rules::Rules;

/// The name of the site's own host; `None` for one of GitHub's, for which GitHub Pages needs no file.
pub(super) fn cname(rules: &Rules) -> Option<String> {
    let host = rules.host.as_str();
    let is_own =
        host.contains('.') && !host.ends_with(".github.io") && host.parse::<std::net::IpAddr>().is_err();
    // A site in a folder of a host does not have that host to itself.
    (is_own && rules.base.is_empty()).then(|| format!("{host}\n"))
}
