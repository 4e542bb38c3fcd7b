//! Requests that act on this computer: only a browser on it may make them, and only the preview's own pages.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::responses::{json, text};
use super::server::Server;
use super::{client, guard};

/// The largest request body, in bytes.
const MAX_REQUEST_SIZE: usize = 8 * 1024;

/// Limits the size of the request body; a larger one is answered with 413.
pub(super) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_REQUEST_SIZE)
}

/// The JSON of a request that comes from this computer and has the CSRF token. Others are answered with 403.
pub(super) struct LocalRequest<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Server>> for LocalRequest<T> {
    type Rejection = Response;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Response> {
        let refused = |status: StatusCode| text(status, "bad request\n");
        let (mut parts, body) = request.into_parts();
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(&mut parts, server).await;
        let Ok(ConnectInfo(peer)) = peer else { return Err(refused(StatusCode::FORBIDDEN)) };
        if !guard::may_act(peer, &parts.headers, &server.csrf_token) {
            let message = client::messages(server.language).text("panel-fix-forbidden", &[]);
            return Err(json(StatusCode::FORBIDDEN, &json!({ "message": message })));
        }
        let body = Bytes::from_request(Request::from_parts(parts, body), server).await;
        let body = body.map_err(|error| refused(error.status()))?;
        serde_json::from_slice(&body).map(Self).map_err(|_| refused(StatusCode::BAD_REQUEST))
    }
}
