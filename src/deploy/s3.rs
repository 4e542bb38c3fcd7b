//! A bucket of a storage with Amazon's S3 interface.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder, AwsCredential, AwsCredentialProvider};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, Error, ObjectStore, ObjectStoreExt, PutMode, PutMultipartOptions,
    PutOptions, PutPayload, StaticCredentialProvider, UpdateVersion,
};

use super::object::{Object, Source};
use super::profile;
use super::s3_redirects::{METADATA, RedirectConnector};
use super::storage::{DeployError, Replaced, Storage, Stored};
use crate::config::S3Place;

/// The region of a storage that has none: it is part of a signature all the same.
const REGION: &str = "us-east-1";

/// Files that are longer than so many bytes are sent in parts, so that little of them has to be sent again.
const PART: u64 = 16 * 1024 * 1024;

/// How long a request may take, with all attempts: this long, and for each mebibyte another minute (a line of 140 kbit/s).
const TIMEOUT: Duration = Duration::from_secs(4 * 60);
const TIMEOUT_OF_MEBIBYTE: Duration = Duration::from_secs(60);

/// A bucket.
pub struct S3Storage {
    store: AmazonS3,
    /// The same for storages that cannot remove several objects at once.
    single: AmazonS3,
    prefix: String,
    /// Whether the storage has said that it knows no conditions.
    lacks_conditions: Cell<bool>,
}

impl fmt::Debug for S3Storage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("S3Storage").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl S3Storage {
    /// The storage in a bucket, with credentials from the environment or a profile. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When there are no credentials.
    pub fn new(place: &S3Place) -> Result<Self, DeployError> {
        // Fails if it has been done.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let found = credentials(place)?;
        let region = place
            .region
            .clone()
            .or_else(|| variable("AWS_REGION"))
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .or(found.region)
            .unwrap_or_else(|| REGION.to_owned());
        let options = ClientOptions::new()
            .with_timeout_disabled()
            .with_connect_timeout(Duration::from_secs(15))
            .with_allow_http(place.endpoint.as_ref().is_some_and(|url| url.scheme() == "http"));
        let mut builder = match found.credential {
            Some(_) => AmazonS3Builder::new(),
            // A role that the environment names: its credentials are fetched when they are needed.
            None => AmazonS3Builder::from_env(),
        }
        .with_bucket_name(&place.bucket)
        .with_region(&region)
        .with_client_options(options)
        .with_virtual_hosted_style_request(!place.path_style);
        if let Some(endpoint) = &place.endpoint {
            let mut endpoint = endpoint.clone();
            if !place.path_style {
                let host = format!("{}.{}", place.bucket, endpoint.host_str().unwrap_or_default());
                endpoint.set_host(Some(&host)).map_err(unusable)?;
            }
            builder = builder.with_endpoint(endpoint.as_str().trim_end_matches('/'));
        }
        let credentials: AwsCredentialProvider = match found.credential {
            Some(credential) => Arc::new(StaticCredentialProvider::new(credential)),
            None => Arc::clone(builder.clone().build().map_err(unusable)?.credentials()),
        };
        let connector = RedirectConnector { credentials: Arc::clone(&credentials), region };
        let builder = builder.with_credentials(credentials).with_http_connector(connector);
        Ok(Self {
            single: builder.clone().with_disable_bulk_delete(true).build().map_err(unusable)?,
            store: builder.build().map_err(unusable)?,
            prefix: place.prefix.clone(),
            lacks_conditions: Cell::new(false),
        })
    }

    fn path(&self, name: &str) -> Result<Path, DeployError> {
        // `Path::from` would write some characters otherwise.
        Path::parse(format!("{}{name}", self.prefix)).map_err(|error| DeployError::failed(name, error))
    }

    /// Bounds the time of a request: a connection may be silent without being closed.
    async fn bounded<T>(
        &self,
        name: &str,
        bytes: u64,
        request: impl Future<Output = object_store::Result<T>>,
    ) -> Result<Result<T, Error>, DeployError> {
        let mebibytes = u32::try_from(bytes / (1024 * 1024)).unwrap_or(u32::MAX);
        let limit = TIMEOUT + TIMEOUT_OF_MEBIBYTE.saturating_mul(mebibytes);
        match tokio::time::timeout(limit, request).await {
            Ok(result) => Ok(result),
            Err(_) => Err(DeployError::Unreachable(format!("{name}: {} s", limit.as_secs()))),
        }
    }

    async fn put_in_parts(
        &self,
        object: &Object,
        source: &std::path::Path,
        sent: &dyn Fn(u64),
    ) -> Result<(), DeployError> {
        use tokio::io::AsyncReadExt;
        let failed = |error: std::io::Error| DeployError::failed(&object.path, error);
        let path = self.path(&object.path)?;
        let options =
            PutMultipartOptions { attributes: attributes(object), ..PutMultipartOptions::default() };
        let begun = self.bounded(&object.path, 0, self.store.put_multipart_opts(&path, options)).await?;
        let mut upload = begun.map_err(|error| told(&object.path, &error))?;
        let sending = async {
            let mut file = tokio::fs::File::open(source).await.map_err(failed)?;
            loop {
                let mut part = Vec::with_capacity(PART as usize);
                (&mut file).take(PART).read_to_end(&mut part).await.map_err(failed)?;
                if part.is_empty() {
                    break;
                }
                let length = part.len() as u64;
                let put = self.bounded(&object.path, length, upload.put_part(part.into())).await?;
                put.map_err(|error| told(&object.path, &error))?;
                sent(length);
            }
            let completed = self.bounded(&object.path, 0, upload.complete()).await?;
            completed.map(|_| ()).map_err(|error| told(&object.path, &error))
        }
        .await;
        if sending.is_err() {
            // Parts of an upload that is not ended are stored, and cost money.
            let _ = self.bounded(&object.path, 0, upload.abort()).await;
        }
        sending
    }
}

impl Storage for S3Storage {
    fn is_hierarchical(&self) -> bool {
        false
    }

    fn heeds_conditions(&self) -> bool {
        !self.lacks_conditions.get()
    }

    async fn read(&self, name: &str) -> Result<Option<Stored>, DeployError> {
        let path = self.path(name)?;
        let read = async {
            let got = self.store.get(&path).await?;
            let version = got.meta.e_tag.clone().unwrap_or_default();
            Ok(Stored { bytes: got.bytes().await?.to_vec(), version })
        };
        match self.bounded(name, 0, read).await? {
            Ok(stored) => Ok(Some(stored)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(told(name, &error)),
        }
    }

    async fn replace(
        &self,
        name: &str,
        bytes: &[u8],
        expected: Option<&str>,
    ) -> Result<Replaced, DeployError> {
        let path = self.path(name)?;
        let mode = match expected {
            None => PutMode::Create,
            Some(version) => {
                PutMode::Update(UpdateVersion { e_tag: Some(version.to_owned()), version: None })
            }
        };
        let put = async |mode: PutMode| {
            let attributes = Attributes::from_iter([
                (Attribute::ContentType, "application/gzip"),
                (Attribute::CacheControl, "no-store"),
            ]);
            let options = PutOptions { mode, attributes, ..PutOptions::default() };
            let payload = PutPayload::from(bytes.to_vec());
            self.bounded(name, bytes.len() as u64, self.store.put_opts(&path, payload, options)).await
        };
        let replaced = match put(mode).await? {
            // A storage that knows no conditions says so. The lock then holds as far as reading before writing goes.
            Err(error) if error.to_string().contains("NotImplemented") => {
                self.lacks_conditions.set(true);
                let found = self.read(name).await?.map(|stored| stored.version);
                if found.as_deref() != expected {
                    return Ok(Replaced::Conflict);
                }
                put(PutMode::Overwrite).await?
            }
            replaced => replaced,
        };
        match replaced {
            Ok(result) => match result.e_tag {
                Some(version) => Ok(Replaced::Done(version)),
                // It is told with the object, if not with the answer.
                None => match self.read(name).await? {
                    Some(stored) if stored.bytes == bytes => Ok(Replaced::Done(stored.version)),
                    _ => Ok(Replaced::Conflict),
                },
            },
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. } | Error::NotModified { .. }) => {
                Ok(Replaced::Conflict)
            }
            Err(error) if error.to_string().contains("ConditionalRequestConflict") => Ok(Replaced::Conflict),
            Err(error) => Err(told(name, &error)),
        }
    }

    async fn put(&self, object: &Object, sent: &dyn Fn(u64)) -> Result<(), DeployError> {
        let payload = match &object.source {
            Source::File(path) if object.size > 2 * PART => {
                return self.put_in_parts(object, path, sent).await;
            }
            Source::File(path) => {
                let read = tokio::fs::read(path).await;
                PutPayload::from(read.map_err(|error| DeployError::failed(&object.path, error))?)
            }
            Source::Bytes(bytes) => PutPayload::from(bytes.to_vec()),
            Source::Kept => return Err(DeployError::failed(&object.path, "it has no source")),
        };
        let path = self.path(&object.path)?;
        let options = PutOptions { attributes: attributes(object), ..PutOptions::default() };
        let put = self.bounded(&object.path, object.size, self.store.put_opts(&path, payload, options));
        put.await?.map_err(|error| told(&object.path, &error))?;
        sent(object.size);
        Ok(())
    }

    async fn copy(&self, from: &str, to: &str) -> Result<bool, DeployError> {
        let (source, target) = (self.path(from)?, self.path(to)?);
        match self.bounded(from, 0, self.store.copy(&source, &target)).await? {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(told(from, &error)),
        }
    }

    async fn exists(&self, name: &str) -> Result<bool, DeployError> {
        let path = self.path(name)?;
        match self.bounded(name, 0, self.store.head(&path)).await? {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(told(name, &error)),
        }
    }

    async fn remove(&self, names: &[String]) -> Result<(), DeployError> {
        let paths = names.iter().map(|name| self.path(name)).collect::<Result<Vec<Path>, _>>()?;
        let Some(first) = names.first() else { return Ok(()) };
        let all = |store: &AmazonS3| {
            let paths: Vec<object_store::Result<Path>> = paths.iter().cloned().map(Ok).collect();
            store.delete_stream(stream::iter(paths).boxed()).collect::<Vec<_>>()
        };
        let failed = |results: Vec<object_store::Result<Path>>| {
            let is_failure = |result: object_store::Result<Path>| match result {
                Ok(_) | Err(Error::NotFound { .. }) => None,
                Err(error) => Some(error),
            };
            results.into_iter().find_map(is_failure)
        };
        let bounded = async |store: &AmazonS3| {
            let removal = async { Ok(all(store).await) };
            self.bounded(first, names.len() as u64 * 1024, removal).await
        };
        let results = bounded(&self.store).await?.map_err(|error| told(first, &error))?;
        if failed(results).is_none() {
            return Ok(());
        }
        // Not every storage removes several at once.
        let results = bounded(&self.single).await?.map_err(|error| told(first, &error))?;
        failed(results).map_or(Ok(()), |error| Err(told(first, &error)))
    }
}

/// What an object is stored with.
fn attributes(object: &Object) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, object.content_type.clone().into());
    attributes.insert(Attribute::CacheControl, object.cache_control.into());
    if let Some(encoding) = object.content_encoding {
        attributes.insert(Attribute::ContentEncoding, encoding.into());
    }
    if let Some(location) = &object.redirect {
        attributes.insert(Attribute::Metadata(METADATA.into()), location.clone().into());
    }
    attributes
}

/// The credentials that were found.
struct Found {
    /// `None` if the environment names a role.
    credential: Option<AwsCredential>,
    region: Option<String>,
}

/// Looks for credentials: in the profile that the target names, in the environment, in the profile that the environment names or
/// the default one; at last for a role that the environment names.
fn credentials(place: &S3Place) -> Result<Found, DeployError> {
    let of_profile = |name: &str| {
        let profile = profile::find(name)?;
        let credential = match (profile.access_key_id, profile.secret_access_key) {
            (Some(key), Some(secret)) => Some((key, secret, profile.session_token)),
            _ => None,
        };
        Some((credential, profile.region))
    };
    if let Some(name) = &place.profile {
        return match of_profile(name) {
            Some((Some(credential), region)) => Ok(Found { credential: Some(checked(credential)?), region }),
            _ => Err(DeployError::NoCredentials(name.clone())),
        };
    }
    let named = variable("AWS_PROFILE");
    let (credential, region) = of_profile(named.as_deref().unwrap_or("default")).unwrap_or_default();
    if let (Some(key), Some(secret)) = (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")) {
        let credential = checked((key, secret, variable("AWS_SESSION_TOKEN")))?;
        return Ok(Found { credential: Some(credential), region });
    }
    if let Some(credential) = credential {
        return Ok(Found { credential: Some(checked(credential)?), region });
    }
    let roles = [
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];
    match roles.iter().any(|name| variable(name).is_some()) {
        true => Ok(Found { credential: None, region }),
        false => Err(DeployError::NoCredentials(named.unwrap_or_default())),
    }
}

/// Credentials that can be written into a header.
fn checked(
    (key_id, secret_key, token): (String, String, Option<String>),
) -> Result<AwsCredential, DeployError> {
    let is_plain = |text: &String| text.bytes().all(|byte| byte.is_ascii_graphic());
    let is_usable = is_plain(&key_id) && token.as_ref().is_none_or(is_plain);
    match is_usable {
        true => Ok(AwsCredential { key_id, secret_key, token }),
        false => Err(DeployError::NoCredentials(String::new())),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn unusable(error: impl ToString) -> DeployError {
    DeployError::Unreachable(error.to_string())
}

/// A failure as it is told. Of what the storage has answered, only the code and the message: the rest may hold what was signed.
fn told(name: &str, error: &Error) -> DeployError {
    let text = error.to_string();
    let element = |tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        rest.split_once('<').map(|(inner, _)| inner.to_owned())
    };
    let answered = element("Code").map(|code| match element("Message") {
        Some(message) => format!("{code}: {message}"),
        None => code,
    });
    let is_answer = text.contains('<');
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            let detail = answered.unwrap_or_else(|| "403".to_owned());
            DeployError::Refused(format!("{name}: {detail}"))
        }
        _ => match answered {
            Some(answered) if matches!(&*answered, code if code.starts_with("InvalidAccessKeyId")) => {
                DeployError::Refused(format!("{name}: {answered}"))
            }
            Some(answered) => DeployError::failed(name, answered),
            None if is_answer => DeployError::failed(name, text.split('<').next().unwrap_or_default()),
            None => DeployError::Unreachable(text),
        },
    }
}
