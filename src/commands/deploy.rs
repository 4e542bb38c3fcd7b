//! `sapar deploy`: builds the site and sends it to a target.

mod approval;
mod deployment;
mod summary;

use std::cell::Cell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};

use self::deployment::Deployment;
use self::summary::SUMMARY_VERSION;
use super::build::{base_url, build_site};
use super::progress::progress;
use super::report::{Format, Report};
use super::shared_arguments::{AnswerArguments, SiteArguments};
use super::verify::{Live, Verified, verify};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, first_error};
use crate::artefacts::read_state_file;
use crate::config::{Config, DeployTarget};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, Severity, nearest};
use crate::hosts::{BuildManifest, MANIFEST_FILE, read_manifest};
use crate::load;
use crate::publish::{PublishOptions, default_folder};

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
    #[command(flatten)]
    site: SiteArguments,
    #[arg(long)]
    precompress: bool,
    #[command(flatten)]
    answer: AnswerArguments,
}

/// What the command has come to.
#[derive(Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    summary: Value,
    code: u8,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = arguments.answer.report(language);
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
        let deployment = Deployment {
            arguments,
            report,
            site: &site,
            target,
            is_interactive,
            start,
            waited: Cell::default(),
        };
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
    let options = arguments.site.options(arguments.base_url.as_deref(), read.config.as_ref());
    diagnostics.extend(arguments.site.unknown_time_zone(read.config.as_ref()));
    let publish = PublishOptions {
        allow_removals: arguments.allow_removals,
        precompress: arguments.precompress,
        ..PublishOptions::default()
    };
    let bar = |work| progress(report, work);
    let built = build_site(root, &output, options, arguments.site.strict, publish, &bar)?;
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
