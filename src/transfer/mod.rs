//! Takes texts of a site out to translators' files, and brings translations back into its sources.
//!
//! [`export`] chooses what is to be translated and says where it stands; [`import`] decides for each translation in a file
//! whether it is written, and works out the new texts of the sources; [`write()`] puts them into the files through
//! [`edit`](crate::edit). What files for translators look like is decided in `translate::exchange`.

mod changes;
mod decision;
mod export;
mod identification;
mod import;
mod import_messages;
mod import_page;
mod notes;
mod work;
mod write;

pub use changes::SourceChange;
pub use export::{ExportScope, Exported, export};
pub use import::{ImportOptions, Imported, import, target_language};
pub use notes::preview_address;
pub use write::{Written, write};
