//! `sapar.toml`: what a site is, apart from its pages.

mod check;
mod deploy;
mod host;
mod hosts;
mod ignore;
mod languages;
mod lists;
mod pictures;
mod program_language;
mod publish;
mod search;
mod time_zone;

use std::ops::Range;

use jiff::tz::TimeZone;
use typed_index_collections::TiVec;
use url::Url;

use deploy::read_deploy;
use host::read_hosts;
use hosts::read_allowed_hosts;
use languages::{read_default_language, read_languages, with_fallback};
use lists::{read_sections, read_taxonomies};
use publish::read_publish_method;
use search::read_search;

pub use crate::content::TaxonomyId;
pub use check::{Allowance, CheckConfig};
pub use deploy::{DeployPlace, DeployTarget, S3Place, SftpPlace};
pub use host::Host;
pub use ignore::IgnorePatterns;
pub use lists::{ListConfig, SectionConfig, SortBy, TaxonomyConfig};
pub use pictures::PictureConfig;
pub use program_language::program_language;
pub use publish::PublishMethod;
pub use search::SearchConfig;
pub use time_zone::suggest_time_zone;

use crate::assets::StablePatterns;
use crate::content::{ExpiryPolicy, composed, read_alias};
use crate::data::{Data, Reader, Spanned, Table, parse_toml, text_range};
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
    /// What serves the published site, sorted; for each of them a build writes what it needs.
    pub hosts: Vec<Host>,
    /// Where the built site can be sent, in the order of the file.
    pub deploy: Vec<DeployTarget>,
    /// Whether a build compresses files for servers that send them so.
    pub precompress: bool,
    /// Whether pages, style sheets, scripts and drawings are made smaller.
    pub minify: bool,
    /// Addresses of files that have no hash in their names.
    pub stable_addresses: StablePatterns,
    /// Addresses that were published and are meant to lead nowhere, in normalisation form C and not encoded: `/ru/old/` or,
    /// in every language, `/old/`. What stands below one goes with it.
    pub gone: Vec<Spanned<String>>,
    /// Whether files beside pages are published that nothing names.
    pub publish_all: bool,
    /// Which files of the site's folders are left out, besides what programs leave.
    pub ignore: IgnorePatterns,
    /// What is said of pictures.
    pub pictures: PictureConfig,
    /// What is said of the checks of its pages.
    pub check: CheckConfig,
    /// Whether pages have social cards, if the theme has a template for them.
    pub social_cards: bool,
    /// The search; `None` if the site has none.
    pub search: Option<SearchConfig>,
    /// The time zone in which the site's day changes; `None` for that of the machine.
    pub time_zone: Option<TimeZone>,
    /// `[theme_options]`: what the theme's templates see as `config.theme`.
    pub theme_options: Table,
    /// `[kinds]`, which is read once the theme's kinds are known: the site's kinds override those.
    pub kinds: Table,
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
        let sections = read_sections(&mut reader, &languages, diagnostics);
        let feed_limit = reader.count("feed_limit", diagnostics).unwrap_or(20);
        let allowed_hosts = read_allowed_hosts(&mut reader, diagnostics);
        let publish = read_publish_method(&mut reader, &table, diagnostics);
        let hosts = read_hosts(&mut reader, diagnostics);
        let deploy = read_deploy(&mut reader, diagnostics);
        let precompress = reader.boolean("precompress", diagnostics).unwrap_or(false);
        let minify = reader.boolean("minify", diagnostics).unwrap_or(true);
        let stable_addresses = read_stable_addresses(&mut reader, diagnostics);
        let gone = read_gone(&mut reader, diagnostics);
        let publish_all = reader.boolean("publish_all", diagnostics).unwrap_or(false);
        program_language::check(&mut reader, &table, diagnostics);
        let social_cards = reader.boolean("social_cards", diagnostics).unwrap_or(true);
        let search = read_search(&mut reader, diagnostics);
        let pictures = PictureConfig::read(&mut reader, diagnostics);
        let check = CheckConfig::read(&mut reader, diagnostics);
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
            hosts,
            deploy,
            precompress,
            minify,
            stable_addresses,
            gone,
            publish_all,
            ignore,
            pictures,
            check,
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

    /// The languages that the page with a content path must be written in to be published, as the nearest section says that
    /// it stands in.
    pub fn required_languages(&self, path: &str) -> &[LanguageId] {
        let required = self.sections.iter().filter_map(|section| {
            let own = section.path.value.as_str();
            let is_in = path.starts_with(own) && path != own;
            section.required.as_deref().filter(|_| is_in).map(|required| (own.len(), required))
        });
        required.max_by_key(|(length, _)| *length).map_or(&[], |(_, required)| required)
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

/// Reads the patterns of addresses that stay.
fn read_stable_addresses(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> StablePatterns {
    let mut patterns = StablePatterns::default();
    for Spanned { value, span } in reader.texts("stable_addresses", diagnostics) {
        if !patterns.add(&composed(value)) {
            let place = reader.source.location(span);
            diagnostics.push(Diagnostic::new(Code::InvalidAddressPattern).at(place).with("pattern", value));
        }
    }
    patterns
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
