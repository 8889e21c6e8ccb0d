//! What was granted: codes, access tokens and refresh tokens, and what came of what.
//!
//! All that goes back to one agreement of a member, or to one assertion, is of one grant, by whose number it is
//! revoked together.

use std::borrow::Cow;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac_sha256::{HMAC, Hash};
use serde::{Deserialize, Serialize};

use super::Caller;
use super::denial::Denial;
use super::expiring::Expiring;
use super::pkce::{self, CodeChallenge};
use super::rules::covers;
use crate::record::{Change, Kind};
use crate::state::line;

/// How long what is given is good, in seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lifetimes {
    pub(super) access_token: i64,
    pub(super) refresh_token: i64,
    pub(super) code: i64,
}

/// What was granted and is not yet forgotten.
pub(super) struct Grants {
    access_tokens: Expiring<Access>,
    /// By the digest of the token.
    refresh_tokens: Expiring<Refresh>,
    codes: Expiring<Code>,
    lifetimes: Lifetimes,
    seed: u64,
    /// How many tokens and codes were made.
    made: u64,
    /// What changed since it was last taken.
    changes: Vec<Change>,
}

struct Access {
    caller: Arc<Caller>,
    /// None if it came of no grant that could be revoked.
    grant: Option<u64>,
}

struct Refresh {
    caller: Arc<Caller>,
    grant: u64,
    /// Its number among all that was made.
    serial: u64,
    /// Whether another one has taken its place.
    is_replaced: bool,
}

/// What a code stands for.
pub(super) struct Code {
    pub(super) caller: Arc<Caller>,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<CodeChallenge>,
    /// The grant that it was turned into.
    pub(super) grant: Option<u64>,
}

/// What is given for a grant.
pub(super) struct Issued {
    pub(super) access_token: String,
    pub(super) refresh_token: Option<String>,
    pub(super) caller: Arc<Caller>,
}

/// The value of the record of a refresh token.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Kept<'a> {
    /// SHA-256 of the token, base64url.
    #[serde(borrow)]
    digest: Cow<'a, str>,
    grant: u64,
    serial: u64,
    /// None for the service account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    user_id: Option<String>,
    scopes: Vec<String>,
    /// Until when it is good, in seconds of UNIX time.
    expires: i64,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    replaced: bool,
}

impl Grants {
    pub(super) fn new(seed: u64, lifetimes: Lifetimes) -> Self {
        Self {
            access_tokens: Expiring::default(),
            refresh_tokens: Expiring::default(),
            codes: Expiring::default(),
            lifetimes,
            seed,
            made: 0,
            changes: Vec::new(),
        }
    }

    /// Whom a token stands for at a moment, in seconds of UNIX time, or why it stands for nobody.
    pub(super) fn caller(&self, token: &str, now: i64) -> Result<Arc<Caller>, &'static str> {
        match self.access_tokens.get(token) {
            Some((access, until)) if until > now => Ok(Arc::clone(&access.caller)),
            Some(_) => Err("the token has expired"),
            None => Err("the token is not known: it was never given, or revoked, or the sandbox was restarted"),
        }
    }

    /// Makes a token good until a moment.
    pub(super) fn accept(&mut self, token: String, caller: Arc<Caller>, until: i64) {
        self.access_tokens.insert(token, Access { caller, grant: None }, until);
    }

    /// A new access token.
    pub(super) fn mint(&mut self, caller: Arc<Caller>, grant: Option<u64>, now_millis: i64) -> String {
        let now = now_millis.div_euclid(1000);
        let (token, _) = self.make(now_millis);
        let until = now.saturating_add(self.lifetimes.access_token);
        self.access_tokens.insert(&*token, Access { caller, grant }, until);
        self.access_tokens.forget(now);
        token
    }

    /// What is given for a new grant.
    pub(super) fn give(&mut self, caller: Arc<Caller>, now_millis: i64) -> Issued {
        let grant = self.made;
        let access_token = self.mint(Arc::clone(&caller), Some(grant), now_millis);
        let refresh_token = self.refresh_token(Arc::clone(&caller), grant, now_millis);
        Issued { access_token, refresh_token: Some(refresh_token), caller }
    }

    fn refresh_token(&mut self, caller: Arc<Caller>, grant: u64, now_millis: i64) -> String {
        let now = now_millis.div_euclid(1000);
        let (token, serial) = self.make(now_millis);
        let digest = digest(&token);
        let refresh = Refresh { caller, grant, serial, is_replaced: false };
        let until = now.saturating_add(self.lifetimes.refresh_token);
        self.note(&digest, Some(record(&digest, &refresh, until)));
        self.refresh_tokens.insert(digest, refresh, until);
        for digest in self.refresh_tokens.forget(now) {
            self.note(&digest, None);
        }
        token
    }

    /// A new code.
    pub(super) fn code(&mut self, code: Code, now_millis: i64) -> String {
        let now = now_millis.div_euclid(1000);
        let (text, _) = self.make(now_millis);
        self.codes.insert(&*text, code, now.saturating_add(self.lifetimes.code));
        self.codes.forget(now);
        text
    }

    /// What is given for a code. A code that is wrongly redeemed stays good; one that comes twice takes back what it
    /// gave.
    pub(super) fn redeem(
        &mut self,
        code: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
        now_millis: i64,
    ) -> Result<Issued, Denial> {
        let now = now_millis.div_euclid(1000);
        let Some((stored, until)) = self.codes.get(code) else {
            return Err(Denial::invalid_grant("code is not known: it was never given, or long ago"));
        };
        if let Some(grant) = stored.grant {
            self.revoke_grant(grant);
            return Err(Denial::invalid_grant("code was used before; what it gave is revoked"));
        }
        if until <= now {
            return Err(Denial::invalid_grant("code has expired"));
        }
        if stored.redirect_uri != redirect_uri {
            return Err(Denial::invalid_grant("redirect_uri is not the one that the code was sent to"));
        }
        if !pkce::is_proven(stored.challenge.as_ref(), verifier) {
            return Err(Denial::invalid_grant(
                "code_verifier does not fit the code_challenge that the code was had with",
            ));
        }
        let caller = Arc::clone(&stored.caller);
        let grant = self.made;
        if let Some((stored, _)) = self.codes.get_mut(code) {
            stored.grant = Some(grant);
        }
        Ok(self.give(caller, now_millis))
    }

    /// What is given for a refresh token, for the scopes that were granted with it or for some of them.
    pub(super) fn refresh(
        &mut self,
        token: &str,
        scopes: Option<Vec<String>>,
        rotates: bool,
        now_millis: i64,
    ) -> Result<Issued, Denial> {
        let now = now_millis.div_euclid(1000);
        let digest = digest(token);
        let Some((stored, until)) = self.refresh_tokens.get_mut(&digest) else {
            return Err(Denial::invalid_grant("refresh_token is not known: it was never given, or revoked"));
        };
        if stored.is_replaced {
            let grant = stored.grant;
            self.revoke_grant(grant);
            let why = "refresh_token was replaced before; all that came of the same grant is revoked";
            return Err(Denial::invalid_grant(why));
        }
        if until <= now {
            return Err(Denial::invalid_grant("refresh_token has expired"));
        }
        let (whole, grant) = (Arc::clone(&stored.caller), stored.grant);
        let caller = match scopes {
            Some(scopes) if !scopes.iter().all(|scope| covers(&whole.scopes, scope)) => {
                return Err(Denial::invalid_scope("scope has one that was not granted with the refresh token"));
            }
            Some(scopes) => Arc::new(Caller { user_id: whole.user_id.clone(), scopes }),
            None => Arc::clone(&whole),
        };
        if rotates {
            stored.is_replaced = true;
            let record = record(&digest, stored, until);
            self.note(&digest, Some(record));
        }
        let access_token = self.mint(Arc::clone(&caller), Some(grant), now_millis);
        let refresh_token = rotates.then(|| self.refresh_token(whole, grant, now_millis));
        Ok(Issued { access_token, refresh_token, caller })
    }

    /// Revokes an access token, or a refresh token with all that came of the same grant. What was made good for ever
    /// stays good.
    pub(super) fn revoke(&mut self, token: &str) {
        if let Some((refresh, _)) = self.refresh_tokens.get(&digest(token)) {
            self.revoke_grant(refresh.grant);
        } else if self.access_tokens.get(token).is_some_and(|(_, until)| until != i64::MAX) {
            self.access_tokens.take(token);
        }
    }

    fn revoke_grant(&mut self, grant: u64) {
        self.access_tokens.remove(|access| access.grant == Some(grant));
        for digest in self.refresh_tokens.remove(|refresh| refresh.grant == grant) {
            self.note(&digest, None);
        }
    }

    /// Lets every access token expire at a moment.
    pub(super) fn expire_all(&mut self, now: i64) {
        self.access_tokens.expire(now);
    }

    /// Forgets everything, and begins anew.
    pub(super) fn reset(&mut self) {
        self.access_tokens.clear();
        self.refresh_tokens = Expiring::default();
        self.codes = Expiring::default();
        self.made = 0;
        self.changes = Vec::new();
    }

    /// What changed since this was last asked.
    pub(super) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// The lines of the records of the refresh tokens, in the order in which they end.
    pub(super) fn records(&self) -> Vec<Vec<u8>> {
        self.refresh_tokens.iter().map(|(digest, refresh, until)| record(digest, refresh, until)).collect()
    }

    /// Whether the value of a record can be added.
    pub(super) fn is_grant(value: &str) -> bool {
        serde_json::from_str::<Kept<'_>>(value).is_ok()
    }

    /// Adds the refresh token that the value of a record holds.
    pub(super) fn load(&mut self, value: &str) -> Result<(), String> {
        let kept: Kept<'_> = serde_json::from_str(value).map_err(|error| format!("a grant is not one: {error}"))?;
        // What is made from here on is nothing that was made before.
        self.made = self.made.max(kept.serial.max(kept.grant).saturating_add(1));
        let caller = Arc::new(Caller { user_id: kept.user_id, scopes: kept.scopes });
        let refresh = Refresh { caller, grant: kept.grant, serial: kept.serial, is_replaced: kept.replaced };
        self.note(&kept.digest, Some(record(&kept.digest, &refresh, kept.expires)));
        self.refresh_tokens.insert(&*kept.digest, refresh, kept.expires);
        Ok(())
    }

    /// A text that nobody was given before, and its number. The moment is part of it because numbers that were not kept
    /// are given again after a restart.
    fn make(&mut self, now_millis: i64) -> (String, u64) {
        let serial = self.made;
        self.made = self.made.saturating_add(1);
        let message = [b"token\0\0\0".as_slice(), &serial.to_be_bytes(), &now_millis.to_be_bytes()].concat();
        (BASE64_URL_SAFE_NO_PAD.encode(HMAC::mac(message, self.seed.to_be_bytes())), serial)
    }

    fn note(&mut self, digest: &str, line: Option<Vec<u8>>) {
        self.changes.push(Change { kind: Kind::Grant, id: digest.to_owned(), line });
    }
}

fn digest(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Hash::hash(token.as_bytes()))
}

fn record(digest: &str, refresh: &Refresh, until: i64) -> Vec<u8> {
    let kept = Kept {
        digest: Cow::Borrowed(digest),
        grant: refresh.grant,
        serial: refresh.serial,
        user_id: refresh.caller.user_id.clone(),
        scopes: refresh.caller.scopes.clone(),
        expires: until,
        replaced: refresh.is_replaced,
    };
    // Writing into memory does not fail.
    line(Kind::Grant, serde_json::to_string(&kept).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;
    use crate::record::Record;

    const NOW: i64 = 1_790_000_000_000;

    fn grants() -> Grants {
        Grants::new(7, Lifetimes { access_token: 3600, refresh_token: 7_776_000, code: 600 })
    }

    fn caller(user_id: &str) -> Arc<Caller> {
        Arc::new(Caller { user_id: Some(user_id.to_owned()), scopes: vec!["contact".to_owned()] })
    }

    impl std::fmt::Debug for Issued {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_struct("Issued").finish_non_exhaustive()
        }
    }

    fn restarted(before: &Grants) -> Grants {
        let mut after = grants();
        for line in before.records() {
            let record: Record<'_> = serde_json::from_slice(&line).expect("it is a record");
            let value: &RawValue = record.value;
            after.load(value.get()).expect("it is a grant");
        }
        after
    }

    #[test]
    fn a_refresh_token_survives_a_restart_and_its_record_does_not_hold_it() {
        let mut before = grants();
        let issued = before.give(caller("a member"), NOW);
        let token = issued.refresh_token.expect("there is one");
        for line in before.records() {
            assert!(!String::from_utf8_lossy(&line).contains(&token));
        }
        let mut after = restarted(&before);
        assert!(after.caller(&issued.access_token, NOW / 1000).is_err());
        let refreshed = after.refresh(&token, None, false, NOW).expect("it is good");
        assert_eq!(refreshed.caller, issued.caller);
        assert_ne!(refreshed.access_token, issued.access_token);
        assert_eq!(after.caller(&refreshed.access_token, NOW / 1000), Ok(issued.caller));
        assert_eq!(after.records(), before.records());
    }

    #[test]
    fn a_replaced_refresh_token_is_known_as_one_after_a_restart() {
        let mut before = grants();
        let old = before.give(caller("a member"), NOW).refresh_token.expect("there is one");
        let new = before.refresh(&old, None, true, NOW).ok().and_then(|it| it.refresh_token).expect("there is one");
        let mut after = restarted(&before);
        assert!(after.refresh(&old, None, true, NOW).is_err());
        assert!(after.refresh(&new, None, true, NOW).is_err());
        assert!(after.records().is_empty());
        let gone = after.take_changes().iter().filter(|change| change.line.is_none()).count();
        assert_eq!(gone, 2);
    }

    #[test]
    fn the_same_requests_are_given_the_same_tokens() {
        let given = |grants: &mut Grants| {
            let issued = grants.give(caller("a member"), NOW);
            [issued.access_token, issued.refresh_token.expect("there is one"), grants.mint(caller("other"), None, NOW)]
        };
        let (mut one, mut other) = (grants(), grants());
        let first = given(&mut one);
        assert_eq!(first, given(&mut other));
        assert_ne!(first, given(&mut one));
        one.reset();
        assert_eq!(first, given(&mut one));
    }

    #[test]
    fn refresh_tokens_that_are_forgotten_are_no_longer_kept() {
        let mut grants = grants();
        grants.give(caller("a member"), NOW);
        grants.take_changes();
        grants.give(caller("a member"), NOW + 8_000_000_000);
        let lines: Vec<bool> = grants.take_changes().iter().map(|change| change.line.is_some()).collect();
        assert_eq!(lines, [true, false]);
        assert_eq!(grants.records().len(), 1);
    }
}
