//! How often something is tried again, and after which time.

use std::time::Duration;

/// The pauses before further attempts: about half a minute in all, in which a mobile line usually comes back.
const PAUSES: [Duration; 6] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(8),
    Duration::from_secs(15),
];

/// The pause before an attempt, of which the first has the number 1; `None` if there have been enough. It is up to a quarter longer,
/// so that several do not come at once.
pub(super) fn pause(attempt: usize) -> Option<Duration> {
    let pause = *PAUSES.get(attempt.checked_sub(1)?)?;
    let mut random = [0];
    // Without randomness, they come at once.
    let _ = getrandom::fill(&mut random);
    Some(pause + pause / 4 * u32::from(random[0]) / 255)
}
