//! Servers on this machine: one with the S3 interface, and `sshd`. Each runs until it is dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;

/// What the servers believe.
pub const KEY: &str = "AKIDLOOPBACK";
pub const SECRET: &str = "loopback-secret";

/// A server with the S3 interface: moto, which heeds `If-Match` and `If-None-Match`. It says each request that it gets.
pub struct S3Server {
    process: Child,
    lines: Receiver<String>,
    /// `http://127.0.0.1:…`
    pub address: String,
}

impl Drop for S3Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl S3Server {
    /// Starts a server, and returns once it says where it listens.
    pub fn start() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/moto/bin/moto_server");
        let program = if own.exists() { own } else { PathBuf::from("moto_server") };
        let mut process = Command::new(&program)
            .args(["-H", "127.0.0.1", "-p", "0"])
            // What it knows of its users is none of the test's.
            .env("INITIAL_NO_AUTH_ACTION_COUNT", "1000000000")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; scripts/test installs it", program.display()));
        let (sender, lines) = channel();
        let stderr = BufReader::new(process.stderr.take().expect("it is piped"));
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                // Nobody listens any more once the test has ended.
                let _ = sender.send(line);
            }
        });
        let address = lines
            .iter()
            .find_map(|line| line.split_once("Running on ").map(|(_, address)| address.trim().to_owned()));
        Self { process, lines, address: address.expect("it says where it listens") }
    }

    /// Starts a server that has a bucket `altai`.
    pub fn with_bucket() -> Self {
        let server = Self::start();
        server.ask(&["--request", "PUT"], "/altai");
        server.requests();
        server
    }

    /// Asks the server itself, with a signature.
    pub fn ask(&self, arguments: &[&str], path: &str) -> String {
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--fail", "--globoff", "--aws-sigv4", "aws:amz:us-east-1:s3"])
            .args(["--user", &format!("{KEY}:{SECRET}")])
            .args(arguments)
            .arg(format!("{}{path}", self.address))
            .output()
            .expect("curl is there; scripts/test installs it");
        assert!(output.status.success(), "{arguments:?} {path}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The requests since this was last asked, as `METHOD /path`.
    pub fn requests(&self) -> Vec<String> {
        // A request of the test's own comes after all others.
        let _ = Command::new("curl")
            .args(["--silent", &format!("{}/moto-api/end-of-list", self.address)])
            .output();
        let lines = self.lines.iter().take_while(|line| !line.contains("/moto-api/end-of-list"));
        lines.filter_map(|line| request(&line)).collect()
    }

    /// The names and bytes of all objects of the bucket that are the site's.
    pub fn objects(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let list = self.ask(&[], "/altai?list-type=2&max-keys=1000");
        assert!(list.contains("<IsTruncated>false"), "{list}");
        let names =
            list.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>").map(|(name, _)| name));
        let names = names.filter(|name| !name.starts_with(".sapar/")).map(ToOwned::to_owned);
        names.map(|name| (name.clone(), self.object(&name))).collect()
    }

    fn object(&self, name: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("object");
        let encoded: String = name
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect();
        self.ask(&["--output", file.to_str().expect("Unicode")], &format!("/altai/{encoded}"));
        // There is no file if there is no body.
        fs::read(file).unwrap_or_default()
    }
}

/// A request in a line of the server's log.
fn request(line: &str) -> Option<String> {
    let request = line.split('"').nth(1)?;
    request.strip_suffix(" HTTP/1.1").map(ToOwned::to_owned)
}

/// An `sshd` of this user, and a client's configuration that knows its key.
pub struct SshServer {
    process: Child,
    folder: TempDir,
}

impl Drop for SshServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl SshServer {
    /// Starts a server, and returns once it says that it listens.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        for key in ["host", "user", "other"] {
            let made =
                Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &path(key)]).status();
            assert!(made.expect("ssh-keygen is there").success());
        }
        fs::copy(path("user.pub"), path("authorized")).expect("the key is there");
        // Where the server separates its privileges. It is the system's, and may be there.
        let _ = fs::create_dir_all("/run/sshd");
        // Another process may take the port between the two moments; there are many ports.
        for _ in 0..5 {
            let port =
                TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
            let server = format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
                 UsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nMaxStartups 100\nLogLevel INFO\n\
                 Subsystem sftp internal-sftp\n",
                path("host"),
                path("authorized")
            );
            fs::write(path("sshd_config"), server).expect("it is ours");
            let mut process = Command::new("/usr/sbin/sshd")
                .args(["-D", "-e", "-f", &path("sshd_config")])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("sshd is there; scripts/test installs it");
            let mut lines =
                BufReader::new(process.stderr.take().expect("it is piped")).lines().map_while(Result::ok);
            let is_listening = lines.any(|line| line.contains("Server listening on 127.0.0.1"));
            if !is_listening {
                let _ = process.wait();
                continue;
            }
            // Read on, or the server would wait for a reader.
            std::thread::spawn(move || lines.for_each(drop));
            let known = fs::read_to_string(path("host.pub")).expect("the key is there");
            fs::write(path("known_hosts"), format!("[127.0.0.1]:{port} {known}")).expect("it is ours");
            for key in ["user", "other"] {
                let client = format!(
                    "Host loopback\nHostName 127.0.0.1\nPort {port}\nIdentityFile {}\nIdentitiesOnly yes\nIdentityAgent none\n\
                     UserKnownHostsFile {}\nGlobalKnownHostsFile /dev/null\nStrictHostKeyChecking yes\n",
                    path(key),
                    path("known_hosts")
                );
                fs::write(path(&format!("{key}_config")), client).expect("it is ours");
            }
            return Self { process, folder };
        }
        panic!("sshd finds no port");
    }

    /// What `SAPAR_SSH` is to be for the holder of a key: `user`, whom the server knows, or `other`.
    pub fn program(&self, key: &str) -> String {
        format!("ssh -F {}", self.folder.path().join(format!("{key}_config")).display())
    }

    /// Lets the client know another key of the server's than it has.
    pub fn change_known_key(&self) {
        let path = |name: &str| self.folder.path().join(name);
        let known = fs::read_to_string(path("known_hosts")).expect("it is there");
        let host = known.split(' ').next().expect("a name").to_owned();
        let other = fs::read_to_string(path("other.pub")).expect("the key is there");
        fs::write(path("known_hosts"), format!("{host} {other}")).expect("it is ours");
    }
}
