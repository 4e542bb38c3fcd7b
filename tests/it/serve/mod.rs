//! `sapar serve`, as a browser and an editor meet it.

mod broken;
mod bytes;
mod command_line;
mod fix;
mod http;
mod moved;
mod panel;
mod safety;
mod same_as_build;
pub mod server;
mod unpublished;
mod versions;
mod watching;
