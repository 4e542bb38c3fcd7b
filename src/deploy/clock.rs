//! The time, as far as a deployment needs it. Tests have their own.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often a deployment looks whether its lock has to be renewed.
const TICK: Duration = Duration::from_secs(30);

/// Tells the time and wakes up now and then.
#[allow(async_fn_in_trait)]
pub trait Clock {
    /// Seconds since 1970.
    fn now(&self) -> u64;

    /// Waits until the lock may have to be renewed.
    async fn tick(&self);
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }

    async fn tick(&self) {
        tokio::time::sleep(TICK).await;
    }
}
