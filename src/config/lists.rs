//! How sections and taxonomies are listed: `[sections]` and `[taxonomies]`.

use typed_index_collections::{TiSlice, TiVec};

use crate::content::{DOCUMENT_KEYS, ExpiryPolicy, FACT_KEYS, TaxonomyId, check_id};
use crate::data::{Data, Reader, Spanned, not_an_option, wrong_type};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::language::{Language, LanguageId};

/// A way of sorting pages, such as tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyConfig {
    /// The name of the key in facts: `tags`.
    pub name: String,
    /// How a term's pages are listed.
    pub list: ListConfig,
}

/// How a section is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionConfig {
    /// Its content path, such as `/destinations/`, with the place of the name of its table.
    pub path: Spanned<String>,
    /// How its pages are listed.
    pub list: ListConfig,
    /// What becomes of expired pages in it, if it says so.
    pub expired: Option<ExpiryPolicy>,
    /// Whether its pages belong to the section above it.
    pub transparent: bool,
    /// The languages that a page in it must be written in, and not stale, to be published in any; `None` if it says nothing
    /// of that.
    pub required: Option<Vec<LanguageId>>,
}

/// How pages are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListConfig {
    /// How many pages a list page holds; `None` for all.
    pub paginate_by: Option<usize>,
    /// The order of the pages.
    pub sort_by: SortBy,
    /// Whether the list has an Atom feed.
    pub feed: bool,
}

/// The order of pages in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum SortBy {
    /// By `weight`, lightest first, then by date, then by title.
    #[default]
    Weight,
    /// By `date`, newest first, then by title.
    Date,
    /// By title, in the language's own alphabet.
    Title,
}

impl SortBy {
    /// The names of the orders.
    pub const NAMES: [&str; 3] = ["weight", "date", "title"];

    /// The order by its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "weight" => Some(Self::Weight),
            "date" => Some(Self::Date),
            "title" => Some(Self::Title),
            _ => None,
        }
    }
}

/// Reads `[taxonomies]`.
pub(super) fn read_taxonomies(
    reader: &mut Reader<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<TaxonomyId, TaxonomyConfig> {
    let mut taxonomies = TiVec::new();
    let mut lists = Vec::new();
    for_each_list(reader, "taxonomies", diagnostics, |name, list, _, _| lists.push((name, list)));
    for (Spanned { value: name, span }, list) in lists {
        let mut taken = FACT_KEYS.iter().chain(&DOCUMENT_KEYS);
        // The name becomes part of URLs and message ids, and a key of facts.
        let about = |code: Code| {
            Diagnostic::new(code).at(reader.source.location(span.clone())).with("taxonomy", name.as_str())
        };
        match check_id(&name) {
            Ok(()) if taken.any(|key| *key == name) => diagnostics.push(about(Code::TaxonomyIsKey)),
            Ok(()) => taxonomies.push(TaxonomyConfig { name, list }),
            Err(error) => diagnostics.push(error.explain(about(Code::InvalidTaxonomy))),
        }
    }
    taxonomies
}

/// Reads `[sections]`.
pub(super) fn read_sections(
    reader: &mut Reader<'_>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SectionConfig> {
    // A content path may be written `destinations` or `/destinations/`; the home page is `/` or empty.
    let path = |name: &str| match name.trim_matches('/') {
        "" => "/".to_owned(),
        name => format!("/{name}/"),
    };
    let mut sections = Vec::new();
    for_each_list(reader, "sections", diagnostics, |name, list, own, diagnostics| {
        let expired = ExpiryPolicy::read(own, diagnostics);
        let transparent = own.boolean("transparent", diagnostics).unwrap_or(false);
        let required = required_languages(own, languages, diagnostics);
        let path = name.map(|name| path(&name));
        sections.push(SectionConfig { path, list, expired, transparent, required });
    });
    sections
}

/// The languages in which pages of a section are published together: all with `publish = "together"`, or those that
/// `require` names.
fn required_languages(
    own: &mut Reader<'_>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<LanguageId>> {
    let source = own.source;
    let publish = own.text("publish", diagnostics);
    let entry = own.entry("publish");
    if let (Some(name), Some(entry)) = (publish.filter(|name| *name != TOGETHER), entry) {
        diagnostics.push(not_an_option(source, &entry.value, "publish", name, &[TOGETHER]));
    }
    let is_named = own.entry("require").is_some();
    let mut required = Vec::new();
    for tag in own.texts("require", diagnostics) {
        match languages.position(|language| language.tag == tag.value) {
            Some(language) => required.push(language),
            None => {
                let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
                diagnostics.push(
                    Diagnostic::new(Code::UnknownLanguage)
                        .at(source.location(tag.span))
                        .with("tag", tag.value)
                        .with("languages", tags.join(", "))
                        .suggest(nearest(tag.value, tags)),
                );
            }
        }
    }
    match publish {
        Some(TOGETHER) => Some(languages.keys().collect()),
        _ => is_named.then_some(required),
    }
}

/// The value of `publish` with which pages of a section are published in all languages together.
const TOGETHER: &str = "together";

/// Reads the tables of `[taxonomies]` or `[sections]`. `add` gets the name of each and how it is listed, and reads what
/// else it says.
fn for_each_list(
    reader: &mut Reader<'_>,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mut add: impl FnMut(Spanned<String>, ListConfig, &mut Reader<'_>, &mut Vec<Diagnostic>),
) {
    let source = reader.source;
    for entry in reader.table(key, diagnostics).map(|table| table.entries.iter()).into_iter().flatten() {
        let name = format!("{key}.{}", entry.key);
        let Data::Table(table) = &entry.value.data else {
            let example = format!("[{name}]");
            diagnostics.push(wrong_type(source, &entry.value, &name, "table", &example));
            continue;
        };
        let mut own = Reader::new(source, table, &format!("{name}."));
        let mut list =
            ListConfig { paginate_by: own.count("paginate_by", diagnostics), ..ListConfig::default() };
        list.feed = own.boolean("feed", diagnostics).unwrap_or(false);
        if let Some(text) = own.text("sort_by", diagnostics)
            && let Some(entry) = table.get("sort_by")
        {
            match SortBy::parse(text) {
                Some(sort_by) => list.sort_by = sort_by,
                None => {
                    diagnostics.push(not_an_option(source, &entry.value, "sort_by", text, &SortBy::NAMES))
                }
            }
        }
        add(Spanned::new(entry.key.clone(), entry.key_span.clone()), list, &mut own, diagnostics);
        own.finish(diagnostics);
    }
}
