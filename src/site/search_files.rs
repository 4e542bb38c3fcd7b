//! The files of the search: how many a language has, and what they are called.
//!
//! Their number follows from the number of pages alone, so that the table of routes has them before anything is read. It
//! is a power of two, so that few sites get other files by a page more.

/// How many files of terms and of records a language has at most: some hosts take no more than 20,000 files of a site.
const MAX_TERMS: usize = 512;
const MAX_PAGES: usize = 2048;

/// How many pages share a file of terms, and how many share a file of records. A query loads the files of its terms, and
/// those of the pages that it shows: smaller files are fewer bytes, and more of them.
const PAGES_PER_TERMS_FILE: usize = 10;
const PAGES_PER_PAGES_FILE: usize = 5;

/// A file of the search index of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchFile {
    /// What the others are called and how they are read.
    Manifest,
    /// What pages are filtered by.
    Facets,
    /// A part of the dictionary, with the pages that have each word.
    Terms(u16),
    /// Words by their last letters, for those that are typed with a wrong letter.
    Endings(u16),
    /// What results show of some pages.
    Pages(u16),
}

impl SearchFile {
    /// Its name in the folder of its language.
    pub fn name(self) -> String {
        match self {
            Self::Manifest => "index.bin".to_owned(),
            Self::Facets => "facets.bin".to_owned(),
            Self::Terms(number) => format!("terms-{number}.bin"),
            Self::Endings(number) => format!("endings-{number}.bin"),
            Self::Pages(number) => format!("pages-{number}.bin"),
        }
    }
}

/// The folder of the index of a language, from the site's root: `/kk/search/`.
pub fn search_folder(tag: &str) -> String {
    format!("/{tag}/search/")
}

/// How many files of each sort a language has; all are powers of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchFiles {
    /// Of terms.
    pub terms: usize,
    /// Of endings.
    pub endings: usize,
    /// Of records.
    pub pages: usize,
}

impl SearchFiles {
    /// The files for so many pages.
    ///
    /// ```
    /// use sapar::site::SearchFiles;
    ///
    /// assert_eq!(SearchFiles::of(2_500), SearchFiles { terms: 256, endings: 32, pages: 512 });
    /// assert!(SearchFiles::of(1_000_000).count() < 2_700);
    /// ```
    pub fn of(pages: usize) -> Self {
        let files = |each: usize, most: usize| pages.div_ceil(each).next_power_of_two().clamp(1, most);
        let terms = files(PAGES_PER_TERMS_FILE, MAX_TERMS);
        Self { terms, endings: (terms / 8).max(1), pages: files(PAGES_PER_PAGES_FILE, MAX_PAGES) }
    }

    /// How many these are altogether.
    pub fn count(self) -> usize {
        2 + self.terms + self.endings + self.pages
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = SearchFile> {
        let numbers = |count: usize| (0..count).map(|number| number as u16);
        [SearchFile::Manifest, SearchFile::Facets]
            .into_iter()
            .chain(numbers(self.terms).map(SearchFile::Terms))
            .chain(numbers(self.endings).map(SearchFile::Endings))
            .chain(numbers(self.pages).map(SearchFile::Pages))
    }
}

/// A module of the search in the browser, the same for all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchScript {
    /// Answers queries.
    Engine,
    /// Loads and reads the files of an index.
    Files,
    /// Chooses what results quote.
    Excerpts,
    /// Leaves out results, and counts them by what they are filtered by.
    Filters,
    /// Divides texts into words.
    Words,
    /// Stems of English words.
    EnglishStems,
    /// Stems of Kazakh words.
    KazakhStems,
    /// Stems of Russian words.
    RussianStems,
}

impl SearchScript {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Engine,
        Self::Files,
        Self::Excerpts,
        Self::Filters,
        Self::Words,
        Self::EnglishStems,
        Self::KazakhStems,
        Self::RussianStems,
    ];

    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine.js",
            Self::Files => "files.js",
            Self::Excerpts => "excerpts.js",
            Self::Filters => "filters.js",
            Self::Words => "words.js",
            Self::EnglishStems => "stem-en.js",
            Self::KazakhStems => "stem-kk.js",
            Self::RussianStems => "stem-ru.js",
        }
    }

    /// Its URL from the site's root.
    pub fn url(self) -> String {
        format!("/search/{}", self.name())
    }
}
