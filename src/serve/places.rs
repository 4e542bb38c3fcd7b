//! How many connections are served at a time. Whoever comes when all places are taken gets that of the connection that
//! has been silent for longest: neither forgotten connections nor slow ones keep a browser from its page.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{Receiver, Sender, channel};

/// How many connections there may be that ask for pages; a browser opens some six.
const ASKING: usize = 128;

/// How many connections there may be that listen to events; a browser opens one for all its tabs.
const LISTENING: usize = 64;

/// The places of all connections.
#[derive(Default)]
pub(super) struct Places {
    taken: Mutex<Taken>,
}

/// By the turn at which a connection last asked for something; to drop what is kept here ends the connection.
#[derive(Default)]
struct Taken {
    turns: u64,
    asking: BTreeMap<u64, Sender<()>>,
    listening: BTreeMap<u64, Sender<()>>,
}

/// The place of a connection, which it leaves by being dropped.
pub(super) struct Place {
    places: Arc<Places>,
    turn: AtomicU64,
}

impl Places {
    /// Takes a place. What comes with it is over when the place is needed for somebody else.
    pub fn take(self: &Arc<Self>) -> (Place, Receiver<()>) {
        let (keep, is_needed) = channel();
        let mut taken = self.lock();
        if taken.asking.len() >= ASKING {
            taken.asking.pop_first();
        }
        let turn = taken.next_turn();
        taken.asking.insert(turn, keep);
        (Place { places: Arc::clone(self), turn: AtomicU64::new(turn) }, is_needed)
    }

    /// Ends the connection that has been silent for longest.
    pub fn make_room(&self) {
        self.lock().asking.pop_first();
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    fn next_turn(&mut self) -> u64 {
        self.turns += 1;
        self.turns
    }
}

impl Place {
    /// Notes that the connection asks for something.
    pub fn ask(&self) {
        let mut taken = self.places.lock();
        if let Some(keep) = taken.asking.remove(&self.turn.load(Ordering::Relaxed)) {
            let turn = taken.next_turn();
            taken.asking.insert(turn, keep);
            self.turn.store(turn, Ordering::Relaxed);
        }
    }

    /// Notes that the connection will only listen from now on. Says whether there is a place for that.
    pub fn listen(&self) -> bool {
        let mut taken = self.places.lock();
        let turn = self.turn.load(Ordering::Relaxed);
        if taken.listening.len() >= LISTENING {
            return false;
        }
        let keep = taken.asking.remove(&turn);
        keep.map(|keep| taken.listening.insert(turn, keep)).is_some()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        let turn = self.turn.load(Ordering::Relaxed);
        taken.asking.remove(&turn);
        taken.listening.remove(&turn);
    }
}
