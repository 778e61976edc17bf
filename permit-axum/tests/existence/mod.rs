//! What a caller may not know of is answered as what does not exist, byte for byte, by each way in
//! which a handler asks.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

mod tenants;

use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{Request, StatusCode, header},
};
use permit_axum::{Allowed, Ask, Refusal, RefusalStyle, Router, Who, get as route, requires};

use crate::app::{
    Answer, Draft, EditDraft, Id, JudgeDraft, Pair, PairDrafts, PostItem, Shop, User, ViewDraft,
    browse, get, send,
};

async fn view(_: Allowed<ViewDraft>) -> &'static str {
    "seen"
}

async fn edit(_: Allowed<EditDraft>) -> &'static str {
    "edited"
}

async fn judge(_: Allowed<JudgeDraft>) -> &'static str {
    "judged"
}

#[requires(EditDraft)]
async fn required() -> &'static str {
    "edited"
}

async fn optional(_: Allowed<PostItem>, edit: Option<Allowed<EditDraft>>) -> String {
    edit.is_some().to_string()
}

async fn ask(
    ask: Ask<EditDraft>,
    State(shop): State<Shop>,
    Id(id): Id,
) -> Result<&'static str, Refusal> {
    let draft = shop.draft(id).ok_or_else(|| ask.not_found())?;
    ask.check(EditDraft, draft).map(|_| "edited")
}

async fn pair(
    ask: Ask<PairDrafts>,
    State(shop): State<Shop>,
    Path((kept, added)): Path<(u64, u64)>,
) -> Result<&'static str, Refusal> {
    let drafts = shop.draft(kept).zip(shop.draft(added));
    let (kept, added) = drafts.ok_or_else(|| ask.not_found())?;
    ask.check(PairDrafts, Pair { kept, added })
        .map(|_| "paired")
}

/// A check inside another guard.
async fn within(
    _: Allowed<PostItem>,
    Who(who): Who<User>,
    State(shop): State<Shop>,
    Id(id): Id,
) -> Result<&'static str, Refusal> {
    let draft = shop.draft(id).ok_or_else(Refusal::not_found)?;
    let _permit = who.check(ViewDraft, &draft)?;
    Ok("seen")
}

#[permit::requires(EditDraft, who, draft)]
fn edited(who: &permit::Principal<User>, draft: &Draft) -> Result<&'static str, Refusal> {
    let _ = draft;
    Ok("edited")
}

async fn required_within(
    _: Allowed<PostItem>,
    Who(who): Who<User>,
    State(shop): State<Shop>,
    Id(id): Id,
) -> Result<&'static str, Refusal> {
    let draft = shop.draft(id).ok_or_else(Refusal::not_found)?;
    edited(&who, &draft)
}

fn routes() -> Router {
    let style = RefusalStyle::new().page(|view| format!("<h1>Shop</h1>{}", view.detail()));
    Router::new()
        .route("/view/{id}", route(view))
        .route("/edit/{id}", route(edit))
        .route("/judge/{id}", route(judge))
        .route("/required/{id}", route(required))
        .route("/optional/{id}", route(optional))
        .route("/ask/{id}", route(ask))
        .route("/within/{id}", route(within))
        .route("/required_within/{id}", route(required_within))
        .route("/pair/{kept}/with/{added}", route(pair))
        .layer(Extension(style))
        .with_state(Shop::new())
}

/// How each way is asked for a foreign draft, and for a number that does not exist.
const WAYS: [(&str, &str); 12] = [
    ("/view/1", "/view/9"),
    ("/view/2", "/view/9"),
    ("/edit/1", "/edit/9"),
    ("/edit/2", "/edit/9"),
    ("/judge/1", "/judge/9"),
    ("/required/1", "/required/9"),
    ("/optional/1", "/optional/9"),
    ("/ask/1", "/ask/9"),
    ("/within/1", "/within/9"),
    ("/required_within/1", "/required_within/9"),
    ("/pair/3/with/1", "/pair/3/with/9"),
    ("/pair/1/with/3", "/pair/9/with/3"),
];

#[tokio::test]
async fn what_the_caller_may_not_know_of_is_answered_as_what_does_not_exist() {
    let router = routes();
    for (hidden, missing) in WAYS {
        let answer = get(&router, hidden, "seller 8").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{hidden}");
        assert_eq!(answer, get(&router, missing, "seller 8").await, "{hidden}");
        assert!(!answer.text.contains("draft"), "{}", answer.text);
        let page = browse(&router, hidden, "seller 8").await;
        assert_eq!(page, browse(&router, missing, "seller 8").await, "{hidden}");
        assert_eq!(page.text, "<h1>Shop</h1>there is nothing here", "{hidden}");
    }
}

async fn head(router: &Router, path: &str, session: &str) -> Answer {
    let request = Request::head(path).header(header::COOKIE, session);
    send(router, request.body(Body::empty()).unwrap()).await
}

/// axum answers `HEAD` by the handler for `GET`, and leaves the body out.
#[tokio::test]
async fn a_head_request_is_guarded_and_tells_no_more_than_a_get_request() {
    let router = routes();
    for (hidden, missing) in WAYS {
        for session in ["seller 8", "seller 7", "anonymous"] {
            for path in [hidden, missing] {
                let whole = get(&router, path, session).await;
                let answer = head(&router, path, session).await;
                assert_eq!(answer, whole.without_text(), "{session}: {path}");
            }
        }
        let answer = head(&router, hidden, "seller 8").await;
        assert_eq!(answer, head(&router, missing, "seller 8").await, "{hidden}");
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{hidden}");
    }
}

#[tokio::test]
async fn a_caller_that_may_see_it_is_told_the_reason() {
    let router = routes();
    let locked = [
        "/edit/2",
        "/required/2",
        "/ask/2",
        "/required_within/2",
        "/pair/2/with/1",
    ];
    for path in locked {
        let answer = get(&router, path, "seller 7").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.text.contains("draft_locked"), "{}", answer.text);
    }
    for path in ["/view/2", "/edit/1", "/within/2", "/pair/1/with/2"] {
        assert_eq!(
            get(&router, path, "seller 7").await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    assert_eq!(get(&router, "/optional/2", "seller 7").await.text, "false");
}

/// `requires(eight)` is about the caller alone.
#[tokio::test]
async fn a_caller_whom_a_condition_on_the_caller_denies_cannot_tell_what_exists() {
    let shop = Shop::new();
    let router = Router::new()
        .route("/judge/{id}", route(judge))
        .with_state(shop.clone());
    let own = get(&router, "/judge/1", "seller 7").await;
    let missing = get(&router, "/judge/9", "seller 7").await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert_eq!(own, missing);
    assert_eq!(shop.loaded(), 0);
}
