//! Clients as the environment describes them. A variable of this process cannot be set while others run, so each
//! environment has a process of its own.

use std::ffi::OsString;
use std::process::Command;

use contacts_client::ClientBuilder;

use crate::support::told;
use crate::{ACCOUNT, CLIENT_ID, CLIENT_SECRET, KEY, REFRESH_TOKEN, SAID, TOKEN, assert_silent, printed};

#[test]
#[ignore = "it is run by the test below, in an environment of its own"]
fn what_the_environment_leads_to_is_printed() {
    match ClientBuilder::from_env() {
        Ok(builder) => {
            println!("{builder:?}");
            println!("{}", printed(builder.build()));
        }
        Err(error) => println!("{}", told(&error)),
    }
}

/// What comes of these variables, whose names go on from `LINE_WORKS_`.
fn printed_in(variables: &[(&str, OsString)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "environment::what_the_environment_leads_to_is_printed", "--ignored", "--nocapture"]);
    command.envs(variables.iter().map(|(name, value)| (format!("LINE_WORKS_{name}"), value)));
    let output = command.output().unwrap();
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn no_environment_is_shown() {
    let variable = |name, value: &str| (name, OsString::from(value));
    let token = || variable("ACCESS_TOKEN", TOKEN);
    let (id, secret) = (|| variable("CLIENT_ID", CLIENT_ID), || variable("CLIENT_SECRET", CLIENT_SECRET));
    let refresh = || variable("REFRESH_TOKEN", REFRESH_TOKEN);
    let account = || variable("SERVICE_ACCOUNT", ACCOUNT);
    let mut environments = vec![
        vec![token()],
        vec![variable("ACCESS_TOKEN", &format!("{TOKEN}\n"))],
        vec![token(), id()],
        vec![token(), account()],
        vec![token(), variable("BASE_URL", &format!("https://{SAID}@example.com"))],
        vec![token(), variable("BASE_URL", SAID)],
        vec![refresh()],
        vec![id(), secret(), refresh()],
        vec![id(), secret(), refresh(), variable("PRIVATE_KEY", KEY)],
        vec![id(), secret(), refresh(), variable("TOKEN_URL", &format!("https://{SAID}@example.com"))],
        vec![id(), secret(), account()],
        vec![id(), secret(), account(), variable("PRIVATE_KEY", KEY)],
        vec![id(), secret(), account(), variable("PRIVATE_KEY", &format!("-----BEGIN PRIVATE KEY-----\n{KEY}"))],
        vec![id(), secret(), account(), variable("PRIVATE_KEY_FILE", "/nowhere/at/all")],
        vec![variable("SCOPES", SAID), variable("DELEGATED_MEMBER", ACCOUNT)],
    ];
    #[cfg(unix)]
    for name in ["ACCESS_TOKEN", "CLIENT_SECRET", "REFRESH_TOKEN", "PRIVATE_KEY", "BASE_URL"] {
        use std::os::unix::ffi::OsStringExt as _;
        let value = OsString::from_vec([TOKEN.as_bytes(), b"\xff"].concat());
        environments.push(vec![id(), account(), (name, value)]);
    }
    let texts: Vec<String> = environments.iter().map(|variables| printed_in(variables)).collect();
    let signs = ["ClientBuilder", "Client {", "both set", "is missing", "is not Unicode", "is of no use", "the token"];
    assert_silent(&texts.join("\n"), &signs);
}
