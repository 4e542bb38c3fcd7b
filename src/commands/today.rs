//! The day that counts as today.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config::{Config, suggest_time_zone};
use crate::data::{Date, parse_date};
use crate::diagnostics::{Code, Diagnostic};

/// The day that it is in the time zone of a site, or in that of the machine, which `TZ` may name, if the site has none.
pub(super) fn today(config: Option<&Config>) -> Date {
    let zone = config.and_then(|config| config.time_zone.clone());
    let zone = zone.or_else(|| TimeZone::try_system().ok()).unwrap_or(TimeZone::UTC);
    Timestamp::now().to_zoned(zone).date()
}

/// A warning if `TZ` names no time zone and the site has none: then the day is that of UTC. A machine on which nothing is
/// set, such as a container, is in UTC without a mistake.
pub(super) fn unknown_time_zone(config: Option<&Config>) -> Option<Diagnostic> {
    let name = std::env::var("TZ").ok().filter(|name| !name.is_empty())?;
    let is_needed = config.is_none_or(|config| config.time_zone.is_none());
    (is_needed && TimeZone::try_system().is_err()).then(|| {
        Diagnostic::new(Code::MachineTimeZoneUnknown)
            .with("zone", name.as_str())
            .suggest(suggest_time_zone(&name))
    })
}

/// Reads a day from the command line.
///
/// # Errors
/// An example of one.
pub(super) fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "2026-05-20".to_owned())
}
