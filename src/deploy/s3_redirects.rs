//! True redirects of a storage that serves websites.
//!
//! `object_store` has no attribute for the header that makes one. It is given as metadata, and this layer, which every request
//! passes, turns it into the header and signs the request anew.

use std::fmt;
use std::pin::Pin;

use object_store::ClientOptions;
use object_store::aws::{AwsAuthorizer, AwsCredentialProvider};
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
    ReqwestConnector,
};

/// The name of the metadata.
pub(super) const METADATA: &str = "sapar-redirect";

/// What it becomes.
const HEADER: &str = "x-amz-website-redirect-location";

/// Makes clients with this layer.
#[derive(Debug)]
pub(super) struct RedirectConnector {
    pub credentials: AwsCredentialProvider,
    pub region: String,
}

impl HttpConnector for RedirectConnector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let client = ReqwestConnector::default().connect(options)?;
        let credentials = AwsCredentialProvider::clone(&self.credentials);
        Ok(HttpClient::new(RedirectService { client, credentials, region: self.region.clone() }))
    }
}

struct RedirectService {
    client: HttpClient,
    credentials: AwsCredentialProvider,
    region: String,
}

impl fmt::Debug for RedirectService {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedirectService").field("region", &self.region).finish_non_exhaustive()
    }
}

impl HttpService for RedirectService {
    fn call<'s, 'f>(
        &'s self,
        mut request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'f>>
    where
        's: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            if let Some(location) = request.headers_mut().remove(format!("x-amz-meta-{METADATA}")) {
                let headers = request.headers_mut();
                // The body is the same, and so is its digest.
                let digest = headers.get("x-amz-content-sha256").and_then(|value| hex(value.as_bytes()));
                headers.insert(HEADER, location);
                for signed in ["authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token"]
                {
                    headers.remove(signed);
                }
                let credentials = self.credentials.get_credential().await;
                let credentials =
                    credentials.map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?;
                AwsAuthorizer::new(&credentials, "s3", &self.region)
                    .try_authorize(&mut request, digest.as_deref())
                    .map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?;
            }
            self.client.execute(request).await
        })
    }
}

/// The bytes that are written in hexadecimal digits.
fn hex(digits: &[u8]) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(pair).collect())?
}
