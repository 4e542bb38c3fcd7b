//! Connections of browsers, and which part of the preview answers each request.

use std::convert::Infallible;
use std::io;
use std::net::{TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::answer::{self, Answer, plain};
use super::editor::{self, Editor};
use super::own_pages::{Reason, compare_page};
use super::places::{Place, Places};
use super::{guard, panel, preview::Preview, survey};
use crate::diagnostics::ProgramLanguage;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

/// How much of a request's head is read, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;

/// How long the system gets to have room for another connection again.
const BREATH: Duration = Duration::from_millis(50);

/// How many ports are tried where one is taken.
const PORTS: u16 = 100;

/// A preview that browsers can look at.
pub struct Server {
    /// What is shown.
    pub preview: Arc<Preview>,
    /// The site's folder, without links.
    pub root: PathBuf,
    /// The language of what the preview itself says.
    pub language: ProgramLanguage,
    /// What opens a file.
    pub editor: Editor,
    /// What the preview's own pages know and others do not.
    pub(super) token: String,
    /// The name or address that it listens at.
    host: String,
}

/// Takes a port of a host: the one asked for, else the next that is free. Port 0 stands for any.
///
/// # Errors
/// When the host is not this computer, or no port is free.
pub fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let name = host.trim_matches(['[', ']']);
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for port in port..=port.saturating_add(PORTS) {
        let mut is_taken = false;
        // A name may stand for several addresses, of which a computer may have only some.
        for address in (name, port).to_socket_addrs()? {
            match TcpListener::bind(address) {
                Ok(listener) => return Ok(listener),
                Err(error) => {
                    is_taken |= error.kind() == io::ErrorKind::AddrInUse;
                    last = error;
                }
            }
        }
        if !is_taken {
            break;
        }
    }
    Err(last)
}

impl Server {
    /// A server of a preview.
    pub fn new(
        preview: Arc<Preview>,
        root: PathBuf,
        language: ProgramLanguage,
        editor: Editor,
        host: &str,
    ) -> Self {
        Self { preview, root, language, editor, token: guard::random(), host: host.to_owned() }
    }

    /// Answers browsers until the user ends it by Ctrl-C, or the system does.
    ///
    /// # Errors
    /// When the system does not let it listen.
    pub fn run(self, listener: TcpListener) -> io::Result<()> {
        let server = Arc::new(self);
        let preview = Arc::clone(&server.preview);
        std::thread::spawn(move || survey::run(&preview));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let ended = runtime.block_on(async {
            tokio::select! {
                failed = accept(server, listener) => failed,
                ended = asked_to_end() => ended,
            }
        });
        // What is still being answered is not waited for.
        runtime.shutdown_background();
        ended
    }
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = tokio::signal::ctrl_c() => ended,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn accept(server: Arc<Server>, listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let places = Arc::new(Places::default());
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(Arc::clone(&server), stream, Arc::clone(&places)))),
            // The system allows no further connection.
            Err(_) => {
                places.make_room();
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

async fn serve(server: Arc<Server>, stream: TcpStream, places: Arc<Places>) {
    // What is written is to arrive at once.
    let _ = stream.set_nodelay(true);
    let (place, is_needed) = places.take();
    let place = Arc::new(place);
    let service = service_fn(move |request| {
        let (server, place) = (Arc::clone(&server), Arc::clone(&place));
        async move {
            place.ask();
            Ok::<_, Infallible>(answer(&server, request, &place).await)
        }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // A browser that hangs up is no mistake.
        _ = connection => {}
        _ = is_needed => {}
    }
}

async fn answer(server: &Arc<Server>, request: Request<Incoming>, place: &Place) -> Answer {
    let base_path = {
        let snapshot = server.preview.current();
        snapshot.view.as_ref().map_or("/".to_owned(), |view| view.site.config.base_path().to_owned())
    };
    if !guard::is_known_host(request.headers(), &server.host) {
        return answer::error(server, Reason::Forbidden, &[], &base_path);
    }
    let path = request.uri().path().to_owned();
    let own = path.strip_prefix(&base_path).and_then(|rest| rest.strip_prefix("_sapar/"));
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match own {
        Some(_) if !guard::is_own_page(request.headers()) => plain(StatusCode::FORBIDDEN, "forbidden\n"),
        Some("open") if request.method() == Method::POST => editor::open(server, request).await,
        Some("open") => not_allowed("POST"),
        _ if !is_read => not_allowed("GET, HEAD"),
        Some("events") if request.method() == Method::GET => match place.listen() {
            true => answer::events(&server.preview),
            false => plain(StatusCode::SERVICE_UNAVAILABLE, "too many tabs listen\n"),
        },
        Some("panel.json") => panel::answer(server, request.uri().query().unwrap_or_default()).await,
        Some(name) if name.starts_with("compare/") => answer::html(compare_page(server.language, &base_path)),
        Some(name) => answer::of_client(name, request.headers())
            .unwrap_or_else(|| plain(StatusCode::NOT_FOUND, "not found\n")),
        None => answer::of_site(server, &path, request.headers()).await,
    }
}

fn not_allowed(allowed: &'static str) -> Answer {
    let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "method not allowed\n");
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    answer
}
