//! What brings a target from what it has to what is wanted. Pure.

use std::collections::BTreeSet;

use super::content_id::ContentId;
use super::manifest::{PreviousState, RetiredFile, TargetManifest, kept_name};
use super::object::{Object, Wanted};
use crate::publish::{Manifest, ManifestFile, ManyRemovals, Plan, Role};

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The file.
    pub object: Object,
    /// Whether something else stands there.
    pub replaces: bool,
    /// What stands there and is to be copied first, so that one can go back to it.
    pub preserve: Option<ContentId>,
}

/// A file that is to be removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Its path.
    pub path: String,
    /// As for [`Put::preserve`].
    pub preserve: Option<ContentId>,
}

/// What brings a target from what it has to what is wanted, in the order in which it is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployPlan {
    /// Files that stand where a wanted one needs a folder, or in a folder where a wanted one is to stand.
    pub obstacles: Vec<Removal>,
    /// Files that are new or others: those that pages load first, then pages, then what lists pages.
    pub put: Vec<Put>,
    /// Pages and lists that the site no longer has: lists first.
    pub remove: Vec<Removal>,
    /// Files that pages load and the site no longer has. They stay for some days.
    pub retire: Vec<String>,
    /// What has stayed for long enough: files, and copies of files.
    pub due: Vec<String>,
    /// How many files are there already.
    pub unchanged: usize,
    /// Whether this removes so many pages that it is more likely a mistake.
    pub many_removals: Option<ManyRemovals>,
    /// Whether an interrupted deployment is completed by it.
    pub completes: bool,
    /// Whether the target has had no deployment yet.
    pub is_first: bool,
    /// The manifest of the target once all is done, but for the lock.
    pub(super) next: TargetManifest,
}

/// What a plan needs to know beside the two states.
#[derive(Debug, Clone, Copy)]
pub struct PlanOptions {
    /// Seconds since 1970.
    pub now: u64,
    /// For how many seconds files stay that the site no longer has.
    pub keep_assets: u64,
    /// Whether names at the target are paths of folders.
    pub is_hierarchical: bool,
    /// Whether files can be copied within the target.
    pub keeps_copies: bool,
}

impl DeployPlan {
    /// The plan for a target with a manifest.
    pub fn new(manifest: &TargetManifest, wanted: &Wanted, options: PlanOptions) -> Self {
        let before = manifest.settled_files().filter(|_| options.keeps_copies);
        let published = published(manifest);
        let target = files(wanted.values().map(|object| (&object.path, Some(object.id))));
        let plan = Plan::new(&published, &target);
        // A copy is made only of what is certain to stand there, and only if somebody may go back to it.
        let preserve = |path: &str| {
            let current = current(manifest, path)?;
            let is_needed = before.as_ref()?.get(path)?.0 == current;
            (is_needed && !manifest.kept.contains_key(&current)).then_some(current)
        };
        let removal = |path: &str| Removal { path: path.to_owned(), preserve: preserve(path) };
        let put: Vec<Put> = plan
            .put
            .iter()
            .map(|path| Put {
                object: wanted[*path].clone(),
                replaces: manifest.files.contains_key(*path) || manifest.retired.contains_key(*path),
                preserve: preserve(path),
            })
            .collect();
        let blocking = match options.is_hierarchical {
            true => blocking(&plan),
            false => BTreeSet::new(),
        };
        let stays = options.keep_assets;
        let is_over = |since: u64| since.saturating_add(stays) <= options.now;
        // To remove what is due takes a request. It is done once in a while for all that has come together, so that a small
        // deployment stays small.
        let cleans = is_over(manifest.cleaned);
        let mut next = TargetManifest {
            generation: manifest.generation + 1,
            deployed: options.now,
            complete: true,
            conditional: manifest.conditional,
            cleaned: if cleans { options.now } else { manifest.cleaned },
            files: wanted.values().map(|it| (it.path.clone(), (Some(it.id), it.size))).collect(),
            ..TargetManifest::empty()
        };
        let mut result = Self {
            obstacles: Vec::new(),
            put,
            remove: Vec::new(),
            retire: Vec::new(),
            due: Vec::new(),
            unchanged: plan.keep.len(),
            many_removals: plan.many_removals(&|_| false),
            completes: !manifest.complete,
            is_first: manifest.generation == 0,
            next: TargetManifest::empty(),
        };
        for path in &plan.remove {
            let retired = manifest.retired.get(*path);
            if blocking.contains(path) {
                result.obstacles.push(removal(path));
            } else if let Some(retired) = retired {
                match cleans && is_over(retired.since) {
                    true => result.due.push((*path).to_owned()),
                    false => {
                        next.retired.insert((*path).to_owned(), *retired);
                    }
                }
            } else if matches!(Role::of(path), Role::Asset | Role::Style) {
                let (id, size) = manifest.files[*path];
                next.retired.insert((*path).to_owned(), RetiredFile { id, size, since: options.now });
                result.retire.push((*path).to_owned());
            } else {
                result.remove.push(removal(path));
            }
        }
        if let Some(before) = &before {
            let files = TargetManifest::difference(&next.files, before);
            let deployed = match manifest.complete {
                true => manifest.deployed,
                false => manifest.previous.as_ref().map_or(0, |previous| previous.deployed),
            };
            next.previous = Some(PreviousState { deployed, files });
        }
        let copies = result.put.iter().map(|put| put.preserve);
        let removed = result.obstacles.iter().chain(&result.remove).map(|removal| removal.preserve);
        let made: BTreeSet<ContentId> = copies.chain(removed).flatten().collect();
        let previous = next.previous.iter().flat_map(|previous| previous.files.values());
        let needed: BTreeSet<ContentId> = previous.flatten().map(|(id, _)| *id).collect();
        for (id, unneeded_since) in manifest.kept.iter().map(|(id, since)| (*id, *since)) {
            match unneeded_since {
                _ if needed.contains(&id) => _ = next.kept.insert(id, None),
                Some(since) if cleans && is_over(since) => result.due.push(kept_name(id)),
                since => _ = next.kept.insert(id, Some(since.unwrap_or(options.now))),
            }
        }
        next.kept.extend(made.into_iter().map(|id| (id, None)));
        result.next = next;
        result
    }

    /// Whether the target is as it is to be.
    pub fn is_empty(&self) -> bool {
        let removes = !(self.obstacles.is_empty() && self.remove.is_empty() && self.due.is_empty());
        self.put.is_empty() && !removes && self.retire.is_empty() && !self.completes
    }

    /// How many bytes are sent.
    pub fn bytes(&self) -> u64 {
        let is_sent = |put: &&Put| !matches!(put.object.source, super::object::Source::Kept);
        self.put.iter().filter(is_sent).map(|put| put.object.size).sum()
    }

    /// All paths that are removed, now or because they are due; copies of files are none.
    pub(super) fn removed_names(&self) -> impl Iterator<Item = &String> {
        let removals = self.obstacles.iter().chain(&self.remove).map(|removal| &removal.path);
        removals.chain(&self.due)
    }

    /// The paths at which a reader sees something else than before: for caches that have to forget them.
    pub fn changed_paths(&self) -> impl Iterator<Item = &str> {
        let put = self.put.iter().filter(|put| put.object.content_encoding.is_none());
        let removed = self.obstacles.iter().chain(&self.remove).map(|removal| removal.path.as_str());
        let due = self.due.iter().map(String::as_str).filter(|name| !name.starts_with(".sapar/"));
        put.map(|put| put.object.path.as_str()).chain(removed).chain(due)
    }
}

/// What is certain to stand at a path.
fn current(manifest: &TargetManifest, path: &str) -> Option<ContentId> {
    match manifest.files.get(path) {
        Some((id, _)) => *id,
        None => manifest.retired.get(path)?.id,
    }
}

/// All files that stand at a target, wanted by the site or not.
fn published(manifest: &TargetManifest) -> Manifest {
    let own = manifest.files.iter().map(|(path, (id, _))| (path, *id));
    let retired = manifest.retired.iter().map(|(path, retired)| (path, retired.id));
    // No path is both.
    files(own.chain(retired))
}

fn files<'p>(files: impl Iterator<Item = (&'p String, Option<ContentId>)>) -> Manifest {
    let files = files.map(|(path, id)| ManifestFile {
        path: path.clone(),
        digest: id.map(ContentId::as_digest),
        stamp: None,
    });
    Manifest::new(String::new(), files.collect())
}

/// The files to remove that are in the way of files to put.
fn blocking<'p>(plan: &Plan<'p>) -> BTreeSet<&'p str> {
    let mut removable = plan.remove.clone();
    removable.sort_unstable();
    let mut blocking = BTreeSet::new();
    for path in &plan.put {
        let parents = path.match_indices('/').map(|(end, _)| &path[..end]);
        let found = parents.filter_map(|parent| removable.binary_search(&parent).ok());
        blocking.extend(found.map(|index| removable[index]));
        let below = format!("{path}/");
        let first = removable.partition_point(|other| *other < below.as_str());
        blocking.extend(removable[first..].iter().take_while(|other| other.starts_with(&below)));
    }
    blocking
}
