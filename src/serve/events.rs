//! What browsers are told while they wait: server-sent events (HTML Standard, section 9.2).

use serde_json::json;
use tokio::sync::broadcast;

use crate::diagnostics::Counts;

/// How many events a slow browser may be behind before it is told once that it missed some.
const KEPT_EVENTS: usize = 64;

/// A change of the site.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The version of the site that it led to.
    pub version: u64,
    /// Addresses, as `href` holds them, of static files whose bytes changed.
    pub assets: Vec<String>,
    /// Addresses of the first pages whose documents were saved, in the languages that were saved.
    pub saved: Vec<String>,
    /// Whether the browser goes to the first of them.
    pub follows: bool,
}

/// Hands events to every browser that listens.
pub struct Events {
    sender: broadcast::Sender<String>,
    /// Tells one run of the server from another.
    instance: String,
}

impl Events {
    pub(super) fn new() -> Self {
        Self { sender: broadcast::Sender::new(KEPT_EVENTS), instance: super::guard::random() }
    }

    /// Listens from now on.
    pub(super) fn listen(&self) -> broadcast::Receiver<String> {
        self.sender.subscribe()
    }

    /// The greeting of a browser that begins to listen.
    pub(super) fn hello(&self, version: u64) -> String {
        event("hello", &json!({ "instance": self.instance, "version": version }))
    }

    /// What a browser is told that missed something.
    pub(super) fn missed(&self, version: u64) -> String {
        event("change", &json!({ "version": version, "assets": [], "saved": [], "follow": false }))
    }

    pub(super) fn tell(&self, change: &Change) {
        let data = json!({
            "version": change.version,
            "assets": change.assets,
            "saved": change.saved,
            "follow": change.follows,
        });
        // Without a browser there is nobody to tell.
        let _ = self.sender.send(event("change", &data));
    }

    /// Tells that the check of all pages has found something else than before.
    pub(super) fn tell_checked(&self, version: u64, counts: Counts) {
        let data = json!({ "version": version, "errors": counts.errors, "warnings": counts.warnings });
        let _ = self.sender.send(event("checked", &data));
    }
}

/// An event as it is written; its data has no line breaks.
fn event(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
