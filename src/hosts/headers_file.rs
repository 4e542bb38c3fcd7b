//! `_headers`, which Netlify and Cloudflare Pages read.
//!
//! Rules there name a path or, with `*` at the end, all below a folder. So files are kept for a year by the folders in which all files have
//! hashes in their names, and one by one elsewhere. Both hosts let browsers ask anew for everything else without being told. Cloudflare joins the values of several rules
//! for one header, so that no header is set by two rules.

use super::rules::{IMMUTABLE, Rules};

/// The file.
pub(super) fn headers_file(rules: &Rules) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in &rules.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in &rules.immutable {
        text.push_str(&format!("{path}\n  Cache-Control: {IMMUTABLE}\n"));
    }
    text
}
