//! `sapar deploy`: builds the site and sends it to a target.

use std::cell::RefCell;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::build::{base_url, build_site};
use super::deploy_error::{diagnostic_of, time};
use super::progress::{Work, progress};
use super::purge::{changed_addresses, purge};
use super::report::{Format, Report};
use super::today::{day, today};
use super::verify::{Live, Verified, verify};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, first_error};
use crate::artefacts::read_state_file;
use crate::config::{Config, DeployPlace, DeployTarget};
use crate::data::Date;
use crate::deploy::{
    Aim, DeployError, DeployPlan, Deployed, FolderStorage, GitBranch, LocalRecord, RsyncTarget, S3Storage,
    Session, SessionOptions, SftpStorage, Storage, SystemClock, TargetManifest, Wanted, objects,
};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, Severity, nearest};
use crate::hosts::{BuildManifest, MANIFEST_FILE, read_manifest};
use crate::load;
use crate::publish::{PublishOptions, default_folder};
use crate::site::SiteOptions;

/// How many paths of each kind a plan lists.
const LISTED: usize = 10;

/// The version of the summary in JSON. It is raised if a program that reads it would misread a later one.
const SUMMARY_VERSION: u32 = 1;

/// How often a branch is tried to be pushed while others push, too.
const PUSHES: usize = 3;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    target: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, short)]
    yes: bool,
    #[arg(long)]
    allow_removals: bool,
    #[arg(long)]
    rollback: bool,
    #[arg(long)]
    verify: bool,
    #[arg(long)]
    take_over: bool,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    #[arg(long)]
    drafts: bool,
    #[arg(long, value_name = "DATE", value_parser = day)]
    now: Option<Date>,
    #[arg(long)]
    strict: bool,
    #[arg(long)]
    precompress: bool,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    #[arg(long, short)]
    quiet: bool,
}

/// What the command has come to.
#[derive(Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    summary: Value,
    code: u8,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, arguments.format, arguments.quiet);
    let outcome = run(arguments, &report).unwrap_or_else(|diagnostic| Outcome {
        diagnostics: vec![diagnostic],
        summary: Value::Null,
        code: EXIT_ENVIRONMENT,
    });
    match report.format {
        Format::Json => report.json(&outcome.diagnostics, outcome.summary),
        Format::Human => report.diagnostics(&outcome.diagnostics),
    }
    outcome.code
}

fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Diagnostic> {
    let start = Instant::now();
    // Without a question that can be asked, the answer is known before anything is built.
    let only_verifies = arguments.verify && !arguments.yes && !arguments.rollback;
    let sends = !arguments.dry_run && !only_verifies;
    let is_interactive =
        report.format == Format::Human && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if sends && !arguments.yes && !is_interactive {
        return Err(Diagnostic::new(Code::DeployNotConfirmed));
    }
    let mut warnings = Vec::new();
    let site = match build(arguments, report, &mut warnings)? {
        Some(site) => site,
        None => return Ok(Outcome { diagnostics: warnings, summary: Value::Null, code: EXIT_SITE }),
    };
    let target = find_target(&site.config, arguments.target.as_deref())?;
    // They have to be seen before the question.
    if report.format == Format::Human {
        report.diagnostics(&warnings);
        warnings.clear();
    }
    let mut outcome = Outcome { diagnostics: warnings, summary: Value::Null, code: EXIT_OK };
    if !only_verifies {
        let deployment = Deployment { arguments, report, site: &site, target, is_interactive, start };
        let is_done = deployment.run(&mut outcome)?;
        if !is_done || outcome.code != EXIT_OK || arguments.rollback || !arguments.verify {
            return Ok(outcome);
        }
    }
    let live = Live {
        base: target.url.as_ref().unwrap_or(&site.config.base_url),
        config: &site.config,
        target,
        manifest: &site.manifest,
        output: &site.output,
    };
    let verified = verify(&live)?;
    tell_verified(report, live.base.as_str(), verified, &mut outcome);
    Ok(outcome)
}

fn tell_verified(report: &Report, url: &str, verified: Verified, outcome: &mut Outcome) {
    let findings = verified.findings.len();
    let about = [
        ("url", url.into()),
        ("count", report.number(verified.asked).into()),
        ("findings", report.number(findings).into()),
    ];
    match findings {
        0 => report.line("deploy-verified", &about),
        _ => {
            report.line("deploy-verify-failed", &about);
            outcome.code = EXIT_SITE;
        }
    }
    if outcome.summary.is_null() {
        outcome.summary = json!({ "version": SUMMARY_VERSION });
    }
    outcome.summary["verified"] = json!({ "asked": verified.asked, "findings": findings, "url": url });
    outcome.diagnostics.extend(verified.findings);
}

/// A site as it was built.
struct BuiltSite {
    config: Config,
    output: PathBuf,
    /// Empty for a way back, which needs no build.
    manifest: BuildManifest,
}

/// Builds the site, unless one goes back. Returns `None` if it has errors, which are among the diagnostics then.
fn build(
    arguments: &Arguments,
    report: &Report,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<BuiltSite>, Diagnostic> {
    let root = &arguments.root;
    let output = default_folder(root);
    let read = load::read_config(root, arguments.base_url.as_deref())?;
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
    if arguments.rollback {
        if read.diagnostics.iter().any(is_error) {
            diagnostics.extend(read.diagnostics);
            return Ok(None);
        }
        let Some(config) = read.config else { return Err(first_error(read.diagnostics)) };
        return Ok(Some(BuiltSite { config, output, manifest: BuildManifest::default() }));
    }
    if let Some(config) = &read.config
        && config.deploy.is_empty()
        && !read.diagnostics.iter().any(is_error)
    {
        return Err(Diagnostic::new(Code::DeployWithoutTarget));
    }
    let options = SiteOptions {
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        now: arguments.now.unwrap_or_else(|| today(read.config.as_ref())),
    };
    let publish = PublishOptions {
        allow_removals: arguments.allow_removals,
        precompress: arguments.precompress,
        ..PublishOptions::default()
    };
    let bar = |work| progress(report, work);
    let built = build_site(root, &output, options, arguments.strict, publish, &bar)?;
    diagnostics.extend(built.diagnostics);
    let (Some(_), Some(config)) = (built.report, read.config) else { return Ok(None) };
    let manifest = read_state_file(root, MANIFEST_FILE).and_then(|bytes| read_manifest(&bytes));
    match manifest {
        Some(manifest) => Ok(Some(BuiltSite { config, output, manifest })),
        // It could not be written, which the build has told.
        None => Ok(None),
    }
}

/// The target with a name, or the only one.
fn find_target<'c>(config: &'c Config, name: Option<&str>) -> Result<&'c DeployTarget, Diagnostic> {
    let names: Vec<&str> = config.deploy.iter().map(|target| target.name.as_str()).collect();
    let listed = || names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (name, &config.deploy[..]) {
        (_, []) => Err(Diagnostic::new(Code::DeployWithoutTarget)),
        (None, [only]) => Ok(only),
        (None, _) => Err(Diagnostic::new(Code::DeployTargetNotNamed).with("targets", listed())),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            Diagnostic::new(Code::DeployTargetUnknown)
                .with("target", name)
                .with("targets", listed())
                .suggest(nearest(name, names.iter().copied()))
        }),
    }
}

/// A deployment of a site to a target.
struct Deployment<'d> {
    arguments: &'d Arguments,
    report: &'d Report,
    site: &'d BuiltSite,
    target: &'d DeployTarget,
    is_interactive: bool,
    start: Instant,
}

impl Deployment<'_> {
    /// Sends the site. Returns whether it was sent.
    fn run(&self, outcome: &mut Outcome) -> Result<bool, Diagnostic> {
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
        let now = match self.arguments.now {
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

    /// Decides whether a plan is carried out. What forbids it is put into `refusal`.
    fn approve(&self, plan: &DeployPlan, refusal: &RefCell<Option<Diagnostic>>) -> bool {
        let shows = self.arguments.dry_run || !self.arguments.yes;
        if shows {
            self.show(plan);
        }
        if let Some(many) = plan.many_removals.filter(|_| !self.arguments.allow_removals) {
            let diagnostic = Diagnostic::new(Code::DeployManyRemovals)
                .with("removed", many.removed)
                .with("published", many.published);
            *refusal.borrow_mut() = Some(diagnostic);
            return false;
        }
        if self.arguments.dry_run {
            return false;
        }
        self.arguments.yes || plan.is_empty() || (self.is_interactive && self.ask())
    }

    fn ask(&self) -> bool {
        let mut stderr = std::io::stderr();
        let _ = write!(stderr, "{} ", self.report.text("deploy-ask", &[]));
        let _ = stderr.flush();
        let mut answer = String::new();
        if std::io::stdin().lock().read_line(&mut answer).is_err() {
            return false;
        }
        let answer = answer.trim().to_lowercase();
        let agreed = self.report.text("deploy-yes", &[]).split(' ').any(|word| word == answer);
        if !agreed {
            self.report.line("deploy-not-sent", &[]);
        }
        agreed
    }

    fn show(&self, plan: &DeployPlan) {
        let report = self.report;
        if plan.is_first {
            report.line("deploy-plan-first", &[]);
        }
        let days = self.target.keep_assets.as_secs() / 3600;
        let keep = if days.is_multiple_of(24) { format!("{}d", days / 24) } else { format!("{days}h") };
        let removed = plan.obstacles.len() + plan.remove.len() + plan.due.len();
        report.line(
            "deploy-plan",
            &[
                ("target", self.target.name.as_str().into()),
                ("put", report.number(plan.put.len()).into()),
                ("size", size(plan.bytes()).into()),
                ("remove", report.number(removed).into()),
                ("retire", report.number(plan.retire.len()).into()),
                ("keep", keep.into()),
                ("unchanged", report.number(plan.unchanged).into()),
            ],
        );
        let put: Vec<&str> = plan.put.iter().map(|put| put.object.path.as_str()).collect();
        let removals = plan.obstacles.iter().chain(&plan.remove).map(|removal| removal.path.as_str());
        let removals: Vec<&str> = removals.chain(own_names(&plan.due)).collect();
        let retired: Vec<&str> = plan.retire.iter().map(String::as_str).collect();
        for (id, paths) in
            [("deploy-plan-put", put), ("deploy-plan-remove", removals), ("deploy-plan-retire", retired)]
        {
            for path in paths.iter().take(LISTED) {
                report.line(id, &[("path", (*path).into())]);
            }
            if paths.len() > LISTED {
                report.line("deploy-plan-more", &[("count", report.number(paths.len() - LISTED).into())]);
            }
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

    /// Tells what was done, and the user's command what has changed.
    fn finish(&self, deployed: &Deployed, outcome: &mut Outcome) {
        let (report, plan) = (self.report, &deployed.plan);
        if let Some(taken_over) = deployed.taken_over {
            outcome
                .diagnostics
                .push(Diagnostic::new(Code::DeployTookOver).with("since", time(taken_over.since)));
        }
        if !deployed.manifest.0.conditional {
            let target = self.target.name.as_str();
            outcome.diagnostics.push(Diagnostic::new(Code::DeployUnconditional).with("target", target));
        }
        let removed = plan.obstacles.len() + plan.remove.len() + own_names(&plan.due).count();
        let about = [
            ("target", self.target.name.as_str().into()),
            ("put", report.number(plan.put.len()).into()),
            ("size", size(plan.bytes()).into()),
            ("remove", report.number(removed).into()),
            ("unchanged", report.number(plan.unchanged).into()),
            ("seconds", report.seconds(self.start.elapsed()).into()),
        ];
        let id = match (plan.is_empty(), self.arguments.rollback) {
            (true, _) => "deploy-nothing",
            (false, true) => "deploy-rolled-back",
            (false, false) => "deploy-done",
        };
        report.line(id, &about);
        outcome.summary = self.summary(plan, Some(deployed));
        let Some(command) = &self.target.purge else { return };
        let base = self.target.url.as_ref().unwrap_or(&self.site.config.base_url);
        let addresses = changed_addresses(plan, base);
        if addresses.is_empty() {
            return;
        }
        match purge(command, &self.arguments.root, &addresses) {
            Ok(()) => report.line(
                "deploy-purged",
                &[("count", report.number(addresses.len()).into()), ("command", command.join(" ").into())],
            ),
            Err(detail) => {
                outcome.diagnostics.push(
                    Diagnostic::new(Code::DeployPurgeFailed)
                        .with("command", command.join(" "))
                        .with("detail", detail),
                );
                outcome.code = EXIT_ENVIRONMENT;
            }
        }
    }

    /// The answer for a machine.
    fn summary(&self, plan: &DeployPlan, deployed: Option<&Deployed>) -> Value {
        let put: Vec<&str> = plan.put.iter().map(|put| put.object.path.as_str()).collect();
        let removals = plan.obstacles.iter().chain(&plan.remove).map(|removal| removal.path.as_str());
        json!({
            "version": SUMMARY_VERSION,
            "target": self.target.name,
            "type": self.target.place.type_name(),
            "sent": deployed.is_some(),
            "rollback": self.arguments.rollback,
            "first": plan.is_first,
            "completed_interrupted": deployed.is_some_and(|deployed| deployed.taken_over.is_some()),
            "generation": deployed.map(|deployed| deployed.manifest.0.generation),
            "bytes": plan.bytes(),
            "unchanged": plan.unchanged,
            "put": put,
            "remove": removals.chain(own_names(&plan.due)).collect::<Vec<_>>(),
            "retire": plan.retire,
            "seconds": self.start.elapsed().as_secs_f64(),
        })
    }
}

/// What a session has come to.
enum Planned {
    Deployed(Box<Deployed>),
    /// Nothing was changed.
    Not(Option<Box<DeployPlan>>),
}

/// Those of the names that are files of the site; the others are Sapar's own.
fn own_names(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str).filter(|name| !name.starts_with(".sapar/"))
}

/// A text that no other deployment has.
fn random_id() -> Result<String, DeployError> {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| DeployError::failed("", error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A size for people.
fn size(bytes: u64) -> String {
    indicatif::HumanBytes(bytes).to_string()
}
