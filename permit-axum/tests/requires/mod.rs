//! `#[requires(A)]` above a handler, alone and together with other attributes: each allows the
//! owner, refuses another seller, and asks an anonymous caller to sign in.

use std::{future::Future, pin::Pin};

use axum::{
    Json,
    extract::{Path, RawPathParams, RawQuery, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, Version, request::Parts},
};
use permit_axum::{Allowed, Guarded, MethodRouter, Refusal, Router, SignedIn, Who, requires};
use utoipa::{OpenApi, openapi::RefOr};

use crate::app::{EditItem, Id, Shop, User, ViewItem, get, post_json, status};

/// Sends a request of each caller to one endpoint.
async fn guards(method: MethodRouter<Shop>) {
    let routes = Router::new().route("/items/{id}", method);
    let mut guarded = routes.routes().iter().map(|route| route.guard);
    assert!(guarded.all(|guard| guard == Guarded::Allows("edit_item")));
    let router = routes.with_state(Shop::new());
    for (session, expected) in [
        ("seller 7", StatusCode::OK),
        ("seller 8", StatusCode::FORBIDDEN),
        ("anonymous", StatusCode::UNAUTHORIZED),
    ] {
        let answered = status(&router, "/items/1", session).await;
        assert_eq!(answered, expected, "{session}");
    }
}

#[tokio::test]
async fn requires_above_a_handler_checks_both_permits() {
    /// Seller 8 may view, and the permit to view must not satisfy `requires(EditItem)`.
    #[requires(EditItem)]
    async fn edit(Allowed(permit): Allowed<ViewItem>) -> String {
        permit.context().title.clone()
    }
    guards(permit_axum::get(edit)).await;
}

#[tokio::test]
async fn destructured_mut_and_generic_parameters_follow_the_guard() {
    #[requires(EditItem)]
    async fn edit<const TWICE: bool>(
        State(mut shop): State<Shop>,
        Path(mut id): Path<u64>,
        SignedIn(who): SignedIn<User>,
    ) -> String {
        id += u64::from(TWICE);
        let item = shop.item(id);
        shop = Shop::new();
        format!(
            "{:?} {} {}",
            who.subject().id,
            item.is_some(),
            shop.loaded()
        )
    }
    guards(permit_axum::get(edit::<true>)).await;
    let routes = Router::new().route("/items/{id}", permit_axum::get(edit::<false>));
    let router = routes.with_state(Shop::new());
    let answer = get(&router, "/items/1", "seller 7").await;
    assert_eq!(answer.text, "Some(7) true 0");
}

#[tokio::test]
async fn a_handler_that_returns_a_future_is_guarded_like_an_async_one() {
    #[requires(EditItem)]
    fn unnamed(_: Id) -> impl Future<Output = &'static str> {
        std::future::ready("edited")
    }
    #[requires(EditItem)]
    fn boxed(_: Id) -> Pin<Box<dyn Future<Output = &'static str> + Send>> {
        Box::pin(std::future::ready("edited"))
    }
    guards(permit_axum::get(unnamed)).await;
    guards(permit_axum::get(boxed)).await;
}

#[tokio::test]
async fn debug_handler_checks_the_code_that_requires_generates() {
    #[requires(EditItem)]
    #[axum::debug_handler(state = Shop)]
    async fn edit(Path(id): Path<u64>, State(shop): State<Shop>) -> Result<String, Refusal> {
        Ok(format!("{}", shop.item(id).is_some()))
    }
    guards(permit_axum::get(edit)).await;
}

#[tokio::test]
async fn a_handler_may_be_traced_inside_or_outside_of_the_guard() {
    #[requires(EditItem)]
    #[tracing::instrument(skip_all, fields(id))]
    async fn below(Path(id): Path<u64>) -> String {
        id.to_string()
    }
    #[tracing::instrument(skip_all, fields(id))]
    #[requires(EditItem)]
    async fn above(Path(id): Path<u64>) -> String {
        id.to_string()
    }
    guards(permit_axum::get(below)).await;
    guards(permit_axum::get(above)).await;
}

#[requires(EditItem)]
#[utoipa::path(get, path = "/below/{id}", responses((status = OK, body = String)))]
async fn described_below(Path(id): Path<u64>) -> String {
    id.to_string()
}

#[utoipa::path(get, path = "/above/{id}", responses((status = OK, body = String)))]
#[requires(EditItem)]
async fn described_above(Path(id): Path<u64>) -> String {
    id.to_string()
}

#[derive(OpenApi)]
#[openapi(paths(described_below, described_above))]
struct Document;

#[tokio::test]
async fn a_handler_is_guarded_and_described_whichever_attribute_is_first() {
    guards(permit_axum::get(described_below)).await;
    guards(permit_axum::get(described_above)).await;
    let paths = Document::openapi().paths.paths;
    let described: Vec<_> = paths.keys().map(String::as_str).collect();
    assert_eq!(described, ["/above/{id}", "/below/{id}"]);
    for (path, item) in &paths {
        let parameters = item.get.as_ref().and_then(|get| get.parameters.as_ref());
        let parameters = parameters.into_iter().flatten();
        let names: Vec<_> = parameters
            .map(|one| match one {
                RefOr::T(parameter) => parameter.name.as_str(),
                RefOr::Ref(reference) => reference.ref_location.as_str(),
            })
            .collect();
        assert_eq!(names, ["id"], "the guard of {path} is not a parameter");
    }
}

#[tokio::test]
async fn sixteen_extractors_are_read_one_after_the_other() {
    #[requires(EditItem)]
    #[expect(clippy::too_many_arguments, reason = "the most that a handler takes")]
    async fn edit(
        method: Method,
        uri: Uri,
        version: Version,
        headers: HeaderMap,
        parts: Parts,
        raw: RawPathParams,
        RawQuery(query): RawQuery,
        Path(id): Path<u64>,
        Id(again): Id,
        State(shop): State<Shop>,
        SignedIn(known): SignedIn<User>,
        Who(who): Who<User>,
        Allowed(view): Allowed<ViewItem>,
        editable: Option<Allowed<EditItem>>,
        Json(title): Json<String>,
    ) -> String {
        assert_eq!(uri, parts.uri);
        assert_eq!((id, query), (again, Some("a=b".into())));
        assert_eq!((version, headers.len()), (Version::HTTP_11, 2));
        assert_eq!(known.subject().id, who.subject().id);
        assert!(editable.is_some());
        let path: Vec<_> = raw.iter().collect();
        assert_eq!(path, [("id", "1")]);
        assert_eq!(shop.users_loaded(), 1);
        let before = &view.context().title;
        format!("{method} {before} {title}")
    }
    /// Takes the whole body.
    #[requires(EditItem)]
    async fn whole(_: Id, request: Request) -> String {
        request.uri().path().to_owned()
    }
    let shop = Shop::new();
    let method = permit_axum::post(edit).get(whole);
    let routes = Router::new().route("/items/{id}", method);
    let router = routes.with_state(shop);
    let sent = |session| post_json(&router, "/items/1?a=b", session, "\"tandem\"");
    let allowed = sent("seller 7").await;
    assert_eq!(allowed.text, "POST bicycle tandem");
    assert_eq!(sent("seller 8").await.status, StatusCode::FORBIDDEN);
    assert_eq!(sent("anonymous").await.status, StatusCode::UNAUTHORIZED);
    guards(permit_axum::get(whole)).await;
}

mod vendor {
    pub(super) use permit_axum as guards;
}

#[tokio::test]
async fn the_guards_are_found_under_the_given_path() {
    #[vendor::guards::requires(EditItem, crate = vendor::guards)]
    async fn edit() {}
    guards(permit_axum::get(edit)).await;
}
