//! What went wrong at a target, as a diagnostic.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config::DeployTarget;
use crate::deploy::{DeployError, MANIFEST};
use crate::diagnostics::{Code, Diagnostic};

/// The diagnostic for a failure at a target.
pub(super) fn diagnostic_of(error: &DeployError, target: &DeployTarget) -> Diagnostic {
    let about = |code| Diagnostic::new(code).with("target", target.name.as_str());
    match error {
        DeployError::Unreachable(detail) => about(Code::DeployUnreachable).with("detail", detail.as_str()),
        DeployError::Refused(detail) => about(Code::DeployRefused).with("detail", detail.as_str()),
        DeployError::NoCredentials(profile) => {
            let profile = if profile.is_empty() { "none" } else { profile };
            Diagnostic::new(Code::DeployWithoutCredentials).with("profile", profile)
        }
        DeployError::Failed(path, detail) => {
            about(Code::DeployFailed).with("path", path.as_str()).with("detail", detail.as_str())
        }
        DeployError::NoProgram(program, detail) => Diagnostic::new(Code::DeployProgramMissing)
            .with("program", *program)
            .with("detail", detail.as_str()),
        DeployError::Locked { since, renewed } => {
            Diagnostic::new(Code::DeployLocked).with("since", time(*since)).with("renewed", time(*renewed))
        }
        DeployError::LockLost => Diagnostic::new(Code::DeployLockLost),
        DeployError::ManifestDamaged => about(Code::DeployManifestDamaged).with("file", MANIFEST),
        DeployError::ManifestVersion(version) => {
            about(Code::DeployManifestVersion).with("version", version.to_string())
        }
        DeployError::NoPrevious => about(Code::DeployNothingBefore),
        DeployError::PreviousLost(file) => about(Code::DeployBeforeLost).with("file", file.as_str()),
        DeployError::NotSupported(kind) => Diagnostic::new(Code::DeployNoWayBack).with("type", *kind),
    }
}

/// A time for people, in the time zone of the machine.
pub(super) fn time(seconds: u64) -> String {
    let timestamp = Timestamp::from_second(i64::try_from(seconds).unwrap_or_default()).unwrap_or_default();
    let zone = TimeZone::try_system().unwrap_or(TimeZone::UTC);
    timestamp.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
