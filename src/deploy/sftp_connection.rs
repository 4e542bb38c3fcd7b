//! A connection to a host by SFTP, within the system's own `ssh`: that has the user's keys, agent, known hosts and settings.

use std::io::IsTerminal;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error;
use russh_sftp::protocol::{Packet, StatusCode};
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::program::said;
use super::storage::DeployError;
use crate::config::SftpPlace;

/// Names another program than `ssh`, with arguments: `SAPAR_SSH="ssh -F config"`.
const PROGRAM_VARIABLE: &str = "SAPAR_SSH";

/// For how many seconds the first answer is waited for: somebody may have to type a passphrase.
const FIRST_TIMEOUT: u64 = 120;

/// For how many seconds any other answer is waited for. On a bad line, megabytes may be under way. That a line is dead is found out by `ssh`, which then ends.
const TIMEOUT: u64 = 300;

/// A connection. It ends when this is dropped.
pub(super) struct Connection {
    pub session: RawSftpSession,
    /// Whether a file can be renamed over another one.
    pub has_posix_rename: bool,
    /// Whether a file can get a second name.
    pub has_hardlink: bool,
    said: Arc<Mutex<Vec<u8>>>,
    ended: watch::Receiver<bool>,
    /// Waits for the end of `ssh`, and ends it when this is dropped.
    waiting: JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

impl Connection {
    /// Connects to a host.
    ///
    /// # Errors
    /// What `ssh` says if it cannot.
    pub async fn open(place: &SftpPlace) -> Result<Self, DeployError> {
        let words = std::env::var(PROGRAM_VARIABLE).ok().and_then(|text| shlex::split(&text));
        let words = words.filter(|words| !words.is_empty()).unwrap_or_else(|| vec!["ssh".to_owned()]);
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        // What a user has set up for terminals is nothing for a connection that carries files.
        command.args(["-oForwardX11=no", "-oForwardAgent=no", "-oClearAllForwardings=yes"]);
        command.args(["-oConnectTimeout=20", "-oServerAliveInterval=15", "-oServerAliveCountMax=4"]);
        if !std::io::stderr().is_terminal() {
            command.arg("-oBatchMode=yes");
        }
        if let Some(port) = place.port {
            command.args(["-p", &port.to_string()]);
        }
        if let Some(user) = &place.user {
            command.args(["-l", user]);
        }
        command.args(["-s", "--", &place.host, "sftp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| DeployError::NoProgram("ssh", error.to_string()))?;
        let said = Arc::new(Mutex::new(Vec::new()));
        let (Some(stdin), Some(stdout), Some(mut stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(DeployError::Unreachable(place.host.clone()));
        };
        let heard = Arc::clone(&said);
        let listening = tokio::spawn(async move {
            let mut buffer = [0; 1024];
            while let Ok(count @ 1..) = stderr.read(&mut buffer).await {
                let mut heard = heard.lock().expect("no thread panics while it holds the text");
                heard.extend_from_slice(&buffer[..count]);
                let too_many = heard.len().saturating_sub(16 * 1024);
                heard.drain(..too_many);
            }
        });
        let session = RawSftpSession::new(tokio::io::join(stdout, stdin));
        session.set_timeout(FIRST_TIMEOUT);
        // `ssh` ends when it cannot connect, and has then said why.
        let begun = tokio::select! {
            begun = session.init() => begun.map_err(|error| error.to_string()),
            _ = child.wait() => Err(String::new()),
        };
        match begun {
            Ok(version) => {
                session.set_timeout(TIMEOUT);
                let has = |name: &str| version.extensions.contains_key(name);
                let (end, ended) = watch::channel(false);
                let waiting = tokio::spawn(async move {
                    let _ = child.wait().await;
                    let _ = end.send(true);
                });
                Ok(Self {
                    has_posix_rename: has("posix-rename@openssh.com"),
                    has_hardlink: has("hardlink@openssh.com"),
                    session,
                    said,
                    ended,
                    waiting,
                })
            }
            Err(error) => {
                let _ = child.kill().await;
                let _ = listening.await;
                let text = said_so_far(&said);
                let text = if text.is_empty() { error } else { text };
                let is_refused =
                    ["Permission denied", "Host key verification failed", "REMOTE HOST IDENTIFICATION"];
                Err(match is_refused.iter().any(|refusal| text.contains(refusal)) {
                    true => DeployError::Refused(text),
                    false => DeployError::Unreachable(text),
                })
            }
        }
    }

    /// Does something as long as the connection lasts.
    pub async fn during<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let mut ended = self.ended.clone();
        tokio::select! {
            biased;
            done = work => done,
            _ = ended.wait_for(|ended| *ended) => Err(Error::IO("the connection has ended".to_owned())),
        }
    }

    /// What `ssh` has said.
    pub fn said(&self) -> String {
        said_so_far(&self.said)
    }

    /// Renames a file over another one, in one step where the host can.
    pub async fn rename_over(&self, from: &str, to: &str) -> Result<(), Error> {
        if !self.has_posix_rename {
            let renamed = self.session.rename(from, to).await;
            if !is_failure(&renamed) {
                return renamed.map(|_| ());
            }
            // The old protocol renames over nothing. For a moment, the file is not there.
            let _ = self.session.remove(to).await;
            return self.session.rename(from, to).await.map(|_| ());
        }
        let mut data = Vec::with_capacity(from.len() + to.len() + 8);
        for path in [from, to] {
            data.extend_from_slice(&(path.len() as u32).to_be_bytes());
            data.extend_from_slice(path.as_bytes());
        }
        match self.session.extended("posix-rename@openssh.com", data).await? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) => Err(Error::Status(status)),
            _ => Err(Error::UnexpectedPacket),
        }
    }
}

fn said_so_far(text: &Mutex<Vec<u8>>) -> String {
    said(&text.lock().expect("no thread panicked while it held the text"))
}

/// Whether a host has refused for a reason that the protocol has no number for, such as that a file exists.
pub(super) fn is_failure<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Status(status)) if status.status_code == StatusCode::Failure)
}

/// Whether a file or a folder above it is not there.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error, Error::Status(status) if status.status_code == StatusCode::NoSuchFile)
}

/// Whether the connection is of no use any more, and another one may be.
pub(super) fn is_lost(error: &Error) -> bool {
    match error {
        Error::Status(status) => {
            matches!(status.status_code, StatusCode::NoConnection | StatusCode::ConnectionLost)
        }
        Error::IO(_) | Error::Timeout | Error::UnexpectedBehavior(_) | Error::UnexpectedPacket => true,
        Error::Limited(_) => false,
    }
}
