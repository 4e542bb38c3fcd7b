//! Credentials and regions from the files that Amazon's own programs read: `~/.aws/credentials` and `~/.aws/config`.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The settings of one profile.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<String>,
    pub session_token: Option<String>,
    pub region: Option<String>,
}

/// What a profile says, from both files; `None` if neither has it.
pub(super) fn find(name: &str) -> Option<Profile> {
    let read = |variable: &str, file: &str| {
        let path = std::env::var_os(variable).map(PathBuf::from);
        let path = path.or_else(|| Some(std::env::home_dir()?.join(".aws").join(file)))?;
        std::fs::read_to_string(path).ok()
    };
    let credentials = read("AWS_SHARED_CREDENTIALS_FILE", "credentials").unwrap_or_default();
    let config = read("AWS_CONFIG_FILE", "config").unwrap_or_default();
    of_files(name, &credentials, &config)
}

fn of_files(name: &str, credentials: &str, config: &str) -> Option<Profile> {
    let credentials = section(credentials, |section| section == name);
    // Only the default profile is written without this word there.
    let config = section(config, |section| {
        section.strip_prefix("profile ").map_or(section == "default", |_| true)
            && section.strip_prefix("profile ").unwrap_or(section).trim() == name
    });
    if credentials.is_none() && config.is_none() {
        return None;
    }
    let value = |key: &str| {
        let find = |section: &Option<BTreeMap<String, String>>| section.as_ref()?.get(key).cloned();
        find(&credentials).or_else(|| find(&config))
    };
    Some(Profile {
        access_key_id: value("aws_access_key_id"),
        secret_access_key: value("aws_secret_access_key"),
        session_token: value("aws_session_token"),
        region: value("region"),
    })
}

/// The settings of a section; of one that stands there twice, the later ones hold. Settings below another one, which are indented,
/// are left out.
fn section(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<BTreeMap<String, String>> {
    let mut found: Option<BTreeMap<String, String>> = None;
    let mut is_in = false;
    for line in text.lines() {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            is_in = is_wanted(name.0.trim());
            if is_in {
                found.get_or_insert_default();
            }
        } else if is_in
            && !line.starts_with([' ', '\t', '#', ';'])
            && let Some((key, value)) = line.split_once('=')
        {
            found.get_or_insert_default().insert(key.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_read_from_both_files() {
        let credentials = "[default]\naws_access_key_id = A\naws_secret_access_key=B\n# no\n\n[altai]\n\
            aws_access_key_id=C\naws_secret_access_key = D=E\naws_session_token = F\n";
        let config = "[default]\nregion = eu-north-1\n[profile altai]\nregion = kz\ns3 =\n  region = nested\n[other]\nregion = x\n";
        let default = of_files("default", credentials, config).expect("it is there");
        assert_eq!(default.access_key_id.as_deref(), Some("A"));
        assert_eq!(default.secret_access_key.as_deref(), Some("B"));
        assert_eq!((default.session_token, default.region.as_deref()), (None, Some("eu-north-1")));
        let altai = of_files("altai", credentials, config).expect("it is there");
        assert_eq!(altai.secret_access_key.as_deref(), Some("D=E"));
        assert_eq!((altai.session_token.as_deref(), altai.region.as_deref()), (Some("F"), Some("kz")));
        assert!(of_files("other", credentials, config).is_none(), "it lacks the word `profile`");
        assert!(of_files("default", "", "").is_none());
    }
}
