//! The arguments of functions and filters. Tera silently ignores unknown arguments; these tables make a typo an error.

use tera::{Kwargs, TeraResult};

use super::Scope;
use crate::diagnostics::{Code, Diagnostic, list_names, nearest};

/// The name and the arguments of a function or filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// Its arguments; `None` if it takes any.
    pub parameters: Option<&'static [Parameter]>,
}

/// An argument that a function or filter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub parameter_type: ParameterType,
    /// Whether it must be given.
    pub required: bool,
}

/// What the value of an argument must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// A text.
    Text,
    /// A whole number, zero or more.
    WholeNumber,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A list of pages: their paths, or their summaries.
    Pages,
    /// A picture: its path, or a value of a field of the type `image`.
    Picture,
    /// A point of a picture: fractions of its width and height, from the top left corner.
    Point,
}

impl Signature {
    /// A function or filter with exactly these arguments.
    pub(super) const fn new(name: &'static str, parameters: &'static [Parameter]) -> Self {
        Self { name, parameters: Some(parameters) }
    }

    /// A function or filter that takes any arguments.
    pub(super) const fn open(name: &'static str) -> Self {
        Self { name, parameters: None }
    }

    /// Checks that all given arguments are known.
    ///
    /// # Errors
    /// An error of the template for the first unknown argument.
    pub(super) fn check(&self, kwargs: &Kwargs) -> TeraResult<()> {
        let Some(parameters) = self.parameters else { return Ok(()) };
        for (key, _) in kwargs.iter() {
            let given = key.as_str().unwrap_or_default();
            if !parameters.iter().any(|parameter| parameter.name == given) {
                let names = parameters.iter().map(|parameter| parameter.name);
                let known = list_names(names.clone());
                let diagnostic = Diagnostic::new(Code::TemplateUnknownArgument)
                    .with("name", self.name)
                    .with("argument", given)
                    .with("count", parameters.len())
                    .with("known", known)
                    .suggest(nearest(given, names));
                return Err(Scope::current().fail(diagnostic));
            }
        }
        Ok(())
    }
}

impl Parameter {
    /// A required argument.
    pub(super) const fn required(name: &'static str, parameter_type: ParameterType) -> Self {
        Self { name, parameter_type, required: true }
    }

    /// An optional argument.
    pub(super) const fn optional(name: &'static str, parameter_type: ParameterType) -> Self {
        Self { name, parameter_type, required: false }
    }
}
