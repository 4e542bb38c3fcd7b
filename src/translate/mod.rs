//! What translators see and give back.

pub mod exchange;
