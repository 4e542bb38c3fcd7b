//! A value together with its place in a file.

use std::ops::Range;

/// A value and the bytes of its file that it was read from.
///
/// ```
/// use sapar::data::Spanned;
///
/// let text = "title = \"Kanas\"";
/// let title = Spanned::new(&text[9..14], 9..14).map(str::to_uppercase);
/// assert_eq!(title.value, "KANAS");
/// assert_eq!(&text[title.span], "Kanas");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place, in bytes of the whole file.
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }

    /// Another value with the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl Spanned<&str> {
    /// A copy that does not borrow the file's text.
    pub fn into_owned(self) -> Spanned<String> {
        self.map(str::to_owned)
    }
}
