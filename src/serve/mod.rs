//! `sapar serve`: shows a site while it is being written.
//!
//! A browser's request is answered from the newest site, by the same rendering as a build. When a file changes, the
//! site is brought up to date and every open page asks for itself again.

mod address;
mod answer;
mod client;
mod connections;
mod editor;
mod events;
mod guard;
mod own_pages;
mod panel;
mod places;
mod preview;
mod range;
mod survey;
mod watch;

pub use connections::{Server, listen};
pub use editor::Editor;
pub use events::Change;
pub use preview::{Preview, Snapshot};
pub use watch::{Watch, WatchMethod, watch};
