//! Asks the hosts of links to the outside whether these lead anywhere, with the program `curl`: it knows the system's certificates
//! and proxies, and Sapar need not hold an implementation of TLS for a check that few builds make.
//!
//! Each host is asked for one address at a time, with a pause in between; several hosts are asked at once.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use url::Url;

use crate::artefacts::{LinkAnswer, LinkAnswers, LinkState};
use crate::data::{Date, parse_date};
use crate::diagnostics::{Code, Diagnostic};

/// How many hosts are asked at once.
const WORKERS: usize = 8;

/// The pause between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// How often an address is asked for that does not answer.
const ATTEMPTS: usize = 3;

/// How long a host may ask to be left alone for, in seconds, before it is asked another day.
const MAX_WAIT: u64 = 60;

/// For how many days an answer is believed: that a page is there, and that it is not.
const LIVE_DAYS: i32 = 14;
const DEAD_DAYS: i32 = 1;

/// Completes the answers about addresses. `archive` is what the address of a dead page is added to, encoded, to ask for a copy of
/// it; empty for none.
///
/// # Errors
/// When `curl` is not there, or no host at all can be found.
pub(super) fn ask_hosts<'u>(
    urls: impl Iterator<Item = &'u String>,
    answers: &mut LinkAnswers,
    today: Date,
    archive: &str,
) -> Result<(), Diagnostic> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for url in urls {
        known.insert(url.clone());
        if answers.0.get(url).is_none_or(|answer| !is_fresh(answer, today))
            && let Ok(parsed) = Url::parse(url)
        {
            let host =
                format!("{}:{:?}", parsed.host_str().unwrap_or_default(), parsed.port_or_known_default());
            hosts.entry(host).or_default().push(url.clone());
        }
    }
    // What the site links to no more is forgotten.
    answers.0.retain(|url, _| known.contains(url));
    if hosts.is_empty() {
        return Ok(());
    }
    Command::new("curl")
        .arg("--version")
        .output()
        .map_err(|error| Diagnostic::new(Code::CurlUnavailable).with("detail", error.to_string()))?;
    let count: usize = hosts.values().map(Vec::len).sum();
    let queue = Mutex::new(hosts.into_values().collect::<Vec<_>>());
    let found = Mutex::new(Vec::with_capacity(count));
    let work = || loop {
        let Some(urls) = queue.lock().expect("no thread panics while it holds the queue").pop() else {
            return;
        };
        for (number, url) in urls.into_iter().enumerate() {
            if number > 0 {
                std::thread::sleep(PAUSE);
            }
            let state = state(&url);
            let archived = match &state {
                LinkState::Dead(_) if !archive.is_empty() => copy_in_archive(archive, &url),
                _ => None,
            };
            let answer = LinkAnswer { day: today.to_string(), state, archived };
            found.lock().expect("no thread panics while it holds the list").push((url, answer));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..WORKERS.min(count) {
            scope.spawn(work);
        }
    });
    let found = found.into_inner().expect("no thread panicked while it held the list");
    let is_lost = |(_, answer): &(String, LinkAnswer)| answer.state == LinkState::Dead(NO_HOST.to_owned());
    if found.len() > 1 && found.iter().all(is_lost) {
        // It is this machine that finds no host.
        return Err(Diagnostic::new(Code::NetworkUnavailable).with("count", found.len()));
    }
    answers.0.extend(found);
    Ok(())
}

fn is_fresh(answer: &LinkAnswer, today: Date) -> bool {
    let days = match answer.state {
        LinkState::Live | LinkState::Moved(_) => LIVE_DAYS,
        LinkState::Dead(_) | LinkState::Unsure(_) => DEAD_DAYS,
    };
    let asked = parse_date(&answer.day);
    asked.and_then(|day| day.until(today).ok()).is_some_and(|span| (0..days).contains(&span.get_days()))
}

/// What is said of a host that does not exist.
const NO_HOST: &str = "DNS";

/// What one request has brought.
struct Reply {
    /// The status of each response, in their order; redirects come before what they lead to.
    statuses: Vec<u16>,
    /// For how many seconds the host wants to be left alone.
    retry_after: Option<u64>,
    /// Where the redirects led.
    url: String,
    /// The exit code of `curl`, and what it said.
    failure: Option<(i32, String)>,
    body: String,
}

/// Finds out what an address leads to.
fn state(url: &str) -> LinkState {
    let mut said = String::new();
    let mut is_head = true;
    for attempt in 0..ATTEMPTS {
        let reply = ask(url, is_head, false);
        if let Some((code, detail)) = reply.failure {
            // 6: the host has no address.
            if code == 6 {
                return LinkState::Dead(NO_HOST.to_owned());
            }
            said = detail;
        } else {
            let status = reply.statuses.last().copied().unwrap_or_default();
            said = status.to_string();
            match status {
                200..=399 => {
                    let redirects = &reply.statuses[..reply.statuses.len() - 1];
                    let is_for_good =
                        !redirects.is_empty() && redirects.iter().all(|it| matches!(it, 301 | 308));
                    return if is_for_good { LinkState::Moved(reply.url) } else { LinkState::Live };
                }
                429 | 503 => match reply.retry_after {
                    Some(seconds @ 0..=MAX_WAIT) if attempt + 1 < ATTEMPTS => {
                        std::thread::sleep(Duration::from_secs(seconds));
                        continue;
                    }
                    _ => return LinkState::Unsure(said),
                },
                // Many servers know no other method than GET.
                _ if is_head => {
                    is_head = false;
                    std::thread::sleep(PAUSE);
                    continue;
                }
                404 | 410 => return LinkState::Dead(said),
                400..=499 => return LinkState::Unsure(said),
                _ => {}
            }
        }
        if attempt + 1 < ATTEMPTS {
            std::thread::sleep(PAUSE * (attempt as u32 + 1));
        }
    }
    LinkState::Unsure(said)
}

/// Where an archive has a copy of an address.
fn copy_in_archive(archive: &str, url: &str) -> Option<String> {
    let encoded: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
    let reply = ask(&format!("{archive}{encoded}"), false, true);
    let answer: serde_json::Value = serde_json::from_str(&reply.body).ok()?;
    let copy = &answer["archived_snapshots"]["closest"];
    let is_there = copy["available"].as_bool() == Some(true);
    is_there.then(|| copy["url"].as_str().map(ToOwned::to_owned)).flatten()
}

/// Stands before the address in what `curl` writes at the end.
const END: &str = "\n@sapar-end ";

fn ask(url: &str, is_head: bool, wants_body: bool) -> Reply {
    let agent = format!("sapar/{} (link check)", env!("CARGO_PKG_VERSION"));
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--location", "--max-redirs", "10", "--globoff"]);
    command.args(["--connect-timeout", "10", "--max-time", "30", "--proto", "=http,https"]);
    command.args(["--user-agent", &agent, "--write-out", &format!("{END}%{{url_effective}}")]);
    if is_head {
        command.arg("--head");
    } else if !wants_body {
        command.args(["--dump-header", "-", "--output", if cfg!(windows) { "NUL" } else { "/dev/null" }]);
    }
    let output = match command.args(["--url", url]).output() {
        Ok(output) => output,
        Err(error) => {
            let failure = Some((-1, error.to_string()));
            return Reply {
                statuses: Vec::new(),
                retry_after: None,
                url: String::new(),
                failure,
                body: String::new(),
            };
        }
    };
    let written = String::from_utf8_lossy(&output.stdout);
    let (text, end) = written.rsplit_once(END).unwrap_or((&*written, ""));
    let statuses = text
        .lines()
        .filter_map(|line| line.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse::<u16>().ok());
    let retry_after = text.lines().rev().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("retry-after").then(|| value.trim().parse::<u64>().ok()).flatten()
    });
    let code = output.status.code().unwrap_or(-1);
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Reply {
        // 100 says nothing of the page, and neither does what a proxy says of itself.
        statuses: statuses.filter(|status| *status >= 200).collect(),
        retry_after,
        url: end.trim().to_owned(),
        failure: (code != 0).then_some((code, said)),
        body: if wants_body { text.to_owned() } else { String::new() },
    }
}
