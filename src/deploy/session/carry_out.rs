//! Carries a plan out at a target: writes, copies and removes in an order that keeps readers safe, and the manifest last.

use futures_util::stream::{self, StreamExt};

use super::hold_lock::intended;
use super::{Deployed, Known, Session};
use crate::deploy::clock::Clock;
use crate::deploy::content_id::ContentId;
use crate::deploy::manifest::{MANIFEST, kept_name};
use crate::deploy::object::{Object, Source};
use crate::deploy::plan::{DeployPlan, Put, Removal};
use crate::deploy::storage::{DeployError, Replaced, Storage};
use crate::publish::Role;

impl<S: Storage, C: Clock> Session<'_, S, C> {
    pub(super) async fn carry_out(&self, plan: DeployPlan, known: Known) -> Result<Deployed, DeployError> {
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
}
