//! Opens the storage of a target, and carries a deployment out there, with its progress and with Ctrl-C.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::Notify;

use super::{Arguments, BuiltSite, Outcome};
use crate::commands::deploy_error::diagnostic_of;
use crate::commands::progress::{Work, progress};
use crate::commands::report::Report;
use crate::config::{DeployPlace, DeployTarget};
use crate::deploy::{
    Aim, DeployError, DeployPlan, Deployed, FolderStorage, GitBranch, LocalRecord, RsyncTarget, S3Storage,
    Session, SessionOptions, SftpStorage, Storage, SystemClock, TargetManifest, Wanted, objects,
};
use crate::diagnostics::{Code, Diagnostic};

/// How often a branch is tried to be pushed while others push, too.
const PUSHES: usize = 3;

/// A deployment of a site to a target.
pub(super) struct Deployment<'d> {
    pub arguments: &'d Arguments,
    pub report: &'d Report,
    pub site: &'d BuiltSite,
    pub target: &'d DeployTarget,
    /// Whether somebody can be asked.
    pub is_interactive: bool,
    /// When the command began.
    pub start: Instant,
    /// For how long it has waited for an answer.
    pub waited: Cell<Duration>,
}

impl Deployment<'_> {
    /// Sends the site. Returns whether it was sent.
    pub fn run(&self, outcome: &mut Outcome) -> Result<bool, Diagnostic> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| self.told(&DeployError::failed("", error)))?;
        let record = LocalRecord::open(&self.arguments.root, self.target)?
            .ok_or_else(|| Diagnostic::new(Code::DeployBusy).with("target", self.target.name.as_str()))?;
        let result = runtime.block_on(self.send(&record, outcome));
        // A thread that reads a slow file system is not waited for.
        runtime.shutdown_background();
        result
    }

    fn told(&self, error: &DeployError) -> Diagnostic {
        diagnostic_of(error, self.target)
    }

    async fn send(&self, record: &LocalRecord, outcome: &mut Outcome) -> Result<bool, Diagnostic> {
        let told = |error: DeployError| self.told(&error);
        let files = |has_headers| objects(&self.site.manifest, &self.site.output, has_headers);
        let id = random_id().map_err(told)?;
        match &self.target.place {
            DeployPlace::S3(place) => {
                let storage = S3Storage::new(place).map_err(told)?;
                self.through(&storage, &files(true), record, &id, outcome).await
            }
            DeployPlace::Sftp(place) => {
                let storage = SftpStorage::new(place, &id);
                self.through(&storage, &files(false), record, &id, outcome).await
            }
            DeployPlace::Folder { path } => {
                let storage = FolderStorage::new(self.arguments.root.join(path));
                self.through(&storage, &files(false), record, &id, outcome).await
            }
            DeployPlace::Rsync { destination } => {
                // With a colon, it is on another host.
                let destination = match destination.contains(':') {
                    true => destination.clone(),
                    false => self.of_site(destination),
                };
                let storage = RsyncTarget::new(&destination, &self.site.output).map_err(told)?;
                self.through(&storage, &files(false), record, &id, outcome).await
            }
            DeployPlace::Git { repository, branch } => {
                // An address of the web or of `ssh` is no folder of the site.
                let repository = match self.arguments.root.join(repository).is_dir() {
                    true => self.of_site(repository),
                    false => repository.clone(),
                };
                let branch = GitBranch::new(&repository, branch, record.folder());
                self.through_git(&branch, &files(false), record, &id, outcome).await
            }
        }
    }

    /// How long the command has taken, without the time that somebody thought about its question.
    pub(super) fn elapsed(&self) -> Duration {
        self.start.elapsed().saturating_sub(self.waited.get())
    }

    /// A path from the folder of the site, for programs that run elsewhere.
    fn of_site(&self, path: &str) -> String {
        let path = self.arguments.root.join(path);
        std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned()
    }

    /// Sends the site through a storage.
    async fn through<S: Storage>(
        &self,
        storage: &S,
        files: &Wanted,
        record: &LocalRecord,
        id: &str,
        outcome: &mut Outcome,
    ) -> Result<bool, Diagnostic> {
        // To read what is there costs nothing where somebody looks at the plan for a while.
        let cached = if self.arguments.yes && !self.arguments.dry_run { record.cached() } else { None };
        let deployed = self.session(storage, files, record, id, cached).await?;
        let Some(deployed) = self.sent_or_planned(deployed, outcome) else { return Ok(false) };
        record.ends(&deployed.manifest.0, &deployed.manifest.1);
        self.finish(&deployed, outcome);
        Ok(true)
    }

    /// Sends the site as a commit.
    async fn through_git(
        &self,
        branch: &GitBranch,
        files: &Wanted,
        record: &LocalRecord,
        id: &str,
        outcome: &mut Outcome,
    ) -> Result<bool, Diagnostic> {
        for attempt in 1..=PUSHES {
            branch.prepare().await.map_err(|error| self.told(&error))?;
            let storage = FolderStorage::new(branch.folder().to_owned());
            let deployed = self.session(&storage, files, record, id, None).await?;
            let Some(deployed) = self.sent_or_planned(deployed, outcome) else { return Ok(false) };
            let is_published =
                deployed.plan.is_empty() || branch.publish().await.map_err(|error| self.told(&error))?;
            if is_published {
                self.finish(&deployed, outcome);
                return Ok(true);
            }
            if attempt == PUSHES {
                break;
            }
        }
        Err(self.told(&DeployError::LockLost))
    }

    async fn session<S: Storage>(
        &self,
        storage: &S,
        files: &Wanted,
        record: &LocalRecord,
        id: &str,
        cached: Option<(TargetManifest, String)>,
    ) -> Result<Planned, Diagnostic> {
        let bar = RefCell::new(None);
        let sent = |bytes: u64| {
            if let Some(bar) = &*bar.borrow() {
                indicatif::ProgressBar::inc(bar, bytes);
            }
        };
        let now = match self.arguments.site.now {
            Some(day) => day.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_second()),
            None => Timestamp::now().as_second(),
        };
        let options = SessionOptions {
            parallel: self.target.parallel,
            keep_assets: self.target.keep_assets.as_secs(),
            now: u64::try_from(now).unwrap_or_default(),
            id: id.to_owned(),
            ended: record.ended(),
            take_over: self.arguments.take_over,
            is_dry: self.arguments.dry_run,
            cached,
            begins: &|| record.begins(id),
            sent: &sent,
        };
        let session = Session::new(storage, &SystemClock, options);
        let aim = if self.arguments.rollback { Aim::Previous } else { Aim::Wanted(files) };
        let refusal = RefCell::new(None);
        let planned = RefCell::new(None);
        let is_approved = Notify::new();
        let mut approve = |plan: &DeployPlan| {
            let approved = self.approve(plan, &refusal);
            if approved {
                is_approved.notify_one();
                *bar.borrow_mut() = Some(progress(self.report, Work::Bytes(plan.bytes())));
            }
            *planned.borrow_mut() = Some(plan.clone());
            approved
        };
        let stopped = async {
            // Until then, the system's own way to end a program does no harm.
            is_approved.notified().await;
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let result = tokio::select! {
            result = session.run(aim, &mut approve) => Some(result),
            () = stopped => None,
        };
        if let Some(bar) = &*bar.borrow() {
            indicatif::ProgressBar::finish_and_clear(bar);
        }
        let Some(result) = result else {
            session.abandon().await;
            return Err(Diagnostic::new(Code::DeployStopped));
        };
        if result.is_err() {
            session.abandon().await;
        }
        match result.map_err(|error| self.told(&error))? {
            Some(deployed) => Ok(Planned::Deployed(Box::new(deployed))),
            None => match refusal.take() {
                Some(diagnostic) => Err(diagnostic),
                None => Ok(Planned::Not(planned.take().map(Box::new))),
            },
        }
    }

    /// What was sent; `None` if nothing was, as when it was only asked what would be.
    fn sent_or_planned(&self, planned: Planned, outcome: &mut Outcome) -> Option<Deployed> {
        match planned {
            Planned::Deployed(deployed) => Some(*deployed),
            Planned::Not(plan) => {
                if let Some(plan) = plan {
                    outcome.summary = self.summary(&plan, None);
                }
                None
            }
        }
    }
}

/// What a session has come to.
enum Planned {
    Deployed(Box<Deployed>),
    /// Nothing was changed.
    Not(Option<Box<DeployPlan>>),
}

/// A text that no other deployment has.
fn random_id() -> Result<String, DeployError> {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| DeployError::failed("", error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
