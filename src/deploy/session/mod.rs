//! A deployment from its plan to its end.

mod carry_out;
mod hold_lock;

use std::cell::{Cell, RefCell};

use futures_util::stream::{self, StreamExt};

use self::hold_lock::{Acquired, Held};
use super::clock::Clock;
use super::content_id::ContentId;
use super::manifest::{MANIFEST, TargetManifest, kept_name};
use super::object::{Object, Wanted};
use super::plan::{DeployPlan, PlanOptions, Put};
use super::storage::{DeployError, Storage};

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
}
