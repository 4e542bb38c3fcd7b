//! A branch of a Git repository, with the program `git`.
//!
//! A deployment is made in a working copy of the branch, as in a folder, and becomes one commit, which is pushed: all of it becomes
//! visible at once, and the repository refuses it if somebody else has pushed meanwhile.

use std::path::{Path, PathBuf};

use super::program::run;
use super::storage::DeployError;

/// Who commits where nobody is configured, as on machines that build.
const IDENTITY: [&str; 4] = ["-c", "user.name=Sapar", "-c", "user.email=sapar@localhost"];

/// A branch, and the working copy of it in the state folder of a site.
#[derive(Debug)]
pub struct GitBranch {
    repository: String,
    branch: String,
    folder: PathBuf,
}

impl GitBranch {
    /// A branch of a repository. `folder` is the working copy, which this has for itself.
    pub fn new(repository: &str, branch: &str, folder: PathBuf) -> Self {
        Self { repository: repository.to_owned(), branch: branch.to_owned(), folder }
    }

    /// The working copy.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    async fn git(&self, arguments: &[&str]) -> Result<String, DeployError> {
        // The bytes that are published are those of the build, and no hook of the user's is about them.
        let own = [
            "-c",
            "core.autocrlf=false",
            "-c",
            "core.safecrlf=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "gc.auto=0",
        ];
        let output = run("git", &[&own[..], arguments].concat(), Some(&self.folder), b"").await?;
        Ok(String::from_utf8_lossy(&output).into_owned())
    }

    /// Brings the working copy to what the branch is now. A branch that does not exist is an empty one.
    ///
    /// # Errors
    /// When the repository cannot be reached.
    pub async fn prepare(&self) -> Result<(), DeployError> {
        let failed = |error: std::io::Error| DeployError::failed(&self.folder.display().to_string(), error);
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        if !self.folder.join(".git").exists() {
            self.git(&["init", "--quiet"]).await?;
        }
        let reference = format!("refs/heads/{}", self.branch);
        self.git(&["check-ref-format", &reference]).await?;
        let found = self.git(&["ls-remote", "--", &self.repository, &reference]).await?;
        if found.trim().is_empty() {
            // A commit without a parent comes of it.
            self.git(&["symbolic-ref", "HEAD", "refs/heads/sapar-new"]).await?;
            let _ = self.git(&["update-ref", "-d", "refs/heads/sapar-new"]).await;
            self.git(&["read-tree", "--empty"]).await?;
        } else {
            self.git(&["fetch", "--quiet", "--depth=1", "--no-tags", "--", &self.repository, &reference])
                .await?;
            self.git(&["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"]).await?;
            self.git(&["reset", "--quiet", "--hard"]).await?;
        }
        self.git(&["clean", "--quiet", "-ffdx"]).await.map(|_| ())
    }

    /// Commits what stands in the working copy, and pushes it. Returns false if somebody else has pushed meanwhile.
    ///
    /// # Errors
    /// When the repository cannot be reached, or refuses for another reason.
    pub async fn publish(&self) -> Result<bool, DeployError> {
        self.git(&["add", "--all", "--force", "."]).await?;
        let has_identity = self.git(&["config", "user.email"]).await.is_ok();
        let identity = if has_identity { &[][..] } else { &IDENTITY[..] };
        let commit = ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message=Deploy the site"];
        self.git(&[identity, &commit[..]].concat()).await?;
        let target = format!("HEAD:refs/heads/{}", self.branch);
        match self.git(&["push", "--quiet", "--", &self.repository, &target]).await {
            Ok(_) => Ok(true),
            Err(DeployError::Unreachable(said))
                if ["fetch first", "non-fast-forward", "cannot lock ref", "stale info"]
                    .iter()
                    .any(|reason| said.contains(reason)) =>
            {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}
