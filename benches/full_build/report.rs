//! Prints the results as a Markdown table.

use std::time::Duration;

/// The measurements of the site of one size.
pub(crate) struct Size {
    /// Number of places; each has a page in four languages.
    pub(crate) places: usize,
    /// The time to write Sapar's output from memory.
    pub(crate) floor: Duration,
    pub(crate) sapar: Build,
    /// The time of a second build without changes.
    pub(crate) second: Duration,
    /// The number of files that builds without changes have written nevertheless.
    pub(crate) touched: usize,
    pub(crate) hugo: Option<Build>,
}

/// The full builds of one tool.
pub(crate) struct Build {
    /// The median time.
    pub(crate) time: Duration,
    /// The largest peak memory of all builds, in bytes; `None` if the system does not report it.
    pub(crate) peak: Option<u64>,
    /// The number of files in the output.
    pub(crate) files: usize,
    /// Their total size in bytes.
    pub(crate) bytes: u64,
}

/// Prints the whole table.
pub(crate) fn print(sizes: &[Size]) {
    println!(
        "| N | pages | files | MB | tool | median time | ratio to floor | Hugo/Sapar | peak memory | second build |"
    );
    println!("|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|");
    for size in sizes {
        let second =
            format!("{} ({:.2} of the first)", seconds(size.second), ratio(size.second, size.sapar.time));
        let faster = size.hugo.as_ref().map(|hugo| format!("{:.1}", ratio(hugo.time, size.sapar.time)));
        row(size, "floor", &size.sapar, size.floor, ["–", "–", "–"]);
        row(size, "Sapar", &size.sapar, size.sapar.time, [dash(&faster), &peak(&size.sapar), &second]);
        if let Some(hugo) = &size.hugo {
            row(size, "Hugo", hugo, hugo.time, ["–", &peak(hugo), "–"]);
        }
    }
}

fn row(size: &Size, tool: &str, output: &Build, time: Duration, [faster, peak, second]: [&str; 3]) {
    println!(
        "| {} | {} | {} | {:.1} | {tool} | {} | {:.1} | {faster} | {peak} | {second} |",
        size.places,
        size.places * 4,
        output.files,
        output.bytes as f64 / 1e6,
        seconds(time),
        ratio(time, size.floor),
    );
}

fn peak(build: &Build) -> String {
    build.peak.map_or("–".to_string(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6))
}

fn dash(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("–")
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
