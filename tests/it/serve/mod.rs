//! `sapar serve`, as a browser and an editor meet it.

mod bytes;
mod same_as_build;
mod server;
mod versions;
