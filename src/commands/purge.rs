//! Tells a cache between the site and its readers which addresses have changed, by a command of the user's.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use url::Url;

use crate::deploy::DeployPlan;
use crate::site::encode_path;

/// The longest part of what a command said that is told, in characters.
const MAX_SAID: usize = 500;

/// The addresses at which readers see something else now, sorted. A page of a folder is read at the folder's address and, where
/// somebody links to it so, at that of its file.
pub(super) fn changed_addresses(plan: &DeployPlan, base: &Url) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for path in plan.changed_paths() {
        let address = |path: &str| {
            let mut address = base.to_string();
            encode_path(path, &mut address);
            address
        };
        addresses.push(address(path));
        if let Some(folder) = path.strip_suffix("index.html").filter(|it| it.is_empty() || it.ends_with('/'))
        {
            addresses.push(address(folder));
        }
    }
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

/// Runs a command in the site's folder, with the addresses at its standard input, one a line.
///
/// # Errors
/// What went wrong, in the words of the system or of the command.
pub(super) fn purge(command: &[String], root: &Path, addresses: &[String]) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    // A program of the site is named by its path from there, on every system.
    let own = root.join(program);
    let is_path = program.contains('/') && own.is_file();
    let program = if is_path { std::path::absolute(&own).unwrap_or(own) } else { program.into() };
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut stdin) = child.stdin.take() {
        let mut list = addresses.join("\n");
        list.push('\n');
        // Written from a thread of its own, as the command may say much before it reads.
        std::thread::spawn(move || {
            let _ = stdin.write_all(list.as_bytes());
        });
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said: String = said.trim().chars().take(MAX_SAID).collect();
            Err(if said.is_empty() { output.status.to_string() } else { said })
        }
    }
}
