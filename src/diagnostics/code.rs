//! The list of all diagnostics: their codes and how grave they are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, though not as its author would want it.
    Warning,
}

impl Severity {
    /// Its name for machines and in `sapar.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    (@severity Off) => { None };
    (@severity $severity:ident) => { Some(Severity::$severity) };
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $level:ident;)+) => {
        /// What can be wrong with a site. The written form is the id of its message, and stays from release to release.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The code that is written so; `None` if this version of the program has none.
            pub fn find(written: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == written)
            }

            /// How severe it is where the site says nothing else; `None` for what is looked for only on sites that ask for it.
            pub fn default_severity(self) -> Option<Severity> {
                match self { $(Self::$variant => codes!(@severity $level),)+ }
            }

            /// What it is about, in an English sentence.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

impl Code {
    /// How severe it is where the site says nothing else.
    pub fn severity(self) -> Severity {
        self.default_severity().unwrap_or(Severity::Warning)
    }

    /// Whether it is about a picture file, and reported at the places where pages name the file rather than at the file itself.
    pub(crate) fn is_told_where_named(self) -> bool {
        matches!(self, Self::ImageBroken | Self::ImageFormat | Self::ImageMislabelled)
    }
}

codes! {
    // Files
    /// A text file is not UTF-8.
    FileNotUtf8 = "file-not-utf8", Error;
    /// A text file begins with a byte order mark.
    FileHasBom = "file-has-bom", Warning;
    /// A document has nothing in it.
    DocumentEmpty = "document-empty", Error;
    /// A text file is larger than any text could be.
    FileTooLarge = "file-too-large", Error;
    /// The system did not let a file be read.
    FileUnreadable = "file-unreadable", Error;
    /// A file's name is not Unicode.
    FileNameNotUnicode = "file-name-not-unicode", Error;
    /// A file's name that counts only in other upper and lower case.
    FileNameCase = "file-name-case", Error;
    /// A link of the file system leads out of the site's folder.
    LinkOutsideRoot = "link-outside-root", Error;
    /// Links of the file system lead in a circle.
    LinkCycle = "link-cycle", Error;
    /// The folder that holds the site's texts is missing.
    ContentMissing = "content-missing", Error;
    /// A Markdown file's name does not end in a language of the site.
    UnknownLanguageSuffix = "unknown-language-suffix", Error;
    /// A Markdown file's name says no language.
    MissingLanguageSuffix = "missing-language-suffix", Error;
    /// A file that another program would take for a document and Sapar does not.
    DocumentExtension = "document-extension", Error;
    /// The same page has two files in one language.
    DuplicateDocument = "duplicate-document", Error;
    /// The same page has two files of facts.
    DuplicateFacts = "duplicate-facts", Error;
    /// Files beside pages that nothing names, and that are therefore not published.
    FilesUnnamed = "files-unnamed", Warning;
    /// A file that a template asks for, and that is not published because nothing names it.
    FileUnnamed = "file-unnamed", Error;
    /// A line of a record of translations that cannot be read.
    TranslationRecordLine = "translation-record-line", Warning;
    /// A record of translations with both versions of a merge in it.
    TranslationRecordConflict = "translation-record-conflict", Warning;
    /// A document names a language as its source in which its page is not written.
    TranslationSourceMissing = "translation-source-missing", Warning;
    /// Facts that belong to no page.
    FactsWithoutDocument = "facts-without-document", Warning;

    // Front matter, facts and configuration
    /// A document does not begin with front matter.
    FrontMatterMissing = "front-matter-missing", Error;
    /// The front matter is not closed.
    FrontMatterUnclosed = "front-matter-unclosed", Error;
    /// TOML that cannot be read.
    TomlSyntax = "toml-syntax", Error;
    /// YAML that cannot be read.
    YamlSyntax = "yaml-syntax", Error;
    /// A key that nothing knows.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there and is not.
    MissingKey = "missing-key", Error;
    /// A value of another type than its key wants.
    WrongType = "wrong-type", Error;
    /// A text that is no date.
    InvalidDate = "invalid-date", Error;
    /// A date range that ends before it begins.
    InvalidDateRange = "invalid-date-range", Error;
    /// A number outside its range.
    OutOfRange = "out-of-range", Error;
    /// A value that is none of those to choose from.
    NotAnOption = "not-an-option", Error;
    /// A kind of page that nothing declares.
    UnknownKind = "unknown-kind", Error;
    /// A fact that is the same in every language stands in a document.
    FactInDocument = "fact-in-document", Error;
    /// A text of one language stands in the facts.
    LocalisedInFacts = "localised-in-facts", Error;
    /// A field that refers to a page refers to none.
    ReferenceNotFound = "reference-not-found", Error;
    /// A slug that cannot be part of an address.
    InvalidSlug = "invalid-slug", Error;
    /// A slug of the home page, which has no use for one.
    SlugUnused = "slug-unused", Warning;
    /// An old address that cannot be an address of this site.
    InvalidAlias = "invalid-alias", Error;
    /// An address that the search page cannot have.
    InvalidSearchPath = "invalid-search-path", Error;
    /// An old address of the facts that begins with a language, which each language adds itself.
    AliasWithLanguage = "alias-with-language", Error;
    /// A taxonomy's term that is no id.
    InvalidTerm = "invalid-term", Error;
    /// A taxonomy's name that is no id.
    InvalidTaxonomy = "invalid-taxonomy", Error;
    /// A taxonomy's name that is a key of pages with another meaning.
    TaxonomyIsKey = "taxonomy-is-key", Error;
    /// A base URL that is none.
    InvalidBaseUrl = "invalid-base-url", Error;
    /// A pattern of files to leave out that is none.
    InvalidPattern = "invalid-pattern", Error;
    /// A pattern of addresses that is none.
    InvalidAddressPattern = "invalid-address-pattern", Error;
    /// A code of a diagnostic that there is not.
    UnknownCode = "unknown-code", Error;
    /// A severity of what must stop a build.
    SeverityFixed = "severity-fixed", Error;
    /// An allowance that allows nothing.
    AllowanceUnused = "allowance-unused", Warning;
    /// A time zone that no database has.
    UnknownTimeZone = "unknown-time-zone", Error;
    /// A host that is no name of one.
    InvalidHost = "invalid-host", Error;
    /// A tag that is not BCP 47.
    InvalidLanguageTag = "invalid-language-tag", Error;
    /// Two tags that mean one language.
    DuplicateLanguage = "duplicate-language", Error;
    /// A language that the site does not have.
    UnknownLanguage = "unknown-language", Error;
    /// A theme that is neither in the site nor in the program.
    UnknownTheme = "unknown-theme", Error;
    /// A section that the configuration speaks of and the content folder has not.
    UnknownSection = "unknown-section", Warning;
    /// The site says of no language that it has it.
    NoLanguages = "no-languages", Error;
    /// A form of a term of the glossary that is none.
    GlossaryForm = "glossary-form", Error;
    /// A form of the glossary that is forbidden in one place and allowed in another one.
    GlossaryContradiction = "glossary-contradiction", Error;
    /// A form or a term that stands in the glossary twice.
    GlossaryRepeated = "glossary-repeated", Warning;

    // The site
    /// Two sources have one address.
    DuplicateUrl = "duplicate-url", Error;
    /// An address that the preview uses itself.
    ReservedUrl = "reserved-url", Error;
    /// Two addresses differ only in upper and lower case.
    UrlDiffersByCase = "url-differs-by-case", Error;
    /// A section without a page of its own.
    SectionWithoutIndex = "section-without-index", Warning;
    /// A folder without a page of its own that is named like a year or a month.
    FolderIsDate = "folder-is-date", Warning;
    /// Addresses of a page that was published elsewhere, which lead nowhere now.
    AddressLost = "address-lost", Warning;
    /// Addresses that were published and lead nowhere now, and that no page has taken over.
    AddressesGone = "addresses-gone", Warning;
    /// An address that is longer than a file's path can be.
    UrlTooLong = "url-too-long", Error;
    /// A place that has no name in a language of the site.
    PlaceWithoutName = "place-without-name", Warning;
    /// A place far from all others of the site, among which it lies with latitude and longitude swapped.
    CoordinatesSwapped = "coordinates-swapped", Warning;
    /// A term without a name in a language.
    TermWithoutName = "term-without-name", Warning;

    // Text
    /// A link to a page that is not there.
    LinkNotFound = "link-not-found", Error;
    /// A link to a page that is not published, or to a file beside one.
    LinkUnpublished = "link-unpublished", Warning;
    /// A link to a heading that is not there.
    AnchorNotFound = "anchor-not-found", Error;
    /// A picture that is not there.
    ImageNotFound = "image-not-found", Error;
    /// A picture whose size cannot be read.
    ImageUnreadable = "image-unreadable", Warning;
    /// A picture with more pixels or bytes than are read.
    ImageTooLarge = "image-too-large", Error;
    /// A picture that is damaged or not all there.
    ImageBroken = "image-broken", Error;
    /// A file that browsers do not show as a picture.
    ImageFormat = "image-format", Error;
    /// A picture whose name says another format than it has.
    ImageMislabelled = "image-mislabelled", Warning;
    /// A photograph in AVIF, which is not read.
    ImageAvif = "image-avif", Warning;
    /// A photograph in the colours of printing.
    ImageCmyk = "image-cmyk", Warning;
    /// A picture with fewer pixels than the place where it is shown.
    ImageTooNarrow = "image-too-narrow", Warning;
    /// A picture without a text that stands for it.
    ImageWithoutAlt = "image-without-alt", Warning;
    /// A picture whose text is the name of its file.
    ImageAltIsName = "image-alt-is-name", Warning;
    /// A `focus` that is no point of a picture.
    InvalidFocus = "invalid-focus", Error;
    /// The same photograph in two files.
    ImageTwice = "image-twice", Warning;
    /// An SVG with scripts, references to other hosts or the like, which are not published.
    SvgUnsafe = "svg-unsafe", Warning;
    /// An SVG that is no XML.
    SvgBroken = "svg-broken", Error;
    /// A style sheet that cannot be made smaller, because it is not CSS.
    StyleSheetSyntax = "style-sheet-syntax", Warning;
    /// A social card whose template does not make an SVG.
    CardInvalid = "card-invalid", Error;
    /// A social card with letters that no font of the theme has.
    CardWithoutLetters = "card-without-letters", Warning;
    /// A link that would run a script or worse.
    UnsafeLink = "unsafe-link", Error;
    /// A link with a scheme that looks like a slip of the pen.
    LinkScheme = "link-scheme", Error;
    /// A link or a picture that is shown as text.
    LinkMisread = "link-misread", Warning;
    /// A link that shows nothing to click on.
    LinkWithoutText = "link-without-text", Warning;
    /// A bare address that ends before Chinese characters which may belong to it.
    AddressEnd = "address-end", Warning;
    /// Marks of Markdown that are text for a space too many or too few.
    MarkupMisread = "markup-misread", Warning;
    /// Markup of another site generator.
    ForeignMarkup = "foreign-markup", Warning;
    /// Elements or styles that Office puts into what is copied.
    OfficeMarkup = "office-markup", Warning;
    /// Characters of a text that nobody sees.
    InvisibleCharacters = "invisible-characters", Warning;
    /// Prose that is code for the spaces before it.
    ProseAsCode = "prose-as-code", Warning;
    /// Paragraphs that readers see as one.
    ParagraphsJoined = "paragraphs-joined", Warning;
    /// A table that is shown as text, or loses cells.
    TableMisread = "table-misread", Warning;
    /// A text that seems to be in another language than its file is for.
    TextLanguage = "text-language", Warning;
    /// A text that is the same as in another language.
    TextCopied = "text-copied", Warning;
    /// A form that the glossary forbids.
    GlossaryForbidden = "glossary-forbidden", Warning;
    /// A term that a source names and its translation does not.
    GlossaryMissing = "glossary-missing", Warning;
    /// Something that pages would load from another host, or send there.
    ExternalResource = "external-resource", Error;
    /// HTML that a text must not have.
    HtmlRefused = "html-refused", Error;
    /// A quotation that begins like an alert.
    AlertSyntax = "alert-syntax", Warning;
    /// Two elements were given one id.
    DuplicateHeadingId = "duplicate-heading-id", Error;
    /// A footnote without a text.
    FootnoteNotFound = "footnote-not-found", Warning;
    /// A block component without an end.
    ComponentUnclosed = "component-unclosed", Error;
    /// An end without a block component.
    ComponentUnopened = "component-unopened", Error;
    /// A line of a block component that is text where it stands.
    ComponentMisplaced = "component-misplaced", Error;
    /// A block component's line that cannot be read.
    ComponentSyntax = "component-syntax", Error;
    /// A block component that the theme does not have.
    ComponentUnknown = "component-unknown", Error;
    /// An argument that a block component does not take.
    ComponentUnknownArgument = "component-unknown-argument", Error;
    /// An argument that a block component needs.
    ComponentMissingArgument = "component-missing-argument", Error;
    /// A block component that says itself that it cannot be shown so.
    ComponentRefused = "component-refused", Error;
    /// An argument of another type than the block component wants.
    ComponentArgumentType = "component-argument-type", Error;

    // Messages
    /// Fluent that cannot be read.
    MessageSyntax = "message-syntax", Error;
    /// A message that stands twice in a file.
    MessageDuplicate = "message-duplicate", Warning;
    /// A message that no file defines.
    MessageUnknown = "message-unknown", Error;
    /// A message refers to one that is not there.
    MessageReference = "message-reference", Error;
    /// A message cannot be put together, as it refers to itself.
    MessageUnresolvable = "message-unresolvable", Error;
    /// A message calls a function that is not there.
    MessageFunction = "message-function", Error;
    /// A message was not given an argument that it needs.
    MessageMissingArgument = "message-missing-argument", Error;
    /// A choice by number lacks a form that the language has.
    MessageMissingPlural = "message-missing-plural", Warning;
    /// A choice by number has a form that the language has not.
    MessageUnreachablePlural = "message-unreachable-plural", Warning;
    /// Messages of a file are there in other languages only.
    MessageUntranslated = "message-untranslated", Warning;

    /// An attribute or a variant of a message that stands twice.
    MessagePartTwice = "message-part-twice", Warning;
    /// A message that shows nothing.
    MessageEmpty = "message-empty", Warning;
    /// A message refers to an attribute that is not there.
    MessageAttributeUnknown = "message-attribute-unknown", Warning;
    /// Messages that refer to each other in a circle.
    MessageCycle = "message-cycle", Warning;
    /// A message chooses a plural form by something that is no number.
    MessageSelector = "message-selector", Warning;
    /// A message or an attribute that the default language has not.
    MessageObsolete = "message-obsolete", Warning;
    /// A message lacks attributes that it has in the default language.
    MessageAttributeMissing = "message-attribute-missing", Warning;
    /// A form of a message shows other variables than its source.
    MessageVariables = "message-variables", Warning;
    /// A message has other tags of HTML than its source.
    MessageTags = "message-tags", Warning;
    /// A message that says what its source says, word for word.
    MessageCopied = "message-copied", Warning;
    /// A message that nothing asks for.
    MessageUnused = "message-unused", Off;

    // The finished pages
    /// A link of a rendered page that leads nowhere.
    HtmlLinkNotFound = "html-link-not-found", Warning;
    /// A link of a rendered page to an id that is not there.
    HtmlAnchorNotFound = "html-anchor-not-found", Warning;
    /// A link of a rendered page that has no text, no picture with a description and no label.
    HtmlLinkWithoutName = "html-link-without-name", Warning;
    /// A link whose text says no more than "here".
    LinkTextVague = "link-text-vague", Warning;
    /// An id that two elements of a rendered page have.
    HtmlDuplicateId = "html-duplicate-id", Warning;
    /// A page without a heading of the first level, or with several.
    HtmlTopHeading = "html-top-heading", Warning;
    /// A heading more than one level below the one before it.
    HtmlHeadingSkipped = "html-heading-skipped", Warning;
    /// A picture of a rendered page without the attribute `alt`.
    HtmlImageWithoutAlt = "html-image-without-alt", Warning;
    /// A picture of a rendered page whose description is the name of its file.
    HtmlAltIsName = "html-alt-is-name", Warning;
    /// Something that a rendered page loads from another host, or sends there.
    HtmlOtherHost = "html-other-host", Warning;
    /// Something that a page loads without encryption.
    HtmlMixedContent = "html-mixed-content", Warning;
    /// Structured data that are no JSON.
    JsonLdInvalid = "json-ld-invalid", Warning;
    /// A page without a title.
    PageTitleMissing = "page-title-missing", Warning;
    /// A title that results of a search cut.
    PageTitleLong = "page-title-long", Warning;
    /// A title that another page of the language has, too.
    PageTitleRepeated = "page-title-repeated", Warning;
    /// A page without a description.
    PageDescriptionMissing = "page-description-missing", Warning;
    /// A description that results of a search cut.
    PageDescriptionLong = "page-description-long", Warning;
    /// A description that another page of the language has, too.
    PageDescriptionRepeated = "page-description-repeated", Warning;
    /// A canonical address that is missing or not that of the page.
    CanonicalWrong = "canonical-wrong", Warning;
    /// An address for another language that search engines will not believe.
    HreflangWrong = "hreflang-wrong", Warning;
    /// A page that loads more than the site allows.
    PageTooHeavy = "page-too-heavy", Warning;

    // Letters
    /// A word with letters of two scripts that look alike.
    LetterLookalike = "letter-lookalike", Warning;
    /// A Kazakh word that is typed without Kazakh letters.
    KazakhLettersMissing = "kazakh-letters-missing", Warning;
    /// A letter that is written as a letter and a mark where there is one character for both.
    TextNotNormalised = "text-not-normalised", Warning;
    /// A mark of half the width in a Chinese text.
    HalfWidthMark = "half-width-mark", Warning;
    /// Letters or digits of full width.
    FullWidthLetters = "full-width-letters", Warning;
    /// Quotation marks of another language.
    ForeignQuotes = "foreign-quotes", Warning;
    /// A hyphen in the place of a dash.
    HyphenAsDash = "hyphen-as-dash", Warning;
    /// A space before a mark of punctuation.
    SpaceBeforeMark = "space-before-mark", Warning;
    /// A Russian word that stands with `ё` elsewhere on the site.
    YoUneven = "yo-uneven", Off;

    // Between languages
    /// A translation has other numbers than its source.
    TranslationNumbers = "translation-numbers", Warning;
    /// A translation has another unit or currency beside a number than its source.
    TranslationUnits = "translation-units", Warning;
    /// A translation lacks a link, a picture or a component of its source, or has one more.
    TranslationReference = "translation-reference", Warning;
    /// A heading of a translation is of another level than in its source.
    TranslationHeadingLevel = "translation-heading-level", Warning;
    /// A block of a translation that is in the language of its source.
    TranslationLeft = "translation-left", Warning;
    /// A block of a translation that says what its source says, letter by letter.
    TranslationCopied = "translation-copied", Warning;
    /// A block of a translation that is out of all proportion to its source.
    TranslationLength = "translation-length", Warning;

    // Hosts
    /// A file of the site that has the name of one which is written for a host.
    HostFileTaken = "host-file-taken", Warning;
    /// A file of the site that has the name of the compressed form of another.
    CompressedFileTaken = "compressed-file-taken", Warning;
    /// More than a host accepts.
    HostLimit = "host-limit", Warning;
    /// A file that is larger than a host accepts.
    HostFileTooLarge = "host-file-too-large", Warning;

    // Where the site is sent
    /// Something in `sapar.toml` that must be kept secret.
    SecretInConfiguration = "secret-in-configuration", Error;
    /// A length of time that cannot be understood.
    InvalidDuration = "invalid-duration", Error;
    /// An address of a target that is none.
    InvalidDeployAddress = "invalid-deploy-address", Error;
    /// A command of a target that cannot be understood.
    InvalidDeployCommand = "invalid-deploy-command", Error;
    /// What is live at an address is not what was built.
    LiveDiffers = "live-differs", Error;

    // Other sites
    /// A link to another site that leads nowhere.
    LinkExternalDead = "link-external-dead", Warning;
    /// A link to a page of another site that is elsewhere for good.
    LinkExternalMoved = "link-external-moved", Off;
    /// A link to another site that does not say whether it leads anywhere.
    LinkExternalUnsure = "link-external-unsure", Off;

    // The world
    /// A place outside of the region that it is said to be in.
    PlaceOutsideRegion = "place-outside-region", Warning;
    /// A place in the water of a lake.
    PlaceInWater = "place-in-water", Warning;
    /// Something on a map that has no name in a language of the site.
    MapLabelWithoutName = "map-label-without-name", Warning;
    /// An event that is over.
    EventOver = "event-over", Warning;
    /// Facts that nobody has reviewed for as long as the site says.
    FactsOld = "facts-old", Warning;

    // Maps
    /// GeoJSON that cannot be read.
    MapSyntax = "map-syntax", Error;
    /// Something on a map has another shape than its kind.
    MapGeometry = "map-geometry", Error;
    /// Something on a map is at no place on Earth.
    MapCoordinates = "map-coordinates", Error;

    // Templates
    /// A template that cannot be read.
    TemplateSyntax = "template-syntax", Error;
    /// A template that the theme must have.
    TemplateMissing = "template-missing", Error;
    /// A template that is extended, included or asked for and is not there.
    TemplateUnknown = "template-unknown", Error;
    /// Templates extend or include each other in a circle.
    TemplateCycle = "template-cycle", Error;
    /// A variable or field that is not there.
    TemplateUnknownVariable = "template-unknown-variable", Error;
    /// A function that is not there.
    TemplateUnknownFunction = "template-unknown-function", Error;
    /// A filter that is not there.
    TemplateUnknownFilter = "template-unknown-filter", Error;
    /// An argument that a function or filter does not take.
    TemplateUnknownArgument = "template-unknown-argument", Error;
    /// A placement of pictures that the theme does not have.
    TemplateUnknownPlacement = "template-unknown-placement", Error;
    /// A test that is not there.
    TemplateUnknownTest = "template-unknown-test", Error;
    /// A component that is not there.
    TemplateUnknownComponent = "template-unknown-component", Error;
    /// A component that two templates define.
    TemplateDuplicateComponent = "template-duplicate-component", Error;
    /// A block that no parent template has.
    TemplateUnknownBlock = "template-unknown-block", Error;
    /// A template that went wrong while a page was rendered.
    TemplateFailed = "template-failed", Error;
    /// A static file that a template asks for and that is not there.
    AssetNotFound = "asset-not-found", Error;

    // The outside world
    /// No configuration where the site should be.
    SiteNotFound = "site-not-found", Error;
    /// The output would be written over the site's own files.
    OutputIsSource = "output-is-source", Error;
    /// The output folder holds files that the program did not write.
    OutputHasForeignFiles = "output-has-foreign-files", Error;
    /// Another build is writing to the same output.
    OutputBusy = "output-busy", Error;
    /// Something else than a folder stands where the state of an output is kept.
    StateNotFolder = "state-not-folder", Error;
    /// The manifest of an output cannot be read.
    ManifestDamaged = "manifest-damaged", Error;
    /// The manifest of an output has a format that this program does not know.
    ManifestVersion = "manifest-version", Error;
    /// A folder that should be taken over holds files that the build would not write.
    AdoptRefused = "adopt-refused", Error;
    /// A build would remove most of the published pages.
    ManyRemovals = "many-removals", Error;
    /// Somebody put a file into the output while a build ran.
    OutputFileFound = "output-file-found", Warning;
    /// A site was replaced only in part.
    PublishInterrupted = "publish-interrupted", Error;
    /// Something could not be written.
    WriteFailed = "write-failed", Error;
    /// Something could not be read.
    ReadFailed = "read-failed", Error;
    /// Something that is kept between runs could not be written; all else goes on without it.
    CacheNotWritable = "cache-not-writable", Warning;
    /// Something that is kept between runs could not be removed.
    CacheNotRemovable = "cache-not-removable", Error;
    /// A command was asked about a page that there is not.
    PageUnknown = "page-unknown", Error;
    /// A command was given a requirement that is none.
    RequirementInvalid = "requirement-invalid", Error;
    /// Git does not say what has changed.
    GitFailed = "git-failed", Error;
    /// The program that asks other hosts is not there.
    CurlUnavailable = "curl-unavailable", Error;
    /// No host can be found.
    NetworkUnavailable = "network-unavailable", Error;
    /// The site has no target to be sent to.
    DeployWithoutTarget = "deploy-without-target", Error;
    /// The site has several targets, and none was named.
    DeployTargetNotNamed = "deploy-target-not-named", Error;
    /// A target that the site does not have.
    DeployTargetUnknown = "deploy-target-unknown", Error;
    /// Nobody is there to say that the site may be sent.
    DeployNotConfirmed = "deploy-not-confirmed", Error;
    /// A target would lose most of its pages.
    DeployManyRemovals = "deploy-many-removals", Error;
    /// Another deployment to the target goes on.
    DeployLocked = "deploy-locked", Error;
    /// Another process of this machine sends the site to the target.
    DeployBusy = "deploy-busy", Error;
    /// Another deployment has taken the place of this one.
    DeployLockLost = "deploy-lock-lost", Error;
    /// A deployment was interrupted, and this one has completed its work.
    DeployTookOver = "deploy-took-over", Warning;
    /// A deployment was stopped by its user.
    DeployStopped = "deploy-stopped", Error;
    /// A target cannot tell two deployments apart that write at one time.
    DeployUnconditional = "deploy-unconditional", Warning;
    /// There are no credentials for a storage.
    DeployWithoutCredentials = "deploy-without-credentials", Error;
    /// A target does not let the site be written.
    DeployRefused = "deploy-refused", Error;
    /// A target cannot be reached.
    DeployUnreachable = "deploy-unreachable", Error;
    /// A file could not be sent.
    DeployFailed = "deploy-failed", Error;
    /// A program that sends files is not there.
    DeployProgramMissing = "deploy-program-missing", Error;
    /// The manifest at a target cannot be read.
    DeployManifestDamaged = "deploy-manifest-damaged", Error;
    /// The manifest at a target has a format that this program does not know.
    DeployManifestVersion = "deploy-manifest-version", Error;
    /// There is no deployment to go back to.
    DeployNothingBefore = "deploy-nothing-before", Error;
    /// A file of the deployment to go back to is no longer there.
    DeployBeforeLost = "deploy-before-lost", Error;
    /// Targets of this kind keep nothing that one could go back to.
    DeployNoWayBack = "deploy-no-way-back", Error;
    /// The command that tells a cache what has changed has failed.
    DeployPurgeFailed = "deploy-purge-failed", Error;
    /// The machine's time zone is one that no database has.
    MachineTimeZoneUnknown = "machine-time-zone-unknown", Warning;
    /// Nothing can be served at an address.
    PortUnavailable = "port-unavailable", Error;
    /// Changes in a folder cannot be noticed.
    WatchFailed = "watch-failed", Error;
    /// A change of the site could not be brought into the preview.
    RefreshFailed = "refresh-failed", Error;
    /// Something to be made is there already.
    AlreadyExists = "already-exists", Error;
    /// A command was asked for a glossary that the site does not have.
    GlossaryNotFound = "glossary-not-found", Error;
    /// A file for translators that cannot be read.
    TranslationFileSyntax = "translation-file-syntax", Error;
    /// A file for translators that cannot be opened.
    TranslationFileUnreadable = "translation-file-unreadable", Error;
    /// A file for translators that cannot be written.
    TranslationFileUnwritable = "translation-file-unwritable", Error;
    /// A file for translators in a language that the site does not have.
    TranslationFileLanguage = "translation-file-language", Error;
    /// A translation of a text that the site does not have, or has no more.
    TranslationUnitUnknown = "translation-unit-unknown", Warning;
    /// A translation of which the site has another one that is newer.
    TranslationNewer = "translation-newer", Warning;
    /// A translation that lacks a placeholder of its source, or has others.
    TranslationPlaceholder = "translation-placeholder", Error;
    /// A translation that could not be written into the site.
    TranslationNotWritten = "translation-not-written", Warning;
    /// A content path given at the command line that cannot be one.
    InvalidPath = "invalid-path", Error;
    /// The program itself went wrong.
    InternalError = "internal-error", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
