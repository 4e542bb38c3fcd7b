//! The bars that show how far a build or a deployment has come.

use std::fmt;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressState, ProgressStyle};

use super::report::{Format, Quantities, Report};

/// Work whose progress may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// So many routes are to be rendered.
    Routes(usize),
    /// So many pictures are to be made.
    Pictures(usize),
    /// So many bytes are to be sent.
    Bytes(u64),
}

/// How many routes make a build long enough that its progress is worth showing.
const MANY_ROUTES: usize = 2_000;

/// How many pictures do.
const MANY_PICTURES: usize = 4;

/// A bar at the standard error, when that is a terminal and the work is long. It clears itself away.
pub(super) fn progress(report: &Report, work: Work) -> ProgressBar {
    let (count, many, name) = match work {
        Work::Routes(count) => (count, MANY_ROUTES, "build-progress"),
        Work::Pictures(count) => (count, MANY_PICTURES, "build-progress-pictures"),
        Work::Bytes(count) => (usize::try_from(count).unwrap_or(usize::MAX), 1, "deploy-progress"),
    };
    let is_asked_for = report.format == Format::Human && !report.quiet && count >= many;
    let target = match is_asked_for && std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr_with_hz(10),
        false => ProgressDrawTarget::hidden(),
    };
    let template = format!("{} {{wide_bar}} {{numbers}}", report.text(name, &[]));
    let bar = ProgressBar::with_draw_target(Some(count as u64), target).with_finish(ProgressFinish::AndClear);
    let quantities = report.quantities.clone();
    let numbers = move |state: &ProgressState, output: &mut dyn fmt::Write| {
        let text = match work {
            Work::Bytes(_) => of_bytes(state, &quantities),
            Work::Routes(_) | Work::Pictures(_) => of_things(state, &quantities),
        };
        let _ = output.write_str(&text);
    };
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style.with_key("numbers", numbers)),
        Err(_) => bar,
    }
}

fn of_bytes(state: &ProgressState, quantities: &Quantities) -> String {
    let size = |bytes: u64| quantities.size(bytes).into();
    quantities.text(
        "deploy-progress-size",
        &[
            ("sent", size(state.pos())),
            ("total", size(state.len().unwrap_or_default())),
            ("speed", size(state.per_sec() as u64)),
        ],
    )
}

fn of_things(state: &ProgressState, quantities: &Quantities) -> String {
    let number = |number: u64| quantities.number(number).into();
    quantities.text(
        "progress-count",
        &[("done", number(state.pos())), ("total", number(state.len().unwrap_or_default()))],
    )
}
