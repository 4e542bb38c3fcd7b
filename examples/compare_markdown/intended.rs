//! Where Sapar differs from CommonMark's specification, and why.

/// Numbers of examples of version 0.31.2, with the reason for which they differ.
pub(crate) const INTENDED: &[(&[usize], &str)] =
    &[(&[508], "a quotation within a quotation gets the language's inner marks")];
