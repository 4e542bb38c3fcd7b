//! The hosts that pages may load something from: `allowed_hosts`.

use std::ops::Range;

use url::Url;

use crate::data::{Reader, Spanned, text_range};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};

/// Reads the hosts that pages may load something from.
pub(super) fn read_allowed_hosts(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut hosts = Vec::new();
    for Spanned { value, span } in reader.texts("allowed_hosts", diagnostics) {
        let (wildcard, name) = if value.starts_with("*.") { value.split_at(2) } else { ("", value) };
        let is_name = !name.is_empty() && !name.contains(['/', ':', '@', '?', '#', '*', ' ', '\\']);
        // As URLs write it: in lower case, and in Punycode.
        let host = Url::parse(&format!("https://{name}/")).ok().filter(|_| is_name);
        match host.as_ref().and_then(Url::host_str) {
            Some(host) => hosts.push(format!("{wildcard}{host}")),
            None => {
                let fix = bare_host(reader.source, &span, value);
                let place = reader.source.location(span);
                diagnostics.push(Diagnostic::new(Code::InvalidHost).at(place).with("value", value).fix(fix));
            }
        }
    }
    hosts
}

/// Takes the scheme and the path away from a whole address: `https://player.example.org/`.
fn bare_host(source: &SourceText, span: &Range<usize>, value: &str) -> Option<Fix> {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_name = host.contains('.') && !host.contains([':', '@', '*', '\\']);
    Url::parse(&format!("https://{host}/")).ok().filter(|_| is_name)?;
    Some(Fix::new(source, [(text_range(source, span, value)?, host.to_owned())]))
}
