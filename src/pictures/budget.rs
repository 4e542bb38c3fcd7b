//! A limit on the pixels that are in memory at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many pixels of originals are worked on at a time. Each takes some twelve bytes: decoded, turned, and in linear light.
const MAX_PIXELS: u64 = 50_000_000;

/// Lets threads work on originals as long as their pixels fit into memory. An original that alone is larger is worked on
/// alone.
#[derive(Default)]
pub struct PixelBudget {
    in_use: Mutex<u64>,
    released: Condvar,
}

/// Pixels that are in use until this is dropped.
pub struct PixelsInUse<'b> {
    budget: &'b PixelBudget,
    pixels: u64,
}

impl PixelBudget {
    /// Waits until an original of some size fits into memory.
    pub fn acquire(&self, (width, height): (u32, u32)) -> PixelsInUse<'_> {
        let pixels = (u64::from(width) * u64::from(height)).min(MAX_PIXELS);
        let mut in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        while *in_use + pixels > MAX_PIXELS {
            in_use = self.released.wait(in_use).unwrap_or_else(PoisonError::into_inner);
        }
        *in_use += pixels;
        PixelsInUse { budget: self, pixels }
    }
}

impl Drop for PixelsInUse<'_> {
    fn drop(&mut self) {
        *self.budget.in_use.lock().unwrap_or_else(PoisonError::into_inner) -= self.pixels;
        self.budget.released.notify_all();
    }
}
