//! What a build writes beside the site itself: compressed files, what hosts need, and the manifest of all files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::artefacts::{Digest, Store, read_state_file, remove_state_file, write_state_file};
use crate::compression::{self, Encoding};
use crate::config::{Config, Host};
use crate::diagnostics::{Code, Diagnostic};
use crate::hosts::{self, CacheClass, HostFile, MANIFEST_FILE, ManifestEntry, OutputRecord, Place, Rules};
use crate::markup::PageSources;
use crate::publish::{FileSource, StagedEntry, StagingWriter};
use crate::site::{RouteKind, Site};

/// The folder of files that servers read apart from the site, in the state folder.
const FOLDER: &str = "hosts";

/// The list of all objects for S3. It needs the list of files, and so is not made with the other files for hosts.
const S3_OBJECTS: &str = "s3-objects.json";

/// The names of all files that may stand in [`FOLDER`].
const ASIDE: [(Host, &str); 4] = [
    (Host::Nginx, "nginx.conf"),
    (Host::Caddy, "Caddyfile"),
    (Host::S3, "s3-website.json"),
    (Host::S3, S3_OBJECTS),
];

/// The fingerprint of the build that the files in the state folder belong to: several outputs share that folder.
const BUILT_FROM: &str = "hosts/built-from";

/// What was staged, and what is to be written once the site is published.
#[derive(Default)]
pub(super) struct HostOutput {
    pub diagnostics: Vec<Diagnostic>,
    pub record: OutputRecord,
    /// Files of the state folder, by path.
    aside: BTreeMap<String, Vec<u8>>,
}

/// Whether a site asks for anything of this.
pub(super) fn is_wanted(config: &Config, precompress: bool) -> bool {
    precompress || !config.hosts.is_empty() || !config.deploy.is_empty()
}

/// Whether the files in the state folder are those of the build with a fingerprint.
pub(super) fn is_current(root: &Path, config: &Config, fingerprint: &str) -> bool {
    let has = |path: &str| read_state_file(root, path).is_some();
    read_state_file(root, BUILT_FROM).is_some_and(|from| from == fingerprint.as_bytes())
        && has(MANIFEST_FILE)
        && ASIDE.iter().all(|(host, name)| !config.hosts.contains(host) || has(&format!("{FOLDER}/{name}")))
}

/// Stages compressed files and what hosts need. `rendered` is what browsers load for the pages that were rendered, by path; `last` is what the build before has remembered, if that build is what is
/// published.
///
/// # Errors
/// When a file can be neither read nor written.
pub(super) fn stage_hosts(
    site: &Site,
    staging: &StagingWriter<'_>,
    store: &Store,
    precompress: bool,
    rendered: BTreeMap<String, PageSources>,
    last: &OutputRecord,
) -> Result<HostOutput, Diagnostic> {
    let config = &site.config;
    let staged = staging.files();
    let mut output = HostOutput::default();
    // Without hosts nothing sends headers, so that the policy need not be known.
    let pages = match config.hosts.is_empty() {
        true => BTreeMap::new(),
        false => page_sources(site, staging, &staged, rendered, last)?,
    };
    let mut sources = PageSources::default();
    let different: FxHashSet<&PageSources> = pages.values().collect();
    different.into_iter().for_each(|page| sources.extend(page.clone()));
    let mut compressed = FxHashMap::default();
    if precompress {
        compressed = stage_compressed(staging, store, &staged, &mut output.diagnostics)?;
    }
    let rules = Rules::new(site, &sources, precompress);
    let mut of_hosts = FxHashSet::default();
    for file in hosts::files(&config.hosts, &rules) {
        let HostFile { host, place, name, bytes } = file;
        match place {
            Place::Output if is_taken(site, name) => {
                let taken = Diagnostic::new(Code::HostFileTaken).in_file(&config.source.path);
                output.diagnostics.push(taken.with("file", name).with("host", host.title()));
            }
            Place::Output => {
                staging.write(name, FileSource::Bytes(&bytes))?;
                of_hosts.insert(name);
            }
            Place::Aside => {
                output.aside.insert(format!("{FOLDER}/{name}"), bytes);
            }
        }
    }
    let kinds: FxHashMap<String, RouteKind> =
        site.routes.iter().map(|route| (route.file(), route.kind)).collect();
    let entries: Vec<ManifestEntry> = staging
        .files()
        .into_iter()
        .map(|file| {
            let encoding = compressed.get(&file.path).copied();
            let original = match encoding {
                Some(_) => file.path.rsplit_once('.').map_or(file.path.as_str(), |(path, _)| path),
                None => &file.path,
            };
            let class = match of_hosts.contains(original) {
                true => CacheClass::Host,
                false => CacheClass::of(site, kinds.get(original).copied()),
            };
            ManifestEntry {
                size: file.length,
                digest: file.digest,
                class,
                encoding: encoding.map(Encoding::name),
                redirect: rules.redirect_of_file(&file.path).map(ToOwned::to_owned),
                path: file.path,
            }
        })
        .collect();
    let lengths: Vec<(&str, u64)> = entries.iter().map(|entry| (entry.path.as_str(), entry.size)).collect();
    output.diagnostics.extend(hosts::check_limits(&config.hosts, &rules, &lengths, &config.source.path));
    if config.hosts.contains(&Host::S3) {
        let objects = entries
            .iter()
            .map(|entry| (entry.path.as_str(), entry.content_type(), entry.class, entry.encoding));
        output.aside.insert(format!("{FOLDER}/{S3_OBJECTS}"), hosts::s3_objects(&rules, objects));
    }
    let headers = if config.hosts.is_empty() { &[][..] } else { &rules.headers };
    output.aside.insert(MANIFEST_FILE.to_owned(), hosts::manifest(&entries, headers));
    output.record = OutputRecord::new(config.base_url.as_str(), pages);
    Ok(output)
}

impl HostOutput {
    /// Writes the files of the state folder, and removes those of hosts that the site no longer has.
    ///
    /// # Errors
    /// When one can be neither written nor removed.
    pub(super) fn finish(&self, root: &Path, fingerprint: &str) -> Result<(), Diagnostic> {
        if self.aside.is_empty() && read_state_file(root, BUILT_FROM).is_none() {
            return Ok(());
        }
        for (_, name) in ASIDE {
            let path = format!("{FOLDER}/{name}");
            if !self.aside.contains_key(&path) {
                remove_state_file(root, &path)?;
            }
        }
        if self.aside.is_empty() {
            remove_state_file(root, MANIFEST_FILE)?;
            return remove_state_file(root, BUILT_FROM);
        }
        for (path, bytes) in &self.aside {
            write_state_file(root, path, bytes)?;
        }
        write_state_file(root, BUILT_FROM, fingerprint.as_bytes())
    }
}

/// What each page and style sheet loads, by path. Only what was neither rendered nor published before is read for that: style sheets, and
/// HTML that is copied.
fn page_sources(
    site: &Site,
    staging: &StagingWriter<'_>,
    staged: &[StagedEntry],
    rendered: BTreeMap<String, PageSources>,
    last: &OutputRecord,
) -> Result<BTreeMap<String, PageSources>, Diagnostic> {
    let base = &site.config.base_url;
    let last = Some(last).filter(|last| last.base_url() == base.as_str());
    let of_file = |file: &StagedEntry| {
        if let Some(known) = last.and_then(|last| last.of_page(&file.path)).filter(|_| file.is_kept) {
            return Ok((file.path.clone(), known.clone()));
        }
        let bytes = staging.read(file)?;
        let text = String::from_utf8_lossy(&bytes);
        let sources = match file.path.ends_with(".css") {
            true => PageSources::of_css(&text, base),
            false => PageSources::of_html(&text, base),
        };
        Ok((file.path.clone(), sources))
    };
    let is_read = |file: &&StagedEntry| {
        (file.path.ends_with(".html") || file.path.ends_with(".css")) && !rendered.contains_key(&file.path)
    };
    let read: Vec<(String, PageSources)> =
        staged.par_iter().filter(is_read).map(of_file).collect::<Result<_, _>>()?;
    let mut all = rendered;
    all.extend(read);
    Ok(all)
}

/// Stages the compressed forms of all text files. Returns how each of them is compressed, by path.
fn stage_compressed(
    staging: &StagingWriter<'_>,
    store: &Store,
    staged: &[StagedEntry],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<FxHashMap<String, Encoding>, Diagnostic> {
    let own: FxHashSet<&str> = staged.iter().map(|file| file.path.as_str()).collect();
    let nothing = Digest::of(b"");
    let stage = |file: &StagedEntry| -> Result<Vec<(String, Encoding)>, Diagnostic> {
        let mut bytes: Option<Arc<[u8]>> = None;
        let mut made = Vec::new();
        for encoding in Encoding::ALL {
            let target = format!("{}.{}", file.path, encoding.extension());
            if own.contains(target.as_str()) {
                continue;
            }
            let key = compression::key(encoding, &file.path, file.digest);
            store.note_use(key);
            // What is published already is not read, and neither is the file that it was made of.
            if let Some(digest) = store.digest(key) {
                if digest == nothing {
                    continue;
                }
                if staging.keep_if(&target, digest)? {
                    made.push((target, encoding));
                    continue;
                }
            }
            let compressed = match store.find(key) {
                Some(compressed) => compressed,
                None => {
                    let bytes = match &bytes {
                        Some(bytes) => Arc::clone(bytes),
                        None => Arc::clone(bytes.insert(staging.read(file)?.into())),
                    };
                    store.get(&compression::artefact(encoding, &file.path, file.digest, bytes))?
                }
            };
            if !compressed.is_empty() {
                staging.write(&target, FileSource::Bytes(&compressed))?;
                made.push((target, encoding));
            }
        }
        Ok(made)
    };
    let is_compressed = |file: &&StagedEntry| compression::is_compressible(&file.path, file.length);
    let made: Vec<Vec<(String, Encoding)>> =
        staged.par_iter().filter(is_compressed).map(stage).collect::<Result<_, _>>()?;
    for file in staged.iter().filter(is_compressed) {
        for encoding in Encoding::ALL {
            let target = format!("{}.{}", file.path, encoding.extension());
            if own.contains(target.as_str()) {
                diagnostics.push(
                    Diagnostic::new(Code::CompressedFileTaken)
                        .in_file("sapar.toml")
                        .with("file", target)
                        .with("other", file.path.as_str()),
                );
            }
        }
    }
    Ok(made.into_iter().flatten().collect())
}

/// Whether something of the site stands at the path of a file, or below it.
fn is_taken(site: &Site, name: &str) -> bool {
    let (url, below) = (format!("/{name}"), format!("/{name}/"));
    let after = |url: &str| site.routes.partition_point(|route| route.url.as_str() < url);
    site.route_at(&url).is_some()
        || site.routes.get(after(&below)).is_some_and(|route| route.url.starts_with(&below))
}
