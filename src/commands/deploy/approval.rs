//! Shows the plan of a deployment, and asks whether it is to be carried out.

use std::cell::RefCell;
use std::io::{BufRead, Write};
use std::time::Instant;

use super::deployment::Deployment;
use super::summary::own_names;
use crate::deploy::DeployPlan;
use crate::diagnostics::{Code, Diagnostic};

/// How many paths of each kind a plan lists.
const LISTED: usize = 10;

impl Deployment<'_> {
    /// Decides whether a plan is carried out. What forbids it is put into `refusal`.
    pub(super) fn approve(&self, plan: &DeployPlan, refusal: &RefCell<Option<Diagnostic>>) -> bool {
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
        let asked = Instant::now();
        let read = std::io::stdin().lock().read_line(&mut answer);
        self.waited.set(self.waited.get() + asked.elapsed());
        if read.is_err() {
            return false;
        }
        let answer = answer.trim().to_lowercase();
        let agreed = self.report.text("deploy-yes", &[]).split(' ').any(|word| word == answer);
        if !agreed {
            self.report.line("deploy-not-sent", &[]);
        }
        agreed
    }

    /// How long files stay that pages no longer load.
    fn keep_time(&self) -> String {
        let hours = self.target.keep_assets.as_secs() / 3600;
        let (id, name, count) = match hours.is_multiple_of(24) {
            true => ("deploy-keep-days", "days", hours / 24),
            false => ("deploy-keep-hours", "hours", hours),
        };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.report.text(id, &[("count", count.into()), (name, self.report.number(count).into())])
    }

    fn show(&self, plan: &DeployPlan) {
        let report = self.report;
        if plan.is_first {
            report.line("deploy-plan-first", &[]);
        }
        let removed = plan.obstacles.len() + plan.remove.len() + plan.due.len();
        report.line(
            "deploy-plan",
            &[
                ("target", self.target.name.as_str().into()),
                ("put", report.number(plan.put.len()).into()),
                ("size", report.size(plan.bytes()).into()),
                ("remove", report.number(removed).into()),
                ("retire", report.number(plan.retire.len()).into()),
                ("keep", self.keep_time().into()),
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
}
