#![allow(clippy::unwrap_used, clippy::panic, clippy::unchecked_time_subtraction, reason = "tests")]

use std::collections::BTreeMap;

use super::*;

fn read(variables: &[(&str, &str)]) -> Result<FromEnv, Error> {
    let variables: BTreeMap<&str, OsString> = variables.iter().map(|(name, value)| (*name, value.into())).collect();
    from_env(&|name| variables.get(name).cloned())
}

/// The error that these variables lead to.
fn refused(variables: &[(&str, &str)]) -> String {
    let Err(error) = read(variables) else { panic!("{variables:?} are taken") };
    assert!(error.is_configuration());
    let told = format!("{error} {error:?}");
    assert!(!told.contains("7f3a"), "{told}");
    error.to_string()
}

const APP: [(&str, &str); 2] = [(CLIENT_ID, "id-7f3a"), (CLIENT_SECRET, "secret-7f3a")];

fn app_and(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    [&APP, more].concat()
}

#[test]
fn an_access_token_is_enough() {
    let found = read(&[(ACCESS_TOKEN, "token-7f3a"), (BASE_URL, "https://example.com/v1.0")]).unwrap();
    assert!(matches!(found.tokens, TokensFromEnv::Fixed(token) if token == "token-7f3a"));
    assert_eq!(found.base_url.as_deref(), Some("https://example.com/v1.0"));
}

#[test]
fn an_app_and_a_refresh_token_are_enough() {
    let found = read(&app_and(&[(REFRESH_TOKEN, "refresh-7f3a"), (BASE_URL, "")])).unwrap();
    assert!(matches!(found.tokens, TokensFromEnv::Source(_)));
    assert_eq!(found.base_url, None);
}

#[test]
fn without_any_way_all_ways_are_named() {
    for variables in [&[][..], &[(BASE_URL, "https://example.com")], &[(ACCESS_TOKEN, ""), (REFRESH_TOKEN, "")]] {
        let told = refused(variables);
        for name in [ACCESS_TOKEN, SERVICE_ACCOUNT, REFRESH_TOKEN] {
            assert!(told.contains(name), "{told}");
        }
    }
}

#[test]
fn a_missing_variable_is_named_with_what_needs_it() {
    let refresh = (REFRESH_TOKEN, "refresh-7f3a");
    for (variables, missing, because) in [
        (vec![refresh], CLIENT_ID, REFRESH_TOKEN),
        (vec![refresh, (CLIENT_ID, "id-7f3a")], CLIENT_SECRET, REFRESH_TOKEN),
        (vec![refresh, (CLIENT_ID, "id-7f3a"), (CLIENT_SECRET, "")], CLIENT_SECRET, REFRESH_TOKEN),
    ] {
        let told = refused(&variables);
        assert!(told.contains(&format!("variable {missing} is missing")) && told.contains(because), "{told}");
    }
}

#[cfg(feature = "service-account")]
#[test]
fn a_missing_part_of_a_service_account_is_named_with_what_needs_it() {
    let account = (SERVICE_ACCOUNT, "account-7f3a");
    for (variables, missing, because) in [
        (vec![account], CLIENT_ID, SERVICE_ACCOUNT),
        (vec![account, APP[0]], CLIENT_SECRET, SERVICE_ACCOUNT),
        (app_and(&[account]), PRIVATE_KEY, SERVICE_ACCOUNT),
        (app_and(&[account]), PRIVATE_KEY_FILE, SERVICE_ACCOUNT),
        (APP.to_vec(), SERVICE_ACCOUNT, CLIENT_ID),
        (APP.to_vec(), REFRESH_TOKEN, CLIENT_ID),
        (app_and(&[(PRIVATE_KEY, "key-7f3a")]), SERVICE_ACCOUNT, PRIVATE_KEY),
        (app_and(&[(SCOPES, "contact")]), SERVICE_ACCOUNT, SCOPES),
        (vec![APP[0]], CLIENT_SECRET, CLIENT_ID),
        (vec![APP[1]], CLIENT_ID, CLIENT_SECRET),
    ] {
        let told = refused(&variables);
        let (before, after) = told.split_once(" is missing, and ").unwrap();
        assert!(before.contains(missing) && after.contains(because), "{told}");
    }
}

#[cfg(feature = "service-account")]
#[test]
fn what_is_wrong_with_a_variable_is_said_with_its_name() {
    let account = (SERVICE_ACCOUNT, "account-7f3a");
    for (variable, value, why) in [
        (PRIVATE_KEY, "no key 7f3a", "is no PEM"),
        (PRIVATE_KEY_FILE, "/nowhere/at/all.key", "/nowhere/at/all.key cannot be read"),
    ] {
        let told = refused(&app_and(&[account, (variable, value)]));
        assert!(told.contains(&format!("variable {variable} is")) && told.contains(why), "{told}");
    }
}

#[test]
fn variables_that_contradict_each_other_are_both_named() {
    let token = (ACCESS_TOKEN, "token-7f3a");
    let refresh = (REFRESH_TOKEN, "refresh-7f3a");
    let mut cases =
        vec![(vec![token, refresh], ACCESS_TOKEN, REFRESH_TOKEN), (app_and(&[token]), ACCESS_TOKEN, CLIENT_ID)];
    for other in OF_SERVICE_ACCOUNTS {
        cases.push((vec![token, (other, "other-7f3a")], ACCESS_TOKEN, other));
        cases.push((app_and(&[refresh, (other, "other-7f3a")]), REFRESH_TOKEN, other));
    }
    if cfg!(feature = "service-account") {
        let both = [(SERVICE_ACCOUNT, "account"), (PRIVATE_KEY, "key-7f3a"), (PRIVATE_KEY_FILE, "file")];
        cases.push((app_and(&both), PRIVATE_KEY, PRIVATE_KEY_FILE));
    }
    for (variables, one, other) in cases {
        let told = refused(&variables);
        assert!(told.contains(&format!("{one} and {other} are both set")), "{told}");
    }
}

#[test]
fn an_address_that_credentials_may_not_go_to_is_refused() {
    let told = refused(&app_and(&[(REFRESH_TOKEN, "refresh"), (TOKEN_URL, "http://user:7f3a@example.com/")]));
    assert!(told.contains(TOKEN_URL) && told.contains("in the clear"), "{told}");
}

#[cfg(unix)]
#[test]
fn what_is_not_unicode_is_said() {
    use std::os::unix::ffi::OsStringExt as _;

    for name in [BASE_URL, ACCESS_TOKEN] {
        let result = from_env(&|asked| (asked == name).then(|| OsString::from_vec(vec![0xff, b'7'])));
        let Err(error) = result else { panic!("{name} is taken") };
        assert!(error.to_string().contains(&format!("{name} is not Unicode")), "{error}");
    }
}
