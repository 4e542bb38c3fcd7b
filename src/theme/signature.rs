//! What templates can call, and the arguments that each takes. Tera itself passes over arguments that nobody takes, so that
//! a slip of the pen would show nothing, and nothing would say why.

use tera::{Kwargs, TeraResult};

use super::Scope;
use crate::diagnostics::{Code, Diagnostic, list_names, nearest};

/// A function or filter of templates as its authors see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// The arguments that it takes; nothing where it takes any.
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
    /// A number without a fraction, not below zero.
    WholeNumber,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A list of pages: their paths, or the pages as lists have them.
    Pages,
}

impl Signature {
    /// One that takes the arguments of a list.
    pub(super) const fn new(name: &'static str, parameters: &'static [Parameter]) -> Self {
        Self { name, parameters: Some(parameters) }
    }

    /// One that takes any argument.
    pub(super) const fn open(name: &'static str) -> Self {
        Self { name, parameters: None }
    }

    /// Holds that nothing is given that nobody takes.
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
    /// One that must be given.
    pub(super) const fn required(name: &'static str, parameter_type: ParameterType) -> Self {
        Self { name, parameter_type, required: true }
    }

    /// One that may be left out.
    pub(super) const fn optional(name: &'static str, parameter_type: ParameterType) -> Self {
        Self { name, parameter_type, required: false }
    }
}
