//! `_redirects`, which Netlify and Cloudflare Pages read.
//!
//! Only Netlify knows conditions and error pages by path, and only Netlify needs to be told (by `!`) that a redirect precedes a
//! file: an old address also has a page that leads on. A file for both has what both understand. Neither answers 410.

use super::rules::Rules;

/// The file. `is_for_netlify` and `is_for_cloudflare` say who reads it.
pub(super) fn redirects_file(rules: &Rules, is_for_netlify: bool, is_for_cloudflare: bool) -> String {
    let is_netlify_alone = is_for_netlify && !is_for_cloudflare;
    let force = if is_netlify_alone { "!" } else { "" };
    let mut text = String::new();
    for redirect in &rules.redirects {
        text.push_str(&format!("{} {} 301{force}\n", redirect.encoded_from(), redirect.to));
    }
    if is_netlify_alone {
        let root = rules.href("/");
        for tag in &rules.languages {
            text.push_str(&format!("{root} {root}{tag}/ 302! Language={}\n", tag.to_ascii_lowercase()));
        }
        for tag in &rules.languages {
            text.push_str(&format!("{root}{tag}/* {} 404\n", rules.not_found(Some(tag))));
        }
    }
    text
}
