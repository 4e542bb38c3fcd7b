//! `vercel.json`. Vercel has one error page for all languages, and no redirect that answers 410.

use serde::Serialize;
use serde_json::{Value, json};

use super::patterns;
use super::rules::{IMMUTABLE, REVALIDATE, Rules};
use crate::artefacts::Digest;

/// A redirect in the form of Vercel.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Redirect {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    has: Option<Value>,
    destination: String,
    status_code: u16,
}

/// The file.
pub(super) fn configuration(rules: &Rules) -> Value {
    let mut redirects: Vec<Redirect> = rules
        .redirects
        .iter()
        .map(|redirect| {
            let source = escape(&redirect.encoded_from());
            Redirect { source, has: None, destination: redirect.to.clone(), status_code: 301 }
        })
        .collect();
    // The whole header has to match. What stands before the first language of the site is as short as possible.
    let languages = patterns::alternatives(rules);
    let accepted = format!("(?:.*?,)??\\s*(?<language>{languages})(?:[-;,].*)?");
    let root = rules.href("/");
    redirects.push(Redirect {
        source: root.clone(),
        has: Some(json!([{ "type": "header", "key": "accept-language", "value": accepted }])),
        destination: format!("{root}:language/"),
        status_code: 302,
    });
    let list = |headers: &[(&str, &str)]| -> Value {
        headers.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
    };
    let everywhere: Vec<(&str, &str)> =
        rules.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let base = escape(&rules.base);
    let variants = format!("{base}/pictures/(.+)-([0-9a-f]{{16}})\\.(avif|gif|jpg|png|webp)");
    let hashed = format!("{base}/(.+)\\.([0-9a-f]{{{}}})\\.([A-Za-z0-9]+)", Digest::VERSION_DIGITS);
    let search = format!("{base}/([^/]+)/search/([a-z0-9-]+)\\.bin");
    let mut headers = vec![
        json!({ "source": "/(.*)", "headers": list(&everywhere) }),
        json!({ "source": "/(.*)", "headers": list(&[("Cache-Control", REVALIDATE)]) }),
        json!({ "source": root, "headers": list(&[("Vary", "Accept-Language")]) }),
        json!({ "source": hashed, "headers": list(&[("Cache-Control", IMMUTABLE)]) }),
        json!({ "source": variants, "headers": list(&[("Cache-Control", IMMUTABLE)]) }),
    ];
    if rules.has_search {
        headers.push(json!({
            "source": search,
            "has": [{ "type": "query", "key": "v" }],
            "headers": list(&[("Cache-Control", IMMUTABLE)]),
        }));
    }
    json!({
        "$schema": "https://openapi.vercel.sh/vercel.json",
        "trailingSlash": true,
        "redirects": redirects,
        // The last of several rules for one header counts.
        "headers": headers,
    })
}

/// A path that stands for itself in the patterns of `path-to-regexp`.
fn escape(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for c in path.chars() {
        if matches!(c, '(' | ')' | '{' | '}' | ':' | '*' | '+' | '?' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
