//! The preview's own process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;
use crate::browser::Browser;

pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// From the start of the program to the first page.
    pub(crate) ready: Duration,
}

impl Server {
    /// Starts the preview of a site and waits for a page of it.
    pub(crate) fn start(root: &Path, page: &str) -> Result<Server> {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_sapar"))
            .args(["serve", "--port", "0", "--lang", "en", "--root"])
            .arg(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line)?;
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.ok_or_else(|| format!("the preview says `{line}`"))?.to_owned();
        let mut server = Server { child, address, ready: Duration::ZERO };
        let body = Browser::open(&server.address)?.page(page)?;
        if body.is_empty() {
            return Err("the first page is empty".into());
        }
        server.ready = start.elapsed();
        Ok(server)
    }

    /// The physical memory that it holds in bytes, where the system says, once it has gone through all pages after
    /// the last edit.
    pub(crate) fn memory_at_rest(&self, browser: &mut Browser) -> Result<Option<u64>> {
        browser.wait_for_event("checked")?;
        Ok(self.status("VmRSS:"))
    }

    /// The most that it held.
    pub(crate) fn peak(&self) -> Option<u64> {
        self.status("VmHWM:")
    }

    fn status(&self, key: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has nothing to lose.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
