//! A reader of a guide: types its commands, writes and edits the files that it shows, and translates the texts in it.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{ImageFormat, Rgb, RgbImage};
use regex_lite::Regex;
use tempfile::TempDir;

use crate::guide::document::Example;
use crate::serve::server::Server;

/// What the guide shows in the place of an output that it does not show.
const LEFT_OUT: &str = "…\n";

/// The day on which a guide is read: before the days of its events, whatever the day of the test is.
const TODAY: &str = "2027-01-15";

/// A reader in a folder of their own.
pub struct Reader {
    folder: TempDir,
    /// The folder that the terminal is in.
    current: PathBuf,
    /// The language of the reader's system.
    language: &'static str,
    /// The addresses of the preview that the reader opens while it runs, without its host.
    pub opens: Vec<String>,
}

impl Reader {
    pub fn new(language: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let current = folder.path().to_owned();
        Self { folder, current, language, opens: Vec::new() }
    }

    /// Does what an example says, and hands out the example as it has to be.
    #[track_caller]
    pub fn follow(&mut self, example: &Example) -> String {
        match (example.language.as_str(), &example.files[..]) {
            ("console", []) => return self.type_all(&example.text),
            ("diff", [file]) => self.edit(file, &example.text),
            ("po", [file]) => self.translate(file, &example.text),
            ("text", [file]) => assert_eq!(self.read(file), example.text, "{file}"),
            ("markdown" | "toml", [file]) => self.write(file, &example.text),
            ("markdown" | "toml", []) => self.try_out(example),
            (language, files) => panic!("the test does not know what to do with {language} of {files:?}"),
        }
        example.text.clone()
    }

    /// Types the commands of an example; what they print replaces what stands there.
    fn type_all(&mut self, text: &str) -> String {
        let mut typed = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").expect("an example begins with a command");
            let mut shown = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push_str(&format!("{line}\n"));
            }
            let printed = self.type_one(command);
            let printed = if shown == LEFT_OUT { LEFT_OUT } else { &printed };
            typed.push_str(&format!("$ {command}\n{printed}"));
        }
        typed
    }

    /// Types a command, and hands out what the terminal shows.
    fn type_one(&mut self, command: &str) -> String {
        let words = shlex::split(command).expect("quotation marks are closed");
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        match (words[0].as_str(), &arguments[..]) {
            ("cd", [folder]) => {
                self.current = self.current.join(folder);
                assert!(self.current.is_dir(), "{command}");
                String::new()
            }
            ("sapar", ["serve", ..]) => {
                // Port 1111 may be taken on this computer.
                let server = Server::of(self.sapar(&[&arguments[..], &["--port", "0"]].concat()));
                for address in &self.opens {
                    let status = server.get(address).status;
                    assert!(matches!(status, 200 | 302), "{address}: {status}");
                }
                let port = server.address.rsplit(':').next().expect("a port").to_owned();
                server.greeting.iter().map(|line| format!("{}\n", line.replace(&port, "1111"))).collect()
            }
            ("sapar", ["check" | "build", ..]) if !arguments.contains(&"--now") => {
                output(self.sapar(&[&arguments[..], &["--now", TODAY]].concat()))
            }
            ("sapar", arguments) => output(self.sapar(arguments)),
            ("git", arguments) => output(self.git(arguments)),
            _ => panic!("the test does not know the program of `{command}`"),
        }
    }

    /// The program, as a system in the reader's language starts it.
    pub fn sapar(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.current_dir(&self.current).args(arguments).env("LC_ALL", format!("{}.UTF-8", self.language));
        command
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.current).args(arguments);
        // The settings of whoever runs the test are not the reader's.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for name in ["GIT_AUTHOR", "GIT_COMMITTER"] {
            command.env(format!("{name}_NAME"), "A").env(format!("{name}_EMAIL"), "a@altai.example");
        }
        command
    }

    /// Edits a file as the lines with `-` and `+` say.
    fn edit(&self, file: &str, difference: &str) {
        let side = |other: char| -> String {
            let lines = difference.lines().filter(|line| !line.starts_with(other));
            lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
        };
        let (old, new) = (side('+'), side('-'));
        let text = self.read(file);
        assert_eq!(text.matches(&old).count(), 1, "{file} has this once:\n{old}\n{text}");
        self.write(file, &text.replace(&old, &new));
    }

    /// Gives texts in a PO file the translations that an example shows, as a program for translators does.
    fn translate(&self, file: &str, entries: &str) {
        let mut text = self.read(file);
        for entry in entries.split("\n\n") {
            let (source, translation) = joined(entry);
            let mut found = 0;
            let changed = text.split("\n\n").map(|other| match other.split_once(&format!("{source}\n")) {
                Some((before, _)) => {
                    found += 1;
                    format!("{}{source}\n{translation}", before.replace("#, fuzzy\n", ""))
                }
                None => other.trim_end().to_owned(),
            });
            text = changed.collect::<Vec<_>>().join("\n\n") + "\n";
            assert_eq!(found, 1, "{file} has {source} once:\n{text}");
        }
        self.write(file, &text);
    }

    fn read(&self, file: &str) -> String {
        let path = self.current.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn write(&self, file: &str, text: &str) {
        assert!(self.current.starts_with(self.folder.path()), "a reader writes into their own folder only");
        let path = self.current.join(file);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("folders can be made");
        fs::write(&path, text).expect("files can be written");
        copy_photographs(text, folder);
    }

    /// Tries an example that belongs to no file of the practice site, in a page of a site that nothing else depends on.
    #[track_caller]
    fn try_out(&self, example: &Example) {
        let folder = tempfile::tempdir().expect("a folder for the example");
        let root = folder.path().join("site");
        let root_argument = root.to_str().expect("a path in Unicode");
        output(self.sapar(&["new", "site", root_argument]));
        let page = root.join("content/destinations/markakol");
        let (facts, document) = (page.join("facts.toml"), page.join("index.ru.md"));
        let read = |path: &Path| fs::read_to_string(path).expect("a file of a new site");
        let write = |path: &Path, text: String| fs::write(path, text).expect("files can be written");
        match example.language.as_str() {
            "toml" if example.text.starts_with("alt = ") => {
                write(&document, read(&document).replacen("+++\n", &format!("+++\n{}", example.text), 1));
            }
            "toml" => write(&facts, format!("{}{}", read(&facts), example.text)),
            _ => write(&document, format!("{}\n{}", read(&document), example.text)),
        }
        copy_photographs(&example.text, &page);
        let mut check = self.sapar(&["check", "--root", root_argument, "--now", TODAY]);
        let checked = check.output().expect("the program starts");
        assert!(checked.status.success(), "{}\n{}", example.text, String::from_utf8_lossy(&checked.stderr));
    }
}

/// Copies the photographs that a text names into a folder, as a reader does who has them on a camera.
fn copy_photographs(text: &str, folder: &Path) {
    let names = Regex::new(r#"["(]([a-z-]+\.jpg)[")\s]"#).expect("a pattern");
    for name in names.captures_iter(text).map(|found| folder.join(&found[1])).filter(|path| !path.exists()) {
        // As wide as a text needs it. It has one colour, because a build without optimisations takes long to encode more.
        let photograph = RgbImage::from_pixel(800, 534, Rgb([90, 140, 200]));
        let mut bytes = Cursor::new(Vec::new());
        photograph.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture");
        fs::write(name, bytes.into_inner()).expect("files can be written");
    }
}

/// The lines of an entry that hold a text and its translation, each as one line: programs write long ones in several.
fn joined(entry: &str) -> (String, String) {
    let entry = entry.trim().replace("\"\n\"", "");
    let (source, translation) = entry.split_once('\n').expect("a text and its translation");
    assert!(source.starts_with("msgid \"") && translation.starts_with("msgstr \""), "{entry}");
    (source.to_owned(), translation.to_owned())
}

/// What a command prints, errors among the rest, as a terminal shows it.
fn output(mut command: Command) -> String {
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    command.stdout(writer.try_clone().expect("a second end")).stderr(writer);
    let mut child = command.spawn().expect("the program starts");
    // The command holds the ends that it writes to.
    drop(command);
    let mut printed = String::new();
    reader.read_to_string(&mut printed).expect("UTF-8");
    child.wait().expect("it ends");
    assert!(!printed.contains("panicked at"), "{printed}");
    // Blank lines set a command apart from the next one.
    printed.trim_end().lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
