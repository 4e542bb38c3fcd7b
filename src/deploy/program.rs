//! Runs programs of the system: `ssh`, `rsync`, `git`.

use std::path::Path;
use std::process::Stdio;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::storage::DeployError;

/// How many bytes of what a program has said are told at most.
const MAX_SAID: usize = 2000;

/// Runs a program to its end and returns what it wrote to the standard output. It gets `input`, and is killed with this process.
///
/// # Errors
/// When it cannot be started, or fails; then with what it said.
pub(super) async fn run(
    name: &'static str,
    arguments: &[&str],
    folder: Option<&Path>,
    input: &[u8],
) -> Result<Vec<u8>, DeployError> {
    let mut command = Command::new(name);
    command.args(arguments).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // What it says is read here, and not by its user alone.
    command.env("LC_ALL", "C");
    // Nobody may be there to answer a question; an agent or a helper is asked all the same.
    command.env("GIT_TERMINAL_PROMPT", "0");
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let mut child = command.spawn().map_err(|error| DeployError::NoProgram(name, error.to_string()))?;
    let stdin = child.stdin.take();
    let write = async {
        if let Some(mut stdin) = stdin {
            // A program that ends without having read says why by itself.
            let _ = stdin.write_all(input).await;
        }
    };
    let (output, ()) = tokio::join!(child.wait_with_output(), write);
    let output = output.map_err(|error| DeployError::failed(name, error))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(DeployError::Unreachable(format!("{name}: {}", said(&output.stderr)))),
    }
}

/// The last of what a program said, without passwords in addresses.
pub(super) fn said(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim();
    let start = text.ceil_char_boundary(text.len().saturating_sub(MAX_SAID));
    let words = text[start..].split_inclusive(char::is_whitespace).map(|word| {
        match word.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?))) {
            Some((scheme, (user, rest))) if user.contains(':') && !user.contains('/') => {
                format!("{scheme}://…@{rest}")
            }
            _ => word.to_owned(),
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_what_a_program_said_are_not_told() {
        let said = said(b"fatal: unable to access 'https://me:secret@host.example/x.git/': 403\n");
        assert_eq!(said, "fatal: unable to access 'https://…@host.example/x.git/': 403");
    }
}
