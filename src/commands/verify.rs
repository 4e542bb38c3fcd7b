//! Asks the live site whether it is as built: a sample of pages, files, redirects, headers, error pages and of what pages name as the
//! same in other languages. It is asked with the program `curl`, as other hosts are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use url::Url;

use crate::artefacts::Digest;
use crate::config::{Config, DeployPlace, DeployTarget, Host};
use crate::content::{HtmlEvent, tokenise_html};
use crate::diagnostics::{Code, Diagnostic};
use crate::hosts::{BuildManifest, CacheClass, ManifestEntry};
use crate::site::encode_path;

/// How many addresses of each kind are asked for at most.
const PAGES: usize = 20;
const FILES: usize = 12;
const REDIRECTS: usize = 8;
const ALTERNATES: usize = 20;

/// How many addresses are asked for at once.
const WORKERS: usize = 4;

/// From how many seconds on a file is kept for long: a day less than a year, as hosts round.
const LONG: u64 = 364 * 24 * 60 * 60;

/// A site that is live, and what was built.
pub(super) struct Live<'l> {
    /// Where it is read.
    pub base: &'l Url,
    pub config: &'l Config,
    pub target: &'l DeployTarget,
    pub manifest: &'l BuildManifest,
    pub output: &'l Path,
}

/// What the live site has answered.
pub(super) struct Verified {
    /// How many addresses were asked for.
    pub asked: usize,
    /// What is not as built.
    pub findings: Vec<Diagnostic>,
}

/// What is expected at an address.
enum Expected<'l> {
    /// A file of the site.
    File(&'l ManifestEntry),
    /// The way to another address.
    Redirect(&'l ManifestEntry, String),
    /// No page, and this file of the site as an error page, where the host can.
    NotFound(Option<&'l ManifestEntry>),
    /// Any page.
    Alternate,
}

/// Asks the live site.
///
/// # Errors
/// When `curl` is not there.
pub(super) fn verify(live: &Live<'_>) -> Result<Verified, Diagnostic> {
    Command::new("curl")
        .arg("--version")
        .output()
        .map_err(|error| Diagnostic::new(Code::CurlUnavailable).with("detail", error.to_string()))?;
    let queue = questions(live);
    let asked = queue.len();
    let queue = Mutex::new(queue.into_iter().enumerate().rev().collect::<Vec<_>>());
    let found = Mutex::new(BTreeMap::new());
    let work = || loop {
        let next = queue.lock().expect("no thread panics while it holds the queue").pop();
        let Some((number, (url, expected))) = next else { return };
        let findings = check(live, &url, &expected);
        found.lock().expect("no thread panics while it holds the list").insert(number, findings);
    };
    std::thread::scope(|scope| {
        for _ in 0..WORKERS.min(asked) {
            scope.spawn(work);
        }
    });
    let found = found.into_inner().expect("no thread panicked while it held the list");
    Ok(Verified { asked, findings: found.into_values().flatten().collect() })
}

/// What is asked: spread evenly over the site, and the same each time.
fn questions<'l>(live: &Live<'l>) -> Vec<(String, Expected<'l>)> {
    let files = &live.manifest.files;
    let is_error_page = |path: &str| path == "404.html" || path.ends_with("/404.html");
    let is_page = |file: &&ManifestEntry| {
        file.path.ends_with(".html") && file.redirect.is_none() && !is_error_page(&file.path)
    };
    let is_file = |file: &&ManifestEntry| {
        !file.path.ends_with(".html") && file.encoding.is_none() && file.class != CacheClass::Host
    };
    let of_root = |file: &&ManifestEntry| {
        let languages = || live.config.languages.iter();
        file.path == "index.html" || languages().any(|it| file.path == format!("{}/index.html", it.tag))
    };
    let mut pages: Vec<&ManifestEntry> = files.iter().filter(is_page).filter(of_root).collect();
    pages.extend(spread(files.iter().filter(is_page).filter(|file| !of_root(file)).collect(), PAGES));
    let mut questions = Vec::new();
    let mut alternates = BTreeSet::new();
    for page in &pages {
        questions.push((address(live.base, &page.path), Expected::File(page)));
        let html = std::fs::read_to_string(live.output.join(&page.path)).unwrap_or_default();
        alternates.extend(alternates_of(&html));
    }
    for file in spread(files.iter().filter(is_file).collect(), FILES) {
        questions.push((address(live.base, &file.path), Expected::File(file)));
    }
    let redirects: Vec<&ManifestEntry> =
        files.iter().filter(|file| file.redirect.is_some() && file.path.ends_with(".html")).collect();
    for file in spread(redirects, REDIRECTS) {
        let to = file.redirect.clone().unwrap_or_default();
        questions.push((address(live.base, &file.path), Expected::Redirect(file, to)));
    }
    let asked: BTreeSet<String> = questions.iter().map(|(url, _)| url.clone()).collect();
    let own_base = live.config.base_url.as_str();
    let alternates: Vec<String> = alternates
        .into_iter()
        // Where the site is read at another address, so are its pages.
        .map(|url| match url.strip_prefix(own_base) {
            Some(rest) => format!("{}{rest}", live.base),
            None => url,
        })
        .filter(|url| !asked.contains(url))
        .collect();
    questions.extend(spread(alternates, ALTERNATES).into_iter().map(|url| (url, Expected::Alternate)));
    let error_page = |path: &str| {
        let found = files.binary_search_by(|file| file.path.as_str().cmp(path)).ok();
        found.map(|index| &files[index]).filter(|_| !live.config.hosts.is_empty())
    };
    let missing = "sapar-verify-no-such-page/";
    questions.push((format!("{}{missing}", live.base), Expected::NotFound(error_page("404.html"))));
    for language in &live.config.languages {
        let can = |host: &Host| !matches!(host, Host::GitHub | Host::Vercel | Host::S3);
        let is_told = live.config.hosts.iter().all(can);
        let own = error_page(&format!("{}/404.html", language.tag)).filter(|_| is_told);
        let page = own.or_else(|| error_page("404.html")).filter(|_| is_told || own.is_some());
        questions.push((format!("{}{}/{missing}", live.base, language.tag), Expected::NotFound(page)));
    }
    questions
}

/// So many of a list, in even steps.
fn spread<T>(list: Vec<T>, count: usize) -> Vec<T> {
    let step = list.len().div_ceil(count).max(1);
    list.into_iter().step_by(step).collect()
}

/// The address at which a file is read.
fn address(base: &Url, path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    let mut address = base.to_string();
    encode_path(path, &mut address);
    address
}

/// The addresses that a page names as the same in other languages.
fn alternates_of(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut is_link, mut name) = (false, Vec::new());
    let mut attributes: BTreeMap<Vec<u8>, String> = BTreeMap::new();
    let end = |is_link: bool, attributes: &mut BTreeMap<Vec<u8>, String>, found: &mut Vec<String>| {
        let is_alternate = attributes.get(&b"rel"[..]).is_some_and(|rel| rel == "alternate");
        if is_link && is_alternate && attributes.contains_key(&b"hreflang"[..]) {
            found.extend(attributes.remove(&b"href"[..]));
        }
        attributes.clear();
    };
    tokenise_html(html, |event, _| match event {
        HtmlEvent::OpenStartTag { name } => {
            end(is_link, &mut attributes, &mut found);
            is_link = name == b"link";
        }
        HtmlEvent::AttributeName { name: own } if is_link => name = own.to_vec(),
        HtmlEvent::AttributeValue { value } if is_link => {
            attributes.entry(name.clone()).or_default().push_str(&String::from_utf8_lossy(value));
        }
        _ => {}
    });
    end(is_link, &mut attributes, &mut found);
    found
}

/// An answer.
struct Answer {
    status: u16,
    /// Names in lower case.
    headers: BTreeMap<String, String>,
    body: Digest,
}

fn check(live: &Live<'_>, url: &str, expected: &Expected<'_>) -> Vec<Diagnostic> {
    let finding = |what: &'static str, expected: &str, found: &str| {
        Diagnostic::new(Code::LiveDiffers)
            .with("what", what)
            .with("url", url)
            .with("expected", expected)
            .with("found", found)
    };
    let answer = match ask(url) {
        Ok(answer) => answer,
        Err(detail) => return vec![finding("unreachable", "", &detail)],
    };
    let status = answer.status.to_string();
    match expected {
        Expected::File(file) => match answer.status {
            200 => of_file(live, file, &answer, &finding),
            _ => vec![finding("status", "200", &status)],
        },
        Expected::Alternate => match answer.status {
            200..=399 => Vec::new(),
            _ => vec![finding("hreflang", "200", &status)],
        },
        Expected::NotFound(page) => match (answer.status, page) {
            (404 | 410, Some(page)) if answer.body != page.digest => vec![finding("body", "", "")],
            (404 | 410, _) => Vec::new(),
            _ => vec![finding("not-found", "404", &status)],
        },
        Expected::Redirect(file, to) => {
            let location = answer.headers.get("location").map_or("", String::as_str);
            let meant = Url::parse(url).and_then(|url| url.join(to)).map(|url| url.to_string());
            let led = Url::parse(url).and_then(|url| url.join(location)).map(|url| url.to_string());
            let is_right = matches!(answer.status, 301 | 308) && meant.is_ok() && meant == led;
            // A host that cannot do it has a page that leads on.
            let has_page = answer.status == 200 && answer.body == file.digest;
            if is_right || (has_page && !can_redirect(live)) {
                return Vec::new();
            }
            let found = format!("{status} {location}");
            vec![finding("redirect", to, found.trim())]
        }
    }
}

fn of_file(
    live: &Live<'_>,
    file: &ManifestEntry,
    answer: &Answer,
    finding: &dyn Fn(&'static str, &str, &str) -> Diagnostic,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if answer.body != file.digest {
        findings.push(finding("body", "", ""));
    }
    let header = |name: &str| answer.headers.get(&name.to_ascii_lowercase()).map_or("", String::as_str);
    let plain = |text: &str| text.to_ascii_lowercase().replace(' ', "");
    let (expected, found) = (file.content_type(), header("content-type"));
    // A server that nobody has configured may leave out the charset, which pages say themselves.
    let essence = |text: &str| plain(text).split(';').next().unwrap_or_default().to_owned();
    let is_same = match sends_headers(live) {
        true => plain(&expected) == plain(found),
        false => essence(&expected) == essence(found),
    };
    if !is_same {
        findings.push(finding("type", &expected, found));
    }
    if !sends_headers(live) {
        return findings;
    }
    let cache = plain(header("cache-control"));
    let seconds = cache.split(',').find_map(|part| part.strip_prefix("max-age=")?.parse::<u64>().ok());
    let is_kept = seconds.is_some_and(|seconds| seconds >= LONG);
    let is_asked_anew = cache.contains("no-cache") || cache.contains("no-store") || seconds == Some(0);
    let is_right = match file.class {
        CacheClass::Immutable => is_kept,
        CacheClass::Revalidate => is_asked_anew,
        // Asked for without its version, which hosts treat differently.
        CacheClass::Versioned | CacheClass::Host => true,
    };
    if !is_right {
        findings.push(finding("cache", file.class.cache_control(), header("cache-control")));
    }
    if file.path.ends_with(".html") && has_security_headers(live) {
        for (name, value) in &live.manifest.headers {
            if header(name) != value {
                let found = format!("{name}: {}", header(name));
                findings.push(finding("header", &format!("{name}: {value}"), found.trim()));
            }
        }
    }
    findings
}

/// Whether the types and the caching of files are those of the build.
fn sends_headers(live: &Live<'_>) -> bool {
    let is_s3 = matches!(live.target.place, DeployPlace::S3(_));
    is_s3 || (!live.config.hosts.is_empty() && !live.config.hosts.contains(&Host::GitHub))
}

/// Whether the host sends the security headers of the build.
fn has_security_headers(live: &Live<'_>) -> bool {
    let can = |host: &Host| !matches!(host, Host::GitHub | Host::S3);
    !live.config.hosts.is_empty() && live.config.hosts.iter().all(can)
}

/// Whether old addresses are answered by true redirects.
fn can_redirect(live: &Live<'_>) -> bool {
    !live.config.hosts.is_empty() && !live.config.hosts.contains(&Host::GitHub)
}

/// Asks for an address, and follows nothing.
fn ask(url: &str) -> Result<Answer, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (head, body) = (folder.path().join("head"), folder.path().join("body"));
    let agent = format!("sapar/{} (verify)", env!("CARGO_PKG_VERSION"));
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--globoff", "--connect-timeout", "10", "--max-time", "60"])
        .args(["--proto", "=http,https", "--user-agent", &agent, "--retry", "2", "--dump-header"])
        .arg(&head)
        .arg("--output")
        .arg(&body)
        .args(["--url", url])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let head = String::from_utf8_lossy(&std::fs::read(&head).unwrap_or_default()).into_owned();
    // Several heads stand there if a proxy has answered, too, or the request was made again; the last is that of the site.
    // The value of a header may name the protocol, too (`Server: SimpleHTTP/0.6`).
    let last = head.rfind("\nHTTP/").map_or(head.as_str(), |end| &head[end + 1..]);
    let status = last.split_ascii_whitespace().nth(1).and_then(|status| status.parse().ok());
    let headers = last.lines().skip(1).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    });
    // There is no file if there is no body.
    let body = std::fs::read(&body).unwrap_or_default();
    Ok(Answer { status: status.unwrap_or_default(), headers: headers.collect(), body: Digest::of(&body) })
}
