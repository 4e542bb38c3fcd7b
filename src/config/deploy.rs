//! `[deploy.NAME]`: where a built site is sent.
//!
//! Nothing secret is read from here. A key or a value that looks like a secret is an error with its place: the file is
//! committed, copied and shown.

use std::ops::Range;
use std::time::Duration;

use url::Url;

use super::parse_base_url;
use crate::data::{Data, Node, Reader, Spanned, Table, not_an_option_at, out_of_range};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// How long files stay at a target that the site no longer has, if it does not say: a week.
const KEEP_ASSETS: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How many files are sent at once if the target does not say.
const PARALLEL: usize = 8;

/// The most files that may be sent at once. Storages begin to refuse requests above some dozens.
const MAX_PARALLEL: usize = 64;

/// A target that the site can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployTarget {
    /// Its name.
    pub name: String,
    /// The place of its name, in bytes of the file.
    pub span: Range<usize>,
    /// What it is, and where.
    pub place: DeployPlace,
    /// How long files stay that pages load and the site no longer has.
    pub keep_assets: Duration,
    /// A program with its arguments that gets the addresses that have changed, one a line.
    pub purge: Option<Vec<String>>,
    /// The address at which the target is read, where that is not `base_url`.
    pub url: Option<Url>,
    /// How many files are sent at once.
    pub parallel: usize,
}

/// What a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeployPlace {
    /// A bucket of a storage with Amazon's S3 interface.
    S3(S3Place),
    /// A folder of a host that is reached by SFTP.
    Sftp(SftpPlace),
    /// A folder of this machine.
    Folder {
        /// Its path, relative to the folder of the site or absolute.
        path: String,
    },
    /// Whatever `rsync` can write to.
    Rsync {
        /// As `rsync` reads it: `user@host:/folder`, or a folder.
        destination: String,
    },
    /// A branch of a Git repository.
    Git {
        /// As `git` reads it: an address, or a folder.
        repository: String,
        /// The name of the branch.
        branch: String,
    },
}

/// A bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Place {
    /// Its name.
    pub bucket: String,
    /// The address of the storage, without the bucket; `None` for Amazon's own.
    pub endpoint: Option<Url>,
    /// The region.
    pub region: Option<String>,
    /// Whether the bucket is written into the path of an address rather than into its host.
    pub path_style: bool,
    /// What stands before the name of every object: empty, or it ends in `/`.
    pub prefix: String,
    /// The profile that has the credentials, in `~/.aws/credentials`.
    pub profile: Option<String>,
}

/// A folder of another host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SftpPlace {
    /// The host, or what `~/.ssh/config` calls it.
    pub host: String,
    /// The user; `None` for what `ssh` takes.
    pub user: Option<String>,
    /// The port; `None` for what `ssh` takes.
    pub port: Option<u16>,
    /// The folder, from that in which the user arrives, or absolute.
    pub path: String,
}

impl DeployPlace {
    /// The names of the kinds of targets, as `type` has them.
    pub const TYPES: [&str; 5] = ["s3", "sftp", "folder", "rsync", "git"];

    /// Its kind, as `type` has it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::S3(_) => "s3",
            Self::Sftp(_) => "sftp",
            Self::Folder { .. } => "folder",
            Self::Rsync { .. } => "rsync",
            Self::Git { .. } => "git",
        }
    }
}

/// Reads `[deploy.NAME]`, in the order of the file.
pub(super) fn read_deploy(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<DeployTarget> {
    let Some(table) = reader.table("deploy", diagnostics) else { return Vec::new() };
    let mut spans = Vec::new();
    secret_spans(table, &mut spans);
    // Excerpts show whole lines: those of a file with secrets are taken from a text in which these are covered.
    let covered = covered(reader.source, &spans);
    let source = covered.as_ref().unwrap_or(reader.source);
    let mut targets = Vec::new();
    for entry in &table.entries {
        let name = &entry.key;
        let Data::Table(own) = &entry.value.data else {
            diagnostics.push(crate::data::wrong_type(
                source,
                &entry.value,
                &format!("deploy.{name}"),
                "table",
                &format!("[deploy.{name}]"),
            ));
            continue;
        };
        let secrets = find_secrets(source, own, &format!("deploy.{name}"));
        let has_secrets = !secrets.is_empty();
        diagnostics.extend(secrets);
        let mut own_reader = Reader::new(source, own, &format!("deploy.{name}."));
        if has_secrets {
            // They have been told as what they are, and not as unknown keys.
            for entry in own.entries.iter().filter(|entry| is_secret_key(&entry.key)) {
                own_reader.entry(&entry.key);
            }
        }
        targets.extend(read_target(&mut own_reader, own, name, entry.key_span.clone(), diagnostics));
        own_reader.finish(diagnostics);
    }
    targets
}

fn read_target(
    reader: &mut Reader<'_>,
    table: &Table,
    name: &str,
    span: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DeployTarget> {
    let source = reader.source;
    let keep_assets = reader.spanned_text("keep_assets", diagnostics).and_then(|text| {
        let duration = parse_duration(text.value);
        if duration.is_none() {
            diagnostics.push(invalid(source, &text, Code::InvalidDuration));
        }
        duration
    });
    let purge = reader.spanned_text("purge", diagnostics).and_then(|text| {
        let words = shlex::split(text.value).filter(|words| !words.is_empty());
        if words.is_none() {
            diagnostics.push(invalid(source, &text, Code::InvalidDeployCommand));
        }
        words
    });
    let url = address(reader, "url", diagnostics);
    let parallel =
        reader.integer("parallel", diagnostics).map_or(PARALLEL, |value| match usize::try_from(value) {
            Ok(count @ 1..=MAX_PARALLEL) => count,
            _ => {
                let span = table.get("parallel").map_or(span.clone(), |entry| entry.value.span.clone());
                let (key, most) = (format!("deploy.{name}.parallel"), MAX_PARALLEL.to_string());
                diagnostics.push(out_of_range(source, span, &key, &value.to_string(), "1", &most));
                PARALLEL
            }
        });
    // What begins with a hyphen would be read as an option by the programs that get it.
    let checked = |text: Option<&str>, key: &str, diagnostics: &mut Vec<Diagnostic>| {
        let text = text?;
        if text.starts_with('-') && !matches!(key, "bucket" | "path") {
            let span = table.get(key).map_or(span.clone(), |entry| entry.value.span.clone());
            diagnostics.push(invalid(source, &Spanned::new(text, span), Code::InvalidDeployAddress));
            return None;
        }
        Some(text.to_owned())
    };
    let required = |reader: &mut Reader<'_>, key: &str, diagnostics: &mut Vec<Diagnostic>| {
        checked(reader.required_text(key, span.clone(), diagnostics), key, diagnostics)
    };
    let Some(kind) = reader.required_text("type", span.clone(), diagnostics) else {
        // What else stands there cannot be judged before its kind is known.
        table.entries.iter().for_each(|entry| _ = reader.entry(&entry.key));
        return None;
    };
    let place = match kind {
        "s3" => {
            let bucket = required(reader, "bucket", diagnostics);
            let endpoint = address(reader, "endpoint", diagnostics);
            let region = reader.text("region", diagnostics).map(ToOwned::to_owned);
            let path_style = reader.boolean("path_style", diagnostics).unwrap_or(endpoint.is_some());
            let prefix = reader.text("prefix", diagnostics).unwrap_or_default().trim_matches('/');
            let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
            let profile = reader.text("profile", diagnostics).map(ToOwned::to_owned);
            DeployPlace::S3(S3Place { bucket: bucket?, endpoint, region, path_style, prefix, profile })
        }
        "sftp" => {
            let host = required(reader, "host", diagnostics);
            let user = reader.text("user", diagnostics);
            let user = checked(user, "user", diagnostics);
            let port = reader.integer("port", diagnostics).and_then(|value| match u16::try_from(value) {
                Ok(port @ 1..) => Some(port),
                _ => {
                    let span = table.get("port").map_or(span.clone(), |entry| entry.value.span.clone());
                    let key = format!("deploy.{name}.port");
                    diagnostics.push(out_of_range(source, span, &key, &value.to_string(), "1", "65535"));
                    None
                }
            });
            let path = required(reader, "path", diagnostics);
            DeployPlace::Sftp(SftpPlace { host: host?, user, port, path: path? })
        }
        "folder" => DeployPlace::Folder { path: required(reader, "path", diagnostics)? },
        "rsync" => DeployPlace::Rsync { destination: required(reader, "remote", diagnostics)? },
        "git" => {
            let repository = required(reader, "repository", diagnostics);
            let branch = required(reader, "branch", diagnostics);
            DeployPlace::Git { repository: repository?, branch: branch? }
        }
        other => {
            let span = table.get("type").map_or(span, |entry| entry.value.span.clone());
            let key = format!("deploy.{name}.type");
            diagnostics.push(not_an_option_at(source, &span, &key, other, &DeployPlace::TYPES));
            table.entries.iter().for_each(|entry| _ = reader.entry(&entry.key));
            return None;
        }
    };
    Some(DeployTarget {
        name: name.to_owned(),
        span,
        place,
        keep_assets: keep_assets.unwrap_or(KEEP_ASSETS),
        purge,
        url,
        parallel,
    })
}

fn invalid(source: &SourceText, text: &Spanned<&str>, code: Code) -> Diagnostic {
    Diagnostic::new(code).at(source.location(text.span.clone())).with("value", text.value)
}

/// An address of the web.
fn address(reader: &mut Reader<'_>, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Url> {
    let text = reader.spanned_text(key, diagnostics)?;
    let url = parse_base_url(text.value);
    // An address with a password has been told as a secret, which must not be shown again.
    if url.is_none() && !is_secret_value(text.value) {
        diagnostics.push(invalid(reader.source, &text, Code::InvalidDeployAddress));
    }
    url
}

/// Reads a length of time: whole days or hours, `7d` or `12h`.
fn parse_duration(text: &str) -> Option<Duration> {
    let (number, seconds) = match text.trim() {
        text if text.ends_with('d') => (text.strip_suffix('d')?, 24 * 60 * 60),
        text if text.ends_with('h') => (text.strip_suffix('h')?, 60 * 60),
        _ => return None,
    };
    let number: u32 = number.trim_end().parse().ok()?;
    Some(Duration::from_secs(u64::from(number) * seconds))
}

/// The places of all secret values.
fn secret_spans(table: &Table, spans: &mut Vec<Range<usize>>) {
    for entry in &table.entries {
        match &entry.value.data {
            Data::Table(inner) if !is_secret_key(&entry.key) => secret_spans(inner, spans),
            data if is_secret_key(&entry.key) || has_secret(data) => spans.push(entry.value.span.clone()),
            _ => {}
        }
    }
}

/// The file with an asterisk for each byte of its secrets, so that all places stay the same. `None` if it has none.
fn covered(source: &SourceText, spans: &[Range<usize>]) -> Option<SourceText> {
    if spans.is_empty() {
        return None;
    }
    let mut text = source.text.to_string();
    for span in spans {
        if let Some(written) = text.get(span.clone()) {
            let stars: String = written
                .split_inclusive('\n')
                .map(|line| match line.strip_suffix('\n') {
                    Some(line) => format!("{}\n", "*".repeat(line.len())),
                    None => "*".repeat(line.len()),
                })
                .collect();
            text.replace_range(span.clone(), &stars);
        }
    }
    Some(SourceText::new(&source.path, text.as_str()))
}

/// The secrets in a target's table, at any depth. Their values are part of no message.
fn find_secrets(source: &SourceText, table: &Table, prefix: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in &table.entries {
        let key = format!("{prefix}.{}", entry.key);
        let secret = |span: &Range<usize>| {
            Diagnostic::new(Code::SecretInConfiguration).at(source.location(span.clone())).with("key", &*key)
        };
        if is_secret_key(&entry.key) {
            found.push(secret(&entry.key_span));
            continue;
        }
        match &entry.value.data {
            Data::Table(inner) => found.extend(find_secrets(source, inner, &key)),
            data if has_secret(data) => found.push(secret(&entry.key_span)),
            _ => {}
        }
    }
    found
}

fn has_secret(data: &Data) -> bool {
    match data {
        Data::Text(text) => is_secret_value(text),
        Data::List(items) => items.iter().any(|item: &Node| has_secret(&item.data)),
        Data::Table(table) => table.entries.iter().any(|entry| has_secret(&entry.value.data)),
        _ => false,
    }
}

/// Whether a key names something that must be kept secret.
fn is_secret_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let whole = ["access_key", "access_key_id", "api_key", "passwd", "private_key", "pwd"];
    whole.contains(&&*key)
        || ["secret", "password", "passphrase", "token", "credential"].iter().any(|word| key.contains(word))
}

/// Whether a value is a secret: an address with a password, a private key, or an access key as Amazon writes them.
fn is_secret_value(text: &str) -> bool {
    let is_access_key = |word: &str| {
        word.len() == 20
            && (word.starts_with("AKIA") || word.starts_with("ASIA"))
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let has_password = |word: &str| {
        let authority = word.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next());
        let user = authority.flatten().and_then(|authority| authority.rsplit_once('@'));
        user.is_some_and(|(user, _)| user.split_once(':').is_some_and(|(_, password)| !password.is_empty()))
    };
    text.contains("PRIVATE KEY-----")
        || text
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | ','))
            .any(|word| is_access_key(word) || has_password(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_days_or_hours() {
        let day = 24 * 60 * 60;
        for (text, seconds) in
            [("7d", Some(7 * day)), ("12h", Some(12 * 3600)), ("0d", Some(0)), ("1 d", Some(day))]
        {
            assert_eq!(parse_duration(text).map(|duration| duration.as_secs()), seconds, "{text}");
        }
        for text in ["", "d", "7", "7 days", "-1d", "1.5d", "99999999999d", "7д"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn secrets_are_known_by_their_keys_and_by_their_forms() {
        for key in ["secret_access_key", "access_key_id", "password", "Session-Token", "private_key"] {
            assert!(is_secret_key(key), "{key}");
        }
        for key in ["bucket", "profile", "path", "keep_assets", "user"] {
            assert!(!is_secret_key(key), "{key}");
        }
        for value in [
            "https://deploy:hunter2@storage.example/",
            "curl -u x https://a:b@cdn.example/purge",
            "AKIAIOSFODNN7EXAMPLE",
            "purge --key=AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
        ] {
            assert!(is_secret_value(value), "{value}");
        }
        for value in
            ["https://storage.example/", "ssh://git@host.example/a:b.git", "git@host.example:altai/site.git"]
        {
            assert!(!is_secret_value(value), "{value}");
        }
    }
}
