//! What a caller may not know of is answered as what does not exist, byte for byte, by each way in
//! which a handler asks.

mod tenants;

use actix_web::{HttpRequest, http::StatusCode, web::Path};
use permit_actix::{
    Allowed, Ask, Refusal, RefusalStyle, ServiceConfig, Who, get as route, requires,
};

use crate::app::{
    Answer, Draft, EditDraft, JudgeDraft, Pair, PairDrafts, PostItem, Shop, User, ViewDraft,
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
    request: HttpRequest,
    id: Path<u64>,
) -> Result<&'static str, Refusal> {
    let draft = Shop::of(&request)
        .draft(*id)
        .ok_or_else(|| ask.not_found())?;
    ask.check(EditDraft, draft).map(|_| "edited")
}

async fn pair(
    ask: Ask<PairDrafts>,
    request: HttpRequest,
    ids: Path<(u64, u64)>,
) -> Result<&'static str, Refusal> {
    let (shop, (kept, added)) = (Shop::of(&request), ids.into_inner());
    let drafts = shop.draft(kept).zip(shop.draft(added));
    let (kept, added) = drafts.ok_or_else(|| ask.not_found())?;
    ask.check(PairDrafts, Pair { kept, added })
        .map(|_| "paired")
}

/// A check inside another guard.
async fn within(
    _: Allowed<PostItem>,
    Who(who): Who<User>,
    request: HttpRequest,
    id: Path<u64>,
) -> Result<&'static str, Refusal> {
    let draft = Shop::of(&request)
        .draft(*id)
        .ok_or_else(Refusal::not_found)?;
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
    request: HttpRequest,
    id: Path<u64>,
) -> Result<&'static str, Refusal> {
    let draft = Shop::of(&request)
        .draft(*id)
        .ok_or_else(Refusal::not_found)?;
    edited(&who, &draft)
}

fn routes(config: &mut ServiceConfig) {
    let style = RefusalStyle::new().page(|view| format!("<h1>Shop</h1>{}", view.detail()));
    config
        .app_data(style)
        .route("/view/{id}", route(view))
        .route("/edit/{id}", route(edit))
        .route("/judge/{id}", route(judge))
        .route("/required/{id}", route(required))
        .route("/optional/{id}", route(optional))
        .route("/ask/{id}", route(ask))
        .route("/within/{id}", route(within))
        .route("/required_within/{id}", route(required_within))
        .route("/pair/{kept}/with/{added}", route(pair));
}

async fn get(path: &str, session: &str) -> Answer {
    Shop::default().get(path, session).at(routes).await
}

async fn browse(path: &str, session: &str) -> Answer {
    let asked = Shop::default().get(path, session).by_a_browser();
    asked.at(routes).await
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

#[actix_web::test]
async fn what_the_caller_may_not_know_of_is_answered_as_what_does_not_exist() {
    for (hidden, missing) in WAYS {
        let answer = get(hidden, "seller 8").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{hidden}");
        let absent = get(missing, "seller 8").await;
        assert_eq!(answer.seen(), absent.seen(), "{hidden}");
        assert!(!answer.text.contains("draft"), "{}", answer.text);
        let page = browse(hidden, "seller 8").await;
        let absent = browse(missing, "seller 8").await;
        assert_eq!(page.seen(), absent.seen(), "{hidden}");
        assert_eq!(page.text, "<h1>Shop</h1>there is nothing here", "{hidden}");
    }
}

#[actix_web::test]
async fn a_caller_that_may_see_it_is_told_the_reason() {
    let locked = [
        "/edit/2",
        "/required/2",
        "/ask/2",
        "/required_within/2",
        "/pair/2/with/1",
    ];
    for path in locked {
        let answer = get(path, "seller 7").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.text.contains("draft_locked"), "{}", answer.text);
    }
    for path in ["/view/2", "/edit/1", "/within/2", "/pair/1/with/2"] {
        assert_eq!(get(path, "seller 7").await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(get("/optional/2", "seller 7").await.text, "false");
}

/// `requires(eight)` is about the caller alone.
#[actix_web::test]
async fn a_caller_whom_a_condition_on_the_caller_denies_cannot_tell_what_exists() {
    let shop = Shop::default();
    let own = shop.get("/judge/1", "seller 7").at(routes).await;
    let missing = shop.get("/judge/9", "seller 7").at(routes).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert_eq!(own.seen(), missing.seen());
    assert_eq!(shop.items_loaded(), 0);
}
