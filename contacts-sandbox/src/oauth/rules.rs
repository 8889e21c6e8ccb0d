//! What the document says of tokens.

use http::Method;

use super::denial::Denial;
use super::grants::Lifetimes;
use super::settings::Settings;
use crate::facts::{Facts, Missing, path_of};
use crate::service::StartError;

/// Where the document describes all of it.
const SCHEME: &str = "/components/securitySchemes/oauth2";

/// What the document says of tokens.
pub(super) struct Rules {
    pub(super) token: Endpoint,
    pub(super) authorization: Endpoint,
    pub(super) revocation: Endpoint,
    /// Every scope there is.
    pub(super) scopes: Vec<String>,
    grants: [Documented; 3],
    pub(super) authorization_parameters: Vec<String>,
    pub(super) response_types: Vec<String>,
    pub(super) redirect_scheme: String,
    pub(super) token_type_hints: Vec<String>,
    pub(super) assertions: Assertions,
    access_token_seconds: i64,
    refresh_token_seconds: i64,
    authorization_code_seconds: i64,
}

/// An endpoint of the document.
pub(super) struct Endpoint {
    pub(super) path: String,
    pub(super) method: Method,
    /// What its body is; none if it takes none.
    pub(super) content_type: Option<String>,
}

/// What can be turned into a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    Code,
    RefreshToken,
    Assertion,
}

/// What the document says of a grant: its `grant_type`, and the fields of its form.
struct Documented {
    grant: Grant,
    grant_type: String,
    fields: Vec<String>,
}

/// What the document says of assertions.
pub(super) struct Assertions {
    pub(super) alg: String,
    pub(super) typ: String,
    pub(super) max_lifetime_seconds: u32,
}

impl Rules {
    pub(super) fn of(facts: Facts<'_>) -> Result<Self, StartError> {
        let at = |rest: &str| format!("{SCHEME}/{rest}");
        let texts = |rest: &str| {
            let texts = facts.texts(&at(rest))?;
            Ok::<_, Missing>(texts.into_iter().map(str::to_owned).collect::<Vec<_>>())
        };
        let seconds = |rest: &str, unit: i64| {
            let count = i64::try_from(facts.count(&at(rest))?).unwrap_or(i64::MAX);
            Ok::<_, Missing>(count.saturating_mul(unit))
        };
        let endpoint = |url: &str, rest: &str, has_body: bool| {
            let method = facts.text(&at(&format!("x-token/{rest}/method")))?;
            let content_type = || facts.text(&at(&format!("x-token/{rest}/contentType"))).map(str::to_owned);
            Ok::<_, StartError>(Endpoint {
                path: path_of(facts.text(&at(url))?).to_owned(),
                method: Method::from_bytes(method.as_bytes()).map_err(StartError::document)?,
                content_type: has_body.then(content_type).transpose()?,
            })
        };
        let grant = |grant: Grant, rest: &str| {
            let grant_type = facts.text(&at(&format!("x-token/{rest}/grantType")))?.to_owned();
            Ok::<_, Missing>(Documented { grant, grant_type, fields: texts(&format!("x-token/{rest}/formFields"))? })
        };
        let scopes = at("flows/authorizationCode/scopes");
        let scopes = facts.members(&scopes)?;
        let max_lifetime = seconds("x-token/jwtBearer/maxLifetimeSeconds", 1)?;
        Ok(Self {
            token: endpoint("flows/authorizationCode/tokenUrl", "jwtBearer", true)?,
            authorization: endpoint("flows/authorizationCode/authorizationUrl", "authorizationCode", false)?,
            revocation: endpoint("x-token/revocationUrl", "revocation", true)?,
            scopes: scopes.map(|(scope, _)| scope.to_owned()).collect(),
            grants: [
                grant(Grant::Code, "authorizationCodeToken")?,
                grant(Grant::RefreshToken, "refreshToken")?,
                grant(Grant::Assertion, "jwtBearer")?,
            ],
            authorization_parameters: texts("x-token/authorizationCode/required")?,
            response_types: texts("x-token/authorizationCode/responseTypes")?,
            redirect_scheme: facts.text(&at("x-token/authorizationCode/redirectUri/scheme"))?.to_owned(),
            token_type_hints: texts("x-token/revocation/tokenTypeHints")?,
            assertions: Assertions {
                alg: facts.text(&at("x-token/jwtBearer/alg"))?.to_owned(),
                typ: facts.text(&at("x-token/jwtBearer/typ"))?.to_owned(),
                max_lifetime_seconds: u32::try_from(max_lifetime).unwrap_or(u32::MAX),
            },
            access_token_seconds: seconds("x-token/lifetimes/accessTokenSeconds/0", 1)?,
            refresh_token_seconds: seconds("x-token/lifetimes/refreshTokenDays", 24 * 60 * 60)?,
            authorization_code_seconds: seconds("x-token/lifetimes/authorizationCodeSeconds", 1)?,
        })
    }

    /// How long what is given is good.
    pub(super) fn lifetimes(&self, settings: &Settings) -> Lifetimes {
        Lifetimes {
            access_token: settings.access_token_seconds.unwrap_or(self.access_token_seconds),
            refresh_token: self.refresh_token_seconds,
            code: self.authorization_code_seconds,
        }
    }

    /// The grant of a `grant_type`, and the fields that its form needs.
    pub(super) fn grant(&self, grant_type: &str) -> Result<(Grant, &[String]), Denial> {
        let found = self.grants.iter().find(|known| known.grant_type == grant_type);
        found.map(|known| (known.grant, &*known.fields)).ok_or_else(|| {
            let known: Vec<&str> = self.grants.iter().map(|known| &*known.grant_type).collect();
            Denial::unsupported_grant_type(format!("grant_type must be one of {}", known.join(", ")))
        })
    }

    /// The scopes that a text asks for, each once.
    pub(super) fn scopes(&self, text: &str) -> Result<Vec<String>, Denial> {
        let mut scopes: Vec<String> = Vec::new();
        for scope in text.split([' ', ',']).filter(|scope| !scope.is_empty()) {
            if !self.scopes.iter().any(|known| known == scope) {
                let known = self.scopes.join(", ");
                return Err(Denial::invalid_scope(format!("scope has one that is not known; there are {known}")));
            }
            if !scopes.iter().any(|known| known == scope) {
                scopes.push(scope.to_owned());
            }
        }
        if scopes.is_empty() { Err(Denial::invalid_scope("scope names none")) } else { Ok(scopes) }
    }
}

/// Whether a scope is among those that were granted: a bare one is good for all that the one with `.read` is.
pub(super) fn covers(granted: &[String], scope: &str) -> bool {
    granted.iter().any(|known| known == scope || scope.strip_prefix(known.as_str()) == Some(".read"))
}

#[cfg(test)]
mod tests {
    use contacts_openapi::Document;

    use super::*;

    fn rules(document: &Document) -> Rules {
        Rules::of(Facts(document)).expect("the document says all of it")
    }

    #[test]
    fn the_fields_and_values_that_behaviour_hangs_on_are_documented() {
        let document = Document::contacts();
        let rules = rules(&document);
        for (grant, fields) in [
            (Grant::Code, &["code", "redirect_uri"] as &[_]),
            (Grant::RefreshToken, &["refresh_token"]),
            (Grant::Assertion, &["assertion", "scope"]),
        ] {
            let documented = rules.grants.iter().find(|known| known.grant == grant).expect("it is there");
            for field in ["grant_type", "client_id", "client_secret"].iter().chain(fields) {
                assert!(documented.fields.iter().any(|known| known == field), "{grant:?} {field}");
            }
        }
        let texts = |rest: &str| Facts(&document).texts(&format!("{SCHEME}/x-token/{rest}")).expect("it is there");
        for field in ["client_id", "client_secret", "token", "token_type_hint"] {
            assert!(texts("revocation/formFields").contains(&field), "{field}");
        }
        for parameter in ["client_id", "redirect_uri", "scope", "response_type", "state"] {
            assert!(texts("authorizationCode/parameters").contains(&parameter), "{parameter}");
        }
        assert!(rules.response_types.iter().any(|known| known == "code"));
        let claims = format!("{SCHEME}/x-token/jwtBearer/claims");
        let claims = Facts(&document).members(&claims).expect("they are there");
        assert_eq!(claims.map(|(claim, _)| claim).collect::<Vec<_>>(), ["iss", "sub", "iat", "exp"]);
        let text = |rest: &str| Facts(&document).text(&format!("{SCHEME}/x-token/{rest}")).expect("it is there");
        assert_eq!(text("jwtBearer/delegatedMember/claim"), "sub");
    }

    #[test]
    fn every_grant_is_for_the_one_endpoint() {
        let document = Document::contacts();
        let text = |rest: &str| Facts(&document).text(&format!("{SCHEME}/{rest}")).expect("it is there");
        for grant in ["authorizationCodeToken", "refreshToken"] {
            for fact in ["method", "contentType"] {
                let of = |grant: &str| text(&format!("x-token/{grant}/{fact}"));
                assert_eq!(of(grant), of("jwtBearer"));
            }
        }
        let flow = "flows/authorizationCode";
        assert_eq!(text(&format!("{flow}/refreshUrl")), text(&format!("{flow}/tokenUrl")));
    }

    #[test]
    fn scopes_are_separated_by_spaces_or_commas_and_none_is_made_up() {
        let document = Document::contacts();
        let rules = rules(&document);
        for text in ["contact contact.read", "contact,contact.read", " contact,  contact.read contact"] {
            assert_eq!(rules.scopes(text), Ok(vec!["contact".to_owned(), "contact.read".to_owned()]), "{text}");
        }
        for text in ["contacts", "contact user", " , "] {
            assert_eq!(rules.scopes(text).map_err(|denial| denial.error), Err("invalid_scope"), "{text}");
        }
    }

    #[test]
    fn a_bare_scope_covers_reading() {
        assert!(covers(&["contact".to_owned()], "contact.read"));
        assert!(!covers(&["contact.read".to_owned()], "contact"));
    }
}
