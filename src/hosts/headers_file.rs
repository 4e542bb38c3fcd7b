//! `_headers`, which Netlify and Cloudflare Pages read.
//!
//! Rules there go by paths and not by queries, so that only addresses which have the version in the path are kept for a year.
//! Both hosts let browsers ask anew for everything else without being told. Cloudflare joins the values of several rules
//! for one header, so that no header is set by two rules.

use super::rules::{IMMUTABLE, Rules};

/// The file.
pub(super) fn headers_file(rules: &Rules) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in &rules.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    if !rules.has_own_pictures {
        text.push_str(&format!("{}\n  Cache-Control: {IMMUTABLE}\n", rules.href("/pictures/*")));
    }
    text
}
