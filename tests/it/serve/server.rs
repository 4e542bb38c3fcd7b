//! The real program as a preview, and a browser as far as the preview has to do with one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use std::time::{Duration, Instant};

use regex_lite::Regex;
use serde_json::Value;

use crate::project::Project;

/// After so long an event will never come. No machine is so busy: this only ends a run that would hang.
const HANG_TIMEOUT: Duration = Duration::from_secs(600);

/// A preview that runs until it is dropped.
pub struct Server {
    pub child: Child,
    /// Host and port, as the program says them.
    pub address: String,
    /// The path of the site's root.
    pub base_path: String,
    /// What the program said before it was ready.
    pub greeting: Vec<String>,
    /// What it says since.
    pub lines: Receiver<String>,
    /// What it says of mistakes.
    pub errors: Receiver<String>,
}

impl Server {
    /// Starts a preview of a site at any free port.
    pub fn start(site: &Project, arguments: &[&str]) -> Self {
        Self::of(site.command(&[&["serve", "--port", "0"], arguments].concat()))
    }

    /// Starts a preview of a site that is not the test's own.
    pub fn at(root: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.args(["serve", "--port", "0", "--lang", "en", "--root"]).arg(root);
        Self::of(command)
    }

    /// Starts the program, and waits until it says where the preview is.
    pub fn of(mut command: Command) -> Self {
        for name in ["VISUAL", "EDITOR"] {
            // Only a test's own editor.
            if !command.get_envs().any(|(set, _)| set == name) {
                command.env_remove(name);
            }
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let lines = lines_of(child.stdout.take().expect("it is piped"));
        let errors = lines_of(child.stderr.take().expect("it is piped"));
        let mut greeting = Vec::new();
        let url = loop {
            let Ok(line) = lines.recv_timeout(HANG_TIMEOUT) else {
                let _ = child.kill();
                panic!("it says {greeting:?} and {:?}", errors.iter().collect::<Vec<_>>());
            };
            let url = line.split("http://").nth(1).map(|rest| {
                rest.split(|c: char| c.is_whitespace() || c == '（').next().unwrap_or_default().to_owned()
            });
            greeting.push(line);
            if let Some(url) = url {
                break url;
            }
        };
        let (address, base_path) = url.split_at(url.find('/').expect("an address ends in a path"));
        let (address, base_path) = (address.to_owned(), base_path.to_owned());
        Self { child, address, base_path, greeting, lines, errors }
    }

    /// Suspends the program, so that it finds all that is done to its files until [`Server::resume`] at once. When this
    /// returns, it is suspended.
    #[cfg_attr(
        unix,
        allow(unsafe_code, reason = "the standard library cannot wait for a process to be suspended")
    )]
    pub fn suspend(&self) {
        #[cfg(unix)]
        {
            self.signal(libc::SIGSTOP);
            let process = i32::try_from(self.child.id()).expect("the number of a process");
            let mut status = 0;
            // SAFETY: the process is a child that was not waited for yet, and it has not ended.
            unsafe {
                assert_eq!(libc::waitpid(process, &raw mut status, libc::WUNTRACED), process);
            }
            assert!(libc::WIFSTOPPED(status), "it has ended: {status}");
        }
    }

    /// Lets a suspended program go on.
    pub fn resume(&self) {
        #[cfg(unix)]
        self.signal(libc::SIGCONT);
    }

    /// Sends a signal to the program.
    #[cfg(unix)]
    #[allow(unsafe_code, reason = "the standard library can only kill a process")]
    pub fn signal(&self, signal: i32) {
        let process = i32::try_from(self.child.id()).expect("the number of a process");
        // SAFETY: the process is a child that was not waited for yet.
        unsafe {
            assert_eq!(libc::kill(process, signal), 0);
        }
    }

    /// Waits until the program has ended by itself, and hands out its exit code.
    #[track_caller]
    pub fn exit_code(&mut self) -> Option<i32> {
        let end = Instant::now() + HANG_TIMEOUT;
        // Its standard output is closed when it ends.
        while self.lines.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {}
        assert!(Instant::now() < end, "it does not end");
        self.child.wait().expect("it has ended").code()
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the preview listens");
        stream.set_read_timeout(Some(HANG_TIMEOUT)).expect("a time that is not zero");
        stream.set_nodelay(true).expect("it is connected");
        stream
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Response {
        self.request("GET", path, &[])
    }

    /// The address by which a page names a file, whose name has a hash there.
    pub fn published(&self, page: &str, path: &str) -> String {
        let (stem, extension) = path.rsplit_once('.').expect("an extension");
        let name = Regex::new(&format!(r"{stem}\.[0-9a-f]{{10}}\.{extension}")).expect("a pattern");
        let answer = self.get(page);
        let found = name.find(answer.text());
        found.unwrap_or_else(|| panic!("{path}: {}", answer.text())).as_str().to_owned()
    }

    /// Asks for a path with further headers.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        self.send(method, path, headers, "")
    }

    /// Sends a body. A header that is given takes the place of the browser's own.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let mut connection = Connection::new(self.connect());
        connection.send(&self.address, method, path, headers, body);
        connection.response(method)
    }

    /// Sends bytes as they are, and reads what comes back until the server hangs up.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that has heard enough may hang up before the end.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Listens to what happens.
    pub fn events(&self) -> Events {
        let mut connection = Connection::new(self.connect());
        connection.send(&self.address, "GET", &format!("{}_sapar/events", self.base_path), &[], "");
        let (status, headers) = connection.head();
        assert_eq!((status, header(&headers, "content-type")), (200, Some("text/event-stream")));
        let mut events = Events { connection, version: 0, end: Instant::now() + HANG_TIMEOUT };
        let hello = events.next("hello");
        events.version = hello["version"].as_u64().expect("a number");
        events
    }

    /// What the panel of a page shows.
    pub fn panel(&self, url: &str, language: &str) -> Value {
        let path = format!("{}_sapar/panel.json?url={url}&lang={language}", self.base_path);
        let answer = self.get(&path);
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// Waits until a line is said, and hands it out.
    #[track_caller]
    pub fn says(&self, part: &str) -> String {
        heard(&self.lines, part)
    }

    /// Waits until a line is said of what is wrong, and hands it out.
    #[track_caller]
    pub fn warns(&self, part: &str) -> String {
        heard(&self.errors, part)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been ended by the test.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does what may never end, and fails if it does not.
#[track_caller]
pub fn in_time<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, done) = channel();
    // The thread of an act that never ends ends with the tests.
    std::thread::spawn(move || sender.send(act()));
    done.recv_timeout(HANG_TIMEOUT).expect("it ends in time")
}

/// Calls `attempt` until it succeeds, and fails if it never does.
#[track_caller]
pub fn eventually(mut attempt: impl FnMut() -> bool) {
    let end = Instant::now() + HANG_TIMEOUT;
    while !attempt() {
        assert!(Instant::now() < end, "it never succeeds");
    }
}

#[track_caller]
fn heard(lines: &Receiver<String>, part: &str) -> String {
    let mut others = Vec::new();
    loop {
        match lines.recv_timeout(HANG_TIMEOUT) {
            Ok(line) if line.contains(part) => return line,
            Ok(line) => others.push(line),
            Err(_) => panic!("`{part}` is not said, only {others:#?}"),
        }
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            // The test may be over.
            let _ = sender.send(line);
        }
    });
    lines
}

/// What the server answered.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text")
    }

    /// The page as it is built: without the preview's script.
    pub fn page(&self, base_path: &str) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let script = format!("<script type=\"module\" src=\"{base_path}_sapar/client.js\" data-digest=\"");
        let Some((before, rest)) = text.split_once(&script) else { return text.into_owned() };
        let (digest, after) = rest.split_once("\"></script>").expect("the script ends");
        assert!(digest.len() == 20 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
        format!("{before}{after}")
    }
}

fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// A connection that stays open.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn new(stream: TcpStream) -> Self {
        Self { stream: BufReader::new(stream) }
    }

    pub fn send(&mut self, host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request.push_str(&format!("Host: {host}\r\n"));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        self.stream.get_mut().write_all(format!("{request}\r\n{body}").as_bytes()).expect("the server reads");
    }

    /// Reads the answer to a request of a method.
    pub fn response(&mut self, method: &str) -> Response {
        let (status, headers) = self.head();
        let mut body = Vec::new();
        if method != "HEAD" && status != 304 && status != 204 {
            let length = header(&headers, "content-length").expect("a length").parse().expect("a number");
            body.resize(length, 0);
            self.stream.read_exact(&mut body).expect("the whole body");
        }
        Response { status, headers, body }
    }

    fn head(&mut self) -> (u16, Vec<(String, String)>) {
        let status = self.line();
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut headers = Vec::new();
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        (status.expect("an HTTP answer"), headers)
    }

    /// A line without its end; nothing where the server has hung up.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("an answer in time");
        line.trim_end().to_owned()
    }

    /// Reads the head of an answer, and hands out its code.
    pub fn status(&mut self) -> u16 {
        self.head().0
    }
}

/// A stream of events.
pub struct Events {
    connection: Connection,
    /// The newest version of the site that was told of.
    pub version: u64,
    /// When what is waited for will never come.
    end: Instant,
}

impl Events {
    /// Waits for the next event of a name, and hands out its data.
    #[track_caller]
    pub fn next(&mut self, name: &str) -> Value {
        let event = format!("event: {name}");
        let mut is_named = false;
        loop {
            // The server's keep-alives never end.
            assert!(Instant::now() < self.end, "there is no `{name}`");
            let mut line = String::new();
            let size = self.connection.stream.read_line(&mut line).expect("an event in time");
            assert!(size > 0, "the server has hung up");
            // The sizes of pieces stand between the lines, and are none of an event's.
            let line = line.trim_end();
            match line.strip_prefix("data: ").filter(|_| is_named) {
                Some(data) => return serde_json::from_str(data).expect("JSON"),
                None => is_named = line == event || is_named && line.is_empty(),
            }
        }
    }

    /// Waits for a change of the site.
    #[track_caller]
    pub fn change(&mut self) -> Value {
        let change = self.next("change");
        self.version = change["version"].as_u64().expect("a number");
        change
    }

    /// Waits for changes until a page says something.
    #[track_caller]
    pub fn until(&mut self, server: &Server, path: &str, part: &str) -> Response {
        self.until_it(server, path, |answer| String::from_utf8_lossy(&answer.body).contains(part))
    }

    /// Waits for changes until an answer is as it is to be.
    #[track_caller]
    pub fn until_it(&mut self, server: &Server, path: &str, is_so: impl Fn(&Response) -> bool) -> Response {
        loop {
            let answer = server.get(path);
            if is_so(&answer) {
                return answer;
            }
            self.change();
        }
    }

    /// Whether the server has ended the stream.
    pub fn is_hung_up(&mut self) -> bool {
        let mut line = String::new();
        loop {
            assert!(Instant::now() < self.end, "the stream does not end");
            line.clear();
            match self.connection.stream.read_line(&mut line) {
                Ok(0) | Err(_) => return true,
                Ok(_) if line.starts_with("event:") => return false,
                Ok(_) => {}
            }
        }
    }
}
