//! `sapar serve`: shows a site while it is being written.
//!
//! A request is answered from the newest snapshot of the site, by the same rendering as a build. When a file changes,
//! the snapshot is replaced and every open page requests itself again.

mod accept;
mod address;
mod background_check;
mod client;
mod connection_slots;
mod connections;
mod content;
mod drafts;
mod edit_log;
mod editor;
mod events;
mod fix;
mod fix_view;
mod follow;
mod guard;
mod guide;
mod guide_content;
mod listing;
mod local_request;
mod open_file;
mod open_page;
mod own_pages;
mod page_diagnostics;
mod page_request;
mod panel;
mod poll;
mod preview;
mod range;
mod responses;
mod router;
mod server;
mod site_content;
mod source;
mod terms;
mod token;
mod translation_rows;
mod translation_view;
mod translations;
mod watch;

pub use connections::{listen, run};
pub use editor::Editor;
pub use events::Change;
pub use follow::{Follower, News};
pub use preview::{Preview, Snapshot};
pub use server::Server;
pub use source::{Changes, Source};
pub use watch::{Waited, Waker, Watch, WatchMethod, watch};
