//! What every request has to pass before a handler sees it.
//!
//! 1. It is for a host of ours: a browser that was led here by the name of another site is refused.
//! 2. Its body is read whole, within a time and a size.
//! 3. A request that changes something carries a valid token, or it was made on a page of ours, for the
//!    caller who sends it now.
//!
//! A browser says in `Origin` which site a form was on. Without the header the site is unknown, and the
//! request is refused. A form also says for whom its page was made ([`Identity`]): if another user signed
//! in since, or support began to act as another user, it is refused. A connected application has no pages:
//! its token identifies it, no browser adds a token by itself, and a session beside it does not count.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, header, uri::Authority};

use super::{
    Failure, State,
    caller::{brings_token, identity},
};
use crate::domain::Identity;

/// The longest body.
pub const MOST_BYTES: usize = 64 * 1024;

/// How long a request may take to arrive.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimits {
    /// Its head: the request line and the headers.
    pub head: Duration,
    /// Its body.
    pub body: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(20),
        }
    }
}

/// Fails unless the request is for one of the hosts of the marketplace.
///
/// # Errors
///
/// Returns an error for another host, and for a missing or repeated header.
pub fn at_own_host<R>(
    state: &State,
    headers: &HeaderMap,
    authority: Option<&Authority>,
) -> Result<(), Failure<R>> {
    let ours = |host: &str| state.hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
    let named = one(headers, header::HOST).is_some_and(ours);
    // A request line may name the host as well.
    let lined = authority.is_none_or(|authority| ours(authority.as_str()));
    if named && lined {
        Ok(())
    } else {
        Err(Failure::OtherHost)
    }
}

/// Fails unless a request with these headers and this body may change something. Returns for whom it was
/// made, unless it carries a token.
///
/// # Errors
///
/// Returns an error if the request was not made on one of our pages, or for another caller; if its token
/// is not valid; and if the database does not answer.
pub async fn may_change<R>(
    state: &State,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<Identity>, Failure<R>> {
    if brings_token(headers, state).await? {
        return Ok(None);
    }
    if !from_own_pages(headers) {
        return Err(Failure::ForeignOrigin);
    }
    let caller = identity(headers, state).await?;
    if made_for(headers, body).is_some_and(|made_for| made_for == caller.to_string()) {
        Ok(Some(caller))
    } else {
        Err(Failure::OtherCaller)
    }
}

/// The [`Identity`] for which the request was made: from the only field of a form, else from the header.
fn made_for(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    if !is_form(headers) {
        return one(headers, HeaderName::from_static(Identity::HEADER)).map(str::to_owned);
    }
    let mut values = form_urlencoded::parse(body).filter(|(name, _)| name == Identity::FIELD);
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Some(value.into_owned()),
        _ => None,
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = one(headers, header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Whether these are the headers of a request from our own pages.
fn from_own_pages(headers: &HeaderMap) -> bool {
    let (Some(origin), Some(host)) = (one(headers, header::ORIGIN), one(headers, header::HOST))
    else {
        return false;
    };
    let site = origin.strip_prefix("http://");
    let site = site.or_else(|| origin.strip_prefix("https://"));
    site.is_some_and(|site| !site.is_empty() && site.eq_ignore_ascii_case(host))
}

/// The only value of a header. With two values it is unknown which one counts.
fn one(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use axum::http::{HeaderMap, HeaderName, header};

    use super::{from_own_pages, made_for};
    use crate::domain::Identity;

    fn headers(all: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in all {
            map.append(name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn only_the_site_that_a_form_is_sent_to_may_send_it() {
        let host = (header::HOST, "127.0.0.1:3000");
        let from = |origin| from_own_pages(&headers(&[host.clone(), (header::ORIGIN, origin)]));
        assert!(from("http://127.0.0.1:3000"));
        for foreign in [
            "null",
            "",
            "http://",
            "127.0.0.1:3000",
            "http://127.0.0.1",
            "http://127.0.0.1:3001",
            "http://127.0.0.1:30001",
            "http://evil.example",
            "http://127.0.0.1:3000.evil.example",
            "http://evil.example/127.0.0.1:3000",
            "file://127.0.0.1:3000",
        ] {
            assert!(!from(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_missing_or_repeated_header_is_refused() {
        let host = (header::HOST, "127.0.0.1:3000");
        let origin = (header::ORIGIN, "http://127.0.0.1:3000");
        assert!(!from_own_pages(&headers(&[])));
        assert!(!from_own_pages(&headers(from_ref(&host))));
        assert!(!from_own_pages(&headers(from_ref(&origin))));
        let twice = [host, origin.clone(), origin];
        assert!(!from_own_pages(&headers(&twice)));
    }

    #[test]
    fn a_form_says_once_for_whom_it_was_made_and_another_body_says_it_in_a_header() {
        let form = (
            header::CONTENT_TYPE,
            "application/x-www-form-urlencoded; charset=utf-8",
        );
        let name = HeaderName::from_static(Identity::HEADER);
        let both = [form.clone(), (name.clone(), "2")];
        let says = |all: &[_], body: &str| made_for(&headers(all), body.as_bytes());
        let field = |value: &str| Some(value.to_owned());
        assert_eq!(says(&both, "price=1&made_for=2+by+5"), field("2 by 5"));
        for unclear in [
            "",
            "price=1",
            "made_for=2&made_for=3",
            "made_for=2&made_for=2",
        ] {
            assert_eq!(says(&both, unclear), None, "{unclear}");
        }
        assert_eq!(says(&both[1..], "made_for=3"), field("2"));
        assert_eq!(says(&[(name.clone(), "2"), (name, "2")], ""), None);
        assert_eq!(says(&[], ""), None);
    }
}
