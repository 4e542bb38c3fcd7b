//! The values of templates that depend on the configuration and the languages only, and `map`, which builds all maps.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;
use rustc_hash::FxHashMap;
use tera::{Map, Value};

use super::Theme;
use crate::data::{Data, Table};
use crate::language::LanguageId;
use crate::search::ENGINE_URL;
use crate::site::{Site, search_folder};

/// A map from its entries.
///
/// Tera sorts and hashes the keys of whatever map it is given. It does so fastest for a `BTreeMap` whose entries are
/// written in the order of their keys, so keep them in that order.
pub(crate) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(BTreeMap::from(entries))
}

/// A language, as `lang`.
pub(super) fn language_value(site: &Site, id: LanguageId) -> Value {
    let language = site.language(id);
    let home = &site.pages[Site::HOME].texts[id].url;
    map([
        ("content_language", language.content_language.as_str().into()),
        ("dir", language.direction.as_str().into()),
        ("feed", site.feed_url(Site::HOME, id).map(|url| site.href(&url)).into()),
        ("hreflang", language.hreflang.as_str().into()),
        ("locale", language.open_graph_locale.as_str().into()),
        ("name", language.name.as_str().into()),
        ("search", search_value(site, id).into()),
        ("tag", language.tag.as_str().into()),
        ("url", site.href(home).into()),
    ])
}

/// The search in a language. Returns `None` if the site has none.
fn search_value(site: &Site, language: LanguageId) -> Option<Value> {
    let url = site.search_page_url(language)?;
    let description = site.open_search_url(language)?;
    Some(map([
        ("description", site.href(&description).into()),
        ("engine", site.asset_at(ENGINE_URL).map(|engine| site.asset_href(engine)).into()),
        ("index", site.href(&search_folder(&site.language(language).tag)).into()),
        ("permalink", site.permalink(&url).into()),
        ("url", site.href(&url).into()),
    ]))
}

/// The configuration, as `config`.
pub(super) fn config_value(site: &Site, theme: &Theme, languages: &[Value]) -> Value {
    let config = &site.config;
    let mut options = table_map(&theme.manifest.options);
    options.extend(table_map(&config.theme_options));
    let taxonomies: Vec<Value> =
        config.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str().into()).collect();
    map([
        ("base_path", config.base_path().into()),
        ("base_url", config.base_url.as_str().into()),
        ("default_language", site.language(config.default_language).tag.as_str().into()),
        ("languages", languages.to_vec().into()),
        ("taxonomies", taxonomies.into()),
        ("theme", options.into()),
    ])
}

/// The messages of a language that need no arguments.
pub(super) fn plain_messages(site: &Site, language: LanguageId) -> FxHashMap<String, Value> {
    let none = FluentArgs::new();
    let text = |id: &str| {
        let message = site.catalogue.format(language, id, &none).ok()?;
        (message.language == language).then(|| (id.to_owned(), message.text.into()))
    };
    site.catalogue.ids(language).filter_map(text).collect()
}

fn table_map(table: &Table) -> Map {
    table.entries.iter().map(|entry| (entry.key.clone().into(), data_value(&entry.value.data))).collect()
}

/// A value of `theme.toml` or `sapar.toml` as templates see it.
fn data_value(data: &Data) -> Value {
    match data {
        Data::Text(text) => text.as_str().into(),
        Data::Integer(number) => (*number).into(),
        Data::Float(number) => (*number).into(),
        Data::Boolean(value) => (*value).into(),
        Data::Date(date) => date.to_string().into(),
        Data::Null => Value::none(),
        Data::List(items) => items.iter().map(|item| data_value(&item.data)).collect::<Vec<_>>().into(),
        Data::Table(table) => table_map(table).into(),
    }
}
