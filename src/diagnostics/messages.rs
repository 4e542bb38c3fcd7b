//! The program's own words, in the four languages it speaks.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use icu::decimal::DecimalFormatter;
use icu::locale::Locale;

use super::code::Code;
use super::diagnostic::{Argument, Diagnostic};

/// A language that the program itself speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgramLanguage {
    /// BCP 47 tag.
    pub tag: &'static str,
    source: &'static str,
}

/// The languages of the program's messages. English comes first: it is what any other language is taken for.
pub const PROGRAM_LANGUAGES: [ProgramLanguage; 4] = [
    ProgramLanguage { tag: "en", source: include_str!("locales/en.ftl") },
    ProgramLanguage { tag: "kk", source: include_str!("locales/kk.ftl") },
    ProgramLanguage { tag: "ru", source: include_str!("locales/ru.ftl") },
    ProgramLanguage { tag: "zh", source: include_str!("locales/zh.ftl") },
];

/// The program's messages in one language.
pub struct Messages {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

impl ProgramLanguage {
    /// The program's language for a tag such as `kk`, `zh-CN` or `ru_RU.UTF-8`, by its first subtag.
    pub fn find(tag: &str) -> Option<Self> {
        let subtag = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        PROGRAM_LANGUAGES.into_iter().find(|language| language.tag == subtag)
    }

    /// The language for the program's messages: the one asked for, else the system's, else English.
    pub fn choose(asked: Option<&str>) -> Self {
        asked
            .map(ToOwned::to_owned)
            .into_iter()
            .chain(sys_locale::get_locales())
            .find_map(|tag| Self::find(&tag))
            .unwrap_or(PROGRAM_LANGUAGES[0])
    }
}

impl Messages {
    /// The messages of a language.
    pub fn new(language: ProgramLanguage) -> Self {
        Self::of_source(language, language.source)
    }

    /// The messages of a file within the program, in a language.
    pub(crate) fn of_source(language: ProgramLanguage, source: &'static str) -> Self {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{}.ftl does not parse: {errors:?}", language.tag));
        let tag = language.tag.parse().expect("the program's tags are BCP 47");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("no id stands twice in a message file");
        let locale = language.tag.parse().expect("the program's tags are BCP 47");
        Self { locale, bundle }
    }

    /// A message with its arguments. A message that is absent is shown as its id: a test keeps all present.
    pub fn text(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        let arguments = arguments.iter().map(|(name, value)| (*name, value));
        self.format(id, None, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// What a diagnostic says.
    pub fn title(&self, diagnostic: &Diagnostic) -> String {
        let code = diagnostic.code.as_str();
        self.format(code, None, named(diagnostic)).unwrap_or_else(|| code.to_owned())
    }

    /// What to do about a diagnostic.
    pub fn help(&self, diagnostic: &Diagnostic) -> Option<String> {
        self.format(diagnostic.code.as_str(), Some("help"), named(diagnostic))
    }

    /// What diagnostics of a code say, with `…` where each says something of its own.
    pub fn general_title(&self, code: Code) -> String {
        // Some say too different things to be one sentence, and have one for all of them.
        let general = self.format(code.as_str(), Some("general"), std::iter::empty());
        // No other pages: the title is that of one finding.
        let arguments = [("more", &Argument::Number(0))];
        let title = general.or_else(|| self.format(code.as_str(), None, arguments.into_iter()));
        without_variables(&title.unwrap_or_else(|| code.as_str().to_owned()))
    }

    /// The same for what to do about them.
    pub fn general_help(&self, code: Code) -> Option<String> {
        self.format(code.as_str(), Some("help"), std::iter::empty()).map(|help| without_variables(&help))
    }

    /// What is said, and what to do, in each of the cases that the message of a code tells apart: a picture is damaged, or empty, or its
    /// end is missing. Most have one.
    pub fn cases(&self, code: Code) -> Vec<(String, Option<String>)> {
        let general = || vec![(self.general_title(code), self.general_help(code))];
        let Some(message) = self.bundle.get_message(code.as_str()) else { return general() };
        let help = || cases(message.get_attribute("help")?.value());
        let chosen = message.value().and_then(cases).or_else(help);
        let Some((variable, keys)) = chosen.filter(|_| message.get_attribute("general").is_none()) else {
            return general();
        };
        let formatted = |attribute, key: &str| {
            let arguments = [("more", Argument::Number(0)), (variable, key.into())];
            let arguments = arguments.iter().map(|(name, value)| (*name, value));
            Some(without_variables(&self.format(code.as_str(), attribute, arguments)?))
        };
        let case = |key| Some((formatted(None, key)?, formatted(Some("help"), key)));
        keys.into_iter().filter_map(case).collect()
    }

    /// What is said in the place of further diagnostics of one code: "and 5,900 more".
    pub fn omitted(&self, count: usize) -> String {
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default())
            .expect("numbers of every language can be formatted: the root's data are compiled in");
        let number = formatter.format_to_string(&(count as u64).into());
        self.text("omitted", &[("count", count.into()), ("number", number.into())])
    }

    fn format<'a>(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: impl Iterator<Item = (&'a str, &'a Argument)>,
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut fluent_arguments = FluentArgs::new();
        for (name, value) in arguments {
            let value: FluentValue<'_> = match value {
                Argument::Number(number) => (*number).into(),
                Argument::Text(text) => (&**text).into(),
            };
            fluent_arguments.set(name, value);
        }
        let text = self.bundle.format_pattern(pattern, Some(&fluent_arguments), &mut Vec::new());
        Some(text.into_owned())
    }
}

/// The variable by which a pattern says different things, and the values of it that the pattern names. Categories of plurals are
/// forms of one sentence.
fn cases<'p>(pattern: &Pattern<&'p str>) -> Option<(&'p str, Vec<&'p str>)> {
    let [PatternElement::Placeable { expression: Expression::Select { selector, variants } }] =
        &pattern.elements[..]
    else {
        return None;
    };
    let InlineExpression::VariableReference { id } = selector else { return None };
    let key = |variant: &Variant<&'p str>| match variant.key {
        VariantKey::Identifier { name } => Some(name),
        VariantKey::NumberLiteral { .. } => None,
    };
    let keys: Vec<&str> = variants.iter().map(key).collect::<Option<_>>()?;
    let is_category = |key: &&str| matches!(*key, "zero" | "one" | "two" | "few" | "many" | "other");
    (!keys.iter().all(is_category)).then_some((id.name, keys))
}

/// A text with `…` in the place of the variables that had no value, which Fluent writes as `{$name}`.
fn without_variables(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{$") {
        result.push_str(before);
        result.push('…');
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
    }
    result + rest
}

fn named(diagnostic: &Diagnostic) -> impl Iterator<Item = (&str, &Argument)> {
    diagnostic.arguments.iter().map(|(name, value)| (&**name, value))
}
