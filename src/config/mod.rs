//! `sapar.toml`: what a site is, apart from its pages.

mod ignore;
mod languages;
mod time_zone;

use std::ops::Range;

use jiff::tz::TimeZone;
use typed_index_collections::TiVec;
use url::Url;

use languages::{read_default_language, read_languages, with_fallback};

pub use crate::content::TaxonomyId;
pub use ignore::IgnorePatterns;
pub use time_zone::suggest_time_zone;

use crate::content::{DOCUMENT_KEYS, ExpiryPolicy, FACT_KEYS, check_id, composed, read_alias};
use crate::data::{Data, Reader, Spanned, Table, not_an_option, parse_toml, text_range, wrong_type};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};
use crate::language::{Language, LanguageId};

/// The name of the configuration's file in a site's root.
pub const FILE_NAME: &str = "sapar.toml";

/// The folder that holds a site's texts.
pub const CONTENT_FOLDER: &str = "content";

/// The folders that hold a site's sources.
pub const FOLDERS: [&str; 5] = [CONTENT_FOLDER, "locales", "map", "static", "themes"];

/// A site's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file that it was read from.
    pub source: SourceText,
    /// The address of the site's root: absolute, http or https, ending in `/`.
    pub base_url: Url,
    /// The theme's name: a folder of `themes/`, or a theme within the program.
    pub theme: String,
    /// The place of the theme's name, in bytes of the file; `None` if the file does not name one.
    pub theme_span: Option<Range<usize>>,
    /// The languages, in the order of the file.
    pub languages: TiVec<LanguageId, Language>,
    /// The language that ends every fallback chain.
    pub default_language: LanguageId,
    /// The taxonomies, in the order of the file.
    pub taxonomies: TiVec<TaxonomyId, TaxonomyConfig>,
    /// The sections with settings of their own; the others are listed by [`ListConfig::default`].
    pub sections: Vec<SectionConfig>,
    /// How many entries a feed has at most.
    pub feed_limit: usize,
    /// The hosts that pages may load something from, as URLs write them; `*.` before a name stands for all hosts below it.
    pub allowed_hosts: Vec<String>,
    /// How the site is put into its output folder.
    pub publish: PublishMethod,
    /// Addresses that were published and are meant to lead nowhere, in normalisation form C and not encoded: `/ru/old/` or,
    /// in every language, `/old/`. What stands below one goes with it.
    pub gone: Vec<Spanned<String>>,
    /// Whether files beside pages are published that nothing names.
    pub publish_all: bool,
    /// Which files of the site's folders are left out, besides what programs leave.
    pub ignore: IgnorePatterns,
    /// Whether pages have social cards, if the theme has a template for them.
    pub social_cards: bool,
    /// Whether the site has a search: the table `[search]` is there.
    pub search: bool,
    /// The time zone in which the site's day changes; `None` for that of the machine.
    pub time_zone: Option<TimeZone>,
    /// `[theme_options]`: what the theme's templates see as `config.theme`.
    pub theme_options: Table,
    /// `[kinds]`, which is read once the theme's kinds are known: the site's kinds override those.
    pub kinds: Table,
}

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

/// How a site is put into its output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublishMethod {
    /// As a whole, by swapping folders; in place where the system does not let folders be swapped.
    #[default]
    Swap,
    /// In place: file by file, each renamed over the old one.
    InPlace,
}

impl PublishMethod {
    /// The names of the methods.
    pub const NAMES: [&str; 2] = ["swap", "in-place"];

    /// The method by its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "swap" => Some(Self::Swap),
            "in-place" => Some(Self::InPlace),
            _ => None,
        }
    }
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

impl Config {
    /// Reads a configuration. `base_url` overrides the one in the file.
    ///
    /// Returns `None` if there is nothing to build a site from: a syntax error, or no language. A missing base URL is
    /// reported and replaced by a placeholder, so that the rest of the site is still checked.
    ///
    /// ```
    /// use sapar::config::Config;
    /// use sapar::diagnostics::SourceText;
    ///
    /// let text = "base_url = \"https://altai.example\"\ndefault_language = \"kk\"\n[languages.kk]\nname = \"Қазақша\"\n";
    /// let mut diagnostics = Vec::new();
    /// let config = Config::parse(&SourceText::new("sapar.toml", text), None, &mut diagnostics).unwrap();
    /// assert!(diagnostics.is_empty());
    /// assert_eq!(config.base_url.as_str(), "https://altai.example/");
    /// assert_eq!(config.languages[config.default_language].name, "Қазақша");
    /// ```
    pub fn parse(
        source: &SourceText,
        base_url: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let table = parse_toml(source, 0..source.text.len(), diagnostics)?;
        let mut reader = Reader::new(source, &table, "");
        let written_url = reader.required_text("base_url", 0..0, diagnostics);
        let base_url = match base_url {
            Some(text) => parse_base_url(text),
            None => written_url.and_then(parse_base_url),
        };
        if base_url.is_none()
            && let (Some(text), Some(entry)) = (written_url, table.get("base_url"))
        {
            diagnostics.push(
                Diagnostic::new(Code::InvalidBaseUrl)
                    .at(source.location(entry.value.span.clone()))
                    .with("value", text)
                    .fix(with_scheme(source, &entry.value.span, text)),
            );
        }
        let theme = reader.text("theme", diagnostics).unwrap_or("steppe").to_owned();
        let (languages, tables) = read_languages(&mut reader, diagnostics);
        let default_language = read_default_language(&mut reader, &languages, diagnostics);
        let languages = with_fallback(source, languages, &tables, default_language, diagnostics);
        let taxonomies = read_taxonomies(&mut reader, diagnostics);
        let sections = read_sections(&mut reader, diagnostics);
        let feed_limit = reader.count("feed_limit", diagnostics).unwrap_or(20);
        let allowed_hosts = read_allowed_hosts(&mut reader, diagnostics);
        let publish = read_publish_method(&mut reader, &table, diagnostics);
        let gone = read_gone(&mut reader, diagnostics);
        let publish_all = reader.boolean("publish_all", diagnostics).unwrap_or(false);
        let social_cards = reader.boolean("social_cards", diagnostics).unwrap_or(true);
        let search = read_search(&mut reader, diagnostics);
        let ignore = IgnorePatterns::read(&mut reader, diagnostics);
        let time_zone = time_zone::read(&mut reader, diagnostics);
        let theme_options = reader.table("theme_options", diagnostics).cloned().unwrap_or_default();
        let kinds = reader.table("kinds", diagnostics).cloned().unwrap_or_default();
        reader.finish(diagnostics);
        if languages.is_empty() {
            // Languages that are defined but invalid have been reported.
            let is_written = match table.get("languages").map(|entry| &entry.value.data) {
                Some(Data::Table(table)) => !table.entries.is_empty(),
                written => written.is_some(),
            };
            if !is_written {
                diagnostics.push(Diagnostic::new(Code::NoLanguages).in_file(&source.path));
            }
            return None;
        }
        let placeholder = || Url::parse("https://site.invalid/").expect("a well-formed address");
        Some(Self {
            source: source.clone(),
            base_url: base_url.unwrap_or_else(placeholder),
            theme,
            theme_span: table.get("theme").map(|entry| entry.value.span.clone()),
            languages,
            default_language,
            taxonomies,
            sections,
            feed_limit,
            allowed_hosts,
            publish,
            gone,
            publish_all,
            ignore,
            social_cards,
            search,
            time_zone,
            theme_options,
            kinds,
        })
    }

    /// The path of the site's root on its host: `/`, or `/altai/` for a site in a folder.
    pub fn base_path(&self) -> &str {
        self.base_url.path()
    }

    /// Whether pages may load something from a host: their own, or one that the site allows.
    pub fn allows_host(&self, host: &str) -> bool {
        self.base_url.host_str() == Some(host)
            || self.allowed_hosts.iter().any(|allowed| match allowed.strip_prefix("*.") {
                Some(parent) => host.strip_suffix(parent).is_some_and(|name| name.ends_with('.')),
                None => allowed == host,
            })
    }

    /// Whether an address from the site's root is meant to lead nowhere.
    pub fn is_gone(&self, url: &str) -> bool {
        let without_language = self.languages.iter().find_map(|language| {
            let path = url.strip_prefix('/')?.strip_prefix(language.tag.as_str())?;
            path.starts_with('/').then_some(path)
        });
        let is_within = |url: &str, gone: &str| {
            url.strip_prefix(gone.trim_end_matches('/'))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.gone.iter().any(|gone| {
            is_within(url, &gone.value)
                || without_language.is_some_and(|path| gone.value != "/" && is_within(path, &gone.value))
        })
    }

    /// The language with a tag.
    pub fn language(&self, tag: &str) -> Option<LanguageId> {
        self.languages.position(|language| language.tag == tag)
    }

    /// How the section with a content path such as `/destinations/` is listed.
    pub fn list_config(&self, path: &str) -> ListConfig {
        let found = self.sections.iter().find(|section| section.path.value == path);
        found.map(|section| section.list).unwrap_or_default()
    }

    /// Whether the pages of the section with a content path belong to the section above it.
    pub fn is_transparent(&self, path: &str) -> bool {
        self.sections.iter().any(|section| section.transparent && section.path.value == path)
    }

    /// What becomes of the page with a content path when it has expired, as the nearest section says that it is or stands
    /// in. Returns `None` if no section says it.
    pub fn expiry_policy(&self, path: &str) -> Option<ExpiryPolicy> {
        let policies = self.sections.iter().filter_map(|section| {
            let is_in = path.starts_with(&section.path.value);
            section.expired.filter(|_| is_in).map(|policy| (section.path.value.len(), policy))
        });
        policies.max_by_key(|(length, _)| *length).map(|(_, policy)| policy)
    }
}

/// Parses a base URL: absolute, with a host, without query and fragment. A missing final slash is added.
pub fn parse_base_url(text: &str) -> Option<Url> {
    let mut url = Url::parse(text).ok()?;
    let usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none();
    if !usable {
        return None;
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Some(url)
}

/// Writes `https://` before an address that lacks its scheme: `altai.example`.
fn with_scheme(source: &SourceText, span: &Range<usize>, text: &str) -> Option<Fix> {
    let host = text.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(char::is_whitespace);
    parse_base_url(&format!("https://{text}")).filter(|_| is_host && !text.contains(':'))?;
    let start = text_range(source, span, text)?.start;
    Some(Fix::new(source, [(start..start, "https://".to_owned())]))
}

fn read_taxonomies(
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

fn read_sections(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<SectionConfig> {
    // A content path may be written `destinations` or `/destinations/`; the home page is `/` or empty.
    let path = |name: &str| match name.trim_matches('/') {
        "" => "/".to_owned(),
        name => format!("/{name}/"),
    };
    let mut sections = Vec::new();
    for_each_list(reader, "sections", diagnostics, |name, list, own, diagnostics| {
        let expired = ExpiryPolicy::read(own, diagnostics);
        let transparent = own.boolean("transparent", diagnostics).unwrap_or(false);
        sections.push(SectionConfig { path: name.map(|name| path(&name)), list, expired, transparent });
    });
    sections
}

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

/// Reads the addresses that are meant to lead nowhere.
fn read_gone(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
    let mut addresses = Vec::new();
    for Spanned { value, span } in reader.texts("gone", diagnostics) {
        match read_alias(value) {
            Ok(address) => addresses.push(Spanned::new(composed(&address).into_owned(), span)),
            Err(error) => {
                let place = reader.source.location(span);
                let diagnostic = Diagnostic::new(Code::InvalidAlias).at(place).with("alias", value);
                diagnostics.push(error.explain(diagnostic));
            }
        }
    }
    addresses
}

/// Reads the hosts that pages may load something from.
fn read_allowed_hosts(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut hosts = Vec::new();
    for Spanned { value, span } in reader.texts("allowed_hosts", diagnostics) {
        let (wildcard, name) = if value.starts_with("*.") { value.split_at(2) } else { ("", value) };
        let is_name = !name.is_empty() && !name.contains(['/', ':', '@', '?', '#', '*', ' ', '\\']);
        // As URLs write it: in lower case, and in Punycode.
        let host = Url::parse(&format!("https://{name}/")).ok().filter(|_| is_name);
        match host.as_ref().and_then(Url::host_str) {
            Some(host) => hosts.push(format!("{wildcard}{host}")),
            None => {
                let fix = bare_host(reader.source, &span, value);
                let place = reader.source.location(span);
                diagnostics.push(Diagnostic::new(Code::InvalidHost).at(place).with("value", value).fix(fix));
            }
        }
    }
    hosts
}

/// Takes the scheme and the path away from a whole address: `https://player.example.org/`.
fn bare_host(source: &SourceText, span: &Range<usize>, value: &str) -> Option<Fix> {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_name = host.contains('.') && !host.contains([':', '@', '*', '\\']);
    Url::parse(&format!("https://{host}/")).ok().filter(|_| is_name)?;
    Some(Fix::new(source, [(text_range(source, span, value)?, host.to_owned())]))
}

/// Reads `[search]`, which has no settings: that it is there turns the search on.
fn read_search(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let source = reader.source;
    let Some(table) = reader.table("search", diagnostics) else { return false };
    Reader::new(source, table, "search.").finish(diagnostics);
    true
}

fn read_publish_method(
    reader: &mut Reader<'_>,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> PublishMethod {
    let source = reader.source;
    let Some(text) = reader.text("publish", diagnostics) else { return PublishMethod::default() };
    PublishMethod::parse(text).unwrap_or_else(|| {
        let entry = table.get("publish").expect("its text was just read");
        diagnostics.push(not_an_option(source, &entry.value, "publish", text, &PublishMethod::NAMES));
        PublishMethod::default()
    })
}
