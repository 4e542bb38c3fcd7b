//! `sapar serve`, as a browser and an editor meet it.

mod same_as_build;
mod versions;
