//! The files for nginx, Caddy and Apache, each tried with the real server.
//!
//! A server says when it listens, and the test goes on with that line. `scripts/test` installs the servers that a machine lacks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};

use super::hosts;
use super::project::Project;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "public, max-age=0, must-revalidate";

/// A server that runs until this is dropped.
struct Server {
    name: &'static str,
    port: u16,
    process: Child,
    project: Project,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked to end, a server ends its own processes, too.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// The values of a header, joined like one.
    fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The path that it leads to.
    fn location(&self) -> String {
        let location = self.header("location");
        match location.split_once("://") {
            Some((_, rest)) => rest[rest.find('/').unwrap_or(rest.len())..].to_owned(),
            None => location,
        }
    }
}

impl Server {
    /// Starts a server, and returns once it says `ready`. Its configuration follows from the folder of the site and a port.
    fn start(
        name: &'static str,
        program: &str,
        arguments: &[&str],
        ready: &str,
        configuration: &dyn Fn(&Project, u16) -> String,
    ) -> Self {
        let project = hosts::site(&format!("\"{name}\""))
            .file(
                "content/markakol/index.kk.md",
                "+++\ntitle = \"Марқакөл\"\nslug = \"көл\"\naliases = [\"/kk/ескі/\"]\n+++\nКөл.\n",
            )
            .file("static/site.webmanifest", "{}")
            .file("static/hike.gpx", "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"/>")
            .file("static/pictures/lake-800x533-0123456789abcdef.txt", "a variant");
        let config = fs::read_to_string(project.path("sapar.toml")).expect("a configuration");
        project.write("sapar.toml", format!("{config}\n[search]\n"));
        project.build(&["--precompress"]).succeeds();
        project.write("public/.sapar/manifest.json.gz", "{}");
        // Servers that are started by root read files as another user.
        fs::set_permissions(project.root(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        fs::create_dir_all(project.path("home")).expect("a folder");
        // Another process may take the port between the two moments; there are many ports.
        for _ in 0..5 {
            let port =
                TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
            project.write("server.conf", configuration(&project, port));
            let arguments = arguments.iter().map(|argument| match *argument {
                "CONFIGURATION" => project.path("server.conf").display().to_string(),
                "ROOT" => project.root().display().to_string(),
                argument => argument.to_owned(),
            });
            let mut process = Command::new(program)
                .args(arguments)
                .env("HOME", project.path("home"))
                .env("XDG_DATA_HOME", project.path("home"))
                .env("XDG_CONFIG_HOME", project.path("home"))
                .env("SITE_ADDRESS", format!("http://127.0.0.1:{port}"))
                .env("SITE_ROOT", project.path("public"))
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap_or_else(|error| panic!("{program}: {error}; scripts/test installs it"));
            let mut said = BufReader::new(process.stderr.take().expect("it is piped"));
            let mut log = String::new();
            // A server that cannot start ends, and with it what it says.
            while said.read_line(&mut log).is_ok_and(|length| length > 0) {
                if log.contains(ready) {
                    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                    return Self { name, port, process, project };
                }
            }
            let _ = process.wait();
            project.write("log", log);
        }
        panic!("{name}: {}", fs::read_to_string(project.path("log")).unwrap_or_default());
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        let mut request =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", self.port);
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        stream.write_all(format!("{request}\r\n").as_bytes()).expect("the server reads");
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).expect("a status");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).expect("a header");
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let mut body = Vec::new();
        stream.read_to_end(&mut body).expect("a body");
        let answer = Answer { status, headers, body };
        match answer.header("transfer-encoding").as_str() {
            "chunked" => Answer { body: unchunked(&answer.body), ..answer },
            _ => answer,
        }
    }

    /// Asks for all that the rules say, and compares the answers with them.
    fn answers_by_the_rules(&self, prefers_brotli: bool) {
        let name = self.name;
        let page = self.get("/en/markakol/", &[]);
        assert_eq!(
            (page.status, page.header("content-type").to_lowercase().replace("; ", ";").as_str()),
            (200, "text/html;charset=utf-8"),
            "{name}"
        );
        assert_eq!(page.header("cache-control"), REVALIDATE, "{name}");
        assert!(page.header("content-security-policy").starts_with("default-src 'none'; "), "{name}");
        for (header, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(page.header(header), value, "{name}: {header}");
        }
        let folder = self.get("/en/markakol", &[]);
        assert!(matches!(folder.status, 301 | 308), "{name}: {}", folder.status);
        assert_eq!(folder.location(), "/en/markakol/", "{name}");

        // Old addresses.
        for (old, new) in [
            ("/zh/old/", "/zh/markakol/"),
            ("/ru/map%20(1).html", "/ru/markakol/"),
            ("/kk/%D0%B5%D1%81%D0%BA%D1%96/", "/kk/%D0%BA%D3%A9%D0%BB/"),
            ("/kk/old/", "/kk/%D0%BA%D3%A9%D0%BB/"),
        ] {
            let answer = self.get(old, &[]);
            assert_eq!((answer.status, answer.location().as_str()), (301, new), "{name}: {old}");
            assert_eq!(self.get(new, &[]).status, 200, "{name}: {new}");
        }

        // Error pages, each in its language.
        for tag in ["kk", "ru", "zh", "en"] {
            for (path, status) in
                [("nowhere/", 404), ("lost/", 410), ("lost", 410), ("lost/below/x.html", 410)]
            {
                let answer = self.get(&format!("/{tag}/{path}"), &[]);
                assert_eq!(answer.status, status, "{name}: {tag}/{path}");
                let expected = self.project.output_bytes(&format!("{tag}/404.html"));
                assert!(
                    answer.body == expected,
                    "{name}: {tag}/{path}: {}",
                    String::from_utf8_lossy(&answer.body)
                );
                assert!(!answer.header("content-security-policy").is_empty(), "{name}: {tag}/{path}");
            }
        }
        for (path, status) in [("/nowhere", 404), ("/lost/", 410)] {
            let answer = self.get(path, &[]);
            assert_eq!(answer.status, status, "{name}: {path}");
            assert!(answer.body == self.project.output_bytes("404.html"), "{name}: {path}");
        }
        // What a deployment keeps beside the site is nothing for readers.
        let kept = self.get("/.sapar/manifest.json.gz", &[]);
        assert_eq!(kept.status, 404, "{name}");
        assert_eq!(self.get("/kk/lostandfound/", &[]).status, 404, "{name}: another address");

        // The language of the reader.
        for (accepted, language) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", "/zh/"),
            ("kk", "/kk/"),
            ("de-DE, ru;q=0.8, kk;q=0.5", "/ru/"),
            ("krc, en-GB", "/en/"),
        ] {
            let answer = self.get("/", &[("Accept-Language", accepted)]);
            assert_eq!((answer.status, answer.location().as_str()), (302, language), "{name}: {accepted}");
        }
        for headers in [&[][..], &[("Accept-Language", "de-DE,de;q=0.9")]] {
            let root = self.get("/", headers);
            assert_eq!(root.status, 200, "{name}: {headers:?}");
            assert!(root.body == self.project.output_bytes("index.html"), "{name}");
            assert!(root.header("vary").contains("Accept-Language"), "{name}: {:?}", root.headers);
        }

        // Types.
        let icon = self.project.published_url("favicon.svg");
        let css = self.project.published_url("css/main.css");
        for (path, kind) in [
            (&*css, "text/css;charset=utf-8"),
            (&*icon, "image/svg+xml"),
            ("/notes.txt", "text/plain;charset=utf-8"),
            ("/site.webmanifest", "application/manifest+json"),
            ("/hike.gpx", "application/gpx+xml"),
        ] {
            let found = self.get(path, &[]).header("content-type").to_lowercase().replace("; ", ";");
            assert!(found.starts_with(kind), "{name}: {path}: {found}");
        }
        for path in [&*self.project.published_url("js/menu.js"), "/kk/feed.xml"] {
            let found = self.get(path, &[]).header("content-type").to_lowercase();
            let (kind, ending) =
                if path.ends_with("js") { ("javascript", "utf-8") } else { ("xml", "utf-8") };
            assert!(found.contains(kind) && found.ends_with(ending), "{name}: {path}: {found}");
        }

        // How long browsers may keep a file.
        for (path, cache) in [
            (&*css, IMMUTABLE),
            (&*format!("{css}?v=1"), IMMUTABLE),
            ("/kk/search/index.bin", REVALIDATE),
            ("/kk/search/facets.bin?v=abcd", IMMUTABLE),
            ("/hike.gpx", REVALIDATE),
            ("/kk/?v=0123456789", REVALIDATE),
            ("/kk/index.html?v=0123456789", REVALIDATE),
            ("/pictures/lake-800x533-0123456789abcdef.txt", IMMUTABLE),
            ("/kk/feed.xml", REVALIDATE),
        ] {
            assert_eq!(self.get(path, &[]).header("cache-control"), cache, "{name}: {path}");
        }

        // Compressed files.
        for (path, file) in
            [("/en/markakol/", "en/markakol/index.html"), (&*css, css.trim_start_matches('/'))]
        {
            let plain = self.get(path, &[]);
            assert!(plain.body == self.project.output_bytes(file), "{name}: {path}");
            assert_eq!(plain.header("content-encoding"), "", "{name}: {path}");
            for (accepted, encoding, end) in [("gzip", "gzip", "gz"), ("gzip, deflate, br", "br", "br")] {
                if encoding == "br" && !prefers_brotli {
                    continue;
                }
                let answer = self.get(path, &[("Accept-Encoding", accepted)]);
                assert_eq!(answer.header("content-encoding"), encoding, "{name}: {path}");
                assert!(answer.body == self.project.output_bytes(&format!("{file}.{end}")), "{name}: {path}");
                assert_eq!(answer.header("content-type"), plain.header("content-type"), "{name}: {path}");
                assert_eq!(answer.header("cache-control"), plain.header("cache-control"), "{name}: {path}");
                assert_eq!(answer.header("content-language"), "", "{name}: {path}");
                let vary = answer.header("vary");
                assert!(vary.contains("Accept-Encoding"), "{name}: {path}: {vary}");
            }
        }
    }
}

/// A body that was sent in chunks, each behind its length in hexadecimal digits.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length =
            std::str::from_utf8(&rest[..end]).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
        let start = end + 2;
        let length = length.expect("the length of a chunk");
        body.extend_from_slice(&rest[start..start + length]);
        rest = &rest[start + length + 2..];
    }
    body
}

#[test]
fn nginx_answers_by_the_rules() {
    let configuration = |project: &Project, port: u16| {
        let root = project.root().display();
        format!(
            "daemon off;\npid {root}/server.pid;\nerror_log stderr notice;\nevents {{}}\n\
             http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\nclient_body_temp_path {root}/home/1;\n\
             proxy_temp_path {root}/home/2;\nfastcgi_temp_path {root}/home/3;\nuwsgi_temp_path {root}/home/4;\n\
             scgi_temp_path {root}/home/5;\nserver {{\nlisten 127.0.0.1:{port};\nroot {root}/public;\n\
             include {root}/.sapar/hosts/nginx.conf;\n}}\n}}\n"
        )
    };
    let server = Server::start(
        "nginx",
        "/usr/sbin/nginx",
        &["-e", "stderr", "-c", "CONFIGURATION"],
        "start worker processes",
        &configuration,
    );
    server.answers_by_the_rules(false);
}

#[test]
fn caddy_answers_by_the_rules() {
    let configuration = |project: &Project, _: u16| {
        format!("{{\n\tadmin off\n}}\nimport {}/.sapar/hosts/Caddyfile\n", project.root().display())
    };
    let arguments = ["run", "--config", "CONFIGURATION", "--adapter", "caddyfile"];
    Server::start("caddy", "caddy", &arguments, "serving initial configuration", &configuration)
        .answers_by_the_rules(true);
}

#[test]
fn apache_answers_by_the_rules() {
    let configuration = |project: &Project, port: u16| {
        let root = project.root().display();
        let modules = ["mpm_event", "authz_core", "dir", "headers", "mime", "negotiation", "rewrite"];
        let modules: String = modules
            .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
            .concat();
        format!(
            "{modules}Listen 127.0.0.1:{port}\nServerName 127.0.0.1\nPidFile {root}/server.pid\n\
             DefaultRuntimeDir {root}/home\nMutex pthread\nErrorLog /dev/stderr\nTypesConfig /etc/mime.types\n\
             AddType application/x-gzip .gz\nAddLanguage br .br\n<IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\n\
             DocumentRoot {root}/public\n<Directory {root}/public>\nAllowOverride All\nRequire all granted\n</Directory>\n"
        )
    };
    let arguments = ["-d", "ROOT", "-f", "CONFIGURATION", "-D", "FOREGROUND"];
    Server::start("apache", "/usr/sbin/apache2", &arguments, "resuming normal operations", &configuration)
        .answers_by_the_rules(true);
}
