//! `[deploy.NAME]` in `sapar.toml`.

use super::super::project::Project;
use super::site;

fn findings(target: &str) -> Vec<String> {
    let found = site(target).findings();
    found.iter().map(|finding| finding.split(' ').next_back().expect("a code").to_owned()).collect()
}

#[test]
fn every_kind_of_target_can_be_configured() {
    for target in [
        "type = \"s3\"\nbucket = \"altai\"\nendpoint = \"https://s3.example\"\nregion = \"kz\"\npath_style = false\n\
         prefix = \"site\"\nprofile = \"altai\"\nkeep_assets = \"7d\"\npurge = \"./purge --all\"\n\
         url = \"https://altai.example/\"\nparallel = 4",
        "type = \"sftp\"\nhost = \"host.example\"\nuser = \"altai\"\nport = 2222\npath = \"public_html\"",
        "type = \"folder\"\npath = \"/mnt/site\"\nkeep_assets = \"12h\"",
        "type = \"rsync\"\nremote = \"altai@host.example:/srv/site\"",
        "type = \"git\"\nrepository = \"git@host.example:altai/site.git\"\nbranch = \"pages\"",
    ] {
        assert_eq!(findings(target), Vec::<String>::new(), "{target}");
    }
}

#[test]
fn mistakes_in_a_target_are_told_all_at_once() {
    assert_eq!(findings("type = \"ftp\"\nhost = \"x\""), ["not-an-option"]);
    assert_eq!(findings("path = \"x\""), ["missing-key"]);
    assert_eq!(
        findings(
            "type = \"sftp\"\nport = 0\nkeep_assets = \"a week\"\npurge = \"'\"\nparallel = 99\nurl = \"altai\"\nhots = \"x\""
        ),
        [
            "missing-key",
            "missing-key",
            "out-of-range",
            "invalid-duration",
            "invalid-deploy-command",
            "out-of-range",
            "invalid-deploy-address",
            "unknown-key"
        ]
    );
    assert_eq!(
        findings("type = \"sftp\"\nhost = \"-oProxyCommand=x\"\npath = \"x\""),
        ["invalid-deploy-address"]
    );
    assert_eq!(findings("type = \"rsync\"\nremote = \"--rsh=x\""), ["invalid-deploy-address"]);
}

#[test]
fn a_secret_is_an_error_at_its_place_and_is_not_shown() {
    for (line, key) in [
        ("secret_access_key = \"hunter2hunter2\"", "deploy.production.secret_access_key"),
        ("password = \"hunter2hunter2\"", "deploy.production.password"),
        ("endpoint = \"https://altai:hunter2hunter2@s3.example\"", "deploy.production.endpoint"),
        ("purge = \"curl https://altai:hunter2hunter2@cdn.example/\"", "deploy.production.purge"),
        ("options = { token = \"hunter2hunter2\" }", "deploy.production.options.token"),
    ] {
        let project = site(&format!("type = \"s3\"\nbucket = \"altai\"\n{line}"));
        for run in [
            project.build(&[]).exits(1),
            project.deploy(&[]).exits(1),
            project.deploy(&["--rollback"]).exits(1),
        ] {
            assert!(run.stderr.contains("error[secret-in-configuration]"), "{run:?}");
            assert!(run.stderr.contains(&format!("`{key}`")), "{run:?}");
            assert!(run.stderr.contains("sapar.toml:21:"), "{run:?}");
            assert!(!run.stderr.contains("hunter2") && !run.stdout.contains("hunter2"), "{run:?}");
        }
        let json = project.build(&["--format", "json"]).exits(1);
        assert!(!json.stdout.contains("hunter2"), "{json:?}");
    }
}

#[test]
fn what_is_no_secret_is_none() {
    let project =
        site("type = \"git\"\nrepository = \"ssh://git@host.example/altai.git\"\nbranch = \"pages\"");
    project.build(&[]).succeeds();
    let plain = Project::new().config("[theme_options]\n");
    plain.build(&[]).succeeds();
}
