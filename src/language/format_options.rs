//! How a number, a date or a list is written, by the names that templates and messages use.

/// How much of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateLength {
    /// With the day of the week.
    Full,
    /// With the month's name.
    Long,
    /// With the abbreviated name of the month.
    Medium,
    /// In digits.
    Short,
}

impl DateLength {
    /// Parses the name that templates and messages use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "long" => Some(Self::Long),
            "medium" => Some(Self::Medium),
            "short" => Some(Self::Short),
            _ => None,
        }
    }
}

/// How much of a month's stand-alone name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthLength {
    /// The full name.
    Long,
    /// The abbreviated name.
    Short,
    /// A letter or a number, which may be the same for several months.
    Narrow,
}

impl MonthLength {
    /// The names of the lengths in templates.
    pub const NAMES: [&'static str; 3] = ["long", "short", "narrow"];

    /// Parses the name that templates use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "long" => Some(Self::Long),
            "short" => Some(Self::Short),
            "narrow" => Some(Self::Narrow),
            _ => None,
        }
    }
}

/// How a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// A, B and C.
    And,
    /// A, B or C.
    Or,
    /// A, B, C.
    Unit,
}

impl ListKind {
    /// Parses the name that templates and messages use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "and" | "conjunction" => Some(Self::And),
            "or" | "disjunction" => Some(Self::Or),
            "unit" => Some(Self::Unit),
            _ => None,
        }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberOptions {
    /// The least number of digits after the decimal sign.
    pub minimum_fraction_digits: Option<u8>,
    /// The largest number of digits after the decimal sign; halves are rounded away from zero.
    pub maximum_fraction_digits: Option<u8>,
    /// Whether thousands are separated.
    pub grouping: bool,
}

impl Default for NumberOptions {
    fn default() -> Self {
        Self { minimum_fraction_digits: None, maximum_fraction_digits: None, grouping: true }
    }
}
