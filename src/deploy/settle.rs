//! Works out what an interrupted deployment has left at a target.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt};

use super::content_id::ContentId;
use super::lock::Lock;
use super::manifest::{FileEntry, PreviousState, TargetManifest, kept_id, kept_name};
use super::storage::{DeployError, Storage};

/// The manifest of a target at which the deployment that held `lock` was interrupted. What may have been written is of unknown
/// content, and will be written again; what was written for certain need not be sent a second time.
///
/// A file that was to be copied before it was overwritten stands there as it was if there is no copy, because the copy comes first.
/// Only such copies are asked for.
///
/// It may be done twice with one lock: the second time changes nothing.
///
/// # Errors
/// When the target does not answer.
pub(super) async fn settle<S: Storage>(
    storage: &S,
    manifest: &TargetManifest,
    lock: Option<&Lock>,
    parallel: usize,
) -> Result<TargetManifest, DeployError> {
    let before = manifest.settled_files().filter(|_| storage.keeps_copies());
    let mut settled = manifest.clone();
    settled.complete = false;
    let Some(lock) = lock else {
        // Nobody knows what was going on, so that nothing is known of any file.
        for entry in settled.files.values_mut() {
            entry.0 = None;
        }
        settled.previous = previous(manifest, &settled.files, before.as_ref());
        settled.generation += 1;
        return Ok(settled);
    };
    settled.generation = lock.generation;
    // The copies that were to be made, as in `DeployPlan::new`.
    let copy_of = |path: &str| {
        let current = manifest.files.get(path).and_then(|(id, _)| *id)?;
        let is_needed = before.as_ref()?.get(path)?.0 == current;
        (is_needed && !manifest.kept.contains_key(&current)).then_some(current)
    };
    let unsure = lock.puts.iter().filter(|put| !put.done).map(|put| &put.path).chain(&lock.removes);
    let asked: Vec<ContentId> = unsure.filter_map(|path| copy_of(path)).collect();
    let copies: BTreeMap<ContentId, bool> = stream::iter(asked)
        .map(async |id| Ok::<_, DeployError>((id, storage.exists(&kept_name(id)).await?)))
        .buffer_unordered(parallel)
        .collect::<Vec<_>>()
        .await
        .into_iter()
        .collect::<Result<_, _>>()?;
    for put in &lock.puts {
        let copy = copy_of(&put.path);
        let has_copy = copy.is_some_and(|id| put.done || copies.get(&id).copied().unwrap_or(true));
        if copy.is_some() && !has_copy {
            continue;
        }
        settled.kept.extend(copy.map(|id| (id, None)));
        // A file that the site had dropped before is one of its files again.
        settled.retired.remove(&put.path);
        settled.files.insert(put.path.clone(), (put.done.then_some(put.id), put.size));
    }
    let copies_to_remove: Vec<String> =
        lock.removes.iter().filter(|name| kept_id(name).is_some()).cloned().collect();
    if !copies_to_remove.is_empty() {
        // Some may be gone, which must not be taken for a copy to go back to.
        storage.remove(&copies_to_remove).await?;
        for id in copies_to_remove.iter().filter_map(|name| kept_id(name)) {
            settled.kept.remove(&id);
        }
    }
    let written: BTreeSet<&str> = lock.puts.iter().map(|put| put.path.as_str()).collect();
    for path in &lock.removes {
        let copy = copy_of(path);
        let has_copy = copy.is_some_and(|id| copies.get(&id).copied().unwrap_or(true));
        if copy.is_some() && !has_copy {
            continue;
        }
        settled.kept.extend(copy.map(|id| (id, None)));
        if let Some(entry) = settled.files.get_mut(path) {
            // Unless it was among the files to write, too.
            if !written.contains(path.as_str()) {
                entry.0 = None;
            }
        } else if let Some(retired) = settled.retired.get_mut(path) {
            retired.id = None;
        }
    }
    settled.previous = previous(manifest, &settled.files, before.as_ref());
    Ok(settled)
}

/// What to go back to: the last deployment that was carried out to its end.
fn previous(
    manifest: &TargetManifest,
    files: &BTreeMap<String, FileEntry>,
    before: Option<&BTreeMap<String, (ContentId, u64)>>,
) -> Option<PreviousState> {
    let deployed = match manifest.complete {
        true => manifest.deployed,
        false => manifest.previous.as_ref().map_or(0, |previous| previous.deployed),
    };
    before.map(|before| PreviousState { deployed, files: TargetManifest::difference(files, before) })
}
