//! Accepts connections and serves HTTP on them.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tower::Service;

use super::background_check;
use super::connection_slots::ConnectionSlots;
use super::router::router;
use super::server::Server;

/// Timeout for reading the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// The largest head of a request, in bytes.
const MAX_HEAD_SIZE: usize = 32 * 1024;

/// Back-off after `accept` fails, usually because no file descriptors are left.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// How many ports are tried, beginning with the requested one.
const MAX_PORT_ATTEMPTS: u16 = 100;

/// Binds to a port of a host: the requested one or, if that is taken, the next free one. Port 0 means any free port.
///
/// # Errors
/// If the host is not this computer, or no port is free.
pub fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let name = host.trim_matches(['[', ']']);
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for port in port..=port.saturating_add(MAX_PORT_ATTEMPTS) {
        let mut is_taken = false;
        // A name may resolve to several addresses, and a computer may lack some of them (IPv6).
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

/// Serves a preview until the process is asked to terminate (Ctrl-C, SIGTERM).
///
/// # Errors
/// If the listener or the signal handlers cannot be set up.
pub fn run(server: Server, listener: TcpListener) -> io::Result<()> {
    let server = Arc::new(server);
    let preview = Arc::clone(&server.preview);
    std::thread::spawn(move || background_check::run(&preview));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let router = router(server);
    let result = runtime.block_on(async {
        tokio::select! {
            failed = accept(&router, listener) => failed,
            terminated = termination() => terminated,
        }
    });
    // Responses in progress are not waited for: event streams never end.
    runtime.shutdown_background();
    result
}

#[cfg(unix)]
async fn termination() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn termination() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn accept(router: &Router, listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let slots = Arc::new(ConnectionSlots::new());
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                tokio::spawn(serve(router.clone(), stream, peer, Arc::clone(&slots)));
            }
            Err(_) => {
                slots.evict_one();
                tokio::time::sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Serves one connection. `axum::serve` would do, but has neither of the limits below, and cannot end a connection.
async fn serve(router: Router, stream: TcpStream, peer: SocketAddr, slots: Arc<ConnectionSlots>) {
    // Events are small and must arrive at once: no Nagle delay.
    let _ = stream.set_nodelay(true);
    let slot = Arc::new(slots.take());
    let service = {
        let slot = Arc::clone(&slot);
        service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            slot.touch();
            // The handler of the event stream needs the slot, and what only this computer may do needs the peer.
            request.extensions_mut().insert(Arc::clone(&slot));
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().call(request)
        })
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // An error here is a browser that hung up or sent garbage; hyper has answered what can be answered.
        _ = connection => {}
        () = slot.evicted() => {}
    }
}
