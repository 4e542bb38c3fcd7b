//! A storage in memory for tests, in which a scheduler decides which operation comes next, and after which one a deployment is killed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::clock::Clock;
use super::object::{Object, Source};
use super::storage::{DeployError, Replaced, Storage, Stored};

/// What stands at a target.
#[derive(Default)]
pub(super) struct World {
    pub files: RefCell<BTreeMap<String, (Vec<u8>, u64)>>,
    versions: Cell<u64>,
    /// Seconds since 1970.
    pub now: Cell<u64>,
    /// How many operations have been carried out.
    pub operations: Cell<usize>,
    /// What a reader must never see.
    pub violations: RefCell<Vec<String>>,
}

impl World {
    /// What stands at the paths of the site, as text.
    pub fn site(&self) -> BTreeMap<String, String> {
        let files = self.files.borrow();
        let own = files.iter().filter(|(name, _)| !name.starts_with(".sapar/"));
        own.map(|(name, (bytes, _))| (name.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
    }

    fn write(&self, name: &str, bytes: Vec<u8>) -> String {
        let version = self.versions.replace(self.versions.get() + 1);
        self.files.borrow_mut().insert(name.to_owned(), (bytes, version));
        self.check(name);
        version.to_string()
    }

    fn remove(&self, name: &str) {
        self.files.borrow_mut().remove(name);
        if name.ends_with(".html") {
            return;
        }
        let files = self.files.borrow();
        let names_it = |(page, (bytes, _)): &(&String, &(Vec<u8>, u64))| {
            page.ends_with(".html") && String::from_utf8_lossy(bytes).lines().any(|asset| asset == name)
        };
        if let Some((page, _)) = files.iter().find(names_it) {
            self.violations.borrow_mut().push(format!("{page} names {name}, which was removed"));
        }
    }

    /// A page of the tests lists the files that it loads, one a line.
    fn check(&self, page: &str) {
        let files = self.files.borrow();
        let Some((bytes, _)) = files.get(page).filter(|_| page.ends_with(".html")) else { return };
        let text = String::from_utf8_lossy(bytes);
        for asset in text.lines().filter(|asset| !files.contains_key(*asset)) {
            self.violations.borrow_mut().push(format!("{page} names {asset}, which is missing"));
        }
    }
}

/// Where the operations of one deployment wait for their turn.
#[derive(Default)]
pub(super) struct Gate {
    waiting: RefCell<Vec<Rc<Ticket>>>,
}

#[derive(Default)]
struct Ticket {
    is_granted: Cell<bool>,
    is_dropped: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// Waits for the turn of one operation.
struct Turn(Rc<Ticket>);

impl Future for Turn {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0.is_granted.get() {
            return Poll::Ready(());
        }
        *self.0.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.is_dropped.set(true);
    }
}

impl Gate {
    fn turn(&self) -> Turn {
        let ticket = Rc::<Ticket>::default();
        self.waiting.borrow_mut().push(Rc::clone(&ticket));
        Turn(ticket)
    }

    /// Lets one of the waiting operations be carried out. Returns false if none waits.
    pub fn grant(&self, choice: usize) -> bool {
        let mut waiting = self.waiting.borrow_mut();
        waiting.retain(|ticket| !ticket.is_dropped.get());
        if waiting.is_empty() {
            return false;
        }
        let index = choice % waiting.len();
        let ticket = waiting.remove(index);
        drop(waiting);
        ticket.is_granted.set(true);
        if let Some(waker) = ticket.waker.borrow_mut().take() {
            waker.wake();
        }
        true
    }
}

/// The storage as one deployment sees it.
pub(super) struct MemoryStorage {
    pub world: Rc<World>,
    pub gate: Rc<Gate>,
}

impl MemoryStorage {
    async fn turn(&self) {
        self.gate.turn().await;
        self.world.operations.set(self.world.operations.get() + 1);
    }
}

impl Storage for MemoryStorage {
    fn is_hierarchical(&self) -> bool {
        false
    }

    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError> {
        self.turn().await;
        let files = self.world.files.borrow();
        Ok(files
            .get(name)
            .map(|(bytes, version)| Stored { bytes: bytes.clone(), version: version.to_string() }))
    }

    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        self.turn().await;
        let found = self.world.files.borrow().get(name).map(|(_, version)| version.to_string());
        if found.as_deref() != expected {
            return Ok(Replaced::Conflict);
        }
        Ok(Replaced::Done(self.world.write(name, bytes.to_vec())))
    }

    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        self.turn().await;
        let Source::Bytes(bytes) = &object.source else { panic!("tests put bytes") };
        self.world.write(&object.path, bytes.to_vec());
        sent(object.size);
        Ok(())
    }

    async fn copy(&self, from: &str, to: &str) -> Result<bool, DeployError> {
        self.turn().await;
        let bytes = self.world.files.borrow().get(from).map(|(bytes, _)| bytes.clone());
        Ok(bytes.map(|bytes| self.world.write(to, bytes)).is_some())
    }

    async fn exists(&self, name: &str) -> Result<bool, DeployError> {
        self.turn().await;
        Ok(self.world.files.borrow().contains_key(name))
    }

    async fn remove(&self, names: &[String]) -> Result<(), DeployError> {
        for name in names {
            self.turn().await;
            self.world.remove(name);
        }
        Ok(())
    }
}

/// The clock of a world. A tick takes its turn like any operation, and is a minute long.
pub(super) struct WorldClock {
    pub world: Rc<World>,
    /// `None` if it never ticks.
    pub gate: Option<Rc<Gate>>,
}

impl Clock for WorldClock {
    fn now(&self) -> u64 {
        self.world.now.get()
    }

    async fn tick(&self) {
        match &self.gate {
            Some(gate) => gate.turn().await,
            None => std::future::pending().await,
        }
        self.world.now.set(self.world.now.get() + 61);
    }
}
