//! One Markdown file in one language.

use std::sync::OnceLock;

use super::anchors::Anchors;
use super::markdown::{
    ShownPicture, Tree, beginning, headings, html_ids_of, on_one_line, parse, pictures, pseudo_tree,
    with_quotes,
};
use super::{WordCount, front_matter};
use crate::artefacts::Digest;
use crate::data::{Data, Entry, Reader, Spanned, wrong_type};
use crate::diagnostics::{Diagnostic, SourceText, StoredText};
use crate::language::pseudo::pseudo;
use crate::language::{Formats, Language, LanguageId, Quotes};

/// The keys that every document may have, besides the fields of its page's kind.
pub const DOCUMENT_KEYS: [&str; 8] =
    ["title", "description", "slug", "aliases", "draft", "summary", "alt", "source"];

/// Characters that a title does not keep: soft hyphen, zero-width space, word joiner, byte order mark.
const INVISIBLE: [char; 4] = ['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}'];

/// What a picture shows, in the language of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativeText {
    /// The picture's path as it was written.
    pub file: Spanned<String>,
    /// The text; empty where the picture says nothing that the text does not.
    pub text: String,
}

/// Parts of the text of a document that other pages may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextParts {
    /// What links to it can lead to.
    pub ids: bool,
    /// Its beginning.
    pub beginning: bool,
    /// The pictures that it shows.
    pub pictures: bool,
}

/// One Markdown file: what is different in each language.
#[derive(Debug)]
pub struct Document {
    /// Its language.
    pub language: LanguageId,
    /// The whole file.
    pub source: StoredText,
    /// Where the text begins, in bytes of the file.
    pub body: usize,
    /// Its title.
    pub title: String,
    /// One sentence for search engines and lists; may be empty.
    pub description: String,
    /// The last part of its address, where it is not the file's name.
    pub slug: Option<Spanned<String>>,
    /// Old addresses from the site's root, with their language's prefix.
    pub aliases: Vec<Spanned<String>>,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// A text for lists, where it is not the description.
    pub summary: Option<String>,
    /// What pictures show, for those who do not see them.
    pub alt: Vec<AlternativeText>,
    /// The tag of the language that it was translated from, where that is not the one that the site's pages are written in
    /// first; or its own, if the page was written in it.
    pub translated_from: Option<Spanned<String>>,
    /// The other keys: fields of the page's kind, or mistakes.
    pub fields: Vec<Entry>,
    /// Whether what it says of itself could not be read. That was reported, and what it lacks for it is no mistake.
    pub is_broken: bool,
    /// Whether readers see it in the pseudo-language.
    pub is_pseudo: bool,
    /// The digest of its file, if somebody has computed it already.
    pub digest: Option<Digest>,
    anchors: OnceLock<Anchors>,
    beginning: OnceLock<Box<str>>,
    words: OnceLock<WordCount>,
    pictures: OnceLock<Box<[ShownPicture]>>,
    sort_key: OnceLock<Vec<u8>>,
}

impl Document {
    /// Reads a document. One without front matter that can be read is broken, and has the text below it if any.
    ///
    /// `quotes` are the language's quotation marks, which readers see in its title, description and summary.
    pub fn parse(
        source: &SourceText,
        language: LanguageId,
        quotes: Quotes,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let Some(front_matter) = front_matter::split(source, diagnostics) else {
            return Self::broken(source, language, source.text.len());
        };
        let Some(table) = &front_matter.table else {
            return Self::broken(source, language, front_matter.body);
        };
        let mut reader = Reader::new(source, table, "");
        // A missing title is shown as the file's path: the page can still be looked at.
        let title = reader.required_text("title", front_matter.opening.clone(), diagnostics);
        let title = title.map_or_else(|| source.path.to_string(), |title| line(title, quotes));
        let description = line(reader.text("description", diagnostics).unwrap_or_default(), quotes);
        let slug = reader.spanned_text("slug", diagnostics);
        let aliases = reader.texts("aliases", diagnostics);
        let draft = reader.boolean("draft", diagnostics).unwrap_or(false);
        let summary = reader.text("summary", diagnostics).map(|summary| line(summary, quotes));
        let alt = read_alt(&mut reader, quotes, diagnostics);
        let translated_from = reader.spanned_text("source", diagnostics);
        Self {
            language,
            title,
            description,
            slug: slug.map(Spanned::into_owned),
            aliases: aliases.into_iter().map(Spanned::into_owned).collect(),
            draft,
            summary,
            alt,
            translated_from: translated_from.map(Spanned::into_owned),
            fields: reader.rest().cloned().collect(),
            source: source.clone().into(),
            body: front_matter.body,
            is_broken: false,
            is_pseudo: false,
            digest: None,
            anchors: OnceLock::new(),
            beginning: OnceLock::new(),
            words: OnceLock::new(),
            pictures: OnceLock::new(),
            sort_key: OnceLock::new(),
        }
    }

    /// A document that is there, so that its page is, though it could not be read but for a text from `body` on.
    pub fn broken(source: &SourceText, language: LanguageId, body: usize) -> Self {
        Self {
            language,
            source: source.clone().into(),
            body,
            title: source.path.to_string(),
            description: String::new(),
            slug: None,
            aliases: Vec::new(),
            draft: false,
            summary: None,
            alt: Vec::new(),
            translated_from: None,
            fields: Vec::new(),
            is_broken: true,
            is_pseudo: false,
            digest: None,
            anchors: OnceLock::new(),
            beginning: OnceLock::new(),
            words: OnceLock::new(),
            pictures: OnceLock::new(),
            sort_key: OnceLock::new(),
        }
    }

    /// The tree of its text. Each call parses the text, and nobody keeps the tree: it takes more memory than the text, and in
    /// a build most texts are read as a tree once. What is asked for more often (ids, length) is cached without it.
    pub fn tree(&self) -> Tree {
        let tree = self.written_tree();
        if self.is_pseudo { pseudo_tree(tree) } else { tree }
    }

    /// The tree of its text as its author wrote it, whatever readers see.
    pub fn written_tree(&self) -> Tree {
        parse(&self.source.open(), self.body)
    }

    /// The same document in the [pseudo-language](crate::language::pseudo). Its file stays what it is.
    #[must_use]
    pub fn into_pseudo(mut self) -> Self {
        let texts = [&mut self.title, &mut self.description].into_iter().chain(&mut self.summary);
        texts.chain(self.alt.iter_mut().map(|alt| &mut alt.text)).for_each(|text| *text = pseudo(text));
        self.is_pseudo = true;
        // Artefacts that are made of what readers see, such as an index for searching, are others.
        let digest = self.digest.unwrap_or_else(|| Digest::of(self.source.open().text.as_bytes()));
        self.digest = Some(Digest::of(format!("pseudo {digest}").as_bytes()));
        self
    }

    /// The ids of its headings, in their order.
    pub fn heading_ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.anchors().headings()
    }

    /// The id of a heading of its text or of an element of HTML in it, as browsers compare it. `id` is in Unicode's
    /// normalisation form C; what is written in the text may be in another.
    pub fn anchor(&self, id: &str) -> Option<&str> {
        self.anchors().find(id)
    }

    fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| {
            let tree = self.tree();
            let heading_ids: Vec<String> = headings(&tree).into_iter().map(|heading| heading.id).collect();
            Anchors::new(&heading_ids, &html_ids_of(&tree))
        })
    }

    /// The beginning of its text, for lists that have nothing else to show; see [`beginning`]. `quotes` are the marks of its
    /// language.
    pub fn beginning(&self, quotes: Quotes) -> &str {
        self.beginning.get_or_init(|| beginning(&self.tree(), quotes).into())
    }

    /// The pictures that its text shows.
    pub fn pictures(&self) -> &[ShownPicture] {
        self.pictures.get_or_init(|| {
            let source = self.source.open();
            let body = &source.text[self.body..];
            // Most texts have none, and need not be parsed.
            let may_have = body.contains("![") || body.contains('<');
            if may_have { pictures(&self.tree()).into() } else { Box::default() }
        })
    }

    /// What other pages have been asked for of its text so far.
    pub fn asked_parts(&self) -> TextParts {
        TextParts {
            ids: self.anchors.get().is_some(),
            beginning: self.beginning.get().is_some(),
            pictures: self.pictures.get().is_some(),
        }
    }

    /// A digest of all that other pages can know of it: its front matter, how long it takes to read, and these parts of its
    /// text. `language` is its language.
    pub fn outline(&self, parts: TextParts, language: &Language) -> Digest {
        let mut outline = self.source.open().text[..self.body].as_bytes().to_vec();
        let mut add = |part: &[u8]| {
            outline.extend((part.len() as u64).to_le_bytes());
            outline.extend(part);
        };
        add(&self.words().reading_minutes(language.reading_speed).to_le_bytes());
        if parts.beginning {
            add(self.beginning(language.quotes).as_bytes());
        }
        if parts.ids {
            let anchors = self.anchors();
            anchors.headings().chain(anchors.sorted()).for_each(|id| add(id.as_bytes()));
        }
        if parts.pictures {
            for picture in self.pictures() {
                add(picture.path.as_bytes());
                add(picture.alt.as_bytes());
            }
        }
        Digest::of(&outline)
    }

    /// What its title is sorted by among titles of its own language, whose formats these are.
    pub fn sort_key(&self, formats: &Formats) -> &[u8] {
        self.sort_key.get_or_init(|| formats.sort_key(&self.title))
    }

    /// How long its text is.
    pub fn words(&self) -> WordCount {
        *self.words.get_or_init(|| WordCount::of_markdown(&self.source.open().text[self.body..]))
    }
}

/// A text for a title or an attribute: one line, however many it was written in, with a language's quotation marks.
/// What is invisible and came with a copy is left out: a hyphen for the end of a line, a space without width, a byte order
/// mark. Marks of direction and those that join letters mean something.
fn line(text: &str, quotes: Quotes) -> String {
    let visible;
    let text = match text.contains(INVISIBLE) {
        true => {
            visible = text.replace(INVISIBLE, "");
            &visible
        }
        false => text,
    };
    with_quotes(&on_one_line(text), quotes)
}

/// Reads `alt`: the paths of pictures with what they show.
fn read_alt(
    reader: &mut Reader<'_>,
    quotes: Quotes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<AlternativeText> {
    let source = reader.source;
    let mut texts = Vec::new();
    for entry in reader.table("alt", diagnostics).into_iter().flat_map(|table| &table.entries) {
        match &entry.value.data {
            Data::Null => {}
            Data::Text(text) => texts.push(AlternativeText {
                file: Spanned::new(entry.key.clone(), entry.key_span.clone()),
                text: line(text, quotes),
            }),
            data => {
                // A file's name without quotation marks is read as tables within tables.
                let mut file = entry.key.clone();
                let mut data = data;
                while let Data::Table(table) = data
                    && let Some(part) = table.entries.first()
                {
                    file.push('.');
                    file.push_str(&part.key);
                    data = &part.value.data;
                }
                let key = format!("alt.{}", entry.key);
                let example = format!("\"{file}\" = \"…\"");
                diagnostics.push(wrong_type(source, &entry.value, &key, "text", &example));
            }
        }
    }
    texts
}
