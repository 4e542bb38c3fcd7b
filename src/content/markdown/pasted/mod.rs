//! What people paste into a text from Word, from a table or from a site of another generator, and what would be shown as it
//! is typed. A reading that only reports.
//!
//! Rules see runs of text without the marks, links and code in it, one run after another. Each rule goes over a run once.

mod addresses;
mod cells;
mod code;
mod generators;
mod invisible;
mod lists;
mod marks;
mod office;
mod paragraphs;
mod tables;

use std::ops::Range;

pub use generators::alert_of;

use super::tree::{Kind, Node, Step, Tree};
use crate::diagnostics::{Code, Diagnostic, Fix};

/// How much of a line is shown on each side of what is mended in it, in bytes.
const CONTEXT: usize = 80;

/// Stands in a run for a byte of what is no text: marks of emphasis, brackets and addresses of links, code, HTML.
const HIDDEN: u8 = 1;

/// Elements of HTML whose text is shown as it is typed on purpose.
const VERBATIM: [&str; 9] = ["code", "kbd", "pre", "samp", "script", "style", "textarea", "tt", "var"];

/// The rules for runs of text. A run has many findings of a rule only where each of them is a mistake of its own.
const RULES: &[fn(&Run<'_>, &mut Vec<Finding>)] = &[
    marks::emphasis,
    marks::heading,
    lists::bullet,
    lists::number,
    lists::indented,
    paragraphs::joined,
    generators::markup,
    office::elements,
    tables::tabs,
    tables::no_delimiter,
    cells::lines,
];

/// Reports what was pasted and came out wrong.
pub(super) fn report(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut precheck = Precheck::new(&tree.source.text);
    let mut may_match = false;
    let mut has_office_tag = false;
    // Where the last block of HTML ends: its lines are no tags in a line.
    let mut html_end = 0;
    for node in tree.ids().map(|id| tree.node(id)) {
        match &node.kind {
            Kind::CodeBlock { .. } => findings.extend(code::prose(tree, &node)),
            Kind::HtmlBlock => {
                html_end = node.range.end;
                findings.extend(office::styles(tree, &node));
            }
            // What is copied so has many; the first of a text tells.
            Kind::Html(tag) if !has_office_tag && node.range.start >= html_end && office::is_tag(tag) => {
                has_office_tag = true;
                findings.push(office::tag(tree, &node));
            }
            Kind::Link(_) => findings.extend(addresses::end(tree, &node)),
            Kind::Table(columns) => tables::lost_cells(tree, &node, columns.len(), &mut findings),
            _ => {}
        }
        may_match = may_match || precheck.may_match(&node);
    }
    // Most texts have nothing that the rules for runs look for.
    if may_match {
        report_runs(tree, &mut findings);
    }
    diagnostics.extend(invisible::report(tree));
    diagnostics.extend(findings.into_iter().map(|finding| {
        let fix = (!finding.fix.is_empty()).then(|| Fix::new(&tree.source, finding.fix));
        let diagnostic = Diagnostic::new(finding.code).at(tree.source.location(finding.range)).fix(fix);
        let diagnostic = diagnostic.with("reason", finding.reason).with("written", finding.written);
        diagnostic.with("mended", finding.mended)
    }));
}

/// Finds out whether a rule for runs may find something, from each text alone. That costs a small part of putting runs together.
struct Precheck<'t> {
    source: &'t str,
    /// Whether the file has any of the marks that few texts have.
    has_rare_marks: bool,
    /// Where the last inline ends, if it does not end a line.
    line_end: Option<usize>,
    /// Where the line begins that the last inline stands in.
    line_start: Option<usize>,
    /// How many lines before this one are as short as cells.
    short_lines: usize,
}

impl<'t> Precheck<'t> {
    fn new(source: &'t str) -> Self {
        let has_rare_marks = memchr::memchr3(b'{', b'<', b'\t', source.as_bytes()).is_some();
        Self { source, has_rare_marks, line_end: None, line_start: None, short_lines: 0 }
    }

    /// Whether a rule may match at a node; the nodes come in document order.
    fn may_match(&mut self, node: &Node<'_>) -> bool {
        let begins_line = self.line_end.is_none_or(|end| {
            let between = self.source.as_bytes().get(end..node.range.start);
            between.is_some_and(|between| between.contains(&b'\n'))
        });
        let is_break = matches!(node.kind, Kind::SoftBreak | Kind::HardBreak);
        self.line_end = (node.kind.is_inline() && !is_break).then_some(node.range.end);
        if is_break {
            let length = self.line_start.take().map_or(0, |start| node.range.start - start);
            self.short_lines = if length <= cells::MAX_BYTES { self.short_lines + 1 } else { 0 };
            return length >= paragraphs::MIN_PARAGRAPH || self.short_lines + 1 >= cells::MIN_LINES;
        }
        if !node.kind.is_inline() {
            (self.line_start, self.short_lines) = (None, 0);
            return false;
        }
        let line_start = *self.line_start.get_or_insert(node.range.start);
        if self.short_lines > 0 && node.range.end - line_start >= paragraphs::MIN_PARAGRAPH {
            return true;
        }
        let Kind::Text(_) = node.kind else { return false };
        let text = &self.source[node.range.clone()];
        memchr::memchr3(b'*', b'_', b'|', text.as_bytes()).is_some()
            || self.has_rare_marks && memchr::memchr3(b'{', b'<', b'\t', text.as_bytes()).is_some()
            || begins_line && (text.starts_with('#') || lists::may_begin(text) || generators::may_begin(text))
    }
}

/// Applies the rules for runs.
fn report_runs(tree: &Tree, findings: &mut Vec<Finding>) {
    let mut precheck = Precheck::new(&tree.source.text);
    let mut may_match = false;
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut parents: Vec<Kind<'_>> = Vec::new();
    for step in tree.walk() {
        let node = match &step {
            Step::Enter(node) | Step::Leave(node) => node,
        };
        if !node.kind.is_inline() {
            if may_match {
                report_run(tree, parents.last(), &nodes, findings);
            }
            nodes.clear();
            may_match = false;
        }
        match step {
            Step::Enter(node) => {
                may_match = precheck.may_match(&node) || may_match;
                if node.kind.is_inline() {
                    nodes.push(node.clone());
                }
                if node.kind.is_container() {
                    parents.push(node.kind);
                }
            }
            Step::Leave(_) => drop(parents.pop()),
        }
    }
    if may_match {
        report_run(tree, parents.last(), &nodes, findings);
    }
}

fn report_run<'t>(
    tree: &'t Tree,
    parent: Option<&'t Kind<'t>>,
    nodes: &[Node<'t>],
    findings: &mut Vec<Finding>,
) {
    if let Some(run) = Run::of(tree, parent, nodes) {
        RULES.iter().for_each(|rule| rule(&run, findings));
    }
}

/// Something that came out wrong.
struct Finding {
    code: Code,
    /// One of the reasons that the message knows.
    reason: &'static str,
    /// Its bytes in the file.
    range: Range<usize>,
    /// What was written, or its name.
    written: String,
    /// What to write in its place.
    mended: String,
    /// What mends all of it, in bytes of the file; empty if that is not certain.
    fix: Replacements,
}

/// What to write in the place of which bytes of the file.
type Replacements = Vec<(Range<usize>, String)>;

/// Text that stands in a block without a block in between.
struct Run<'t> {
    source: &'t str,
    /// Its bytes in the file.
    start: usize,
    /// The text as it was written, byte by byte, in which all that is no text is [`HIDDEN`], and margins are spaces.
    shown: String,
    /// The block that it stands in.
    parent: Option<&'t Kind<'t>>,
}

impl<'t> Run<'t> {
    fn of(tree: &'t Tree, parent: Option<&'t Kind<'t>>, nodes: &[Node<'t>]) -> Option<Self> {
        if matches!(parent, Some(Kind::CodeBlock { .. } | Kind::HtmlBlock)) {
            return None;
        }
        let source = &tree.source.text;
        let start = nodes.first()?.range.start;
        let end = nodes.iter().map(|node| node.range.end).max()?;
        let mut shown: Vec<u8> = source.as_bytes()[start..end]
            .iter()
            .map(|byte| if *byte == b'\n' { b'\n' } else { b' ' })
            .collect();
        // Where the outermost inline ends, and the picture or the element of code.
        let (mut hidden_to, mut silent_to, mut is_verbatim) = (start, start, false);
        for node in nodes {
            let range = node.range.start - start..node.range.end - start;
            match &node.kind {
                Kind::SoftBreak | Kind::HardBreak => {}
                Kind::Text(_) if node.range.start >= silent_to && !is_verbatim => {
                    shown[range.clone()].copy_from_slice(&source.as_bytes()[node.range.clone()]);
                    // What is escaped is meant as text.
                    if range.start > 0 && source.as_bytes()[node.range.start - 1] == b'\\' {
                        shown[range.start] = HIDDEN;
                        shown[range.start - 1] = HIDDEN;
                    }
                }
                kind => {
                    if node.range.end > hidden_to {
                        hide(&mut shown[range]);
                        hidden_to = node.range.end;
                    }
                    match kind {
                        Kind::Picture(_) => silent_to = silent_to.max(node.range.end),
                        Kind::Html(tag) => is_verbatim = is_verbatim_behind(tag).unwrap_or(is_verbatim),
                        _ => {}
                    }
                }
            }
        }
        // An escape at the very beginning stands before the first node.
        if start > 0 && source.as_bytes()[start - 1] == b'\\' {
            shown.iter_mut().take(1).for_each(|byte| *byte = HIDDEN);
        }
        let shown = String::from_utf8(shown).ok()?;
        Some(Self { source, start, shown, parent })
    }

    /// The lines, each with its place in the file, without the margin of its block.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = self.start;
        self.shown.split_inclusive('\n').map(move |line| {
            let content = line.trim_start_matches([' ', '\t']);
            let at = start + line.len() - content.len();
            start += line.len();
            (at, content.trim_end())
        })
    }

    /// The first line.
    fn first_line(&self) -> (usize, &str) {
        self.lines().next().unwrap_or((self.start, ""))
    }

    fn is_paragraph(&self) -> bool {
        matches!(self.parent, Some(Kind::Paragraph))
    }

    /// Whether lines of the run are lines of a text, and not of a heading or a cell.
    fn has_lines(&self) -> bool {
        !matches!(self.parent, Some(Kind::Heading { .. } | Kind::TableCell))
    }
}

fn hide(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = HIDDEN);
}

/// Removes a part of a text, and the lines of which nothing is left.
fn removal(source: &str, range: &Range<usize>) -> (Range<usize>, String) {
    let before = source[..range.start].trim_end_matches([' ', '\t']);
    let behind = source[range.end..].trim_start_matches([' ', '\t', '\r']);
    let is_line =
        (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'));
    match is_line {
        true => (before.len()..source.len() - behind.len() + usize::from(!behind.is_empty()), String::new()),
        false => (range.clone(), String::new()),
    }
}

/// What a line begins with before a place in it, if that is nothing but the margin of the quotations that it is in.
pub(super) fn margin(source: &str, at: usize) -> Option<&str> {
    let start = source[..at].rfind('\n').map_or(0, |before| before + 1);
    let margin = &source[start..at];
    margin.bytes().all(|byte| matches!(byte, b' ' | b'>')).then_some(margin)
}

/// Whether the text behind a tag is shown as it is typed on purpose; `None` where the tag does not say.
fn is_verbatim_behind(tag: &str) -> Option<bool> {
    let inner = tag.strip_prefix('<')?;
    let (closes, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner),
    };
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    VERBATIM.iter().any(|verbatim| verbatim.eq_ignore_ascii_case(name)).then_some(!closes)
}

/// What stands for `range` in its line, with `replacement` in its place; a long line is cut.
fn mended(source: &str, range: &Range<usize>, replacement: &str) -> String {
    let before = &source[source.ceil_char_boundary(range.start.saturating_sub(CONTEXT))..range.start];
    let behind = &source[range.end..source.floor_char_boundary((range.end + CONTEXT).min(source.len()))];
    let line_start = before.rfind('\n').map(|at| at + 1);
    let line_end = behind.find('\n');
    let before_is_cut = line_start.is_none() && before.len() < range.start;
    let behind_is_cut = line_end.is_none() && range.end + behind.len() < source.len();
    let before = before[line_start.unwrap_or(0)..].trim_start();
    let behind = behind[..line_end.unwrap_or(behind.len())].trim_end();
    let mark = |is_cut| if is_cut { "…" } else { "" };
    format!("{}{before}{replacement}{behind}{}", mark(before_is_cut), mark(behind_is_cut))
}
