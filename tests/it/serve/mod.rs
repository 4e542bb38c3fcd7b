//! `sapar serve`, as a browser and an editor meet it.

mod broken;
mod bytes;
mod command_line;
mod fix;
mod http;
mod moved;
mod panel;
mod pseudo;
mod safety;
mod same_as_build;
pub mod server;
mod translations;
mod unpublished;
pub mod versions;
mod watching;
