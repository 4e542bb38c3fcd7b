//! The table of rules: what is looked for only by `sapar check`.

use crate::diagnostics::Code;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What it finds. Whether it is on where a site says nothing is said by [`Code::default_severity`].
    pub code: Code,
    /// The languages that it is about, as tags without region; empty for all.
    pub languages: &'static [&'static str],
    /// Whether `--fix` mends what it finds, at least where that is certain.
    pub is_fixable: bool,
    /// What it finds, and the same as it should be.
    pub example: Option<(&'static str, &'static str)>,
}

/// The rule that finds a code; `None` for what a build finds.
pub fn rule(code: Code) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

const fn all(code: Code, wrong: &'static str, right: &'static str) -> Rule {
    Rule { code, languages: &[], is_fixable: false, example: Some((wrong, right)) }
}

const fn fixed(
    code: Code,
    languages: &'static [&'static str],
    wrong: &'static str,
    right: &'static str,
) -> Rule {
    Rule { code, languages, is_fixable: true, example: Some((wrong, right)) }
}

const fn told(
    code: Code,
    languages: &'static [&'static str],
    wrong: &'static str,
    right: &'static str,
) -> Rule {
    Rule { code, languages, is_fixable: false, example: Some((wrong, right)) }
}

const fn bare(code: Code) -> Rule {
    Rule { code, languages: &[], is_fixable: false, example: None }
}

/// All rules, in the order of their codes in [`Code::ALL`].
pub const RULES: &[Rule] = &[
    bare(Code::AllowanceUnused),
    all(Code::HtmlLinkNotFound, "<a href=\"/kk/lakse/\">", "<a href=\"{{ url(path=\"/lakes/\") }}\">"),
    all(Code::HtmlAnchorNotFound, "<a href=\"#contents\">", "<a href=\"#contents\"> … <nav id=\"contents\">"),
    all(
        Code::HtmlLinkWithoutName,
        "<a href=\"/kk/\"><svg>…</svg></a>",
        "<a href=\"/kk/\" aria-label=\"Басты бет\"><svg>…</svg></a>",
    ),
    all(
        Code::LinkTextVague,
        "Кесте [осында](/practical/trains/).",
        "[Пойыздар кестесі](/practical/trains/).",
    ),
    all(Code::HtmlDuplicateId, "<h2 id=\"way\"> … <h2 id=\"way\">", "<h2 id=\"way\"> … <h2 id=\"way-back\">"),
    all(Code::HtmlTopHeading, "<p class=\"title\">{{ page.name }}</p>", "<h1>{{ page.name }}</h1>"),
    all(Code::HtmlHeadingSkipped, "## Жол\n\n#### Пойыз", "## Жол\n\n### Пойыз"),
    all(Code::HtmlImageWithoutAlt, "<img src=\"logo.svg\">", "<img src=\"logo.svg\" alt=\"Алтай\">"),
    all(
        Code::HtmlAltIsName,
        "<img src=\"IMG_2041.jpg\" alt=\"IMG_2041\">",
        "<img src=\"IMG_2041.jpg\" alt=\"Марқакөл жағасы\">",
    ),
    all(
        Code::HtmlOtherHost,
        "<script src=\"https://cdn.example/menu.js\">",
        "<script src=\"{{ asset(path=\"js/menu.js\") }}\">",
    ),
    all(Code::HtmlMixedContent, "<img src=\"http://…\">", "<img src=\"https://…\">"),
    all(Code::JsonLdInvalid, "{ \"name\": {{ page.name }} }", "{ \"name\": {{ page.name | json }} }"),
    all(Code::PageTitleMissing, "<head>\n</head>", "<head>\n<title>{{ page.name }}</title>\n</head>"),
    all(
        Code::PageTitleLong,
        "title = \"Маркаколь — прекрасное озеро в горах Южного Алтая, которое стоит увидеть\"",
        "title = \"Озеро Маркаколь\"",
    ),
    all(
        Code::PageTitleRepeated,
        "title = \"湖泊\"\ntitle = \"湖泊\"",
        "title = \"马尔卡科尔湖\"\ntitle = \"喀纳斯湖\"",
    ),
    all(
        Code::PageDescriptionMissing,
        "title = \"Kanas\"",
        "title = \"Kanas\"\ndescription = \"A lake in the north of Xinjiang\"",
    ),
    bare(Code::PageDescriptionLong),
    bare(Code::PageDescriptionRepeated),
    bare(Code::CanonicalWrong),
    bare(Code::HreflangWrong),
    bare(Code::PageTooHeavy),
    all(Code::MessagePartTwice, "nights =\n    .short = a\n    .short = b", "nights =\n    .short = a"),
    bare(Code::MessageEmpty),
    all(Code::MessageAttributeUnknown, "go = { lake.nmae }", "go = { lake.name }"),
    all(Code::MessageCycle, "a = { b }\nb = { a }", "a = { b }\nb = көл"),
    all(
        Code::MessageSelector,
        "n = { \"5\" ->\n    [one] күн\n   *[other] күн\n}",
        "n = { $days ->\n    [one] күн\n   *[other] күн\n}",
    ),
    bare(Code::MessageObsolete),
    bare(Code::MessageAttributeMissing),
    all(
        Code::MessageVariables,
        "nights = { $count ->\n    [one] одна ночь\n    [few] { $count } ночи\n   *[other] { $count } ночей\n}",
        "nights = { $count ->\n    [one] { $count } ночь\n    [few] { $count } ночи\n   *[other] { $count } ночей\n}",
    ),
    all(Code::MessageTags, "a = <b>көл", "a = <b>көл</b>"),
    bare(Code::MessageCopied),
    bare(Code::MessageUnused),
    fixed(Code::LetterLookalike, &[], "кiтап (i = U+0069)", "кітап"),
    told(Code::KazakhLettersMissing, &["kk"], "казакстан", "қазақстан"),
    fixed(Code::TextNotNormalised, &[], "и + U+0306", "й"),
    fixed(Code::HalfWidthMark, &["zh"], "湖,山.", "湖，山。"),
    fixed(Code::FullWidthLetters, &[], "２０２６年", "2026年"),
    fixed(Code::ForeignQuotes, &[], "“Алтай” (kk, ru)", "«Алтай»"),
    fixed(Code::HyphenAsDash, &["kk", "ru", "zh"], "Қанас - көл", "Қанас — көл"),
    fixed(Code::SpaceBeforeMark, &[], "көл , тау", "көл, тау"),
    told(Code::YoUneven, &["ru"], "елка … ёлка", "ёлка … ёлка"),
    all(Code::TranslationNumbers, "1976 жылы … (ru: в 1967 году)", "1967 жылы … (ru: в 1967 году)"),
    all(Code::TranslationUnits, "38 м (ru: 38 км)", "38 км (ru: 38 км)"),
    bare(Code::TranslationReference),
    all(Code::TranslationHeadingLevel, "### Жол (ru: ## Дорога)", "## Жол (ru: ## Дорога)"),
    bare(Code::TranslationLeft),
    bare(Code::TranslationCopied),
    bare(Code::TranslationLength),
    bare(Code::PlaceOutsideRegion),
    bare(Code::PlaceInWater),
    bare(Code::MapLabelWithoutName),
    bare(Code::EventOver),
    bare(Code::FactsOld),
    bare(Code::LinkExternalDead),
    Rule { code: Code::LinkExternalMoved, languages: &[], is_fixable: true, example: None },
    bare(Code::LinkExternalUnsure),
];
