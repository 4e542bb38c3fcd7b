//! `sapar serve`: shows the site while it is being written.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime};

use clap::Args;

use super::report::{Format, Report};
use super::today::{today, unknown_time_zone};
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::diagnostics::{Code, Counts, Diagnostic, ProgramLanguage};
use crate::load::{self, changed_since};
use crate::project::Project;
use crate::serve::{Editor, Follower, News, Preview, Server, WatchMethod, listen, run, watch};
use crate::site::SiteOptions;

/// How long printing the address waits for the watcher. A large site, whose folders take longer to watch, is shown before.
const WATCH_READY_TIMEOUT: Duration = Duration::from_millis(50);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    port: u16,
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    #[arg(long)]
    open: bool,
    #[arg(long)]
    follow: bool,
    #[arg(long)]
    drafts: bool,
    #[arg(long)]
    pseudo: bool,
    #[arg(long)]
    poll: bool,
    #[arg(long, value_name = "EDITOR", value_parser = Editor::parse)]
    editor: Option<String>,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    match start(arguments, language, &report) {
        Ok(()) => EXIT_OK,
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn start(arguments: &Arguments, language: ProgramLanguage, report: &Report) -> Result<(), Diagnostic> {
    let method = if arguments.poll { WatchMethod::Poll } else { WatchMethod::System };
    // Change notifications name absolute paths without symbolic links.
    let root = dunce::canonicalize(&arguments.root).unwrap_or_else(|_| arguments.root.clone());
    let began = SystemTime::now();
    let config = load::config(&root);
    let now = today(config.as_ref());
    report.diagnostics(unknown_time_zone(config.as_ref()).as_slice());
    let options = SiteOptions { base_url: None, drafts: arguments.drafts, now };
    let project = match arguments.pseudo {
        true => Project::open_pseudo(&root, options)?,
        false => Project::open(&root, options)?,
    };
    let failed = |error: std::io::Error| {
        Diagnostic::new(Code::PortUnavailable)
            .with("host", arguments.host.as_str())
            .with("port", usize::from(arguments.port).to_string())
            .with("detail", error.to_string())
    };
    let listener = listen(&arguments.host, arguments.port).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let base_path = project.view().map_or("/", |view| view.site.config.base_path()).to_owned();
    let url = format!("http://{}{base_path}", reachable(address));
    let preview = Arc::new(Preview::new(
        &root,
        project.view().cloned(),
        project.diagnostics(),
        project.stale_files(),
        arguments.follow,
    ));
    preview.show_drafts(arguments.drafts);
    let (watches, is_watched) = channel();
    {
        let (preview, root) = (Arc::clone(&preview), root.clone());
        // In a thread, because setting up watches for the many folders of a large site takes a while.
        std::thread::spawn(move || follow(project, &preview, &root, method, began, language, &watches));
    }
    // Whoever sees the address may save a file at once, and expects to see the change.
    let _ = is_watched.recv_timeout(WATCH_READY_TIMEOUT);
    greet(report, arguments, address, &url, &preview);
    let variables = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let is_installed = |program: &str| which::which(program).is_ok();
    let environment = Editor::choose_variable(variables, is_installed);
    let editor = Editor::choose(arguments.editor.as_deref(), environment.as_deref(), is_installed);
    if arguments.open {
        // If no browser opens, the user still has the printed address.
        let _ = open::that_detached(&url);
    }
    run(Server::new(preview, root, language, editor, &arguments.host), listener).map_err(failed)
}

/// An address that leads to the preview from this computer: browsers cannot open unspecified addresses (`0.0.0.0`).
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip: IpAddr = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Prints the address of the preview, and what the user should know about it.
fn greet(report: &Report, arguments: &Arguments, address: SocketAddr, url: &str, preview: &Preview) {
    let diagnostics = &preview.current().diagnostics;
    report.diagnostics(diagnostics);
    if arguments.port != 0 && address.port() != arguments.port {
        let about =
            [("taken", arguments.port.to_string().into()), ("port", address.port().to_string().into())];
        report.line("serve-port-taken", &about);
    }
    if !address.ip().is_loopback() {
        report.warn("serve-open-to-network", &[]);
    }
    if arguments.pseudo {
        report.line("serve-pseudo", &[]);
    }
    let counts = Counts::of(diagnostics);
    if counts.errors > 0 {
        report.line("serve-errors", &[("errors", counts.errors.into())]);
    }
    report.line("serve-ready", &[("url", url.into())]);
}

/// Updates the preview after each change, forever. `began` is a time before the project was read; `watches` is notified once
/// the changes since then have been processed.
fn follow(
    project: Project,
    preview: &Preview,
    root: &Path,
    method: WatchMethod,
    began: SystemTime,
    language: ProgramLanguage,
    watches: &Sender<()>,
) {
    let report = Report::new(language, Format::Human, false);
    let tell = |news: &News| {
        report.diagnostics(&news.diagnostics);
        if news.is_healed {
            report.line("serve-healed", &[]);
        }
    };
    let mut follower = Follower::new(project, preview, today, &tell);
    loop {
        let linked = follower.linked_paths();
        match watch(root, &linked, method) {
            Ok(mut watch) => {
                preview.set_waker(watch.waker());
                if watch.method != method {
                    report.warn("serve-polls", &[]);
                }
                follower.update(&changed_since(root, &linked, began).into_iter().collect());
                // Fails if it took so long that nobody waits any more.
                let _ = watches.send(());
                follower.run(&mut watch);
            }
            Err(error) => follower.fail(
                Diagnostic::new(Code::WatchFailed)
                    .with("path", root.display().to_string())
                    .with("detail", error.to_string()),
            ),
        }
        // The system has ended the watch, or there is none: another one may come about later.
        std::thread::sleep(follower.retry_delay());
    }
}
