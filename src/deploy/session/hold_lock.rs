//! The lock of a deployment: taken, taken over, renewed and given up.

use super::TakenOver;
use super::{Known, Session};
use crate::deploy::clock::Clock;
use crate::deploy::lock::{IntendedPut, LEASE, LOCK, Lock, RENEW_AFTER};
use crate::deploy::manifest::MANIFEST;
use crate::deploy::plan::{DeployPlan, Put};
use crate::deploy::settle::settle;
use crate::deploy::storage::{DeployError, Replaced, Storage};

/// A lock that this deployment holds.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub lock: Lock,
    pub version: String,
    /// Whether the intention in it is that of this deployment, rather than that of the one whose lock it took.
    pub is_own: bool,
}

/// What became of the attempt to take the lock.
pub(super) enum Acquired {
    /// It is held, with the intention of this deployment in it.
    Own,
    /// It is held, and what the deployment before has left is settled.
    TakenOver(Known),
    /// Another deployment has ended meanwhile.
    Changed,
}

impl<S: Storage, C: Clock> Session<'_, S, C> {
    /// Says in the lock that this deployment goes no further, so that the next one need not wait. Should that fail, it has to.
    pub async fn abandon(&self) {
        let held = self.held.borrow_mut().take();
        if let Some(mut held) = held {
            held.lock.renewed = 0;
            held.lock.writes += 1;
            let _ = self.storage.replace(LOCK, &held.lock.to_bytes(), Some(&held.version)).await;
        }
    }

    /// Takes the lock.
    pub(super) async fn acquire(&self, known: &Known, plan: &DeployPlan) -> Result<Acquired, DeployError> {
        (self.options.begins)();
        let now = self.clock.now();
        let mut lock = Lock::new(self.options.id.clone(), known.manifest.generation + 1, now);
        lock.puts = intended(plan);
        lock.removes = plan.removed_names().cloned().collect();
        let bytes = lock.to_bytes();
        if let Replaced::Done(version) = self.replace(LOCK, &bytes, known.manifest.lock.as_deref()).await? {
            *self.held.borrow_mut() = Some(Held { lock, version, is_own: true });
            if known.version.is_none() {
                self.probe(&bytes).await?;
            }
            return Ok(Acquired::Own);
        }
        self.take_over().await
    }

    /// Whether nobody has the lock, as far as a manifest says.
    pub(super) async fn is_free(&self, known: &Known) -> Result<bool, DeployError> {
        let lock = self.storage.read(LOCK).await?.map(|stored| stored.version);
        Ok(lock == known.manifest.lock)
    }

    /// Takes the lock of a deployment that has ended without having freed it, and works out what it has left.
    pub(super) async fn take_over(&self) -> Result<Acquired, DeployError> {
        let now = self.clock.now();
        let fresh = self.look(false).await?;
        let found = self.storage.read(LOCK).await?;
        let found_version = found.as_ref().map(|found| found.version.clone());
        if found_version == fresh.manifest.lock {
            return Ok(Acquired::Changed);
        }
        let theirs = found.as_ref().and_then(|found| Lock::parse(&found.bytes));
        let since = theirs.as_ref().map_or(0, |lock| lock.started);
        let is_ended = theirs
            .as_ref()
            .is_some_and(|lock| !lock.is_held(now) || Some(&lock.id) == self.options.ended.as_ref());
        // A lock that was removed is held by nobody.
        if found.is_some() && !is_ended && !self.options.take_over {
            let renewed = theirs.as_ref().map_or(0, |lock| lock.renewed);
            return Err(DeployError::Locked { since, renewed });
        }
        // Their intention stays in the lock until what they did is settled: this deployment may be killed, too.
        let mut mine = Lock::new(self.options.id.clone(), fresh.manifest.generation + 1, now);
        if let Some(theirs) = &theirs {
            mine.puts.clone_from(&theirs.puts);
            mine.removes.clone_from(&theirs.removes);
            mine.generation = theirs.generation.max(mine.generation);
        }
        (self.options.begins)();
        let version = match self.replace(LOCK, &mine.to_bytes(), found_version.as_deref()).await? {
            Replaced::Done(version) => version,
            Replaced::Conflict => return Ok(Acquired::Changed),
        };
        *self.held.borrow_mut() = Some(Held { lock: mine, version, is_own: false });
        let mut manifest = fresh.manifest;
        if found.is_some() {
            self.taken_over.set(Some(TakenOver { since }));
            manifest = settle(self.storage, &manifest, theirs.as_ref(), self.options.parallel).await?;
        }
        match self.replace(MANIFEST, &manifest.to_bytes(), fresh.version.as_deref()).await? {
            Replaced::Done(version) => {
                Ok(Acquired::TakenOver(Known { manifest, version: Some(version), is_cached: false }))
            }
            Replaced::Conflict => Err(DeployError::LockLost),
        }
    }

    /// Finds out at the first deployment whether the storage heeds conditions. One that does not writes the lock once more, with the
    /// same bytes.
    async fn probe(&self, lock: &[u8]) -> Result<(), DeployError> {
        let mut heeds = true;
        for expected in [None, Some("\"0\"")] {
            if let Replaced::Done(version) = self.storage.replace(LOCK, lock, expected).await? {
                heeds = false;
                if let Some(held) = self.held.borrow_mut().as_mut() {
                    held.version = version;
                }
            }
        }
        self.is_conditional.set(heeds && self.storage.heeds_conditions());
        Ok(())
    }

    /// A conditional write whose outcome is certain: one that seems to have failed may have been done.
    pub(super) async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        if !self.is_conditional.get() {
            // The best that can be done: somebody may write between these two.
            let found = self.storage.read(name).await?.map(|stored| stored.version);
            if found.as_deref() != expected {
                return Ok(Replaced::Conflict);
            }
        }
        let replaced = self.storage.replace(name, bytes, expected).await;
        if matches!(replaced, Ok(Replaced::Done(_))) {
            return replaced;
        }
        match self.storage.read(name).await {
            // No two writes have equal bytes.
            Ok(Some(stored)) if stored.bytes == bytes => Ok(Replaced::Done(stored.version)),
            _ => replaced,
        }
    }

    pub(super) async fn renew_if_due(&self) -> Result<(), DeployError> {
        self.renew_after(RENEW_AFTER).await
    }

    /// Renews a lock that is near its end, as after the machine has slept: nothing must be done with one that may be lost.
    pub(super) async fn renew_if_late(&self) -> Result<(), DeployError> {
        self.renew_after(LEASE / 2).await
    }

    async fn renew_after(&self, seconds: u64) -> Result<(), DeployError> {
        let now = self.clock.now();
        let is_due = |held: &Held| now >= held.lock.renewed.saturating_add(seconds);
        match self.held.borrow().as_ref().is_some_and(is_due) {
            true => {}
            false => return Ok(()),
        }
        self.write_lock(|lock| lock.renewed = now).await
    }

    /// Writes the lock that is held, with a change.
    pub(super) async fn write_lock(&self, change: impl FnOnce(&mut Lock)) -> Result<(), DeployError> {
        let Some(mut held) = self.held.borrow().clone() else { return Err(DeployError::LockLost) };
        change(&mut held.lock);
        held.lock.writes += 1;
        match self.replace(LOCK, &held.lock.to_bytes(), Some(&held.version)).await? {
            Replaced::Done(version) => {
                *self.held.borrow_mut() = Some(Held { lock: held.lock, version, is_own: true });
                Ok(())
            }
            Replaced::Conflict => {
                // It is another's now, and not to be given up in their name.
                self.held.borrow_mut().take();
                Err(DeployError::LockLost)
            }
        }
    }
}

/// What a deployment is going to write, as the lock says it.
pub(super) fn intended(plan: &DeployPlan) -> Vec<IntendedPut> {
    let intended = |put: &Put| IntendedPut {
        path: put.object.path.clone(),
        id: put.object.id,
        size: put.object.size,
        done: false,
    };
    plan.put.iter().map(intended).collect()
}
