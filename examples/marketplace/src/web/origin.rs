//! Forms must come from our own pages.
//!
//! A browser says in `Origin` which site a form was on. A request that changes something must come
//! from the site that it is sent to. Without the header the site is unknown, and the request is
//! refused as well. A connected application has no pages: its token identifies it, and no browser
//! adds a token by itself.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Failure, caller::brings_token};

/// Lets a request through if it changes nothing, comes from our own pages, or carries a token.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if request.method().is_safe() || may_change(request.headers()) {
        next.run(request).await
    } else {
        Failure::ForeignOrigin.into_response()
    }
}

/// Whether a request with these headers may change something: it comes from our own pages, or it
/// carries a token, and then it acts only for the user of the token.
#[must_use]
pub fn may_change(headers: &HeaderMap) -> bool {
    brings_token(headers) || from_own_pages(headers)
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

    use super::from_own_pages;

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
}
