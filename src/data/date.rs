//! Calendar days, and times of day on them, as authors write them.

use std::cmp::Ordering;
use std::fmt;

pub use jiff::civil::Date;
use jiff::civil::Time;

/// A day and, if it is known, the time of day, as clocks at the place show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocalDateTime {
    /// The day.
    pub date: Date,
    /// The time of day, to the second.
    pub time: Option<Time>,
    /// The offset of those clocks from UTC in minutes, east positive, if the author says it.
    pub offset: Option<i16>,
}

/// A day from its ISO 8601 form, `2026-05-20`.
pub fn parse_date(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    // A time of day may follow; only the day counts.
    let rest = &text[10..];
    if !rest.is_empty() && !rest.starts_with(['T', 't', ' ']) {
        return None;
    }
    Date::strptime("%Y-%m-%d", day).ok()
}

/// A day with a time of day from its ISO 8601 form: `2026-05-20`, `2026-05-20T18:30`, `2026-05-20 18:30:00+05:00`.
///
/// ```
/// use sapar::data::parse_date_time;
///
/// assert_eq!(parse_date_time("2026-05-20").unwrap().to_string(), "2026-05-20");
/// assert_eq!(parse_date_time("2026-05-20 18:30").unwrap().to_string(), "2026-05-20T18:30:00");
/// assert_eq!(parse_date_time("2026-05-20T18:30:00+05:00").unwrap().to_string(), "2026-05-20T18:30:00+05:00");
/// assert!(parse_date_time("2026-05-20T25:00").is_none());
/// ```
pub fn parse_date_time(text: &str) -> Option<LocalDateTime> {
    let date = parse_date(text)?;
    let Some(rest) = text.get(11..) else { return Some(LocalDateTime::from(date)) };
    let (clock, offset) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => (&rest[..at], Some(parse_offset(&rest[at..])?)),
        None => (rest, None),
    };
    // Hours alone are no time of day.
    let time = clock.contains(':').then(|| clock.parse::<Time>().ok()).flatten()?;
    let time = time.with().subsec_nanosecond(0).build().ok()?;
    Some(LocalDateTime { date, time: Some(time), offset })
}

/// The day that a text certainly means which is not in the ISO 8601 form: `20.05.2026` (the day is first wherever full stops
/// are written), `2026/5/20`, `2026年5月20日`, `20/05/2026`. Returns `None` for `05/06/2026`, which means two days.
///
/// ```
/// use sapar::data::meant_date;
///
/// assert_eq!(meant_date("20.05.2026").unwrap().to_string(), "2026-05-20");
/// assert_eq!(meant_date("2026年5月2日").unwrap().to_string(), "2026-05-02");
/// assert!(meant_date("05/06/2026").is_none() && meant_date("30.02.2026").is_none());
/// ```
pub fn meant_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let chinese = text.strip_suffix(['日', '号']).map(|text| text.replace(['年', '月'], "-"));
    let russian = text.strip_suffix("г.").map(str::trim_end);
    let text = chinese.as_deref().or(russian).unwrap_or(text);
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|mark| matches!(mark, '.' | '/' | '-'))?;
    let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return None };
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1 | 2) => (first, second, third),
        (1 | 2, 4) if mark == '.' => (third, second, first),
        // Americans write the month first, unless it can be none.
        (1 | 2, 4) if first.parse::<u8>().is_ok_and(|day| day > 12) => (third, second, first),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Minutes from `Z` or `+05:00`.
fn parse_offset(text: &str) -> Option<i16> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_offset = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    let sign = if text.starts_with('-') { -1 } else { 1 };
    is_offset.then_some(sign * (hours * 60 + minutes))
}

impl LocalDateTime {
    /// The order in time, as far as it is known: a day without a time is all of that day, and equal to each time on it.
    pub fn compare(&self, other: &Self) -> Ordering {
        let by_time = match (self.time, other.time) {
            (Some(own), Some(others)) => own.cmp(&others),
            _ => Ordering::Equal,
        };
        self.date.cmp(&other.date).then(by_time)
    }
}

impl From<Date> for LocalDateTime {
    fn from(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }
}

/// The ISO 8601 form.
impl fmt::Display for LocalDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(formatter, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset {
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
            None => Ok(()),
        }
    }
}
