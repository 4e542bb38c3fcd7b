//! Compiles the templates and components of a theme, and reports what is wrong with them.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::Tera;

use super::definition::{Theme, ThemeFile, ThemeManifest};
use super::{errors, filters, functions, tags};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::map::BaseMap;

/// The templates that every theme must have.
pub const REQUIRED_TEMPLATES: [&str; 9] = [
    "section.html",
    "page.html",
    "taxonomy.html",
    "term.html",
    "404.html",
    "root.html",
    "root-404.html",
    "redirect.html",
    "base.html",
];

/// The template of the search page, which a site with a search needs.
pub const SEARCH_TEMPLATE: &str = "search.html";

/// The message that the search page is named by.
pub const SEARCH_MESSAGE: &str = "search";

/// The attribute of a message that describes the search page, which a theme may have.
pub const SEARCH_DESCRIPTION: &str = "search.description";

impl Theme {
    /// Compiles a theme, and reports the mistakes of all its templates. `folder` is the theme's path for diagnostics.
    pub fn new(
        manifest: ThemeManifest,
        files: Vec<ThemeFile>,
        map: Arc<BaseMap>,
        folder: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".svg", ".xml"]);
        functions::register(&mut tera);
        filters::register(&mut tera);
        let mut whole = Vec::new();
        for file in &files {
            // Tera stops at the first template with a syntax error. To report all of them, try each template alone first.
            match tera.clone().add_raw_template(&file.name, &file.source.text) {
                Err(error) if matches!(error.kind(), tera::ErrorKind::SyntaxError(_)) => {
                    diagnostics.push(errors::syntax_error(&file.source, &error));
                }
                _ => whole.push((file.name.as_str(), &*file.source.text)),
            }
        }
        let sources: FxHashMap<String, SourceText> =
            files.iter().map(|file| (file.name.clone(), file.source.clone())).collect();
        let mut is_whole = whole.len() == files.len();
        for template in REQUIRED_TEMPLATES {
            if !sources.contains_key(template) {
                is_whole = false;
                diagnostics.push(
                    Diagnostic::new(Code::TemplateMissing)
                        .in_file(&format!("{folder}/templates"))
                        .with("template", template)
                        .with("file", format!("{folder}/templates/{template}")),
                );
            }
        }
        // Linking needs all templates: without one of them, every reference to it would be an error too.
        if is_whole && let Err(error) = tera.add_raw_templates(whole) {
            is_whole = false;
            report_linking(&files, &sources, &error, diagnostics);
        }
        Self {
            manifest,
            map,
            #[cfg(feature = "cards")]
            fonts: crate::cards::Fonts::new(Vec::new()),
            tera,
            sources,
            is_whole,
        }
    }
}

fn report_linking(
    files: &[ThemeFile],
    sources: &FxHashMap<String, SourceText>,
    error: &tera::Error,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // Tera has no list of its built-in names, hence the constants below.
    let functions: Vec<&str> =
        functions::function_signatures().map(|own| own.name).chain(BUILT_IN_FUNCTIONS).collect();
    let filters: Vec<&str> =
        filters::filter_signatures().map(|own| own.name).chain(BUILT_IN_FILTERS).collect();
    let mut templates: Vec<&str> = sources.keys().map(String::as_str).collect();
    templates.sort_unstable();
    let tests = BUILT_IN_TESTS;
    let (components, blocks) = (defined(files, "component"), defined(files, "block"));
    let known = errors::Known {
        functions: &functions,
        filters: &filters,
        tests: &tests,
        components: &components,
        blocks: &blocks,
        templates: &templates,
    };
    diagnostics.extend(errors::linking_errors(error, &known, |name| sources.get(name)));
}

/// The names that tags of all files define, without duplicates.
fn defined<'f>(files: &'f [ThemeFile], tag: &'static str) -> Vec<&'f str> {
    let mut names: Vec<&str> = files
        .iter()
        .flat_map(|file| tags::defined_names(&file.source.text, tag))
        .map(|(_, name)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Tera's own functions.
pub const BUILT_IN_FUNCTIONS: [&str; 3] = ["range", "throw", "super"];

/// Tera's own filters.
pub const BUILT_IN_FILTERS: [&str; 37] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// Tera's own tests.
pub const BUILT_IN_TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tera_has_what_is_suggested_of_it() {
        let mut tera = Tera::new();
        let filters = BUILT_IN_FILTERS.map(|name| format!("{{{{ x | {name} }}}}"));
        let tests = BUILT_IN_TESTS.map(|name| format!("{{{{ x is {name} }}}}"));
        for template in filters.into_iter().chain(tests) {
            tera.add_raw_template("a.html", &template).expect(&template);
        }
    }
}
