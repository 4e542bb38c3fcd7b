//! `[check]` of `sapar.toml`: how severe findings are, which of them are allowed, and the limits of rules.

use rustc_hash::FxHashMap;

use super::ignore::IgnorePattern;
use crate::data::{Data, Reader, Spanned, Table, not_an_option, out_of_range, suggested_text, wrong_type};
use crate::diagnostics::{Code, Diagnostic, Location, Severity, SourceText, nearest};

/// How many columns wide a title is at most before results of a search cut it. A Chinese character takes two. Search engines
/// cut at some 600 pixels, which are about as many letters of a sans serif of the size that they use.
const MAX_TITLE_WIDTH: usize = 70;

/// The same for a description: two lines of a result.
const MAX_DESCRIPTION_WIDTH: usize = 200;

/// What a page may weigh in bytes: a second and a half over a connection of 3G in the mountains (1.6 Mbit/s).
const MAX_PAGE_WEIGHT: u64 = 1_000_000;

/// The interface of the Internet Archive that tells of copies.
const ARCHIVE: &str = "https://archive.org/wayback/available?url=";

/// What a site says of the checks of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckConfig {
    /// How many columns wide the title of a page may be; a full-width character takes two.
    pub max_title_width: usize,
    /// The same for its description.
    pub max_description_width: usize,
    /// How many bytes a page and all that it loads from the site may have.
    pub max_page_weight: u64,
    /// After how many days facts are to be reviewed; `None` if never.
    pub review_after: Option<u32>,
    /// Who reviews facts; may be empty.
    pub reviewer: String,
    /// What the address of a dead page is added to, to ask an archive of the web for a copy; empty for none.
    pub archive: String,
    /// The findings that are allowed.
    pub allowances: Vec<Allowance>,
    /// The severities that differ from those of the codes; `None` for what is not told.
    severities: FxHashMap<Code, Option<Severity>>,
}

/// Findings that a site allows, for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// What is allowed, with the place of its name in `sapar.toml`.
    pub code: Spanned<Code>,
    /// In which files.
    pub path: String,
    /// Why, in the words of the site's authors.
    pub reason: String,
    pattern: IgnorePattern,
}

impl Default for CheckConfig {
    fn default() -> Self {
        Self {
            max_title_width: MAX_TITLE_WIDTH,
            max_description_width: MAX_DESCRIPTION_WIDTH,
            max_page_weight: MAX_PAGE_WEIGHT,
            review_after: None,
            reviewer: String::new(),
            archive: ARCHIVE.to_owned(),
            allowances: Vec::new(),
            severities: FxHashMap::default(),
        }
    }
}

impl Allowance {
    /// Whether it allows a finding.
    pub fn allows(&self, diagnostic: &Diagnostic) -> bool {
        let file = diagnostic.location.as_ref().map_or("", Location::file);
        diagnostic.code == self.code.value && self.pattern.matches_within(file)
    }
}

impl CheckConfig {
    /// How severe findings of a code are on the site; `None` if they are not told.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        self.severities.get(&code).copied().unwrap_or_else(|| code.default_severity())
    }

    /// Gives diagnostics the severities of the site, and drops those that it does not want to be told or allows. Returns, for
    /// each allowance, whether it allowed anything.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<bool> {
        let mut is_used = vec![false; self.allowances.len()];
        if diagnostics.is_empty() {
            return is_used;
        }
        diagnostics.retain_mut(|diagnostic| {
            let Some(severity) = self.severity(diagnostic.code) else { return false };
            if let Some(allowance) = self.allowances.iter().position(|it| it.allows(diagnostic)) {
                is_used[allowance] = true;
                return false;
            }
            if severity != diagnostic.severity() {
                *diagnostic = diagnostic.clone().with_severity(severity);
            }
            true
        });
        is_used
    }

    pub(super) fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut config = Self::default();
        let Some(table) = reader.table("check", diagnostics) else { return config };
        let source = reader.source;
        let mut reader = Reader::new(source, table, "check.");
        let columns = |value: Option<usize>, default| value.unwrap_or(default);
        config.max_title_width = columns(reader.count("max_title_width", diagnostics), MAX_TITLE_WIDTH);
        config.max_description_width =
            columns(reader.count("max_description_width", diagnostics), MAX_DESCRIPTION_WIDTH);
        if let Some(value) = reader.integer("max_page_weight", diagnostics) {
            match u64::try_from(value) {
                Ok(value @ 1..) => config.max_page_weight = value,
                _ => {
                    let span = table.get("max_page_weight").map(|it| it.value.span.clone());
                    let (span, key) = (span.unwrap_or_default(), "check.max_page_weight");
                    diagnostics.push(out_of_range(source, span, key, &value.to_string(), "1", ""));
                }
            }
        }
        config.review_after =
            reader.count("review_after", diagnostics).and_then(|days| u32::try_from(days).ok());
        config.reviewer = reader.text("reviewer", diagnostics).unwrap_or_default().to_owned();
        if let Some(archive) = reader.text("archive", diagnostics) {
            archive.clone_into(&mut config.archive);
        }
        config.severities = read_severities(source, reader.table("severity", diagnostics), diagnostics);
        config.allowances = read_allowances(&mut reader, diagnostics);
        reader.finish(diagnostics);
        config
    }
}

/// What a severity may be.
const SEVERITIES: [(&str, Option<Severity>); 3] =
    [("off", None), ("warning", Some(Severity::Warning)), ("error", Some(Severity::Error))];

fn read_severities(
    source: &SourceText,
    table: Option<&Table>,
    diagnostics: &mut Vec<Diagnostic>,
) -> FxHashMap<Code, Option<Severity>> {
    let mut severities = FxHashMap::default();
    for entry in table.into_iter().flat_map(|table| &table.entries) {
        let written = Spanned::new(entry.key.as_str(), entry.key_span.clone());
        let code = read_code(source, &written, diagnostics);
        let key = format!("check.severity.{}", entry.key);
        let Data::Text(text) = &entry.value.data else {
            let example = format!("{} = \"warning\"", entry.key);
            diagnostics.push(wrong_type(source, &entry.value, &key, "text", &example));
            continue;
        };
        let Some((_, severity)) = SEVERITIES.into_iter().find(|(name, _)| name == text) else {
            let options = SEVERITIES.map(|(name, _)| name);
            diagnostics.push(not_an_option(source, &entry.value, &key, text, &options));
            continue;
        };
        let Some(code) = code else { continue };
        if code.default_severity() == Some(Severity::Error) && severity != Some(Severity::Error) {
            diagnostics.push(fixed(source, &written));
        } else {
            severities.insert(code, severity);
        }
    }
    severities
}

fn read_allowances(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let source = reader.source;
    let Some(entry) = reader.entry("allow") else { return Vec::new() };
    let items = match &entry.value.data {
        Data::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    };
    let mut allowances = Vec::new();
    for item in items {
        let Data::Table(table) = &item.data else {
            diagnostics.push(wrong_type(source, item, "check.allow", "table", "[[check.allow]]"));
            continue;
        };
        let mut reader = Reader::new(source, table, "check.allow.");
        let code = reader.required_text("code", item.span.clone(), diagnostics);
        let path = reader.required_text("path", item.span.clone(), diagnostics);
        let reason = reader.required_text("reason", item.span.clone(), diagnostics);
        reader.finish(diagnostics);
        let span = |key| table.get(key).map_or(item.span.clone(), |entry| entry.value.span.clone());
        let code = code.map(|code| Spanned::new(code, span("code")));
        let pattern = path.and_then(|path| {
            let pattern = IgnorePattern::parse(path).filter(|_| !path.starts_with('!'));
            if pattern.is_none() {
                let place = source.location(span("path"));
                diagnostics.push(Diagnostic::new(Code::InvalidPattern).at(place).with("pattern", path));
            }
            pattern
        });
        let Some(written) = code else { continue };
        let Some(code) = read_code(source, &written, diagnostics) else { continue };
        if code.default_severity() == Some(Severity::Error) {
            diagnostics.push(fixed(source, &written));
        } else if let (Some(path), Some(pattern), Some(reason)) = (path, pattern, reason) {
            allowances.push(Allowance {
                code: Spanned::new(code, written.span),
                path: path.to_owned(),
                reason: reason.to_owned(),
                pattern,
            });
        }
    }
    allowances
}

fn read_code(
    source: &SourceText,
    written: &Spanned<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Code> {
    let code = Code::find(written.value);
    if code.is_none() {
        let known = Code::ALL.iter().map(|code| code.as_str());
        diagnostics.push(
            Diagnostic::new(Code::UnknownCode)
                .at(source.location(written.span.clone()))
                .with("code", written.value)
                .suggest(nearest(written.value, known))
                .fix(suggested_text(source, &written.span, written.value)),
        );
    }
    code
}

/// What must stop a build stops it.
fn fixed(source: &SourceText, written: &Spanned<&str>) -> Diagnostic {
    Diagnostic::new(Code::SeverityFixed).at(source.location(written.span.clone())).with("code", written.value)
}
