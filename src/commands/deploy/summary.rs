//! Tells what a deployment has done: people, machines, and the user's own command.

use serde_json::{Value, json};

use super::Outcome;
use super::deployment::Deployment;
use crate::commands::EXIT_ENVIRONMENT;
use crate::commands::deploy_error::time;
use crate::commands::purge::{changed_addresses, purge};
use crate::deploy::{DeployPlan, Deployed};
use crate::diagnostics::{Code, Diagnostic};

/// The version of the summary in JSON. It is raised if a program that reads it would misread a later one.
pub(super) const SUMMARY_VERSION: u32 = 1;

impl Deployment<'_> {
    /// Tells what was done, and the user's command what has changed.
    pub(super) fn finish(&self, deployed: &Deployed, outcome: &mut Outcome) {
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
            ("size", report.size(plan.bytes()).into()),
            ("remove", report.number(removed).into()),
            ("unchanged", report.number(plan.unchanged).into()),
            ("seconds", report.seconds(self.elapsed()).into()),
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
    pub(super) fn summary(&self, plan: &DeployPlan, deployed: Option<&Deployed>) -> Value {
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
            "seconds": self.elapsed().as_secs_f64(),
        })
    }
}

/// Those of the names that are files of the site; the others are Sapar's own.
pub(super) fn own_names(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str).filter(|name| !name.starts_with(".sapar/"))
}
