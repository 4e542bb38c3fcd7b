//! What a page of the preview asks of itself: its path, and the language of the words.

use std::net::SocketAddr;

use axum::http::HeaderMap;

use super::server::Server;
use super::{client, guard};
use crate::diagnostics::ProgramLanguage;

/// A request for data about a page.
pub(super) struct PageRequest {
    /// The path of the page; empty if none is given.
    pub path: String,
    /// The language of the words.
    pub language: ProgramLanguage,
    /// Whether it came from a browser on this computer.
    pub is_local: bool,
}

impl PageRequest {
    /// Reads the parameters `url` and `lang` of a query. Without `lang` the words are in the server's language.
    pub fn new(server: &Server, peer: SocketAddr, query: Option<&str>, headers: &HeaderMap) -> Self {
        let parameter = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        Self {
            path: parameter("url").unwrap_or_default(),
            language: parameter("lang").and_then(|tag| client::language(&tag)).unwrap_or(server.language),
            is_local: guard::is_local(peer, headers),
        }
    }
}
