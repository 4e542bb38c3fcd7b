//! A minimal browser: it listens for events and requests pages.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::Result;

/// The beginning of every mark.
pub(crate) const MARK: &str = "zzmark";

/// How long an edit may take before the benchmark gives up.
const EDIT_TIMEOUT: Duration = Duration::from_secs(60);

pub(crate) struct Browser {
    events: BufReader<TcpStream>,
    pages: BufReader<TcpStream>,
    marks: Cell<usize>,
}

/// A background tab that requests its page after every change, until it is dropped.
pub(crate) struct Tab {
    is_closed: Arc<AtomicBool>,
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Relaxed);
    }
}

impl Browser {
    pub(crate) fn open(address: &str) -> Result<Browser> {
        let mut events = connect(address)?;
        request(&mut events, "/_sapar/events")?;
        let mut browser = Browser { events, pages: connect(address)?, marks: Cell::new(0) };
        browser.wait_for_event("hello")?;
        Ok(browser)
    }

    /// A word that occurs nowhere yet.
    pub(crate) fn mark(&self) -> String {
        self.marks.set(self.marks.get() + 1);
        format!("{MARK}{}x", self.marks.get())
    }

    /// Requests a page after each change until it contains a word.
    pub(crate) fn wait_for(&mut self, page: &str, word: &str) -> Result<()> {
        loop {
            self.wait_for_event("change")?;
            if self.page(page)?.windows(word.len()).any(|part| part == word.as_bytes()) {
                return Ok(());
            }
        }
    }

    pub(crate) fn page(&mut self, page: &str) -> Result<Vec<u8>> {
        request(&mut self.pages, page)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.pages.read_line(&mut line)?;
            match line.trim_end().to_ascii_lowercase() {
                line if line.is_empty() => break,
                line => {
                    if let Some(value) = line.strip_prefix("content-length:") {
                        length = value.trim().parse()?;
                    }
                }
            }
        }
        let mut body = vec![0; length];
        self.pages.read_exact(&mut body)?;
        Ok(body)
    }

    pub(crate) fn wait_for_event(&mut self, name: &str) -> Result<()> {
        let wanted = format!("event: {name}");
        loop {
            let mut line = String::new();
            if self.events.read_line(&mut line)? == 0 {
                return Err("the server has hung up".into());
            }
            if line.trim_end().ends_with(&wanted) {
                return Ok(());
            }
        }
    }

    /// Requests a page after every change, as a background tab does.
    pub(crate) fn keep_looking(mut self, page: String) -> Tab {
        let is_closed = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&is_closed);
        std::thread::spawn(move || {
            while !closed.load(Ordering::Relaxed) && self.wait_for_event("change").is_ok() {
                if self.page(&page).is_err() {
                    return;
                }
            }
        });
        Tab { is_closed }
    }
}

fn connect(address: &str) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(EDIT_TIMEOUT))?;
    Ok(BufReader::new(stream))
}

fn request(stream: &mut BufReader<TcpStream>, path: &str) -> Result<()> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.get_mut().write_all(request.as_bytes())?;
    Ok(())
}
