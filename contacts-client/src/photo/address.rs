//! Which addresses of files may have the token: what an answer says is no reason to trust a host.

use reqwest::Url;

use crate::client::Client;
use crate::error::Error;

impl Client {
    /// Refuses an address that the token must not be sent to.
    ///
    /// It is fine if it is of the scheme, host and port of the base address, which has the token anyway, or if it is a
    /// host under one of the domains, over https and by its usual port.
    pub(super) fn vet(&self, url: &Url) -> Result<(), Error> {
        let refuse = |why: &str| {
            // The host is no secret. The rest of the address may be.
            let host = url.host_str().unwrap_or("no host");
            Err(Error::refused(format!("the address that the service gave for the photo, at {host}, {why}")))
        };
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("carries a user name");
        }
        if Url::parse(self.base_url()).is_ok_and(|base| base.origin() == url.origin()) {
            return Ok(());
        }
        if url.scheme() != "https" {
            return refuse("is not https");
        }
        let Some(host) = url.domain() else { return refuse("has an IP address for a host") };
        if url.port().is_some() {
            return refuse("has an unusual port");
        }
        if !self.wire.inner.shared.file_domains.iter().any(|domain| is_under(host, domain)) {
            return refuse("is under none of the domains that files may be at; see `ClientBuilder::file_domains`");
        }
        Ok(())
    }
}

/// Whether a host is a domain, or under it; both as [`Url`] spells them: in lower case, and in ASCII.
fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Domains in the spelling of [`Url`].
pub(crate) fn domains(texts: &[String]) -> Result<Vec<String>, Error> {
    let domain = |text: &String| {
        let url = Url::parse(&format!("https://{text}/")).ok()?;
        let domain = url.domain()?;
        let is_name = domain.split('.').all(|label| !label.is_empty() && label != "*");
        (is_name && url.as_str() == format!("https://{domain}/")).then(|| domain.to_owned())
    };
    let domains: Option<Vec<String>> = texts.iter().map(domain).collect();
    domains.ok_or_else(|| Error::configuration("what `file_domains` was given has something in it that is no domain"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vetted(client: &Client, address: &str) -> Result<(), String> {
        client.vet(&Url::parse(address).expect("it is an address")).map_err(|error| error.to_string())
    }

    fn client(base: &str) -> Client {
        Client::builder().token("any").base_url(base).build().expect("it can be built")
    }

    #[test]
    fn a_host_is_vetted_label_by_label() {
        let client = client("https://www.worksapis.com/v1.0");
        for address in [
            "https://apis-storage.worksmobile.com/k/emsg/file.jpg?fileId=a",
            "https://worksmobile.com/a",
            "https://a.b.worksapis.com:443/a",
            "HTTPS://APIS-Storage.WorksMobile.COM/a",
            "https:\\\\apis-storage.worksmobile.com\\a",
            "https://\u{ff57}orksmobile.com/a",
            "https://www.worksapis.com/v1.0/a",
        ] {
            assert_eq!(vetted(&client, address), Ok(()), "{address}");
        }
        for (address, why) in [
            ("https://evilworksmobile.com/a", "is under none"),
            ("https://worksmobile.com.evil.example/a", "is under none"),
            ("https://worksmobile.com./a", "is under none"),
            ("https://worksmobile.co/a", "is under none"),
            ("https://com/a", "is under none"),
            // The o is Cyrillic.
            ("https://w\u{43e}rksmobile.com/a", "is under none"),
            ("https://evil.example/worksmobile.com", "is under none"),
            ("https://evil.example/?.worksmobile.com", "is under none"),
            ("https://evil.example\\.worksmobile.com/", "is under none"),
            ("https://worksmobile.com@evil.example/a", "carries a user name"),
            ("https://user@worksmobile.com/a", "carries a user name"),
            ("https://:password@worksmobile.com/a", "carries a user name"),
            ("http://apis-storage.worksmobile.com/a", "is not https"),
            ("ftp://apis-storage.worksmobile.com/a", "is not https"),
            ("data:text/plain,worksmobile.com", "is not https"),
            ("https://apis-storage.worksmobile.com:8443/a", "has an unusual port"),
            ("https://127.0.0.1/a", "has an IP address"),
            ("https://0x7f.1/a", "has an IP address"),
            ("https://2130706433/a", "has an IP address"),
            ("https://[::1]/a", "has an IP address"),
            ("https://[::ffff:127.0.0.1]/a", "has an IP address"),
        ] {
            let error = vetted(&client, address).expect_err(address);
            assert!(error.contains(why), "{address}: {error}");
        }
    }

    #[test]
    fn the_origin_of_the_base_address_may_have_files_and_nothing_beside_it() {
        let client = client("http://127.0.0.1:8080/v1.0");
        assert_eq!(vetted(&client, "http://127.0.0.1:8080/upload?a=b"), Ok(()));
        for address in [
            "http://127.0.0.1:8081/upload",
            "http://127.0.0.1/upload",
            "https://127.0.0.1:8080/upload",
            "http://localhost:8080/upload",
            "http://a@127.0.0.1:8080/upload",
        ] {
            assert!(vetted(&client, address).is_err(), "{address}");
        }
    }

    #[test]
    fn other_domains_replace_those_of_the_document() {
        let builder = || Client::builder().token("any");
        let client = builder().file_domains(["Files.Example.COM", "b\u{fc}cher.example"]).build().expect("they are");
        for address in ["https://files.example.com/a", "https://a.files.example.com/", "https://xn--bcher-kva.example/"]
        {
            assert_eq!(vetted(&client, address), Ok(()), "{address}");
        }
        assert!(vetted(&client, "https://apis-storage.worksmobile.com/a").is_err());
        let nowhere = builder().file_domains([""; 0]).build().expect("there may be none");
        assert!(vetted(&nowhere, "https://apis-storage.worksmobile.com/a").is_err());
        for domain in ["", ".", ".a.example", "a.example.", "a..example", "*.a.example", "a.example/b", "a.example:444"]
        {
            assert!(builder().file_domains([domain]).build().is_err_and(|it| it.is_configuration()), "{domain}");
        }
        for domain in ["https://a.example", "user@a.example", "127.0.0.1", "[::1]", "a example", "a?b", "a#b"] {
            assert!(builder().file_domains([domain]).build().is_err_and(|it| it.is_configuration()), "{domain}");
        }
    }
}
