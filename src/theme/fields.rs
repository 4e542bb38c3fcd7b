//! The fields of a page as templates see them: `page.facts`.

use tera::{Map, Value};

use super::values::map;
use super::{ValueCache, unpublished_value};
use crate::content::fields::{Field, FieldDefinition, FieldValue};
use crate::content::{Image, NO_LINK};
use crate::diagnostics::Code;
use crate::language::LanguageId;
use crate::language::pseudo::pseudo;
use crate::pictures::Variant;
use crate::site::{Asset, PageId, Site, Target};

/// The fields of a page. `reference` makes the values of pages that they refer to.
pub(super) fn fields_value(
    cache: &ValueCache,
    site: &Site,
    id: PageId,
    language: LanguageId,
    reference: &dyn Fn(PageId) -> Value,
) -> Value {
    let page = &site.pages[id];
    let definitions = &site.kinds[page.kind].fields;
    let view = FieldView { cache, site, page: id, language, reference };
    let fields = page.fields.iter().chain(&page.texts[language].fields);
    let entries = fields.map(|field| {
        let definition = &definitions[field.definition];
        let value = view.value(definition, &field.value.value).unwrap_or_else(Value::none);
        (definition.name.clone().into(), value)
    });
    entries.collect::<Map>().into()
}

/// How many characters of an address are shown at most with what stands behind the host.
const MAX_SHORT_ADDRESS: usize = 40;

/// Converts the fields of one page for readers of one language.
struct FieldView<'a> {
    cache: &'a ValueCache,
    site: &'a Site,
    page: PageId,
    language: LanguageId,
    reference: &'a dyn Fn(PageId) -> Value,
}

impl FieldView<'_> {
    /// Converts a value. Returns `None` if it refers to something that does not exist, which has been reported.
    fn value(&self, definition: &FieldDefinition, value: &FieldValue) -> Option<Value> {
        let base = &self.site.pages[self.page].path;
        Some(match value {
            // An option is a name that templates compare.
            FieldValue::Text(text)
                if self.site.catalogue.is_pseudo && definition.field_type.name == "text" =>
            {
                pseudo(text).into()
            }
            FieldValue::Text(text) => text.as_str().into(),
            FieldValue::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                (*number as i64).into()
            }
            FieldValue::Number(number) => (*number).into(),
            FieldValue::Boolean(value) => (*value).into(),
            FieldValue::Coordinates { lat, lon } => map([("lat", (*lat).into()), ("lon", (*lon).into())]),
            FieldValue::Date(date) => date.to_string().into(),
            FieldValue::DateRange(from, to) => map([
                ("from", from.to_string().into()),
                ("one_day", to.is_none_or(|to| to.date == from.date).into()),
                ("to", to.map(|to| to.to_string()).into()),
            ]),
            FieldValue::Months(months) => {
                months.iter().map(|month| Value::from(*month)).collect::<Vec<_>>().into()
            }
            FieldValue::Image(image) => {
                let picture = self.site.picture(base, &image.file.value).ok()?;
                let alt = self.site.alternative_text(self.page, self.language, &image.file.value, picture);
                // A source within the site leads to the reader's language.
                let source = image.source.as_ref().map(|source| {
                    match self.site.link(base, &source.value, self.language, self.language) {
                        Ok((url, _)) => url,
                        Err(_) => NO_LINK.to_owned(),
                    }
                });
                let source = source.as_deref().unwrap_or_default();
                picture_value(self.site, picture, Some((image, source)), alt, self.language)
            }
            FieldValue::Link(target) => {
                // An anchor may be an id that only a rendered page has, and is checked with the page.
                let found = self.site.link_with(base, target, self.language, self.language, &|_, _, _| true);
                let (url, external) = match found {
                    Ok(found) => found,
                    Err(diagnostic) if diagnostic.code == Code::LinkUnpublished => {
                        (NO_LINK.to_owned(), false)
                    }
                    Err(_) => return None,
                };
                let (title, title_language) = self.link_title(base, target);
                map([
                    ("external", external.into()),
                    ("lang", self.cache.language(title_language)),
                    ("title", title.into()),
                    ("url", url.into()),
                ])
            }
            FieldValue::Reference(path) => match self.site.target(base, path) {
                Some(Target::Page(target)) => (self.reference)(target),
                _ => unpublished_value(
                    self.cache,
                    self.site,
                    self.site.unpublished_page(base, path)?,
                    self.language,
                ),
            },
            FieldValue::Money(amount, currency) => {
                map([("amount", (*amount).into()), ("currency", currency.as_str().into())])
            }
            FieldValue::Table(fields) => self.table(&definition.fields, fields)?,
            FieldValue::List(items) => {
                items.iter().filter_map(|item| self.value(definition, &item.value)).collect::<Vec<_>>().into()
            }
        })
    }

    /// What a link is called that no author has named: the page that it leads to, the name of a file, the short form of an
    /// address.
    fn link_title(&self, base: &str, target: &str) -> (String, LanguageId) {
        let own = target.split(['?', '#']).next().unwrap_or_default();
        match self.site.target(base, own).filter(|_| !Site::is_outside(target)) {
            Some(Target::Page(page)) => {
                let (title, language) = self.site.title(page, self.language);
                (title.to_owned(), language)
            }
            Some(Target::Asset(asset)) => {
                (asset.url.rsplit('/').next().unwrap_or_default().to_owned(), self.language)
            }
            None => (short_address(target), self.language),
        }
    }

    /// Converts a table. It has all fields of its definition, so that templates can test for each of them.
    fn table(&self, definitions: &[FieldDefinition], fields: &[Field]) -> Option<Value> {
        let entries = definitions.iter().enumerate().map(|(index, definition)| {
            let field = fields.iter().find(|field| field.definition == index);
            match field.and_then(|field| self.value(definition, &field.value.value)) {
                None if definition.required => None,
                value => Some((definition.name.clone().into(), value.into())),
            }
        });
        entries.collect::<Option<Map>>().map(Value::from)
    }
}

/// An address as people write it: without a scheme and `www.`, and without what stands behind the host if that is long.
fn short_address(address: &str) -> String {
    let Some((_, rest)) = address.split_once("//") else {
        // `tel:` and `mailto:`, whose address may have a subject behind it.
        let rest = address.split_once(':').map_or(address, |(_, rest)| rest);
        return decoded(rest.split('?').next().unwrap_or_default());
    };
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let whole = decoded(rest);
    if whole.chars().count() <= MAX_SHORT_ADDRESS && !rest.contains(['?', '#']) {
        return whole;
    }
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

fn decoded(address: &str) -> String {
    percent_encoding::percent_decode_str(address)
        .decode_utf8()
        .map_or_else(|_| address.to_owned(), std::borrow::Cow::into_owned)
}

/// A picture as templates see it. `image` is what the facts say of it, with the URL of its source, `alt` its alternative
/// text with the language of that text, and `language` the language of the surrounding text.
pub(super) fn picture_value(
    site: &Site,
    picture: &Asset,
    image: Option<(&Image, &str)>,
    alt: Option<(&str, LanguageId)>,
    language: LanguageId,
) -> Value {
    let urls = (site.asset_href(picture), site.asset_permalink(picture));
    picture_map(site, urls, Some(picture), site.published_size(picture), image, alt, language)
}

/// A picture of which one variant is wanted.
pub(super) fn variant_value(
    site: &Site,
    variant: &Variant,
    picture: &Asset,
    alt: Option<(&str, LanguageId)>,
    language: LanguageId,
) -> Value {
    let url = variant.url();
    let urls = (site.href(&url), site.permalink(&url));
    picture_map(site, urls, Some(picture), Some((variant.width, variant.height)), None, alt, language)
}

/// A picture that is not published: what it shows is all that there is of it.
pub(super) fn unpublished_picture_value(
    site: &Site,
    alt: Option<(&str, LanguageId)>,
    language: LanguageId,
) -> Value {
    picture_map(site, (NO_LINK.to_owned(), NO_LINK.to_owned()), None, None, None, alt, language)
}

fn picture_map(
    site: &Site,
    (url, permalink): (String, String),
    picture: Option<&Asset>,
    size: Option<(u32, u32)>,
    image: Option<(&Image, &str)>,
    alt: Option<(&str, LanguageId)>,
    language: LanguageId,
) -> Value {
    let alt_language = alt.map(|(_, said_in)| said_in).filter(|said_in| *said_in != language);
    let said = |part: fn(&Image) -> &str| Value::from(image.map_or("", |(image, _)| part(image)));
    let focus = image.and_then(|(image, _)| image.focus);
    map([
        ("alt", alt.map_or("", |(text, _)| text).into()),
        ("alt_lang", alt_language.map_or("", |language| &site.language(language).tag).into()),
        ("credit", said(|image| &image.credit)),
        ("file", picture.map_or("", |picture| &picture.url).into()),
        ("focus", focus.map(|(x, y)| Value::from(vec![Value::from(x), Value::from(y)])).into()),
        ("height", size.map(|(_, height)| height).into()),
        ("illustration", image.is_some_and(|(image, _)| image.illustration).into()),
        ("licence", said(|image| &image.licence)),
        ("permalink", permalink.into()),
        ("source", image.map_or("", |(_, source)| source).into()),
        ("url", url.into()),
        ("width", size.map(|(width, _)| width).into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_as_people_write_them() {
        for (address, shown) in [
            ("https://www.altai.kz/", "altai.kz"),
            ("https://altai.kz/ru/%D1%82%D1%83%D1%80/", "altai.kz/ru/тур"),
            ("//t.me/altai", "t.me/altai"),
            ("https://films.example/x?a=1&b=2", "films.example"),
            ("https://altai.kz/a/very/long/path/that/nobody/reads.html", "altai.kz"),
            ("https://altai.kz:8080/#top", "altai.kz:8080"),
            ("tel:+77271234567", "+77271234567"),
            ("mailto:a@altai.kz?subject=%D0%9F", "a@altai.kz"),
            ("https://altai.kz/%FF", "altai.kz/%FF"),
        ] {
            assert_eq!(short_address(address), shown, "{address}");
        }
    }
}
