//! The bars that show how far a build or a deployment has come.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

use super::report::{Format, Report};

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
    let numbers = match work {
        Work::Bytes(_) => "{bytes} / {total_bytes}, {bytes_per_sec}",
        Work::Routes(_) | Work::Pictures(_) => "{human_pos} / {human_len}",
    };
    let template = format!("{} {{wide_bar}} {numbers}", report.text(name, &[]));
    let bar = ProgressBar::with_draw_target(Some(count as u64), target).with_finish(ProgressFinish::AndClear);
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
