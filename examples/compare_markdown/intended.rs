//! Where Sapar differs from CommonMark's specification, and why.

/// Numbers of examples of version 0.31.2, with the reason for which they differ.
pub(crate) const INTENDED: &[(&[usize], &str)] = &[
    (&[508], "a quotation within a quotation gets the language's inner marks"),
    (
        &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591],
        "the title of a picture that stands alone is its caption",
    ),
    (&[602, 606, 608, 611, 612], "bare addresses are links, as in GitHub Flavored Markdown"),
];
