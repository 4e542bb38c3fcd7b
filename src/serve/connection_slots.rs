//! Limits concurrent connections. When all slots are taken, the least recently active connection is evicted (LRU), so
//! that neither forgotten nor slow connections can keep a browser from its page.
//!
//! This is our own because no ready-made limit evicts: `tower::limit` and a semaphore make the newcomer wait, and
//! timeouts would also end the event streams that every open tab keeps.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// Connections that request pages and files; a browser opens about six.
const MAX_CONNECTIONS: NonZeroUsize = NonZeroUsize::new(128).expect("it is not zero");

/// Connections that hold an event stream; a browser opens one for all its tabs.
const MAX_EVENT_STREAMS: usize = 64;

/// The slots of all connections.
pub(super) struct ConnectionSlots {
    evictable: Mutex<Evictable>,
    event_streams: Arc<Semaphore>,
}

struct Evictable {
    next_id: u64,
    /// What ends each connection, in the order of their last requests.
    connections: LruCache<u64, Arc<Notify>>,
}

/// The slot of one connection, which is free again when this is dropped.
pub(super) struct ConnectionSlot {
    slots: Arc<ConnectionSlots>,
    id: u64,
    evicted: Arc<Notify>,
}

impl ConnectionSlots {
    pub fn new() -> Self {
        let evictable = Evictable { next_id: 0, connections: LruCache::new(MAX_CONNECTIONS) };
        Self { evictable: Mutex::new(evictable), event_streams: Arc::new(Semaphore::new(MAX_EVENT_STREAMS)) }
    }

    /// Takes a slot for a new connection, if need be from the least recently active one.
    pub fn take(self: &Arc<Self>) -> ConnectionSlot {
        let mut evictable = self.lock();
        let id = evictable.next_id;
        evictable.next_id += 1;
        let evicted = Arc::new(Notify::new());
        if let Some((_, least_recent)) = evictable.connections.push(id, Arc::clone(&evicted)) {
            least_recent.notify_one();
        }
        ConnectionSlot { slots: Arc::clone(self), id, evicted }
    }

    /// Evicts the least recently active connection.
    pub fn evict_one(&self) {
        if let Some((_, least_recent)) = self.lock().connections.pop_lru() {
            least_recent.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Evictable> {
        self.evictable.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConnectionSlot {
    /// Records that the connection made a request.
    pub fn touch(&self) {
        self.slots.lock().connections.promote(&self.id);
    }

    /// Takes one of the permits for event streams, and exempts the connection from eviction: a stream is silent from the
    /// browser's side. Returns `None` if there are too many streams already.
    pub fn open_event_stream(&self) -> Option<OwnedSemaphorePermit> {
        let permit = Arc::clone(&self.slots.event_streams).try_acquire_owned().ok()?;
        self.slots.lock().connections.pop(&self.id);
        Some(permit)
    }

    /// Returns when the connection has to end because its slot was given to another one.
    pub async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.slots.lock().connections.pop(&self.id);
    }
}
