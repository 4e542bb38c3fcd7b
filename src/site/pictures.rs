//! Pictures of pages and their alternative texts.

use super::links::decode;
use super::schemes::{host, is_outside, refusal};
use super::{Asset, PageId, Site, Target};
use crate::content::fields::{Field, FieldValue};
use crate::content::markdown::ShownPicture;
use crate::content::{Document, Image};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::language::LanguageId;

impl Site {
    /// A picture of the site by its path.
    ///
    /// # Errors
    /// Says that there is no such file, or that it cannot be shown.
    pub fn picture(&self, base: &str, path: &str) -> Result<&Asset, Diagnostic> {
        let asset = self.picture_file(base, path)?;
        match asset.picture_diagnostic(&self.config) {
            Some(diagnostic) if diagnostic.severity() == Severity::Error => Err(diagnostic),
            _ => Ok(asset),
        }
    }

    /// The file of a picture by its path, whatever is in it.
    ///
    /// # Errors
    /// Says that there is no such file.
    pub(super) fn picture_file(&self, base: &str, path: &str) -> Result<&Asset, Diagnostic> {
        if is_outside(path) {
            // Its size has to be known, and its bytes have to be there.
            return Err(refusal(path).unwrap_or_else(|| {
                Diagnostic::new(Code::ExternalResource)
                    .with("target", path)
                    .with("host", host(path).unwrap_or_default())
                    .with("kind", "field")
            }));
        }
        match self.target(base, path) {
            Some(Target::Asset(asset)) => Ok(asset),
            _ => {
                if self.is_unpublished(base, path) {
                    return Err(Diagnostic::new(Code::LinkUnpublished).with("target", path));
                }
                let wanted = self.file_paths(base, &decode(path));
                if wanted.iter().any(|url| self.is_unnamed(url)) {
                    return Err(Diagnostic::new(Code::FileUnnamed).with("path", path));
                }
                let folders =
                    wanted.iter().map(|wanted| wanted[..=wanted.rfind('/').unwrap_or(0)].to_owned());
                let suggestion = self.known_paths.suggest_picture(path, folders.collect());
                Err(Diagnostic::new(Code::ImageNotFound).with("path", path).suggest(suggestion))
            }
        }
    }

    /// The first picture among the fields of a page.
    pub fn first_picture(&self, page: PageId) -> Option<&Asset> {
        fn first(value: &FieldValue) -> Option<&str> {
            match value {
                FieldValue::Image(image) => Some(&image.file.value),
                FieldValue::List(items) => items.first().and_then(|item| first(&item.value)),
                _ => None,
            }
        }
        let page = &self.pages[page];
        let mut files = page.fields.iter().filter_map(|field| first(&field.value.value));
        files.find_map(|file| self.picture(&page.path, file).ok().filter(|asset| asset.is_picture()))
    }

    /// The diagnostic for a missing static file, with a suggestion.
    pub fn asset_not_found(&self, path: &str) -> Diagnostic {
        if self.is_unpublished("/", path) {
            return Diagnostic::new(Code::LinkUnpublished).with("target", path);
        }
        if self.is_unnamed(&format!("/{}", path.trim_start_matches('/'))) {
            return Diagnostic::new(Code::FileUnnamed).with("path", path);
        }
        let suggestion = self.known_paths.suggest_asset(path);
        Diagnostic::new(Code::AssetNotFound).with("path", path).suggest(suggestion)
    }

    /// The pictures among the fields of a page that are the same in all languages, in their order, each file once.
    pub fn pictures_of(&self, page: PageId) -> Vec<(&Image, &Asset)> {
        let page = &self.pages[page];
        let mut found: Vec<(&Image, &Asset)> = Vec::new();
        for image in images(&page.fields) {
            if let Ok(asset) = self.picture(&page.path, &image.file.value)
                && !found.iter().any(|(_, other)| other.url == asset.url)
            {
                found.push((image, asset));
            }
        }
        found
    }

    /// The pictures that the text of a page in a language shows, in their order, each file once.
    pub fn pictures_in_text(&self, page: PageId, language: LanguageId) -> Vec<(&ShownPicture, &Asset)> {
        let page = &self.pages[page];
        let mut found: Vec<(&ShownPicture, &Asset)> = Vec::new();
        let document = page.texts[language].document.as_deref();
        for picture in document.map(Document::pictures).unwrap_or_default() {
            let path = picture.path.split(['?', '#']).next().unwrap_or_default();
            if !is_outside(path)
                && let Ok(asset) = self.picture(&page.path, path)
                && !found.iter().any(|(_, other)| other.url == asset.url)
            {
                found.push((picture, asset));
            }
        }
        found
    }

    /// The alternative text of a picture on a page, for the reader of a language, and the language that it is in. `file` is the
    /// picture's path as written.
    pub fn alternative_text(
        &self,
        page: PageId,
        language: LanguageId,
        file: &str,
        picture: &Asset,
    ) -> Option<(&str, LanguageId)> {
        let text = &self.pages[page].texts[language];
        let alternative = self.alternative_text_in(page, text.document.as_deref()?, file, picture)?;
        Some((alternative, text.origin.language(language)))
    }

    /// The alternative text, for the reader of a language, of a picture that is not published; `file` is its path as written.
    pub fn unpublished_alternative_text(
        &self,
        page: PageId,
        language: LanguageId,
        file: &str,
    ) -> Option<(&str, LanguageId)> {
        let text = &self.pages[page].texts[language];
        let said = text.document.as_ref()?.alt.iter().find(|alt| alt.file.value == file)?;
        Some((&said.text, text.origin.language(language)))
    }

    /// The alternative text of a picture in a document of a page.
    pub(super) fn alternative_text_in<'d>(
        &self,
        page: PageId,
        document: &'d Document,
        file: &str,
        picture: &Asset,
    ) -> Option<&'d str> {
        let base = &self.pages[page].path;
        let is_same = |path: &str| {
            path == file
                || matches!(self.target(base, path), Some(Target::Asset(asset)) if asset.url == picture.url)
        };
        document.alt.iter().find(|alt| is_same(&alt.file.value)).map(|alt| alt.text.as_str())
    }
}

/// The pictures among fields. Those in tables belong to what the table describes.
pub(super) fn images(fields: &[Field]) -> impl Iterator<Item = &Image> {
    let values = fields.iter().flat_map(|field| match &field.value.value {
        FieldValue::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&field.value),
    });
    values.filter_map(|value| match &value.value {
        FieldValue::Image(image) => Some(&**image),
        _ => None,
    })
}

/// Files that are named like pictures and are none, or pictures of another format. These diagnostics are for files that no page
/// shows; for the others, the same is reported where a page names the file.
pub(super) fn misnamed(site: &Site) -> Vec<Diagnostic> {
    let pictures = site.assets.iter().filter(|asset| asset.is_picture());
    let told =
        pictures.filter_map(|asset| Some(asset.picture_diagnostic(&site.config)?.in_file(&asset.path)));
    told.filter(|diagnostic| diagnostic.code.is_told_where_named()).collect()
}

/// Photographs beside pages that are there twice, each told at the later of its files. Drawings are small, and copies of them are no loss.
pub(super) fn twice(site: &Site) -> Vec<Diagnostic> {
    let is_photograph = |asset: &&Asset| {
        asset.is_beside_page() && asset.is_picture() && !asset.url.to_lowercase().ends_with(".svg")
    };
    let mut photographs: Vec<&Asset> = site.assets.iter().filter(is_photograph).collect();
    photographs.sort_unstable_by(|a, b| (a.digest, &a.path).cmp(&(b.digest, &b.path)));
    let copies = photographs.chunk_by(|one, other| one.digest == other.digest);
    let told = copies.flat_map(|same| {
        same[1..].iter().map(|copy| {
            Diagnostic::new(Code::ImageTwice)
                .in_file(&copy.path)
                .with("other", same[0].path.as_str())
                .with("path", same[0].url.as_str())
        })
    });
    told.collect()
}
