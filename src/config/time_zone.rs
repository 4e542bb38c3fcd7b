//! The time zone of a site: when a day of it begins.

use jiff::tz::{self, TimeZone};

use crate::data::{Reader, suggested_text};
use crate::diagnostics::{Certainty, Code, Diagnostic, Suggestion, nearest};

/// Reads `time_zone`: the name of a zone in the time zone database of the system, or in that of the program where the
/// system has none.
pub(super) fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<TimeZone> {
    let name = reader.spanned_text("time_zone", diagnostics)?;
    let zone = TimeZone::get(name.value).ok();
    if zone.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::UnknownTimeZone)
                .at(reader.source.location(name.span.clone()))
                .fix(suggested_text(reader.source, &name.span, name.value))
                .with("zone", name.value)
                .suggest(suggest_time_zone(name.value)),
        );
    }
    zone
}

/// The time zone that was meant by a name that none has: the one most alike as a whole, or by its city (`Almaty`,
/// `Kazakhstan/Almaty`).
pub fn suggest_time_zone(name: &str) -> Suggestion {
    let name = name.to_owned();
    Suggestion::computed(move |certainty| {
        let zones: Vec<String> = tz::db().available().map(|zone| zone.to_string()).collect();
        let city = |zone: &str| zone.rsplit('/').next().unwrap_or_default().replace(' ', "_");
        let of_city =
            |wanted: &str| zones.iter().find(|zone| city(zone).eq_ignore_ascii_case(wanted)).cloned();
        let wanted = city(&name);
        let like_the_city = || {
            let cities: Vec<String> = zones.iter().map(|zone| city(zone)).collect();
            of_city(&nearest(&wanted, cities.iter().map(String::as_str)).name()?)
        };
        if certainty == Certainty::Certain {
            return of_city(&wanted)
                .or_else(|| nearest(&name, zones.iter().map(String::as_str)).certain_name());
        }
        of_city(&wanted)
            .or_else(|| nearest(&name, zones.iter().map(String::as_str)).name())
            .or_else(like_the_city)
    })
}
