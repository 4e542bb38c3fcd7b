//! Calendar days, as authors write them.

pub use jiff::civil::Date;

/// A day from its ISO 8601 form, `2026-05-20`.
pub fn parse_date(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    // A time of day may follow; only the day counts.
    let rest = &text[10..];
    if !rest.is_empty() && !rest.starts_with(['T', ' ']) {
        return None;
    }
    Date::strptime("%Y-%m-%d", day).ok()
}
