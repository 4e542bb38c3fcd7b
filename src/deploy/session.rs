//! Carries a plan out at a target.

use std::cell::{Cell, RefCell};

use futures_util::stream::{self, StreamExt};

use super::clock::Clock;
use super::content_id::ContentId;
use super::lock::{IntendedPut, LEASE, LOCK, Lock, RENEW_AFTER};
use super::manifest::{MANIFEST, TargetManifest, kept_name};
use super::object::{Object, Source, Wanted};
use super::plan::{DeployPlan, PlanOptions, Put, Removal};
use super::settle::settle;
use super::storage::{DeployError, Replaced, Storage};
use crate::publish::Role;

/// How often a deployment begins anew because another one ended meanwhile.
const ATTEMPTS: usize = 5;

/// What a deployment may do, and what it knows of earlier ones.
pub struct SessionOptions<'o> {
    /// How many files are sent at once.
    pub parallel: usize,
    /// For how many seconds files stay that the site no longer has.
    pub keep_assets: u64,
    /// The time of the deployment in seconds since 1970, by which that is counted.
    pub now: u64,
    /// A random text that no other deployment has.
    pub id: String,
    /// The id of a deployment of this machine that is known to have ended, however that was.
    pub ended: Option<String>,
    /// Take the lock from another deployment, even if it seems to go on.
    pub take_over: bool,
    /// Whether nothing is going to be changed, whatever the plan says.
    pub is_dry: bool,
    /// The manifest as the last deployment of this machine has left it, and its version. It is believed only if the lock is as that
    /// deployment has left it, too.
    pub cached: Option<(TargetManifest, String)>,
    /// Called before the lock is taken. The caller records `id`, so that the next deployment from this machine knows that
    /// this one has ended, and takes its lock over without waiting.
    pub begins: &'o dyn Fn(),
    /// Called with the number of bytes that were sent since the last call.
    pub sent: &'o dyn Fn(u64),
}

/// A deployment whose place was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenOver {
    /// When it began, in seconds since 1970.
    pub since: u64,
}

/// What a deployment did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployed {
    /// What was carried out.
    pub plan: DeployPlan,
    /// The manifest and its version, as they are now.
    pub manifest: (TargetManifest, String),
    /// The interrupted deployment that was completed by this one.
    pub taken_over: Option<TakenOver>,
}

/// A lock that this deployment holds.
#[derive(Debug, Clone)]
struct Held {
    lock: Lock,
    version: String,
    /// Whether the intention in it is that of this deployment, rather than that of the one whose lock it took.
    is_own: bool,
}

/// What a target has.
#[derive(Debug, Clone)]
struct Known {
    manifest: TargetManifest,
    /// `None` if there is no manifest.
    version: Option<String>,
    is_cached: bool,
}

/// A deployment to a target.
pub struct Session<'s, S, C> {
    storage: &'s S,
    clock: &'s C,
    options: SessionOptions<'s>,
    held: RefCell<Option<Held>>,
    taken_over: Cell<Option<TakenOver>>,
    is_conditional: Cell<bool>,
}

/// What a target is to be brought to.
#[derive(Debug, Clone, Copy)]
pub enum Aim<'w> {
    /// These files.
    Wanted(&'w Wanted),
    /// What was there before the last deployment.
    Previous,
}

/// What became of the attempt to take the lock.
enum Acquired {
    /// It is held, with the intention of this deployment in it.
    Own,
    /// It is held, and what the deployment before has left is settled.
    TakenOver(Known),
    /// Another deployment has ended meanwhile.
    Changed,
}

impl<'s, S: Storage, C: Clock> Session<'s, S, C> {
    /// A deployment that has not begun.
    pub fn new(storage: &'s S, clock: &'s C, options: SessionOptions<'s>) -> Self {
        Self {
            storage,
            clock,
            options,
            held: RefCell::new(None),
            taken_over: Cell::new(None),
            is_conditional: Cell::new(true),
        }
    }

    /// The plan that brings back what there was before the last deployment, or before one that was interrupted.
    async fn plan_back(&self, manifest: &TargetManifest) -> Result<DeployPlan, DeployError> {
        if !self.storage.keeps_copies() {
            return Err(DeployError::NotSupported("rsync"));
        }
        let files = manifest.previous_files().ok_or(DeployError::NoPrevious)?;
        let kept = |(path, (id, size)): (String, (ContentId, u64))| {
            let object = Object::kept(&path, id, size);
            (path, object)
        };
        let wanted: Wanted = files.into_iter().map(kept).collect();
        let plan = DeployPlan::new(manifest, &wanted, self.plan_options());
        // Before anything is changed: to stop in the middle would leave a mixture of two sites.
        let check = async |put: &Put| match self.storage.exists(&kept_name(put.object.id)).await? {
            true => Ok(()),
            false => Err(DeployError::PreviousLost(put.object.path.clone())),
        };
        let mut checked = stream::iter(&plan.put).map(check).buffer_unordered(self.options.parallel);
        while let Some(checked) = checked.next().await {
            checked?;
        }
        drop(checked);
        Ok(plan)
    }

    /// Brings the target to what it is to be. `approve` sees the plan before anything is changed, and may see another
    /// one after that if somebody else has deployed meanwhile. Returns `None` if it does not approve.
    ///
    /// # Errors
    /// When something fails, or somebody else is at it. What was done till then is completed by the next deployment.
    pub async fn run(
        &self,
        aim: Aim<'_>,
        approve: &mut dyn FnMut(&DeployPlan) -> bool,
    ) -> Result<Option<Deployed>, DeployError> {
        let mut settled: Option<Known> = None;
        for attempt in 0..ATTEMPTS {
            let known = match settled.take() {
                Some(known) => known,
                None => self.look(attempt == 0).await?,
            };
            self.is_conditional.set(known.manifest.conditional);
            let is_held = self.held.borrow().is_some();
            if matches!(aim, Aim::Previous)
                && !is_held
                && !self.options.is_dry
                && !self.is_free(&known).await?
            {
                // What to go back to is known only once it is known what has been changed since.
                if let Acquired::TakenOver(known) = self.take_over().await? {
                    settled = Some(known);
                }
                continue;
            }
            let plan = match aim {
                Aim::Wanted(wanted) => DeployPlan::new(&known.manifest, wanted, self.plan_options()),
                Aim::Previous => self.plan_back(&known.manifest).await?,
            };
            if plan.is_empty() && !is_held {
                // The manifest says nothing of a deployment that was interrupted.
                if self.is_free(&known).await? {
                    if !approve(&plan) {
                        return Ok(None);
                    }
                    let manifest = (known.manifest, known.version.unwrap_or_default());
                    return Ok(Some(Deployed { plan, manifest, taken_over: None }));
                }
                if known.is_cached {
                    continue;
                }
            }
            if !approve(&plan) {
                self.abandon().await;
                return Ok(None);
            }
            if is_held {
                return self.carry_out(plan, known).await.map(Some);
            }
            match self.acquire(&known, &plan).await? {
                Acquired::Own => return self.carry_out(plan, known).await.map(Some),
                Acquired::TakenOver(known) => settled = Some(known),
                Acquired::Changed => {}
            }
        }
        Err(DeployError::LockLost)
    }

    /// Says in the lock that this deployment goes no further, so that the next one need not wait. Should that fail, it has to.
    pub async fn abandon(&self) {
        let held = self.held.borrow_mut().take();
        if let Some(mut held) = held {
            held.lock.renewed = 0;
            held.lock.writes += 1;
            let _ = self.storage.replace(LOCK, &held.lock.to_bytes(), Some(&held.version)).await;
        }
    }

    fn plan_options(&self) -> PlanOptions {
        PlanOptions {
            now: self.options.now,
            keep_assets: self.options.keep_assets,
            is_hierarchical: self.storage.is_hierarchical(),
            keeps_copies: self.storage.keeps_copies(),
        }
    }

    /// What the target has. The manifest that this machine remembers is as good as the one that is there, if the lock is as that
    /// says.
    async fn look(&self, may_be_cached: bool) -> Result<Known, DeployError> {
        if let Some((manifest, version)) = self.options.cached.as_ref().filter(|_| may_be_cached)
            && manifest.conditional
        {
            return Ok(Known { manifest: manifest.clone(), version: Some(version.clone()), is_cached: true });
        }
        Ok(match self.storage.read(MANIFEST).await? {
            Some(stored) => Known {
                manifest: TargetManifest::parse(&stored.bytes)?,
                version: Some(stored.version),
                is_cached: false,
            },
            None => Known { manifest: TargetManifest::empty(), version: None, is_cached: false },
        })
    }

    /// Takes the lock.
    async fn acquire(&self, known: &Known, plan: &DeployPlan) -> Result<Acquired, DeployError> {
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
    async fn is_free(&self, known: &Known) -> Result<bool, DeployError> {
        let lock = self.storage.read(LOCK).await?.map(|stored| stored.version);
        Ok(lock == known.manifest.lock)
    }

    /// Takes the lock of a deployment that has ended without having freed it, and works out what it has left.
    async fn take_over(&self) -> Result<Acquired, DeployError> {
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
    async fn replace(
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

    async fn carry_out(&self, plan: DeployPlan, known: Known) -> Result<Deployed, DeployError> {
        let is_own = self.held.borrow().as_ref().is_some_and(|held| held.is_own);
        if !is_own {
            self.write_lock(|lock| {
                lock.generation = plan.next.generation;
                lock.puts = intended(&plan);
                lock.removes = plan.removed_names().cloned().collect();
            })
            .await?;
        }
        if !plan.obstacles.is_empty() {
            self.remove(&plan.obstacles).await?;
        }
        let numbered: Vec<(usize, &Put)> = plan.put.iter().enumerate().collect();
        for role in numbered
            .chunk_by(|(_, one), (_, other)| Role::of(&one.object.path) == Role::of(&other.object.path))
        {
            self.put(role).await?;
        }
        self.remove(&plan.remove).await?;
        if !plan.due.is_empty() {
            self.renew_if_due().await?;
            self.storage.remove(&plan.due).await?;
        }
        self.renew_if_late().await?;
        let mut manifest = plan.next.clone();
        manifest.conditional = self.is_conditional.get();
        manifest.lock = self.held.borrow().as_ref().map(|held| held.version.clone());
        let written = self.replace(MANIFEST, &manifest.to_bytes(), known.version.as_deref()).await?;
        let Replaced::Done(version) = written else { return Err(DeployError::LockLost) };
        self.held.borrow_mut().take();
        Ok(Deployed { plan, manifest: (manifest, version), taken_over: self.taken_over.get() })
    }

    /// Writes files of one role, which do not refer to each other.
    async fn put(&self, puts: &[(usize, &Put)]) -> Result<(), DeployError> {
        self.renew_if_late().await?;
        if self.storage.is_batched() {
            let objects: Vec<&Object> = puts.iter().map(|(_, put)| &put.object).collect();
            self.storage.put_all(&objects, self.options.sent).await?;
            puts.iter().for_each(|(number, _)| self.note_done(*number));
            return Ok(());
        }
        let one = async |(number, put): (usize, &Put)| {
            self.preserve(&put.object.path, put.preserve).await?;
            match put.object.source {
                Source::Kept => {
                    if !self.storage.copy(&kept_name(put.object.id), &put.object.path).await? {
                        return Err(DeployError::PreviousLost(put.object.path.clone()));
                    }
                }
                Source::File(_) | Source::Bytes(_) => {
                    self.storage.put(&put.object, self.options.sent).await?
                }
            }
            Ok(number)
        };
        let mut running = stream::iter(puts.iter().copied()).map(one).buffer_unordered(self.options.parallel);
        loop {
            tokio::select! {
                // What is done is noted before the lock is renewed with it.
                biased;
                done = running.next() => match done {
                    None => return Ok(()),
                    Some(done) => {
                        self.note_done(done?);
                    }
                },
                () = self.clock.tick() => self.renew_if_due().await?,
            }
        }
    }

    /// Notes that a file has been written, which others learn of when the lock is next renewed.
    fn note_done(&self, number: usize) {
        if let Some(held) = self.held.borrow_mut().as_mut()
            && let Some(put) = held.lock.puts.get_mut(number)
        {
            put.done = true;
        }
    }

    /// Removes pages and lists, in their order, once all of them are copied.
    async fn remove(&self, removals: &[Removal]) -> Result<(), DeployError> {
        if removals.is_empty() {
            return Ok(());
        }
        self.renew_if_due().await?;
        let copy = async |removal: &Removal| self.preserve(&removal.path, removal.preserve).await;
        let mut copied = stream::iter(removals).map(copy).buffer_unordered(self.options.parallel);
        while let Some(copied) = copied.next().await {
            copied?;
        }
        drop(copied);
        let names: Vec<String> = removals.iter().map(|removal| removal.path.clone()).collect();
        self.storage.remove(&names).await
    }

    /// Copies a file before it is overwritten or removed. One that somebody else has removed cannot be copied, which is told only
    /// to those who want to go back to it.
    async fn preserve(&self, path: &str, id: Option<ContentId>) -> Result<(), DeployError> {
        match id {
            Some(id) => self.storage.copy(path, &kept_name(id)).await.map(|_| ()),
            None => Ok(()),
        }
    }

    async fn renew_if_due(&self) -> Result<(), DeployError> {
        self.renew_after(RENEW_AFTER).await
    }

    /// Renews a lock that is near its end, as after the machine has slept: nothing must be done with one that may be lost.
    async fn renew_if_late(&self) -> Result<(), DeployError> {
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
    async fn write_lock(&self, change: impl FnOnce(&mut Lock)) -> Result<(), DeployError> {
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

fn intended(plan: &DeployPlan) -> Vec<IntendedPut> {
    let intended = |put: &Put| IntendedPut {
        path: put.object.path.clone(),
        id: put.object.id,
        size: put.object.size,
        done: false,
    };
    plan.put.iter().map(intended).collect()
}
