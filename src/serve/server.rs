//! What every request handler shares.

use std::path::PathBuf;
use std::sync::Arc;

use super::edit_log::EditLog;
use super::editor::Editor;
use super::guide::Guide;
use super::preview::Preview;
use super::token;
use crate::diagnostics::ProgramLanguage;

/// The state of a preview server, shared by all of its request handlers.
pub struct Server {
    /// What is shown.
    pub preview: Arc<Preview>,
    /// The site's folder, an absolute path without symbolic links.
    pub root: PathBuf,
    /// The language of the preview's own messages; the panel may choose another one.
    pub language: ProgramLanguage,
    /// Opens files that the panel names.
    pub editor: Editor,
    /// The host name or address that the user asked to listen on.
    pub host: String,
    /// The edits that can be taken back.
    pub(super) edits: EditLog,
    /// The guides for editors and translators.
    pub(super) guide: Guide,
    /// The CSRF token that the preview's own pages send with every request that does something.
    pub(super) csrf_token: String,
}

impl Server {
    /// The state of a server that shows `preview`.
    pub fn new(
        preview: Arc<Preview>,
        root: PathBuf,
        language: ProgramLanguage,
        editor: Editor,
        host: &str,
    ) -> Self {
        let edits = EditLog::default();
        let (guide, csrf_token) = (Guide::default(), token::random());
        Self { preview, root, language, editor, host: host.to_owned(), edits, guide, csrf_token }
    }

    /// The path of the site's root, with a slash at its end. It changes with `base_url` in `sapar.toml`.
    pub(super) fn base_path(&self) -> String {
        let snapshot = self.preview.current();
        snapshot.view.as_ref().map_or("/".to_owned(), |view| view.site.config.base_path().to_owned())
    }
}
