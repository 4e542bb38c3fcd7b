//! `sapar serve`: shows the site while it is being written.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime};

use clap::Args;

use super::report::{Format, Report};
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::diagnostics::{Code, Counts, Diagnostic, ProgramLanguage};
use crate::load::changed_since;
use crate::project::{Project, Update};
use crate::serve::{Editor, Preview, Server, Watch, WatchMethod, listen, run, watch};
use crate::site::SiteOptions;

/// How long printing the address waits for the watcher. A large site, whose folders take longer to watch, is shown before.
const WATCH_READY_TIMEOUT: Duration = Duration::from_millis(50);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
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
    poll: bool,
    #[arg(long, value_name = "EDITOR")]
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
    let options = SiteOptions { base_url: None, drafts: arguments.drafts, now: today() };
    let project = Project::open(&root, options)?;
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
    let (watches, is_watched) = channel();
    {
        let (preview, root) = (Arc::clone(&preview), root.clone());
        let report = Report::new(language, Format::Human, false);
        std::thread::spawn(move || {
            // In a thread, because setting up watches for the many folders of a large site takes a while.
            match watch(&root, method) {
                Ok(watch) => {
                    if watch.method != method {
                        report.warn("serve-polls", &[]);
                    }
                    let missed = changed_since(&root, began);
                    follow(watch, project, &preview, &report, &missed, &watches);
                }
                Err(error) => report.failure(
                    &Diagnostic::new(Code::WatchFailed)
                        .with("path", root.display().to_string())
                        .with("detail", error.to_string()),
                ),
            }
        });
    }
    // Whoever sees the address may save a file at once, and expects to see the change.
    let _ = is_watched.recv_timeout(WATCH_READY_TIMEOUT);
    greet(report, arguments, address, &url, &preview);
    let environment = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let is_installed = |program: &str| which::which(program).is_ok();
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
    let counts = Counts::of(diagnostics);
    if counts.errors > 0 {
        report.line("serve-errors", &[("errors", counts.errors.into())]);
    }
    report.line("serve-ready", &[("url", url.into())]);
}

/// Updates the preview after each change until watching ends. `missed` are the paths that changed before watching began;
/// `watches` is notified once they have been processed.
fn follow(
    mut watching: Watch,
    mut project: Project,
    preview: &Preview,
    report: &Report,
    missed: &[PathBuf],
    watches: &Sender<()>,
) {
    let mut update = |paths: Vec<&Path>| {
        // A bug that panics must not end the preview. It may have left the project half updated: everything is re-read.
        let refreshed = catch_unwind(AssertUnwindSafe(|| project.refresh(&paths, today())))
            .or_else(|_| catch_unwind(AssertUnwindSafe(|| project.reread().then(Update::default))));
        let Ok(Some(update)) = refreshed else { return };
        let diagnostics = project.diagnostics();
        let last = preview.current();
        let new: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| !last.diagnostics.contains(one)).cloned().collect();
        let is_healed = diagnostics.is_empty() && !last.diagnostics.is_empty();
        preview.replace(
            project.view().cloned(),
            diagnostics,
            project.stale_files(),
            &update.saved,
            &update.assets,
        );
        report.diagnostics(&new);
        if is_healed {
            report.line("serve-healed", &[]);
        }
    };
    update(missed.iter().map(PathBuf::as_path).collect());
    // Fails if it took so long that nobody waits any more.
    let _ = watches.send(());
    while let Some(paths) = watching.wait() {
        update(paths.iter().map(PathBuf::as_path).collect());
    }
}

fn today() -> crate::data::Date {
    jiff::Zoned::now().date()
}
