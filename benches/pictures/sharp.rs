//! Runs sharp.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;

/// What sharp reports.
#[derive(Debug, Deserialize)]
pub(crate) struct Made {
    pub(crate) seconds: f64,
    pub(crate) cpu: f64,
    /// By format.
    pub(crate) bytes: BTreeMap<String, u64>,
}

/// A picture that sharp is to make.
pub(crate) struct Output {
    pub(crate) path: PathBuf,
    pub(crate) size: (u32, u32),
    /// As sharp names it.
    pub(crate) format: &'static str,
    pub(crate) quality: u8,
}

/// Whether sharp is installed.
pub(crate) fn is_installed() -> bool {
    folder().join("node_modules/sharp").exists()
}

/// Makes pictures of originals.
pub(crate) fn make(jobs: &[(PathBuf, Vec<Output>)]) -> Result<Made> {
    let output = |output: &Output| {
        let Output { path, size: (width, height), format, quality } = output;
        json!({ "path": path, "width": width, "height": height, "format": format, "quality": quality })
    };
    let job = |(input, outputs): &(PathBuf, Vec<Output>)| json!({ "input": input, "outputs": outputs.iter().map(output).collect::<Vec<_>>() });
    let jobs = Value::from(jobs.iter().map(job).collect::<Vec<_>>());
    let mut child = Command::new("node")
        .arg(folder().join("sharp.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start `node`: {error}"))?;
    child.stdin.take().ok_or("no standard input")?.write_all(jobs.to_string().as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err("sharp failed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The folder with the script and its packages.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/pictures")
}
