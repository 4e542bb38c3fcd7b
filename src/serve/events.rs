//! Server-sent events: what open pages are notified of.

use std::convert::Infallible;

use axum::response::sse::Event;
use serde_json::json;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use super::token;
use crate::diagnostics::Counts;

/// Queue length per subscriber; one that lags further behind gets a single `change` instead of what it missed.
const EVENT_QUEUE_LENGTH: usize = 64;

/// A change of the site.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The version of the site that it led to.
    pub version: u64,
    /// Addresses, as `href` holds them, of static files whose bytes changed.
    pub assets: Vec<String>,
    /// Addresses of the first pages whose documents were saved, in the languages that were saved.
    pub saved: Vec<String>,
    /// Whether the browser navigates to the first of them.
    pub follows: bool,
}

/// Broadcasts events to every subscribed browser.
pub struct Events {
    sender: broadcast::Sender<Event>,
    /// Distinguishes one run of the server from another.
    instance: String,
}

impl Events {
    pub(super) fn new() -> Self {
        Self { sender: broadcast::Sender::new(EVENT_QUEUE_LENGTH), instance: token::random() }
    }

    /// A `hello`, then everything that is sent from now on. `version` is asked for the current version of the site.
    pub(super) fn subscribe<V: Fn() -> u64 + Send + 'static>(
        &self,
        version: V,
    ) -> impl Stream<Item = Result<Event, Infallible>> + use<V> {
        // Subscribed first: a change between the two is sent twice rather than missed.
        let events = BroadcastStream::new(self.sender.subscribe());
        let hello = event("hello", &json!({ "instance": self.instance, "version": version() }));
        // The only error is that this subscriber lagged behind.
        let events = events.map(move |sent| sent.unwrap_or_else(|_| missed(version())));
        tokio_stream::once(hello).chain(events).map(Ok)
    }

    /// Everything that is sent from now on.
    pub(super) fn changes(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    /// Notifies all browsers of a change.
    pub(super) fn send_change(&self, change: &Change) {
        let data = json!({
            "version": change.version,
            "assets": change.assets,
            "saved": change.saved,
            "follow": change.follows,
        });
        // The only error is that nobody is subscribed.
        let _ = self.sender.send(event("change", &data));
    }

    /// Notifies all browsers that the background check has new results.
    pub(super) fn send_checked(&self, version: u64, counts: Counts) {
        let data = json!({ "version": version, "errors": counts.errors, "warnings": counts.warnings });
        let _ = self.sender.send(event("checked", &data));
    }
}

/// Replaces the events that a slow subscriber missed: whatever changed, its page asks for itself again.
fn missed(version: u64) -> Event {
    event("change", &json!({ "version": version, "assets": [], "saved": [], "follow": false }))
}

fn event(name: &str, data: &serde_json::Value) -> Event {
    Event::default().event(name).data(data.to_string())
}
